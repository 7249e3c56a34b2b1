//! Questions that are there already: what their row says now is written into them.

use super::edit::{self, Edited, day, list, text};
use super::known::text_of;
use super::{Home, Plan, fresh};
use crate::import::meaning::text::{markdown, title};
use crate::import::meaning::{Answer, Item, wording};
use crate::record::question::{AssignedRole, Question, Visibility};
use crate::register::Register;
use crate::register::index::QuestionIx;
use toml_edit::{TableLike, Value};

/// Writes what `item` says into the question at `ix`; the path of the file when it cannot be changed.
pub(super) fn update(
    plan: &mut Plan,
    item: &Item,
    at: usize,
    homes: &[Home],
    register: &Register<'_>,
    ix: QuestionIx,
    file: &str,
) -> Result<(), String> {
    let question = &register.questions[ix.at()];
    let path = question.path.to_string();
    let Some(now) = plan.text(&path, register).map(str::to_owned) else { return Err(path) };
    let Some(mut edited) = Edited::new(&path, &now) else { return Err(path) };
    let old = text_of(register, ix);
    let own = (!edit::is_markdown(&path)).then(|| question.slug().to_owned());
    let mut record = Record { edited: &mut edited, id: own };
    if record.table().is_none() {
        return Err(path);
    }
    facts(&mut record, item, &question.facts, &old, homes, file);
    units(&mut record, item, &question.facts);
    for (position, answer) in item.answers.iter().enumerate() {
        self::answer(&mut record, answer, position, question.facts.answers.len(), !item.assigned.is_empty());
    }
    record.set_text(&markdown(&item.text));
    let new = edited.finish();
    let before = plan.changes.get(&path).map_or(Some(now.clone()), |change| change.old.clone());
    plan.put(&path, before.as_deref(), new, at);
    Ok(())
}

/// A question in a file of its own, or an entry of `questions.toml` with this id.
struct Record<'e> {
    edited: &'e mut Edited,
    id: Option<String>,
}

impl Record<'_> {
    fn table(&mut self) -> Option<&mut dyn TableLike> {
        let Some(id) = &self.id else { return Some(self.edited.document.as_table_mut()) };
        let position = (0..).map_while(|at| {
            let entry = edit::entries(self.edited.document.as_table_mut(), "question", at)?;
            Some(entry.get("id").and_then(toml_edit::Item::as_str).map(str::to_owned))
        });
        let position = position.collect::<Vec<_>>().iter().position(|known| known.as_deref() == Some(&**id))?;
        edit::entries(self.edited.document.as_table_mut(), "question", position)
    }

    fn set(&mut self, key: &str, value: Value) {
        let changed = self.table().is_some_and(|table| edit::set(table, key, value));
        self.edited.touch(changed);
    }

    fn set_in(&mut self, list: &str, position: usize, key: &str, value: Value) {
        let entry = self.table().and_then(|table| edit::entries(table, list, position));
        let changed = entry.is_some_and(|entry| edit::set(entry, key, value));
        self.edited.touch(changed);
    }

    fn push(&mut self, list: &str, pairs: &[(&str, Value)]) {
        if let Some(table) = self.table() {
            edit::push(table, list, pairs);
        }
        self.edited.touch(true);
    }

    fn set_text(&mut self, new: &str) {
        match self.id {
            None => self.edited.set_text(0, new),
            Some(_) => self.set("text", text(new)),
        }
    }
}

/// What the question itself says: from the file where it says so; defaults only where they were the defaults before.
fn facts(record: &mut Record<'_>, item: &Item, facts: &Question, old: &str, homes: &[Home], file: &str) {
    let old = old.replace('\\', "");
    let same = |now: Option<&str>, default: &str| now == Some(default);
    let written = facts.title.get().map(crate::record::value::Text::as_str);
    if item.title.by.is_said() || same(written, &title(&old)) {
        record.set("title", text(&item.title.value));
    }
    let kind = facts.kind.copied();
    if item.kind.by.is_said() || kind == Some(wording::guess(&old)) {
        record.set("kind", text(item.kind.value.as_str()));
    }
    if item.topics.by.is_said() && !item.topics.value.is_empty() {
        record.set("topics", list(&item.topics.value));
    }
    if let Some(received) = item.received {
        record.set("received", day(received));
    }
    if let Some(from) = &item.from {
        record.set("from", text(from));
    }
    if let Some((visibility, reason)) = &item.visibility {
        // What is public says nothing of it, unless it said something else before.
        if *visibility != Visibility::Public || facts.visibility.is_some() {
            record.set("visibility", text(visibility.as_str()));
        }
        if let Some(reason) = reason {
            record.set("reason", text(reason));
        }
    }
    for (key, other) in [("merged_into", item.merged_into), ("split_from", item.split_from)] {
        if let Some(other) = other {
            record.set(key, text(&format!("questions/{}", homes[other].slug)));
        }
    }
    if let Ok(source) = fresh::source(item, file).parse() {
        record.set("source", source);
    }
}

/// Who must answer: the leading unit in place of the leading one, helping ones beside those that are there.
fn units(record: &mut Record<'_>, item: &Item, facts: &Question) {
    let known: Vec<(usize, &str, bool)> = facts
        .assigned
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let lead = entry.value.role.as_ref().is_none_or(|role| role.value == AssignedRole::Lead);
            Some((at, entry.value.unit.get()?.as_str(), lead))
        })
        .collect();
    for (at, unit) in item.assigned.iter().enumerate() {
        if known.iter().any(|(_, name, lead)| name == unit && *lead == (at == 0)) {
            continue;
        }
        let lead = known.iter().filter(|(.., lead)| *lead).map(|(at, ..)| *at).next_back();
        match (at, lead, item.assigned_on) {
            (0, Some(position), _) => record.set_in("assigned", position, "unit", text(unit)),
            (_, _, Some(on)) => {
                let mut pairs = vec![("unit", text(unit)), ("on", day(on))];
                if at > 0 {
                    pairs.push(("role", text("co")));
                }
                record.push("assigned", &pairs);
            }
            _ => {}
        }
    }
    let Some(referral) = &item.referral else { return };
    if !facts.referrals.iter().any(|r| r.value.to.as_ref().is_some_and(|to| to.value.as_str() == referral.to)) {
        let pairs = [
            ("from", text(&referral.from)),
            ("to", text(&referral.to)),
            ("on", day(referral.on)),
            ("reason", text(&referral.reason)),
        ];
        record.push("referrals", &pairs);
    }
}

/// An answer at a position of the file's; `said` where the row names the unit.
fn answer(record: &mut Record<'_>, answer: &Answer, position: usize, there: usize, said: bool) {
    let body = markdown(&answer.text);
    if position >= there {
        let mut pairs = vec![
            ("unit", text(&answer.unit)),
            ("on", day(answer.on.value)),
            ("mode", text(answer.mode.value.as_str())),
            ("outcome", text(answer.outcome.value.as_str())),
        ];
        pairs.extend(answer.reason.as_ref().map(|reason| ("reason", text(reason))));
        pairs.extend(answer.document.as_ref().map(|document| ("document", text(document))));
        if record.id.is_some() {
            pairs.push(("text", text(&body)));
        } else {
            record.edited.set_text(position + 1, &body);
        }
        record.push("answers", &pairs);
        return;
    }
    let mut pairs: Vec<(&str, Value)> = Vec::new();
    if said {
        pairs.push(("unit", text(&answer.unit)));
    }
    if answer.on.by.is_said() {
        pairs.push(("on", day(answer.on.value)));
    }
    if answer.mode.by.is_said() {
        pairs.push(("mode", text(answer.mode.value.as_str())));
    }
    if answer.outcome.by.is_said() {
        pairs.push(("outcome", text(answer.outcome.value.as_str())));
    }
    pairs.extend(answer.reason.as_ref().map(|reason| ("reason", text(reason))));
    pairs.extend(answer.document.as_ref().map(|document| ("document", text(document))));
    for (key, value) in pairs {
        record.set_in("answers", position, key, value);
    }
    match record.id {
        None => record.edited.set_text(position + 1, &body),
        Some(_) => record.set_in("answers", position, "text", text(&body)),
    }
}

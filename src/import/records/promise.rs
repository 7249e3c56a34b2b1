//! Promises: `commitments/<question>.md` of each row that says what will be done, and its further updates.

use super::edit::{Edited, day, quoted, text};
use super::fresh::list;
use super::{Home, Plan};
use crate::import::meaning::text::markdown;
use crate::import::meaning::{Context, Due, Item, Promise, Update};
use crate::register::{Commitment, Register};
use std::fmt::Write as _;
use toml_edit::Value;

/// Writes the promise of `item`, if it has one; the path of the file when it cannot be changed.
pub(super) fn write(
    plan: &mut Plan,
    item: &Item,
    at: usize,
    home: &Home,
    register: &Register<'_>,
    context: &Context<'_>,
) -> Result<(), String> {
    let Some(promise) = &item.promise else { return Ok(()) };
    let path = format!("content/rounds/{}/commitments/{}.md", context.dialogue.id, home.slug);
    let own = register.commitments.iter().find(|c| *c.path == *path);
    // A promise that an editor wrote for the question is the one that the row reports on.
    let theirs = || home.known.and_then(|ix| register.questions[ix.at()].links.commitments.first());
    let known = own.or_else(|| theirs().map(|ix| &register.commitments[ix.at()]));
    match known {
        None => {
            plan.put(&path, None, fresh(promise, &home.slug), at);
            Ok(())
        }
        Some(known) => update(plan, promise, at, register, known),
    }
}

fn fresh(promise: &Promise, question: &str) -> String {
    let mut out = format!("+++\ntitle = {}\nlead = {}\n", quoted(&promise.title), quoted(&promise.lead));
    if !promise.co.is_empty() {
        let _ = writeln!(out, "co = {}", list(&promise.co));
    }
    let _ = writeln!(out, "answers_to = [{}]", quoted(&format!("questions/{question}")));
    match &promise.due {
        Some(Due::Day(day)) => {
            let _ = writeln!(out, "due = {day}");
        }
        Some(Due::Wording(words)) => {
            let _ = writeln!(out, "due = {}", quoted(words));
        }
        None => {}
    }
    if let Some(update) = &promise.update {
        let (unit, state) = (quoted(&promise.lead), quoted(update.state.as_str()));
        let _ = write!(out, "\n[[updates]]\non = {}\nunit = {unit}\nstate = {state}\n", update.on);
        if let Some(percent) = update.percent {
            let _ = writeln!(out, "percent = {percent}");
        }
        let _ = writeln!(out, "note = {}", quoted(&update.note));
    }
    out.push_str("+++\n");
    if !promise.text.is_empty() {
        let _ = write!(out, "\n{}\n", markdown(&promise.text));
    }
    out
}

fn update(
    plan: &mut Plan,
    promise: &Promise,
    at: usize,
    register: &Register<'_>,
    known: &Commitment,
) -> Result<(), String> {
    let path = known.path.to_string();
    let Some(now) = plan.text(&path, register).map(str::to_owned) else { return Err(path) };
    let Some(mut edited) = Edited::new(&path, &now) else { return Err(path) };
    match &promise.due {
        Some(Due::Day(limit)) if !has_day(known, *limit) => edited.set("due", day(*limit)),
        Some(Due::Wording(words)) => edited.set("due", text(words)),
        _ => {}
    }
    if let Some(update) = promise.update.as_ref().filter(|update| !is_known(known, update)) {
        let mut pairs =
            vec![("on", day(update.on)), ("unit", text(&promise.lead)), ("state", text(update.state.as_str()))];
        pairs.extend(update.percent.map(|percent| ("percent", Value::from(i64::from(percent)))));
        pairs.push(("note", text(&update.note)));
        edited.push("updates", &pairs);
    }
    if !promise.text.is_empty() {
        edited.set_text(0, &markdown(&promise.text));
    }
    let new = edited.finish();
    let before = plan.changes.get(&path).map_or(Some(now.clone()), |change| change.old.clone());
    plan.put(&path, before.as_deref(), new, at);
    Ok(())
}

/// Whether the limit is this day already, in whatever words.
fn has_day(known: &Commitment, limit: chrono::NaiveDate) -> bool {
    let written = known.facts.due.as_ref().map(|due| &due.value.0.form);
    matches!(written, Some(crate::calendar::Form::Calendar { from: None, bound: crate::calendar::Bound::On, limit: crate::calendar::Anchor::Date(date) })
        if date.date(None) == Some(limit))
}

/// Whether a report with this state and wording is there already.
fn is_known(known: &Commitment, update: &Update) -> bool {
    known.facts.updates.iter().any(|entry| {
        let note = entry.value.note.get().map(crate::record::value::Text::as_str);
        entry.value.state.copied() == Some(update.state) && note == Some(&*update.note)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::commitment::UpdateState;

    #[test]
    fn a_promise_reads_as_an_editor_writes_it() {
        let on = chrono::NaiveDate::from_ymd_opt(2024, 4, 24).expect("a day");
        let promise = Promise {
            title: "Thay wifi".into(),
            lead: "p".into(),
            co: vec!["q".into()],
            due: Some(Due::Wording("Quý II/2024".into())),
            text: "Thay wifi nhà B.".into(),
            update: Some(Update {
                on,
                state: UpdateState::InProgress,
                percent: Some(60),
                note: "Đang thực hiện 60%".into(),
            }),
        };
        assert_eq!(
            fresh(&promise, "007"),
            "+++\ntitle = \"Thay wifi\"\nlead = \"p\"\nco = [\"q\"]\nanswers_to = [\"questions/007\"]\ndue = \"Quý II/2024\"\n\n\
             [[updates]]\non = 2024-04-24\nunit = \"p\"\nstate = \"in-progress\"\npercent = 60\nnote = \"Đang thực hiện 60%\"\n+++\n\n\
             Thay wifi nhà B.\n"
        );
    }
}

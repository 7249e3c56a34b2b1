//! New questions: the text of a file as a careful editor would have written it.

use super::Home;
use super::edit::quoted;
use crate::import::meaning::text::markdown;
use crate::import::meaning::{Answer, Item};
use crate::record::question::Visibility;
use crate::register::Register;
use std::fmt::Write as _;

/// The number after the highest that a dialogue has, drafts and `questions.toml` counted too.
pub(crate) fn next_number(register: &Register<'_>, dialogue: &str) -> u32 {
    let folder = format!("content/rounds/{dialogue}/questions/");
    let files = register.sources.files.iter().filter_map(|file| file.path.strip_prefix(&*folder));
    let prefix = format!("{dialogue}/questions/");
    let records = register.questions.iter().filter_map(|question| question.id.strip_prefix(&*prefix));
    let numbers = files.chain(records).filter_map(|name| {
        let stem = name.split('.').next().unwrap_or(name);
        stem.strip_prefix('_').unwrap_or(stem).parse::<u32>().ok()
    });
    numbers.max().unwrap_or(0).saturating_add(1)
}

/// The text of a new question's file.
pub(super) fn question(item: &Item, homes: &[Home], file: &str) -> String {
    let mut out = String::from("+++\n");
    let mut line = |key: &str, value: String| {
        let _ = writeln!(out, "{key} = {value}");
    };
    line("title", quoted(&item.title.value));
    line("kind", quoted(item.kind.value.as_str()));
    line("topics", list(&item.topics.value));
    if let Some(day) = item.received {
        line("received", day.to_string());
    }
    if let Some(from) = &item.from {
        line("from", quoted(from));
    }
    if let Some((visibility, reason)) = item.visibility.as_ref().filter(|(v, _)| *v != Visibility::Public) {
        line("visibility", quoted(visibility.as_str()));
        if let Some(reason) = reason {
            line("reason", quoted(reason));
        }
    }
    if let Some(into) = item.merged_into {
        line("merged_into", quoted(&format!("questions/{}", homes[into].slug)));
    }
    if let Some(from) = item.split_from {
        line("split_from", quoted(&format!("questions/{}", homes[from].slug)));
    }
    line("source", source(item, file));
    assigned(&mut out, item);
    if let Some(referral) = &item.referral {
        let (from, to, on, reason) =
            (quoted(&referral.from), quoted(&referral.to), referral.on, quoted(&referral.reason));
        let _ = write!(out, "\n[[referrals]]\nfrom = {from}\nto = {to}\non = {on}\nreason = {reason}\n");
    }
    for answer in &item.answers {
        let _ = write!(out, "\n[[answers]]\n{}", self::answer(answer));
    }
    let _ = write!(out, "+++\n\n{}\n", markdown(&item.text));
    for answer in &item.answers {
        let _ = write!(out, "\n# Trả lời\n\n{}\n", markdown(&answer.text));
    }
    out
}

fn assigned(out: &mut String, item: &Item) {
    let Some(on) = item.assigned_on else { return };
    for (at, unit) in item.assigned.iter().enumerate() {
        let role = if at > 0 { "role = \"co\"\n" } else { "" };
        let _ = write!(out, "\n[[assigned]]\nunit = {}\non = {on}\n{role}", quoted(unit));
    }
}

/// The keys of an answer, a line each.
fn answer(answer: &Answer) -> String {
    let mut out = format!(
        "unit = {}\non = {}\nmode = {}\noutcome = {}\n",
        quoted(&answer.unit),
        answer.on.value,
        quoted(answer.mode.value.as_str()),
        quoted(answer.outcome.value.as_str())
    );
    for (key, value) in [("reason", &answer.reason), ("document", &answer.document)] {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = {}", quoted(value));
        }
    }
    out
}

/// Where an item came from.
pub(super) fn source(item: &Item, file: &str) -> String {
    let mut parts = vec![format!("file = {}", quoted(file))];
    parts.extend(item.place.sheet.as_ref().map(|sheet| format!("sheet = {}", quoted(sheet))));
    parts.extend(item.place.row.map(|row| format!("row = {row}")));
    parts.push(format!("key = {}", quoted(&item.key)));
    format!("{{ {} }}", parts.join(", "))
}

/// A list of strings.
pub(super) fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
}

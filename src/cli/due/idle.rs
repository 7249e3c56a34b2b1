//! Questions that nobody was asked to answer: they have no limit, so nothing would ever call for them.
//!
//! The register goes in; public questions that were received and not assigned come out, the longest waiting first.

use crate::page::owed::Owed;
use crate::page::plan::has_page;
use crate::page::view::View;
use crate::register::index::{QuestionIx, RecordIx, UnitIx};
use crate::register::timeline::QuestionState;
use std::fmt::Write as _;

/// A question that was assigned to nobody.
pub(super) struct Idle {
    ix: QuestionIx,
    title: String,
    href: String,
}

/// The questions that nobody was asked to answer; of the dialogues of `unit` only, where one is wanted.
pub(super) fn idle(view: &View<'_>, unit: Option<UnitIx>) -> Vec<Idle> {
    let register = view.register;
    let mut found: Vec<QuestionIx> = (0..register.questions.len() as u32).map(QuestionIx).collect();
    found.retain(|ix| {
        let question = &register.questions[ix.at()];
        let held_by = register.dialogues[question.links.dialogue.at()].facts.unit.get();
        let wanted = unit.is_none_or(|unit| held_by.and_then(|slug| register.unit(slug.as_str())) == Some(unit));
        wanted && has_page(register, *ix) && question.links.course.state == QuestionState::Received
    });
    found.sort_by_key(|ix| (register.questions[ix.at()].links.received, *ix));
    let told = found.into_iter().map(|ix| {
        let link = view.link(RecordIx::Question(ix));
        Idle {
            ix,
            title: link.title.into_owned(),
            href: link.href.map(std::borrow::Cow::into_owned).unwrap_or_default(),
        }
    });
    told.collect()
}

fn heading(view: &View<'_>) -> &'static str {
    view.say("Chưa giao đơn vị nào trả lời", "Assigned to no unit yet")
}

/// The day a question was received, in words.
fn since(view: &View<'_>, idle: &Idle) -> String {
    let received = view.register.questions[idle.ix.at()].links.received;
    received.map(|day| format!("{} {}", view.say("nhận", "received"), view.date(day).text)).unwrap_or_default()
}

/// For people.
pub(super) fn human(view: &View<'_>, all: &[Idle]) -> String {
    let mut out = format!("{}: {}\n", heading(view), all.len());
    for idle in all {
        let id = &view.register.questions[idle.ix.at()].id;
        let _ = writeln!(out, "  {}  {} ({id})", since(view, idle), idle.title);
    }
    out
}

/// For letters and task lists.
pub(super) fn markdown(view: &View<'_>, all: &[Idle]) -> String {
    let mut out = format!("## {} ({})\n\n", heading(view), all.len());
    for idle in all {
        let (base, title) = (&view.register.settings.base_url, super::escaped(&idle.title));
        let _ = writeln!(out, "- [ ] [{title}]({base}{}), {}", idle.href, since(view, idle));
    }
    out
}

/// For programs: one object a line, as of what is owed.
pub(super) fn json(view: &View<'_>, all: &[Idle]) -> String {
    let mut out = String::new();
    for idle in all {
        let line = serde_json::json!({
            "unit": null,
            "unit_name": heading(view),
            "kind": Owed::Question(idle.ix).kind().term().0,
            "id": &*view.register.questions[idle.ix.at()].id,
            "title": idle.title,
            "deadline": "no-deadline",
            "received": view.register.questions[idle.ix.at()].links.received.map(|day| day.to_string()),
            "url": format!("{}{}", view.register.settings.base_url, idle.href),
        });
        let _ = writeln!(out, "{line}");
    }
    out
}

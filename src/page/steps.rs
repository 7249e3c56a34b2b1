//! Steps: a round's schedule as pages show it.
//!
//! A round's schedule goes in; its steps with planned and actual dates come out, in full or as a line of six marks. The
//! invariant: every computed date can say how it was obtained.

use super::model::part::{Deadline, Extension, Link, Period, Standing, Text};
use super::model::round::{Step, StepMark, StepProgress};
use super::view::View;
use crate::calendar::{Resolved, explain};
use crate::register::deadline;
use crate::register::index::{RecordIx, RoundIx};
use crate::register::schedule::{Schedule, Step as Planned};
use std::borrow::Cow;

/// How many marks a line of steps has at most.
const MARKS: usize = 6;

/// The schedule of a round, in order.
pub fn steps<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<Step<'a>> {
    let schedule = &view.register.rounds[ix.at()].links.schedule.steps;
    let first = first_open(schedule);
    schedule.iter().enumerate().map(|(i, planned)| step(view, ix, i, planned, first)).collect()
}

/// One step of a round, by its position.
pub fn step_at<'a>(view: &'a View<'_>, ix: RoundIx, position: u32) -> Step<'a> {
    let schedule = &view.register.rounds[ix.at()].links.schedule.steps;
    step(view, ix, position as usize, &schedule[position as usize], first_open(schedule))
}

/// A step as a link to its place on the round's page.
pub fn link<'a>(view: &'a View<'_>, ix: RoundIx, position: u32) -> Link<'a> {
    let planned = &view.register.rounds[ix.at()].links.schedule.steps[position as usize];
    let (title, lang) = text(view, ix, planned, "title", &planned.title);
    let page = view.page_of(RecordIx::Round(ix));
    Link { title, href: page.map(|page| format!("{page}#buoc-{}", planned.id).into()), lang }
}

/// How a step's limit stands, in full; none where it has no limit.
pub fn step_deadline<'a>(view: &'a View<'_>, ix: RoundIx, position: u32) -> Option<Deadline<'a>> {
    let schedule = &view.register.rounds[ix.at()].links.schedule;
    let planned = &schedule.steps[position as usize];
    let mut deadline = view.deadline(&planned.deadline, schedule)?;
    deadline.wording = worded(planned, schedule);
    deadline.extensions = extensions(view, ix, planned);
    Some(deadline)
}

/// The course of a round in at most six marks: those about the current step.
pub fn marks<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<StepMark<'a>> {
    let round = &view.register.rounds[ix.at()];
    let schedule = &round.links.schedule.steps;
    let first = first_open(schedule);
    let now = if round.links.closed { schedule.len() } else { first.unwrap_or(schedule.len()) };
    let start = now.saturating_sub(2).min(schedule.len().saturating_sub(MARKS));
    let shown = schedule.iter().enumerate().skip(start).take(MARKS);
    shown
        .map(|(i, planned)| {
            let (title, lang) = text(view, ix, planned, "title", &planned.title);
            let last = |p: Period<'static>| p.end.unwrap_or(p.start);
            let done = planned.done.map(|days| view.date(days.1));
            let on = done.or_else(|| planned.in_force().and_then(|r| period(view, r)).map(last));
            let standing = standing(view, ix, planned).filter(|s| s.state.id == "overdue");
            StepMark { title, lang, progress: progress(view, ix, i, planned, first), standing, on }
        })
        .collect()
}

/// The position of the first step that is not done.
fn first_open(schedule: &[Planned]) -> Option<usize> {
    schedule.iter().position(|s| s.done.is_none())
}

fn progress(view: &View<'_>, ix: RoundIx, i: usize, planned: &Planned, first: Option<usize>) -> StepProgress {
    // Where a round is closed, its course is over, recorded or not.
    if planned.done.is_some() || view.register.rounds[ix.at()].links.closed {
        return StepProgress::Done;
    }
    let begins = planned.in_force().and_then(|r| r.start.or(r.limit.map(|l| l.last_day)));
    let begun = begins.is_some_and(|day| day <= view.register.as_of);
    if begun || first == Some(i) { StepProgress::Now } else { StepProgress::Next }
}

fn step<'a>(view: &'a View<'_>, ix: RoundIx, i: usize, planned: &'a Planned, first: Option<usize>) -> Step<'a> {
    let round = &view.register.rounds[ix.at()];
    let (title, lang) = text(view, ix, planned, "title", &planned.title);
    let deadline = view.deadline(&planned.deadline, &round.links.schedule);
    Step {
        id: Cow::Borrowed(&planned.id),
        number: i as u32 + 1,
        title,
        lang,
        progress: progress(view, ix, i, planned, first),
        planned: planned.in_force().and_then(|r| period(view, r)),
        due: deadline.as_ref().and_then(|d| d.holds.clone().or_else(|| Some(d.due.as_ref()?.iso.clone()))),
        done: planned.done.map(|days| view.period(days)),
        standing: standing(view, ix, planned),
        wording: worded(planned, &view.register.rounds[ix.at()].links.schedule),
        derivation: deadline.and_then(|d| d.derivation),
        extensions: extensions(view, ix, planned),
        units: planned.units.iter().map(|u| view.unit(u)).collect(),
        produces: planned.produces.iter().map(|p| view.term(p.as_str(), p.label())).collect(),
        note: planned.note.as_deref().map(|n| text(view, ix, planned, "note", n).0),
    }
}

/// How a step stands to its limit, where that is worth a word.
fn standing<'a>(view: &'a View<'_>, ix: RoundIx, planned: &'a Planned) -> Option<Standing<'a>> {
    if !planned.deadline.state.is_pressing() {
        return None;
    }
    let deadline = view.deadline(&planned.deadline, &view.register.rounds[ix.at()].links.schedule)?;
    Some(Standing { holds: deadline.holds, state: deadline.state, workdays: deadline.workdays, left: deadline.left })
}

/// The limit of a step in the words in which it was written.
fn worded<'a>(planned: &'a Planned, schedule: &Schedule) -> Option<Cow<'a, str>> {
    let title = |id: &str| schedule.steps.iter().find(|s| &*s.id == id).map(|s| s.title.to_string());
    planned.wording().map(|wording| explain::worded(wording, &title))
}

/// The days of a plan: from its first to its written limit.
fn period(view: &View<'_>, resolved: &Resolved) -> Option<Period<'static>> {
    let limit = resolved.limit?;
    let last = view.limit_date(resolved, limit);
    Some(match resolved.start.filter(|start| *start != limit.written) {
        // A month or a quarter is one word, not a span.
        Some(start) if last == view.date(limit.written) => Period { start: view.date(start), end: Some(last) },
        _ => Period { start: last, end: None },
    })
}

/// A text of a step: the round's translation, else its procedure's, else the original with its language.
fn text<'a>(
    view: &'a View<'_>,
    ix: RoundIx,
    planned: &Planned,
    key: &str,
    original: &'a str,
) -> (Text<'a>, Option<Text<'a>>) {
    let round = &view.register.rounds[ix.at()];
    let path = format!("step.{}.{key}", planned.id);
    let found = view.text(&round.id, &path, original);
    let procedure = round.facts.procedure.as_ref().and_then(|p| view.register.procedure(p.as_str()));
    match procedure {
        Some(procedure) if found.1.is_some() => view.text(&procedure.id, &path, original),
        _ => found,
    }
}

fn extensions<'a>(view: &'a View<'_>, ix: RoundIx, planned: &'a Planned) -> Vec<Extension<'a>> {
    let round = &view.register.rounds[ix.at()];
    let unit = planned.units.first().map(|u| &**u);
    let granted = planned.extensions.iter().enumerate();
    let granted = granted.filter(|(_, e)| e.on.get().is_some_and(|on| on.0 <= view.register.as_of));
    granted
        .filter_map(|(i, extension)| {
            let to = &extension.to.get()?.0;
            let event = |name: &str| round.links.schedule.event(name);
            let resolved = deadline::resolve(view.register, ix, to, unit, &event).ok()?;
            let key = format!("step.{}.extensions.{i}.reason", planned.id);
            view.extension(&round.id, &key, extension, resolved.limit.map(|l| l.written))
        })
        .collect()
}

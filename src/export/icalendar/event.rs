//! Events: a date of the calendar in the words of one language.
//!
//! A day and what happens on it go in, an event as plain text comes out. The invariants: a deadline lies on the last day of
//! its written limit, as on the page `/lich/`; the stamp of an event is the newest dated fact about it, never later than
//! the as-of date.

use crate::calendar::Kind;
use crate::export::newest::NewestFacts;
use crate::page::follow::{IDS_SINCE, absolute, authority};
use crate::page::follow_up::{Entry, Happening};
use crate::page::model::part::Deadline;
use crate::page::plain::shorten;
use crate::page::route::Subject;
use crate::page::title::round_name;
use crate::page::view::View;
use crate::page::{row, steps};
use crate::register::DialogueState;
use crate::register::index::{CommitmentIx, DialogueIx, RecordIx, RoundIx};
use chrono::{NaiveDate, NaiveTime};

/// The longest summary, in characters.
const SUMMARY: usize = 100;

/// The most days that a dialogue of known days takes.
const LONGEST: i64 = 31;

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// All day, from the first to the last.
    Days(NaiveDate, NaiveDate),
    /// On a day from one time, in Viet Nam, to another where that is known.
    Hours(NaiveDate, NaiveTime, Option<NaiveTime>),
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It does, or did.
    Confirmed,
    /// It is planned.
    Tentative,
    /// It does not.
    Cancelled,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// Its id, for ever.
    pub(super) uid: String,
    /// The newest dated fact about it.
    pub(super) stamp: NaiveDate,
    /// When it is.
    pub(super) when: When,
    /// What it is, in a line.
    pub(super) summary: String,
    /// More about it, one fact a line.
    pub(super) description: String,
    /// Where it is.
    pub(super) location: Option<String>,
    /// The whole address of its page.
    pub(super) url: String,
    /// What kind of date it is.
    pub(super) category: &'static str,
    /// Whether it takes place.
    pub(super) status: Status,
    /// Whether people are busy then: in the hours of a dialogue, not on the day of a deadline.
    pub(super) busy: bool,
}

/// What happens on the day of `entry`; none where its record has no page.
pub(super) fn event(view: &View<'_>, newest: &NewestFacts, (on, happening): Entry) -> Option<Event> {
    match happening {
        Happening::Dialogue(ix) => dialogue(view, newest, ix),
        Happening::Begin(ix, position) | Happening::Step(ix, position) => step(view, newest, ix, position, on),
        Happening::Commitment(ix) => commitment(view, newest, ix, on),
    }
}

fn dialogue(view: &View<'_>, newest: &NewestFacts, ix: DialogueIx) -> Option<Event> {
    let dialogue = &view.register.dialogues[ix.at()];
    let (first, last) = dialogue.links.held?;
    let row = row::dialogue(view, ix);
    let when = match dialogue.facts.held.as_ref().and_then(|held| held.0.hours) {
        Some((start, end)) => When::Hours(first, start, end),
        None => When::Days(first, last),
    };
    // Of a dialogue of which only a year or a season is known, nobody can say when it is.
    if (last - first).num_days() > LONGEST {
        return None;
    }
    let place = dialogue.facts.place.as_ref().map(|p| view.text(&dialogue.id, "place", p.as_str()).0.into_owned());
    let status = match dialogue.links.state {
        DialogueState::Planned => Status::Tentative,
        DialogueState::Postponed | DialogueState::Cancelled => Status::Cancelled,
        _ => Status::Confirmed,
    };
    let lines = [row.unit.title.into_owned(), round_name(view, dialogue.links.round), row.state.label.into_owned()];
    let subject = Subject::Dialogue(ix, 1);
    Some(Event {
        uid: uid(view, &dialogue.id),
        stamp: stamp(newest, [newest.of_page(subject), newest.of_page(Subject::Round(dialogue.links.round))]),
        when,
        summary: shorten(row.link.title, SUMMARY).into_owned(),
        url: absolute(&view.register.settings, &row.link.href?),
        description: lines.join("\n"),
        location: place,
        category: view.say("Đối thoại", "Dialogue"),
        status,
        busy: status != Status::Cancelled && matches!(when, When::Hours(..)),
    })
}

fn step(view: &View<'_>, newest: &NewestFacts, ix: RoundIx, position: u32, on: NaiveDate) -> Option<Event> {
    let round = &view.register.rounds[ix.at()];
    let planned = &round.links.schedule.steps[position as usize];
    let window =
        planned.in_force().filter(|resolved| resolved.kind == Kind::Window).and_then(|resolved| resolved.start);
    let is_limit = planned.in_force().is_some_and(|r| matches!(r.kind, Kind::By | Kind::Before | Kind::Term));
    let link = steps::link(view, ix, position);
    let units: Vec<_> = planned.units.iter().map(|slug| view.unit(slug).title.into_owned()).collect();
    let done = planned.done.map(|days| format!("{} {}", view.say("Thực tế:", "Actual:"), view.date(days.1).text));
    let mut lines = vec![round_name(view, ix)];
    lines.extend((!units.is_empty()).then(|| units.join(", ")));
    lines.extend(limit(view, steps::step_deadline(view, ix, position)));
    lines.extend(done);
    let granted = planned.extensions.iter().filter_map(|e| e.on.get().map(|day| day.0));
    let granted = granted.filter(|day| *day <= view.register.as_of).max();
    let own = planned.done.map(|days| days.1).max(granted);
    Some(Event {
        uid: uid(view, &format!("{}#{}", round.id, planned.id)),
        stamp: stamp(newest, [own, newest.of_page(Subject::Round(ix))]),
        when: When::Days(window.filter(|first| *first < on).unwrap_or(on), on),
        summary: if is_limit {
            shorten(format!("{} {}", view.say("Hạn:", "Due:"), link.title).into(), SUMMARY).into_owned()
        } else {
            shorten(link.title, SUMMARY).into_owned()
        },
        url: absolute(&view.register.settings, &link.href?),
        description: lines.join("\n"),
        location: None,
        category: view.say("Kế hoạch", "Plan"),
        status: Status::Confirmed,
        busy: false,
    })
}

fn commitment(view: &View<'_>, newest: &NewestFacts, ix: CommitmentIx, on: NaiveDate) -> Option<Event> {
    let commitment = &view.register.commitments[ix.at()];
    let row = row::commitment(view, ix, false);
    let link = view.link(RecordIx::Commitment(ix));
    let mut lines = Vec::new();
    lines.extend(row.unit.map(|unit| unit.title.into_owned()));
    lines.push(row.state.label.into_owned());
    lines.extend(limit(view, row::commitment_deadline(view, ix)));
    let round = Subject::Round(commitment.links.round);
    Some(Event {
        uid: uid(view, &commitment.id),
        stamp: stamp(newest, [newest.of_page(Subject::Commitment(ix)), newest.of_page(round)]),
        when: When::Days(on, on),
        summary: shorten(format!("{} {}", view.say("Hạn:", "Due:"), link.title).into(), SUMMARY).into_owned(),
        url: absolute(&view.register.settings, &link.href?),
        description: lines.join("\n"),
        location: None,
        category: view.say("Cam kết", "Commitment"),
        status: Status::Confirmed,
        busy: false,
    })
}

/// How a limit was written and how its day came about, a line each. A limit in the short form of records (`2024-12`,
/// `2023-2024-HK2`) is told in words.
fn limit(view: &View<'_>, deadline: Option<Deadline<'_>>) -> Vec<String> {
    let Some(deadline) = deadline else { return Vec::new() };
    let is_short = |words: &str| words.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-');
    let wording = deadline.wording.map(|words| match deadline.due.as_ref().filter(|_| is_short(&words)) {
        Some(due) => format!("{} {}", view.say("Hạn:", "Due:"), due.text),
        None => format!("{} {words}", view.say("Hạn ghi:", "Limit as written:")),
    });
    wording.into_iter().chain(deadline.derivation.map(std::borrow::Cow::into_owned)).collect()
}

/// The id of an event: that of its record, or of a step in its round.
fn uid(view: &View<'_>, id: &str) -> String {
    format!("{id}@{}", authority(&view.register.settings))
}

/// The first day that is known: of the event itself, of what it lies in, of the site; else of the ids.
fn stamp(newest: &NewestFacts, days: [Option<NaiveDate>; 2]) -> NaiveDate {
    let known = days.into_iter().flatten().next().or(newest.of_page(Subject::Home));
    known.or(NaiveDate::from_ymd_opt(IDS_SINCE, 1, 1)).unwrap_or_default()
}

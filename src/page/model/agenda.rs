//! The calendar: dialogues, steps and limits by day, as lists and as months.
//!
//! In: a part of the plan's calendar. Out: `calendar.html`. The invariants: every entry stands on the last day of its plan
//! (a dialogue on its first), and every day off that a month shows has its reason and its source.

use serde::Serialize;

use super::head::Head;
use super::part::{Date, Deadline, Link, Period, State, Term, Text};
use super::row::{FilterOption, Paging};

/// A page of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The academic year that it is of; none where it tells what comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Text<'a>>,
    /// The pages of the academic years, the newest first.
    pub years: Vec<FilterOption<'a>>,
    /// How many entries there are in all: of the year, or yet to come.
    pub total: u32,
    /// The months of this page, in order.
    pub months: Vec<Month<'a>>,
    /// What has just been, the newest first; only where the page tells what comes.
    pub recent: Vec<Day<'a>>,
    /// Where the other pages are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
    /// How weeks of a month are counted, in a sentence.
    pub week_rule: Text<'a>,
}

/// A month as a table and as a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month<'a> {
    /// The month, its words as a heading.
    pub month: Date<'a>,
    /// Its weeks, from Monday; days of other months are none.
    pub weeks: Vec<Vec<Option<Cell<'a>>>>,
    /// Days off, working Saturdays and breaks in it, by day.
    pub days_off: Vec<SpecialDay<'a>>,
    /// What happens in it, by day.
    pub days: Vec<Day<'a>>,
    /// Whether it is over and closed, on a long page.
    pub over: bool,
    /// How many entries it has.
    pub total: u32,
}

/// A day in a month's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell<'a> {
    /// The day of the month.
    pub number: u32,
    /// `working`, `weekend`, `off` or `made-up` (a working Saturday or Sunday).
    pub kind: Text<'a>,
    /// Why it is off or worked, where that is not the weekend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<'a>>,
    /// The reason's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Whether it is the as-of day.
    pub today: bool,
    /// What happens on it by kind.
    pub marks: Vec<Mark<'a>>,
    /// Where that is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
}

/// How many entries of a kind a day has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark<'a> {
    /// `dialogue`, `begin`, `step` or `commitment`.
    pub id: Text<'a>,
    /// How many, in words: `2 hạn của cam kết`.
    pub words: Text<'a>,
}

/// Days off, a working Saturday or a break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialDay<'a> {
    /// The days.
    pub days: Period<'a>,
    /// `off`, `made-up` or `break`, with its word.
    pub kind: Term<'a>,
    /// Its name; of a working Saturday the day it makes up for.
    pub name: Text<'a>,
    /// The name's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Whether it is expected and not decided.
    pub provisional: bool,
    /// The one unit that it holds for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link<'a>>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text<'a>>,
}

/// A day and what happens on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day<'a> {
    /// The day, with its weekday in words.
    pub day: Date<'a>,
    /// What happens on it.
    pub entries: Vec<Entry<'a>>,
}

/// What happens on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry<'a> {
    /// `dialogue`, `begin`, `step` or `commitment`, with its word.
    pub kind: Term<'a>,
    /// The id of its record; of a step its own.
    pub id: Text<'a>,
    /// Its title and page.
    pub link: Link<'a>,
    /// Its state, of a dialogue or commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State<'a>>,
    /// When it is planned, or a dialogue is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Period<'a>>,
    /// From when to when a dialogue is held, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text<'a>>,
    /// When a step was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Period<'a>>,
    /// Its limit, with how it came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// Who is in charge.
    pub units: Vec<Link<'a>>,
    /// The round it belongs to.
    pub round: Link<'a>,
}

//! Deadlines and windows as official plans write them: "13 - 19/11/2023", "trước 30/11 hàng năm", "thứ 7, tuần thứ 1".
//!
//! In goes the text of a value; out comes a [`When`]: the wording, kept for readers, beside a typed [`Form`]. Nothing is
//! computed here: dates may lack their year and terms their event until [`super::resolve`] is given a context. The grammar
//! itself is in `when/grammar.rs`, its words in [`super::grammar`].

mod grammar;

use std::ops::Range;

use chrono::{NaiveDate, Weekday};

use self::grammar::Draft;
use super::grammar::{Cause, Misread, Words};
use super::vague::VagueDate;
use super::year::PartialDate;

/// A deadline or window: what was written, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The words of the plan, without spaces around them.
    pub wording: Box<str>,
    /// Their meaning.
    pub form: Form,
}

/// The meaning of a deadline or window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Days of the calendar: a day, a window, a limit.
    Calendar {
        /// The first day of a window; `None` when only one day is named.
        from: Option<Anchor>,
        /// How the last day counts.
        bound: Bound,
        /// The day that is named, for a window its last one.
        limit: Anchor,
    },
    /// A term that an event starts: "trong 5 ngày làm việc kể từ received".
    Term {
        /// How long it is.
        length: Length,
        /// The step or dated fact that starts it.
        event: Box<str>,
    },
    /// "Ngay khi …": no date, so never late.
    Immediately {
        /// The step or dated fact after which it is done.
        event: Box<str>,
    },
    /// "Mỗi 2 tuần": again and again, so never late.
    Every(Length),
    /// A month, a quarter, a semester, a year; only where [`When::parse_due`] allows it.
    Vague(VagueDate),
}

/// How the named day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A plain day or window.
    On,
    /// "Chậm nhất", "đến hết ngày": that day is still in time.
    By,
    /// "Trước": that day is too late.
    Before,
}

/// A day as a plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// "30/11", "30/11/2023"
    Date(PartialDate),
    /// "Ngày 30 của tháng đối thoại"
    DayOfMonth(u32),
    /// "Thứ 7, tuần thứ 1" of the dialogue month.
    Weekday {
        /// The weekday.
        weekday: Weekday,
        /// The number of the week, from 1.
        week: u8,
    },
}

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days on which offices are open.
    WorkingDays,
    /// Days.
    Days,
    /// Seven days.
    Weeks,
    /// Months.
    Months,
    /// Twelve months.
    Years,
}

/// How long a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many, at least 1.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl When {
    /// The accepted forms of [`When::parse`], for its error message.
    pub const FORMS: &'static [&'static str] = &[
        "07/12/2023",
        "2023-12-07",
        "13 - 19/11/2023",
        "26/02 - 17/3/2024",
        "từ ngày 18/12/2023 đến ngày 17/03/2024",
        "2023-11-13..2023-11-19",
        "trước ngày 30/11 hàng năm",
        "chậm nhất 30/11",
        "đến hết ngày 30/11",
        "trước ngày 30 của tháng đối thoại",
        "thứ 7, tuần thứ 1",
        "trong 5 ngày làm việc kể từ received",
        "trong 2 tháng kể từ held",
        "ngay khi thong-bao",
        "mỗi 2 tuần",
        "before 11-30",
        "by 11-30",
        "week 1 saturday",
        "within 5 working days of received",
    ];

    /// Reads a deadline or window.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        Self::read(text, grammar::when)
    }

    /// Reads a deadline, window or vague date: what a commitment's `due` may be.
    pub fn parse_due(text: &str) -> Result<Self, Misread> {
        Self::read(text, grammar::due)
    }

    fn read(text: &str, grammar: fn(&mut Words) -> Option<Draft>) -> Result<Self, Misread> {
        let mut words = Words::new(text);
        let draft = grammar(&mut words).ok_or_else(|| words.not_understood())?;
        Ok(Self { wording: text.trim().into(), form: draft.check()? })
    }

    /// The step or dated fact that this waits for, if any.
    pub fn event(&self) -> Option<&str> {
        match &self.form {
            Form::Term { event, .. } | Form::Immediately { event } => Some(event),
            Form::Calendar { .. } | Form::Every(_) | Form::Vague(_) => None,
        }
    }
}

/// A day that was written as a TOML date; its wording is how Vietnamese plans write it.
impl From<NaiveDate> for When {
    fn from(date: NaiveDate) -> Self {
        let limit = PartialDate::from(date);
        let form = Form::Calendar { from: None, bound: Bound::On, limit: Anchor::Date(limit) };
        Self { wording: limit.to_string().into(), form }
    }
}

impl Length {
    /// So many of this unit.
    pub fn new(count: u16, unit: Unit) -> Self {
        Self { count, unit }
    }
}

impl Draft {
    /// The form, when every day in it exists and it does not end before it begins.
    fn check(self) -> Result<Form, Misread> {
        let possible = |(anchor, span): &(Anchor, Range<usize>)| match anchor {
            Anchor::Date(date) if !date.is_possible() => Err(Misread { cause: Cause::NoSuchDay, span: span.clone() }),
            Anchor::DayOfMonth(day) if !(1..=31).contains(day) => {
                Err(Misread { cause: Cause::NoSuchDay, span: span.clone() })
            }
            _ => Ok(*anchor),
        };
        match self {
            Self::Done(form) => Ok(form),
            Self::Vague(date, span) => date.map(Form::Vague).map_err(|cause| Misread { cause, span }),
            Self::Calendar { from, bound, limit } => {
                let first = from.as_ref().map(possible).transpose()?;
                let last = possible(&limit)?;
                if first.is_some_and(|first| ends_before(first, last)) {
                    let start = from.map_or(limit.1.start, |(_, span)| span.start);
                    return Err(Misread { cause: Cause::EndBeforeStart, span: start..limit.1.end });
                }
                Ok(Form::Calendar { from: first, bound, limit: last })
            }
        }
    }
}

/// Whether a window surely ends before it begins. One whose years are not written is judged when they are known.
fn ends_before(first: Anchor, last: Anchor) -> bool {
    match (first, last) {
        (Anchor::Date(first), Anchor::Date(last)) if first.year.is_some() && last.year.is_some() => {
            last.date(None) < first.date(None)
        }
        (Anchor::DayOfMonth(first), Anchor::DayOfMonth(last)) => last < first,
        _ => false,
    }
}

#[cfg(test)]
mod tests;

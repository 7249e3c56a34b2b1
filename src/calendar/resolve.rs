//! From a written deadline to days: what is the first day, the last one, and from when on it is late.
//!
//! In goes a [`When`] with the [`Context`] of its record; out comes a [`Resolved`] that tells every step of its derivation
//! ([`super::explain`] puts them into words). The invariants: the written limit is never moved; only lateness is, and only
//! as [`Limit::due`] says; what the context does not know is said, never guessed.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use thin_vec::ThinVec;

use super::day::{Calendar, DaysOff, Doubt, Rest};
use super::vague::{Semesters, VagueDate};
use super::week::WeekRule;
use super::when::{Anchor, Bound, Form, Length, Unit, When};
use super::year::{AcademicYear, Month, PartialDate};

/// What a deadline's record knows.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The round's academic year, in which dates without a year lie.
    pub academic_year: Option<AcademicYear>,
    /// The round's dialogue month, in which weeks are counted.
    pub dialogue_month: Option<Month>,
    /// What "week N" means.
    pub week_rule: WeekRule,
    /// The last days of the semesters.
    pub semesters: &'a Semesters,
    /// The working days of the unit that must keep the deadline.
    pub calendar: &'a Calendar,
    /// The day of a step or dated fact; `None` as long as it has none.
    pub event: &'a dyn Fn(&str) -> Option<NaiveDate>,
}

/// A deadline as days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What kind of deadline it is.
    pub kind: Kind,
    /// The first day of a day, window or period; of a term the day that starts it.
    pub start: Option<NaiveDate>,
    /// Its end; `None` when it has none, or none yet because its event has no day.
    pub limit: Option<Limit>,
    /// How the days were found, in order.
    pub derivation: ThinVec<Step>,
    /// What the calendar is not sure of (T05); only terms in working days depend on it.
    pub doubts: ThinVec<Doubt>,
}

/// The end of a deadline, as three questions answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which day is written? 30/11 for "trước ngày 30/11".
    pub written: NaiveDate,
    /// Which is the last day of the written term? 29/11 for "trước ngày 30/11", else the written day.
    pub last_day: NaiveDate,
    /// After which day is it late? The last day, or the next working day when the rules allow that.
    pub due: NaiveDate,
}

impl Limit {
    /// `None` when the day is in time; else how many working days it is late, 0 when none has passed since.
    pub fn late_by(self, day: NaiveDate, calendar: &Calendar) -> Option<u32> {
        (day > self.due).then(|| calendar.working_days_between(self.due, day))
    }
}

/// What kind of deadline it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One day.
    On,
    /// From one day to another.
    Window,
    /// "Chậm nhất", "đến hết ngày".
    By,
    /// "Trước".
    Before,
    /// A length of time after an event.
    Term,
    /// A month, a quarter, a semester, a year.
    Vague,
    /// "Ngay khi": never late.
    Immediately,
    /// "Mỗi 2 tuần": never late.
    Recurring,
}

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A date had no year and lies in the academic year.
    AcademicYear(AcademicYear, NaiveDate),
    /// A day of the dialogue month.
    DialogueMonth(Month, NaiveDate),
    /// A weekday of a week of the dialogue month.
    Week {
        /// What "week" means.
        rule: WeekRule,
        /// The month.
        month: Month,
        /// The number of the week.
        week: u8,
        /// The weekday.
        weekday: Weekday,
        /// The day found.
        day: NaiveDate,
    },
    /// "Trước" does not include the day it names.
    Exclusive {
        /// The day named.
        written: NaiveDate,
        /// The last day in time.
        last_day: NaiveDate,
    },
    /// The event that starts a term, and its day.
    Since(Box<str>, NaiveDate),
    /// The event has no day yet.
    Waiting(Box<str>),
    /// A term was counted from the day after its event.
    Counted(Length, NaiveDate),
    /// The days off that a term in working days passed over, in stretches.
    PassedOver(Vec<DaysOff>),
    /// The last month of a term lacks the day, so it ends on the month's last day.
    MonthEnd(NaiveDate),
    /// A vague date ends with this day.
    Period(VagueDate, NaiveDate),
    /// The last day is a day off: it is late only after the next working day.
    Holds {
        /// The last day.
        last_day: NaiveDate,
        /// Why it is off.
        rest: Rest,
        /// The next working day.
        until: NaiveDate,
    },
    /// The last day is a day off, but a limit by "trước" does not hold longer.
    HoldsNot(NaiveDate, Rest),
    /// Done at once after the event.
    AtOnce(Box<str>),
    /// Done again and again.
    Again(Length),
}

/// Why a deadline means no days in its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolvable {
    /// A date or semester without a year, and no academic year.
    NoAcademicYear,
    /// A day or week of the dialogue month, and no dialogue month.
    NoDialogueMonth,
    /// The academic year or month has no such day (T01).
    NoSuchDay,
    /// The end comes before the start (T01).
    EndBeforeStart(NaiveDate, NaiveDate),
}

impl When {
    /// Finds the days.
    pub fn resolve(&self, context: &Context) -> Result<Resolved, Unresolvable> {
        let mut finder = Finder { context, derivation: ThinVec::new(), doubts: ThinVec::new() };
        let (kind, start, limit) = match &self.form {
            Form::Calendar { from, bound, limit } => finder.calendar(*from, *bound, *limit)?,
            Form::Term { length, event } => finder.term(*length, event),
            Form::Vague(date) => finder.period(*date)?,
            Form::Immediately { event } => {
                finder.derivation.push(Step::AtOnce(event.clone()));
                (Kind::Immediately, (context.event)(event), None)
            }
            Form::Every(length) => {
                finder.derivation.push(Step::Again(*length));
                (Kind::Recurring, None, None)
            }
        };
        let Finder { mut derivation, doubts, .. } = finder;
        // A register has as many of them as it has limits.
        derivation.shrink_to_fit();
        Ok(Resolved { kind, start, limit, derivation, doubts })
    }
}

type Found = (Kind, Option<NaiveDate>, Option<Limit>);

/// Finds days and notes down how.
struct Finder<'a> {
    context: &'a Context<'a>,
    derivation: ThinVec<Step>,
    doubts: ThinVec<Doubt>,
}

impl Finder<'_> {
    fn calendar(&mut self, from: Option<Anchor>, bound: Bound, limit: Anchor) -> Result<Found, Unresolvable> {
        let start = from.map(|anchor| self.day(anchor)).transpose()?;
        let written = self.day(limit)?;
        if let Some(start) = start.filter(|start| *start > written) {
            return Err(Unresolvable::EndBeforeStart(start, written));
        }
        Ok(match (bound, start) {
            (Bound::On, None) => (Kind::On, Some(written), Some(self.holding(written))),
            (Bound::On, Some(_)) => (Kind::Window, start, Some(self.holding(written))),
            (Bound::By, _) => (Kind::By, start, Some(self.holding(written))),
            (Bound::Before, _) => (Kind::Before, start, Some(self.exclusive(written))),
        })
    }

    /// The day that a plan names.
    fn day(&mut self, anchor: Anchor) -> Result<NaiveDate, Unresolvable> {
        let month = || self.context.dialogue_month.ok_or(Unresolvable::NoDialogueMonth);
        let (day, step) = match anchor {
            Anchor::Date(PartialDate { day, month, year: None }) => {
                let year = self.context.academic_year.ok_or(Unresolvable::NoAcademicYear)?;
                let date = year.place(day, month).ok_or(Unresolvable::NoSuchDay)?;
                (date, Step::AcademicYear(year, date))
            }
            Anchor::Date(date) => return date.date(None).ok_or(Unresolvable::NoSuchDay),
            Anchor::DayOfMonth(day) => {
                let month = month()?;
                let date = month.day(day).ok_or(Unresolvable::NoSuchDay)?;
                (date, Step::DialogueMonth(month, date))
            }
            Anchor::Weekday { weekday, week } => {
                let (month, rule) = (month()?, self.context.week_rule);
                let day = rule.day(month.year(), month.month(), week, weekday).ok_or(Unresolvable::NoSuchDay)?;
                (day, Step::Week { rule, month, week, weekday, day })
            }
        };
        self.derivation.push(step);
        Ok(day)
    }

    /// A limit that holds until the next working day when it ends on a day off.
    fn holding(&mut self, last_day: NaiveDate) -> Limit {
        let mut due = last_day;
        if let Some(rest) = self.context.calendar.rest(last_day) {
            due = self.context.calendar.next_working_day(last_day);
            self.derivation.push(Step::Holds { last_day, rest, until: due });
        }
        Limit { written: last_day, last_day, due }
    }

    /// A limit by "trước": the day before is the last one, day off or not.
    fn exclusive(&mut self, written: NaiveDate) -> Limit {
        let last_day = written.pred_opt().unwrap_or(written);
        self.derivation.push(Step::Exclusive { written, last_day });
        if let Some(rest) = self.context.calendar.rest(last_day) {
            self.derivation.push(Step::HoldsNot(last_day, rest));
        }
        Limit { written, last_day, due: last_day }
    }

    fn term(&mut self, length: Length, event: &str) -> Found {
        let Some(start) = (self.context.event)(event) else {
            self.derivation.push(Step::Waiting(event.into()));
            return (Kind::Term, None, None);
        };
        self.derivation.push(Step::Since(event.into(), start));
        let count = u64::from(length.count);
        let months = |months: u16| start.checked_add_months(Months::new(months.into()));
        let end = match length.unit {
            Unit::WorkingDays => return (Kind::Term, Some(start), Some(self.working_days(length, start))),
            Unit::Days => start.checked_add_days(Days::new(count)),
            Unit::Weeks => start.checked_add_days(Days::new(count * 7)),
            Unit::Months => months(length.count),
            Unit::Years => months(length.count.saturating_mul(12)),
        };
        let end = end.unwrap_or(NaiveDate::MAX);
        self.derivation.push(Step::Counted(length, end));
        if matches!(length.unit, Unit::Months | Unit::Years) && end.day() != start.day() {
            self.derivation.push(Step::MonthEnd(end));
        }
        (Kind::Term, Some(start), Some(self.holding(end)))
    }

    fn working_days(&mut self, length: Length, start: NaiveDate) -> Limit {
        let calendar = self.context.calendar;
        let end = calendar.add_working_days(start, length.count);
        self.derivation.push(Step::Counted(length, end));
        let passed = calendar.days_off_between(start, end);
        if !passed.is_empty() {
            self.derivation.push(Step::PassedOver(passed));
        }
        self.doubts = calendar.doubts(start.succ_opt().unwrap_or(start), end).into();
        Limit { written: end, last_day: end, due: end }
    }

    fn period(&mut self, date: VagueDate) -> Result<Found, Unresolvable> {
        let period =
            date.period(self.context.semesters, self.context.academic_year).ok_or(Unresolvable::NoAcademicYear)?;
        self.derivation.push(Step::Period(date, *period.end()));
        Ok((Kind::Vague, Some(*period.start()), Some(self.holding(*period.end()))))
    }
}

#[cfg(test)]
mod tests;

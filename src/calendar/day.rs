//! Working days: which days are worked, counting them, and which years are not known well enough to count in.
//!
//! In go the built-in table ([`super::table`]) and the days that a site adds; out come days and numbers of days. The
//! invariant: a date never decides by itself that its year is known. [`Calendar::doubts`] says what is not, and callers
//! must ask before they print a computed date (code T05). Start at [`Calendar`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::table::{DAYS_OFF, Off, WORKED, Worked};

/// How certain it is that a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Decided.
    Official,
    /// Computed or announced, not decided.
    Provisional,
}

/// A day on which offices are closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The day.
    pub date: NaiveDate,
    /// What it is called, in Vietnamese.
    pub name: Cow<'static, str>,
    /// Decided or not.
    pub status: Status,
    /// Where this is known from; empty when the site does not say.
    pub source: Cow<'static, str>,
}

/// A Saturday or Sunday that is worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedDay {
    /// The day.
    pub date: NaiveDate,
    /// The day off that it makes up for.
    pub instead_of: NaiveDate,
    /// Where this is known from; empty when the site does not say.
    pub source: Cow<'static, str>,
}

/// One line of a site's `content/calendar/*.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// `[[day_off]]`
    Off(DayOff),
    /// `[[working_day]]`
    Worked(WorkedDay),
}

/// Why a day is not worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Saturday or Sunday.
    Weekend,
    /// A holiday or a day swapped with a Saturday, by name.
    Holiday(Cow<'static, str>),
}

/// Days off in a row, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysOff {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Why.
    pub rest: Rest,
}

/// What is not known well enough about a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The year has no table of days off: a computed day means nothing (T05, error).
    NoCalendar(i32),
    /// The year's table is computed and not decided (T05, warning).
    ProvisionalYear(i32),
    /// The year is decided, this day off is not (T05, warning).
    ProvisionalDay(DayOff),
}

/// Working days and days off.
#[derive(Clone, Debug)]
pub struct Calendar {
    off: BTreeMap<NaiveDate, DayOff>,
    worked: BTreeMap<NaiveDate, WorkedDay>,
}

/// The Labour Code grants eleven days off, and one that falls on a weekend is made up for: a year whose table has fewer is
/// not a year's table, but a few days that somebody added.
const DAYS_OFF_A_YEAR: usize = 11;

impl Calendar {
    /// The table that comes with the program.
    pub fn built_in() -> Self {
        let mut calendar = Self { off: BTreeMap::new(), worked: BTreeMap::new() };
        for Off(year, first, last, name, status, source) in DAYS_OFF {
            let first = day_of_table(*year, *first);
            let last = day_of_table(*year, *last);
            for date in first.iter_days().take_while(|date| *date <= last) {
                let day = DayOff { date, name: (*name).into(), status: *status, source: (*source).into() };
                calendar.change(Change::Off(day));
            }
        }
        for Worked(year, date, instead_of, source) in WORKED {
            calendar.change(Change::Worked(WorkedDay {
                date: day_of_table(*year, *date),
                instead_of: day_of_table(*year, *instead_of),
                source: (*source).into(),
            }));
        }
        calendar
    }

    /// Adds what a site says about a day. What is said later about the same day holds.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Off(day) => {
                self.worked.remove(&day.date);
                self.off.insert(day.date, day);
            }
            Change::Worked(day) => {
                self.off.remove(&day.date);
                self.worked.insert(day.date, day);
            }
        }
    }

    /// Why nobody works on this day; `None` on a working day.
    pub fn rest(&self, date: NaiveDate) -> Option<Rest> {
        match self.off.get(&date) {
            Some(day) => Some(Rest::Holiday(day.name.clone())),
            None if is_weekend(date) && !self.worked.contains_key(&date) => Some(Rest::Weekend),
            None => None,
        }
    }

    /// Whether offices are open on this day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        !self.off.contains_key(&date) && (!is_weekend(date) || self.worked.contains_key(&date))
    }

    /// The day itself when it is worked, else the next one that is.
    pub fn next_working_day(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_working(*day)).unwrap_or(date)
    }

    /// The day on which a term of `count` working days ends. The first day is not counted; the end is never a day off.
    pub fn add_working_days(&self, from: NaiveDate, count: u16) -> NaiveDate {
        let Some(next) = usize::from(count).checked_sub(1) else { return self.next_working_day(from) };
        from.iter_days().skip(1).filter(|day| self.is_working(*day)).nth(next).unwrap_or(NaiveDate::MAX)
    }

    /// How many working days lie after `after`, up to and including `until`; 0 when `until` is not later.
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> u32 {
        let Some(first) = after.succ_opt().filter(|first| *first <= until) else { return 0 };
        // By arithmetic and the few exceptions, not day by day: a register asks this for every question.
        let weekdays = weekdays_until(until).abs_diff(weekdays_until(after));
        let off = self.off.range(first..=until).filter(|(date, _)| !is_weekend(**date)).count() as u32;
        let worked = self.worked.range(first..=until).filter(|(date, _)| is_weekend(**date)).count() as u32;
        // Days off are weekdays of the same stretch, so there are never more of them.
        weekdays + worked - off
    }

    /// The days off after `after` and before `until`, in stretches of one reason.
    pub fn days_off_between(&self, after: NaiveDate, until: NaiveDate) -> Vec<DaysOff> {
        let mut stretches: Vec<DaysOff> = Vec::new();
        for date in after.iter_days().skip(1).take_while(|date| *date < until) {
            let Some(rest) = self.rest(date) else { continue };
            match stretches.last_mut().filter(|last| last.rest == rest && last.last.succ_opt() == Some(date)) {
                Some(stretch) => stretch.last = date,
                None => stretches.push(DaysOff { first: date, last: date, rest }),
            }
        }
        stretches
    }

    /// The days off from `from` to `to`, both included, but Saturdays and Sundays that are nothing else.
    pub fn days_off(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &DayOff> {
        let none = from > to;
        self.off.range(from..=to.max(from)).map(|(_, day)| day).filter(move |_| !none)
    }

    /// The Saturdays and Sundays from `from` to `to`, both included, that are worked.
    pub fn days_made_up(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &WorkedDay> {
        let none = from > to;
        self.worked.range(from..=to.max(from)).map(|(_, day)| day).filter(move |_| !none)
    }

    /// The last day up to `to` before a year without a table of days off; `from` itself where its year has none.
    pub fn known_until(&self, from: NaiveDate, to: NaiveDate) -> NaiveDate {
        let unknown = self.doubts(from, to).into_iter().find_map(|doubt| match doubt {
            Doubt::NoCalendar(year) => NaiveDate::from_yo_opt(year, 1),
            Doubt::ProvisionalYear(_) | Doubt::ProvisionalDay(_) => None,
        });
        unknown.and_then(|day| day.pred_opt()).map_or(to, |day| day.max(from))
    }

    /// What is not certain about the days from `from` to `to`, both included.
    pub fn doubts(&self, from: NaiveDate, to: NaiveDate) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for year in from.year()..=to.year() {
            let days = |wanted: Option<Status>| {
                let status = move |day: &&DayOff| wanted.is_none_or(|status| status == day.status);
                let off = self.off.values().filter(move |day| day.date.year() == year && !is_weekend(day.date));
                off.filter(status).count()
            };
            if days(None) < DAYS_OFF_A_YEAR {
                doubts.push(Doubt::NoCalendar(year));
            } else if days(Some(Status::Official)) < DAYS_OFF_A_YEAR {
                doubts.push(Doubt::ProvisionalYear(year));
            } else {
                let within = self.off.values().filter(|day| (from..=to).contains(&day.date) && day.date.year() == year);
                let provisional = within.filter(|day| day.status == Status::Provisional);
                doubts.extend(provisional.cloned().map(Doubt::ProvisionalDay));
            }
        }
        doubts
    }
}

/// The school's calendar, and those of units that have days of their own.
#[derive(Clone, Debug)]
pub struct Calendars {
    school: Calendar,
    units: BTreeMap<Box<str>, Calendar>,
}

impl Calendars {
    /// The built-in table with a site's changes, in order; those that name a unit hold for that unit only.
    pub fn new(changes: impl IntoIterator<Item = (Option<Box<str>>, Change)>) -> Self {
        let mut school = Calendar::built_in();
        let mut own: Vec<(Box<str>, Change)> = Vec::new();
        for (unit, change) in changes {
            match unit {
                Some(unit) => own.push((unit, change)),
                None => school.change(change),
            }
        }
        let mut units = BTreeMap::new();
        for (unit, change) in own {
            units.entry(unit).or_insert_with(|| school.clone()).change(change);
        }
        Self { school, units }
    }

    /// The calendar of the school as a whole.
    pub fn school(&self) -> &Calendar {
        &self.school
    }

    /// Whether any unit has days of its own.
    pub fn differ(&self) -> bool {
        !self.units.is_empty()
    }

    /// The calendar of a unit: its own if it has one, else the school's.
    pub fn of_unit(&self, unit: &str) -> &Calendar {
        self.units.get(unit).unwrap_or(&self.school)
    }
}

fn day_of_table(year: i32, [month, day]: [u32; 2]) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the built-in table has real dates, a test builds it")
}

/// Whether it is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How many Mondays to Fridays there were since the first day of the common era, a Monday, up to and including the day.
fn weekdays_until(date: NaiveDate) -> i32 {
    let days = date.num_days_from_ce();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests;

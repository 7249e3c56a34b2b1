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

    /// The calendar of a unit: its own if it has one, else the school's.
    pub fn of_unit(&self, unit: &str) -> &Calendar {
        self.units.get(unit).unwrap_or(&self.school)
    }
}

fn day_of_table(year: i32, [month, day]: [u32; 2]) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the built-in table has real dates, a test builds it")
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How many Mondays to Fridays there were since the first day of the common era, a Monday, up to and including the day.
fn weekdays_until(date: NaiveDate) -> i32 {
    let days = date.num_days_from_ce();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn off(date: &str, name: &'static str, status: Status) -> Change {
        Change::Off(DayOff { date: day(date), name: name.into(), status, source: "".into() })
    }

    /// Domain reference 4.4, computed from the table.
    #[test]
    fn terms_in_working_days() {
        let calendar = Calendar::built_in();
        for (count, from, end) in [
            (5, "2024-02-07", "2024-02-21"),
            (3, "2024-04-26", "2024-05-04"),
            (3, "2025-01-24", "2025-02-05"),
            (2, "2025-04-25", "2025-04-28"),
            (5, "2025-12-31", "2026-01-09"),
            (1, "2026-02-13", "2026-02-23"),
            (2, "2026-08-28", "2026-09-04"),
            (2, "2024-04-17", "2024-04-22"),
            (1, "2023-04-28", "2023-05-04"),
            (5, "2024-03-24", "2024-03-29"),
        ] {
            let computed = calendar.add_working_days(day(from), count);
            assert_eq!(computed, day(end), "+{count} from {from}");
            assert_eq!(calendar.working_days_between(day(from), computed), u32::from(count));
        }
        for (date, next) in [
            ("2024-03-31", "2024-04-01"),
            ("2024-04-29", "2024-05-02"),
            ("2024-02-10", "2024-02-15"),
            ("2026-01-10", "2026-01-10"),
        ] {
            assert_eq!(calendar.next_working_day(day(date)), day(next), "{date}");
        }
    }

    #[test]
    fn counting_lateness() {
        let calendar = Calendar::built_in();
        let count = |after, until| calendar.working_days_between(day(after), day(until));
        assert_eq!(count("2024-03-29", "2024-03-31"), 0);
        assert_eq!(count("2024-03-29", "2024-04-01"), 1);
        assert_eq!(count("2024-04-26", "2024-05-06"), 4);
        assert_eq!(count("2024-05-06", "2024-04-26"), 0);
        assert_eq!(count("2024-05-06", "2024-05-06"), 0);
        assert_eq!(calendar.working_days_between(NaiveDate::MAX, NaiveDate::MAX), 0);
        assert_eq!(calendar.add_working_days(NaiveDate::MAX, 9), NaiveDate::MAX);
        assert_eq!(calendar.add_working_days(day("2024-03-30"), 0), day("2024-04-01"));
    }

    #[test]
    fn why_a_day_is_off() {
        let calendar = Calendar::built_in();
        assert_eq!(calendar.rest(day("2024-02-12")), Some(Rest::Holiday("Tết Nguyên đán".into())));
        assert_eq!(calendar.rest(day("2024-03-31")), Some(Rest::Weekend));
        assert_eq!(calendar.rest(day("2024-05-04")), None);
        assert_eq!(calendar.rest(day("2026-01-02")), Some(Rest::Holiday("Tết Dương lịch".into())));
    }

    #[test]
    fn years_that_are_not_known() {
        let calendar = Calendar::built_in();
        let doubts = |from: &str, to: &str| calendar.doubts(day(from), day(to));
        for year in 2022..=2025 {
            assert_eq!(doubts(&format!("{year}-01-01"), &format!("{year}-12-31")), []);
        }
        assert_eq!(doubts("2026-01-01", "2026-11-23"), []);
        assert!(
            matches!(doubts("2026-11-20", "2026-11-30")[..], [Doubt::ProvisionalDay(ref day)] if day.date.day() == 24)
        );
        assert_eq!(doubts("2026-12-31", "2027-01-05"), [Doubt::ProvisionalYear(2027)]);
        assert_eq!(doubts("2028-12-29", "2029-01-05"), [Doubt::ProvisionalYear(2028), Doubt::NoCalendar(2029)]);
        assert_eq!(doubts("2021-06-01", "2021-06-02"), [Doubt::NoCalendar(2021)]);
    }

    #[test]
    fn a_site_confirms_and_adds() {
        let mut calendar = Calendar::built_in();
        calendar.change(off("2026-11-24", "Ngày Văn hóa Việt Nam", Status::Official));
        assert_eq!(calendar.doubts(day("2026-11-20"), day("2026-11-30")), []);
        let instead_of = day("2026-11-24");
        calendar.change(Change::Worked(WorkedDay { date: instead_of, instead_of, source: "".into() }));
        assert!(calendar.is_working(instead_of));
        // One day is not a year's table; eleven are.
        calendar.change(off("2029-11-15", "Ngày thành lập Trường", Status::Official));
        assert_eq!(calendar.doubts(day("2029-06-01"), day("2029-06-02")), [Doubt::NoCalendar(2029)]);
        for date in day("2029-02-05").iter_days().take(14) {
            calendar.change(off(&date.to_string(), "Tết", Status::Official));
        }
        assert_eq!(calendar.doubts(day("2029-06-01"), day("2029-06-02")), []);
    }

    #[test]
    fn a_unit_has_days_of_its_own() {
        let own = (Some("thu-vien".into()), off("2024-03-25", "Kiểm kê", Status::Official));
        let all = (None, off("2024-03-26", "Ngày thành lập Trường", Status::Official));
        let calendars = Calendars::new([own, all]);
        assert!(calendars.school().is_working(day("2024-03-25")));
        assert!(!calendars.of_unit("thu-vien").is_working(day("2024-03-25")));
        assert!(!calendars.of_unit("thu-vien").is_working(day("2024-03-26")));
        assert!(calendars.of_unit("khoa-cntt").is_working(day("2024-03-25")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn arithmetic_agrees_with_counting(start in 0_u32..2600, days in 0_u32..400, count in 1_u16..300) {
            let calendar = Calendar::built_in();
            let from = day("2021-12-01") + Days::new(u64::from(start));
            let until = from + Days::new(u64::from(days));
            let counted = from.iter_days().skip(1).take_while(|date| *date <= until).filter(|date| calendar.is_working(*date));
            prop_assert_eq!(calendar.working_days_between(from, until) as usize, counted.count());
            let end = calendar.add_working_days(from, count);
            prop_assert!(calendar.is_working(end));
            prop_assert_eq!(calendar.working_days_between(from, end), u32::from(count));
        }
    }
}

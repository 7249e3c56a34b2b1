//! "Thứ 7, tuần thứ 1": weekdays by name, and the four ways to number the weeks of a month.
//!
//! In go a month, a number and a weekday; out comes a day. Son La's own steps are in order only under
//! [`WeekRule::FirstSaturday`] (domain reference, 1.1), so that is the default; the others are a site's choice.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::grammar::{Misread, Words, read};

/// What "week N of a month" means. Weeks run from Monday to Sunday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WeekRule {
    /// Week 1 holds the month's first Saturday; it may begin in the month before.
    #[default]
    FirstSaturday,
    /// Week 1 holds day 1, as in the rows of a wall calendar.
    CalendarRow,
    /// Week 1 is the first whose Monday is in the month.
    FirstFullWeek,
    /// No weeks: the N-th such weekday of the month.
    NthWeekday,
}

impl WeekRule {
    /// Every rule, with the name it has in `site.toml`.
    pub const ALL: [(&'static str, Self); 4] = [
        ("first-saturday", Self::FirstSaturday),
        ("calendar-row", Self::CalendarRow),
        ("first-full-week", Self::FirstFullWeek),
        ("nth-weekday", Self::NthWeekday),
    ];

    /// The rule with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule)
    }

    /// The name in `site.toml`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, rule)| *rule == self).map_or("", |(name, _)| name)
    }

    /// The day that "`weekday`, week `week`" of a month means; `None` when the month has no such day.
    pub fn day(self, year: i32, month: u32, week: u8, weekday: Weekday) -> Option<NaiveDate> {
        if self == Self::NthWeekday {
            return NaiveDate::from_weekday_of_month_opt(year, month, weekday, week);
        }
        let weeks = Days::new(u64::from(week.checked_sub(1)?) * 7);
        let monday = self.first_monday(year, month)?.checked_add_days(weeks)?;
        // A later week is the month's own as long as the day is that makes its first week the first.
        let own = match self {
            Self::FirstSaturday => monday.checked_add_days(Days::new(5))?,
            _ => monday,
        };
        if week > 1 && own.month() != month {
            return None;
        }
        monday.checked_add_days(Days::new(u64::from(weekday.num_days_from_monday())))
    }

    /// The Monday on which week 1 begins.
    fn first_monday(self, year: i32, month: u32) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let saturday = NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sat, 1)?;
        match self {
            Self::FirstSaturday => saturday.checked_sub_days(Days::new(5)),
            Self::FirstFullWeek => NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1),
            Self::CalendarRow | Self::NthWeekday => {
                first.checked_sub_days(Days::new(u64::from(first.weekday().num_days_from_monday())))
            }
        }
    }
}

/// Reads a weekday as plans print it: "thứ 7", "Thứ Bảy", "Chủ nhật", "CN", "T7", "Saturday", "Sat".
pub fn parse_weekday(text: &str) -> Result<Weekday, Misread> {
    read(text, weekday)
}

/// The accepted forms of [`parse_weekday`], for its error message.
pub const WEEKDAY_FORMS: &[&str] = &["thứ 2", "thứ Bảy", "T7", "chủ nhật", "CN", "Saturday", "Sat"];

/// Each weekday by its number and its Vietnamese and English words, folded. English "Thu" is missing: it is also "thứ".
const NAMES: [(Weekday, u32, [&str; 5]); 6] = [
    (Weekday::Mon, 2, ["hai", "t2", "monday", "mon", "mondays"]),
    (Weekday::Tue, 3, ["ba", "t3", "tuesday", "tue", "tuesdays"]),
    (Weekday::Wed, 4, ["tu", "t4", "wednesday", "wed", "wednesdays"]),
    (Weekday::Thu, 5, ["nam", "t5", "thursday", "thurs", "thursdays"]),
    (Weekday::Fri, 6, ["sau", "t6", "friday", "fri", "fridays"]),
    (Weekday::Sat, 7, ["bay", "t7", "saturday", "sat", "saturdays"]),
];

/// The weekday that the words begin with.
pub(super) fn weekday(words: &mut Words) -> Option<Weekday> {
    if words.any(&["chu nhat", "cn", "sunday", "sun"]) {
        return Some(Weekday::Sun);
    }
    let vietnamese = words.attempt(|words| {
        words.word("thu").then_some(())?;
        let number = words.number(|number| (2..=7).contains(&number.value)).map(|number| number.value);
        NAMES.iter().find(|(_, value, names)| number.map_or_else(|| words.word(names[0]), |number| number == *value))
    });
    let found = vietnamese.or_else(|| NAMES.iter().find(|(_, _, names)| words.any(&names[1..])));
    found.map(|(day, _, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Son La's eleven steps, domain reference 1.1: the days of month and the order are the acceptance test of the rule.
    const STEPS: [(u8, Weekday); 10] = [
        (1, Weekday::Sat),
        (2, Weekday::Wed),
        (2, Weekday::Thu),
        (2, Weekday::Fri),
        (2, Weekday::Sat),
        (3, Weekday::Mon),
        (3, Weekday::Tue),
        (3, Weekday::Wed),
        (3, Weekday::Fri),
        (4, Weekday::Mon),
    ];

    fn steps(rule: WeekRule, year: i32, month: u32) -> Vec<NaiveDate> {
        STEPS.iter().filter_map(|(week, weekday)| rule.day(year, month, *week, *weekday)).collect()
    }

    #[test]
    fn first_saturday() {
        for (year, month, days) in [
            (2022, 12, [3, 7, 8, 9, 10, 12, 13, 14, 16, 19]),
            (2023, 4, [1, 5, 6, 7, 8, 10, 11, 12, 14, 17]),
            (2023, 12, [2, 6, 7, 8, 9, 11, 12, 13, 15, 18]),
            (2024, 4, [6, 10, 11, 12, 13, 15, 16, 17, 19, 22]),
            (2024, 12, [7, 11, 12, 13, 14, 16, 17, 18, 20, 23]),
            (2025, 4, [5, 9, 10, 11, 12, 14, 15, 16, 18, 21]),
            (2025, 12, [6, 10, 11, 12, 13, 15, 16, 17, 19, 22]),
            (2026, 4, [4, 8, 9, 10, 11, 13, 14, 15, 17, 20]),
        ] {
            let expected: Vec<_> = days.iter().filter_map(|day| NaiveDate::from_ymd_opt(year, month, *day)).collect();
            assert_eq!(steps(WeekRule::FirstSaturday, year, month), expected, "{month}/{year}");
        }
    }

    #[test]
    fn weeks_that_a_month_does_not_have() {
        let last =
            |rule: WeekRule, month| (1..=9).rev().find(|week| rule.day(2024, month, *week, Weekday::Tue).is_some());
        // June 2024 has five Saturdays and begins on one, April has four.
        assert_eq!([last(WeekRule::FirstSaturday, 4), last(WeekRule::FirstSaturday, 6)], [Some(4), Some(5)]);
        assert_eq!([last(WeekRule::CalendarRow, 4), last(WeekRule::CalendarRow, 9)], [Some(5), Some(6)]);
        assert_eq!([last(WeekRule::FirstFullWeek, 4), last(WeekRule::FirstFullWeek, 6)], [Some(5), Some(4)]);
        assert_eq!(last(WeekRule::NthWeekday, 4), Some(5));
    }

    #[test]
    fn twenty_years_of_dialogue_months() {
        let months = || (2022..=2041).flat_map(|year| [(year, 4), (year, 12)]);
        let ordered = |days: &[NaiveDate]| days.is_sorted();
        let inside = |days: &[NaiveDate], month| days.iter().all(|day| day.month() == month);
        let count = |rule: WeekRule| {
            let all: Vec<_> = months().map(|(year, month)| (month, steps(rule, year, month))).collect();
            let disordered = all.iter().filter(|(_, days)| !ordered(days)).count();
            let outside = all.iter().filter(|(month, days)| !inside(days, *month)).count();
            (disordered, outside, all.iter().filter_map(|(_, days)| Some(days.last()?.day())).max())
        };
        assert_eq!(count(WeekRule::FirstSaturday), (0, 0, Some(23)));
        assert_eq!(count(WeekRule::CalendarRow).0, 0);
        assert_eq!(count(WeekRule::CalendarRow).1, 6);
        assert_eq!(count(WeekRule::FirstFullWeek), (0, 0, Some(28)));
        assert_eq!((count(WeekRule::NthWeekday).0, count(WeekRule::NthWeekday).1), (28, 0));
    }

    #[test]
    fn weeks_that_do_not_exist() {
        assert_eq!(WeekRule::NthWeekday.day(2024, 4, 5, Weekday::Sat), None);
        for (name, rule) in WeekRule::ALL {
            assert_eq!(rule.day(2024, 4, 0, Weekday::Sat), None);
            assert_eq!(rule.day(2024, 13, 1, Weekday::Sat), None);
            assert_eq!((WeekRule::named(name), rule.name()), (Some(rule), name));
        }
    }

    #[test]
    fn weekday_words() {
        for (text, day) in [
            ("thứ 2", Weekday::Mon),
            ("Thứ Hai", Weekday::Mon),
            ("THỨ BA", Weekday::Tue),
            ("Thứ Tư", Weekday::Wed),
            ("thứ năm", Weekday::Thu),
            ("Thursday", Weekday::Thu),
            ("thứ 06", Weekday::Fri),
            ("T7", Weekday::Sat),
            ("saturday", Weekday::Sat),
            ("Chủ nhật", Weekday::Sun),
            ("CN", Weekday::Sun),
        ] {
            assert_eq!(parse_weekday(text), Ok(day), "{text}");
        }
        for wrong in ["", "thứ", "thứ 1", "thứ 8", "thứ bẩy mươi", "2", "someday"] {
            assert!(parse_weekday(wrong).is_err(), "{wrong}");
        }
        assert!(WEEKDAY_FORMS.iter().all(|form| parse_weekday(form).is_ok()));
    }
}

//! Years as schools count them: the academic year, a month, a day without a year.
//!
//! In go texts or dates; out come values that always mean real days. The academic year runs from 1 September to 31 August,
//! and a date without a year lies in it: [`AcademicYear::place`] is the only place where that is decided.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::grammar::{Cause, Misread, Words, read};

/// The month in which an academic year begins.
const FIRST_MONTH: u32 = 9;

/// The years that a record can be about. A year outside them is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// An academic year, named by the two years that it touches: `2023-2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear {
    first: i32,
}

impl AcademicYear {
    /// The accepted forms of [`AcademicYear::parse`], for its error message.
    pub const FORMS: &'static [&'static str] = &["2023-2024", "2023 – 2024", "năm học 2023-2024"];

    /// The academic year that begins in this year; `None` when no record can be about it.
    pub fn starting_in(first: i32) -> Option<Self> {
        YEARS.contains(&first).then_some(Self { first })
    }

    /// The academic year that a day lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self { first: if date.month() < FIRST_MONTH { date.year() - 1 } else { date.year() } }
    }

    /// Reads `2023-2024`, with any dash and spaces.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let (years, span) = read(text, |words| {
            words.any(&["nam hoc", "academic year"]);
            words.spanned(|words| words.year().and_then(|first| words.sign('-').then_some((first, words.year()?))))
        })?;
        Self::of_years(years).ok_or(Misread { cause: Cause::NotConsecutive, span })
    }

    /// The academic year of two years that follow each other.
    pub(super) fn of_years((first, last): (i32, i32)) -> Option<Self> {
        Self::starting_in(first).filter(|_| first + 1 == last)
    }

    /// The year it begins in.
    pub fn first(self) -> i32 {
        self.first
    }

    /// 1 September.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first, FIRST_MONTH, 1).unwrap_or(NaiveDate::MIN)
    }

    /// 31 August.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first + 1, FIRST_MONTH - 1, 31).unwrap_or(NaiveDate::MAX)
    }

    /// The day of this academic year on which a day and month fall; `None` for 29/02 where there is none.
    pub fn place(self, day: u32, month: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(if month < FIRST_MONTH { self.first + 1 } else { self.first }, month, day)
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.first + 1)
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first_day: NaiveDate,
}

impl Month {
    /// The accepted forms of [`Month::parse`], for its error message.
    pub const FORMS: &'static [&'static str] = &["2024-04", "4/2024", "tháng 4/2024"];

    /// The month of a year; `None` when there is none.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let first_day = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| YEARS.contains(&year))?;
        Some(Self { first_day })
    }

    /// The month that a day lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self { first_day: date.with_day(1).unwrap_or(date) }
    }

    /// Reads `2024-04`, `4/2024`, `tháng 4 năm 2024`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let ((year, month), span) = read(text, |words| words.spanned(month))?;
        Self::new(year, month).ok_or(Misread { cause: Cause::NoSuchDay, span })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.first_day.month()
    }

    /// Day 1.
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        last_day_of(self.first_day)
    }

    /// A day of this month; `None` when it has no such day.
    pub fn day(self, day: u32) -> Option<NaiveDate> {
        self.first_day.with_day(day)
    }
}

/// The last day of the month that a day lies in.
pub(super) fn last_day_of(date: NaiveDate) -> NaiveDate {
    (28..=31).rev().find_map(|day| date.with_day(day)).unwrap_or(date)
}

/// Year and month of a form that names a month, not yet checked.
pub(super) fn month(words: &mut Words) -> Option<(i32, u32)> {
    let written_by_year = words.attempt(|words| {
        let year = words.year()?;
        words.sign('-').then_some((year, words.short()?))
    });
    written_by_year.or_else(|| {
        words.attempt(|words| {
            words.any(&["thang", "month"]);
            let month = words.short()?;
            let _ = words.sign('/') || words.sign('-') || words.any(&["nam"]);
            Some((words.year()?, month))
        })
    })
}

/// The date of a form that names a day, not yet checked: "2023-12-07", "7/12/2023", "07/12", "7.12.2023", "7-12-2023", "ngày 7 tháng 12 năm 2023".
pub(super) fn date(words: &mut Words) -> Option<PartialDate> {
    let iso = words.attempt(|words| {
        let year = words.year().filter(|_| words.sign('-'))?;
        let month = words.short().filter(|_| words.sign('-'))?;
        Some(PartialDate { day: words.short()?, month, year: Some(year) })
    });
    let slashes = |words: &mut Words| {
        let sign = ['/', '.'];
        let day = words.short()?;
        sign.iter().any(|sign| words.sign(*sign)).then_some(())?;
        let month = words.short()?;
        let year = words.attempt(|words| sign.iter().any(|sign| words.sign(*sign)).then(|| words.year()).flatten());
        Some(PartialDate { day, month, year })
    };
    let dashes = |words: &mut Words| {
        let day = words.short().filter(|_| words.sign('-'))?;
        let month = words.short().filter(|_| words.sign('-'))?;
        Some(PartialDate { day, month, year: Some(words.year()?) })
    };
    let prose = |words: &mut Words| {
        let day = words.short().filter(|_| words.word("thang"))?;
        let month = words.short()?;
        let year = words.attempt(|words| words.word("nam").then(|| words.year()).flatten());
        Some(PartialDate { day, month, year })
    };
    iso.or_else(|| words.attempt(slashes)).or_else(|| words.attempt(dashes)).or_else(|| words.attempt(prose))
}

/// A day of the calendar as plans write it: the year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The day, from 1.
    pub day: u32,
    /// The month, from 1.
    pub month: u32,
    /// The year; `None` when the academic year decides.
    pub year: Option<i32>,
}

impl PartialDate {
    /// Whether some year has this day.
    pub(super) fn is_possible(self) -> bool {
        // 2024 has every day that any year has.
        let year = self.year.unwrap_or(2024);
        YEARS.contains(&year) && NaiveDate::from_ymd_opt(year, self.month, self.day).is_some()
    }

    /// The day itself, in the academic year when it has no year of its own.
    pub fn date(self, academic_year: Option<AcademicYear>) -> Option<NaiveDate> {
        match self.year {
            Some(year) => NaiveDate::from_ymd_opt(year, self.month, self.day),
            None => academic_year?.place(self.day, self.month),
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        Self { day: date.day(), month: date.month(), year: Some(date.year()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}", self.day, self.month)?;
        self.year.map_or(Ok(()), |year| write!(f, "/{year}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn academic_years() {
        for text in ["2023-2024", "2023 – 2024", " 2023—2024 ", "Năm học 2023 - 2024", "2023\u{a0}-\u{a0}2024"] {
            assert_eq!(AcademicYear::parse(text), Ok(AcademicYear::starting_in(2023).unwrap()), "{text}");
        }
        for (text, cause, span) in [
            ("2023-2025", Cause::NotConsecutive, 0..9),
            ("2024-2023", Cause::NotConsecutive, 0..9),
            ("2023", Cause::NotUnderstood, 4..4),
            ("2023-24", Cause::NotUnderstood, 5..7),
            ("", Cause::NotUnderstood, 0..0),
        ] {
            assert_eq!(AcademicYear::parse(text), Err(Misread { cause, span }), "{text}");
        }
        let year = AcademicYear::starting_in(2023).unwrap();
        assert_eq!((year.first_day(), year.last_day()), (day(2023, 9, 1), day(2024, 8, 31)));
        assert_eq!(AcademicYear::of(day(2024, 4, 24)), year);
        assert_eq!(AcademicYear::of(day(2023, 9, 1)), year);
        assert_eq!(year.place(30, 11), Some(day(2023, 11, 30)));
        assert_eq!(year.place(30, 3), Some(day(2024, 3, 30)));
        assert_eq!(year.place(29, 2), Some(day(2024, 2, 29)));
        assert_eq!(AcademicYear::starting_in(2022).unwrap().place(29, 2), None);
        assert_eq!(year.to_string(), "2023-2024");
    }

    #[test]
    fn months() {
        for text in ["2024-04", "4/2024", "04/2024", "tháng 4/2024", "Tháng 04 năm 2024"] {
            assert_eq!(Month::parse(text), Ok(Month::new(2024, 4).unwrap()), "{text}");
        }
        assert_eq!(Month::parse("2024-13").map_err(|misread| misread.cause), Err(Cause::NoSuchDay));
        assert_eq!(Month::parse("2024").map_err(|misread| misread.span), Err(4..4));
        assert_eq!(Month::new(2024, 2).map(Month::last_day), Some(day(2024, 2, 29)));
    }
}

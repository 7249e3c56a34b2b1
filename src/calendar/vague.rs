//! Dates that keep their precision: a month, a quarter, a semester, a year.
//!
//! In goes `"2024-06"`, `"Quý II/2024"`, `"2023-2024-HK2"`; out comes a [`VagueDate`] that never pretends to be a day. It
//! is late only after its last day ([`VagueDate::period`]).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::grammar::{Cause, Misread, Words, read};
use super::year::{AcademicYear, Month, PartialDate, date, month};

/// A part of an academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semester {
    /// Học kỳ I.
    First,
    /// Học kỳ II.
    Second,
    /// Học kỳ hè.
    Summer,
}

impl Semester {
    /// Every semester, with the name it has in `[rules.semesters]`.
    pub const ALL: [(&'static str, Self); 3] = [("HK1", Self::First), ("HK2", Self::Second), ("HE", Self::Summer)];
}

/// A date as precise as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VagueDate {
    /// `2024-06`
    Month(Month),
    /// `2024-Q2`: the quarter, from 1, of a calendar year.
    Quarter(i32, u32),
    /// `2023-2024-HK2`; without years it is one of the round's academic year.
    Semester(Option<AcademicYear>, Semester),
    /// `2024`: the calendar year.
    Year(i32),
}

/// The last days of the semesters: `[rules.semesters]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Semesters {
    /// The last day of HK1.
    pub first: PartialDate,
    /// The last day of HK2.
    pub second: PartialDate,
    /// The last day of HE, the summer.
    pub summer: PartialDate,
}

impl Default for Semesters {
    fn default() -> Self {
        let last = |day, month| PartialDate { day, month, year: None };
        Self { first: last(31, 1), second: last(30, 6), summer: last(31, 8) }
    }
}

impl Semesters {
    /// The accepted forms of [`Semesters::parse_last_day`], for its error message.
    pub const FORMS: &'static [&'static str] = &["31/01", "30/6"];

    /// Reads the last day of a semester: a day and a month.
    pub fn parse_last_day(text: &str) -> Result<PartialDate, Misread> {
        let (date, span) = read(text, |words| words.spanned(date).filter(|(date, _)| date.year.is_none()))?;
        if date.is_possible() { Ok(date) } else { Err(Misread { cause: Cause::NoSuchDay, span }) }
    }

    /// The last day of a semester.
    pub fn last_day(&self, year: AcademicYear, semester: Semester) -> NaiveDate {
        let last = match semester {
            Semester::First => self.first,
            Semester::Second => self.second,
            Semester::Summer => self.summer,
        };
        // 29/02 is the last of February in every year.
        year.place(last.day, last.month).or_else(|| year.place(28, last.month)).unwrap_or_else(|| year.last_day())
    }

    /// The first day of a semester: the one after the last of the semester before.
    fn first_day(&self, year: AcademicYear, semester: Semester) -> NaiveDate {
        let before = match semester {
            Semester::First => return year.first_day(),
            Semester::Second => Semester::First,
            Semester::Summer => Semester::Second,
        };
        let last = self.last_day(year, before);
        last.succ_opt().unwrap_or(last)
    }
}

impl VagueDate {
    /// The accepted forms of [`VagueDate::parse`], for its error message.
    pub const FORMS: &'static [&'static str] =
        &["2024-06", "tháng 6/2024", "2024-Q2", "Quý II/2024", "2023-2024-HK2", "2023-2024-HE", "HK1", "2024"];

    /// Reads a vague date.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let mut words = Words::new(text);
        let read = words.spanned(vague).filter(|_| words.ended());
        let (read, span) = read.ok_or_else(|| words.not_understood())?;
        read.map_err(|cause| Misread { cause, span })
    }

    /// The first and the last day; `None` for a semester whose academic year is not known.
    pub fn period(self, semesters: &Semesters, round: Option<AcademicYear>) -> Option<RangeInclusive<NaiveDate>> {
        let months =
            |year, first, last| Some(Month::new(year, first)?.first_day()..=Month::new(year, last)?.last_day());
        match self {
            Self::Month(month) => Some(month.first_day()..=month.last_day()),
            Self::Quarter(year, quarter) => {
                let last = quarter.checked_mul(3)?;
                months(year, last.checked_sub(2)?, last)
            }
            Self::Semester(own, semester) => {
                let year = own.or(round)?;
                Some(semesters.first_day(year, semester)..=semesters.last_day(year, semester))
            }
            Self::Year(year) => months(year, 1, 12),
        }
    }
}

/// Any vague date; the words can be a form that no calendar fills, such as month 13.
pub(super) fn vague(words: &mut Words) -> Option<Result<VagueDate, Cause>> {
    words.attempt(|words| {
        words.any(&["trong", "in", "during"]);
        let forms = [semester, quarter, whole_month, whole_year];
        forms.into_iter().find_map(|form| words.attempt(|words| form(words).filter(|_| words.ended())))
    })
}

type Read = Option<Result<VagueDate, Cause>>;

fn semester(words: &mut Words) -> Read {
    let before = words.attempt(|words| {
        let years = academic_years(words)?;
        words.sign('-');
        Some(years)
    });
    let semester = semester_name(words)?;
    let after = || {
        words.attempt(|words| {
            let _ = words.sign('-') || words.sign('/');
            words.any(&["nam hoc"]);
            academic_years(words)
        })
    };
    Some(match before.or_else(after) {
        None => Ok(VagueDate::Semester(None, semester)),
        Some(years) => match AcademicYear::of_years(years) {
            Some(year) => Ok(VagueDate::Semester(Some(year), semester)),
            None => Err(Cause::NotConsecutive),
        },
    })
}

fn academic_years(words: &mut Words) -> Option<(i32, i32)> {
    let first = words.year()?;
    words.sign('-').then_some((first, words.year()?))
}

fn semester_name(words: &mut Words) -> Option<Semester> {
    use Semester::{First, Second, Summer};
    let names = [
        ("hk1", First),
        ("hki", First),
        ("hk2", Second),
        ("hkii", Second),
        ("he", Summer),
        ("hkh", Summer),
        ("hkhe", Summer),
        ("hoc ky he", Summer),
        ("summer semester", Summer),
        ("summer", Summer),
    ];
    words.one_of(&names).or_else(|| {
        words.any(&["hoc ky", "hoc ki", "hk", "semester"]).then_some(())?;
        words.one_of(&[("i", First), ("ii", Second), ("he", Summer)]).or_else(|| match words.short()? {
            1 => Some(First),
            2 => Some(Second),
            _ => None,
        })
    })
}

fn quarter(words: &mut Words) -> Read {
    let year = words.attempt(|words| {
        let year = words.year()?;
        words.sign('-');
        Some(year)
    });
    let quarter = words.one_of(&[("q1", 1), ("q2", 2), ("q3", 3), ("q4", 4)]).or_else(|| {
        words.any(&["quy", "quarter", "q"]).then_some(())?;
        let roman = words.one_of(&[("i", 1), ("ii", 2), ("iii", 3), ("iv", 4)]);
        roman.or_else(|| words.short().filter(|quarter| (1..=4).contains(quarter)))
    })?;
    let year = year.or_else(|| {
        let _ = words.sign('/') || words.sign('-') || words.any(&["nam"]);
        words.year()
    })?;
    Some(Month::new(year, 1).map(|_| VagueDate::Quarter(year, quarter)).ok_or(Cause::NoSuchDay))
}

fn whole_month(words: &mut Words) -> Read {
    let (year, month) = month(words)?;
    Some(Month::new(year, month).map(VagueDate::Month).ok_or(Cause::NoSuchDay))
}

fn whole_year(words: &mut Words) -> Read {
    words.any(&["nam", "year"]);
    let year = words.year()?;
    Some(Month::new(year, 1).map(|_| VagueDate::Year(year)).ok_or(Cause::NoSuchDay))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last_day(text: &str) -> String {
        let date = VagueDate::parse(text).unwrap_or_else(|misread| panic!("{text}: {misread:?}"));
        date.period(&Semesters::default(), None).map_or("?".to_owned(), |period| period.end().to_string())
    }

    #[test]
    fn every_form() {
        for (text, last) in [
            ("2024-06", "2024-06-30"),
            ("tháng 6/2024", "2024-06-30"),
            ("2/2024", "2024-02-29"),
            ("2024-Q2", "2024-06-30"),
            ("Quý II/2024", "2024-06-30"),
            ("quý 4 năm 2024", "2024-12-31"),
            ("Q1/2024", "2024-03-31"),
            ("2023-2024-HK1", "2024-01-31"),
            ("2023-2024-HK2", "2024-06-30"),
            ("2023-2024-HE", "2024-08-31"),
            ("HK II năm học 2023 - 2024", "2024-06-30"),
            ("Học kỳ hè 2023–2024", "2024-08-31"),
            ("trong học kỳ I, năm học 2023-2024", "2024-01-31"),
            ("2024", "2024-12-31"),
            ("năm 2024", "2024-12-31"),
            ("HK1", "?"),
            ("HE", "?"),
        ] {
            assert_eq!(last_day(text), last, "{text}");
        }
        assert!(VagueDate::FORMS.iter().all(|form| VagueDate::parse(form).is_ok()));
    }

    #[test]
    fn a_semester_without_years_is_one_of_the_round() {
        let round = AcademicYear::starting_in(2023);
        let mut semesters = Semesters::default();
        let period = |semesters: &Semesters, text| VagueDate::parse(text).unwrap().period(semesters, round).unwrap();
        assert_eq!(period(&semesters, "HK2").start().to_string(), "2024-02-01");
        assert_eq!(period(&semesters, "HK2").end().to_string(), "2024-06-30");
        semesters.first = Semesters::parse_last_day("31/12").unwrap();
        semesters.second = Semesters::parse_last_day("29/02").unwrap();
        assert_eq!(period(&semesters, "HK1").end().to_string(), "2023-12-31");
        assert_eq!(period(&semesters, "HK2").end().to_string(), "2024-02-29");
    }

    #[test]
    fn faults() {
        for (text, cause, span) in [
            ("2024-13", Cause::NoSuchDay, 0..7),
            ("2023-2025-HK1", Cause::NotConsecutive, 0..13),
            ("quý V/2024", Cause::NotUnderstood, 5..6),
            ("mùa xuân", Cause::NotUnderstood, 0..4),
            ("2024-06-01x", Cause::NotUnderstood, 7..8),
            ("", Cause::NotUnderstood, 0..0),
        ] {
            assert_eq!(VagueDate::parse(text), Err(Misread { cause, span }), "{text}");
        }
        assert_eq!(Semesters::parse_last_day("31/4").map_err(|misread| misread.cause), Err(Cause::NoSuchDay));
        assert!(Semesters::parse_last_day("31/01/2024").is_err());
    }
}

//! Deadlines and windows as official plans write them: "13 - 19/11/2023", "trước 30/11 hàng năm", "thứ 7, tuần thứ 1".
//!
//! In goes the text of a value; out comes a [`When`]: the wording, kept for readers, beside a typed [`Form`]. Nothing is
//! computed here: dates may lack their year and terms their event until [`super::resolve`] is given a context. The grammar
//! itself is in [`super::when_grammar`], its words in [`super::grammar`].

use chrono::{NaiveDate, Weekday};

use super::grammar::{Cause, Misread, Words};
use super::vague::VagueDate;
use super::when_grammar::{self, Draft};
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
        Self::read(text, when_grammar::when)
    }

    /// Reads a deadline, window or vague date: what a commitment's `due` may be.
    pub fn parse_due(text: &str) -> Result<Self, Misread> {
        Self::read(text, when_grammar::due)
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
        let possible = |(anchor, span): &(Anchor, std::ops::Range<usize>)| match anchor {
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
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// A form in a few letters, so that a test reads like the specification.
    fn show(form: &Form) -> String {
        let day = |anchor: &Anchor| match anchor {
            Anchor::Date(date) => date.to_string(),
            Anchor::DayOfMonth(day) => format!("day {day}"),
            Anchor::Weekday { weekday, week } => format!("{weekday} w{week}"),
        };
        let term = |length: &Length| format!("{} {:?}", length.count, length.unit);
        match form {
            Form::Calendar { from: Some(from), bound: Bound::On, limit } => format!("{} to {}", day(from), day(limit)),
            Form::Calendar { bound, limit, .. } => format!("{bound:?} {}", day(limit)),
            Form::Term { length, event } => format!("{} after {event}", term(length)),
            Form::Immediately { event } => format!("at once after {event}"),
            Form::Every(length) => format!("every {}", term(length)),
            Form::Vague(date) => format!("{date:?}"),
        }
    }

    fn read(text: &str) -> String {
        When::parse(text)
            .map_or_else(|misread| format!("{} at {:?}", misread.cause, misread.span), |when| show(&when.form))
    }

    #[test]
    fn days_and_windows() {
        for (text, form) in [
            ("07/12/2023", "On 07/12/2023"),
            ("2023-12-07", "On 07/12/2023"),
            ("7.12.2023", "On 07/12/2023"),
            ("7-12-2023", "On 07/12/2023"),
            ("ngày 7 tháng 12 năm 2023", "On 07/12/2023"),
            ("03/4", "On 03/04"),
            ("29/2", "On 29/02"),
            ("vào ngày 24/4/2024", "On 24/04/2024"),
            ("13 - 19/11/2023", "13/11/2023 to 19/11/2023"),
            ("20-30/11/2023", "20/11/2023 to 30/11/2023"),
            ("08 – 17/12", "08/12 to 17/12"),
            ("26/02 - 17/3/2024", "26/02/2024 to 17/03/2024"),
            ("11 – 17/4/2024", "11/04/2024 to 17/04/2024"),
            ("18/12/2023 - 21/01/2024", "18/12/2023 to 21/01/2024"),
            ("18/12 - 21/01/2024", "18/12/2023 to 21/01/2024"),
            ("Từ ngày 18/12/2023 – 17/03/2024", "18/12/2023 to 17/03/2024"),
            ("từ 18/12/2023 đến hết ngày 17/03/2024.", "18/12/2023 to 17/03/2024"),
            ("từ ngày 13 đến ngày 19 tháng 11 năm 2023", "13/11/2023 to 19/11/2023"),
            ("2023-11-13..2023-11-19", "13/11/2023 to 19/11/2023"),
            ("2023-11-13 – 2023-11-19", "13/11/2023 to 19/11/2023"),
            ("13-11-2023 - 19-11-2023", "13/11/2023 to 19/11/2023"),
            ("from 13/11/2023 to 19/11/2023", "13/11/2023 to 19/11/2023"),
            ("thứ 2, tuần 3 - thứ 6, tuần 3", "Mon w3 to Fri w3"),
            ("01 - 15 của tháng đối thoại", "day 1 to day 15"),
        ] {
            assert_eq!(read(text), form, "{text}");
        }
    }

    #[test]
    fn limits() {
        for (text, form) in [
            ("trước ngày 30/11 hàng năm", "Before 30/11"),
            ("trước (ngày) 30/11 (hàng năm)", "Before 30/11"),
            ("Trước 30/3", "Before 30/03"),
            ("trước 30-11", "Before 30/11"),
            ("trước ngày 01/4 (tháng đối thoại)", "Before 01/04"),
            ("trước ngày 30 của tháng đối thoại", "Before day 30"),
            ("trước ngày 30/11/2023", "Before 30/11/2023"),
            ("chậm nhất 30/11", "By 30/11"),
            ("CHẬM NHẤT LÀ NGÀY 30/11", "By 30/11"),
            ("chậm nhất thứ 5, tuần 2", "By Thu w2"),
            ("đến hết ngày 30/11", "By 30/11"),
            ("đến ngày 30/11", "By 30/11"),
            ("before 11-30", "Before 30/11"),
            ("by 11-30", "By 30/11"),
            ("by 2023-11-30", "By 30/11/2023"),
            ("no later than 30/11", "By 30/11"),
        ] {
            assert_eq!(read(text), form, "{text}");
        }
    }

    #[test]
    fn weeks() {
        for text in [
            "vào thứ 7 tuần thứ 01 của tháng đối thoại",
            "vào ngày thứ 7, tuần thứ 1",
            "thứ 7 tuần 1",
            "thứ Bảy, tuần thứ nhất",
            "trong ngày thứ 7, tuấn thứ 1",
            "week 1 saturday",
            "Saturday of week 1",
        ] {
            assert_eq!(read(text), "On Sat w1", "{text}");
        }
    }

    #[test]
    fn terms() {
        for (text, form) in [
            ("trong 5 ngày làm việc kể từ received", "5 WorkingDays after received"),
            ("trong vòng 05 ngày làm việc, kể từ ngày nhận được", "5 WorkingDays after received"),
            ("trong thời hạn 10 ngày làm việc kể từ khi được giao", "10 WorkingDays after assigned"),
            ("trong 2 tháng kể từ ngày đối thoại", "2 Months after held"),
            ("trong 3 tuần sau bao-cao", "3 Weeks after bao-cao"),
            ("trong 15 ngày kể từ ngay-hop", "15 Days after ngay-hop"),
            ("1 năm kể từ answered", "1 Years after answered"),
            ("within 5 working days of received", "5 WorkingDays after received"),
            ("within 2 months after held", "2 Months after held"),
            ("ngay khi thong-bao", "at once after thong-bao"),
            ("ngay khi nhận được ke-hoach", "at once after ke-hoach"),
            ("ngay khi co-ke-hoach", "at once after co-ke-hoach"),
            ("mỗi 2 tuần", "every 2 Weeks"),
            ("hàng tháng", "every 1 Months"),
            ("every 2 weeks", "every 2 Weeks"),
        ] {
            assert_eq!(read(text), form, "{text}");
        }
    }

    #[test]
    fn faults_and_their_places() {
        for (text, fault) in [
            ("31/4/2024", "no such day at 0..9"),
            ("13 - 31/4/2024", "no such day at 5..14"),
            ("30/2 - 17/3/2024", "no such day at 0..4"),
            ("trước ngày 31/4", "no such day at 15..19"),
            ("29/2/2023", "no such day at 0..9"),
            ("01/01/0024", "no such day at 0..10"),
            ("trước ngày 32 của tháng đối thoại", "no such day at 15..46"),
            ("19 - 13/11/2023", "the end is before the start at 0..15"),
            ("17/4 - 26/3/2024", "the end is before the start at 0..16"),
            ("2023-11-19..2023-11-13", "the end is before the start at 0..22"),
            ("", "not understood at 0..0"),
            ("sớm", "not understood at 0..4"),
            ("trước ngày", "not understood at 12..12"),
            ("trước ngày mai", "not understood at 14..17"),
            ("11-30", "not understood at 5..5"),
            ("07/12/23", "not understood at 5..6"),
            ("thứ 9 tuần 1", "not understood at 6..7"),
            ("trong 5 ngày làm việc", "not understood at 25..25"),
            ("trong 5 ngày làm việc kể từ hôm nay", "not understood at 36..40"),
            ("trong 0 ngày kể từ received", "not understood at 6..7"),
            ("2024-06", "not understood at 7..7"),
        ] {
            assert_eq!(read(text), fault, "{text}");
        }
    }

    #[test]
    fn wording_and_typography() {
        let when = When::parse("  13 - 19/11/2023 ").unwrap();
        assert_eq!(&*when.wording, "13 - 19/11/2023");
        assert_eq!(&*When::from(NaiveDate::from_ymd_opt(2024, 3, 5).unwrap()).wording, "05/03/2024");
        for text in When::FORMS {
            let form = When::parse(text).map(|when| when.form);
            assert!(form.is_ok(), "{text}");
            let other = text.replace(' ', "\u{a0}").replace(" - ", "—").to_uppercase().nfd().collect::<String>();
            assert_eq!(When::parse(&other).map(|when| when.form), form, "{other}");
        }
    }

    #[test]
    fn due_may_be_vague() {
        for (text, form) in [("2024-06", "Month"), ("trong quý II/2024", "Quarter"), ("2024-06-05", "Calendar")] {
            let due = When::parse_due(text).map(|when| format!("{:?}", when.form)).unwrap();
            assert!(due.contains(form), "{text}: {due}");
        }
        assert!(VagueDate::FORMS.iter().all(|form| When::parse_due(form).is_ok()));
        assert_eq!(When::parse_due("2024-13").map_err(|misread| misread.cause), Err(Cause::NoSuchDay));
        assert!(When::parse_due("khi nào có tiền").is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn no_text_panics(text in "\\PC{0,40}", words in "(trước|ngày|thứ|tuần|[0-9]{1,10}|/|-|\\.|từ|kể từ|trong|HK|Q2|mỗi| |̀|T){0,12}") {
            for text in [text, words] {
                for misread in [
                    When::parse(&text).err(),
                    When::parse_due(&text).err(),
                    crate::calendar::Held::parse(&text).err(),
                    crate::calendar::Quantity::parse(&text).err(),
                    crate::calendar::Retention::parse(&text).err(),
                    crate::calendar::AcademicYear::parse(&text).err(),
                    crate::calendar::Month::parse(&text).err(),
                    crate::calendar::parse_weekday(&text).err(),
                ].into_iter().flatten() {
                    prop_assert!(text.get(misread.span.clone()).is_some(), "{misread:?}");
                }
            }
        }
    }
}

//! Numbers of people and questions as reports give them: "1.347", "khoảng 50", "hơn 700".
//!
//! In goes the text of a value; out comes a [`Quantity`] that keeps how exact it is and the words it was given in. A
//! qualified number is never equal to a plain one, so it cannot enter a percentage unseen (code C03).

use super::grammar::{Misread, Words, read};

/// How a number was qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// "khoảng"
    About,
    /// "hơn", "trên"
    MoreThan,
    /// "gần"
    Nearly,
    /// "ít nhất"
    AtLeast,
    /// "không quá"
    AtMost,
    /// "dưới"
    LessThan,
}

impl Qualifier {
    /// The name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::Nearly => "nearly",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::LessThan => "less-than",
        }
    }
}

/// A number of people, questions, sheets, and how exact it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number that is named.
    pub value: u32,
    /// What stands before it; `None` when it is exact.
    pub qualifier: Option<Qualifier>,
    /// The words it was given in; `None` when it was a plain number.
    pub wording: Option<Box<str>>,
}

impl From<u32> for Quantity {
    fn from(value: u32) -> Self {
        Self { value, qualifier: None, wording: None }
    }
}

impl Quantity {
    /// The accepted forms of [`Quantity::parse`], for its error message.
    pub const FORMS: &'static [&'static str] = &[
        "120",
        "1.347",
        "khoảng 50",
        "hơn 700",
        "trên 15",
        "gần 800",
        "ít nhất 6",
        "không quá 20",
        "dưới 15",
        "about 50",
        "more than 700",
        "nearly 800",
        "at least 6",
        "at most 20",
        "fewer than 15",
    ];

    /// Reads a number with what may stand before it.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let (qualifier, value) = read(text, |words| {
            let qualifier = QUALIFIERS.iter().find(|(phrases, _)| words.any(phrases)).map(|(_, qualifier)| *qualifier);
            let sign = || SIGNS.iter().find(|(sign, _)| words.sign(*sign)).map(|(_, qualifier)| *qualifier);
            let qualifier = qualifier.or_else(sign);
            Some((qualifier, number(words)?))
        })?;
        Ok(Self { value, qualifier, wording: Some(text.trim().into()) })
    }

    /// Whether nothing stands before the number.
    pub fn is_exact(&self) -> bool {
        self.qualifier.is_none()
    }
}

/// Longer phrases stand before their beginnings.
const QUALIFIERS: [(&[&str], Qualifier); 6] = [
    (&["khong duoi", "it nhat", "toi thieu", "at least", "no fewer than"], Qualifier::AtLeast),
    (
        &["khong qua", "khong hon", "toi da", "nhieu nhat", "at most", "no more than", "not more than", "up to"],
        Qualifier::AtMost,
    ),
    (&["duoi", "it hon", "chua den", "chua toi", "less than", "fewer than", "under", "below"], Qualifier::LessThan),
    (&["hon", "tren", "nhieu hon", "more than", "over", "above"], Qualifier::MoreThan),
    (&["gan", "ngot", "nearly", "almost"], Qualifier::Nearly),
    (
        &["khoang", "xap xi", "chung", "uoc", "uoc tinh", "do", "about", "around", "approximately", "some"],
        Qualifier::About,
    ),
];

const SIGNS: [(char, Qualifier); 6] = [
    ('≥', Qualifier::AtLeast),
    ('≤', Qualifier::AtMost),
    ('<', Qualifier::LessThan),
    ('>', Qualifier::MoreThan),
    ('~', Qualifier::About),
    ('≈', Qualifier::About),
];

/// "1347", "1.347", "1 347": groups of three digits, by point or space.
fn number(words: &mut Words) -> Option<u32> {
    let first = words.number(|_| true)?;
    let mut value = first.value;
    let mut grouped = first.digits <= 3 && first.value > 0;
    while grouped {
        let group = words.attempt(|words| {
            words.sign('.');
            words.number(|number| number.digits == 3)
        });
        match group {
            Some(group) => value = value.checked_mul(1000)?.checked_add(group.value)?,
            None => grouped = false,
        }
    }
    Some(value)
}

/// How long a document is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retention {
    /// For ever.
    Permanent,
    /// For so many years.
    Years {
        /// How many.
        years: u16,
        /// Whether it may be longer.
        minimum: bool,
    },
}

impl Retention {
    /// The accepted forms of [`Retention::parse`], for its error message.
    pub const FORMS: &'static [&'static str] =
        &["3 năm", "tối thiểu 3 năm", "vĩnh viễn", "3 years", "at least 3 years", "permanent"];

    /// Reads a time of keeping.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        read(text, |words| {
            if words.any(&["vinh vien", "permanent", "permanently", "for ever", "forever"]) {
                return Some(Self::Permanent);
            }
            let minimum = words.any(&["toi thieu", "it nhat", "at least", "minimum"]);
            let years = words.number(|number| (1..=999).contains(&number.value))?.value as u16;
            words.any(&["nam", "years", "year"]).then_some(Self::Years { years, minimum })
        })
    }

    /// The day on which a document of this date need no longer be kept; `None` when that day never comes.
    pub fn ends(self, date: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
        match self {
            Self::Permanent => None,
            Self::Years { years, .. } => date.checked_add_months(chrono::Months::new(u32::from(years) * 12)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::grammar::Cause;

    #[test]
    fn quantities() {
        use Qualifier::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};
        for (text, value, qualifier) in [
            ("120", 120, None),
            ("1.347", 1347, None),
            ("1 347", 1347, None),
            ("1\u{a0}347", 1347, None),
            ("1.000.000", 1_000_000, None),
            ("khoảng 50", 50, Some(About)),
            ("Khoảng 1.200", 1200, Some(About)),
            ("~ 50", 50, Some(About)),
            ("hơn 700", 700, Some(MoreThan)),
            ("trên 15", 15, Some(MoreThan)),
            ("gần 800", 800, Some(Nearly)),
            ("ít nhất 6", 6, Some(AtLeast)),
            ("tối thiểu 06", 6, Some(AtLeast)),
            ("không quá 20", 20, Some(AtMost)),
            ("không dưới 20", 20, Some(AtLeast)),
            ("dưới 15", 15, Some(LessThan)),
            ("no more than 20", 20, Some(AtMost)),
            ("≥ 6", 6, Some(AtLeast)),
            ("0", 0, None),
        ] {
            let quantity = Quantity::parse(text).unwrap_or_else(|misread| panic!("{text}: {misread:?}"));
            assert_eq!((quantity.value, quantity.qualifier), (value, qualifier), "{text}");
            assert_eq!(quantity.wording.as_deref(), Some(text));
        }
        assert!(Quantity::FORMS.iter().all(|form| Quantity::parse(form).is_ok()));
    }

    #[test]
    fn what_is_no_quantity() {
        for (text, span) in [
            ("", 0..0),
            ("khoảng", 8..8),
            ("1,347", 1..2),
            ("1.34", 2..4),
            ("1347.200", 4..5),
            ("26,9%", 2..3),
            ("-5", 0..1),
            ("nhiều", 0..7),
            ("khoảng 50 câu", 12..16),
            ("99999999999", 0..11),
        ] {
            assert_eq!(Quantity::parse(text), Err(Misread { cause: Cause::NotUnderstood, span }), "{text}");
        }
        assert!(Quantity::parse("4.294.967.296").is_err());
        assert_eq!(Quantity::parse("4.294.967.295").map(|quantity| quantity.value), Ok(u32::MAX));
    }

    #[test]
    fn retention() {
        let years = |years, minimum| Ok(Retention::Years { years, minimum });
        assert_eq!(Retention::parse("3 năm"), years(3, false));
        assert_eq!(Retention::parse("03 NĂM"), years(3, false));
        assert_eq!(Retention::parse("Tối thiểu 3 năm"), years(3, true));
        assert_eq!(Retention::parse("at least 10 years"), years(10, true));
        assert_eq!(Retention::parse("Vĩnh viễn"), Ok(Retention::Permanent));
        for wrong in ["3", "năm", "0 năm", "vĩnh viễn 3 năm", "ba năm", "3 tháng"] {
            assert!(Retention::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Retention::FORMS.iter().all(|form| Retention::parse(form).is_ok()));
        let day = |year, day| chrono::NaiveDate::from_ymd_opt(year, 2, day).unwrap();
        assert_eq!(Retention::Years { years: 3, minimum: false }.ends(day(2024, 29)), Some(day(2027, 28)));
        assert_eq!(Retention::Permanent.ends(day(2024, 29)), None);
    }
}

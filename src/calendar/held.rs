//! When a dialogue was or will be held: a day with its hours, a day, or a window.
//!
//! In goes `"2024-04-24T08:00/11:30"` or any date or window of [`super::when`]; out comes a [`Held`].

use chrono::{NaiveDate, NaiveTime};

use super::grammar::{Cause, Misread, Words};
use super::when::{Bound, Form, When};

/// When a dialogue is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The day or window.
    pub when: When,
    /// The hours, when they are written: the start, and the end if there is one.
    pub hours: Option<(NaiveTime, Option<NaiveTime>)>,
}

impl Held {
    /// The accepted forms of [`Held::parse`], for its error message.
    pub const FORMS: &'static [&'static str] =
        &["2024-04-24", "2024-04-24T08:00", "2024-04-24T08:00/11:30", "24/4/2024", "26/02 - 17/3/2024"];

    /// Reads a day with hours, a day, or a window.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        // Only the hours begin with a "T" that follows a digit.
        let cut =
            text.bytes().zip(text.bytes().skip(1)).position(|(a, b)| a.is_ascii_digit() && matches!(b, b'T' | b't'));
        let (day, hours) = cut.map_or((text, None), |cut| (&text[..=cut], Some(cut + 2)));
        let when = When::parse(day)?;
        match when.form {
            Form::Calendar { bound: Bound::On, from, .. } if hours.is_none() || from.is_none() => {}
            _ => return Err(Misread { cause: Cause::NotUnderstood, span: 0..day.len() }),
        }
        let hours = hours.map(|start| hours_of(text, start)).transpose()?;
        Ok(Self { when: When { wording: text.trim().into(), ..when }, hours })
    }
}

/// A day that was written as a TOML date.
impl From<NaiveDate> for Held {
    fn from(date: NaiveDate) -> Self {
        Self { when: When::from(date), hours: None }
    }
}

/// Reads `08:00/11:30` from a byte of the value on.
fn hours_of(text: &str, start: usize) -> Result<(NaiveTime, Option<NaiveTime>), Misread> {
    let mut words = Words::new(&text[start..]);
    let hours = words.attempt(|words| {
        let first = clock(words)?;
        let last = words.attempt(|words| (words.sign('/') || words.sign('-')).then(|| clock(words)).flatten());
        words.ended().then_some((first, last))
    });
    let at = |misread: Misread| Misread { span: misread.span.start + start..misread.span.end + start, ..misread };
    match hours {
        None => Err(at(words.not_understood())),
        Some((first, Some(last))) if last < first => {
            Err(Misread { cause: Cause::EndBeforeStart, span: start..text.trim_end().len() })
        }
        Some(hours) => Ok(hours),
    }
}

/// `08:00`, `08:00:00`
fn clock(words: &mut Words) -> Option<NaiveTime> {
    let hour = words.short().filter(|_| words.sign(':'))?;
    let minute = words.short()?;
    let second = words.attempt(|words| words.sign(':').then(|| words.short()).flatten()).unwrap_or(0);
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours() {
        let hours = |text| Held::parse(text).map(|held| format!("{:?}", held.hours)).map_err(|misread| misread.span);
        assert_eq!(hours("2024-04-24T08:00/11:30"), Ok("Some((08:00:00, Some(11:30:00)))".into()));
        assert_eq!(hours("2024-04-24t8:00:00 – 11:30"), Ok("Some((08:00:00, Some(11:30:00)))".into()));
        assert_eq!(hours("2024-04-24T08:00"), Ok("Some((08:00:00, None))".into()));
        assert_eq!(hours("2024-04-24"), Ok("None".into()));
        assert_eq!(hours("26/02 - 17/3/2024"), Ok("None".into()));
        assert_eq!(hours("thứ 7, tuần thứ 1"), Ok("None".into()));
        assert_eq!(hours("2024-04-24T25:00"), Err(16..16));
        assert_eq!(hours("2024-04-24T08"), Err(13..13));
        assert_eq!(hours("2024-04-31T08:00"), Err(0..10));
        assert_eq!(hours("trước 30/11/2023"), Err(0..19));
        assert_eq!(hours("2024-04-24..2024-04-25T08:00"), Err(0..22));
        let misread = Held::parse("2024-04-24T11:30/08:00").unwrap_err();
        assert_eq!((misread.cause, misread.span), (Cause::EndBeforeStart, 11..22));
        assert!(Held::FORMS.iter().all(|form| Held::parse(form).is_ok()));
    }
}

//! Days and limits as cells have them: real dates, serial numbers, and words.
//!
//! A value in, a day or a limit out. A limit keeps its precision and its wording ("Quý II/2024" stays so); a day does not
//! guess: what names no day is told.

use super::text::clean;
use crate::calendar::{AcademicYear, Anchor, Bound, Form, VagueDate, When};
use crate::import::read::Value;
use crate::import::read::day_of_serial;
use chrono::NaiveDate;

/// A limit as a record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// A day.
    Day(NaiveDate),
    /// The words of the cell.
    Wording(String),
}

/// Numbers that are days, in a column of days: 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;

/// The day that a value names.
pub(crate) fn day(value: &Value, year: Option<AcademicYear>) -> Option<NaiveDate> {
    match value {
        Value::Day(day) => Some(*day),
        Value::Number(number) => serial(*number),
        Value::Text(text) => {
            let text = clean(text);
            if let Ok(number) = text.parse::<f64>() {
                return serial(number);
            }
            let text = text.split('T').next().filter(|day| day.len() == 10).unwrap_or(&text);
            let words = text.split(' ').filter(|word| !is_time(word)).collect::<Vec<_>>().join(" ");
            match When::parse(words.trim_end_matches([',', ';', '.'])).ok()?.form {
                Form::Calendar { bound: Bound::On, limit: Anchor::Date(date), .. } => date.date(year),
                _ => None,
            }
        }
        Value::Uncomputed | Value::Broken(_) => None,
    }
}

/// The limit that a value names.
pub(crate) fn due(value: &Value, year: Option<AcademicYear>) -> Option<Due> {
    match value {
        Value::Day(day) => Some(Due::Day(*day)),
        Value::Number(number) => match serial(*number) {
            Some(day) => Some(Due::Day(day)),
            None => VagueDate::parse(&number.to_string()).ok().map(|_| Due::Wording(number.to_string())),
        },
        Value::Text(text) => {
            let text = clean(text).replace('\n', " ");
            if let Some(day) = text.parse::<f64>().ok().and_then(serial) {
                return Some(Due::Day(day));
            }
            let text = text.trim_end_matches(['.', ';', ',']).trim();
            match When::parse_due(text).ok()?.form {
                // A whole date says the same in every notation; a wording with more in it is kept.
                Form::Calendar { from: None, bound: Bound::On, limit: Anchor::Date(date) } => {
                    Some(date.date(year).map_or_else(|| Due::Wording(text.to_owned()), Due::Day))
                }
                _ => Some(Due::Wording(text.to_owned())),
            }
        }
        Value::Uncomputed | Value::Broken(_) => None,
    }
}

fn serial(number: f64) -> Option<NaiveDate> {
    SERIALS.contains(&number).then(|| day_of_serial(number, false)).flatten()
}

/// "8h00", "08:30", "00:00:00".
fn is_time(word: &str) -> bool {
    let plain = word.trim_end_matches([',', ';']);
    let mut parts = plain.split([':', 'h', 'g']);
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    plain.contains([':', 'h', 'g']) && parts.next().is_some_and(|p| !p.is_empty() && digits(p)) && parts.all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> Option<AcademicYear> {
        AcademicYear::starting_in(2023)
    }

    #[test]
    fn days_of_every_kind() {
        let text = |text: &str| day(&Value::Text(text.into()), year()).map(|d| d.to_string());
        for written in [
            "24/4/2024",
            "24/04/2024",
            "24-4-2024",
            "24.4.2024",
            "2024-04-24",
            "ngày 24 tháng 4 năm 2024",
            "24/4",
            "45406",
            "2024-04-24 00:00:00",
            "8h00 24/4/2024",
            "2024-04-24T08:00:00",
            "Ngày 24/4/2024.",
        ] {
            assert_eq!(text(written).as_deref(), Some("2024-04-24"), "{written}");
        }
        for no_day in ["4/24/2024", "Quý II/2024", "sớm", "31/4/2024", "12", "trước 30/6"] {
            assert_eq!(text(no_day), None, "{no_day}");
        }
        assert_eq!(day(&Value::Number(44275.0), None).map(|d| d.to_string()).as_deref(), Some("2021-03-20"));
    }

    #[test]
    fn limits_keep_their_wording() {
        let text = |text: &str| due(&Value::Text(text.into()), year());
        for wording in
            ["13 - 19/11/2023", "Quý II/2024", "HK II năm học 2023-2024", "trước 30/6", "tháng 6/2024", "2024"]
        {
            assert_eq!(text(wording), Some(Due::Wording(wording.into())), "{wording}");
        }
        let day = NaiveDate::from_ymd_opt(2024, 6, 30).map(Due::Day);
        assert_eq!(text("30/6/2024"), day);
        assert_eq!(text("30/6"), day);
        assert_eq!(text("khi có kinh phí"), None);
    }
}

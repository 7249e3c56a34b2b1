//! Days as digits: in ISO 8601 and as Vietnamese tables have them.
//!
//! A day goes in, its text comes out. A page has dozens of dates, so these are written without the formatting machinery;
//! the invariant is that they read as it would have written them.

use chrono::{Datelike, NaiveDate};

/// A day as ISO 8601 has it: `2024-04-24`.
pub fn iso(day: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(day.year()) else { return day.to_string() };
    let mut out = String::with_capacity(10);
    push(&mut out, year, 4);
    out.push('-');
    push(&mut out, day.month(), 2);
    out.push('-');
    push(&mut out, day.day(), 2);
    out
}

/// A day as tables have it: `24/4/2024`.
pub fn slashed(day: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(day.year()) else {
        return format!("{}/{}/{}", day.day(), day.month(), day.year());
    };
    let mut out = String::with_capacity(10);
    push(&mut out, day.day(), 1);
    out.push('/');
    push(&mut out, day.month(), 1);
    out.push('/');
    push(&mut out, year, 1);
    out
}

/// `number`, below 10,000, with at least `width` digits.
fn push(out: &mut String, number: u32, width: u32) {
    for place in (0..4).rev() {
        let power = 10_u32.pow(place);
        if place < width || number >= power {
            out.push(char::from(b'0' + (number / power % 10) as u8));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_the_formatter_writes_them() {
        for (year, month, day) in [(2024, 4, 24), (2023, 12, 4), (2024, 1, 1), (999, 10, 10), (-5, 2, 3), (12345, 6, 7)]
        {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(iso(date), date.to_string());
            assert_eq!(slashed(date), format!("{day}/{month}/{year}"));
        }
    }
}

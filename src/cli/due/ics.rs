//! What is owed as a calendar (RFC 5545), for the calendars of offices: one event a thing owed, on the day of its limit.
//!
//! Items go in, text with CRLF comes out. The same thing has the same UID in every list, so that a calendar that reads a new
//! list moves its event; the stamp is the as-of day, so that the same register gives the same bytes.

use super::Share;
use crate::page::view::View;
use std::fmt::Write as _;

/// The longest line in bytes, without its end.
const LINE: usize = 75;

pub(super) fn calendar(view: &View<'_>, shares: &[Share<'_>]) -> String {
    let register = view.register;
    let base = &register.settings.base_url;
    let host = base.split('/').nth(2).unwrap_or("doithoai");
    let stamp = register.as_of.format("%Y%m%dT000000Z");
    let mut out = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//doithoai//due//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        put(&mut out, line);
    }
    for share in shares {
        for item in &share.items {
            let Some(day) = item.owed.deadline(register).due() else { continue };
            let (row, unit) = (&item.row, share.unit.map_or("", |ix| register.units[ix.at()].slug()));
            put(&mut out, "BEGIN:VEVENT");
            put(&mut out, &format!("UID:{}/{}/{unit}@{host}", row.kind.id, row.id));
            put(&mut out, &format!("DTSTAMP:{stamp}"));
            put(&mut out, &format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            put(&mut out, &format!("SUMMARY:{}", escaped(&format!("{} ({})", row.link.title, share.name))));
            put(&mut out, &format!("DESCRIPTION:{}", escaped(&item.standing)));
            if let Some(href) = &row.link.href {
                put(&mut out, &format!("URL:{base}{href}"));
            }
            put(&mut out, "TRANSP:TRANSPARENT");
            put(&mut out, "END:VEVENT");
        }
    }
    put(&mut out, "END:VCALENDAR");
    out
}

/// Adds a line, folded where it is too long, never within a letter.
fn put(out: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

/// A text as a value.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => {
                let _ = write!(out, "\\{c}");
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_say_the_same() {
        let line = format!("SUMMARY:{}", "đối thoại, ".repeat(30));
        let mut out = String::new();
        put(&mut out, &line);
        assert!(out.split("\r\n").all(|part| part.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), line);
        assert_eq!(escaped("a;b,c\\d\ne\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }
}

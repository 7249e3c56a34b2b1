//! What is owed as a calendar (RFC 5545), for the calendars of offices: one event a thing owed, on the day of its limit; what
//! is overdue lies on the as-of day, where people look.
//!
//! Items go in, text with CRLF comes out. A thing that several units owe is one event. It has the UID that it has in the
//! site's own `lich.ics`, in every list, so that a calendar that reads both, or a new list, moves its event and has it once;
//! the stamp is the as-of day, so that the same register gives the same bytes.

use super::Share;
use crate::page::follow::authority;
use crate::page::plain::shorten;
use crate::page::view::View;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The longest line in bytes, without its end.
const LINE: usize = 75;

/// The longest summary, in characters.
const SUMMARY: usize = 100;

pub(super) fn calendar(view: &View<'_>, shares: &[Share<'_>]) -> String {
    let register = view.register;
    let stamp = register.as_of.format("%Y%m%dT000000Z");
    let mut out = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//doithoai//due//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        put(&mut out, line);
    }
    let (site, _) = view.text("site", "title", &register.settings.title);
    let name = format!("{}, {site}", view.say("Quá hạn và sắp đến hạn", "Overdue and due soon"));
    put(&mut out, &format!("X-WR-CALNAME:{}", escaped(&name)));
    let mut told = BTreeSet::new();
    for item in shares.iter().flat_map(|share| &share.items) {
        let Some(due) = item.owed.deadline(register).due() else { continue };
        if !told.insert(item.owed) {
            continue;
        }
        let late = item.owed.is_overdue(register);
        let word = if late { view.say("Quá hạn:", "Overdue:") } else { view.say("Hạn:", "Due:") };
        let day = if late { register.as_of } else { due };
        let owing = shares.iter().filter(|share| share.items.iter().any(|other| other.owed == item.owed));
        let owing: Vec<&str> = owing.map(|share| share.name.as_str()).collect();
        let summary = shorten(format!("{word} {}", item.row.link.title).into(), SUMMARY);
        let limit = format!("{} {}", view.say("Hạn:", "Due:"), super::due(item));
        let more = [owing.join(", "), limit, item.standing.clone()].join("\n");
        put(&mut out, "BEGIN:VEVENT");
        put(&mut out, &format!("UID:{}@{}", item.row.id, authority(&register.settings)));
        put(&mut out, &format!("DTSTAMP:{stamp}"));
        put(&mut out, &format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        put(&mut out, &format!("SUMMARY:{}", escaped(&summary)));
        put(&mut out, &format!("DESCRIPTION:{}", escaped(&more)));
        if let Some(href) = &item.row.link.href {
            put(&mut out, &format!("URL:{}{href}", register.settings.base_url));
        }
        put(&mut out, "TRANSP:TRANSPARENT");
        put(&mut out, "END:VEVENT");
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

//! iCalendar (RFC 5545): lines of a calendar.
//!
//! Events go in, text comes out. The invariants: lines end in CRLF; none is longer than 75 octets, and none is folded
//! within a character; the last day of an event of whole days is told as the day after it.

use super::event::{Event, Status, When};
use chrono::NaiveDate;

/// The longest line, in octets, without its end.
const LINE: usize = 75;

/// The zone of all hours.
const ZONE: &str = "Asia/Ho_Chi_Minh";

/// The zone as it has been since 1975.
const ZONE_LINES: [&str; 10] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "X-LIC-LOCATION:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// A calendar called `title`, in the language `lang`.
pub(super) fn calendar(title: &str, lang: &str, events: impl Iterator<Item = Event>) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, &format!("PRODID:-//doithoai//lich//{}", lang.to_uppercase()));
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("NAME:{}", escaped(title)));
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(title)));
    line(&mut out, &format!("X-WR-TIMEZONE:{ZONE}"));
    for text in ZONE_LINES {
        line(&mut out, text);
    }
    for event in events {
        push_event(&mut out, &event);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn push_event(out: &mut String, event: &Event) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&event.uid)));
    line(out, &format!("DTSTAMP:{}T000000Z", compact(event.stamp)));
    match event.when {
        When::Days(first, last) => {
            line(out, &format!("DTSTART;VALUE=DATE:{}", compact(first)));
            line(out, &format!("DTEND;VALUE=DATE:{}", compact(last.succ_opt().unwrap_or(last))));
        }
        When::Hours(day, start, end) => {
            line(out, &format!("DTSTART;TZID={ZONE}:{}T{}", compact(day), start.format("%H%M%S")));
            if let Some(end) = end.filter(|end| *end > start) {
                line(out, &format!("DTEND;TZID={ZONE}:{}T{}", compact(day), end.format("%H%M%S")));
            }
        }
    }
    line(out, &format!("SUMMARY:{}", escaped(&event.summary)));
    if !event.description.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    if let Some(location) = &event.location {
        line(out, &format!("LOCATION:{}", escaped(location)));
    }
    line(out, &format!("URL:{}", event.url));
    line(out, &format!("CATEGORIES:{}", escaped(event.category)));
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    line(out, &format!("STATUS:{status}"));
    line(out, if event.busy { "TRANSP:OPAQUE" } else { "TRANSP:TRANSPARENT" });
    line(out, "END:VEVENT");
}

/// A day as `20240424`.
fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text as a value: marks that mean something escaped, line breaks as `\n`, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Appends a line, folded where it is too long: what follows begins with a space, which counts.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        length += c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveTime;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        line(&mut out, text);
        out
    }

    #[test]
    fn lines_are_folded_between_characters_at_75_octets() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        for text in ["ế".repeat(200), format!("SUMMARY:{}", "Đối thoại với người học 😀 ".repeat(20)), "a".repeat(400)]
        {
            let lines = folded(&text);
            assert!(lines.split("\r\n").all(|line| line.len() <= LINE), "{lines}");
            assert_eq!(lines.trim_end_matches("\r\n").replace("\r\n ", ""), text);
            let first = lines.split("\r\n").next().map_or(0, str::len);
            assert!(first > LINE - 4, "{first}");
        }
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("A; b, c\\d\r\ne\u{7}f\tg"), "A\\; b\\, c\\\\d\\nef\tg");
        assert_eq!(escaped("BEGIN:VEVENT\nUID:x"), "BEGIN:VEVENT\\nUID:x");
    }

    fn event(when: When) -> String {
        let day = |d| NaiveDate::from_ymd_opt(2024, 4, d).expect("a day");
        let event = Event {
            uid: "2023-2024/truong@example.edu.vn".to_owned(),
            stamp: day(20),
            when,
            summary: "Đối thoại, cấp trường".to_owned(),
            description: String::new(),
            location: None,
            url: "https://example.edu.vn/dot/2023-2024/truong/".to_owned(),
            category: "Đối thoại",
            status: Status::Cancelled,
            busy: false,
        };
        calendar("Lịch", "vi", [event].into_iter())
    }

    #[test]
    fn days_end_before_the_day_after_and_hours_are_in_their_zone() {
        let day = |d| NaiveDate::from_ymd_opt(2024, 4, d).expect("a day");
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
        let days = event(When::Days(day(29), day(30)));
        assert!(days.contains("DTSTART;VALUE=DATE:20240429\r\nDTEND;VALUE=DATE:20240501\r\n"), "{days}");
        assert!(days.contains("DTSTAMP:20240420T000000Z\r\n") && days.contains("STATUS:CANCELLED\r\n"), "{days}");
        let hours = event(When::Hours(day(24), time(8, 0), Some(time(11, 30))));
        assert!(hours.contains("DTSTART;TZID=Asia/Ho_Chi_Minh:20240424T080000\r\n"), "{hours}");
        assert!(hours.contains("DTEND;TZID=Asia/Ho_Chi_Minh:20240424T113000\r\n"), "{hours}");
        let open = event(When::Hours(day(24), time(8, 0), None));
        assert!(!open.contains("DTEND") && open.contains("SUMMARY:Đối thoại\\, cấp trường\r\n"), "{open}");
        assert!(open.split("\r\n").all(|line| !line.contains('\n')));
    }
}

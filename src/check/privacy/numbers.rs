//! Numbers that belong to one person: identity cards, telephones, student codes, accounts, insurance cards.
//!
//! A seen text goes in; runs of digits are read as people write them, with one space, dot, hyphen or bracket between two
//! of them, and each is told from money, dates, years, lists and decimals. The invariant: what is found has no digit
//! directly on either side.

use super::cues::{self, Cue};
use super::seen::Seen;
use crate::diagnostic::Code;
use std::ops::Range;

/// A number that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// P01, P02, P04 or P07.
    pub(super) code: Code,
    /// Where it stands in the seen text.
    pub(super) range: Range<usize>,
    /// Its digits; of a telephone with `0` for `+84`.
    pub(super) digits: String,
}

/// The fewest digits that any of them has.
const FEWEST: usize = 8;
/// The most that an account has.
const MOST: usize = 19;

/// Digits that stand together.
type Group = Range<usize>;

/// Every number of a person in the text.
pub(super) fn find(seen: &Seen<'_>) -> Vec<Number> {
    let text = &*seen.text;
    let mut found = Vec::new();
    if !has_digits(text.as_bytes(), FEWEST) {
        return found;
    }
    let mut at = 0;
    while let Some(run) = next_run(seen, at) {
        at = run.last().map_or(text.len(), |group| group.end);
        if run.iter().map(Range::len).sum::<usize>() >= FEWEST {
            in_run(seen, &run, &mut found);
        }
    }
    found
}

/// Whether at least `wanted` bytes are digits.
pub(super) fn has_digits(bytes: &[u8], wanted: usize) -> bool {
    // To the end, since a loop that may stop is not made in vectors.
    bytes.iter().filter(|b| b.is_ascii_digit()).count() >= wanted
}

/// The digits of a telephone as they are compared: `+84`, `0084` and `84` are `0`.
pub(super) fn national(digits: &str) -> String {
    let bare = digits.strip_prefix("00").filter(|rest| rest.starts_with("84")).unwrap_or(digits);
    match bare.strip_prefix("84") {
        Some(rest) if rest.len() >= 9 => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        _ => digits.to_owned(),
    }
}

/// The next groups of digits, from byte `from`, with no more between them than may stand in one number.
fn next_run(seen: &Seen<'_>, from: usize) -> Option<Vec<Group>> {
    let bytes = seen.text.as_bytes();
    let mut at = from + bytes[from..].iter().position(u8::is_ascii_digit)?;
    let mut groups = Vec::new();
    loop {
        let end = bytes[at..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| at + n);
        groups.push(at..end);
        let next = end + separator(&bytes[end..]);
        let apart = seen.breaks_at(end) || !bytes.get(next).is_some_and(u8::is_ascii_digit);
        if apart {
            return Some(groups);
        }
        at = next;
    }
}

/// How many bytes stand between two digits of one number: one space, dot, hyphen or bracket, a bracket also with a space.
pub(super) fn separator(bytes: &[u8]) -> usize {
    let space = |b: &u8| matches!(b, b' ' | b'\n');
    let bracket = |b: &u8| b"()[]{}".contains(b);
    match bytes {
        [a, b, c, ..] if space(a) && bracket(b) && bracket(c) => 3,
        [a, b, c, ..] if bracket(a) && space(b) && bracket(c) => 3,
        [a, b, ..] if (bracket(a) && (space(b) || bracket(b))) || (space(a) && bracket(b)) => 2,
        [a, ..] if space(a) || bracket(a) || matches!(a, b'.' | b'-') => 1,
        _ => 0,
    }
}

fn in_run(seen: &Seen<'_>, run: &[Group], found: &mut Vec<Number>) {
    let mut first = 0;
    'start: while first < run.len() {
        let mut digits = String::new();
        let mut ends = Vec::new();
        for (i, group) in run.iter().enumerate().skip(first) {
            digits.push_str(&seen.text[group.clone()]);
            if digits.len() > MOST {
                break;
            }
            if digits.len() >= FEWEST {
                ends.push((i, digits.len()));
            }
        }
        for &(last, length) in ends.iter().rev() {
            let groups = &run[first..=last];
            if let Some(number) = judge(seen, groups, &digits[..length]) {
                found.push(number);
                first = last + 1;
                continue 'start;
            }
        }
        first += 1;
    }
}

/// What the digits of `groups` are, if they are a person's.
fn judge(seen: &Seen<'_>, groups: &[Group], digits: &str) -> Option<Number> {
    let range = groups.first()?.start..groups.last()?.end;
    if is_inside_a_word(seen, &range) {
        return None;
    }
    let shape = Shape::of(seen, groups);
    if shape.money || shape.date || shape.list {
        return None;
    }
    let cue = cues::before(seen, range.start).or_else(|| cues::after(seen, range.end));
    let phone = telephone(digits, shape.plus, cue == Some(Cue::Phone), shape.thousands);
    let code = match cue {
        Some(Cue::Bank) if (8..=MOST).contains(&digits.len()) && !shape.thousands => Code::P07,
        Some(Cue::Insurance) if is_insurance(seen, range.start, digits) => Code::P07,
        Some(Cue::Student) if (8..=12).contains(&digits.len()) && !shape.thousands => Code::P04,
        Some(Cue::Identity) if matches!(digits.len(), 9 | 12) && !shape.thousands => Code::P01,
        Some(Cue::Neutral) => return None,
        _ if is_identity(digits) => Code::P01,
        _ if phone => Code::P02,
        _ => return None,
    };
    let digits = if code == Code::P02 { national(digits) } else { digits.to_owned() };
    Some(Number { code, range: with_opening(seen, range), digits })
}

/// Whether small letters stand directly on both sides, as in a digest or the code of an address.
fn is_inside_a_word(seen: &Seen<'_>, range: &Range<usize>) -> bool {
    let bytes = seen.text.as_bytes();
    let before = range.start.checked_sub(1).map(|i| bytes[i]);
    before.is_some_and(|b| b.is_ascii_alphabetic()) && bytes.get(range.end).is_some_and(u8::is_ascii_lowercase)
}

/// The same range with the plus or the bracket that opens the number.
fn with_opening(seen: &Seen<'_>, range: Range<usize>) -> Range<usize> {
    let inside = &seen.text[range.clone()];
    let mut start = range.start;
    start -= usize::from(seen.text[..start].ends_with('+'));
    let closes = inside.find(')').is_some_and(|close| inside.find('(').is_none_or(|open| close < open));
    start -= usize::from(closes && seen.text[..start].ends_with('('));
    start..range.end
}

/// What the way in which digits are grouped says.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can be said of the same digits")]
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// A currency follows.
    pub(super) money: bool,
    /// Thousands are marked by dots, as in 84.912.345.678.
    pub(super) thousands: bool,
    /// There is a date or an academic year in it.
    pub(super) date: bool,
    /// Numbers one after the other, or decimals.
    pub(super) list: bool,
    /// A plus stands before it.
    pub(super) plus: bool,
}

impl Shape {
    pub(super) fn of(seen: &Seen<'_>, groups: &[Group]) -> Self {
        let text = &*seen.text;
        let parts: Vec<&str> = groups.iter().map(|g| &text[g.clone()]).collect();
        let between: Vec<&str> = groups.windows(2).map(|w| &text[w[0].end..w[1].start]).collect();
        let (start, end) = (groups.first().map_or(0, |g| g.start), groups.last().map_or(0, |g| g.end));
        let thousands = parts.len() > 1
            && between.iter().all(|b| *b == ".")
            && (1..=3).contains(&parts[0].len())
            && !parts[0].starts_with('0')
            && parts[1..].iter().all(|p| p.len() == 3);
        let plus = text[..start].ends_with('+');
        Self {
            money: currency_follows(&text[end..]),
            thousands: thousands && !plus,
            date: has_date(&parts) || is_timestamp(&parts.concat()),
            list: is_list(&parts) || is_decimals(&parts, &between),
            plus,
        }
    }
}

fn currency_follows(after: &str) -> bool {
    const CURRENCIES: &[&str] =
        &["đồng", "đ", "vnđ", "vnd", "usd", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "dong", "won", "yên"];
    let word: String = after.trim_start_matches(' ').chars().take_while(|c| c.is_alphabetic()).collect();
    CURRENCIES.contains(&&*word.to_lowercase())
}

fn number(part: &str) -> u32 {
    part.parse().unwrap_or(u32::MAX)
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (1900..2100).contains(&number(part))
}

/// Whether a date or an academic year stands among the groups.
fn has_date(parts: &[&str]) -> bool {
    let day = |p: &str| p.len() <= 2 && (1..=31).contains(&number(p));
    let month = |p: &str| p.len() <= 2 && (1..=12).contains(&number(p));
    let date = |w: &[&str]| (day(w[0]) && month(w[1]) && is_year(w[2])) || (is_year(w[0]) && month(w[1]) && day(w[2]));
    let years = |w: &[&str]| is_year(w[0]) && is_year(w[1]) && number(w[1]) == number(w[0]) + 1;
    parts.windows(3).any(date) || parts.windows(2).any(years)
}

/// Whether the digits are a day and a time: `010320241530`, `202403181530`.
fn is_timestamp(digits: &str) -> bool {
    let at = |range: Range<usize>| digits.get(range).map_or(u32::MAX, number);
    let date = |day: u32, month: u32, year: u32| {
        (1..=31).contains(&day) && (1..=12).contains(&month) && (1980..2060).contains(&year)
    };
    let time = at(8..10) < 24 && at(10..12) < 60;
    digits.len() == 12 && time && (date(at(0..2), at(2..4), at(4..8)) || date(at(6..8), at(4..6), at(0..4)))
}

/// Whether the groups are numbers one after the other: `07 08 09 10 11`.
fn is_list(parts: &[&str]) -> bool {
    let next = |w: &[&str]| w[0].len() == w[1].len() && number(w[1]).checked_sub(1) == Some(number(w[0]));
    parts.len() > 2 && parts[0].len() > 1 && parts.windows(2).all(next)
}

/// Whether the groups are decimals one after the other: `0.9 0.8 0.7`.
fn is_decimals(parts: &[&str], between: &[&str]) -> bool {
    let turn = |(i, b): (usize, &&str)| if i % 2 == 0 { *b == "." } else { *b != "." };
    parts.len() > 3 && parts.iter().all(|p| p.len() <= 2) && between.iter().enumerate().all(turn)
}

/// Whether these are the digits of a citizen's number: province 001 to 096, sex and century, year of birth, six more.
pub(super) fn is_identity(digits: &str) -> bool {
    let province = digits.get(..3).map_or(0, number);
    digits.len() == 12 && (1..=96).contains(&province) && matches!(digits.as_bytes()[3], b'0'..=b'3')
}

/// Whether these are the digits of a telephone; `said` if the words before say so.
fn telephone(digits: &str, plus: bool, said: bool, thousands: bool) -> bool {
    let home = national(digits);
    if home != digits {
        return (is_mobile(&home) || is_landline(&home)) && (plus || said || !thousands);
    }
    if plus {
        return (9..=15).contains(&digits.len());
    }
    if is_mobile(digits) || is_landline(digits) {
        return true;
    }
    said && !thousands && digits.starts_with('0') && matches!(digits.len(), 9..=11) && !digits.starts_with("00")
}

/// 0 and a mobile prefix, ten digits.
pub(super) fn is_mobile(digits: &str) -> bool {
    let [b'0', a, b, ..] = digits.as_bytes() else { return false };
    let prefix = match a {
        b'3' => matches!(b, b'2'..=b'9'),
        b'5' => matches!(b, b'2' | b'5' | b'6' | b'8' | b'9'),
        b'7' => matches!(b, b'0' | b'6'..=b'9'),
        b'8' => matches!(b, b'1'..=b'9'),
        b'9' => true,
        _ => false,
    };
    prefix && digits.len() == 10
}

/// 02 and the code of a province, eleven digits.
pub(super) fn is_landline(digits: &str) -> bool {
    let area = digits.get(1..4).map_or(0, number);
    let known = matches!(area / 10, 24 | 28)
        || matches!(area, 203..=216 | 218..=222 | 225..=229 | 232..=239 | 251 | 252 | 254..=263 | 269..=277)
        || matches!(area, 290..=294 | 296 | 297 | 299);
    digits.starts_with('0') && digits.len() == 11 && known
}

/// Ten digits, or two letters and thirteen.
fn is_insurance(seen: &Seen<'_>, start: usize, digits: &str) -> bool {
    let before = seen.text[..start].trim_end_matches([' ', '-']).as_bytes();
    let letters = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    digits.len() == 10 || (digits.len() == 13 && letters == 2)
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;

//! Broken lines: those of a TOML text that keep its other lines from being read.
//!
//! A text that has errors goes in; the same text with its broken lines blanked comes out, with what is wrong with each.
//! Every byte that is left stands where it stood, so places hold; the invariant: a line that is blanked was reported. What
//! is wrong within one line and does not reach beyond it is left to the parser.

use std::ops::Range;
use toml::de::DeTable;

/// A broken line, or several that belong together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Where it is wrong.
    pub(super) place: Range<usize>,
    /// What the parser says, or would say, how it begins.
    pub(super) said: &'static str,
    /// What is blanked.
    blank: Range<usize>,
}

/// A key without `=` and a value.
pub(super) const NO_VALUE: &str = "key with no value";
/// A key of letters that keys do not have.
const NO_KEY: &str = "invalid unquoted key";
/// A list that nothing closes.
const OPEN_LIST: &str = "unclosed array";
/// A header that nothing closes.
const OPEN_HEADER: &str = "unclosed table";

/// `text` with its broken lines blanked, and these; `None` when no line keeps others from being read.
pub(super) fn without(text: &str) -> Option<(String, Vec<Broken>)> {
    let mut broken = open(text);
    let mut left = text.to_owned();
    for found in &broken {
        blank(&mut left, &found.blank);
    }
    // The parser gives up at a key without a value; each round takes one such line away.
    while let Some(found) = no_value(&left) {
        blank(&mut left, &found.blank);
        broken.push(found);
    }
    (!broken.is_empty()).then_some((left, broken))
}

/// The line of `text` that byte `at` stands in, without its end and without spaces round it.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = &text[start..end];
    let first = start + line.len() - line.trim_start().len();
    first..(start + line.trim_end().len()).max(first)
}

/// A line without `=` as it was probably meant: `title "Học phí"`, `kind: question` and the like.
pub(super) fn mended(line: &str) -> Option<String> {
    let (key, rest) = line.split_at(line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?);
    let value = rest.trim_start().trim_start_matches([':', '-', '–', '→']).trim();
    if !is_name(key) || value.is_empty() || value.contains('=') || !rest.starts_with([' ', '\t', ':', '"', '[']) {
        return None;
    }
    // Words that are no value of ours are prose more likely, that the closing line of the front matter was to precede.
    let said = rest.trim_start().starts_with(':') || value.starts_with(['"', '“', '\'']) || !value.contains(' ');
    if !(said || value.starts_with(['[', '{'])) || key.bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let bare = value.trim_matches(|c| matches!(c, '"' | '“' | '”' | '\''));
    let typed = bare == value
        && (matches!(value, "true" | "false")
            || value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
                && value.starts_with(|c: char| c.is_ascii_digit())
            || value.starts_with(['[', '{']) && depth(value) == 0);
    let whole = value.len() > 1 && value.starts_with('"') && value.ends_with('"') && !bare.contains('"');
    match (typed || whole, bare.contains(['"', '\\'])) {
        (true, _) => Some(format!("{key} = {value}")),
        (false, true) => None,
        (false, false) => Some(format!("{key} = \"{bare}\"")),
    }
}

/// Puts spaces in place of all but the ends of lines.
fn blank(text: &mut String, range: &Range<usize>) {
    let spaces: String = text[range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range.clone(), &spaces);
}

/// The first line with a key and no value.
fn no_value(text: &str) -> Option<Broken> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let error = errors.iter().find(|error| error.message().starts_with(NO_VALUE))?;
    let place = error.span()?;
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[place.start..].find('\n').map_or(text.len(), |at| place.start + at);
    if text[start..end].trim().is_empty() {
        return None;
    }
    let line = start..end;
    let of_line = |error: &&toml::de::Error| error.span().is_some_and(|span| line.contains(&span.start));
    let letters = errors.iter().filter(of_line).find(|error| error.message().starts_with(NO_KEY));
    let letters = letters.filter(|_| text[line.clone()].contains('=')).and_then(toml::de::Error::span);
    let (place, said) = letters.map_or((place, NO_VALUE), |place| (place, NO_KEY));
    Some(Broken { place, said, blank: line })
}

/// Lists and headers that nothing closes before the next key or header.
fn open(text: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    if text.contains("\"\"\"") || text.contains("'''") {
        return found;
    }
    let lines: Vec<Range<usize>> = lines(text);
    let mut at = 0;
    while at < lines.len() {
        let line = &text[lines[at].clone()];
        if is_header_start(line) {
            let end = (at + 1..lines.len()).find(|&i| is_header_start(&text[lines[i].clone()])).unwrap_or(lines.len());
            if !is_header(line) {
                let place = lines[at].start..lines[at].start + line.trim_end().len();
                found.push(Broken { place, said: OPEN_HEADER, blank: lines[at].start..lines[end - 1].end });
                at = end;
                continue;
            }
        } else if is_key(line) && depth(line) > 0 {
            let mut open = depth(line);
            let mut next = at + 1;
            while open > 0 && next < lines.len() {
                let line = &text[lines[next].clone()];
                if is_key(line) || is_header(line) {
                    break;
                }
                open += depth(line);
                next += 1;
            }
            if open > 0 {
                let whole = lines[at].start..lines[next - 1].end;
                let end = whole.start + text[whole.clone()].trim_end().len();
                found.push(Broken { place: end..end, said: OPEN_LIST, blank: whole });
            }
            at = next;
            continue;
        }
        at += 1;
    }
    found
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        start..at
    });
    ranges.collect()
}

/// Whether a line begins with a key and `=`.
fn is_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
}

/// Whether it could be the name of a key of ours; a number in brackets is an entry of a list.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

/// Whether a line begins as a header does: a bracket, then a name and no comma. An entry of a list has quotes.
fn is_header_start(line: &str) -> bool {
    let bare = bare(line);
    bare.starts_with('[') && is_name(bare.trim_matches(|c| matches!(c, '[' | ']' | ' ')))
}

fn is_header(line: &str) -> bool {
    let bare = bare(line);
    let inner =
        |open: &str, close: &str| bare.strip_prefix(open)?.strip_suffix(close).map(str::trim).filter(|n| is_name(n));
    inner("[[", "]]").or_else(|| inner("[", "]")).is_some()
}

/// A line without its comment and the spaces round it.
fn bare(line: &str) -> &str {
    line.split('#').next().unwrap_or("").trim()
}

/// How many brackets a line opens more than it closes, outside of texts and comments.
fn depth(line: &str) -> i32 {
    let (mut depth, mut quote, mut escaped) = (0, None, false);
    for c in line.chars() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(open), c) => quote = Some(open).filter(|open| *open != c),
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let (left, _) = without(text).expect("something is broken");
        assert_eq!(left.len(), text.len());
        left.split('\n').map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn one_broken_line_leaves_the_others() {
        for (text, rest) in [
            ("title \"a\"\nkind = 1\n", "kind = 1"),
            ("a = 1\nkind\nb : 2\nc = 3\n", "a = 1|c = 3"),
            ("a = [\"x\"\nb = 2\n", "b = 2"),
            ("a = [\n  \"x\",\n  [1]\nb = 2\n", "b = 2"),
            ("a = 1\n[[t]\nb = 2\n[[u]]\nc = 3\n", "a = 1|[[u]]|c = 3"),
            ("tiêu đề = 1\nb = 2\n", "b = 2"),
        ] {
            assert_eq!(left(text), rest, "{text}");
        }
    }

    #[test]
    fn lines_without_their_sign_are_mended() {
        for (line, meant) in [
            ("title \"Học phí\"", Some("title = \"Học phí\"")),
            ("kind: question", Some("kind = \"question\"")),
            ("kind : \"question\"", Some("kind = \"question\"")),
            ("on 2024-03-05", Some("on = 2024-03-05")),
            ("topics [\"a\", \"b\"]", Some("topics = [\"a\", \"b\"]")),
            ("title “Học phí”", Some("title = \"Học phí\"")),
            ("title \"Học phí", Some("title = \"Học phí\"")),
            ("signed true", Some("signed = true")),
            ("title Nhà \"B\" ở đâu", None),
            ("title", None),
            ("kind:", None),
            ("Em hỏi lịch thi", None),
            ("em hỏi lịch thi", None),
            ("kind question", Some("kind = \"question\"")),
            ("tiêu đề \"a\"", None),
        ] {
            assert_eq!(mended(line).as_deref(), meant, "{line}");
        }
        assert_eq!(line_at("a = 1\n  b 2 \nc", 9), 8..11);
    }

    #[test]
    fn what_reaches_no_further_than_its_line_is_the_parsers() {
        for text in
            ["a = b c\n", "a = \"x\n", "a = [\n  \"[\",\n  [\"b\"], # [\n]\nb = 1\n", "[t]\na = 1\n[[u]] # [x\n", ""]
        {
            assert_eq!(without(text), None, "{text}");
        }
    }
}

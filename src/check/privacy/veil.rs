//! The veil: what is told to editors without the numbers and addresses of persons in it.
//!
//! A text in, the same text out with every such datum in the form that messages show. The invariant: nothing that
//! [`super::look`] finds by itself is left whole.

use super::look::Gate;
use super::numbers;
use super::seen::Seen;
use super::spoilt;
use crate::diagnostic::{Code, Severity};
use crate::register::Register;

/// Hides what is personal, as the register sees it.
pub struct Veil<'r, 's>(Gate<'r, 's>);

impl<'r, 's> Veil<'r, 's> {
    /// With the contacts and the patterns of student codes that the project names.
    pub fn new(register: &'r Register<'s>) -> Self {
        // What is wrong with a pattern is told by the check.
        Self(Gate::new(register, super::student_codes(register, &mut Vec::new())))
    }

    /// The text with every number and address of a person masked.
    pub fn hide(&self, text: &str) -> String {
        let seen = Seen::plain(text);
        let mut found = self.0.look(&seen, None);
        found.retain(|finding| finding.severity == Severity::Error && !matches!(finding.code, Code::P08 | Code::P09));
        found.sort_by_key(|finding| finding.range.start);
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for finding in found {
            let source = seen.source(&finding.range);
            if source.start >= at {
                out.push_str(&text[at..source.start]);
                out.push_str(&finding.masked);
                at = source.end;
            }
        }
        out + &text[at..]
    }
}

/// What a text is that is nothing but a person's telephone, e-mail or identity number, as cells of a column are.
pub fn datum(text: &str) -> Option<Code> {
    let text = text.trim();
    if text.contains('@') {
        let mail =
            !text.contains(char::is_whitespace) && text.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        return mail.then_some(Code::P03);
    }
    if text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let digits: Option<String> =
        text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')' | '+' | '\'')).map(digit).collect();
    let digits = digits?;
    let home = numbers::national(&digits);
    if numbers::is_mobile(&home) || numbers::is_landline(&home) || numbers::is_mobile(&format!("0{home}")) {
        return Some(Code::P02);
    }
    numbers::is_identity(&digits).then_some(Code::P01)
}

/// A digit, or the letter that is taken for one.
fn digit(c: char) -> Option<char> {
    u8::try_from(c).ok().and_then(|byte| if byte.is_ascii_digit() { Some(c) } else { spoilt::letter(byte) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_are_nothing_but_a_datum() {
        for text in [
            "0912345678",
            "912345678",
            "912 345 678",
            "+84 912 345 678",
            "O9l2345678",
            "'0912.345.678",
            "024 3868 2321",
        ] {
            assert_eq!(datum(text), Some(Code::P02), "{text}");
        }
        assert_eq!(datum("a.b@gmail.com"), Some(Code::P03));
        assert_eq!(datum("001203012345"), Some(Code::P01));
        for text in
            ["", "12", "K65", "0912345678 (Lan)", "12.000.000", "2024-03-05", "Lan", "a@b", "45275", "100.000.000"]
        {
            assert_eq!(datum(text), None, "{text}");
        }
    }
}

//! JSON as it is written into pages: a tree of texts, numbers, lists and objects whose keys are known to the program.
//!
//! A tree goes in, its text comes out, with `<` written `\\u003c` so that no text can end the script that holds it. A
//! general JSON value hashes and copies every key; here a page's structured data costs what writing it costs.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A value.
#[derive(Debug, Clone)]
pub(in crate::page) enum Value<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// A whole number.
    Number(u64),
    /// Values in order.
    List(Vec<Value<'t>>),
    /// Keys and values in order.
    Object(Vec<(&'static str, Value<'t>)>),
}

impl<'t> From<&'t str> for Value<'t> {
    fn from(text: &'t str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'t> From<Cow<'t, str>> for Value<'t> {
    fn from(text: Cow<'t, str>) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl<'t> From<Vec<Value<'t>>> for Value<'t> {
    fn from(list: Vec<Value<'t>>) -> Self {
        Self::List(list)
    }
}

/// The document of a page: its things, as schema.org knows them.
pub(super) fn document(graph: &[Value<'_>]) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str("{\"@context\":\"https://schema.org\",\"@graph\":");
    list(&mut out, graph);
    out.push('}');
    out
}

fn write(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(words) => text(out, words),
        Value::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Value::List(values) => list(out, values),
        Value::Object(pairs) => {
            out.push('{');
            for (i, (key, value)) in pairs.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                text(out, key);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
    }
}

fn list(out: &mut String, values: &[Value<'_>]) {
    out.push('[');
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write(out, value);
    }
    out.push(']');
}

fn text(out: &mut String, words: &str) {
    let is_marked = |b: u8| (b < b' ') | (b == b'"') | (b == b'\\') | (b == b'<');
    out.push('"');
    let mut rest = words;
    // Nearly no text has any of them, which a loop without an early end tells in vectors.
    if !rest.bytes().fold(false, |marked, b| marked | is_marked(b)) {
        out.push_str(rest);
        rest = "";
    }
    while let Some(at) = rest.bytes().position(is_marked) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            byte => {
                let _ = write!(out, "\\u{byte:04x}");
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let words = "a \"b\" \\ c\nd\u{1} </script> ế";
        let written = document(&[Value::Object(vec![("name", words.into()), ("n", 3usize.into())])]);
        assert!(!written.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
        assert_eq!(read["@graph"][0]["name"], words);
        assert_eq!(read["@graph"][0]["n"], 3);
    }
}

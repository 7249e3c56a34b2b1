//! A record's file while it is changed: only the bytes of what changes are new.
//!
//! The text of a file goes in and comes out; between, keys of its TOML are set and texts of its body replaced. Comments,
//! the order of keys, line ends and the mark at its beginning stay as they were.

use crate::record::front_matter;
use crate::text::source::SourceFile;
use crate::text::vietnamese::nfc;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write as _;
use std::ops::Range;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item as Node, Table, TableLike, Value};

/// A file that is being changed.
pub(crate) struct Edited {
    /// What stands before the TOML, and after it.
    before: String,
    after: String,
    /// The TOML.
    pub(crate) document: DocumentMut,
    toml: String,
    crlf: bool,
    /// Pieces of `after` and what they become, in order.
    replaced: Vec<(Range<usize>, String)>,
    /// Whether the TOML was changed.
    touched: bool,
}

impl Edited {
    /// Begins to change a file; `None` when its TOML cannot be read.
    pub(crate) fn new(path: &str, text: &str) -> Option<Self> {
        let crlf = text.contains("\r\n");
        let text = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        let file = SourceFile::new(path, text.as_str());
        let front =
            if is_markdown(path) { front_matter::split(&file).ok()?.front.range() } else { file.bom()..text.len() };
        let toml = text[front.clone()].to_owned();
        let document = toml.parse().ok()?;
        let (before, after) = (text[..front.start].to_owned(), text[front.end..].to_owned());
        Some(Self { before, after, document, toml, crlf, replaced: Vec::new(), touched: false })
    }

    /// The text after all changes.
    pub(crate) fn finish(mut self) -> String {
        self.replaced.sort_by_key(|(range, _)| range.start);
        let (mut after, mut at) = (String::with_capacity(self.after.len()), 0);
        for (range, new) in &self.replaced {
            after.push_str(&self.after[at..range.start]);
            after.push_str(new);
            at = range.end;
        }
        after.push_str(&self.after[at..]);
        let toml = if self.touched { self.document.to_string() } else { self.toml };
        let text = format!("{}{toml}{after}", self.before);
        if self.crlf { text.replace('\n', "\r\n") } else { text }
    }

    /// Where the answer heading ends that the closing line of the TOML belongs to: the body of the file.
    fn body(&self) -> usize {
        self.after.find('\n').map_or(self.after.len(), |at| at + 1)
    }

    /// The texts of the body: the question's, then one for each answer, as ranges of `after` without white space.
    fn texts(&self) -> Vec<Range<usize>> {
        let file = SourceFile::new("body.md", self.after.as_str());
        let span = crate::text::span::Span::new(self.body(), self.after.len());
        let cut = crate::record::body::sections(&file, span);
        let lead = trimmed(&self.after, cut.lead.range());
        let answers = cut.sections.iter().filter(|s| s.is_answer).map(|s| trimmed(&self.after, s.text.range()));
        std::iter::once(lead).chain(answers).collect()
    }

    /// Replaces the text at a position; a further one is added under a heading of its own.
    pub(crate) fn set_text(&mut self, position: usize, new: &str) {
        match self.texts().into_iter().nth(position) {
            Some(range) if nfc(&self.after[range.clone()]) == new => {}
            Some(range) if range.is_empty() => {
                let end = self.after[range.start..].find('\n').map_or(self.after.len(), |at| range.start + at);
                let gap = if self.after[..end].ends_with('\n') { "" } else { "\n" };
                self.replaced.push((end..end, format!("{gap}\n{new}\n")));
            }
            Some(range) => self.replaced.push((range, new.to_owned())),
            None => {
                let end = self.after.trim_end().len();
                let tail =
                    self.replaced.iter().position(|(range, _)| range.start == end && range.end == self.after.len());
                let text = format!("\n\n# Trả lời\n\n{new}\n");
                match tail {
                    Some(at) => {
                        let kept = self.replaced[at].1.trim_end().to_owned();
                        self.replaced[at].1 = kept + &text;
                    }
                    None => self.replaced.push((end..self.after.len(), text)),
                }
            }
        }
    }

    /// Marks the TOML as changed where `changed`.
    pub(crate) fn touch(&mut self, changed: bool) {
        self.touched |= changed;
    }

    /// Sets a key of the record's own table.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        let changed = set(self.document.as_table_mut(), key, value);
        self.touched |= changed;
    }

    /// Adds an entry to `[[key]]`.
    pub(crate) fn push(&mut self, key: &str, pairs: &[(&str, Value)]) {
        push(self.document.as_table_mut(), key, pairs);
        self.touched = true;
    }
}

/// The entry of a list of tables at a position, whichever way it is written.
pub(crate) fn entries<'t>(table: &'t mut dyn TableLike, key: &str, position: usize) -> Option<&'t mut dyn TableLike> {
    match table.get_mut(key)? {
        Node::ArrayOfTables(all) => all.get_mut(position).map(|t| t as &mut dyn TableLike),
        Node::Value(Value::Array(all)) => match all.get_mut(position)? {
            Value::InlineTable(entry) => Some(entry as &mut dyn TableLike),
            _ => None,
        },
        _ => None,
    }
}

/// Adds an entry to a list of tables.
pub(crate) fn push(table: &mut dyn TableLike, key: &str, pairs: &[(&str, Value)]) {
    if let Some(Node::Value(Value::Array(all))) = table.get_mut(key) {
        let mut entry = InlineTable::new();
        for (key, value) in pairs {
            entry.insert(*key, value.clone());
        }
        all.push(entry);
        return;
    }
    let mut entry = Table::new();
    for (key, value) in pairs {
        entry.insert(key, Node::Value(value.clone()));
    }
    entry.decor_mut().set_prefix("\n");
    if let Some(Node::ArrayOfTables(all)) = table.get_mut(key) {
        all.push(entry);
    } else {
        let mut all = ArrayOfTables::new();
        all.push(entry);
        table.insert(key, Node::ArrayOfTables(all));
    }
}

/// Sets a key of a table, keeping what stands around its value; whether anything changed.
pub(crate) fn set(table: &mut dyn TableLike, key: &str, value: Value) -> bool {
    match table.get_mut(key).and_then(Node::as_value_mut) {
        Some(old) if same(old, &value) => false,
        Some(old) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
            true
        }
        None => {
            table.insert(key, Node::Value(value));
            true
        }
    }
}

/// Whether two values say the same, however they are written.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(a), Value::String(b)) => nfc(a.value()) == nfc(b.value()),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::InlineTable(a), Value::InlineTable(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Datetime(a), Value::Datetime(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        _ => false,
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    if piece.trim().is_empty() { range.start..range.start } else { start..start + piece.trim().len() }
}

/// Whether a record is Markdown and not TOML; names of records end in lower case.
pub(super) fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "md")
}

/// A text as a basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text as a value.
pub(crate) fn text(text: &str) -> Value {
    quoted(text).parse().unwrap_or_else(|_| Value::from(text))
}

/// A day as a value.
pub(crate) fn day(day: NaiveDate) -> Value {
    let year = u16::try_from(day.year()).unwrap_or(0);
    let (month, day) = (day.month() as u8, day.day() as u8);
    let date = toml_edit::Date { year, month, day };
    Value::from(toml_edit::Datetime { date: Some(date), time: None, offset: None })
}

/// A list of texts as a value.
pub(crate) fn list(values: &[String]) -> Value {
    let mut array = Array::new();
    for value in values {
        array.push(text(value));
    }
    Value::Array(array)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "+++\n# Chú thích.\ntitle = \"a\"   # của tôi\nkind=\"question\"\n\n[[answers]]\nunit = \"x\" # ai\n+++\n\nHỏi gì?\n\n# Trả lời\n\nMột.\n";

    #[test]
    fn nothing_changed_is_nothing_changed() {
        let mut edited = Edited::new("a.md", FILE).expect("it can be read");
        edited.set("title", text("a"));
        edited.set_text(0, "Hỏi gì?");
        assert_eq!(edited.finish(), FILE);
    }

    #[test]
    fn only_what_changes_is_new() {
        for file in [FILE.to_owned(), FILE.replace('\n', "\r\n"), format!("\u{feff}{FILE}")] {
            let mut edited = Edited::new("a.md", &file).expect("it can be read");
            edited.set("title", text("b \"c\""));
            let entry = entries(edited.document.as_table_mut(), "answers", 0).expect("there is one");
            let changed = set(entry, "unit", text("y"));
            edited.touch(changed);
            edited.set_text(1, "Hai.");
            edited.set_text(2, "Ba.");
            let end = if file.contains('\r') { "\r\n" } else { "\n" };
            let expected = file
                .replace("\"a\"", "\"b \\\"c\\\"\"")
                .replace("\"x\"", "\"y\"")
                .replace(&format!("Một.{end}"), &"Hai.\n\n# Trả lời\n\nBa.\n".replace('\n', end));
            assert_eq!(edited.finish(), expected);
        }
    }

    #[test]
    fn entries_are_added() {
        let mut edited = Edited::new("a.md", FILE).expect("it can be read");
        edited.push("answers", &[("unit", text("z")), ("on", day(NaiveDate::MIN))]);
        edited.push("assigned", &[("unit", text("z"))]);
        let written = edited.finish();
        assert!(
            written.contains(
                "unit = \"x\" # ai\n\n[[answers]]\nunit = \"z\"\non = 0000-01-01\n\n[[assigned]]\nunit = \"z\"\n+++"
            ),
            "{written}"
        );
    }
}

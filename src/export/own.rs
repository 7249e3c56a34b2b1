//! The register's own tables: every record with every key that was written, for `export` and for reading back.
//!
//! A register in, rows out; CSV and JSON of them. Nothing is derived and nothing is left out: a cell is what stands in the
//! record's file, and lists of tables (answers, assignments, updates) are tables of their own. The keys come from the
//! declarations of the records, so a new field is a new column. The invariant: two registers with the same rows say the
//! same; `import` reads a row back and finds nothing to change.

use crate::record::field::Shape;
use crate::record::{commitment, dialogue, document, front_matter, page, question, round, survey, unit};
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::text::source::SourceFile;
use crate::text::span::Span;
use csv::{Terminator, WriterBuilder};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The keys of a table and their shapes.
type Shapes = &'static [(&'static str, Shape)];

/// A kind of record.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The name of its table.
    pub name: &'static str,
    shapes: Shapes,
}

/// Every kind, in the order in which they are written.
pub const KINDS: [Kind; 10] = [
    Kind { name: "questions", shapes: question::Question::SHAPES },
    Kind { name: "commitments", shapes: commitment::Commitment::SHAPES },
    Kind { name: "dialogues", shapes: dialogue::Dialogue::SHAPES },
    Kind { name: "rounds", shapes: round::Round::SHAPES },
    Kind { name: "documents", shapes: document::Document::SHAPES },
    Kind { name: "surveys", shapes: survey::Survey::SHAPES },
    Kind { name: "units", shapes: unit::Unit::SHAPES },
    Kind { name: "topics", shapes: unit::Topic::SHAPES },
    Kind { name: "procedures", shapes: round::Procedure::SHAPES },
    Kind { name: "pages", shapes: page::Page::SHAPES },
];

/// A list of tables within a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its key.
    pub key: &'static str,
    shapes: Shapes,
}

impl Kind {
    /// The kind whose table is called `name`.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name == name)
    }

    /// The columns of its table: id and file, every key, the text.
    pub fn columns(self) -> Vec<&'static str> {
        let keys =
            self.shapes.iter().filter(|(key, shape)| list_of(*shape).is_none() && !matches!(*key, "id" | "text"));
        ["id", "path"].into_iter().chain(keys.map(|(key, _)| *key)).chain(["text"]).collect()
    }

    /// Its lists of tables.
    pub fn lists(self) -> Vec<List> {
        let list = |(key, shape): &(&'static str, Shape)| Some(List { key, shapes: list_of(*shape)? });
        self.shapes.iter().filter_map(list).collect()
    }
}

impl List {
    /// The name of its table.
    pub fn table(self, kind: Kind) -> String {
        format!("{}_{}", kind.name, self.key)
    }

    /// The columns of its table: whose entry and which, every key; an answer has its text besides.
    pub fn columns(self) -> Vec<&'static str> {
        let keys = self.shapes.iter().map(|(key, _)| *key).filter(|key| *key != "text");
        let text = (self.key == "answers").then_some("text");
        ["of", "position"].into_iter().chain(keys).chain(text).collect()
    }
}

fn list_of(shape: Shape) -> Option<Shapes> {
    match shape {
        Shape::List(Shape::Table(shapes)) => Some(shapes),
        _ => None,
    }
}

/// A record as it was written.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The path of its file.
    pub path: String,
    /// Its keys.
    values: Map<String, Value>,
    /// Its text, then those of its answers.
    texts: Vec<String>,
}

impl Row {
    /// What stands in a column.
    pub fn cell(&self, column: &str) -> String {
        match column {
            "id" => self.id.clone(),
            "path" => self.path.clone(),
            "text" => self.texts.first().cloned().unwrap_or_default(),
            key => self.values.get(key).map(cell_of).unwrap_or_default(),
        }
    }

    /// How many entries a list has.
    pub fn count(&self, list: List) -> usize {
        self.values.get(list.key).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// What stands in a column of a list's entry, by its position from 0.
    pub fn entry(&self, list: List, position: usize, column: &str) -> String {
        match column {
            "of" => self.id.clone(),
            "position" => (position + 1).to_string(),
            "text" if list.key == "answers" => self.texts.get(position + 1).cloned().unwrap_or_default(),
            key => {
                let entry = self.values.get(list.key).and_then(|all| all.get(position));
                entry.and_then(|entry| entry.get(key)).map(cell_of).unwrap_or_default()
            }
        }
    }

    /// The whole record as an object.
    fn object(&self) -> Value {
        let mut object = Map::new();
        object.insert("id".into(), self.id.as_str().into());
        object.insert("path".into(), self.path.as_str().into());
        for (key, value) in self.values.iter().filter(|(key, _)| *key != "id" && *key != "text") {
            let mut value = value.clone();
            if key == "answers"
                && let Some(answers) = value.as_array_mut()
            {
                for (answer, text) in answers.iter_mut().zip(self.texts.iter().skip(1)) {
                    answer["text"] = text.as_str().into();
                }
            }
            object.insert(key.clone(), value);
        }
        object.insert("text".into(), self.texts.first().cloned().unwrap_or_default().into());
        object.into()
    }
}

/// A value as a cell: texts as they are, lists of words with semicolons between, anything else as JSON.
fn cell_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all)
            if all
                .iter()
                .all(|v| v.as_str().is_some_and(|s| !s.contains(';') && !s.trim().is_empty() && s.trim() == s)) =>
        {
            all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The rows of a kind, by id; topics in their own order.
pub fn rows(register: &Register<'_>, kind: Kind) -> Vec<Row> {
    let mut parsed: BTreeMap<Box<str>, Option<toml::Table>> = BTreeMap::new();
    let mut rows = Vec::new();
    for record in register.records() {
        let Some(ix) = record.ix.filter(|ix| table_of(*ix) == kind.name) else { continue };
        let file = register.file(record.path);
        let table = parsed.entry(record.path.into()).or_insert_with(|| toml_of(file));
        let Some(table) = table.as_ref() else { continue };
        let slug = record.id.rsplit('/').next().unwrap_or(record.id);
        let entry = match ix {
            RecordIx::Topic(_) => entry(table, "topic", slug),
            RecordIx::Question(_) if !is_markdown(record.path) => entry(table, "question", slug),
            _ => Some(table),
        };
        let Some(entry) = entry else { continue };
        let texts = match ix {
            RecordIx::Question(_) if !is_markdown(record.path) => toml_texts(entry),
            RecordIx::Question(_) => {
                let answers = record.sections.sections.iter().filter(|s| s.is_answer).map(|s| s.text);
                std::iter::once(record.sections.lead)
                    .chain(answers)
                    .map(|span| text(register, record.path, span))
                    .collect()
            }
            _ => vec![text(register, record.path, record.body)],
        };
        let values = entry.iter().map(|(key, value)| (key.clone(), json(value))).collect();
        rows.push(Row { id: record.id.to_owned(), path: record.path.to_owned(), values, texts });
    }
    rows
}

fn table_of(ix: RecordIx) -> &'static str {
    match ix {
        RecordIx::Unit(_) => "units",
        RecordIx::Topic(_) => "topics",
        RecordIx::Procedure(_) => "procedures",
        RecordIx::Document(_) => "documents",
        RecordIx::Page(_) => "pages",
        RecordIx::Round(_) => "rounds",
        RecordIx::Dialogue(_) => "dialogues",
        RecordIx::Question(_) => "questions",
        RecordIx::Commitment(_) => "commitments",
        RecordIx::Survey(_) => "surveys",
    }
}

fn text(register: &Register<'_>, path: &str, span: Span) -> String {
    if is_markdown(path) { register.markdown(path, span).trim().to_owned() } else { String::new() }
}

/// Whether a record is Markdown and not TOML; names of records end in lower case.
fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "md")
}

fn toml_of(file: &SourceFile) -> Option<toml::Table> {
    let front = if is_markdown(&file.path) {
        front_matter::split(file).ok()?.front.range()
    } else {
        file.bom()..file.text.len()
    };
    toml::from_str(&file.clean(Span::new(front.start, front.end))).ok()
}

/// The entry of a list of tables with an id.
fn entry<'t>(table: &'t toml::Table, list: &str, id: &str) -> Option<&'t toml::Table> {
    let all = table.get(list)?.as_array()?.iter().filter_map(toml::Value::as_table);
    all.into_iter().find(|entry| entry.get("id").and_then(toml::Value::as_str) == Some(id))
}

/// The texts of an entry of `questions.toml`.
fn toml_texts(entry: &toml::Table) -> Vec<String> {
    let text =
        |table: &toml::Table| table.get("text").and_then(toml::Value::as_str).unwrap_or_default().trim().to_owned();
    let answers = entry.get("answers").and_then(toml::Value::as_array);
    let answers = answers.into_iter().flatten().filter_map(toml::Value::as_table).map(text);
    std::iter::once(text(entry)).chain(answers).collect()
}

fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(all) => all.iter().map(json).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json(value))).collect::<Map<_, _>>().into()
        }
    }
}

/// Every file of an export: name and bytes.
pub fn files(register: &Register<'_>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for kind in KINDS {
        let rows = rows(register, kind);
        let columns = kind.columns();
        let cells = rows.iter().map(|row| columns.iter().map(|column| row.cell(column)).collect());
        files.insert(format!("{}.csv", kind.name), table(&columns, cells));
        for list in kind.lists() {
            let columns = list.columns();
            let entry = |row, at| columns.iter().map(|column| Row::entry(row, list, at, column)).collect();
            let cells = rows.iter().flat_map(|row| (0..row.count(list)).map(move |at| (row, at)));
            files.insert(format!("{}.csv", list.table(kind)), table(&columns, cells.map(|(row, at)| entry(row, at))));
        }
        let mut lines: Vec<String> = rows.iter().map(|row| row.object().to_string()).collect();
        let last = lines.len().saturating_sub(1);
        lines.iter_mut().take(last).for_each(|line| line.push(','));
        let lines = if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join("\n")) };
        files.insert(format!("{}.json", kind.name), lines.into_bytes());
    }
    files
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns).expect("memory takes every byte");
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).expect("all rows have their columns");
    }
    writer.into_inner().expect("memory takes every byte")
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes in front, and in front of one that is there.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell that was guarded.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_come_off_again() {
        for cell in ["=1+1", "- a", "'quoted'", "''", "a", "", "@x", "'=1"] {
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
    }

    #[test]
    fn lists_are_tables_of_their_own() {
        let questions = Kind::named("questions").expect("it is a kind");
        assert!(questions.columns().contains(&"source") && !questions.columns().contains(&"answers"));
        let tables: Vec<String> = questions.lists().into_iter().map(|list| list.table(questions)).collect();
        assert!(tables.contains(&"questions_answers".to_owned()), "{tables:?}");
        assert_eq!(questions.columns().last(), Some(&"text"));
    }
}

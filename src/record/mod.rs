//! Records: what editors write, file by file, typed and with places.
//!
//! A [`SourceFile`] goes in, its [`Record`]s and the diagnostics of its form come out ([`parse`]). Each file is read on
//! its own, so files are read in parallel; nothing here knows whether a reference leads anywhere. The invariant: every
//! value of a record was written in its file or is absent, and every absence of a required value was reported.
//!
//! [`place`] tells what a path means, [`front_matter`] and [`body`] take a file apart, `headings` holds answers against their
//! entries, [`field`] reads tables, [`value`] the values in them; then one module a kind.

pub mod body;
mod broken;
pub mod commitment;
pub mod dialogue;
pub mod document;
pub mod field;
pub mod front_matter;
mod headings;
pub mod page;
pub mod place;
pub mod question;
pub mod round;
pub mod site;
pub mod stub;
pub mod survey;
pub mod translation;
pub mod unit;
pub mod value;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::say;
use crate::text::source::SourceFile;
use crate::text::span::{At, Span};
use crate::text::vietnamese;
use field::{Node, Reading, TableReader, Visit};
use place::{FileKind, FilePlace};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};
use translation::Translation;

/// The facts of a record, by kind; shared, so that a preview keeps those of files that did not change.
#[derive(Debug, Clone)]
pub enum Facts {
    /// `site.toml`.
    Site(Arc<site::Site>),
    /// A topic.
    Topic(Arc<unit::Topic>),
    /// A table of days.
    Calendar(Arc<page::CalendarTable>),
    /// A unit.
    Unit(Arc<unit::Unit>),
    /// A procedure.
    Procedure(Arc<round::Procedure>),
    /// A document.
    Document(Arc<document::Document>),
    /// A free page.
    Page(Arc<page::Page>),
    /// A round.
    Round(Arc<round::Round>),
    /// A dialogue.
    Dialogue(Arc<dialogue::Dialogue>),
    /// A question.
    Question(Arc<question::Question>),
    /// A commitment.
    Commitment(Arc<commitment::Commitment>),
    /// A survey.
    Survey(Arc<survey::Survey>),
}

/// One record as it was written.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its id: the path under `content/` without extension and without a leading `rounds/`.
    pub id: Arc<str>,
    /// The path of its file, relative to the project.
    pub path: Arc<str>,
    /// Where the record begins: its table in a file of many, else the beginning of the file.
    pub span: Span,
    /// Whether its name, or a folder above it, begins with `_`, or it is a [`stub`] still.
    pub draft: bool,
    /// Whether errors of form were found in it; rules about courses of events pass it over.
    pub flawed: bool,
    /// Its facts.
    pub facts: Facts,
    /// Its Markdown, in the file.
    pub body: Span,
    /// Of a question: its text and those of its answers, in the file; empty for other kinds and in `questions.toml`.
    pub sections: body::Sections,
}

impl Facts {
    /// The facts as something whose leaves can be seen.
    pub fn as_visit(&self) -> &dyn Visit {
        match self {
            Self::Site(f) => &**f,
            Self::Topic(f) => &**f,
            Self::Calendar(f) => &**f,
            Self::Unit(f) => &**f,
            Self::Procedure(f) => &**f,
            Self::Document(f) => &**f,
            Self::Page(f) => &**f,
            Self::Round(f) => &**f,
            Self::Dialogue(f) => &**f,
            Self::Question(f) => &**f,
            Self::Commitment(f) => &**f,
            Self::Survey(f) => &**f,
        }
    }
}

/// What one file held.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its records.
    pub records: Vec<Record>,
    /// Its translations of records elsewhere.
    pub translations: Vec<Translation>,
}

/// Reads `file`, which lives at `place`.
pub fn parse(file: &SourceFile, place: &FilePlace) -> Outcome<Parsed> {
    let mut diagnostics = Vec::new();
    if !file.is_nfc() {
        diagnostics.push(not_nfc(file));
    }
    let (front, body) = if file.path.ends_with(".md") {
        match front_matter::split(file) {
            Ok(parts) => (parts.front, parts.body),
            Err(fault) => {
                diagnostics.push(*fault);
                return Outcome { value: Parsed::default(), diagnostics };
            }
        }
    } else {
        (Span::new(file.bom(), file.text.len()), Span::at(file.text.len()))
    };
    if file.path.ends_with(".toml") && file.text[front.range()].trim().is_empty() && place.translates.is_none() {
        diagnostics.push(empty_file(file));
        return Outcome { value: Parsed::default(), diagnostics };
    }
    let reading = Reading::new(file, front.start as usize);
    let table = front_matter::parse(&reading, front);
    let mut parsed = Parsed::default();
    if place.translates.is_some() {
        parsed.translations = translation::read(&reading, &table, place, body);
    } else {
        parsed.records = read_records(&reading, &table, place, body);
    }
    drop(table);
    let (mut found, flawed) = reading.finish();
    for record in &mut parsed.records {
        record.flawed |= flawed;
    }
    if stub::may_hold(file) {
        for record in parsed.records.iter_mut().filter(|record| stub::may_be(&record.facts)) {
            record.draft |= stub::place(file, record.body, |seen| record.facts.as_visit().visit(seen)).is_some();
        }
    }
    diagnostics.append(&mut found);
    Outcome { value: parsed, diagnostics }
}

fn not_nfc(file: &SourceFile) -> Diagnostic {
    let at = file.text.char_indices().map(|(i, _)| i).find(|&i| {
        let end = file.text[i..].char_indices().nth(2).map_or(file.text.len(), |(n, _)| i + n);
        !vietnamese::is_nfc(&file.text[i..end])
    });
    Diagnostic::new(
        Code::L01,
        &file.path,
        Span::at(at.unwrap_or(0)),
        say!(
            "tệp có chữ tổ hợp (chưa chuẩn NFC); trang web sẽ dùng dạng NFC",
            "the file has decomposed letters (not NFC); the site will use NFC"
        ),
    )
}

fn empty_file(file: &SourceFile) -> Diagnostic {
    Diagnostic::new(Code::S07, &file.path, Span::at(0), say!("tệp rỗng", "the file is empty"))
        .help(say!("viết các khoá bắt buộc, hoặc xoá tệp", "write the required keys, or delete the file"))
}

fn read_records(reading: &Reading<'_>, table: &DeTable<'_>, place: &FilePlace, body: Span) -> Vec<Record> {
    let start = Span::new(0, reading.file.text.find(['\r', '\n']).unwrap_or(reading.file.text.len()));
    let root = TableReader::new(table, start, reading);
    match place.kind {
        FileKind::Topics => return read_topics(reading, &root, place),
        FileKind::Questions => return read_questions(reading, &root, place),
        _ => {}
    }
    let facts = match place.kind {
        FileKind::Site => Facts::Site(Arc::new(site::Site::read_table(&root))),
        FileKind::Calendar => Facts::Calendar(Arc::new(page::CalendarTable::read_table(&root))),
        FileKind::Unit => Facts::Unit(Arc::new(unit::Unit::read_table(&root))),
        FileKind::Procedure => Facts::Procedure(Arc::new(round::Procedure::read_table(&root))),
        FileKind::Document => Facts::Document(Arc::new(document::Document::read_table(&root))),
        FileKind::Page => Facts::Page(Arc::new(page::Page::read_table(&root))),
        FileKind::Round => Facts::Round(Arc::new(round::Round::read_table(&root))),
        FileKind::Dialogue => Facts::Dialogue(Arc::new(dialogue::Dialogue::read_table(&root))),
        FileKind::Commitment => Facts::Commitment(Arc::new(commitment::Commitment::read_table(&root))),
        FileKind::Survey => Facts::Survey(Arc::new(survey::Survey::read_table(&root))),
        FileKind::Question | FileKind::Topics | FileKind::Questions => {
            Facts::Question(Arc::new(question::Question::read_file(&root)))
        }
    };
    let sections = match &facts {
        Facts::Question(facts) => headings::question_sections(reading, facts, body),
        _ => body::Sections::default(),
    };
    vec![record(reading, place.id.clone(), root.span, place.draft, facts, body, sections)]
}

fn record(
    reading: &Reading<'_>,
    id: String,
    span: Span,
    draft: bool,
    facts: Facts,
    body: Span,
    sections: body::Sections,
) -> Record {
    let path = reading.file.path.clone();
    Record { id: id.into(), path, span, draft, flawed: false, facts, body, sections }
}

fn read_topics(reading: &Reading<'_>, root: &TableReader<'_>, place: &FilePlace) -> Vec<Record> {
    let topics = unit::Topics::read_table(root).topic;
    let named = topics.into_iter().filter_map(|At { value, span }| {
        let id = format!("topics/{}", value.id.get()?.0);
        Some(record(
            reading,
            id,
            span,
            place.draft,
            Facts::Topic(Arc::new(value)),
            Span::default(),
            body::Sections::default(),
        ))
    });
    named.collect()
}

fn read_questions(reading: &Reading<'_>, root: &TableReader<'_>, place: &FilePlace) -> Vec<Record> {
    root.finish(&["question"]);
    let Some(node) = root.node("question") else {
        root.missing("question");
        return Vec::new();
    };
    let DeValue::Array(array) = node.value else {
        node.wrong_type::<()>(reading, ("nhiều mục `[[question]]`", "entries `[[question]]`"), "…");
        return Vec::new();
    };
    let mut records = Vec::new();
    for entry in array {
        let span = reading.span(entry.span());
        let DeValue::Table(table) = entry.get_ref() else {
            let node = Node { value: entry.get_ref(), span, key: "question" };
            node.wrong_type::<()>(reading, ("một mục `[[question]]`", "an entry `[[question]]`"), "[{ id = \"001\" }]");
            continue;
        };
        let facts = question::Question::read_entry(&TableReader::new(table, span, reading));
        let Some(slug) = facts.id.as_ref() else { continue };
        let draft = place.draft || slug.0.starts_with('_');
        let id = format!("{}/questions/{}", place.id, slug.0);
        let sections = body::Sections::default();
        records.push(record(reading, id, span, draft, Facts::Question(Arc::new(facts)), Span::default(), sections));
    }
    records
}

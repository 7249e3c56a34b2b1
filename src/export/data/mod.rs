//! Open data: what the register says, as tables for programs (`/du-lieu/`, `spec/site.md`).
//!
//! A register and its plan go in; CSV, JSON and JSON Lines of every table, and the package that describes them, come out,
//! one file at a time. [`table`] says what a table is, [`source`] how tables see the register; then one module a group of
//! tables, [`mod@write`] the formats and [`package`] the description for programs. The invariants: a table is described once;
//! what no page may show is in no file (`spec/states.md`, "Visibility").

mod answer;
mod commitment;
mod dialogue;
mod document;
pub mod package;
mod progress;
mod question;
mod round;
pub mod source;
pub mod table;
mod unit;
pub mod write;

use crate::page::data::{DataColumn, DataFile, DataTable};
use crate::page::plan::Plan;
use crate::register::Register;
use crate::text::digest::Sha256;
use source::Source;
use table::{AnyTable, Field, Kind};
use write::Format;

/// Where open data lies in a site.
pub const FOLDER: &str = "du-lieu/";

/// Every table, in the order in which they are explained.
pub const TABLES: [&dyn AnyTable; 14] = [
    &question::QUESTIONS,
    &answer::ANSWERS,
    &commitment::COMMITMENTS,
    &progress::UPDATES,
    &progress::VERIFICATIONS,
    &dialogue::DIALOGUES,
    &round::ROUNDS,
    &round::STEPS,
    &unit::UNITS,
    &unit::TOPICS,
    &answer::QUESTION_TOPICS,
    &document::DOCUMENTS,
    &document::SURVEYS,
    &dialogue::PUBLICATIONS,
];

/// A table that was published.
pub struct Published {
    /// The table.
    pub table: &'static dyn AnyTable,
    /// How many rows it has.
    pub rows: usize,
    /// Its files.
    pub files: Vec<File>,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its format.
    pub format: Format,
    /// Its size.
    pub bytes: u64,
    /// The digest of its bytes, in hexadecimal.
    pub sha256: Box<str>,
}

/// Publishes every table through `put`, which takes a path and its bytes; tells what was published, for the page.
pub fn publish(register: &Register<'_>, plan: &Plan, put: &dyn Fn(&str, Vec<u8>)) -> Vec<DataTable> {
    let source = Source::new(register, plan);
    let published: Vec<Published> = TABLES.into_iter().map(|table| publish_table(&source, table, put)).collect();
    put(&format!("{FOLDER}{}", package::NAME), package::package(&source.view, &published));
    published.iter().map(explained).collect()
}

fn publish_table(source: &Source<'_>, table: &'static dyn AnyTable, put: &dyn Fn(&str, Vec<u8>)) -> Published {
    let rows = table.rows(source);
    let mut written = write::write(table, &*rows);
    let mut file = |format: &Format| {
        let bytes = written.take(*format);
        let mut sha256 = Sha256::default();
        sha256.update(&bytes);
        let file = File { format: *format, bytes: bytes.len() as u64, sha256: sha256.finish() };
        put(&format!("{FOLDER}{}.{}", table.about().name, format.extension()), bytes);
        file
    };
    let files = Format::of(table).iter().map(&mut file).collect();
    Published { table, rows: rows.count(), files }
}

/// What the page tells of a table.
fn explained(published: &Published) -> DataTable {
    let about = published.table.about();
    let file = |f: &File| DataFile {
        path: format!("{FOLDER}{}.{}", about.name, f.format.extension()),
        format: match f.format {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Lines => "JSON Lines",
        },
        media_type: f.format.media_type(),
        bytes: f.bytes,
    };
    DataTable {
        name: about.name,
        title: about.title,
        meaning: about.meaning,
        key: about.key,
        rows: published.rows as u64,
        files: published.files.iter().map(file).collect(),
        columns: published.table.fields().iter().map(column).collect(),
    }
}

fn column(field: &Field) -> DataColumn {
    let kind = match field.kind {
        Kind::Id => ("mã", "id"),
        Kind::Ids => ("các mã, cách nhau một dấu cách", "ids, a space between"),
        Kind::Text => ("chữ", "text"),
        Kind::Url => ("địa chỉ", "address"),
        Kind::Day => ("ngày (2024-03-05)", "day (2024-03-05)"),
        Kind::Month => ("tháng (2024-04)", "month (2024-04)"),
        Kind::Whole => ("số nguyên", "whole number"),
        Kind::Number => ("số", "number"),
        Kind::Flag => ("true hoặc false", "true or false"),
        Kind::Choice(_) => ("từ trong danh sách", "a word of a list"),
    };
    let words = match field.kind {
        Kind::Choice(words) => words().into_iter().map(|c| (c.word, c.label)).collect(),
        _ => Vec::new(),
    };
    DataColumn {
        name: field.name,
        kind,
        title: field.title,
        meaning: field.meaning,
        required: field.required,
        to: field.to,
        words,
    }
}

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

use crate::export::growing::Files;
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

/// Publishes every table into `files`; tells what was published, for the page.
pub fn publish(register: &Register<'_>, plan: &Plan, files: &dyn Files) -> Vec<DataTable> {
    let source = Source::new(register, plan);
    let published: Vec<Published> = TABLES.into_iter().map(|table| publish_table(&source, table, files)).collect();
    let mut package = files.begin(&format!("{FOLDER}{}", package::NAME));
    package.grow(&package::package(&source.view, &published));
    package.finish();
    published.iter().map(explained).collect()
}

fn publish_table(source: &Source<'_>, table: &'static dyn AnyTable, files: &dyn Files) -> Published {
    let rows = table.rows(source);
    let begun = |format: &Format| {
        let path = format!("{FOLDER}{}.{}", table.about().name, format.extension());
        (*format, files.begin(&path), Sha256::default(), 0)
    };
    let mut open: Vec<_> = Format::of(table).iter().map(begun).collect();
    write::write(table, &*rows, &mut |format, bytes| {
        for (_, file, sha256, length) in open.iter_mut().filter(|file| file.0 == format) {
            file.grow(bytes);
            sha256.update(bytes);
            *length += bytes.len() as u64;
        }
    });
    let done = open.into_iter().map(|(format, file, sha256, bytes)| {
        file.finish();
        File { format, bytes, sha256: sha256.finish() }
    });
    Published { table, rows: rows.count(), files: done.collect() }
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

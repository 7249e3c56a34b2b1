//! The page of open data: files, columns, licence, citation.
//!
//! In: what was published. Out: `data.html`. The invariant: a file is named with its format and its size, a table with
//! its number of rows.

use serde::Serialize;

use super::head::Head;
use super::part::{Link, Term, Text};

/// The page of open data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The path of the description for programs.
    pub package: Text<'a>,
    /// How the data is to be cited.
    pub citation: String,
    /// The tables.
    pub tables: Vec<Table<'a>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table<'a> {
    /// Its name in files, and its anchor.
    pub id: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// What its rows are.
    pub meaning: Text<'a>,
    /// How many rows it has.
    pub rows: Text<'a>,
    /// The columns that name a row.
    pub key: Text<'a>,
    /// Its files.
    pub files: Vec<File<'a>>,
    /// Its columns, in the order of the files.
    pub columns: Vec<Column<'a>>,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File<'a> {
    /// Its name and path.
    pub link: Link<'a>,
    /// What its format is called.
    pub format: Text<'a>,
    /// Its media type.
    pub media_type: Text<'a>,
    /// Its size as it is read.
    pub size: Text<'a>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column<'a> {
    /// Its name in the files.
    pub name: Text<'a>,
    /// What it holds.
    pub kind: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// What it means.
    pub meaning: Text<'a>,
    /// Whether every row has a value.
    pub required: bool,
    /// The table that its ids stand in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Text<'a>>,
    /// The words it may have.
    pub words: Vec<Term<'a>>,
}

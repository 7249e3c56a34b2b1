//! Formats: the bytes of one file become sheets of cells, whatever program wrote it.
//!
//! A file's name and bytes go in; a [`Workbook`] comes out, or a [`Fault`] that says why the file cannot be read and how it
//! can be saved so that it can. Nothing here knows what a column means. The invariants: no input costs more than
//! `limits` allows, and what is hidden or left out is told.

mod archive;
pub(crate) mod blocks;
mod csv;
mod docx;
pub(crate) mod encoding;
mod html;
mod limits;
mod markdown;
mod plain;
mod prose;
mod xlsx;
mod xlsx_sheet;
mod xlsx_style;
mod xml;

pub(crate) use xlsx_style::day_of_serial;

use super::problem::Problem;
use crate::host::fault::Fault;
use crate::say;
use chrono::NaiveDate;
use std::sync::Arc;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text as it was typed.
    Text(Arc<str>),
    /// A number that is not formatted as a date.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// A formula that no program has computed yet.
    Uncomputed,
    /// An error of the spreadsheet: `#REF!`.
    Broken(Box<str>),
}

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its column, from 1.
    pub column: u32,
    /// What stands in it.
    pub value: Value,
}

/// A row that is not empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1; the line or the paragraph where the file has no rows.
    pub number: u32,
    /// Whether the file hides it.
    pub hidden: bool,
    /// Its cells, by column.
    pub cells: Vec<Cell>,
}

/// Cells that were made one; its value stands in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its first and last row.
    pub rows: (u32, u32),
    /// Its first and last column.
    pub columns: (u32, u32),
}

/// How a sheet came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A sheet or a table.
    Table,
    /// A table within a cell of another table.
    Nested,
    /// Questions and answers in running text; the first row is a head made for them.
    Prose,
}

/// A sheet of a workbook, or a table of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; tables of documents are numbered.
    pub name: Box<str>,
    /// Whether the file hides it.
    pub hidden: bool,
    /// How it came about.
    pub origin: Origin,
    /// The heading that stands right above it in a document.
    pub heading: Option<Box<str>>,
    /// Its rows, by number.
    pub rows: Vec<Row>,
    /// Its merged cells.
    pub merges: Vec<Merge>,
    /// Hidden columns: first and last of each run.
    pub hidden_columns: Vec<(u32, u32)>,
}

impl Sheet {
    fn new(name: impl Into<Box<str>>, origin: Origin) -> Self {
        Self {
            name: name.into(),
            hidden: false,
            origin,
            heading: None,
            rows: Vec::new(),
            merges: Vec::new(),
            hidden_columns: Vec::new(),
        }
    }
}

/// A file as sheets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// What was met on the way: macros, encodings, tables within tables.
    pub problems: Vec<Problem>,
}

/// Reads the file `name` with these bytes.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Workbook, Fault> {
    let extension = name.rsplit_once('.').map_or("", |(_, end)| end).to_lowercase();
    if bytes.len() as u64 > limits::UNPACKED {
        return Err(limits::too_large());
    }
    if bytes.starts_with(b"PK") {
        return archive::Archive::open(bytes)?.workbook();
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(compound(&bytes));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(unknown(name));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new(say!("`{name}` rỗng", "`{name}` is empty")));
    }
    match &*extension {
        "csv" | "tsv" => csv::read(bytes),
        "html" | "htm" | "xhtml" | "mht" => html::read(bytes),
        "md" | "markdown" => markdown::read(bytes),
        "txt" | "text" => plain::read(bytes),
        "xlsx" | "xlsm" | "docx" | "docm" => Err(archive::broken(name)),
        _ => Err(unknown(name)),
    }
}

/// An OLE file is an office document with a password, or one of the formats before 2007.
fn compound(bytes: &[u8]) -> Fault {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if memchr::memmem::find(bytes, &wide).is_some() {
        return encrypted();
    }
    Fault::new(say!(
        "tệp thuộc định dạng Office cũ (.xls, .doc), không đọc được",
        "the file has an old Office format (.xls, .doc), which cannot be read"
    ))
    .help(say!("mở bằng Excel hoặc Word rồi lưu lại dạng .xlsx hoặc .docx", "open it and save it as .xlsx or .docx"))
}

fn encrypted() -> Fault {
    Fault::new(say!("tệp có mật khẩu, không đọc được", "the file is protected by a password and cannot be read"))
        .help(say!("bỏ mật khẩu rồi lưu lại", "take the password off and save it again"))
}

fn unknown(name: &str) -> Fault {
    Fault::new(say!("không đọc được định dạng của `{name}`", "the format of `{name}` cannot be read")).help(say!(
        "các dạng đọc được: .xlsx, .csv, .docx, .html, .md, .txt",
        "what can be read: .xlsx, .csv, .docx, .html, .md, .txt"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_read_says_so() {
        for (name, bytes, words) in [
            ("a.xls", &b"\xd0\xcf\x11\xe0rest"[..], "old Office format"),
            ("a.xlsx", b"\xd0\xcf\x11\xe0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "password"),
            ("a.pdf", b"%PDF-1.4", "format"),
            ("a.csv", b" \n", "empty"),
            ("a.bin", b"x", "format"),
            ("a.xlsx", b"not an archive", "broken"),
            ("a.xlsx", b"PK\x03\x04broken", "broken"),
        ] {
            let fault = read(name, bytes.to_vec()).expect_err(name);
            assert!(fault.message.en.contains(words), "{name}: {fault:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_break_it(kind in 0..6usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let name = ["a.csv", "a.html", "a.md", "a.txt", "a.xlsx", "a.docx"][kind];
            let _ = read(name, bytes);
        }

        #[test]
        fn no_text_breaks_it(kind in 0..4usize, text in "([a-zạ0-9.:)(|\"<>/=# \n-]|<tr>|<td>|</table>|<table>|Câu hỏi 1:|Trả lời:|\\| a \\|){0,60}") {
            let name = ["a.csv", "a.html", "a.md", "a.txt"][kind];
            let _ = read(name, text.into_bytes());
        }
    }
}

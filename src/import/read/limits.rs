//! How much a file may hold: every reader counts what it takes through one [`Budget`].
//!
//! Sizes go in, a [`Fault`] comes out when the file is larger than any register of a school. The invariant: what was
//! taken so far fits into the memory that the program may use.

use super::{Cell, Row, Sheet, Value};
use crate::host::fault::Fault;
use crate::say;

/// Bytes of a file, and of all its parts unpacked.
pub(super) const UNPACKED: u64 = 256 << 20;
/// Rows of all sheets.
const ROWS: usize = 200_000;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 256;
/// Cells of all sheets, and bytes of their texts: so that the program stays within its memory.
const CELLS: usize = 4_000_000;
const TEXT: usize = 96 << 20;

/// What was taken so far.
#[derive(Default)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    /// Takes a cell with `value` into `row`, unless it is blank.
    pub(super) fn cell(&mut self, row: &mut Row, column: u32, value: Value) -> Result<(), Fault> {
        if let Value::Text(text) = &value {
            if text.trim().is_empty() {
                return Ok(());
            }
            self.text(text.len())?;
        }
        if column > COLUMNS {
            return Err(too_many(&say!("hơn {COLUMNS} cột", "more than {COLUMNS} columns")));
        }
        self.cells += 1;
        if self.cells > CELLS {
            return Err(too_many(&say!("hơn {CELLS} ô", "more than {CELLS} cells")));
        }
        row.cells.push(Cell { column, value });
        Ok(())
    }

    /// Takes so many bytes of text.
    pub(super) fn text(&mut self, length: usize) -> Result<(), Fault> {
        self.text += length;
        if self.text > TEXT {
            return Err(too_large());
        }
        Ok(())
    }

    /// Takes a row into `sheet`, unless it has no cells.
    pub(super) fn row(&mut self, sheet: &mut Sheet, row: Row) -> Result<(), Fault> {
        if row.cells.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        if self.rows > ROWS {
            return Err(too_many(&say!("hơn {ROWS} dòng", "more than {ROWS} rows")));
        }
        sheet.rows.push(row);
        Ok(())
    }

    /// Whether `count` merges are too many.
    pub(super) fn merges(count: usize) -> Result<(), Fault> {
        if count > ROWS {
            return Err(too_many(&say!("hơn {ROWS} ô gộp", "more than {ROWS} merged cells")));
        }
        Ok(())
    }
}

/// The fault of a file that is larger, unpacked, than may be.
pub(super) fn too_large() -> Fault {
    let limit = UNPACKED >> 20;
    Fault::new(say!(
        "tệp quá lớn: sau khi giải nén vượt mức {limit} MiB hoặc có quá nhiều chữ",
        "the file is too large: more than {limit} MiB unpacked, or too much text"
    ))
    .help(advice())
}

fn too_many(what: &crate::diagnostic::Message) -> Fault {
    let (vi, en) = (&what.vi, &what.en);
    Fault::new(say!("tệp quá lớn: {vi}", "the file is too large: {en}")).help(advice())
}

fn advice() -> crate::diagnostic::Message {
    say!("chia tệp, hoặc xoá dòng và cột thừa", "split the file, or delete rows and columns that are not needed")
}

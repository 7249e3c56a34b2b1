//! Tables: a sheet of cells becomes rows whose cells have a meaning.
//!
//! A [`Sheet`] and what the editor asked for go in; a [`Table`] comes out: which column is which field, and the rows with
//! merged cells filled, sections known, and heads, sums and signatures left out. The invariant: every column and every
//! hidden row is accounted for, and nothing of a personal column leaves this module.

mod grid;

pub(crate) use grid::shown;
mod head;
mod personal;
mod rows;

use super::problem::{Place, Problem};
use super::read::{Origin, Sheet, Value, Workbook};
use super::words::{Field, Section, key};
use crate::diagnostic::Code;
use crate::say;

/// What the editor asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Heads and the field each is to mean.
    pub map: Vec<(String, Field)>,
    /// Heads of columns that are to be dropped.
    pub ignore: Vec<String>,
    /// Whether hidden rows, columns and sheets are read.
    pub include_hidden: bool,
    /// Whether a cell with several questions is cut into them.
    pub split: bool,
    /// Whether a section may declare another count than it has.
    pub allow_count: bool,
}

/// What is done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is read.
    Field(Field),
    /// The editor had it dropped.
    Ignored,
    /// The file hides it.
    Hidden,
    /// It holds personal data: the file is refused.
    Personal,
    /// Another column has the same field.
    Double(Field),
    /// The head of the column before it covers it too.
    Covered,
    /// Its head is not understood, or empty.
    Unknown,
    /// Its head is not understood, and what stands in it is personal data of this kind: it is dropped.
    Private(Code),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its number, from 1.
    pub number: u32,
    /// Its head; that of two rows with a bar between.
    pub head: String,
    /// Its head, folded, in every form in which it may be named.
    keys: Vec<String>,
    /// What is done with it.
    pub use_: Use,
}

/// A cell with a meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// What stands in it.
    pub value: Value,
    /// The position of its column among the table's.
    pub column: usize,
    /// The row that it begins in: an earlier one where cells are merged.
    pub top: u32,
}

/// A row with a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the file.
    pub row: u32,
    /// The position of its section among the table's.
    pub section: Option<usize>,
    /// Its cells, by field.
    pub cells: Vec<(Field, Filled)>,
}

impl Line {
    /// The cell of `field`.
    pub fn get(&self, field: Field) -> Option<&Filled> {
        self.cells.iter().find(|(known, _)| *known == field).map(|(_, cell)| cell)
    }

    /// All cells of `field`.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &Filled> {
        self.cells.iter().filter(move |(known, _)| *known == field).map(|(_, cell)| cell)
    }
}

/// A table that is understood.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name of its sheet.
    pub sheet: Box<str>,
    /// Whether it was made of running text.
    pub prose: bool,
    /// The last row of its head; 0 where it has none of its own.
    pub head_row: u32,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its sections, with the rows they stand in.
    pub sections: Vec<(u32, Section)>,
    /// Its rows.
    pub lines: Vec<Line>,
}

impl Table {
    /// The place of a row.
    pub fn at(&self, row: u32) -> Place {
        Place::sheet(&self.sheet).row(row)
    }

    /// The place of a cell.
    pub fn cell(&self, row: u32, cell: &Filled) -> Place {
        let column = &self.columns[cell.column];
        self.at(row).column(column.number, &column.head)
    }
}

/// The tables of a workbook, and what was met.
pub fn tables(workbook: &Workbook, options: &Options) -> (Vec<Table>, Vec<Problem>) {
    let (mut tables, mut problems): (Vec<Table>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut outer = false;
    for sheet in &workbook.sheets {
        if sheet.hidden && !options.include_hidden {
            let name = &sheet.name;
            problems.push(
                Problem::warning(say!(
                    "trang tính ẩn `{name}` không được nhập",
                    "the hidden sheet `{name}` is not imported"
                ))
                .help(hidden_help())
                .at(Place::sheet(name)),
            );
            continue;
        }
        if sheet.rows.is_empty() || sheet.origin == Origin::Nested && outer {
            continue;
        }
        let grid = grid::Grid::new(sheet);
        let found = head::find(&grid, options);
        let found = found.or_else(|| continued(sheet, &grid, tables.last()));
        if sheet.origin != Origin::Nested {
            outer = found.is_some();
        }
        match found {
            Some(head) => tables.push(rows::read(&grid, head, options, &mut problems)),
            None => problems.push(headless(&sheet.name)),
        }
    }
    // What is no table of questions does not matter where there is one.
    if tables.is_empty() && problems.iter().all(|problem| problem.severity != crate::diagnostic::Severity::Error) {
        problems.push(
            Problem::error(say!("không tìm thấy cột nội dung câu hỏi nào", "there is no column of questions")).help(
                say!(
                    "đặt tên cột, ví dụ `Nội dung câu hỏi`, hoặc dùng `--map \"Tên cột\"=text`",
                    "name the column, for example `Nội dung câu hỏi`, or use `--map \"Column\"=text`"
                ),
            ),
        );
    }
    missing(&tables, options, &mut problems);
    (tables, problems)
}

/// A table of a document that goes on where the one before it was cut: as many columns, and no head.
fn continued(sheet: &Sheet, grid: &grid::Grid<'_>, before: Option<&Table>) -> Option<head::Head> {
    let before =
        before.filter(|table| !table.prose && table.sheet.starts_with("Bảng ") && sheet.name.starts_with("Bảng "))?;
    let last = before.columns.last()?.number;
    (grid.width() == last).then(|| head::Head { rows: (0, 0), columns: before.columns.clone() })
}

fn headless(name: &str) -> Problem {
    Problem::warning(say!(
        "`{name}` không có cột nội dung câu hỏi; không nhập",
        "`{name}` has no column of questions; it is not imported"
    ))
    .help(say!("nếu có, chỉ ra bằng `--map \"Tên cột\"=text`", "if it has, say which with `--map \"Column\"=text`"))
    .at(Place::sheet(name))
}

pub(super) fn hidden_help() -> crate::diagnostic::Message {
    say!("`--include-hidden` nhập cả phần ẩn", "`--include-hidden` imports what is hidden too")
}

/// Heads that were named on the command line and are nowhere.
fn missing(tables: &[Table], options: &Options, problems: &mut Vec<Problem>) {
    let named = options.map.iter().map(|(head, _)| head).chain(&options.ignore);
    let known = |wanted: &str| tables.iter().flat_map(|t| &t.columns).any(|c| c.keys.iter().any(|k| k == wanted));
    for head in named.filter(|head| !known(&key(head))) {
        let all =
            tables.iter().flat_map(|t| &t.columns).map(|c| format!("`{}`", c.head)).collect::<Vec<_>>().join(", ");
        problems.push(
            Problem::error(say!("không có cột `{head}`", "there is no column `{head}`"))
                .help(say!("các cột: {all}", "the columns: {all}")),
        );
    }
}

#[cfg(test)]
mod tests;

//! A sheet as a grid: what a cell shows when merged cells are filled.
//!
//! A [`Sheet`] in; for each row and column the value that a reader sees there, and the cell it begins in, out. Merges are
//! indexed by column, so that a lookup costs little in a sheet with many.

use crate::import::read::{Cell, Row, Sheet, Value};

/// A sheet with its merges indexed.
pub(super) struct Grid<'s> {
    pub(super) sheet: &'s Sheet,
    /// For each column: first row, last row, first column, last column of each merge, by first row.
    merges: Vec<Vec<(u32, u32, u32, u32)>>,
}

/// A value and the cell it begins in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'s> {
    pub(super) value: &'s Value,
    pub(super) top: u32,
    pub(super) left: u32,
    /// The last column that it covers.
    pub(super) right: u32,
    /// The last row that it covers.
    pub(super) bottom: u32,
}

impl<'s> Grid<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        let width = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column).max().unwrap_or(0);
        let mut merges = vec![Vec::new(); width as usize + 1];
        for merge in &sheet.merges {
            for column in merge.columns.0..=merge.columns.1.min(width) {
                merges[column as usize].push((merge.rows.0, merge.rows.1, merge.columns.0, merge.columns.1));
            }
        }
        for column in &mut merges {
            column.sort_unstable();
        }
        Self { sheet, merges }
    }

    /// The last column with something in it.
    pub(super) fn width(&self) -> u32 {
        self.merges.len().saturating_sub(1) as u32
    }

    fn row(&self, number: u32) -> Option<&'s Row> {
        let at = self.sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        Some(&self.sheet.rows[at])
    }

    /// What is seen at a row and a column.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<Seen<'s>> {
        let merges = self.merges.get(column as usize)?;
        let before = merges.partition_point(|merge| merge.0 <= row);
        let merge = before.checked_sub(1).map(|at| merges[at]).filter(|merge| merge.1 >= row);
        let (top, bottom, left, right) = merge.unwrap_or((row, row, column, column));
        let cell = cell_of(self.row(top)?, left)?;
        Some(Seen { value: &cell.value, top, left, right, bottom })
    }

    /// Whether the file hides a column.
    pub(super) fn is_hidden(&self, column: u32) -> bool {
        self.sheet.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

fn cell_of(row: &Row, column: u32) -> Option<&Cell> {
    let at = row.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
    Some(&row.cells[at])
}

/// A value as its cell shows it.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => crate::import::meaning::text::clean(text),
        Value::Number(number) => number.to_string(),
        Value::Day(day) => crate::calendar::slashed(*day),
        Value::Uncomputed => String::new(),
        Value::Broken(error) => error.to_string(),
    }
}

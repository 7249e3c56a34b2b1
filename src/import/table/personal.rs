//! Columns whose head says nothing of personal data while their cells are: telephones, e-mails, identity numbers.
//!
//! A grid and its table in; such columns are marked, and their cells taken out. The invariant: what is marked has no cell
//! in any line.

use super::grid::{Grid, shown};
use super::{Table, Use};
use crate::check::datum;
use crate::diagnostic::Code;
use crate::import::words::Field;

/// Marks the columns most of whose cells are nothing but a person's datum.
pub(super) fn mark(grid: &Grid<'_>, table: &mut Table) {
    for at in 0..table.columns.len() {
        let column = &table.columns[at];
        let looked_at = match column.use_ {
            Use::Field(field) => !matches!(field, Field::Text | Field::Answer | Field::Conclusion | Field::Action),
            Use::Unknown | Use::Covered => true,
            _ => false,
        };
        let Some(code) = looked_at.then(|| most(grid, table, column.number)).flatten() else { continue };
        let dropped = matches!(column.use_, Use::Unknown | Use::Covered | Use::Field(Field::Note));
        table.columns[at].use_ = if dropped { Use::Private(code) } else { Use::Personal };
        for line in &mut table.lines {
            line.cells.retain(|(_, cell)| cell.column != at);
        }
    }
}

/// What at least two, and more than half, of the cells of a column are.
fn most(grid: &Grid<'_>, table: &Table, number: u32) -> Option<Code> {
    let (mut filled, mut found) = (0, Vec::new());
    for row in grid.sheet.rows.iter().filter(|row| row.number > table.head_row) {
        let Some(cell) = row.cells.iter().find(|cell| cell.column == number) else { continue };
        let text = shown(&cell.value);
        if !text.is_empty() {
            filled += 1;
            found.extend(datum(&text));
        }
    }
    (found.len() >= 2 && found.len() * 2 > filled).then(|| found.into_iter().next()).flatten()
}

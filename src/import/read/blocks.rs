//! What Word, HTML, Markdown and plain text have in common: paragraphs and tables, one after the other.
//!
//! [`Block`]s in, sheets out: each table is one, and the questions and answers in the running text are another
//! ([`prose`]). A heading right above a table stays with it, because it often says the topic.

use super::limits::Budget;
use super::{Cell, Merge, Origin, Row, Sheet, Value, Workbook, prose};
use crate::host::fault::Fault;

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text; soft line breaks are line ends.
    pub(super) text: String,
    /// Whether it is a heading.
    pub(super) heading: bool,
    /// Whether it is an item of a list.
    pub(super) item: bool,
    /// Its number among the paragraphs or lines of the file, from 1.
    pub(super) number: u32,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A paragraph that is not empty.
    Paragraph(Paragraph),
    /// A table, and those within its cells.
    Table(Grid),
}

/// A table while it is read: cells with how many columns and rows they cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grid {
    rows: Vec<Row>,
    merges: Vec<Merge>,
    /// Where cells from rows above still cover columns: column, last row, whether more may come (Word).
    covered: Vec<(u32, u32)>,
    column: u32,
    /// Tables within its cells.
    pub(super) nested: Vec<Grid>,
}

/// How a cell lies in its table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extent {
    /// It covers so many columns and rows (HTML).
    Spans(u32, u32),
    /// It begins a column of merged cells (Word).
    Begins(u32),
    /// It belongs to the cell above (Word).
    Continues(u32),
}

impl Grid {
    /// Begins a row.
    pub(super) fn row(&mut self, hidden: bool) {
        let number = self.rows.len() as u32 + 1;
        self.rows.push(Row { number, hidden, cells: Vec::new() });
        self.covered.retain(|(_, last)| *last >= number);
        self.column = 0;
    }

    /// Adds a cell to the row that was begun last.
    pub(super) fn cell(&mut self, text: &str, extent: Extent, budget: &mut Budget) -> Result<(), Fault> {
        if self.rows.is_empty() {
            self.row(false);
        }
        let number = self.rows.len() as u32;
        self.column += 1;
        while self.covered.iter().any(|(column, _)| *column == self.column) {
            self.column += 1;
        }
        let first = self.column;
        let (wide, high) = match extent {
            Extent::Spans(wide, high) => (wide.clamp(1, 256), high.clamp(1, 200_000)),
            Extent::Begins(wide) | Extent::Continues(wide) => (wide.clamp(1, 256), 1),
        };
        let last = first + wide - 1;
        self.column = last;
        if matches!(extent, Extent::Continues(_)) {
            let above = self.merges.iter_mut().rev().find(|m| m.columns.0 == first && m.rows.1 + 1 == number);
            if let Some(above) = above {
                above.rows.1 = number;
                return Ok(());
            }
        }
        if high > 1 {
            self.covered.extend((first..=last).map(|column| (column, number + high - 1)));
        }
        if wide > 1 || high > 1 || matches!(extent, Extent::Begins(_)) {
            self.merges.push(Merge { rows: (number, number + high - 1), columns: (first, last) });
            Budget::merges(self.merges.len())?;
        }
        let Some(row) = self.rows.last_mut() else { return Ok(()) };
        budget.cell(row, first, Value::Text(text.trim().into()))
    }

    /// Its words: cells beside each other by a space and a bar, rows on lines of their own.
    pub(super) fn words(&self) -> String {
        let text = |cell: &Cell| if let Value::Text(text) = &cell.value { text.to_string() } else { String::new() };
        let row = |row: &Row| row.cells.iter().map(text).collect::<Vec<_>>().join(" | ");
        self.rows.iter().map(row).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn into_sheets(
        mut self,
        origin: Origin,
        heading: Option<&str>,
        budget: &mut Budget,
        workbook: &mut Workbook,
    ) -> Result<(), Fault> {
        let mut waiting = std::mem::take(&mut self.nested);
        let name = workbook.sheets.len() + 1;
        let mut sheet = Sheet::new(format!("Bảng {name}"), origin);
        sheet.heading = heading.map(Into::into);
        self.merges.retain(|m| m.rows.0 != m.rows.1 || m.columns.0 != m.columns.1);
        sheet.merges = self.merges;
        for row in self.rows {
            budget.row(&mut sheet, row)?;
        }
        workbook.sheets.push(sheet);
        while !waiting.is_empty() {
            let mut grid = waiting.remove(0);
            waiting.extend(std::mem::take(&mut grid.nested));
            grid.into_sheets(Origin::Nested, None, budget, workbook)?;
        }
        Ok(())
    }
}

/// The sheets of a document.
pub(super) fn workbook(blocks: Vec<Block>, mut budget: Budget) -> Result<Workbook, Fault> {
    let (mut workbook, mut heading, mut paragraphs) = (Workbook::default(), None, Vec::new());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                heading = Some(paragraph.text.clone());
                paragraphs.push(paragraph);
            }
            Block::Table(grid) => {
                grid.into_sheets(Origin::Table, heading.take().as_deref(), &mut budget, &mut workbook)?;
            }
        }
    }
    if let Some(sheet) = prose::sheet(&paragraphs, &mut budget)? {
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_push_later_cells_aside() {
        let (mut grid, mut budget) = (Grid::default(), Budget::default());
        grid.row(false);
        for (text, wide, high) in [("a", 1, 2), ("b", 2, 1)] {
            grid.cell(text, Extent::Spans(wide, high), &mut budget).expect("it is small");
        }
        grid.row(false);
        for text in ["c", "d"] {
            grid.cell(text, Extent::Spans(1, 1), &mut budget).expect("it is small");
        }
        let columns: Vec<u32> = grid.rows[1].cells.iter().map(|cell| cell.column).collect();
        assert_eq!(columns, [2, 3]);
        assert_eq!(grid.merges.len(), 2);
    }

    #[test]
    fn word_continues_cells_downward() {
        let (mut grid, mut budget) = (Grid::default(), Budget::default());
        for (row, extent) in [Extent::Begins(1), Extent::Continues(1), Extent::Continues(1)].into_iter().enumerate() {
            grid.row(false);
            grid.cell("x", extent, &mut budget).expect("it is small");
            grid.cell(&row.to_string(), Extent::Spans(1, 1), &mut budget).expect("it is small");
        }
        assert_eq!(grid.merges, [Merge { rows: (1, 3), columns: (1, 1) }]);
        assert_eq!(grid.words(), "x | 0\n1\n2");
    }
}

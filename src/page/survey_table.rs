//! The table of a survey: a CSV file of aggregates beside the record, with its small cells hidden.
//!
//! The file's bytes go in, columns and rows come out. The only file that names csv. The invariants: the first column names
//! the rows and is left alone; any other cell that is a count is judged with its row and its column; in a row with a
//! hidden count no share or mean is shown, since it would tell the count.

use super::cells::{self, Cell};
use super::model::chart::Table;
use super::model::part::Text;
use super::survey::hidden;
use super::view::{View, attachment_of};
use crate::calendar::Quantity;
use crate::record::value;
use crate::text::vietnamese;

/// The longest table that a page shows.
const ROWS: usize = 1000;

/// The table `name` of the record `id`; none where it does not exist or is no CSV file in UTF-8.
pub fn table(view: &View<'_>, id: &str, name: &str) -> Option<Table<'static>> {
    let bytes = attachment_of(view.register, id, name)?.bytes.as_deref()?;
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = read(text.trim_start_matches('\u{feff}'));
    if lines.is_empty() {
        return None;
    }
    let columns = lines.remove(0);
    let left_out = lines.len().saturating_sub(ROWS);
    lines.truncate(ROWS);
    for line in &mut lines {
        line.resize(columns.len(), String::new());
    }
    let mut rows = shown(view, &lines);
    if left_out > 0 {
        let mut last = vec![Text::default(); columns.len()];
        let words = view.say("hàng nữa không hiện ở đây", "more rows that are not shown here");
        last[0] = format!("… {} {words}", view.number(left_out as u64)).into();
        rows.push(last);
    }
    Some(Table { columns: columns.into_iter().map(Text::Owned).collect(), rows })
}

/// The lines of a file; spreadsheets in Vietnamese separate by semicolons.
fn read(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let clean = |cell: &str| vietnamese::nfc(cell.trim()).into_owned();
    let lines = reader.records().filter_map(Result::ok).map(|line| line.iter().map(clean).collect::<Vec<_>>());
    lines.filter(|line| line.iter().any(|cell| !cell.is_empty())).collect()
}

/// The cells as they are read, small ones hidden.
fn shown(view: &View<'_>, lines: &[Vec<String>]) -> Vec<Vec<Text<'static>>> {
    let min = view.register.settings.min_n;
    let quantity = |c: usize, cell: &str| if c == 0 { None } else { Quantity::parse(cell).ok() };
    let quantities: Vec<Vec<Option<Quantity>>> =
        lines.iter().map(|line| line.iter().enumerate().map(|(c, cell)| quantity(c, cell)).collect()).collect();
    let counts: Vec<Vec<Option<u32>>> =
        quantities.iter().map(|row| row.iter().map(|q| q.as_ref().map(|q| q.value)).collect()).collect();
    let judged = cells::of_table(&counts, min);
    let rows = lines.iter().zip(quantities).zip(&judged).map(|((line, quantities), cells)| {
        let covered = cells.iter().flatten().any(|c| *c != Cell::Shown);
        let told = line.iter().zip(quantities).zip(cells).enumerate();
        told.map(|(c, ((written, quantity), cell))| match (quantity, cell) {
            (Some(quantity), Some(cell)) => {
                hidden(view, *cell, min).unwrap_or_else(|| view.quantity(&value::Quantity(quantity)))
            }
            _ if c > 0 && covered && is_number(written) => Text::Borrowed("…"),
            _ => Text::Owned(written.clone()),
        })
        .collect()
    });
    rows.collect()
}

/// Whether a cell is a number other than a count: a share, a mean.
fn is_number(cell: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | ' ' | '\u{a0}' | '‰' | '-' | '+');
    cell.bytes().any(|b| b.is_ascii_digit()) && cell.chars().all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_their_own_delimiter() {
        assert_eq!(read("a,b\r\n1,\"2,5\"\n"), [["a", "b"], ["1", "2,5"]]);
        assert_eq!(read("a;b\n1,5;2\n\n;\n"), [["a", "b"], ["1,5", "2"]]);
        assert!(read("").is_empty());
    }

    #[test]
    fn shares_are_numbers() {
        assert!(is_number("26,9%") && is_number("-1.5") && !is_number("K27") && !is_number(""));
    }
}

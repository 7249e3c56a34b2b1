//! Separated values (.csv, .tsv), as Excel and other programs of any language write them.
//!
//! Bytes in, one sheet out. The separator is what divides most lines into the same number of cells; a first line `sep=;`
//! says it. Row numbers are those that a spreadsheet shows, whatever line ends stand in cells.

use super::limits::Budget;
use super::{Origin, Row, Sheet, Value, Workbook};
use crate::host::fault::Fault;
use crate::say;
use csv::{ByteRecord, ReaderBuilder};

const SEPARATORS: [u8; 4] = *b",;\t|";
/// How many rows the separator is guessed from.
const SAMPLE: usize = 60;

/// Reads the table in `bytes`.
pub(super) fn read(bytes: Vec<u8>) -> Result<Workbook, Fault> {
    let (text, problem) = super::encoding::decode(bytes, None);
    let mut workbook = Workbook { problems: problem.into_iter().collect(), ..Workbook::default() };
    let first = text.lines().next().unwrap_or_default().trim();
    let said = first.strip_prefix("sep=").filter(|s| s.len() == 1).map(|s| s.as_bytes()[0]);
    let separator = said.unwrap_or_else(|| guess(&text));
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut budget, mut sheet, mut inner) = (Budget::default(), Sheet::new("", Origin::Table), 0_u64);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| broken(&error))? {
        let (line, byte) = record.position().map_or((1, 0), |place| (place.line(), place.byte() as usize));
        // Blank lines are passed over by the reader; a spreadsheet counts them.
        let blank = text.as_bytes()[byte..].iter().take_while(|b| b.is_ascii_whitespace() && **b != b'\t');
        let line = line + blank.filter(|b| **b == b'\n').count() as u64;
        let mut row = Row { number: u32::try_from(line - inner).unwrap_or(u32::MAX), ..Row::default() };
        for (at, cell) in record.iter().enumerate() {
            inner += memchr::memchr_iter(b'\n', cell).count() as u64;
            let text = String::from_utf8_lossy(cell);
            budget.cell(&mut row, at as u32 + 1, Value::Text(text.replace("\r\n", "\n").into()))?;
        }
        if !(said.is_some() && line == 1) {
            budget.row(&mut sheet, row)?;
        }
    }
    workbook.sheets.push(sheet);
    Ok(workbook)
}

/// A separator that stands in no text.
const NONE: u8 = 0x1f;

/// The separator that divides most rows into the same number of cells, more than one; none where a table has one column.
fn guess(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut widths: Vec<usize> =
            reader.byte_records().take(SAMPLE).map_while(Result::ok).map(|record| record.len()).collect();
        let all = widths.len();
        widths.retain(|width| *width > 1);
        widths.sort_unstable();
        let most = widths.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).max().unwrap_or_default();
        // A comma in one text of many divides nothing.
        if most.0 * 2 > all { most } else { (0, 0) }
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    best.filter(|separator| score(*separator).0 > 0).unwrap_or(NONE)
}

fn broken(error: &csv::Error) -> Fault {
    Fault::new(say!("không đọc được bảng CSV: {error}", "the CSV table cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let workbook = read(text.as_bytes().to_vec()).expect("it is a table");
        let text = |value: &Value| if let Value::Text(text) = value { text.to_string() } else { String::new() };
        let rows = workbook.sheets[0].rows.iter();
        rows.map(|row| (row.number, row.cells.iter().map(|cell| text(&cell.value)).collect())).collect()
    }

    #[test]
    fn separators_are_guessed() {
        for text in ["a;b;c\n1,5;2;3\n", "a,b,c\n\"1,5\",2,3\n", "a\tb\tc\n1,5\t2\t3\n", "sep=;\na;b;c\n1,5;2;3\n"] {
            let rows = rows(text);
            assert_eq!(rows.last().expect("two rows").1, ["1,5", "2", "3"], "{text}");
        }
        assert_eq!(rows("Câu hỏi\nMột, hai; ba?\n")[1].1.concat(), "Một, hai; ba?");
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let rows = rows("a;b\n\"một\nhai\";x\n\n3;y\n");
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 4]);
    }
}

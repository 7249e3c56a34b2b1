//! The head of a table: found among titles and mottos, in one row or two, and what each of its columns is.
//!
//! A grid in, a [`Head`] out. Of all rows the one that the dictionary understands best is the head; below it a second row
//! may divide merged heads. The invariant: a head has a column of questions.

use super::grid::Grid;
use super::{Column, Options, Use};
use crate::import::words::{self, Field, key};

/// How far down a head is looked for.
const ROWS: usize = 80;
/// A longer text is no head.
const LONGEST: usize = 120;

/// A head: its first and last row, and its columns.
pub(super) struct Head {
    pub(super) rows: (u32, u32),
    pub(super) columns: Vec<Column>,
}

/// The head of a table of questions.
pub(super) fn find(grid: &Grid<'_>, options: &Options) -> Option<Head> {
    let mut best: Option<(usize, Head)> = None;
    let rows = grid.sheet.rows.iter().filter(|row| options.include_hidden || !row.hidden).take(ROWS);
    for row in rows {
        for last in [row.number, row.number + 1] {
            if last != row.number && !is_divided(grid, row.number) {
                continue;
            }
            let columns = columns(grid, (row.number, last), options);
            let score = score(&columns);
            let has_text = columns.iter().any(|c| c.use_ == Use::Field(Field::Text));
            if has_text && best.as_ref().is_none_or(|(least, _)| score > *least) {
                best = Some((score, Head { rows: (row.number, last), columns }));
            }
        }
    }
    best.map(|(_, head)| head)
}

/// How well a head is understood: columns with a meaning, those of personal data too.
fn score(columns: &[Column]) -> usize {
    columns.iter().filter(|column| !matches!(column.use_, Use::Unknown | Use::Covered | Use::Double(_))).count()
}

/// Whether the row below divides merged heads: what stands there stands under a head that is wider than one column, and
/// nothing under the others but what is merged with them.
fn is_divided(grid: &Grid<'_>, row: u32) -> bool {
    // A title stands over the whole table; a head that is divided has others beside it.
    let mut beside: Vec<u32> = (1..=grid.width())
        .filter_map(|column| grid.at(row, column))
        .filter(|seen| !super::grid::shown(seen.value).is_empty())
        .map(|seen| seen.left)
        .collect();
    beside.dedup();
    if beside.len() < 2 {
        return false;
    }
    let mut divided = false;
    for column in 1..=grid.width() {
        let (above, below) = (grid.at(row, column), grid.at(row + 1, column));
        let Some(below) = below.filter(|below| below.top == row + 1) else { continue };
        let wide = match above {
            Some(above) => above.right > above.left || column < grid.width() && grid.at(row, column + 1).is_none(),
            None => column > 1,
        };
        let text = super::grid::shown(below.value);
        if !wide || text.chars().count() > 60 || text.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        divided |= below.left == below.right || below.bottom == row + 1;
    }
    divided
}

/// The columns of a head in the rows `rows`.
fn columns(grid: &Grid<'_>, rows: (u32, u32), options: &Options) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut parent = String::new();
    for number in 1..=grid.width() {
        let own = grid.at(rows.0, number);
        let above = own.map_or_else(String::new, |seen| super::grid::shown(seen.value));
        let below = grid.at(rows.1, number).filter(|seen| rows.1 > rows.0 && seen.top == rows.1);
        let below = below.map_or_else(String::new, |seen| super::grid::shown(seen.value));
        // A head that is wider than its column without being merged, as in separated values.
        if !above.is_empty() || rows.0 == rows.1 || below.is_empty() {
            parent.clone_from(&above);
        }
        let (above, below) = (words_of(&parent), words_of(&below));
        if above.is_empty() && below.is_empty() || above.chars().count() > LONGEST {
            if grid.sheet.rows.iter().any(|row| row.number > rows.1 && row.cells.iter().any(|c| c.column == number)) {
                columns.push(Column { number, head: String::new(), keys: Vec::new(), use_: Use::Unknown });
            }
            continue;
        }
        // A head that is merged over columns without being divided covers them all; only its first is asked for.
        if rows.0 == rows.1 && own.is_some_and(|seen| seen.left < number) {
            columns.push(Column { number, head: above.clone(), keys: vec![key(&above)], use_: Use::Covered });
            continue;
        }
        columns.push(column(number, &above, &below));
    }
    settle(&mut columns, grid, options);
    columns
}

/// A head on one line.
fn words_of(head: &str) -> String {
    head.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn column(number: u32, above: &str, below: &str) -> Column {
    let (one, two) = (key(above), key(below));
    let (head, mut keys) = if below.is_empty() {
        (above.to_owned(), vec![one])
    } else if above.is_empty() {
        (below.to_owned(), vec![two])
    } else {
        (format!("{above} | {below}"), vec![format!("{one} {two}"), format!("{two} {one}"), two, one])
    };
    for text in [above, below] {
        if let Some((before, _)) = text.split_once('(') {
            keys.push(key(before));
        }
        keys.extend(text.split('/').filter(|_| text.contains('/')).map(key));
    }
    keys.retain(|key| !key.is_empty());
    if keys.is_empty() && above.trim() == "#" {
        keys.push("stt".to_owned());
    }
    Column { number, head, keys, use_: Use::Unknown }
}

/// Gives every column its use.
fn settle(columns: &mut Vec<Column>, grid: &Grid<'_>, options: &Options) {
    let named = |column: &Column, head: &str| column.keys.iter().any(|known| *known == key(head));
    for column in columns.iter_mut().filter(|column| column.use_ == Use::Unknown) {
        let mapped = options.map.iter().find(|(head, _)| named(column, head)).map(|(_, field)| *field);
        let field = || column.keys.iter().find_map(|known| words::field_of(known));
        column.use_ = if options.ignore.iter().any(|head| named(column, head)) {
            Use::Ignored
        } else if grid.is_hidden(column.number) && !options.include_hidden {
            Use::Hidden
        } else if column.keys.iter().any(|known| words::is_personal(known)) {
            Use::Personal
        } else {
            mapped.or_else(field).map_or(Use::Unknown, Use::Field)
        };
    }
    let has = |columns: &[Column], field| columns.iter().any(|column| column.use_ == Use::Field(field));
    if !has(columns, Field::Text)
        && let Some(column) =
            columns.iter_mut().find(|c| c.use_ == Use::Unknown && c.keys.iter().any(|k| k == "noi dung"))
    {
        column.use_ = Use::Field(Field::Text);
    }
    for at in 0..columns.len() {
        if columns[at].use_ == Use::Unknown && columns[at].keys.iter().any(|known| words::is_either(known)) {
            let field = if has(columns, Field::Unit) { Field::From } else { Field::Unit };
            columns[at].use_ = Use::Field(field);
        }
        if columns[at].use_ == Use::Unknown
            && columns[at].keys.iter().any(|k| k == "noi dung")
            && !has(columns, Field::Topic)
        {
            columns[at].use_ = Use::Field(Field::Topic);
        }
    }
    // "Lý do" alone is the reason of what the column beside it says; without that column nobody knows of what.
    if has(columns, Field::Visibility) && !has(columns, Field::Reason) {
        let reason = |column: &&mut Column| column.use_ == Use::Unknown && column.keys.iter().any(|k| k == "ly do");
        if let Some(column) = columns.iter_mut().find(reason) {
            column.use_ = Use::Field(Field::Reason);
        }
    }
    covered(columns, grid);
    doubles(columns);
}

/// Columns under a head that another begins: empty ones are no columns, and those of a person's data are that too.
fn covered(columns: &mut Vec<Column>, grid: &Grid<'_>) {
    let filled = |column: &Column| {
        let cells = grid.sheet.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.column == column.number);
        cells.filter(|cell| !super::grid::shown(&cell.value).is_empty()).take(2).count()
    };
    // The merged head itself may be repeated in its cells.
    columns.retain(|column| column.use_ != Use::Covered || filled(column) > 0);
    for at in 1..columns.len() {
        if columns[at].use_ == Use::Covered {
            let same = columns[..at].iter().rev().find(|c| c.keys == columns[at].keys).map(|c| c.use_);
            if let Some(Use::Personal | Use::Ignored | Use::Hidden) = same {
                columns[at].use_ = Use::Ignored;
            }
        }
    }
}

/// A field has one column; only the asker's group may be told by several.
fn doubles(columns: &mut [Column]) {
    let mut seen: Vec<Field> = Vec::new();
    for column in columns {
        let Use::Field(field) = column.use_ else { continue };
        if field != Field::From && seen.contains(&field) {
            column.use_ = Use::Double(field);
        } else {
            seen.push(field);
        }
    }
}

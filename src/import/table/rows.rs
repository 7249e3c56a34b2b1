//! The rows under a head: questions, sections, and what is neither.
//!
//! A grid and its head in, a [`Table`] out. Rows of numbers under the head, repeated heads, sums, recipients and
//! signatures are left out; hidden rows and columns are told and left out.

use super::grid::{Grid, Seen, shown};
use super::head::Head;
use super::{Column, Filled, Line, Options, Table, Use};
use crate::import::problem::{Place, Problem};
use crate::import::read::{Origin, Row, Value};
use crate::import::words::{self, Field, Section};
use crate::say;

/// How many hidden rows are told one by one.
const TOLD: usize = 200;

/// Reads the rows under `head`.
pub(super) fn read(grid: &Grid<'_>, head: Head, options: &Options, problems: &mut Vec<Problem>) -> Table {
    let sheet = grid.sheet;
    let mut table = Table {
        sheet: sheet.name.clone(),
        prose: sheet.origin == Origin::Prose,
        head_row: head.rows.1,
        columns: head.columns,
        sections: Vec::new(),
        lines: Vec::new(),
    };
    if let Some(section) = sheet.heading.as_deref().and_then(words::section).filter(|s| s.roman || s.declared.is_some())
    {
        table.sections.push((0, section));
    }
    hidden_columns(&table, problems);
    let mut hidden = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.number > table.head_row || table.prose && row.number > 0) {
        if row.hidden && !options.include_hidden {
            hidden.push(row.number);
            continue;
        }
        match kind(grid, &table, row) {
            Kind::Nothing => {}
            Kind::End => break,
            Kind::Section(section) => table.sections.push((row.number, section)),
            Kind::Line => {
                let line = line(grid, &table, row);
                table.lines.push(line);
            }
        }
    }
    hidden_rows(&table, &hidden, problems);
    if !table.prose {
        super::personal::mark(grid, &mut table);
    }
    table
}

enum Kind {
    Nothing,
    End,
    Section(Section),
    Line,
}

/// The cells that begin in a row, each once, without those of columns that are not looked at.
fn own<'g>(grid: &Grid<'g>, table: &Table, row: &Row) -> Vec<(Option<Field>, Seen<'g>)> {
    let mut own: Vec<(Option<Field>, Seen<'g>)> = Vec::new();
    for cell in &row.cells {
        let column = table.columns.iter().find(|column| column.number == cell.column);
        let field = match column.map(|column| column.use_) {
            Some(Use::Field(field)) => Some(field),
            Some(Use::Hidden | Use::Personal | Use::Ignored) => continue,
            _ => None,
        };
        if let Some(seen) = grid.at(row.number, cell.column).filter(|s| s.top == row.number && s.left == cell.column) {
            own.push((field, seen));
        }
    }
    own
}

fn kind(grid: &Grid<'_>, table: &Table, row: &Row) -> Kind {
    let own = own(grid, table, row);
    let texts: Vec<String> = own.iter().map(|(_, seen)| shown(seen.value)).collect();
    let Some(first) = texts.first() else { return Kind::Nothing };
    let text_of = |field| own.iter().position(|(f, _)| *f == Some(field));
    if table.prose && row.number == 0 || is_numbers(&texts) || is_head(&own, &texts, table) {
        return Kind::Nothing;
    }
    let asks = text_of(Field::Text);
    if own.len() <= 2 && asks.is_none_or(|at| at == 0) && words::is_tail(first) && !table.prose {
        return Kind::End;
    }
    if words::is_sum(first) && asks.is_none_or(|at| at == 0 || texts[at].chars().count() < 20) {
        return Kind::Nothing;
    }
    if let Some(section) = section(&own, &texts) {
        return Kind::Section(section);
    }
    // A row that only continues merged cells, or has nothing but a number or a remark, asks nothing.
    let says = own.iter().any(|(field, _)| field.is_some_and(|f| !matches!(f, Field::Number | Field::Note)));
    if says { Kind::Line } else { Kind::Nothing }
}

/// "(1) (2) (3)" under the head.
fn is_numbers(texts: &[String]) -> bool {
    let number = |text: &String| text.trim_matches(['(', ')', '[', ']', ' ']).parse::<u32>().ok();
    texts.len() >= 3
        && texts
            .iter()
            .map(number)
            .collect::<Option<Vec<u32>>>()
            .is_some_and(|all| all[0] <= 1 && all.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// The head, printed again on a new page.
fn is_head(own: &[(Option<Field>, Seen<'_>)], texts: &[String], table: &Table) -> bool {
    let same = own.iter().zip(texts).filter(|((_, seen), text)| {
        let column = table.columns.iter().find(|column| column.number == seen.left);
        column.is_some_and(|column| column.keys.contains(&words::key(text)))
    });
    own.len() >= 2 && same.count() * 4 >= own.len() * 3
}

/// A row that names what follows: one cell over several columns, or beside nothing but a numeral.
fn section(own: &[(Option<Field>, Seen<'_>)], texts: &[String]) -> Option<Section> {
    let plain = |text: &str| Section { title: text.to_owned(), level: u8::MAX, roman: false, declared: None };
    match own {
        [(field, seen)] => {
            let text = &texts[0];
            if !text.chars().any(char::is_alphabetic) || !matches!(seen.value, Value::Text(_)) {
                return None;
            }
            let read = words::section(text);
            let wide = seen.right > seen.left && seen.top == seen.bottom;
            if wide
                || !matches!(field, Some(Field::Text)) && field.is_none_or(|f| f != Field::Answer && f != Field::Unit)
            {
                return Some(read.unwrap_or_else(|| plain(text)));
            }
            read.filter(|s| (s.roman || s.declared.is_some() || s.level == u8::MAX) && !text.trim_end().ends_with('?'))
        }
        [(Some(Field::Number), _), (_, second)] if matches!(second.value, Value::Text(_)) => {
            let number = texts[0].trim_end_matches(['.', ')', ' ']);
            let (level, _) = words::level_of(number).filter(|(_, roman)| *roman)?;
            let read = words::section(&texts[1]).unwrap_or_else(|| plain(&texts[1]));
            Some(Section { level, roman: true, ..read })
        }
        _ => None,
    }
}

/// The cells of a row that have a meaning.
fn line(grid: &Grid<'_>, table: &Table, row: &Row) -> Line {
    let cells = table.columns.iter().enumerate().filter_map(|(at, column)| {
        let Use::Field(field) = column.use_ else { return None };
        let seen = grid.at(row.number, column.number)?;
        // Text over several columns is the value of the first of them.
        let own = seen.left == column.number;
        own.then(|| (field, Filled { value: seen.value.clone(), column: at, top: seen.top.max(table.head_row + 1) }))
    });
    Line { row: row.number, section: table.sections.len().checked_sub(1), cells: cells.collect() }
}

fn hidden_columns(table: &Table, problems: &mut Vec<Problem>) {
    for Column { number, head, keys, .. } in table.columns.iter().filter(|column| column.use_ == Use::Hidden) {
        let place = Place::sheet(&table.sheet).row(table.head_row).column(*number, head);
        let told =
            Problem::warning(say!("cột ẩn `{head}` không được nhập", "the hidden column `{head}` is not imported"));
        // Nobody is advised to take in what is hidden for a good reason.
        let personal = keys.iter().any(|key| words::is_personal(key));
        let help = if personal {
            say!(
                "cột này là dữ liệu cá nhân; nên xoá khỏi tệp, vì ai nhận tệp cũng mở ra xem được",
                "the column is personal data; delete it from the file, since whoever has the file can show it"
            )
        } else {
            super::hidden_help()
        };
        problems.push(told.help(help).at(place));
    }
}

fn hidden_rows(table: &Table, hidden: &[u32], problems: &mut Vec<Problem>) {
    for row in hidden.iter().take(TOLD) {
        problems.push(
            Problem::warning(say!("dòng ẩn {row} không được nhập", "the hidden row {row} is not imported"))
                .help(super::hidden_help())
                .at(table.at(*row)),
        );
    }
    if let Some(more) = hidden.len().checked_sub(TOLD).filter(|more| *more > 0) {
        problems.push(
            Problem::warning(say!(
                "và {more} dòng ẩn khác không được nhập",
                "{more} more hidden rows are not imported"
            ))
            .help(super::hidden_help())
            .at(Place::sheet(&table.sheet)),
        );
    }
}

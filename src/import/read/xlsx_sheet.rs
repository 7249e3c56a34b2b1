//! One sheet of a workbook: its cells as they are shown, its merged cells, what of it is hidden.
//!
//! The XML of the sheet in, rows of a [`Sheet`] out. Of a formula the computed value is taken; one without is told apart.

use super::limits::Budget;
use super::xlsx_style::{Styles, day_of_serial};
use super::xml::{Tag, Token, Xml};
use super::{Merge, Row, Sheet, Value};
use crate::host::fault::Fault;
use std::io::Read;
use std::sync::Arc;

/// What the whole workbook knows.
pub(super) struct Context {
    pub(super) styles: Styles,
    pub(super) strings: Vec<Arc<str>>,
    pub(super) since_1904: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    column: u32,
    kind: Box<str>,
    style: usize,
    formula: bool,
    text: String,
    /// Whether characters belong to the value.
    inside: bool,
    phonetic: bool,
}

/// Reads the sheet in `xml` into `sheet`.
pub(super) fn read<R: Read>(
    xml: &mut Xml<R>,
    context: &Context,
    budget: &mut Budget,
    sheet: &mut Sheet,
) -> Result<(), Fault> {
    let (mut row, mut cell, mut last_row, mut last_column) = (Row::default(), Open::default(), 0, 0);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match &*tag.name {
                "col" => hidden_columns(&tag, sheet),
                "row" => {
                    let number = number(&tag, "r").unwrap_or(last_row + 1);
                    let flat = tag.get("ht").and_then(|height| height.parse::<f64>().ok()) == Some(0.0);
                    row = Row { number, hidden: tag.is_on("hidden") || flat, cells: Vec::new() };
                    (last_row, last_column) = (number, 0);
                }
                "c" => {
                    let column = tag.get("r").and_then(reference).map_or(last_column + 1, |(column, _)| column);
                    last_column = column;
                    let style = number(&tag, "s").unwrap_or(0) as usize;
                    cell = Open { column, style, kind: tag.get("t").unwrap_or("n").into(), ..Open::default() };
                }
                "f" => cell.formula = true,
                "v" => cell.inside = true,
                "t" => cell.inside = !cell.phonetic,
                "rPh" => cell.phonetic = true,
                "mergeCell" => {
                    sheet.merges.extend(tag.get("ref").and_then(range));
                    Budget::merges(sheet.merges.len())?;
                }
                _ => {}
            },
            Token::Text(piece) if cell.inside => cell.text.push_str(&piece),
            Token::Text(_) => {}
            Token::Close(name) => match &*name {
                "v" | "t" => cell.inside = false,
                "rPh" => cell.phonetic = false,
                "c" => {
                    let open = std::mem::take(&mut cell);
                    let column = open.column;
                    if let Some(value) = value(open, context) {
                        budget.cell(&mut row, column, value)?;
                    }
                }
                "row" => budget.row(sheet, std::mem::take(&mut row))?,
                _ => {}
            },
        }
    }
    sheet.rows.sort_by_key(|row| row.number);
    Ok(())
}

fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.get(name)?.parse().ok()
}

fn hidden_columns(tag: &Tag, sheet: &mut Sheet) {
    let flat = tag.get("width").and_then(|width| width.parse::<f64>().ok()) == Some(0.0);
    if let (true, Some(first), Some(last)) = (tag.is_on("hidden") || flat, number(tag, "min"), number(tag, "max")) {
        sheet.hidden_columns.push((first, last));
    }
}

/// What a cell shows; nothing when it is empty.
fn value(cell: Open, context: &Context) -> Option<Value> {
    if cell.text.is_empty() {
        return cell.formula.then_some(Value::Uncomputed);
    }
    let text = |text: &str| Some(Value::Text(unescaped(text).into()));
    match &*cell.kind {
        "s" => cell.text.trim().parse::<usize>().ok().and_then(|at| context.strings.get(at)).cloned().map(Value::Text),
        "e" => Some(Value::Broken(cell.text.into())),
        "b" => text(if cell.text.trim() == "1" { "TRUE" } else { "FALSE" }),
        "n" => match cell.text.trim().parse::<f64>() {
            Ok(number) if context.styles.shows_days(cell.style) => {
                Some(day_of_serial(number, context.since_1904).map_or(Value::Number(number), Value::Day))
            }
            Ok(number) => Some(Value::Number(number)),
            Err(_) => text(&cell.text),
        },
        _ => text(&cell.text),
    }
}

/// Column and row of a reference such as `C7`, from 1.
fn reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = text[..letters].bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((column, text[letters..].parse().ok()?))
}

fn range(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    let ((left, top), (right, bottom)) = (reference(first)?, reference(last)?);
    (left <= right && top <= bottom).then_some(Merge { rows: (top, bottom), columns: (left, right) })
}

/// A text with the escapes of spreadsheets resolved: `_x000D_` is a carriage return.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.replace("\r\n", "\n");
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        if let Some(letter) = letter {
            plain.push(letter);
            rest = &rest[at + 7..];
        } else {
            plain.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_ranges() {
        assert_eq!(reference("A1"), Some((1, 1)));
        assert_eq!(reference("IV200000"), Some((256, 200_000)));
        assert_eq!(reference("12"), None);
        assert_eq!(range("B2:C5"), Some(Merge { rows: (2, 5), columns: (2, 3) }));
        assert_eq!(range("C5:B2"), None);
    }

    #[test]
    fn escapes() {
        assert_eq!(unescaped("a_x000D_\nb_x005F_x_xe"), "a\nb_x_xe");
        assert_eq!(unescaped("a\r\nb"), "a\nb");
    }
}

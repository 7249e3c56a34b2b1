//! Writing tables: CSV, a JSON array, JSON Lines.
//!
//! Rows go in, the bytes of a file come out. Rows are written in pieces on all threads and joined in order, so that a file
//! is in memory once and its bytes do not depend on the number of threads. The invariants: every format has the same rows,
//! the same columns in the same order and the same values; a row is one line; text is NFC; in CSV, a text that a
//! spreadsheet would take for a formula has an apostrophe in front.

use super::table::{AnyTable, Rows, Value};
use crate::page::view::one_line;
use crate::text::vietnamese::nfc;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::Write as _;

/// How many rows one thread writes at a time.
const PIECE: usize = 1024;

/// How many pieces wait to be joined.
const PIECES: usize = 16;

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, UTF-8 with a byte order mark, lines ending in LF.
    Csv,
    /// An array of objects, one a line.
    Json,
    /// An object a line.
    Lines,
}

impl Format {
    /// What a file's name ends with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Lines => "jsonl",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Lines => "application/jsonl",
        }
    }

    /// The formats that a table is published in.
    pub fn of(table: &dyn AnyTable) -> &'static [Self] {
        if table.about().lines { &[Self::Csv, Self::Json, Self::Lines] } else { &[Self::Csv, Self::Json] }
    }
}

/// The bytes of a table's file.
pub fn write(table: &dyn AnyTable, rows: &dyn Rows, format: Format) -> Vec<u8> {
    let names: Vec<&'static str> = table.fields().iter().map(|f| f.name).collect();
    let mut out = Vec::new();
    match format {
        Format::Csv => {
            out.extend_from_slice("\u{feff}".as_bytes());
            out.extend(csv_lines(std::iter::once(names.iter().map(|n| Cow::Borrowed(*n)).collect())));
        }
        Format::Json => out.extend_from_slice(b"["),
        Format::Lines => {}
    }
    let count = rows.count();
    for start in (0..count).step_by(PIECE * PIECES) {
        let end = (start + PIECE * PIECES).min(count);
        let pieces: Vec<_> = (start..end).step_by(PIECE).map(|first| first..(first + PIECE).min(end)).collect();
        let written: Vec<Vec<u8>> = pieces
            .into_par_iter()
            .map(|range| match format {
                Format::Csv => csv_lines(range.map(|at| cells(rows, at))),
                Format::Json => objects(rows, &names, range, true),
                Format::Lines => objects(rows, &names, range, false),
            })
            .collect();
        for piece in written {
            out.extend_from_slice(&piece);
        }
    }
    if format == Format::Json {
        out.extend_from_slice(if count == 0 { b"]\n" } else { b"\n]\n" });
    }
    out
}

fn cells(rows: &dyn Rows, at: usize) -> Vec<Cow<'static, str>> {
    let mut cells = Vec::new();
    rows.row(at, &mut |_, value| {
        cells.push(match value {
            Value::None => Cow::Borrowed(""),
            Value::Text(text) => guarded(clean(text)).into_owned().into(),
            Value::Word(word) => clean(word).into_owned().into(),
            Value::Day(day) => day.to_string().into(),
            Value::Whole(number) => number.to_string().into(),
            Value::Number(number) => number.to_string().into(),
            Value::Flag(flag) => if flag { "true" } else { "false" }.into(),
        });
    });
    cells
}

/// Composed characters, one line.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    match one_line(text) {
        Cow::Borrowed(text) => nfc(text),
        Cow::Owned(text) => nfc(&text).into_owned().into(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}").into() } else { text }
}

fn csv_lines(lines: impl Iterator<Item = Vec<Cow<'static, str>>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.iter().map(|cell| cell.as_bytes())).expect("all rows of a table have its columns");
    }
    writer.into_inner().expect("memory takes every byte")
}

/// Rows as objects; those of an array have a comma in front, but for its first one.
fn objects(rows: &dyn Rows, names: &[&'static str], range: std::ops::Range<usize>, array: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for at in range {
        if array {
            out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        }
        rows.row(at, &mut |i, value| {
            out.push(if i == 0 { b'{' } else { b',' });
            json(&mut out, names[i]);
            out.push(b':');
            match value {
                Value::None => out.extend_from_slice(b"null"),
                Value::Text(text) | Value::Word(text) => json(&mut out, &clean(text)),
                Value::Day(day) => json(&mut out, &day.to_string()),
                Value::Whole(number) => write!(out, "{number}").expect("memory takes every byte"),
                Value::Number(number) => write!(out, "{number}").expect("memory takes every byte"),
                Value::Flag(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
            }
        });
        out.push(b'}');
        if !array {
            out.push(b'\n');
        }
    }
    out
}

fn json(out: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(out, text).expect("a text is JSON");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::data::source::Source;
    use crate::export::data::table::{About, Field, Kind};

    const WORDS: [&str; 4] = ["=1+1", "hai\ndòng", "có \"nháy\", phẩy", "e\u{302}\u{301}"];

    struct Words(usize);

    impl Rows for Words {
        fn count(&self) -> usize {
            self.0
        }

        fn row(&self, at: usize, each: &mut dyn FnMut(usize, Value<'_>)) {
            each(0, Value::Whole(at as u64));
            each(1, Value::Text(WORDS[at % WORDS.len()].into()));
            each(2, if at == 0 { Value::None } else { Value::Number(0.5) });
        }
    }

    impl AnyTable for Words {
        fn about(&self) -> &About {
            &About { name: "words", title: ("", ""), meaning: ("", ""), key: &["no"], lines: true }
        }

        fn fields(&self) -> Vec<Field> {
            let field =
                |name| Field { name, kind: Kind::Text, title: ("", ""), meaning: ("", ""), required: false, to: None };
            ["no", "word", "share"].into_iter().map(field).collect()
        }

        fn rows<'s>(&'s self, _: &'s Source<'s>) -> Box<dyn Rows + 's> {
            Box::new(Self(self.0))
        }
    }

    fn text(count: usize, format: Format) -> String {
        String::from_utf8(write(&Words(count), &Words(count), format)).expect("UTF-8")
    }

    #[test]
    fn csv_is_guarded_quoted_composed_and_one_row_a_line() {
        let expected = "\u{feff}no,word,share\n0,'=1+1,\n1,hai dòng,0.5\n2,\"có \"\"nháy\"\", phẩy\",0.5\n3,ế,0.5\n";
        assert_eq!(text(4, Format::Csv), expected);
    }

    #[test]
    fn json_has_the_same_rows() {
        let array: Vec<serde_json::Value> = serde_json::from_str(&text(4, Format::Json)).expect("JSON");
        assert_eq!(array[0], serde_json::json!({ "no": 0, "word": "=1+1", "share": null }));
        let lines: Vec<serde_json::Value> =
            text(4, Format::Lines).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        assert_eq!(array, lines);
        assert_eq!(text(0, Format::Json), "[]\n");
        assert_eq!(text(0, Format::Lines), "");
    }

    #[test]
    fn pieces_join_in_order() {
        let count = PIECE * PIECES + PIECE + 3;
        let array: Vec<serde_json::Value> = serde_json::from_str(&text(count, Format::Json)).expect("JSON");
        assert!(array.iter().enumerate().all(|(i, row)| row["no"] == i));
        assert_eq!(array.len(), count);
        assert_eq!(text(count, Format::Csv).lines().count(), count + 1);
    }
}

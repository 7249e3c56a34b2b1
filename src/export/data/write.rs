//! Writing tables: CSV, a JSON array, JSON Lines.
//!
//! Rows go in, the bytes of files come out, piece by piece. Pieces are written on all threads and handed on in order, so that
//! the bytes do not depend on the number of threads and no table is ever in memory; each row is asked for once and written
//! in both kinds of line. The invariants: every format has the same rows,
//! the same columns in the same order and the same values; a row is one line; text is NFC; in CSV, a text that a
//! spreadsheet would take for a formula has an apostrophe in front.

use super::table::{AnyTable, Rows, Value};
use crate::calendar::iso;
use crate::page::view::one_line;
use crate::text::vietnamese::nfc;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// How many rows one thread writes at a time.
const PIECE: usize = 256;

/// How many pieces are written before they are handed on.
const PIECES: usize = 8;

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

/// Some rows of a table.
#[derive(Default)]
struct Written {
    csv: Vec<u8>,
    lines: Vec<u8>,
}

/// Writes a table: each row is asked for once, whatever the number of formats; `put` takes the next bytes of each format.
pub fn write(table: &dyn AnyTable, rows: &dyn Rows, put: &mut dyn FnMut(Format, &[u8])) {
    let names: Vec<&'static str> = table.fields().iter().map(|f| f.name).collect();
    let mut header = csv_writer();
    header.write_record(&names).expect("memory takes every byte");
    put(Format::Csv, "\u{feff}".as_bytes());
    put(Format::Csv, &header.into_inner().expect("memory takes every byte"));
    let count = rows.count();
    let mut array = Vec::new();
    for start in (0..count).step_by(PIECE * PIECES) {
        let end = (start + PIECE * PIECES).min(count);
        let pieces: Vec<_> = (start..end).step_by(PIECE).map(|first| first..(first + PIECE).min(end)).collect();
        let written: Vec<Written> =
            pieces.into_par_iter().with_max_len(1).map(|range| piece(rows, &names, range)).collect();
        for (at, piece) in written.into_iter().enumerate() {
            put(Format::Csv, &piece.csv);
            put(Format::Lines, &piece.lines);
            elements(&piece.lines, start + at == 0, &mut array);
            put(Format::Json, &array);
        }
    }
    put(Format::Json, if count == 0 { b"[]\n" } else { b"\n]\n" });
}

/// Writes lines of objects into `out` as the next elements of an array, which they begin where they are the first.
fn elements(lines: &[u8], mut first: bool, out: &mut Vec<u8>) {
    out.clear();
    out.reserve(lines.len() + lines.len() / 64 + 8);
    let mut rest = lines;
    while let Some(at) = memchr::memchr(b'\n', rest) {
        out.extend_from_slice(if std::mem::take(&mut first) { b"[\n" } else { b",\n" });
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
    }
}

/// Some rows, in both kinds of line.
fn piece(rows: &dyn Rows, names: &[&'static str], range: Range<usize>) -> Written {
    let (mut csv, mut lines) = (csv_writer(), Vec::new());
    for at in range {
        rows.row(at, &mut |i, value| {
            lines.push(if i == 0 { b'{' } else { b',' });
            json(&mut lines, names[i]);
            lines.push(b':');
            let begins = lines.len();
            let cell: Cow<'_, str> = match value {
                Value::None => {
                    lines.extend_from_slice(b"null");
                    "".into()
                }
                Value::Text(text) => {
                    let text = clean(text);
                    json(&mut lines, &text);
                    guarded(text)
                }
                Value::Word(word) => {
                    let word = clean(word);
                    json(&mut lines, &word);
                    word
                }
                Value::Day(day) => {
                    let day = iso(day);
                    json(&mut lines, &day);
                    day.into()
                }
                // Numbers and flags are written alike in both.
                Value::Whole(number) => number.to_string().into(),
                Value::Number(number) => number.to_string().into(),
                Value::Flag(flag) => if flag { "true" } else { "false" }.into(),
            };
            if lines.len() == begins {
                lines.extend_from_slice(cell.as_bytes());
            }
            csv.write_field(cell.as_bytes()).expect("memory takes every byte");
        });
        lines.extend_from_slice(b"}\n");
        csv.write_record(None::<&[u8]>).expect("all rows of a table have its columns");
    }
    Written { csv: csv.into_inner().expect("memory takes every byte"), lines }
}

fn csv_writer() -> Writer<Vec<u8>> {
    let mut settings = WriterBuilder::new();
    settings.terminator(Terminator::Any(b'\n')).quote_style(QuoteStyle::Necessary).from_writer(Vec::new())
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

    fn text(count: usize, wanted: Format) -> String {
        let mut all = Vec::new();
        write(&Words(count), &Words(count), &mut |format, bytes| {
            if format == wanted {
                all.extend_from_slice(bytes);
            }
        });
        String::from_utf8(all).expect("UTF-8")
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

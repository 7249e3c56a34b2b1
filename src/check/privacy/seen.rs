//! What a reader sees of a text, with the way back to the bytes that were written.
//!
//! A text goes in, Markdown or plain; out comes its [`Seen`]: NFKC character by character, without zero-width characters
//! and soft hyphens, every space a space, dashes hyphens, mark-up gone, each block ended by a line end. Nearly every text
//! is its own `Seen` and is not copied. The invariant: every byte of it leads back to bytes of the source.

use crate::check::texts::Said;
use crate::markdown::reading::{self, Piece};
use crate::text::glance::{self, Glance};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A text as it is seen.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    /// The words; a line end is the end of a block, except in texts that are their own `Seen`, where one alone is a space.
    pub(super) text: Cow<'a, str>,
    /// For each character where it begins in `text` and the bytes that it was written with; empty where `text` is the source.
    map: Vec<(u32, Range<u32>)>,
    /// Links and images: address, and where all of it stands in the source.
    pub(super) addresses: Vec<Addressed>,
    /// Tables: rows of cells, each a range of `text`.
    pub(super) tables: Vec<Table>,
}

/// The address of a link or an image.
#[derive(Debug)]
pub(super) struct Addressed {
    /// As written.
    pub(super) address: String,
    /// Where the link stands in the source.
    pub(super) source: Range<usize>,
    /// Whether it is an image.
    pub(super) image: bool,
}

/// A table of a text.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Cells, row by row, the head first.
    pub(super) rows: Vec<Vec<Range<usize>>>,
}

impl<'a> Seen<'a> {
    /// Whether something else begins at byte `at`: another block, another cell.
    pub(super) fn breaks_at(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        if bytes.get(at) != Some(&b'\n') {
            return false;
        }
        // Where the text is the source, a line that ends is a space unless a paragraph or an item begins after it.
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let after = bytes.get(at + 2).copied().unwrap_or(b'\n');
        !self.map.is_empty() || next == b'\n' || (matches!(next, b'-' | b'+') && after == b' ')
    }

    /// The head of the column that byte `at` stands in, where that is a cell of a table.
    pub(super) fn head_over(&self, at: usize) -> Option<&str> {
        let inside = |cell: &Range<usize>| cell.start <= at && at < cell.end;
        self.tables.iter().find_map(|table| {
            let column = table.rows.iter().skip(1).find_map(|row| row.iter().position(inside))?;
            Some(&self.text[table.rows[0].get(column)?.clone()])
        })
    }

    /// A text that is no Markdown.
    pub(super) fn plain(text: &'a str) -> Self {
        Self::plain_with(text, Glance::of(text))
    }

    /// What a rule is shown.
    pub(super) fn said(said: &Said<'a>) -> Self {
        if said.markdown {
            Self::markdown_with(said.text, said.glance)
        } else {
            Self::plain_with(said.text, said.glance)
        }
    }

    fn plain_with(text: &'a str, glance: Glance) -> Self {
        if !glance.has(glance::VEILED) {
            return Self::unchanged(text);
        }
        let mut seen = Self::empty(text.len());
        seen.push(text, &(0..text.len()));
        seen
    }

    fn markdown_with(text: &'a str, glance: Glance) -> Self {
        if !glance.has(glance::VEILED.or(glance::MARKUP)) {
            return Self::unchanged(text);
        }
        let mut seen = Self::empty(text.len());
        let mut open: Vec<Range<usize>> = Vec::new();
        let (mut table, mut row, mut cell) = (Table::default(), Vec::new(), 0);
        reading::read(text, &mut |piece| match piece {
            Piece::Words(words, range) => seen.push(words, &range),
            Piece::Space(range) => seen.push(" ", &range),
            Piece::Opens { address, range, image } => {
                seen.addresses.push(Addressed { address: address.to_owned(), source: range.clone(), image });
                open.push(range);
            }
            Piece::Closes => drop(open.pop()),
            Piece::TableOpens => {
                seen.end_block();
                table = Table::default();
                cell = seen.text.len();
            }
            Piece::CellEnds => {
                row.push(cell..seen.text.len());
                seen.end_block();
                cell = seen.text.len();
            }
            Piece::RowEnds => table.rows.push(std::mem::take(&mut row)),
            Piece::TableEnds => seen.tables.push(std::mem::take(&mut table)),
            Piece::Break => {
                seen.end_block();
                cell = seen.text.len();
            }
        });
        seen
    }

    /// A sheet: cells ended by tabs, rows by line ends.
    pub(super) fn sheet(text: &str) -> Self {
        let mut seen = Self::empty(text.len());
        let mut table = Table::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let mut row = Vec::new();
            for cell in line.trim_end_matches('\n').split_inclusive('\t') {
                let start = seen.text.len();
                seen.push(cell.trim_end_matches('\t'), &(at..at + cell.trim_end_matches('\t').len()));
                row.push(start..seen.text.len());
                seen.end_block();
                at += cell.len();
            }
            at += usize::from(line.ends_with('\n'));
            table.rows.push(row);
        }
        // Titles stand over the head of a sheet.
        let widest = table.rows.iter().take(12).map(|row| filled(&seen.text, row)).max().unwrap_or(0);
        let head = table.rows.iter().position(|row| filled(&seen.text, row) == widest).unwrap_or(0);
        table.rows.drain(..head);
        seen.tables.push(table);
        seen
    }

    fn unchanged(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), map: Vec::new(), addresses: Vec::new(), tables: Vec::new() }
    }

    fn empty(capacity: usize) -> Self {
        let text = Cow::Owned(String::with_capacity(capacity));
        Self { text, map: Vec::with_capacity(capacity), addresses: Vec::new(), tables: Vec::new() }
    }

    /// Adds words that were written with the bytes `source`; of the same length where each stands for itself.
    fn push(&mut self, words: &str, source: &Range<usize>) {
        let exact = words.len() == source.len();
        let text = self.text.to_mut();
        for (at, c) in words.char_indices() {
            let written = if exact { source.start + at..source.start + at + c.len_utf8() } else { source.clone() };
            let written = written.start as u32..written.end as u32;
            let mut show = |c: char| {
                self.map.push((text.len() as u32, written.clone()));
                text.push(c);
            };
            match c {
                ' '..='~' => show(c),
                _ => shown(c, &mut show),
            }
        }
    }

    fn end_block(&mut self) {
        let at = self.map.last().map_or(0, |(_, written)| written.end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.map.push((self.text.len() as u32, at..at));
            self.text.to_mut().push('\n');
        }
    }

    /// The bytes of the source that `range` of the text was written with.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        if self.map.is_empty() {
            return range.clone();
        }
        let first = self.map.partition_point(|(at, _)| (*at as usize) < range.start).min(self.map.len() - 1);
        let last = self.map.partition_point(|(at, _)| (*at as usize) < range.end).saturating_sub(1).max(first);
        let (start, end) = (self.map[first].1.start as usize, self.map[last].1.end as usize);
        start..end.max(start)
    }
}

/// How many cells of a row have something in them.
fn filled(text: &str, row: &[Range<usize>]) -> usize {
    row.iter().filter(|cell| !text[(*cell).clone()].trim().is_empty()).count()
}

/// The name of a file as words: `_` is read as a space.
pub(super) fn of_file_name(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    name.chars().for_each(|c| shown(if c == '_' { ' ' } else { c }, &mut |c| words.push(c)));
    words
}

/// A text without places: what [`Seen::plain`] would show.
pub(super) fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    text.chars().for_each(|c| shown(c, &mut |c| words.push(c)));
    words
}

/// Shows what is seen of one character.
fn shown(c: char, show: &mut dyn FnMut(char)) {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{20e3}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}' => {}
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => show('-'),
        '\u{b7}' | '\u{2022}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' => show('.'),
        // One character that means three dots must not become three.
        '…' => show('…'),
        _ if c.is_whitespace() || c.is_control() => show(' '),
        _ => std::iter::once(c).nfkc().for_each(|c| show(if c.is_whitespace() { ' ' } else { c })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl<'a> Seen<'a> {
        pub(in crate::check::privacy) fn markdown(text: &'a str) -> Self {
            Self::markdown_with(text, Glance::of(text))
        }
    }

    fn shown_as(text: &str) -> String {
        Seen::markdown(text).text.into_owned()
    }

    #[test]
    fn a_reader_sees_no_mark_up_and_nothing_invisible() {
        assert_eq!(shown_as("gọi 0912**345**678").trim_end(), "gọi 0912345678");
        assert_eq!(shown_as("09\u{200b}12\u{ad}34\u{a0}56\u{3000}78").trim_end(), "091234 56 78");
        assert_eq!(shown_as("０９１２ ｘ＠ｙ").trim_end(), "0912 x@y");
        assert_eq!(shown_as("0️⃣9️⃣ 0912–345").trim_end(), "09 0912-345");
        assert_eq!(shown_as("&#48;912 \\*").trim_end(), "0912 *");
        assert_eq!(Seen::plain("a*b\u{a0}c").text, "a*b c");
    }

    #[test]
    fn plain_text_is_not_copied() {
        for text in ["Em hỏi: lịch thi “môn” Toán… ở đâu?", "dòng một\ndòng hai"] {
            assert!(matches!(Seen::markdown(text).text, Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn blocks_and_cells_are_apart() {
        assert_eq!(shown_as("**a**\n\nb"), "a\nb\n");
        let text = "| A | B |\n|---|---|\n| 1 | 2 |\n";
        let seen = Seen::markdown(text);
        let cells: Vec<Vec<&str>> =
            seen.tables[0].rows.iter().map(|row| row.iter().map(|c| &seen.text[c.clone()]).collect()).collect();
        assert_eq!(cells, [["A", "B"], ["1", "2"]]);
    }

    #[test]
    fn places_lead_back() {
        let text = "*x* gọi 0912**345**678 nhé";
        let seen = Seen::markdown(text);
        let at = seen.text.find("0912345678").expect("it is seen");
        assert_eq!(&text[seen.source(&(at..at + 10))], "0912**345**678");
        let text = "a\u{200b} &#48;9";
        let seen = Seen::markdown(text);
        assert_eq!(&text[seen.source(&(2..4))], "&#48;9");
    }
}

//! The texts that diagnostics point into, each indexed once, and the places in them.
//!
//! Paths and spans in, lines and columns out. A span that does not fit its text (the file changed, or has no text) is
//! brought back to the nearest place that does, so that no renderer can fail.

use super::Texts;
use crate::diagnostic::Place;
use crate::text::source::LineIndex;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A line and a column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The first place of any file.
const ORIGIN: Position = Position { line: 1, column: 1 };

/// The texts asked for so far.
pub(super) struct Sources<'t, 'a> {
    texts: Texts<'t, 'a>,
    indexed: FxHashMap<Box<str>, Option<Source<'a>>>,
}

impl<'t, 'a> Sources<'t, 'a> {
    pub(super) fn new(texts: Texts<'t, 'a>) -> Self {
        Self { texts, indexed: FxHashMap::default() }
    }

    /// The text at `path`.
    pub(super) fn get(&mut self, path: &str) -> Option<&mut Source<'a>> {
        if !self.indexed.contains_key(path) {
            self.indexed.insert(path.into(), (self.texts)(path).map(Source::new));
        }
        self.indexed.get_mut(path)?.as_mut()
    }

    /// Where `place` begins and ends.
    pub(super) fn positions(&mut self, place: &Place) -> (Position, Position) {
        let span = place.span.range();
        self.get(&place.path)
            .map_or((ORIGIN, ORIGIN), |source| (source.position(span.start), source.position(span.end)))
    }
}

/// One text with its lines, and the place last asked for: diagnostics come sorted, so that the next is mostly near.
pub(super) struct Source<'a> {
    index: LineIndex<'a>,
    last: (usize, Position),
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        Self { index: LineIndex::new(text), last: (0, ORIGIN) }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.index.text()
    }

    /// The bytes of the line that holds `offset`, without its end and without a byte order mark.
    pub(super) fn line_at(&self, offset: usize) -> Range<usize> {
        self.without_mark(self.index.line_at(offset))
    }

    /// The bytes of line `number`.
    pub(super) fn line(&self, number: usize) -> Option<Range<usize>> {
        self.index.line(number).map(|line| self.without_mark(line))
    }

    fn without_mark(&self, line: Range<usize>) -> Range<usize> {
        let mark = self.text()[line.clone()].starts_with('\u{feff}') && line.start == 0;
        line.start + if mark { '\u{feff}'.len_utf8() } else { 0 }..line.end
    }

    /// The nearest byte at or before `offset` where a character begins.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        self.text().floor_char_boundary(offset)
    }

    /// Line and column of byte `offset`.
    ///
    /// Counts on from the last place on the same line, so that many places on one endless line cost one walk over it.
    pub(super) fn position(&mut self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let (from, last) = self.last;
        let line = self.index.line_at(offset);
        let position = if line.start <= from && from <= offset && from > 0 {
            let passed = &self.text()[from..offset];
            Position { line: last.line, column: last.column + passed.chars().count() }
        } else {
            let (line, column) = self.index.position(offset);
            Position { line, column }
        };
        self.last = (offset, position);
        position
    }
}

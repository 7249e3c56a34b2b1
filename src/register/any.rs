//! All records in one row, whatever their kind: for rules and files that treat them alike.
//!
//! A register goes in; its records come out one after the other, or in pieces that threads can share. The invariant: the
//! pieces together are the row, in its order.

use super::index::{
    CommitmentIx, DialogueIx, DocumentIx, PageIx, ProcedureIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx,
};
use super::{Entry, Register};
use crate::record::Record;
use crate::record::body::Sections;
use crate::record::field::{Visit, Visitor};
use crate::text::span::Span;
use rayon::prelude::*;

/// A record as rules see it that do not care about its kind.
#[derive(Clone, Copy)]
pub struct AnyRecord<'r> {
    /// Its id.
    pub id: &'r str,
    /// The path of its file.
    pub path: &'r str,
    /// Where it begins.
    pub span: Span,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its Markdown.
    pub body: Span,
    /// The parts of its Markdown.
    pub sections: &'r Sections,
    /// Which record; `site.toml`, tables of days and orphans have none.
    pub ix: Option<RecordIx>,
    facts: &'r dyn Visit,
}

fn of_entry<T: Visit>(entry: &Entry<T>, ix: Option<RecordIx>) -> AnyRecord<'_> {
    AnyRecord {
        id: &entry.id,
        path: &entry.path,
        span: entry.span,
        draft: entry.draft,
        body: entry.body,
        sections: &entry.sections,
        ix,
        facts: &*entry.facts,
    }
}

/// A record without a home.
fn of_orphan(record: &Record) -> AnyRecord<'_> {
    AnyRecord {
        id: &record.id,
        path: &record.path,
        span: record.span,
        draft: record.draft,
        body: record.body,
        sections: &record.sections,
        ix: None,
        facts: record.facts.as_visit(),
    }
}

/// How many records an arena has, and how one of them is come by.
type Arena<'r, 's> = (usize, fn(&'r Register<'s>, usize) -> AnyRecord<'r>);

impl AnyRecord<'_> {
    /// Shows every leaf of the record to `visitor`.
    pub fn visit(&self, visitor: &mut dyn Visitor) {
        self.facts.visit(visitor);
    }
}

impl<'s> Register<'s> {
    /// The arenas, `site.toml` first, orphans last.
    fn arenas<'r>(&'r self) -> [Arena<'r, 's>; 13] {
        macro_rules! arena {
            ($list:ident) => {
                (self.$list.len(), |register, at| of_entry(&register.$list[at], None))
            };
            ($list:ident $kind:ident $ix:ident) => {
                (self.$list.len(), |register, at| {
                    of_entry(&register.$list[at].entry, Some(RecordIx::$kind($ix(at as u32))))
                })
            };
        }
        [
            (self.site.as_slice().len(), |register, at| of_entry(&register.site.as_slice()[at], None)),
            arena!(tables),
            arena!(units Unit UnitIx),
            arena!(topics Topic TopicIx),
            arena!(procedures Procedure ProcedureIx),
            arena!(documents Document DocumentIx),
            arena!(pages Page PageIx),
            arena!(rounds Round RoundIx),
            arena!(dialogues Dialogue DialogueIx),
            arena!(questions Question QuestionIx),
            arena!(commitments Commitment CommitmentIx),
            arena!(surveys Survey SurveyIx),
            (self.orphans.len(), |register, at| of_orphan(&register.orphans[at])),
        ]
    }

    /// Every record, `site.toml` first, orphans last.
    pub fn records<'r>(&'r self) -> impl Iterator<Item = AnyRecord<'r>> {
        let each = move |(count, get): Arena<'r, 's>| (0..count).map(move |at| get(self, at));
        self.arenas().into_iter().flat_map(each)
    }

    /// The same in pieces of `size` for threads, without a list of all.
    pub fn pieces(&self, size: usize) -> impl IndexedParallelIterator<Item = impl Iterator<Item = AnyRecord<'_>>> {
        let count: usize = self.arenas().iter().map(|arena| arena.0).sum();
        let starts = (0..count.div_ceil(size)).into_par_iter().map(move |piece| piece * size);
        starts.map(move |start| (start..count.min(start + size)).filter_map(|position| self.record_at(position)))
    }

    fn record_at(&self, mut position: usize) -> Option<AnyRecord<'_>> {
        for (count, get) in self.arenas() {
            if position < count {
                return Some(get(self, position));
            }
            position -= count;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::record::parse;
    use crate::record::place::place_of;
    use crate::register::link::{AsOf, link};
    use crate::text::source::{SourceFile, SourceTree};
    use chrono::NaiveDate;
    use rayon::prelude::*;

    #[test]
    fn pieces_of_any_size_are_the_row() {
        let files = [
            ("content/rounds/r/khoa/questions/001.md", "+++\ntitle = \"a\"\n+++\n"),
            ("content/rounds/r/round.md", "+++\ntitle = \"a\"\n+++\n"),
            ("content/site.toml", "title = \"a\"\n"),
            ("content/units/khoa.md", "+++\nname = \"a\"\n+++\n"),
            ("content/units/phong.md", "+++\nname = \"a\"\n+++\n"),
        ];
        let files = files.map(|(path, text)| SourceFile::new(path, text)).to_vec();
        let sources = SourceTree { files, ..SourceTree::default() };
        let read = |file: &SourceFile| parse(file, &place_of(&file.path["content/".len()..]).unwrap()).value.records;
        let records = sources.files.iter().flat_map(read).collect();
        let day = NaiveDate::from_ymd_opt(2024, 6, 28).unwrap();
        let register = link(&sources, records, Vec::new(), AsOf { day, is_today: false });
        let row: Vec<&str> = register.records().map(|record| record.id).collect();
        assert_eq!(row, ["site", "units/khoa", "units/phong", "r", "r/khoa/questions/001"], "the orphan is the last");
        for size in [1, 2, 5, 6] {
            let pieces = register.pieces(size).map(|piece| piece.map(|record| record.id).collect::<Vec<_>>());
            assert_eq!(pieces.collect::<Vec<_>>().concat(), row, "pieces of {size}");
        }
    }
}

//! All records in one row, whatever their kind: for rules and files that treat them alike.
//!
//! A register goes in; its records come out one after the other, or those at some positions, so that threads can share
//! them without a list of all. The invariant: a position means the same record as long as the register does not change.

use super::index::{
    CommitmentIx, DialogueIx, DocumentIx, PageIx, ProcedureIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx,
};
use super::{Entry, Linked, Register};
use crate::record::Record;
use crate::record::body::Sections;
use crate::record::field::{Visit, Visitor};
use crate::text::span::Span;
use std::ops::Range;

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

/// A record without a home.
fn orphan(record: &Record) -> AnyRecord<'_> {
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

impl AnyRecord<'_> {
    /// Shows every leaf of the record to `visitor`.
    pub fn visit(&self, visitor: &mut dyn Visitor) {
        self.facts.visit(visitor);
    }
}

impl Register<'_> {
    /// How many records there are, of all kinds.
    pub fn count(&self) -> usize {
        self.lengths().iter().sum()
    }

    /// The lengths of the arenas, in the order of [`Self::records`].
    fn lengths(&self) -> [usize; 13] {
        [
            usize::from(self.site.is_some()),
            self.tables.len(),
            self.units.len(),
            self.topics.len(),
            self.procedures.len(),
            self.documents.len(),
            self.pages.len(),
            self.rounds.len(),
            self.dialogues.len(),
            self.questions.len(),
            self.commitments.len(),
            self.surveys.len(),
            self.orphans.len(),
        ]
    }

    /// Every record, `site.toml` first, orphans last.
    pub fn records(&self) -> impl Iterator<Item = AnyRecord<'_>> {
        (0..self.count()).filter_map(|position| self.record_at(position))
    }

    /// The records at some positions of [`Self::records`]; so threads can share them without a list of all.
    pub fn records_at(&self, positions: Range<usize>) -> impl Iterator<Item = AnyRecord<'_>> {
        positions.filter_map(|position| self.record_at(position))
    }

    fn record_at(&self, position: usize) -> Option<AnyRecord<'_>> {
        fn any<T: Visit, L>(linked: &Linked<T, L>, ix: RecordIx) -> AnyRecord<'_> {
            any_entry(&linked.entry, Some(ix))
        }
        fn any_entry<T: Visit>(e: &Entry<T>, ix: Option<RecordIx>) -> AnyRecord<'_> {
            AnyRecord {
                id: &e.id,
                path: &e.path,
                span: e.span,
                draft: e.draft,
                body: e.body,
                sections: &e.sections,
                ix,
                facts: &*e.facts,
            }
        }
        let mut at = position;
        let mut arena = 0;
        for length in self.lengths() {
            if at < length {
                break;
            }
            at -= length;
            arena += 1;
        }
        let ix = at as u32;
        Some(match arena {
            0 => any_entry(self.site.as_ref()?, None),
            1 => any_entry(&self.tables[at], None),
            2 => any(&self.units[at], RecordIx::Unit(UnitIx(ix))),
            3 => any(&self.topics[at], RecordIx::Topic(TopicIx(ix))),
            4 => any(&self.procedures[at], RecordIx::Procedure(ProcedureIx(ix))),
            5 => any(&self.documents[at], RecordIx::Document(DocumentIx(ix))),
            6 => any(&self.pages[at], RecordIx::Page(PageIx(ix))),
            7 => any(&self.rounds[at], RecordIx::Round(RoundIx(ix))),
            8 => any(&self.dialogues[at], RecordIx::Dialogue(DialogueIx(ix))),
            9 => any(&self.questions[at], RecordIx::Question(QuestionIx(ix))),
            10 => any(&self.commitments[at], RecordIx::Commitment(CommitmentIx(ix))),
            11 => any(&self.surveys[at], RecordIx::Survey(SurveyIx(ix))),
            _ => orphan(self.orphans.get(at)?),
        })
    }
}

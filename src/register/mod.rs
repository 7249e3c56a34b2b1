//! The register: all records of a project, linked to each other and consistent by construction.
//!
//! Parsed records and the as-of date go in; arenas with typed indexes come out, with every derived fact (states,
//! visibility, who answers to what) computed once. A reference that leads nowhere is absent from the links; reporting it
//! is the business of `check`. Nothing here is stored that was not derived from dated facts.
//!
//! [`link`] builds it, [`timeline`] folds facts into states, [`deadline`] computes limits, [`settings`] holds what
//! `site.toml` says with its defaults, `any` puts all records in one row, [`part`] makes the register of a unit's own site.

mod any;
pub mod carry;
pub mod coverage;
pub mod deadline;
pub mod index;
pub mod link;
pub mod part;
pub mod reach;
pub mod schedule;
pub mod settings;
pub mod statistics;
pub mod timeline;

pub use any::AnyRecord;

use crate::choice;
use crate::record::body::Sections;
use crate::record::dialogue::OutcomeKind;
use crate::record::field::RefKind;
use crate::record::question::Visibility;
use crate::record::translation::Translation;
use crate::record::{commitment, dialogue, document, page, question, round, survey, unit};
use crate::text::source::{SourceFile, SourceTree};
use crate::text::span::Span;
use chrono::NaiveDate;
use deadline::Deadline;
use index::{CommitmentIx, DialogueIx, DocumentIx, Ids, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx};
use rustc_hash::FxHashMap;
use schedule::Schedule;
use settings::Settings;
use std::borrow::Cow;
use std::sync::Arc;
use thin_vec::ThinVec;
use timeline::{CommitmentCourse, QuestionCourse};

/// A record in its arena: what was written, and where.
#[derive(Debug)]
pub struct Entry<T> {
    /// Its id.
    pub id: Arc<str>,
    /// The path of its file, relative to the project.
    pub path: Arc<str>,
    /// Where it begins in the file.
    pub span: Span,
    /// Whether it is a draft: checked, shown by the preview only, counted nowhere.
    pub draft: bool,
    /// Whether errors of form were found in it.
    pub flawed: bool,
    /// Its Markdown, in the file.
    pub body: Span,
    /// Of a question: the parts of its Markdown.
    pub sections: Sections,
    /// Its facts.
    pub facts: Arc<T>,
}

impl<T> Entry<T> {
    /// The last part of its id.
    pub fn slug(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }
}

/// A record with its links.
#[derive(Debug)]
pub struct Linked<T, L> {
    /// The record.
    pub entry: Entry<T>,
    /// What it is linked to, and what was derived from that.
    pub links: L,
}

impl<T, L> std::ops::Deref for Linked<T, L> {
    type Target = Entry<T>;
    fn deref(&self) -> &Entry<T> {
        &self.entry
    }
}

/// A unit.
pub type Unit = Linked<unit::Unit, UnitLinks>;
/// A topic.
pub type Topic = Linked<unit::Topic, TopicLinks>;
/// A procedure.
pub type Procedure = Linked<round::Procedure, ()>;
/// A document.
pub type Document = Linked<document::Document, DocumentLinks>;
/// A free page.
pub type Page = Linked<page::Page, ()>;
/// A round.
pub type Round = Linked<round::Round, RoundLinks>;
/// A dialogue.
pub type Dialogue = Linked<dialogue::Dialogue, DialogueLinks>;
/// A question.
pub type Question = Linked<question::Question, QuestionLinks>;
/// A commitment.
pub type Commitment = Linked<commitment::Commitment, CommitmentLinks>;
/// A survey.
pub type Survey = Linked<survey::Survey, SurveyLinks>;

/// What leads to a unit.
#[derive(Debug, Default)]
pub struct UnitLinks {
    /// The dialogues it holds.
    pub dialogues: Vec<DialogueIx>,
    /// Questions asked of it: lead assignments, referrals to it, answers by it.
    pub asked_of: Vec<QuestionIx>,
    /// Commitments that it leads.
    pub commitments: Vec<CommitmentIx>,
    /// Documents that it issued.
    pub documents: Vec<DocumentIx>,
    /// Topics that it owns.
    pub topics: Vec<TopicIx>,
    /// Units below it.
    pub children: Vec<UnitIx>,
}

/// What leads to a topic.
#[derive(Debug, Default)]
pub struct TopicLinks {
    /// Questions on it.
    pub questions: Vec<QuestionIx>,
    /// Topics below it.
    pub children: Vec<TopicIx>,
}

/// Where a document belongs.
#[derive(Debug, Default)]
pub struct DocumentLinks {
    /// Its round.
    pub round: Option<RoundIx>,
    /// Its dialogue.
    pub dialogue: Option<DialogueIx>,
    /// Whether it may be published.
    pub public: bool,
    /// Records that name it.
    pub named_by: Vec<RecordIx>,
}

/// What a round holds.
#[derive(Debug, Default)]
pub struct RoundLinks {
    /// Its dialogues, by day, then by id.
    pub dialogues: Vec<DialogueIx>,
    /// Commitments of the round as a whole and of its dialogues.
    pub commitments: Vec<CommitmentIx>,
    /// Documents of the round as a whole.
    pub documents: Vec<DocumentIx>,
    /// Surveys of the round and of its dialogues.
    pub surveys: Vec<SurveyIx>,
    /// The round before.
    pub previous: Option<RoundIx>,
    /// Its steps with their dates.
    pub schedule: Schedule,
    /// Whether it was closed by the as-of date.
    pub closed: bool,
}

choice! {
    /// How a dialogue stands.
    pub enum DialogueState {
        Planned = "planned" ("Dự kiến", "Planned"),
        Held = "held" ("Đã tổ chức", "Held"),
        MinutesPublished = "minutes-published" ("Đã công khai biên bản", "Minutes published"),
        Closed = "closed" ("Kết thúc", "Closed"),
        Postponed = "postponed" ("Hoãn", "Postponed"),
        Cancelled = "cancelled" ("Huỷ", "Cancelled"),
        Converted = "converted" ("Đổi hình thức", "Form changed"),
    }
}

impl From<OutcomeKind> for DialogueState {
    fn from(kind: OutcomeKind) -> Self {
        match kind {
            OutcomeKind::Postponed => Self::Postponed,
            OutcomeKind::Cancelled => Self::Cancelled,
            OutcomeKind::Converted => Self::Converted,
        }
    }
}

/// What a dialogue holds.
#[derive(Debug)]
pub struct DialogueLinks {
    /// Its round.
    pub round: RoundIx,
    /// The unit that holds it.
    pub unit: Option<UnitIx>,
    /// Whether it may be published.
    pub public: bool,
    /// How it stands.
    pub state: DialogueState,
    /// First and last day on which it was or will be held.
    pub held: Option<(NaiveDate, NaiveDate)>,
    /// Its questions, by id.
    pub questions: Vec<QuestionIx>,
    /// Questions of the round that came up from below.
    pub takes_up: Vec<QuestionIx>,
    /// Its commitments, by id.
    pub commitments: Vec<CommitmentIx>,
    /// Its documents, by id.
    pub documents: Vec<DocumentIx>,
    /// Its surveys, by id.
    pub surveys: Vec<SurveyIx>,
}

/// Where a question belongs and how it stands.
#[derive(Debug)]
pub struct QuestionLinks {
    /// Its round.
    pub round: RoundIx,
    /// Its dialogue.
    pub dialogue: DialogueIx,
    /// What of it may be shown: its own word, and internal in an internal dialogue or a draft.
    pub visibility: Visibility,
    /// When it was received, where that is known.
    pub received: Option<NaiveDate>,
    /// The unit that has it: the last that answered it, was given it or was referred it, else that of its dialogue.
    pub answerer: Option<UnitIx>,
    /// Its first topic.
    pub topic: Option<TopicIx>,
    /// Its course and state.
    pub course: QuestionCourse,
    /// How its deadline stands.
    pub deadline: Deadline,
    /// The question that it was merged into.
    pub merged_into: Option<QuestionIx>,
    /// Questions merged into it.
    pub merged: ThinVec<QuestionIx>,
    /// The question that it was split from.
    pub split_from: Option<QuestionIx>,
    /// Questions split from it.
    pub parts: ThinVec<QuestionIx>,
    /// Commitments that answer to it.
    pub commitments: ThinVec<CommitmentIx>,
}

/// What a commitment answers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// A question.
    Question(QuestionIx),
    /// The conclusions of a dialogue, or the one with this number, from 1.
    Conclusions(DialogueIx, Option<u32>),
}

/// Where a commitment belongs and how it stands.
#[derive(Debug)]
pub struct CommitmentLinks {
    /// Its round.
    pub round: RoundIx,
    /// Its dialogue, unless it is of the round as a whole.
    pub dialogue: Option<DialogueIx>,
    /// The unit that leads it.
    pub lead: Option<UnitIx>,
    /// What it answers to.
    pub answers_to: ThinVec<Promise>,
    /// Whether it may be published.
    pub public: bool,
    /// The day it was made: that of the answer or dialogue that it answers to.
    pub made: Option<NaiveDate>,
    /// Its course and state.
    pub course: CommitmentCourse,
    /// How its deadline stands.
    pub deadline: Deadline,
}

/// Where a survey belongs.
#[derive(Debug)]
pub struct SurveyLinks {
    /// Its round.
    pub round: RoundIx,
    /// Its dialogue.
    pub dialogue: Option<DialogueIx>,
    /// Whether it may be published.
    pub public: bool,
}

/// All records of a project, linked.
pub struct Register<'s> {
    /// The files that the records were read from.
    pub sources: &'s SourceTree,
    /// What `site.toml` says, with its defaults.
    pub settings: Settings,
    /// The day for which everything is computed.
    pub as_of: NaiveDate,
    /// Whether that day is today, so that later facts are slips of the pen.
    pub as_of_is_today: bool,
    /// Days off and working Saturdays.
    pub calendars: crate::calendar::Calendars,
    /// Units, by id.
    pub units: Vec<Unit>,
    /// Topics, in the order of `topics.toml`.
    pub topics: Vec<Topic>,
    /// Procedures, by id.
    pub procedures: Vec<Procedure>,
    /// Documents, by id.
    pub documents: Vec<Document>,
    /// Free pages, by id.
    pub pages: Vec<Page>,
    /// Rounds, oldest first.
    pub rounds: Vec<Round>,
    /// Dialogues, by id.
    pub dialogues: Vec<Dialogue>,
    /// Questions, by id.
    pub questions: Vec<Question>,
    /// Commitments, by id.
    pub commitments: Vec<Commitment>,
    /// Surveys, by id.
    pub surveys: Vec<Survey>,
    /// Tables of days.
    pub tables: Vec<Entry<page::CalendarTable>>,
    /// `site.toml` itself.
    pub site: Option<Entry<crate::record::site::Site>>,
    /// Records whose round or dialogue is missing: checked, never published.
    pub orphans: Vec<crate::record::Record>,
    /// Translations, by id and language.
    pub translations: Vec<Translation>,
    /// Records by id.
    pub ids: Ids,
    /// Ids that two records have: the later record's path and place, and the earlier record.
    pub doubles: Vec<(Box<str>, Box<str>, Span, RecordIx)>,
    /// On the site of a part of the school: public records that are on the main site alone, in order.
    pub away: Vec<RecordIx>,
    translated: FxHashMap<Box<str>, Vec<u32>>,
    /// The files by path: every rule that reads texts asks for each of them.
    files: FxHashMap<&'s str, &'s SourceFile>,
}

impl<'s> Register<'s> {
    /// The unit that `slug` names.
    pub fn unit(&self, slug: &str) -> Option<UnitIx> {
        match self.ids.resolve(RefKind::Unit, slug, "") {
            Some(RecordIx::Unit(ix)) => Some(ix),
            _ => None,
        }
    }

    /// The topic that `id` names.
    pub fn topic(&self, id: &str) -> Option<TopicIx> {
        match self.ids.resolve(RefKind::Topic, id, "") {
            Some(RecordIx::Topic(ix)) => Some(ix),
            _ => None,
        }
    }

    /// The procedure that `slug` names.
    pub fn procedure(&self, slug: &str) -> Option<&Procedure> {
        match self.ids.resolve(RefKind::Procedure, slug, "") {
            Some(RecordIx::Procedure(ix)) => Some(&self.procedures[ix.at()]),
            _ => None,
        }
    }

    /// The document that `name` means in the record `id`.
    pub fn document(&self, name: &str, id: &str) -> Option<DocumentIx> {
        match self.ids.resolve(RefKind::Document, name, index::scope_of(id)) {
            Some(RecordIx::Document(ix)) => Some(ix),
            _ => None,
        }
    }

    /// The record that `name` of `kind` means in the record `id`.
    pub fn resolve(&self, kind: RefKind, name: &str, id: &str) -> Option<RecordIx> {
        self.ids.resolve(kind, name, index::scope_of(id))
    }

    /// The file that a record was read from.
    ///
    /// # Panics
    /// Never for paths of this register's records: they were read from `sources`.
    pub fn file(&self, path: &str) -> &'s SourceFile {
        self.files.get(path).expect("records are read from files of the tree")
    }

    /// A piece of a record's Markdown: NFC, lines ending in LF.
    pub fn markdown(&self, path: &str, span: Span) -> Cow<'s, str> {
        self.file(path).clean(span)
    }

    /// The translation of the record `id` into `lang`.
    pub fn translation(&self, id: &str, lang: &str) -> Option<&Translation> {
        let found = self.translated.get(id)?;
        found.iter().map(|&i| &self.translations[i as usize]).find(|t| &*t.lang == lang)
    }

    /// Whether a record may be published, under its own address.
    pub fn is_public(&self, ix: RecordIx) -> bool {
        match ix {
            RecordIx::Unit(i) => !self.units[i.at()].draft,
            RecordIx::Topic(i) => !self.topics[i.at()].draft,
            RecordIx::Procedure(i) => !self.procedures[i.at()].draft,
            RecordIx::Document(i) => self.documents[i.at()].links.public,
            RecordIx::Page(i) => !self.pages[i.at()].draft,
            RecordIx::Round(i) => !self.rounds[i.at()].draft,
            RecordIx::Dialogue(i) => self.dialogues[i.at()].links.public,
            RecordIx::Question(i) => {
                matches!(self.questions[i.at()].links.visibility, Visibility::Public | Visibility::Redacted)
            }
            RecordIx::Commitment(i) => self.commitments[i.at()].links.public,
            RecordIx::Survey(i) => self.surveys[i.at()].links.public,
        }
    }
}

//! Arenas: records sorted by kind, with links still to be made, and the ids by which they are found.
//!
//! Parsed records go in, one by one; each lies in the arena of its kind afterwards, sorted by id. A record whose round or
//! dialogue does not exist is set aside: it is checked, and never published.

use super::super::deadline::Deadline;
use super::super::index::{
    CommitmentIx, DialogueIx, DocumentIx, Ids, PageIx, ProcedureIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx,
    UnitIx, scope_of,
};
use super::super::settings::Settings;
use super::super::timeline::{self, Course};
use super::super::{
    CommitmentLinks, DialogueLinks, DialogueState, DocumentLinks, Entry, Linked, QuestionLinks, Register, RoundLinks,
    SurveyLinks, TopicLinks, UnitLinks,
};
use super::AsOf;
use crate::calendar::Calendars;
use crate::record::question::Visibility;
use crate::record::translation::Translation;
use crate::record::{Facts, Record};
use crate::text::source::SourceTree;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use thin_vec::ThinVec;

pub(super) fn empty(
    sources: &SourceTree,
    settings: Settings,
    translations: Vec<Translation>,
    as_of: AsOf,
) -> Register<'_> {
    let mut translated: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
    for (i, translation) in translations.iter().enumerate() {
        translated.entry(translation.id.clone()).or_default().push(i as u32);
    }
    Register {
        sources,
        settings,
        as_of: as_of.day,
        as_of_is_today: as_of.is_today,
        calendars: Calendars::new([]),
        units: Vec::new(),
        topics: Vec::new(),
        procedures: Vec::new(),
        documents: Vec::new(),
        pages: Vec::new(),
        rounds: Vec::new(),
        dialogues: Vec::new(),
        questions: Vec::new(),
        commitments: Vec::new(),
        surveys: Vec::new(),
        tables: Vec::new(),
        site: None,
        orphans: Vec::new(),
        translations,
        away: Vec::new(),
        ids: Ids::default(),
        doubles: Vec::new(),
        translated,
        files: sources.files.iter().map(|file| (&*file.path, file)).collect(),
    }
}

/// Splits a record into its entry, with `facts` of its own kind.
fn entry<T>(
    record: (
        Arc<str>,
        Arc<str>,
        crate::text::span::Span,
        bool,
        bool,
        crate::text::span::Span,
        crate::record::body::Sections,
    ),
    facts: Arc<T>,
) -> Entry<T> {
    let (id, path, span, draft, flawed, body, sections) = record;
    Entry { id, path, span, draft, flawed, body, sections, facts }
}

pub(super) fn sort_into_arenas(register: &mut Register<'_>, records: Vec<Record>) {
    let count = |is: fn(&Facts) -> bool| records.iter().filter(|record| is(&record.facts)).count();
    register.questions.reserve_exact(count(|facts| matches!(facts, Facts::Question(_))));
    register.commitments.reserve_exact(count(|facts| matches!(facts, Facts::Commitment(_))));
    register.documents.reserve_exact(count(|facts| matches!(facts, Facts::Document(_))));
    for record in records {
        let Record { id, path, span, draft, flawed, facts, body, sections } = record;
        let head = (id, path, span, draft, flawed, body, sections);
        match facts {
            Facts::Site(f) => register.site = Some(entry(head, f)),
            Facts::Calendar(f) => register.tables.push(entry(head, f)),
            Facts::Topic(f) => register.topics.push(Linked { entry: entry(head, f), links: TopicLinks::default() }),
            Facts::Unit(f) => register.units.push(Linked { entry: entry(head, f), links: UnitLinks::default() }),
            Facts::Procedure(f) => register.procedures.push(Linked { entry: entry(head, f), links: () }),
            Facts::Document(f) => {
                register.documents.push(Linked { entry: entry(head, f), links: DocumentLinks::default() });
            }
            Facts::Page(f) => register.pages.push(Linked { entry: entry(head, f), links: () }),
            Facts::Round(f) => register.rounds.push(Linked { entry: entry(head, f), links: RoundLinks::default() }),
            Facts::Dialogue(f) => register.dialogues.push(Linked { entry: entry(head, f), links: no_dialogue_links() }),
            Facts::Question(f) => register.questions.push(Linked { entry: entry(head, f), links: no_question_links() }),
            Facts::Commitment(f) => {
                register.commitments.push(Linked { entry: entry(head, f), links: no_commitment_links() });
            }
            Facts::Survey(f) => register.surveys.push(Linked { entry: entry(head, f), links: no_survey_links() }),
        }
    }
    by_id(&mut register.units);
    by_id(&mut register.procedures);
    by_id(&mut register.documents);
    by_id(&mut register.pages);
    by_id(&mut register.dialogues);
    by_id(&mut register.questions);
    by_id(&mut register.commitments);
    by_id(&mut register.surveys);
    set_orphans_aside(register);
}

fn by_id<T, L>(arena: &mut [Linked<T, L>]) {
    // In place: a stable sort would want room for half of them. No two stand at the same place of the same file.
    let key = |r: &Linked<T, L>| (r.entry.path.clone(), r.entry.span.start);
    arena.sort_unstable_by(|a, b| a.entry.id.cmp(&b.entry.id).then_with(|| key(a).cmp(&key(b))));
}

fn no_dialogue_links() -> DialogueLinks {
    DialogueLinks {
        round: RoundIx(0),
        unit: None,
        public: false,
        state: DialogueState::Planned,
        held: None,
        questions: Vec::new(),
        takes_up: Vec::new(),
        commitments: Vec::new(),
        documents: Vec::new(),
        surveys: Vec::new(),
    }
}

fn no_question_links() -> QuestionLinks {
    QuestionLinks {
        round: RoundIx(0),
        dialogue: DialogueIx(0),
        visibility: Visibility::Internal,
        received: None,
        answerer: None,
        topic: None,
        course: Course::begin(timeline::QuestionState::Received),
        deadline: Deadline::none(),
        merged_into: None,
        merged: ThinVec::new(),
        split_from: None,
        parts: ThinVec::new(),
        commitments: ThinVec::new(),
    }
}

fn no_commitment_links() -> CommitmentLinks {
    CommitmentLinks {
        round: RoundIx(0),
        dialogue: None,
        lead: None,
        answers_to: ThinVec::new(),
        public: false,
        made: None,
        course: Course::begin(timeline::CommitmentState::Planned),
        deadline: Deadline::none(),
    }
}

fn no_survey_links() -> SurveyLinks {
    SurveyLinks { round: RoundIx(0), dialogue: None, public: false }
}

/// Takes records out of the arenas whose round or dialogue does not exist.
fn set_orphans_aside(register: &mut Register<'_>) {
    let mut rounds: Vec<Arc<str>> = register.rounds.iter().map(|r| r.id.clone()).collect();
    rounds.sort();
    let has_round = |id: &str| id.split('/').next().is_some_and(|r| rounds.binary_search_by(|x| (**x).cmp(r)).is_ok());
    keep(&mut register.dialogues, &mut register.orphans, has_round, Facts::Dialogue);
    let dialogues = &register.dialogues;
    let has_home = |id: &str| {
        let scope = scope_of(id);
        if scope.contains('/') { dialogues.binary_search_by(|x| (*x.id).cmp(scope)).is_ok() } else { has_round(id) }
    };
    keep(&mut register.questions, &mut register.orphans, has_home, Facts::Question);
    keep(&mut register.commitments, &mut register.orphans, has_home, Facts::Commitment);
    keep(&mut register.surveys, &mut register.orphans, has_home, Facts::Survey);
    keep(&mut register.documents, &mut register.orphans, |id| scope_of(id).is_empty() || has_home(id), Facts::Document);
}

/// Keeps the records of `arena` that have a home, and moves the others to `orphans`.
fn keep<T, L>(
    arena: &mut Vec<Linked<T, L>>,
    orphans: &mut Vec<Record>,
    has_home: impl Fn(&str) -> bool,
    facts: impl Fn(Arc<T>) -> Facts,
) {
    orphans.extend(arena.extract_if(.., |linked| !has_home(&linked.entry.id)).map(|linked| {
        let Entry { id, path, span, draft, flawed, body, sections, facts: f } = linked.entry;
        Record { id, path, span, draft, flawed, facts: facts(f), body, sections }
    }));
}

pub(super) fn enter_ids(register: &mut Register<'_>) {
    let mut doubles = Vec::new();
    let ids = &mut register.ids;
    ids.reserve(register.documents.len() + register.questions.len() + register.commitments.len());
    let mut enter = |id: &Arc<str>, path: &str, span, ix| {
        if let Some(first) = ids.enter(id, ix) {
            doubles.push((Box::<str>::from(&**id), Box::<str>::from(path), span, first));
        }
    };
    macro_rules! enter_all {
        ($($arena:ident $ix:ident $kind:ident,)*) => {$(
            for (i, r) in register.$arena.iter().enumerate() {
                enter(&r.entry.id, &r.entry.path, r.entry.span, RecordIx::$kind($ix(i as u32)));
            }
        )*};
    }
    enter_all! {
        units UnitIx Unit, topics TopicIx Topic, procedures ProcedureIx Procedure, documents DocumentIx Document,
        pages PageIx Page, rounds RoundIx Round, dialogues DialogueIx Dialogue, questions QuestionIx Question,
        commitments CommitmentIx Commitment, surveys SurveyIx Survey,
    }
    register.doubles = doubles;
}

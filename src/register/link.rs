//! Linking: parsed records become a register.
//!
//! Records go in one by one in the order of their paths; each finds its arena, then its round and dialogue, then what it
//! refers to; at last what leads back is gathered. Every pass is linear. A reference that leads nowhere is left out.

use super::deadline::{self, Deadline};
use super::index::{
    CommitmentIx, DialogueIx, DocumentIx, Ids, PageIx, ProcedureIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx,
    UnitIx, scope_of,
};
use super::schedule::Schedule;
use super::settings::Settings;
use super::timeline::{self, Course, QuestionFact};
use super::{
    CommitmentLinks, DialogueLinks, DialogueState, DocumentLinks, Entry, Linked, Promise, Question, QuestionLinks,
    Register, RoundLinks, SurveyLinks, TopicLinks, UnitLinks,
};
use crate::calendar::Calendars;
use crate::record::dialogue::Audience;
use crate::record::field::RefKind;
use crate::record::question::{AssignedRole, Visibility};
use crate::record::translation::Translation;
use crate::record::value::LevelOfDialogue;
use crate::record::{Facts, Record};
use crate::text::source::SourceTree;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// The day for which a register is computed.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is today, so that later facts are slips of the pen.
    pub is_today: bool,
}

/// Links `records` and `translations`, which were read from `sources`.
pub fn link(sources: &SourceTree, records: Vec<Record>, translations: Vec<Translation>, as_of: AsOf) -> Register<'_> {
    let site = records.iter().find_map(|r| if let Facts::Site(site) = &r.facts { Some(&**site) } else { None });
    let settings = Settings::of(site);
    let mut register = empty(sources, settings, translations, as_of);
    sort_into_arenas(&mut register, records);
    super::schedule::order_rounds(&mut register);
    enter_ids(&mut register);
    register.calendars = super::schedule::calendars(&register);
    link_units_and_topics(&mut register);
    link_dialogues(&mut register);
    link_rounds(&mut register);
    link_questions(&mut register);
    link_commitments(&mut register);
    link_documents(&mut register);
    link_surveys(&mut register);
    gather_take_ups(&mut register);
    deadline::compute(&mut register);
    register
}

fn empty(sources: &SourceTree, settings: Settings, translations: Vec<Translation>, as_of: AsOf) -> Register<'_> {
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
        ids: Ids::default(),
        doubles: Vec::new(),
        translated,
    }
}

/// Splits a record into its entry, with `facts` of its own kind.
fn entry<T>(
    record: (
        Box<str>,
        Box<str>,
        crate::text::span::Span,
        bool,
        bool,
        crate::text::span::Span,
        crate::record::body::Sections,
    ),
    facts: Box<T>,
) -> Entry<T> {
    let (id, path, span, draft, flawed, body, sections) = record;
    Entry { id, path, span, draft, flawed, body, sections, facts }
}

fn sort_into_arenas(register: &mut Register<'_>, records: Vec<Record>) {
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
    arena.sort_by(|a, b| a.entry.id.cmp(&b.entry.id).then_with(|| a.entry.path.cmp(&b.entry.path)));
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
        course: empty_course(timeline::QuestionState::Received),
        deadline: Deadline::none(),
        merged_into: None,
        merged: Vec::new(),
        split_from: None,
        parts: Vec::new(),
        commitments: Vec::new(),
    }
}

fn no_commitment_links() -> CommitmentLinks {
    CommitmentLinks {
        round: RoundIx(0),
        dialogue: None,
        lead: None,
        answers_to: Vec::new(),
        public: false,
        made: None,
        course: empty_course(timeline::CommitmentState::Planned),
        deadline: Deadline::none(),
    }
}

fn no_survey_links() -> SurveyLinks {
    SurveyLinks { round: RoundIx(0), dialogue: None, public: false }
}

fn empty_course<S, F>(state: S) -> Course<S, F> {
    Course { state, events: Vec::new(), breaches: Vec::new(), later: Vec::new() }
}

/// Takes records out of the arenas whose round or dialogue does not exist.
fn set_orphans_aside(register: &mut Register<'_>) {
    let mut rounds: Vec<Box<str>> = register.rounds.iter().map(|r| r.id.clone()).collect();
    rounds.sort();
    let has_round = |id: &str| id.split('/').next().is_some_and(|r| rounds.binary_search_by(|x| (**x).cmp(r)).is_ok());
    let dialogues = keep(&mut register.dialogues, &mut register.orphans, |id| has_round(id), Facts::Dialogue);
    let has_home = |id: &str| {
        let scope = scope_of(id);
        if scope.contains('/') { dialogues.binary_search_by(|x| (**x).cmp(scope)).is_ok() } else { has_round(id) }
    };
    keep(&mut register.questions, &mut register.orphans, has_home, Facts::Question);
    keep(&mut register.commitments, &mut register.orphans, has_home, Facts::Commitment);
    keep(&mut register.surveys, &mut register.orphans, has_home, Facts::Survey);
    keep(&mut register.documents, &mut register.orphans, |id| scope_of(id).is_empty() || has_home(id), Facts::Document);
}

/// Keeps the records of `arena` that have a home, moves the others to `orphans`, and tells the ids kept.
fn keep<T, L>(
    arena: &mut Vec<Linked<T, L>>,
    orphans: &mut Vec<Record>,
    has_home: impl Fn(&str) -> bool,
    facts: impl Fn(Box<T>) -> Facts,
) -> Vec<Box<str>> {
    let all = std::mem::take(arena);
    for linked in all {
        if has_home(&linked.entry.id) {
            arena.push(linked);
        } else {
            let Entry { id, path, span, draft, flawed, body, sections, facts: f } = linked.entry;
            orphans.push(Record { id, path, span, draft, flawed, facts: facts(f), body, sections });
        }
    }
    arena.iter().map(|l| l.entry.id.clone()).collect()
}

fn enter_ids(register: &mut Register<'_>) {
    let mut doubles = Vec::new();
    let ids = &mut register.ids;
    let mut enter = |id: &str, path: &str, span, ix| {
        if let Some(first) = ids.enter(id, ix) {
            doubles.push((Box::<str>::from(id), Box::<str>::from(path), span, first));
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

/// The round and dialogue that hold the record `id`.
fn home(ids: &Ids, id: &str) -> (Option<RoundIx>, Option<DialogueIx>) {
    let scope = scope_of(id);
    let dialogue = match ids.get(scope) {
        Some(RecordIx::Dialogue(ix)) => Some(ix),
        _ => None,
    };
    let round = match ids.get(scope.split('/').next().unwrap_or("")) {
        Some(RecordIx::Round(ix)) => Some(ix),
        _ => None,
    };
    (round, dialogue)
}

fn link_units_and_topics(register: &mut Register<'_>) {
    let parents: Vec<_> =
        register.units.iter().map(|u| u.facts.parent.as_ref().and_then(|p| register.unit(p.as_str()))).collect();
    for (i, parent) in parents.into_iter().enumerate() {
        if let Some(parent) = parent {
            register.units[parent.at()].links.children.push(UnitIx(i as u32));
        }
    }
    for i in 0..register.topics.len() {
        let topic = &register.topics[i];
        let parent = topic.facts.parent.as_ref().and_then(|p| register.topic(p.as_str()));
        let leads: Vec<_> = topic.facts.lead.0.iter().filter_map(|u| register.unit(u.as_str())).collect();
        if let Some(parent) = parent {
            register.topics[parent.at()].links.children.push(TopicIx(i as u32));
        }
        for unit in leads {
            register.units[unit.at()].links.topics.push(TopicIx(i as u32));
        }
    }
}

fn link_dialogues(register: &mut Register<'_>) {
    for i in 0..register.dialogues.len() {
        let dialogue = &register.dialogues[i];
        let (round, _) = home(&register.ids, &dialogue.id);
        let unit = dialogue.facts.unit.get().and_then(|u| register.unit(u.as_str()));
        let class = dialogue.facts.level.copied() == Some(LevelOfDialogue::Class);
        let default = if class { Audience::Internal } else { Audience::Public };
        let audience = dialogue.facts.audience.as_ref().map_or(default, |a| a.value);
        let held = dialogue.facts.held.as_ref().and_then(|h| super::schedule::held_days(register, round, &h.0));
        let public = audience == Audience::Public && !dialogue.draft;
        let links = &mut register.dialogues[i].links;
        (links.round, links.unit, links.public, links.held) = (round.unwrap_or(RoundIx(0)), unit, public, held);
        if let Some(unit) = unit {
            register.units[unit.at()].links.dialogues.push(DialogueIx(i as u32));
        }
    }
}

fn link_rounds(register: &mut Register<'_>) {
    let as_of = register.as_of;
    for (i, dialogue) in register.dialogues.iter().enumerate() {
        register.rounds[dialogue.links.round.at()].links.dialogues.push(DialogueIx(i as u32));
    }
    for i in 0..register.rounds.len() {
        let closed = register.rounds[i].facts.closed.as_ref().is_some_and(|d| d.0 <= as_of);
        let schedule = Schedule::of(register, RoundIx(i as u32));
        let previous = super::schedule::previous_round(register, RoundIx(i as u32));
        let dialogues = &register.dialogues;
        let links = &mut register.rounds[i].links;
        (links.closed, links.schedule, links.previous) = (closed, schedule, previous);
        links.dialogues.sort_by_key(|d| (dialogues[d.at()].links.held.is_none(), dialogues[d.at()].links.held, d.at()));
    }
}

fn link_questions(register: &mut Register<'_>) {
    let as_of = register.as_of;
    for i in 0..register.questions.len() {
        let question = &register.questions[i];
        let (Some(round), Some(dialogue)) = home(&register.ids, &question.id) else { continue };
        let home = &register.dialogues[dialogue.at()];
        let own = question.facts.visibility.as_ref().map_or(Visibility::Public, |v| v.value);
        let visibility = if home.links.public && !question.draft { own } else { Visibility::Internal };
        let closed = register.rounds[round.at()].facts.closed.as_ref().map(|d| d.0);
        let course = timeline::fold_question(&question.facts, closed, as_of);
        let find =
            |r: &crate::record::value::QuestionRef| match register.resolve(RefKind::Question, r.as_str(), &question.id)
            {
                Some(RecordIx::Question(ix)) => Some(ix),
                _ => None,
            };
        let merged_into = question.facts.merged_into.as_ref().and_then(|r| find(r));
        let split_from = question.facts.split_from.as_ref().and_then(|r| find(r));
        let received = received(question, home.links.held.map(|h| h.0), &course);
        let asked_of = asked_of(register, question);
        let topics: Vec<_> = question.facts.topics.0.iter().filter_map(|t| register.topic(t.as_str())).collect();
        let ix = QuestionIx(i as u32);
        let links = &mut register.questions[i].links;
        (links.round, links.dialogue, links.visibility, links.received) = (round, dialogue, visibility, received);
        (links.course, links.merged_into, links.split_from) = (course, merged_into, split_from);
        register.dialogues[dialogue.at()].links.questions.push(ix);
        for unit in asked_of {
            register.units[unit.at()].links.asked_of.push(ix);
        }
        for topic in topics {
            push_once(&mut register.topics[topic.at()].links.questions, ix);
        }
        if let Some(target) = merged_into {
            register.questions[target.at()].links.merged.push(ix);
        }
        if let Some(origin) = split_from {
            register.questions[origin.at()].links.parts.push(ix);
        }
    }
}

fn push_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if list.last() != Some(&value) {
        list.push(value);
    }
}

/// When a question was received: as written, else the earlier of the dialogue's day and the first dated fact.
fn received(question: &Question, held: Option<NaiveDate>, course: &timeline::QuestionCourse) -> Option<NaiveDate> {
    let first = course.events.iter().filter(|e| e.1 < QuestionFact::Withdrawal).map(|e| e.0).min();
    let default = match (held, first) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    question.facts.received.as_ref().map(|d| d.0).or(default)
}

/// The units that a question is asked of: lead assignments, referrals to them, answers by them.
fn asked_of(register: &Register<'_>, question: &Question) -> Vec<UnitIx> {
    let facts = &question.facts;
    let leads = facts.assigned.iter().filter(|a| is_lead(a)).filter_map(|a| a.unit.get());
    let referred = facts.referrals.iter().filter_map(|r| r.to.as_ref().map(|u| &u.value));
    let answered = facts.answers.iter().filter_map(|a| a.unit.get());
    let mut units: Vec<_> = leads.chain(referred).chain(answered).filter_map(|u| register.unit(u.as_str())).collect();
    units.sort();
    units.dedup();
    units
}

/// Whether an assignment is the leading one.
pub fn is_lead(assigned: &crate::record::question::Assigned) -> bool {
    assigned.role.as_ref().is_none_or(|r| r.value == AssignedRole::Lead)
}

/// What `answers_to` means in the record `id`: a question, or conclusions of a dialogue.
pub fn promise(register: &Register<'_>, name: &str, id: &str) -> Option<Promise> {
    let (path, number) = match name.rsplit_once("conclusions") {
        Some((path, "")) => (path, None),
        Some((path, rest)) => (path, Some(rest.strip_prefix('/')?.parse().ok()?)),
        None => {
            return match register.resolve(RefKind::Promise, name, id)? {
                RecordIx::Question(ix) => Some(Promise::Question(ix)),
                _ => None,
            };
        }
    };
    let path = path.trim_end_matches('/');
    let dialogue =
        if path.is_empty() { register.ids.get(scope_of(id)) } else { register.resolve(RefKind::Dialogue, path, id) };
    let Some(RecordIx::Dialogue(ix)) = dialogue else { return None };
    let count = register.dialogues[ix.at()].facts.conclusions.len() as u32;
    let exists = number.map_or(count > 0, |n| (1..=count).contains(&n));
    exists.then_some(Promise::Conclusions(ix, number))
}

fn link_commitments(register: &mut Register<'_>) {
    let as_of = register.as_of;
    for i in 0..register.commitments.len() {
        let commitment = &register.commitments[i];
        let (Some(round), dialogue) = home(&register.ids, &commitment.id) else { continue };
        let lead = commitment.facts.lead.get().and_then(|u| register.unit(u.as_str()));
        let answers_to: Vec<_> = commitment
            .facts
            .answers_to
            .0
            .iter()
            .filter_map(|r| promise(register, r.as_str(), &commitment.id))
            .collect();
        let shown = answers_to.iter().any(|p| match p {
            Promise::Question(q) => {
                matches!(register.questions[q.at()].links.visibility, Visibility::Public | Visibility::Redacted)
            }
            Promise::Conclusions(d, _) => register.dialogues[d.at()].links.public,
        });
        let in_public = dialogue.is_none_or(|d| register.dialogues[d.at()].links.public);
        let public = shown && in_public && !commitment.draft;
        let made = answers_to.iter().filter_map(|p| promised_on(register, *p)).min();
        let course = timeline::fold_commitment(&commitment.facts, as_of);
        let ix = CommitmentIx(i as u32);
        for promise in &answers_to {
            if let Promise::Question(q) = promise {
                push_once(&mut register.questions[q.at()].links.commitments, ix);
            }
        }
        let links = &mut register.commitments[i].links;
        (links.round, links.dialogue, links.lead, links.answers_to) = (round, dialogue, lead, answers_to);
        (links.public, links.made, links.course) = (public, made, course);
        register.rounds[round.at()].links.commitments.push(ix);
        if let Some(dialogue) = dialogue {
            register.dialogues[dialogue.at()].links.commitments.push(ix);
        }
        if let Some(unit) = lead {
            register.units[unit.at()].links.commitments.push(ix);
        }
    }
}

/// The day of the first answer to a question, or of the dialogue whose conclusions they are.
fn promised_on(register: &Register<'_>, promise: Promise) -> Option<NaiveDate> {
    match promise {
        Promise::Question(q) => {
            let question = &register.questions[q.at()];
            let answered =
                question.links.course.events.iter().find(|e| matches!(e.1, QuestionFact::Answer(_))).map(|e| e.0);
            answered.or_else(|| register.dialogues[question.links.dialogue.at()].links.held.map(|h| h.0))
        }
        Promise::Conclusions(d, _) => register.dialogues[d.at()].links.held.map(|h| h.0),
    }
}

fn link_documents(register: &mut Register<'_>) {
    for i in 0..register.documents.len() {
        let document = &register.documents[i];
        let (round, dialogue) = home(&register.ids, &document.id);
        let audience = document.facts.audience.as_ref().map_or(Audience::Public, |a| a.value);
        let in_public = dialogue.is_none_or(|d| register.dialogues[d.at()].links.public);
        let public = audience == Audience::Public && in_public && !document.draft;
        let issuer = document.facts.issuer.get().and_then(|u| register.unit(u.as_str()));
        let ix = DocumentIx(i as u32);
        let links = &mut register.documents[i].links;
        (links.round, links.dialogue, links.public) = (round, dialogue, public);
        if let Some(unit) = issuer {
            register.units[unit.at()].links.documents.push(ix);
        }
        match (dialogue, round) {
            (Some(d), _) => register.dialogues[d.at()].links.documents.push(ix),
            (None, Some(r)) => register.rounds[r.at()].links.documents.push(ix),
            (None, None) => {}
        }
    }
    name_documents(register);
    settle_dialogue_states(register);
}

/// Notes for each document which records name it.
fn name_documents(register: &mut Register<'_>) {
    struct Named<'r, 's> {
        register: &'r Register<'s>,
        id: &'r str,
        found: Vec<DocumentIx>,
    }
    impl crate::record::field::Visitor for Named<'_, '_> {
        fn reference(&mut self, kind: RefKind, name: &str, _: &'static str, _: crate::text::span::Span) {
            if matches!(kind, RefKind::Document | RefKind::Input)
                && let Some(RecordIx::Document(ix)) = self.register.resolve(kind, name, self.id)
            {
                self.found.push(ix);
            }
        }
    }
    let mut pairs = Vec::new();
    for record in register.records() {
        let Some(ix) = record.ix else { continue };
        let mut named = Named { register, id: record.id, found: Vec::new() };
        record.visit(&mut named);
        pairs.extend(named.found.into_iter().map(|d| (d, ix)));
    }
    pairs.sort();
    pairs.dedup();
    for (document, by) in pairs {
        register.documents[document.at()].links.named_by.push(by);
    }
}

fn settle_dialogue_states(register: &mut Register<'_>) {
    for i in 0..register.dialogues.len() {
        let dialogue = &register.dialogues[i];
        let outcome = dialogue.facts.outcome.as_ref().and_then(|o| o.is.copied());
        let held = dialogue.links.held.is_some_and(|(first, _)| first <= register.as_of);
        let minutes = dialogue.facts.minutes.0.iter().filter_map(|m| register.document(m.as_str(), &dialogue.id));
        let published = minutes.into_iter().any(|d| {
            let document = &register.documents[d.at()];
            document.links.public && document.facts.date.copied().is_none_or(|day| day.0 <= register.as_of)
        });
        let state = match outcome {
            Some(kind) => DialogueState::from(kind),
            None if !held => DialogueState::Planned,
            None if register.rounds[dialogue.links.round.at()].links.closed => DialogueState::Closed,
            None if published => DialogueState::MinutesPublished,
            None => DialogueState::Held,
        };
        register.dialogues[i].links.state = state;
    }
}

fn link_surveys(register: &mut Register<'_>) {
    for i in 0..register.surveys.len() {
        let survey = &register.surveys[i];
        let (Some(round), dialogue) = home(&register.ids, &survey.id) else { continue };
        let public = dialogue.is_none_or(|d| register.dialogues[d.at()].links.public) && !survey.draft;
        register.surveys[i].links = SurveyLinks { round, dialogue, public };
        register.rounds[round.at()].links.surveys.push(SurveyIx(i as u32));
        if let Some(dialogue) = dialogue {
            register.dialogues[dialogue.at()].links.surveys.push(SurveyIx(i as u32));
        }
    }
}

/// The questions that each dialogue takes up: as written, else at level school all of the round that were referred up
/// before it was held.
fn gather_take_ups(register: &mut Register<'_>) {
    for i in 0..register.dialogues.len() {
        let dialogue = &register.dialogues[i];
        let taken: Vec<QuestionIx> = if let Some(written) = &dialogue.facts.takes_up {
            let found =
                written.iter().filter_map(|r| match register.resolve(RefKind::Question, r.as_str(), &dialogue.id) {
                    Some(RecordIx::Question(ix)) => Some(ix),
                    _ => None,
                });
            found.collect()
        } else if dialogue.facts.level.copied() == Some(LevelOfDialogue::School) {
            referred_before(register, DialogueIx(i as u32))
        } else {
            continue;
        };
        register.dialogues[i].links.takes_up = taken;
    }
}

fn referred_before(register: &Register<'_>, school: DialogueIx) -> Vec<QuestionIx> {
    let dialogue = &register.dialogues[school.at()];
    let Some((held, _)) = dialogue.links.held else { return Vec::new() };
    let others = register.rounds[dialogue.links.round.at()].links.dialogues.iter().filter(|d| **d != school);
    let below = others.map(|d| &register.dialogues[d.at()]).filter(|d| !d.draft);
    let below =
        below.filter(|d| matches!(d.facts.level.copied(), Some(LevelOfDialogue::Class | LevelOfDialogue::Unit)));
    let mut taken: Vec<_> = below
        .flat_map(|d| d.links.questions.iter().copied())
        .filter(|q| {
            let question = &register.questions[q.at()];
            !question.draft && question.facts.referrals.iter().any(|r| r.on.get().is_some_and(|on| on.0 < held))
        })
        .collect();
    taken.sort();
    taken
}

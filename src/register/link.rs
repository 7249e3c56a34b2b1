//! Linking: parsed records become a register.
//!
//! Records go in one by one in the order of their paths; each finds its arena, then its round and dialogue, then what it
//! refers to; at last what leads back is gathered. Every pass is linear. A reference that leads nowhere is left out.

mod arena;
mod commitment;
mod question;

pub use self::commitment::promise;
pub use self::question::asked_of;

use self::arena::{empty, enter_ids, sort_into_arenas};
use self::commitment::link_commitments;
use self::question::{gather_take_ups, link_questions};
use super::deadline;
use super::index::{DialogueIx, DocumentIx, Ids, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx, scope_of};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{DialogueState, Register, SurveyLinks};
use crate::record::dialogue::Audience;
use crate::record::field::RefKind;
use crate::record::question::AssignedRole;
use crate::record::translation::Translation;
use crate::record::value::LevelOfDialogue;
use crate::record::{Facts, Record};
use crate::text::source::SourceTree;
use chrono::NaiveDate;
use rayon::prelude::*;

/// How many records one thread looks at in one go.
const CHUNK: usize = 256;

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

/// Asks `find` for the links of `count` records, on all threads, and hands them to `take` in order. Some thousand at a
/// time, so that few wait; `find` must not ask for what `take` gives.
fn in_order<'s, T: Send>(
    register: &mut Register<'s>,
    count: usize,
    find: impl Fn(&Register<'s>, usize) -> Option<T> + Sync,
    take: impl Fn(&mut Register<'s>, usize, T),
) {
    const AT_ONCE: usize = 1 << 12;
    for start in (0..count).step_by(AT_ONCE) {
        let range = start..(start + AT_ONCE).min(count);
        let found: Vec<Option<T>> = range.into_par_iter().map(|i| find(register, i)).collect();
        for (i, found) in (start..).zip(found) {
            if let Some(found) = found {
                take(register, i, found);
            }
        }
    }
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

/// Whether an assignment is the leading one.
pub fn is_lead(assigned: &crate::record::question::Assigned) -> bool {
    assigned.role.as_ref().is_none_or(|r| r.value == AssignedRole::Lead)
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
    let pairs = register.pieces(CHUNK).map(|piece| {
        let mut pairs = Vec::new();
        for record in piece {
            let Some(ix) = record.ix else { continue };
            let mut named = Named { register, id: record.id, found: Vec::new() };
            record.visit(&mut named);
            pairs.extend(named.found.into_iter().map(|document| (document, ix)));
        }
        pairs
    });
    let mut pairs: Vec<(DocumentIx, RecordIx)> = pairs.flatten_iter().collect();
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

fn push_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if list.last() != Some(&value) {
        list.push(value);
    }
}

//! Questions: where each belongs, what is shown of it, how it stands, of whom it was asked, and which dialogue takes it up.
//!
//! Dialogues and rounds are linked before; commitments after, since they look at how questions stand.

use super::super::index::{DialogueIx, QuestionIx, RecordIx, RoundIx, TopicIx, UnitIx};
use super::super::timeline::{self, QuestionFact};
use super::super::{Question, Register};
use super::{home, in_order, is_lead, push_once};
use crate::record::field::RefKind;
use crate::record::question::Visibility;
use crate::record::value::{LevelOfDialogue, QuestionRef};
use chrono::NaiveDate;

/// What one question says of its links.
struct Found {
    round: RoundIx,
    dialogue: DialogueIx,
    visibility: Visibility,
    received: Option<NaiveDate>,
    answerer: Option<UnitIx>,
    topic: Option<TopicIx>,
    course: timeline::QuestionCourse,
    merged_into: Option<QuestionIx>,
    split_from: Option<QuestionIx>,
    asked_of: Vec<UnitIx>,
    topics: Vec<TopicIx>,
}

pub(super) fn link_questions(register: &mut Register<'_>) {
    in_order(register, register.questions.len(), find, |register, i, found| {
        let Found { round, dialogue, visibility, received, answerer, topic, course, .. } = found;
        let Found { merged_into, split_from, asked_of, topics, .. } = found;
        let ix = QuestionIx(i as u32);
        let links = &mut register.questions[i].links;
        (links.round, links.dialogue, links.visibility, links.received) = (round, dialogue, visibility, received);
        (links.answerer, links.topic) = (answerer, topic);
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
    });
}

/// Nothing where the question has no round and dialogue.
fn find(register: &Register<'_>, i: usize) -> Option<Found> {
    let question = &register.questions[i];
    let (Some(round), Some(dialogue)) = home(&register.ids, &question.id) else { return None };
    let home = &register.dialogues[dialogue.at()];
    let own = question.facts.visibility.as_ref().map_or(Visibility::Public, |v| v.value);
    let visibility = if home.links.public && !question.draft { own } else { Visibility::Internal };
    let closed = register.rounds[round.at()].facts.closed.as_ref().map(|d| d.0);
    let course = timeline::fold_question(&question.facts, closed, register.as_of);
    let named = |r: &QuestionRef| match register.resolve(RefKind::Question, r.as_str(), &question.id) {
        Some(RecordIx::Question(ix)) => Some(ix),
        _ => None,
    };
    Some(Found {
        round,
        dialogue,
        visibility,
        received: received(question, home.links.held.map(|h| h.0), &course),
        answerer: answerer(register, question, &course).or(home.links.unit),
        topic: question.facts.topics.0.first().and_then(|t| register.topic(t.as_str())),
        course,
        merged_into: question.facts.merged_into.as_ref().and_then(|r| named(r)),
        split_from: question.facts.split_from.as_ref().and_then(|r| named(r)),
        asked_of: asked_of(register, question),
        topics: question.facts.topics.0.iter().filter_map(|t| register.topic(t.as_str())).collect(),
    })
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

/// The unit that last answered a question, was given it or was referred it.
fn answerer(register: &Register<'_>, question: &Question, course: &timeline::QuestionCourse) -> Option<UnitIx> {
    let facts = &question.facts;
    let named = course.events.iter().rev().find_map(|e| match e.1 {
        QuestionFact::Answer(i) => facts.answers[i].unit.get(),
        QuestionFact::Assignment(i) => facts.assigned[i].unit.get().filter(|_| is_lead(&facts.assigned[i])),
        QuestionFact::Referral(i) => facts.referrals[i].to.as_ref().map(|u| &u.value),
        _ => None,
    })?;
    register.unit(named.as_str())
}

/// The units that a question is asked of: lead assignments, referrals to them, answers by them.
pub fn asked_of(register: &Register<'_>, question: &Question) -> Vec<UnitIx> {
    let facts = &question.facts;
    let leads = facts.assigned.iter().filter(|a| is_lead(a)).filter_map(|a| a.unit.get());
    let referred = facts.referrals.iter().filter_map(|r| r.to.as_ref().map(|u| &u.value));
    let answered = facts.answers.iter().filter_map(|a| a.unit.get());
    let mut units: Vec<_> = leads.chain(referred).chain(answered).filter_map(|u| register.unit(u.as_str())).collect();
    units.sort();
    units.dedup();
    units
}

/// The questions that each dialogue takes up: as written, else at level school all of the round that were referred up
/// before it was held.
pub(super) fn gather_take_ups(register: &mut Register<'_>) {
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

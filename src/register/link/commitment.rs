//! Commitments: what each answers to, whether it may be shown, when it was made and how it stands.
//!
//! Questions are linked before. What `answers_to` means is asked by rules too ([`promise`]).

use super::super::index::{CommitmentIx, DialogueIx, RecordIx, RoundIx, UnitIx, scope_of};
use super::super::timeline::{self, QuestionFact};
use super::super::{Promise, Register};
use super::{home, in_order};
use crate::record::field::RefKind;
use crate::record::question::Visibility;
use chrono::NaiveDate;
use thin_vec::ThinVec;

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

/// What one commitment says of its links.
struct Found {
    round: RoundIx,
    dialogue: Option<DialogueIx>,
    lead: Option<UnitIx>,
    answers_to: ThinVec<Promise>,
    public: bool,
    made: Option<NaiveDate>,
    course: timeline::CommitmentCourse,
}

pub(super) fn link_commitments(register: &mut Register<'_>) {
    in_order(register, register.commitments.len(), find, |register, i, found| {
        let Found { round, dialogue, lead, answers_to, public, made, course } = found;
        let ix = CommitmentIx(i as u32);
        for promise in &answers_to {
            if let Promise::Question(q) = promise {
                let commitments = &mut register.questions[q.at()].links.commitments;
                if commitments.last() != Some(&ix) {
                    commitments.push(ix);
                }
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
    });
}

/// Nothing where the commitment has no round.
fn find(register: &Register<'_>, i: usize) -> Option<Found> {
    let commitment = &register.commitments[i];
    let (Some(round), dialogue) = home(&register.ids, &commitment.id) else { return None };
    let named = commitment.facts.answers_to.0.iter();
    let answers_to: ThinVec<_> = named.filter_map(|r| promise(register, r.as_str(), &commitment.id)).collect();
    let shown = answers_to.iter().any(|p| match p {
        Promise::Question(q) => {
            matches!(register.questions[q.at()].links.visibility, Visibility::Public | Visibility::Redacted)
        }
        Promise::Conclusions(d, _) => register.dialogues[d.at()].links.public,
    });
    let in_public = dialogue.is_none_or(|d| register.dialogues[d.at()].links.public);
    Some(Found {
        round,
        dialogue,
        lead: commitment.facts.lead.get().and_then(|u| register.unit(u.as_str())),
        public: shown && in_public && !commitment.draft,
        made: answers_to.iter().filter_map(|p| promised_on(register, *p)).min(),
        course: timeline::fold_commitment(&commitment.facts, register.as_of),
        answers_to,
    })
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

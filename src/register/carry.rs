//! Carry-over: what earlier rounds left open, and since when a round must have told of it (`spec/states.md`, "Carry-over").
//!
//! The linked register goes in; commitments by the round that found them open, and the days that count, come out. The
//! invariant: only what is public is carried, and a round of which no dialogue was held yet has found nothing.

use super::coverage::was_held;
use super::index::{CommitmentIx, RoundIx};
use super::timeline::CommitmentState;
use super::{Commitment, Dialogue, Register, Round};
use crate::record::value::LevelOfDialogue;
use chrono::NaiveDate;

/// By round: the commitments of earlier rounds that were still open when its first dialogue was held, oldest round first.
pub fn left_open(register: &Register<'_>) -> Vec<Vec<CommitmentIx>> {
    let days: Vec<Option<NaiveDate>> = register.rounds.iter().map(|round| first_held(register, round)).collect();
    let mut carried = vec![Vec::new(); register.rounds.len()];
    for (i, commitment) in register.commitments.iter().enumerate().filter(|c| c.1.links.public) {
        let ix = CommitmentIx(i as u32);
        let later = days.iter().zip(&mut carried).skip(commitment.links.round.at() + 1);
        for (day, found) in later {
            if day.is_some_and(|day| open_before(register, ix, day)) {
                found.push(ix);
            }
        }
    }
    for found in &mut carried {
        found.sort_by_key(|c| (register.commitments[c.at()].links.round, *c));
    }
    carried
}

/// The commitments of rounds before `round` that were settled when it began and have been opened again since; `found` is
/// what it found open, in order.
pub fn opened_again(register: &Register<'_>, round: RoundIx, found: &[CommitmentIx]) -> Vec<CommitmentIx> {
    let order = |c: CommitmentIx| (register.commitments[c.at()].links.round, c);
    let all = (0..register.commitments.len() as u32).map(CommitmentIx);
    let again = all.filter(|c| {
        let links = &register.commitments[c.at()].links;
        let course = &links.course;
        links.public
            && links.round < round
            && course.state.is_open()
            && course.events.iter().any(|e| e.2 == CommitmentState::Reopened)
            && found.binary_search_by_key(&order(*c), |known| order(*known)).is_err()
    });
    again.collect()
}

/// The newest round of which a dialogue was held: the one that answers for what earlier ones left open.
pub fn current(register: &Register<'_>) -> Option<RoundIx> {
    let held = register.rounds.iter().rposition(|round| first_held(register, round).is_some());
    held.map(|at| RoundIx(at as u32))
}

/// The first school dialogue that a round held, and its day.
pub fn school_dialogue<'r>(register: &'r Register<'_>, round: &Round) -> Option<(NaiveDate, &'r Dialogue)> {
    let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()]);
    dialogues
        .filter(|d| !d.draft && was_held(d.links.state) && d.facts.level.copied() == Some(LevelOfDialogue::School))
        .filter_map(|d| Some((d.links.held?.0, d)))
        .min_by_key(|(day, _)| *day)
}

/// The day after which news of a round's commitments belong to the rounds that follow it: that on which it was closed,
/// else that of its school dialogue.
pub fn end_of(register: &Register<'_>, round: RoundIx) -> Option<NaiveDate> {
    let round = &register.rounds[round.at()];
    let closed = round.facts.closed.as_ref().map(|day| day.0).filter(|_| round.links.closed);
    closed.or_else(|| school_dialogue(register, round).map(|(day, _)| day))
}

/// Whether anything was told of a commitment after `since`, if that is known, and not after `until`.
pub fn has_news(commitment: &Commitment, since: Option<NaiveDate>, until: NaiveDate) -> bool {
    commitment.links.course.events.iter().any(|e| e.0 <= until && since.is_none_or(|since| e.0 > since))
}

/// The day of a round's first public dialogue that was held.
fn first_held(register: &Register<'_>, round: &Round) -> Option<NaiveDate> {
    let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()].links);
    dialogues.filter(|d| d.public && was_held(d.state)).filter_map(|d| d.held).map(|h| h.0).min()
}

/// Whether a commitment had been made and was still open when `day` began.
fn open_before(register: &Register<'_>, ix: CommitmentIx, day: NaiveDate) -> bool {
    let links = &register.commitments[ix.at()].links;
    let state = links.course.events.iter().rev().find(|e| e.0 < day).map_or(CommitmentState::Planned, |e| e.2);
    links.made.is_none_or(|made| made < day) && state.is_open()
}

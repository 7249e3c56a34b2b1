//! Carried: what earlier rounds had left open when a round began.
//!
//! The linked register goes in; by round, the commitments of earlier rounds that were still open when its first dialogue
//! was held come out. The invariant: a round of which no dialogue was held yet carries nothing.

use super::{Counting, Scope};
use crate::register::index::CommitmentIx;
use crate::register::timeline::CommitmentState;
use crate::register::{Register, Round, coverage};
use chrono::NaiveDate;

impl Counting<'_, '_> {
    /// What earlier rounds left open; rounds of which no dialogue was held yet have no such day.
    pub(super) fn carried(&mut self) {
        let register = self.register;
        let days: Vec<Option<NaiveDate>> = register.rounds.iter().map(|round| first_held(register, round)).collect();
        for (i, commitment) in register.commitments.iter().enumerate().filter(|c| c.1.links.public) {
            let ix = CommitmentIx(i as u32);
            let later = days.iter().zip(&mut self.found.carried).skip(commitment.links.round.at() + 1);
            for (day, carried) in later {
                if day.is_some_and(|day| open_before(register, ix, day)) {
                    carried.push(ix);
                }
            }
        }
        for (round, carried) in self.found.carried.iter_mut().enumerate() {
            carried.sort_by_key(|c| (register.commitments[c.at()].links.round, *c));
            self.found.rounds[round].carried = carried.len() as u32;
        }
        // The site, units and topics look at what the newest round found open.
        let Some(newest) = days.iter().rposition(Option::is_some) else { return };
        for ix in self.found.carried[newest].clone() {
            let scopes = self.scopes_of_commitment(ix).into_iter();
            let scopes: Vec<_> = scopes.filter(|s| matches!(s, Scope::Unit(_) | Scope::Topic(_))).collect();
            self.add(&scopes, |t| t.carried += 1);
        }
    }
}

/// The day of a round's first public dialogue that was held.
fn first_held(register: &Register<'_>, round: &Round) -> Option<NaiveDate> {
    let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()].links);
    dialogues.filter(|d| d.public && coverage::was_held(d.state)).filter_map(|d| d.held).map(|h| h.0).min()
}

/// Whether a commitment had been made and was still open when `day` began.
fn open_before(register: &Register<'_>, ix: CommitmentIx, day: NaiveDate) -> bool {
    let links = &register.commitments[ix.at()].links;
    let state = links.course.events.iter().rev().find(|e| e.0 < day).map_or(CommitmentState::Planned, |e| e.2);
    links.made.is_none_or(|made| made < day) && state.is_open()
}

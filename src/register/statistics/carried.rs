//! Carried: how many commitments of earlier rounds a round found open.
//!
//! What [`carry`] found goes in, counts come out. The invariant: the site, units and topics look at what the newest round
//! of which a dialogue was held found open.

use super::{Counting, Scope};
use crate::register::carry;

impl Counting<'_, '_> {
    /// What earlier rounds left open.
    pub(super) fn carried(&mut self) {
        let register = self.register;
        self.found.carried = carry::left_open(register);
        for (tally, carried) in self.found.rounds.iter_mut().zip(&self.found.carried) {
            tally.carried = carried.len() as u32;
        }
        let Some(newest) = carry::current(register) else { return };
        for ix in self.found.carried[newest.at()].clone() {
            let scopes = self.scopes_of_commitment(ix).into_iter();
            let scopes: Vec<_> = scopes.filter(|s| matches!(s, Scope::Unit(_) | Scope::Topic(_))).collect();
            self.add(&scopes, |t| t.carried += 1);
        }
    }
}

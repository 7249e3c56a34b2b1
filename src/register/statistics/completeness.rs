//! Completeness: which rounds may be compared with each other.
//!
//! The linked register goes in; whether a round is complete, and the pairs of rounds between which a change may be told,
//! come out. The invariant: a round is complete when it is closed and declares that all of it is here; what is still going
//! on, or only partly here, is compared with nothing.

use crate::register::Register;
use crate::register::index::RoundIx;

/// Whether a round may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It is closed and declares that all of it is here.
    Complete,
    /// It is not closed by the as-of date.
    Open,
    /// It is closed, but declares that only a part of it is here, or nothing.
    Partial,
}

/// Whether the round at `ix` may be compared.
pub fn completeness(register: &Register<'_>, ix: RoundIx) -> Completeness {
    let round = &register.rounds[ix.at()];
    let declared = round.facts.declared.as_ref().and_then(|d| d.complete.as_ref());
    match (round.links.closed, declared.is_some_and(|c| c.value)) {
        (false, _) => Completeness::Open,
        (true, true) => Completeness::Complete,
        (true, false) => Completeness::Partial,
    }
}

/// Pairs of an earlier and a later round that follow each other and are both complete, oldest first.
pub fn comparable(register: &Register<'_>) -> Vec<(RoundIx, RoundIx)> {
    let mut pairs = Vec::new();
    let mut before: Option<RoundIx> = None;
    let rounds = (0..register.rounds.len() as u32).map(RoundIx).filter(|r| !register.rounds[r.at()].draft);
    for ix in rounds {
        let previous = register.rounds[ix.at()].links.previous.or(before);
        let complete = |r: &RoundIx| completeness(register, *r) == Completeness::Complete;
        pairs.extend(previous.filter(|p| complete(p) && complete(&ix)).map(|p| (p, ix)));
        before = Some(ix);
    }
    pairs
}

//! What somebody owes: answers, commitments and steps of a round, and which of them are overdue or soon due.
//!
//! The register goes in; what is owed comes out, with who owes it and by when. The invariant: pages, counts and
//! `doithoai due` take what is overdue from here, so they cannot disagree.

use super::plan::has_page;
use super::units;
use super::view::View;
use crate::register::Register;
use crate::register::deadline::{Deadline, DeadlineState};
use crate::register::index::{CommitmentIx, QuestionIx, RoundIx, UnitIx};
use crate::register::schedule::Step;
use crate::register::statistics;
use std::cmp::Reverse;

/// What somebody owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// An answer.
    Question(QuestionIx),
    /// What was promised.
    Commitment(CommitmentIx),
    /// A step of a round that is not closed, by its position in the schedule.
    Step(RoundIx, u32),
}

/// The kinds of what is owed, in the order of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwedKind {
    /// Answers.
    Questions,
    /// Commitments.
    Commitments,
    /// Steps.
    Steps,
}

impl OwedKind {
    /// Every kind, in order.
    pub const ALL: [Self; 3] = [Self::Questions, Self::Commitments, Self::Steps];

    /// The identifier of one of the kind, with its word.
    pub const fn term(self) -> (&'static str, (&'static str, &'static str)) {
        match self {
            Self::Questions => ("question", ("Ý kiến", "Question")),
            Self::Commitments => ("commitment", ("Cam kết", "Commitment")),
            Self::Steps => ("step", ("Bước của kế hoạch", "Step of the plan")),
        }
    }
}

impl Owed {
    /// Which kind it is.
    pub const fn kind(self) -> OwedKind {
        match self {
            Self::Question(_) => OwedKind::Questions,
            Self::Commitment(_) => OwedKind::Commitments,
            Self::Step(..) => OwedKind::Steps,
        }
    }

    /// The units that owe it. A step that several units do together is its round's organiser's, if the round names one.
    pub fn units(self, register: &Register<'_>) -> Vec<UnitIx> {
        match self {
            Self::Question(ix) => statistics::owes(register, ix).into_iter().collect(),
            Self::Commitment(ix) => register.commitments[ix.at()].links.lead.into_iter().collect(),
            Self::Step(ix, position) => {
                let round = &register.rounds[ix.at()];
                let named = round.links.schedule.steps[position as usize].units.iter();
                let mut units: Vec<UnitIx> = named.filter_map(|slug| register.unit(slug)).collect();
                let organiser = round.facts.organiser.as_ref().and_then(|slug| register.unit(slug.as_str()));
                if units.len() != 1
                    && let Some(organiser) = organiser
                {
                    return vec![organiser];
                }
                units.sort();
                units.dedup();
                units
            }
        }
    }

    /// How its limit stands.
    pub fn deadline<'r>(self, register: &'r Register<'_>) -> &'r Deadline {
        match self {
            Self::Question(ix) => &register.questions[ix.at()].links.deadline,
            Self::Commitment(ix) => &register.commitments[ix.at()].links.deadline,
            Self::Step(ix, position) => &step(register, ix, position).deadline,
        }
    }

    /// Whether it is past its limit. What a unit reported as done is not, verified or not.
    pub fn is_overdue(self, register: &Register<'_>) -> bool {
        match self {
            Self::Commitment(ix) => statistics::is_overdue(register, ix),
            _ => self.deadline(register).is_overdue(),
        }
    }

    /// Whether its limit is today or soon (`due_soon_workdays`).
    pub fn is_due_soon(self, register: &Register<'_>) -> bool {
        matches!(self.deadline(register).state, DeadlineState::DueSoon | DeadlineState::DueToday)
    }
}

/// A step of a round.
pub fn step<'r>(register: &'r Register<'_>, round: RoundIx, position: u32) -> &'r Step {
    &register.rounds[round.at()].links.schedule.steps[position as usize]
}

/// All that pages may tell of: questions that have one, public commitments, steps of rounds that are not closed.
pub fn all<'r>(register: &'r Register<'_>) -> impl Iterator<Item = Owed> + 'r {
    let questions = (0..register.questions.len() as u32).map(QuestionIx);
    let questions = questions.filter(|q| has_page(register, *q)).map(Owed::Question);
    let commitments = (0..register.commitments.len() as u32).map(CommitmentIx);
    let commitments = commitments.filter(|c| register.commitments[c.at()].links.public).map(Owed::Commitment);
    let running = register.rounds.iter().enumerate().filter(|(_, r)| !r.draft && !r.links.closed);
    let steps = running.flat_map(|(i, round)| {
        (0..round.links.schedule.steps.len() as u32).map(move |position| Owed::Step(RoundIx(i as u32), position))
    });
    questions.chain(commitments).chain(steps)
}

/// What is overdue or soon due by unit, in the order of the list of units, each by day; last what no unit owes. What
/// several units owe stands with each of them.
pub fn by_unit(view: &View<'_>) -> Vec<(Option<UnitIx>, Vec<Owed>)> {
    let register = view.register;
    let mut pressing: Vec<Owed> =
        all(register).filter(|owed| owed.is_overdue(register) || owed.is_due_soon(register)).collect();
    pressing.sort_by_key(|owed| (owed.deadline(register).last_day(), *owed));
    let of = |unit: Option<UnitIx>| {
        let mine = pressing.iter().copied().filter(|owed| {
            let units = owed.units(register);
            unit.map_or(units.is_empty(), |unit| units.contains(&unit))
        });
        (unit, mine.collect::<Vec<_>>())
    };
    let mut units: Vec<UnitIx> = units::in_order(view);
    // Drafts and the like are not listed, and may owe something all the same.
    let others = (0..register.units.len() as u32).map(UnitIx).filter(|u| !units.contains(u));
    units.extend(others.collect::<Vec<_>>());
    let units = units.into_iter().map(Some).chain([None]);
    units.map(of).filter(|(_, list)| !list.is_empty()).collect()
}

/// All that is overdue, the longest first.
pub fn overdue(register: &Register<'_>) -> Vec<Owed> {
    let mut found: Vec<Owed> = all(register).filter(|owed| owed.is_overdue(register)).collect();
    found.sort_by_key(|owed| {
        let deadline = owed.deadline(register);
        (Reverse(deadline.workdays), deadline.last_day(), *owed)
    });
    found
}

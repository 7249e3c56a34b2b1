//! Follow-up: the ordered lists behind the pages on what is overdue, carried over, published, and when.
//!
//! The register goes in; lists come out, so that the plan knows how many pages each has. The invariants: nothing internal
//! is in any of them, and each is in the order in which its page shows it.

use super::owed::{self, Owed};
use crate::calendar::{AcademicYear, Kind, Resolved};
use crate::register::Register;
use crate::register::carry;
use crate::register::coverage::was_held;
use crate::register::index::{CommitmentIx, DialogueIx, RoundIx};
use chrono::NaiveDate;

/// What happens on a day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// A dialogue, on its first day.
    Dialogue(DialogueIx),
    /// A step of several days begins.
    Begin(RoundIx, u32),
    /// A step ends, as planned; without a limit, as done.
    Step(RoundIx, u32),
    /// A commitment is due.
    Commitment(CommitmentIx),
}

/// A day with what happens on it.
pub type Entry = (NaiveDate, Happening);

/// The lists behind the pages on follow-up.
#[derive(Debug, Default)]
pub struct FollowUp {
    /// All that is overdue, the longest first.
    pub overdue: Vec<Owed>,
    /// The same by kind, each the longest first.
    pub overdue_by_kind: Vec<Owed>,
    /// The round that answers for what earlier ones left open.
    pub current: Option<RoundIx>,
    /// What it found open: by the round that they come from, the oldest first; in each, what is open still, by limit.
    pub carried: Vec<CommitmentIx>,
    /// Public dialogues that were held, the newest round first, in each by day.
    pub covered: Vec<DialogueIx>,
    /// All that has a day, by day.
    pub calendar: Vec<Entry>,
}

impl FollowUp {
    /// Gathers the lists.
    pub fn of(register: &Register<'_>) -> Self {
        let overdue = owed::overdue(register);
        let mut overdue_by_kind = overdue.clone();
        overdue_by_kind.sort_by_key(|owed| owed.kind());
        let current = carry::current(register);
        let mut carried = current.map_or_else(Vec::new, |ix| carry::left_open(register).swap_remove(ix.at()));
        carried.extend(current.map_or_else(Vec::new, |ix| carry::opened_again(register, ix, &carried)));
        carried.sort_by_key(|c| {
            let links = &register.commitments[c.at()].links;
            let due = links.deadline.last_day();
            (links.round, !links.course.state.is_open(), due.is_none(), due, *c)
        });
        let covered = register.rounds.iter().rev().filter(|round| !round.draft);
        let covered = covered.flat_map(|round| round.links.dialogues.iter().copied()).filter(|d| {
            let links = &register.dialogues[d.at()].links;
            links.public && was_held(links.state)
        });
        Self { covered: covered.collect(), overdue, overdue_by_kind, current, carried, calendar: calendar(register) }
    }

    /// The academic years of the calendar, the newest first.
    pub fn years(&self) -> Vec<AcademicYear> {
        let mut years: Vec<AcademicYear> = self.calendar.iter().rev().map(|e| AcademicYear::of(e.0)).collect();
        years.dedup();
        years
    }

    /// What happens in an academic year, by day.
    pub fn of_year(&self, year: AcademicYear) -> &[Entry] {
        let from = self.calendar.partition_point(|e| e.0 < year.first_day());
        let to = self.calendar.partition_point(|e| e.0 <= year.last_day());
        &self.calendar[from..to]
    }
}

fn calendar(register: &Register<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (i, round) in register.rounds.iter().enumerate().filter(|(_, r)| !r.draft) {
        let ix = RoundIx(i as u32);
        for (position, step) in (0..).zip(&round.links.schedule.steps) {
            let window = |r: &Resolved| r.start.filter(|_| r.kind == Kind::Window);
            let planned = step.in_force().and_then(|r| Some((window(r), r.limit?.last_day)));
            let Some((start, end)) = planned.or(step.done.map(|days| (None, days.1))) else { continue };
            entries.extend(start.filter(|start| *start < end).map(|start| (start, Happening::Begin(ix, position))));
            entries.push((end, Happening::Step(ix, position)));
        }
    }
    for (i, dialogue) in register.dialogues.iter().enumerate().filter(|(_, d)| d.links.public) {
        entries.extend(dialogue.links.held.map(|days| (days.0, Happening::Dialogue(DialogueIx(i as u32)))));
    }
    for (i, commitment) in register.commitments.iter().enumerate().filter(|(_, c)| c.links.public) {
        let due = commitment.links.deadline.last_day();
        entries.extend(due.map(|day| (day, Happening::Commitment(CommitmentIx(i as u32)))));
    }
    entries.sort_unstable();
    entries
}

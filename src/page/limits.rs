//! Limits: deadlines that only one page shows, and how limits were moved, in words.
//!
//! Computed deadlines and written extensions go in, parts of page models come out. The invariant: only what was decided
//! by the as-of date is told. The deadline of a whole record is [`View::deadline`]'s business.

use super::model::part::{Date, Deadline, Extension, Text};
use super::view::View;
use crate::calendar::{Resolved, When};
use crate::record::round::Extension as Written;
use crate::record::value::UnitRef;
use crate::register::deadline::{self, Deadline as Computed};
use crate::register::index::CommitmentIx;
use crate::register::schedule::Schedule;
use crate::register::{Commitment, Question};
use crate::text::span::At;
use chrono::NaiveDate;
use std::borrow::Cow;

impl View<'_> {
    /// A deadline that was computed for one page and is borrowed from nowhere; none where there is no limit at all.
    pub fn passing_deadline(&self, computed: &Computed, schedule: &Schedule) -> Option<Deadline<'static>> {
        let deadline = self.deadline(computed, schedule)?;
        let limit = computed.resolved.as_ref();
        Some(Deadline {
            state: self.state(computed.state.as_str(), computed.state.label()),
            workdays: deadline.workdays,
            left: deadline.left,
            due: limit.and_then(|l| self.last_date(l)),
            holds: deadline.holds.map(owned),
            wording: deadline.wording.map(owned),
            derivation: deadline.derivation.map(owned),
            extensions: Vec::new(),
        })
    }

    /// The last day of a resolved limit, with the precision it was written with.
    pub fn last_date(&self, resolved: &Resolved) -> Option<Date<'static>> {
        resolved.limit.map(|limit| self.limit_date(resolved, limit))
    }

    /// The day until which a resolved limit holds, as ISO date.
    pub fn holds(&self, resolved: &Resolved) -> Option<Text<'static>> {
        resolved.limit.map(|limit| limit.due.to_string().into())
    }

    /// How the limit of the assignment at `position` of a question was moved, oldest first.
    pub fn assignment_extensions<'a>(
        &'a self,
        question: &'a Question,
        position: usize,
        answered: Option<NaiveDate>,
    ) -> Vec<Extension<'a>> {
        let assigned = &question.facts.assigned[position];
        let unit = assigned.unit.get().map(UnitRef::as_str);
        let event = |name: &str| deadline::assignment_event(self.register, question, position, answered, name);
        let date = |when: &When| {
            let resolved = deadline::resolve(self.register, question.links.round, when, unit, &event).ok()?;
            self.last_date(&resolved)
        };
        self.extensions(&question.id, &format!("assigned.{position}.extensions"), &assigned.extensions, &date)
    }

    /// How the limit of a commitment was moved, oldest first.
    pub fn commitment_extensions<'a>(&'a self, commitment: &'a Commitment) -> Vec<Extension<'a>> {
        let date = |when: &When| self.last_date(&self.commitment_limit(commitment, when)?);
        self.extensions(&commitment.id, "extensions", &commitment.facts.extensions, &date)
    }

    /// The limit that a commitment was given at first.
    pub fn first_limit(&self, ix: CommitmentIx) -> Option<Resolved> {
        let commitment = &self.register.commitments[ix.at()];
        let due = commitment.facts.due.as_ref()?;
        self.commitment_limit(commitment, &due.0)
    }

    /// The days that `when` means as a limit of a commitment.
    pub fn commitment_limit(&self, commitment: &Commitment, when: &When) -> Option<Resolved> {
        let unit = commitment.facts.lead.get().map(UnitRef::as_str);
        let event = |name: &str| deadline::commitment_event(self.register, commitment, name);
        deadline::resolve(self.register, commitment.links.round, when, unit, &event).ok()
    }

    fn extensions<'a>(
        &'a self,
        id: &str,
        key: &str,
        written: &'a [At<Written>],
        date: &dyn Fn(&When) -> Option<Date<'static>>,
    ) -> Vec<Extension<'a>> {
        let mut granted: Vec<_> = written
            .iter()
            .enumerate()
            .filter_map(|(i, e)| Some((e.on.get()?.0, i, e)))
            .filter(|(on, ..)| *on <= self.register.as_of)
            .collect();
        granted.sort_by_key(|(on, i, _)| (*on, *i));
        let told = granted.into_iter().filter_map(|(on, i, e)| {
            Some(Extension {
                to: date(&e.to.get()?.0)?,
                on: self.date(on),
                by: self.unit(e.by.get()?.as_str()),
                reason: self.text(id, format_args!("{key}.{i}.reason"), e.reason.get()?.as_str()).0,
            })
        });
        told.collect()
    }
}

fn owned(text: Text<'_>) -> Text<'static> {
    Cow::Owned(text.into_owned())
}

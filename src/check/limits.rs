//! Every limit that somebody wrote, with the days that it means.
//!
//! The register goes in; shown are the steps of rounds, what assignments and commitments set for themselves with their
//! extensions, and the site's term for answers where it applies. Rules about days off, unknown years and derivations ask
//! here, so that they agree on what a limit is.

use crate::calendar::{Resolved, When, explain};
use crate::diagnostic::{Diagnostic, Message};
use crate::record::round::Extension;
use crate::record::value::{Day, UnitRef};
use crate::register::index::RoundIx;
use crate::register::link::is_lead;
use crate::register::{Commitment, Question, Register, deadline};
use crate::say;
use crate::text::span::{At, Span};

/// A limit as it was written, and as days.
pub(super) struct Written<'r> {
    /// The file that it concerns.
    pub path: &'r str,
    /// Where it stands there.
    pub span: Span,
    /// Its words.
    pub when: &'r When,
    /// Its days.
    pub resolved: Resolved,
    /// Its round.
    pub round: RoundIx,
    /// Whether it is the site's term, whose words stand in `site.toml`.
    pub of_site: bool,
    /// Whether it stands in a procedure, and means other days in another round.
    pub of_procedure: bool,
}

impl Written<'_> {
    /// How its days came about, in Vietnamese and in English.
    pub(super) fn explained(&self, register: &Register<'_>) -> Message {
        let steps = &register.rounds[self.round.at()].links.schedule.steps;
        let title = |id: &str| steps.iter().find(|s| &*s.id == id).map(|s| s.title.to_string());
        let derivation = &self.resolved.derivation;
        let (vi, en) = (explain::vietnamese(derivation, &title), explain::english(derivation, &title));
        Message::new(vi.join(" "), en.join(" "))
    }

    /// The diagnostic with the round beside it, where the place does not tell which one is meant.
    pub(super) fn in_its_round(&self, register: &Register<'_>, fault: Diagnostic) -> Diagnostic {
        let round = &register.rounds[self.round.at()];
        if self.of_procedure {
            fault.related(&round.path, round.span, say!("trong đợt này", "in this round"))
        } else {
            fault
        }
    }
}

/// Shows every written limit of the register to `see`, steps first: one at a time, since they are more than the questions.
pub(super) fn written<'r>(register: &'r Register<'_>, see: &mut dyn FnMut(Written<'r>)) {
    for (ix, round) in (0..).map(RoundIx).zip(&register.rounds) {
        for step in &round.links.schedule.steps {
            if let (Some(when), Some(Ok(resolved))) = (&step.when, &step.planned) {
                let (path, span) = (&*step.place.0, step.place.1);
                let (resolved, of_procedure) = (resolved.clone(), *path != *round.path);
                see(Written { path, span, when, resolved, round: ix, of_site: false, of_procedure });
            }
            let unit = step.units.first().map(|u| &**u);
            let event = |name: &str| round.links.schedule.event(name);
            let resolve = |when: &When| deadline::resolve(register, ix, when, unit, &event).ok();
            extended(see, (&round.path, ix), &step.extensions, &resolve);
        }
    }
    for question in &register.questions {
        of_question(register, question, see);
    }
    for commitment in &register.commitments {
        of_commitment(register, commitment, see);
    }
}

fn of_question<'r>(register: &'r Register<'_>, question: &'r Question, see: &mut dyn FnMut(Written<'r>)) {
    let round = question.links.round;
    let by_step = register.rounds[round.at()].links.schedule.answers_step().is_some_and(|s| s.in_force().is_some());
    // Facts later than the as-of date are left out.
    let known = |on: Option<&Day>| on.is_some_and(|on| on.0 <= register.as_of);
    for (i, assigned) in question.facts.assigned.iter().enumerate().filter(|(_, a)| known(a.on.get())) {
        let unit = assigned.unit.get().map(UnitRef::as_str);
        let event = |name: &str| deadline::question_event(register, question, i, name);
        let resolve = |when: &When| deadline::resolve(register, round, when, unit, &event).ok();
        let site = register.settings.answer_within.as_ref().filter(|_| !by_step && is_lead(assigned));
        let own = assigned.due.as_ref().map(|due| (&due.value.0, due.span, false));
        let limit = own.or_else(|| site.map(|when| (when, assigned.span, true)));
        if let Some((when, span, of_site)) = limit
            && let Some(resolved) = resolve(when)
        {
            see(Written { path: &question.path, span, when, resolved, round, of_site, of_procedure: false });
        }
        extended(see, (&question.path, round), &assigned.extensions, &resolve);
    }
}

fn of_commitment<'r>(register: &'r Register<'_>, commitment: &'r Commitment, see: &mut dyn FnMut(Written<'r>)) {
    let round = commitment.links.round;
    let unit = commitment.facts.lead.get().map(UnitRef::as_str);
    let event = |name: &str| deadline::commitment_event(register, commitment, name);
    let resolve = |when: &When| deadline::resolve(register, round, when, unit, &event).ok();
    if let Some(due) = &commitment.facts.due
        && let Some(resolved) = resolve(&due.value.0)
    {
        let (path, span, when) = (&*commitment.path, due.span, &due.value.0);
        see(Written { path, span, when, resolved, round, of_site: false, of_procedure: false });
    }
    extended(see, (&commitment.path, round), &commitment.facts.extensions, &resolve);
}

fn extended<'r>(
    see: &mut dyn FnMut(Written<'r>),
    (path, round): (&'r str, RoundIx),
    extensions: &'r [At<Extension>],
    resolve: &dyn Fn(&When) -> Option<Resolved>,
) {
    for to in extensions.iter().filter_map(|e| e.to.at()) {
        if let Some(resolved) = resolve(&to.value.0) {
            see(Written {
                path,
                span: to.span,
                when: &to.value.0,
                resolved,
                round,
                of_site: false,
                of_procedure: false,
            });
        }
    }
}

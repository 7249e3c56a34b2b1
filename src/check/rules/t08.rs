//! T08: an extension that does not extend.
//!
//! Extensions are taken in the order in which they were granted. Each must end later than the limit before it: the earlier
//! extension, else the limit as written; of a commitment that was reopened in between, the day it was reopened.

use crate::calendar::When;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::round::Extension;
use crate::record::value::UnitRef;
use crate::register::index::RoundIx;
use crate::register::timeline::CommitmentState;
use crate::register::{Question, Register, deadline};
use crate::say;
use crate::text::span::{At, Span};
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T08,
    title: Prose {
        vi: "gia hạn không muộn hơn hạn cũ", en: "an extension not later than the limit it extends"
    },
    prose: Prose {
        vi: "Gia hạn là lùi hạn. Ngày mới phải sau hạn đang có hiệu lực: lần gia hạn trước, nếu chưa có thì hạn ban đầu. Hạn ban đầu vẫn \
             được giữ và hiện bên cạnh.\n\n\
             Cách sửa: sửa ngày `to`, hoặc bỏ lần gia hạn này.\n\n\
             ```toml\n\
             due = 2024-03-29\n\
             extensions = [{ to = 2024-04-12, on = 2024-03-26, by = \"phong-ctsv\", reason = \"Chờ số liệu\" }]\n\
             ```",
        en: "To extend is to move a limit later. The new day must come after the limit in force: the extension before it, else the limit as \
             first written, which is kept and shown beside it.\n\n\
             To put it right: correct the day in `to`, or take the extension out.\n\n\
             ```toml\n\
             due = 2024-03-29\n\
             extensions = [{ to = 2024-04-12, on = 2024-03-26, by = \"phong-ctsv\", reason = \"Waiting for figures\" }]\n\
             ```",
    },
    check: Some(check),
};

/// A limit, and where it stands if it was written by hand.
type Known<'r> = (NaiveDate, Option<(&'r str, Span)>);

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in &register.questions {
        for (i, assigned) in question.facts.assigned.iter().enumerate().filter(|(_, a)| !a.extensions.is_empty()) {
            let limit = |when: &When| {
                let event = |name: &str| deadline::question_event(register, question, i, name);
                days(register, question.links.round, when, assigned.unit.get().map(UnitRef::as_str), &event)
            };
            let first = first_limit(register, question, i, &limit);
            chain(&question.path, &assigned.extensions, first, &[], &limit, found);
        }
    }
    for commitment in register.commitments.iter().filter(|c| !c.facts.extensions.is_empty()) {
        let limit = |when: &When| {
            let event = |name: &str| deadline::commitment_event(register, commitment, name);
            days(register, commitment.links.round, when, commitment.facts.lead.get().map(UnitRef::as_str), &event)
        };
        let due = commitment.facts.due.as_ref();
        let first = due.and_then(|d| Some((limit(&d.value.0)?, Some((&*commitment.path, d.span)))));
        let reopened: Vec<_> =
            commitment.links.course.events.iter().filter(|e| e.2 == CommitmentState::Reopened).collect();
        let reopened: Vec<_> = reopened.iter().map(|e| e.0).collect();
        chain(&commitment.path, &commitment.facts.extensions, first, &reopened, &limit, found);
    }
    for (ix, round) in (0..).map(RoundIx).zip(&register.rounds) {
        for step in round.links.schedule.steps.iter().filter(|s| !s.extensions.is_empty()) {
            let limit = |when: &When| days(register, ix, when, step.units.first().map(|u| &**u), &|_| None);
            let planned = step.planned.as_ref().and_then(|p| p.as_ref().ok()?.limit);
            let first = planned.map(|l| (l.last_day, Some((&*step.place.0, step.place.1))));
            chain(&round.path, &step.extensions, first, &[], &limit, found);
        }
    }
}

/// The limit of an assignment without its extensions: its own, else the step's, else the site's term.
fn first_limit<'r>(
    register: &'r Register<'_>,
    question: &'r Question,
    position: usize,
    limit: &dyn Fn(&When) -> Option<NaiveDate>,
) -> Option<Known<'r>> {
    if let Some(due) = &question.facts.assigned[position].due {
        return Some((limit(&due.value.0)?, Some((&question.path, due.span))));
    }
    let step = register.rounds[question.links.round.at()].links.schedule.answers_step();
    if let Some((step, resolved)) = step.and_then(|s| Some((s, s.in_force()?.limit?))) {
        return Some((resolved.last_day, Some((&step.place.0, step.place.1))));
    }
    Some((limit(register.settings.answer_within.as_ref()?)?, None))
}

fn days(
    register: &Register<'_>,
    round: RoundIx,
    when: &When,
    unit: Option<&str>,
    event: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    Some(deadline::resolve(register, round, when, unit, event).ok()?.limit?.last_day)
}

/// Goes through the extensions in the order in which they were granted.
fn chain<'r>(
    path: &'r str,
    extensions: &'r [At<Extension>],
    first: Option<Known<'r>>,
    reopened: &[NaiveDate],
    limit: &dyn Fn(&When) -> Option<NaiveDate>,
    found: &mut Vec<Diagnostic>,
) {
    let mut order: Vec<_> = extensions.iter().filter_map(|e| Some((e.on.get()?.0, e.to.at()?))).collect();
    order.sort_by_key(|(on, _)| *on);
    let mut before = first;
    let mut since = NaiveDate::MIN;
    for (on, to) in order {
        if let Some(day) = reopened.iter().rev().find(|day| **day > since && **day <= on) {
            before = Some((*day, None));
        }
        since = on;
        let Some(end) = limit(&to.value.0) else { continue };
        if let Some((old, place)) = before.filter(|(old, _)| end <= *old) {
            let mut fault = Diagnostic::new(
                Code::T08,
                path,
                to.span,
                say!(
                    "gia hạn đến `{end}` không muộn hơn hạn `{old}`",
                    "extended to `{end}`, not later than the limit `{old}`"
                ),
            )
            .help(say!("ghi ngày sau `{old}`, hoặc bỏ lần gia hạn này", "write a day after `{old}`, or take it out"));
            if let Some((path, span)) = place {
                fault = fault.related(path, span, say!("hạn đang có", "the limit in force"));
            }
            found.push(fault);
        }
        before = Some((end, Some((path, to.span))));
    }
}

//! Deadlines: by when a question's answer, a commitment or a step was due, and how that stands at the as-of date.
//!
//! Written limits, extensions and dated facts go in; a [`Deadline`] with its derivation comes out
//! (`spec/states.md`, "Deadlines"). The written limit is never moved: extensions stand beside it.

use super::index::{CommitmentIx, QuestionIx, RoundIx};
use super::link::is_lead;
use super::timeline::{CommitmentFact, CommitmentState, QuestionFact, QuestionState};
use super::{Commitment, Question, Register};
use crate::calendar::{Calendar, Context, Resolved, Unresolvable, When};
use crate::choice;
use crate::record::round::Extension;
use crate::record::value::UnitRef;
use crate::text::span::{At, Span};
use chrono::NaiveDate;
use rayon::prelude::*;

choice! {
    /// How a deadline stands.
    pub enum DeadlineState {
        NotDue = "not-due" ("Chưa đến hạn", "Not due"),
        DueSoon = "due-soon" ("Sắp đến hạn", "Due soon"),
        DueToday = "due-today" ("Đến hạn hôm nay", "Due today"),
        Overdue = "overdue" ("Quá hạn", "Overdue"),
        OnTime = "on-time" ("Đúng hạn", "On time"),
        Late = "late" ("Muộn", "Late"),
        NoDeadline = "no-deadline" ("Không có hạn", "No deadline"),
    }
}

impl DeadlineState {
    /// Whether it is worth a word in a row: late, or soon to be.
    pub const fn is_pressing(self) -> bool {
        matches!(self, Self::Overdue | Self::Late | Self::DueSoon | Self::DueToday)
    }
}

/// A limit and how it stands.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// How it stands.
    pub state: DeadlineState,
    /// With `overdue` and `late`: working days after the limit.
    pub workdays: Option<u32>,
    /// With `not-due` and `due-soon`: working days left.
    pub left: Option<u32>,
    /// The limit in force, extensions included, with how it came about.
    pub resolved: Option<Resolved>,
    /// The words in which the limit in force was written.
    pub wording: Option<Box<str>>,
    /// Where the limit was written, when it was in the record itself.
    pub span: Option<Span>,
}

impl Deadline {
    /// No limit at all.
    pub const fn none() -> Self {
        Self { state: DeadlineState::NoDeadline, workdays: None, left: None, resolved: None, wording: None, span: None }
    }

    /// The last day of the written limit.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.resolved.as_ref().and_then(|r| r.limit).map(|l| l.last_day)
    }

    /// The day after which it is late.
    pub fn due(&self) -> Option<NaiveDate> {
        self.resolved.as_ref().and_then(|r| r.limit).map(|l| l.due)
    }

    /// Whether it has passed without being met.
    pub const fn is_overdue(&self) -> bool {
        matches!(self.state, DeadlineState::Overdue)
    }

    /// How a limit stands that was met on `met`, or not yet by `as_of`.
    pub fn judge(
        resolved: Option<Resolved>,
        written: Option<(Box<str>, Span)>,
        met: Option<NaiveDate>,
        as_of: NaiveDate,
        soon: u32,
        calendar: &Calendar,
    ) -> Self {
        let (wording, span) = written.map_or((None, None), |(w, s)| (Some(w), Some(s)));
        let mut deadline = Self { resolved, wording, span, ..Self::none() };
        let Some(due) = deadline.due() else { return deadline };
        let after = |day: NaiveDate| calendar.working_days_between(due, day);
        (deadline.state, deadline.workdays, deadline.left) = match met {
            Some(day) if day <= due => (DeadlineState::OnTime, None, None),
            Some(day) => (DeadlineState::Late, Some(after(day)), None),
            None if as_of > due => (DeadlineState::Overdue, Some(after(as_of)), None),
            None if as_of == due => (DeadlineState::DueToday, None, Some(0)),
            None => {
                let left = calendar.working_days_between(as_of, due);
                let state = if left <= soon { DeadlineState::DueSoon } else { DeadlineState::NotDue };
                (state, None, Some(left))
            }
        };
        deadline
    }
}

/// Computes the deadlines of all questions and commitments.
pub fn compute(register: &mut Register<'_>) {
    let questions: Vec<_> =
        (0..register.questions.len()).into_par_iter().map(|i| of_question(register, QuestionIx(i as u32))).collect();
    for (question, deadline) in register.questions.iter_mut().zip(questions) {
        question.links.deadline = deadline;
    }
    let commitments: Vec<_> = (0..register.commitments.len())
        .into_par_iter()
        .map(|i| of_commitment(register, CommitmentIx(i as u32)))
        .collect();
    for (commitment, deadline) in register.commitments.iter_mut().zip(commitments) {
        commitment.links.deadline = deadline;
    }
}

/// Resolves `when` in a round: its academic year, its dialogue month, its steps, and `event` for facts of the record.
pub fn resolve(
    register: &Register<'_>,
    round: RoundIx,
    when: &When,
    unit: Option<&str>,
    event: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Resolved, Unresolvable> {
    let record = &register.rounds[round.at()];
    let steps = &record.links.schedule;
    let event = |name: &str| event(name).or_else(|| steps.event(name));
    when.resolve(&Context {
        academic_year: record.facts.academic_year.get().map(|y| y.0),
        dialogue_month: record.facts.dialogue_month.as_ref().map(|m| m.0),
        week_rule: register.settings.week,
        semesters: &register.settings.semesters,
        calendar: unit.map_or_else(|| register.calendars.school(), |u| register.calendars.of_unit(u)),
        event: &event,
    })
}

/// The extension in force: the last that was granted by `as_of`, and not before `since`.
pub fn extension(extensions: &[At<Extension>], as_of: NaiveDate, since: Option<NaiveDate>) -> Option<&At<Extension>> {
    let granted = |e: &&At<Extension>| e.on.get().is_some_and(|on| on.0 <= as_of && since.is_none_or(|s| on.0 >= s));
    extensions.iter().filter(granted).max_by_key(|e| e.on.get().map(|d| d.0))
}

fn of_question(register: &Register<'_>, ix: QuestionIx) -> Deadline {
    let question = &register.questions[ix.at()];
    let events = &question.links.course.events;
    if matches!(question.links.course.state, QuestionState::Merged | QuestionState::Withdrawn) {
        return Deadline::none();
    }
    // After a reopening only what came after it counts.
    let start = events.iter().rposition(|e| matches!(e.1, QuestionFact::Reopening(_))).map_or(0, |i| i + 1);
    let lead = events[start..].iter().rev().find_map(|e| match e.1 {
        QuestionFact::Assignment(i) if is_lead(&question.facts.assigned[i]) => Some(i),
        _ => None,
    });
    let Some(lead) = lead else { return Deadline::none() };
    let answered = events[start..].iter().find(|e| matches!(e.1, QuestionFact::Answer(_))).map(|e| e.0);
    of_assignment(register, question, lead, answered)
}

/// The deadline that the assignment at `position` of a question set, met by the answer on `answered`.
pub fn of_assignment(
    register: &Register<'_>,
    question: &Question,
    position: usize,
    answered: Option<NaiveDate>,
) -> Deadline {
    let assigned = &question.facts.assigned[position];
    let unit = assigned.unit.get().map(UnitRef::as_str);
    let round = question.links.round;
    let event = |name: &str| assignment_event(register, question, position, answered, name);
    let extended =
        extension(&assigned.extensions, register.as_of, None).and_then(|e| e.to.at()).map(|at| (&at.value.0, at.span));
    let own = assigned.due.as_ref().map(|at| (&at.value.0, at.span));
    let calendar = unit.map_or_else(|| register.calendars.school(), |u| register.calendars.of_unit(u));
    let judge = |resolved, written| {
        Deadline::judge(resolved, written, answered, register.as_of, register.settings.due_soon_workdays, calendar)
    };
    if let Some((when, span)) = extended.or(own) {
        let resolved = resolve(register, round, when, unit, &event).ok();
        return judge(resolved, Some((when.wording.clone(), span)));
    }
    let schedule = &register.rounds[round.at()].links.schedule;
    if let Some(step) = schedule.answers_step()
        && let Some(resolved) = step.in_force()
    {
        let mut deadline = judge(Some(resolved.clone()), None);
        deadline.wording = step.wording().map(Into::into);
        return deadline;
    }
    let Some(within) = &register.settings.answer_within else { return Deadline::none() };
    let mut deadline = judge(resolve(register, round, within, unit, &event).ok(), None);
    deadline.wording = Some(within.wording.clone());
    deadline
}

/// The day of the event `name` for the assignment at `position` of a question that was answered on `answered`.
pub fn assignment_event(
    register: &Register<'_>,
    question: &Question,
    position: usize,
    answered: Option<NaiveDate>,
    name: &str,
) -> Option<NaiveDate> {
    if name == "answered" { answered } else { question_event(register, question, position, name) }
}

/// The day of an event that the assignment at `position` of a question may wait for.
pub fn question_event(register: &Register<'_>, question: &Question, position: usize, name: &str) -> Option<NaiveDate> {
    match name {
        "received" => question.links.received,
        "assigned" => question.facts.assigned[position].on.get().map(|d| d.0),
        "held" => register.dialogues[question.links.dialogue.at()].links.held.map(|h| h.0),
        _ => None,
    }
}

fn of_commitment(register: &Register<'_>, ix: CommitmentIx) -> Deadline {
    let commitment = &register.commitments[ix.at()];
    let course = &commitment.links.course;
    if matches!(course.state, CommitmentState::Explained | CommitmentState::Cancelled) {
        return Deadline::none();
    }
    let unit = commitment.facts.lead.get().map(UnitRef::as_str);
    let calendar = unit.map_or_else(|| register.calendars.school(), |u| register.calendars.of_unit(u));
    let reopened = course.events.iter().rev().find(|e| e.2 == CommitmentState::Reopened).map(|e| e.0);
    let met = done_on(commitment);
    let soon = register.settings.due_soon_workdays;
    if let Some((when, span)) = limit_in_force(commitment, register.as_of, reopened) {
        let resolved =
            resolve(register, commitment.links.round, when, unit, &|name| commitment_event(register, commitment, name))
                .ok();
        return Deadline::judge(resolved, Some((when.wording.clone(), span)), met, register.as_of, soon, calendar);
    }
    let Some(day) = reopened else { return Deadline::none() };
    // A commitment that was reopened without a new limit is due on the day it was reopened.
    let resolved = resolve(register, commitment.links.round, &day.into(), unit, &|_| None).ok();
    Deadline::judge(resolved, None, met, register.as_of, soon, calendar)
}

fn limit_in_force(commitment: &Commitment, as_of: NaiveDate, reopened: Option<NaiveDate>) -> Option<(&When, Span)> {
    let extended = extension(&commitment.facts.extensions, as_of, reopened)
        .and_then(|e| e.to.at())
        .map(|at| (&at.value.0, at.span));
    let own = commitment.facts.due.as_ref().filter(|_| reopened.is_none()).map(|at| (&at.value.0, at.span));
    extended.or(own)
}

/// The day of the `done` that stands: the last one, unless something else was reported after it.
fn done_on(commitment: &Commitment) -> Option<NaiveDate> {
    let course = &commitment.links.course;
    if !matches!(course.state, CommitmentState::DoneReported | CommitmentState::Verified) {
        return None;
    }
    // News of a state follow it, so the first `done` of the last unbroken run counts.
    let standing = course
        .events
        .iter()
        .rev()
        .take_while(|e| matches!(e.2, CommitmentState::DoneReported | CommitmentState::Verified));
    standing.filter(|e| matches!(e.1, CommitmentFact::Update(_))).last().map(|e| e.0)
}

/// The day of an event that a commitment may wait for.
pub fn commitment_event(register: &Register<'_>, commitment: &Commitment, name: &str) -> Option<NaiveDate> {
    match name {
        "held" => commitment.links.dialogue.and_then(|d| register.dialogues[d.at()].links.held).map(|h| h.0),
        "answered" => commitment.links.made,
        "received" | "assigned" => commitment.links.answers_to.iter().find_map(|p| match p {
            super::Promise::Question(q) => {
                let question = &register.questions[q.at()];
                let assigned = || {
                    question
                        .links
                        .course
                        .events
                        .iter()
                        .find(|e| matches!(e.1, QuestionFact::Assignment(_)))
                        .map(|e| e.0)
                };
                if name == "received" { question.links.received } else { assigned() }
            }
            super::Promise::Conclusions(..) => None,
        }),
        _ => None,
    }
}

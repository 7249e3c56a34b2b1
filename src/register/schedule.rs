//! Schedules: a round's steps with their dates, the order of rounds, and the days off that a project adds.
//!
//! A procedure's steps and a round's own go in; one list of steps comes out, each with its planned days, its actual ones
//! and how they were found. A step may wait for another (`trong 5 ngày kể từ <step>`); steps that wait for each other
//! have no date (S16 reports them).

use super::deadline::{Deadline, extension};
use super::index::RoundIx;
use super::{Register, Round};
use crate::calendar::{Calendars, Change, Context, DayOff, Held, Resolved, Status, Unresolvable, When, WorkedDay};
use crate::record::document::DocumentType;
use crate::record::field::{List, RefKind};
use crate::record::page::DayStatus;
use crate::record::round::{Extension, ProcedureStep, Step as WrittenStep};
use crate::record::value::{LevelOfDialogue, Semester};
use crate::text::span::{At, Span};
use chrono::NaiveDate;
use std::cell::RefCell;

/// A step of a round.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its id.
    pub id: Box<str>,
    /// What is to be done.
    pub title: Box<str>,
    /// Whether the title is the procedure's, not the round's own.
    pub from_procedure: bool,
    /// By when, in the words of the plan; absent only where its absence was reported.
    pub when: Option<When>,
    /// The days that these words mean.
    pub planned: Option<Result<Resolved, Unresolvable>>,
    /// The days after the last extension.
    pub extended: Option<Resolved>,
    /// First and last day on which it was done.
    pub done: Option<(NaiveDate, NaiveDate)>,
    /// How its limit stands.
    pub deadline: Deadline,
    /// Slugs of the units that do it.
    pub units: Vec<Box<str>>,
    /// The types of document that come of it.
    pub produces: Vec<DocumentType>,
    /// A note.
    pub note: Option<Box<str>>,
    /// Whether answers to assigned questions are due at its end.
    pub answers: bool,
    /// Its limit moved.
    pub extensions: List<Extension>,
    /// The path of the file in which its `when` was written, and where.
    pub place: (Box<str>, Span),
}

impl Step {
    /// The days in force: after the last extension, else as planned.
    pub fn in_force(&self) -> Option<&Resolved> {
        self.extended.as_ref().or_else(|| self.planned.as_ref().and_then(|p| p.as_ref().ok()))
    }

    /// Its words.
    pub fn wording(&self) -> Option<&str> {
        self.when.as_ref().map(|w| &*w.wording)
    }
}

/// The steps of a round, in order.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Schedule {
    /// The step whose end is the limit for answers.
    pub fn answers_step(&self) -> Option<&Step> {
        self.steps.iter().find(|s| s.answers)
    }

    /// The day of the step `id`: its last done day once it has one, else its planned end.
    pub fn event(&self, id: &str) -> Option<NaiveDate> {
        let step = self.steps.iter().find(|s| &*s.id == id)?;
        step.done.map(|d| d.1).or_else(|| step.in_force()?.limit.map(|l| l.last_day))
    }

    /// The schedule of the round at `ix`.
    pub fn of(register: &Register<'_>, ix: RoundIx) -> Self {
        let round = &register.rounds[ix.at()];
        let procedure = round.facts.procedure.as_ref().and_then(|p| register.procedure(p.as_str()));
        let mut steps: Vec<Step> = Vec::new();
        if let Some(procedure) = procedure {
            steps.extend(procedure.facts.step.iter().filter_map(|s| from_procedure(s, &procedure.path)));
        }
        for own in &round.facts.step {
            let Some(id) = own.id.get() else { continue };
            match steps.iter_mut().find(|s| *s.id == *id.0) {
                Some(step) => amend(step, own, &round.path),
                None => steps.push(from_round(own, &id.0, &round.path)),
            }
        }
        date(register, round, &mut steps);
        Self { steps }
    }
}

fn from_procedure(step: &At<ProcedureStep>, path: &str) -> Option<Step> {
    Some(Step {
        id: step.id.get()?.0.clone(),
        title: step.title.get().map(|t| t.0.clone()).unwrap_or_default(),
        from_procedure: true,
        when: step.when.get().map(|w| w.0.clone()),
        planned: None,
        extended: None,
        done: None,
        deadline: Deadline::none(),
        units: step.units.iter().map(|u| u.0.clone()).collect(),
        produces: step.produces.iter().map(|p| p.value).collect(),
        note: step.note.as_ref().map(|n| n.0.clone()),
        answers: step.answers.as_ref().is_some_and(|a| a.value),
        extensions: List::new(),
        place: (path.into(), step.when.at().map_or(step.span, |w| w.span)),
    })
}

fn from_round(step: &At<WrittenStep>, id: &str, path: &str) -> Step {
    let mut made = Step {
        id: id.into(),
        title: Box::default(),
        from_procedure: false,
        when: None,
        planned: None,
        extended: None,
        done: None,
        deadline: Deadline::none(),
        units: Vec::new(),
        produces: Vec::new(),
        note: None,
        answers: false,
        extensions: List::new(),
        place: (path.into(), step.span),
    };
    amend(&mut made, step, path);
    made
}

/// Lets what a round says of a step differ from what its procedure says.
fn amend(step: &mut Step, own: &At<WrittenStep>, path: &str) {
    if let Some(title) = &own.title {
        (step.title, step.from_procedure) = (title.0.clone(), false);
    }
    if let Some(when) = &own.when {
        (step.when, step.place) = (Some(when.0.clone()), (path.into(), when.span));
    }
    if !own.units.is_empty() {
        step.units = own.units.iter().map(|u| u.0.clone()).collect();
    }
    if !own.produces.is_empty() {
        step.produces = own.produces.iter().map(|p| p.value).collect();
    }
    if let Some(note) = &own.note {
        step.note = Some(note.0.clone());
    }
    if let Some(answers) = &own.answers {
        step.answers = answers.value;
    }
    step.extensions.clone_from(&own.extensions);
    // Dated below, once the context is known: an actual window may lack its year like a planned one.
    step.done = None;
}

/// Finds the days of all steps; steps wait for each other through `event`.
fn date(register: &Register<'_>, round: &Round, steps: &mut [Step]) {
    for step in steps.iter_mut() {
        let own = round.facts.step.iter().find(|s| s.id.get().is_some_and(|id| *id.0 == *step.id));
        let done = own.and_then(|s| s.done.as_ref());
        let days = done.and_then(|d| days_in_round(register, round, &d.0));
        step.done = days.filter(|(_, last)| *last <= register.as_of);
    }
    let planned = Planner { register, round, steps, memo: RefCell::new(vec![Memo::Unknown; steps.len()]) };
    let found: Vec<_> = (0..steps.len()).map(|i| planned.days(i)).collect();
    for (step, (plan, extended)) in steps.iter_mut().zip(found) {
        (step.planned, step.extended) = (plan, extended);
        let calendar =
            step.units.first().map_or_else(|| register.calendars.school(), |u| register.calendars.of_unit(u));
        let soon = register.settings.due_soon_workdays;
        let written = step.when.as_ref().map(|w| (w.wording.clone(), step.place.1));
        step.deadline =
            Deadline::judge(step.in_force().cloned(), written, step.done.map(|d| d.1), register.as_of, soon, calendar);
    }
}

#[derive(Clone)]
enum Memo {
    Unknown,
    Busy,
    Known(Box<Days>),
}

type Days = (Option<Result<Resolved, Unresolvable>>, Option<Resolved>);

struct Planner<'a, 's> {
    register: &'a Register<'s>,
    round: &'a Round,
    steps: &'a [Step],
    memo: RefCell<Vec<Memo>>,
}

impl Planner<'_, '_> {
    fn days(&self, i: usize) -> Days {
        let known = self.memo.borrow()[i].clone();
        match known {
            Memo::Known(days) => return *days,
            Memo::Busy => return (None, None),
            Memo::Unknown => {}
        }
        self.memo.borrow_mut()[i] = Memo::Busy;
        let step = &self.steps[i];
        let unit = step.units.first().map(|u| &**u);
        let event = |name: &str| self.event(name);
        let planned = step.when.as_ref().map(|w| in_round(self.register, self.round, w, unit, &event));
        let moved = extension(&step.extensions, self.register.as_of, None).and_then(|e| e.to.get());
        let extended = moved.and_then(|to| in_round(self.register, self.round, &to.0, unit, &event).ok());
        let days = (planned, extended);
        self.memo.borrow_mut()[i] = Memo::Known(Box::new(days.clone()));
        days
    }

    fn event(&self, name: &str) -> Option<NaiveDate> {
        let i = self.steps.iter().position(|s| &*s.id == name)?;
        if let Some((_, last)) = self.steps[i].done {
            return Some(last);
        }
        let (planned, extended) = self.days(i);
        extended.or_else(|| planned.and_then(Result::ok))?.limit.map(|l| l.last_day)
    }
}

fn in_round(
    register: &Register<'_>,
    round: &Round,
    when: &When,
    unit: Option<&str>,
    event: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Resolved, Unresolvable> {
    when.resolve(&Context {
        academic_year: round.facts.academic_year.get().map(|y| y.0),
        dialogue_month: round.facts.dialogue_month.as_ref().map(|m| m.0),
        week_rule: register.settings.week,
        semesters: &register.settings.semesters,
        calendar: unit.map_or_else(|| register.calendars.school(), |u| register.calendars.of_unit(u)),
        event,
    })
}

/// First and last day of a dialogue, in its round's academic year.
pub fn held_days(register: &Register<'_>, round: Option<RoundIx>, held: &Held) -> Option<(NaiveDate, NaiveDate)> {
    days_in_round(register, &register.rounds[round?.at()], &held.when)
}

/// First and last day of what was done or will be done in a round.
pub fn days_in_round(register: &Register<'_>, round: &Round, when: &When) -> Option<(NaiveDate, NaiveDate)> {
    let resolved = in_round(register, round, when, None, &|_| None).ok()?;
    let last = resolved.limit?.last_day;
    Some((resolved.start.unwrap_or(last), last))
}

/// Sorts rounds: by school dialogue, else dialogue month, else academic year and semester.
pub fn order_rounds(register: &mut Register<'_>) {
    let mut rounds = std::mem::take(&mut register.rounds);
    let key = |round: &Round| {
        let prefix = format!("{}/", round.id);
        let school = register
            .dialogues
            .iter()
            .filter(|d| d.id.starts_with(&prefix) && d.facts.level.copied() == Some(LevelOfDialogue::School));
        let held = school
            .filter_map(|d| in_round(register, round, &d.facts.held.as_ref()?.0.when, None, &|_| None).ok()?.start)
            .min();
        let month = || round.facts.dialogue_month.as_ref().map(|m| m.0.first_day());
        let year = || {
            let year = round.facts.academic_year.get()?.0;
            // Months in which the semesters' dialogues fall, so that undated rounds sort among dated ones.
            let (add, month) = match round.facts.semester.as_ref().map(|s| s.value) {
                Some(Semester::First) => (0, 12),
                Some(Semester::Second) => (1, 4),
                Some(Semester::Summer) => (1, 7),
                None => (1, 1),
            };
            NaiveDate::from_ymd_opt(year.first() + add, month, 1)
        };
        held.or_else(month).or_else(year)
    };
    let keys: Vec<_> = rounds.iter().map(key).collect();
    let mut order: Vec<usize> = (0..rounds.len()).collect();
    order.sort_by(|&a, &b| keys[a].cmp(&keys[b]).then_with(|| rounds[a].id.cmp(&rounds[b].id)));
    let mut slots: Vec<Option<Round>> = rounds.drain(..).map(Some).collect();
    register.rounds = order.into_iter().filter_map(|i| slots[i].take()).collect();
}

/// The round before: the one written, else the one before in order.
pub fn previous_round(register: &Register<'_>, ix: RoundIx) -> Option<RoundIx> {
    let round = &register.rounds[ix.at()];
    if let Some(written) = &round.facts.previous {
        return match register.resolve(RefKind::Round, written.as_str(), "") {
            Some(super::index::RecordIx::Round(previous)) => Some(previous),
            _ => None,
        };
    }
    (0..ix.0).rev().map(RoundIx).find(|r| !register.rounds[r.at()].draft)
}

/// The built-in table of days with what the project adds.
pub fn calendars(register: &Register<'_>) -> Calendars {
    let changes = register.tables.iter().filter(|t| !t.draft).flat_map(|table| {
        let unit = table.facts.unit.as_ref().map(|u| u.0.clone());
        let off = table.facts.day_off.iter().filter_map(|d| {
            let status = if d.status.as_ref().is_some_and(|s| s.value == DayStatus::Provisional) {
                Status::Provisional
            } else {
                Status::Official
            };
            Some(Change::Off(DayOff {
                date: d.date.get()?.0,
                name: d.name.get()?.0.to_string().into(),
                status,
                source: d.source.as_ref().map(|s| s.0.to_string()).unwrap_or_default().into(),
            }))
        });
        let worked = table.facts.working_day.iter().filter_map(|d| {
            Some(Change::Worked(WorkedDay {
                date: d.date.get()?.0,
                instead_of: d.r#for.get()?.0,
                source: d.source.as_ref().map(|s| s.0.to_string()).unwrap_or_default().into(),
            }))
        });
        off.chain(worked).map(|change| (unit.clone(), change)).collect::<Vec<_>>()
    });
    Calendars::new(changes)
}

//! Rows: how a record appears in lists and on other records' pages.
//!
//! Indexes go in, rows of one language come out; each costs the same however large the register is. The invariant: a
//! withheld question appears by its neutral wording alone, an internal record not at all. Lists of rows are made by
//! [`super::listing`].

use super::figure;
use super::model::part::{Date, Deadline, Link, Period, Term};
use super::model::row::{CommitmentRow, DialogueRow, DocumentRow, OverdueRow, QuestionRow, RoundRow, SurveyRow};
use super::owed::Owed;
use super::title::round_name;
use super::view::View;
use crate::calendar::iso;
use crate::record::question::Visibility;
use crate::record::value::Semester;
use crate::register::deadline::Deadline as Computed;
use crate::register::index::{CommitmentIx, DialogueIx, DocumentIx, QuestionIx, RecordIx, RoundIx, SurveyIx, scope_of};
use crate::register::timeline::{CommitmentFact, QuestionFact};
use crate::register::{Dialogue, Register};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Which day a row of questions shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The day it was received.
    Received,
    /// The day of its last answer.
    Answered,
}

/// A question in a list; `topic` says whether its leading topic is shown.
pub fn question<'a>(view: &'a View<'_>, ix: QuestionIx, by: By, topic: bool) -> QuestionRow<'a> {
    let register = view.register;
    let question = &register.questions[ix.at()];
    let links = &question.links;
    let on = match by {
        By::Received => links.received,
        By::Answered => last_answer(register, ix).map(|a| a.0),
    };
    let withheld = links.visibility == Visibility::Withheld;
    let similar = question.facts.similar.as_ref().filter(|_| !withheld);
    let leading = links.topic.filter(|_| topic);
    QuestionRow {
        id: Cow::Borrowed(&question.id),
        link: view.link(RecordIx::Question(ix)),
        unit: view.unit_at(links.answerer),
        state: view.state(links.course.state.as_str(), links.course.state.label()),
        on: on.map(|day| view.date(day)),
        deadline: Some(&links.deadline).filter(|d| d.state.is_pressing()).and_then(|d| standing(view, d)),
        topic: leading.map(|t| view.link(RecordIx::Topic(t))),
        similar: similar.map(|q| view.quantity(q)),
    }
}

/// By when, and how that stands, without words: rows have no room for them, and those of a withheld question may tell
/// what it was about.
fn standing(view: &View<'_>, computed: &Computed) -> Option<Deadline<'static>> {
    let resolved = computed.resolved.as_ref()?;
    Some(Deadline {
        state: view.state(computed.state.as_str(), computed.state.label()),
        workdays: computed.workdays,
        left: computed.left,
        due: resolved.limit.map(|l| view.limit_date(resolved, l)),
        holds: resolved.limit.map(|l| iso(l.due).into()),
        wording: None,
        derivation: None,
        extensions: Vec::new(),
    })
}

/// How a question's deadline stands, in full; none where it has no limit.
pub fn question_deadline<'a>(view: &'a View<'_>, ix: QuestionIx) -> Option<Deadline<'a>> {
    let links = &view.register.questions[ix.at()].links;
    view.deadline(&links.deadline, &view.register.rounds[links.round.at()].links.schedule)
}

/// How a commitment's deadline stands, in full; none where it has no limit.
pub fn commitment_deadline<'a>(view: &'a View<'_>, ix: CommitmentIx) -> Option<Deadline<'a>> {
    let links = &view.register.commitments[ix.at()].links;
    view.deadline(&links.deadline, &view.register.rounds[links.round.at()].links.schedule)
}

/// The last answer to a question by the as-of date: its day and its position among the answers.
pub fn last_answer(register: &Register<'_>, ix: QuestionIx) -> Option<(NaiveDate, usize)> {
    register.questions[ix.at()].links.course.events.iter().rev().find_map(|e| match e.1 {
        QuestionFact::Answer(i) => Some((e.0, i)),
        _ => None,
    })
}

/// A public commitment in a list; `round` says whether the round it was promised in is shown.
pub fn commitment<'a>(view: &'a View<'_>, ix: CommitmentIx, round: bool) -> CommitmentRow<'a> {
    let commitment = &view.register.commitments[ix.at()];
    let links = &commitment.links;
    let lead = commitment.facts.lead.get().map_or("", |u| u.as_str());
    CommitmentRow {
        id: Cow::Borrowed(&commitment.id),
        link: view.link(RecordIx::Commitment(ix)),
        unit: Some(view.unit(lead)),
        state: view.state(links.course.state.as_str(), links.course.state.label()),
        deadline: standing(view, &links.deadline),
        percent: percent(view.register, ix),
        on: links.course.events.last().map(|e| view.date(e.0)),
        round: round.then(|| round_link(view, links.round)),
    }
}

/// How far a commitment is by the latest update that says so, in per cent.
pub fn percent(register: &Register<'_>, ix: CommitmentIx) -> Option<u8> {
    let commitment = &register.commitments[ix.at()];
    commitment.links.course.events.iter().rev().find_map(|e| match e.1 {
        CommitmentFact::Update(i) => commitment.facts.updates[i].whole_percent(),
        CommitmentFact::Verification(_) => None,
    })
}

/// What is overdue or due, in few words; none where it has no limit.
pub fn overdue<'a>(view: &'a View<'_>, owed: Owed) -> Option<OverdueRow<'a>> {
    let register = view.register;
    let (id, label) = owed.kind().term();
    let (link, record, round) = match owed {
        Owed::Question(ix) => {
            (view.link(RecordIx::Question(ix)), Cow::Borrowed(&*register.questions[ix.at()].id), None)
        }
        Owed::Commitment(ix) => {
            (view.link(RecordIx::Commitment(ix)), Cow::Borrowed(&*register.commitments[ix.at()].id), None)
        }
        Owed::Step(ix, position) => {
            let id = format!("{}#{}", register.rounds[ix.at()].id, super::owed::step(register, ix, position).id);
            (super::steps::link(view, ix, position), id.into(), Some(round_link(view, ix)))
        }
    };
    Some(OverdueRow {
        kind: view.term(id, label),
        id: record,
        link,
        unit: view.unit_at(owed.units(register).first().copied()),
        round,
        deadline: standing(view, owed.deadline(register))?,
    })
}

/// A public dialogue in a list.
pub fn dialogue<'a>(view: &'a View<'_>, ix: DialogueIx) -> DialogueRow<'a> {
    let dialogue = &view.register.dialogues[ix.at()];
    let tally = &view.plan.aggregates.statistics.dialogues[ix.at()];
    let state = dialogue.links.state;
    DialogueRow {
        id: Cow::Borrowed(&dialogue.id),
        link: view.link(RecordIx::Dialogue(ix)),
        unit: view.unit(dialogue.facts.unit.get().map_or("", |u| u.as_str())),
        level: level(view, dialogue),
        state: view.state(state.as_str(), state.label()),
        held: held(view, dialogue),
        questions: tally.questions_counted,
        answered: tally.answered,
    }
}

/// The level of a dialogue.
pub fn level(view: &View<'_>, dialogue: &Dialogue) -> Term<'static> {
    let level = dialogue.facts.level.copied().unwrap_or(crate::record::value::LevelOfDialogue::Unit);
    view.term(level.as_str(), level.label())
}

/// When a dialogue was or will be held, in short form; with its hours in `datetime` where they are written.
pub fn held(view: &View<'_>, dialogue: &Dialogue) -> Option<Period<'static>> {
    let mut period = view.period(dialogue.links.held?);
    let hours = dialogue.facts.held.as_ref().and_then(|h| h.0.hours);
    if let Some((start, _)) = hours {
        period.start.iso = format!("{}T{}", period.start.iso, start.format("%H:%M")).into();
    }
    Some(period)
}

/// A round in a list.
pub fn round<'a>(view: &'a View<'_>, ix: RoundIx) -> RoundRow<'a> {
    let round = &view.register.rounds[ix.at()];
    let tally = &view.plan.aggregates.statistics.rounds[ix.at()];
    RoundRow {
        id: Cow::Borrowed(&round.id),
        link: view.link(RecordIx::Round(ix)),
        academic_year: academic_year(view, ix),
        semester: semester(view, ix),
        closed: closed(view, ix),
        followed: view.plan.aggregates.round_after[ix.at()].is_some(),
        dialogues: tally.dialogues,
        questions: tally.questions_counted,
        answered: tally.answered,
        commitments: tally.commitments,
        verified: tally.verified,
    }
}

/// A round in few words, with its page: titles of rounds fill three lines of a phone.
pub fn round_link<'a>(view: &'a View<'_>, ix: RoundIx) -> Link<'a> {
    Link { title: round_name(view, ix).into(), lang: None, ..view.link(RecordIx::Round(ix)) }
}

/// The academic year of a round: `2023-2024`.
pub fn academic_year(view: &View<'_>, ix: RoundIx) -> Cow<'static, str> {
    view.register.rounds[ix.at()].facts.academic_year.get().map_or_else(String::new, |y| y.0.to_string()).into()
}

/// The semester of a round.
pub fn semester(view: &View<'_>, ix: RoundIx) -> Option<Term<'static>> {
    let semester = view.register.rounds[ix.at()].facts.semester.as_ref()?.value;
    let label = match semester {
        Semester::First => ("học kỳ I", "semester 1"),
        Semester::Second => ("học kỳ II", "semester 2"),
        Semester::Summer => ("học kỳ hè", "summer semester"),
    };
    Some(view.term(semester.as_str(), label))
}

/// The day a round was closed, once it is.
pub fn closed(view: &View<'_>, ix: RoundIx) -> Option<Date<'static>> {
    let round = &view.register.rounds[ix.at()];
    round.facts.closed.as_ref().filter(|_| round.links.closed).map(|day| view.date(day.0))
}

/// A public document in a list.
pub fn document<'a>(view: &'a View<'_>, ix: DocumentIx) -> DocumentRow<'a> {
    let document = &view.register.documents[ix.at()];
    let number = document.facts.number.is_some();
    DocumentRow {
        id: Cow::Borrowed(&document.id),
        document: view.document_at(ix),
        issuer: Some(view.unit(document.facts.issuer.get().map_or("", |u| u.as_str()))),
        files: document.facts.files.len() as u32,
        form_code: document.facts.form_code.as_ref().filter(|_| !number).map(|c| Cow::Borrowed(c.as_str())),
    }
}

/// A public survey in a list.
pub fn survey<'a>(view: &'a View<'_>, ix: SurveyIx) -> SurveyRow<'a> {
    let survey = &view.register.surveys[ix.at()];
    let quantity = |q: Option<&crate::record::value::Quantity>| q.map_or_else(Cow::default, |q| view.quantity(q));
    SurveyRow {
        id: Cow::Borrowed(&survey.id),
        link: view.link(RecordIx::Survey(ix)),
        round: Some(round_link(view, survey.links.round)),
        issued: quantity(survey.facts.issued.get()),
        returned: quantity(survey.facts.returned.get()),
        response: figure::response(view, ix),
    }
}

/// The dialogue or round that holds the record `id`, as a link.
pub fn home_of<'a>(view: &'a View<'_>, id: &str) -> Option<Link<'a>> {
    view.register.ids.get(scope_of(id)).map(|record| view.link(record))
}

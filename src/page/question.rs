//! A question's page: what was asked, how it stands, its thread, and what belongs to it.
//!
//! A public or redacted question goes in, the model of `question.html` comes out; a withheld one has
//! [`super::tombstone`]. Neighbours and related questions are found by position, so that the page costs the same however
//! large its dialogue is. The thread is told in [`super::question_thread`].

use super::head;
use super::model::part::{Html, Link, State, Text};
use super::model::question::{Event, Merged, QuestionPage, Redacted, Source};
use super::model::row::{QuestionRow, ShortList};
use super::plain;
use super::plan::has_page;
use super::question_thread::{public_commitments, thread};
use super::route::{PAGE_SIZE, Route, Subject};
use super::row::{self, By};
use super::schema::Said;
use super::view::View;
use crate::record::question::{Competence, QuestionKind, Visibility};
use crate::record::value::LevelOfDialogue;
use crate::register::Question;
use crate::register::index::{DialogueIx, QuestionIx, RecordIx};
use crate::register::timeline::QuestionFact;
use std::borrow::Cow;

/// How many related questions a page names.
const RELATED: usize = 5;

/// How many mergers are followed to a question that stands; a circle is an error of its own (S16).
const MERGERS: usize = 16;

/// The page of the question at `ix`, which is public or redacted.
pub fn question<'a>(view: &'a View<'_>, ix: QuestionIx, route: Route) -> QuestionPage<'a> {
    let register = view.register;
    let question = &register.questions[ix.at()];
    let (facts, links) = (&question.facts, &question.links);
    let (html, lang) = view.question_text(ix, route);
    let state = view.state(links.course.state.as_str(), links.course.state.label());
    let kind = facts.kind.copied().unwrap_or(QuestionKind::Question);
    let unit = register.dialogues[links.dialogue.at()].facts.unit.get().map_or("", |u| u.as_str());
    let competence = competence(view, question);
    let thread = thread(view, ix, route);
    let said = Said { question: html.as_ref(), answer: last_answer_text(&thread) };
    QuestionPage {
        head: head::head_of(view, route, description(&state, html.as_ref()), said),
        deadline: row::question_deadline(view, ix),
        answered_after: answered_after(view, question),
        redacted: redacted(view, question),
        html,
        lang,
        from: facts.from.as_ref().map(|f| view.words(&question.id, "from", f.as_str())),
        received: links.received.map(|day| view.date(day)),
        similar: facts.similar.as_ref().map(|n| view.quantity(n)),
        kind: view.term(kind.as_str(), kind.label()),
        topics: topics(view, question),
        dialogue: view.reference(RecordIx::Dialogue(links.dialogue)),
        unit: view.unit(unit),
        competence: competence.map(|c| view.term(c.as_str(), c.label())),
        channel: facts.channel.as_ref().map(|c| view.term(c.as_str(), c.label())),
        merged_into: merged_into(view, ix),
        split_from: links.split_from.map(|q| view.reference(RecordIx::Question(q))),
        thread,
        commitments: public_commitments(view, ix).map(|c| row::commitment(view, c, false)).collect(),
        source: source(question),
        related: related(view, ix),
        previous: neighbour(view, ix, false),
        next: neighbour(view, ix, true),
        corrections: view.corrections(&question.id, &facts.corrections),
        state,
    }
}

/// The text of the answer that was given last.
fn last_answer_text<'t>(thread: &'t [Event<'_>]) -> Option<&'t Html<'t>> {
    let mut newest = thread.iter().rev();
    newest.find_map(|event| if let Event::Answered(answer) = event { Some(answer.html.as_ref()) } else { None })?
}

/// How it stands and how its text begins.
fn description(state: &State<'_>, html: Option<&Html<'_>>) -> Text<'static> {
    match html {
        Some(html) => format!("{}. {}", state.label, plain::words(html, head::DESCRIPTION)).into(),
        None => Cow::Owned(format!("{}.", state.label)),
    }
}

/// Working days from the day it was received to the first answer, counted as in statistics.
fn answered_after(view: &View<'_>, question: &Question) -> Option<u32> {
    let answered = question.links.course.events.iter().find(|e| matches!(e.1, QuestionFact::Answer(_)))?.0;
    Some(view.register.calendars.school().working_days_between(question.links.received?, answered))
}

fn redacted<'a>(view: &'a View<'_>, question: &'a Question) -> Option<Redacted<'a>> {
    let redacted = question.links.visibility == Visibility::Redacted;
    let reason = question.facts.reason.as_ref().filter(|_| redacted)?;
    Some(Redacted { reason: view.words(&question.id, "reason", reason.as_str()) })
}

/// The topics of a question, the leading one first.
pub fn topics<'a>(view: &'a View<'_>, question: &Question) -> Vec<Link<'a>> {
    let known = question.facts.topics.0.iter().filter_map(|t| view.register.topic(t.as_str()));
    known.map(|t| view.link(RecordIx::Topic(t))).collect()
}

/// Who is competent: as written, else by the level of the dialogue.
pub fn competence(view: &View<'_>, question: &Question) -> Option<Competence> {
    let written = question.facts.competence.as_ref().map(|c| c.value);
    written.or_else(|| {
        Some(match view.register.dialogues[question.links.dialogue.at()].facts.level.copied()? {
            LevelOfDialogue::Class | LevelOfDialogue::Unit => Competence::Unit,
            LevelOfDialogue::School => Competence::School,
            LevelOfDialogue::External => Competence::External,
        })
    })
}

/// The question that this one was merged into, with the state of the one that stands in the end. Of one that is not
/// public nothing is told.
fn merged_into<'a>(view: &'a View<'_>, ix: QuestionIx) -> Option<Merged<'a>> {
    let questions = &view.register.questions;
    let public = |q: QuestionIx| view.register.is_known(RecordIx::Question(q));
    let target = questions[ix.at()].links.merged_into?;
    let mut last = if public(target) { target } else { ix };
    for _ in 0..MERGERS {
        let Some(next) = questions[last.at()].links.merged_into.filter(|q| last != ix && public(*q)) else { break };
        last = next;
    }
    let state = questions[last.at()].links.course.state;
    Some(Merged { link: view.reference(RecordIx::Question(target)), state: view.state(state.as_str(), state.label()) })
}

fn source(question: &Question) -> Option<Source<'_>> {
    let source = question.facts.source.as_ref()?;
    Some(Source {
        file: Cow::Borrowed(&source.file.as_ref()?.0),
        sheet: source.sheet.as_ref().map(|s| Cow::Borrowed(&*s.0)),
        row: source.row.as_ref().map(|r| r.0),
    })
}

/// Others with the same leading topic in the dialogue: the next ones after this, then from the first. What the page says
/// of its own question, unit and day, is said of those alone of which it is another.
fn related<'a>(view: &'a View<'_>, ix: QuestionIx) -> ShortList<'a, QuestionRow<'a>> {
    let (group, page) = same_topic(view, ix);
    let others = group.len().saturating_sub(1);
    let own = group.partition_point(|q| *q < ix);
    let rows = group.iter().cycle().skip(own + 1).take(others.min(RELATED));
    ShortList {
        rows: rows.map(|q| beside(view, *q, ix)).collect(),
        total: others as u32,
        href: page.filter(|_| others > RELATED).map(|subject| view.href(subject).into()),
    }
}

fn beside<'a>(view: &'a View<'_>, other: QuestionIx, own: QuestionIx) -> QuestionRow<'a> {
    let row = row::question(view, other, By::Received, false);
    let (other, own) = (&view.register.questions[other.at()].links, &view.register.questions[own.at()].links);
    QuestionRow {
        unit: row.unit.filter(|_| other.answerer != own.answerer),
        on: row.on.filter(|_| other.received != own.received),
        ..row
    }
}

/// The questions of the dialogue with the same leading topic, and the dialogue's page on which they begin.
fn same_topic<'v>(view: &'v View<'_>, ix: QuestionIx) -> (&'v [QuestionIx], Option<Subject>) {
    let register = view.register;
    let dialogue: DialogueIx = register.questions[ix.at()].links.dialogue;
    let Some(topic) = register.questions[ix.at()].links.topic else { return (&[], None) };
    let all = &view.plan.of_dialogue[dialogue.at()];
    let start = all.partition_point(|q| register.questions[q.at()].links.topic < Some(topic));
    let count = all[start..].partition_point(|q| register.questions[q.at()].links.topic == Some(topic));
    (&all[start..start + count], Some(Subject::Dialogue(dialogue, (start / PAGE_SIZE) as u32 + 1)))
}

/// The question before or after this one in its dialogue that has a page.
pub fn neighbour<'a>(view: &'a View<'_>, ix: QuestionIx, after: bool) -> Option<Link<'a>> {
    let questions = &view.register.questions;
    let dialogue = questions[ix.at()].links.dialogue;
    let mut at = ix.0;
    loop {
        // Questions are sorted by id, so those of one dialogue stand together.
        at = if after { at.checked_add(1)? } else { at.checked_sub(1)? };
        questions.get(at as usize).filter(|q| q.links.dialogue == dialogue)?;
        if has_page(view.register, QuestionIx(at)) {
            return Some(view.link(RecordIx::Question(QuestionIx(at))));
        }
    }
}

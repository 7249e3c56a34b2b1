//! Tombstones: the pages of withheld questions.
//!
//! A withheld question goes in, the model of `tombstone.html` comes out. The invariant: nothing is read here but id,
//! kind, leading topic, days, units, states and the reason, so that nothing else can leak.

use super::head;
use super::model::part::{Deadline, Link, State, Text};
use super::model::tombstone::{TombstoneDate, TombstonePage};
use super::question::neighbour;
use super::route::Route;
use super::row;
use super::view::View;
use crate::record::question::QuestionKind;
use crate::register::Question;
use crate::register::index::{QuestionIx, RecordIx};
use crate::register::timeline::QuestionFact;
use std::borrow::Cow;

/// The page of the withheld question at `ix`.
pub fn tombstone<'a>(view: &'a View<'_>, ix: QuestionIx, route: Route) -> TombstonePage<'a> {
    let question = &view.register.questions[ix.at()];
    let links = &question.links;
    let kind = question.facts.kind.copied().unwrap_or(QuestionKind::Question);
    let state = view.state(links.course.state.as_str(), links.course.state.label());
    let (reason, lang) = reason(view, ix);
    TombstonePage {
        head: head::head(view, route, description(view, &state)),
        id: Cow::Borrowed(&question.id),
        kind: view.term(kind.as_str(), kind.label()),
        state,
        deadline: row::question_deadline(view, ix).map(without_words),
        reason,
        lang,
        topic: view.register.questions[ix.at()].links.topic.map(|t| view.link(RecordIx::Topic(t))),
        made_in: view.reference(RecordIx::Dialogue(links.dialogue)),
        dates: dates(view, question),
        previous: neighbour(view, ix, false),
        next: neighbour(view, ix, true),
    }
}

/// Why a question is withheld, and the reason's language where it is not the page's.
pub fn reason<'a>(view: &'a View<'_>, ix: QuestionIx) -> (Text<'a>, Option<Text<'a>>) {
    let question = &view.register.questions[ix.at()];
    let written = question.facts.reason.as_ref().map_or("", |r| r.as_str());
    view.text(&question.id, "reason", written)
}

fn description(view: &View<'_>, state: &State<'_>) -> String {
    let why = view.say(
        "Nội dung không công khai; trang này cho biết ý kiến có trong sổ, đã qua những bước nào và vì sao không công khai.",
        "The content is withheld; this page says that the question is on the register, how it went and why it is not shown.",
    );
    format!("{}. {why}", state.label)
}

/// A deadline by its days alone: who wrote its words did not write them for readers.
fn without_words(deadline: Deadline<'_>) -> Deadline<'_> {
    Deadline { wording: None, extensions: Vec::new(), ..deadline }
}

/// The dated facts, oldest first: what happened and which unit it concerns.
fn dates<'a>(view: &'a View<'_>, question: &'a Question) -> Vec<TombstoneDate<'a>> {
    let received = question.links.received.map(|day| TombstoneDate {
        on: view.date(day),
        label: view.say("Đã tiếp nhận", "Received").into(),
        unit: None,
    });
    let known = question.links.course.events.iter().filter(|e| e.1 != QuestionFact::Merging);
    let facts = known.map(|(on, fact, state)| TombstoneDate {
        on: view.date(*on),
        label: view.label(state.label()).into(),
        unit: concerned(view, question, *fact),
    });
    received.into_iter().chain(facts).collect()
}

/// The unit that a fact concerns; a body outside is words of the record and not told.
fn concerned<'a>(view: &'a View<'_>, question: &'a Question, fact: QuestionFact) -> Option<Link<'a>> {
    let facts = &question.facts;
    let unit = match fact {
        QuestionFact::Referral(i) => facts.referrals[i].to.as_ref().map(|u| &u.value),
        QuestionFact::Assignment(i) => facts.assigned[i].unit.get(),
        QuestionFact::Answer(i) => facts.answers[i].unit.get(),
        QuestionFact::Reopening(_) | QuestionFact::Withdrawal | QuestionFact::Closing | QuestionFact::Merging => None,
    };
    unit.map(|u| view.unit(u.as_str()))
}

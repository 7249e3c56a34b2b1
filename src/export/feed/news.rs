//! News: every dated fact that those who follow a unit want to hear of.
//!
//! The register goes in; dated facts come out, oldest first, and for each unit and topic which of them are theirs. The
//! invariants: facts are of public records and no later than the as-of date; of withheld questions nothing is told; the
//! order of one day is that of the kinds below, so that what follows from a fact stands after it.

use super::Feeds;
use crate::page::follow::{self, Source};
use crate::page::plan::Plan;
use crate::record::commitment::UpdateState;
use crate::register::Register;
use crate::register::coverage::was_held;
use crate::register::index::{CommitmentIx, DialogueIx, DocumentIx, QuestionIx, RecordIx, RoundIx, TopicIx, UnitIx};
use crate::register::statistics::{topic_and_above, topics_of};
use crate::register::timeline::{CommitmentFact, QuestionFact};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A fact worth telling; numbers are positions in the record's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum News {
    /// A dialogue was held.
    Held(DialogueIx),
    /// A dialogue was postponed, cancelled or held in another form.
    Outcome(DialogueIx),
    /// A document was issued.
    Issued(DocumentIx),
    /// A question was answered.
    Answered(QuestionIx, u32),
    /// A question was opened again.
    Reopened(QuestionIx, u32),
    /// Something was promised.
    Promised(CommitmentIx),
    /// The unit in charge reported on a promise.
    Updated(CommitmentIx, u32),
    /// The limit of a promise was moved.
    Extended(CommitmentIx, u32),
    /// Another unit checked whether a promise was kept.
    Verified(CommitmentIx, u32),
    /// A published record was corrected.
    Corrected(RecordIx, u32),
    /// A round was closed.
    Closed(RoundIx),
}

/// A fact and its day.
pub(super) type Dated = (NaiveDate, News);

/// Gathers all news.
pub(super) fn gather(register: &Register<'_>, plan: &Plan) -> Feeds {
    let mut all = Vec::new();
    dialogues(register, &mut all);
    questions(register, plan, &mut all);
    commitments(register, plan, &mut all);
    for &ix in plan.documents.iter().chain(&plan.forms) {
        let issued = register.documents[ix.at()].facts.date.copied().map(|day| day.0);
        all.extend(issued.map(|day| (day, News::Issued(ix))));
    }
    for &ix in &plan.rounds {
        let round = &register.rounds[ix.at()];
        let closed = round.facts.closed.as_ref().filter(|_| round.links.closed);
        all.extend(closed.map(|day| (day.0, News::Closed(ix))));
    }
    all.extend(plan.corrections.iter().map(|c| (c.on, News::Corrected(c.record, c.position as u32))));
    all.retain(|(on, _)| *on <= register.as_of);
    all.sort_unstable();
    let units = (0..register.units.len() as u32).map(UnitIx).filter(|u| register.is_public(RecordIx::Unit(*u)));
    let topics = (0..register.topics.len() as u32).map(TopicIx).filter(|t| register.is_public(RecordIx::Topic(*t)));
    let followed = units.map(Source::Unit).chain(topics.map(Source::Topic)).chain([Source::Site]);
    let mut of: BTreeMap<Source, Vec<u32>> = followed.map(|source| (source, Vec::new())).collect();
    for (at, (_, news)) in (0..).zip(&all) {
        for source in sources(register, *news) {
            if let Some(list) = of.get_mut(&source) {
                list.push(at);
            }
        }
    }
    Feeds { all, of }
}

/// Whose followers want to hear of it, if they have a feed.
pub(super) fn sources(register: &Register<'_>, news: News) -> impl Iterator<Item = Source> {
    let units = follow::units(register, record(news)).into_iter().map(Source::Unit);
    [Source::Site].into_iter().chain(units).chain(topics(register, news).into_iter().map(Source::Topic))
}

fn dialogues(register: &Register<'_>, all: &mut Vec<Dated>) {
    for (i, dialogue) in register.dialogues.iter().enumerate().filter(|(_, d)| d.links.public) {
        let ix = DialogueIx(i as u32);
        let held = dialogue.links.held.filter(|_| was_held(dialogue.links.state));
        all.extend(held.map(|(_, last)| (last, News::Held(ix))));
        let outcome = dialogue.facts.outcome.as_ref().and_then(|o| o.on.as_ref());
        all.extend(outcome.map(|day| (day.0, News::Outcome(ix))));
    }
}

fn questions(register: &Register<'_>, plan: &Plan, all: &mut Vec<Dated>) {
    for &ix in plan.questions.iter().filter(|q| register.is_public(RecordIx::Question(**q))) {
        let events = &register.questions[ix.at()].links.course.events;
        all.extend(events.iter().filter_map(|(on, fact, _)| match *fact {
            QuestionFact::Answer(i) => Some((*on, News::Answered(ix, i as u32))),
            QuestionFact::Reopening(i) => Some((*on, News::Reopened(ix, i as u32))),
            _ => None,
        }));
    }
}

fn commitments(register: &Register<'_>, plan: &Plan, all: &mut Vec<Dated>) {
    for &ix in &plan.commitments {
        let commitment = &register.commitments[ix.at()];
        all.extend(commitment.links.made.map(|day| (day, News::Promised(ix))));
        // That a limit was moved is told once: by the extension, which says to when, not also by the report of that day.
        let moved =
            |on: NaiveDate| commitment.facts.extensions.iter().any(|e| e.on.get().is_some_and(|day| day.0 == on));
        let says_so = |i: usize| commitment.facts.updates[i].state.copied() == Some(UpdateState::Deferred);
        let events = commitment.links.course.events.iter();
        let events = events.filter(|(on, fact, _)| match *fact {
            CommitmentFact::Update(i) => !(says_so(i) && moved(*on)),
            CommitmentFact::Verification(_) => true,
        });
        all.extend(events.map(|(on, fact, _)| match *fact {
            CommitmentFact::Update(i) => (*on, News::Updated(ix, i as u32)),
            CommitmentFact::Verification(i) => (*on, News::Verified(ix, i as u32)),
        }));
        let granted = (0..).zip(&commitment.facts.extensions);
        all.extend(granted.filter_map(|(i, e)| Some((e.on.get()?.0, News::Extended(ix, i)))));
    }
}

/// The record that news are about.
pub(super) const fn record(news: News) -> RecordIx {
    match news {
        News::Held(ix) | News::Outcome(ix) => RecordIx::Dialogue(ix),
        News::Issued(ix) => RecordIx::Document(ix),
        News::Answered(ix, _) | News::Reopened(ix, _) => RecordIx::Question(ix),
        News::Promised(ix) | News::Updated(ix, _) | News::Extended(ix, _) | News::Verified(ix, _) => {
            RecordIx::Commitment(ix)
        }
        News::Corrected(record, _) => record,
        News::Closed(ix) => RecordIx::Round(ix),
    }
}

/// The topics that it is on, with those above them.
fn topics(register: &Register<'_>, news: News) -> Vec<TopicIx> {
    let direct: Vec<TopicIx> = match record(news) {
        RecordIx::Question(ix) => {
            let written = register.questions[ix.at()].facts.topics.0.iter();
            written.filter_map(|t| register.topic(t.as_str())).collect()
        }
        RecordIx::Commitment(ix) => topics_of(register, ix).collect(),
        _ => Vec::new(),
    };
    let mut topics: Vec<TopicIx> = direct.into_iter().flat_map(|t| topic_and_above(register, t)).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

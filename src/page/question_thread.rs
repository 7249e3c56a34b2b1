//! A question's thread: who had it when, what was answered, what was promised and what came of that.
//!
//! The courses of a question and of its public commitments go in; events in the order of their days come out, those of
//! one day in the order of `spec/states.md`. The invariant: nothing later than the as-of date is told, since courses hold
//! nothing later.

use super::model::part::{Deadline, Link, Standing, Text};
use super::model::question::{Answer, Event};
use super::route::Route;
use super::row;
use super::view::View;
use crate::record::question::{AnswerMode, AnswerOutcome};
use crate::register::Question;
use crate::register::deadline::{self, Deadline as Computed, DeadlineState};
use crate::register::index::{CommitmentIx, QuestionIx, RecordIx};
use crate::register::link::is_lead;
use crate::register::timeline::{CommitmentFact, QuestionFact, QuestionState};
use chrono::NaiveDate;
use std::fmt::Display;

/// The order of events of one day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Fact(QuestionFact),
    Promise,
    Progress,
    Verification,
    Closing,
}

type Dated<'a> = (NaiveDate, Rank, Event<'a>);

/// The thread of a question, oldest first.
pub fn thread<'a>(view: &'a View<'_>, ix: QuestionIx, route: Route) -> Vec<Event<'a>> {
    let question = &view.register.questions[ix.at()];
    let teller = Teller { view, ix, question, stretches: stretches(view, question), route };
    let mut dated: Vec<Dated<'a>> = Vec::new();
    for (i, (on, fact, _)) in question.links.course.events.iter().enumerate() {
        let rank = if *fact == QuestionFact::Closing { Rank::Closing } else { Rank::Fact(*fact) };
        dated.extend(teller.fact(i, *on, *fact).map(|event| (*on, rank, event)));
    }
    let public: Vec<_> = public_commitments(view, ix).collect();
    for commitment in &public {
        teller.promise(*commitment, public.len() > 1, &mut dated);
    }
    dated.sort_by_key(|(on, rank, _)| (*on, *rank));
    let mut thread: Vec<Event<'a>> = teller.received().into_iter().collect();
    thread.extend(dated.into_iter().map(|(.., event)| event));
    thread
}

/// The commitments that answer to a question and may be shown.
pub fn public_commitments(view: &View<'_>, ix: QuestionIx) -> impl Iterator<Item = CommitmentIx> {
    let commitments = view.register.questions[ix.at()].links.commitments.iter().copied();
    commitments.filter(|c| view.register.is_known(RecordIx::Commitment(*c)))
}

/// What happened between two reopenings: the assignment that counts, the first answer, and how they stand to each other.
struct Stretch {
    /// Positions in the course of events.
    events: std::ops::Range<usize>,
    /// The position of the last lead assignment in the question's list.
    lead: Option<usize>,
    /// The position of the first answer in the course, and its day.
    answer: Option<(usize, NaiveDate)>,
    /// How the lead assignment's deadline stands; none where it was dropped unanswered.
    deadline: Option<Computed>,
}

fn stretches(view: &View<'_>, question: &Question) -> Vec<Stretch> {
    let course = &question.links.course;
    let events = &course.events;
    let reopenings = events.iter().enumerate().filter(|(_, e)| matches!(e.1, QuestionFact::Reopening(_)));
    let mut cuts: Vec<usize> = reopenings.map(|(i, _)| i + 1).collect();
    cuts.insert(0, 0);
    let dropped = matches!(course.state, QuestionState::Merged | QuestionState::Withdrawn);
    let stretch = |n: usize| {
        let (start, end) = (cuts[n], cuts.get(n + 1).copied().unwrap_or(events.len()));
        let lead = events[start..end].iter().rev().find_map(|e| match e.1 {
            QuestionFact::Assignment(i) if is_lead(&question.facts.assigned[i]) => Some(i),
            _ => None,
        });
        let answer = (start..end).find(|i| matches!(events[*i].1, QuestionFact::Answer(_))).map(|i| (i, events[i].0));
        let waits = n + 1 == cuts.len() && !dropped;
        let lead_counts = lead.filter(|_| waits || answer.is_some());
        let deadline =
            lead_counts.map(|lead| deadline::of_assignment(view.register, question, lead, answer.map(|(_, day)| day)));
        Stretch { events: start..end, lead, answer, deadline }
    };
    (0..cuts.len()).map(stretch).collect()
}

struct Teller<'a, 'v> {
    view: &'a View<'v>,
    ix: QuestionIx,
    question: &'a Question,
    stretches: Vec<Stretch>,
    route: Route,
}

impl<'a> Teller<'a, '_> {
    fn text(&self, key: impl Display, original: &'a str) -> (Text<'a>, Option<Text<'a>>) {
        self.view.text(&self.question.id, key, original)
    }

    fn received(&self) -> Option<Event<'a>> {
        let view = self.view;
        Some(Event::Received {
            on: view.date(self.question.links.received?),
            channel: self.question.facts.channel.as_ref().map(|c| view.term(c.as_str(), c.label())),
            dialogue: Some(view.reference(RecordIx::Dialogue(self.question.links.dialogue))),
        })
    }

    /// The event at position `at` of the course.
    fn fact(&self, at: usize, on: NaiveDate, fact: QuestionFact) -> Option<Event<'a>> {
        let (view, facts) = (self.view, &self.question.facts);
        let day = view.date(on);
        Some(match fact {
            QuestionFact::Assignment(i) => Event::Assigned {
                on: day,
                unit: view.unit(facts.assigned[i].unit.get().map_or("", |u| u.as_str())),
                co: !is_lead(&facts.assigned[i]),
                deadline: self.assignment_deadline(at, i),
            },
            QuestionFact::Referral(i) => self.referral(i, on),
            QuestionFact::Answer(i) => Event::Answered(Box::new(self.answer(at, i, on))),
            QuestionFact::Reopening(i) => {
                let written = facts.reopened[i].reason.get().map_or("", |r| r.as_str());
                let (reason, lang) = self.text(format_args!("reopened.{i}.reason"), written);
                Event::Reopened { on: day, reason, lang }
            }
            QuestionFact::Withdrawal => {
                let written = facts.withdrawn.as_ref().and_then(|w| w.reason.get()).map_or("", |r| r.as_str());
                let (reason, lang) = self.text("withdrawn.reason", written);
                Event::Withdrawn { on: day, reason, lang }
            }
            QuestionFact::Closing => {
                Event::Closed { on: day, round: view.reference(RecordIx::Round(self.question.links.round)) }
            }
            // Merging has no day of its own; the page tells it beside the state.
            QuestionFact::Merging => return None,
        })
    }

    fn referral(&self, i: usize, on: NaiveDate) -> Event<'a> {
        let (view, referral) = (self.view, &self.question.facts.referrals[i]);
        let to = match (&referral.to, &referral.to_body) {
            (Some(unit), _) => view.unit(unit.as_str()),
            (None, Some(body)) => {
                let (title, lang) = self.text(format_args!("referrals.{i}.to_body"), body.as_str());
                Link { title, href: None, lang }
            }
            (None, None) => view.unit(""),
        };
        let (reason, lang) =
            self.text(format_args!("referrals.{i}.reason"), referral.reason.get().map_or("", |r| r.as_str()));
        let received = referral.received.as_ref().map(|d| d.0).filter(|d| *d <= view.register.as_of);
        Event::Referred {
            on: view.date(on),
            from: view.unit(referral.from.get().map_or("", |u| u.as_str())),
            to,
            reason,
            lang,
            received: received.map(|d| view.date(d)),
            channel: referral.channel.as_ref().map(|c| view.term(c.as_str(), c.label())),
        }
    }

    /// The stretch that holds the event at position `at` of the course.
    fn stretch(&self, at: usize) -> Option<&Stretch> {
        self.stretches.iter().find(|s| s.events.contains(&at))
    }

    /// The deadline of the assignment at position `i`: of the one that counts, and of a supporting one with a limit of its
    /// own. One that was replaced by a later one sets no limit.
    fn assignment_deadline(&self, at: usize, i: usize) -> Option<Deadline<'a>> {
        let (view, question) = (self.view, self.question);
        let stretch = self.stretch(at)?;
        let answered = stretch.answer.map(|(_, day)| day);
        let schedule = &view.register.rounds[question.links.round.at()].links.schedule;
        let mut deadline = if stretch.lead == Some(i) {
            view.passing_deadline(stretch.deadline.as_ref()?, schedule)?
        } else {
            let assigned = &question.facts.assigned[i];
            if is_lead(assigned) || assigned.due.is_none() {
                return None;
            }
            view.passing_deadline(&deadline::of_assignment(view.register, question, i, answered), schedule)?
        };
        deadline.extensions = view.assignment_extensions(question, i, answered);
        Some(deadline)
    }

    fn answer(&self, at: usize, i: usize, on: NaiveDate) -> Answer<'a> {
        let (view, facts) = (self.view, &self.question.facts);
        let answer = &facts.answers[i];
        let (html, lang) = view.answer_text(self.ix, i, self.route);
        let mode = answer.mode.copied().unwrap_or(AnswerMode::Written);
        let outcome = answer.outcome.copied().unwrap_or(AnswerOutcome::Answered);
        let id = &self.question.id;
        let optional =
            |key: &str, written: Option<&'a str>| written.map(|w| view.words(id, format_args!("answers.{i}.{key}"), w));
        Answer {
            number: i as u32 + 1,
            on: view.date(on),
            unit: view.unit(answer.unit.get().map_or("", |u| u.as_str())),
            co: answer.co.iter().map(|u| view.unit(u.as_str())).collect(),
            mode: view.term(mode.as_str(), mode.label()),
            outcome: view.term(outcome.as_str(), outcome.label()),
            reason: optional("reason", answer.reason.as_ref().map(|r| r.as_str())),
            body: optional("body", answer.body.as_ref().map(|b| b.as_str())),
            document: answer.document.as_ref().and_then(|d| view.document(d.as_str(), &self.question.id)),
            standing: self.standing(at),
            html,
            lang,
            superseded_by: self.superseded_by(i),
            supersedes: answer.supersedes.as_ref().map(|n| n.0).filter(|n| (1..=i as u32).contains(n)),
        }
    }

    /// How the first answer of a stretch stood to the limit of its assignment.
    fn standing(&self, at: usize) -> Option<Standing<'a>> {
        let stretch = self.stretch(at).filter(|s| s.answer.is_some_and(|(first, _)| first == at))?;
        let deadline = stretch.deadline.as_ref()?;
        let told = matches!(deadline.state, DeadlineState::OnTime | DeadlineState::Late);
        told.then(|| Standing {
            holds: None,
            state: self.view.state(deadline.state.as_str(), deadline.state.label()),
            workdays: deadline.workdays,
            left: None,
        })
    }

    /// The number of the answer that takes the place of the one at position `i`.
    fn superseded_by(&self, i: usize) -> Option<u32> {
        let known = self.question.links.course.events.iter().filter_map(|e| match e.1 {
            QuestionFact::Answer(later) if later > i => Some(later),
            _ => None,
        });
        let mut replacing = known.filter(|later| {
            self.question.facts.answers[*later].supersedes.as_ref().is_some_and(|n| n.0 as usize == i + 1)
        });
        replacing.next().map(|later| later as u32 + 1)
    }

    /// A promise and its course; `several` says whether the question has others.
    fn promise(&self, ix: CommitmentIx, several: bool, dated: &mut Vec<Dated<'a>>) {
        let view = self.view;
        let commitment = &view.register.commitments[ix.at()];
        if let Some(on) = self.promised_on(commitment.links.made) {
            let event = Event::Promised { on: view.date(on), commitment: Box::new(row::commitment(view, ix, false)) };
            dated.push((on, Rank::Promise, event));
        }
        let link = || several.then(|| view.link(RecordIx::Commitment(ix)));
        for (on, fact, state) in &commitment.links.course.events {
            let day = view.date(*on);
            match *fact {
                CommitmentFact::Update(i) => {
                    let update = &commitment.facts.updates[i];
                    let written = update.note.get().map_or("", |n| n.as_str());
                    let (note, lang) = view.text(&commitment.id, format_args!("updates.{i}.note"), written);
                    let event = Event::Progress {
                        on: day,
                        commitment: link(),
                        unit: view.unit(update.unit.get().map_or("", |u| u.as_str())),
                        state: view.state(state.as_str(), state.label()),
                        percent: update.whole_percent(),
                        note: Some(note).filter(|n| !n.is_empty()),
                        lang,
                    };
                    dated.push((*on, Rank::Progress, event));
                }
                CommitmentFact::Verification(i) => {
                    let told = self.verified(ix, i, *on, link());
                    dated.extend(told.map(|event| (*on, Rank::Verification, event)));
                }
            }
        }
    }

    fn verified(&self, ix: CommitmentIx, i: usize, on: NaiveDate, link: Option<Link<'a>>) -> Option<Event<'a>> {
        let view = self.view;
        let commitment = &view.register.commitments[ix.at()];
        let verification = &commitment.facts.verifications[i];
        let result = verification.result.copied()?;
        let note = verification.note.as_ref();
        let note = note.map(|n| view.text(&commitment.id, format_args!("verifications.{i}.note"), n.as_str()));
        let (note, lang) = note.map_or((None, None), |(note, lang)| (Some(note), lang));
        Some(Event::Verified {
            on: view.date(on),
            commitment: link,
            unit: view.unit(verification.unit.get().map_or("", |u| u.as_str())),
            result: view.term(result.as_str(), result.label()),
            note,
            lang,
            evidence: verification.evidence.iter().map(|e| view.evidence(&commitment.id, e)).collect(),
        })
    }

    /// The day a promise was made to this question: of its first answer, else of its dialogue, else as for any question.
    /// While an answer that is written down still lies ahead of the as-of date, so does the promise.
    fn promised_on(&self, made: Option<NaiveDate>) -> Option<NaiveDate> {
        let (register, links) = (self.view.register, &self.question.links);
        let answered = links.course.events.iter().find(|e| matches!(e.1, QuestionFact::Answer(_))).map(|e| e.0);
        if answered.is_none() && !self.question.facts.answers.is_empty() {
            return None;
        }
        let held = || register.dialogues[links.dialogue.at()].links.held.map(|h| h.0);
        answered.or_else(held).or(made).filter(|day| *day <= register.as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_one_day_come_in_the_order_of_the_states() {
        let order = [
            Rank::Fact(QuestionFact::Referral(4)),
            Rank::Fact(QuestionFact::Assignment(0)),
            Rank::Fact(QuestionFact::Answer(0)),
            Rank::Fact(QuestionFact::Reopening(0)),
            Rank::Promise,
            Rank::Progress,
            Rank::Verification,
            Rank::Closing,
        ];
        assert!(order.is_sorted());
    }
}

//! Statistics: the counts and rates of `spec/states.md`, "Figures", for the site and each round, dialogue, unit and topic.
//!
//! The linked register goes in; one [`Tally`] a scope comes out, in one pass over questions, commitments and dialogues.
//! Withheld questions count, internal ones never. What a figure means in words is [`FigureId`]; whether a rate may be
//! shown depends on `min_n` and is asked of [`Tally::value`].

pub mod bucket;
mod carried;
pub mod completeness;
mod figure;
pub mod load;
pub mod progress;
mod stage;

pub use figure::{FigureId, Value};
pub use stage::Stage;

use self::bucket::Buckets;
use self::load::Load;
use self::progress::Progress;

use super::coverage;
use super::index::{CommitmentIx, DialogueIx, QuestionIx, RoundIx, TopicIx, UnitIx};
use super::timeline::{CommitmentState, QuestionFact, QuestionState};
use super::{Promise, Register};
use crate::record::question::Visibility;
use crate::register::deadline::DeadlineState;
use chrono::NaiveDate;

/// A median of working days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Median {
    /// Twice the median, since it may be a half.
    pub twice: u32,
    /// How many were counted.
    pub counted: u32,
}

/// The counts of one scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Dialogues that were held and are public.
    pub dialogues: u32,
    /// Questions that are not internal.
    pub questions: u32,
    /// Of those, without merged and withdrawn ones.
    pub questions_counted: u32,
    /// Of those, answered, out of competence or closed.
    pub answered: u32,
    /// Questions with a limit that were answered or are past it.
    pub timed: u32,
    /// Of those, answered in time.
    pub on_time: u32,
    /// Questions that wait for an answer.
    pub questions_open: u32,
    /// Questions whose limit has passed without an answer.
    pub questions_overdue: u32,
    /// Withheld questions.
    pub withheld: u32,
    /// Questions referred to another level.
    pub referred: u32,
    /// Public commitments.
    pub commitments: u32,
    /// Commitments that are not finished.
    pub commitments_open: u32,
    /// Commitments whose limit has passed.
    pub commitments_overdue: u32,
    /// Commitments of earlier rounds still open when the round's first dialogue was held.
    pub carried: u32,
    /// Commitments verified by another unit.
    pub verified: u32,
    /// Commitments settled by an explanation.
    pub explained: u32,
    /// Commitments that will not be kept.
    pub cancelled: u32,
    /// Cells of dialogue × target that must be published.
    pub cells: u32,
    /// Of those, published.
    pub cells_published: u32,
    /// From `received` to the first answer.
    pub days_to_first_answer: Median,
    /// From the answer to the verification.
    pub days_to_verified: Median,
    /// The same working days to the first answer, by span.
    pub first_answer_buckets: Buckets,
    /// The same working days to the verification, by span.
    pub verified_buckets: Buckets,
    answer_days: Vec<u32>,
    verified_days: Vec<u32>,
}

/// The counts of every scope.
#[derive(Debug, Default)]
pub struct Statistics {
    /// The whole site.
    pub site: Tally,
    /// Each round.
    pub rounds: Vec<Tally>,
    /// Each dialogue.
    pub dialogues: Vec<Tally>,
    /// Each unit: questions raised in its dialogues or asked of it, commitments that it leads; overdue is what it owes.
    pub units: Vec<Tally>,
    /// Each topic, with the topics below it.
    pub topics: Vec<Tally>,
    /// By round: what earlier rounds had left open when its first dialogue was held, oldest round first.
    pub carried: Vec<Vec<CommitmentIx>>,
    /// By round: what happened month by month.
    pub progress: Vec<Progress>,
    /// By unit: what it has to answer.
    pub loads: Vec<Load>,
}

impl Statistics {
    /// Counts everything in `register`.
    pub fn of(register: &Register<'_>) -> Self {
        let mut counting = Counting::new(register);
        counting.questions();
        counting.commitments();
        counting.dialogues();
        counting.carried();
        let mut all = counting.found;
        let scopes = [&mut all.rounds, &mut all.dialogues, &mut all.units, &mut all.topics];
        for tally in scopes.into_iter().flatten().chain([&mut all.site]) {
            tally.first_answer_buckets = Buckets::of(&tally.answer_days);
            tally.verified_buckets = Buckets::of(&tally.verified_days);
            tally.days_to_first_answer = median(std::mem::take(&mut tally.answer_days));
            tally.days_to_verified = median(std::mem::take(&mut tally.verified_days));
        }
        all
    }
}

fn median(mut days: Vec<u32>) -> Median {
    days.sort_unstable();
    let (n, counted) = (days.len(), days.len() as u32);
    match n {
        0 => Median::default(),
        _ if n % 2 == 1 => Median { twice: 2 * days[n / 2], counted },
        _ => Median { twice: days[n / 2 - 1] + days[n / 2], counted },
    }
}

/// A scope: a place in [`Statistics`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Round(RoundIx),
    Dialogue(DialogueIx),
    Unit(UnitIx),
    Topic(TopicIx),
}

struct Counting<'r, 's> {
    register: &'r Register<'s>,
    found: Statistics,
    /// By topic: it and those above it.
    topics_above: Vec<Vec<TopicIx>>,
    /// By question: the units that it was asked of.
    asked_of: Vec<Vec<UnitIx>>,
}

impl<'r, 's> Counting<'r, 's> {
    fn new(register: &'r Register<'s>) -> Self {
        let mut asked_of = vec![Vec::new(); register.questions.len()];
        for (i, unit) in register.units.iter().enumerate() {
            for question in &unit.links.asked_of {
                asked_of[question.at()].push(UnitIx(i as u32));
            }
        }
        let found = Statistics {
            site: Tally::default(),
            rounds: vec![Tally::default(); register.rounds.len()],
            dialogues: vec![Tally::default(); register.dialogues.len()],
            units: vec![Tally::default(); register.units.len()],
            topics: vec![Tally::default(); register.topics.len()],
            carried: Vec::new(),
            progress: progress::of_rounds(register),
            loads: load::loads(register),
        };
        let topics_above = (0..register.topics.len()).map(|i| topic_and_above(register, TopicIx(i as u32))).collect();
        Self { register, found, topics_above, asked_of }
    }

    fn add(&mut self, scopes: &[Scope], count: impl Fn(&mut Tally)) {
        count(&mut self.found.site);
        for scope in scopes {
            count(match *scope {
                Scope::Round(ix) => &mut self.found.rounds[ix.at()],
                Scope::Dialogue(ix) => &mut self.found.dialogues[ix.at()],
                Scope::Unit(ix) => &mut self.found.units[ix.at()],
                Scope::Topic(ix) => &mut self.found.topics[ix.at()],
            });
        }
    }

    fn questions(&mut self) {
        let register = self.register;
        for (i, question) in register.questions.iter().enumerate() {
            let links = &question.links;
            if links.visibility == Visibility::Internal {
                continue;
            }
            let scopes = self.scopes_of_question(QuestionIx(i as u32));
            let state = links.course.state;
            let counted = !matches!(state, QuestionState::Merged | QuestionState::Withdrawn);
            let late = links.deadline.state;
            let timed = counted && matches!(late, DeadlineState::OnTime | DeadlineState::Late | DeadlineState::Overdue);
            let referred = links.course.events.iter().any(|e| matches!(e.1, QuestionFact::Referral(_)));
            let days = links.received.zip(first_answer(register, QuestionIx(i as u32))).filter(|_| counted);
            let days = days.map(|(from, to)| register.calendars.school().working_days_between(from, to));
            self.add(&scopes, |t| {
                t.questions += 1;
                t.questions_counted += u32::from(counted);
                t.answered += u32::from(counted && state.is_answered());
                t.timed += u32::from(timed);
                t.on_time += u32::from(timed && late == DeadlineState::OnTime);
                t.questions_open += u32::from(state.is_open());
                t.withheld += u32::from(links.visibility == Visibility::Withheld);
                t.referred += u32::from(counted && referred);
                t.answer_days.extend(days);
            });
            if links.deadline.is_overdue() {
                let owed = scopes.iter().copied().filter(|s| !matches!(s, Scope::Unit(_)));
                let owed: Vec<_> = owed.chain(owes(register, QuestionIx(i as u32)).map(Scope::Unit)).collect();
                self.add(&owed, |t| t.questions_overdue += 1);
            }
        }
    }

    fn scopes_of_question(&self, ix: QuestionIx) -> Vec<Scope> {
        let question = &self.register.questions[ix.at()];
        let links = &question.links;
        let mut scopes = vec![Scope::Round(links.round), Scope::Dialogue(links.dialogue)];
        scopes.extend(self.register.dialogues[links.dialogue.at()].links.unit.map(Scope::Unit));
        scopes.extend(self.asked_of[ix.at()].iter().copied().map(Scope::Unit));
        let topics = question.facts.topics.0.iter().filter_map(|t| self.register.topic(t.as_str()));
        scopes.extend(topics.flat_map(|t| &self.topics_above[t.at()]).copied().map(Scope::Topic));
        scopes.sort();
        scopes.dedup();
        scopes
    }

    fn commitments(&mut self) {
        let register = self.register;
        for (i, commitment) in register.commitments.iter().enumerate().filter(|c| c.1.links.public) {
            let links = &commitment.links;
            let state = links.course.state;
            let overdue = is_overdue(register, CommitmentIx(i as u32));
            let settled = settled_since(register, CommitmentIx(i as u32));
            let days = links.made.zip(settled.filter(|_| state == CommitmentState::Verified));
            let days = days.map(|(from, to)| register.calendars.school().working_days_between(from, to));
            let scopes = self.scopes_of_commitment(CommitmentIx(i as u32));
            self.add(&scopes, |t| {
                t.commitments += 1;
                t.commitments_open += u32::from(state.is_open());
                t.commitments_overdue += u32::from(overdue);
                t.verified += u32::from(state == CommitmentState::Verified);
                t.explained += u32::from(state == CommitmentState::Explained);
                t.cancelled += u32::from(state == CommitmentState::Cancelled);
                t.verified_days.extend(days);
            });
        }
    }

    fn scopes_of_commitment(&self, ix: CommitmentIx) -> Vec<Scope> {
        let links = &self.register.commitments[ix.at()].links;
        let mut scopes = vec![Scope::Round(links.round)];
        scopes.extend(links.dialogue.map(Scope::Dialogue));
        scopes.extend(links.lead.map(Scope::Unit));
        scopes.extend(topics_of(self.register, ix).flat_map(|t| &self.topics_above[t.at()]).copied().map(Scope::Topic));
        scopes.sort();
        scopes.dedup();
        scopes
    }

    fn dialogues(&mut self) {
        let register = self.register;
        for (i, dialogue) in register.dialogues.iter().enumerate().filter(|d| d.1.links.public) {
            let ix = DialogueIx(i as u32);
            let mut scopes = vec![Scope::Round(dialogue.links.round), Scope::Dialogue(ix)];
            scopes.extend(dialogue.links.unit.map(Scope::Unit));
            let required: Vec<_> = coverage::cells(register, ix).filter(|c| c.required).collect();
            let published = required.iter().filter(|c| c.state == coverage::CellState::Published).count();
            self.add(&scopes, |t| {
                t.dialogues += u32::from(coverage::was_held(dialogue.links.state));
                t.cells += required.len() as u32;
                t.cells_published += published as u32;
            });
        }
    }
}

/// A topic and those above it.
pub fn topic_and_above(register: &Register<'_>, ix: TopicIx) -> Vec<TopicIx> {
    let mut chain = vec![ix];
    while let Some(parent) = register.topics[chain[chain.len() - 1].at()].facts.parent.as_ref() {
        match register.topic(parent.as_str()) {
            // A cycle is an error of its own (S16) and must not hang the build.
            Some(parent) if !chain.contains(&parent) => chain.push(parent),
            _ => break,
        }
    }
    chain
}

/// The topics of the questions that a commitment answers to, of those that are not internal.
pub fn topics_of<'r>(register: &'r Register<'_>, ix: CommitmentIx) -> impl Iterator<Item = TopicIx> + 'r {
    let questions = register.commitments[ix.at()].links.answers_to.iter().filter_map(|p| match p {
        Promise::Question(q) => Some(&register.questions[q.at()]),
        Promise::Conclusions(..) => None,
    });
    let shown = questions.filter(|q| q.links.visibility != Visibility::Internal);
    shown.flat_map(|q| q.facts.topics.0.iter()).filter_map(|t| register.topic(t.as_str()))
}

/// The day of the first answer to a question.
pub fn first_answer(register: &Register<'_>, ix: QuestionIx) -> Option<NaiveDate> {
    let events = &register.questions[ix.at()].links.course.events;
    events.iter().find(|e| matches!(e.1, QuestionFact::Answer(_))).map(|e| e.0)
}

/// The unit that owes the answer to a question: that of the latest lead assignment.
pub fn owes(register: &Register<'_>, ix: QuestionIx) -> Option<UnitIx> {
    let question = &register.questions[ix.at()];
    let unit = question.links.course.events.iter().rev().find_map(|e| match e.1 {
        QuestionFact::Assignment(i) if super::link::is_lead(&question.facts.assigned[i]) => {
            question.facts.assigned[i].unit.get()
        }
        _ => None,
    });
    unit.and_then(|slug| register.unit(slug.as_str()))
}

/// Whether a commitment is overdue: not finished, not reported done, past its limit.
pub fn is_overdue(register: &Register<'_>, ix: CommitmentIx) -> bool {
    let links = &register.commitments[ix.at()].links;
    links.course.state.is_open() && links.course.state != CommitmentState::DoneReported && links.deadline.is_overdue()
}

/// The day since which a commitment is settled as it now is: verified, explained or cancelled.
pub fn settled_since(register: &Register<'_>, ix: CommitmentIx) -> Option<NaiveDate> {
    let course = &register.commitments[ix.at()].links.course;
    let events = course.events.iter().rev().take_while(|e| e.2 == course.state);
    events.last().map(|e| e.0).filter(|_| !course.state.is_open())
}

/// The day since which a commitment is verified.
pub fn verified_on(register: &Register<'_>, ix: CommitmentIx) -> Option<NaiveDate> {
    let events = register.commitments[ix.at()].links.course.events.iter().rev();
    events.take_while(|e| e.2 == CommitmentState::Verified).last().map(|e| e.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_may_be_a_half() {
        assert_eq!(median(vec![5, 1, 9]), Median { twice: 10, counted: 3 });
        assert_eq!(median(vec![4, 1, 9, 5]), Median { twice: 9, counted: 4 });
        assert_eq!(median(Vec::new()), Median::default());
    }
}

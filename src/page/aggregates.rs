//! Aggregates: what several pages need of the whole register, gathered once a build.
//!
//! The register and the lists of the plan go in; sorted lists and counts come out, so that no page walks the register.
//! The invariant: nothing internal is in any list here. Held by [`Plan::aggregates`].

use super::owed::Owed;
use super::plan::Plan;
use super::row::last_answer;
use super::title::{Namesakes, namesakes};
use crate::record::question::Visibility;
use crate::register::index::{CommitmentIx, DialogueIx, QuestionIx, RoundIx};
use crate::register::statistics::{self, Statistics};
use crate::register::timeline::QuestionFact;
use crate::register::{Promise, Register};
use std::cmp::Reverse;

/// What is gathered once a build.
#[derive(Debug, Default)]
pub struct Aggregates {
    /// Counts and rates of every scope.
    pub statistics: Statistics,
    /// Pages whose titles alone would not be unique.
    pub namesakes: Namesakes,
    /// By unit: what it has overdue, the longest first.
    pub overdue_of: Vec<Vec<Owed>>,
    /// Answered questions that are not withheld, the newest answer first.
    pub answered: Vec<QuestionIx>,
    /// By unit: what it answered, likewise.
    pub answered_by: Vec<Vec<QuestionIx>>,
    /// By unit: public commitments that it has not finished, the nearest limit first.
    pub promised_by: Vec<Vec<CommitmentIx>>,
    /// By topic: public commitments on it or a topic below it, newest first.
    pub promised_on: Vec<Vec<CommitmentIx>>,
    /// By round: its public dialogues, by day.
    pub dialogues_of: Vec<Vec<DialogueIx>>,
    /// By dialogue: the public ones before and after it in its round.
    pub beside: Vec<(Option<DialogueIx>, Option<DialogueIx>)>,
    /// By dialogue: public commitments that answer to one of its conclusions, with the conclusion's number.
    pub concluded: Vec<Vec<(u32, CommitmentIx)>>,
    /// By round: the round that follows it.
    pub round_after: Vec<Option<RoundIx>>,
}

impl Aggregates {
    /// Gathers what the pages of `plan` need; the plan's lists and routes are complete but for this.
    pub fn of(register: &Register<'_>, plan: &Plan, statistics: Statistics) -> Self {
        let mut all = Self {
            statistics,
            namesakes: namesakes(register, plan),
            overdue_of: vec![Vec::new(); register.units.len()],
            answered_by: vec![Vec::new(); register.units.len()],
            promised_by: vec![Vec::new(); register.units.len()],
            promised_on: vec![Vec::new(); register.topics.len()],
            beside: vec![(None, None); register.dialogues.len()],
            concluded: vec![Vec::new(); register.dialogues.len()],
            round_after: vec![None; register.rounds.len()],
            ..Self::default()
        };
        all.gather_overdue(register, plan);
        all.gather_answers(register, plan);
        all.gather_promises(register, plan);
        all.gather_dialogues(register);
        all
    }

    fn gather_overdue(&mut self, register: &Register<'_>, plan: &Plan) {
        for owed in &plan.follow_up.overdue {
            for unit in owed.units(register) {
                self.overdue_of[unit.at()].push(*owed);
            }
        }
    }

    fn gather_answers(&mut self, register: &Register<'_>, plan: &Plan) {
        let shown = plan.questions.iter().copied();
        let shown = shown.filter(|q| register.questions[q.at()].links.visibility != Visibility::Withheld);
        let mut dated: Vec<_> = shown.filter_map(|q| Some((Reverse(last_answer(register, q)?.0), q))).collect();
        dated.sort_unstable();
        self.answered = dated.into_iter().map(|d| d.1).collect();
        for ix in &self.answered {
            let question = &register.questions[ix.at()];
            let answers = question.links.course.events.iter().filter_map(|e| match e.1 {
                QuestionFact::Answer(i) => question.facts.answers[i].unit.get(),
                _ => None,
            });
            for unit in answers.filter_map(|slug| register.unit(slug.as_str())) {
                let list = &mut self.answered_by[unit.at()];
                if list.last() != Some(ix) {
                    list.push(*ix);
                }
            }
        }
    }

    fn gather_promises(&mut self, register: &Register<'_>, plan: &Plan) {
        for ix in &plan.commitments {
            let links = &register.commitments[ix.at()].links;
            if let Some(unit) = links.lead.filter(|_| links.course.state.is_open()) {
                self.promised_by[unit.at()].push(*ix);
            }
            for promise in &links.answers_to {
                if let Promise::Conclusions(dialogue, Some(number)) = promise {
                    self.concluded[dialogue.at()].push((*number, *ix));
                }
            }
            let mut topics: Vec<_> =
                statistics::topics_of(register, *ix).flat_map(|t| statistics::topic_and_above(register, t)).collect();
            topics.sort();
            topics.dedup();
            for topic in topics {
                self.promised_on[topic.at()].push(*ix);
            }
        }
        self.concluded.iter_mut().for_each(|list| list.sort_unstable());
        for list in &mut self.promised_by {
            list.sort_by_key(|c| {
                let due = register.commitments[c.at()].links.deadline.last_day();
                (due.is_none(), due, *c)
            });
        }
    }

    fn gather_dialogues(&mut self, register: &Register<'_>) {
        for (i, round) in register.rounds.iter().enumerate() {
            let public = round.links.dialogues.iter().copied().filter(|d| register.dialogues[d.at()].links.public);
            let list: Vec<_> = public.collect();
            for (at, dialogue) in list.iter().enumerate() {
                self.beside[dialogue.at()] = (at.checked_sub(1).map(|before| list[before]), list.get(at + 1).copied());
            }
            self.dialogues_of.push(list);
            if let Some(previous) = round.links.previous.filter(|_| !round.draft) {
                self.round_after[previous.at()].get_or_insert(RoundIx(i as u32));
            }
        }
    }
}

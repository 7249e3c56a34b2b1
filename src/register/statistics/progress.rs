//! Progress: what happened in a round month by month.
//!
//! The linked register goes in; by round, the months with what was received, answered, promised and settled in them come
//! out. The invariant: what is answered now was answered on the day of its first answer, what is settled now on the day
//! since which it is; so sums over all months, with what has no date, are the counts of the round's tally.

use super::{first_answer, settled_since};
use crate::record::question::Visibility;
use crate::register::Register;
use crate::register::index::{CommitmentIx, QuestionIx};
use crate::register::timeline::QuestionState;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// What happened in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// Questions received, without merged and withdrawn ones.
    pub received: u32,
    /// Of the questions received in any month, those answered in this one.
    pub answered: u32,
    /// Public commitments made.
    pub made: u32,
    /// Of the commitments made in any month, those verified, explained or cancelled in this one.
    pub settled: u32,
}

/// The months of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// By month (year × 12 + month from 0), only those in which something happened.
    pub months: BTreeMap<i32, Happened>,
    /// Questions that count but whose day of receipt is not known.
    pub undated_questions: u32,
    /// Commitments of which it is not known when they were made.
    pub undated_commitments: u32,
}

/// The month of a day as [`Progress::months`] counts them.
pub fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

/// The progress of all rounds, by round.
pub fn of_rounds(register: &Register<'_>) -> Vec<Progress> {
    let mut all = vec![Progress::default(); register.rounds.len()];
    for (i, question) in register.questions.iter().enumerate() {
        let links = &question.links;
        let state = links.course.state;
        let left_out = matches!(state, QuestionState::Merged | QuestionState::Withdrawn);
        if left_out || links.visibility == Visibility::Internal {
            continue;
        }
        let progress = &mut all[links.round.at()];
        let Some(received) = links.received.filter(|day| *day <= register.as_of) else {
            progress.undated_questions += 1;
            continue;
        };
        progress.months.entry(month_of(received)).or_default().received += 1;
        if let Some(day) = first_answer(register, QuestionIx(i as u32)).filter(|_| state.is_answered()) {
            progress.months.entry(month_of(day.max(received))).or_default().answered += 1;
        }
    }
    for (i, commitment) in register.commitments.iter().enumerate().filter(|c| c.1.links.public) {
        let progress = &mut all[commitment.links.round.at()];
        let Some(made) = commitment.links.made.filter(|day| *day <= register.as_of) else {
            progress.undated_commitments += 1;
            continue;
        };
        progress.months.entry(month_of(made)).or_default().made += 1;
        if let Some(day) = settled_since(register, CommitmentIx(i as u32)) {
            progress.months.entry(month_of(day.max(made))).or_default().settled += 1;
        }
    }
    all
}

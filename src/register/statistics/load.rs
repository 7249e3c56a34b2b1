//! Loads: how much each unit was asked, and how much of it is answered.
//!
//! The linked register goes in; one [`Load`] a unit comes out. Unlike a unit's tally, which also holds the questions raised
//! in its dialogues, a load holds only what is the unit's own to answer. The invariant: a question counts once for each
//! unit, and merged and withdrawn ones count for none, as in the answer rate.

use crate::record::question::Visibility;
use crate::register::Register;
use crate::register::timeline::QuestionState;

/// What a unit has to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Questions asked of it: lead assignments, referrals to it or answers by it.
    pub asked: u32,
    /// Of those, answered, by whichever unit.
    pub answered: u32,
}

/// The loads of all units, by unit.
pub fn loads(register: &Register<'_>) -> Vec<Load> {
    let of_unit = |unit: &crate::register::Unit| {
        let mut load = Load::default();
        for question in &unit.links.asked_of {
            let links = &register.questions[question.at()].links;
            let state = links.course.state;
            let left_out = matches!(state, QuestionState::Merged | QuestionState::Withdrawn);
            if links.visibility != Visibility::Internal && !left_out {
                load.asked += 1;
                load.answered += u32::from(state.is_answered());
            }
        }
        load
    };
    register.units.iter().map(of_unit).collect()
}

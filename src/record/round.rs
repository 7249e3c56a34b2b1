//! A round of dialogues (`rounds/<round>/round.md`), and the procedures that give it its steps.

use super::field::{Opt, Req};
use super::value::{
    AcademicYear, Day, DocumentRef, Due, Month, ProcedureRef, Quantity, RoundRef, Semester, SlugText, Text, UnitRef,
    When,
};
use crate::table;
use crate::text::span::At;

table! {
    /// A deadline moved, with its reason.
    pub struct Extension {
        /// The new limit.
        pub to: Req<Due>,
        /// The day it was granted.
        pub on: Req<Day>,
        /// The unit that granted it.
        pub by: Req<UnitRef>,
        /// Why.
        pub reason: Req<Text>,
    }
}

table! {
    /// A step of a procedure.
    pub struct ProcedureStep {
        /// Its id.
        pub id: Req<SlugText>,
        /// What is to be done.
        pub title: Req<Text>,
        /// By when.
        pub when: Req<When>,
        /// The units that do it.
        pub units: Vec<At<UnitRef>>,
        /// The types of document that come of it.
        pub produces: Vec<At<super::document::DocumentType>>,
        /// A note.
        pub note: Opt<Text>,
        /// Whether answers to assigned questions are due at its end.
        pub answers: Opt<bool>,
    }
}

table! {
    /// A reusable list of steps.
    pub struct Procedure {
        /// Its title.
        pub title: Req<Text>,
        /// The document it comes from.
        pub source: Opt<DocumentRef>,
        /// The steps.
        pub step: Vec<At<ProcedureStep>>,
        /// Corrections after publication.
        pub corrections: Vec<At<super::question::Correction>>,
    }
}

table! {
    /// A step of a round; of one that its procedure has, only what differs.
    pub struct Step {
        /// Its id.
        pub id: Req<SlugText>,
        /// What is to be done.
        pub title: Opt<Text>,
        /// By when.
        pub when: Opt<When>,
        /// The units that do it.
        pub units: Vec<At<UnitRef>>,
        /// The types of document that come of it.
        pub produces: Vec<At<super::document::DocumentType>>,
        /// A note.
        pub note: Opt<Text>,
        /// Whether answers to assigned questions are due at its end.
        pub answers: Opt<bool>,
        /// When it was done.
        pub done: Opt<When>,
        /// Its limit moved.
        pub extensions: Vec<At<Extension>>,
    }
}

table! {
    /// Totals that the school declared.
    pub struct Declared {
        /// Questions.
        pub questions: Opt<Quantity>,
        /// Answered questions.
        pub answered: Opt<Quantity>,
        /// Dialogues.
        pub dialogues: Opt<Quantity>,
        /// Commitments.
        pub commitments: Opt<Quantity>,
        /// Participants.
        pub participants: Opt<Quantity>,
        /// Returned survey forms.
        pub surveys: Opt<Quantity>,
        /// Whether the totals cover all of the round.
        pub complete: Opt<bool>,
    }
}

table! {
    /// A round.
    pub struct Round {
        /// Its title.
        pub title: Req<Text>,
        /// Its academic year.
        pub academic_year: Req<AcademicYear>,
        /// Its semester.
        pub semester: Opt<Semester>,
        /// The procedure that gives its steps.
        pub procedure: Opt<ProcedureRef>,
        /// The month for which the procedure's steps are computed.
        pub dialogue_month: Opt<Month>,
        /// The plan.
        pub plan: Opt<DocumentRef>,
        /// The remediation plan.
        pub remediation_plan: Opt<DocumentRef>,
        /// The unit that organises it.
        pub organiser: Opt<UnitRef>,
        /// The round before it.
        pub previous: Opt<RoundRef>,
        /// The units that owe a dialogue.
        pub expected_units: Option<Vec<At<UnitRef>>>,
        /// The day it was closed.
        pub closed: Opt<Day>,
        /// Its steps.
        pub step: Vec<At<Step>>,
        /// Totals that the school declared.
        pub declared: Opt<Declared>,
        /// Corrections after publication.
        pub corrections: Vec<At<super::question::Correction>>,
    }
}

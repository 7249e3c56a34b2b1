//! Items: what a row says, in the terms of the register, with where each value came from.

use super::Due;
use crate::import::problem::Place;
use crate::record::commitment::UpdateState;
use crate::record::question::{AnswerMode, AnswerOutcome, QuestionKind, Visibility};
use chrono::NaiveDate;

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A column of the file.
    Column,
    /// A section row.
    Section,
    /// Words of the text.
    Keywords,
    /// The unit that answers.
    Unit,
    /// A default.
    Default,
}

impl By {
    /// Whether the file says it in so many words.
    pub fn is_said(self) -> bool {
        matches!(self, Self::Column | Self::Section)
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub by: By,
}

/// A question passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// By which unit.
    pub from: String,
    /// To which unit.
    pub to: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// By which unit.
    pub unit: String,
    /// When; by default the dialogue's day.
    pub on: Given<NaiveDate>,
    /// How.
    pub mode: Given<AnswerMode>,
    /// What it says.
    pub outcome: Given<AnswerOutcome>,
    /// Why, when nobody here is competent.
    pub reason: Option<String>,
    /// The document of the register that holds it.
    pub document: Option<String>,
    /// Its text.
    pub text: String,
}

/// A report of progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// When.
    pub on: NaiveDate,
    /// The state reported.
    pub state: UpdateState,
    /// How much is done.
    pub percent: Option<u8>,
    /// The wording.
    pub note: String,
}

/// A promise to put something right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Its title.
    pub title: String,
    /// The unit that must do it.
    pub lead: String,
    /// Units that help.
    pub co: Vec<String>,
    /// By when.
    pub due: Option<Due>,
    /// What will be done.
    pub text: String,
    /// How it stands.
    pub update: Option<Update>,
}

/// A question with all that its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its sheet and row.
    pub place: Place,
    /// What tells it from other rows of its sheet.
    pub key: String,
    /// What was asked.
    pub text: String,
    /// Its title.
    pub title: Given<String>,
    /// What kind of question.
    pub kind: Given<QuestionKind>,
    /// Its topics.
    pub topics: Given<Vec<String>>,
    /// The group that asked.
    pub from: Option<String>,
    /// When it was received, where the file says so.
    pub received: Option<NaiveDate>,
    /// The units that must answer: the first leads.
    pub assigned: Vec<String>,
    /// Since when.
    pub assigned_on: Option<NaiveDate>,
    /// To whom it was passed on.
    pub referral: Option<Referral>,
    /// Its answers.
    pub answers: Vec<Answer>,
    /// The item whose answer answers this one too.
    pub merged_into: Option<usize>,
    /// The item that it is a part of.
    pub split_from: Option<usize>,
    /// What was promised.
    pub promise: Option<Promise>,
    /// What of it readers see, where the file says so, and why not all of it.
    pub visibility: Option<(Visibility, Option<String>)>,
}

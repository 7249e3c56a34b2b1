//! The page of a withheld question or commitment: that it exists, how it stands, and why it is not shown.
//!
//! In: a withheld record. Out: `tombstone.html`. The invariant: no field here can hold the record's title, text, asker
//! or documents, or the wording of its commitments.

use serde::Serialize;

use super::head::Head;
use super::part::{Date, Deadline, Link, State, Term, Text};

/// The page of a withheld record. Its head's title is a neutral wording with the record's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TombstonePage<'a> {
    /// What the page says about itself; `visibility` is `withheld`.
    pub head: Head<'a>,
    /// The record's id.
    pub id: Text<'a>,
    /// What it is: a question's kind, or commitment.
    pub kind: Term<'a>,
    /// Its state.
    pub state: State<'a>,
    /// How its deadline stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// Why it is not shown.
    pub reason: Text<'a>,
    /// The reason's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The leading topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Link<'a>>,
    /// The dialogue or round it belongs to.
    pub made_in: Link<'a>,
    /// Its dated facts, oldest first, without any wording.
    pub dates: Vec<TombstoneDate<'a>>,
    /// The question before it in its dialogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link<'a>>,
    /// The question after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link<'a>>,
}

/// A dated fact of a withheld record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TombstoneDate<'a> {
    /// The day.
    pub on: Date<'a>,
    /// What happened: the label of the state it led to, or of the event.
    pub label: Text<'a>,
    /// The unit concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link<'a>>,
}

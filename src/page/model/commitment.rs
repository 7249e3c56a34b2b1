//! A commitment's page: what will be true when it is done, who, by when, how far, what shows it, who verified.
//!
//! In: a public commitment with its dated facts. Out: `commitment.html`. The invariant: `verified` comes only from a
//! verification by another unit than the one in charge.

use serde::Serialize;

use super::head::Head;
use super::part::{Correction, Date, Deadline, DocumentLink, Evidence, Html, Link, State, Term, Text};

/// A commitment's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommitmentPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Its state.
    pub state: State<'a>,
    /// What will be true when it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Text<'a>>,
    /// What will be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The language of `measure` and `html` where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The unit in charge.
    pub lead: Link<'a>,
    /// Units that take part.
    pub co: Vec<Link<'a>>,
    /// By when, how that date came about, and how it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// How far it is, in per cent, by the latest update that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    /// The questions and conclusions it answers to.
    pub answers_to: Vec<Basis<'a>>,
    /// The dialogue or round it was made in.
    pub made_in: Link<'a>,
    /// The day it was made: of the dialogue or of the first answer it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date<'a>>,
    /// The money for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Text<'a>>,
    /// Its weight among the round's commitments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Text<'a>>,
    /// The thread, oldest first.
    pub thread: Vec<CommitmentEvent<'a>>,
    /// Who verified it and when, once it is verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<VerifiedBy<'a>>,
    /// The commitment before it in its dialogue or round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link<'a>>,
    /// The commitment after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// What a commitment answers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis<'a> {
    /// `question` or `conclusion`, with its word.
    pub kind: Term<'a>,
    /// The question's title and page, or the conclusion's text and the dialogue's page with its anchor (`#ket-luan-2`).
    pub link: Link<'a>,
    /// The question's state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State<'a>>,
}

/// The verification that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedBy<'a> {
    /// The unit.
    pub unit: Link<'a>,
    /// The day.
    pub on: Date<'a>,
}

/// A dated event of a commitment. A template sees the variant as `kind`, in kebab case, beside the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CommitmentEvent<'a> {
    /// It was made.
    Made {
        /// The day.
        on: Date<'a>,
        /// The dialogue or round.
        at: Link<'a>,
        /// The limit it was given at first.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Date<'a>>,
        /// The day until which that held, as ISO date.
        #[serde(skip_serializing_if = "Option::is_none")]
        holds: Option<Text<'a>>,
    },
    /// The unit reports.
    Update {
        /// The day.
        on: Date<'a>,
        /// The unit that reports.
        unit: Link<'a>,
        /// The state it reports.
        state: State<'a>,
        /// How far it is, in per cent.
        #[serde(skip_serializing_if = "Option::is_none")]
        percent: Option<u8>,
        /// What it says.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<Text<'a>>,
        /// The note's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
        /// What shows it.
        evidence: Vec<Evidence<'a>>,
        /// The document it reports in.
        #[serde(skip_serializing_if = "Option::is_none")]
        document: Option<DocumentLink<'a>>,
    },
    /// The limit was moved.
    Extended {
        /// The day it was decided.
        on: Date<'a>,
        /// The new limit.
        to: Date<'a>,
        /// The day until which that holds, as ISO date.
        #[serde(skip_serializing_if = "Option::is_none")]
        holds: Option<Text<'a>>,
        /// The unit or role that decided.
        by: Link<'a>,
        /// Why.
        reason: Text<'a>,
        /// The reason's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
    },
    /// Another unit looked.
    Verified {
        /// The day.
        on: Date<'a>,
        /// The unit that looked.
        unit: Link<'a>,
        /// `confirmed`, `rejected` or `partial`, with its word.
        result: Term<'a>,
        /// What it says.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<Text<'a>>,
        /// The note's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
        /// What shows it.
        evidence: Vec<Evidence<'a>>,
    },
}

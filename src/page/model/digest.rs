//! What was asked, what was answered and what was done, in three short statements.
//!
//! In: a public question that was answered. Out: an entry of a unit's page. The invariant: an entry says something in all
//! three places; where nothing was promised, it says so.

use serde::Serialize;

use super::part::{Date, Link, Term, Text};
use super::row::CommitmentRow;

/// The newest of what a unit answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Digest<'a> {
    /// The newest first.
    pub entries: Vec<DigestEntry<'a>>,
    /// How many questions the unit answered in all.
    pub total: u32,
}

/// A question from asked to done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestEntry<'a> {
    /// The question's id.
    pub id: Text<'a>,
    /// What was asked: its title and page.
    pub asked: Link<'a>,
    /// The beginning of the unit's last answer.
    pub answer: Text<'a>,
    /// The answer's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// What kind of answer it was.
    pub outcome: Term<'a>,
    /// When it was given.
    pub on: Date<'a>,
    /// What was promised and how far that is.
    pub promised: Vec<CommitmentRow<'a>>,
    /// What stands in the place of promises where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Text<'a>>,
}

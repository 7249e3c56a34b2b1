//! Lists of rounds, of questions and of commitments.
//!
//! In: the plan's pages of 50. Out: `rounds.html`, `questions.html`, `commitments.html`. The invariant: the order is by
//! date, newest first, then by id.

use serde::Serialize;

use super::head::Head;
use super::part::{Figure, Text};
use super::row::{CommitmentRow, Filter, Listing, QuestionRow, RoundRow};

/// The list of rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The rounds of this page.
    pub rounds: Listing<'a, RoundRow<'a>>,
}

/// A list of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// One line of context, when the theme's own for this kind does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Text<'a>>,
    /// Figures of the whole list; empty on the second and later pages.
    pub figures: Vec<Figure<'a>>,
    /// Ways to narrow the list; only pages that exist.
    pub filters: Vec<Filter<'a>>,
    /// The questions of this page.
    pub questions: Listing<'a, QuestionRow<'a>>,
}

/// A list of commitments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommitmentsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// One line of context, when the theme's own for this kind does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Text<'a>>,
    /// Figures of the whole list; empty on the second and later pages.
    pub figures: Vec<Figure<'a>>,
    /// Ways to narrow the list; only pages that exist.
    pub filters: Vec<Filter<'a>>,
    /// The commitments of this page.
    pub commitments: Listing<'a, CommitmentRow<'a>>,
}

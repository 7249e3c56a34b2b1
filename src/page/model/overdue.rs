//! What is overdue: answers, commitments and steps of running rounds past their limits.
//!
//! In: the plan's list by kind, in pages of 50. Out: `overdue.html`. The invariant: its count is that of the home page's
//! list; in each kind the longest overdue comes first.

use serde::Serialize;

use super::head::Head;
use super::part::{Term, Text};
use super::row::{Filter, Listing, OverdueRow};

/// The page of what is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverduePage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// How much of each kind is overdue; kinds of which nothing is are left out.
    pub kinds: Vec<OverdueCount<'a>>,
    /// Ways to narrow the list: by unit; empty on the second and later pages.
    pub filters: Vec<Filter<'a>>,
    /// This page's part of the list by kind; counted in records, not in groups.
    pub groups: Listing<'a, OverdueGroup<'a>>,
}

/// How much of a kind is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverdueCount<'a> {
    /// `question`, `commitment` or `step`, its word as a heading.
    pub kind: Term<'a>,
    /// How many.
    pub count: u32,
    /// Where the first of them stands.
    pub href: Text<'a>,
}

/// What of one kind is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverdueGroup<'a> {
    /// The kind, its word as a heading.
    pub kind: Term<'a>,
    /// How many there are in all.
    pub total: u32,
    /// Those of this page, the longest overdue first.
    pub rows: Vec<OverdueRow<'a>>,
}

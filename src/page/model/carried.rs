//! What earlier rounds left open, and what was told of it since.
//!
//! In: the plan's list by round, in pages of 50. Out: `carried.html`. The invariant: it holds what the newest round found
//! open when its first dialogue was held, settled since or not.

use serde::Serialize;

use super::head::Head;
use super::part::{Date, Link, Text};
use super::row::{CommitmentRow, Listing};

/// The page of what earlier rounds left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CarriedPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The round that found it open; none before the first dialogue of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<Link<'a>>,
    /// The day after which news count for that round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date<'a>>,
    /// How many are open still.
    pub open: u32,
    /// How many were settled since.
    pub settled: u32,
    /// Of how many nothing was told since.
    pub silent: u32,
    /// This page's part of the list by round; counted in commitments, not in groups.
    pub groups: Listing<'a, CarriedGroup<'a>>,
}

/// What one round left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CarriedGroup<'a> {
    /// The round.
    pub round: Link<'a>,
    /// How many it left open in all.
    pub total: u32,
    /// Those of this page: what is open still first, by limit.
    pub rows: Vec<CarriedRow<'a>>,
}

/// A commitment that a round left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CarriedRow<'a> {
    /// The commitment.
    pub commitment: CommitmentRow<'a>,
    /// The latest that was told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub news: Option<News<'a>>,
    /// Whether nothing was told of it in the current round.
    pub silent: bool,
}

/// An update or a verification in few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News<'a> {
    /// Its day.
    pub on: Date<'a>,
    /// Who told it.
    pub unit: Link<'a>,
    /// What was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
    /// The note's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
}

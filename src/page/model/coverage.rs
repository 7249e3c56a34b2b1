//! Who has published what where: dialogues × publication targets.
//!
//! In: public dialogues that were held, in pages of 50. Out: `coverage.html`. The invariant: every dialogue has exactly
//! one cell a target, whatever the form in which they are shown.

use serde::Serialize;

use super::head::Head;
use super::part::{Date, DocumentLink, Figure, Link, OuterLink, Period, State, Term, Text};
use super::row::Listing;

/// The page of publications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoveragePage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The site's publication coverage; none on the second and later pages.
    pub figures: Vec<Figure<'a>>,
    /// The targets, each with what must appear on it.
    pub targets: Vec<TargetRule<'a>>,
    /// Units with dialogues of which something is missing; empty on the second and later pages.
    pub missing: Vec<UnitCoverage<'a>>,
    /// Whether there are few enough targets for a table.
    pub table: bool,
    /// This page's dialogues by round; counted in dialogues, not in groups.
    pub rounds: Listing<'a, CoverageRound<'a>>,
}

/// A publication target and its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetRule<'a> {
    /// Its id (`data-target`).
    pub id: Text<'a>,
    /// Its title and address.
    pub site: OuterLink<'a>,
    /// Whether this register is published there by the program itself, so that its publications are known.
    pub built: bool,
    /// Levels of dialogues that must appear on it; none where it owes nothing.
    pub levels: Vec<Term<'a>>,
    /// The units whose dialogues it holds; none where it holds all.
    pub units: Vec<Link<'a>>,
}

/// How much of what a unit must publish is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitCoverage<'a> {
    /// The unit's name and the place of its first incomplete dialogue in the list.
    pub unit: Link<'a>,
    /// Publications made.
    pub published: u32,
    /// Publications required.
    pub required: u32,
}

/// The dialogues of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageRound<'a> {
    /// The round.
    pub round: Link<'a>,
    /// The plan, which says where dialogues must be published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<DocumentLink<'a>>,
    /// Publications made of the whole round.
    pub published: u32,
    /// Publications required of the whole round.
    pub required: u32,
    /// Its dialogues on this page.
    pub rows: Vec<CoverageRow<'a>>,
}

/// A dialogue and where it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageRow<'a> {
    /// The dialogue's id (`data-dialogue`).
    pub id: Text<'a>,
    /// Its title and page.
    pub link: Link<'a>,
    /// The unit that held it.
    pub unit: Link<'a>,
    /// Its level.
    pub level: Term<'a>,
    /// When it was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Period<'a>>,
    /// One cell a target, in their order.
    pub cells: Vec<CoverageCell<'a>>,
    /// How many of the cells are not required.
    pub spare: u32,
}

/// A dialogue on a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageCell<'a> {
    /// The target's id.
    pub target: Text<'a>,
    /// The target's title.
    pub title: Text<'a>,
    /// `published`, `missing` or `not-required`.
    pub state: State<'a>,
    /// The day it appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
    /// Its address there, where it is known and on another site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
}

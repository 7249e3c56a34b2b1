//! The home page: where the current round stands, four figures, newest answers, what is overdue, all units.
//!
//! In: the whole register at the as-of date. Out: `home.html`. The invariant: no list here grows with the site but that
//! of units.

use serde::Serialize;

use super::head::Head;
use super::part::{Figure, Html, Link, Term, Text};
use super::round::StepMark;
use super::row::{OverdueRow, QuestionRow, ShortList};

/// The home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomePage<'a> {
    /// What the page says about itself; its title is the site's.
    pub head: Head<'a>,
    /// One sentence on what this is, when the project has its own; else the theme's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_html: Option<Html<'a>>,
    /// The newest round that is not closed, else the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<CurrentRound<'a>>,
    /// Four figures that are links.
    pub figures: Vec<Figure<'a>>,
    /// The newest answers.
    pub answers: ShortList<'a, QuestionRow<'a>>,
    /// What is overdue, the longest first.
    pub overdue: ShortList<'a, OverdueRow<'a>>,
    /// All units by kind, each kind in Vietnamese order.
    pub units: Vec<UnitGroup<'a>>,
}

/// Where a round stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CurrentRound<'a> {
    /// The round's title and page.
    pub link: Link<'a>,
    /// Whether it is closed.
    pub closed: bool,
    /// Its course in at most six marks: of a long schedule those about the current step.
    pub steps: Vec<StepMark<'a>>,
    /// How many of its steps are done.
    pub steps_done: u32,
    /// How many steps the schedule has.
    pub steps_total: u32,
}

/// Units of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitGroup<'a> {
    /// The kind, its word in the plural: `Khoa`.
    pub kind: Term<'a>,
    /// The units in Vietnamese order.
    pub units: Vec<UnitEntry<'a>>,
}

/// A unit in a list of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitEntry<'a> {
    /// Its name and page.
    pub link: Link<'a>,
    /// Its short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbr: Option<Text<'a>>,
    /// How many questions were asked of it.
    pub questions: u32,
    /// How many of them are answered.
    pub answered: u32,
    /// How many questions and commitments it has overdue.
    pub overdue: u32,
    /// Whether it was closed.
    pub closed: bool,
}

//! The list of units, and a unit's own page: what it was asked, what it answers, what it promised, what is overdue.
//!
//! In: a unit and what the register knows of it. Out: `units.html`, `unit.html`. The invariant: rates come with their
//! denominators.

use serde::Serialize;

use super::chart::Chart;
use super::digest::Digest;
use super::head::Head;
use super::home::UnitGroup;
use super::part::{Correction, Date, Figure, Html, Link, OuterLink, Term, Text};
use super::row::{CommitmentRow, DialogueRow, DocumentRow, Listing, OverdueRow, Paging, QuestionRow, ShortList};

/// The list of all units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The units of this page by kind.
    pub groups: Vec<UnitGroup<'a>>,
    /// How many there are in all.
    pub total: u32,
    /// The other pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
}

/// A unit's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Faculty, centre, department …
    pub kind: Term<'a>,
    /// Its overview; none on the second and later pages of its questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overview: Option<Box<UnitOverview<'a>>>,
    /// All questions asked in its dialogues or of it, newest first, by 50.
    pub questions: Listing<'a, QuestionRow<'a>>,
}

/// What a unit is and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitOverview<'a> {
    /// Its introduction: what it answers for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The introduction's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Its short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbr: Option<Text<'a>>,
    /// Its other and earlier names: `Phòng CTSV (đến 2022)`.
    pub former: Vec<Text<'a>>,
    /// The unit above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Link<'a>>,
    /// The units below it.
    pub children: Vec<Link<'a>>,
    /// The topics it owns.
    pub topics: Vec<Link<'a>>,
    /// Whether it has students and owes a dialogue.
    pub learners: bool,
    /// Its website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<OuterLink<'a>>,
    /// How to reach it: e-mail, telephone.
    pub contact: Vec<OuterLink<'a>>,
    /// Its room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<Text<'a>>,
    /// The day it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date<'a>>,
    /// The unit that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<Link<'a>>,
    /// Four figures with their denominators.
    pub figures: Vec<Figure<'a>>,
    /// What it has overdue, the longest first.
    pub overdue: ShortList<'a, OverdueRow<'a>>,
    /// What it promised and has not finished.
    pub promised: ShortList<'a, CommitmentRow<'a>>,
    /// What it was asked, answered and did last.
    pub digest: Digest<'a>,
    /// Its dialogues by round, newest first.
    pub rounds: Vec<RoundDialogues<'a>>,
    /// Its documents.
    pub documents: ShortList<'a, DocumentRow<'a>>,
    /// How long answers took; none where too few were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Chart<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// A unit's dialogues in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundDialogues<'a> {
    /// The round.
    pub round: Link<'a>,
    /// Its dialogues; none when it owed one and held none.
    pub dialogues: Vec<DialogueRow<'a>>,
}

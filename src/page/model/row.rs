//! Rows of lists, and lists: how a record appears on another record's page.
//!
//! In: records and their states. Out: rows that are two lines on a phone. The invariant: a row holds only what its
//! record's own page may show; a withheld record has no title here.

use serde::Serialize;

use super::part::{Date, Deadline, DocumentLink, Figure, Link, Period, State, Term, Text};

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its title, or a neutral wording when it is withheld (`Ý kiến không công khai nội dung`).
    pub link: Link<'a>,
    /// The unit that answers it, else the unit in whose dialogue it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link<'a>>,
    /// Its state.
    pub state: State<'a>,
    /// The day that matters in this list: answered where the list is of answers, else received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
    /// How its deadline stands; shown only when overdue, late, due soon or due today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// Its leading topic, where the list is not of one topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Link<'a>>,
    /// How many asked the same besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similar: Option<Text<'a>>,
}

/// A commitment in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommitmentRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its title, or a neutral wording when it is withheld.
    pub link: Link<'a>,
    /// The unit in charge, where the list is not of one unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link<'a>>,
    /// Its state.
    pub state: State<'a>,
    /// By when, and how that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// How far it is, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    /// The day of the last news.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
    /// The round it was promised in, where the list is of several rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Link<'a>>,
}

/// A question, a commitment or a step that is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverdueRow<'a> {
    /// `question`, `commitment` or `step`, with its word.
    pub kind: Term<'a>,
    /// Its id; of a step its round's and its own: `2023-2024#bao-cao`.
    pub id: Text<'a>,
    /// Its title and page; of a step its place on the round's page.
    pub link: Link<'a>,
    /// The unit that owes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link<'a>>,
    /// The round, of a step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Link<'a>>,
    /// By when, and for how many working days it is overdue.
    pub deadline: Deadline<'a>,
}

/// A dialogue in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DialogueRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its title and page.
    pub link: Link<'a>,
    /// The unit that holds it.
    pub unit: Link<'a>,
    /// Its level.
    pub level: Term<'a>,
    /// Its state.
    pub state: State<'a>,
    /// When it was or will be held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Period<'a>>,
    /// How many questions were asked in it.
    pub questions: u32,
    /// How many of them were answered.
    pub answered: u32,
}

/// A round in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its title and page.
    pub link: Link<'a>,
    /// Its academic year: `2023-2024`.
    pub academic_year: Text<'a>,
    /// Its semester.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub semester: Option<Term<'a>>,
    /// The day it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date<'a>>,
    /// Whether a later round has begun.
    pub followed: bool,
    /// How many dialogues were held in it.
    pub dialogues: u32,
    /// How many questions were asked in it.
    pub questions: u32,
    /// How many of them were answered.
    pub answered: u32,
    /// How many commitments were made in it.
    pub commitments: u32,
    /// How many of them were verified.
    pub verified: u32,
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Type, number, title, date.
    pub document: DocumentLink<'a>,
    /// The unit that issued it, where the list is not of one unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Link<'a>>,
    /// How many files it has.
    pub files: u32,
    /// The form's code, when it is a form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_code: Option<Text<'a>>,
}

/// A survey in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyRow<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its title and page.
    pub link: Link<'a>,
    /// The round it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Link<'a>>,
    /// How many forms went out, with its qualifier: `khoảng 500`.
    pub issued: Text<'a>,
    /// How many came back, with its qualifier.
    pub returned: Text<'a>,
    /// The share that came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Figure<'a>>,
}

/// The first few rows of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShortList<'a, R> {
    /// The rows shown, in order.
    pub rows: Vec<R>,
    /// How many there are in all.
    pub total: u32,
    /// Where all of them are; none when they are all here or no page lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
}

/// One page of a list of all rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing<'a, R> {
    /// The rows of this page, at most 50.
    pub rows: Vec<R>,
    /// How many there are in all.
    pub total: u32,
    /// The number of the first row of this page, from 1; 0 when there is none.
    pub first: u32,
    /// The number of the last row of this page.
    pub last: u32,
    /// Where the other pages are; none when there is one page only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
}

/// Where the other pages of a list are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paging<'a> {
    /// This page's number.
    pub current: u32,
    /// How many pages there are.
    pub count: u32,
    /// The page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Text<'a>>,
    /// The page after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Text<'a>>,
    /// The pages that get a link: the first, the last and those about this one, in order.
    pub pages: Vec<PageLink<'a>>,
}

/// A numbered page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink<'a> {
    /// Its number.
    pub number: u32,
    /// Its path.
    pub href: Text<'a>,
    /// Whether pages are left out before it.
    pub gap: bool,
}

/// A way to narrow a list that works without scripts: each option is a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filter<'a> {
    /// What it narrows by: `Theo đợt`.
    pub label: Text<'a>,
    /// The choices, in order.
    pub options: Vec<FilterOption<'a>>,
}

/// One choice of a [`Filter`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterOption<'a> {
    /// Its word and page.
    pub link: Link<'a>,
    /// How many rows it leaves.
    pub count: u32,
    /// Whether it is this page.
    pub current: bool,
}

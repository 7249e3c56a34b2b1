//! A dialogue's page: when and where, who took part, what was asked by topic, what was concluded.
//!
//! In: a public dialogue and its records. Out: `dialogue.html`. The invariant: people appear as groups with counts.

use serde::Serialize;

use super::head::Head;
use super::part::{
    Correction, Date, DocumentLink, Fact, Figure, FileLink, Html, Link, OuterLink, Period, State, Term, Text,
};
use super::row::{CommitmentRow, DocumentRow, Paging, QuestionRow, ShortList, SurveyRow};

/// A dialogue's page. On the second and later pages of its questions all but `head`, `state` and what follows
/// `topics` may be left empty: `account` is none there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DialoguePage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Its state.
    pub state: State<'a>,
    /// The unit that holds it.
    pub unit: Link<'a>,
    /// The round it belongs to.
    pub round: Link<'a>,
    /// All of the account; none on the second and later pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Box<Account<'a>>>,
    /// This page's questions by leading topic.
    pub topics: Vec<TopicGroup<'a>>,
    /// How many questions there are in all.
    pub questions_total: u32,
    /// Of those, without merged and withdrawn ones.
    pub questions_counted: u32,
    /// How many of them are answered.
    pub questions_answered: u32,
    /// Where the other pages of questions are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
}

/// What a dialogue was, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account<'a> {
    /// The public account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The account's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The level.
    pub level: Term<'a>,
    /// In person, online, hybrid, in writing.
    pub form: Term<'a>,
    /// When it was or will be held; the first field in long form with weekday and hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Period<'a>>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Link<'a>>,
    /// At how many places, with its qualifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venues: Option<Text<'a>>,
    /// The chair's role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<Link<'a>>,
    /// Postponed, cancelled or converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<DialogueOutcome<'a>>,
    /// Why this form was chosen, where the conference rule applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode_decision: Option<ModeDecision<'a>>,
    /// Who took part.
    pub participants: Vec<Participants<'a>>,
    /// Delegates sent from one unit to another's dialogue.
    pub delegates: Vec<Delegates<'a>>,
    /// How the questions came in: channel and quantity.
    pub channels: Vec<Fact<'a>>,
    /// The agenda.
    pub agenda: Vec<AgendaPoint<'a>>,
    /// What it builds on: dialogues and documents.
    pub inputs: Vec<Link<'a>>,
    /// Questions of the round that came up from below.
    pub takes_up: Vec<QuestionRow<'a>>,
    /// The report on what earlier rounds left open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_report: Option<DocumentLink<'a>>,
    /// The programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<DocumentLink<'a>>,
    /// The minutes.
    pub minutes: Vec<DocumentLink<'a>>,
    /// The conclusions; each has an anchor `ket-luan-<number>`.
    pub conclusions: Vec<Conclusion<'a>>,
    /// What was promised.
    pub commitments: Vec<CommitmentRow<'a>>,
    /// What earlier rounds had left open that concerns it.
    pub carried: ShortList<'a, CommitmentRow<'a>>,
    /// The dialogue's figures.
    pub figures: Vec<Figure<'a>>,
    /// Where its content was or must be published.
    pub published: Vec<Publication<'a>>,
    /// Pictures.
    pub media: Vec<Picture<'a>>,
    /// Press about it.
    pub coverage: Vec<OuterLink<'a>>,
    /// Its documents.
    pub documents: Vec<DocumentRow<'a>>,
    /// Its surveys.
    pub surveys: Vec<SurveyRow<'a>>,
    /// The dialogue before it in the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link<'a>>,
    /// The dialogue after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// What happened instead of the planned dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DialogueOutcome<'a> {
    /// `postponed`, `cancelled` or `converted`, with its word.
    pub is: Term<'a>,
    /// The day it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<'a>>,
    /// To what day or form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Text<'a>>,
}

/// Why a school's dialogue was held as a conference or in writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModeDecision<'a> {
    /// How many questions counted.
    pub count: u32,
    /// The reason given.
    pub reason: Text<'a>,
    /// The document that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentLink<'a>>,
}

/// A group of people who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Participants<'a> {
    /// The group.
    pub group: Text<'a>,
    /// How many, with its qualifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Text<'a>>,
    /// Groups within it.
    pub of_which: Vec<Fact<'a>>,
    /// Whether those groups add up to all of it; when not, the page says that others are not listed.
    pub complete: bool,
}

/// Delegates from one unit to another's dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delegates<'a> {
    /// The unit they come from.
    pub from: Link<'a>,
    /// The unit whose dialogue they go to.
    pub to: Link<'a>,
    /// How many, with its qualifier.
    pub count: Text<'a>,
}

/// A point of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaPoint<'a> {
    /// What.
    pub title: Link<'a>,
    /// How long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The document to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentLink<'a>>,
}

/// A conclusion with what was promised to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conclusion<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub text: Text<'a>,
    /// The text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The commitments that answer to it.
    pub commitments: Vec<CommitmentRow<'a>>,
}

/// Whether a target site shows the dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication<'a> {
    /// The target's id.
    pub target: Text<'a>,
    /// The target's title.
    pub title: Text<'a>,
    /// `published`, `missing` or `not-required`, with its word.
    pub state: State<'a>,
    /// The day it appeared there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
    /// The site path, where it appeared on this very site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
    /// Where else it appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// A copy of it kept here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileLink<'a>>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture<'a> {
    /// Its site path.
    pub href: Text<'a>,
    /// What it shows.
    pub alt: Text<'a>,
    /// The alternative text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
}

/// Questions of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicGroup<'a> {
    /// The topic; none for questions whose topic has no page.
    pub topic: Link<'a>,
    /// Its questions on this page.
    pub questions: Vec<QuestionRow<'a>>,
}

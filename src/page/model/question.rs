//! A question's page: what was asked, how it stands, and the thread of who had it when.
//!
//! In: a public or redacted question with its dated facts and its commitments. Out: `question.html`. The invariants: the
//! thread is in the order of its dates; a withheld question has [`super::tombstone::TombstonePage`] instead.

use serde::Serialize;

use super::head::Head;
use super::part::{Correction, Date, Deadline, DocumentLink, Evidence, Html, Link, Standing, State, Term, Text};
use super::row::{CommitmentRow, QuestionRow, ShortList};

/// A question's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The question's state.
    pub state: State<'a>,
    /// How its deadline stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline<'a>>,
    /// From `received` to the first answer, in working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_after: Option<u32>,
    /// What of it is not public, when it is redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redacted: Option<Redacted<'a>>,
    /// The question's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The learner group that asked: `Sinh viên năm thứ nhất`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Link<'a>>,
    /// The day it was received; none while its dialogue has no day and nothing dated happened to it.
    pub received: Option<Date<'a>>,
    /// How many asked the same besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similar: Option<Text<'a>>,
    /// Question, petition, proposal or feedback.
    pub kind: Term<'a>,
    /// Its topics, the leading one first.
    pub topics: Vec<Link<'a>>,
    /// The dialogue it belongs to.
    pub dialogue: Link<'a>,
    /// The unit whose dialogue that is.
    pub unit: Link<'a>,
    /// Who is competent: unit, school, external, mixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competence: Option<Term<'a>>,
    /// The way it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Term<'a>>,
    /// The question that this one was merged into, with that one's state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Merged<'a>>,
    /// The question that this one was split from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split_from: Option<Link<'a>>,
    /// The thread, oldest first. It begins with [`Event::Received`], where that day is known.
    pub thread: Vec<Event<'a>>,
    /// What was promised in answer to it, with how far that is.
    pub commitments: Vec<CommitmentRow<'a>>,
    /// Where the record came from, when it was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source<'a>>,
    /// Others on the same topic in this dialogue.
    pub related: ShortList<'a, QuestionRow<'a>>,
    /// The question before it in its dialogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link<'a>>,
    /// The question after it in its dialogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// Why a part of a record is not public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Redacted<'a> {
    /// The reason, with its language.
    pub reason: Link<'a>,
}

/// The question that another was merged into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merged<'a> {
    /// Its title and page.
    pub link: Link<'a>,
    /// Its state.
    pub state: State<'a>,
}

/// The place that an imported record came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source<'a> {
    /// The file.
    pub file: Text<'a>,
    /// The sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Text<'a>>,
    /// The row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
}

/// A dated event of the thread. A template sees the variant as `kind`, in kebab case, beside the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event<'a> {
    /// It came in.
    Received {
        /// The day.
        on: Date<'a>,
        /// The way it came in.
        #[serde(skip_serializing_if = "Option::is_none")]
        channel: Option<Term<'a>>,
        /// The dialogue it was raised in.
        #[serde(skip_serializing_if = "Option::is_none")]
        dialogue: Option<Link<'a>>,
    },
    /// A unit was told to answer.
    Assigned {
        /// The day.
        on: Date<'a>,
        /// The unit.
        unit: Link<'a>,
        /// Whether it only contributes; another unit leads.
        co: bool,
        /// By when, where this assignment has a limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        deadline: Option<Deadline<'a>>,
    },
    /// It was sent to another unit or body.
    Referred {
        /// The day it was sent.
        on: Date<'a>,
        /// The unit that sent it.
        from: Link<'a>,
        /// The unit or body it went to; a body outside has no page.
        to: Link<'a>,
        /// Why.
        reason: Text<'a>,
        /// The reason's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
        /// The day it arrived.
        #[serde(skip_serializing_if = "Option::is_none")]
        received: Option<Date<'a>>,
        /// On paper, electronically, at a meeting.
        #[serde(skip_serializing_if = "Option::is_none")]
        channel: Option<Term<'a>>,
    },
    /// It was answered.
    Answered(Box<Answer<'a>>),
    /// It was opened again.
    Reopened {
        /// The day.
        on: Date<'a>,
        /// Why.
        reason: Text<'a>,
        /// The reason's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
    },
    /// Whoever asked took it back.
    Withdrawn {
        /// The day.
        on: Date<'a>,
        /// Why.
        reason: Text<'a>,
        /// The reason's language where it is not the page's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<Text<'a>>,
    },
    /// Something was promised.
    Promised {
        /// The day of the answer or of the dialogue that it answers to.
        on: Date<'a>,
        /// The promise.
        commitment: Box<CommitmentRow<'a>>,
    },
    /// There is news of a promise.
    Progress {
        /// The day.
        on: Date<'a>,
        /// The promise, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        commitment: Option<Link<'a>>,
        /// The unit that says so.
        unit: Link<'a>,
        /// The state it says the promise has.
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
    },
    /// A promise was looked at by another unit.
    Verified {
        /// The day.
        on: Date<'a>,
        /// The promise, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        commitment: Option<Link<'a>>,
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
    /// Its round was closed.
    Closed {
        /// The day.
        on: Date<'a>,
        /// The round.
        round: Link<'a>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer<'a> {
    /// Its number among the question's answers, from 1; also its anchor (`tra-loi-1`).
    pub number: u32,
    /// The day.
    pub on: Date<'a>,
    /// The unit that answers.
    pub unit: Link<'a>,
    /// Units that contributed.
    pub co: Vec<Link<'a>>,
    /// At the dialogue, in writing, on a web site.
    pub mode: Term<'a>,
    /// Answered, accepted, partly accepted, declined, out of competence.
    pub outcome: Term<'a>,
    /// Why, when it was declined or is out of competence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Link<'a>>,
    /// The competent body, when out of competence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Link<'a>>,
    /// The document that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentLink<'a>>,
    /// On time, late …, where there was a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing<'a>>,
    /// The answer's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The number of the later answer that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<u32>,
    /// The number of the earlier answer whose place it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<u32>,
}

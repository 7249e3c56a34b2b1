//! The list of topics, and a topic's page: who answers for it, and all that was asked about it.
//!
//! In: a topic of the configuration and its questions. Out: `topics.html`, `topic.html`. The invariant: a topic's count
//! includes those of the topics below it.

use serde::Serialize;

use super::chart::Chart;
use super::head::Head;
use super::part::{Figure, Link};
use super::row::{CommitmentRow, Filter, Listing, Paging, QuestionRow, ShortList};

/// The list of all topics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The topics of this page in order, each with those below it.
    pub topics: Vec<TopicEntry<'a>>,
    /// The other pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
}

/// A topic in the list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicEntry<'a> {
    /// Its title and page.
    pub link: Link<'a>,
    /// The units that own it.
    pub units: Vec<Link<'a>>,
    /// How many questions are on it.
    pub questions: u32,
    /// How many of them are answered.
    pub answered: u32,
    /// The topics below it.
    pub children: Vec<TopicEntry<'a>>,
}

/// A topic's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The topic above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Link<'a>>,
    /// The topics below it.
    pub children: Vec<Link<'a>>,
    /// The units that own it.
    pub lead: Vec<Link<'a>>,
    /// Units that contribute.
    pub co: Vec<Link<'a>>,
    /// Its figures; empty on the second and later pages.
    pub figures: Vec<Figure<'a>>,
    /// How long answers took; none where too few were counted, and on the second and later pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Chart<'a>>,
    /// What was promised on it; empty on the second and later pages.
    pub commitments: ShortList<'a, CommitmentRow<'a>>,
    /// Ways to narrow the list; only pages that exist.
    pub filters: Vec<Filter<'a>>,
    /// Its questions, newest first.
    pub questions: Listing<'a, QuestionRow<'a>>,
}

//! What every page says about itself: address, title, description, breadcrumb, hooks.
//!
//! In: the page's route and record. Out: the `<head>`, the attributes of `<html>` and the breadcrumb. The invariant:
//! `title`, `context` and `page_number` together are unique in the site. Read on in `spec/site.md`.

use serde::Serialize;

use super::part::{Html, Link, Text};

/// What every page says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head<'a> {
    /// From the page up to the site's root: `../../`, `./` at the root; the absolute root path on the 404 page.
    pub root: Text<'a>,
    /// The page's path without leading slash and without language prefix: `dot/2023-2024/`, empty for the home page.
    /// Canonical and alternate addresses are made from it.
    pub path: Text<'a>,
    /// What the page is of.
    pub kind: PageKind,
    /// The id of the page's record (`2023-2024/khoa-cntt/questions/007`); none on lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    /// The state of the page's record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Text<'a>>,
    /// The deadline state of the page's record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Text<'a>>,
    /// The working days of that deadline state, with `overdue` and `late`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
    /// The visibility of the page's record when it is not public: `redacted`, `withheld`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Text<'a>>,
    /// The page's own title: its `h1`.
    pub title: Text<'a>,
    /// The title's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_lang: Option<Text<'a>>,
    /// What the title stands in, beside it in the window's title and above it on the page:
    /// `Khoa Công nghệ thông tin · Đợt 2023-2024`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Text<'a>>,
    /// The page's number when it is not the first of a paged list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_number: Option<u32>,
    /// One or two sentences for search engines and previews, at most about 160 characters.
    pub description: Text<'a>,
    /// From the home page (left out: the template adds it) down to the page's parent. The page itself is left out too.
    pub breadcrumb: Vec<Link<'a>>,
    /// Whether the page exists in every language of the site; not so for the 404 page.
    pub translated: bool,
    /// The feeds that this page announces, its own first.
    pub feeds: Vec<Link<'a>>,
    /// The calendar of its dates, to subscribe to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Link<'a>>,
    /// The picture that stands for the page where it is linked to.
    pub picture: Picture<'a>,
    /// schema.org data as JSON, with `<` written `\u003c`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_ld: Option<Html<'a>>,
}

/// A picture of 1200 × 630 pixels that stands for a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture<'a> {
    /// Its site path; networks want it whole, below `base_url`.
    pub href: Text<'a>,
    /// What is on it, for those who do not see it.
    pub alt: Text<'a>,
}

/// What a page is of (`data-kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The home page.
    Home,
    /// A round.
    Round,
    /// A round's compiled report.
    Report,
    /// A dialogue.
    Dialogue,
    /// A question, or its tombstone.
    Question,
    /// A commitment, or its tombstone.
    Commitment,
    /// A unit.
    Unit,
    /// A topic.
    Topic,
    /// A list: rounds, questions, commitments, units, topics.
    List,
    /// What is overdue.
    Overdue,
    /// What earlier rounds left open.
    Carried,
    /// Statistics.
    Statistics,
    /// Who has published what where.
    Coverage,
    /// The list of documents.
    Documents,
    /// A document.
    Document,
    /// The list of surveys.
    Surveys,
    /// A survey.
    Survey,
    /// The calendar.
    Calendar,
    /// Corrections and withheld records.
    Corrections,
    /// Open data.
    Data,
    /// Search.
    Search,
    /// A free page.
    Page,
    /// The 404 page.
    NotFound,
}

//! A round's reports, in the layout of Decree 30/2020: letterhead, subject, numbered tables, recipients, signature.
//!
//! In: a round. Out: `report.html`, for the compiled report of opinions and answers and for the remediation report. The
//! invariant: what is not known (number, recipients, signer) is left open for those who sign, never made up.

use serde::Serialize;

use super::head::Head;
use super::part::{Date, Html, Link, State, Text};
use super::row::Paging;

/// A page of a report: the report itself, or a part of its annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The body above the institution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing_body: Option<Text<'a>>,
    /// Who issues it.
    pub institution: Text<'a>,
    /// What follows the open number: `/BC-ĐHM`.
    pub symbol: Text<'a>,
    /// Where.
    pub place: Text<'a>,
    /// When, in long form.
    pub day: Date<'a>,
    /// What it is about.
    pub subject: Text<'a>,
    /// The round.
    pub round: Link<'a>,
    /// The report's own text; none on parts of the annex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body<'a>>,
    /// The annex, or a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<Annex<'a>>,
    /// The other parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging<'a>>,
}

/// The report's own text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body<'a> {
    /// The opening paragraphs.
    pub opening: Vec<Text<'a>>,
    /// The numbered sections.
    pub sections: Vec<Section<'a>>,
    /// Where the parts of the annex are; empty when it follows on the same page.
    pub parts: Vec<Part<'a>>,
    /// The abbreviation of the unit that files it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filed_by: Option<Text<'a>>,
    /// Reports of the round that were signed and published.
    pub issued: Vec<Link<'a>>,
}

/// A numbered section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section<'a> {
    /// Its number: `I`.
    pub number: Text<'a>,
    /// Its heading.
    pub heading: Text<'a>,
    /// Its sentences.
    pub text: Vec<Text<'a>>,
    /// Its table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table<'a>>,
}

/// A table of names and counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table<'a> {
    /// The headings of the columns after the number and the name.
    pub columns: Vec<Text<'a>>,
    /// The heading of the names.
    pub of: Text<'a>,
    /// The rows.
    pub rows: Vec<Row<'a>>,
    /// The sums.
    pub total: Vec<Text<'a>>,
    /// What is said under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// The name.
    pub name: Link<'a>,
    /// The counts and words.
    pub cells: Vec<Text<'a>>,
}

/// A part of the annex, as the report's own page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part<'a> {
    /// What it begins with: a unit or a round.
    pub name: Link<'a>,
    /// The numbers of its rows.
    pub numbers: Text<'a>,
}

/// The annex, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annex<'a> {
    /// The numbers of the first and last row of this part; none when it is whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Text<'a>>,
    /// Whether its rows are commitments, not opinions.
    pub work: bool,
    /// The rows in groups.
    pub groups: Vec<Group<'a>>,
}

/// Rows of one unit, or of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group<'a> {
    /// Whose they are.
    pub name: Link<'a>,
    /// The rows.
    pub rows: Vec<AnnexRow<'a>>,
}

/// An opinion with its answers, or a commitment with its progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnnexRow<'a> {
    /// Its number in the annex.
    pub number: u32,
    /// Its title and page.
    pub link: Link<'a>,
    /// Its text: what was asked, or what will be true when it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// Where it was asked, or who must do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whose: Option<Link<'a>>,
    /// How it stands.
    pub state: State<'a>,
    /// By when, and how that stands, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Text<'a>>,
    /// Answers or reports, oldest first.
    pub said: Vec<Said<'a>>,
    /// Why there is nothing to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Text<'a>>,
    /// Whether it is so long that a page break may fall inside it.
    pub long: bool,
}

/// An answer, a report of progress or a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said<'a> {
    /// Who, when and by which document.
    pub by: Text<'a>,
    /// What.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
}

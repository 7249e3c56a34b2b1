//! The list of surveys, and a survey's page: how many were asked, how many answered, what they said.
//!
//! In: aggregates. Out: `surveys.html`, `survey.html`. The invariant: a cell under the minimum never reaches a model as a
//! number.

use serde::Serialize;

use super::chart::{Chart, Table};
use super::head::Head;
use super::part::{Correction, DocumentLink, Figure, Html, Link, Term, Text};
use super::row::{CommitmentRow, Listing, SurveyRow};

/// The list of surveys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveysPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The surveys of this page.
    pub surveys: Listing<'a, SurveyRow<'a>>,
}

/// A survey's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// What it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// How many forms went out, with its qualifier.
    pub issued: Text<'a>,
    /// How many came back, with its qualifier.
    pub returned: Text<'a>,
    /// The share that came back; none when a quantity is approximate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Figure<'a>>,
    /// On paper, online, by telephone, mixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Term<'a>>,
    /// Who was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Text<'a>>,
    /// The year group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Text<'a>>,
    /// The form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<DocumentLink<'a>>,
    /// The round or dialogue it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<Link<'a>>,
    /// By channel: issued and returned.
    pub channels: Vec<SurveyChannel<'a>>,
    /// What was asked and answered.
    pub items: Vec<SurveyItem<'a>>,
    /// The table of aggregates beside the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table<'a>>,
    /// What was promised because of it.
    pub proposals: Vec<CommitmentRow<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// A channel of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyChannel<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// How many forms went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Text<'a>>,
    /// How many came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<Text<'a>>,
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyItem<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// What was asked.
    pub title: Text<'a>,
    /// Its language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// What was answered; hidden cells have no bar.
    pub chart: Chart<'a>,
}

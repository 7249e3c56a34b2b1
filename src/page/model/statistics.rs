//! The page of statistics: every figure of the whole site with its definition, and the charts.
//!
//! In: counts of the whole register. Out: `statistics.html`. The invariant: its length depends on how many units, topics
//! and rounds there are, never on how many questions.

use serde::Serialize;

use super::chart::Chart;
use super::head::Head;
use super::part::{Figure, Link, Text};

/// The page of statistics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatisticsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The smallest denominator of a rate.
    pub min_n: u32,
    /// Every figure, by what it is of.
    pub figures: Vec<FigureGroup<'a>>,
    /// The charts, by what they are about; only those that have something to say.
    pub sections: Vec<ChartSection<'a>>,
}

/// Figures of one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureGroup<'a> {
    /// What they are of: `Ý kiến`.
    pub title: Text<'a>,
    /// The figures; those of nothing have no value.
    pub figures: Vec<Figure<'a>>,
}

/// Charts about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartSection<'a> {
    /// Its anchor.
    pub id: Text<'a>,
    /// What they are about.
    pub title: Text<'a>,
    /// The record that all of them are of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Link<'a>>,
    /// The charts.
    pub charts: Vec<Chart<'a>>,
}

//! Charts: bars from zero and lines over months, each with the sentence that says what it shows.
//!
//! In: counts already worded and placed. Out: figures that `parts/charts.html` draws, on statistics, round, unit, topic and
//! survey pages. The invariants: every number of a chart also stands beside it as text; bars and lines begin at zero; a
//! chart that has nothing to draw still says so.

use serde::Serialize;

use super::part::{Link, Text};

/// A chart with all that explains it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Chart<'a> {
    /// Its anchor on the page, and what `data-chart` says.
    pub id: Text<'a>,
    /// Its heading.
    pub title: Text<'a>,
    /// The heading's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// What it shows, in sentences made of the counts.
    pub says: Text<'a>,
    /// What a bar and its dark part are, where a bar has parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Text<'a>>,
    /// Its bars, in order; empty for lines and where there is nothing to draw.
    pub bars: Vec<Bar<'a>>,
    /// Its lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<Lines<'a>>,
    /// What was counted, of how many, on which day.
    pub source: Text<'a>,
    /// How it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text<'a>>,
    /// The numbers behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table<'a>>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar<'a> {
    /// What it is of.
    pub label: Link<'a>,
    /// Its number as it is read: `12`, `12/15`, `12 (64%)`.
    pub value: Text<'a>,
    /// The length of the bar, in units of `scale`; 0 where nothing is drawn.
    pub whole: u32,
    /// The length of its dark part; the same as `whole` where it has no parts.
    pub part: u32,
    /// The length of the longest bar of the chart; at least 1.
    pub scale: u32,
    /// The statistic that it is, on the page of its scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<BarFigure<'a>>,
}

/// A bar that is a statistic (`data-figure`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarFigure<'a> {
    /// Its identifier.
    pub id: Text<'a>,
    /// Its numerator.
    pub numerator: u32,
    /// Its denominator.
    pub denominator: u32,
}

/// Lines over months, placed in a drawing whose origin is its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines<'a> {
    /// The width of the drawing.
    pub width: u32,
    /// The height of the drawing.
    pub height: u32,
    /// Where the months begin.
    pub left: u32,
    /// Where they end; the lines' labels stand to the right of it.
    pub right: u32,
    /// Where zero is.
    pub zero: u32,
    /// The lines, the one that matters last.
    pub series: Vec<Series<'a>>,
    /// The first and the last month.
    pub months: Vec<Text<'a>>,
    /// What the drawing shows, for those who do not see it.
    pub description: Text<'a>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series<'a> {
    /// Its last number with what it counts: `70 đã trả lời`.
    pub label: Text<'a>,
    /// Its points: `8,150 40,120`.
    pub points: String,
    /// The height of its label.
    pub at: u32,
    /// Whether it is the one that matters.
    pub main: bool,
}

/// A table of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table<'a> {
    /// The columns' names; the first column names the rows.
    pub columns: Vec<Text<'a>>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Text<'a>>>,
}

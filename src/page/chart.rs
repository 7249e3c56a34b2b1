//! Charts: the parts that every chart is made of.
//!
//! Counts go in; bars of one scale, lines placed in a drawing, and the words around them come out. The invariants: all
//! bars of a chart share one scale that begins at zero; a percentage is given only where [`share`] gives one.
//!
//! No charting crate draws these: charming runs a JavaScript engine, the SVG of plotters, charts-rs and poloto has its
//! text inside the drawing, where a long Vietnamese name is cut and shrinks with the drawing at 360 px, and colours or
//! style elements in it that neither the dark theme nor the content security policy allows.

pub mod answers;
pub mod days;
pub mod load;
pub mod over_time;
pub mod rounds;
pub mod stages;

use super::figure::share;
use super::model::chart::{Bar, Lines, Series, Table};
use super::model::part::{Link, Text};
use super::view::View;
use crate::record::value::LanguageTag;

/// A number of things with its share in brackets where there are any and enough: `45 (64%)`.
pub fn with_share(view: &View<'_>, count: u32, of: u32) -> String {
    let number = view.number(u64::from(count));
    share(view, count, of).filter(|_| count > 0).map_or(number.clone(), |share| format!("{number} ({share})"))
}

/// A part of a whole as it is read: `12/15`.
pub fn part_of(view: &View<'_>, part: u32, whole: u32) -> String {
    format!("{}/{}", view.number(u64::from(part)), view.number(u64::from(whole)))
}

/// The day of the figures, in words that follow a source.
pub fn as_of(view: &View<'_>) -> String {
    let day = view.date(view.register.as_of).text;
    match view.lang {
        LanguageTag::Vi => format!("Số liệu tính đến ngày {day}."),
        LanguageTag::En => format!("As of {day}."),
    }
}

/// A label without a page behind it.
pub fn plain<'a>(title: impl Into<Text<'a>>) -> Link<'a> {
    Link { title: title.into(), href: None, lang: None }
}

/// A bar; its scale is set by [`to_scale`].
pub fn bar<'a>(label: Link<'a>, value: impl Into<Text<'a>>, part: u32, whole: u32) -> Bar<'a> {
    Bar { label, value: value.into(), whole, part: part.min(whole), scale: 1, figure: None }
}

/// Gives all bars of a chart the scale of the longest; none are drawn where all are empty.
pub fn to_scale(mut bars: Vec<Bar<'_>>) -> Vec<Bar<'_>> {
    let longest = bars.iter().map(|b| b.whole).max().unwrap_or(0);
    if longest == 0 {
        return Vec::new();
    }
    for bar in &mut bars {
        bar.scale = longest;
    }
    bars
}

/// A table of a first column of words and further columns of numbers.
pub fn table<'a>(view: &View<'_>, columns: &[&'static str], rows: Vec<(Text<'a>, Vec<u32>)>) -> Table<'a> {
    let cells = |(first, numbers): (Text<'a>, Vec<u32>)| {
        let numbers = numbers.into_iter().map(|n| Text::Owned(view.number(u64::from(n))));
        std::iter::once(first).chain(numbers).collect()
    };
    Table { columns: columns.iter().map(|c| Text::Borrowed(*c)).collect(), rows: rows.into_iter().map(cells).collect() }
}

/// The drawing that lines stand in: narrow enough that its text is read on a phone without scaling much.
const WIDTH: u32 = 360;
const HEIGHT: u32 = 176;
const LEFT: u32 = 4;
const RIGHT: u32 = 240;
const TOP: u32 = 14;
const ZERO: u32 = 150;
/// How far labels of lines stand apart.
const APART: u32 = 18;

/// A line before it is placed: its counts from zero on, with its label.
pub struct Line {
    /// The counts, the first 0.
    pub counts: Vec<u32>,
    /// Its label.
    pub label: String,
}

/// Places two lines of equal length in a drawing; the second is the one that matters and never above the first.
pub fn lines(first: &Line, main: &Line, months: [String; 2], description: String) -> Lines<'static> {
    let highest = first.counts.iter().chain(&main.counts).copied().max().unwrap_or(0).max(1);
    let height = |count: u32| ZERO - (u64::from(count) * u64::from(ZERO - TOP) / u64::from(highest)) as u32;
    let ends = [first, main].map(|line| height(line.counts.last().copied().unwrap_or(0)));
    let [upper, lower] = apart(ends);
    let place = |line: &Line, at: u32, main: bool| {
        let last = line.counts.len().saturating_sub(1).max(1) as u32;
        let point =
            |(i, count): (usize, &u32)| format!("{},{}", LEFT + (RIGHT - LEFT) * i as u32 / last, height(*count));
        let points: Vec<String> = line.counts.iter().enumerate().map(point).collect();
        Series { label: line.label.clone().into(), points: points.join(" "), at, main }
    };
    Lines {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: RIGHT,
        zero: ZERO,
        series: vec![place(first, upper, false), place(main, lower, true)],
        months: months.into_iter().map(Into::into).collect(),
        description: description.into(),
    }
}

/// Heights of two labels, the upper first, moved so that they do not cover each other.
fn apart([upper, lower]: [u32; 2]) -> [u32; 2] {
    if lower >= upper + APART {
        return [upper, lower];
    }
    let upper = lower.saturating_sub(APART).max(TOP);
    [upper, lower.max(upper + APART)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_the_scale_of_the_longest() {
        let bars = to_scale(vec![bar(plain("a"), "", 9, 3), bar(plain("b"), "", 2, 7)]);
        assert_eq!(bars.iter().map(|b| (b.part, b.whole, b.scale)).collect::<Vec<_>>(), [(3, 3, 7), (2, 7, 7)]);
        assert!(to_scale(vec![bar(plain("a"), "", 0, 0)]).is_empty());
    }

    #[test]
    fn lines_begin_at_zero_and_end_at_the_edge() {
        let line = |counts: &[u32]| Line { counts: counts.to_vec(), label: String::new() };
        let drawn = lines(&line(&[0, 10, 20]), &line(&[0, 0, 5]), [String::new(), String::new()], String::new());
        assert_eq!(drawn.series[0].points, format!("{LEFT},{ZERO} {},82 {RIGHT},{TOP}", u32::midpoint(LEFT, RIGHT)));
        assert_eq!(drawn.series[1].points, format!("{LEFT},{ZERO} {},{ZERO} {RIGHT},116", u32::midpoint(LEFT, RIGHT)));
        assert!(drawn.series[1].main);
    }

    #[test]
    fn labels_do_not_cover_each_other() {
        for (upper, lower) in [(TOP, TOP), (ZERO, ZERO), (100, 104), (20, 25), (14, 150)] {
            let [a, b] = apart([upper, lower]);
            assert!(a >= TOP && b >= a + APART && b <= ZERO, "{upper} {lower}: {a} {b}");
        }
    }
}

//! The charts of working days: to the first answer, and to the verification, in seven spans.
//!
//! A tally goes in, its chart comes out; none where nothing was counted. The invariants: the bars add up to how many were
//! counted; under the smallest denominator there are none, only their numbers in the table.

use super::{as_of, bar, plain, table, to_scale, with_share};
use crate::page::model::chart::{Bar, Chart, Table};
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::statistics::bucket::{Buckets, SPANS};
use crate::register::statistics::{FigureId, Median, Tally};

/// The last span of what counts as quick in the sentence: up to ten working days.
const QUICK: usize = 2;

/// Something that took working days, in words; `{}` stands for a number.
struct Kind {
    id: &'static str,
    title: (&'static str, &'static str),
    figure: FigureId,
    /// Half of them took `{}` days or less.
    half: (&'static str, &'static str),
    /// Half of them were done on the day itself.
    same_day: (&'static str, &'static str),
    /// How many were quick (`{}` of `{}`), or that none was.
    quick: [(&'static str, &'static str); 2],
    /// There are only `{}` of them.
    few: (&'static str, &'static str),
    /// How many were counted (`{}`), of how many (`{}`).
    source: (&'static str, &'static str),
    counts: (&'static str, &'static str),
}

const FIRST_ANSWER: Kind = Kind {
    id: "days-to-first-answer",
    title: ("Bao lâu thì có trả lời đầu tiên", "How long the first answer takes"),
    figure: FigureId::DaysToFirstAnswer,
    half: (
        "Một nửa số câu trả lời đầu tiên đến sau {} ngày làm việc hoặc sớm hơn.",
        "Half of the first answers came after {} working days or sooner.",
    ),
    same_day: (
        "Một nửa số câu trả lời đầu tiên đến ngay trong ngày.",
        "Half of the first answers came on the same day.",
    ),
    quick: [
        ("{} trong {} câu đến trong 10 ngày làm việc.", "Within 10 working days came {} of {}."),
        ("Không có câu nào đến trong 10 ngày làm việc.", "None came within 10 working days."),
    ],
    few: (
        "Mới có {} câu trả lời tính được ngày, quá ít để vẽ biểu đồ.",
        "Too few for a chart: answers whose days can be counted: {}.",
    ),
    source: (
        "Tính trên {} ý kiến đã có trả lời và biết ngày tiếp nhận, trong {} ý kiến.",
        "Counted: questions with an answer and a known day of receipt, {} of {}.",
    ),
    counts: ("Số ý kiến", "Questions"),
};

const VERIFIED: Kind = Kind {
    id: "days-to-verified",
    title: ("Bao lâu thì cam kết được kiểm chứng", "How long until a commitment is verified"),
    figure: FigureId::DaysToVerified,
    half: (
        "Một nửa số cam kết hoàn thành được kiểm chứng sau {} ngày làm việc hoặc sớm hơn.",
        "Half of the commitments that were done were verified after {} working days or sooner.",
    ),
    same_day: (
        "Một nửa số cam kết hoàn thành được kiểm chứng ngay trong ngày.",
        "Half of the commitments that were done were verified on the same day.",
    ),
    quick: [
        (
            "{} trong {} cam kết được kiểm chứng trong 10 ngày làm việc.",
            "Within 10 working days were verified {} of {}.",
        ),
        ("Không có cam kết nào được kiểm chứng trong 10 ngày làm việc.", "None was verified within 10 working days."),
    ],
    few: (
        "Mới có {} cam kết đã kiểm chứng và tính được ngày, quá ít để vẽ biểu đồ.",
        "Too few for a chart: verified commitments whose days can be counted: {}.",
    ),
    source: (
        "Tính trên {} cam kết đã kiểm chứng và biết ngày cam kết, trong {} cam kết đã kiểm chứng.",
        "Counted: verified commitments whose day is known, {} of {}.",
    ),
    counts: ("Số cam kết", "Commitments"),
};

/// How long the first answers of a scope took.
pub fn first_answer<'a>(view: &'a View<'_>, tally: &Tally) -> Option<Chart<'a>> {
    chart(view, &FIRST_ANSWER, tally.days_to_first_answer, tally.first_answer_buckets, tally.questions_counted)
}

/// How long the first answers of a unit or a topic took: on its own page, where `more` says what else is counted; none
/// where there are too few to draw.
pub fn first_answer_of<'a>(view: &'a View<'_>, tally: &Tally, more: &str) -> Option<Chart<'a>> {
    let chart = first_answer(view, tally).filter(|chart| !chart.bars.is_empty())?;
    Some(Chart { source: format!("{} {more}", chart.source).trim_end().to_owned().into(), ..chart })
}

/// How long verified commitments of a scope took.
pub fn verified<'a>(view: &'a View<'_>, tally: &Tally) -> Option<Chart<'a>> {
    chart(view, &VERIFIED, tally.days_to_verified, tally.verified_buckets, tally.verified)
}

fn chart<'a>(view: &'a View<'_>, kind: &Kind, median: Median, buckets: Buckets, of: u32) -> Option<Chart<'a>> {
    let counted = buckets.counted();
    let n = |n: u32| view.number(u64::from(n));
    (counted > 0).then(|| Chart {
        id: kind.id.into(),
        title: view.label(kind.title).into(),
        says: says(view, kind, median, buckets).into(),
        bars: if enough(view, counted) { bars(view, buckets) } else { Vec::new() },
        source: format!("{} {}", filled(view.label(kind.source), &[&n(counted), &n(of)]), as_of(view)).into(),
        definition: Some(view.label(kind.figure.definition()).into()),
        table: Some(numbers(view, buckets, view.label(kind.counts))),
        ..Chart::default()
    })
}

const fn enough(view: &View<'_>, counted: u32) -> bool {
    counted >= view.register.settings.min_n
}

/// A sentence with its numbers in place.
fn filled(words: &str, numbers: &[&str]) -> String {
    numbers.iter().fold(words.to_owned(), |text, number| text.replacen("{}", number, 1))
}

/// The median, and how many were quick.
fn says(view: &View<'_>, kind: &Kind, median: Median, buckets: Buckets) -> String {
    let (within, counted) = (buckets.within(QUICK), buckets.counted());
    let n = |n: u32| view.number(u64::from(n));
    if !enough(view, counted) {
        return filled(view.label(kind.few), &[&n(counted)]);
    }
    let half = match median.twice {
        0 => view.label(kind.same_day).to_owned(),
        twice => {
            let point = if twice % 2 == 1 { view.say(",5", ".5") } else { "" };
            filled(view.label(kind.half), &[&format!("{}{point}", n(twice / 2))])
        }
    };
    let quick = view.label(kind.quick[usize::from(within == 0)]);
    format!("{half} {}", filled(quick, &[&n(within), &n(counted)]))
}

fn bars(view: &View<'_>, buckets: Buckets) -> Vec<Bar<'static>> {
    let counted = buckets.counted();
    let bars = labelled(view, buckets).map(|(label, n)| bar(plain(label), with_share(view, n, counted), n, n));
    to_scale(bars.collect())
}

fn numbers(view: &View<'_>, buckets: Buckets, counts: &'static str) -> Table<'static> {
    let rows = labelled(view, buckets).map(|(label, n)| (label.into(), vec![n]));
    table(view, &[view.say("Ngày làm việc", "Working days"), counts], rows.collect())
}

/// The seven spans with their counts.
fn labelled(view: &View<'_>, buckets: Buckets) -> impl Iterator<Item = (String, u32)> {
    SPANS.iter().zip(buckets.0).map(|((first, last), n)| (span(view, *first, *last), n))
}

/// A span of days as it is read: `3–5 ngày`, `Trên 30 ngày`.
fn span(view: &View<'_>, first: u32, last: Option<u32>) -> String {
    match (last, view.lang) {
        (Some(last), LanguageTag::Vi) => format!("{first}–{last}\u{a0}ngày"),
        (Some(last), LanguageTag::En) => format!("{first}–{last}\u{a0}days"),
        (None, LanguageTag::Vi) => format!("Trên {}\u{a0}ngày", first - 1),
        (None, LanguageTag::En) => format!("Over {}\u{a0}days", first - 1),
    }
}

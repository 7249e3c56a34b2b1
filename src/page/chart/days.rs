//! The charts of working days: to the first answer, and to the verification, in seven spans.
//!
//! A tally goes in, its chart comes out; none where nothing was counted. The invariant: the bars add up to how many were
//! counted.

use super::{as_of, bar, plain, table, to_scale, with_share};
use crate::page::model::chart::{Bar, Chart, Table};
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::statistics::bucket::{Buckets, SPANS};
use crate::register::statistics::{FigureId, Median, Tally};

/// The last span of what counts as quick in the sentence: up to ten working days.
const QUICK: usize = 2;

/// How long the first answers of a scope took.
pub fn first_answer<'a>(view: &'a View<'_>, tally: &Tally) -> Option<Chart<'a>> {
    let counted = tally.first_answer_buckets.counted();
    let half = |median: String| match view.lang {
        LanguageTag::Vi => format!("Một nửa số câu trả lời đầu tiên đến sau {median} ngày làm việc hoặc sớm hơn."),
        LanguageTag::En => format!("Half of the first answers came after {median} working days or sooner."),
    };
    let quick = [
        view.say("Không có trả lời nào đến trong 10 ngày làm việc.", "No answer came within 10 working days."),
        view.say("câu trả lời đầu tiên đến trong 10 ngày làm việc.", "first answers came within 10 working days."),
    ];
    let says = says(view, tally.days_to_first_answer, tally.first_answer_buckets, half, quick);
    let of = view.number(u64::from(tally.questions_counted));
    let n = view.number(u64::from(counted));
    let source = match view.lang {
        LanguageTag::Vi => format!("Tính trên {n} ý kiến đã có trả lời và biết ngày tiếp nhận, trong {of} ý kiến."),
        LanguageTag::En => format!("Counted: {n} questions with an answer and a known day of receipt, of {of}."),
    };
    (counted > 0).then(|| Chart {
        id: "days-to-first-answer".into(),
        title: view.say("Bao lâu thì có trả lời đầu tiên", "How long the first answer takes").into(),
        says: says.into(),
        source: format!("{source} {}", as_of(view)).into(),
        definition: Some(view.label(FigureId::DaysToFirstAnswer.definition()).into()),
        bars: bars(view, tally.first_answer_buckets),
        table: Some(numbers(view, tally.first_answer_buckets, view.say("Số ý kiến", "Questions"))),
        ..Chart::default()
    })
}

/// How long the first answers of a unit or a topic took: on its own page, where `more` says what else is counted; none
/// where there are too few for their shares to say something.
pub fn first_answer_of<'a>(view: &'a View<'_>, tally: &Tally, more: &str) -> Option<Chart<'a>> {
    let enough = tally.first_answer_buckets.counted() >= view.register.settings.min_n.max(1);
    let chart = first_answer(view, tally).filter(|_| enough)?;
    Some(Chart { source: format!("{} {more}", chart.source).trim_end().to_owned().into(), ..chart })
}

/// How long verified commitments of a scope took.
pub fn verified<'a>(view: &'a View<'_>, tally: &Tally) -> Option<Chart<'a>> {
    let counted = tally.verified_buckets.counted();
    let half = |median: String| match view.lang {
        LanguageTag::Vi => {
            format!("Một nửa số cam kết hoàn thành được kiểm chứng sau {median} ngày làm việc hoặc sớm hơn.")
        }
        LanguageTag::En => {
            format!("Half of the commitments that were done were verified after {median} working days or sooner.")
        }
    };
    let quick = [
        view.say(
            "Không có cam kết nào được kiểm chứng trong 10 ngày làm việc.",
            "None was verified within 10 working days.",
        ),
        view.say(
            "cam kết được kiểm chứng trong 10 ngày làm việc.",
            "commitments were verified within 10 working days.",
        ),
    ];
    let says = says(view, tally.days_to_verified, tally.verified_buckets, half, quick);
    let (n, of) = (view.number(u64::from(counted)), view.number(u64::from(tally.verified)));
    let source = match view.lang {
        LanguageTag::Vi => {
            format!("Tính trên {n} cam kết đã kiểm chứng và biết ngày cam kết, trong {of} cam kết đã kiểm chứng.")
        }
        LanguageTag::En => format!("Counted: {n} verified commitments whose day is known, of {of} verified."),
    };
    (counted > 0).then(|| Chart {
        id: "days-to-verified".into(),
        title: view.say("Bao lâu thì cam kết được kiểm chứng", "How long until a commitment is verified").into(),
        says: says.into(),
        source: format!("{source} {}", as_of(view)).into(),
        definition: Some(view.label(FigureId::DaysToVerified.definition()).into()),
        bars: bars(view, tally.verified_buckets),
        table: Some(numbers(view, tally.verified_buckets, view.say("Số cam kết", "Commitments"))),
        ..Chart::default()
    })
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

/// A span of days as it is read: `3–5 ngày`, `trên 30 ngày`.
fn span(view: &View<'_>, first: u32, last: Option<u32>) -> String {
    match (last, view.lang) {
        (Some(last), LanguageTag::Vi) => format!("{first}–{last}\u{a0}ngày"),
        (Some(last), LanguageTag::En) => format!("{first}–{last}\u{a0}days"),
        (None, LanguageTag::Vi) => format!("Trên {}\u{a0}ngày", first - 1),
        (None, LanguageTag::En) => format!("Over {}\u{a0}days", first - 1),
    }
}

/// How many were quick, after the median where enough were counted for it to say something.
fn says(
    view: &View<'_>,
    median: Median,
    buckets: Buckets,
    half: impl Fn(String) -> String,
    [none, some]: [&str; 2],
) -> String {
    let (within, counted) = (buckets.within(QUICK), buckets.counted());
    let n = |n: u32| view.number(u64::from(n));
    let quick = match within {
        0 => none.to_owned(),
        _ => format!("{} {} {} {some}", n(within), view.say("trong", "of"), n(counted)),
    };
    if counted < view.register.settings.min_n {
        return quick;
    }
    let point = if median.twice % 2 == 1 { view.say(",5", ".5") } else { "" };
    format!("{} {quick}", half(format!("{}{point}", n(median.twice / 2))))
}

//! The charts over time: what was opened and what was settled in a round, month by month.
//!
//! A round goes in, its charts come out; none where nothing was opened. The invariant: a line never falls, and ends at the
//! round's own count of what has a date.

use super::{Line, as_of, lines, table};
use crate::page::model::chart::Chart;
use crate::page::title::round_name;
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::RoundIx;
use crate::register::statistics::progress::{Happened, Progress, month_of};

/// The most months that a chart shows; what came before them is counted in the first.
const MONTHS: i32 = 24;

/// One kind of thing that opens and closes.
struct Kind {
    id: &'static str,
    title: (&'static str, &'static str),
    opened: fn(&Happened) -> u32,
    settled: fn(&Happened) -> u32,
    undated: fn(&Progress) -> u32,
    opened_label: (&'static str, &'static str),
    settled_label: (&'static str, &'static str),
    columns: [(&'static str, &'static str); 2],
    /// After the number of what was opened, and of what was settled of it.
    words: [(&'static str, &'static str); 2],
    /// After the number of what is left; instead of it where nothing is.
    left: [(&'static str, &'static str); 2],
    undated_says: (&'static str, &'static str),
    definition: (&'static str, &'static str),
}

const QUESTIONS: Kind = Kind {
    id: "months-questions",
    title: ("Tiếp nhận và trả lời theo tháng", "Received and answered by month"),
    opened: |h| h.received,
    settled: |h| h.answered,
    undated: |p| p.undated_questions,
    opened_label: ("đã nhận", "received"),
    settled_label: ("đã trả lời", "answered"),
    columns: [("Tiếp nhận", "Received"), ("Trả lời", "Answered")],
    words: [("ý kiến đã nhận", "received"), ("đã trả lời", "answered")],
    left: [("còn chờ trả lời", "still open"), ("không còn ý kiến nào chờ trả lời", "none still open")],
    undated_says: (
        "ý kiến không ghi ngày tiếp nhận không có trong biểu đồ.",
        "questions without a day of receipt are not in the chart.",
    ),
    definition: (
        "Cộng dồn theo tháng. Một ý kiến được coi là trả lời vào ngày có trả lời đầu tiên; không tính ý kiến đã gộp, đã rút và ý kiến mở lại mà chưa có trả lời mới.",
        "Added up by month. A question counts as answered on the day of its first answer; without merged and withdrawn ones and those reopened that have no new answer.",
    ),
};

const COMMITMENTS: Kind = Kind {
    id: "months-commitments",
    title: ("Cam kết và kết thúc theo tháng", "Promised and settled by month"),
    opened: |h| h.made,
    settled: |h| h.settled,
    undated: |p| p.undated_commitments,
    opened_label: ("đã cam kết", "promised"),
    settled_label: ("đã kết thúc", "settled"),
    columns: [("Cam kết", "Promised"), ("Kết thúc", "Settled")],
    words: [
        ("cam kết", "promised"),
        (
            "đã kết thúc (kiểm chứng hoàn thành, giải trình hoặc không thực hiện)",
            "settled (verified, explained or cancelled)",
        ),
    ],
    left: [("chưa xong", "still open"), ("không còn cam kết nào chưa xong", "none still open")],
    undated_says: (
        "cam kết không rõ ngày không có trong biểu đồ.",
        "commitments whose day is not known are not in the chart.",
    ),
    definition: (
        "Cộng dồn theo tháng, từ ngày của câu trả lời hoặc kết luận có cam kết đến ngày kiểm chứng hoàn thành, giải trình hoặc không thực hiện.",
        "Added up by month, from the day of the answer or conclusion to that of the verification, explanation or cancellation.",
    ),
};

/// What was received and answered in a round, month by month.
pub fn questions<'a>(view: &'a View<'_>, ix: RoundIx) -> Option<Chart<'a>> {
    by_month(view, ix, &QUESTIONS)
}

/// What was promised and settled of a round, month by month.
pub fn commitments<'a>(view: &'a View<'_>, ix: RoundIx) -> Option<Chart<'a>> {
    by_month(view, ix, &COMMITMENTS)
}

fn by_month<'a>(view: &'a View<'_>, ix: RoundIx, kind: &Kind) -> Option<Chart<'a>> {
    let progress = &view.plan.aggregates.statistics.progress[ix.at()];
    let months = summed(progress, kind, month_of(view.register.as_of)).filter(|months| months.len() > 1)?;
    // A few things are told in the stages; a line of them would only look like a course.
    months.last().filter(|m| m.1 >= view.register.settings.min_n)?;
    let ((first, _, _), (last, opened, settled)) = (*months.first()?, *months.last()?);
    let n = |n: u32| view.number(u64::from(n));
    let (last, first) = (month(view, last), month(view, first));
    let says = says(view, kind, &last, opened, settled);
    let drawn_from = view.say("Hai đường cộng dồn theo tháng, từ", "Two lines added up by month, from");
    let [opened_label, settled_label] = [kind.opened_label, kind.settled_label].map(|l| view.label(l));
    let description = format!(
        "{drawn_from} {first} {} {last}: {} {opened_label}, {} {settled_label}.",
        view.say("đến", "to"),
        n(opened),
        n(settled),
    );
    let line = |pick: fn(&(i32, u32, u32)) -> u32, label| Line {
        counts: std::iter::once(0).chain(months.iter().map(pick)).collect(),
        label: format!("{} {label}", n(months.last().map_or(0, pick))),
    };
    let drawn = lines(&line(|m| m.1, opened_label), &line(|m| m.2, settled_label), [first, last], description);
    let rows = months.iter().map(|(at, opened, settled)| (month(view, *at).into(), vec![*opened, *settled]));
    let columns = [view.say("Đến tháng", "By"), view.label(kind.columns[0]), view.label(kind.columns[1])];
    let undated = Some((kind.undated)(progress)).filter(|n| *n > 0);
    let undated = undated.map(|count| format!("{} {} ", n(count), view.label(kind.undated_says))).unwrap_or_default();
    Some(Chart {
        id: kind.id.into(),
        title: view.label(kind.title).into(),
        says: says.into(),
        lines: Some(drawn),
        source: format!("{undated}{}. {}", round_name(view, ix), as_of(view)).into(),
        definition: Some(view.label(kind.definition).into()),
        table: Some(table(view, &columns, rows.collect())),
        ..Chart::default()
    })
}

fn says(view: &View<'_>, kind: &Kind, last: &str, opened: u32, settled: u32) -> String {
    let n = |n: u32| view.number(u64::from(n));
    let left = match opened - settled {
        0 => view.label(kind.left[1]).to_owned(),
        left => format!("{} {}", n(left), view.label(kind.left[0])),
    };
    let [opened_words, settled_words] = kind.words.map(|w| view.label(w));
    format!("{} {last}: {} {opened_words}, {} {settled_words}; {left}.", view.say("Đến", "By"), n(opened), n(settled))
}

/// The months with what was opened and settled until their end; none where nothing was opened.
fn summed(progress: &Progress, kind: &Kind, until: i32) -> Option<Vec<(i32, u32, u32)>> {
    let happened = |m: &&(i32, Happened)| (kind.opened)(&m.1) + (kind.settled)(&m.1) > 0;
    let all: Vec<(i32, Happened)> = progress.months.iter().map(|(at, h)| (*at, *h)).collect();
    let (first, newest) = (all.iter().find(happened)?.0, all.iter().rev().find(happened)?.0);
    let sum = |pick: fn(&Happened) -> u32| all.iter().map(|m| pick(&m.1)).sum::<u32>();
    let settled_all = sum(kind.opened) == sum(kind.settled);
    // Where nothing is left to wait for, the lines end with the last thing that happened.
    let last = if settled_all { newest } else { until.max(newest) };
    let shown = first.max(last - MONTHS + 1)..=last;
    let until_end = |at: i32, pick: fn(&Happened) -> u32| all.iter().filter(|m| m.0 <= at).map(|m| pick(&m.1)).sum();
    Some(shown.map(|at| (at, until_end(at, kind.opened), until_end(at, kind.settled))).collect())
}

/// A month as it is read: `4/2024`, `April 2024`.
fn month(view: &View<'_>, at: i32) -> String {
    let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
    match (view.lang, chrono::NaiveDate::from_ymd_opt(year, month.cast_unsigned(), 1)) {
        (LanguageTag::En, Some(day)) => day.format("%b %Y").to_string(),
        _ => format!("{month}/{year}"),
    }
}

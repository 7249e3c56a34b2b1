//! The chart of rounds: complete rounds beside each other.
//!
//! The rounds go in, their chart comes out; none where there is no round. The invariants: a change is told only between
//! rounds that follow each other and are both complete, and as a rate only where both have enough to count; a round that
//! is not complete has no bar, only the word why.

use super::{as_of, bar, part_of, table, to_scale};
use crate::page::figure::per_cent;
use crate::page::model::chart::{Bar, Chart, Table};
use crate::page::title::round_name;
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{RecordIx, RoundIx};
use crate::register::statistics::completeness::{Completeness, comparable, completeness};
use crate::register::statistics::{FigureId, Tally, Value};
use std::cmp::Ordering;

/// The rounds beside each other: what each was asked and how much of it is answered.
pub fn rounds<'a>(view: &'a View<'_>) -> Option<Chart<'a>> {
    let all: Vec<RoundIx> = view.plan.rounds.iter().rev().copied().collect();
    all.first()?;
    let pairs = comparable(view.register);
    let newest = pairs.iter().rfind(|(earlier, later)| all.contains(earlier) && all.contains(later));
    let bars = newest.map_or_else(Vec::new, |_| to_scale(all.iter().map(|ix| round_bar(view, *ix)).collect()));
    let says = newest.map_or_else(
        || {
            let no = "Chưa so sánh được các đợt với nhau: cần hai đợt liền nhau đã kết thúc và đã công bố toàn bộ.";
            let not_yet =
                "Rounds cannot be compared yet: that takes two rounds in a row that are closed and published in full.";
            view.say(no, not_yet).to_owned()
        },
        |(earlier, later)| change(view, *earlier, *later),
    );
    let key = view.say(
        "Cả thanh: ý kiến cần trả lời. Phần đậm: đã trả lời.",
        "Whole bar: questions to be answered. Dark part: answered.",
    );
    Some(Chart {
        id: "rounds".into(),
        title: view.say("Các đợt đối thoại", "Round by round").into(),
        says: says.into(),
        key: Some(key.into()).filter(|_| !bars.is_empty()),
        bars,
        source: as_of(view).into(),
        definition: Some(
            view.say(
                "Chỉ so sánh đợt đã kết thúc và tự công bố là đã có toàn bộ ở đây với đợt liền trước cũng như vậy. Không tính ý kiến đã gộp và đã rút.",
                "A round is compared only if it is closed and declares that all of it is here, and only with the round before it if that holds for it too. Without merged and withdrawn questions.",
            )
            .into(),
        ),
        table: Some(numbers(view, &all)),
        ..Chart::default()
    })
}

fn tally<'a>(view: &'a View<'_>, ix: RoundIx) -> &'a Tally {
    &view.plan.aggregates.statistics.rounds[ix.at()]
}

fn round_bar<'a>(view: &'a View<'_>, ix: RoundIx) -> Bar<'a> {
    let mut label = view.link(RecordIx::Round(ix));
    (label.title, label.lang) = (round_name(view, ix).into(), None);
    if completeness(view.register, ix) != Completeness::Complete {
        return bar(label, standing(view, ix), 0, 0);
    }
    let (part, whole) = (tally(view, ix).answered, tally(view, ix).questions_counted);
    bar(label, part_of(view, part, whole), part, whole)
}

/// Whether a round may be compared, in a word or two.
fn standing(view: &View<'_>, ix: RoundIx) -> &'static str {
    match completeness(view.register, ix) {
        Completeness::Complete => view.say("toàn bộ", "all of it"),
        Completeness::Open => view.say("đang diễn ra", "still open"),
        Completeness::Partial => view.say("một phần", "a part"),
    }
}

fn numbers(view: &View<'_>, all: &[RoundIx]) -> Table<'static> {
    let columns = [
        view.say("Đợt", "Round"),
        view.say("Ý kiến", "Questions"),
        view.say("Đã trả lời", "Answered"),
        view.say("Cam kết", "Commitments"),
        view.say("Đã kiểm chứng", "Verified"),
    ];
    let rows = all.iter().map(|ix| {
        let t = tally(view, *ix);
        (round_name(view, *ix).into(), vec![t.questions_counted, t.answered, t.commitments, t.verified])
    });
    let mut table = table(view, &columns, rows.collect());
    table.columns.push(view.say("Có ở đây", "Here is").into());
    for (row, ix) in table.rows.iter_mut().zip(all) {
        row.push(standing(view, *ix).into());
    }
    table
}

/// What changed from a complete round to the complete one after it.
fn change(view: &View<'_>, earlier: RoundIx, later: RoundIx) -> String {
    let (before, after) = (tally(view, earlier).questions_counted, tally(view, later).questions_counted);
    let (name, n) = (round_name(view, later), |n: u32| view.number(u64::from(n)));
    let counts = match (view.lang, after.cmp(&before)) {
        (LanguageTag::Vi, Ordering::Equal) => format!("{name} có {} ý kiến, bằng đợt liền trước.", n(after)),
        (LanguageTag::Vi, order) => {
            let word = if order.is_lt() { "ít hơn" } else { "nhiều hơn" };
            format!("{name} có {} ý kiến, {word} đợt liền trước {}.", n(after), n(after.abs_diff(before)))
        }
        (LanguageTag::En, Ordering::Equal) => {
            format!("{name} had {} questions, as many as the one before.", n(after))
        }
        (LanguageTag::En, order) => {
            let word = if order.is_lt() { "fewer" } else { "more" };
            format!("{name} had {} questions, {} {word} than the one before.", n(after), n(after.abs_diff(before)))
        }
    };
    // No verified rate: what an older round promised has had more time to be verified.
    let rates = [
        (FigureId::AnswerRate, ("Tỷ lệ đã trả lời", "The share answered")),
        (FigureId::OnTimeRate, ("Tỷ lệ đúng hạn", "The share on time")),
    ];
    let rates = rates.into_iter().filter_map(|(id, words)| {
        let [from, to] = [earlier, later].map(|ix| rate(view, ix, id));
        let (from, to) = (from?, to?);
        Some(match view.lang {
            LanguageTag::Vi if from == to => format!("{} vẫn là {to}%.", words.0),
            LanguageTag::Vi => format!("{} từ {from}% thành {to}%.", words.0),
            LanguageTag::En if from == to => format!("{} stayed at {to}%.", words.1),
            LanguageTag::En => format!("{} went from {from}% to {to}%.", words.1),
        })
    });
    std::iter::once(counts).chain(rates).collect::<Vec<_>>().join(" ")
}

/// A rate of a round in per cent; none under the smallest denominator.
fn rate(view: &View<'_>, ix: RoundIx, id: FigureId) -> Option<u32> {
    match tally(view, ix).value(id) {
        Value::Rate(n, of) if of >= view.register.settings.min_n.max(1) => Some(per_cent(n, of)),
        _ => None,
    }
}

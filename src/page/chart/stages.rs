//! The chart of stages: how much of what was raised is answered, how much of what was promised is verified.
//!
//! A round goes in, its chart comes out; none where nothing was raised or promised in it.

use super::{as_of, bar, plain, table, to_scale};
use crate::page::figure::share;
use crate::page::model::chart::{BarFigure, Chart};
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::RoundIx;
use crate::register::statistics::{Stage, Tally};

/// The chart of the round at `ix`; `own` says that the page is the round's, so that its bars are the page's figures.
pub fn stages<'a>(view: &'a View<'_>, ix: RoundIx, own: bool) -> Option<Chart<'a>> {
    let tally = &view.plan.aggregates.statistics.rounds[ix.at()];
    let shown: Vec<Stage> = Stage::ALL.into_iter().filter(|s| tally.stage(*s).1 > 0).collect();
    let bars = shown.iter().map(|stage| {
        let (count, of) = tally.stage(*stage);
        let number = view.number(u64::from(count));
        let share = share(view, count, of).filter(|_| count < of || !is_first(*stage));
        let value = share.map_or(number.clone(), |share| format!("{number} ({share})"));
        let figure = BarFigure { id: stage.as_str().into(), numerator: count, denominator: of };
        let mut bar = bar(plain(view.label(stage.label())), value, count, of);
        bar.figure = own.then_some(figure);
        bar
    });
    let bars = to_scale(bars.collect());
    if bars.is_empty() {
        return None;
    }
    let columns = [view.say("Bước", "Stage"), view.say("Số lượng", "Count"), view.say("Trên tổng số", "Of")];
    let rows = shown.iter().map(|stage| {
        let (count, of) = tally.stage(*stage);
        (view.label(stage.label()).into(), vec![count, of])
    });
    Some(Chart {
        id: "stages".into(),
        title: view.say("Từ tiếp nhận đến kiểm chứng", "From raised to verified").into(),
        says: says(view, tally).into(),
        key: Some(
            view.say(
                "Cả thanh: tất cả ý kiến, hoặc tất cả cam kết. Phần đậm: số đến được bước ấy.",
                "Whole bar: all questions, or all commitments. Dark part: those that reached the stage.",
            )
            .into(),
        ),
        bars,
        source: format!("{} {}", counted(view, tally), as_of(view)).into(),
        definition: Some(
            view.say(
                "Không tính ý kiến đã gộp, đã rút, cam kết không thực hiện và đã giải trình. Ý kiến không công khai nội dung vẫn được tính. Một ý kiến có thể được trả lời mà không phải chuyển cấp.",
                "Without merged and withdrawn questions and without cancelled and explained commitments. Withheld questions count. A question may be answered without having been referred.",
            )
            .into(),
        ),
        table: Some(table(view, &columns, rows.collect())),
        ..Chart::default()
    })
}

const fn is_first(stage: Stage) -> bool {
    matches!(stage, Stage::Raised | Stage::Promised)
}

fn says(view: &View<'_>, tally: &Tally) -> String {
    let ((answered, asked), (verified, promised)) = (tally.stage(Stage::Answered), tally.stage(Stage::Verified));
    let n = |n: u32| view.number(u64::from(n));
    let questions = (asked > 0).then(|| match view.lang {
        LanguageTag::Vi => format!("{} trong {} ý kiến đã được trả lời.", n(answered), n(asked)),
        LanguageTag::En => format!("Questions answered: {} of {}.", n(answered), n(asked)),
    });
    let commitments = (promised > 0).then(|| match view.lang {
        LanguageTag::Vi => {
            format!("{} trong {} cam kết đã được đơn vị khác kiểm chứng là hoàn thành.", n(verified), n(promised))
        }
        LanguageTag::En => {
            format!("Commitments verified as done by another unit: {} of {}.", n(verified), n(promised))
        }
    });
    questions.into_iter().chain(commitments).collect::<Vec<_>>().join(" ")
}

fn counted(view: &View<'_>, tally: &Tally) -> String {
    let asked = view.number(u64::from(tally.stage(Stage::Raised).0));
    let promised = view.number(u64::from(tally.stage(Stage::Promised).0));
    match view.lang {
        LanguageTag::Vi => format!("Tính trên {asked} ý kiến và {promised} cam kết của đợt."),
        LanguageTag::En => format!("Counted: {asked} questions and {promised} commitments of the round."),
    }
}

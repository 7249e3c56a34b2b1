//! The page of statistics: every figure of the whole site with its definition, and the charts.
//!
//! The plan's counts go in; the model of `statistics.html` comes out. The invariants: every figure of the specification is
//! here, with its numerator, its denominator and its definition; units are never ranked; nothing is listed that grows with
//! the number of questions.

use super::chart::{days, load, over_time, rounds, stages};
use super::figure::figure;
use super::head::head;
use super::model::chart::Chart;
use super::model::part::Figure;
use super::model::statistics::{ChartSection, FigureGroup, StatisticsPage};
use super::route::{Route, Subject};
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{RecordIx, RoundIx};
use crate::register::statistics::FigureId;

/// Figures of questions, the rates first.
const OF_QUESTIONS: [FigureId; 7] = [
    FigureId::AnswerRate,
    FigureId::OnTimeRate,
    FigureId::DaysToFirstAnswer,
    FigureId::Questions,
    FigureId::QuestionsOpen,
    FigureId::QuestionsOverdue,
    FigureId::Withheld,
];

/// Figures of commitments, the rates first.
const OF_COMMITMENTS: [FigureId; 9] = [
    FigureId::VerifiedRate,
    FigureId::DaysToVerified,
    FigureId::Commitments,
    FigureId::CommitmentsOpen,
    FigureId::CommitmentsOverdue,
    FigureId::Verified,
    FigureId::Explained,
    FigureId::Cancelled,
    FigureId::Carried,
];

/// Figures of publication.
const OF_PUBLICATION: [FigureId; 1] = [FigureId::PublicationCoverage];

/// The page of statistics.
pub fn statistics<'a>(view: &'a View<'_>, route: Route) -> StatisticsPage<'a> {
    let groups: [(_, &[FigureId]); 3] = [
        (view.say("Ý kiến", "Questions"), &OF_QUESTIONS),
        (view.say("Công khai", "Publication"), &OF_PUBLICATION),
        (view.say("Cam kết khắc phục", "Commitments"), &OF_COMMITMENTS),
    ];
    let group = |(title, ids): (&'static str, &[FigureId])| FigureGroup {
        title: title.into(),
        figures: ids.iter().map(|id| figure_or_nothing(view, *id)).collect(),
    };
    StatisticsPage {
        head: head(view, route, description(view)),
        min_n: view.register.settings.min_n,
        figures: groups.into_iter().map(group).collect(),
        sections: sections(view),
    }
}

/// A figure of the whole site; without a value where there is nothing to count.
fn figure_or_nothing(view: &View<'_>, id: FigureId) -> Figure<'static> {
    let tally = &view.plan.aggregates.statistics.site;
    let list = match id {
        FigureId::Questions | FigureId::AnswerRate => Some(view.href(Subject::Questions(1))),
        FigureId::Commitments | FigureId::VerifiedRate => Some(view.href(Subject::Commitments(1))),
        FigureId::Withheld => Some(view.href(Subject::Corrections(1))),
        FigureId::QuestionsOverdue | FigureId::CommitmentsOverdue => Some(view.href(Subject::Overdue(1))),
        FigureId::Carried => Some(view.href(Subject::Carried(1))),
        FigureId::PublicationCoverage => Some(view.href(Subject::Coverage(1))),
        _ => None,
    };
    figure(view, tally, id, list).unwrap_or_else(|| Figure {
        id: id.as_str().into(),
        label: view.label(id.label()).into(),
        value: None,
        numerator: "0".into(),
        denominator: Some(0),
        base: id.base().map(|words| view.label(words).into()),
        median: matches!(id, FigureId::DaysToFirstAnswer | FigureId::DaysToVerified),
        definition: Some(view.label(id.definition()).into()),
        href: None,
    })
}

fn sections<'a>(view: &'a View<'_>) -> Vec<ChartSection<'a>> {
    let statistics = &view.plan.aggregates.statistics;
    let newest = newest_round(view);
    let of_newest = |chart: fn(&'a View<'_>, RoundIx) -> Option<Chart<'a>>| newest.and_then(|ix| chart(view, ix));
    let section = |id: &'static str, title: &'static str, charts: Vec<Option<Chart<'a>>>| ChartSection {
        id: id.into(),
        title: title.into(),
        of: None,
        charts: charts.into_iter().flatten().collect(),
    };
    let mut all = [
        section(
            "dot-moi-nhat",
            view.say("Đợt mới nhất", "The newest round"),
            vec![
                newest.and_then(|ix| stages::stages(view, ix, false)),
                of_newest(over_time::questions),
                of_newest(over_time::commitments),
            ],
        ),
        section(
            "thoi-gian",
            view.say("Nhanh hay chậm", "How long it takes"),
            vec![days::first_answer(view, &statistics.site), days::verified(view, &statistics.site)],
        ),
        section(
            "don-vi",
            view.say("Đơn vị và lĩnh vực", "Units and topics"),
            vec![load::asked(view), load::promised(view), load::topics(view)],
        ),
        section("cac-dot", view.say("Qua các đợt", "Over the rounds"), vec![rounds::rounds(view)]),
    ];
    all[0].of = newest.map(|ix| view.link(RecordIx::Round(ix)));
    all.into_iter().filter(|s| !s.charts.is_empty()).collect()
}

/// The newest round in which something was asked or promised.
fn newest_round(view: &View<'_>) -> Option<RoundIx> {
    let rounds = &view.plan.aggregates.statistics.rounds;
    view.plan.rounds.iter().copied().find(|r| rounds[r.at()].questions + rounds[r.at()].commitments > 0)
}

fn description(view: &View<'_>) -> String {
    let site = &view.plan.aggregates.statistics.site;
    let [questions, answered, commitments, verified] =
        [site.questions, site.answered, site.commitments, site.verified].map(|n| view.number(u64::from(n)));
    match view.lang {
        LanguageTag::Vi => format!(
            "{questions} ý kiến, {answered} đã trả lời; {commitments} cam kết, {verified} đã kiểm chứng. Mỗi số liệu kèm định nghĩa, tử số và mẫu số."
        ),
        LanguageTag::En => format!(
            "{questions} questions, {answered} answered; {commitments} commitments, {verified} verified. Each figure with its definition, numerator and denominator."
        ),
    }
}

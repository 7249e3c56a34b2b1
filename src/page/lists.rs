//! The lists of rounds, of questions and of commitments.
//!
//! A page's number goes in; 50 rows of the plan's list come out, with the figures of the whole list on its first page.

use super::figure::figures;
use super::head::head;
use super::listing::listing;
use super::model::list::{CommitmentsPage, QuestionsPage, RoundsPage};
use super::model::part::Figure;
use super::model::row::{Filter, FilterOption};
use super::route::{Route, Subject};
use super::row::{self, By};
use super::view::View;
use crate::register::index::{RecordIx, RoundIx, TopicIx};
use crate::register::statistics::FigureId;

/// Page `number` of the list of rounds.
pub fn rounds<'a>(view: &'a View<'_>, number: u32, route: Route) -> RoundsPage<'a> {
    let all = &view.plan.rounds;
    let description = format!(
        "{} {}. {}",
        view.number(all.len() as u64),
        view.say("đợt đối thoại với người học", "rounds of dialogue with learners"),
        view.say(
            "Mỗi đợt: kế hoạch, tiến độ, các buổi đối thoại, ý kiến và cam kết.",
            "Each with its plan, progress, dialogues, questions and commitments."
        ),
    );
    RoundsPage {
        head: head(view, route, description),
        rounds: listing(view, all, number, Subject::Rounds, |ix| row::round(view, ix)),
    }
}

/// Page `number` of the list of questions.
pub fn questions<'a>(view: &'a View<'_>, number: u32, route: Route) -> QuestionsPage<'a> {
    let all = &view.plan.questions;
    let description = format!(
        "{} {}",
        view.number(all.len() as u64),
        view.say(
            "ý kiến của người học đã tiếp nhận, mới nhất trước: đơn vị trả lời, trạng thái và thời hạn.",
            "questions received from learners, newest first: who answers, state and deadline."
        ),
    );
    let ids = [FigureId::Questions, FigureId::AnswerRate, FigureId::OnTimeRate, FigureId::QuestionsOverdue];
    QuestionsPage {
        head: head(view, route, description),
        lead: None,
        figures: site_figures(view, number, &ids),
        filters: if number == 1 { question_filters(view) } else { Vec::new() },
        questions: listing(view, all, number, Subject::Questions, |ix| row::question(view, ix, By::Received, true)),
    }
}

/// Page `number` of the list of commitments.
pub fn commitments<'a>(view: &'a View<'_>, number: u32, route: Route) -> CommitmentsPage<'a> {
    let all = &view.plan.commitments;
    let description = format!(
        "{} {}",
        view.number(all.len() as u64),
        view.say(
            "cam kết khắc phục với người học: đơn vị chịu trách nhiệm, thời hạn, tiến độ và kết quả kiểm chứng.",
            "commitments to learners: unit in charge, deadline, progress and verification."
        ),
    );
    let ids = [FigureId::Commitments, FigureId::VerifiedRate, FigureId::CommitmentsOpen, FigureId::CommitmentsOverdue];
    CommitmentsPage {
        head: head(view, route, description),
        lead: None,
        figures: site_figures(view, number, &ids),
        filters: Vec::new(),
        commitments: listing(view, all, number, Subject::Commitments, |ix| row::commitment(view, ix, true)),
    }
}

fn site_figures(view: &View<'_>, number: u32, ids: &[FigureId]) -> Vec<Figure<'static>> {
    let list = |id: FigureId| {
        let overdue = matches!(id, FigureId::QuestionsOverdue | FigureId::CommitmentsOverdue);
        overdue.then(|| view.href(Subject::Overdue(1)))
    };
    if number > 1 { Vec::new() } else { figures(view, &view.plan.aggregates.statistics.site, ids, list) }
}

/// Where else questions are listed: by round and by topic of the first level.
fn question_filters<'a>(view: &'a View<'_>) -> Vec<Filter<'a>> {
    let statistics = &view.plan.aggregates.statistics;
    let option = |record: RecordIx, count: u32| FilterOption { link: view.link(record), count, current: false };
    let rounds = view.plan.rounds.iter().take(FILTERS);
    let rounds = rounds.map(|ix: &RoundIx| option(RecordIx::Round(*ix), statistics.rounds[ix.at()].questions));
    let topics = (0..view.register.topics.len() as u32).map(TopicIx);
    let topics = topics.filter(|t| {
        let topic = &view.register.topics[t.at()];
        !topic.draft && topic.facts.parent.is_none() && statistics.topics[t.at()].questions > 0
    });
    let topics = topics.map(|t| option(RecordIx::Topic(t), statistics.topics[t.at()].questions));
    let rounds = Filter { label: view.say("Theo đợt", "By round").into(), options: rounds.collect() };
    let topics = Filter { label: view.say("Theo lĩnh vực", "By topic").into(), options: topics.collect() };
    [rounds, topics].into_iter().filter(|f| !f.options.is_empty()).collect()
}

/// How many rounds are offered as filters.
const FILTERS: usize = 12;

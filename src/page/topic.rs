//! The list of topics, and a topic's page: who answers for it, and all that was asked about it.

use super::chart;
use super::figure::figures;
use super::head::head;
use super::listing::{listing, paging, short};
use super::model::part::Link;
use super::model::row::ShortList;
use super::model::topic::{TopicEntry, TopicPage, TopicsPage};
use super::plan::page_of;
use super::route::{Route, Subject};
use super::row::{self, By};
use super::view::View;
use crate::record::value::{LanguageTag, UnitRef};
use crate::register::Register;
use crate::register::index::{RecordIx, TopicIx};
use crate::register::statistics::FigureId;
use crate::text::span::At;

/// The figures of a topic.
const FIGURES: [FigureId; 15] = [
    FigureId::AnswerRate,
    FigureId::OnTimeRate,
    FigureId::VerifiedRate,
    FigureId::Questions,
    FigureId::QuestionsOpen,
    FigureId::QuestionsOverdue,
    FigureId::Commitments,
    FigureId::CommitmentsOpen,
    FigureId::CommitmentsOverdue,
    FigureId::Verified,
    FigureId::Explained,
    FigureId::Cancelled,
    FigureId::Withheld,
    FigureId::DaysToFirstAnswer,
    FigureId::DaysToVerified,
];

/// How many commitments a topic's page shows.
const COMMITMENTS: usize = 10;

/// The deepest level of topics that the list shows; deeper ones are an error (S16) or have pages of their own.
const DEPTH: u8 = 4;

/// Page `number` of the list of topics.
pub fn topics<'a>(view: &'a View<'_>, number: u32, route: Route) -> TopicsPage<'a> {
    let all: Vec<_> = listed(view.register).collect();
    let topics: Vec<_> = page_of(&all, number).iter().map(|t| entry(view, *t, 1)).collect();
    let paging = paging(view, all.len(), number, Subject::Topics);
    let description = view.say(
        "Các lĩnh vực mà người học hỏi và kiến nghị: đơn vị phụ trách, số ý kiến và số đã trả lời.",
        "What learners ask about: the units in charge, how many questions there are and how many are answered.",
    );
    TopicsPage { head: head(view, route, description), topics, paging }
}

/// The topics that are listed on their own, not below another.
pub fn listed(register: &Register<'_>) -> impl Iterator<Item = TopicIx> {
    let all = (0..register.topics.len() as u32).map(TopicIx);
    all.filter(|t| {
        let topic = &register.topics[t.at()];
        let parent = topic.facts.parent.as_ref().and_then(|p| register.topic(p.as_str()));
        !topic.draft && parent.is_none_or(|p| register.topics[p.at()].draft)
    })
}

fn entry<'a>(view: &'a View<'_>, ix: TopicIx, depth: u8) -> TopicEntry<'a> {
    let topic = &view.register.topics[ix.at()];
    let tally = &view.plan.aggregates.statistics.topics[ix.at()];
    let children = topic.links.children.iter().filter(|c| depth < DEPTH && !view.register.topics[c.at()].draft);
    TopicEntry {
        link: view.link(RecordIx::Topic(ix)),
        units: topic.facts.lead.0.iter().map(|u| view.unit(u.as_str())).collect(),
        questions: tally.questions_counted,
        answered: tally.answered,
        children: children.map(|c| entry(view, *c, depth + 1)).collect(),
    }
}

/// Page `number` of a topic.
pub fn topic<'a>(view: &'a View<'_>, ix: TopicIx, number: u32, route: Route) -> TopicPage<'a> {
    let topic = &view.register.topics[ix.at()];
    let tally = &view.plan.aggregates.statistics.topics[ix.at()];
    let first = number == 1;
    let units = |list: &'a [At<UnitRef>]| -> Vec<Link<'a>> { list.iter().map(|u| view.unit(u.as_str())).collect() };
    let parent = topic.facts.parent.as_ref().and_then(|p| view.register.topic(p.as_str()));
    let children = topic.links.children.iter().filter(|c| !view.register.topics[c.at()].draft);
    let promised = &view.plan.aggregates.promised_on[ix.at()];
    let nothing = ShortList { rows: Vec::new(), total: 0, href: None };
    TopicPage {
        head: head(view, route, description(view, ix)),
        parent: parent.map(|p| view.link(RecordIx::Topic(p))),
        children: children.map(|c| view.link(RecordIx::Topic(*c))).collect(),
        lead: units(&topic.facts.lead.0),
        co: units(&topic.facts.co),
        figures: if first { figures(view, tally, &FIGURES, |_| None) } else { Vec::new() },
        days: chart::days::first_answer_of(view, tally, "").filter(|_| first),
        commitments: if first {
            short(promised, COMMITMENTS, None, |c| row::commitment(view, c, true))
        } else {
            nothing
        },
        filters: Vec::new(),
        questions: listing(
            view,
            &view.plan.of_topic[ix.at()],
            number,
            |n| Subject::Topic(ix, n),
            |q| row::question(view, q, By::Received, false),
        ),
    }
}

fn description(view: &View<'_>, ix: TopicIx) -> String {
    let tally = &view.plan.aggregates.statistics.topics[ix.at()];
    let (title, _) = view.title(RecordIx::Topic(ix));
    let (n, answered) = (view.number(u64::from(tally.questions)), view.number(u64::from(tally.answered)));
    let promised = view.number(u64::from(tally.commitments));
    match view.lang {
        LanguageTag::Vi => {
            format!("{title}: {n} ý kiến của người học, {answered} đã trả lời; {promised} cam kết khắc phục.")
        }
        LanguageTag::En => {
            format!("{title}: {n} questions from learners, {answered} answered; {promised} commitments.")
        }
    }
}

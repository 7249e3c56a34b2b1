//! A dialogue's page: when and where, what was asked by topic, what was concluded.
//!
//! A public dialogue goes in; its page comes out: its account on the first page, its questions by 50. The account is made
//! in `account`.

use super::account::account;
use super::head::head;
use super::listing::paging;
use super::model::dialogue::{DialoguePage, TopicGroup};
use super::model::part::Link;
use super::plan::page_of;
use super::route::{Route, Subject};
use super::row::{self, By};
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{DialogueIx, QuestionIx, RecordIx, TopicIx};

/// Page `number` of a dialogue.
pub fn dialogue<'a>(view: &'a View<'_>, ix: DialogueIx, number: u32, route: Route) -> DialoguePage<'a> {
    let dialogue = &view.register.dialogues[ix.at()];
    let questions = &view.plan.of_dialogue[ix.at()];
    let state = dialogue.links.state;
    DialoguePage {
        head: head(view, route, description(view, ix)),
        state: view.state(state.as_str(), state.label()),
        unit: view.unit(dialogue.facts.unit.get().map_or("", |u| u.as_str())),
        round: view.link(RecordIx::Round(dialogue.links.round)),
        account: (number == 1).then(|| Box::new(account(view, ix, route))),
        topics: topics(view, page_of(questions, number)),
        questions_total: questions.len() as u32,
        questions_counted: view.plan.aggregates.statistics.dialogues[ix.at()].questions_counted,
        questions_answered: view.plan.aggregates.statistics.dialogues[ix.at()].answered,
        paging: paging(view, questions.len(), number, |n| Subject::Dialogue(ix, n)),
    }
}

/// Questions, which come by leading topic, in groups of one topic.
fn topics<'a>(view: &'a View<'_>, questions: &[QuestionIx]) -> Vec<TopicGroup<'a>> {
    let topic = |q: &QuestionIx| view.register.questions[q.at()].links.topic;
    let groups = questions.chunk_by(|a, b| topic(a) == topic(b));
    groups
        .map(|group| TopicGroup {
            topic: group
                .first()
                .and_then(topic)
                .map_or_else(|| no_topic(view), |t: TopicIx| view.link(RecordIx::Topic(t))),
            questions: group.iter().map(|q| row::question(view, *q, By::Received, false)).collect(),
        })
        .collect()
}

fn no_topic(view: &View<'_>) -> Link<'static> {
    Link { title: view.say("Nội dung khác", "Other matters").into(), href: None, lang: None }
}

fn description(view: &View<'_>, ix: DialogueIx) -> String {
    let dialogue = &view.register.dialogues[ix.at()];
    let tally = &view.plan.aggregates.statistics.dialogues[ix.at()];
    let unit = view.unit(dialogue.facts.unit.get().map_or("", |u| u.as_str())).title;
    let day = dialogue.links.held.map(|h| format!(", {}", view.date(h.0).text)).unwrap_or_default();
    if tally.questions == 0 {
        let state = view.label(dialogue.links.state.label());
        return format!("{}. {unit}{day}: {state}.", view.title(RecordIx::Dialogue(ix)).0);
    }
    let (questions, answered) = (tally.questions, tally.answered);
    match view.lang {
        LanguageTag::Vi => format!("{unit}{day}: {questions} ý kiến của người học, {answered} đã trả lời."),
        LanguageTag::En => format!("{unit}{day}: {questions} questions from learners, {answered} answered."),
    }
}

//! Tables of the topics of questions, and of answers.
//!
//! The invariant: a withheld question has topics here, and no answer.

use super::question::QUESTIONS;
use super::source::Source;
use super::table::{About, Column, Kind, Table, Value, choices};
use crate::record::field::RefKind;
use crate::record::question::{Answer, AnswerMode, AnswerOutcome};
use crate::register::index::{QuestionIx, RecordIx, TopicIx};
use crate::register::timeline::QuestionFact;
use std::borrow::Cow;

/// A question, one of its topics, and that topic's place.
pub(super) type TopicOf = (QuestionIx, TopicIx, u32);

/// A question and the position of one of its answers.
pub(super) type AnswerOf = (QuestionIx, usize);

/// Questions with their topics, by question, in the order of the record.
pub(super) const QUESTION_TOPICS: Table<TopicOf> = Table {
    about: About {
        name: "question_topics",
        title: ("Lĩnh vực của ý kiến", "Topics of questions"),
        meaning: (
            "Mỗi dòng là một ý kiến thuộc một lĩnh vực. Một lĩnh vực tính cả ý kiến của các lĩnh vực \
con (cột parent của topics).",
            "A row is a question on a topic. A topic counts the questions of the topics below it too \
(column parent of topics).",
        ),
        key: &["question", "topic"],
        lines: false,
    },
    rows: |s| {
        let mut rows = Vec::new();
        for q in (QUESTIONS.rows)(s) {
            let first = rows.len();
            for topic in s.question(q).facts.topics.0.iter().filter_map(|t| s.register.topic(t.as_str())) {
                let known = rows[first..].iter().any(|r: &TopicOf| r.1 == topic);
                if !known && s.known(RecordIx::Topic(topic)).is_some() {
                    rows.push((q, topic, (rows.len() - first) as u32 + 1));
                }
            }
        }
        rows
    },
    columns: &[
        Column::new(
            "question",
            Kind::Id,
            ("Ý kiến", "Question"),
            ("Mã ý kiến.", "The question."),
            |s, r: &TopicOf| Value::Word(Cow::Borrowed(&s.question(r.0).id)),
        )
        .required()
        .to("questions"),
        Column::new(
            "topic",
            Kind::Id,
            ("Lĩnh vực", "Topic"),
            ("Mã lĩnh vực.", "The topic."),
            |s, r: &TopicOf| Value::Word(Cow::Borrowed(&s.register.topics[r.1.at()].id)),
        )
        .required()
        .to("topics"),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Order"),
            ("1 là lĩnh vực chính.", "1 is the leading topic."),
            |_, r: &TopicOf| Value::Whole(u64::from(r.2)),
        )
        .required(),
    ],
};

/// Answers, by question, in the order of their days.
pub(super) const ANSWERS: Table<AnswerOf> = Table {
    about: About {
        name: "answers",
        title: ("Trả lời", "Answers"),
        meaning: (
            "Trả lời cho các ý kiến được công khai, đến ngày tính số liệu.",
            "Answers to questions that are shown, up to the as-of date.",
        ),
        key: &["id"],
        lines: true,
    },
    rows: |s| {
        let mut rows = Vec::new();
        for q in (QUESTIONS.rows)(s).into_iter().filter(|q| s.told(*q).is_some()) {
            rows.extend(s.question(q).links.course.events.iter().filter_map(|e| match e.1 {
                QuestionFact::Answer(i) => Some((q, i)),
                _ => None,
            }));
        }
        rows
    },
    columns: &[
        Column::new(
            "id",
            Kind::Id,
            ("Mã", "Id"),
            ("Mã ý kiến và số thứ tự của trả lời.", "The question's id and the answer's number."),
            |s, r: &AnswerOf| Value::Word(format!("{}/answers/{}", s.question(r.0).id, r.1 + 1).into()),
        )
        .required(),
        Column::new(
            "question",
            Kind::Id,
            ("Ý kiến", "Question"),
            ("Ý kiến được trả lời.", "The question answered."),
            |s, r: &AnswerOf| Value::Word(Cow::Borrowed(&s.question(r.0).id)),
        )
        .required()
        .to("questions"),
        Column::new(
            "unit",
            Kind::Id,
            ("Đơn vị", "Unit"),
            ("Đơn vị trả lời.", "The unit that answered."),
            |s, r| Value::word(answer(s, r).unit.get().and_then(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new("on", Kind::Day, ("Ngày", "Day"), ("Ngày trả lời.", "The day of the answer."), |s, r| {
            Value::day(answer(s, r).on.get().map(|d| d.0))
        })
        .required(),
        Column::new(
            "mode",
            choices!(AnswerMode),
            ("Hình thức", "Mode"),
            ("Trả lời bằng cách nào.", "How it was given."),
            |s, r| Value::word(answer(s, r).mode.copied().map(AnswerMode::as_str)),
        )
        .required(),
        Column::new(
            "outcome",
            choices!(AnswerOutcome),
            ("Kết quả", "Outcome"),
            ("Trả lời thế nào.", "What it says."),
            |s, r| Value::word(answer(s, r).outcome.copied().map(AnswerOutcome::as_str)),
        )
        .required(),
        Column::new(
            "document",
            Kind::Id,
            ("Văn bản", "Document"),
            ("Văn bản trả lời, nếu công khai.", "The document that holds it, if it is public."),
            |s, r: &AnswerOf| {
                let question = s.question(r.0);
                let document = answer(s, r).document.as_ref();
                document.map_or(Value::None, |d| s.named(RefKind::Document, d.as_str(), &question.id))
            },
        )
        .to("documents"),
        Column::new(
            "text",
            Kind::Text,
            ("Nội dung", "Text"),
            ("Nội dung trả lời, chữ thường, một dòng.", "The answer as plain text in one line."),
            |s, r| Value::Text(s.view.answer_prose(r.0, r.1)),
        ),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Number"),
            ("Số thứ tự trong hồ sơ, từ 1.", "Its number in the record, from 1."),
            |_, r: &AnswerOf| Value::Whole(r.1 as u64 + 1),
        )
        .required(),
        Column::new(
            "reason",
            Kind::Text,
            ("Lý do", "Reason"),
            ("Lý do, khi không tiếp thu hoặc không thuộc thẩm quyền.", "Why, when declined or out of competence."),
            |s, r| Value::text(answer(s, r).reason.as_ref().map(|t| t.as_str())),
        ),
        Column::new(
            "body",
            Kind::Text,
            ("Nơi có thẩm quyền", "Competent body"),
            ("Khi không thuộc thẩm quyền.", "When out of competence."),
            |s, r| Value::text(answer(s, r).body.as_ref().map(|t| t.as_str())),
        ),
        Column::new(
            "co",
            Kind::Ids,
            ("Đơn vị phối hợp", "Supporting units"),
            ("Các đơn vị cùng trả lời.", "Units that took part."),
            |s, r| Value::list(answer(s, r).co.iter().filter_map(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "supersedes",
            Kind::Whole,
            ("Thay cho", "Supersedes"),
            ("Số thứ tự của trả lời được thay.", "The number of the answer it replaces."),
            |s, r| Value::whole(answer(s, r).supersedes.as_ref().map(|n| n.0)),
        ),
    ],
};

fn answer<'a>(source: &'a Source<'_>, row: &AnswerOf) -> &'a Answer {
    &source.question(row.0).facts.answers[row.1]
}

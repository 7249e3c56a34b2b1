//! The table of questions.
//!
//! The invariant: of a withheld question there is id, place, kind, topics, days, units, state and reason.

use super::source::{Source, number, qualifier};
use super::table::{About, Choice, Column, Kind, Table, Value, choices};
use crate::page::plan::has_page;
use crate::page::question::competence;
use crate::page::route::Subject;
use crate::record::question::{Competence, QuestionKind, Visibility};
use crate::record::value::{Channel, LanguageTag};
use crate::register::deadline::DeadlineState;
use crate::register::index::{QuestionIx, RecordIx};
use crate::register::statistics::{first_answer, owes};
use crate::register::timeline::{QuestionFact, QuestionState};
use std::borrow::Cow;

/// Questions, by id.
pub(super) const QUESTIONS: Table<QuestionIx> = Table {
    about: About {
        name: "questions",
        title: ("Ý kiến", "Questions"),
        meaning: (
            "Ý kiến, câu hỏi, kiến nghị của người học. Ý kiến không công khai nội dung vẫn có một \
dòng, nhưng không có tên, nội dung, người hỏi và trả lời.",
            "What learners asked and asked for. A withheld question has a row too, without title, \
text, asker and answers.",
        ),
        key: &["id"],
        lines: true,
    },
    rows: |s| {
        let all = (0..s.register.questions.len() as u32).map(QuestionIx);
        all.filter(|q| has_page(s.register, *q)).collect()
    },
    columns: &[
        Column::new(
            "id",
            Kind::Id,
            ("Mã", "Id"),
            ("Mã của ý kiến trong sổ.", "The question's id on the register."),
            |s, q| Value::Word(Cow::Borrowed(&s.question(*q).id)),
        )
        .required(),
        Column::new(
            "dialogue",
            Kind::Id,
            ("Buổi đối thoại", "Dialogue"),
            ("Buổi đối thoại nêu ý kiến.", "The dialogue it was raised in."),
            |s, q| Value::word(s.known(RecordIx::Dialogue(s.question(*q).links.dialogue))),
        )
        .required()
        .to("dialogues"),
        Column::new("round", Kind::Id, ("Đợt", "Round"), ("Đợt đối thoại.", "Its round."), |s, q| {
            Value::word(s.known(RecordIx::Round(s.question(*q).links.round)))
        })
        .required()
        .to("rounds"),
        Column::new(
            "unit",
            Kind::Id,
            ("Đơn vị", "Unit"),
            (
                "Đơn vị đang giữ ý kiến: đơn vị trả lời, được giao hoặc được chuyển đến sau cùng; nếu \
chưa có thì đơn vị tổ chức buổi đối thoại.",
                "The unit that has it: the last that answered it, was given it or was referred it; else \
that of the dialogue.",
            ),
            |s, q| Value::word(s.question(*q).links.answerer.and_then(|u| s.unit_id(u))),
        )
        .to("units"),
        Column::new(
            "topic",
            Kind::Id,
            ("Lĩnh vực chính", "Leading topic"),
            ("Lĩnh vực đứng đầu.", "The first of its topics."),
            |s, q| Value::word(s.question(*q).links.topic.and_then(|t| s.known(RecordIx::Topic(t)))),
        )
        .to("topics"),
        Column::new(
            "kind",
            choices!(QuestionKind),
            ("Loại", "Kind"),
            ("Loại ý kiến.", "What kind of question."),
            |s, q| Value::word(s.question(*q).facts.kind.copied().map(QuestionKind::as_str)),
        )
        .required(),
        Column::new(
            "state",
            choices!(QuestionState),
            ("Trạng thái", "State"),
            ("Trạng thái vào ngày tính số liệu.", "How it stood on the as-of date."),
            |s, q| Value::Word(s.question(*q).links.course.state.as_str().into()),
        )
        .required(),
        Column::new(
            "visibility",
            Kind::Choice(|| {
                let shown = Visibility::ALL.iter().filter(|v| **v != Visibility::Internal);
                shown.map(|v| Choice { word: v.as_str(), label: v.label() }).collect()
            }),
            ("Mức công khai", "Visibility"),
            ("Nội dung được công khai đến đâu.", "How much of it is shown."),
            |s, q| Value::Word(s.question(*q).links.visibility.as_str().into()),
        )
        .required(),
        Column::new(
            "received",
            Kind::Day,
            ("Ngày tiếp nhận", "Received"),
            ("Ngày tiếp nhận ý kiến.", "The day it was received."),
            |s, q| Value::day(s.question(*q).links.received),
        ),
        Column::new(
            "due",
            Kind::Day,
            ("Hạn trả lời", "Due"),
            ("Hạn ghi trong văn bản, kể cả khi đã được lùi.", "The written limit for the answer, extensions included."),
            |s, q| Source::due(&s.question(*q).links.deadline),
        ),
        Column::new(
            "answered",
            Kind::Day,
            ("Ngày trả lời đầu tiên", "First answered"),
            ("Ngày có trả lời đầu tiên.", "The day of the first answer."),
            |s, q| Value::day(first_answer(s.register, *q)),
        ),
        Column::new(
            "deadline",
            choices!(DeadlineState),
            ("Tình trạng hạn", "Deadline state"),
            ("So với hạn trả lời.", "How it stands to its limit."),
            |s, q| Value::Word(s.question(*q).links.deadline.state.as_str().into()),
        )
        .required(),
        Column::new(
            "workdays",
            Kind::Whole,
            ("Số ngày quá hạn", "Working days over"),
            (
                "Số ngày làm việc sau hạn, đến ngày trả lời hoặc ngày tính số liệu; chỉ có khi muộn hoặc \
quá hạn.",
                "Working days after the limit, up to the answer or the as-of date; only when late or overdue.",
            ),
            |s, q| Value::whole(s.question(*q).links.deadline.workdays),
        ),
        Column::new(
            "channel",
            choices!(Channel),
            ("Kênh", "Channel"),
            ("Kênh gửi ý kiến.", "How it came in."),
            |s, q| Value::word(s.told(*q).and_then(|q| q.facts.channel.as_ref()).map(|c| c.as_str())),
        ),
        Column::new(
            "competence",
            choices!(Competence),
            ("Thẩm quyền", "Competence"),
            ("Cấp có thẩm quyền.", "Who is competent to answer."),
            |s, q| Value::word(s.told(*q).and_then(|q| competence(&s.view, q)).map(Competence::as_str)),
        ),
        Column::new(
            "similar",
            Kind::Whole,
            ("Số người hỏi tương tự", "Similar"),
            (
                "Bao nhiêu người hỏi tương tự; không cộng vào số ý kiến.",
                "How many asked the same; not added to the number of questions.",
            ),
            |s, q| number(s.told(*q).and_then(|q| q.facts.similar.as_ref()).map(|q| &q.value)),
        ),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của ý kiến.", "The question's page."),
            |s, q| s.url(Subject::Question(*q)),
        )
        .required(),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên ý kiến.", "Its title."), |s, q| {
            match s.told(*q) {
                Some(_) => s.title(RecordIx::Question(*q)),
                None => Value::None,
            }
        }),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, q| {
                let question = s.told(*q);
                question.map_or(Value::None, |q| s.english(&q.id, "title", q.facts.title.get()))
            },
        ),
        Column::new(
            "text",
            Kind::Text,
            ("Nội dung", "Text"),
            (
                "Nội dung ý kiến, chữ thường, một dòng; […] là chỗ đã lược bỏ.",
                "What was asked, as plain text in one line; […] marks what was removed.",
            ),
            |s, q| Value::text(s.told(*q).map(|_| s.view.question_prose(*q))),
        ),
        Column::new(
            "asked_by",
            Kind::Text,
            ("Người hỏi", "Asked by"),
            ("Nhóm người học; không bao giờ là một người.", "The group that asked; never a person."),
            |s, q| Value::text(s.told(*q).and_then(|q| q.facts.from.as_ref()).map(|f| f.as_str())),
        ),
        Column::new(
            "similar_qualifier",
            Kind::Choice(qualifiers),
            ("Mức chính xác của số người hỏi tương tự", "Precision of `similar`"),
            ("Trống khi là số chính xác.", "Empty when the number is exact."),
            |s, q| qualifier(s.told(*q).and_then(|q| q.facts.similar.as_ref()).map(|q| &q.value)),
        ),
        Column::new(
            "reason",
            Kind::Text,
            ("Lý do", "Reason"),
            ("Vì sao không công khai hoặc lược bỏ.", "Why it is withheld or redacted."),
            |s, q| {
                let question = s.question(*q);
                let hidden = matches!(question.links.visibility, Visibility::Withheld | Visibility::Redacted);
                Value::text(question.facts.reason.as_ref().filter(|_| hidden).map(|r| r.as_str()))
            },
        ),
        Column::new(
            "asked_of",
            Kind::Ids,
            ("Các đơn vị được hỏi", "Asked of"),
            (
                "Các đơn vị được giao chủ trì, được chuyển đến hoặc đã trả lời.",
                "Units that lead the answer, were referred it or answered it.",
            ),
            |s, q| Value::list(s.asked_of(*q).into_iter().filter_map(|u| s.unit_id(u))),
        )
        .to("units"),
        Column::new(
            "owed_by",
            Kind::Id,
            ("Đơn vị phải trả lời", "Owed by"),
            (
                "Đơn vị chủ trì được giao sau cùng; ý kiến quá hạn được tính cho đơn vị này.",
                "The lead unit given it last; an overdue question counts for this one.",
            ),
            |s, q| Value::word(owes(s.register, *q).and_then(|u| s.unit_id(u))),
        )
        .to("units"),
        Column::new(
            "days_to_answer",
            Kind::Whole,
            ("Số ngày đến trả lời", "Days to answer"),
            (
                "Số ngày làm việc từ khi tiếp nhận đến trả lời đầu tiên.",
                "Working days from receipt to the first answer.",
            ),
            |s, q| {
                let days = s.question(*q).links.received.zip(first_answer(s.register, *q));
                Value::whole(days.map(|(from, to)| s.register.calendars.school().working_days_between(from, to)))
            },
        ),
        Column::new(
            "referred",
            Kind::Day,
            ("Ngày chuyển cấp", "Referred"),
            ("Ngày chuyển đi lần đầu.", "The day it was first referred."),
            |s, q| {
                let events = s.question(*q).links.course.events.iter();
                Value::day(events.filter(|e| matches!(e.1, QuestionFact::Referral(_))).map(|e| e.0).min())
            },
        ),
        Column::new(
            "merged_into",
            Kind::Id,
            ("Gộp vào", "Merged into"),
            ("Ý kiến mà nó được gộp vào, nếu được công khai.", "The question it was merged into, if that is shown."),
            |s, q| {
                let question = s.told(*q);
                Value::word(question.and_then(|q| s.reference(RecordIx::Question(q.links.merged_into?))))
            },
        )
        .to("questions"),
        Column::new(
            "due_holds",
            Kind::Day,
            ("Tính trễ sau ngày", "Late after"),
            (
                "Ngày cuối chưa tính là trễ: hạn rơi vào ngày nghỉ được giữ đến ngày làm việc tiếp theo.",
                "The last day in time: a limit on a day off holds until the next working day.",
            ),
            |s, q| Value::day(s.question(*q).links.deadline.due()),
        ),
        Column::new(
            "due_wording",
            Kind::Text,
            ("Hạn theo văn bản", "Limit as written"),
            ("Hạn bằng lời văn gốc.", "The limit in its own words."),
            |s, q| Value::text(s.told(*q).and_then(|q| q.links.deadline.wording.as_deref())),
        ),
        Column::new(
            "due_derivation",
            Kind::Text,
            ("Cách xác định hạn", "How the limit was found"),
            ("Các bước tính hạn, tiếng Việt.", "How the limit was computed, in Vietnamese."),
            |s, q| {
                let question = s.told(*q);
                question.map_or(Value::None, |q| s.derivation(&q.links.deadline, q.links.round, LanguageTag::Vi))
            },
        ),
    ],
};

/// How exact a number is.
pub(super) fn qualifiers() -> Vec<Choice> {
    use crate::calendar::Qualifier::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};
    let words = [
        (About, ("khoảng", "about")),
        (MoreThan, ("hơn", "more than")),
        (Nearly, ("gần", "nearly")),
        (AtLeast, ("ít nhất", "at least")),
        (AtMost, ("không quá", "at most")),
        (LessThan, ("dưới", "fewer than")),
    ];
    words.into_iter().map(|(q, label)| Choice { word: q.name(), label }).collect()
}

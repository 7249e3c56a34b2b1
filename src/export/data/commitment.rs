//! Tables of commitments, of the reports on them and of the checks by other units.
//!
//! The invariant: a row is of a public commitment; what it answers to is named only where that may be shown.

use super::source::Source;
use super::table::{About, Choice, Column, Kind, Table, Value, choices};
use crate::page::route::Subject;
use crate::page::row::percent;
use crate::record::value::LanguageTag;
use crate::register::deadline::DeadlineState;
use crate::register::index::{CommitmentIx, RecordIx};
use crate::register::statistics::{topics_of, verified_on};
use crate::register::timeline::CommitmentState;
use crate::register::{Commitment, Promise};
use std::borrow::Cow;

pub(super) fn of<'a>(source: &'a Source<'_>, ix: CommitmentIx) -> &'a Commitment {
    &source.register.commitments[ix.at()]
}

/// Commitments, by id.
pub(super) const COMMITMENTS: Table<CommitmentIx> = Table {
    about: About {
        name: "commitments",
        title: ("Cam kết khắc phục", "Commitments"),
        meaning: (
            "Những gì đơn vị hứa sẽ khắc phục: ai làm, hạn nào, đến đâu, đã kiểm chứng chưa.",
            "What units promised to put right: who, by when, how far, and whether it was verified.",
        ),
        key: &["id"],
        lines: true,
    },
    rows: |s| {
        let all = (0..s.register.commitments.len() as u32).map(CommitmentIx);
        all.filter(|c| s.register.commitments[c.at()].links.public).collect()
    },
    columns: &[
        Column::new(
            "id",
            Kind::Id,
            ("Mã", "Id"),
            ("Mã của cam kết trong sổ.", "The commitment's id on the register."),
            |s, c| Value::Word(Cow::Borrowed(&of(s, *c).id)),
        )
        .required(),
        Column::new(
            "dialogue",
            Kind::Id,
            ("Buổi đối thoại", "Dialogue"),
            (
                "Buổi đối thoại nơi cam kết; trống khi là cam kết của cả đợt.",
                "The dialogue it was made in; empty when it is of the round as a whole.",
            ),
            |s, c| Value::word(of(s, *c).links.dialogue.and_then(|d| s.known(RecordIx::Dialogue(d)))),
        )
        .to("dialogues"),
        Column::new(
            "round",
            Kind::Id,
            ("Đợt", "Round"),
            ("Đợt đối thoại nơi cam kết.", "The round it was made in."),
            |s, c| Value::word(s.known(RecordIx::Round(of(s, *c).links.round))),
        )
        .required()
        .to("rounds"),
        Column::new(
            "lead",
            Kind::Id,
            ("Đơn vị chịu trách nhiệm", "Lead"),
            ("Đơn vị phải thực hiện.", "The unit that must do it."),
            |s, c| Value::word(of(s, *c).links.lead.and_then(|u| s.unit_id(u))),
        )
        .to("units"),
        Column::new(
            "state",
            choices!(CommitmentState),
            ("Trạng thái", "State"),
            ("Trạng thái vào ngày tính số liệu.", "How it stood on the as-of date."),
            |s, c| Value::Word(of(s, *c).links.course.state.as_str().into()),
        )
        .required(),
        Column::new(
            "due",
            Kind::Day,
            ("Hạn", "Due"),
            (
                "Ngày cuối của hạn đang áp dụng, kể cả lùi hạn.",
                "The last day of the written limit, extensions included.",
            ),
            |s, c| Source::due(&of(s, *c).links.deadline),
        ),
        Column::new(
            "due_precision",
            Kind::Choice(precisions),
            ("Độ chính xác của hạn", "Precision of the limit"),
            (
                "Hạn được ghi đến ngày, tháng, quý, học kỳ hay năm.",
                "Whether the limit is a day, a month, a quarter, a semester or a year.",
            ),
            |s, c| Source::precision(&of(s, *c).links.deadline),
        ),
        Column::new(
            "deadline",
            choices!(DeadlineState),
            ("Tình trạng hạn", "Deadline state"),
            ("So với hạn.", "How it stands to its limit."),
            |s, c| Value::Word(of(s, *c).links.deadline.state.as_str().into()),
        )
        .required(),
        Column::new(
            "workdays",
            Kind::Whole,
            ("Số ngày quá hạn", "Working days over"),
            (
                "Số ngày làm việc sau hạn; chỉ có khi muộn hoặc quá hạn.",
                "Working days after the limit; only when late or overdue.",
            ),
            |s, c| Value::whole(of(s, *c).links.deadline.workdays),
        ),
        Column::new(
            "percent",
            Kind::Whole,
            ("Tiến độ (%)", "Per cent"),
            ("Phần trăm đơn vị báo cáo gần nhất.", "How far it is by the latest report that says so."),
            |s, c| Value::whole(percent(s.register, *c)),
        ),
        Column::new(
            "verified",
            Kind::Day,
            ("Ngày kiểm chứng", "Verified"),
            (
                "Ngày đơn vị khác xác nhận hoàn thành, khi xác nhận đó còn hiệu lực.",
                "The day another unit confirmed it as done, while that stands.",
            ),
            |s, c| Value::day(verified_on(s.register, *c)),
        ),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của cam kết.", "The commitment's page."),
            |s, c| s.url(Subject::Commitment(*c)),
        )
        .required(),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên cam kết.", "Its title."), |s, c| {
            s.title(RecordIx::Commitment(*c))
        })
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, c| {
                let commitment = of(s, *c);
                s.english(&commitment.id, "title", commitment.facts.title.get())
            },
        ),
        Column::new(
            "measure",
            Kind::Text,
            ("Coi là xong khi", "Measure"),
            ("Điều sẽ đúng khi đã xong.", "What will be true when it is done."),
            |s, c| Value::text(of(s, *c).facts.measure.as_ref().map(|m| m.as_str())),
        ),
        Column::new(
            "co",
            Kind::Ids,
            ("Đơn vị phối hợp", "Supporting units"),
            ("Các đơn vị cùng làm.", "Units that help."),
            |s, c| Value::list(of(s, *c).facts.co.iter().filter_map(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "answers_to",
            Kind::Ids,
            ("Bắt nguồn từ", "Answers to"),
            ("Các ý kiến được công khai mà cam kết đáp lại.", "The questions shown that it answers to."),
            |s, c| {
                let promises = of(s, *c).links.answers_to.iter();
                Value::list(promises.filter_map(|p| match p {
                    Promise::Question(q) => s.reference(RecordIx::Question(*q)),
                    Promise::Conclusions(..) => None,
                }))
            },
        )
        .to("questions"),
        Column::new(
            "topics",
            Kind::Ids,
            ("Lĩnh vực", "Topics"),
            ("Lĩnh vực của các ý kiến mà cam kết đáp lại.", "The topics of the questions that it answers to."),
            |s, c| {
                let mut topics: Vec<_> = topics_of(s.register, *c).collect();
                topics.sort();
                topics.dedup();
                Value::list(topics.into_iter().filter_map(|t| s.known(RecordIx::Topic(t))))
            },
        )
        .to("topics"),
        Column::new(
            "made",
            Kind::Day,
            ("Ngày cam kết", "Made"),
            (
                "Ngày trả lời hoặc ngày đối thoại dẫn đến cam kết.",
                "The day of the answer or dialogue that it answers to.",
            ),
            |s, c| Value::day(of(s, *c).links.made),
        ),
        Column::new(
            "days_to_verified",
            Kind::Whole,
            ("Số ngày đến khi kiểm chứng", "Days to verification"),
            (
                "Số ngày làm việc từ khi cam kết đến khi được kiểm chứng.",
                "Working days from the promise to the verification.",
            ),
            |s, c| {
                let days = of(s, *c).links.made.zip(verified_on(s.register, *c));
                Value::whole(days.map(|(from, to)| s.register.calendars.school().working_days_between(from, to)))
            },
        ),
        Column::new(
            "due_holds",
            Kind::Day,
            ("Tính trễ sau ngày", "Late after"),
            ("Ngày cuối chưa tính là trễ.", "The last day in time."),
            |s, c| Value::day(of(s, *c).links.deadline.due()),
        ),
        Column::new(
            "due_wording",
            Kind::Text,
            ("Hạn theo văn bản", "Limit as written"),
            ("Hạn bằng lời văn gốc.", "The limit in its own words."),
            |s, c| Value::text(of(s, *c).links.deadline.wording.as_deref()),
        ),
        Column::new(
            "due_derivation",
            Kind::Text,
            ("Cách xác định hạn", "How the limit was found"),
            ("Các bước tính hạn, tiếng Việt.", "How the limit was computed, in Vietnamese."),
            |s, c| {
                let links = &of(s, *c).links;
                s.derivation(&links.deadline, links.round, LanguageTag::Vi)
            },
        ),
        Column::new(
            "budget",
            Kind::Text,
            ("Kinh phí", "Budget"),
            ("Kinh phí như được ghi.", "What it may cost, as written."),
            |s, c| Value::text(of(s, *c).facts.budget.as_ref().map(|b| &*b.0)),
        ),
        Column::new(
            "weight",
            Kind::Number,
            ("Trọng số", "Weight"),
            ("Trọng số so với cam kết khác.", "Its weight among others."),
            |s, c| of(s, *c).facts.weight.as_ref().map_or(Value::None, |w| Value::Number(w.0)),
        ),
    ],
};

/// How precisely a limit may be written.
fn precisions() -> Vec<Choice> {
    let words = [
        ("day", ("ngày", "a day")),
        ("month", ("tháng", "a month")),
        ("quarter", ("quý", "a quarter")),
        ("semester", ("học kỳ", "a semester")),
        ("year", ("năm", "a year")),
    ];
    words.into_iter().map(|(word, label)| Choice { word, label }).collect()
}

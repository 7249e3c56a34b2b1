//! Tables of rounds and of their steps.
//!
//! The invariants: a draft has no row, and nothing tells of it; every computed date says how it was found.

use super::source::Source;
use super::table::{About, Choice, Column, Kind, Table, Value, choices};
use crate::page::route::Subject;
use crate::record::document::DocumentType;
use crate::record::field::RefKind;
use crate::record::value::{LanguageTag, Semester};
use crate::register::Round;
use crate::register::deadline::DeadlineState;
use crate::register::index::{RecordIx, RoundIx};
use crate::register::schedule::Step;
use std::borrow::Cow;

fn round<'a>(source: &'a Source<'_>, ix: RoundIx) -> &'a Round {
    &source.register.rounds[ix.at()]
}

/// Rounds, oldest first.
pub(super) const ROUNDS: Table<RoundIx> = Table {
    about: About {
        name: "rounds",
        title: ("Đợt đối thoại", "Rounds"),
        meaning: ("Các đợt đối thoại, cũ nhất trước.", "Rounds of dialogue, oldest first."),
        key: &["id"],
        lines: false,
    },
    rows: |s| {
        (0..s.register.rounds.len() as u32).map(RoundIx).filter(|r| s.known(RecordIx::Round(*r)).is_some()).collect()
    },
    columns: &[
        Column::new("id", Kind::Id, ("Mã", "Id"), ("Mã của đợt.", "The round's id."), |s, r| {
            Value::Word(Cow::Borrowed(&round(s, *r).id))
        })
        .required(),
        Column::new(
            "academic_year",
            Kind::Text,
            ("Năm học", "Academic year"),
            ("Năm học.", "The academic year."),
            |s, r| Value::word(round(s, *r).facts.academic_year.get().map(|y| y.0.to_string())),
        )
        .required(),
        Column::new(
            "semester",
            Kind::Choice(|| {
                let words = [
                    ("1", ("học kỳ I", "first semester")),
                    ("2", ("học kỳ II", "second semester")),
                    ("summer", ("học kỳ hè", "summer")),
                ];
                words.into_iter().map(|(word, label)| Choice { word, label }).collect()
            }),
            ("Học kỳ", "Semester"),
            ("Học kỳ, khi đợt thuộc một học kỳ.", "The semester, where it is of one."),
            |s, r| Value::word(round(s, *r).facts.semester.as_ref().map(|s| Semester::as_str(s.value))),
        ),
        Column::new(
            "closed",
            Kind::Day,
            ("Ngày kết thúc", "Closed"),
            ("Ngày kết thúc đợt, khi đã kết thúc.", "The day it was closed, once it is."),
            |s, r| {
                let round = round(s, *r);
                Value::day(round.facts.closed.as_ref().filter(|_| round.links.closed).map(|d| d.0))
            },
        ),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của đợt.", "The round's page."),
            |s, r| s.url(Subject::Round(*r)),
        )
        .required(),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên đợt.", "Its title."), |s, r| {
            s.title(RecordIx::Round(*r))
        })
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, r| {
                let round = round(s, *r);
                s.english(&round.id, "title", round.facts.title.get())
            },
        ),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Order"),
            ("Thứ tự thời gian; số nhỏ là đợt trước.", "Its place in time; a smaller number is an earlier round."),
            |s, r: &RoundIx| {
                // Drafts do not count, so that the numbers tell nothing of them.
                Value::Whole((0..=r.0).filter(|i| s.known(RecordIx::Round(RoundIx(*i))).is_some()).count() as u64)
            },
        )
        .required(),
        Column::new(
            "previous",
            Kind::Id,
            ("Đợt trước", "Previous round"),
            ("Đợt liền trước.", "The round before."),
            |s, r| Value::word(round(s, *r).links.previous.and_then(|p| s.known(RecordIx::Round(p)))),
        )
        .to("rounds"),
        Column::new(
            "dialogue_month",
            Kind::Month,
            ("Tháng đối thoại", "Dialogue month"),
            ("Tháng để tính các mốc của quy trình.", "The month for which the procedure's steps are computed."),
            |s, r| {
                let month = round(s, *r).facts.dialogue_month.as_ref().map(|m| m.0);
                Value::word(month.map(|m| format!("{}-{:02}", m.year(), m.month())))
            },
        ),
        Column::new(
            "organiser",
            Kind::Id,
            ("Đơn vị tổ chức", "Organiser"),
            ("Đơn vị tổ chức đợt.", "The unit that organises it."),
            |s, r| Value::word(round(s, *r).facts.organiser.as_ref().and_then(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "plan",
            Kind::Id,
            ("Kế hoạch", "Plan"),
            ("Văn bản kế hoạch, nếu công khai.", "The plan, if it is public."),
            |s, r| {
                let round = round(s, *r);
                round.facts.plan.as_ref().map_or(Value::None, |d| s.named(RefKind::Document, d.as_str(), &round.id))
            },
        )
        .to("documents"),
    ],
};

/// A step of a round, by its position.
pub(super) type StepOf = (RoundIx, usize);

fn step<'a>(source: &'a Source<'_>, row: &StepOf) -> &'a Step {
    &round(source, row.0).links.schedule.steps[row.1]
}

/// How a step's days were found.
fn step_derivation(source: &Source<'_>, row: &StepOf, lang: LanguageTag) -> Value<'static> {
    step(source, row).in_force().map_or(Value::None, |found| source.sentences(&found.derivation, row.0, lang))
}

/// Steps, by round, in the order of the plan.
pub(super) const STEPS: Table<StepOf> = Table {
    about: About {
        name: "steps",
        title: ("Mốc tiến độ", "Steps"),
        meaning: (
            "Kế hoạch và thực tế của từng đợt; mỗi ngày tính được có cách tính.",
            "Plan and practice of each round; every computed date says how it was found.",
        ),
        key: &["round", "id"],
        lines: false,
    },
    rows: |s| {
        let rounds = (ROUNDS.rows)(s).into_iter();
        rounds.flat_map(|r| (0..round(s, r).links.schedule.steps.len()).map(move |i| (r, i))).collect()
    },
    columns: &[
        Column::new("round", Kind::Id, ("Đợt", "Round"), ("Mã đợt.", "The round."), |s, r: &StepOf| {
            Value::Word(Cow::Borrowed(&round(s, r.0).id))
        })
        .required()
        .to("rounds"),
        Column::new(
            "id",
            Kind::Id,
            ("Mã mốc", "Step"),
            ("Mã mốc trong đợt.", "The step's id in its round."),
            |s, r| Value::Word(Cow::Borrowed(&step(s, r).id)),
        )
        .required(),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Number"),
            ("Thứ tự trong kế hoạch, từ 1.", "Its number in the plan, from 1."),
            |_, r: &StepOf| Value::Whole(r.1 as u64 + 1),
        )
        .required(),
        Column::new(
            "start",
            Kind::Day,
            ("Từ ngày", "Start"),
            ("Ngày đầu theo kế hoạch.", "The first planned day."),
            |s, r| Value::day(step(s, r).in_force().and_then(|found| found.start)),
        ),
        Column::new(
            "end",
            Kind::Day,
            ("Đến ngày", "End"),
            ("Ngày cuối theo kế hoạch, kể cả lùi hạn.", "The last planned day, extensions included."),
            |s, r| Value::day(step(s, r).in_force().and_then(|found| found.limit).map(|l| l.written)),
        ),
        Column::new(
            "done",
            Kind::Day,
            ("Ngày xong", "Done"),
            ("Ngày cuối thực hiện.", "The last day on which it was done."),
            |s, r| Value::day(step(s, r).done.map(|d| d.1)),
        ),
        Column::new(
            "wording",
            Kind::Text,
            ("Theo văn bản", "Wording"),
            ("Thời gian bằng lời văn của kế hoạch.", "The time in the words of the plan."),
            |s, r| Value::text(step(s, r).wording()),
        ),
        Column::new(
            "derivation",
            Kind::Text,
            ("Cách xác định ngày", "How the days were found"),
            ("Các bước tính ngày, tiếng Việt.", "How the days were computed, in Vietnamese."),
            |s, r| step_derivation(s, r, LanguageTag::Vi),
        ),
        Column::new(
            "title",
            Kind::Text,
            ("Nội dung", "Title"),
            ("Việc phải làm.", "What is to be done."),
            |s, r| Value::Text(Cow::Borrowed(&step(s, r).title)),
        )
        .required(),
        Column::new(
            "derivation_en",
            Kind::Text,
            ("Cách xác định ngày (tiếng Anh)", "How the days were found (English)"),
            ("Các bước tính ngày, tiếng Anh.", "How the days were computed, in English."),
            |s, r| step_derivation(s, r, LanguageTag::En),
        ),
        Column::new(
            "done_start",
            Kind::Day,
            ("Ngày bắt đầu làm", "Done from"),
            ("Ngày đầu thực hiện.", "The first day on which it was done."),
            |s, r| Value::day(step(s, r).done.map(|d| d.0)),
        ),
        Column::new(
            "deadline",
            choices!(DeadlineState),
            ("Tình trạng hạn", "Deadline state"),
            ("So với kế hoạch.", "How it stands to the plan."),
            |s, r| Value::Word(step(s, r).deadline.state.as_str().into()),
        )
        .required(),
        Column::new(
            "workdays",
            Kind::Whole,
            ("Số ngày quá hạn", "Working days over"),
            ("Số ngày làm việc sau hạn.", "Working days after the limit."),
            |s, r| Value::whole(step(s, r).deadline.workdays),
        ),
        Column::new(
            "units",
            Kind::Ids,
            ("Đơn vị", "Units"),
            ("Các đơn vị thực hiện.", "The units that do it."),
            |s, r| Value::list(step(s, r).units.iter().filter_map(|u| s.unit(u))),
        )
        .to("units"),
        Column::new(
            "produces",
            Kind::Ids,
            ("Văn bản tạo ra", "Produces"),
            (
                "Loại văn bản tạo ra, như cột type của documents.",
                "The types of document that come of it, as in column type of documents.",
            ),
            |s, r| Value::list(step(s, r).produces.iter().map(|p| DocumentType::as_str(*p))),
        ),
    ],
};

//! Tables of the reports on commitments and of the checks by other units.
//!
//! The invariant: a row is of a public commitment, and no later than the as-of date.

use super::commitment::{COMMITMENTS, of};
use super::source::Source;
use super::table::{About, Column, Kind, Table, Value, choices};
use crate::record::commitment::{Update, UpdateState, Verification, VerificationResult};
use crate::record::field::RefKind;
use crate::record::value::Text;
use crate::register::index::CommitmentIx;
use crate::register::timeline::{CommitmentFact, CommitmentState};
use std::borrow::Cow;

/// A fact of a commitment: the commitment, the place in its course, and the position in the record's own list.
pub(super) type Fact = (CommitmentIx, usize, usize);

fn facts(source: &Source<'_>, of_kind: fn(CommitmentFact) -> Option<usize>) -> Vec<Fact> {
    let mut rows = Vec::new();
    for c in (COMMITMENTS.rows)(source) {
        let events = of(source, c).links.course.events.iter().enumerate();
        rows.extend(events.filter_map(|(at, e)| Some((c, at, of_kind(e.1)?))));
    }
    rows
}

/// The state that a fact entered.
fn entered(source: &Source<'_>, row: &Fact) -> Value<'static> {
    Value::Word(of(source, row.0).links.course.events[row.1].2.as_str().into())
}

fn update<'a>(source: &'a Source<'_>, row: &Fact) -> &'a Update {
    &of(source, row.0).facts.updates[row.2]
}

fn verification<'a>(source: &'a Source<'_>, row: &Fact) -> &'a Verification {
    &of(source, row.0).facts.verifications[row.2]
}

/// Reports of progress, by commitment, in the order of their days.
pub(super) const UPDATES: Table<Fact> = Table {
    about: About {
        name: "updates",
        title: ("Cập nhật tiến độ", "Updates"),
        meaning: (
            "Báo cáo tiến độ của đơn vị chịu trách nhiệm, đến ngày tính số liệu.",
            "Reports of progress by the unit in charge, up to the as-of date.",
        ),
        key: &["commitment", "no"],
        lines: true,
    },
    rows: |s| {
        facts(s, |fact| match fact {
            CommitmentFact::Update(i) => Some(i),
            CommitmentFact::Verification(_) => None,
        })
    },
    columns: &[
        Column::new(
            "commitment",
            Kind::Id,
            ("Cam kết", "Commitment"),
            ("Mã cam kết.", "The commitment."),
            |s, r: &Fact| Value::Word(Cow::Borrowed(&of(s, r.0).id)),
        )
        .required()
        .to("commitments"),
        Column::new("on", Kind::Day, ("Ngày", "Day"), ("Ngày báo cáo.", "The day of the report."), |s, r| {
            Value::day(update(s, r).on.get().map(|d| d.0))
        })
        .required(),
        Column::new(
            "unit",
            Kind::Id,
            ("Đơn vị", "Unit"),
            ("Đơn vị báo cáo.", "The unit that reports."),
            |s, r| Value::word(update(s, r).unit.get().and_then(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "state",
            choices!(CommitmentState),
            ("Trạng thái", "State"),
            ("Trạng thái của cam kết sau báo cáo.", "How the commitment stood after it."),
            entered,
        )
        .required(),
        Column::new(
            "percent",
            Kind::Whole,
            ("Tiến độ (%)", "Per cent"),
            ("Phần trăm đã làm.", "How much is done."),
            |s, r| Value::whole(update(s, r).whole_percent()),
        ),
        Column::new(
            "note",
            Kind::Text,
            ("Nội dung", "Note"),
            (
                "Việc đã làm; lý do, khi lùi hạn hoặc không thực hiện.",
                "What was done; the reason, when deferred or cancelled.",
            ),
            |s, r| Value::text(update(s, r).note.get().map(Text::as_str)),
        ),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Number"),
            (
                "Thứ tự trong quá trình của cam kết, chung với verifications.",
                "Its place in the commitment's course, counted together with verifications.",
            ),
            |_, r: &Fact| Value::Whole(r.1 as u64 + 1),
        )
        .required(),
        Column::new(
            "reported",
            choices!(UpdateState),
            ("Đơn vị báo cáo", "Reported"),
            ("Trạng thái đơn vị ghi trong báo cáo.", "The state as the unit reported it."),
            |s, r| Value::word(update(s, r).state.copied().map(UpdateState::as_str)),
        ),
        Column::new(
            "document",
            Kind::Id,
            ("Văn bản", "Document"),
            ("Văn bản báo cáo, nếu công khai.", "The document that reports it, if it is public."),
            |s, r| {
                let document = update(s, r).document.as_ref();
                document.map_or(Value::None, |d| s.named(RefKind::Document, d.as_str(), &of(s, r.0).id))
            },
        )
        .to("documents"),
    ],
};

/// Checks by other units, by commitment, in the order of their days.
pub(super) const VERIFICATIONS: Table<Fact> = Table {
    about: About {
        name: "verifications",
        title: ("Kiểm chứng", "Verifications"),
        meaning: (
            "Đơn vị khác kiểm chứng việc đơn vị chịu trách nhiệm báo cáo hoàn thành.",
            "What another unit found when it checked what was reported done.",
        ),
        key: &["commitment", "no"],
        lines: false,
    },
    rows: |s| {
        facts(s, |fact| match fact {
            CommitmentFact::Verification(i) => Some(i),
            CommitmentFact::Update(_) => None,
        })
    },
    columns: &[
        Column::new(
            "commitment",
            Kind::Id,
            ("Cam kết", "Commitment"),
            ("Mã cam kết.", "The commitment."),
            |s, r: &Fact| Value::Word(Cow::Borrowed(&of(s, r.0).id)),
        )
        .required()
        .to("commitments"),
        Column::new("on", Kind::Day, ("Ngày", "Day"), ("Ngày kiểm chứng.", "The day of the check."), |s, r| {
            Value::day(verification(s, r).on.get().map(|d| d.0))
        })
        .required(),
        Column::new(
            "unit",
            Kind::Id,
            ("Đơn vị", "Unit"),
            ("Đơn vị kiểm chứng.", "The unit that checked."),
            |s, r| Value::word(verification(s, r).unit.get().and_then(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "result",
            choices!(VerificationResult),
            ("Kết quả", "Result"),
            ("Kết quả kiểm chứng.", "What was found."),
            |s, r| Value::word(verification(s, r).result.copied().map(VerificationResult::as_str)),
        )
        .required(),
        Column::new(
            "state",
            choices!(CommitmentState),
            ("Trạng thái", "State"),
            ("Trạng thái của cam kết sau kiểm chứng.", "How the commitment stood after it."),
            entered,
        )
        .required(),
        Column::new(
            "note",
            Kind::Text,
            ("Nội dung", "Note"),
            ("Ghi chú của đơn vị kiểm chứng.", "A note by the unit that checked."),
            |s, r| Value::text(verification(s, r).note.as_ref().map(|n| n.as_str())),
        ),
        Column::new(
            "no",
            Kind::Whole,
            ("Thứ tự", "Number"),
            (
                "Thứ tự trong quá trình của cam kết, chung với updates.",
                "Its place in the commitment's course, counted together with updates.",
            ),
            |_, r: &Fact| Value::Whole(r.1 as u64 + 1),
        )
        .required(),
    ],
};

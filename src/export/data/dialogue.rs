//! Tables of dialogues and of where these were published.
//!
//! The invariant: internal dialogues and drafts have no row, and nothing names them.

use super::source::Source;
use super::table::{About, Column, Kind, Table, Value, choices};
use crate::page::route::{self, Subject};
use crate::record::value::{Form, LevelOfDialogue};
use crate::register::coverage::{self, Cell, CellState};
use crate::register::index::{DialogueIx, RecordIx};
use crate::register::{Dialogue, DialogueState};
use std::borrow::Cow;

fn dialogue<'a>(source: &'a Source<'_>, ix: DialogueIx) -> &'a Dialogue {
    &source.register.dialogues[ix.at()]
}

/// Public dialogues, by id.
pub(super) const DIALOGUES: Table<DialogueIx> = Table {
    about: About {
        name: "dialogues",
        title: ("Buổi đối thoại", "Dialogues"),
        meaning: (
            "Các buổi đối thoại được công khai, đã hoặc sẽ tổ chức.",
            "Dialogues that are public, held or planned.",
        ),
        key: &["id"],
        lines: false,
    },
    rows: |s| {
        (0..s.register.dialogues.len() as u32)
            .map(DialogueIx)
            .filter(|d| s.known(RecordIx::Dialogue(*d)).is_some())
            .collect()
    },
    columns: &[
        Column::new(
            "id",
            Kind::Id,
            ("Mã", "Id"),
            ("Mã của buổi đối thoại.", "The dialogue's id."),
            |s, d| Value::Word(Cow::Borrowed(&dialogue(s, *d).id)),
        )
        .required(),
        Column::new("round", Kind::Id, ("Đợt", "Round"), ("Đợt đối thoại.", "Its round."), |s, d| {
            Value::word(s.known(RecordIx::Round(dialogue(s, *d).links.round)))
        })
        .required()
        .to("rounds"),
        Column::new(
            "unit",
            Kind::Id,
            ("Đơn vị", "Unit"),
            ("Đơn vị tổ chức.", "The unit that holds it."),
            |s, d| Value::word(dialogue(s, *d).links.unit.and_then(|u| s.unit_id(u))),
        )
        .to("units"),
        Column::new(
            "level",
            choices!(LevelOfDialogue),
            ("Cấp", "Level"),
            ("Cấp đối thoại.", "The level of the dialogue."),
            |s, d| Value::word(dialogue(s, *d).facts.level.copied().map(LevelOfDialogue::as_str)),
        )
        .required(),
        Column::new(
            "form",
            choices!(Form),
            ("Hình thức", "Form"),
            ("Hình thức đối thoại.", "The form of the dialogue."),
            |s, d| Value::word(dialogue(s, *d).facts.form.copied().map(Form::as_str)),
        )
        .required(),
        Column::new(
            "state",
            choices!(DialogueState),
            ("Trạng thái", "State"),
            ("Trạng thái vào ngày tính số liệu.", "How it stood on the as-of date."),
            |s, d| Value::Word(dialogue(s, *d).links.state.as_str().into()),
        )
        .required(),
        Column::new(
            "held",
            Kind::Day,
            ("Ngày tổ chức", "Held"),
            ("Ngày (đầu tiên) đã hoặc sẽ tổ chức.", "The first day on which it was or will be held."),
            |s, d| Value::day(dialogue(s, *d).links.held.map(|h| h.0)),
        ),
        Column::new(
            "questions",
            Kind::Whole,
            ("Số ý kiến", "Questions"),
            (
                "Số ý kiến nêu tại buổi, kể cả ý kiến không công khai nội dung.",
                "How many questions were raised in it, withheld ones included.",
            ),
            |s, d: &DialogueIx| Value::Whole(u64::from(s.plan.aggregates.statistics.dialogues[d.at()].questions)),
        )
        .required(),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của buổi đối thoại.", "The dialogue's page."),
            |s, d| s.url(Subject::Dialogue(*d, 1)),
        )
        .required(),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên buổi đối thoại.", "Its title."), |s, d| {
            s.title(RecordIx::Dialogue(*d))
        })
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, d| {
                let dialogue = dialogue(s, *d);
                s.english(&dialogue.id, "title", dialogue.facts.title.get())
            },
        ),
        Column::new(
            "held_end",
            Kind::Day,
            ("Ngày kết thúc", "Held until"),
            ("Ngày cuối tổ chức.", "The last day on which it was or will be held."),
            |s, d| Value::day(dialogue(s, *d).links.held.map(|h| h.1)),
        ),
        Column::new(
            "place",
            Kind::Text,
            ("Địa điểm", "Place"),
            ("Nơi tổ chức.", "Where it is held."),
            |s, d| Value::text(dialogue(s, *d).facts.place.as_ref().map(|p| p.as_str())),
        ),
        Column::new(
            "conclusions",
            Kind::Whole,
            ("Số kết luận", "Conclusions"),
            ("Số kết luận.", "How many conclusions it came to."),
            |s, d| Value::Whole(dialogue(s, *d).facts.conclusions.len() as u64),
        )
        .required(),
    ],
};

/// A dialogue on a target, by the target's position.
pub(super) type CellOf = (DialogueIx, usize);

fn cell<'a>(source: &'a Source<'_>, row: &CellOf) -> Option<Cell<'a>> {
    coverage::cells(source.register, row.0).nth(row.1)
}

/// Where dialogues that were held had to be published, and were.
pub(super) const PUBLICATIONS: Table<CellOf> = Table {
    about: About {
        name: "publications",
        title: ("Công khai", "Publications"),
        meaning: (
            "Mỗi buổi đối thoại đã tổ chức trên mỗi website: đã công khai, còn thiếu hay không bắt buộc.",
            "Each dialogue that was held on each site: published, missing or not required.",
        ),
        key: &["dialogue", "target"],
        lines: false,
    },
    rows: |s| {
        let all = (DIALOGUES.rows)(s).into_iter();
        all.flat_map(|d| (0..coverage::cells(s.register, d).count()).map(move |i| (d, i))).collect()
    },
    columns: &[
        Column::new(
            "dialogue",
            Kind::Id,
            ("Buổi đối thoại", "Dialogue"),
            ("Mã buổi đối thoại.", "The dialogue."),
            |s, r: &CellOf| Value::Word(Cow::Borrowed(&dialogue(s, r.0).id)),
        )
        .required()
        .to("dialogues"),
        Column::new(
            "target",
            Kind::Id,
            ("Website", "Target"),
            ("Mã website phải đăng.", "The site on which it must appear."),
            |s, r| Value::word(cell(s, r).map(|c| &*c.target.id)),
        )
        .required(),
        Column::new(
            "state",
            choices!(CellState),
            ("Trạng thái", "State"),
            ("Đã công khai hay chưa.", "Whether it is published there."),
            |s, r| Value::word(cell(s, r).map(|c| c.state.as_str())),
        )
        .required(),
        Column::new("on", Kind::Day, ("Ngày", "Day"), ("Ngày công khai.", "The day it appeared there."), |s, r| {
            Value::day(cell(s, r).and_then(|c| c.on))
        }),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ", "Address"),
            ("Nơi đã công khai.", "Where it is published."),
            |s, r| {
                let Some(cell) = cell(s, r).filter(|c| c.state == CellState::Published) else { return Value::None };
                let recorded = cell.recorded.and_then(|p| p.url.as_ref()).map(|u| u.0.to_string());
                let built =
                    || format!("{}{}", cell.target.base_url, route::path(s.register, Subject::Dialogue(r.0, 1)));
                Value::word(recorded.or_else(|| cell.target.built.then(built)))
            },
        ),
        Column::new(
            "required",
            Kind::Flag,
            ("Bắt buộc", "Required"),
            (
                "Website này phải đăng nội dung của cấp và đơn vị đó.",
                "Whether this site must show dialogues of that level and unit.",
            ),
            |s, r| Value::Flag(cell(s, r).is_some_and(|c| c.required)),
        )
        .required(),
        Column::new(
            "target_title",
            Kind::Text,
            ("Tên website", "Target's title"),
            ("Tên website.", "What the site is called."),
            |s, r| Value::text(cell(s, r).map(|c| &*c.target.title)),
        ),
    ],
};

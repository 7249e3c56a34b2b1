//! Tables of units and of topics.
//!
//! The invariants: a draft or internal record has no row; no person is named.

use super::source::Source;
use super::table::{About, Column, Kind, Table, Value, choices};
use crate::page::route::Subject;
use crate::record::unit::UnitKind;
use crate::register::index::{RecordIx, TopicIx, UnitIx};
use crate::register::{Topic, Unit};
use std::borrow::Cow;

fn unit<'a>(source: &'a Source<'_>, ix: UnitIx) -> &'a Unit {
    &source.register.units[ix.at()]
}

/// Units, by id.
pub(super) const UNITS: Table<UnitIx> = Table {
    about: About {
        name: "units",
        title: ("Đơn vị", "Units"),
        meaning: ("Các đơn vị của trường.", "The units of the school."),
        key: &["id"],
        lines: false,
    },
    rows: |s| (0..s.register.units.len() as u32).map(UnitIx).filter(|u| s.unit_id(*u).is_some()).collect(),
    columns: &[
        Column::new("id", Kind::Id, ("Mã", "Id"), ("Mã của đơn vị.", "The unit's id."), |s, u| {
            Value::Word(Cow::Borrowed(&unit(s, *u).id))
        })
        .required(),
        Column::new(
            "kind",
            choices!(UnitKind),
            ("Loại", "Kind"),
            ("Loại đơn vị.", "What kind of unit."),
            |s, u| Value::word(unit(s, *u).facts.kind.copied().map(UnitKind::as_str)),
        )
        .required(),
        Column::new("name", Kind::Text, ("Tên", "Name"), ("Tên đầy đủ.", "The full name."), |s, u| {
            s.title(RecordIx::Unit(*u))
        })
        .required(),
        Column::new(
            "parent",
            Kind::Id,
            ("Trực thuộc", "Parent"),
            ("Đơn vị cấp trên.", "The unit above it."),
            |s, u| Value::word(unit(s, *u).facts.parent.as_ref().and_then(|p| s.unit(p.as_str()))),
        )
        .to("units"),
        Column::new(
            "learners",
            Kind::Flag,
            ("Có người học", "Learners"),
            ("Có người học và phải tổ chức đối thoại.", "Whether it has students and owes a dialogue."),
            |s, u| unit(s, *u).facts.learners.copied().map_or(Value::None, Value::Flag),
        )
        .required(),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của đơn vị.", "The unit's page."),
            |s, u| s.url(Subject::Unit(*u, 1)),
        )
        .required(),
        Column::new(
            "name_en",
            Kind::Text,
            ("Tên tiếng Anh", "English name"),
            ("Tên tiếng Anh, nếu có.", "Its name in English, where there is one."),
            |s, u| {
                let unit = unit(s, *u);
                s.english(&unit.id, "name", unit.facts.name.get())
            },
        ),
        Column::new(
            "abbr",
            Kind::Text,
            ("Tên viết tắt", "Abbreviation"),
            ("Tên viết tắt.", "Its abbreviation."),
            |s, u| Value::text(unit(s, *u).facts.abbr.as_ref().map(|a| a.as_str())),
        ),
        Column::new(
            "closed",
            Kind::Day,
            ("Ngày ngừng hoạt động", "Closed"),
            ("Ngày ngừng hoạt động.", "The day it was closed."),
            |s, u| Value::day(unit(s, *u).facts.closed.as_ref().map(|d| d.0)),
        ),
        Column::new(
            "successor",
            Kind::Id,
            ("Đơn vị kế thừa", "Successor"),
            ("Đơn vị tiếp nhận công việc.", "The unit that took over."),
            |s, u| Value::word(unit(s, *u).facts.successor.as_ref().and_then(|p| s.unit(p.as_str()))),
        )
        .to("units"),
        Column::new("website", Kind::Url, ("Website", "Website"), ("Website riêng.", "Its own web site."), |s, u| {
            Value::word(unit(s, *u).facts.website.as_ref().map(|w| &*w.0))
        }),
    ],
};

fn topic<'a>(source: &'a Source<'_>, ix: TopicIx) -> &'a Topic {
    &source.register.topics[ix.at()]
}

/// Topics, in the order of the register.
pub(super) const TOPICS: Table<TopicIx> = Table {
    about: About {
        name: "topics",
        title: ("Lĩnh vực", "Topics"),
        meaning: ("Các lĩnh vực của ý kiến, theo cây.", "What questions are about, as a tree."),
        key: &["id"],
        lines: false,
    },
    rows: |s| {
        (0..s.register.topics.len() as u32).map(TopicIx).filter(|t| s.known(RecordIx::Topic(*t)).is_some()).collect()
    },
    columns: &[
        Column::new("id", Kind::Id, ("Mã", "Id"), ("Mã của lĩnh vực.", "The topic's id."), |s, t| {
            Value::Word(Cow::Borrowed(&topic(s, *t).id))
        })
        .required(),
        Column::new(
            "parent",
            Kind::Id,
            ("Thuộc lĩnh vực", "Parent"),
            ("Lĩnh vực cấp trên.", "The topic above it."),
            |s, t| {
                let parent = topic(s, *t).facts.parent.as_ref().and_then(|p| s.register.topic(p.as_str()));
                Value::word(parent.and_then(|p| s.known(RecordIx::Topic(p))))
            },
        )
        .to("topics"),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên lĩnh vực.", "Its title."), |s, t| {
            s.title(RecordIx::Topic(*t))
        })
        .required(),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của lĩnh vực.", "The topic's page."),
            |s, t| s.url(Subject::Topic(*t, 1)),
        )
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, t| {
                let topic = topic(s, *t);
                s.english(&topic.id, "title", topic.facts.title.get())
            },
        ),
        Column::new(
            "lead",
            Kind::Ids,
            ("Đơn vị phụ trách", "Lead"),
            ("Các đơn vị phụ trách.", "The units that own it."),
            |s, t| Value::list(topic(s, *t).facts.lead.0.iter().filter_map(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "co",
            Kind::Ids,
            ("Đơn vị phối hợp", "Supporting units"),
            ("Các đơn vị phối hợp.", "Units that help."),
            |s, t| Value::list(topic(s, *t).facts.co.iter().filter_map(|u| s.unit(u.as_str()))),
        )
        .to("units"),
    ],
};

//! Values that are tables with keys of their own: severities by code, aliases, channels, the units of a target.
//!
//! A TOML table in; its pairs in file order, or diagnostics (S01, S04, S13), out.

use super::Channel;
use super::{Quantity, Text, UnitRef, unread};
use crate::diagnostic::{Code, Levels, Severity};
use crate::record::field::{Accepts, Keys, List, Node, Reading, TableReader, Value, Visitor, read_choice};
use crate::say;
use crate::text::span::{At, Span};
use crate::text::vietnamese;
use toml::de::DeValue;

/// Severities by code, `[rules.levels]`; reports S13.
#[derive(Debug, Clone, Default)]
pub struct LevelTable(pub Levels);

/// The words of a severity, with their labels.
const LEVELS: [(&str, &str, &str); 3] =
    [("error", "lỗi", "error"), ("warning", "cảnh báo", "warning"), ("off", "tắt", "off")];

impl Value for LevelTable {
    const ACCEPTS: Accepts = Accepts::Keyed(Keys::Codes, &Accepts::Words(&LEVELS));
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = node.value else {
            return node.wrong_type(reading, ("một bảng", "a table"), "{ W13 = \"off\" }");
        };
        let mut levels = Levels::new();
        for (key, value) in table {
            let (name, span) = (key.get_ref(), reading.span(key.span()));
            let Some(code) = Code::parse(name).filter(|c| c.as_str() == name) else {
                let mut fault =
                    reading.problem(Code::S13, span, say!("không có mã quy tắc `{name}`", "there is no code `{name}`"));
                if let Some(near) = vietnamese::nearest(name, Code::ALL.iter().map(|c| c.as_str())) {
                    fault = fault.help(say!("gần nhất: `{near}`", "nearest: `{near}`"));
                }
                reading.report(fault);
                continue;
            };
            let node = Node { value: value.get_ref(), span: reading.span(value.span()), key: code.as_str() };
            let Some(index) = read_choice(node, reading, &LEVELS) else { continue };
            let level = [Some(Severity::Error), Some(Severity::Warning), None][index];
            if !code.adjustable() && level != Some(Severity::Error) {
                reading.report(
                    reading
                        .problem(
                            Code::S13,
                            span,
                            say!("không được hạ mức của mã `{name}`", "the code `{name}` cannot be lowered"),
                        )
                        .help(say!(
                            "mã S (hình thức) và P (riêng tư) giữ nguyên mức; bỏ dòng này",
                            "S- and P-codes keep their severity; remove the line"
                        )),
                );
                continue;
            }
            levels.insert(code, level);
        }
        Some(Self(levels))
    }
}

/// A table of texts by free keys (`[search] aliases`), in file order.
#[derive(Debug, Clone, Default)]
pub struct TextTable(pub Vec<(At<Box<str>>, At<Text>)>);

impl Value for TextTable {
    const ACCEPTS: Accepts = Accepts::Keyed(Keys::Any, &Accepts::TEXT);
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = node.value else {
            return node.wrong_type(reading, ("một bảng", "a table"), "{ KTX = \"ký túc xá\" }");
        };
        let pairs = table.iter().filter_map(|(key, value)| {
            let span = reading.span(value.span());
            let text = Text::read(Node { value: value.get_ref(), span, key: key.get_ref() }, reading)?;
            Some((At::new(vietnamese::nfc(key.get_ref()).into(), reading.span(key.span())), At::new(text, span)))
        });
        Some(Self(pairs.collect()))
    }
    fn visit(&self, key: &'static str, _: Span, visitor: &mut dyn Visitor) {
        for (_, text) in &self.0 {
            text.value.visit(key, text.span, visitor);
        }
    }
}

/// The units that a target holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitScope {
    /// All.
    All,
    /// These.
    Only(List<UnitRef>),
}

impl Value for UnitScope {
    const ACCEPTS: Accepts =
        Accepts::AnyOf(&[Accepts::Words(&[("all", "tất cả", "all")]), Accepts::List(&UnitRef::ACCEPTS, false)]);
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(word) if word == "all" => Some(Self::All),
            DeValue::Array(array) => {
                let units = array.iter().filter_map(|item| {
                    let span = reading.span(item.span());
                    UnitRef::read(Node { value: item.get_ref(), span, key: node.key }, reading)
                        .map(|u| At::new(u, span))
                });
                Some(Self::Only(units.collect()))
            }
            DeValue::String(word) => unread(
                node,
                reading,
                word,
                &say!(
                    "`\"all\"` hoặc danh sách đơn vị `[\"khoa-cntt\"]`",
                    "`\"all\"` or a list of units `[\"khoa-cntt\"]`"
                ),
            ),
            _ => node.wrong_type(
                reading,
                ("\"all\" hoặc danh sách đơn vị", "\"all\" or a list of units"),
                "[\"khoa-cntt\"]",
            ),
        }
    }
    fn visit(&self, key: &'static str, _: Span, visitor: &mut dyn Visitor) {
        if let Self::Only(units) = self {
            for unit in units {
                unit.value.visit(key, unit.span, visitor);
            }
        }
    }
}

/// How many questions came by each channel, `questions_by_channel`.
#[derive(Debug, Clone, Default)]
pub struct Channels(pub Vec<(Channel, At<Quantity>)>);

impl Value for Channels {
    const ACCEPTS: Accepts = Accepts::Keyed(Keys::Words(Channel::WORDS), &Quantity::ACCEPTS);
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = node.value else {
            return node.wrong_type(reading, ("một bảng", "a table"), "{ live = 12, chat = \"khoảng 50\" }");
        };
        let known: Vec<&str> = Channel::ALL.iter().map(|c| c.as_str()).collect();
        TableReader::new(table, node.span, reading).finish(&known);
        let pairs = table.iter().filter_map(|(key, value)| {
            let channel = Channel::ALL.iter().copied().find(|c| c.as_str() == key.get_ref())?;
            let span = reading.span(value.span());
            let count = Quantity::read(Node { value: value.get_ref(), span, key: channel.as_str() }, reading)?;
            Some((channel, At::new(count, span)))
        });
        Some(Self(pairs.collect()))
    }
}

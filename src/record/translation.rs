//! Translations: `<name>.en.md` and `<name>.en.toml` beside a record, texts only.
//!
//! A translation is kept as a sorted list of paths into the record (`title`, `updates.0.note`, `step.hop-btc.title`) and
//! the text for each, so that a page can ask for the translation of any text without a second struct for every kind.
//! Facts in a translation are errors (S15): ids, dates and facts stay in the first language.

use super::body::{self, Sections};
use super::field::{Node, Reading, Shape, TableReader};
use super::place::{FileKind, FilePlace};
use super::{commitment, dialogue, document, page, question, round, site, survey, unit};
use crate::diagnostic::Code;
use crate::say;
use crate::text::span::{At, Span};
use crate::text::vietnamese;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Texts by their path in a record.
pub type Texts = Vec<(Box<str>, At<Box<str>>)>;

/// The texts of one record in another language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The id of the record that it translates.
    pub id: Box<str>,
    /// Its language.
    pub lang: Box<str>,
    /// The path of its file, relative to the project.
    pub path: Arc<str>,
    /// Where it begins.
    pub span: Span,
    /// Texts by their path in the record, sorted, with the place of their string.
    pub texts: Texts,
    /// Its Markdown, in the file.
    pub body: Span,
    /// Of a question: its text and those of its answers, in the file.
    pub sections: Sections,
}

impl Translation {
    /// The text for `path`, if it is translated.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.binary_search_by(|(p, _)| (**p).cmp(path)).ok().map(|i| &*self.texts[i].1.value)
    }
}

/// Reads the translations that a file holds: one, or one an entry of `topics` and `questions`.
pub fn read(reading: &Reading<'_>, table: &DeTable<'_>, place: &FilePlace, body: Span) -> Vec<Translation> {
    let start = Span::at(0);
    match place.kind {
        FileKind::Topics => entries(reading, table, place, "topic", unit::Topic::SHAPES, "topics"),
        FileKind::Questions => {
            entries(reading, table, place, "question", question::Question::SHAPES, &format!("{}/questions", place.id))
        }
        kind => {
            let texts = collect(reading, table, shapes(kind));
            vec![translation(reading, place, place.id.clone(), start, texts, body)]
        }
    }
}

/// What a translation of a file of `kind` may hold.
pub const fn file_shape(kind: FileKind) -> Shape {
    const QUESTIONS: &[(&str, Shape)] = &[("question", Shape::List(&Shape::Table(question::Question::SHAPES)))];
    match kind {
        FileKind::Questions => Shape::Table(QUESTIONS),
        kind => Shape::Table(shapes(kind)),
    }
}

const fn shapes(kind: FileKind) -> &'static [(&'static str, Shape)] {
    match kind {
        FileKind::Site => site::Site::SHAPES,
        FileKind::Topics => unit::Topics::SHAPES,
        FileKind::Calendar => page::CalendarTable::SHAPES,
        FileKind::Unit => unit::Unit::SHAPES,
        FileKind::Procedure => round::Procedure::SHAPES,
        FileKind::Document => document::Document::SHAPES,
        FileKind::Page => page::Page::SHAPES,
        FileKind::Round => round::Round::SHAPES,
        FileKind::Dialogue => dialogue::Dialogue::SHAPES,
        FileKind::Question | FileKind::Questions => question::Question::SHAPES,
        FileKind::Commitment => commitment::Commitment::SHAPES,
        FileKind::Survey => survey::Survey::SHAPES,
    }
}

fn translation(
    reading: &Reading<'_>,
    place: &FilePlace,
    id: String,
    span: Span,
    mut texts: Texts,
    body: Span,
) -> Translation {
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    let sections =
        if place.kind == FileKind::Question { body::sections(reading.file, body) } else { Sections::default() };
    let lang = place.translates.clone().unwrap_or_default().into();
    Translation { id: id.into(), lang, path: reading.file.path.clone(), span, texts, body, sections }
}

fn entries(
    reading: &Reading<'_>,
    table: &DeTable<'_>,
    place: &FilePlace,
    key: &'static str,
    shapes: &'static [(&'static str, Shape)],
    prefix: &str,
) -> Vec<Translation> {
    let mut found = Vec::new();
    let root = TableReader::new(table, Span::at(0), reading);
    root.finish(&[key]);
    let Some(node) = root.node(key) else { return found };
    let DeValue::Array(array) = node.value else {
        node.wrong_type::<()>(
            reading,
            ("nhiều mục trong ngoặc vuông kép", "entries in double brackets"),
            "[{ id = \"…\" }]",
        );
        return found;
    };
    for entry in array {
        let span = reading.span(entry.span());
        let DeValue::Table(inner) = entry.get_ref() else {
            let node = Node { value: entry.get_ref(), span, key };
            node.wrong_type::<()>(reading, ("một bảng", "a table"), "[{ id = \"…\" }]");
            continue;
        };
        let Some(slug) = inner.get("id").and_then(|v| v.get_ref().as_str()) else {
            reading.report(
                reading
                    .problem(Code::S06, span, say!("thiếu khoá bắt buộc `id`", "required key `id` is missing"))
                    .help(say!("`id` nói mục này dịch mục nào", "`id` says which entry this translates")),
            );
            continue;
        };
        let texts = collect(reading, inner, shapes);
        found.push(translation(reading, place, format!("{prefix}/{slug}"), span, texts, Span::default()));
    }
    found
}

fn collect(reading: &Reading<'_>, table: &DeTable<'_>, shapes: &'static [(&'static str, Shape)]) -> Texts {
    let mut texts = Vec::new();
    walk_table(reading, table, shapes, "", &mut texts);
    texts
}

fn walk_table(
    reading: &Reading<'_>,
    table: &DeTable<'_>,
    shapes: &[(&'static str, Shape)],
    prefix: &str,
    texts: &mut Texts,
) {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let span = reading.span(key.span());
        let Some((known, shape)) = shapes.iter().find(|(k, _)| *k == name) else {
            let mut diagnostic =
                reading.problem(Code::S01, span, say!("không có khoá `{name}` ở đây", "there is no key `{name}` here"));
            if let Some(near) = vietnamese::nearest(name, shapes.iter().map(|(k, _)| *k)) {
                diagnostic =
                    diagnostic.help(say!("có phải bạn muốn viết `{near}`?", "did you mean `{near}`?")).fix(span, near);
            }
            reading.report(diagnostic);
            continue;
        };
        let node = Node { value: value.get_ref(), span: reading.span(value.span()), key: known };
        walk(reading, node, span, *shape, &format!("{prefix}{name}"), texts);
    }
}

fn walk(reading: &Reading<'_>, node: Node<'_>, key: Span, shape: Shape, path: &str, texts: &mut Texts) {
    match (shape, node.value) {
        (Shape::Text, DeValue::String(text)) => {
            if text.trim().is_empty() {
                let name = node.key;
                let message = say!("`{name}` không được để trống", "`{name}` must not be empty");
                reading.report(reading.problem(Code::S06, node.span, message).help(say!(
                    "viết bản dịch, hoặc bỏ dòng này: trang sẽ dùng bản gốc",
                    "write the translation, or remove the line: the page then shows the original"
                )));
                return;
            }
            texts.push((path.into(), At::new(vietnamese::nfc(text).into(), node.span)));
        }
        (Shape::Text, _) => drop(node.wrong_type::<()>(reading, ("một chuỗi", "a string"), "\"…\"")),
        (Shape::Table(shapes), DeValue::Table(table)) => walk_table(reading, table, shapes, &format!("{path}."), texts),
        (Shape::List(inner), DeValue::Array(array)) => {
            for (i, item) in array.iter().enumerate() {
                let id = item.get_ref().as_table().and_then(|t| t.get("id")).and_then(|v| v.get_ref().as_str());
                let path = id.map_or_else(|| format!("{path}.{i}"), |id| format!("{path}.{id}"));
                let node = Node { value: item.get_ref(), span: reading.span(item.span()), key: node.key };
                walk(reading, node, node.span, *inner, &path, texts);
            }
        }
        (Shape::Id, DeValue::String(_)) if path.contains('.') || path == "id" => {}
        _ => {
            let name = node.key;
            reading.report(
                reading
                    .problem(
                        Code::S15,
                        key,
                        say!("bản dịch không được có dữ kiện: `{name}`", "a translation must not hold facts: `{name}`"),
                    )
                    .help(say!(
                        "bỏ dòng này; ngày, đơn vị, mã và số liệu chỉ viết ở bản gốc",
                        "remove the line; dates, units, ids and figures stand in the original only"
                    )),
            );
        }
    }
}

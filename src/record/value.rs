//! The values used everywhere in records (`spec/content.md` §2): texts, references, days, files, links, words.
//!
//! A TOML value in, a typed value or a diagnostic out. Texts are normalised to NFC here and nowhere else. Dates that are
//! computed (`when`), vague dates and quantities keep the wording in which they were written.

mod grammar;
mod tables;

pub use grammar::*;
pub use tables::*;

use super::field::{Accepts, Node, Reading, RefKind, Shape, Value, Visitor};
use crate::choice;
use crate::diagnostic::{Code, Message};
use crate::say;
use crate::text::span::Span;
use crate::text::vietnamese;
use chrono::NaiveDate;
use toml::de::DeValue;

const A_TEXT: (&str, &str) = ("một chuỗi", "a string");

fn text_of<'a>(node: Node<'a>, reading: &Reading<'_>, example: &str) -> Option<&'a str> {
    match node.value {
        DeValue::String(text) => Some(text),
        _ => node.wrong_type(reading, A_TEXT, example),
    }
}

/// Reports that a grammar does not read a value (S08), with its forms.
fn unread<T>(node: Node<'_>, reading: &Reading<'_>, written: &str, forms: &Message) -> Option<T> {
    let (key, vi, en) = (node.key, &forms.vi, &forms.en);
    reading.report(
        reading
            .problem(
                Code::S08,
                node.span,
                say!("không hiểu `{written}` ở `{key}`", "`{written}` is not understood at `{key}`"),
            )
            .help(say!("các cách viết: {vi}", "the forms: {en}")),
    );
    None
}

/// A text that pages show, in NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub Box<str>);

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for Text {
    const ACCEPTS: Accepts = Accepts::TEXT;
    const EXAMPLE: &'static str = "\"…\"";
    const SHAPE: Shape = Shape::Text;
    const EMPTY_IS_MISSING: bool = true;
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let text = text_of(node, reading, "\"…\"")?;
        let clean = vietnamese::nfc(text);
        Some(Self(if clean.contains('\r') { clean.replace("\r\n", "\n").into() } else { clean.into() }))
    }
    fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.text(&self.0, key, span);
    }
}

/// A word for machines (a pattern, a key), never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(pub Box<str>);

impl Value for Name {
    const ACCEPTS: Accepts = Accepts::TEXT;
    const EXAMPLE: &'static str = "\"…\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        text_of(node, reading, "\"…\"").map(|text| Self(vietnamese::nfc(text).into()))
    }
}

/// An id written inside a file (a step, a topic, a target, a question of `questions.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugText(pub Box<str>);

impl Value for SlugText {
    const ACCEPTS: Accepts = Accepts::SLUG;
    const EXAMPLE: &'static str = "\"hoc-phi\"";
    const SHAPE: Shape = Shape::Id;
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let text = text_of(node, reading, "\"hoc-phi\"")?;
        if !vietnamese::is_slug(text.strip_prefix('_').unwrap_or(text)) {
            let slug = vietnamese::slug(text);
            let mut fault = reading.problem(Code::S02, node.span, not_a_slug(text)).help(slug_help(&slug));
            if !slug.is_empty() {
                fault = fault.fix(node.span, format!("\"{slug}\""));
            }
            reading.report(fault);
        }
        Some(Self(text.into()))
    }
}

/// The message of S02 for a name that is no slug.
pub fn not_a_slug(name: &str) -> Message {
    say!(
        "`{name}` không phải là mã (slug): chỉ dùng a-z, 0-9 và dấu `-` đơn ở giữa",
        "`{name}` is not a slug: only a-z, 0-9 and single `-` between"
    )
}

/// The help of S02: the slug that a name would make.
pub fn slug_help(slug: &str) -> Message {
    if slug.is_empty() {
        say!("ví dụ: `khoa-cntt`", "for example: `khoa-cntt`")
    } else {
        say!("đổi thành `{slug}`", "change it to `{slug}`")
    }
}

macro_rules! references {
    ($($(#[$meta:meta])* $name:ident => $kind:ident, $accepts:ident, $example:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub Box<str>);

        impl $name {
            /// The reference as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Value for $name {
            const ACCEPTS: Accepts = Accepts::$accepts;
            const EXAMPLE: &'static str = $example;
            fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
                text_of(node, reading, $example).map(|text| Self(text.trim().into()))
            }
            fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
                visitor.reference(RefKind::$kind, &self.0, key, span);
            }
        }
    )*};
}

references! {
    /// A unit by its slug.
    UnitRef => Unit, SLUG_REF, "\"khoa-cntt\"";
    /// A topic by its id.
    TopicRef => Topic, SLUG_REF, "\"hoc-phi\"";
    /// A procedure by its slug.
    ProcedureRef => Procedure, SLUG_REF, "\"doi-thoai\"";
    /// A publication target by its id.
    TargetRef => Target, SLUG_REF, "\"truong\"";
    /// A round by its slug.
    RoundRef => Round, SLUG_REF, "\"2023-2024\"";
    /// A dialogue.
    DialogueRef => Dialogue, PATH_REF, "\"khoa-cntt\"";
    /// A question, looked up outward.
    QuestionRef => Question, PATH_REF, "\"questions/007\"";
    /// A commitment, looked up outward.
    CommitmentRef => Commitment, PATH_REF, "\"commitments/wifi\"";
    /// A document, looked up outward.
    DocumentRef => Document, PATH_REF, "\"documents/bien-ban\"";
    /// A dialogue or a document.
    InputRef => Input, PATH_REF, "\"documents/bien-ban\"";
    /// A question or conclusions of a dialogue.
    PromiseRef => Promise, PATH_REF, "\"questions/007\"";
}

impl Value for bool {
    const ACCEPTS: Accepts = Accepts::Truth;
    const EXAMPLE: &'static str = "true";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Boolean(value) => Some(*value),
            _ => node.wrong_type(reading, ("true hoặc false", "true or false"), "true"),
        }
    }
}

/// A whole number that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole(pub u32);

impl Value for Whole {
    const ACCEPTS: Accepts = Accepts::Whole(0, u32::MAX as i64);
    const EXAMPLE: &'static str = "15";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let number = match node.value {
            DeValue::Integer(i) => u32::from_str_radix(&i.as_str().replace('_', ""), i.radix()).ok(),
            _ => None,
        };
        number
            .map(Self)
            .or_else(|| node.wrong_type(reading, ("một số nguyên không âm", "a whole number, not negative"), "15"))
    }
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Value for Number {
    const ACCEPTS: Accepts = Accepts::Number;
    const EXAMPLE: &'static str = "50";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let number = match node.value {
            DeValue::Integer(i) if i.radix() == 10 => i.as_str().parse().ok(),
            DeValue::Float(f) => f.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|n: &f64| n.is_finite());
        number.map(Self).or_else(|| node.wrong_type(reading, ("một số", "a number"), "50"))
    }
}

/// An amount of money, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget(pub Box<str>);

impl Value for Budget {
    const ACCEPTS: Accepts = Accepts::AnyOf(&[Accepts::Whole(i64::MIN, i64::MAX), Accepts::TEXT]);
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(text) => Some(Self(vietnamese::nfc(text).into())),
            DeValue::Integer(i) => Some(Self(i.as_str().into())),
            _ => node.wrong_type(reading, ("một số hoặc một chuỗi", "a number or a string"), "\"120.000.000 đồng\""),
        }
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.text(&self.0, key, span);
    }
}

/// A day, written as a TOML date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Value for Day {
    const ACCEPTS: Accepts = Accepts::Date;
    const EXAMPLE: &'static str = "2024-03-05";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        if let DeValue::Datetime(datetime) = node.value
            && let (Some(date), None) = (datetime.date, datetime.time)
        {
            let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
            // An impossible date was reported by the TOML parser (T01).
            return day.map(Self);
        }
        node.wrong_type(reading, ("một ngày, không có dấu nháy", "a date without quotes"), "2024-03-05")
    }
}

/// The name of a file beside the record or in its `files/` folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(pub Box<str>);

impl Value for FileName {
    const ACCEPTS: Accepts = Accepts::matching(r#"^[^/\\:*?"<>|\x00-\x1f]+$"#);
    const EXAMPLE: &'static str = "\"bien-ban.pdf\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        text_of(node, reading, "\"bien-ban.pdf\"").map(|text| Self(text.into()))
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.file(&self.0, key, span);
    }
}

/// A web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(pub Box<str>);

impl Value for Link {
    const ACCEPTS: Accepts =
        Accepts::matching(r"^\s*(([hH][tT][tT][pP][sS]?|[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):|@|[^:/?#]*([/?#]|$))");
    const EXAMPLE: &'static str = "\"https://…\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        text_of(node, reading, "\"https://…\"").map(|text| Self(text.trim().into()))
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.url(&self.0, key, span);
    }
}

/// The name of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(pub Box<str>);

impl Value for Folder {
    const ACCEPTS: Accepts = Accepts::matching("^[a-z0-9]+(-[a-z0-9]+)*$");
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let text = text_of(node, reading, "\"default\"")?;
        if !vietnamese::is_slug(text) {
            reading.report(
                reading.problem(Code::S02, node.span, not_a_slug(text)).help(slug_help(&vietnamese::slug(text))),
            );
            return None;
        }
        Some(Self(text.into()))
    }
}

choice! {
    /// The form of a dialogue.
    pub enum Form {
        InPerson = "in-person" ("trực tiếp", "in person"),
        Online = "online" ("trực tuyến", "online"),
        Hybrid = "hybrid" ("trực tiếp kết hợp trực tuyến", "hybrid"),
        Written = "written" ("bằng văn bản", "in writing"),
    }
}

choice! {
    /// The level of a dialogue.
    pub enum LevelOfDialogue {
        Class = "class" ("cấp lớp", "class"),
        Unit = "unit" ("cấp khoa/viện/trung tâm", "unit"),
        School = "school" ("cấp trường", "school"),
        External = "external" ("ngoài trường", "external"),
    }
}

choice! {
    /// The channel by which questions came.
    pub enum Channel {
        Live = "live" ("hỏi trực tiếp tại buổi đối thoại", "asked live"),
        Chat = "chat" ("tin nhắn", "chat"),
        Form = "form" ("phiếu hoặc biểu mẫu", "form"),
        ClassMinutes = "class-minutes" ("biên bản lớp", "class minutes"),
        Email = "email" ("thư điện tử", "e-mail"),
        Paper = "paper" ("văn bản giấy", "paper"),
        Online = "online" ("cổng trực tuyến", "online"),
    }
}

choice! {
    /// A language that the interface speaks.
    pub enum LanguageTag {
        Vi = "vi" ("tiếng Việt", "Vietnamese"),
        En = "en" ("tiếng Anh", "English"),
    }
}

/// A semester: 1, 2 or "summer".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Semester {
    /// The first.
    First,
    /// The second.
    Second,
    /// The summer.
    Summer,
}

impl Semester {
    /// As in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "1",
            Self::Second => "2",
            Self::Summer => "summer",
        }
    }
}

impl Value for Semester {
    const ACCEPTS: Accepts =
        Accepts::AnyOf(&[Accepts::Whole(1, 2), Accepts::Words(&[("summer", "học kỳ hè", "summer")])]);
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Integer(i) if i.as_str() == "1" => return Some(Self::First),
            DeValue::Integer(i) if i.as_str() == "2" => return Some(Self::Second),
            DeValue::String(s) if s == "summer" => return Some(Self::Summer),
            DeValue::Integer(_) | DeValue::String(_) => {}
            _ => return node.wrong_type(reading, ("1, 2 hoặc \"summer\"", "1, 2 or \"summer\""), "2"),
        }
        let key = node.key;
        reading.report(
            reading
                .problem(
                    Code::S04,
                    node.span,
                    say!("`{key}` không nhận giá trị này", "`{key}` does not take this value"),
                )
                .help(say!(
                    "các giá trị: `1` (học kỳ I), `2` (học kỳ II), `\"summer\"` (học kỳ hè)",
                    "the values: `1`, `2`, `\"summer\"`"
                )),
        );
        None
    }
}

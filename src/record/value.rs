//! The values used everywhere in records (`spec/content.md` §2): texts, references, days, files, links, words.
//!
//! A TOML value in, a typed value or a diagnostic out. Texts are normalised to NFC here and nowhere else. Dates that are
//! computed (`when`), vague dates and quantities keep the wording in which they were written.

use super::field::{Node, Reading, RefKind, Shape, Value, Visitor};
use crate::calendar::{self, Cause, Misread};
use crate::choice;
use crate::diagnostic::{Code, Levels, Message, Severity};
use crate::say;
use crate::text::span::{At, Span};
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
    const EXAMPLE: &'static str = "\"…\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        text_of(node, reading, "\"…\"").map(|text| Self(vietnamese::nfc(text).into()))
    }
}

/// An id written inside a file (a step, a topic, a target, a question of `questions.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugText(pub Box<str>);

impl Value for SlugText {
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
    ($($(#[$meta:meta])* $name:ident => $kind:ident, $example:literal;)*) => {$(
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
    UnitRef => Unit, "\"khoa-cntt\"";
    /// A topic by its id.
    TopicRef => Topic, "\"hoc-phi\"";
    /// A procedure by its slug.
    ProcedureRef => Procedure, "\"doi-thoai\"";
    /// A publication target by its id.
    TargetRef => Target, "\"truong\"";
    /// A round by its slug.
    RoundRef => Round, "\"2023-2024\"";
    /// A dialogue.
    DialogueRef => Dialogue, "\"khoa-cntt\"";
    /// A question, looked up outward.
    QuestionRef => Question, "\"questions/007\"";
    /// A commitment, looked up outward.
    CommitmentRef => Commitment, "\"commitments/wifi\"";
    /// A document, looked up outward.
    DocumentRef => Document, "\"documents/bien-ban\"";
    /// A dialogue or a document.
    InputRef => Input, "\"documents/bien-ban\"";
    /// A question or conclusions of a dialogue.
    PromiseRef => Promise, "\"questions/007\"";
}

impl Value for bool {
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
    const EXAMPLE: &'static str = "2024-03-05";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        if let DeValue::Datetime(datetime) = node.value
            && let Some(date) = datetime.date
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

/// Severities by code, `[rules.levels]`; reports S13.
#[derive(Debug, Clone, Default)]
pub struct LevelTable(pub Levels);

impl Value for LevelTable {
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
            let Some(level) = read_level(node, reading) else { continue };
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

fn read_level(node: Node<'_>, reading: &Reading<'_>) -> Option<Option<Severity>> {
    let words = [("error", "lỗi", "error"), ("warning", "cảnh báo", "warning"), ("off", "tắt", "off")];
    let index = super::field::read_choice(node, reading, &words)?;
    Some([Some(Severity::Error), Some(Severity::Warning), None][index])
}

/// A table of texts by free keys (`[search] aliases`), in file order.
#[derive(Debug, Clone, Default)]
pub struct TextTable(pub Vec<(At<Box<str>>, At<Text>)>);

impl Value for TextTable {
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
    Only(Vec<At<UnitRef>>),
}

impl Value for UnitScope {
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
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = node.value else {
            return node.wrong_type(reading, ("một bảng", "a table"), "{ live = 12, chat = \"khoảng 50\" }");
        };
        let known: Vec<&str> = Channel::ALL.iter().map(|c| c.as_str()).collect();
        super::field::TableReader::new(table, node.span, reading).finish(&known);
        let pairs = table.iter().filter_map(|(key, value)| {
            let channel = Channel::ALL.iter().copied().find(|c| c.as_str() == key.get_ref())?;
            let span = reading.span(value.span());
            let count = Quantity::read(Node { value: value.get_ref(), span, key: channel.as_str() }, reading)?;
            Some((channel, At::new(count, span)))
        });
        Some(Self(pairs.collect()))
    }
}

/// Reports what a grammar of `calendar` could not read: T01 for impossible days, S03 for years apart, else S08.
fn misread<T>(node: Node<'_>, reading: &Reading<'_>, written: &str, fault: &Misread, forms: &[&str]) -> Option<T> {
    let list: Vec<String> = forms.iter().map(|f| format!("`{f}`")).collect();
    let list = list.join(", ");
    let key = node.key;
    let span = inside(node, reading, written, fault.span.clone());
    let part = written.get(fault.span.clone()).unwrap_or(written).trim();
    let problem = match fault.cause {
        Cause::NoSuchDay => reading
            .problem(Code::T01, span, say!("không có ngày `{part}`", "there is no day `{part}`"))
            .help(say!("xem lại ngày và tháng", "check day and month")),
        Cause::EndBeforeStart => reading
            .problem(Code::T01, span, say!("`{part}` kết thúc trước khi bắt đầu", "`{part}` ends before it starts"))
            .help(say!("xem lại hai ngày", "check the two days")),
        // An academic year is never anything but two years, so what is no year at all is told alike.
        cause if cause == Cause::NotConsecutive || key == "academic_year" => reading
            .problem(
                Code::S03,
                node.span,
                say!(
                    "năm học `{written}` không gồm hai năm liền nhau",
                    "the academic year `{written}` is not two consecutive years"
                ),
            )
            .help(say!("ví dụ: `\"2023-2024\"`", "for example: `\"2023-2024\"`")),
        _ => reading
            .problem(
                Code::S08,
                node.span,
                say!("không hiểu `{written}` ở `{key}`", "`{written}` is not understood at `{key}`"),
            )
            .help(say!("các cách viết: {list}", "the forms: {list}")),
    };
    reading.report(problem);
    None
}

/// The span in the file of a part of a string value; the whole value where escapes make that uncertain.
fn inside(node: Node<'_>, reading: &Reading<'_>, written: &str, part: std::ops::Range<usize>) -> Span {
    let raw = &reading.file.text[node.span.range()];
    match raw.find(written) {
        Some(offset) if part.end <= written.len() && !part.is_empty() => {
            Span::new(part.start, part.end).shifted(node.span.start as usize + offset)
        }
        _ => node.span,
    }
}

macro_rules! grammar_value {
    ($(#[$meta:meta])* $name:ident($inner:ty), $parse:path, $forms:expr, $example:literal $(, $visit:ident)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl Value for $name {
            const EXAMPLE: &'static str = $example;
            fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
                let text = text_of(node, reading, $example)?;
                $parse(text).map(Self).or_else(|fault| misread(node, reading, text, &fault, $forms).ok_or(())).ok()
            }
        }
    };
}

grammar_value! {
    /// An academic year.
    AcademicYear(calendar::AcademicYear), calendar::AcademicYear::parse, calendar::AcademicYear::FORMS, "\"2023-2024\""
}
grammar_value! {
    /// A month of a year.
    Month(calendar::Month), calendar::Month::parse, calendar::Month::FORMS, "\"2024-04\""
}
grammar_value! {
    /// The last day of a semester, without a year.
    SemesterEnd(calendar::PartialDate), calendar::Semesters::parse_last_day, calendar::Semesters::FORMS, "\"31/01\""
}
grammar_value! {
    /// How long a document is kept.
    Retention(calendar::Retention), calendar::Retention::parse, calendar::Retention::FORMS, "\"3 năm\""
}

/// A deadline or window, written as a date or in the words of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When(pub calendar::When);

/// A deadline that may also be vague ("Quý II/2024").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due(pub calendar::When);

fn read_when(node: Node<'_>, reading: &Reading<'_>, vague: bool) -> Option<calendar::When> {
    if let DeValue::Datetime(_) = node.value {
        return Day::read(node, reading).map(|day| day.0.into());
    }
    let DeValue::String(text) = node.value else {
        return node.wrong_type(reading, ("một ngày hoặc một chuỗi", "a date or a string"), "\"trước ngày 30/11\"");
    };
    let parsed = if vague { calendar::When::parse_due(text) } else { calendar::When::parse(text) };
    parsed.or_else(|fault| misread(node, reading, text, &fault, calendar::When::FORMS).ok_or(())).ok()
}

impl Value for When {
    const EXAMPLE: &'static str = "\"trước ngày 30/11\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        read_when(node, reading, false).map(Self)
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.when(&self.0, key, span);
    }
}

impl Value for Due {
    const EXAMPLE: &'static str = "\"trước ngày 30/11\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        read_when(node, reading, true).map(Self)
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.when(&self.0, key, span);
    }
}

/// A number of people or things, with the qualifier it was written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity(pub calendar::Quantity);

impl Value for Quantity {
    const EXAMPLE: &'static str = "120";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Integer(i) if i.as_str().starts_with('-') => {
                let written = i.as_str();
                reading.report(reading.problem(
                    Code::C04,
                    node.span,
                    say!("số lượng không thể âm: `{written}`", "a number of things cannot be negative: `{written}`"),
                ));
                None
            }
            DeValue::Integer(i) => {
                let number = u32::from_str_radix(&i.as_str().replace('_', ""), i.radix()).ok();
                number
                    .map(|n| Self(calendar::Quantity { value: n, qualifier: None, wording: None }))
                    .or_else(|| node.wrong_type(reading, ("một số lượng", "a quantity"), "120"))
            }
            DeValue::String(text) => {
                let parsed = calendar::Quantity::parse(text);
                parsed
                    .map(Self)
                    .or_else(|fault| misread(node, reading, text, &fault, calendar::Quantity::FORMS).ok_or(()))
                    .ok()
            }
            _ => node.wrong_type(reading, ("một số lượng", "a quantity"), "\"khoảng 50\""),
        }
    }
}

/// When a dialogue was or will be held: a day, hours of a day, or a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held(pub calendar::Held);

impl Value for Held {
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Datetime(_) => {
                Day::read(node, reading).map(|day| Self(calendar::Held { when: day.0.into(), hours: None }))
            }
            DeValue::String(text) => {
                let parsed = calendar::Held::parse(text);
                parsed
                    .map(Self)
                    .or_else(|fault| misread(node, reading, text, &fault, calendar::Held::FORMS).ok_or(()))
                    .ok()
            }
            _ => node.wrong_type(reading, ("một ngày hoặc một chuỗi", "a date or a string"), "2024-04-24"),
        }
    }
}

/// A weekday as printed in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(pub chrono::Weekday);

impl Value for Weekday {
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let text = text_of(node, reading, "\"Thứ Tư\"")?;
        let parsed = calendar::parse_weekday(text).map(Self);
        parsed.ok().or_else(|| {
            unread(
                node,
                reading,
                text,
                &say!("`Thứ Hai` … `Thứ Bảy`, `Chủ nhật`, `thứ 2` … `thứ 7`", "`Monday` … `Sunday`"),
            )
        })
    }
}

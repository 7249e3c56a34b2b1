//! The field reader: TOML tables into typed records, every problem of a table in one pass.
//!
//! `table!` declares a record's fields once; from that come the struct, its reader (unknown keys, missing keys, wrong
//! types and values, each with its place: S01, S04, S05, S06, S08) and its [`Visit`], by which rules see every
//! reference, file and text of any record without naming its fields. A value that cannot be read is left out and
//! reported; reading goes on.

mod accepts;
mod choice;
mod fields;
mod table;

pub use accepts::{Accepts, FieldAccepts, Keys, TableAccepts};
pub use choice::read_choice;
pub use fields::{Field, Many, ReqList};

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::say;
use crate::text::source::SourceFile;
use crate::text::span::{At, Span};
use crate::text::vietnamese;
use std::cell::{Cell, OnceCell, RefCell};
use thin_vec::ThinVec;
use toml::de::{DeTable, DeValue};

/// What reading one file knows: the file, where its TOML begins, and what was met.
pub struct Reading<'a> {
    /// The file that is read.
    pub file: &'a SourceFile,
    base: usize,
    /// Its TOML without the lines that keep others from being read, where it has such.
    left: OnceCell<String>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    flawed: Cell<bool>,
}

impl<'a> Reading<'a> {
    /// Begins to read `file`, whose TOML starts at byte `base`.
    pub fn new(file: &'a SourceFile, base: usize) -> Self {
        Self { file, base, left: OnceCell::new(), diagnostics: RefCell::default(), flawed: Cell::new(false) }
    }

    /// Keeps the TOML that is read in place of the file's, for as long as the file is read.
    pub fn keep(&self, left: String) -> &str {
        self.left.get_or_init(|| left)
    }

    /// The span in the file of a range of the TOML text.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start + self.base, range.end + self.base)
    }

    /// Notes a diagnostic of this file; an error of form (S) or time (T01) marks the record as flawed.
    pub fn report(&self, diagnostic: Diagnostic) {
        if diagnostic.severity == crate::diagnostic::Severity::Error {
            self.flawed.set(true);
        }
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Whether something within `span` was reported.
    pub fn is_reported(&self, span: Span) -> bool {
        self.diagnostics.borrow().iter().any(|d| span.start <= d.place.span.start && d.place.span.end <= span.end)
    }

    /// Whether `key` may be lost to a syntax error: something could not be read, and a line begins with the key.
    fn is_lost(&self, key: &str) -> bool {
        let begins = |line: &str| {
            let rest = line.trim_start().strip_prefix(key);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')))
        };
        self.diagnostics.borrow().iter().any(|d| d.code == Code::S07) && self.file.text.lines().any(begins)
    }

    /// Notes a diagnostic of `code` at `span`.
    pub fn problem(&self, code: Code, span: Span, message: Message) -> Diagnostic {
        Diagnostic::new(code, &self.file.path, span, message)
    }

    /// What was met, and whether an error was among it.
    pub fn finish(self) -> (Vec<Diagnostic>, bool) {
        (self.diagnostics.into_inner(), self.flawed.get())
    }
}

/// A value on its way to being read.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The value.
    pub value: &'a DeValue<'a>,
    /// Where it stands in the file.
    pub span: Span,
    /// The key it was written under.
    pub key: &'a str,
}

impl Node<'_> {
    /// Reports that another type was wanted, with an example, and yields nothing.
    pub fn wrong_type<T>(self, reading: &Reading<'_>, wanted: (&str, &str), example: &str) -> Option<T> {
        let key = self.key;
        let raw = &reading.file.text[self.span.range()];
        let nested = matches!(self.value, DeValue::Array(_) | DeValue::Table(_));
        if !nested && reading.is_reported(self.span) {
            // What the TOML parser could not read (a date that does not exist) was reported by it.
            reading.flawed.set(true);
            return None;
        }
        let (vi, en) = (wanted.0, wanted.1);
        let (found_vi, found_en) = type_name(self.value);
        let message = say!("`{key}` phải là {vi}, không phải {found_vi}", "`{key}` must be {en}, not {found_en}");
        let help = say!("ví dụ: `{key} = {example}`", "for example: `{key} = {example}`");
        let mut problem = reading.problem(Code::S05, self.span, message).help(help);
        if let Some(meant) = self.meant(raw, example) {
            problem = problem
                .help(say!("viết không có dấu nháy: `{key} = {meant}`", "write without quotes: `{key} = {meant}`"))
                .fix(self.span, meant);
        }
        reading.report(problem);
        None
    }

    /// What was meant by a date, a number or a truth value in quotes, where `example` shows that one is wanted.
    fn meant(self, raw: &str, example: &str) -> Option<String> {
        let DeValue::String(text) = self.value else { return None };
        if example.starts_with(['"', '[', '{']) || raw.len() < 2 {
            return None;
        }
        let text = text.trim();
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if example == "true" {
            return matches!(text, "true" | "false").then(|| text.to_owned());
        }
        if digits(example) {
            return digits(text).then(|| text.to_owned());
        }
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let [a, b, c] = parts[..] else { return None };
        let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        let day = chrono::NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        (year.len() == 4).then(|| day.to_string())
    }
}

fn type_name(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("một chuỗi", "a string"),
        DeValue::Integer(_) => ("một số nguyên", "a whole number"),
        DeValue::Float(_) => ("một số thập phân", "a decimal number"),
        DeValue::Boolean(_) => ("true hoặc false", "true or false"),
        DeValue::Datetime(_) => ("một ngày giờ", "a date or time"),
        DeValue::Array(_) => ("một danh sách", "a list"),
        DeValue::Table(_) => ("một bảng", "a table"),
    }
}

/// What a value is to a translation.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that is translated.
    Text,
    /// The id by which an entry of a list is told from the others.
    Id,
    /// A fact that stays in the first language.
    Fact,
    /// A table with these keys.
    Table(&'static [(&'static str, Shape)]),
    /// A list of such values.
    List(&'static Shape),
}

/// A type that a TOML value can be read into.
pub trait Value: Sized {
    /// What it is to a translation.
    const SHAPE: Shape = Shape::Fact;
    /// What it may be, for schemas.
    const ACCEPTS: Accepts;
    /// How a value may be written, for messages.
    const EXAMPLE: &'static str = "…";
    /// Whether an empty text counts as missing where the key is required.
    const EMPTY_IS_MISSING: bool = false;
    /// Reads `node`; reports and yields nothing where it cannot.
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self>;
    /// Whether the value is an empty text.
    fn is_blank(&self) -> bool {
        false
    }
    /// Shows `visitor` what the value refers to or says.
    fn visit(&self, _key: &'static str, _span: Span, _visitor: &mut dyn Visitor) {}
}

/// What a [`Visitor`] may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefKind {
    /// A unit's slug.
    Unit,
    /// A topic's id.
    Topic,
    /// A procedure's slug.
    Procedure,
    /// A publication target's id.
    Target,
    /// A round's slug.
    Round,
    /// A dialogue: its id, or its slug within the round.
    Dialogue,
    /// A question: an id or a shorter path looked up outward.
    Question,
    /// A commitment, likewise.
    Commitment,
    /// A document, likewise.
    Document,
    /// A survey, likewise.
    Survey,
    /// A dialogue or a document (`inputs`).
    Input,
    /// A question or conclusions of a dialogue (`answers_to`).
    Promise,
}

/// Sees every leaf of a record that a rule may care about.
pub trait Visitor {
    /// A reference as written.
    fn reference(&mut self, _kind: RefKind, _name: &str, _key: &'static str, _span: Span) {}
    /// The name of a file beside the record.
    fn file(&mut self, _name: &str, _key: &'static str, _span: Span) {}
    /// A text that a page may show.
    fn text(&mut self, _text: &str, _key: &'static str, _span: Span) {}
    /// A web address.
    fn url(&mut self, _url: &str, _key: &'static str, _span: Span) {}
    /// A deadline or window.
    fn when(&mut self, _when: &crate::calendar::When, _key: &'static str, _span: Span) {}
}

/// Shows every leaf to a [`Visitor`].
pub trait Visit: Sync {
    /// Shows every leaf below to `visitor`, in the order of the fields.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// An optional value with its place.
pub type Opt<T> = Option<At<T>>;

/// An optional value that few records have: absent it takes the room of a pointer.
pub type Rare<T> = Option<Box<At<T>>>;

/// Values with their places; an empty list takes the room of a pointer, and a record has many of them.
pub type List<T> = ThinVec<At<T>>;

/// A required value: absent only where its absence was reported.
#[derive(Debug, Clone)]
pub struct Req<T>(pub Option<At<T>>);

impl<T> Req<T> {
    /// The value, unless its absence was reported.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|at| &at.value)
    }

    /// The value with its place, unless its absence was reported.
    pub fn at(&self) -> Option<&At<T>> {
        self.0.as_ref()
    }

    /// Where it stands, or the whole beginning of the file.
    pub fn span(&self) -> Span {
        self.0.as_ref().map_or(Span::default(), |at| at.span)
    }
}

impl<T: Copy> Req<T> {
    /// The value, unless its absence was reported.
    pub fn copied(&self) -> Option<T> {
        self.get().copied()
    }
}

/// The example of a value that is a table.
pub const A_TABLE: &str = "{ … }";

fn in_brackets(example: &str) -> String {
    if example == A_TABLE { "[{ … }]".into() } else { format!("[{example}]") }
}

/// One TOML table on its way to being read.
pub struct TableReader<'a> {
    table: &'a DeTable<'a>,
    /// Where the table stands: its header, or the beginning of the file.
    pub span: Span,
    /// The reading that the table belongs to.
    pub reading: &'a Reading<'a>,
}

impl<'a> TableReader<'a> {
    /// Reads `table`, which stands at `span`.
    pub fn new(table: &'a DeTable<'a>, span: Span, reading: &'a Reading<'a>) -> Self {
        Self { table, span, reading }
    }

    /// The value of `key`, if it is there.
    pub fn node(&self, key: &'static str) -> Option<Node<'a>> {
        let value = self.table.get(key)?;
        Some(Node { value: value.get_ref(), span: self.reading.span(value.span()), key })
    }

    /// Reports that `key` is required and not there.
    pub fn missing(&self, key: &'static str) {
        self.missing_like(key, "…");
    }

    /// Reports that `key` is required and not there, with an example of its value; what a syntax error hides is no
    /// second fault.
    pub fn missing_like(&self, key: &'static str, example: &str) {
        if self.reading.is_lost(key) {
            return;
        }
        let message = say!("thiếu khoá bắt buộc `{key}`", "required key `{key}` is missing");
        let similar = self.table.keys().map(|k| -> &str { k.get_ref() });
        let help = match vietnamese::nearest(key, similar).filter(|near| *near != key) {
            Some(near) => say!(
                "đổi `{near}` thành `{key}`, hoặc thêm một dòng `{key} = {example}`",
                "rename `{near}` to `{key}`, or add a line `{key} = {example}`"
            ),
            None if example == A_TABLE => say!("thêm một bảng `[{key}]`", "add a table `[{key}]`"),
            None => say!("thêm một dòng `{key} = {example}`", "add a line `{key} = {example}`"),
        };
        self.reading.report(self.reading.problem(Code::S06, self.span, message).help(help));
    }

    /// Reports every key that is not among `known`, with the nearest that is.
    pub fn finish(&self, known: &[&str]) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let span = self.reading.span(key.span());
            let mut diagnostic = self.reading.problem(
                Code::S01,
                span,
                say!("không có khoá `{name}` ở đây", "there is no key `{name}` here"),
            );
            if let Some(near) = vietnamese::nearest(name, known.iter().copied()) {
                diagnostic =
                    diagnostic.help(say!("có phải bạn muốn viết `{near}`?", "did you mean `{near}`?")).fix(span, near);
            } else {
                let all = known.join(", ");
                diagnostic = diagnostic.help(say!("các khoá dùng được: {all}", "the keys that exist: {all}"));
            }
            self.reading.report(diagnostic);
        }
    }
}

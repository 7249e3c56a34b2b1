//! The small parts that page models are made of: texts, dates, links, states, deadlines, figures, files.
//!
//! In: facts already worded in the page's language. Out: fields of page models. The invariant: only [`Html`] reaches a
//! page unescaped, and only fields whose names end in `html` (or `json_ld`) hold one.

use std::borrow::Cow;

use serde::Serialize;

/// A plain text: borrowed from the register where it can be, owned where it was computed. Escaped by the template.
pub type Text<'a> = Cow<'a, str>;

/// HTML that the program rendered itself (from Markdown, with raw HTML shown as text). Written as it is.
///
/// Text taken out before publication is `<span class="cut">…</span>` in it. Headings in it begin at `h3`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html<'a>(pub Text<'a>);

/// A date beside its words; shown as `<time datetime="iso">text</time>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Date<'a> {
    /// What `datetime` says: `2024-04-24`, `2024-04-24T08:00`, or a month or year (`2024-06`, `2024`). A quarter or a
    /// semester has its last day.
    pub iso: Text<'a>,
    /// As it is read: `24/4/2024`, `tháng 6 năm 2024`, `Quý II/2024`. The short form, unless a field says otherwise.
    pub text: Text<'a>,
}

/// A day or a span of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period<'a> {
    /// The first day; the only one when `end` is none.
    pub start: Date<'a>,
    /// The last day, when it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Date<'a>>,
}

/// A name with the page it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link<'a> {
    /// The text of the link. A record that is not public is `hồ sơ nội bộ`, without `href`.
    pub title: Text<'a>,
    /// A site path without leading slash; none when there is no such page (the title then stands as text).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
    /// The title's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
}

/// A link that leaves the site, or a contact (`https:`, `http:`, `mailto:`, `tel:`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OuterLink<'a> {
    /// The text of the link.
    pub title: Text<'a>,
    /// The whole address.
    pub url: Text<'a>,
}

/// A state of a record: shown as a chip whose icon and colour follow from `id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State<'a> {
    /// The identifier of `spec/states.md`, also of a deadline or a dialogue: `answered`, `done-reported`, `overdue`, `held`.
    pub id: Text<'a>,
    /// Its word in the page's language, the same everywhere.
    pub label: Text<'a>,
}

/// A word of a closed vocabulary (kind, channel, outcome, level, form, type …).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term<'a> {
    /// The identifier, as in the records: `petition`, `class-minutes`, `QĐ`.
    pub id: Text<'a>,
    /// Its word in the page's language.
    pub label: Text<'a>,
}

/// By when something was or is due, and how that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline<'a> {
    /// `not-due`, `due-soon`, `due-today`, `overdue`, `on-time`, `late` or `no-deadline`, with its word.
    pub state: State<'a>,
    /// With `overdue` and `late`: the number of working days after the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
    /// With `not-due` and `due-soon`: the number of working days left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// The written limit, extensions included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date<'a>>,
    /// The day until which the limit holds, as ISO date (`data-due`): another than `due` when that is a day off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Text<'a>>,
    /// The limit in the record's or the plan's own words: `trong ngày thứ 2, tuần thứ 3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<Text<'a>>,
    /// How the date came about, in one or two sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivation: Option<Text<'a>>,
    /// How the limit was moved, oldest first.
    pub extensions: Vec<Extension<'a>>,
}

/// How something stood to its limit, where the limit itself is shown elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing<'a> {
    /// As in [`Deadline::holds`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Text<'a>>,
    /// As in [`Deadline::state`].
    pub state: State<'a>,
    /// As in [`Deadline::workdays`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
    /// As in [`Deadline::left`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}

/// A limit that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extension<'a> {
    /// The new limit.
    pub to: Date<'a>,
    /// The day it was decided.
    pub on: Date<'a>,
    /// The unit or role that decided.
    pub by: Link<'a>,
    /// The reason given.
    pub reason: Text<'a>,
}

/// A statistic with what it was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure<'a> {
    /// The identifier of `spec/states.md`: `answer_rate`.
    pub id: Text<'a>,
    /// What it counts, as words under the number: `ý kiến đã được trả lời`.
    pub label: Text<'a>,
    /// The number as it is read: `87%`, `1.347`. None when there are too few for a rate; the counts are then shown alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Text<'a>>,
    /// The numerator, or the count itself. A median that is a half is written so: `7.5`.
    pub numerator: Text<'a>,
    /// The denominator of a rate, or how many were counted for a median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<u64>,
    /// What the denominator of a rate counts: `ý kiến phải trả lời`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Text<'a>>,
    /// Whether it is a median, so that the denominator is read as how many were counted.
    pub median: bool,
    /// The definition in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text<'a>>,
    /// The list of what was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
}

/// A file that readers can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLink<'a> {
    /// What it is; its name when nothing better is known.
    pub title: Text<'a>,
    /// Its site path (`tep/…`).
    pub href: Text<'a>,
    /// Its type as readers say it: `PDF`, `Excel`.
    pub kind: Text<'a>,
    /// Its size as readers say it: `1,2 MB`.
    pub size: Text<'a>,
}

/// A document as other pages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentLink<'a> {
    /// The document's type: `Công văn`.
    pub kind: Term<'a>,
    /// Its number: `4402/KH-ĐHM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text<'a>>,
    /// Its title and page.
    pub link: Link<'a>,
    /// The day it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
}

/// What shows that something was done: a file, an outside address or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence<'a> {
    /// What it shows.
    pub label: Text<'a>,
    /// The file, when it is one of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileLink<'a>>,
    /// The outside address, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// The document's page, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<Text<'a>>,
}

/// A published change to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction<'a> {
    /// The day of the change.
    pub on: Date<'a>,
    /// What was changed.
    pub what: Text<'a>,
    /// The unit that made it.
    pub unit: Link<'a>,
    /// `factual`, `redaction` or `withdrawal`, with its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Term<'a>>,
}

/// A name with a value already worded; a row of a list of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact<'a> {
    /// The name: `Học phần`.
    pub label: Text<'a>,
    /// The value: `khoảng 50`.
    pub value: Text<'a>,
}

//! The view: the register in one language, as page models want it.
//!
//! Facts go in, the small parts of page models come out: texts with their language, dates, links, states, deadlines,
//! HTML. The invariant: what a reader must not see never leaves here; a record that is not public is "hồ sơ nội bộ"
//! without id, title or link. Dates, numbers and deadlines are worded in `view/words.rs`, files and documents named in
//! `view/file.rs`.

mod file;
mod prose;
mod words;

pub use file::attachment_of;
pub use prose::one_line;

use super::model::part::{Correction, Html, Link, State, Term, Text};
use super::plan::Plan;
use super::route::{self, Route, Subject};
use crate::markdown::{self, Address, Rendering};
use crate::record::question::{Correction as WrittenCorrection, Visibility};
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::{CommitmentIx, DialogueIx, QuestionIx, RecordIx, RoundIx, TopicIx, UnitIx};
use crate::text::span::{At, Span};
use std::borrow::Cow;
use std::fmt::Display;
use std::sync::OnceLock;

/// The register in one language.
pub struct View<'r> {
    /// The register.
    pub register: &'r Register<'r>,
    /// The plan of the site.
    pub plan: &'r Plan,
    /// The language.
    pub lang: LanguageTag,
    /// Its position in the site's list.
    pub lang_index: u8,
    /// What addresses of this language begin with.
    pub prefix: &'static str,
    addresses: Addresses,
}

/// The addresses that many pages name, written once a language.
struct Addresses {
    units: Joined,
    topics: Joined,
    rounds: Joined,
    dialogues: Joined,
    // When they are first wanted: who shows a page after each edit needs few of them, whose register has many.
    questions: OnceLock<Joined>,
    commitments: OnceLock<Joined>,
}

/// Many short texts in one.
struct Joined {
    text: String,
    ends: Vec<usize>,
}

impl Joined {
    /// The addresses of `length` subjects.
    fn of(register: &Register<'_>, prefix: &str, length: usize, subject: impl Fn(u32) -> Subject) -> Self {
        let mut joined = Self { text: String::new(), ends: Vec::with_capacity(length) };
        for ix in 0..length as u32 {
            joined.text.push_str(&route::address(register, prefix, subject(ix)));
            joined.ends.push(joined.text.len());
        }
        joined
    }

    fn at(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[i]]
    }
}

impl Addresses {
    fn new(register: &Register<'_>, prefix: &str) -> Self {
        Self {
            units: Joined::of(register, prefix, register.units.len(), |ix| Subject::Unit(UnitIx(ix), 1)),
            topics: Joined::of(register, prefix, register.topics.len(), |ix| Subject::Topic(TopicIx(ix), 1)),
            rounds: Joined::of(register, prefix, register.rounds.len(), |ix| Subject::Round(RoundIx(ix))),
            dialogues: Joined::of(register, prefix, register.dialogues.len(), |ix| {
                Subject::Dialogue(DialogueIx(ix), 1)
            }),
            questions: OnceLock::new(),
            commitments: OnceLock::new(),
        }
    }
}

impl<'r> View<'r> {
    /// The view of the language at `lang_index`.
    pub fn new(register: &'r Register<'r>, plan: &'r Plan, lang_index: u8) -> Self {
        let lang = register.settings.languages[lang_index as usize];
        let prefix = route::prefix(register, lang_index);
        Self { register, plan, lang, lang_index, prefix, addresses: Addresses::new(register, prefix) }
    }

    /// The words of this language.
    pub const fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            LanguageTag::Vi => vi,
            LanguageTag::En => en,
        }
    }

    /// One of a pair of labels.
    pub const fn label(&self, pair: (&'static str, &'static str)) -> &'static str {
        self.say(pair.0, pair.1)
    }

    /// The site path of a page, in this language; the whole address of one that is on the main site alone.
    pub fn href(&self, subject: Subject) -> String {
        let path = route::address(self.register, self.prefix, subject);
        if route::is_elsewhere(self.register, subject) { self.on_main(&path) } else { path }
    }

    /// The whole address of the page at `path` of the main site.
    fn on_main(&self, path: &str) -> String {
        [&*self.register.settings.base_url, path].concat()
    }

    /// The page of a record, if it has one that readers may see.
    pub fn page_of(&self, record: RecordIx) -> Option<Text<'_>> {
        let shown = match record {
            RecordIx::Question(q) => super::plan::has_page(self.register, q),
            other => self.register.is_public(other),
        };
        let known = &self.addresses;
        Some(match record {
            _ if self.register.is_away(record) => self.href(route::subject_of(record)?).into(),
            _ if !shown => return None,
            RecordIx::Unit(ix) => known.units.at(ix.at()).into(),
            RecordIx::Topic(ix) => known.topics.at(ix.at()).into(),
            RecordIx::Round(ix) => known.rounds.at(ix.at()).into(),
            RecordIx::Dialogue(ix) => known.dialogues.at(ix.at()).into(),
            RecordIx::Question(ix) => {
                let length = self.register.questions.len();
                let all = || Joined::of(self.register, self.prefix, length, |ix| Subject::Question(QuestionIx(ix)));
                known.questions.get_or_init(all).at(ix.at()).into()
            }
            RecordIx::Commitment(ix) => {
                let length = self.register.commitments.len();
                let all = || Joined::of(self.register, self.prefix, length, |ix| Subject::Commitment(CommitmentIx(ix)));
                known.commitments.get_or_init(all).at(ix.at()).into()
            }
            other => self.href(route::subject_of(other)?).into(),
        })
    }

    /// A text of the record `id` in this language: its translation, else the original with its language.
    pub fn text<'a>(&'a self, id: &str, path: impl Display, original: &'a str) -> (Text<'a>, Option<Text<'a>>) {
        let first = self.register.settings.languages[0];
        if self.lang == first {
            return (Cow::Borrowed(original), None);
        }
        let translation = self.register.translation(id, self.lang.as_str());
        match translation.and_then(|t| t.text(&path.to_string())) {
            Some(text) => (Cow::Borrowed(text), None),
            None => (Cow::Borrowed(original), Some(Cow::Borrowed(first.as_str()))),
        }
    }

    /// As [`View::text`], as words with their language: a link that leads nowhere.
    pub fn words<'a>(&'a self, id: &str, path: impl Display, original: &'a str) -> Link<'a> {
        let (title, lang) = self.text(id, path, original);
        Link { title, href: None, lang }
    }

    /// The title of a record and the language it is in where that is not the page's.
    pub fn title(&self, record: RecordIx) -> (Text<'_>, Option<Text<'_>>) {
        let r = self.register;
        macro_rules! of {
            ($arena:ident, $ix:expr, $key:literal, $field:ident) => {{
                let entry = &r.$arena[$ix.at()];
                self.text(&entry.id, $key, entry.facts.$field.get().map_or("", |t| t.as_str()))
            }};
        }
        match record {
            RecordIx::Unit(ix) => of!(units, ix, "name", name),
            RecordIx::Topic(ix) => of!(topics, ix, "title", title),
            RecordIx::Procedure(ix) => of!(procedures, ix, "title", title),
            RecordIx::Document(ix) => of!(documents, ix, "title", title),
            RecordIx::Page(ix) => of!(pages, ix, "title", title),
            RecordIx::Round(ix) => of!(rounds, ix, "title", title),
            RecordIx::Dialogue(ix) => of!(dialogues, ix, "title", title),
            RecordIx::Question(ix) => of!(questions, ix, "title", title),
            RecordIx::Commitment(ix) => of!(commitments, ix, "title", title),
            RecordIx::Survey(ix) => of!(surveys, ix, "title", title),
        }
    }

    /// What stands for a record that is not public.
    pub fn hidden(&self) -> Link<'static> {
        Link { title: self.say("hồ sơ nội bộ", "internal record").into(), href: None, lang: None }
    }

    /// A link to a record, as far as readers may know of it.
    pub fn link(&self, record: RecordIx) -> Link<'_> {
        if let RecordIx::Question(q) = record
            && self.register.questions[q.at()].links.visibility == Visibility::Withheld
        {
            return Link { title: self.withheld_title(q).into(), href: self.page_of(record), lang: None };
        }
        let Some(href) = self.page_of(record) else { return self.hidden() };
        let (title, lang) = self.title(record);
        Link { title, href: Some(href), lang }
    }

    /// A record that another one refers to: withheld ones are named no more than internal ones.
    pub fn reference(&self, record: RecordIx) -> Link<'_> {
        if self.register.is_known(record) { self.link(record) } else { self.hidden() }
    }

    /// The neutral wording for a withheld question.
    pub fn withheld_title(&self, ix: QuestionIx) -> String {
        let slug = self.register.questions[ix.at()].slug();
        match self.lang {
            LanguageTag::Vi => format!("Ý kiến số {slug}: không công khai nội dung"),
            LanguageTag::En => format!("Question {slug}: content withheld"),
        }
    }

    /// A link to the unit that `slug` names; the slug itself where there is none.
    pub fn unit<'a>(&'a self, slug: &'a str) -> Link<'a> {
        match self.register.unit(slug) {
            Some(ix) => self.link(RecordIx::Unit(ix)),
            None => Link { title: slug.into(), href: None, lang: None },
        }
    }

    /// A link to the unit at `ix`, if there is one.
    pub fn unit_at(&self, ix: Option<UnitIx>) -> Option<Link<'_>> {
        ix.map(|ix| self.link(RecordIx::Unit(ix)))
    }

    /// A value of a closed vocabulary.
    pub fn term(&self, id: &'static str, label: (&'static str, &'static str)) -> Term<'static> {
        Term { id: id.into(), label: self.label(label).into() }
    }

    /// A state.
    pub fn state(&self, id: &'static str, label: (&'static str, &'static str)) -> State<'static> {
        State { id: id.into(), label: self.label(label).into() }
    }

    /// The Markdown at `span` of the record `id` as HTML; none where it is empty.
    pub fn html(&self, id: &str, path: &str, span: Span, route: Route) -> Option<Html<'static>> {
        let text = self.register.markdown(path, span);
        self.markdown(id, &text, route)
    }

    /// `text`, which belongs to the record `id`, as HTML for the page at `route`; none where it is empty.
    pub fn markdown(&self, id: &str, text: &str, route: Route) -> Option<Html<'static>> {
        self.markdown_below(id, text, route, "")
    }

    /// As [`View::markdown`], with `anchor_prefix` before every anchor, so that several texts share a page.
    pub fn markdown_below(&self, id: &str, text: &str, route: Route, anchor_prefix: &str) -> Option<Html<'static>> {
        if text.trim().is_empty() {
            return None;
        }
        let root = route::root_of("", &self.href(route.subject));
        let address = |written: &str, image: bool| self.address(id, written, image, &root);
        // Under a title alone, or under a section of the page.
        let top = match route.subject {
            Subject::Page(_) | Subject::Unit(..) | Subject::Round(_) | Subject::Dialogue(..) | Subject::Survey(_) => 2,
            _ => 3,
        };
        let rendering =
            Rendering { cut_label: self.say("đã lược bỏ", "removed"), address: &address, anchor_prefix, top };
        Some(Html(markdown::render(text, &rendering).into()))
    }

    /// What becomes of an address in a text of the record `id`.
    fn address(&self, id: &str, written: &str, image: bool, root: &str) -> Address {
        if let Some(reference) = written.strip_prefix('@') {
            let (name, anchor) = reference.split_once('#').map_or((reference, None), |(n, a)| (n, Some(a)));
            let Some(record) = self.register.named_in_text(name, id) else { return Address::Plain };
            let away = self.register.is_away(record);
            let Some(page) = self.page_of(record).filter(|_| away || self.register.is_public(record)) else {
                return Address::Hidden(self.say("hồ sơ nội bộ", "internal record").into());
            };
            let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
            let root = if away { "" } else { root };
            return Address::To(format!("{root}{page}{anchor}"));
        }
        if image {
            return match self.attachment(id, written) {
                Some(file) => Address::To(format!("{root}{file}")),
                None => Address::Plain,
            };
        }
        let lower = written.trim().to_ascii_lowercase();
        let scheme = lower.split(['/', '?', '#']).next().and_then(|s| s.split_once(':')).map(|(s, _)| s);
        match scheme {
            None | Some("https" | "http" | "mailto" | "tel") => Address::To(written.trim().to_owned()),
            Some(_) => Address::Plain,
        }
    }

    /// Published changes to a record, oldest first.
    pub fn corrections<'a>(&'a self, id: &str, written: &'a [At<WrittenCorrection>]) -> Vec<Correction<'a>> {
        let known =
            written.iter().enumerate().filter(|(_, c)| c.on.get().is_some_and(|on| on.0 <= self.register.as_of));
        known.filter_map(|(i, c)| self.correction(id, i, c)).collect()
    }

    /// One published change: the one at position `i` of the record `id`.
    pub fn correction<'a>(&'a self, id: &str, i: usize, c: &'a WrittenCorrection) -> Option<Correction<'a>> {
        Some(Correction {
            on: self.date(c.on.get()?.0),
            what: self.text(id, format_args!("corrections.{i}.what"), c.what.get()?.as_str()).0,
            unit: self.unit(c.unit.get()?.as_str()),
            kind: c.kind.as_ref().map(|k| self.term(k.as_str(), k.label())),
        })
    }
}

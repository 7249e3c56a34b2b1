//! The view: the register in one language, as page models want it.
//!
//! Facts go in, the small parts of page models come out: texts with their language, dates, links, states, deadlines,
//! HTML. The invariant: what a reader must not see never leaves here; a record that is not public is "hồ sơ nội bộ"
//! without id, title or link.

use super::model::part::{
    Correction, Date, Deadline, DocumentLink, Evidence, Extension, FileLink, Html, Link, Period, State, Term, Text,
};
use super::plan::Plan;
use super::route::{self, Route, Subject};
use crate::calendar::{self, VagueDate, explain};
use crate::markdown::{self, Address, Rendering};
use crate::record::field::RefKind;
use crate::record::question::{Correction as WrittenCorrection, Visibility};
use crate::record::value::{LanguageTag, Quantity};
use crate::register::Register;
use crate::register::deadline::Deadline as Computed;
use crate::register::index::{DocumentIx, QuestionIx, RecordIx, UnitIx, scope_of};
use crate::register::schedule::Schedule;
use crate::text::span::{At, Span};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

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
}

impl<'r> View<'r> {
    /// The view of the language at `lang_index`.
    pub fn new(register: &'r Register<'r>, plan: &'r Plan, lang_index: u8) -> Self {
        let lang = register.settings.languages[lang_index as usize];
        Self { register, plan, lang, lang_index, prefix: route::prefix(register, lang_index) }
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

    /// The site path of a page, in this language.
    pub fn href(&self, subject: Subject) -> String {
        format!("{}{}", self.prefix, route::path(self.register, subject))
    }

    /// The page of a record, if it has one that readers may see.
    pub fn page_of(&self, record: RecordIx) -> Option<String> {
        let shown = match record {
            RecordIx::Question(q) => super::plan::has_page(self.register, q),
            other => self.register.is_public(other),
        };
        route::subject_of(record).filter(|_| shown).map(|s| self.href(s))
    }

    /// A text of the record `id` in this language: its translation, else the original with its language.
    pub fn text<'a>(&'a self, id: &str, path: &str, original: &'a str) -> (Text<'a>, Option<Text<'a>>) {
        let first = self.register.settings.languages[0];
        if self.lang == first {
            return (Cow::Borrowed(original), None);
        }
        let translation = self.register.translation(id, self.lang.as_str());
        match translation.and_then(|t| t.text(path)) {
            Some(text) => (Cow::Borrowed(text), None),
            None => (Cow::Borrowed(original), Some(Cow::Borrowed(first.as_str()))),
        }
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
            return Link {
                title: self.withheld_title(q).into(),
                href: self.page_of(record).map(Into::into),
                lang: None,
            };
        }
        let Some(href) = self.page_of(record) else { return self.hidden() };
        let (title, lang) = self.title(record);
        Link { title, href: Some(href.into()), lang }
    }

    /// A record that another one refers to: withheld ones are named no more than internal ones.
    pub fn reference(&self, record: RecordIx) -> Link<'_> {
        if self.register.is_public(record) { self.link(record) } else { self.hidden() }
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

    /// A day in short form: `24/4/2024`, `24 April 2024`.
    pub fn date(&self, day: NaiveDate) -> Date<'static> {
        let text = match self.lang {
            LanguageTag::Vi => format!("{}/{}/{}", day.day(), day.month(), day.year()),
            LanguageTag::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        };
        Date { iso: day.to_string().into(), text: text.into() }
    }

    /// A day in long form: `ngày 04 tháng 12 năm 2023` (days under 10 and months 1 and 2 take a zero, as Decree 30 wants).
    pub fn long_date(&self, day: NaiveDate) -> Date<'static> {
        let text = match self.lang {
            LanguageTag::Vi if day.month() < 3 => {
                format!("ngày {:02} tháng {:02} năm {}", day.day(), day.month(), day.year())
            }
            LanguageTag::Vi => format!("ngày {:02} tháng {} năm {}", day.day(), day.month(), day.year()),
            LanguageTag::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        };
        Date { iso: day.to_string().into(), text: text.into() }
    }

    /// First and last day.
    pub fn period(&self, (first, last): (NaiveDate, NaiveDate)) -> Period<'static> {
        Period { start: self.date(first), end: (last != first).then(|| self.date(last)) }
    }

    /// A whole number as it is read: `1.347`, `1,347`.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if self.lang == LanguageTag::Vi { '.' } else { ',' });
            }
            out.push(c);
        }
        out
    }

    /// A quantity with its qualifier: `khoảng 50`.
    pub fn quantity(&self, quantity: &Quantity) -> Text<'static> {
        let number = self.number(u64::from(quantity.0.value));
        let Some(qualifier) = quantity.0.qualifier else { return number.into() };
        use calendar::Qualifier::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};
        let word = match qualifier {
            About => self.say("khoảng", "about"),
            MoreThan => self.say("hơn", "more than"),
            Nearly => self.say("gần", "nearly"),
            AtLeast => self.say("ít nhất", "at least"),
            AtMost => self.say("không quá", "at most"),
            LessThan => self.say("dưới", "fewer than"),
        };
        format!("{word}\u{a0}{number}").into()
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
        let root = route::root_of(&format!("{}{}", self.prefix, route::path(self.register, route.subject)));
        let address = |written: &str, image: bool| self.address(id, written, image, &root);
        let rendering =
            Rendering { cut_label: self.say("đã lược bỏ", "removed"), address: &address, anchor_prefix };
        Some(Html(markdown::render(text, &rendering).into()))
    }

    /// What becomes of an address in a text of the record `id`.
    fn address(&self, id: &str, written: &str, image: bool, root: &str) -> Address {
        if let Some(reference) = written.strip_prefix('@') {
            let (name, anchor) = reference.split_once('#').map_or((reference, None), |(n, a)| (n, Some(a)));
            let Some(record) = find(self.register, name, id) else { return Address::Plain };
            let Some(page) = self.page_of(record).filter(|_| self.register.is_public(record)) else {
                return Address::Hidden(self.say("hồ sơ nội bộ", "internal record").into());
            };
            let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
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

    /// The site path of the file `name` of the record `id`, if it exists.
    pub fn attachment(&self, id: &str, name: &str) -> Option<String> {
        attachment_of(self.register, id, name).map(|_| format!("tep/{id}/{name}"))
    }

    /// A file of the record `id`, as a link.
    pub fn file<'a>(&self, id: &str, name: &'a str, title: Option<Text<'a>>) -> Option<FileLink<'a>> {
        let attachment = attachment_of(self.register, id, name)?;
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
        let kind: Text<'a> = match extension.as_str() {
            "pdf" => "PDF".into(),
            "doc" | "docx" => "Word".into(),
            "xls" | "xlsx" => "Excel".into(),
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => self.say("hình ảnh", "image").into(),
            _ => extension.to_uppercase().into(),
        };
        let title = title.unwrap_or(Cow::Borrowed(name));
        Some(FileLink { title, href: format!("tep/{id}/{name}").into(), kind, size: self.size(attachment.size).into() })
    }

    /// A size in bytes as it is read: `1,2 MB`.
    fn size(&self, bytes: u64) -> String {
        let comma = |text: String| if self.lang == LanguageTag::Vi { text.replace('.', ",") } else { text };
        match bytes {
            0..1024 => format!("{bytes}\u{a0}B"),
            1024..1_048_576 => format!("{}\u{a0}KB", bytes.div_ceil(1024)),
            _ => comma(format!("{:.1}\u{a0}MB", bytes as f64 / 1_048_576.0)),
        }
    }

    /// The document that `name` means in the record `id`, as other pages name it.
    pub fn document(&self, name: &str, id: &str) -> Option<DocumentLink<'_>> {
        self.register.document(name, id).map(|ix| self.document_at(ix))
    }

    /// A document as other pages name it.
    pub fn document_at(&self, ix: DocumentIx) -> DocumentLink<'_> {
        let document = &self.register.documents[ix.at()];
        let kind = document.facts.r#type.copied().unwrap_or(crate::record::document::DocumentType::Other);
        let kind = self.term(kind.as_str(), kind.label());
        let link = self.link(RecordIx::Document(ix));
        if !document.links.public {
            return DocumentLink { kind, number: None, link, date: None };
        }
        let number = document.facts.number.as_ref().map(|n| Cow::Borrowed(n.as_str()));
        DocumentLink { kind, number, link, date: document.facts.date.copied().map(|d| self.date(d.0)) }
    }

    /// What shows that something was done.
    pub fn evidence<'a>(&'a self, id: &str, written: &'a crate::record::commitment::Evidence) -> Evidence<'a> {
        let label = written.label.get().map_or("", |l| l.as_str());
        let document = written.document.as_ref().and_then(|d| self.register.document(d.as_str(), id));
        Evidence {
            label: label.into(),
            file: written.file.as_ref().and_then(|f| self.file(id, &f.0, Some(label.into()))),
            url: written.url.as_ref().map(|u| Cow::Borrowed(&*u.0)),
            href: document.and_then(|d| self.page_of(RecordIx::Document(d))).map(Into::into),
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
            what: self.text(id, &format!("corrections.{i}.what"), c.what.get()?.as_str()).0,
            unit: self.unit(c.unit.get()?.as_str()),
            kind: c.kind.as_ref().map(|k| self.term(k.as_str(), k.label())),
        })
    }

    /// A computed deadline; none where there is no limit at all. `schedule` gives the titles of steps.
    pub fn deadline<'a>(&'a self, computed: &'a Computed, schedule: &Schedule) -> Option<Deadline<'a>> {
        let resolved = computed.resolved.as_ref()?;
        let title = |id: &str| schedule.steps.iter().find(|s| &*s.id == id).map(|s| s.title.to_string());
        let sentences = match self.lang {
            LanguageTag::Vi => explain::vietnamese(&resolved.derivation, &title),
            LanguageTag::En => explain::english(&resolved.derivation, &title),
        };
        let state = computed.state;
        Some(Deadline {
            state: self.state(state.as_str(), state.label()),
            workdays: computed.workdays,
            left: computed.left,
            due: resolved.limit.map(|l| self.limit_date(resolved, l)),
            holds: resolved.limit.map(|l| l.due.to_string().into()),
            wording: computed.wording.as_deref().map(Into::into),
            derivation: (!sentences.is_empty()).then(|| sentences.join(" ").into()),
            extensions: Vec::new(),
        })
    }

    /// The written limit as a date: a month stays a month.
    pub fn limit_date(&self, resolved: &calendar::Resolved, limit: calendar::Limit) -> Date<'static> {
        let vague = resolved
            .derivation
            .iter()
            .find_map(|s| if let calendar::Step::Period(date, _) = s { Some(*date) } else { None });
        vague.map_or_else(|| self.date(limit.written), |v| self.vague(v, limit.written))
    }

    /// A vague date with its precision; `end` is its last day.
    pub fn vague(&self, date: VagueDate, end: NaiveDate) -> Date<'static> {
        let (iso, text) = match date {
            VagueDate::Month(month) => (
                format!("{}-{:02}", month.year(), month.month()),
                match self.lang {
                    LanguageTag::Vi => format!("tháng {} năm {}", month.month(), month.year()),
                    LanguageTag::En => format!("{} {}", MONTHS[month.month() as usize - 1], month.year()),
                },
            ),
            VagueDate::Year(year) => (
                year.to_string(),
                match self.lang {
                    LanguageTag::Vi => format!("năm {year}"),
                    LanguageTag::En => year.to_string(),
                },
            ),
            VagueDate::Quarter(year, quarter) => (
                end.to_string(),
                match self.lang {
                    LanguageTag::Vi => {
                        format!("Quý {}/{year}", ["I", "II", "III", "IV"][(quarter as usize).saturating_sub(1).min(3)])
                    }
                    LanguageTag::En => format!("Q{quarter} {year}"),
                },
            ),
            VagueDate::Semester(..) => (end.to_string(), self.date(end).text.into_owned()),
        };
        Date { iso: iso.into(), text: text.into() }
    }

    /// A limit that was moved.
    pub fn extension<'a>(
        &'a self,
        id: &str,
        key: &str,
        written: &'a crate::record::round::Extension,
        to: Option<NaiveDate>,
    ) -> Option<Extension<'a>> {
        Some(Extension {
            to: self.date(to?),
            on: self.date(written.on.get()?.0),
            by: self.unit(written.by.get()?.as_str()),
            reason: self.text(id, key, written.reason.get()?.as_str()).0,
        })
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The record that `@name` means in a text of the record `id`.
pub fn find(register: &Register<'_>, name: &str, id: &str) -> Option<RecordIx> {
    let mut scope = scope_of(id);
    loop {
        let full = if scope.is_empty() { name.to_owned() } else { format!("{scope}/{name}") };
        if let Some(record) = register.ids.get(&full) {
            return Some(record);
        }
        if scope.is_empty() {
            return register.resolve(RefKind::Unit, name, id);
        }
        scope = scope.rsplit_once('/').map_or("", |(outer, _)| outer);
    }
}

/// The attachment `name` of the record `id`: beside its file, or in the `files/` folder there.
pub fn attachment_of<'r>(
    register: &'r Register<'_>,
    id: &str,
    name: &str,
) -> Option<&'r crate::text::source::Attachment> {
    let path = path_of(register, id)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = register.sources.attachment(&format!("{folder}/{name}"));
    beside.or_else(|| register.sources.attachment(&format!("{folder}/files/{name}")))
}

/// The path of the file that the record `id` was read from.
fn path_of<'r>(register: &'r Register<'_>, id: &str) -> Option<&'r str> {
    let path: &str = match register.ids.get(id)? {
        RecordIx::Unit(ix) => &register.units[ix.at()].path,
        RecordIx::Topic(ix) => &register.topics[ix.at()].path,
        RecordIx::Procedure(ix) => &register.procedures[ix.at()].path,
        RecordIx::Document(ix) => &register.documents[ix.at()].path,
        RecordIx::Page(ix) => &register.pages[ix.at()].path,
        RecordIx::Round(ix) => &register.rounds[ix.at()].path,
        RecordIx::Dialogue(ix) => &register.dialogues[ix.at()].path,
        RecordIx::Question(ix) => &register.questions[ix.at()].path,
        RecordIx::Commitment(ix) => &register.commitments[ix.at()].path,
        RecordIx::Survey(ix) => &register.surveys[ix.at()].path,
    };
    Some(path)
}

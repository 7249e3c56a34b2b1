//! Texts: everything that a project says, each piece with its owner and its place, for rules that read wording.
//!
//! The register goes in; one call a text comes out, of records and of their translations, in the order of the register.
//! A text of TOML is plain, a body or an answer is Markdown. Nothing is copied that is not in composed form already.

use crate::record::body::Sections;
use crate::record::field::Visitor;
use crate::record::translation::Translation;
use crate::register::index::RecordIx;
use crate::register::{AnyRecord, Register};
use crate::text::glance::Glance;
use crate::text::source::SourceFile;
use crate::text::span::Span;
use std::ops::Range;

/// Whose text it is.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'r> {
    /// The record's id; of a translation that of its original.
    pub id: &'r str,
    /// The path of the file.
    pub path: &'r str,
    /// The record, if references can lead to it.
    pub ix: Option<RecordIx>,
    /// Whether the text may be published.
    pub public: bool,
    /// Whether it is a translation.
    pub translated: bool,
}

/// A piece of text.
pub struct Said<'a> {
    /// Whose it is.
    pub owner: Owner<'a>,
    /// The file that it stands in.
    pub file: &'a SourceFile,
    /// Where it stands; of a TOML string with its quotes.
    pub span: Span,
    /// The text: NFC, lines ending in LF.
    pub text: &'a str,
    /// What may be in it.
    pub glance: Glance,
    /// Whether it is Markdown.
    pub markdown: bool,
    /// The key that it was written under, in a translation with the path to it (`updates.0.note`); of Markdown in a body
    /// empty, of the Markdown under a heading `answer`.
    pub key: &'a str,
}

impl Said<'_> {
    /// Whether it is Markdown that has any of `signs`.
    pub const fn is_markdown_with(&self, signs: Glance) -> bool {
        self.markdown && self.glance.has(signs)
    }

    /// The place in the file of `range` of the text.
    pub fn place(&self, range: Range<usize>) -> Span {
        if self.markdown && is_markdown(&self.file.path) {
            return Span::new(self.file.locate(self.span, range.start), self.file.locate(self.span, range.end));
        }
        self.file.locate_in_string(self.span, self.text, range)
    }
}

/// Whether the body of the file at `path` is Markdown; the rest are tables.
fn is_markdown(path: &str) -> bool {
    path.strip_suffix(".md").is_some()
}

/// Shows every text of the register to `see`.
pub fn each(register: &Register<'_>, see: &mut dyn FnMut(&Said<'_>)) {
    for record in register.records() {
        each_of_record(register, &record, see);
    }
    for translation in &register.translations {
        each_of_translation(register, translation, see);
    }
}

/// Shows every text of one record to `see`, without those of its translations.
pub fn each_of_record(register: &Register<'_>, record: &AnyRecord<'_>, see: &mut dyn FnMut(&Said<'_>)) {
    let owner = owner(register, record);
    let file = register.file(record.path);
    record.visit(&mut Strings { owner, file, see: &mut *see });
    if is_markdown(record.path) {
        for (span, key) in markdown_spans(record.body, record.sections) {
            let text = file.clean(span);
            see(&Said { owner, file, span, glance: Glance::of(&text), text: &text, markdown: true, key });
        }
    }
}

/// Shows every Markdown text of the register to `see` that has any of `signs`.
pub fn each_markdown(register: &Register<'_>, signs: Glance, see: &mut dyn FnMut(&Said<'_>)) {
    let see = &mut |said: &Said<'_>| {
        if said.is_markdown_with(signs) {
            see(said);
        }
    };
    for record in register.records().filter(|record| register.file(record.path).may_have(signs)) {
        each_of_record(register, &record, see);
    }
    for translation in register.translations.iter().filter(|t| register.file(&t.path).may_have(signs)) {
        each_of_translation(register, translation, see);
    }
}

/// Whether a Markdown text may have headings: a `#`, or a line of `=` or `-` under another.
pub fn may_have_headings(text: &str) -> bool {
    let underline = |line: &str| {
        let bare = line.trim();
        !bare.is_empty() && (bare.bytes().all(|b| b == b'=') || bare.bytes().all(|b| b == b'-'))
    };
    text.contains('#') || text.lines().any(underline)
}

/// Whose texts those of `record` are.
pub fn owner<'r>(register: &Register<'_>, record: &AnyRecord<'r>) -> Owner<'r> {
    let public = match record.ix {
        Some(ix) => register.is_public(ix),
        None => record.id == "site" || (record.id.starts_with("calendar/") && !record.draft),
    };
    Owner { id: record.id, path: record.path, ix: record.ix, public, translated: false }
}

/// The Markdown of a record, each piece with its key.
fn markdown_spans(body: Span, sections: &Sections) -> impl Iterator<Item = (Span, &'static str)> + '_ {
    let whole = sections.sections.is_empty() && sections.lead == Span::default();
    let lead = if whole { body } else { sections.lead };
    let all = std::iter::once((lead, "")).chain(sections.sections.iter().map(|s| (s.text, "answer")));
    all.filter(|(span, _)| span.start < span.end)
}

/// Shows every text of one translation to `see`.
pub fn each_of_translation(register: &Register<'_>, translation: &Translation, see: &mut dyn FnMut(&Said<'_>)) {
    let ix = register.ids.get(&translation.id);
    let public = ix.map_or(&*translation.id == "site", |ix| register.is_public(ix));
    let owner = Owner { id: &translation.id, path: &translation.path, ix, public, translated: true };
    let file = register.file(&translation.path);
    for (path, text) in &translation.texts {
        let markdown = **path == *"text" || path.ends_with(".text");
        see(&Said {
            owner,
            file,
            span: text.span,
            text: &text.value,
            glance: Glance::of(&text.value),
            markdown,
            key: path,
        });
    }
    if is_markdown(&translation.path) {
        for (span, key) in markdown_spans(translation.body, &translation.sections) {
            let text = file.clean(span);
            see(&Said { owner, file, span, glance: Glance::of(&text), text: &text, markdown: true, key });
        }
    }
}

struct Strings<'a, 'f> {
    owner: Owner<'a>,
    file: &'a SourceFile,
    see: &'f mut dyn FnMut(&Said<'_>),
}

impl Visitor for Strings<'_, '_> {
    fn text(&mut self, text: &str, key: &'static str, span: Span) {
        let glance = Glance::of(text);
        let said = Said { owner: self.owner, file: self.file, span, text, glance, markdown: key == "text", key };
        (self.see)(&said);
    }
}

//! Privacy: personal data in what is published (the P codes), in one pass over all public texts.
//!
//! The register goes in, diagnostics come out. [`seen`] shows each text as a reader sees it; one module a kind of datum
//! looks at that; [`report`] says what was found, with the place in the source, and never repeats the whole datum.
//! The invariants: only what is published is looked at; no finding depends on another record, except contacts that the
//! project names and the sentences of what is withheld.

mod accepted;
mod attachments;
mod contacts;
mod cues;
mod look;
mod media;
mod numbers;
mod persons;
mod report;
mod seen;
mod sensitive;
mod signs;
mod spoilt;
mod tables;
mod veil;
mod withheld;
mod words;

use crate::check::texts::{self, Said};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::record::field::Visitor;
use crate::record::question::Visibility;
use crate::register::index::RecordIx;
use crate::register::reach::decoded;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::source::Attachment;
use crate::text::span::Span;
use accepted::Accepted;
use look::Gate;
use persons::Sought;
use regex::Regex;
use seen::Seen;

pub use veil::{Veil, datum};

/// What was found in some records.
#[derive(Default)]
pub(super) struct Part<'r> {
    /// What every rule says of them.
    pub(super) found: Vec<Diagnostic>,
    /// Sentences of what is not public, each with its words.
    sentences: Vec<(Diagnostic, String)>,
    /// The files that the records publish.
    published: attachments::Published<'r>,
}

/// All that looking at one text or record needs.
pub(super) struct Privacy<'r, 's> {
    gate: Gate<'r, 's>,
    accepted: Accepted,
}

impl<'r, 's> Privacy<'r, 's> {
    /// What `register` asks for.
    pub(super) fn new(register: &'r Register<'s>, found: &mut Vec<Diagnostic>) -> Self {
        let patterns = student_codes(register, found);
        Self { gate: Gate::new(register, patterns), accepted: Accepted::of(register) }
    }

    /// The register whose texts are looked at.
    pub(super) const fn register(&self) -> &'r Register<'s> {
        self.gate.register
    }

    /// Looks at the names and addresses of one record, if it is published.
    pub(super) fn record(&self, record: &AnyRecord<'_>, part: &mut Part<'r>) {
        if texts::owner(self.gate.register, record).public {
            names_and_addresses(&self.gate, record, part);
        }
    }

    /// Looks at one text, if it is published.
    pub(super) fn text(&self, said: &Said<'_>, part: &mut Part<'r>) {
        text(&self.gate, said, &self.accepted, part);
    }

    /// What was found in all `parts`, in their order, and in what the records publish beside their texts.
    pub(super) fn finish(self, parts: Vec<Part<'r>>, found: &mut Vec<Diagnostic>) {
        let mut whole = Part::default();
        for part in parts {
            found.extend(part.found);
            whole.sentences.extend(part.sentences);
            whole.published.extend(part.published);
        }
        found.extend(withheld::unless_stock(whole.sentences));
        attachments::check(&self.gate, &whole.published, found);
        media::check(self.gate.register, found);
        self.accepted.unused(self.gate.register, found);
    }
}

/// The school's own patterns of student codes; one that cannot be read is reported where it stands.
fn student_codes(register: &Register<'_>, found: &mut Vec<Diagnostic>) -> Vec<Regex> {
    let Some(site) = &register.site else { return Vec::new() };
    let mut patterns = Vec::new();
    for written in site.facts.privacy.iter().flat_map(|p| &p.student_id_patterns) {
        match look::pattern(&written.value.0) {
            Ok(pattern) if pattern.is_match("") => found.push(
                Diagnostic::new(
                    Code::S08,
                    &site.path,
                    written.span,
                    say!(
                        "mẫu mã sinh viên này khớp cả chữ trống, nên khớp mọi bài",
                        "this pattern of student codes matches nothing at all, so it matches every text"
                    ),
                )
                .help(say!(
                    "viết chặt hơn, ví dụ `'\\b\\d{{2}}A\\d{{8}}\\b'`",
                    "be stricter, for example `'\\b\\d{{2}}A\\d{{8}}\\b'`"
                )),
            ),
            Ok(pattern) => patterns.push(pattern),
            Err(why) => found.push(
                Diagnostic::new(
                    Code::S08,
                    &site.path,
                    written.span,
                    say!(
                        "biểu thức chính quy này không đọc được: {why}",
                        "this regular expression cannot be read: {why}"
                    ),
                )
                .help(say!(
                    "ví dụ: `student_id_patterns = ['\\b\\d{{2}}A\\d{{8}}\\b']`, trong dấu nháy đơn",
                    "for example: `student_id_patterns = ['\\b\\d{{2}}A\\d{{8}}\\b']`, in single quotes"
                )),
            ),
        }
    }
    patterns
}

/// Whether a text reaches readers: all of a public record, and the reason of a withheld question.
pub(super) fn is_published(register: &Register<'_>, said: &Said<'_>) -> bool {
    if said.owner.public {
        return true;
    }
    let Some(RecordIx::Question(ix)) = said.owner.ix else { return false };
    let question = &register.questions[ix.at()];
    let own = said.owner.translated || question.facts.reason.as_ref().is_some_and(|r| r.span == said.span);
    question.links.visibility == Visibility::Withheld && said.key == "reason" && own
}

/// Whose names are sought in a text; `None` where names are in their place.
fn sought(register: &Register<'_>, said: &Said<'_>) -> Option<Sought> {
    let key = said.key.rsplit('.').next().unwrap_or(said.key);
    if matches!(key, "name" | "authority" | "position" | "chair" | "stored_at" | "aliases" | "abbr") {
        return None;
    }
    let Some(RecordIx::Question(ix)) = said.owner.ix else { return Some(Sought::default()) };
    let text = &register.questions[ix.at()].facts.text;
    let asked = match said.key {
        "title" | "" => true,
        "text" => said.owner.translated || text.as_ref().is_some_and(|t| t.span == said.span),
        _ => false,
    };
    Some(Sought { asked, implied: said.key == "from" })
}

fn text<'r>(gate: &Gate<'r, '_>, said: &Said<'_>, accepted: &Accepted, part: &mut Part<'r>) {
    // Contacts of units stand where they belong.
    if !is_published(gate.register, said) || matches!(said.key, "email" | "phone" | "room") {
        return;
    }
    let seen = Seen::said(said);
    for finding in gate.look(&seen, sought(gate.register, said)) {
        if finding.warning() && accepted.takes(said.owner.ix, &finding, &seen) {
            continue;
        }
        let source = seen.source(&finding.range);
        part.found.push(report::in_text(said, &finding, source));
    }
    for (range, id) in gate.secrets.find(&seen.text) {
        let sentence = crate::text::vietnamese::fold(&seen.text[range.clone()]);
        let place = said.place(seen.source(&range));
        part.sentences.push((report::secret(said.owner.path, place, id), sentence));
    }
    for address in &seen.addresses {
        for finding in gate.look_at_address(&address.address, address.image) {
            let known = report::says(said, address, &finding)
                || finding.warning() && accepted.takes_datum(said.owner.ix, &finding);
            if !known {
                part.found.push(report::at(said.owner.path, said.place(address.source.clone()), &finding));
            }
        }
    }
    part.published.extend(images(gate.register, said));
}

/// The files that a text shows as images.
fn images<'r>(register: &'r Register<'_>, said: &Said<'_>) -> Vec<(&'r str, &'r Attachment)> {
    if !said.is_markdown_with(glance::BANG) || !said.owner.public {
        return Vec::new();
    }
    let images = markdown::scan(said.text).links.into_iter().filter(|link| link.image);
    let files = images.filter_map(|image| register.attachment_beside(said.owner.path, &decoded(&image.address)));
    files.map(|file| (&*file.path, file)).collect()
}

/// Names of files and web addresses that a record's facts hold.
fn names_and_addresses<'r>(gate: &Gate<'r, '_>, record: &AnyRecord<'_>, part: &mut Part<'r>) {
    let mut leaves = Leaves(Vec::new());
    record.visit(&mut leaves);
    for (word, is_file, span) in leaves.0 {
        if let Some(file) =
            gate.register.attachment_beside(record.path, &word).filter(|_| is_file && record.ix.is_some())
        {
            part.published.insert(&file.path, file);
        }
        for finding in gate.look_at_address(&word, is_file) {
            part.found.push(report::at(record.path, span, &finding));
        }
    }
}

/// The files and addresses among a record's facts: what it says, whether it is a file, where.
struct Leaves(Vec<(String, bool, Span)>);

impl Visitor for Leaves {
    fn file(&mut self, name: &str, key: &'static str, span: Span) {
        if key != "table" {
            self.0.push((name.to_owned(), true, span));
        }
    }
    fn url(&mut self, url: &str, key: &'static str, span: Span) {
        // The address of a site is its own.
        if !matches!(key, "base_url" | "website") {
            self.0.push((url.to_owned(), false, span));
        }
    }
}

//! Documents and forms: their list, and the page of each.
//!
//! Public documents go in, the models of `documents.html` and `document.html` come out. The invariants: a file is named
//! with type, size and digest; only public records are told to name a document.

use super::head;
use super::listing::listing;
use super::model::document::{DocumentFile, DocumentPage, DocumentsPage};
use super::model::part::{DocumentLink, Link, Text};
use super::route::{PAGE_SIZE, Route, Subject};
use super::row;
use super::view::{View, attachment_of};
use crate::calendar::Retention;
use crate::record::document::DocumentType;
use crate::register::Document;
use crate::register::index::{DocumentIx, RecordIx};
use std::borrow::Cow;

/// Page `number` of the list of documents; the first has the forms besides.
pub fn documents<'a>(view: &'a View<'_>, number: u32, route: Route) -> DocumentsPage<'a> {
    let plan = view.plan;
    let forms = if number == 1 { plan.forms.as_slice() } else { &[] };
    let description = match (view.number(plan.documents.len() as u64), view.number(plan.forms.len() as u64)) {
        (documents, forms) if view.lang == crate::record::value::LanguageTag::Vi => {
            format!("{documents} văn bản và {forms} biểu mẫu về đối thoại với người học, kèm tệp và mã kiểm tra.")
        }
        (documents, forms) => {
            format!("{documents} documents and {forms} forms on the dialogues, with their files and digests.")
        }
    };
    DocumentsPage {
        head: head::head(view, route, description),
        filters: Vec::new(),
        forms: forms.iter().map(|d| row::document(view, *d)).collect(),
        documents: listing(view, &plan.documents, number, Subject::Documents, |d| row::document(view, d)),
    }
}

/// The page of the public document at `ix`.
pub fn document<'a>(view: &'a View<'_>, ix: DocumentIx, route: Route) -> DocumentPage<'a> {
    let document = &view.register.documents[ix.at()];
    let (facts, id) = (&document.facts, &*document.id);
    let kind = facts.r#type.copied().unwrap_or(DocumentType::Other);
    let text = |key: &str, written: &'a str| view.text(id, key, written).0;
    let recipients = facts.recipients.iter().enumerate().filter_map(|(i, r)| {
        let name = text(&format!("recipients.{i}.name"), r.name.get()?.as_str());
        let purpose = r.purpose.as_ref().map(|p| text(&format!("recipients.{i}.purpose"), p.as_str()));
        Some(purpose.map_or(name.clone(), |p| format!("{name} ({p})").into()))
    });
    DocumentPage {
        head: head::head(view, route, description(view, document)),
        kind: view.term(kind.as_str(), kind.label()),
        number: facts.number.as_ref().map(|n| Cow::Borrowed(n.as_str())),
        date: view.long_date(facts.date.copied().map_or(view.register.as_of, |d| d.0)),
        issuer: view.unit(facts.issuer.get().map_or("", |u| u.as_str())),
        basis: facts.basis.iter().enumerate().map(|(i, b)| text(&format!("basis.{i}"), b.as_str())).collect(),
        signer: signer(view, document),
        signed: facts.signed.as_ref().map(|s| s.value),
        recipients: recipients.collect(),
        form_code: facts.form_code.as_ref().map(|c| Cow::Borrowed(c.as_str())),
        retention: facts.retention.as_ref().map(|r| retention(view, r.0)),
        stored_at: facts.stored_at.as_ref().map(|s| text("stored_at", s.as_str())),
        files: files(view, document),
        belongs_to: belongs_to(view, document),
        replaces: replaces(view, document).map(|d| view.document_at(d)),
        replaced_by: replaced_by(view, ix),
        named_by: named_by(view, ix),
        corrections: view.corrections(id, &facts.corrections),
    }
}

/// Type, number, day and issuer.
fn description(view: &View<'_>, document: &Document) -> String {
    let facts = &document.facts;
    let kind = facts.r#type.copied().unwrap_or(DocumentType::Other);
    let mut words = capitalised(view.label(kind.label()));
    if let Some(number) = &facts.number {
        words = format!("{words} {} {}", view.say("số", "no."), number.as_str());
    }
    if let Some(date) = facts.date.copied() {
        words = format!("{words}, {}", view.long_date(date.0).text);
    }
    let issuer = facts.issuer.get().map(|u| view.unit(u.as_str()).title);
    issuer.map_or_else(|| format!("{words}."), |issuer| format!("{words}, {issuer}."))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Who signed: authority, position and name, as far as written.
fn signer<'a>(view: &'a View<'_>, document: &'a Document) -> Option<Text<'a>> {
    let signer = document.facts.signer.as_ref()?;
    let parts = [("authority", &signer.authority), ("position", &signer.position), ("name", &signer.name)];
    let told = parts.into_iter().filter_map(|(key, part)| {
        Some(view.text(&document.id, format_args!("signer.{key}"), part.as_ref()?.as_str()).0)
    });
    let told: Vec<_> = told.collect();
    (!told.is_empty()).then(|| told.join(", ").into())
}

fn retention(view: &View<'_>, retention: Retention) -> Text<'static> {
    match retention {
        Retention::Permanent => view.say("vĩnh viễn", "permanently").into(),
        Retention::Years { years, minimum } => {
            let least = if minimum { view.say("tối thiểu ", "at least ") } else { "" };
            let unit = if years == 1 { view.say("năm", "year") } else { view.say("năm", "years") };
            format!("{least}{years}\u{a0}{unit}").into()
        }
    }
}

/// The files that exist; a missing one is an error of its own.
fn files<'a>(view: &'a View<'_>, document: &'a Document) -> Vec<DocumentFile<'a>> {
    let named = document.facts.files.iter().enumerate();
    let found = named.filter_map(|(i, written)| {
        let name: &str = &written.file.get()?.0;
        let alt = written.alt.as_ref();
        Some(DocumentFile {
            file: view.file(&document.id, name, None)?,
            alt: alt.map(|a| view.text(&document.id, format_args!("files.{i}.alt"), a.as_str()).0),
            sha256: Cow::Borrowed(&attachment_of(view.register, &document.id, name)?.sha256),
        })
    });
    found.collect()
}

/// The dialogue or round that holds it; none for documents of the whole institution.
fn belongs_to<'a>(view: &'a View<'_>, document: &Document) -> Option<Link<'a>> {
    let dialogue = document.links.dialogue.map(RecordIx::Dialogue);
    dialogue.or_else(|| document.links.round.map(RecordIx::Round)).map(|home| view.reference(home))
}

fn replaces(view: &View<'_>, document: &Document) -> Option<DocumentIx> {
    let written = document.facts.replaces.as_ref()?;
    view.register.document(written.as_str(), &document.id)
}

/// The public document that replaces this one.
fn replaced_by<'a>(view: &'a View<'_>, ix: DocumentIx) -> Option<DocumentLink<'a>> {
    let documents = &view.register.documents;
    let mut replacing = documents[ix.at()].links.named_by.iter().filter_map(|record| match record {
        RecordIx::Document(other) if view.register.is_known(*record) => Some(*other),
        _ => None,
    });
    let found = replacing.find(|other| replaces(view, &documents[other.at()]) == Some(ix))?;
    Some(view.document_at(found))
}

/// The pages of public records that name it, at most one page's worth: a letter may answer thousands of questions.
fn named_by<'a>(view: &'a View<'_>, ix: DocumentIx) -> Vec<Link<'a>> {
    let register = view.register;
    let document = &register.documents[ix.at()];
    let told_elsewhere = |record: &RecordIx| match record {
        RecordIx::Document(other) => {
            replaces(view, document) == Some(*other) || replaces(view, &register.documents[other.at()]) == Some(ix)
        }
        _ => false,
    };
    let public = document.links.named_by.iter().filter(|r| register.is_known(**r) && view.page_of(**r).is_some());
    public.filter(|r| !told_elsewhere(r)).take(PAGE_SIZE).map(|r| view.link(*r)).collect()
}

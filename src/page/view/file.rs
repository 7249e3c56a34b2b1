//! Files and documents as pages name them: with type, size and address.
//!
//! Names written in records go in, links come out; none where there is no such file. The invariant: a document that is not
//! public is "hồ sơ nội bộ" without number or date.

use super::View;
use crate::page::model::part::{DocumentLink, Evidence, FileLink, Text};
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::{DocumentIx, RecordIx};
use std::borrow::Cow;

impl View<'_> {
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
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1024 => format!("{bytes}\u{a0}B"),
            1024..1_048_576 => format!("{}\u{a0}KB", bytes.div_ceil(1024)),
            _ => {
                let tenths = (bytes * 10 + 524_288) / 1_048_576;
                let point = if self.lang == LanguageTag::Vi { ',' } else { '.' };
                format!("{}{point}{}\u{a0}MB", tenths / 10, tenths % 10)
            }
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
        if !document.links.public && !self.register.is_away(RecordIx::Document(ix)) {
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
            href: document.and_then(|d| self.page_of(RecordIx::Document(d))),
        }
    }
}

/// The attachment `name` of the record `id`: beside its file, or in the `files/` folder there.
pub fn attachment_of<'r>(
    register: &'r Register<'_>,
    id: &str,
    name: &str,
) -> Option<&'r crate::text::source::Attachment> {
    register.attachment_beside(path_of(register, id)?, name)
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

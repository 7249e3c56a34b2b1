//! The list of documents and forms, and a document's page.
//!
//! In: public documents. Out: `documents.html`, `document.html`. The invariant: a file is named with its type, its size
//! and its digest.

use serde::Serialize;

use super::head::Head;
use super::part::{Correction, Date, DocumentLink, FileLink, Link, Term, Text};
use super::row::{DocumentRow, Filter, Listing};

/// A list of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Ways to narrow the list; only pages that exist.
    pub filters: Vec<Filter<'a>>,
    /// The forms; empty on the second and later pages.
    pub forms: Vec<DocumentRow<'a>>,
    /// The documents of this page.
    pub documents: Listing<'a, DocumentRow<'a>>,
}

/// A document's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Its type.
    pub kind: Term<'a>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text<'a>>,
    /// The day it was issued, in long form.
    pub date: Date<'a>,
    /// The unit that issued it.
    pub issuer: Link<'a>,
    /// The legal basis, each in the document's words.
    pub basis: Vec<Text<'a>>,
    /// Who signed, as office and position; the name as in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signer: Option<Text<'a>>,
    /// Whether it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<bool>,
    /// To whom it goes and for what: `Các đơn vị liên quan (để thực hiện)`.
    pub recipients: Vec<Text<'a>>,
    /// The form's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_code: Option<Text<'a>>,
    /// How long it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<Text<'a>>,
    /// Where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stored_at: Option<Text<'a>>,
    /// Its files.
    pub files: Vec<DocumentFile<'a>>,
    /// The round or dialogue it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<Link<'a>>,
    /// The document that it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<DocumentLink<'a>>,
    /// The document that replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<DocumentLink<'a>>,
    /// Pages that name it.
    pub named_by: Vec<Link<'a>>,
    /// Published changes to the record.
    pub corrections: Vec<Correction<'a>>,
}

/// A file of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentFile<'a> {
    /// The file.
    pub file: FileLink<'a>,
    /// What it shows, for those who cannot see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<Text<'a>>,
    /// Its sha256 in hexadecimal.
    pub sha256: Text<'a>,
}

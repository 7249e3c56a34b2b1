//! A document or form (`documents/<document>.toml`), by the parts that Decree 30/2020 gives it.

use super::dialogue::Audience;
use super::field::{Opt, Req};
use super::question::Correction;
use super::value::{Day, DocumentRef, FileName, Retention, Text, UnitRef};
use crate::text::span::At;
use crate::{choice, table};

choice! {
    /// The type of a document.
    pub enum DocumentType {
        Plan = "KH" ("kế hoạch", "plan"),
        Report = "BC" ("báo cáo", "report"),
        Minutes = "BB" ("biên bản", "minutes"),
        Notice = "TB" ("thông báo", "notice"),
        Decision = "QĐ" ("quyết định", "decision"),
        Letter = "CV" ("công văn", "official letter"),
        Submission = "TTr" ("tờ trình", "submission"),
        Guidance = "HD" ("hướng dẫn", "guidance"),
        Resolution = "NQ" ("nghị quyết", "resolution"),
        Questionnaire = "phieu" ("phiếu", "form"),
        Other = "khac" ("văn bản khác", "other document"),
    }
}

table! {
    /// Who signed.
    pub struct Signer {
        /// By whose authority (`KT. HIỆU TRƯỞNG`).
        pub authority: Opt<Text>,
        /// Position.
        pub position: Opt<Text>,
        /// Name.
        pub name: Opt<Text>,
    }
}

table! {
    /// Who receives it.
    pub struct Recipient {
        /// Who.
        pub name: Req<Text>,
        /// What for.
        pub purpose: Opt<Text>,
    }
}

table! {
    /// A file of the document.
    pub struct DocumentFile {
        /// The file.
        pub file: Req<FileName>,
        /// What it shows, for those who cannot read it.
        pub alt: Opt<Text>,
    }
}

table! {
    /// A document.
    pub struct Document {
        /// Its subject.
        pub title: Req<Text>,
        /// Its type.
        pub r#type: Req<DocumentType> = "type",
        /// Its number and symbol.
        pub number: Opt<Text>,
        /// Its date.
        pub date: Req<Day>,
        /// The unit that issued it.
        pub issuer: Req<UnitRef>,
        /// What it is based on.
        pub basis: Vec<At<Text>>,
        /// Who signed.
        pub signer: Opt<Signer>,
        /// Who receives it.
        pub recipients: Vec<At<Recipient>>,
        /// The code of a form.
        pub form_code: Opt<Text>,
        /// How long it is kept.
        pub retention: Opt<Retention>,
        /// Where it is kept.
        pub stored_at: Opt<Text>,
        /// Whether it is signed.
        pub signed: Opt<bool>,
        /// Who may see it.
        pub audience: Opt<Audience>,
        /// Its files.
        pub files: Vec<At<DocumentFile>>,
        /// The document that it replaces.
        pub replaces: Opt<DocumentRef>,
        /// Corrections after publication.
        pub corrections: Vec<At<Correction>>,
    }
}

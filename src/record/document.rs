//! A document or form (`documents/<document>.toml`), by the parts that Decree 30/2020 gives it.

use super::dialogue::Audience;
use super::field::{List, Opt, Req};
use super::question::Correction;
use super::value::{Day, DocumentRef, FileName, Retention, Text, UnitRef};
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
        pub authority: Opt<Text> => "thẩm quyền ký, ví dụ `KT. HIỆU TRƯỞNG`",
        /// Position.
        pub position: Opt<Text> => "chức vụ",
        /// Name.
        pub name: Opt<Text> => "họ tên người ký",
    }
}

table! {
    /// Who receives it.
    pub struct Recipient {
        /// Who.
        pub name: Req<Text> => "nơi nhận",
        /// What for.
        pub purpose: Opt<Text> => "để làm gì",
    }
}

table! {
    /// A file of the document.
    pub struct DocumentFile {
        /// The file.
        pub file: Req<FileName> => "tên tệp",
        /// What it shows, for those who cannot read it.
        pub alt: Opt<Text> => "tệp cho thấy gì, dành cho người không đọc được tệp",
    }
}

table! {
    /// A document.
    pub struct Document {
        /// Its subject.
        pub title: Req<Text> => "trích yếu",
        /// Its type.
        pub r#type: Req<DocumentType> = "type" => "loại văn bản",
        /// Its number and symbol.
        pub number: Opt<Text> => "số và ký hiệu, ví dụ `4402/KH-ĐHM`",
        /// Its date.
        pub date: Req<Day> => "ngày ban hành",
        /// The unit that issued it.
        pub issuer: Req<UnitRef> => "đơn vị ban hành",
        /// What it is based on.
        pub basis: List<Text> => "các căn cứ",
        /// Who signed.
        pub signer: Opt<Signer> => "người ký",
        /// Who receives it.
        pub recipients: List<Recipient> => "nơi nhận",
        /// The code of a form.
        pub form_code: Opt<Text> => "mã biểu mẫu",
        /// How long it is kept.
        pub retention: Opt<Retention> => "thời hạn lưu",
        /// Where it is kept.
        pub stored_at: Opt<Text> => "nơi lưu",
        /// Whether it is signed.
        pub signed: Opt<bool> => "đã ký hay chưa",
        /// Who may see it.
        pub audience: Opt<Audience> => "ai được xem",
        /// Its files.
        pub files: List<DocumentFile> => "các tệp",
        /// The document that it replaces.
        pub replaces: Opt<DocumentRef> => "văn bản bị thay thế",
        /// Corrections after publication.
        pub corrections: List<Correction> => "đính chính sau khi công khai",
    }
}

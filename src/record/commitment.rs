//! A commitment (`commitments/<commitment>.md`): a promise to put something right, and what came of it.

use super::field::{List, Opt, Rare, Req, ReqList};
use super::question::Correction;
use super::round::Extension;
use super::value::{Day, DocumentRef, Due, FileName, Link, Number, PromiseRef, Text, UnitRef};
use crate::{choice, table};

choice! {
    /// The state that an update reports.
    pub enum UpdateState {
        InProgress = "in-progress" ("đang thực hiện", "in progress"),
        PartlyDone = "partly-done" ("đã thực hiện một phần", "partly done"),
        Done = "done" ("đơn vị báo cáo hoàn thành", "reported done"),
        Deferred = "deferred" ("lùi thời hạn", "deferred"),
        Cancelled = "cancelled" ("không thực hiện", "cancelled"),
        Explained = "explained" ("đã giải trình, thông tin", "explained"),
        Reopened = "reopened" ("mở lại", "reopened"),
    }
}

choice! {
    /// What a verification found.
    pub enum VerificationResult {
        Confirmed = "confirmed" ("xác nhận đã hoàn thành", "confirmed"),
        Rejected = "rejected" ("chưa đạt", "rejected"),
        Partial = "partial" ("đạt một phần", "partial"),
    }
}

table! {
    /// What shows that something was done.
    pub struct Evidence {
        /// What it is.
        pub label: Req<Text> => "tên của minh chứng",
        /// A file beside the record.
        pub file: Opt<FileName> => "tệp đặt cạnh hồ sơ",
        /// A web address.
        pub url: Opt<Link> => "địa chỉ trang web",
        /// A document of the register.
        pub document: Opt<DocumentRef> => "văn bản trong sổ",
    } one_of [file, url, document]
}

table! {
    /// A report of progress.
    pub struct Update {
        /// When.
        pub on: Req<Day> => "ngày báo cáo",
        /// By which unit.
        pub unit: Req<UnitRef> => "đơn vị báo cáo",
        /// The state reported.
        pub state: Req<UpdateState> => "trạng thái được báo cáo",
        /// How much is done, from 0 to 100.
        pub percent: Opt<Number> => "phần trăm đã thực hiện, từ 0 đến 100",
        /// What was done; the reason, when deferred or cancelled.
        pub note: Req<Text> => "đã làm được gì; là lý do khi lùi thời hạn hoặc không thực hiện",
        /// What shows it.
        pub evidence: List<Evidence> => "minh chứng",
        /// The document that reports it.
        pub document: Rare<DocumentRef> => "văn bản báo cáo",
    }
}

impl Update {
    /// How much is done, in whole per cent.
    #[allow(clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
    pub fn whole_percent(&self) -> Option<u8> {
        self.percent.as_ref().map(|p| p.0.clamp(0.0, 100.0).round() as u8)
    }
}

table! {
    /// A check by a unit that is not the doer.
    pub struct Verification {
        /// When.
        pub on: Req<Day> => "ngày xác nhận",
        /// By which unit.
        pub unit: Req<UnitRef> => "đơn vị xác nhận, không phải đơn vị chủ trì",
        /// What was found.
        pub result: Req<VerificationResult> => "kết quả xác nhận",
        /// A note.
        pub note: Rare<Text> => "ghi chú",
        /// What shows it.
        pub evidence: List<Evidence> => "minh chứng",
    }
}

table! {
    /// A commitment.
    pub struct Commitment {
        /// Its title.
        pub title: Req<Text> => "tên nội dung khắc phục",
        /// The unit that must do it.
        pub lead: Req<UnitRef> => "đơn vị chủ trì",
        /// Units that help.
        pub co: List<UnitRef> => "các đơn vị phối hợp",
        /// The questions or conclusions that it answers to.
        pub answers_to: ReqList<PromiseRef> => "ý kiến hoặc kết luận mà nội dung này đáp lại",
        /// What will be true when it is done.
        pub measure: Opt<Text> => "tiêu chí hoàn thành: điều gì sẽ đúng khi làm xong",
        /// By when.
        pub due: Opt<Due> => "thời hạn",
        /// What it may cost.
        pub budget: Rare<super::value::Budget> => "kinh phí dự kiến",
        /// Its weight among others.
        pub weight: Rare<Number> => "trọng số so với các nội dung khác",
        /// Its limit moved.
        pub extensions: List<Extension> => "các lần gia hạn",
        /// Reports of progress.
        pub updates: List<Update> => "các lần báo cáo tiến độ",
        /// Checks by others.
        pub verifications: List<Verification> => "các lần xác nhận của đơn vị khác",
        /// Corrections after publication.
        pub corrections: List<Correction> => "đính chính sau khi công khai",
    }
}

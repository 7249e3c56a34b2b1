//! A commitment (`commitments/<commitment>.md`): a promise to put something right, and what came of it.

use super::field::{Opt, Req, ReqList};
use super::question::Correction;
use super::round::Extension;
use super::value::{Day, DocumentRef, Due, FileName, Link, Number, PromiseRef, Text, UnitRef};
use crate::text::span::At;
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
        pub label: Req<Text>,
        /// A file beside the record.
        pub file: Opt<FileName>,
        /// A web address.
        pub url: Opt<Link>,
        /// A document of the register.
        pub document: Opt<DocumentRef>,
    }
}

table! {
    /// A report of progress.
    pub struct Update {
        /// When.
        pub on: Req<Day>,
        /// By which unit.
        pub unit: Req<UnitRef>,
        /// The state reported.
        pub state: Req<UpdateState>,
        /// How much is done, from 0 to 100.
        pub percent: Opt<Number>,
        /// What was done; the reason, when deferred or cancelled.
        pub note: Req<Text>,
        /// What shows it.
        pub evidence: Vec<At<Evidence>>,
        /// The document that reports it.
        pub document: Opt<DocumentRef>,
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
        pub on: Req<Day>,
        /// By which unit.
        pub unit: Req<UnitRef>,
        /// What was found.
        pub result: Req<VerificationResult>,
        /// A note.
        pub note: Opt<Text>,
        /// What shows it.
        pub evidence: Vec<At<Evidence>>,
    }
}

table! {
    /// A commitment.
    pub struct Commitment {
        /// Its title.
        pub title: Req<Text>,
        /// The unit that must do it.
        pub lead: Req<UnitRef>,
        /// Units that help.
        pub co: Vec<At<UnitRef>>,
        /// The questions or conclusions that it answers to.
        pub answers_to: ReqList<PromiseRef>,
        /// What will be true when it is done.
        pub measure: Opt<Text>,
        /// By when.
        pub due: Opt<Due>,
        /// What it may cost.
        pub budget: Opt<super::value::Budget>,
        /// Its weight among others.
        pub weight: Opt<Number>,
        /// Its limit moved.
        pub extensions: Vec<At<Extension>>,
        /// Reports of progress.
        pub updates: Vec<At<Update>>,
        /// Checks by others.
        pub verifications: Vec<At<Verification>>,
        /// Corrections after publication.
        pub corrections: Vec<At<Correction>>,
    }
}

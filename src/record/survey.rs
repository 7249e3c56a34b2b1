//! A survey (`surveys/<survey>.md`): aggregates, never rows.

use super::field::{Opt, Req, ReqList};
use super::question::Correction;
use super::value::{CommitmentRef, DocumentRef, FileName, Quantity, Text};
use crate::text::span::At;
use crate::{choice, table};

choice! {
    /// How the forms were handed out.
    pub enum SurveyMode {
        Paper = "paper" ("phiếu giấy", "paper"),
        Online = "online" ("trực tuyến", "online"),
        Phone = "phone" ("điện thoại", "telephone"),
        Mixed = "mixed" ("nhiều kênh", "several channels"),
    }
}

table! {
    /// A channel by which forms were handed out.
    pub struct SurveyChannel {
        /// Its name.
        pub name: Req<Text>,
        /// Forms handed out.
        pub issued: Opt<Quantity>,
        /// Forms that came back.
        pub returned: Opt<Quantity>,
    }
}

table! {
    /// How many gave one answer.
    pub struct SurveyAnswer {
        /// The answer.
        pub label: Req<Text>,
        /// How many gave it.
        pub count: Req<Quantity>,
    }
}

table! {
    /// An item of the form.
    pub struct SurveyItem {
        /// What was asked.
        pub title: Req<Text>,
        /// What was answered.
        pub answers: ReqList<SurveyAnswer>,
    }
}

table! {
    /// A survey.
    pub struct Survey {
        /// Its title.
        pub title: Req<Text>,
        /// Forms handed out.
        pub issued: Req<Quantity>,
        /// Forms that came back.
        pub returned: Req<Quantity>,
        /// The form.
        pub form: Opt<DocumentRef>,
        /// How it was done.
        pub mode: Opt<SurveyMode>,
        /// Who was asked.
        pub population: Opt<Text>,
        /// The cohort asked.
        pub cohort: Opt<Text>,
        /// Channels.
        pub channels: Vec<At<SurveyChannel>>,
        /// Items.
        pub item: Vec<At<SurveyItem>>,
        /// A table of aggregates.
        pub table: Opt<FileName>,
        /// Commitments that came of it.
        pub proposals: Vec<At<CommitmentRef>>,
        /// Corrections after publication.
        pub corrections: Vec<At<Correction>>,
    }
}

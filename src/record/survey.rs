//! A survey (`surveys/<survey>.md`): aggregates, never rows.

use super::field::{List, Opt, Req, ReqList};
use super::question::Correction;
use super::value::{CommitmentRef, DocumentRef, FileName, Quantity, Text};
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
        pub name: Req<Text> => "tên kênh",
        /// Forms handed out.
        pub issued: Opt<Quantity> => "số phiếu phát ra",
        /// Forms that came back.
        pub returned: Opt<Quantity> => "số phiếu thu về",
    }
}

table! {
    /// How many gave one answer.
    pub struct SurveyAnswer {
        /// The answer.
        pub label: Req<Text> => "phương án trả lời",
        /// How many gave it.
        pub count: Req<Quantity> => "số người chọn",
    }
}

table! {
    /// An item of the form.
    pub struct SurveyItem {
        /// What was asked.
        pub title: Req<Text> => "câu hỏi",
        /// What was answered.
        pub answers: ReqList<SurveyAnswer> => "các phương án trả lời",
    }
}

table! {
    /// A survey.
    pub struct Survey {
        /// Its title.
        pub title: Req<Text> => "tên khảo sát",
        /// Forms handed out.
        pub issued: Req<Quantity> => "số phiếu phát ra",
        /// Forms that came back.
        pub returned: Req<Quantity> => "số phiếu thu về",
        /// The form.
        pub form: Opt<DocumentRef> => "mẫu phiếu",
        /// How it was done.
        pub mode: Opt<SurveyMode> => "cách làm",
        /// Who was asked.
        pub population: Opt<Text> => "đối tượng khảo sát",
        /// The cohort asked.
        pub cohort: Opt<Text> => "khoá được khảo sát",
        /// Channels.
        pub channels: List<SurveyChannel> => "các kênh phát phiếu",
        /// Items.
        pub item: List<SurveyItem> => "các câu hỏi của phiếu",
        /// A table of aggregates.
        pub table: Opt<FileName> => "bảng số liệu tổng hợp (CSV)",
        /// Commitments that came of it.
        pub proposals: List<CommitmentRef> => "các nội dung khắc phục từ khảo sát này",
        /// Corrections after publication.
        pub corrections: List<Correction> => "đính chính sau khi công khai",
    }
}

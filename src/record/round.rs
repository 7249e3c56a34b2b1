//! A round of dialogues (`rounds/<round>/round.md`), and the procedures that give it its steps.

use super::field::{List, Opt, Req};
use super::value::{
    AcademicYear, Day, DocumentRef, Due, Month, ProcedureRef, Quantity, RoundRef, Semester, SlugText, Text, UnitRef,
    When,
};
use crate::table;

table! {
    /// A deadline moved, with its reason.
    pub struct Extension {
        /// The new limit.
        pub to: Req<Due> => "hạn mới",
        /// The day it was granted.
        pub on: Req<Day> => "ngày cho gia hạn",
        /// The unit that granted it.
        pub by: Req<UnitRef> => "đơn vị cho gia hạn",
        /// Why.
        pub reason: Req<Text> => "lý do",
    }
}

table! {
    /// A step of a procedure.
    pub struct ProcedureStep {
        /// Its id.
        pub id: Req<SlugText> => "mã của bước",
        /// What is to be done.
        pub title: Req<Text> => "việc phải làm",
        /// By when.
        pub when: Req<When> => "thời hạn",
        /// The units that do it.
        pub units: List<UnitRef> => "các đơn vị thực hiện",
        /// The types of document that come of it.
        pub produces: List<super::document::DocumentType> => "các loại văn bản được ban hành",
        /// A note.
        pub note: Opt<Text> => "ghi chú",
        /// Whether answers to assigned questions are due at its end.
        pub answers: Opt<bool> => "các ý kiến đã giao phải được trả lời khi bước này kết thúc",
    }
}

table! {
    /// A reusable list of steps.
    pub struct Procedure {
        /// Its title.
        pub title: Req<Text> => "tên quy trình",
        /// The document it comes from.
        pub source: Opt<DocumentRef> => "văn bản quy định",
        /// The steps.
        pub step: List<ProcedureStep> => "các bước",
        /// Corrections after publication.
        pub corrections: List<super::question::Correction> => "đính chính sau khi công khai",
    }
}

table! {
    /// A step of a round; of one that its procedure has, only what differs.
    pub struct Step {
        /// Its id.
        pub id: Req<SlugText> => "mã của bước",
        /// What is to be done.
        pub title: Opt<Text> => "việc phải làm",
        /// By when.
        pub when: Opt<When> => "thời hạn",
        /// The units that do it.
        pub units: List<UnitRef> => "các đơn vị thực hiện",
        /// The types of document that come of it.
        pub produces: List<super::document::DocumentType> => "các loại văn bản được ban hành",
        /// A note.
        pub note: Opt<Text> => "ghi chú",
        /// Whether answers to assigned questions are due at its end.
        pub answers: Opt<bool> => "các ý kiến đã giao phải được trả lời khi bước này kết thúc",
        /// When it was done.
        pub done: Opt<When> => "đã làm xong khi nào",
        /// Its limit moved.
        pub extensions: List<Extension> => "các lần gia hạn",
    }
}

table! {
    /// Totals that the school declared.
    pub struct Declared {
        /// Questions.
        pub questions: Opt<Quantity> => "số ý kiến",
        /// Answered questions.
        pub answered: Opt<Quantity> => "số ý kiến đã trả lời",
        /// Dialogues.
        pub dialogues: Opt<Quantity> => "số buổi đối thoại",
        /// Commitments.
        pub commitments: Opt<Quantity> => "số nội dung khắc phục",
        /// Participants.
        pub participants: Opt<Quantity> => "số người tham dự",
        /// Returned survey forms.
        pub surveys: Opt<Quantity> => "số phiếu khảo sát thu về",
        /// Whether the totals cover all of the round.
        pub complete: Opt<bool> => "các tổng này bao gồm toàn bộ đợt",
    }
}

table! {
    /// A round.
    pub struct Round {
        /// Its title.
        pub title: Req<Text> => "tên đợt đối thoại",
        /// Its academic year.
        pub academic_year: Req<AcademicYear> => "năm học",
        /// Its semester.
        pub semester: Opt<Semester> => "học kỳ",
        /// The procedure that gives its steps.
        pub procedure: Opt<ProcedureRef> => "quy trình cho các bước",
        /// The month for which the procedure's steps are computed.
        pub dialogue_month: Opt<Month> => "tháng đối thoại, để tính ngày của các bước",
        /// The plan.
        pub plan: Opt<DocumentRef> => "kế hoạch",
        /// The remediation plan.
        pub remediation_plan: Opt<DocumentRef> => "kế hoạch khắc phục",
        /// The unit that organises it.
        pub organiser: Opt<UnitRef> => "đơn vị tổ chức",
        /// The round before it.
        pub previous: Opt<RoundRef> => "đợt trước",
        /// The units that owe a dialogue.
        pub expected_units: Option<List<UnitRef>> => "các đơn vị phải tổ chức đối thoại",
        /// The day it was closed.
        pub closed: Opt<Day> => "ngày kết thúc đợt",
        /// Its steps.
        pub step: List<Step> => "các bước",
        /// Totals that the school declared.
        pub declared: Opt<Declared> => "các tổng số mà nhà trường công bố",
        /// Corrections after publication.
        pub corrections: List<super::question::Correction> => "đính chính sau khi công khai",
    }
}

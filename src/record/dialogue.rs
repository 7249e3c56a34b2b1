//! A dialogue (`…/dialogue.md`).

use super::field::{List, Many, Opt, Req};
use super::value::{
    Channels, Day, DocumentRef, FileName, Form, Held, InputRef, LevelOfDialogue, Link, Quantity, QuestionRef,
    TargetRef, Text, UnitRef, Weekday,
};
use crate::{choice, table};

choice! {
    /// What became of a dialogue that was not held as planned.
    pub enum OutcomeKind {
        Postponed = "postponed" ("hoãn", "postponed"),
        Cancelled = "cancelled" ("huỷ", "cancelled"),
        Converted = "converted" ("đổi hình thức", "converted"),
    }
}

choice! {
    /// Who may see a record.
    pub enum Audience {
        Public = "public" ("công khai", "public"),
        Internal = "internal" ("nội bộ", "internal"),
    }
}

table! {
    /// `outcome`.
    pub struct DialogueOutcome {
        /// What became of it.
        pub is: Req<OutcomeKind> => "chuyện gì đã xảy ra",
        /// Since when.
        pub on: Opt<Day> => "từ ngày nào",
        /// Why.
        pub reason: Opt<Text> => "lý do",
        /// To when, or to which dialogue.
        pub to: Opt<Text> => "đến khi nào, hoặc thay bằng buổi nào",
    }
}

table! {
    /// A part of a group of participants.
    pub struct Part {
        /// Who.
        pub group: Req<Text> => "thành phần",
        /// How many.
        pub count: Opt<Quantity> => "số lượng",
    }
}

table! {
    /// A group of participants.
    pub struct Participants {
        /// Who.
        pub group: Req<Text> => "thành phần tham dự",
        /// How many.
        pub count: Opt<Quantity> => "số lượng",
        /// Parts of the group.
        pub of_which: List<Part> => "trong đó gồm những ai",
        /// Whether the parts make up the whole.
        pub complete: Opt<bool> => "các phần cộng lại đúng bằng tổng",
    }
}

table! {
    /// Delegates sent from one unit to another's dialogue.
    pub struct Delegates {
        /// From which unit.
        pub from: Req<UnitRef> => "đơn vị cử",
        /// To which unit.
        pub to: Req<UnitRef> => "đơn vị tiếp nhận",
        /// How many.
        pub count: Req<Quantity> => "số lượng đại biểu",
    }
}

table! {
    /// An item of the agenda.
    pub struct AgendaItem {
        /// What.
        pub title: Req<Text> => "nội dung",
        /// How long, in minutes.
        pub minutes: Opt<Quantity> => "số phút",
        /// The document presented.
        pub document: Opt<DocumentRef> => "văn bản được trình bày",
    }
}

table! {
    /// A decision on the form under the conference rule.
    pub struct ModeDecision {
        /// The number of questions at the time.
        pub count: Req<Quantity> => "số ý kiến vào lúc quyết định",
        /// Why.
        pub reason: Req<Text> => "lý do",
        /// The document that says so.
        pub document: Opt<DocumentRef> => "văn bản quyết định",
    }
}

table! {
    /// A picture or recording.
    pub struct Media {
        /// The file.
        pub file: Req<FileName> => "tệp hình ảnh hoặc bản ghi",
        /// What is to be seen.
        pub alt: Opt<Text> => "mô tả điều nhìn thấy",
        /// Whether those shown agreed.
        pub consent: Opt<bool> => "người trong hình đã đồng ý",
    }
}

table! {
    /// A press report.
    pub struct Coverage {
        /// Its title.
        pub title: Req<Text> => "tên bài báo",
        /// Its address.
        pub url: Req<Link> => "địa chỉ bài báo",
    }
}

table! {
    /// Where and when the dialogue was published by another system.
    pub struct Published {
        /// On which target.
        pub target: Req<TargetRef> => "nơi công khai (mã trong `[[target]]`)",
        /// When.
        pub on: Req<Day> => "ngày công khai",
        /// Address.
        pub url: Opt<Link> => "địa chỉ",
        /// A copy.
        pub file: Opt<FileName> => "bản chụp",
    }
}

table! {
    /// A dialogue.
    pub struct Dialogue {
        /// Its title.
        pub title: Req<Text> => "tên buổi đối thoại",
        /// Its level.
        pub level: Req<LevelOfDialogue> => "cấp đối thoại",
        /// The unit that holds it.
        pub unit: Req<UnitRef> => "đơn vị tổ chức",
        /// Its form.
        pub form: Req<Form> => "hình thức",
        /// When it was or will be held.
        pub held: Opt<Held> => "ngày tổ chức, có thể kèm giờ",
        /// The weekday printed in the plan.
        pub weekday: Opt<Weekday> => "thứ trong tuần như in trong kế hoạch; phải khớp với ngày",
        /// Where.
        pub place: Opt<Text> => "địa điểm",
        /// The number of connected places.
        pub venues: Opt<Quantity> => "số điểm cầu",
        /// Who presided: a role.
        pub chair: Opt<Text> => "người chủ trì: chức danh, không phải họ tên",
        /// What became of it instead.
        pub outcome: Opt<DialogueOutcome> => "thay đổi so với kế hoạch: hoãn, huỷ, đổi hình thức",
        /// Who took part.
        pub participants: List<Participants> => "thành phần tham dự",
        /// Delegates sent on.
        pub delegates: List<Delegates> => "đại biểu cử sang đơn vị khác",
        /// How many questions came by which channel.
        pub questions_by_channel: Opt<Channels> => "số ý kiến theo từng kênh",
        /// The agenda.
        pub agenda: List<AgendaItem> => "chương trình",
        /// Dialogues and documents that it builds on.
        pub inputs: List<InputRef> => "các buổi đối thoại và văn bản làm đầu vào",
        /// Questions that came up from below.
        pub takes_up: Option<List<QuestionRef>> => "các ý kiến từ cấp dưới chuyển lên",
        /// The remediation report of the round before.
        pub previous_report: Opt<DocumentRef> => "báo cáo khắc phục của đợt trước",
        /// The programme.
        pub programme: Many<DocumentRef> => "văn bản chương trình",
        /// The minutes.
        pub minutes: Many<DocumentRef> => "biên bản",
        /// The conclusions.
        pub conclusions: List<Text> => "các kết luận",
        /// The decision on the form.
        pub mode_decision: Opt<ModeDecision> => "quyết định về hình thức theo ngưỡng số ý kiến",
        /// Pictures.
        pub media: List<Media> => "hình ảnh",
        /// Press reports.
        pub coverage: List<Coverage> => "bài báo đưa tin",
        /// Publications by other systems.
        pub published: List<Published> => "các lần công khai bằng hệ thống khác",
        /// Who may see it.
        pub audience: Opt<Audience> => "ai được xem",
        /// Corrections after publication.
        pub corrections: List<super::question::Correction> => "đính chính sau khi công khai",
    }
}

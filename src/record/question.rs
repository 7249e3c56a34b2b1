//! A question (`questions/<question>.md`, or one `[[question]]` of `questions.toml`): dated facts, never a state.

use super::field::{List, Opt, Rare, Req, ReqList, TableReader};
use super::value::{Channel, Day, DocumentRef, Quantity, QuestionRef, SlugText, Text, TopicRef, UnitRef, When, Whole};
use crate::diagnostic::Code;
use crate::say;
use crate::text::span::Span;
use crate::{choice, table};

choice! {
    /// What kind of question.
    pub enum QuestionKind {
        Question = "question" ("câu hỏi", "question"),
        Petition = "petition" ("kiến nghị", "petition"),
        Proposal = "proposal" ("đề xuất", "proposal"),
        Feedback = "feedback" ("phản ánh", "feedback"),
    }
}

choice! {
    /// Who is competent to answer.
    pub enum Competence {
        Unit = "unit" ("đơn vị", "the unit"),
        School = "school" ("nhà trường", "the school"),
        External = "external" ("cơ quan ngoài trường", "a body outside"),
        Mixed = "mixed" ("nhiều cấp", "several levels"),
    }
}

choice! {
    /// What of a question is shown.
    pub enum Visibility {
        Public = "public" ("công khai", "public"),
        Redacted = "redacted" ("đã lược bỏ một phần", "redacted"),
        Withheld = "withheld" ("không công khai", "withheld"),
        Internal = "internal" ("nội bộ", "internal"),
    }
}

choice! {
    /// The part of a unit in an assignment.
    pub enum AssignedRole {
        Lead = "lead" ("chủ trì", "lead"),
        Co = "co" ("phối hợp", "supporting"),
    }
}

choice! {
    /// How a referral was handed over.
    pub enum ReferralChannel {
        Paper = "paper" ("văn bản giấy", "paper"),
        Electronic = "electronic" ("điện tử", "electronic"),
        Meeting = "meeting" ("trực tiếp", "meeting"),
    }
}

choice! {
    /// How an answer was given.
    pub enum AnswerMode {
        AtDialogue = "at-dialogue" ("trả lời tại buổi đối thoại", "at the dialogue"),
        Written = "written" ("bằng văn bản", "in writing"),
        Website = "website" ("trên website", "on the web site"),
    }
}

choice! {
    /// What an answer says.
    pub enum AnswerOutcome {
        Answered = "answered" ("đã giải đáp", "answered"),
        Accepted = "accepted" ("tiếp thu", "accepted"),
        PartlyAccepted = "partly-accepted" ("tiếp thu một phần", "partly accepted"),
        Declined = "declined" ("không tiếp thu", "declined"),
        OutOfCompetence = "out-of-competence" ("không thuộc thẩm quyền", "out of competence"),
    }
}

choice! {
    /// What kind of correction.
    pub enum CorrectionKind {
        Factual = "factual" ("đính chính nội dung", "factual"),
        Redaction = "redaction" ("lược bỏ", "redaction"),
        Withdrawal = "withdrawal" ("gỡ bỏ", "withdrawal"),
    }
}

table! {
    /// A correction after publication; may stand in every record.
    pub struct Correction {
        /// When.
        pub on: Req<Day> => "ngày đính chính",
        /// What was corrected.
        pub what: Req<Text> => "đã sửa điều gì",
        /// By which unit.
        pub unit: Req<UnitRef> => "đơn vị đính chính",
        /// What kind.
        pub kind: Opt<CorrectionKind> => "loại đính chính",
    }
}

table! {
    /// A question withdrawn by its asker.
    pub struct Withdrawn {
        /// When.
        pub on: Req<Day> => "ngày rút",
        /// Why.
        pub reason: Req<Text> => "lý do rút",
    }
}

table! {
    /// Where an imported record came from.
    pub struct Source {
        /// The imported file.
        pub file: Opt<super::value::Name> => "tệp đã nhập",
        /// Its sheet.
        pub sheet: Opt<super::value::Name> => "trang tính",
        /// The row.
        pub row: Opt<Whole> => "dòng",
        /// The row's key.
        pub key: Opt<super::value::Name> => "khoá của dòng",
    }
}

table! {
    /// A privacy warning that was looked at and accepted.
    pub struct PrivacyOk {
        /// The code.
        pub code: Req<super::value::Name> => "mã cảnh báo, ví dụ `P05`",
        /// The text it is about.
        pub text: Req<super::value::Name> => "đoạn chữ được chấp nhận",
        /// Why it may stand.
        pub reason: Req<super::value::Name> => "vì sao được để lại",
    }
}

table! {
    /// A question given to a unit to answer.
    pub struct Assigned {
        /// The unit.
        pub unit: Req<UnitRef> => "đơn vị được giao",
        /// When.
        pub on: Req<Day> => "ngày giao",
        /// Its part.
        pub role: Opt<AssignedRole> => "vai trò: chủ trì hoặc phối hợp",
        /// By when it must answer.
        pub due: Opt<When> => "hạn trả lời",
        /// The limit moved.
        pub extensions: List<super::round::Extension> => "các lần gia hạn",
    }
}

table! {
    /// A question passed on.
    pub struct Referral {
        /// By which unit.
        pub from: Req<UnitRef> => "đơn vị chuyển",
        /// To which unit.
        pub to: Opt<UnitRef> => "đơn vị nhận trong trường",
        /// To which body outside.
        pub to_body: Rare<Text> => "cơ quan nhận ngoài trường",
        /// When.
        pub on: Req<Day> => "ngày chuyển",
        /// Why.
        pub reason: Req<Text> => "lý do chuyển",
        /// When it was received.
        pub received: Opt<Day> => "ngày nơi nhận tiếp nhận",
        /// How it was handed over.
        pub channel: Opt<ReferralChannel> => "chuyển bằng cách nào",
    } one_of [to, to_body]
}

table! {
    /// An answer; its text stands in the body.
    pub struct Answer {
        /// By which unit.
        pub unit: Req<UnitRef> => "đơn vị trả lời",
        /// When.
        pub on: Req<Day> => "ngày trả lời",
        /// How.
        pub mode: Req<AnswerMode> => "hình thức trả lời",
        /// What it says.
        pub outcome: Req<AnswerOutcome> => "kết quả",
        /// Why, when declined or out of competence.
        pub reason: Rare<Text> => "lý do, khi không tiếp thu hoặc không thuộc thẩm quyền",
        /// The competent body, when out of competence.
        pub body: Rare<Text> => "cơ quan có thẩm quyền, khi không thuộc thẩm quyền của trường",
        /// The document that holds it.
        pub document: Rare<DocumentRef> => "văn bản trả lời",
        /// Units that took part.
        pub co: List<UnitRef> => "các đơn vị cùng trả lời",
        /// Position of the earlier answer that it replaces, from 1.
        pub supersedes: Rare<Whole> => "thứ tự của câu trả lời trước bị thay thế, đếm từ 1",
        /// The text, in `questions.toml` only.
        pub text: Rare<Text> => "nội dung trả lời, chỉ trong `questions.toml`",
    }
}

table! {
    /// A question opened again.
    pub struct Reopened {
        /// When.
        pub on: Req<Day> => "ngày mở lại",
        /// Why.
        pub reason: Req<Text> => "lý do mở lại",
    }
}

table! {
    /// A question.
    pub struct Question {
        /// Its title.
        pub title: Req<Text> => "tiêu đề ý kiến",
        /// What kind.
        pub kind: Req<QuestionKind> => "loại ý kiến",
        /// Its topics; the first leads.
        pub topics: ReqList<TopicRef> => "các lĩnh vực; lĩnh vực đầu tiên là chính",
        /// When it was received.
        pub received: Opt<Day> => "ngày tiếp nhận",
        /// By which channel.
        pub channel: Opt<Channel> => "kênh tiếp nhận",
        /// The group that asked: a role, never a person.
        pub from: Opt<Text> => "nhóm người hỏi: một vai trò, không bao giờ là một người",
        /// How many asked the same.
        pub similar: Rare<Quantity> => "số người hỏi giống nhau",
        /// Who is competent.
        pub competence: Opt<Competence> => "thẩm quyền trả lời",
        /// What is shown.
        pub visibility: Opt<Visibility> => "mức công khai",
        /// Why something is not shown.
        pub reason: Rare<Text> => "lý do khi lược bỏ hoặc không công khai",
        /// The question that it was merged into.
        pub merged_into: Rare<QuestionRef> => "ý kiến mà ý kiến này được gộp vào",
        /// The question that it was split from.
        pub split_from: Rare<QuestionRef> => "ý kiến mà ý kiến này được tách ra",
        /// Withdrawn by its asker.
        pub withdrawn: Rare<Withdrawn> => "người hỏi đã rút",
        /// Where it was imported from.
        pub source: Rare<Source> => "nơi nhập vào, do lệnh `import` ghi",
        /// Accepted privacy warnings.
        pub privacy_ok: List<PrivacyOk> => "các cảnh báo riêng tư đã xem và chấp nhận",
        /// Assignments.
        pub assigned: List<Assigned> => "các lần giao cho đơn vị",
        /// Referrals.
        pub referrals: List<Referral> => "các lần chuyển",
        /// Answers.
        pub answers: List<Answer> => "các câu trả lời",
        /// Openings again.
        pub reopened: List<Reopened> => "các lần mở lại",
        /// Corrections after publication.
        pub corrections: List<Correction> => "đính chính sau khi công khai",
        /// Id, in `questions.toml` only.
        pub id: Rare<SlugText> => "mã của ý kiến, chỉ trong `questions.toml`",
        /// Text, in `questions.toml` only.
        pub text: Rare<Text> => "nội dung ý kiến, chỉ trong `questions.toml`",
    }
}

/// Keys of `questions.toml` that a file of its own says by its name and body.
pub const ENTRY_ONLY: [&str; 2] = ["id", "text"];

impl Question {
    /// Reads a question with a file of its own: `id` and texts are not among its keys.
    pub fn read_file(table: &TableReader<'_>) -> Self {
        let mut question = Self::read_quietly(table);
        let known: Vec<&str> = Self::KEYS.iter().copied().filter(|k| !ENTRY_ONLY.contains(k)).collect();
        table.finish(&known);
        for answer in &mut question.answers {
            if let Some(text) = answer.value.text.take() {
                refuse_answer_text(table, text.span);
            }
        }
        question
    }

    /// Reads an entry of `questions.toml`, which has `id` and texts.
    pub fn read_entry(table: &TableReader<'_>) -> Self {
        let question = Self::read_quietly(table);
        table.finish(Self::KEYS);
        if question.id.is_none() && table.node("id").is_none() {
            table.missing("id");
        }
        question
    }
}

fn refuse_answer_text(table: &TableReader<'_>, span: Span) {
    let reading = table.reading;
    reading.report(
        reading.problem(Code::S01, span, say!("không có khoá `text` ở đây", "there is no key `text` here")).help(say!(
            "trong tệp `.md`, nội dung trả lời viết dưới tiêu đề `# Trả lời`",
            "in a `.md` file the answer's text stands under a heading `# Answer`"
        )),
    );
}

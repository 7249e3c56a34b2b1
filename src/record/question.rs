//! A question (`questions/<question>.md`, or one `[[question]]` of `questions.toml`): dated facts, never a state.

use super::field::{Opt, Req, ReqList, TableReader};
use super::value::{Channel, Day, DocumentRef, Quantity, QuestionRef, SlugText, Text, TopicRef, UnitRef, When, Whole};
use crate::diagnostic::Code;
use crate::say;
use crate::text::span::{At, Span};
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
        pub on: Req<Day>,
        /// What was corrected.
        pub what: Req<Text>,
        /// By which unit.
        pub unit: Req<UnitRef>,
        /// What kind.
        pub kind: Opt<CorrectionKind>,
    }
}

table! {
    /// A question withdrawn by its asker.
    pub struct Withdrawn {
        /// When.
        pub on: Req<Day>,
        /// Why.
        pub reason: Req<Text>,
    }
}

table! {
    /// Where an imported record came from.
    pub struct Source {
        /// The imported file.
        pub file: Opt<super::value::Name>,
        /// Its sheet.
        pub sheet: Opt<super::value::Name>,
        /// The row.
        pub row: Opt<Whole>,
        /// The row's key.
        pub key: Opt<super::value::Name>,
    }
}

table! {
    /// A privacy warning that was looked at and accepted.
    pub struct PrivacyOk {
        /// The code.
        pub code: Req<super::value::Name>,
        /// The text it is about.
        pub text: Req<super::value::Name>,
        /// Why it may stand.
        pub reason: Req<super::value::Name>,
    }
}

table! {
    /// A question given to a unit to answer.
    pub struct Assigned {
        /// The unit.
        pub unit: Req<UnitRef>,
        /// When.
        pub on: Req<Day>,
        /// Its part.
        pub role: Opt<AssignedRole>,
        /// By when it must answer.
        pub due: Opt<When>,
        /// The limit moved.
        pub extensions: Vec<At<super::round::Extension>>,
    }
}

table! {
    /// A question passed on.
    pub struct Referral {
        /// By which unit.
        pub from: Req<UnitRef>,
        /// To which unit.
        pub to: Opt<UnitRef>,
        /// To which body outside.
        pub to_body: Opt<Text>,
        /// When.
        pub on: Req<Day>,
        /// Why.
        pub reason: Req<Text>,
        /// When it was received.
        pub received: Opt<Day>,
        /// How it was handed over.
        pub channel: Opt<ReferralChannel>,
    }
}

table! {
    /// An answer; its text stands in the body.
    pub struct Answer {
        /// By which unit.
        pub unit: Req<UnitRef>,
        /// When.
        pub on: Req<Day>,
        /// How.
        pub mode: Req<AnswerMode>,
        /// What it says.
        pub outcome: Req<AnswerOutcome>,
        /// Why, when declined or out of competence.
        pub reason: Opt<Text>,
        /// The competent body, when out of competence.
        pub body: Opt<Text>,
        /// The document that holds it.
        pub document: Opt<DocumentRef>,
        /// Units that took part.
        pub co: Vec<At<UnitRef>>,
        /// Position of the earlier answer that it replaces, from 1.
        pub supersedes: Opt<Whole>,
        /// The text, in `questions.toml` only.
        pub text: Opt<Text>,
    }
}

table! {
    /// A question opened again.
    pub struct Reopened {
        /// When.
        pub on: Req<Day>,
        /// Why.
        pub reason: Req<Text>,
    }
}

table! {
    /// A question.
    pub struct Question {
        /// Its title.
        pub title: Req<Text>,
        /// What kind.
        pub kind: Req<QuestionKind>,
        /// Its topics; the first leads.
        pub topics: ReqList<TopicRef>,
        /// When it was received.
        pub received: Opt<Day>,
        /// By which channel.
        pub channel: Opt<Channel>,
        /// The group that asked: a role, never a person.
        pub from: Opt<Text>,
        /// How many asked the same.
        pub similar: Opt<Quantity>,
        /// Who is competent.
        pub competence: Opt<Competence>,
        /// What is shown.
        pub visibility: Opt<Visibility>,
        /// Why something is not shown.
        pub reason: Opt<Text>,
        /// The question that it was merged into.
        pub merged_into: Opt<QuestionRef>,
        /// The question that it was split from.
        pub split_from: Opt<QuestionRef>,
        /// Withdrawn by its asker.
        pub withdrawn: Opt<Withdrawn>,
        /// Where it was imported from.
        pub source: Opt<Source>,
        /// Accepted privacy warnings.
        pub privacy_ok: Vec<At<PrivacyOk>>,
        /// Assignments.
        pub assigned: Vec<At<Assigned>>,
        /// Referrals.
        pub referrals: Vec<At<Referral>>,
        /// Answers.
        pub answers: Vec<At<Answer>>,
        /// Openings again.
        pub reopened: Vec<At<Reopened>>,
        /// Corrections after publication.
        pub corrections: Vec<At<Correction>>,
        /// Id, in `questions.toml` only.
        pub id: Opt<SlugText>,
        /// Text, in `questions.toml` only.
        pub text: Opt<Text>,
    }
}

/// Keys of `questions.toml` that a file of its own says by its name and body.
const ENTRY_ONLY: [&str; 2] = ["id", "text"];

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

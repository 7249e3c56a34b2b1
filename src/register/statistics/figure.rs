//! Figures: what each statistic is called, how it is defined, and its value in a scope.
//!
//! The identifiers are those of `spec/states.md`; pages, data and `doithoai.json` use the same words.

use super::{Median, Tally};

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Count(u32),
    /// A rate: numerator and denominator.
    Rate(u32, u32),
    /// A median.
    Median(Median),
}

macro_rules! figures {
    ($($variant:ident = $id:literal ($vi:literal, $en:literal) ($def_vi:literal, $def_en:literal) $value:expr;)*) => {
        /// A figure of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FigureId { $(#[doc = concat!("`", $id, "`: ", $def_en)] $variant,)* }

        impl FigureId {
            /// Every figure, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As written in pages and data.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What stands under the number, in Vietnamese and in English.
            pub const fn label(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($vi, $en),)* }
            }

            /// The definition in a sentence, in Vietnamese and in English.
            pub const fn definition(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($def_vi, $def_en),)* }
            }
        }

        impl Tally {
            /// The value of a figure in this scope.
            pub fn value(&self, figure: FigureId) -> Value {
                match figure { $(FigureId::$variant => { let of: fn(&Self) -> Value = $value; of(self) })* }
            }
        }
    };
}

figures! {
    AnswerRate = "answer_rate"
        ("ý kiến đã được trả lời", "questions answered")
        ("Số ý kiến đã trả lời, không thuộc thẩm quyền hoặc đã kết thúc, trên tổng số ý kiến (gồm cả ý kiến không công khai nội dung), không tính ý kiến đã gộp và đã rút.",
         "Questions answered, out of competence or closed, of all questions (withheld ones included) without merged and withdrawn ones.")
        |t| Value::Rate(t.answered, t.questions_counted);
    OnTimeRate = "on_time_rate"
        ("ý kiến được trả lời đúng hạn", "questions answered on time")
        ("Số ý kiến có trả lời đầu tiên trong hạn, trên số ý kiến có hạn và đã được trả lời hoặc đã hết hạn.",
         "Questions whose first answer came in time, of those with a limit that were answered or are past it.")
        |t| Value::Rate(t.on_time, t.timed);
    VerifiedRate = "verified_rate"
        ("cam kết đã kiểm chứng hoàn thành", "commitments verified as done")
        ("Số cam kết đã được đơn vị khác kiểm chứng hoàn thành, trên tổng số cam kết, không tính cam kết không thực hiện (có lý do) và đã giải trình.",
         "Commitments verified as done by another unit, of all commitments without cancelled and explained ones.")
        |t| Value::Rate(t.verified, t.commitments - t.cancelled - t.explained);
    PublicationCoverage = "publication_coverage"
        ("nơi phải công khai đã công khai", "required publications made")
        ("Số lượt công khai đã thực hiện, trên số lượt phải công khai: mỗi buổi đối thoại công khai đã tổ chức trên mỗi website phải đăng nội dung của cấp và đơn vị đó.",
         "Publications made, of those required: each public dialogue that was held on each site that must show its level and unit.")
        |t| Value::Rate(t.cells_published, t.cells);
    Questions = "questions"
        ("ý kiến đã tiếp nhận", "questions received")
        ("Mọi ý kiến không thuộc hồ sơ nội bộ, kể cả ý kiến đã gộp, đã rút và không công khai nội dung.",
         "All questions that are not internal, merged, withdrawn and withheld ones included.")
        |t| Value::Count(t.questions);
    QuestionsOpen = "questions_open"
        ("ý kiến chờ trả lời", "questions waiting for an answer")
        ("Ý kiến đã tiếp nhận, đã giao, đã chuyển hoặc mở lại mà chưa có trả lời.",
         "Questions received, assigned, referred or reopened that have no answer yet.")
        |t| Value::Count(t.questions_open);
    QuestionsOverdue = "questions_overdue"
        ("ý kiến quá hạn trả lời", "questions overdue")
        ("Ý kiến đã hết hạn mà chưa được trả lời; của một đơn vị là ý kiến đơn vị đó đang chủ trì trả lời.",
         "Questions past their limit without an answer; of a unit, those that it must answer.")
        |t| Value::Count(t.questions_overdue);
    Commitments = "commitments"
        ("cam kết khắc phục", "commitments")
        ("Mọi cam kết khắc phục đã công khai; của một đơn vị là cam kết đơn vị đó chịu trách nhiệm.",
         "All public commitments; of a unit, those that it leads.")
        |t| Value::Count(t.commitments);
    CommitmentsOpen = "commitments_open"
        ("cam kết chưa xong", "commitments open")
        ("Cam kết chưa được kiểm chứng hoàn thành, chưa giải trình và không bị huỷ.",
         "Commitments neither verified nor explained nor cancelled.")
        |t| Value::Count(t.commitments_open);
    CommitmentsOverdue = "commitments_overdue"
        ("cam kết quá hạn", "commitments overdue")
        ("Cam kết chưa xong, đơn vị chưa báo cáo hoàn thành và đã qua hạn (kể cả hạn đã lùi).",
         "Commitments open, not reported done, and past their limit (extensions included).")
        |t| Value::Count(t.commitments_overdue);
    Carried = "carried"
        ("cam kết các đợt trước để lại", "commitments left open by earlier rounds")
        ("Cam kết của các đợt trước chưa xong khi buổi đối thoại đầu tiên của đợt được tổ chức; ngoài trang của một đợt, đó là đợt mới nhất đã có đối thoại.",
         "Commitments of earlier rounds still open when the round's first dialogue was held; outside a round's page, that is the newest round with a dialogue.")
        |t| Value::Count(t.carried);
    Verified = "verified"
        ("cam kết đã kiểm chứng", "commitments verified")
        ("Cam kết đã được đơn vị khác xác nhận hoàn thành.", "Commitments that another unit confirmed as done.")
        |t| Value::Count(t.verified);
    Explained = "explained"
        ("cam kết đã giải trình", "commitments explained")
        ("Cam kết kết thúc bằng giải trình, thông tin.", "Commitments settled by an explanation.")
        |t| Value::Count(t.explained);
    Cancelled = "cancelled"
        ("cam kết không thực hiện", "commitments cancelled")
        ("Cam kết không thực hiện, có lý do.", "Commitments that will not be kept, with the reason.")
        |t| Value::Count(t.cancelled);
    Withheld = "withheld"
        ("ý kiến không công khai nội dung", "questions withheld")
        ("Ý kiến được tính trong số liệu nhưng không công khai nội dung.", "Questions that count but whose content is not shown.")
        |t| Value::Count(t.withheld);
    DaysToFirstAnswer = "days_to_first_answer"
        ("ngày làm việc đến trả lời đầu tiên", "working days to the first answer")
        ("Trung vị số ngày làm việc từ khi tiếp nhận đến trả lời đầu tiên.",
         "Median of working days from receipt to the first answer.")
        |t| Value::Median(t.days_to_first_answer);
    DaysToVerified = "days_to_verified"
        ("ngày làm việc đến khi kiểm chứng", "working days to verification")
        ("Trung vị số ngày làm việc từ câu trả lời (hoặc kết luận) đến khi cam kết được kiểm chứng hoàn thành.",
         "Median of working days from the answer (or conclusion) to the verification of the commitment.")
        |t| Value::Median(t.days_to_verified);
}

impl FigureId {
    /// What the denominator of a rate counts, in Vietnamese and in English, as in `7 trên 8 ý kiến phải trả lời`.
    pub const fn base(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::AnswerRate => Some(("ý kiến phải trả lời", "questions to answer")),
            Self::OnTimeRate => Some(("ý kiến có hạn", "questions with a limit")),
            Self::VerifiedRate => Some(("cam kết phải thực hiện", "commitments to keep")),
            Self::PublicationCoverage => Some(("lượt phải công khai", "required publications")),
            _ => None,
        }
    }
}

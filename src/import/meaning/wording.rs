//! What the wording of a status and of a kind means.
//!
//! A cell in, a state out (`domain.md` §5.3). The tables are the only place where a wording is added; what is not in them
//! is told together with what is, and never guessed. No wording makes anything verified.

use crate::import::words::key;
use crate::record::commitment::UpdateState;
use crate::record::question::QuestionKind;
use crate::text::vietnamese::by_nearness;

/// What a wording says of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Nothing.
    Unsaid,
    /// It has no answer yet.
    No,
    /// It was answered.
    Yes,
    /// It was accepted.
    Accepted,
    /// It was passed on.
    Referred,
    /// Nobody here is competent.
    OutOfCompetence,
}

/// What a wording says of the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promised {
    /// Nothing.
    Unsaid,
    /// It is planned: no update.
    Planned,
    /// It stands so.
    Reported(UpdateState),
}

/// What a wording means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Of the question.
    pub question: Answered,
    /// Of the promise.
    pub promise: Promised,
    /// How much is done, where the wording says so.
    pub percent: Option<u8>,
}

const WORDINGS: &[(&[&str], Answered, Promised)] = &[
    (&["đã trả lời", "đã giải đáp", "đã phúc đáp"], Answered::Yes, Promised::Unsaid),
    (
        &[
            "đã giải quyết",
            "đã giải quyết xong",
            "giải quyết dứt điểm",
            "đã giải quyết dứt điểm",
            "đã khắc phục",
            "đã thực hiện",
            "hoàn thành",
            "đã hoàn thành",
            "đã xử lý",
            "đã khắc phục xong",
            "đã thực hiện xong",
            "đơn vị báo cáo hoàn thành",
        ],
        Answered::Yes,
        Promised::Reported(UpdateState::Done),
    ),
    (
        &[
            "đang giải quyết",
            "đang xử lý",
            "đang thực hiện",
            "đang khắc phục",
            "đang triển khai",
            "tiếp tục xử lý",
            "tiếp tục thực hiện",
            "đang tiến hành",
        ],
        Answered::Unsaid,
        Promised::Reported(UpdateState::InProgress),
    ),
    (
        &["đã thực hiện một phần", "đã giải quyết một phần", "đã khắc phục một phần", "hoàn thành một phần"],
        Answered::Unsaid,
        Promised::Reported(UpdateState::PartlyDone),
    ),
    (
        &[
            "chưa giải quyết",
            "chưa thực hiện",
            "chưa khắc phục",
            "chưa xử lý",
            "chưa hoàn thành",
            "chưa triển khai",
            "đã lên kế hoạch",
        ],
        Answered::No,
        Promised::Planned,
    ),
    (
        &["chưa trả lời", "chưa giải đáp", "chưa phúc đáp", "đã tiếp nhận", "đã giao đơn vị trả lời"],
        Answered::No,
        Promised::Unsaid,
    ),
    (
        &[
            "đã giải trình",
            "thông tin với cử tri",
            "thông tin với sinh viên",
            "thông tin với người học",
            "đã giải trình, thông tin",
        ],
        Answered::Yes,
        Promised::Reported(UpdateState::Explained),
    ),
    (
        &["tiếp thu", "ghi nhận", "đã tiếp thu", "đã ghi nhận", "tiếp thu, ghi nhận", "ghi nhận, tiếp thu"],
        Answered::Accepted,
        Promised::Planned,
    ),
    (&["không thuộc thẩm quyền"], Answered::OutOfCompetence, Promised::Unsaid),
    (
        &[
            "chuyển cấp trên",
            "chuyển đơn vị",
            "đã chuyển cấp trên",
            "đã chuyển đơn vị",
            "đã chuyển cấp có thẩm quyền",
            "chuyển cấp có thẩm quyền",
        ],
        Answered::Referred,
        Promised::Unsaid,
    ),
    (
        &["lùi", "gia hạn", "lùi thời hạn", "xin gia hạn", "đã gia hạn"],
        Answered::Unsaid,
        Promised::Reported(UpdateState::Deferred),
    ),
    // Whether something is late is computed.
    (&["quá hạn", "đúng hạn", "trong hạn"], Answered::Unsaid, Promised::Unsaid),
];

/// Reads a status. A percentage, a remark in brackets and what follows a dash or a semicolon are no part of the wording.
pub(crate) fn status(text: &str) -> Option<Wording> {
    let percent = text
        .split(|c: char| !c.is_ascii_digit() && c != '%')
        .find_map(|word| word.strip_suffix('%').and_then(|n| n.parse().ok()).filter(|n| *n <= 100));
    let whole = without_percent(text);
    let short = whole.split(['(', ';', ':', '\n']).next().unwrap_or_default().to_owned();
    let shorter = short.split(" - ").next().unwrap_or_default().to_owned();
    [whole, short, shorter].iter().find_map(|form| {
        let wanted = key(form);
        let found = WORDINGS.iter().find(|(words, ..)| words.iter().any(|word| key(word) == wanted));
        found.map(|(_, question, promise)| Wording { question: *question, promise: *promise, percent })
    })
}

fn without_percent(text: &str) -> String {
    let words = text.split(' ').filter(|word| !word.trim_end_matches([',', '.', ')']).ends_with('%'));
    words.collect::<Vec<_>>().join(" ")
}

/// Every wording that is accepted.
pub(crate) fn accepted() -> impl Iterator<Item = &'static str> {
    WORDINGS.iter().flat_map(|(words, ..)| words.iter().copied())
}

/// The three accepted wordings that are written most like `said`, for a message.
pub(crate) fn nearest(said: &str) -> String {
    let near = by_nearness(said, accepted()).into_iter().take(3);
    near.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

const KINDS: &[(QuestionKind, &[&str])] = &[
    (QuestionKind::Question, &["câu hỏi", "hỏi", "hỏi đáp", "thắc mắc", "chất vấn"]),
    (QuestionKind::Petition, &["kiến nghị", "đề nghị", "yêu cầu", "nguyện vọng"]),
    (QuestionKind::Proposal, &["đề xuất", "góp ý", "hiến kế", "sáng kiến", "đóng góp ý kiến"]),
    (QuestionKind::Feedback, &["phản ánh", "ý kiến", "nhận xét", "khiếu nại", "ý kiến phản ánh"]),
];

/// Reads a kind.
pub(crate) fn kind(text: &str) -> Option<QuestionKind> {
    let wanted = key(text);
    let word = KINDS.iter().find(|(_, words)| words.iter().any(|word| key(word) == wanted)).map(|(kind, _)| *kind);
    word.or_else(|| QuestionKind::ALL.iter().copied().find(|kind| kind.as_str() == wanted))
}

/// The kinds that are accepted, for a message.
pub(crate) fn kinds() -> String {
    KINDS
        .iter()
        .flat_map(|(_, words)| words.iter().take(2))
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The kind that a text seems to be.
pub(crate) fn guess(text: &str) -> QuestionKind {
    let begins = key(super::text::unnumbered(text));
    let opening = |words: &[&str]| {
        words.iter().any(|word| begins.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    if text.trim_end().ends_with('?') {
        QuestionKind::Question
    } else if opening(&["de nghi", "kien nghi", "xin"]) {
        QuestionKind::Petition
    } else {
        QuestionKind::Feedback
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings() {
        let read = |text| status(text).map(|w| (w.question, w.promise, w.percent));
        let progress = Promised::Reported(UpdateState::InProgress);
        assert_eq!(read("ĐANG THỰC HIỆN"), Some((Answered::Unsaid, progress, None)));
        assert_eq!(read("Đang thực hiện 60%"), Some((Answered::Unsaid, progress, Some(60))));
        assert_eq!(
            read("Đã giải quyết xong (tháng 5)"),
            Some((Answered::Yes, Promised::Reported(UpdateState::Done), None))
        );
        assert_eq!(read("Chưa khắc phục"), Some((Answered::No, Promised::Planned, None)));
        assert_eq!(read("Xong rồi"), None);
    }

    #[test]
    fn kinds_from_a_column_or_a_text() {
        assert_eq!(kind("Kiến nghị"), Some(QuestionKind::Petition));
        assert_eq!(kind("Nghiêm trọng"), None);
        assert_eq!(guess("1. Đề nghị mở thêm lớp."), QuestionKind::Petition);
        assert_eq!(guess("Đề nghị cho biết học phí?"), QuestionKind::Question);
        assert_eq!(guess("Xinh viên"), QuestionKind::Feedback);
    }
}

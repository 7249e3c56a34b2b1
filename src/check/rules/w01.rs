//! W01: a step from one state to another that does not exist.
//!
//! The register folds dated facts into states and notes each step that the table of states lacks; this rule words them.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W01,
    title: Prose { vi: "chuyển trạng thái không được phép", en: "a transition that is not allowed" },
    prose: Prose {
        vi: "Trạng thái được tính từ các dữ kiện có ngày, theo thứ tự thời gian. Một số bước không thể xảy ra: ví dụ ý kiến đã trả lời \
             không thể được giao lại nếu chưa mở lại, nội dung đã báo cáo hoàn thành chỉ đi tiếp bằng kiểm chứng.\n\n\
             Cách sửa: xem lại ngày của các dữ kiện, hoặc thêm dữ kiện còn thiếu (thường là `[[reopened]]` kèm lý do).",
        en: "States are computed from dated facts in the order of time. Some steps cannot happen: a question that was answered cannot be \
             assigned again unless it was reopened; what was reported done goes on by a verification only.\n\n\
             To put it right: check the dates of the facts, or add the fact that is missing (mostly `[[reopened]]` with a reason).",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in register.questions.iter().filter(|q| !q.flawed) {
        for breach in &question.links.course.breaches {
            let (from, to) = (breach.from.label(), breach.to.label());
            found.push(breach_at(&question.path, breach.span, from, to, (breach.from.as_str(), breach.to.as_str())));
        }
    }
    for commitment in register.commitments.iter().filter(|c| !c.flawed) {
        for breach in &commitment.links.course.breaches {
            let (from, to) = (breach.from.label(), breach.to.label());
            found.push(breach_at(&commitment.path, breach.span, from, to, (breach.from.as_str(), breach.to.as_str())));
        }
    }
}

fn breach_at(path: &str, span: Span, from: (&str, &str), to: (&str, &str), ids: (&str, &str)) -> Diagnostic {
    let (from_vi, from_en, to_vi, to_en) = (from.0, from.1, to.0, to.1);
    let (a, b) = ids;
    Diagnostic::new(
        Code::W01,
        path,
        span,
        say!(
            "không thể chuyển từ “{from_vi}” (`{a}`) sang “{to_vi}” (`{b}`)",
            "there is no way from “{from_en}” (`{a}`) to “{to_en}” (`{b}`)"
        ),
    )
    .help(say!(
        "xem lại ngày của dữ kiện này, hoặc thêm `[[reopened]]` trước nó",
        "check the day of this fact, or add `[[reopened]]` before it"
    ))
}

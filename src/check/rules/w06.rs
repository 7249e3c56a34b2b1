//! W06: a decision against the asker, or against the public, that gives no reason.
//!
//! Declining, sending away, cutting, withholding, postponing, cancelling and changing the form each need one sentence why.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::record::question::{AnswerOutcome, Visibility};
use crate::record::value::Text;
use crate::register::Register;
use crate::say;
use crate::text::span::{At, Span};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W06,
    title: Prose {
        vi: "từ chối, lược bỏ, không công khai, hoãn hoặc huỷ mà không nêu lý do",
        en: "declined, redacted, withheld, postponed or cancelled without a reason",
    },
    prose: Prose {
        vi: "Người hỏi và người đọc có quyền biết vì sao một ý kiến không được tiếp thu, không thuộc thẩm quyền, bị lược bỏ, không công \
             khai, hoặc vì sao một buổi đối thoại bị hoãn, huỷ, đổi hình thức. Lý do được hiện trên trang.\n\n\
             Cách sửa: thêm `reason` vào câu trả lời, vào ý kiến hoặc vào `outcome` của buổi đối thoại.\n\n\
             ```toml\n\
             visibility = \"withheld\"\n\
             reason = \"Nội dung cho phép nhận ra người hỏi\"\n\
             ```",
        en: "Who asked, and who reads, has a right to know why a question was declined, out of competence, cut or withheld, or why a \
             dialogue was postponed, cancelled or held in another form. The reason is shown on the page.\n\n\
             To put it right: add `reason` to the answer, to the question, or to the dialogue's `outcome`.\n\n\
             ```toml\n\
             visibility = \"withheld\"\n\
             reason = \"The text would let its asker be recognised\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in &register.questions {
        let facts = &question.facts;
        if let Some(visibility) = &facts.visibility
            && matches!(visibility.value, Visibility::Redacted | Visibility::Withheld)
        {
            let (word, (vi, en)) = (visibility.value.as_str(), visibility.value.label());
            let message =
                say!("ý kiến `{word}` ({vi}) mà không có lý do", "the question is `{word}` ({en}) without a reason");
            let fault = unless_given(facts.reason.as_deref(), &question.path, question.span, message);
            let here = say!("viết `reason` ngay dưới dòng này", "write `reason` below this line");
            found.extend(fault.map(|fault| fault.related(&question.path, visibility.span, here)));
        }
        for answer in &facts.answers {
            let outcome = answer.outcome.copied();
            let Some(outcome @ (AnswerOutcome::Declined | AnswerOutcome::OutOfCompetence)) = outcome else { continue };
            let (word, (vi, en)) = (outcome.as_str(), outcome.label());
            let message =
                say!("trả lời `{word}` ({vi}) mà không có lý do", "the answer is `{word}` ({en}) without a reason");
            found.extend(unless_given(answer.reason.as_deref(), &question.path, answer.span, message));
        }
    }
    for dialogue in &register.dialogues {
        let Some(outcome) = &dialogue.facts.outcome else { continue };
        let Some(kind) = outcome.is.copied() else { continue };
        let (word, (vi, en)) = (kind.as_str(), kind.label());
        let message = say!(
            "buổi đối thoại `{word}` ({vi}) mà không có lý do",
            "the dialogue is `{word}` ({en}) without a reason"
        );
        found.extend(unless_given(outcome.reason.as_ref(), &dialogue.path, outcome.span, message));
    }
}

/// The fault, unless a reason is given; at `table`, or at the reason that says nothing.
fn unless_given(reason: Option<&At<Text>>, path: &str, table: Span, message: Message) -> Option<Diagnostic> {
    let span = match reason {
        None => table,
        Some(reason) if reason.0.trim().is_empty() => reason.span,
        Some(_) => return None,
    };
    let fault = Diagnostic::new(Code::W06, path, span, message);
    Some(
        fault.help(say!(
            "thêm `reason = \"…\"`, một câu nêu vì sao",
            "add `reason = \"…\"`, one sentence that says why"
        )),
    )
}

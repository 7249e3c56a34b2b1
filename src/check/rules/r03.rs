//! R03: questions merged in a circle, or into one that nobody will see.

use crate::check::cycle::cycles;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::Visibility;
use crate::register::index::QuestionIx;
use crate::register::{Question, Register};
use crate::say;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::R03,
    title: Prose {
        vi: "gộp ý kiến thành vòng, hoặc vào ý kiến không còn",
        en: "merged in a circle, or into a question that is not shown",
    },
    prose: Prose {
        vi: "Ý kiến đã gộp cho thấy trạng thái và câu trả lời của ý kiến mà nó gộp vào. Nếu chuỗi gộp quay vòng, hoặc kết thúc ở ý kiến \
             đã rút hay nội bộ, thì người hỏi không bao giờ thấy câu trả lời.\n\n\
             Cách sửa: gộp vào ý kiến được trả lời công khai.\n\n\
             Ví dụ: `001` gộp vào `002` và `002` gộp vào `001`: bỏ `merged_into` ở ý kiến chính.",
        en: "A merged question shows the state and the answer of the one it was merged into. Where the chain turns in a circle, or ends \
             at a question that was withdrawn or is internal, its askers never see an answer.\n\n\
             To put it right: merge it into a question that is answered in public.\n\n\
             Example: `001` is merged into `002` and `002` into `001`: remove `merged_into` from the main one.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let questions = &register.questions;
    let next = |i: usize| questions[i].links.merged_into.map(QuestionIx::at);
    for cycle in cycles(questions.len(), next) {
        let Some(&first) = cycle.iter().min_by_key(|&&i| &questions[i].path) else { continue };
        let names: Vec<&str> = cycle.iter().chain(cycle.first()).map(|&i| questions[i].slug()).collect();
        let (names, slug) = (names.join("` → `"), questions[first].slug());
        let message = if cycle.len() == 1 {
            say!("ý kiến `{slug}` gộp vào chính nó", "the question `{slug}` is merged into itself")
        } else {
            say!("các ý kiến gộp thành vòng: `{names}`", "questions are merged in a circle: `{names}`")
        };
        found.push(told(&questions[first], message));
    }
    for question in questions {
        let Some(target) = question.links.merged_into.map(|q| &questions[q.at()]) else { continue };
        if target.links.merged_into.is_some() {
            continue;
        }
        let slug = target.slug();
        if target.facts.withdrawn.is_some() {
            let message = say!("gộp vào ý kiến `{slug}` đã rút", "merged into `{slug}`, which was withdrawn");
            found.push(told(question, message));
        } else if is_hidden(target) && !is_hidden(question) {
            let message = say!("gộp vào ý kiến nội bộ `{slug}`", "merged into `{slug}`, which is internal");
            found.push(told(question, message));
        }
    }
}

fn is_hidden(question: &Question) -> bool {
    question.links.visibility == Visibility::Internal
}

fn told(question: &Question, message: crate::diagnostic::Message) -> Diagnostic {
    let place = question.facts.merged_into.as_ref().map_or(Span::at(0), |m| m.span);
    Diagnostic::new(Code::R03, &question.path, place, message).help(say!(
        "gộp vào ý kiến được trả lời công khai, hoặc bỏ `merged_into`",
        "merge it into a question that is answered in public, or remove `merged_into`"
    ))
}

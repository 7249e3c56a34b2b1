//! W18: a round was closed while questions of it still waited for an answer.
//!
//! One diagnostic a round, at the day it was closed, with the first few questions beside it.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W18,
    title: Prose {
        vi: "đóng đợt khi còn ý kiến chưa trả lời", en: "a round closed with unanswered questions"
    },
    prose: Prose {
        vi: "Đóng đợt nghĩa là mọi ý kiến đã có trả lời. Ý kiến còn lại sẽ hiện mãi là chưa trả lời.\n\n\
             Cách sửa: ghi câu trả lời, ghi việc gộp hoặc rút ý kiến, hoặc bỏ `closed` cho đến khi trả lời xong.\n\n\
             ```toml\n\
             [[answers]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-05-06\n\
             mode = \"written\"\n\
             outcome = \"answered\"\n\
             ```",
        en: "To close a round is to say that every question has its answer. What is left will be shown as unanswered for ever.\n\n\
             To put it right: write down the answer, the merging or the withdrawal, or take `closed` out until all are answered.\n\n\
             ```toml\n\
             [[answers]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-05-06\n\
             mode = \"written\"\n\
             outcome = \"answered\"\n\
             ```",
    },
    check: Some(check),
};

/// How many questions are named.
const SHOWN: usize = 5;

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in register.rounds.iter().filter(|r| !r.flawed && r.links.closed) {
        let Some(closed) = &round.facts.closed else { continue };
        let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()]);
        let open: Vec<_> = dialogues
            .flat_map(|d| &d.links.questions)
            .map(|q| &register.questions[q.at()])
            .filter(|q| q.links.course.state.is_open() && !q.flawed && (round.draft || !q.draft))
            .collect();
        if open.is_empty() {
            continue;
        }
        let n = open.len();
        let mut fault = Diagnostic::new(
            Code::W18,
            &round.path,
            closed.span,
            say!("đợt đã đóng nhưng còn {n} ý kiến chưa trả lời", "the round is closed with unanswered questions: {n}"),
        )
        .help(say!(
            "trả lời, gộp hoặc rút các ý kiến này, hoặc bỏ `closed`",
            "answer, merge or withdraw them, or take `closed` out"
        ));
        for question in open.iter().take(SHOWN) {
            fault = fault.related(&question.path, question.span, say!("chưa trả lời", "unanswered"));
        }
        found.push(fault);
    }
}

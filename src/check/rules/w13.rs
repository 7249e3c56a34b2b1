//! W13: an answer by a unit that nothing connects with the question.
//!
//! Connected are the units that own one of its topics or help with it, that hold its dialogue or one that takes it up, that
//! it was assigned to, or that it was referred to.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::index::QuestionIx;
use crate::register::{Question, Register};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W13,
    title: Prose {
        vi: "đơn vị trả lời không phụ trách lĩnh vực, không tổ chức buổi đối thoại và không được giao",
        en: "answered by a unit that neither owns the topic nor holds the dialogue nor was assigned",
    },
    prose: Prose {
        vi: "Mỗi lĩnh vực có đơn vị phụ trách (`lead`, `co` trong `topics.toml`). Câu trả lời thường do đơn vị đó, do đơn vị tổ chức buổi \
             đối thoại, hoặc do đơn vị được giao đưa ra. Đơn vị khác trả lời thường là ghi nhầm tên hoặc thiếu một bước giao.\n\n\
             Cách sửa: sửa `unit` của câu trả lời, hoặc ghi việc giao.\n\n\
             ```toml\n\
             [[assigned]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-03-18\n\
             ```",
        en: "Each topic has units that own it (`lead`, `co` in `topics.toml`). Answers come from them, from the unit that holds the \
             dialogue, or from one that the question was assigned to. Any other is mostly a slip in the name, or an assignment is missing.\n\n\
             To put it right: correct the answer's `unit`, or write down the assignment.\n\n\
             ```toml\n\
             [[assigned]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-03-18\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let hosts = hosts(register);
    for (i, question) in register.questions.iter().enumerate().filter(|(_, q)| !q.flawed) {
        for answer in &question.facts.answers {
            let Some(unit) = answer.unit.at() else { continue };
            let name = unit.value.as_str();
            let slot = (QuestionIx(i as u32), name);
            // A name that leads nowhere is R01.
            if register.unit(name).is_none()
                || hosts.binary_search(&slot).is_ok()
                || is_concerned(register, question, name)
            {
                continue;
            }
            found.push(
                Diagnostic::new(
                    Code::W13,
                    &question.path,
                    unit.span,
                    say!(
                        "`{name}` trả lời nhưng không phụ trách lĩnh vực, không tổ chức buổi đối thoại và không được giao",
                        "`{name}` answers and neither owns the topic nor holds the dialogue nor was assigned"
                    ),
                )
                .help(say!(
                    "sửa tên đơn vị, hoặc thêm `[[assigned]]` cho `{name}`",
                    "correct the unit, or add `[[assigned]]` for `{name}`"
                )),
            );
        }
    }
}

/// Each question with each unit that holds a dialogue which takes it up, sorted.
fn hosts<'r>(register: &'r Register<'_>) -> Vec<(QuestionIx, &'r str)> {
    let mut hosts: Vec<_> = register
        .dialogues
        .iter()
        .filter_map(|d| Some((d.facts.unit.get()?.as_str(), &d.links.takes_up)))
        .flat_map(|(unit, taken)| taken.iter().map(move |&q| (q, unit)))
        .collect();
    hosts.sort_unstable();
    hosts
}

fn is_concerned(register: &Register<'_>, question: &Question, unit: &str) -> bool {
    let facts = &question.facts;
    let dialogue = &register.dialogues[question.links.dialogue.at()];
    let owns = |topic: &str| {
        register.topic(topic).is_some_and(|ix| {
            let topic = &register.topics[ix.at()].facts;
            topic.lead.0.iter().chain(&topic.co).any(|u| u.as_str() == unit)
        })
    };
    dialogue.facts.unit.get().is_some_and(|u| u.as_str() == unit)
        || facts.assigned.iter().any(|a| a.unit.get().is_some_and(|u| u.as_str() == unit))
        || facts.referrals.iter().any(|r| r.to.as_ref().is_some_and(|u| u.as_str() == unit))
        || facts.topics.0.iter().any(|t| owns(t.as_str()))
}

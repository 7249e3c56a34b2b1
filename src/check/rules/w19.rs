//! W19: an answer given at a dialogue, on a day on which no dialogue was held.
//!
//! The days are those of the question's own dialogue and of every dialogue that takes it up.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::AnswerMode;
use crate::register::Register;
use crate::register::index::{DialogueIx, QuestionIx};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W19,
    title: Prose {
        vi: "trả lời tại buổi đối thoại nhưng khác ngày tổ chức",
        en: "an answer of mode at-dialogue on another day than `held`",
    },
    prose: Prose {
        vi: "`mode = \"at-dialogue\"` nghĩa là trả lời ngay tại buổi đối thoại, nên ngày trả lời phải là ngày tổ chức (`held`) của buổi đó \
             hoặc của buổi đối thoại cấp trên đã đưa ý kiến ra.\n\n\
             Cách sửa: sửa ngày, hoặc ghi `mode = \"written\"` (văn bản), `mode = \"website\"` nếu trả lời sau.\n\n\
             ```toml\n\
             [[answers]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-06\n\
             mode = \"at-dialogue\"\n\
             outcome = \"answered\"\n\
             ```",
        en: "`mode = \"at-dialogue\"` says that the answer was given in the dialogue itself, so its day must be the day on which that \
             dialogue, or one that took the question up, was held.\n\n\
             To put it right: correct the day, or write `mode = \"written\"` or `\"website\"` where the answer came later.\n\n\
             ```toml\n\
             [[answers]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-06\n\
             mode = \"at-dialogue\"\n\
             outcome = \"answered\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut above: Vec<(QuestionIx, DialogueIx)> = (0..)
        .map(DialogueIx)
        .zip(&register.dialogues)
        .flat_map(|(ix, d)| d.links.takes_up.iter().map(move |&q| (q, ix)))
        .collect();
    above.sort_unstable();
    for (ix, question) in (0..).map(QuestionIx).zip(&register.questions) {
        let first = above.partition_point(|(q, _)| *q < ix);
        let taking = above[first..].iter().take_while(|(q, _)| *q == ix).map(|(_, d)| *d);
        let own = question.links.dialogue;
        let dialogues: Vec<_> = std::iter::once(own).chain(taking).map(|d| &register.dialogues[d.at()]).collect();
        // A dialogue without a day may have been on any.
        if dialogues.iter().any(|d| d.links.held.is_none()) {
            continue;
        }
        for answer in question.facts.answers.iter().filter(|a| a.mode.copied() == Some(AnswerMode::AtDialogue)) {
            let Some(on) = answer.on.at() else { continue };
            let day = on.value.0;
            if dialogues.iter().any(|d| d.links.held.is_some_and(|(a, b)| (a..=b).contains(&day))) {
                continue;
            }
            let home = dialogues[0];
            let mut fault = Diagnostic::new(
                Code::W19,
                &question.path,
                on.span,
                say!(
                    "trả lời tại buổi đối thoại nhưng ngày `{day}` không có buổi nào",
                    "answered at the dialogue, and none was held on `{day}`"
                ),
            )
            .help(say!(
                "sửa ngày, hoặc ghi `mode = \"written\"` nếu trả lời sau buổi đối thoại",
                "correct the day, or write `mode = \"written\"` where the answer came later"
            ));
            if let Some(held) = &home.facts.held {
                fault = fault.related(
                    &home.path,
                    held.span,
                    say!("buổi đối thoại tổ chức ở đây", "the dialogue was held then"),
                );
            }
            found.push(fault);
        }
    }
}

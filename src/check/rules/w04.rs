//! W04: the form of a school dialogue is not the one that the number of its questions asks for.
//!
//! Only where `[rules.mode]` is set, and only of dialogues that were held: before that questions are still to come. In
//! person, online and hybrid are all the conference. A `mode_decision` settles every case and is needed at the threshold.

use crate::check::measure::{conference_count, took_place};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::{Form, LevelOfDialogue};
use crate::register::Register;
use crate::register::settings::Mode;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W04,
    title: Prose {
        vi: "hình thức đối thoại không theo ngưỡng số câu hỏi",
        en: "the form contradicts the threshold, or nothing was decided at exactly the threshold",
    },
    prose: Prose {
        vi: "Quy định của trường (`[rules.mode]`): trên ngưỡng thì tổ chức hội nghị, dưới ngưỡng thì đối thoại bằng văn bản. Đúng bằng \
             ngưỡng thì quy định không nói, nên phải có quyết định. Số câu hỏi gồm câu hỏi của buổi này và câu hỏi từ dưới đưa lên, không \
             tính ý kiến đã gộp, đã rút.\n\n\
             Cách sửa: sửa `form`, hoặc ghi quyết định và lý do.\n\n\
             ```toml\n\
             mode_decision = { count = 15, reason = \"Đúng 15 câu hỏi, Ban Giám hiệu chọn tổ chức hội nghị\" }\n\
             ```",
        en: "The school's own rule (`[rules.mode]`): above the threshold a conference, below it in writing. At exactly the threshold the rule \
             says nothing, so somebody must decide. The count is of the dialogue's own questions and those it takes up, without merged and \
             withdrawn ones.\n\n\
             To put it right: correct `form`, or write down the decision and its reason.\n\n\
             ```toml\n\
             mode_decision = { count = 15, reason = \"Exactly 15 questions; the board chose a conference\" }\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let Some(mode) = register.settings.mode else { return };
    for dialogue in register.dialogues.iter().filter(|d| !d.flawed && took_place(d)) {
        let school = dialogue.facts.level.copied() == Some(LevelOfDialogue::School);
        let declared = register.rounds[dialogue.links.round.at()].facts.declared.as_ref();
        let partial = declared.and_then(|d| d.complete.as_ref()).is_some_and(|c| !c.value);
        let Some(form) = dialogue.facts.form.at().filter(|_| school && !partial) else { continue };
        if dialogue.facts.mode_decision.is_some() {
            continue;
        }
        let count = conference_count(register, dialogue);
        let Mode { threshold, above, below } = mode;
        let wanted = match count.cmp(&u64::from(threshold)) {
            std::cmp::Ordering::Greater => above,
            std::cmp::Ordering::Less => below,
            std::cmp::Ordering::Equal => {
                found.push(
                    Diagnostic::new(
                        Code::W04,
                        &dialogue.path,
                        dialogue.span,
                        say!(
                            "có đúng {count} câu hỏi, bằng ngưỡng, mà không có `mode_decision`",
                            "there are exactly {count} questions, the threshold, and no `mode_decision`"
                        ),
                    )
                    .help(say!(
                        "thêm `mode_decision = {{ count = {count}, reason = \"…\" }}`",
                        "add `mode_decision = {{ count = {count}, reason = \"…\" }}`"
                    )),
                );
                continue;
            }
        };
        if (wanted == Form::Written) == (form.value == Form::Written) {
            continue;
        }
        let (word, (vi, en)) = (wanted.as_str(), wanted.label());
        found.push(
            Diagnostic::new(
                Code::W04,
                &dialogue.path,
                form.span,
                say!(
                    "có {count} câu hỏi, ngưỡng là {threshold}: hình thức phải là `{word}` ({vi})",
                    "there are {count} questions and the threshold is {threshold}: the form must be `{word}` ({en})"
                ),
            )
            .help(say!(
                "sửa `form`, hoặc thêm `mode_decision = {{ count = {count}, reason = \"…\" }}`",
                "correct `form`, or add `mode_decision = {{ count = {count}, reason = \"…\" }}`"
            )),
        );
    }
}

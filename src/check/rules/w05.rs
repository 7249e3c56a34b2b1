//! W05: a question beyond the unit's competence that stayed where it was asked.
//!
//! Below the school level such a question must be passed on or answered by another unit. That is asked of a record only
//! when the round's answers were due, or the round was closed; until then it may simply be on its way.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::Competence;
use crate::record::value::LevelOfDialogue;
use crate::register::timeline::{QuestionFact, QuestionState};
use crate::register::{Question, Register, Round};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W05,
    title: Prose {
        vi: "ý kiến vượt thẩm quyền của đơn vị nhưng không được chuyển đi",
        en: "a question beyond the unit's competence that was not passed on",
    },
    prose: Prose {
        vi: "Ở buổi đối thoại cấp lớp, cấp khoa, ý kiến không thuộc thẩm quyền của đơn vị phải được chuyển lên cấp có thẩm quyền, hoặc \
             được một đơn vị khác trả lời. Quy tắc này chỉ xét khi hạn trả lời của đợt đã qua hoặc đợt đã đóng.\n\n\
             Cách sửa: ghi việc chuyển, ghi câu trả lời của đơn vị khác, hoặc sửa `competence` nếu ý kiến thuộc thẩm quyền của đơn vị.\n\n\
             ```toml\n\
             [[referrals]]\n\
             from = \"khoa-cntt\"\n\
             to = \"phong-ctsv\"\n\
             on = 2024-03-18\n\
             reason = \"Không thuộc thẩm quyền của khoa\"\n\
             ```",
        en: "At a dialogue of a class or a unit, what is not the unit's business must be referred to who is competent, or be answered by \
             another unit. It is asked for once the round's answers were due, or the round is closed.\n\n\
             To put it right: write down the referral or the other unit's answer, or correct `competence` if it is the unit's after all.\n\n\
             ```toml\n\
             [[referrals]]\n\
             from = \"khoa-cntt\"\n\
             to = \"phong-ctsv\"\n\
             on = 2024-03-18\n\
             reason = \"Not the faculty's business\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let over: Vec<bool> = register.rounds.iter().map(|r| r.links.closed || answers_were_due(register, r)).collect();
    for question in register.questions.iter().filter(|q| !q.flawed && over[q.links.round.at()]) {
        let Some(competence) = question.facts.competence.as_ref().filter(|c| c.value != Competence::Unit) else {
            continue;
        };
        if stayed(register, question) {
            let (word, (vi, en)) = (competence.value.as_str(), competence.value.label());
            found.push(
                Diagnostic::new(
                    Code::W05,
                    &question.path,
                    competence.span,
                    say!(
                        "ý kiến thuộc thẩm quyền `{word}` ({vi}) nhưng chưa được chuyển đi và chưa có đơn vị khác trả lời",
                        "the question is for `{word}` ({en}) and was neither referred nor answered by another unit"
                    ),
                )
                .help(say!(
                    "thêm `[[referrals]]`, thêm câu trả lời của đơn vị có thẩm quyền, hoặc sửa `competence`",
                    "add `[[referrals]]` or the competent unit's answer, or correct `competence`"
                )),
            );
        }
    }
}

/// Whether the step with `answers` is over: done, or its limit has passed.
fn answers_were_due(register: &Register<'_>, round: &Round) -> bool {
    round.links.schedule.answers_step().is_some_and(|step| {
        let limit = step.in_force().and_then(|r| r.limit);
        step.done.is_some() || limit.is_some_and(|l| l.due < register.as_of)
    })
}

/// Whether the question of a class or unit dialogue was neither referred nor answered by another unit.
fn stayed(register: &Register<'_>, question: &Question) -> bool {
    let dialogue = &register.dialogues[question.links.dialogue.at()];
    if !matches!(dialogue.facts.level.copied(), Some(LevelOfDialogue::Class | LevelOfDialogue::Unit)) {
        return false;
    }
    if matches!(question.links.course.state, QuestionState::Merged | QuestionState::Withdrawn) {
        return false;
    }
    let Some(own) = dialogue.facts.unit.get() else { return false };
    !question.links.course.events.iter().any(|(_, fact, _)| match *fact {
        QuestionFact::Referral(_) => true,
        QuestionFact::Answer(i) => question.facts.answers[i].unit.get().is_some_and(|unit| unit != own),
        _ => false,
    })
}

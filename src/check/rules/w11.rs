//! W11: a suggestion that was accepted and then never promised.
//!
//! An answer that accepts, in full or in part, announces work; the work is a commitment that answers to the question. An
//! answer that a later one supersedes announces nothing any more.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::AnswerOutcome;
use crate::register::timeline::QuestionFact;
use crate::register::{Question, Register};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W11,
    title: Prose {
        vi: "đã tiếp thu nhưng không có nội dung khắc phục nào trả lời ý kiến",
        en: "an accepted answer without a commitment that answers to it",
    },
    prose: Prose {
        vi: "“Tiếp thu” là một lời hứa. Nếu không có nội dung khắc phục ghi ai làm, làm gì, bao giờ xong, thì không ai theo dõi được lời \
             hứa đó.\n\n\
             Cách sửa: thêm một tệp trong `commitments/` có `answers_to` là ý kiến này, hoặc đổi `outcome` thành `answered` nếu câu trả \
             lời chỉ là giải đáp.\n\n\
             ```toml\n\
             title = \"Lắp thêm quạt ở nhà B\"\n\
             lead = \"phong-qtcsvc\"\n\
             answers_to = [\"questions/007\"]\n\
             due = 2024-06-30\n\
             ```",
        en: "To accept is to promise. Without a commitment that says who does what by when, nobody can follow the promise.\n\n\
             To put it right: add a file in `commitments/` whose `answers_to` names the question, or make the `outcome` `answered` where \
             the answer only explains.\n\n\
             ```toml\n\
             title = \"More fans in building B\"\n\
             lead = \"phong-qtcsvc\"\n\
             answers_to = [\"questions/007\"]\n\
             due = 2024-06-30\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in register.questions.iter().filter(|q| !q.flawed && !is_promised(register, q)) {
        let slug = question.slug();
        let dialogue = &register.dialogues[question.links.dialogue.at()].id;
        for &(_, fact, _) in &question.links.course.events {
            let QuestionFact::Answer(i) = fact else { continue };
            let answer = &question.facts.answers[i];
            let Some(outcome @ (AnswerOutcome::Accepted | AnswerOutcome::PartlyAccepted)) = answer.outcome.copied()
            else {
                continue;
            };
            if is_superseded(question, i) {
                continue;
            }
            let (word, (vi, en)) = (outcome.as_str(), outcome.label());
            found.push(
                Diagnostic::new(
                    Code::W11,
                    &question.path,
                    answer.span,
                    say!(
                        "trả lời `{word}` ({vi}) nhưng không có nội dung khắc phục nào",
                        "the answer is `{word}` ({en}) and no commitment answers to it"
                    ),
                )
                .help(say!(
                    "tạo bằng `doithoai new commitment {dialogue}/ten-viec`, trong tệp ấy ghi `answers_to = [\"questions/{slug}\"]`",
                    "make one with `doithoai new commitment {dialogue}/its-name`; it says `answers_to = [\"questions/{slug}\"]`"
                )),
            );
        }
    }
}

/// Whether a commitment answers to the question, or to one that was merged into it; drafts count for drafts only.
fn is_promised(register: &Register<'_>, question: &Question) -> bool {
    let merged = question.links.merged.iter().map(|q| &register.questions[q.at()]);
    std::iter::once(question)
        .chain(merged)
        .flat_map(|q| &q.links.commitments)
        .any(|c| question.draft || !register.commitments[c.at()].draft)
}

fn is_superseded(question: &Question, position: usize) -> bool {
    let answers = &question.facts.answers;
    answers.iter().any(|a| a.supersedes.as_ref().is_some_and(|s| s.value.0 as usize == position + 1))
}

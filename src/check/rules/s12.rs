//! S12: answer headings and `[[answers]]` that do not match.
//!
//! In a question itself this is found by the reader (`record::question_sections`). A translation knows the entries only
//! through its original, so it is looked at here: it may leave answers out, which are then shown as they were written,
//! but it has no others and no other level-1 heading.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S12,
    title: Prose {
        vi: "tiêu đề trả lời không khớp `[[answers]]`",
        en: "answer headings and `[[answers]]` do not match",
    },
    prose: Prose {
        vi: "Ai trả lời, ngày nào nằm trong `[[answers]]`; lời trả lời nằm dưới tiêu đề `# Trả lời`. Hai phần ghép với nhau theo thứ \
             tự, nên phải đủ đôi, và trong tệp câu hỏi không được có tiêu đề cấp 1 nào khác.\n\n\
             Cách sửa: thêm tiêu đề hoặc mục còn thiếu; tiêu đề trong bài dùng `##`.\n\n\
             Ví dụ: hai mục `[[answers]]` thì có `# Trả lời 1` và `# Trả lời 2`.",
        en: "Who answered and when stands in `[[answers]]`, what was answered under a heading `# Answer`. They are joined by their order, \
             so there must be as many of each, and no other level-1 heading in a question.\n\n\
             To put it right: add the heading or entry that is missing; headings in the text use `##`.\n\n\
             Example: two entries `[[answers]]` go with `# Answer 1` and `# Answer 2`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for translation in &register.translations {
        let sections = &translation.sections.sections;
        let Some(RecordIx::Question(ix)) = register.ids.get(&translation.id) else { continue };
        let answers = register.questions[ix.at()].facts.answers.len();
        let headings = sections.iter().filter(|s| s.is_answer);
        let headings = headings.enumerate().filter(|(i, _)| *i >= answers).map(|(_, section)| {
            let message = say!(
                "bản dịch có nhiều tiêu đề trả lời hơn số mục `[[answers]]` của bản gốc ({answers})",
                "the translation has more answer headings than the original has `[[answers]]` ({answers})"
            );
            (section, message)
        });
        let others = sections.iter().filter(|s| !s.is_answer).map(|section| {
            let message = say!(
                "trong câu hỏi chỉ có tiêu đề cấp 1 `# Answer` hoặc `# Trả lời`",
                "the only level-1 heading in a question is `# Answer` or `# Trả lời`"
            );
            (section, message)
        });
        found.extend(headings.chain(others).map(|(section, message)| {
            Diagnostic::new(Code::S12, &translation.path, section.heading, message)
                .help(say!("dùng `##` cho tiêu đề trong bài", "use `##` for headings in the text"))
        }));
    }
}

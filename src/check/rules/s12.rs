//! S12: answer headings and `[[answers]]` that do not match. Found by the reader (`record::question_sections`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

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
    check: None,
};

//! P12: a sentence of what is not public. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P12,
    title: Prose { vi: "câu của hồ sơ không công khai", en: "a sentence of what is not public" },
    prose: Prose {
        vi: "Một câu (từ sáu chữ trở lên) của ý kiến không công khai hoặc hồ sơ nội bộ đứng lại trong bài công bố. Ẩn hồ sơ mà chép lời nó sang chỗ khác thì cũng như chưa ẩn.\n\n\
             Cách sửa: bỏ câu ấy hoặc viết lại bằng lời khác, không có chi tiết riêng. Câu mở đầu, kết thúc mà nhiều hồ sơ cùng có không bị báo.\n\n\
             Ví dụ: trả lời ghi “về nội dung đã nêu”, thay cho chép lại câu hỏi.",
        en: "A sentence of six words or more of a question that is withheld, or of an internal record, stands in a published text. To hide a record and repeat its words elsewhere is not to hide it.\n\n\
             To put it right: take the sentence out, or say it in other words and without particulars. Phrases with which many records begin and end are not reported.\n\n\
             Example: an answer says “on the matter raised” instead of repeating the question.",
    },
    check: None,
};

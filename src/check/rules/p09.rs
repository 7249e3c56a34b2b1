//! P09: a sensitive fact of one person. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P09,
    title: Prose { vi: "thông tin nhạy cảm của một người", en: "a sensitive fact of one person" },
    prose: Prose {
        vi: "Sức khoẻ, điểm số, hoàn cảnh gia đình, tôn giáo, dân tộc gắn với một người (“em”, “tôi”, hoặc người được nêu tên) là dữ liệu nhạy cảm, chỉ công bố khi người đó đồng ý. Câu nói về chính sách, về “các em”, “chúng em”, hay “nếu em…” không bị báo.\n\n\
             Cách sửa: viết lại cho chung (“có sinh viên…”), hoặc thay bằng `[…]`; khi người đó đã đồng ý, dùng `privacy_ok`.\n\n\
             ```toml\n\
             privacy_ok = [{ code = \"P09\", text = \"Em thuộc diện hộ nghèo\", reason = \"Người hỏi đồng ý\" }]\n\
             ```",
        en: "Health, marks, the family's means, religion and ethnicity tied to one person (“em”, “tôi”, or somebody named) are sensitive and published only with that person's consent. What is said of rules, of “các em”, “chúng em” or after “nếu” is not reported.\n\n\
             To put it right: write it in general words (“some students”), or replace it by `[…]`; where the person agreed, use `privacy_ok`.\n\n\
             ```toml\n\
             privacy_ok = [{ code = \"P09\", text = \"Em thuộc diện hộ nghèo\", reason = \"The asker agreed\" }]\n\
             ```",
    },
    check: None,
};

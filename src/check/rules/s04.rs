//! S04: a word that is not among the values of its key. Found by the reader (`record::field::read_choice`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S04,
    title: Prose { vi: "giá trị không có trong danh sách", en: "unknown value of an enumeration" },
    prose: Prose {
        vi: "Một số khoá chỉ nhận những từ cho trước, vì trang web, số liệu và tìm kiếm đều dựa vào chúng.\n\n\
             Cách sửa: chọn một từ trong danh sách kèm nhãn tiếng Việt mà thông báo đưa ra.\n\n\
             Ví dụ: `kind = \"kiến nghị\"` sửa thành `kind = \"petition\"` (kiến nghị).",
        en: "Some keys take given words only, since pages, figures and search rest on them.\n\n\
             To put it right: choose a word from the list in the message.\n\n\
             Example: `kind = \"request\"` becomes `kind = \"petition\"`.",
    },
    check: None,
};

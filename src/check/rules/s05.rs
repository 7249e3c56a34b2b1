//! S05: a value of another type. Found by the reader (`record::field`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S05,
    title: Prose { vi: "giá trị sai kiểu", en: "wrong type" },
    prose: Prose {
        vi: "Chữ viết trong dấu nháy kép, ngày viết không có dấu nháy, số và true/false viết trần, danh sách viết trong ngoặc vuông. \
             Viết sai kiểu thì chương trình không thể biết người viết muốn nói gì.\n\n\
             Cách sửa: viết lại theo ví dụ trong thông báo.\n\n\
             Ví dụ: `on = \"2024-03-05\"` sửa thành `on = 2024-03-05`.",
        en: "Texts stand in double quotes, dates without quotes, numbers and true/false bare, lists in square brackets. With another \
             type the program cannot know what was meant.\n\n\
             To put it right: write the value as in the message's example.\n\n\
             Example: `on = \"2024-03-05\"` becomes `on = 2024-03-05`.",
    },
    check: None,
};

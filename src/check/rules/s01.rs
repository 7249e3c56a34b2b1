//! S01: a key that does not exist. Found by the field reader (`record::field`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S01,
    title: Prose { vi: "khoá không có trong mẫu", en: "unknown key" },
    prose: Prose {
        vi: "Mỗi loại hồ sơ có một danh sách khoá cố định. Khoá viết sai chính tả mà vẫn được chấp nhận thì thông tin sẽ lặng lẽ \
             biến mất khỏi trang, nên chương trình báo lỗi.\n\n\
             Cách sửa: dùng khoá gần nhất mà thông báo gợi ý, hoặc bỏ dòng đó.\n\n\
             Ví dụ: `titel = \"Học phí\"` sửa thành `title = \"Học phí\"`.",
        en: "Each kind of record has a fixed list of keys. A misspelt key that was accepted would make its fact vanish from the site \
             without a word.\n\n\
             To put it right: use the nearest key that the message names, or remove the line.\n\n\
             Example: `titel = \"Fees\"` becomes `title = \"Fees\"`.",
    },
    check: None,
};

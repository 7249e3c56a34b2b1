//! P06: staff named in a question. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P06,
    title: Prose { vi: "ý kiến nêu tên cán bộ, giảng viên", en: "staff named in a question" },
    prose: Prose {
        vi: "Một ý kiến nêu tên thầy, cô hay cán bộ là lời nói về một người cụ thể, chưa được xác minh. Công bố điều ấy có thể làm hại người đó và cả người hỏi.\n\n\
             Cách sửa: ghi vai trò (“giảng viên học phần”), hoặc thay tên bằng `[…]`; nếu cả ý kiến là về một người, dùng `visibility = \"withheld\"`.\n\n\
             Ví dụ: `Thầy Nguyễn Văn B chấm chậm` sửa thành `Giảng viên học phần chấm chậm`.",
        en: "A question that names a lecturer or an officer speaks of one person, and nobody has verified it. To publish that can harm them, and the one who asked.\n\n\
             To put it right: name the role (“the lecturer of the course”) or replace the name by `[…]`; where all of the question is about one person, use `visibility = \"withheld\"`.\n\n\
             Example: `Thầy Nguyễn Văn B chấm chậm` becomes `Giảng viên học phần chấm chậm`.",
    },
    check: None,
};

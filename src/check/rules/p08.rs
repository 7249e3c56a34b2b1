//! P08: table of persons. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P08,
    title: Prose { vi: "bảng danh sách người", en: "table of persons" },
    prose: Prose {
        vi: "Một bảng có từ ba cột riêng tư trở lên (họ tên, ngày sinh, lớp, điện thoại, điểm…) mà mỗi dòng là một người. Danh sách như vậy không công bố, dù từng cột có vẻ vô hại.\n\n\
             Cách sửa: thay bằng bảng tổng hợp theo đơn vị, hoặc bỏ các cột riêng tư. Mẫu để trống và bảng liên hệ của đơn vị không bị báo.\n\n\
             Ví dụ: `Họ và tên | Ngày sinh | Lớp` sửa thành `Khoa | Số sinh viên`.",
        en: "A table with three or more personal columns (name, date of birth, class, telephone, marks and so on) each of whose rows is a person. Such lists are not published, harmless as each column may look.\n\n\
             To put it right: replace it by totals of units, or leave the personal columns out. Blank forms and contacts of units are not reported.\n\n\
             Example: `Họ và tên | Ngày sinh | Lớp` becomes `Khoa | Số sinh viên`.",
    },
    check: None,
};

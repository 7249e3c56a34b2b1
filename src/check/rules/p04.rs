//! P04: student code. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P04,
    title: Prose { vi: "mã sinh viên", en: "student code" },
    prose: Prose {
        vi: "Mã sinh viên dẫn thẳng tới một người. Chương trình tìm theo `student_id_patterns` của trường, và 8 đến 12 số gần chữ MSSV, mã SV, mã số sinh viên.\n\n\
             Cách sửa: bỏ mã, hoặc thay bằng `[…]`.\n\n\
             ```toml\n\
             [privacy]\n\
             student_id_patterns = ['\\b\\d{2}A\\d{8}\\b']\n\
             ```",
        en: "A student code leads straight to a person. It is found by the school's `student_id_patterns`, and as 8 to 12 digits near MSSV, mã SV, mã số sinh viên.\n\n\
             To put it right: take it out, or replace it by `[…]`.\n\n\
             ```toml\n\
             [privacy]\n\
             student_id_patterns = ['\\b\\d{2}A\\d{8}\\b']\n\
             ```",
    },
    check: None,
};

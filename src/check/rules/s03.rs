//! S03: an academic year that is not two consecutive years. Found by the reader (`record::value`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S03,
    title: Prose {
        vi: "năm học không gồm hai năm liền nhau", en: "academic year is not two consecutive years"
    },
    prose: Prose {
        vi: "Năm học quyết định năm của mọi mốc viết thiếu năm (từ 01/9 đến 31/8), nên phải là hai năm liền nhau. Dấu gạch và khoảng \
             trắng viết kiểu nào cũng được.\n\n\
             Cách sửa: viết hai năm liền nhau.\n\n\
             Ví dụ: `academic_year = \"2023-2025\"` sửa thành `academic_year = \"2023-2024\"`.",
        en: "The academic year gives their year to all dates that lack one (1 September to 31 August), so it must be two consecutive \
             years. Dashes and spaces do not matter.\n\n\
             To put it right: write two consecutive years.\n\n\
             Example: `academic_year = \"2023-2025\"` becomes `academic_year = \"2023-2024\"`.",
    },
    check: None,
};

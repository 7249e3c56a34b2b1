//! P01: a citizen's identity number. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P01,
    title: Prose { vi: "số định danh, căn cước, chứng minh thư", en: "a citizen's identity number" },
    prose: Prose {
        vi: "Số định danh cá nhân (12 số) hoặc số chứng minh thư (9 số, gần chữ CMND) đủ để giả danh một người. Chương trình đọc bài như người đọc thấy: cách, chấm, gạch, ngoặc giữa các số, số in đậm từng đoạn, ký tự ẩn đều không che được.\n\n\
             Cách sửa: bỏ số ấy; trong ý kiến thì thay bằng `[…]` và ghi `visibility = \"redacted\"` kèm `reason`.\n\n\
             Ví dụ: `CCCD 0870…` sửa thành `CCCD […]`.",
        en: "A citizen's number (12 digits), or that of an old card (9 digits near its word), is enough to pass for a person. Texts are read as readers see them: spaces, dots, hyphens and brackets between digits, bold pieces and invisible characters hide nothing.\n\n\
             To put it right: take the number out; in a question replace it by `[…]` and add `visibility = \"redacted\"` with a `reason`.\n\n\
             Example: `CCCD 0870…` becomes `CCCD […]`.",
    },
    check: None,
};

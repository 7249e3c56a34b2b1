//! U03: a unit's site that says other than the main site of a record that both show.
//!
//! Found when the site of one target is built: its ledger is held against the one that the main site has published.

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::U03,
    title: Prose {
        vi: "trang của đơn vị và trang chính nói khác nhau về cùng một hồ sơ",
        en: "a unit's site and the main site disagree on a shared record",
    },
    prose: Prose {
        vi: "Một ý kiến có thể hiện trên trang của trường và trên trang của khoa. Nếu mỗi nơi nói một khác (nơi này đã trả lời, nơi kia \
             chưa), người đọc không biết tin bên nào. Mỗi trang công bố sổ `doithoai.json` ghi dấu vân của từng hồ sơ; khi dựng trang của \
             một đơn vị, sổ ấy được so với sổ mà trang chính đã công bố.\n\n\
             Cách sửa: dựng trang chính trước rồi dựng trang của đơn vị, hoặc dựng mọi trang trong một lần bằng `doithoai build \
             --all-targets`.\n\n\
             Ví dụ: sửa câu trả lời của ý kiến 007 rồi chỉ chạy `doithoai build --target khoa-cntt`: trang chính vẫn còn câu trả lời cũ.",
        en: "A question may stand on the school's site and on the faculty's. Where each says something else (answered here, open there), \
             nobody knows whom to believe. Each site publishes a ledger `doithoai.json` with a digest of every record; when the site of \
             one unit is built, its ledger is held against the one that the main site has published.\n\n\
             To put it right: build the main site first and then the unit's, or all of them in one run by `doithoai build \
             --all-targets`.\n\n\
             Example: an answer to question 007 is changed and only `doithoai build --target khoa-cntt` is run: the main site still has \
             the old answer.",
    },
    check: None,
};

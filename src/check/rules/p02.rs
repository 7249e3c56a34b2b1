//! P02: telephone that is no contact of a unit. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P02,
    title: Prose {
        vi: "số điện thoại không phải đầu mối liên hệ chung", en: "telephone that is no contact of a unit"
    },
    prose: Prose {
        vi: "Số điện thoại của một người (di động, máy bàn, hay trang `zalo.me`, `wa.me` có số) không công bố. Số trong `contact` của đơn vị hoặc của trường, số ghi trong `[privacy] allow`, và tổng đài 1800, 1900 thì được.\n\n\
             Cách sửa: bỏ số, hoặc thay bằng `[…]`; nếu là đầu mối chung, ghi vào `contact` của đơn vị.\n\n\
             Ví dụ: `contact = { phone = \"024 3868 2321\" }`.",
        en: "A person's telephone (mobile, landline, or a page such as `zalo.me` with a number) is not published. Numbers in the `contact` of a unit or of the institution, those in `[privacy] allow`, and hot lines (1800, 1900) may stand.\n\n\
             To put it right: take it out or replace it by `[…]`; if it is a contact for everybody, write it into the unit's `contact`.\n\n\
             Example: `contact = { phone = \"024 3868 2321\" }`.",
    },
    check: None,
};

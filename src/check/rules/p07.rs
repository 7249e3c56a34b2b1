//! P07: bank account, insurance card, passport or plate. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P07,
    title: Prose {
        vi: "tài khoản, thẻ bảo hiểm, hộ chiếu, biển số",
        en: "bank account, insurance card, passport or plate",
    },
    prose: Prose {
        vi: "Số tài khoản, số thẻ bảo hiểm, hộ chiếu hay biển số đứng gần chữ gọi tên nó. Số tiền và ngày tháng không bị báo.\n\n\
             Cách sửa: bỏ số ấy, hoặc thay bằng `[…]`. Tài khoản của trường để nộp học phí thì ghi vào `[privacy] allow`.\n\n\
             Ví dụ: `allow = [\"21510001234567\"]`.",
        en: "The number of an account, an insurance card, a passport or a plate, near the word for it. Sums of money and dates are not reported.\n\n\
             To put it right: take it out, or replace it by `[…]`. The school's own account for fees belongs into `[privacy] allow`.\n\n\
             Example: `allow = [\"21510001234567\"]`.",
    },
    check: None,
};

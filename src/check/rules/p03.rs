//! P03: e-mail address or personal profile. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P03,
    title: Prose { vi: "thư điện tử hoặc trang cá nhân", en: "e-mail address or personal profile" },
    prose: Prose {
        vi: "Thư điện tử của một người không công bố, dù viết là `a [at] b.vn`. Địa chỉ của đơn vị, của trường và trong `[privacy] allow` thì được. Trang mạng xã hội của cá nhân chỉ bị cảnh báo, vì máy không biết chắc đó là ai.\n\n\
             Cách sửa: bỏ địa chỉ, hoặc thay bằng địa chỉ của đơn vị; trang của đơn vị ghi vào `website` hoặc `[privacy] allow`.\n\n\
             Ví dụ: `allow = [\"ctsv@example.edu.vn\"]`.",
        en: "A person's e-mail address is not published, not even as `a [at] b.vn`. Those of units, of the institution and of `[privacy] allow` may stand. A personal page of a social network is a warning, since no machine knows for certain whose it is.\n\n\
             To put it right: take it out, or write the unit's address; a unit's own page belongs into its `website` or into `[privacy] allow`.\n\n\
             Example: `allow = [\"ctsv@example.edu.vn\"]`.",
    },
    check: None,
};

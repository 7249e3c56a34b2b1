//! P05: a student's name. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P05,
    title: Prose { vi: "tên người học", en: "a student's name" },
    prose: Prose {
        vi: "Một họ tên đứng sau “em”, “bạn”, “sinh viên”, “họ tên”… trong cùng mệnh đề có lẽ là tên người học. Sổ ghi vai trò (“sinh viên năm hai”), không ghi tên. Tên phố, trường, học bổng và người ký văn bản không bị báo.\n\n\
             Cách sửa: bỏ tên, hoặc thay bằng `[…]`. Khi tên ấy được phép công bố, ghi vào ý kiến:\n\n\
             ```toml\n\
             privacy_ok = [{ code = \"P05\", text = \"Lý Tự Trọng\", reason = \"Tên giải thưởng\" }]\n\
             ```",
        en: "A full name after “em”, “bạn”, “sinh viên”, “họ tên” and the like in the same clause is probably a student's. The register names roles, never persons. Streets, schools, awards and those who sign documents are not reported.\n\n\
             To put it right: take it out, or replace it by `[…]`. Where the name may be published, the question says so:\n\n\
             ```toml\n\
             privacy_ok = [{ code = \"P05\", text = \"Lý Tự Trọng\", reason = \"Name of an award\" }]\n\
             ```",
    },
    check: None,
};

//! S13: `[rules.levels]` names an unknown code or lowers one that is fixed. Found by the reader (`record::value`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S13,
    title: Prose {
        vi: "`[rules.levels]` sai mã hoặc hạ mức mã S, P",
        en: "`[rules.levels]` names an unknown code or lowers an S- or P-code",
    },
    prose: Prose {
        vi: "Mỗi trường có thể đổi mức của phần lớn quy tắc trong `content/site.toml`. Quy tắc về hình thức (S) và về dữ liệu cá nhân \
             (P) thì không: hạ chúng xuống là công bố hồ sơ hỏng hoặc lộ thông tin của người học.\n\n\
             Cách sửa: viết đúng mã, hoặc bỏ dòng đó và sửa hồ sơ.\n\n\
             Ví dụ: `W13 = \"off\"` được; `P01 = \"warning\"` không được.",
        en: "A school may change the severity of most rules in `content/site.toml`. Those of form (S) and of personal data (P) are fixed: \
             lowering them would publish broken records or give learners away.\n\n\
             To put it right: write the code as it is, or remove the line and mend the record.\n\n\
             Example: `W13 = \"off\"` will do; `P01 = \"warning\"` will not.",
    },
    check: None,
};

//! D05: until when a document must be kept.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D05,
    title: Prose { vi: "ngày hết thời hạn lưu", en: "the end of retention" },
    prose: Prose {
        vi: "Thời hạn lưu (`retention`) tính từ ngày của văn bản. Thông tin này cho biết ngày hết hạn, để không huỷ sớm; chương trình không \
             tự xoá gì.\n\n\
             ```toml\n\
             date = 2024-04-24\n\
             retention = \"3 năm\"\n\
             ```",
        en: "A document is kept for its `retention`, counted from its date. This note says when that ends, so that nothing is destroyed too \
             early; the program deletes nothing.\n\n\
             ```toml\n\
             date = 2024-04-24\n\
             retention = \"3 years\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for document in &register.documents {
        let (Some(retention), Some(date)) = (&document.facts.retention, document.facts.date.get()) else { continue };
        let Some(end) = retention.value.0.ends(date.0) else { continue };
        let message = if end < register.as_of {
            say!("thời hạn lưu đã hết ngày {end}", "the retention ended on {end}")
        } else {
            say!("thời hạn lưu hết ngày {end}", "the retention ends on {end}")
        };
        found.push(Diagnostic::new(Code::D05, &document.path, retention.span, message));
    }
}

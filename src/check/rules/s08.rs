//! S08: a value that its grammar does not read.
//!
//! Dates, quantities and terms are read by the reader; what should be a reference to a document and is no path is told
//! here, with the document of that number where there is one.

use crate::check::nearby::is_path;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::field::{RefKind, Visitor};
use crate::register::Register;
use crate::register::index::scope_of;
use crate::say;
use crate::text::span::Span;
use crate::text::vietnamese;
use rustc_hash::FxHashMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S08,
    title: Prose { vi: "không hiểu được cách viết giá trị", en: "a value that its grammar does not read" },
    prose: Prose {
        vi: "Thời hạn, ngày ước chừng, số lượng, thời hạn lưu và thứ trong tuần được viết như trong văn bản hành chính, nhưng phải theo \
             một trong các cách viết mà chương trình hiểu, nếu không thì không tính được hạn. Văn bản được dẫn bằng mã hồ sơ, không \
             bằng số ký hiệu.\n\n\
             Cách sửa: chọn một cách viết trong thông báo.\n\n\
             Ví dụ: `when = \"khi nào tiện\"` sửa thành `when = \"trước ngày 30/11\"`; `plan = \"4402/KH-ĐHM\"` sửa thành `plan = \
             \"documents/ke-hoach-4402\"`.",
        en: "Deadlines, vague dates, quantities, retention and weekdays are written as in official papers, in one of the forms that the \
             program understands; else no deadline can be computed. Documents are named by their id, not by their number.\n\n\
             To put it right: choose a form from the message.\n\n\
             Example: `when = \"some day\"` becomes `when = \"before 11-30\"`; `plan = \"4402/KH-ĐHM\"` becomes `plan = \
             \"documents/ke-hoach-4402\"`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut odd = Vec::new();
    for record in register.records() {
        let mut names = Names { id: record.id, path: record.path, odd: &mut odd };
        record.visit(&mut names);
    }
    if odd.is_empty() {
        return;
    }
    let mut by_number: FxHashMap<String, &str> = FxHashMap::default();
    for document in &register.documents {
        if let Some(number) = &document.facts.number {
            by_number.entry(vietnamese::slug(&number.0)).or_insert(&document.id);
        }
    }
    for (id, path, name, key, span) in odd {
        let message =
            say!("`{name}` ở `{key}` không phải là mã của văn bản", "`{name}` at `{key}` is not a document's id");
        let meant = by_number.get(&vietnamese::slug(&name)).map(|id| (*id).to_owned());
        let mut diagnostic = Diagnostic::new(Code::S08, path, span, message).help(say!(
            "các cách viết: `documents/ke-hoach`, `khoa-cntt/documents/bien-ban`, `2023-2024/documents/ke-hoach`",
            "the forms: `documents/ke-hoach`, `khoa-cntt/documents/bien-ban`, `2023-2024/documents/ke-hoach`"
        ));
        if let Some(meant) = meant {
            let short = meant.strip_prefix(scope_of(id)).and_then(|m| m.strip_prefix('/')).unwrap_or(&meant).to_owned();
            diagnostic = diagnostic
                .help(say!("văn bản có số đó là `{short}`", "the document of that number is `{short}`"))
                .fix(span, format!("\"{short}\""));
        }
        found.push(diagnostic);
    }
}

type Odd<'r> = (&'r str, &'r str, String, &'static str, Span);

struct Names<'r, 'f> {
    id: &'r str,
    path: &'r str,
    odd: &'f mut Vec<Odd<'r>>,
}

impl Visitor for Names<'_, '_> {
    fn reference(&mut self, kind: RefKind, name: &str, key: &'static str, span: Span) {
        if matches!(kind, RefKind::Document | RefKind::Input) && !is_path(name) {
            self.odd.push((self.id, self.path, name.to_owned(), key, span));
        }
    }
}

//! D04: a public record that refers to one that is not public.

use crate::check::nearby::label;
use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::record::field::{RefKind, Visitor};
use crate::register::index::RecordIx;
use crate::register::link::promise;
use crate::register::reach::record_link;
use crate::register::{AnyRecord, Promise, Register};
use crate::say;
use crate::text::glance;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D04,
    title: Prose {
        vi: "hồ sơ công khai dẫn đến hồ sơ không công khai",
        en: "a public record refers to one that is not public",
    },
    prose: Prose {
        vi: "Trang công khai không bao giờ nêu mã, tiêu đề hay liên kết của hồ sơ nội bộ; chỗ dẫn hiện là “hồ sơ nội bộ”. Người đọc sẽ \
             hỏi đó là gì, nên cần biết trước khi công bố.\n\n\
             Cách sửa: công khai hồ sơ kia (`audience`, `visibility`), dẫn một hồ sơ công khai, hoặc bỏ chỗ dẫn. Nếu đúng ý thì để \
             nguyên: đây chỉ là cảnh báo.\n\n\
             Ví dụ: câu trả lời có `document = \"documents/ke-hoach\"` mà kế hoạch ghi `audience = \"internal\"`.",
        en: "A public page never shows the id, title or link of an internal record; the reference reads “internal record”. Readers will ask \
             what it is, so know it before you publish.\n\n\
             To put it right: make the other record public (`audience`, `visibility`), refer to a public one, or drop the reference. \
             Where it is meant, leave it: this is a warning only.\n\n\
             Example: an answer has `document = \"documents/plan\"`, and the plan has `audience = \"internal\"`.",
    },
    check: None,
};

pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    if texts::owner(register, record).public {
        record.visit(&mut References { register, id: record.id, path: record.path, found });
    }
}

pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    if !said.owner.public || !said.is_markdown_with(glance::AT) {
        return;
    }
    for link in markdown::scan(said.text).links {
        let Some(reference) = record_link(&link.address).filter(|_| !link.image) else { continue };
        let hidden = register.named_in_text(reference.name, said.owner.id).filter(|ix| !register.is_public(*ix));
        if hidden.is_some() {
            found.push(told(said.owner.path, said.place(link.range), reference.name, ("hồ sơ", "record")));
        }
    }
}

struct References<'r, 's, 'f> {
    register: &'r Register<'s>,
    id: &'r str,
    path: &'r str,
    found: &'f mut Vec<Diagnostic>,
}

impl Visitor for References<'_, '_, '_> {
    fn reference(&mut self, kind: RefKind, name: &str, key: &'static str, span: Span) {
        let register = self.register;
        let record = match kind {
            RefKind::Promise => promise(register, name, self.id).map(|promise| match promise {
                Promise::Question(ix) => RecordIx::Question(ix),
                Promise::Conclusions(ix, _) => RecordIx::Dialogue(ix),
            }),
            _ => register.resolve(kind, name, self.id),
        };
        let Some(hidden) = record.filter(|ix| !register.is_public(*ix)) else { return };
        if key == "merged_into" && ends_hidden(register, hidden) {
            return;
        }
        self.found.push(told(self.path, span, name, label(kind)));
    }
}

/// Whether a merge chain ends at this internal question, which is an error of its own (R03).
fn ends_hidden(register: &Register<'_>, ix: RecordIx) -> bool {
    let RecordIx::Question(ix) = ix else { return false };
    let links = &register.questions[ix.at()].links;
    links.merged_into.is_none() && links.visibility == crate::record::question::Visibility::Internal
}

fn told(path: &str, place: Span, name: &str, kind: (&str, &str)) -> Diagnostic {
    let (vi, en) = kind;
    let message = say!("{vi} `{name}` không công khai", "the {en} `{name}` is not public");
    Diagnostic::new(Code::D04, path, place, message)
        .label(say!("hiện là “hồ sơ nội bộ”", "shown as “internal record”"))
        .help(say!(
            "công khai hồ sơ kia, dẫn một hồ sơ công khai, hoặc bỏ chỗ dẫn",
            "make the other record public, refer to a public one, or drop the reference"
        ))
}

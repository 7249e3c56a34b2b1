//! L05: a cut `[…]` in a question that does not say it was redacted, or the other way round.
//!
//! Only questions have a visibility to say it with; a cut elsewhere speaks for itself.

use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::question::Visibility;
use crate::register::index::RecordIx;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::L05,
    title: Prose {
        vi: "dấu lược bỏ `[…]` không khớp `visibility`", en: "the cut `[…]` and `visibility` do not agree"
    },
    prose: Prose {
        vi: "Dấu `[…]` cho thấy có chữ đã được bỏ trước khi công bố. Người đọc có quyền biết điều đó và biết vì sao, nên ý kiến phải ghi \
             `visibility = \"redacted\"` kèm `reason`. Ngược lại, ghi `redacted` mà không có `[…]` thì người đọc không thấy chỗ nào bị \
             lược.\n\n\
             Cách sửa: thêm `visibility` và `reason`, hoặc đánh dấu chỗ lược bằng `[…]`.\n\n\
             Ví dụ: `Ở lớp […] thi ngày nào?` cần `visibility = \"redacted\"` và `reason = \"Bỏ tên lớp\"`.",
        en: "The mark `[…]` shows that words were taken out before publication. Readers may know that, and why, so the question must say \
             `visibility = \"redacted\"` with a `reason`. Where it says so and has no `[…]`, nobody sees what was cut.\n\n\
             To put it right: add `visibility` and `reason`, or mark the cut by `[…]`.\n\n\
             Example: `When does class […] sit the exam?` needs `visibility = \"redacted\"` and `reason = \"Class name removed\"`.",
    },
    check: None,
};

const CUT: &str = "[…]";

/// A cut in a question that is public as it was asked. A translation has no word on visibility: a cut in it belongs to
/// its original.
pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let Some(RecordIx::Question(ix)) = said.owner.ix.filter(|_| said.glance.has(glance::CUT)) else { return };
    if register.questions[ix.at()].links.visibility == Visibility::Public {
        let cut = said.text.find(CUT);
        let kind = register.questions[ix.at()].facts.kind.at().map(|kind| kind.span);
        found.extend(cut.map(|at| undeclared(said.owner.path, said.place(at..at + CUT.len()), kind)));
    }
}

/// A question that says it was redacted, without a cut.
pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    let Some(RecordIx::Question(ix)) = record.ix else { return };
    let question = &register.questions[ix.at()];
    if question.links.visibility != Visibility::Redacted {
        return;
    }
    let (mut cut, mut ascii) = (false, None);
    texts::each_of_record(register, record, &mut |said| {
        cut |= said.text.contains(CUT);
        if let Some(at) = said.text.find("[...]") {
            ascii.get_or_insert_with(|| said.place(at..at + "[...]".len()));
        }
    });
    if !cut {
        let written = question.facts.visibility.as_ref().map_or(question.span, |v| v.span);
        found.push(uncut(&question.path, written, ascii));
    }
}

fn undeclared(path: &str, span: Span, kind: Option<Span>) -> Diagnostic {
    let message = say!(
        "có chỗ lược bỏ `[…]` nhưng ý kiến không ghi `visibility = \"redacted\"`",
        "there is a cut `[…]` and the question does not say `visibility = \"redacted\"`"
    );
    let fault = Diagnostic::new(Code::L05, path, span, message).help(say!(
        "thêm `visibility = \"redacted\"` và `reason = \"…\"` (vì sao lược bỏ) vào phần đầu, ví dụ dưới dòng `kind`",
        "add `visibility = \"redacted\"` and `reason = \"…\"` (why it was cut) to the front matter, for example below `kind`"
    ));
    match kind {
        Some(kind) => {
            fault.related(path, kind, say!("thêm hai dòng dưới dòng này", "add the two lines below this one"))
        }
        None => fault,
    }
}

fn uncut(path: &str, span: Span, ascii: Option<Span>) -> Diagnostic {
    let message =
        say!("ghi là đã lược bỏ nhưng không có chỗ nào là `[…]`", "it says redacted and has no `[…]` anywhere");
    let fault = Diagnostic::new(Code::L05, path, span, message).severity(Severity::Warning);
    match ascii {
        Some(place) => fault
            .help(say!(
                "viết `[…]` bằng một ký tự ba chấm, thay cho `[...]`",
                "write `[…]` with one ellipsis instead of `[...]`"
            ))
            .related(path, place, say!("có lẽ là chỗ này", "perhaps here"))
            .fix(place, CUT),
        None => fault.help(say!(
            "đánh dấu mỗi chỗ đã lược bằng `[…]`, hoặc bỏ dòng này",
            "mark each cut by `[…]`, or remove the line"
        )),
    }
}

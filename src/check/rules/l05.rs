//! L05: a cut `[…]` in a question that does not say it was redacted, or the other way round.
//!
//! Only questions have a visibility to say it with; a cut elsewhere speaks for itself.

use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::markdown;
use crate::record::question::Visibility;
use crate::register::index::RecordIx;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::span::Span;
use crate::text::vietnamese::fold;
use std::ops::Range;

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
             Chỗ lược gõ cách khác (`[...]`, `[ … ]`, `[đã lược bỏ]`) thì trang không nhận ra, nên bị nhắc (cảnh báo).\n\n\
             Cách sửa: thêm `visibility` và `reason`, hoặc đánh dấu chỗ lược bằng `[…]`.\n\n\
             Ví dụ: `Ở lớp […] thi ngày nào?` cần `visibility = \"redacted\"` và `reason = \"Bỏ tên lớp\"`.",
        en: "The mark `[…]` shows that words were taken out before publication. Readers may know that, and why, so the question must say \
             `visibility = \"redacted\"` with a `reason`. Where it says so and has no `[…]`, nobody sees what was cut.\n\n\
             A cut that is typed otherwise (`[...]`, `[ … ]`, `[redacted]`) is not known as one by the site, so it is warned of.\n\n\
             To put it right: add `visibility` and `reason`, or mark the cut by `[…]`.\n\n\
             Example: `When does class […] sit the exam?` needs `visibility = \"redacted\"` and `reason = \"Class name removed\"`.",
    },
    check: None,
};

const CUT: &str = "[…]";

/// Folded words in brackets that mean a cut.
const WORDS: &[&str] = &[
    "da luoc bo",
    "luoc bo",
    "luoc",
    "da luoc",
    "bi luoc bo",
    "da bo",
    "luoc bot",
    "da luoc bot",
    "da an",
    "da che",
    "redacted",
    "removed",
    "omitted",
    "deleted",
    "cut",
];
/// A longer text in brackets is no cut.
const LONGEST: usize = 40;

/// A cut in a question that is public as it was asked. A translation has no word on visibility: a cut in it belongs to
/// its original.
pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let Some(RecordIx::Question(ix)) = said.owner.ix.filter(|_| said.glance.has(glance::CUT)) else { return };
    let question = &register.questions[ix.at()];
    if question.links.visibility == Visibility::Public {
        let kind = question.facts.kind.at().map(|kind| kind.span);
        if let Some(at) = said.text.find(CUT) {
            found.push(undeclared(said.owner.path, said.place(at..at + CUT.len()), kind));
        }
        let hand = by_hand(said).into_iter().next();
        found.extend(hand.map(|range| handmade(said, range, true)));
    }
}

/// A question that says it was redacted, without a cut, or with one that was typed otherwise.
pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    let Some(RecordIx::Question(ix)) = record.ix else { return };
    let question = &register.questions[ix.at()];
    if question.links.visibility != Visibility::Redacted {
        return;
    }
    let (mut cut, mut hand) = (false, Vec::new());
    texts::each_of_record(register, record, &mut |said| {
        cut |= said.text.contains(CUT);
        hand.extend(by_hand(said).into_iter().map(|range| handmade(said, range, false)));
    });
    if cut || !hand.is_empty() {
        found.append(&mut hand);
    } else {
        let written = question.facts.visibility.as_ref().map_or(question.span, |v| v.span);
        found.push(uncut(&question.path, written));
    }
}

/// The cuts of a text that were typed in another way, outside of code and links.
fn by_hand(said: &Said<'_>) -> Vec<Range<usize>> {
    let text = said.text;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('[') {
        let Some(length) = text.as_bytes()[at..].iter().take(LONGEST + 1).position(|b| *b == b']') else { continue };
        let range = at..at + length + 1;
        let links = text[range.end..].starts_with(['(', '[', ':']);
        if !links && is_cut(&text[at + 1..at + length]) && &text[range.clone()] != CUT {
            found.push(range);
        }
    }
    if said.markdown && !found.is_empty() {
        let code = markdown::scan(text).code;
        found.retain(|range| !code.iter().any(|code| code.start <= range.start && range.start < code.end));
    }
    found
}

/// Whether what stands in brackets means a cut.
fn is_cut(inside: &str) -> bool {
    let bare = inside.trim();
    let dots = bare.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}'));
    if dots {
        return bare.contains('…') || bare.matches('.').count() == 3;
    }
    let folded = fold(bare);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS.contains(&folded)
}

/// A cut that was typed otherwise; in a question that does not say so yet, with what else is needed.
fn handmade(said: &Said<'_>, range: Range<usize>, undeclared: bool) -> Diagnostic {
    let written = &said.text[range.clone()];
    let message = say!(
        "`{written}` có lẽ là chỗ lược bỏ, nhưng trang chỉ nhận dấu `[…]`",
        "`{written}` seems to be a cut, but the site knows only the mark `[…]`"
    );
    let help = if undeclared {
        say!(
            "thay bằng `[…]` (một ký tự ba chấm) và thêm `visibility = \"redacted\"` cùng `reason` vào phần đầu",
            "write `[…]` instead (with one ellipsis), and add `visibility = \"redacted\"` and a `reason` to the front matter"
        )
    } else {
        say!("thay bằng `[…]` (một ký tự ba chấm)", "write `[…]` instead (with one ellipsis)")
    };
    let place = said.place(range.clone());
    let told = Diagnostic::new(Code::L05, said.owner.path, place, message).severity(Severity::Warning).help(help);
    if said.file.clean(place) == *written { told.fix(place, CUT) } else { told }
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

fn uncut(path: &str, span: Span) -> Diagnostic {
    let message =
        say!("ghi là đã lược bỏ nhưng không có chỗ nào là `[…]`", "it says redacted and has no `[…]` anywhere");
    Diagnostic::new(Code::L05, path, span, message).severity(Severity::Warning).help(say!(
        "đánh dấu mỗi chỗ đã lược bằng `[…]`, hoặc bỏ dòng này",
        "mark each cut by `[…]`, or remove the line"
    ))
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn cuts_however_they_are_typed() {
        for inside in ["...", " … ", "…", ". . .", "đã lược bỏ", "Lược bỏ", "REDACTED", "……", "luoc bo"]
        {
            assert!(is_cut(inside), "{inside}");
        }
        for inside in ["", " ", "x", "1", ".", "lược đồ", "bỏ phiếu", "cut-off", "đã bổ sung", "....."] {
            assert!(!is_cut(inside), "{inside}");
        }
    }
}

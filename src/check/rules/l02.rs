//! L02: a placeholder left in a text that is published.

use crate::check::privacy::is_published;
use crate::check::texts::Said;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::markdown;
use crate::record::stub;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use std::ops::Range;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::L02,
    title: Prose { vi: "chỗ trống chưa điền trong bài công bố", en: "a placeholder in a published text" },
    prose: Prose {
        vi: "Mẫu văn bản có chỗ để trống: `[X]`, `……`, `.....`, `_____`, `…/…`, `ngày … tháng`, `xxx`, `lorem`. Còn sót một chỗ trên trang \
             công khai thì người đọc không biết điều quan trọng nhất: số nào, ngày nào, ai.\n\n\
             Cách sửa: điền vào, hoặc viết lại câu. Chỗ cố ý lược bỏ trước khi công bố viết là `[…]`; ví dụ trong mã đặt giữa hai dấu \
             nháy ngược. Hồ sơ do `doithoai new` viết ra mà còn chữ `VIẾT Ở ĐÂY:` là bản nháp: chỉ bị nhắc (cảnh báo), chưa lên trang.\n\n\
             Ví dụ: `Trả lời trong [X] ngày` sửa thành `Trả lời trong 10 ngày`.",
        en: "Forms have blanks: `[X]`, `……`, `.....`, `_____`, `…/…`, `ngày … tháng`, `xxx`, `lorem`. One that is left on a public page keeps \
             from its reader what matters most: which number, which day, who.\n\n\
             To put it right: fill it in, or write the sentence anew. What was taken out on purpose is written `[…]`; examples in code \
             stand between backticks. A record written by `doithoai new` that still says `WRITE HERE:` is a draft: it is only warned of, and \
             not on the site yet.\n\n\
             Example: `Answered within [X] days` becomes `Answered within 10 days`.",
    },
    check: None,
};

pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let reason = said.key.rsplit('.').next() == Some("reason");
    if !(said.glance.has(glance::BLANK) || reason) || !is_published(register, said) {
        return;
    }
    let unsaid = reason && !said.text.trim().is_empty() && !said.text.chars().any(char::is_alphanumeric);
    let blanks = if unsaid { std::iter::once(0..said.text.len()).collect() } else { placeholders(said.text) };
    if blanks.is_empty() {
        return;
    }
    let exempt = if said.markdown { exempt(said) } else { Vec::new() };
    for blank in blanks {
        if exempt.iter().any(|r| r.start <= blank.start && blank.start < r.end) {
            continue;
        }
        let written = &said.text[blank.clone()];
        let message = say!("còn chỗ trống chưa điền: `{written}`", "a placeholder is left: `{written}`");
        let told = Diagnostic::new(Code::L02, said.owner.path, said.place(blank), message);
        if unsaid {
            found.push(told.help(say!(
                "ghi lý do thật, một câu cho người đọc hiểu, ví dụ `reason = \"Bỏ tên lớp để không nhận ra người hỏi\"`",
                "write the real reason, a sentence for readers, for example `reason = \"The class is left out so that nobody is recognised\"`"
            )));
            continue;
        }
        found.push(told.help(say!(
            "điền vào, hoặc viết lại câu; chỗ cố ý lược bỏ viết là `[…]`",
            "fill it in, or write the sentence anew; what was taken out on purpose is written `[…]`"
        )));
    }
}

/// What `doithoai new` wrote and nobody finished: it is a draft, and its editor is told so.
pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    if !record.draft || record.id.split('/').any(|name| name.starts_with('_')) {
        return;
    }
    let file = register.file(record.path);
    let Some(place) = stub::place(file, record.body, |seen| record.visit(seen)) else { return };
    let mark = stub::MARKS.iter().find(|mark| file.text[place.range()].contains(**mark)).unwrap_or(&"");
    let message = say!(
        "còn chữ mẫu `{mark}`, nên hồ sơ này là bản nháp, chưa lên trang",
        "this still says `{mark}`, so the record is a draft and not on the site yet"
    );
    let diagnostic = Diagnostic::new(Code::L02, record.path, place, message).help(say!(
        "thay chữ mẫu bằng nội dung thật thì hồ sơ được công khai; không cần nữa thì xoá hồ sơ",
        "write the real text in its place and the record is published; delete the record if it is not needed"
    ));
    found.push(diagnostic.severity(Severity::Warning));
}

/// Code, lines drawn across, addresses of links.
fn exempt(said: &Said<'_>) -> Vec<Range<usize>> {
    let scan = markdown::scan(said.text);
    let addresses = scan.links.iter().map(|link| {
        let written = &said.text[link.range.clone()];
        let from = if written.starts_with('<') { 0 } else { written.rfind("](").unwrap_or(written.len()) };
        link.range.start + from..link.range.end
    });
    let addresses: Vec<_> = addresses.collect();
    scan.code.into_iter().chain(scan.rules).chain(addresses).collect()
}

/// The placeholders of a text.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    // Copied from an example: within a sentence one ellipsis is a pause, alone it says nothing.
    if matches!(text.trim(), "…" | "...") {
        return std::iter::once(0..text.len()).collect();
    }
    let mut found = Vec::new();
    let mut before = '\n';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match c {
            '[' => boxed(text, at),
            '.' | '…' => dots(rest, before),
            '_' => Some(run(rest, |c| c == '_')).filter(|n| *n >= 5),
            'n' | 'N' | 'x' | 'X' | 'l' | 'L' if !before.is_alphanumeric() => word(rest, &text[..at]),
            _ => None,
        };
        let step = match length {
            Some(length) => {
                found.push(at..at + length);
                length
            }
            None if matches!(c, '.' | '_') => run(rest, |x| x == c),
            None => c.len_utf8(),
        };
        before = text[at..at + step].chars().next_back().unwrap_or(c);
        at += step;
    }
    found
}

/// How many bytes of `text` are such letters.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// `[X]`, which is neither a box of a task list nor the words of a link.
fn boxed(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let inner = run(rest, |c| matches!(c, 'x' | 'X'));
    let after = rest[inner..].strip_prefix(']').filter(|_| inner > 0)?;
    let line = text[..at].rsplit('\n').next().unwrap_or("").trim_start_matches(['>', ' ', '\t']);
    let mark = line.trim_end();
    let bullet = matches!(mark, "-" | "*" | "+")
        || mark.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let task = inner == 1 && bullet && line.len() > mark.len();
    (!task && !after.starts_with('(')).then_some(inner + 2)
}

/// Five dots or two ellipses in a row, `…/…`; one ellipsis in brackets is a cut.
fn dots(rest: &str, before: char) -> Option<usize> {
    let (mut length, mut ellipses, mut weight) = (0, 0, 0);
    while let Some(c) = rest[length..].chars().next() {
        match c {
            '.' => weight += 1,
            '…' => (ellipses, weight) = (ellipses + 1, weight + 3),
            // Blanks of a form are often written apart: `… …`.
            ' ' | '\u{a0}' if rest[..length].ends_with('…') && rest[length + c.len_utf8()..].starts_with('…') => {}
            _ => break,
        }
        length += c.len_utf8();
    }
    if ellipses >= 2 || weight >= 5 {
        return Some(length);
    }
    let alone = &rest[..length] == "…" && before != '[';
    let after = rest[length..].trim_start_matches(' ').strip_prefix('/')?.trim_start_matches(' ').strip_prefix('…')?;
    alone.then(|| rest.len() - after.len())
}

/// `ngày … tháng`, `xxx`, `lorem`.
fn word(rest: &str, before: &str) -> Option<usize> {
    let length = run(rest, char::is_alphanumeric);
    let lower = rest[..length].to_lowercase();
    if lower == "lorem" {
        return Some(length);
    }
    if length >= 3 && lower.bytes().all(|b| b == b'x') {
        let roman = length == 3 && &rest[..3] == "XXX" && is_numbered(before);
        return (!roman).then_some(length);
    }
    if lower != "ngày" {
        return None;
    }
    let month = blank_then(&rest[length..], "tháng")?;
    let year = blank_then(&rest[length + month..], "năm").unwrap_or(0);
    let end = length + month + year;
    let last = if year > 0 { blank(&rest[end..]).unwrap_or(0) } else { 0 };
    Some(end + last)
}

/// A blank of dots or lines, with the spaces round it.
fn blank(text: &str) -> Option<usize> {
    let spaces = run(text, |c| matches!(c, ' ' | '\u{a0}'));
    let length = run(&text[spaces..], |c| matches!(c, '.' | '…' | '_'));
    let written = &text[spaces..spaces + length];
    (written.contains('…') || length >= 2).then_some(spaces + length)
}

fn blank_then(text: &str, word: &str) -> Option<usize> {
    let blank = blank(text)?;
    let spaces = run(&text[blank..], |c| matches!(c, ' ' | '\u{a0}'));
    let rest = &text[blank + spaces..];
    let length = run(rest, char::is_alphabetic);
    (rest[..length].to_lowercase() == word).then_some(blank + spaces + length)
}

/// Whether what stands before is counted in Roman numbers, so that XXX is thirty.
fn is_numbered(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    ["thứ", "lần", "kỷ", "kỉ", "khoá", "khóa", "chương", "phần", "mục", "điều", "hội", "kỳ"].contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn blanks_are_found() {
        for (text, blank) in [
            ("trong [X] ngày", "[X]"),
            ("Lớp …… gửi", "……"),
            ("Lớp … … gửi", "… …"),
            ("phòng ....... vào", "......."),
            ("phòng _____, tầng", "_____"),
            ("số …/… của", "…/…"),
            ("Hà Nội, ngày … tháng 5", "ngày … tháng"),
            ("Ngày ..... tháng ..... năm 20...", "Ngày ..... tháng ..... năm"),
            ("Phòng xxx trả lời", "xxx"),
            ("số XXX/TB", "XXX"),
            ("Lorem ipsum", "Lorem"),
        ] {
            let found = placeholders(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [blank], "{text}");
        }
    }

    #[test]
    fn ordinary_writing_passes() {
        for text in [
            "Máy chiếu, màn chiếu... và nhiều thứ khác… đều có.",
            "Em […] hỏi, lớp […] và […]/[…]",
            "- [x] xong\n- [ ] chưa\n1. [x] rồi",
            "ngày, tháng, năm sinh; ngày 5 tháng 3",
            "Đại hội lần thứ XXX, thế kỷ XXX",
            "một ____ hai, 3.000.000, [X](https://x)",
            "xx, Xxy, explore",
        ] {
            assert!(placeholders(text).is_empty(), "{text}: {:?}", placeholders(text));
        }
    }
}

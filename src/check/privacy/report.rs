//! How a finding becomes a diagnostic: what it is, why it must not stand, and the cut that takes it out.
//!
//! A finding and its place go in. The invariants: no message holds the whole datum; a fix is offered only where the place
//! is exact, so that applying it takes the datum out and nothing else.

use super::look::Finding;
use super::seen::Addressed;
use crate::check::texts::Said;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::register::index::RecordIx;
use crate::say;
use crate::text::span::Span;
use std::ops::Range;

/// The mark of a cut.
const CUT: &str = "[…]";

/// A finding in a text, at `source` of it.
pub(super) fn in_text(said: &Said<'_>, finding: &Finding, source: Range<usize>) -> Diagnostic {
    let place = said.place(source.clone());
    let told = at(said.owner.path, place, finding);
    let exact = finding.code != Code::P08 && is_exact(said, place, &source);
    if !exact {
        return told;
    }
    let question = matches!(said.owner.ix, Some(RecordIx::Question(_)));
    told.help(cut_help(finding.code, question)).fix(place, CUT)
}

/// A finding at a place that is not exact: the address of a link, the name of a file.
pub(super) fn at(path: &str, place: Span, finding: &Finding) -> Diagnostic {
    Diagnostic::new(finding.code, path, place, message(finding))
        .severity(finding.severity)
        .label(why(finding.code))
        .help(help(finding.code))
}

/// A sentence of the record `id` that is not public.
pub(super) fn secret(path: &str, place: Span, id: &str) -> Diagnostic {
    let message = say!(
        "câu này có trong hồ sơ không công khai `{id}`",
        "this sentence stands in the record `{id}`, which is not public"
    );
    Diagnostic::new(Code::P12, path, place, message).help(say!(
        "bỏ hoặc viết lại câu này; hồ sơ không công khai thì lời của nó cũng không công khai",
        "take the sentence out or write it anew; what a record that is not public says is not public either"
    ))
}

/// Whether the text of a link says what its address says, so that it was found already.
pub(super) fn says(said: &Said<'_>, link: &Addressed, finding: &Finding) -> bool {
    let written = &said.text[link.source.clone()];
    let words = super::seen::words_of(written);
    let shown = words.split("](").next().unwrap_or("");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(&finding.datum);
    let same_number = number.len() >= 8 && digits(shown).contains(number.trim_start_matches('0'));
    same_number || (number.len() < 8 && shown.to_lowercase().contains(&finding.datum))
}

/// Whether the place holds just what was found, as it was written.
fn is_exact(said: &Said<'_>, place: Span, source: &Range<usize>) -> bool {
    let Some(written) = said.text.get(source.clone()) else { return false };
    let balanced = ['*', '_', '`', '~'].iter().all(|mark| runs(written, *mark).is_multiple_of(2));
    let brackets = ['[', ']', '<', '>'].iter().all(|mark| !written.contains(*mark));
    balanced && brackets && !written.is_empty() && said.file.clean(place) == written
}

/// How many runs of `mark` there are in `text`.
fn runs(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).filter(|run| !run.is_empty()).count()
}

fn message(finding: &Finding) -> Message {
    let shown = &finding.masked;
    match finding.code {
        Code::P01 => say!("số định danh hoặc chứng minh thư: `{shown}`", "a citizen's identity number: `{shown}`"),
        Code::P02 => say!(
            "số điện thoại không phải của đơn vị nào: `{shown}`",
            "a telephone that is no contact of a unit: `{shown}`"
        ),
        Code::P03 if finding.warning() => {
            say!("trang mạng xã hội của cá nhân: `{shown}`", "a person's social profile: `{shown}`")
        }
        Code::P03 => say!(
            "thư điện tử không phải của đơn vị nào: `{shown}`",
            "an e-mail address that is no contact of a unit: `{shown}`"
        ),
        Code::P04 => say!("mã sinh viên: `{shown}`", "a student code: `{shown}`"),
        Code::P05 => say!("có thể là tên người học: `{shown}`", "perhaps a student's name: `{shown}`"),
        Code::P06 => say!("ý kiến nêu tên cán bộ, giảng viên: `{shown}`", "staff named in a question: `{shown}`"),
        Code::P07 => say!(
            "số tài khoản, số thẻ, hộ chiếu hoặc biển số: `{shown}`",
            "a number of an account, card, passport or plate: `{shown}`"
        ),
        Code::P08 => say!("bảng danh sách người, có các cột: {shown}", "a table of persons, with the columns: {shown}"),
        _ => say!("thông tin nhạy cảm gắn với một người: `{shown}`", "a sensitive fact tied to one person: `{shown}`"),
    }
}

fn why(code: Code) -> Message {
    match code {
        Code::P05 | Code::P06 => say!("người đọc biết đây là ai", "readers know who it is"),
        Code::P08 => say!("mỗi dòng là một người", "each row is a person"),
        Code::P09 => say!("cần chính người đó đồng ý mới công bố", "published only with that person's consent"),
        _ => say!("ai cũng đọc và sao chép được", "anybody can read and copy it"),
    }
}

fn help(code: Code) -> Message {
    match code {
        Code::P02 | Code::P03 => say!(
            "bỏ khỏi bài; nếu là đầu mối liên hệ chung, ghi vào `contact` của đơn vị hoặc `[privacy] allow`",
            "take it out; if it is a contact for everybody, write it into a unit's `contact` or `[privacy] allow`"
        ),
        Code::P07 => say!(
            "bỏ khỏi bài; nếu là tài khoản của trường, ghi vào `[privacy] allow`",
            "take it out; if the account is the school's, write it into `[privacy] allow`"
        ),
        Code::P08 => say!(
            "thay bằng bảng tổng hợp; danh sách người không công bố",
            "replace it by a table of totals; lists of persons are not published"
        ),
        _ => say!("bỏ khỏi bài, hoặc viết vai trò thay cho tên", "take it out, or name the role instead of the person"),
    }
}

/// The help where the cut can be made at once.
fn cut_help(code: Code, question: bool) -> Message {
    let Message { vi, en } = help(code);
    if question {
        return say!(
            "{vi}; khi thay bằng `[…]`, ghi thêm `visibility = \"redacted\"` và `reason`",
            "{en}; where it is replaced by `[…]`, add `visibility = \"redacted\"` and a `reason`"
        );
    }
    say!("{vi}, hay thay bằng `[…]`", "{en}, or replace it by `[…]`")
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn runs_of_marks() {
        assert_eq!((runs("0912**345**678", '*'), runs("345** 678", '*'), runs("abc", '*')), (2, 1, 0));
    }
}

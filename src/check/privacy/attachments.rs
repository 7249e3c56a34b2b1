//! Attachments that are published: their text through all detectors, and what they hide (P10).
//!
//! The files that public records name go in, diagnostics come out at the file, one a code with a count. The invariant:
//! a file is looked at once, however many records name it, and only when it is published.

use super::look::{Finding, Gate};
use super::persons::Sought;
use super::report;
use super::seen::Seen;
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::say;
use crate::text::source::{Attachment, Unread};
use crate::text::span::Span;
use crate::text::vietnamese::fold;
use std::collections::BTreeMap;

/// The published files, by path.
pub(super) type Published<'r> = BTreeMap<&'r str, &'r Attachment>;

/// Looks at every one of them.
pub(super) fn check(gate: &Gate<'_, '_>, published: &Published<'_>, found: &mut Vec<Diagnostic>) {
    for (path, file) in published {
        text(gate, path, file, found);
        hidden(gate, path, file, found);
    }
}

/// What stands in the text of a file.
fn text(gate: &Gate<'_, '_>, path: &str, file: &Attachment, found: &mut Vec<Diagnostic>) {
    let contents = &file.contents;
    if contents.text.is_empty() {
        return;
    }
    let seen = if contents.is_table { Seen::sheet(&contents.text) } else { Seen::plain(&contents.text) };
    let mut by_code: BTreeMap<(Code, bool), (Finding, u32)> = BTreeMap::new();
    for finding in gate.look(&seen, Some(Sought::default())) {
        by_code.entry((finding.code, finding.warning())).or_insert_with(|| (finding, 0)).1 += 1;
    }
    for (first, count) in by_code.into_values() {
        found.push(counted(report::at(path, Span::at(0), &first), count).help(say!(
            "bỏ khỏi tệp rồi lưu lại, hoặc không nêu tệp này trong hồ sơ công khai",
            "take it out and save the file again, or let no public record name the file"
        )));
    }
    let mut secrets = gate.secrets.find(&seen.text);
    secrets.dedup_by(|a, b| a.1 == b.1);
    found.extend(secrets.into_iter().map(|(_, id)| report::secret(path, Span::at(0), id)));
}

/// The same with how many more there are.
fn counted(mut told: Diagnostic, count: u32) -> Diagnostic {
    if count > 1 {
        let (Message { vi, en }, more) = (&told.message, count - 1);
        told.message = say!("{vi} và {more} chỗ nữa", "{en} and {more} more");
    }
    told
}

/// What a file carries that nobody sees, and whether it could be looked into at all.
fn hidden(gate: &Gate<'_, '_>, path: &str, file: &Attachment, found: &mut Vec<Diagnostic>) {
    let contents = &file.contents;
    let mut tell = |severity, message: Message, help: Message| {
        found.push(Diagnostic::new(Code::P10, path, Span::at(0), message).severity(severity).help(help));
    };
    if contents.has_position {
        tell(
            Severity::Error,
            say!("ảnh ghi toạ độ nơi chụp", "the picture says where it was taken"),
            say!("xoá dữ liệu vị trí của ảnh rồi lưu lại", "remove the position from the picture and save it again"),
        );
    }
    let persons = contents.authors.iter().filter(|author| !is_nobody(gate, author)).count();
    if persons > 0 {
        tell(
            Severity::Warning,
            say!("siêu dữ liệu của tệp ghi tên người soạn", "the file's metadata name who made it"),
            say!(
                "xoá thuộc tính tác giả (trong Word: Tệp > Thông tin > Kiểm tra tài liệu) rồi lưu lại",
                "remove the author's name (in Word: File > Info > Inspect Document) and save it again"
            ),
        );
    }
    if contents.remarks > 0 {
        let count = contents.remarks;
        tell(
            Severity::Warning,
            say!(
                "tệp còn {count} nhận xét hoặc chỗ theo dõi thay đổi",
                "the file has {count} comments or tracked changes"
            ),
            say!(
                "chấp nhận hoặc bỏ các thay đổi, xoá nhận xét, rồi lưu lại",
                "accept or reject the changes, delete the comments, and save it again"
            ),
        );
    }
    if let Some(why) = contents.unread {
        tell(
            Severity::Warning,
            unread(why),
            say!(
                "thay bằng tệp mở được, hoặc tự đọc kỹ trước khi công bố",
                "replace it by one that opens, or read it closely before it is published"
            ),
        );
    }
}

fn unread(why: Unread) -> Message {
    match why {
        Unread::Encrypted => say!(
            "tệp có mật khẩu, không soát được dữ liệu cá nhân",
            "the file is locked by a password and cannot be searched for personal data"
        ),
        Unread::Broken => say!(
            "tệp hỏng, không soát được dữ liệu cá nhân",
            "the file is broken and cannot be searched for personal data"
        ),
        Unread::TooLarge => say!(
            "tệp quá lớn khi giải nén, chỉ soát được một phần",
            "the file is too large, unpacked, to be searched whole"
        ),
    }
}

/// Whether an author is a program, the institution or a unit, and no person.
fn is_nobody(gate: &Gate<'_, '_>, author: &str) -> bool {
    const PROGRAMS: &[&str] = &[
        "anonymous",
        "(anonymous)",
        "unknown",
        "user",
        "admin",
        "administrator",
        "author",
        "unspecified",
        "python-docx",
        "openpyxl",
        "apache poi",
        "microsoft office user",
        "windows user",
        "libreoffice",
        "xlsxwriter",
        "reportlab",
        "un-named",
        "doithoai",
    ];
    let folded = fold(author);
    let name = folded.trim();
    PROGRAMS.contains(&name) || gate.is_ours(name)
}

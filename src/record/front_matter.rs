//! Front matter: the TOML between `+++` lines, and plain TOML files, parsed with recovery.
//!
//! A file's text in, its table and the place of its body out. Every syntax error is reported (S07; an impossible date is
//! T01) and what could be read is still handed on.

use super::field::Reading;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::say;
use crate::text::source::SourceFile;
use crate::text::span::Span;
use toml::de::DeTable;

/// The parts of a Markdown record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The TOML between the `+++` lines.
    pub front: Span,
    /// All after them.
    pub body: Span,
}

/// Splits a Markdown record into front matter and body.
pub fn split(file: &SourceFile) -> Result<Parts, Box<Diagnostic>> {
    let text = &file.text;
    let start = file.bom();
    let fault = |span: Span, message: Message, help: Message| {
        Err(Box::new(Diagnostic::new(Code::S07, &file.path, span, message).help(help)))
    };
    let example = || {
        say!(
            "bắt đầu tệp bằng một dòng `+++`, rồi các khoá TOML, rồi một dòng `+++` nữa, rồi nội dung",
            "begin the file with a line `+++`, then the TOML keys, then another line `+++`, then the text"
        )
    };
    if text[start..].trim().is_empty() {
        return fault(Span::at(0), say!("tệp rỗng", "the file is empty"), example());
    }
    let mut lines = Lines { text, at: start };
    if lines.next().is_none_or(|line| text[line.range()].trim_end() != "+++") {
        return fault(
            Span::at(start),
            say!(
                "thiếu phần đầu trang (front matter) giữa hai dòng `+++`",
                "the front matter between two lines `+++` is absent"
            ),
            example(),
        );
    }
    let front_start = lines.at;
    while let Some(line) = lines.next() {
        if text[line.range()].trim_end() == "+++" {
            return Ok(Parts {
                front: Span::new(front_start, line.start as usize),
                body: Span::new(lines.at, text.len()),
            });
        }
    }
    fault(
        Span::new(start, start + 3),
        say!("phần đầu trang mở bằng `+++` nhưng không đóng", "the front matter is opened by `+++` and never closed"),
        say!("thêm một dòng `+++` sau khoá cuối cùng", "add a line `+++` after the last key"),
    )
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;
    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |i| i + 1);
        let line = Span::new(self.at, self.at + length);
        self.at += length;
        Some(line)
    }
}

/// Parses the TOML at `span` of the file, reporting every syntax error.
pub fn parse<'a>(reading: &Reading<'a>, span: Span) -> DeTable<'a> {
    let text: &'a str = &reading.file.text[span.range()];
    let (table, errors) = DeTable::parse_recoverable(text);
    // The keys below a table header that was written twice are doubles too, and need no second word.
    let mut below = 0..0;
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        if error.message().starts_with("duplicate key") {
            if below.contains(&range.start) {
                continue;
            }
            if text[..range.start].ends_with('[') {
                let end = text[range.end..].find("\n[").map_or(text.len(), |i| range.end + i);
                below = range.end..end;
            }
        }
        let at = reading.span(range.clone());
        reading.report(syntax_error(reading, at, text.get(range).unwrap_or(""), error.message()));
    }
    table.into_inner()
}

fn syntax_error(reading: &Reading<'_>, span: Span, written: &str, said: &str) -> Diagnostic {
    if said.starts_with("invalid date, expected day between")
        || said.starts_with("invalid date, expected month between")
    {
        return reading
            .problem(Code::T01, span, say!("không có ngày `{written}`", "there is no day `{written}`"))
            .help(say!(
                "xem lại ngày và tháng; ngày viết năm-tháng-ngày, ví dụ `2024-04-30`",
                "check day and month; a date is written year-month-day, for example `2024-04-30`"
            ));
    }
    let (message, help) = explain_syntax(written, said);
    reading.problem(Code::S07, span, message).help(help)
}

/// What the TOML parser said, in the words of an editor who never heard of TOML.
fn explain_syntax(written: &str, said: &str) -> (Message, Message) {
    if said.starts_with("duplicate key") {
        return (
            say!("khoá `{written}` được viết hai lần", "the key `{written}` is written twice"),
            say!(
                "giữ lại một; mục lặp lại nhiều lần viết trong ngoặc vuông kép, ví dụ `[[answers]]`",
                "keep one; what may be repeated is written in double brackets, for example `[[answers]]`"
            ),
        );
    }
    if said.starts_with("string values must be quoted") {
        return (
            say!("giá trị chữ phải đặt trong dấu nháy kép thẳng", "a text must stand between straight double quotes"),
            say!("viết `\"…\"`; dấu nháy cong “ ” không dùng được", "write `\"…\"`; curly quotes “ ” do not serve"),
        );
    }
    if said.starts_with("invalid basic string") {
        return (
            say!(
                "chuỗi mở bằng `\"` mà không đóng trên cùng dòng",
                "a text is opened by `\"` and not closed on the same line"
            ),
            say!(
                "thêm `\"` ở cuối; dấu nháy kép bên trong viết `\\\"`",
                "add `\"` at its end; a double quote inside is written `\\\"`"
            ),
        );
    }
    if said.starts_with("invalid date") {
        return (
            say!("ngày `{written}` viết không đúng: {said}", "the date `{written}` is not well written: {said}"),
            say!(
                "viết đủ chữ số, ví dụ `2024-03-05`, không có dấu nháy",
                "write all digits, for example `2024-03-05`, without quotes"
            ),
        );
    }
    (
        say!("không đọc được TOML: {said}", "the TOML cannot be read: {said}"),
        say!(
            "mỗi dòng là `khoá = giá trị`; chữ đặt trong dấu nháy kép, danh sách trong `[ ]`",
            "each line is `key = value`; texts stand in double quotes, lists in `[ ]`"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::new("content/a.md", text)
    }

    #[test]
    fn front_matter_is_split_with_mark_and_crlf() {
        let f = file("\u{feff}+++\r\ntitle = \"a\"\r\n+++\r\nthân\r\n");
        let parts = split(&f).expect("it is well formed");
        assert_eq!(&f.text[parts.front.range()], "title = \"a\"\r\n");
        assert_eq!(&f.text[parts.body.range()], "thân\r\n");
    }

    #[test]
    fn absent_open_and_empty_front_matter_are_told_apart() {
        for (text, said) in [("", "rỗng"), ("# Tiêu đề", "thiếu"), ("+++\na = 1\n", "không đóng")] {
            let fault = split(&file(text)).expect_err("it is not well formed");
            assert!(fault.message.vi.contains(said), "{text:?}: {}", fault.message.vi);
        }
    }
}

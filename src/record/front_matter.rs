//! Front matter: the TOML between `+++` lines, and plain TOML files, parsed with recovery.
//!
//! A file's text in, its table and the place of its body out. Every syntax error is reported (S07; an impossible date is
//! T01) and what could be read is still handed on.

use super::broken;
use super::field::Reading;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::say;
use crate::text::source::SourceFile;
use crate::text::span::Span;
use chrono::NaiveDate;
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

/// Parses the TOML at `span` of the file, reporting every syntax error. Lines that keep others from being read are left
/// out, so that one `=` that was forgotten hides no other fault.
pub fn parse<'r>(reading: &'r Reading<'_>, span: Span) -> DeTable<'r> {
    let text: &'r str = &reading.file.text[span.range()];
    let (mut table, mut errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty()
        && let Some((left, lines)) = broken::without(text)
    {
        (table, errors) = DeTable::parse_recoverable(reading.keep(left));
        for line in lines {
            let written = text.get(line.place.clone()).unwrap_or("");
            let told = syntax_error(reading, reading.span(line.place.clone()), written, line.said);
            reading.report(if line.said == broken::NO_VALUE { mended(reading, text, &line, told) } else { told });
        }
    }
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

/// A line without `=` is shown as it was probably meant.
fn mended(reading: &Reading<'_>, text: &str, line: &broken::Broken, told: Diagnostic) -> Diagnostic {
    let whole = broken::line_at(text, line.place.start);
    match broken::mended(&text[whole.clone()]) {
        Some(meant) => told
            .help(say!("thêm dấu `=`, viết dòng này thành `{meant}`", "put `=` between: write this line as `{meant}`"))
            .fix(reading.span(whole), meant),
        None => told,
    }
}

fn syntax_error(reading: &Reading<'_>, span: Span, written: &str, said: &str) -> Diagnostic {
    let impossible = || {
        reading.problem(Code::T01, span, say!("không có ngày `{written}`", "there is no day `{written}`")).help(say!(
            "xem lại ngày và tháng; ngày viết năm-tháng-ngày, ví dụ `2024-04-30`",
            "check day and month; a date is written year-month-day, for example `2024-04-30`"
        ))
    };
    let out_of_range =
        said.starts_with("invalid date, expected day between") || said.starts_with("invalid date, expected month");
    match day_in_other_order(written) {
        OtherOrder::Day(day) => date_in_other_order(reading, span, written, &day.to_string()),
        OtherOrder::NoSuchDay => impossible(),
        OtherOrder::NoDate if out_of_range => impossible(),
        OtherOrder::NoDate => {
            let (message, help) = explain_syntax(written, said);
            let told = reading.problem(Code::S07, span, message);
            match meant(written, said) {
                Some(text) => told.help(say!("viết `{text}`", "write `{text}`")).fix(span, text),
                None => told.help(help),
            }
        }
    }
}

/// What was meant by a text without quotes, or in curly ones, and by a header without its last bracket.
fn meant(written: &str, said: &str) -> Option<String> {
    const LONGEST: usize = 200;
    if said.starts_with("string values must be quoted") {
        let bare = written.trim().trim_matches(['“', '”', '„', '‘', '’', '"']).trim();
        let plain = !bare.is_empty() && bare.len() <= LONGEST && !bare.contains(['"', '\\', '\n']);
        return plain.then(|| format!("\"{bare}\""));
    }
    if said.starts_with("unclosed table") {
        let name = written.trim().trim_matches(['[', ']']).trim();
        let plain =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        let double = written.trim_start().starts_with("[[");
        return plain.then(|| if double { format!("[[{name}]]") } else { format!("[{name}]") });
    }
    None
}

fn date_in_other_order(reading: &Reading<'_>, span: Span, written: &str, iso: &str) -> Diagnostic {
    reading
        .problem(
            Code::S07,
            span,
            say!("ngày `{written}` phải viết năm-tháng-ngày", "the date `{written}` must be written year-month-day"),
        )
        .help(say!("viết `{iso}`, không có dấu nháy", "write `{iso}`, without quotes"))
        .fix(span, iso)
}

/// What is meant by a date that TOML does not read.
#[derive(Debug, PartialEq, Eq)]
enum OtherOrder {
    /// It is a day.
    Day(NaiveDate),
    /// It is a date, of a day that no calendar has.
    NoSuchDay,
    /// It is no date.
    NoDate,
}

/// The day meant by `20/4/2025`, `20-4-2025` or `2025-4-20`.
fn day_in_other_order(written: &str) -> OtherOrder {
    let parts: Vec<&str> = written.trim().split(['/', '-', '.']).collect();
    let [first, month, last] = parts[..] else { return OtherOrder::NoDate };
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let (Some(a), Some(month), Some(b)) = (number(first), number(month), number(last)) else {
        return OtherOrder::NoDate;
    };
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => (a, b),
        (1..=2, 4) => (b, a),
        _ => return OtherOrder::NoDate,
    };
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map_or(OtherOrder::NoSuchDay, OtherOrder::Day)
}

/// How the parser begins, what is wrong, and what to do; each of the last two in Vietnamese and English.
type Explanation = (&'static str, (&'static str, &'static str), (&'static str, &'static str));

/// What the TOML parser says, how it begins; then what is wrong and what to do, for an editor who never heard of TOML.
const EXPLAINED: &[Explanation] = &[
    (
        "string values must be quoted",
        ("giá trị chữ phải đặt trong dấu nháy kép thẳng", "a text must stand between straight double quotes"),
        (r#"viết `"…"`; dấu nháy cong “ ” không dùng được"#, r#"write `"…"`; curly quotes “ ” do not serve"#),
    ),
    (
        "invalid basic string",
        (
            r#"chuỗi mở bằng `"` mà không đóng trên cùng dòng"#,
            r#"a text is opened by `"` and not closed on the same line"#,
        ),
        (
            r#"thêm `"` ở cuối; dấu nháy kép bên trong viết `\"`"#,
            r#"add `"` at its end; a double quote inside is written `\"`"#,
        ),
    ),
    (
        "invalid literal string",
        ("chuỗi mở bằng `'` mà không đóng trên cùng dòng", "a text is opened by `'` and not closed on the same line"),
        (r#"đặt chữ trong hai dấu nháy kép thẳng: `"…"`"#, r#"put the text between straight double quotes: `"…"`"#),
    ),
    (
        "key with no value",
        ("thiếu dấu `=` và giá trị sau khoá", "`=` and a value are missing after the key"),
        (
            r#"mỗi dòng là `khoá = giá trị`, ví dụ `title = "Lịch thi học kỳ II"`; ghi chú thì bắt đầu dòng bằng `#`"#,
            r#"each line is `key = value`, for example `title = "When is the exam?"`; a note begins with `#`"#,
        ),
    ),
    (
        "invalid unquoted key",
        ("khoá chỉ gồm chữ không dấu, số, `-` và `_`", "a key is made of plain letters, digits, `-` and `_` only"),
        (
            "mỗi dòng là `khoá = giá trị`; tên khoá viết như trong ví dụ",
            "each line is `key = value`; names of keys as in the examples",
        ),
    ),
    (
        "unclosed table",
        ("dòng mở một mục thiếu dấu `]`", "the line that opens an entry lacks a `]`"),
        ("ví dụ: `[[answers]]`", "for example: `[[answers]]`"),
    ),
    (
        "unclosed array",
        ("danh sách thiếu `]`", "the list lacks `]`"),
        (r#"ví dụ: `topics = ["hoc-phi", "thu-vien"]`"#, r#"for example: `topics = ["hoc-phi", "thu-vien"]`"#),
    ),
    (
        "missing comma",
        ("thiếu dấu phẩy giữa hai mục của danh sách", "a comma is missing between two entries of the list"),
        (r#"ví dụ: `topics = ["hoc-phi", "thu-vien"]`"#, r#"for example: `topics = ["hoc-phi", "thu-vien"]`"#),
    ),
    (
        "unexpected key or value",
        ("mỗi dòng chỉ có một `khoá = giá trị`", "a line holds one `key = value` only"),
        ("xuống dòng, hoặc viết ghi chú sau dấu `#`", "begin a new line, or write a note after `#`"),
    ),
    (
        "invalid date",
        ("ngày viết không đúng", "the date is not well written"),
        (
            "viết đủ chữ số, ví dụ `2024-03-05`, không có dấu nháy",
            "write all digits, for example `2024-03-05`, without quotes",
        ),
    ),
];

/// What the TOML parser said, in plain words.
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
    if let Some((_, message, help)) = EXPLAINED.iter().find(|(begin, ..)| said.starts_with(begin)) {
        return (Message::new(message.0, message.1), Message::new(help.0, help.1));
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
    fn dates_in_another_order_are_understood() {
        let day = NaiveDate::from_ymd_opt(2025, 4, 20).expect("a day");
        for written in ["20/4/2025", "20-04-2025", "2025-4-20", "20.4.2025"] {
            assert_eq!(day_in_other_order(written), OtherOrder::Day(day), "{written}");
        }
        assert_eq!(day_in_other_order("31/4/2025"), OtherOrder::NoSuchDay);
        assert_eq!(day_in_other_order("1.2.3"), OtherOrder::NoDate);
    }

    #[test]
    fn absent_open_and_empty_front_matter_are_told_apart() {
        for (text, said) in [("", "rỗng"), ("# Tiêu đề", "thiếu"), ("+++\na = 1\n", "không đóng")] {
            let fault = split(&file(text)).expect_err("it is not well formed");
            assert!(fault.message.vi.contains(said), "{text:?}: {}", fault.message.vi);
        }
    }
}

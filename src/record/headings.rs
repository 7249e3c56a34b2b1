//! Headings of a question: its answer headings are held against `[[answers]]` (S12).
//!
//! The body and the facts of a question go in, its sections come out; what does not match is reported where it is wrong,
//! with the line to write and the heading nearby that was probably meant.

use super::body::{self, Sections};
use super::field::Reading;
use super::question::Question;
use crate::diagnostic::{Code, Diagnostic};
use crate::say;
use crate::text::source::SourceFile;
use crate::text::span::Span;
use crate::text::vietnamese::fold;

/// The heading of an answer.
const HEADING: &str = "# Trả lời";

/// Cuts a question's body and holds the answer headings against `[[answers]]`.
pub(super) fn question_sections(reading: &Reading<'_>, facts: &Question, span: Span) -> Sections {
    let cut = body::sections(reading.file, span);
    let headings: Vec<Span> = cut.sections.iter().filter(|s| s.is_answer).map(|s| s.heading).collect();
    let (n, wanted) = (headings.len(), facts.answers.len());
    let mut misnamed = 0;
    for other in cut.sections.iter().filter(|s| !s.is_answer) {
        let meant = n < wanted && announces(title_of(reading, other.heading));
        misnamed += usize::from(meant);
        reading.report(other_heading(reading, other.heading, meant));
    }
    // Headings that only have another name are told where they are.
    if n + misnamed != wanted {
        let place = headings.get(wanted).copied();
        let place = place.unwrap_or_else(|| facts.answers.get(n).map_or(Span::at(0), |answer| answer.span));
        let message = say!(
            "số tiêu đề `# Trả lời` là {n}, số mục `[[answers]]` là {wanted}",
            "headings `# Answer`: {n}, entries `[[answers]]`: {wanted}"
        );
        let told = reading.problem(Code::S12, place, message);
        reading.report(if n < wanted { without_heading(reading, &cut, span, told) } else { without_entry(told) });
    }
    cut
}

/// The line that a heading was written in, without that under it.
fn title_of<'t>(reading: &'t Reading<'_>, heading: Span) -> &'t str {
    reading.file.text[heading.range()].lines().next().unwrap_or("").trim()
}

/// A level-1 heading that announces no answer, or not in the words that do.
fn other_heading(reading: &Reading<'_>, heading: Span, meant: bool) -> Diagnostic {
    let title = title_of(reading, heading);
    let told = reading.problem(
        Code::S12,
        heading,
        say!(
            "trong câu hỏi chỉ có tiêu đề cấp 1 `# Trả lời`, không có `{title}`",
            "a question has no level-1 heading but `# Answer`; this is `{title}`"
        ),
    );
    if meant {
        return told
            .help(say!(
                "nếu đây là câu trả lời, viết đúng `# Trả lời`; đơn vị nào trả lời đã ghi trong `[[answers]]`",
                "if this is an answer, write just `# Answer`; whose it is stands in `[[answers]]`"
            ))
            .fix(trimmed(reading.file, heading), HEADING);
    }
    told.help(say!("dùng `##` cho tiêu đề trong bài", "use `##` for headings in the text"))
}

/// An entry whose heading is not there: the heading that was meant, or where it belongs.
fn without_heading(reading: &Reading<'_>, cut: &Sections, body: Span, told: Diagnostic) -> Diagnostic {
    let path = &reading.file.path;
    if let Some((line, written)) = meant(reading.file, cut, body) {
        let number = number(reading.file, line);
        return told
            .related(path, line, say!("có lẽ là tiêu đề này", "probably this heading"))
            .help(say!(
                "dòng {number}: viết `# Trả lời` (một dấu `#`) thay cho `{written}`",
                "line {number}: write `# Answer` (one `#`) instead of `{written}`"
            ))
            .fix(line, HEADING);
    }
    let last = cut.sections.last().map_or(cut.lead, |section| section.text);
    let place = last_paragraph(reading.file, last);
    let number = number(reading.file, place);
    if place.start == place.end {
        return told.related(path, place, say!("thêm ở dưới dòng này", "add it below this line")).help(say!(
            "thêm vào cuối tệp, sau dòng {number}, một dòng `# Trả lời`, rồi lời trả lời ở dưới; chưa có câu trả lời thì bỏ mục \
             `[[answers]]`",
            "add a line `# Answer` at the end of the file, after line {number}, and the answer below it; if there is no answer yet, \
             remove the entry `[[answers]]`"
        ));
    }
    told.related(path, place, say!("có lẽ đoạn này là lời trả lời", "probably this is the answer")).help(say!(
        "thêm một dòng `# Trả lời` ngay trên lời trả lời, có lẽ trước dòng {number}; chưa có câu trả lời thì bỏ mục `[[answers]]`",
        "add a line `# Answer` just above the answer, probably before line {number}; if there is no answer yet, remove the entry \
         `[[answers]]`"
    ))
}

/// A heading whose entry is not there.
fn without_entry(told: Diagnostic) -> Diagnostic {
    told.help(say!(
        "thêm vào phần đầu, trước dòng `+++` thứ hai, một mục `[[answers]]` với `unit`, `on`, `mode`, `outcome`; nếu đây không phải \
         câu trả lời thì đổi tên tiêu đề và dùng `##`",
        "add an entry `[[answers]]` with `unit`, `on`, `mode` and `outcome` to the front matter, before the second line `+++`; if this \
         is no answer, rename the heading and use `##`"
    ))
}

/// The first line that looks like the heading of an answer and is none: `## Trả lời`, `**Trả lời:**`, `Trả lời:`.
fn meant<'t>(file: &'t SourceFile, cut: &Sections, body: Span) -> Option<(Span, &'t str)> {
    let mut at = body.start as usize;
    for line in file.text[body.range()].split_inclusive('\n') {
        let span = line_of(file, at);
        let written = &file.text[span.range()];
        let known = || cut.sections.iter().any(|s| s.heading.start <= span.start && span.start < s.heading.end);
        let marked = written.starts_with(['#', '*', '_']) || written.ends_with(':');
        if marked && announces(written) && !known() {
            return Some((span, written));
        }
        at += line.len();
    }
    None
}

/// Whether a line is nothing but words that announce an answer.
fn announces(line: &str) -> bool {
    const WHOLE: &[&str] = &["dap", "dap an", "reply", "response", "answers"];
    const BEGIN: &[&str] = &["tra loi", "giai dap", "phuc dap", "answer"];
    const LONGEST: usize = 200;
    // Of a longer line no more is read: it says more than that.
    let folded = fold(&line[..line.floor_char_boundary(LONGEST)]);
    let words = folded.trim_matches(|c: char| !c.is_alphabetic());
    let begins = |word: &&str| words.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    words.len() < 60 && (WHOLE.contains(&words) || BEGIN.iter().any(begins))
}

/// A heading without the end of its line.
fn trimmed(file: &SourceFile, heading: Span) -> Span {
    let written = file.text[heading.range()].trim_end();
    Span::new(heading.start as usize, heading.start as usize + written.len())
}

/// The line that byte `at` stands in, without spaces round it.
fn line_of(file: &SourceFile, at: usize) -> Span {
    let range = super::broken::line_at(&file.text, at);
    Span::new(range.start, range.end)
}

/// Its last paragraph where there are several, else its end.
fn last_paragraph(file: &SourceFile, text: Span) -> Span {
    let written = file.text[text.range()].trim_end();
    let end = text.start as usize + written.len();
    match written.trim_start().contains("\n\n").then(|| written.rfind("\n\n")).flatten() {
        Some(gap) => line_of(file, text.start as usize + gap + 2),
        None => Span::at(end),
    }
}

fn number(file: &SourceFile, place: Span) -> usize {
    1 + file.text[..place.start as usize].matches('\n').count()
}

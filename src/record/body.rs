//! Bodies: the Markdown after the front matter, and the sections of a question's.
//!
//! Bodies stay source text (a span of the file) and become HTML only when a page needs them. Here a question's body is
//! cut at its level-1 headings: the question's text, then one `# Trả lời` (or `# Answer`) for each answer.

use crate::text::source::SourceFile;
use crate::text::span::Span;
use crate::text::vietnamese::fold;
use thin_vec::ThinVec;

/// A level-1 heading and the text under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's line.
    pub heading: Span,
    /// Whether the heading announces an answer.
    pub is_answer: bool,
    /// All up to the next level-1 heading.
    pub text: Span,
}

/// A body cut at its level-1 headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// What stands before the first heading.
    pub lead: Span,
    /// The sections, in order.
    pub sections: ThinVec<Section>,
}

/// Cuts the body at `span` at its level-1 headings (`# …`, or a line underlined with `=`), outside code blocks.
pub fn sections(file: &SourceFile, span: Span) -> Sections {
    let text = &file.text[span.range()];
    let mut headings: Vec<(usize, usize, String)> = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut offset = 0;
    let mut comment = false;
    let mut previous: Option<(usize, &str)> = None;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let bare = line.trim();
        if let Some(mark) = fence_mark(bare).filter(|_| indent < 4 && !comment) {
            match fence {
                None => fence = Some(mark),
                Some((c, n)) if mark.0 == c && mark.1 >= n && bare.chars().all(|x| x == c) => fence = None,
                Some(_) => {}
            }
            previous = None;
            continue;
        }
        // A comment of HTML is shown as text, so nothing in it is a heading.
        let commented = comment || (fence.is_none() && indent < 4 && bare.starts_with("<!--"));
        comment = commented && !bare.contains("-->");
        if fence.is_some() || indent >= 4 || commented {
            previous = None;
            continue;
        }
        if let Some(title) = atx_title(bare) {
            headings.push((start, offset, title.to_owned()));
            previous = None;
        } else if let (Some((at, title)), true) = (previous, !bare.is_empty() && bare.chars().all(|c| c == '=')) {
            headings.push((at, offset, title.to_owned()));
            previous = None;
        } else {
            previous = (!bare.is_empty() && !bare.starts_with(['#', '>', '-', '*', '+', '|'])).then_some((start, bare));
        }
    }
    assemble(span, &headings, text.len())
}

fn assemble(span: Span, headings: &[(usize, usize, String)], length: usize) -> Sections {
    let base = span.start as usize;
    let next = |i: usize| headings.get(i).map_or(length, |h| h.0);
    let sections = headings.iter().enumerate().map(|(i, (start, end, title))| Section {
        heading: Span::new(*start, *end).shifted(base),
        is_answer: is_answer_title(title),
        text: Span::new(*end, next(i + 1)).shifted(base),
    });
    Sections { lead: Span::new(0, next(0)).shifted(base), sections: sections.collect() }
}

fn fence_mark(line: &str) -> Option<(char, usize)> {
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let n = line.chars().take_while(|x| *x == c).count();
    (n >= 3 && !(c == '`' && line[n..].contains('`'))).then_some((c, n))
}

fn atx_title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?;
    if rest.is_empty() {
        return Some("");
    }
    rest.starts_with([' ', '\t']).then(|| rest.trim().trim_end_matches('#').trim())
}

/// Whether a heading announces an answer: case, number and colon do not matter.
fn is_answer_title(title: &str) -> bool {
    let folded = fold(title);
    let words = folded.trim_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | '.' | ')' | '(' | '*' | '_')
    });
    matches!(words.split_whitespace().collect::<Vec<_>>()[..], ["tra", "loi"] | ["answer" | "answers"])
        && words.split_whitespace().count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (String, Vec<(bool, String)>) {
        let file = SourceFile::new("content/a.md", text);
        let found = sections(&file, Span::new(0, text.len()));
        let body = |s: Span| text[s.range()].trim().to_owned();
        (body(found.lead), found.sections.iter().map(|s| (s.is_answer, body(s.text))).collect())
    }

    #[test]
    fn answers_are_told_by_their_headings() {
        let (lead, answers) = cut("Hỏi gì đó\n\n# Trả lời\nMột\n\n# TRẢ LỜI 2:\nHai\n\n#  Answer 3\nBa\n");
        assert_eq!(lead, "Hỏi gì đó");
        assert_eq!(answers, [(true, "Một".into()), (true, "Hai".into()), (true, "Ba".into())]);
    }

    #[test]
    fn other_headings_and_underlined_ones_are_seen() {
        let (_, answers) = cut("Hỏi\n\nTrả lời\n===\nMột\n\n# Kết luận\nHai");
        assert_eq!(answers, [(true, "Một".into()), (false, "Hai".into())]);
    }

    #[test]
    fn comments_hold_no_headings() {
        let (_, answers) = cut("Hỏi\n\n<!-- bản nháp\n```\n# Kết luận\n-->\n\n# Trả lời\nMột <!-- a -->\n");
        assert_eq!(answers.len(), 1);
    }

    #[test]
    fn code_and_lower_headings_are_left_alone() {
        let (lead, answers) = cut("```\n# Trả lời\n```\n\n    # Trả lời\n\n## Trả lời\n#không phải\n");
        assert!(answers.is_empty() && lead.contains("## Trả lời"));
    }
}

//! Prose: the Markdown of records as plain words in one line, for data files and for those who read without a page.
//!
//! Markdown in the site's first language goes in, words come out. The invariants: a cut stays `[…]`; the name of a record
//! that is not public is "hồ sơ nội bộ" here too.

use super::View;
use crate::markdown::{self, Rendering};
use crate::page::model::part::Html;
use crate::page::plain;
use std::borrow::Cow;

impl View<'_> {
    /// `text`, which belongs to the record `id`, as words in one line.
    pub fn prose<'t>(&self, id: &str, text: Cow<'t, str>) -> Cow<'t, str> {
        if is_plain(&text) {
            return one_line(text);
        }
        let address = |written: &str, image: bool| self.address(id, written, image, "");
        let rendering = Rendering { cut_label: "…", address: &address, anchor_prefix: "", top: 2 };
        plain::all_words(&Html(markdown::render(&text, &rendering).into())).into()
    }
}

/// Whether a text has no mark that Markdown might mean something by.
fn is_plain(text: &str) -> bool {
    // Without an early end, so that the loop is done in vectors.
    let marked = text.bytes().fold(false, |marked, b| {
        marked
            | (b == b'*')
            | (b == b'_')
            | (b == b'[')
            | (b == b']')
            | (b == b'<')
            | (b == b'>')
            | (b == b'&')
            | (b == b'#')
            | (b == b'`')
            | (b == b'|')
            | (b == b'~')
            | (b == b'\\')
    });
    let begins =
        |line: &str| line.starts_with(|c: char| matches!(c, '-' | '+' | '=' | ' ' | '\t') || c.is_ascii_digit());
    !marked && !text.lines().any(begins)
}

/// A text with single spaces and no line breaks.
pub fn one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    let odd = |b: u8| b.is_ascii_whitespace() & (b != b' ');
    let bytes = text.as_bytes();
    let parted = bytes.windows(2).fold(false, |parted, w| parted | odd(w[1]) | ((w[0] == b' ') & (w[1] == b' ')));
    let first = bytes.first().copied().is_some_and(odd);
    if !parted && !first && text.trim().len() == text.len() {
        return text;
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_marks_is_plain() {
        assert!(is_plain("Thưa thầy, wifi nhà B yếu.\nMong trường xem lại!"));
        for marked in ["**đậm**", "- mục", "1. mục", "Em […] hỏi", "a\n===", "    mã", "a & b"] {
            assert!(!is_plain(marked), "{marked:?}");
        }
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("a\n\n b\t c ".into()), "a b c");
        assert!(matches!(one_line("a b".into()), Cow::Borrowed("a b")));
    }
}

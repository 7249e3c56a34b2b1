//! Plain text: rendered HTML without its tags, and texts cut to a length.
//!
//! The HTML of [`View::markdown`](super::view::View::markdown) goes in, so that what a reader must not see (the name of an
//! internal record in a link) is gone before the words are taken. The invariant: no text is cut inside a word that fits.

use super::model::part::{Html, Text};

/// The words of HTML that this program rendered, in one line of at most `limit` characters, cut as [`shorten`] does.
pub fn words(html: &Html<'_>, limit: usize) -> String {
    // What lies behind the limit need not be read: a character has at most four bytes.
    shorten(line(html, limit.saturating_mul(4)).into(), limit).into_owned()
}

/// All words of HTML that this program rendered, in one line.
pub fn all_words(html: &Html<'_>) -> String {
    line(html, usize::MAX)
}

/// The words of HTML in one line, which ends soon after `enough` bytes.
fn line(html: &Html<'_>, enough: usize) -> String {
    let mut line = Line::default();
    let mut rest = &*html.0;
    while !rest.is_empty() && line.text.len() <= enough {
        let at = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        line.push(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |i| i + 1);
            line.parted |= parts_words(&rest[1..end]);
            line.cell = line.cell.max(parts_cells(&rest[1..end]));
            rest = &rest[end..];
        } else if rest.starts_with('&') {
            let (letter, length) = entity(rest);
            line.push(letter);
            rest = &rest[length..];
        }
    }
    line.text
}

/// Whether a tag, given without its `<`, parts words: blocks and line breaks do, marks within a word do not.
fn parts_words(tag: &str) -> bool {
    match tag.as_bytes() {
        [b'/', first, rest @ ..] => b"plhtduo".contains(first) || (*first == b'b' && rest.starts_with(b"l")),
        [b'b' | b'h', b'r', ..] => true,
        _ => false,
    }
}

/// What the end of a part of a table, given without its `<`, puts before the next word.
fn parts_cells(tag: &str) -> Option<Cell> {
    match tag {
        "/td>" | "/th>" => Some(Cell::Next),
        "/tr>" => Some(Cell::Row),
        "/thead>" => Some(Cell::Head),
        "/table>" => Some(Cell::Table),
        _ => None,
    }
}

/// What of a table ended last; the larger part decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    /// A cell: the next one follows after a comma.
    Next,
    /// A row.
    Row,
    /// The heads of columns, which the rows explain.
    Head,
    /// The table, after which another sentence begins.
    Table,
}

/// A line of words with one space between them.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether the next word is another one.
    parted: bool,
    /// What of a table ended before the next word.
    cell: Option<Cell>,
}

impl Line {
    /// Puts the sign of the part of a table that ended, unless the words before have one of their own.
    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if self.text.ends_with(|c: char| !matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '…')) {
            self.text.push(match cell {
                Cell::Next => ',',
                Cell::Row => ';',
                Cell::Head => ':',
                Cell::Table => '.',
            });
        }
    }

    fn push(&mut self, piece: &str) {
        if self.cell.is_some() && piece.contains(|c: char| !c.is_whitespace()) {
            self.end_cell();
        }
        // Nearly every piece is words with single spaces between them: they are taken as they stand.
        let trimmed = piece.trim_matches(' ');
        if !trimmed.is_empty() && is_single_spaced(trimmed) {
            if (self.parted || piece.starts_with(' ')) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.parted = piece.ends_with(' ');
            self.text.push_str(trimmed);
            return;
        }
        let mut start = true;
        for word in piece.split(char::is_whitespace) {
            self.parted |= !start;
            start = false;
            if word.is_empty() {
                continue;
            }
            if self.parted && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.parted = false;
            self.text.push_str(word);
        }
    }
}

/// Whether a text has no other space in it than single plain ones; `false` also where that takes a closer look.
fn is_single_spaced(text: &str) -> bool {
    // The first bytes of all letters but those of Vietnamese, among which the other spaces are, and the controls.
    let closer = |byte: u8| (byte < b' ') | (byte == 0xC2) | (byte >= 0xE2);
    let bytes = text.as_bytes();
    let double = |w: &[u8]| (w[0] == b' ') & (w[1] == b' ');
    let ogham = |w: &[u8]| (w[0] == 0xE1) & (w[1] == 0x9A);
    // Without an early end, so that the loop is done in vectors.
    !bytes.windows(2).fold(false, |odd, w| odd | closer(w[1]) | double(w) | ogham(w))
        && !bytes.first().copied().is_some_and(closer)
}

/// The character that an entity at the start of `text` stands for, and the entity's length.
fn entity(text: &str) -> (&'static str, usize) {
    const KNOWN: [(&str, &str); 6] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    KNOWN.iter().find(|(name, _)| text.starts_with(name)).map_or(("&", 1), |(name, letter)| (letter, name.len()))
}

/// `text` in at most `limit` characters: cut after a word, with `…`.
pub fn shorten(text: Text<'_>, limit: usize) -> Text<'_> {
    let mut letters = text.chars();
    let last = letters.nth(limit - 1);
    let beyond = letters.as_str();
    let Some(last) = last.filter(|_| !beyond.is_empty()) else { return text };
    let end = text.len() - beyond.len() - last.len_utf8();
    let head = &text[..end];
    let cut = if text[end..].starts_with(char::is_whitespace) { head.len() } else { head.rfind(' ').unwrap_or(end) };
    let kept = head[..cut].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '·' | '-'));
    format!("{kept}…").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay_apart() {
        let html = Html(
            "<p>Wi-Fi nhà B <strong>yếu</strong>,<br>&lt;3&gt; &amp; chậm</p>\n<ul><li>một</li><li>hai</li></ul>"
                .into(),
        );
        assert_eq!(words(&html, 100), "Wi-Fi nhà B yếu, <3> & chậm một hai");
        assert_eq!(words(&html, 10), "Wi-Fi nhà…");
        let spaced = Html("<p>  một\u{a0}hai\n ba</p><p>bốn </p> năm\u{1680}sáu<b>bảy</b>".into());
        assert_eq!(words(&spaced, 100), "một hai ba bốn năm sáubảy");
    }

    #[test]
    fn tables_read_as_sentences() {
        let html = Html(
            "<p>Đo được:</p>\n<div><table><thead><tr><th>Khu</th><th>Số điểm</th></tr></thead><tbody>\n\
             <tr><td>Tầng 3</td><td></td><td>2;</td></tr>\n<tr><td>Tầng 4</td><td>2</td></tr>\n</tbody></table></div>\n\
             <p>Vì vậy sửa.</p>"
                .into(),
        );
        assert_eq!(words(&html, 100), "Đo được: Khu, Số điểm: Tầng 3, 2; Tầng 4, 2. Vì vậy sửa.");
        let last = Html("<table><tbody><tr><td>a</td></tr></tbody></table>\n".into());
        assert_eq!(words(&last, 100), "a");
    }

    #[test]
    fn long_texts_end_after_a_word() {
        assert_eq!(shorten("ngắn".into(), 10), "ngắn");
        assert_eq!(shorten("một hai ba bốn năm".into(), 12), "một hai ba…");
        assert_eq!(shorten("mộthaibabốnnăm".into(), 5), "mộth…");
        assert!(shorten("á é í ó ú ".repeat(50).into(), 160).chars().count() <= 160);
    }
}

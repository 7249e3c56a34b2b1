//! Reading: a Markdown text as the pieces that a reader sees, each with its place in the source.
//!
//! A text goes in; words, breaks, links and tables come out in their order. Mark-up is gone, entities and escapes are
//! resolved, raw HTML is text as everywhere. The invariant: every piece of words says which bytes it was written with.

use super::{OPTIONS, written_address};
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, and the bytes that they were written with; of the same length where nothing was resolved.
    Words(&'a str, Range<usize>),
    /// A line ends inside a paragraph.
    Space(Range<usize>),
    /// A paragraph, an item or a cell ends: what follows belongs to something else.
    Break,
    /// A link or an image with this address begins.
    Opens {
        /// Its address.
        address: &'a str,
        /// Where all of it stands.
        range: Range<usize>,
        /// Whether it is an image.
        image: bool,
    },
    /// The link ends.
    Closes,
    /// A table begins.
    TableOpens,
    /// A row of the table is over.
    RowEnds,
    /// A cell of the row is over.
    CellEnds,
    /// The table is over.
    TableEnds,
}

/// Shows every piece of `text` to `see`.
pub fn read(text: &str, see: &mut dyn FnMut(Piece<'_>)) {
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => see(Piece::Words(&words, range)),
            Event::Code(words) => see(code(text, &words, range)),
            Event::SoftBreak | Event::HardBreak => see(Piece::Space(range)),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = written_address(link_type, &dest_url);
                see(Piece::Opens { address: &address, range, image: false });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                see(Piece::Break);
                see(Piece::Opens { address: &dest_url, range, image: true });
            }
            Event::End(TagEnd::Link) => see(Piece::Closes),
            Event::End(TagEnd::Image) => {
                see(Piece::Closes);
                see(Piece::Break);
            }
            Event::Start(Tag::Table(_)) => see(Piece::TableOpens),
            Event::End(TagEnd::TableCell) => see(Piece::CellEnds),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => see(Piece::RowEnds),
            Event::End(TagEnd::Table) => see(Piece::TableEnds),
            Event::Start(tag) if is_block(&tag) => see(Piece::Break),
            Event::End(end) if ends_block(end) => see(Piece::Break),
            Event::Rule => see(Piece::Break),
            _ => {}
        }
    }
}

/// The words between backticks, without them.
fn code<'a>(text: &str, words: &'a CowStr<'_>, range: Range<usize>) -> Piece<'a> {
    let inside = text[range.clone()].find(&**words).filter(|_| !words.is_empty());
    let exact = inside.map(|at| range.start + at..range.start + at + words.len());
    Piece::Words(words, exact.unwrap_or(range))
}

const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

const fn ends_block(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let mut seen = String::new();
        read(text, &mut |piece| match piece {
            Piece::Words(words, _) => seen.push_str(words),
            Piece::Space(_) => seen.push(' '),
            Piece::Opens { address, .. } => {
                seen.push('<');
                seen.push_str(address);
                seen.push('>');
            }
            Piece::CellEnds => seen.push('|'),
            Piece::RowEnds => seen.push('/'),
            _ => {}
        });
        seen
    }

    #[test]
    fn mark_up_is_gone_and_addresses_are_told() {
        assert_eq!(seen("gọi 0912**345**678 &#48;\\* <b>x</b>"), "gọi 0912345678 0* <b>x</b>");
        assert_eq!(seen("[gọi](tel:0912) <a@b.vn>"), "<tel:0912>gọi <mailto:a@b.vn>a@b.vn");
        assert_eq!(seen("| A | B |\n|---|---|\n| 1 | 2 |\n"), "A|B|/1|2|/");
    }

    #[test]
    fn words_say_where_they_were_written() {
        let text = "a `b c` &amp;";
        let mut places = Vec::new();
        read(text, &mut |piece| {
            if let Piece::Words(words, range) = piece {
                places.push((words.to_owned(), text[range].to_owned()));
            }
        });
        let place = |words: &str, written: &str| (words.to_owned(), written.to_owned());
        assert_eq!(places, [place("a ", "a "), place("b c", "b c"), place(" ", " "), place("&", "&amp;")]);
    }
}

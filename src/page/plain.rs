//! Plain text: rendered HTML without its tags, and texts cut to a length.
//!
//! The HTML of [`View::markdown`](super::view::View::markdown) goes in, so that what a reader must not see (the name of an
//! internal record in a link) is gone before the words are taken. The invariant: no text is cut inside a word that fits.

use super::model::part::{Html, Text};

/// The words of HTML that this program rendered, in one line.
pub fn words(html: &Html<'_>) -> String {
    let mut out = String::with_capacity(html.0.len());
    let mut rest = &*html.0;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |i| i + 1);
            // Blocks and line breaks part words, marks within a word do not.
            if ["</p", "</l", "</h", "</t", "<br", "</bl", "</d", "</u", "</o", "<hr"]
                .iter()
                .any(|t| rest.starts_with(t))
            {
                out.push(' ');
            }
            rest = &rest[end..];
        } else {
            let (letter, length) = entity(rest);
            out.push_str(letter);
            rest = &rest[length..];
        }
    }
    out.push_str(rest);
    let mut line = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The character that an entity at the start of `text` stands for, and the entity's length.
fn entity(text: &str) -> (&'static str, usize) {
    const KNOWN: [(&str, &str); 6] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    KNOWN.iter().find(|(name, _)| text.starts_with(name)).map_or(("&", 1), |(name, letter)| (letter, name.len()))
}

/// `text` in at most `limit` characters: cut after a word, with `…`.
pub fn shorten(text: Text<'_>, limit: usize) -> Text<'_> {
    if text.chars().count() <= limit {
        return text;
    }
    let end = text.char_indices().nth(limit - 1).map_or(text.len(), |(i, _)| i);
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
        assert_eq!(words(&html), "Wi-Fi nhà B yếu, <3> & chậm một hai");
    }

    #[test]
    fn long_texts_end_after_a_word() {
        assert_eq!(shorten("ngắn".into(), 10), "ngắn");
        assert_eq!(shorten("một hai ba bốn năm".into(), 12), "một hai ba…");
        assert_eq!(shorten("mộthaibabốnnăm".into(), 5), "mộth…");
        assert!(shorten("á é í ó ú ".repeat(50).into(), 160).chars().count() <= 160);
    }
}

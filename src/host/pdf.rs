//! Whether a PDF has text that can be read out, or is only the picture of a page.
//!
//! Bytes in, `Some(true)`, `Some(false)` or `None` (cannot be told: encrypted, broken, over the bounds) out. A page can
//! show text only with a font among its resources; a plain scan names none. Fonts are named in the file itself or in its
//! compressed object streams. The invariant: a pure function, linear in the file, bounded in memory and work.

use flate2::read::ZlibDecoder;
use std::io::Read;

/// How much of one object stream is looked at, inflated.
const STREAM_LIMIT: u64 = 4 << 20;
/// How much is inflated of one file.
const TOTAL_LIMIT: u64 = 64 << 20;
/// How many object streams are looked at.
const STREAMS: usize = 20_000;

/// Whether the PDF in `bytes` names a font.
pub(super) fn has_text_layer(bytes: &[u8]) -> Option<bool> {
    let head = &bytes[..bytes.len().min(1024)];
    find(head, b"%PDF-")?;
    if names_font(bytes) {
        return Some(true);
    }
    let mut certain = find(bytes, b"/Encrypt").is_none();
    let mut left = TOTAL_LIMIT;
    let mut rest = bytes;
    for _ in 0..STREAMS {
        let Some(at) = find(rest, b"/ObjStm") else { return certain.then_some(false) };
        rest = &rest[at + b"/ObjStm".len()..];
        let Some(stream) = stream_after(rest) else {
            certain = false;
            continue;
        };
        let mut objects = Vec::new();
        let whole = ZlibDecoder::new(stream).take(STREAM_LIMIT.min(left)).read_to_end(&mut objects).is_ok();
        if names_font(&objects) {
            return Some(true);
        }
        left -= objects.len() as u64;
        certain &= whole && (objects.len() as u64) < STREAM_LIMIT;
        if left == 0 {
            return None;
        }
    }
    None
}

/// The bytes after the keyword `stream` that ends the dictionary at the start of `rest`.
fn stream_after(rest: &[u8]) -> Option<&[u8]> {
    let near = &rest[..rest.len().min(2048)];
    let after = &rest[find(near, b"stream")? + b"stream".len()..];
    Some(after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after))
}

/// Whether `/Font` stands in `bytes` as a name of its own, and not for an empty dictionary.
fn names_font(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"/Font") {
        rest = &rest[at + b"/Font".len()..];
        let ends = rest.first().is_none_or(|b| b.is_ascii_whitespace() || b"<>[]()/%\0".contains(b));
        let value = rest.trim_ascii_start();
        let empty = value.strip_prefix(b"<<").is_some_and(|inside| inside.trim_ascii_start().starts_with(b">>"));
        if ends && !empty {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| *b == word[0]) {
        if bytes[from + at..].starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn with_objects(objects: &[u8]) -> Vec<u8> {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(objects).unwrap();
        let packed = zlib.finish().unwrap();
        let mut pdf = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\r\n".to_vec();
        pdf.extend(packed);
        pdf.extend(b"\nendstream\nendobj\n");
        pdf
    }

    #[test]
    fn a_font_in_the_file_or_in_an_object_stream_is_text() {
        assert_eq!(has_text_layer(b"%PDF-1.4\n<</Resources<</Font<</F1 5 0 R>>>>>>"), Some(true));
        assert_eq!(has_text_layer(&with_objects(b"<</Type/Page/Resources<</Font 7 0 R>>>>")), Some(true));
    }

    #[test]
    fn a_scan_has_none() {
        assert_eq!(has_text_layer(b"%PDF-1.4\n<</Resources<</Font << >>/XObject<</Im0 5 0 R>>>>>>"), Some(false));
        assert_eq!(has_text_layer(b"%PDF-1.4\n/FontDescriptor"), Some(false));
        assert_eq!(has_text_layer(&with_objects(b"<</Type/Page/Resources<</XObject 7 0 R>>>>")), Some(false));
    }

    #[test]
    fn what_cannot_be_told_is_not_claimed() {
        assert_eq!(has_text_layer(b"not a PDF"), None);
        assert_eq!(has_text_layer(b"%PDF-1.7 /ObjStm stream\nbroken"), None);
        assert_eq!(has_text_layer(b"%PDF-1.7 /Encrypt 3 0 R"), None);
    }
}

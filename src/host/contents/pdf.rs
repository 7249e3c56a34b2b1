//! PDF: the words of its text layer, and who its metadata say made it.
//!
//! Bytes in, [`Contents`] out. Streams are unpacked within bounds, and pages are read until the bounds are reached; what
//! the reader cannot take, even by a fault of its own, is a file that could not be looked into.

use super::{TEXT, UNPACKED, add_author, unread};
use crate::text::source::{Contents, Unread};
use lopdf::{Document, LoadOptions, Object};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most pages that are read.
const PAGES: usize = 500;
/// How much one stream may be, unpacked.
const STREAM: usize = 8 << 20;

/// What a PDF says and hides.
pub(super) fn contents(bytes: &[u8]) -> Contents {
    // What has no objects is an empty file with a PDF's name.
    if !bytes.starts_with(b"%PDF-") || memchr::memmem::find(bytes, b" obj").is_none() {
        return Contents::default();
    }
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_else(|_| unread(Unread::Broken))
}

fn read(bytes: &[u8]) -> Contents {
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        let locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
        return unread(if locked { Unread::Encrypted } else { Unread::Broken });
    };
    if document.is_encrypted() {
        return unread(Unread::Encrypted);
    }
    let mut found = Contents::default();
    if let Some(author) = author(&document) {
        add_author(&mut found.authors, &author);
    }
    let mut text = String::new();
    let mut left = UNPACKED;
    for page in document.get_pages().into_keys().take(PAGES) {
        for piece in document.extract_text_chunks_with_limit(&[page], STREAM.min(left)).into_iter().flatten() {
            text.push_str(&piece);
        }
        text.push('\n');
        left = left.saturating_sub(text.len());
        if text.len() > TEXT || left == 0 {
            break;
        }
    }
    let end = (0..=TEXT.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.truncate(end);
    found.text = text.into();
    found
}

/// The author in the document's information.
fn author(document: &Document) -> Option<String> {
    let info = match document.trailer.get(b"Info").ok()? {
        Object::Reference(id) => document.get_object(*id).ok()?.as_dict().ok()?,
        other => other.as_dict().ok()?,
    };
    let written = info.get(b"Author").ok()?;
    let written = match written {
        Object::Reference(id) => document.get_object(*id).ok()?,
        other => other,
    };
    lopdf::decode_text_string(written).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(words: &str, info: &str) -> Vec<u8> {
        let stream = format!("BT /F1 12 Tf 20 100 Td ({words}) Tj ET");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
            format!("<< {info} >>"),
        ];
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
        }
        let start = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for offset in offsets {
            file.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        file.extend(format!("trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
        file
    }

    #[test]
    fn words_and_author() {
        let found = contents(&pdf("Goi 0912345678", "/Author (Nguyen Van A)"));
        assert!(found.text.contains("0912345678"), "{:?}", found.text);
        assert_eq!(found.authors, ["Nguyen Van A".into()]);
        assert_eq!(contents(&pdf("x", "/Title (y)")).authors, []);
    }

    #[test]
    fn what_is_no_pdf_says_nothing_and_what_is_broken_says_so() {
        assert_eq!(contents(b"no pdf"), Contents::default());
        assert_eq!(contents(b"%PDF-1.4\n%%EOF"), Contents::default());
        assert!(contents(b"%PDF-1.4\n1 0 obj\n<<").unread.is_some());
    }
}

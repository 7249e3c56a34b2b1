//! What a file beside a record says and hides: text, authors, remarks, positions.
//!
//! An extension and bytes go in, [`Contents`] come out, for the rules about personal data. Pure and bounded: a file is
//! unpacked to [`UNPACKED`] bytes at most, its text is kept to [`TEXT`] bytes; what is broken, locked or too large says so.

mod office;
mod pdf;
mod picture;

use crate::text::source::{Contents, Unread};

/// How much text of one file is kept.
const TEXT: usize = 1 << 20;
/// How much of one file is unpacked.
const UNPACKED: usize = 48 << 20;

/// Whether files with this extension, in lower case, are looked into.
pub(super) fn is_looked_into(extension: &str) -> bool {
    matches!(
        extension,
        "pdf"
            | "docx"
            | "xlsx"
            | "pptx"
            | "docm"
            | "xlsm"
            | "pptm"
            | "jpg"
            | "jpeg"
            | "png"
            | "webp"
            | "tif"
            | "tiff"
            | "heic"
            | "csv"
            | "tsv"
            | "txt"
            | "html"
            | "htm"
            | "svg"
            | "xml"
            | "json"
            | "rtf"
            | "ics"
            | "vcf"
    )
}

/// What the file with these bytes says and hides.
pub(super) fn of(extension: &str, bytes: &[u8]) -> Contents {
    match extension {
        "pdf" => pdf::contents(bytes),
        "docx" | "xlsx" | "pptx" | "docm" | "xlsm" | "pptm" => office::contents(bytes),
        "jpg" | "jpeg" | "png" | "webp" | "tif" | "tiff" | "heic" => picture::contents(bytes),
        "csv" | "tsv" => Contents { text: table(bytes), is_table: true, ..Contents::default() },
        "html" | "htm" | "svg" | "xml" => {
            let mut text = String::new();
            office::words(&plain(bytes), &mut text);
            Contents { text: text.into(), ..Contents::default() }
        }
        _ => Contents { text: plain(bytes).into(), ..Contents::default() },
    }
}

/// The beginning of a text: UTF-8, or UTF-16 with its mark.
fn plain(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(TEXT)];
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A table of separated values, its cells ended by tabs.
fn table(bytes: &[u8]) -> Box<str> {
    let text = plain(bytes);
    let first = text.lines().next().unwrap_or("");
    let count = |mark: char| first.matches(mark).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let mut cells = String::with_capacity(text.len());
    for row in reader.into_records().map_while(Result::ok) {
        for cell in &row {
            cells.extend(cell.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
            cells.push('\t');
        }
        cells.push('\n');
    }
    cells.into()
}

/// Why nothing can be said of a file.
fn unread(why: Unread) -> Contents {
    Contents { unread: Some(why), ..Contents::default() }
}

/// Adds an author, unless it is blank or there already.
fn add_author(authors: &mut Vec<Box<str>>, name: &str) {
    let name = name.trim();
    if !name.is_empty() && authors.iter().all(|other| **other != *name) {
        authors.push(name.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tables_and_texts() {
        assert_eq!(&*of("csv", "a;b\n\"c;d\";e\n".as_bytes()).text, "a\tb\t\nc;d\te\t\n");
        assert_eq!(&*of("txt", b"\xff\xfea\0b\0").text, "ab");
        assert_eq!(of("html", b"<p>a&amp;b</p><script>x</script>").text.trim(), "a&b\nx");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_break_it(kind in 0..4usize, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let (extension, head): (&str, &[u8]) =
                [("pdf", &b"%PDF-1.5\n1 0 obj\n"[..]), ("docx", b"PK\x03\x04"), ("jpg", b"\xff\xd8\xff\xe1"), ("csv", b"")][kind];
            let _ = of(extension, &[head, &bytes].concat());
        }
    }
}

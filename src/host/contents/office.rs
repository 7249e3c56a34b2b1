//! DOCX, XLSX and PPTX: their words, who made and saved them, their comments and tracked changes.
//!
//! Bytes in, [`Contents`] out. The archive is read part by part, each within what is left of the bounds, so that a bomb
//! costs no more than a large document; XML is read tag by tag, without entities of its own.

use super::{TEXT, UNPACKED, add_author, unread};
use crate::text::source::{Contents, Unread};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most parts that are looked at.
const PARTS: usize = 4096;

/// What an office document says and hides.
pub(super) fn contents(bytes: &[u8]) -> Contents {
    // A document with a password is an OLE file.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return unread(Unread::Encrypted);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // What does not even begin like an archive is no document.
        return if bytes.starts_with(b"PK") { unread(Unread::Broken) } else { Contents::default() };
    };
    let mut found = Contents::default();
    let (mut left, mut text, mut shared, mut sheets) = (UNPACKED, String::new(), Vec::new(), Vec::new());
    for i in 0..archive.len().min(PARTS) {
        let Ok(part) = archive.by_index(i) else {
            found.unread = Some(Unread::Broken);
            continue;
        };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        if !is_read(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        let read = part.take(left as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > left {
            found.unread = Some(Unread::TooLarge);
            break;
        }
        left -= bytes.len();
        if read.is_err() {
            found.unread = Some(Unread::Broken);
        }
        let xml = String::from_utf8_lossy(&bytes);
        match &*name {
            "docProps/core.xml" => authors(&xml, &mut found.authors),
            "xl/sharedStrings.xml" => shared = strings(&xml),
            _ if name.starts_with("xl/worksheets/") => sheets.push(xml.into_owned()),
            _ => {
                found.remarks += remarks(&name, &xml);
                words(&xml, &mut text);
            }
        }
    }
    found.is_table = !sheets.is_empty();
    for sheet in &sheets {
        cells(sheet, &shared, &mut text);
    }
    truncate(&mut text);
    found.text = text.into();
    found
}

fn is_read(name: &str) -> bool {
    let xml = name.strip_suffix(".xml").is_some();
    let inside = [
        "word/",
        "ppt/slides/",
        "ppt/notesSlides/",
        "ppt/comments",
        "xl/worksheets/",
        "xl/comments",
        "xl/threadedComments/",
    ]
    .iter()
    .any(|folder| name.starts_with(folder));
    let style = ["styles", "theme", "settings", "fontTable", "numbering", "webSettings", "stylesWithEffects"]
        .iter()
        .any(|part| name.contains(part));
    xml && (name == "docProps/core.xml" || name == "xl/sharedStrings.xml" || inside && !style)
}

/// Comments and tracked changes of a part.
fn remarks(name: &str, xml: &str) -> u32 {
    let marks: &[&str] = if name.contains("omment") {
        &["<w:comment ", "<p:cm ", "<comment ", "<threadedComment "]
    } else {
        &["<w:ins ", "<w:del ", "<w:moveFrom "]
    };
    marks.iter().map(|mark| xml.matches(mark).count() as u32).sum()
}

/// Who made and who saved it.
fn authors(xml: &str, found: &mut Vec<Box<str>>) {
    for tag in ["dc:creator", "cp:lastModifiedBy"] {
        let inside = xml.split_once(&format!("<{tag}>")).and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")));
        if let Some((name, _)) = inside {
            add_author(found, &decoded(name));
        }
    }
}

/// Adds the words between the tags of `xml`; the ends of paragraphs, rows and blocks are line ends.
pub(super) fn words(xml: &str, text: &mut String) {
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        text.push_str(&decoded(&rest[..at]));
        let tag = &rest[at..];
        let end = if tag.starts_with("<!--") { tag.find("-->").map(|i| i + 3) } else { tag.find('>').map(|i| i + 1) };
        let Some(end) = end else { return };
        let name = tag[1..end - 1].trim_end_matches('/').split([' ', '\n', '\t']).next().unwrap_or("");
        match name {
            "/w:p" | "/a:p" | "w:br" | "/w:tr" | "/p" | "/div" | "/tr" | "/li" | "br" | "/td" | "/th" | "/h1"
            | "/h2" | "/h3" | "/text" => {
                text.push('\n');
            }
            "w:tab" | "/w:tc" => text.push(' '),
            _ => {}
        }
        rest = &tag[end..];
        if text.len() > TEXT {
            return truncate(text);
        }
    }
    text.push_str(&decoded(rest));
    truncate(text);
}

/// The shared strings of a workbook.
fn strings(xml: &str) -> Vec<String> {
    let items = xml.split("<si").skip(1).map(|item| {
        let item = item.split_once('>').map_or("", |(_, rest)| rest);
        let mut words_of = String::new();
        words(item.split_once("</si>").map_or(item, |(inside, _)| inside), &mut words_of);
        words_of
    });
    items.collect()
}

/// Adds the cells of a sheet: a tab after each, a line end after each row.
fn cells(xml: &str, shared: &[String], text: &mut String) {
    for row in xml.split("<row").skip(1) {
        for cell in row.split("<c ").skip(1) {
            let (head, body) = cell.split_once('>').unwrap_or((cell, ""));
            let body = body.split_once("</c>").map_or("", |(inside, _)| inside);
            let mut value = String::new();
            // The formula is not shown, its value is.
            words(body.split_once("<v>").map_or(body, |(_, rest)| rest), &mut value);
            let by_index = head.contains("t=\"s\"").then(|| value.trim().parse::<usize>().ok()).flatten();
            let shown = by_index.and_then(|i| shared.get(i)).unwrap_or(&value);
            text.extend(shown.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }));
            text.push('\t');
        }
        text.push('\n');
        if text.len() > TEXT {
            return truncate(text);
        }
    }
}

/// With the entities of XML resolved.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let name = end.map_or("", |end| &rest[1..end]);
        let code = name
            .strip_prefix("#x")
            .map(|hex| u32::from_str_radix(hex, 16))
            .or_else(|| name.strip_prefix('#').map(str::parse));
        let letter = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            _ => code.and_then(Result::ok).and_then(char::from_u32),
        };
        plain.push(letter.unwrap_or('&'));
        rest = &rest[letter.and(end).map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
    plain
}

fn truncate(text: &mut String) {
    if text.len() > TEXT {
        let end = (TEXT - 3..=TEXT).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn words_authors_and_remarks_of_a_document() {
        let found = contents(&archive(&[
            ("docProps/core.xml", "<x><dc:creator>Nguyễn Văn A</dc:creator><cp:lastModifiedBy>B</cp:lastModifiedBy></x>".as_bytes()),
            ("word/document.xml", "<w:p><w:r><w:t>Gọi 0912</w:t></w:r><w:r><w:t>345678 &amp; hỏi</w:t></w:r></w:p><w:ins w:id=\"1\">x</w:ins>".as_bytes()),
            ("word/comments.xml", b"<w:comments><w:comment w:id=\"0\">bad</w:comment></w:comments>"),
        ]));
        assert!(found.text.starts_with("Gọi 0912345678 & hỏi\n"), "{:?}", found.text);
        assert_eq!((found.authors.len(), found.remarks, found.unread), (2, 2, None));
    }

    #[test]
    fn cells_of_a_workbook() {
        let found = contents(&archive(&[
            ("xl/sharedStrings.xml", "<sst><si><t>Họ tên</t></si><si><t>MSSV</t></si></sst>".as_bytes()),
            ("xl/worksheets/sheet1.xml", b"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\"><v>20123456</v></c></row>"),
        ]));
        assert_eq!(&*found.text, "Họ tên\tMSSV\t\nA\t20123456\t\n");
        assert!(found.is_table);
    }

    #[test]
    fn bombs_and_broken_files_are_told() {
        let bomb = archive(&[("word/document.xml", &vec![b' '; UNPACKED + 1])]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(contents(&bomb).unread, Some(Unread::TooLarge));
        assert_eq!(contents(b"PK\x03\x04broken").unread, Some(Unread::Broken));
        assert_eq!(contents(b"\xd0\xcf\x11\xe0").unread, Some(Unread::Encrypted));
        assert_eq!(contents(b"no archive"), Contents::default());
    }
}

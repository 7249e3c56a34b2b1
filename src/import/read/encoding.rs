//! Encodings: the bytes of a text become Unicode, whichever program wrote them.
//!
//! Bytes in, a composed text and the name of a guessed encoding out. A byte order mark decides; else UTF-8 when the bytes
//! are that, UTF-16 when every second byte is empty, the page's own word in HTML; else Windows-1258, whose tones are
//! characters of their own and are composed here.

use super::super::problem::Problem;
use crate::say;
use crate::text::vietnamese::nfc;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

/// The text that `bytes` are. What was guessed and not known is told.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> (String, Option<Problem>) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (composed(&text), None);
    }
    if let Some(encoding) = wide(&bytes) {
        return (composed(&encoding.decode_without_bom_handling(&bytes).0), None);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (composed(&text), None),
        Err(error) => error.into_bytes(),
    };
    let known = declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|e| *e != UTF_8);
    let encoding = known.unwrap_or(WINDOWS_1258);
    let text = composed(&encoding.decode_without_bom_handling(&bytes).0);
    let name = encoding.name();
    let problem = Problem::warning(say!(
        "tệp không phải UTF-8; đã đọc theo bảng mã {name}",
        "the file is not UTF-8; it was read as {name}"
    ))
    .help(say!(
        "xem lại dấu của vài dòng; nếu sai, lưu lại dạng UTF-8",
        "look at some lines; if letters are wrong, save it as UTF-8"
    ));
    (text, known.is_none().then_some(problem))
}

/// UTF-16 without a mark: nearly every second byte of Vietnamese text is zero or one of its few blocks.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let empty = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (empty(0), empty(1), sample.len() / 2);
    if half < 2 {
        None
    } else if odd * 2 > half && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 2 > half && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Composed, and without a mark or a zero character.
fn composed(text: &str) -> String {
    let text = nfc(text.trim_start_matches('\u{feff}'));
    if text.contains('\0') { text.replace('\0', "") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Câu hỏi: Học phí kỳ này bao nhiêu?";

    #[test]
    fn every_encoding_gives_the_same_text() {
        let wide = |swap: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(swap).collect::<Vec<u8>>();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            [&b"\xff\xfe"[..], &wide(u16::to_le_bytes)].concat(),
            [&b"\xfe\xff"[..], &wide(u16::to_be_bytes)].concat(),
            wide(u16::to_le_bytes),
        ] {
            let (text, problem) = decode(bytes, None);
            assert_eq!((&*text, problem.is_none()), (TEXT, true));
        }
    }

    #[test]
    fn windows_1258_is_composed_and_told() {
        // "hỏi" as h, o with its own mark after it, i.
        let (text, problem) = decode(b"h\x6f\xd2i ti\xea\xccn \xf0\xf4ng".to_vec(), None);
        assert_eq!(text, "hỏi tiền đông");
        assert!(problem.is_some_and(|p| p.message.en.contains("windows-1258")));
    }
}

//! Packing: how the files of the index are written as bytes.
//!
//! Numbers, bytes and lists in; varints, digits, content names and scripts out. The invariant: the same bytes give
//! the same file on every machine (the compressor has no paths that depend on the processor, and no time is written).

use crate::text::digest::Digest;

/// The alphabet of names: small letters and digits, so that file systems that do not tell case apart keep them apart.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Appends `number` in groups of seven bits, the lowest first.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// How many bytes [`put_number`] appends.
pub(super) const fn length_of(number: u32) -> usize {
    (32 - (number | 1).leading_zeros()).div_ceil(7) as usize
}

/// Appends a text with its length in bytes before it.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Appends `text` as what it shares with `before` (bytes), then the rest.
pub(super) fn put_after(out: &mut Vec<u8>, before: &str, text: &str) {
    let same = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    // Never inside a letter, so that the rest is a text.
    let same = (0..=same).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    put_number(out, same as u32);
    put_text(out, &text[same..]);
}

/// A number in digits and small letters, at least `wide` of them.
pub(super) fn base36(mut number: usize, wide: usize) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.len() < wide {
        digits.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
        number /= 36;
    }
    digits.into_iter().rev().collect()
}

/// How hard [`crate::text::gzip`] packs places of words: nothing is repeated in them, they are written in fewer bits.
pub(super) const PLACES: u8 = 1;

/// How hard lists of numbers are packed.
pub(super) const NUMBERS: u8 = 2;

/// How hard words are packed: files shrink by a fiftieth for twice the time.
pub(super) const WORDS: u8 = 3;

/// The first `length` letters (5 bits each) of the name of some bytes.
pub(super) fn name<'b>(parts: impl IntoIterator<Item = &'b [u8]>, length: usize) -> String {
    let digest = Digest::of_parts(parts);
    let bits = digest.as_bytes().iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    (0..length).map(|i| char::from(LETTERS[(bits >> (123 - 5 * i)) as usize & 31])).collect()
}

/// A classic script that hands files to the search script where nothing can be fetched (`file:`).
pub(super) fn script<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut out = b"doithoai.take({".to_vec();
    for (i, (name, bytes)) in files.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.extend_from_slice(b"\n\"");
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":\"");
        base64(&mut out, bytes);
        out.push(b'"');
    }
    out.extend_from_slice(b"});\n");
    out
}

fn base64(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= three.len() { digit } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_names_and_base64() {
        let mut out = Vec::new();
        put_number(&mut out, 5);
        put_number(&mut out, 300);
        assert_eq!(out, [5, 0xac, 2]);
        out.clear();
        put_after(&mut out, "học", "hộc");
        assert_eq!(out[..2], [1, 4], "the letters ọ and ộ share two bytes, and those are not shared");
        let mut text = Vec::new();
        for bytes in [&b"M"[..], b"Ma", b"Man"] {
            base64(&mut text, bytes);
        }
        assert_eq!(text, b"TQ==TWE=TWFu");
        assert_eq!([base36(0, 1), base36(35, 3), base36(36 * 36 + 1, 1)], ["0", "00z", "101"]);
        for number in [0, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(out.len(), length_of(number), "{number}");
        }
        assert_eq!(name([&b"a"[..]], 10).len(), 10);
        assert_ne!(name([&b"a"[..]], 10), name([&b"b"[..]], 10));
        assert!(name([&b"a"[..]], 25).bytes().all(|b| LETTERS.contains(&b)));
    }
}

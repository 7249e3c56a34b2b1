//! Pictures: whether one says where it was taken.
//!
//! Bytes of JPEG, PNG, WebP, TIFF or HEIF in; of what a camera wrote into it, its position and its author come out.

use super::add_author;
use crate::text::source::Contents;
use exif::{In, Tag, Value};
use std::io::Cursor;

/// What a picture hides.
pub(super) fn contents(bytes: &[u8]) -> Contents {
    let mut found = Contents { has_position: in_xmp(bytes), ..Contents::default() };
    // A picture without such a block is an error to the reader and nothing to us.
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else { return found };
    let filled = |tag| {
        exif.get_field(tag, In::PRIMARY).is_some_and(|field| match &field.value {
            Value::Rational(parts) => parts.iter().any(|part| part.num != 0 && part.denom != 0),
            _ => true,
        })
    };
    found.has_position |= filled(Tag::GPSLatitude) || filled(Tag::GPSLongitude);
    if let Some(field) = exif.get_field(Tag::Artist, In::PRIMARY)
        && let Value::Ascii(texts) = &field.value
    {
        for text in texts {
            add_author(&mut found.authors, &String::from_utf8_lossy(text));
        }
    }
    found
}

/// Whether the XMP packet in the file names a position.
fn in_xmp(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"exif:GPSLatitude").is_some()
        || memchr::memmem::find(bytes, b"exif:GPSLongitude").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A TIFF, little-endian, with a GPS directory that holds a latitude.
    pub(crate) fn tiff(degrees: u32) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        tiff.extend([1, 0]); // one entry: the GPS directory, at 26
        tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0]);
        tiff.extend([0; 4]);
        tiff.extend([2, 0]); // reference and latitude
        tiff.extend([1, 0, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0]);
        tiff.extend([2, 0, 5, 0, 3, 0, 0, 0, 56, 0, 0, 0]);
        tiff.extend([0; 4]);
        for part in [degrees, 1, 0, 1, 0, 1] {
            tiff.extend(part.to_le_bytes());
        }
        tiff
    }

    fn jpeg(tiff: &[u8]) -> Vec<u8> {
        let mut jpeg = b"\xff\xd8\xff\xe1".to_vec();
        jpeg.extend((tiff.len() as u16 + 8).to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend(b"\xff\xd9");
        jpeg
    }

    #[test]
    fn positions_are_found_in_exif_and_in_xmp() {
        assert!(contents(&jpeg(&tiff(21))).has_position);
        assert!(contents(&tiff(21)).has_position);
        assert!(!contents(&jpeg(&tiff(0))).has_position);
        assert!(contents(b"\xff\xd8 <x exif:GPSLatitude=\"21,0N\"/>").has_position);
        assert_eq!(contents(b"\x89PNG\r\n\x1a\nbroken"), Contents::default());
    }
}

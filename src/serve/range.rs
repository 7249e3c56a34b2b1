//! Ranges: the part of a file that a request asks for.
//!
//! A `Range` header and a length in, a [`Part`] out. The invariant: a part lies inside the file and is not empty. Several
//! ranges in one request, other units and nonsense are answered with the whole file, as HTTP allows.

use std::num::ParseIntError;

/// What to send of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The bytes from the first to the last, both counted from 0.
    Bytes(u64, u64),
    /// Nothing: the file ends before what was asked for.
    Beyond,
}

/// The part that `header` asks for of a file of `size` bytes.
pub(super) fn part_of(header: Option<&str>, size: u64) -> Part {
    let Some((first, last)) = header.and_then(|h| h.trim().strip_prefix("bytes=")).and_then(|r| r.split_once('-'))
    else {
        return Part::Whole;
    };
    match (number(first), number(last)) {
        (Ok(Some(first)), Ok(None)) if first < size => Part::Bytes(first, size - 1),
        (Ok(Some(first)), Ok(Some(last))) if first <= last && first < size => Part::Bytes(first, last.min(size - 1)),
        (Ok(Some(first)), Ok(last)) if last.is_none_or(|last| first <= last) => Part::Beyond,
        (Ok(None), Ok(Some(length))) if length == 0 || size == 0 => Part::Beyond,
        (Ok(None), Ok(Some(length))) => Part::Bytes(size.saturating_sub(length), size - 1),
        _ => Part::Whole,
    }
}

/// The number that is written, if one is.
fn number(text: &str) -> Result<Option<u64>, ParseIntError> {
    if text.trim().is_empty() { Ok(None) } else { text.trim().parse().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_http_says() {
        for (header, part) in [
            ("bytes=0-9", Part::Bytes(0, 9)),
            ("bytes=90-", Part::Bytes(90, 99)),
            ("bytes=90-1000", Part::Bytes(90, 99)),
            ("bytes=-10", Part::Bytes(90, 99)),
            ("bytes=-1000", Part::Bytes(0, 99)),
            ("bytes=100-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=9-0", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=-", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("bytes=99999999999999999999-", Part::Whole),
        ] {
            assert_eq!(part_of(Some(header), 100), part, "{header}");
        }
        assert_eq!(part_of(Some("bytes=-5"), 0), Part::Beyond);
        assert_eq!(part_of(None, 100), Part::Whole);
    }
}

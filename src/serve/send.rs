//! Sending: a file, or bytes in memory, as a request wants them: whole, in part, or not again.
//!
//! Bytes or an open file go in, with what was asked; an [`Answer`] comes out. The invariant: a tag names one sequence of
//! bytes, so that what a browser has is never confused with what it should have.

use super::answer::{Answer, Asked, Body, kind_of};
use super::range::{Part, part_of};
use crate::text::digest::Digest;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs::{File, Metadata};
use std::io::{Error, Seek, SeekFrom};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// How HTTP writes a time.
const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// The bytes that lie at `path`, or what of them was asked for.
pub(super) fn bytes(path: &str, bytes: Arc<[u8]>, asked: &Asked<'_>) -> Answer {
    let tag = format!("\"{}\"", &Digest::of(&bytes).to_string()[..24]);
    let size = bytes.len() as u64;
    let (status, first, length) = match wanted(asked, &tag, None, size) {
        Ok(wanted) => wanted,
        Err(beyond) => return *beyond,
    };
    let range = first as usize..(first + length) as usize;
    dressed(Answer::new(status, kind_of(path), Body::Bytes { bytes, range }), &tag, (first, length, size))
}

/// The file at `path`, or what of it was asked for.
pub(super) fn file(path: &str, mut file: File, there: &Metadata, asked: &Asked<'_>) -> Result<Answer, Error> {
    let size = there.len();
    let since = there.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let tag = format!("\"{size:x}-{:x}\"", since.as_nanos());
    let changed = DateTime::<Utc>::from_timestamp(since.as_secs().cast_signed(), 0).unwrap_or_default();
    let (status, first, length) = match wanted(asked, &tag, Some(changed), size) {
        Ok(wanted) => wanted,
        Err(beyond) => return Ok(*beyond),
    };
    file.seek(SeekFrom::Start(first))?;
    let answer = Answer::new(status, kind_of(path), Body::File { file, length });
    Ok(dressed(answer, &tag, (first, length, size)).header("Last-Modified", changed.format(HTTP_DATE).to_string()))
}

/// Status, first byte and length of what is sent; the answer itself where there is no such part.
fn wanted(
    asked: &Asked<'_>,
    tag: &str,
    changed: Option<DateTime<Utc>>,
    size: u64,
) -> Result<(u16, u64, u64), Box<Answer>> {
    let part = match asked.header("If-Range") {
        Some(known) if known != tag => Part::Whole,
        _ => part_of(asked.header("Range"), size),
    };
    match part {
        _ if is_known(asked, tag, changed) => Ok((304, 0, size)),
        Part::Whole => Ok((200, 0, size)),
        Part::Bytes(first, last) => Ok((206, first, last - first + 1)),
        Part::Beyond => Err(Box::new(Answer::text(416, "416").header("Content-Range", format!("bytes */{size}")))),
    }
}

fn dressed(answer: Answer, tag: &str, (first, length, size): (u64, u64, u64)) -> Answer {
    let answer = answer.header("ETag", tag).header("Accept-Ranges", "bytes");
    match answer.status {
        206 => answer.header("Content-Range", format!("bytes {first}-{}/{size}", first + length - 1)),
        _ => answer,
    }
}

/// Whether the browser has it already.
fn is_known(asked: &Asked<'_>, tag: &str, changed: Option<DateTime<Utc>>) -> bool {
    if let Some(known) = asked.header("If-None-Match") {
        return known.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag);
    }
    let since = asked.header("If-Modified-Since").and_then(|t| NaiveDateTime::parse_from_str(t, HTTP_DATE).ok());
    changed.zip(since).is_some_and(|(changed, since)| changed <= since.and_utc())
}

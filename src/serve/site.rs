//! The site: which file of a built site a request gets.
//!
//! In goes what was asked, out comes an [`Answer`]: the file, a part of it, "not modified", the way to a folder's
//! address, or the site's own page for what does not exist. The invariant: a file is opened only after its real place,
//! links resolved, was found inside the site.
#![allow(clippy::disallowed_methods, reason = "reads the site that it serves")]

use super::address;
use super::answer::{Answer, Asked, Body, kind_of};
use super::range::{Part, part_of};
use crate::host::fault::Fault;
use camino::{Utf8Path, Utf8PathBuf};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs::{File, Metadata};
use std::io::{Error, Read, Seek, SeekFrom};
use std::time::UNIX_EPOCH;

/// How HTTP writes a time.
const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// A built site in a folder.
#[derive(Debug)]
pub struct Site {
    /// The folder, links resolved.
    real: Utf8PathBuf,
}

/// What lies under a path of the site.
enum Place {
    File(File, Metadata),
    Folder,
}

impl Site {
    /// The site in `folder`.
    pub fn open(folder: &Utf8Path) -> Result<Self, Fault> {
        let real = folder.canonicalize_utf8().map_err(|e| Fault::reading(folder.as_str(), &e))?;
        Ok(Self { real })
    }

    /// What to send for what was asked.
    pub fn answer(&self, asked: &Asked<'_>) -> Answer {
        let Some(path) = address::path_of(asked.target) else { return self.not_found() };
        let wanted = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        let answer = match self.place(&wanted) {
            Some(Place::File(file, there)) => send(&wanted, file, &there, asked).ok(),
            Some(Place::Folder) if self.place(&format!("{wanted}/index.html")).is_some() => {
                let target = address::folder_of(asked.target);
                Some(Answer::text(302, &target).header("Location", target))
            }
            _ => None,
        };
        answer.unwrap_or_else(|| self.not_found())
    }

    fn place(&self, path: &str) -> Option<Place> {
        let real = self.real.join(path).canonicalize().ok().filter(|real| real.starts_with(&self.real))?;
        let there = real.metadata().ok()?;
        if there.is_dir() {
            return Some(Place::Folder);
        }
        // Opening anything else could wait for ever.
        there.is_file().then(|| File::open(&real)).and_then(Result::ok).map(|file| Place::File(file, there))
    }

    fn not_found(&self) -> Answer {
        if let Some(Place::File(mut file, _)) = self.place("404.html") {
            let mut page = Vec::new();
            if file.read_to_end(&mut page).is_ok() {
                return Answer::new(404, kind_of("404.html"), Body::Bytes(page));
            }
        }
        Answer::text(404, "404: không có trang này / there is no such page")
    }
}

/// The file, or what of it was asked for.
fn send(path: &str, mut file: File, there: &Metadata, asked: &Asked<'_>) -> Result<Answer, Error> {
    let size = there.len();
    let since = there.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let tag = format!("\"{size:x}-{:x}\"", since.as_nanos());
    let changed = DateTime::<Utc>::from_timestamp(since.as_secs().cast_signed(), 0).unwrap_or_default();
    let part = match asked.header("If-Range") {
        Some(known) if known != tag => Part::Whole,
        _ => part_of(asked.header("Range"), size),
    };
    let (status, first, length) = match part {
        _ if is_known(asked, &tag, changed) => (304, 0, size),
        Part::Whole => (200, 0, size),
        Part::Bytes(first, last) => (206, first, last - first + 1),
        Part::Beyond => {
            let range = format!("bytes */{size}");
            return Ok(Answer::text(416, "416").header("Content-Range", range));
        }
    };
    file.seek(SeekFrom::Start(first))?;
    let answer = Answer::new(status, kind_of(path), Body::File { file, length })
        .header("ETag", tag)
        .header("Last-Modified", changed.format(HTTP_DATE).to_string())
        .header("Accept-Ranges", "bytes");
    Ok(match status {
        206 => answer.header("Content-Range", format!("bytes {first}-{}/{size}", first + length - 1)),
        _ => answer,
    })
}

/// Whether the browser has the file already.
fn is_known(asked: &Asked<'_>, tag: &str, changed: DateTime<Utc>) -> bool {
    if let Some(known) = asked.header("If-None-Match") {
        return known.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag);
    }
    let since = asked.header("If-Modified-Since").and_then(|t| NaiveDateTime::parse_from_str(t, HTTP_DATE).ok());
    since.is_some_and(|since| changed <= since.and_utc())
}

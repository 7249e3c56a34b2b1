//! Archiving: a published site in one zip file that opens from a disk.
//!
//! The folder that was published and its outputs go in, with the note that [`export::archive`](crate::export::archive)
//! wrote; a zip file comes out, entries sorted by path, without times, with a list of SHA-256 digests. Every file is
//! held against the digest that it was published with. The invariants: the same site gives the same bytes on every system;
//! the file is written beside its place and renamed at the end, so that there is the old one or the new one, never half.
#![allow(clippy::disallowed_methods, reason = "reads the site, writes the archive")]

use super::fault::Fault;
use super::lock::Lock;
use super::manifest::Entry;
use crate::export::archive::{NOTE, SUMS, holds, local, sum};
use crate::say;
use crate::text::digest::{Digest, Sha256};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufWriter, Error, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// Files that are compressed already.
const PACKED: [&str; 11] = ["woff2", "png", "jpg", "jpeg", "webp", "gif", "mp4", "zip", "docx", "xlsx", "pptx"];

/// What was written.
#[derive(Debug)]
pub struct Archived {
    /// Its path.
    pub path: Utf8PathBuf,
    /// How many files are in it.
    pub files: usize,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Refuses a file among the records of the project at `root`: the next build would take it for an attachment.
pub fn check_place(root: &Utf8Path, path: &Utf8Path) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or_else(|| Utf8Path::new("."));
    let (Ok(folder), Ok(content)) = (folder.canonicalize(), root.join("content").canonicalize()) else { return Ok(()) };
    if !folder.starts_with(content) {
        return Ok(());
    }
    Err(Fault::new(say!(
        "`{path}` nằm giữa các hồ sơ, trong `content/`",
        "`{path}` lies among the records, in `content/`"
    ))
    .help(say!(
        "đặt tệp ở chỗ khác, ví dụ `--archive doi-thoai.zip`",
        "put it elsewhere, for example `--archive doi-thoai.zip`"
    )))
}

/// Writes the site in the folder `out`, whose files are `outputs`, sorted by path, into the zip file `path`; `note` tells
/// readers how to open it.
pub fn write(out: &Utf8Path, outputs: &[Entry], note: &str, path: &Utf8Path) -> Result<Archived, Fault> {
    let name = path.file_name().ok_or_else(|| {
        Fault::new(say!("`{path}` không phải là tên tệp", "`{path}` is not the name of a file"))
            .help(say!("ví dụ: `--archive doi-thoai.zip`", "for example: `--archive doi-thoai.zip`"))
    })?;
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or_else(|| Utf8Path::new("."));
    fs::create_dir_all(folder).map_err(|e| Fault::writing(folder.as_str(), &e))?;
    let waiting = folder.join(format!(".doithoai-{name}"));
    let lock = Lock::take(&folder.join(format!(".doithoai-{name}.lock")))?;
    let written = fill(out, outputs, note, &waiting).and_then(|files| {
        let bytes = fs::metadata(&waiting).map_err(|e| Fault::reading(waiting.as_str(), &e))?.len();
        fs::rename(&waiting, path).map_err(|e| Fault::writing(path.as_str(), &e))?;
        Ok(Archived { path: path.to_owned(), files, bytes })
    });
    if written.is_err() {
        // What was not finished is of no use to anybody.
        let _ = fs::remove_file(&waiting);
    }
    drop(lock);
    written
}

/// Writes all entries into the file `path`; how many there are.
fn fill(out: &Utf8Path, outputs: &[Entry], note: &str, path: &Utf8Path) -> Result<usize, Fault> {
    let held: Vec<&Entry> = outputs.iter().filter(|entry| holds(&entry.path)).collect();
    let digests: Vec<Box<str>> = held
        .par_iter()
        .map(|entry| Ok(sha256(&local(&entry.path, read(out, entry)?.into()))))
        .collect::<Result<_, _>>()?;
    let of_site = held.iter().zip(&digests).map(|(entry, digest)| (&*entry.path, &**digest));
    let of_note = sha256(note.as_bytes());
    let mut lines: Vec<(&str, &str)> = of_site.chain([(NOTE, &*of_note)]).collect();
    lines.sort_unstable();
    let sums: String = lines.iter().map(|(path, digest)| sum(digest, path)).collect();
    // What is not read from the site has its bytes with it.
    let mut entries: Vec<(&str, Option<&Entry>, &[u8])> = held.iter().map(|e| (&*e.path, Some(*e), &[][..])).collect();
    entries.extend([(NOTE, None, note.as_bytes()), (SUMS, None, sums.as_bytes())]);
    entries.sort_unstable_by_key(|entry| entry.0);
    let failed = |error: &Error| Fault::writing(path.as_str(), error);
    let file = File::create(path).map_err(|e| failed(&e))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for (name, entry, bytes) in &entries {
        let bytes = match entry {
            Some(entry) => local(name, read(out, entry)?.into()),
            None => Cow::Borrowed(*bytes),
        };
        zip.start_file(*name, options(name, bytes.len())).map_err(|e| failed(&e.into()))?;
        zip.write_all(&bytes).map_err(|e| failed(&e))?;
    }
    let file = zip.finish().map_err(|e| failed(&e.into()))?;
    let file = file.into_inner().map_err(|e| failed(e.error()))?;
    file.sync_all().map_err(|e| failed(&e))?;
    Ok(entries.len())
}

/// The bytes of a published file, if it still has those that it was published with.
fn read(out: &Utf8Path, entry: &Entry) -> Result<Vec<u8>, Fault> {
    let place = out.join(&*entry.path);
    let bytes = fs::read(&place).map_err(|e| Fault::reading(place.as_str(), &e))?;
    if Digest::of(&bytes) == entry.digest {
        return Ok(bytes);
    }
    let message = say!("`{place}` bị sửa trong lúc đóng gói", "`{place}` was changed while the archive was written");
    Err(Fault::new(message).help(say!("chạy lại lệnh này", "run the command again")))
}

fn sha256(bytes: &[u8]) -> Box<str> {
    let mut digest = Sha256::default();
    digest.update(bytes);
    digest.finish()
}

/// How a file is stored: the same on every system, at every time.
fn options(name: &str, size: usize) -> SimpleFileOptions {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let packed = PACKED.contains(&&*extension);
    SimpleFileOptions::default()
        .compression_method(if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated })
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
        .large_file(size as u64 >= u64::from(u32::MAX))
}

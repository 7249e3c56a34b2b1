//! Input: a file from outside the project, read whole.
//!
//! A path in, its name and bytes out. The invariant: the bytes are those of one moment; a file that another program
//! writes meanwhile is a [`Fault`], and so is one that is too large.
#![allow(clippy::disallowed_methods, reason = "reads a file that the editor names")]

use super::fault::Fault;
use crate::say;
use camino::Utf8Path;
use std::fs::{File, Metadata};
use std::io::Read;

/// The longest file.
const LIMIT: u64 = 256 << 20;

/// The name and the bytes of the file at `path`.
pub fn read(path: &Utf8Path) -> Result<(String, Vec<u8>), Fault> {
    let fault = |error: &std::io::Error| Fault::reading(path.as_str(), error);
    let mut file = File::open(path).map_err(|e| fault(&e))?;
    let before = file.metadata().map_err(|e| fault(&e))?;
    if before.is_dir() {
        return Err(fault(&std::io::ErrorKind::IsADirectory.into()));
    }
    if before.len() > LIMIT {
        let (size, limit) = (before.len() >> 20, LIMIT >> 20);
        return Err(Fault::new(say!(
            "`{path}` quá lớn: {size} MiB, vượt mức {limit} MiB",
            "`{path}` is too large: {size} MiB, more than {limit} MiB"
        )));
    }
    let mut bytes = Vec::with_capacity(before.len() as usize);
    Read::by_ref(&mut file).take(LIMIT + 1).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
    let after = std::fs::metadata(path).map_err(|e| fault(&e))?;
    if bytes.len() as u64 != before.len() || !is_same(&before, &after) {
        return Err(Fault::new(say!("`{path}` bị thay đổi trong khi đọc", "`{path}` was changed while it was read"))
            .help(say!(
                "đóng chương trình đang ghi tệp, rồi chạy lại",
                "close the program that writes it, then run again"
            )));
    }
    Ok((path.file_name().unwrap_or(path.as_str()).to_owned(), bytes))
}

/// The bytes of a file that may be there.
pub fn read_if_there(path: &Utf8Path) -> Result<Option<Vec<u8>>, Fault> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    read(path).map(|(_, bytes)| Some(bytes))
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

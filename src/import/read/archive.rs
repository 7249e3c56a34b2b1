//! The ZIP archive that a workbook or a Word document is: opened with bounds, read part by part as a stream.
//!
//! Bytes in, parts out. Refused before anything is unpacked: a path that leaves the archive, a password, parts that
//! together are larger than allowed; and while unpacking, a part that is larger than the archive says.

use super::limits::{UNPACKED, too_large};
use super::{Workbook, docx, encrypted, xlsx};
use crate::host::fault::Fault;
use crate::import::problem::Problem;
use crate::say;
use std::io::{Cursor, Error, ErrorKind, Read};
use zip::ZipArchive;

/// The most parts that an archive may have.
const PARTS: usize = 20_000;

/// An opened archive.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
    left: u64,
}

impl Archive {
    /// Opens the archive in `bytes`.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(""))?;
        if zip.len() > PARTS {
            return Err(too_large());
        }
        let (mut names, mut size) = (Vec::with_capacity(zip.len()), 0_u64);
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_| broken(""))?;
            if part.encrypted() {
                return Err(encrypted());
            }
            size = size.saturating_add(part.size());
            let name = part.name().map_err(|_| broken(""))?.into_owned();
            if leaves(&name) {
                return Err(Fault::new(say!(
                    "tệp nén có đường dẫn ra ngoài: `{name}`",
                    "the archive has a path that leads out of it: `{name}`"
                ))
                .help(say!(
                    "tệp này không do Word hay Excel ghi; không mở",
                    "no office program writes this; do not open it"
                )));
            }
            names.push(name);
        }
        if size > UNPACKED {
            return Err(too_large());
        }
        Ok(Self { zip, names, left: UNPACKED })
    }

    /// Reads the document that the archive is.
    pub(super) fn workbook(mut self) -> Result<Workbook, Fault> {
        let macros = self.names.iter().any(|name| name.ends_with("vbaProject.bin"));
        let has = |part: &str| self.names.iter().any(|name| name == part);
        let mut workbook = if has("xl/workbook.xml") {
            xlsx::read(&mut self)?
        } else if has("word/document.xml") {
            docx::read(&mut self)?
        } else {
            return Err(super::unknown(".zip"));
        };
        if macros {
            workbook.problems.push(Problem::warning(say!(
                "tệp có macro; macro không được chạy và không được nhập",
                "the file has macros; they are neither run nor imported"
            )));
        }
        Ok(workbook)
    }

    /// The part `name` as a stream; `None` when there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Fault> {
        let Some(at) = self.names.iter().position(|known| known == name) else { return Ok(None) };
        let part = self.zip.by_index(at).map_err(|_| broken(name))?;
        Ok(Some(Part { inner: part, left: &mut self.left }))
    }
}

/// A part that is being unpacked.
pub(super) struct Part<'a> {
    inner: zip::read::ZipFile<'a, Cursor<Vec<u8>>>,
    left: &'a mut u64,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        match self.left.checked_sub(length as u64) {
            Some(left) => *self.left = left,
            None => return Err(Error::from(ErrorKind::FileTooLarge)),
        }
        Ok(length)
    }
}

/// Whether a name leads out of the folder that an archive is unpacked into.
fn leaves(name: &str) -> bool {
    let name = name.replace('\\', "/");
    name.starts_with('/') || name.contains(':') || name.contains('\0') || name.split('/').any(|part| part == "..")
}

/// The fault of an archive, or a part of one, that is damaged.
pub(super) fn broken(part: &str) -> Fault {
    let message = if part.is_empty() {
        say!("tệp hỏng, không mở được", "the file is broken and cannot be opened")
    } else {
        say!("tệp hỏng ở `{part}`", "the file is broken at `{part}`")
    };
    Fault::new(message).help(say!(
        "mở bằng Excel hoặc Word rồi lưu lại, hoặc lấy lại tệp gốc",
        "open it in an office program and save it again, or get the original"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave() {
        for name in ["../a", "/a", "a/../../b", "..\\a", "C:\\a"] {
            assert!(leaves(name), "{name}");
        }
        assert!(!leaves("xl/worksheets/sheet1.xml") && !leaves("a..b/c.xml"));
    }
}

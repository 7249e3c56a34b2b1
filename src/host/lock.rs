//! The lock: one build at a time in one output folder.
//!
//! A folder in, a [`Lock`] or a fault that names the other process out. The operating system holds the lock and lets go
//! of it when its process ends, however it ends; so a lock file that a killed build left behind stops nobody. The file is
//! removed with the lock. The invariant: of two holders of one path, one was told that the other exists.
#![allow(clippy::disallowed_methods, reason = "keeps a lock file")]

use super::fault::Fault;
use crate::say;
use camino::{Utf8Path, Utf8PathBuf};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Error, Write};
use std::time::SystemTime;

/// The right to write into a folder, until it is dropped.
pub(super) struct Lock {
    path: Utf8PathBuf,
    /// Kept open, because closing it is letting go.
    _file: File,
}

impl Lock {
    /// Takes the lock whose file is `path`.
    pub(super) fn take(path: &Utf8Path) -> Result<Self, Fault> {
        loop {
            let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
            let file = options.open(path).map_err(|e| Fault::writing(path.as_str(), &e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(taken(path)),
                Err(TryLockError::Error(error)) => return Err(Fault::writing(path.as_str(), &error)),
            }
            if is_current(path, &file).map_err(|e| Fault::writing(path.as_str(), &e))? {
                return Ok(Self { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether `file` still is what lies at `path`: its last holder may have removed it between our opening and locking.
fn is_current(path: &Utf8Path, mut file: &File) -> Result<bool, Error> {
    let moment = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    let token = format!("{} {moment}\n", std::process::id());
    file.set_len(0)?;
    file.write_all(token.as_bytes())?;
    Ok(fs::read_to_string(path).is_ok_and(|text| text == token))
}

fn taken(path: &Utf8Path) -> Fault {
    let folder = path.parent().unwrap_or(path);
    let text = fs::read_to_string(path).unwrap_or_default();
    let process = text.split(' ').next().filter(|id| !id.is_empty()).unwrap_or("?");
    Fault::new(say!(
        "tiến trình {process} đang dựng trang vào `{folder}`",
        "process {process} is building into `{folder}`"
    ))
    .help(say!("đợi nó xong, hoặc dùng `--out` với thư mục khác", "wait for it, or name another folder with `--out`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_of_the_first_and_a_dead_one_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("lock");
        fs::write(&path, "999999 left by a killed build").unwrap();
        let first = Lock::take(&path).unwrap();
        let fault = Lock::take(&path).err().expect("the lock is taken");
        assert!(fault.message.en.contains(&format!("process {}", std::process::id())), "{fault:?}");
        drop(first);
        assert!(!path.exists());
        Lock::take(&path).unwrap();
    }
}

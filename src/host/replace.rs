//! Replacing: records of a project written together, all of them or none.
//!
//! Paths with the text that each file has and the text that it is to have go in. Everything is written beside the project
//! first and renamed into place at the end; where one rename fails, those before it are undone. The invariant: a file
//! that is not as it was read is never overwritten, and then nothing is.
#![allow(clippy::disallowed_methods, reason = "writes records of the project")]

use super::fault::Fault;
use super::lock::Lock;
use crate::say;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

/// Where new texts wait; below the project and outside of its content.
const STAGE: &str = ".doithoai-import";

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub struct Replacement<'a> {
    /// Its path, relative to the project.
    pub path: &'a str,
    /// Its text as it was read; `None` when it was not there.
    pub old: Option<&'a str>,
    /// Its text afterwards.
    pub new: &'a str,
}

/// Writes all of `files` into the project at `root`, or none.
pub fn replace(root: &Utf8Path, files: &[Replacement<'_>]) -> Result<(), Fault> {
    if files.is_empty() {
        return Ok(());
    }
    for file in files {
        unchanged(root, file)?;
    }
    let stage = root.join(STAGE);
    fs::create_dir_all(&stage).map_err(|e| Fault::writing(stage.as_str(), &e))?;
    let lock = Lock::take(&stage.join("lock"))?;
    let result = write(root, &stage, files);
    drop(lock);
    // What is left there is ours and of no use to anybody.
    let _ = fs::remove_dir_all(&stage);
    result
}

/// Writes `files`, by name, into `folder`, over those of the same names.
pub fn overwrite(folder: &Utf8Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(|e| Fault::writing(folder.as_str(), &e))?;
    for (name, bytes) in files {
        let (place, waiting) = (folder.join(name), folder.join(format!("{STAGE}-{name}")));
        fs::write(&waiting, bytes).map_err(|e| Fault::writing(waiting.as_str(), &e))?;
        fs::rename(&waiting, &place).map_err(|e| Fault::writing(place.as_str(), &e))?;
    }
    Ok(())
}

fn write(root: &Utf8Path, stage: &Utf8Path, files: &[Replacement<'_>]) -> Result<(), Fault> {
    let waiting = |at: usize| stage.join(at.to_string());
    for (at, file) in files.iter().enumerate() {
        let place = waiting(at);
        fs::write(&place, file.new).map_err(|e| Fault::writing(place.as_str(), &e))?;
    }
    let mut made: Vec<Utf8PathBuf> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let place = root.join(file.path);
        let moved = folders(&place, &mut made)
            .and_then(|()| unchanged(root, file))
            .and_then(|()| fs::rename(waiting(at), &place).map_err(|e| Fault::writing(place.as_str(), &e)));
        if let Err(fault) = moved {
            undo(root, &files[..at], &made);
            return Err(fault);
        }
    }
    Ok(())
}

/// Makes the folders above `place`; those that were not there are noted.
fn folders(place: &Utf8Path, made: &mut Vec<Utf8PathBuf>) -> Result<(), Fault> {
    let Some(folder) = place.parent() else { return Ok(()) };
    let missing: Vec<&Utf8Path> = folder.ancestors().take_while(|folder| !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder).map_err(|e| Fault::writing(folder.as_str(), &e))?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Puts back what was there before.
fn undo(root: &Utf8Path, files: &[Replacement<'_>], made: &[Utf8PathBuf]) {
    for file in files {
        let place = root.join(file.path);
        let _ = match file.old {
            Some(old) => fs::write(&place, old),
            None => fs::remove_file(&place),
        };
    }
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Refuses a file that is not as it was read.
fn unchanged(root: &Utf8Path, file: &Replacement<'_>) -> Result<(), Fault> {
    let place = root.join(file.path);
    let same = match (fs::read(&place), file.old) {
        (Ok(now), Some(old)) => now == old.as_bytes(),
        (Err(error), None) => error.kind() == ErrorKind::NotFound,
        _ => false,
    };
    if same {
        return Ok(());
    }
    Err(Fault::new(say!(
        "`{place}` bị thay đổi trong khi nhập; không ghi gì",
        "`{place}` was changed during the import; nothing was written"
    ))
    .help(say!("chạy lại lệnh", "run the command again")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8Path::from_path(folder.path()).expect("its name is UTF-8");
        fs::write(root.join("a.md"), "một").expect("it can be written");
        let change = |path, old, new| Replacement { path, old, new };
        replace(root, &[change("a.md", Some("một"), "hai"), change("b/c/d.md", None, "ba")])
            .expect("nothing is in the way");
        let read = |path: &str| fs::read_to_string(root.join(path)).ok();
        assert_eq!((read("a.md").as_deref(), read("b/c/d.md").as_deref()), (Some("hai"), Some("ba")));
        // The last cannot be written: its folder is a file.
        let failed = replace(
            root,
            &[change("a.md", Some("hai"), "bốn"), change("e/f.md", None, "x"), change("a.md/g.md", None, "y")],
        );
        assert!(failed.is_err());
        assert_eq!(
            (read("a.md").as_deref(), root.join("e").exists(), root.join(STAGE).exists()),
            (Some("hai"), false, false)
        );
        assert!(
            replace(root, &[change("a.md", Some("một"), "năm")]).is_err_and(|f| f.message.en.contains("was changed"))
        );
    }
}

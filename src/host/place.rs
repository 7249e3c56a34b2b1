//! Places in the output folder: making folders, removing files, and never through a link.
//!
//! In go output paths that [`output_path`](super::output_path) has let pass, out comes nothing, or the fault of the
//! operating system. The invariant: each folder below the output folder that is written into, or removed from, is a
//! folder of its own and not a link to another.
#![allow(clippy::disallowed_methods, reason = "makes and removes places")]

use super::fault::Fault;
use super::manifest::Entry;
use crate::say;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io::{Error, ErrorKind};

/// The folders below an output folder.
pub(super) struct Folders {
    out: Utf8PathBuf,
}

impl Folders {
    pub(super) fn new(out: &Utf8Path) -> Self {
        Self { out: out.to_owned() }
    }

    /// Makes the folders that hold `paths`, each once; quickest when the paths are sorted.
    pub(super) fn make<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
        let mut last = "";
        for folder in paths.filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)) {
            let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
            for end in ends.filter(|end| !covers(last, &folder[..*end])) {
                self.make_one(&folder[..end])?;
            }
            last = folder;
        }
        Ok(())
    }

    fn make_one(&self, folder: &str) -> Result<(), Fault> {
        let place = self.out.join(folder);
        match fs::create_dir(&place) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let there = fs::symlink_metadata(&place).map_err(|e| Fault::writing(place.as_str(), &e))?;
                if there.is_dir() { Ok(()) } else { Err(in_the_way(&place)) }
            }
            made => made.map_err(|e| Fault::writing(place.as_str(), &e)),
        }
    }

    /// Removes files, and folders that they leave empty; how many files there were.
    pub(super) fn remove(&self, gone: &[&Entry]) -> Result<usize, Fault> {
        let mut own = HashMap::new();
        let mut removed = 0;
        for entry in gone {
            if !self.is_own(folder_of(&entry.path), &mut own) {
                continue;
            }
            let place = self.out.join(&*entry.path);
            match fs::symlink_metadata(&place) {
                Ok(there) if !there.is_dir() => {
                    fs::remove_file(&place).map_err(|e| Fault::removing(place.as_str(), &e))?;
                    removed += 1;
                }
                _ => {}
            }
        }
        // Sorted, so that from the end on every folder comes before the one that holds it.
        for entry in gone.iter().rev() {
            self.prune(folder_of(&entry.path), &own);
        }
        Ok(removed)
    }

    /// Whether `folder` and all above it are folders and no links.
    fn is_own<'a>(&self, folder: &'a str, known: &mut HashMap<&'a str, bool>) -> bool {
        if folder.is_empty() {
            return true;
        }
        if let Some(own) = known.get(folder) {
            return *own;
        }
        let own = self.is_own(folder_of(folder), known)
            && fs::symlink_metadata(self.out.join(folder)).is_ok_and(|there| there.is_dir());
        known.insert(folder, own);
        own
    }

    /// Removes `folder` and those above it as far as they are empty.
    fn prune(&self, folder: &str, own: &HashMap<&str, bool>) {
        let mut folder = folder;
        while own.get(folder) == Some(&true) && fs::remove_dir(self.out.join(folder)).is_ok() {
            folder = folder_of(folder);
        }
    }
}

/// Refuses to publish over the sources of a project.
pub(super) fn refuse_sources(root: &Utf8Path, out: &Utf8Path) -> Result<(), Fault> {
    let (Ok(root), Ok(real)) = (root.canonicalize_utf8(), out.canonicalize_utf8()) else { return Ok(()) };
    let sources = [root.join("content"), root.join("themes")];
    if !root.starts_with(&real) && !sources.iter().any(|source| real.starts_with(source)) {
        return Ok(());
    }
    let message = say!("không dựng trang vào `{out}`: đó là nguồn của dự án", "`{out}` holds the project's sources");
    Err(Fault::new(message).help(say!("chọn thư mục khác với `--out`", "name another folder with `--out`")))
}

/// When a file was last changed, moved or given other rights, which nobody can set back; `None` where no system tells.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems do not tell")]
pub(super) fn touched(there: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((there.ctime(), there.ctime_nsec()))
}

/// As on Unix; here nothing tells, and every file is read.
#[cfg(not(unix))]
pub(super) fn touched(_: &Metadata) -> Option<(i64, i64)> {
    None
}

/// Whether `folder` is `path`, or above it; the output folder itself is above all.
pub(super) fn covers(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder that holds `path`; empty for the output folder itself.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn in_the_way(place: &Utf8Path) -> Fault {
    let error = Error::from(ErrorKind::NotADirectory);
    Fault::writing(place.as_str(), &error)
}

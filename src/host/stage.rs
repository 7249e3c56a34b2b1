//! The staging folder: where new files wait until the whole site is ready.
//!
//! In goes an output path, out comes a file to write, known by how it waits ([`Waiting`]). Files of folders that the old
//! site has wait under a number and are renamed one by one; files of new folders wait in the same tree as they will stand,
//! so that a whole new branch is moved with one rename: a first build costs little more than writing its files. The
//! invariant: nothing outside the staging folder changes until [`Stage::move_in`], and that only renames.
#![allow(clippy::disallowed_methods, reason = "writes the site")]

use super::fault::Fault;
use super::place::{Folders, covers};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Write};
use std::sync::atomic::{AtomicU64, Ordering};

/// How many files one task moves.
const CHUNK: usize = 512;

/// The staging folder of one build; gone with it.
pub(super) struct Stage {
    folder: Utf8PathBuf,
    next: AtomicU64,
}

/// How a new file waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// Under a number.
    Numbered(u64),
    /// In the tree of new folders, under its own path.
    InTree,
}

/// A new file that is being written.
pub(super) struct Staged {
    /// How it will wait.
    pub(super) waiting: Waiting,
    path: Utf8PathBuf,
    file: File,
}

impl Stage {
    /// Makes the staging folder, empty: whatever a killed build left in it goes.
    pub(super) fn open(folder: Utf8PathBuf) -> Result<Self, Fault> {
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Fault::removing(folder.as_str(), &error)),
            _ => fs::create_dir(&folder).map_err(|e| Fault::writing(folder.as_str(), &e))?,
        }
        Ok(Self { folder, next: AtomicU64::new(0) })
    }

    /// A new file that waits under a number.
    pub(super) fn numbered(&self) -> Result<Staged, Fault> {
        let waiting = Waiting::Numbered(self.next.fetch_add(1, Ordering::Relaxed));
        Staged::create(waiting, self.place(waiting, ""))
    }

    /// A new file that waits in the tree of new folders.
    pub(super) fn in_tree(&self, path: &str) -> Result<Staged, Fault> {
        let place = self.place(Waiting::InTree, path);
        if let Some(folder) = place.parent() {
            make_folder(folder).map_err(|e| Fault::writing(folder.as_str(), &e))?;
        }
        Staged::create(Waiting::InTree, place)
    }

    fn place(&self, waiting: Waiting, path: &str) -> Utf8PathBuf {
        match waiting {
            Waiting::Numbered(number) => self.folder.join(format!("{number:x}")),
            Waiting::InTree => self.folder.join("tree").join(path),
        }
    }

    /// Renames new files, sorted by path, into their places below `out`, once all their folders are there.
    pub(super) fn move_in(&self, new: &[(&str, Waiting)], out: &Utf8Path) -> Result<(), Fault> {
        let (tree, numbered): (Vec<_>, Vec<_>) = new.iter().partition(|(_, waiting)| *waiting == Waiting::InTree);
        let folders = Folders::new(out);
        numbered.par_chunks(CHUNK).try_for_each(|chunk| folders.make(chunk.iter().map(|(path, _)| *path)))?;
        self.move_tree(&tree, out)?;
        numbered.par_iter().with_min_len(CHUNK).try_for_each(|&(path, waiting)| {
            let target = out.join(path);
            fs::rename(self.place(waiting, path), &target).map_err(|e| Fault::writing(target.as_str(), &e))
        })
    }

    /// Moves the tree of new folders, each branch as a whole where nothing stands in its place.
    fn move_tree(&self, tree: &[(&str, Waiting)], out: &Utf8Path) -> Result<(), Fault> {
        // The branch moved last, and the folder found standing last.
        let (mut moved, mut standing) = ("", "");
        for (path, waiting) in tree {
            if !moved.is_empty() && covers(path, moved) {
                continue;
            }
            for branch in path.match_indices('/').map(|(at, _)| &path[..at]).chain([*path]) {
                if covers(standing, branch) {
                    continue;
                }
                let target = out.join(branch);
                match fs::rename(self.place(*waiting, branch), &target) {
                    Ok(()) => {
                        moved = branch;
                        break;
                    }
                    Err(error) if branch != *path && stands(&error) => standing = branch,
                    Err(error) => return Err(Fault::writing(target.as_str(), &error)),
                }
            }
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Staged {
    fn create(waiting: Waiting, path: Utf8PathBuf) -> Result<Self, Fault> {
        let file = File::create_new(&path).map_err(|e| Fault::writing(path.as_str(), &e))?;
        Ok(Self { waiting, path, file })
    }

    /// Writes the next bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.file.write_all(bytes).map_err(|e| Fault::writing(self.path.as_str(), &e))
    }

    /// Removes it: it is not wanted.
    pub(super) fn remove(self) -> Result<(), Fault> {
        fs::remove_file(&self.path).map_err(|e| Fault::removing(self.path.as_str(), &e))
    }

    /// Renames it to `target` at once.
    pub(super) fn rename(self, target: &Utf8Path) -> Result<(), Fault> {
        fs::rename(&self.path, target).map_err(|e| Fault::writing(target.as_str(), &e))
    }
}

/// Whether renaming a folder failed because a folder with something in it stands in its place already.
fn stands(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists)
}

/// Makes a folder and those above it; most often only the folder itself is missing, or nothing.
fn make_folder(folder: &Utf8Path) -> Result<(), Error> {
    let make = || match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made,
    };
    match (make(), folder.parent()) {
        (Err(error), Some(above)) if error.kind() == ErrorKind::NotFound => make_folder(above).and_then(|()| make()),
        (result, _) => result,
    }
}

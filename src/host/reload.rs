//! Reading again: what changed in a project since it was read.
//!
//! Names that somebody says have changed go in ([`look`]), or nothing but what is known of each file ([`rescan`]); what
//! lies there now comes out. The invariant: after either, whoever takes over all that came out knows what
//! [`load`](super::load) would have read. [`look`] says so itself where names alone cannot tell.
#![allow(clippy::disallowed_methods, reason = "looks at the project")]

use super::fault::Fault;
use super::load::{Loaded, missing, read};
use super::place::touched;
use super::walk::{Found, is_dropping, walk};
use crate::text::source::{Attachment, SourceFault, SourceFile};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::fs::{self, File, Metadata};
use std::io::ErrorKind;
use std::time::SystemTime;

/// The folder of the project that is read.
const CONTENT: &str = "content";

/// What a file is known by without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    touched: Option<(i64, i64)>,
}

/// What lies at a path now.
#[derive(Debug)]
pub enum Now {
    /// A record or a table.
    Record(SourceFile),
    /// Another file.
    Attachment(Attachment),
    /// Something that cannot be read.
    Fault(SourceFault),
    /// Nothing.
    Gone,
}

/// A path that was walked over.
#[derive(Debug)]
pub struct Seen {
    /// The path, relative to the project.
    pub path: String,
    /// What its file is known by.
    pub stamp: Option<Stamp>,
    /// What it holds; nothing where that is known.
    pub now: Option<Now>,
    /// Whether it was reached through a link, so that it may change without being named.
    pub linked: bool,
}

/// What lies at `path`, relative to the project at `root`; `None` where only a walk can tell: a folder, a link.
pub fn look(root: &Utf8Path, path: &str) -> Option<Now> {
    let mut names = path.split('/');
    if names.next() != Some(CONTENT) || names.any(|name| name.is_empty() || is_dropping(name)) {
        return Some(Now::Gone);
    }
    let folders = path.match_indices('/').map(|(at, _)| root.join(&path[..at]));
    for folder in folders {
        match fs::symlink_metadata(&folder) {
            Ok(there) if there.is_dir() => {}
            // Where a folder is gone, so is all in it; where it is a link or a file, names do not tell.
            Err(error) if error.kind() == ErrorKind::NotFound => return Some(Now::Gone),
            _ => return None,
        }
    }
    match fs::symlink_metadata(root.join(path)) {
        Ok(there) if there.is_file() => Some(held(root, Found { path: path.to_owned(), fault: None, linked: false })),
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Now::Gone),
        _ => None,
    }
}

/// Walks over the project at `root` and reads every file but those that are as `known` says.
pub fn rescan(root: &Utf8Path, known: &(dyn Fn(&str) -> Option<Stamp> + Sync)) -> Result<Vec<Seen>, Fault> {
    let found = walk(root, CONTENT).map_err(|fault| missing(root).unwrap_or(fault))?;
    let seen = found.into_par_iter().map(|found| {
        // Before it is read: what is written meanwhile differs from it then.
        let stamp = if found.fault.is_none() { stamp(&root.join(&found.path)) } else { None };
        let same = stamp.is_some() && known(&found.path) == stamp;
        let (path, linked) = (found.path.clone(), found.linked);
        Seen { path, stamp, now: (!same).then(|| held(root, found)), linked }
    });
    Ok(seen.collect())
}

/// What tells whether a folder of the project is still the same one; nothing where there is none.
#[cfg(unix)]
pub fn identity(root: &Utf8Path, folder: &str) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let there = fs::metadata(root.join(folder)).ok().filter(Metadata::is_dir)?;
    Some((there.dev(), there.ino()))
}

/// As on Unix; here only whether there is one.
#[cfg(not(unix))]
pub fn identity(root: &Utf8Path, folder: &str) -> Option<(u64, u64)> {
    fs::metadata(root.join(folder)).ok().filter(Metadata::is_dir).map(|_| (0, 0))
}

/// Opens the file at `path` of the project at `root`, which was found there; not where it leaves the project.
pub fn open(root: &Utf8Path, path: &str) -> Option<(File, Metadata)> {
    let real: Utf8PathBuf = root.join(path).canonicalize_utf8().ok()?;
    if !real.starts_with(root.join(CONTENT).canonicalize_utf8().ok()?) {
        return None;
    }
    // Opening anything else could wait for ever.
    let there = fs::metadata(&real).ok().filter(Metadata::is_file)?;
    Some((File::open(&real).ok()?, there))
}

/// The length of the file at `path` of the project at `root`.
pub fn size(root: &Utf8Path, path: &str) -> Option<u64> {
    fs::metadata(root.join(path)).ok().map(|there| there.len())
}

fn held(root: &Utf8Path, found: Found) -> Now {
    match read(root, found, &mut Vec::new()) {
        Loaded::Record(file) => Now::Record(file),
        Loaded::Attachment(file) => Now::Attachment(file),
        Loaded::Fault(_, fault) => Now::Fault(fault),
    }
}

fn stamp(place: &Utf8Path) -> Option<Stamp> {
    let there = fs::metadata(place).ok()?;
    Some(Stamp { size: there.len(), modified: there.modified().ok(), touched: touched(&there) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn project() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().to_owned();
        fs::create_dir_all(root.join("content/units")).unwrap();
        fs::write(root.join("content/units/a.md"), "one").unwrap();
        fs::write(root.join("content/units/b.pdf"), "two").unwrap();
        (folder, root)
    }

    #[test]
    fn names_tell_what_lies_there_or_that_only_a_walk_can() {
        let (_folder, root) = project();
        assert!(matches!(look(&root, "content/units/a.md"), Some(Now::Record(file)) if &*file.text == "one"));
        assert!(matches!(look(&root, "content/units/b.pdf"), Some(Now::Attachment(file)) if file.size == 3));
        for gone in ["content/none.md", "content/none/x.md", "content/units/.a.md.swp", "themes/x.md", "content/.git/x"]
        {
            assert!(matches!(look(&root, gone), Some(Now::Gone)), "{gone}");
        }
        assert!(look(&root, "content/units").is_none());
        fs::write(root.join("content/units/c.md"), b"\xff").unwrap();
        assert!(matches!(look(&root, "content/units/c.md"), Some(Now::Fault(_))));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a.md", root.join("content/units/d.md")).unwrap();
            assert!(look(&root, "content/units/d.md").is_none());
            std::os::unix::fs::symlink("units", root.join("content/more")).unwrap();
            assert!(look(&root, "content/more/a.md").is_none());
        }
    }

    #[test]
    fn a_walk_reads_what_is_not_known() {
        let (_folder, root) = project();
        let first = rescan(&root, &|_| None).unwrap();
        assert!(first.iter().all(|seen| seen.now.is_some() && !seen.linked));
        let known: BTreeMap<String, Stamp> = first.into_iter().map(|seen| (seen.path, seen.stamp.unwrap())).collect();
        fs::write(root.join("content/units/a.md"), "longer").unwrap();
        fs::remove_file(root.join("content/units/b.pdf")).unwrap();
        fs::write(root.join("content/units/c.md"), "new").unwrap();
        let second = rescan(&root, &|path| known.get(path).copied()).unwrap();
        let paths: Vec<(&str, bool)> = second.iter().map(|seen| (seen.path.as_str(), seen.now.is_some())).collect();
        assert_eq!(paths, [("content/units/a.md", true), ("content/units/c.md", true)]);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert!(rescan(&root, &|_| None).is_err() && identity(&root, CONTENT).is_none());
    }
}

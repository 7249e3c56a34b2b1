//! The walk: which files a folder of the project holds.
//!
//! In goes a folder, out comes everything below it, sorted by path, each a file to read or a fault to report. The
//! invariant: a name is either listed, or reported, or left out on purpose by `is_dropping`; links are followed only
//! inside the project, and a linked folder inside a linked folder never, so that the walk ends.
//! [`load`](super::load) reads what is found here.
#![allow(clippy::disallowed_methods, reason = "lists folders")]

use super::fault::Fault;
use crate::say;
use crate::text::source::SourceFault;
use camino::Utf8Path;
use rayon::prelude::*;
use std::fs::{self, DirEntry};
use std::io::{Error, ErrorKind};
use std::path::Path;

/// One name below the folder that was walked.
#[derive(Debug)]
pub(super) struct Found {
    /// Path relative to the project, with `/`.
    pub(super) path: String,
    /// Why it cannot be read, if that is known already.
    pub(super) fault: Option<SourceFault>,
    /// Whether it, or a folder above it, is a link.
    pub(super) linked: bool,
}

/// The path of every file below `content/` of the project at `root`, sorted; none where there is no project.
pub fn names(root: &Utf8Path) -> Vec<String> {
    walk(root, "content").unwrap_or_default().into_iter().map(|found| found.path).collect()
}

/// Everything below `folder` of the project at `root`, sorted by path; a fault only when `folder` itself cannot be listed.
pub(super) fn walk(root: &Utf8Path, folder: &str) -> Result<Vec<Found>, Fault> {
    let real = root.canonicalize_utf8().map_err(|e| Fault::reading(root.as_str(), &e))?;
    let top = root.join(folder);
    let real_top = top.canonicalize_utf8().map_err(|e| Fault::reading(top.as_str(), &e))?;
    if !real_top.starts_with(&real) {
        let message = say!("`{top}` là liên kết ra ngoài dự án", "`{top}` is a link that leaves the project");
        return Err(Fault::new(message));
    }
    fs::read_dir(&top).map_err(|e| Fault::reading(top.as_str(), &e))?;
    let walk = Walk { root, real: &real_top };
    let mut found = walk.list(&Folder { path: folder.into(), linked: false });
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Whether a name is none of the project's: hidden, or left behind by an editor or a file manager.
pub(super) fn is_dropping(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || ["Thumbs.db", "desktop.ini", "Icon\r"].contains(&name)
        || [".swp", ".swo"].iter().any(|end| name.ends_with(end))
}

/// A folder to list, and whether it was reached through a link.
struct Folder {
    path: String,
    linked: bool,
}

/// What one name turned out to be.
enum Kind {
    File,
    Folder(Folder),
    Fault(SourceFault),
}

struct Walk<'a> {
    /// The project as it was named.
    root: &'a Utf8Path,
    /// The project without links.
    real: &'a Utf8Path,
}

impl Walk<'_> {
    fn list(&self, folder: &Folder) -> Vec<Found> {
        let listed = fs::read_dir(self.root.join(&folder.path)).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let names = match listed {
            Ok(names) => names,
            Err(error) => return vec![fault(folder.path.clone(), unreadable(&error))],
        };
        let mut found = Vec::with_capacity(names.len());
        let mut folders = Vec::new();
        for name in names {
            let text = name.file_name();
            let path = format!("{}/{}", folder.path, text.to_string_lossy());
            if text.to_str().is_none() {
                found.push(fault(path, SourceFault::NotAFile));
            } else if !text.to_str().is_some_and(is_dropping) {
                let linked = folder.linked || name.file_type().is_ok_and(|kind| kind.is_symlink());
                match self.kind(&name, &path, folder.linked) {
                    Kind::File => found.push(Found { path, fault: None, linked }),
                    Kind::Folder(_) if is_record(&path) => found.push(fault(path, SourceFault::Folder)),
                    Kind::Folder(folder) => folders.push(folder),
                    Kind::Fault(reason) => found.push(fault(path, reason)),
                }
            }
        }
        let below: Vec<_> = folders.par_iter().map(|folder| self.list(folder)).collect();
        found.extend(below.into_iter().flatten());
        found
    }

    fn kind(&self, name: &DirEntry, path: &str, linked: bool) -> Kind {
        match name.file_type() {
            Ok(kind) if kind.is_file() => Kind::File,
            Ok(kind) if kind.is_dir() => Kind::Folder(Folder { path: path.into(), linked }),
            Ok(kind) if kind.is_symlink() => self.follow(path, linked),
            Ok(_) => Kind::Fault(SourceFault::NotAFile),
            Err(error) => Kind::Fault(unreadable(&error)),
        }
    }

    fn follow(&self, path: &str, linked: bool) -> Kind {
        let target = match self.root.join(path).canonicalize() {
            Ok(target) => target,
            Err(error) if [ErrorKind::NotFound, ErrorKind::PermissionDenied].contains(&error.kind()) => {
                return Kind::Fault(unreadable(&error));
            }
            Err(_) => return Kind::Fault(SourceFault::LinkOutside),
        };
        if !target.starts_with(self.real) {
            return Kind::Fault(SourceFault::LinkOutside);
        }
        match fs::metadata(&target) {
            Ok(kind) if kind.is_file() => Kind::File,
            Ok(kind) if kind.is_dir() && (linked || self.is_inside(path, &target)) => {
                Kind::Fault(SourceFault::LinkOutside)
            }
            Ok(kind) if kind.is_dir() => Kind::Folder(Folder { path: path.into(), linked: true }),
            Ok(_) => Kind::Fault(SourceFault::NotAFile),
            Err(error) => Kind::Fault(unreadable(&error)),
        }
    }

    /// Whether the folder that holds `path` lies in `target`, so that following would go round in a circle.
    fn is_inside(&self, path: &str, target: &Path) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.root.join(folder).canonicalize().is_ok_and(|folder| folder.starts_with(target))
    }
}

/// Whether a path ends as record files do, in whatever case (`ROUND.MD` must not pass for an attachment).
pub(super) fn is_record(path: &str) -> bool {
    Utf8Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("toml"))
}

/// The operating system's words.
pub(super) fn unreadable(error: &Error) -> SourceFault {
    SourceFault::Unreadable(error.to_string().into())
}

fn fault(path: String, fault: SourceFault) -> Found {
    Found { path, fault: Some(fault), linked: false }
}

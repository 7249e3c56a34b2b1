//! Creating: new files of a project, never over an old one.
//!
//! In go the project's folder, a path in it and a text; a file that was not there before comes out. The invariant: no
//! byte that an editor wrote is lost, whatever else runs at the same time.
#![allow(clippy::disallowed_methods, reason = "writes new files of the project")]

use super::fault::Fault;
use crate::say;
use camino::Utf8Path;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

/// Whether anything stands at `path`, be it a link that leads nowhere.
pub fn is_there(root: &Utf8Path, path: &str) -> bool {
    root.join(path).symlink_metadata().is_ok()
}

/// Writes a new file at `path`, with the folders above it; an old one stays and is a fault.
pub fn create(root: &Utf8Path, path: &str, text: &str) -> Result<(), Fault> {
    let place = root.join(path);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Fault::writing(folder.as_str(), &error))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(&place);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Fault::new(say!("đã có `{place}`; không ghi đè", "`{place}` is there already; nothing is overwritten"))
        }
        _ => Fault::writing(place.as_str(), &error),
    })
}

/// Makes the file at `path` a program that may be run, on systems that have such a mark.
pub fn make_program(root: &Utf8Path, path: &str) -> Result<(), Fault> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let place = root.join(path);
        let mode = std::fs::metadata(&place).map(|data| data.permissions().mode() | 0o111);
        mode.and_then(|mode| std::fs::set_permissions(&place, std::fs::Permissions::from_mode(mode)))
            .map_err(|error| Fault::writing(place.as_str(), &error))?;
    }
    #[cfg(not(unix))]
    let _ = (root, path);
    Ok(())
}

/// Adds `text` at the end of the file at `path`, which is made when it is not there.
pub fn append(root: &Utf8Path, path: &str, text: &str) -> Result<(), Fault> {
    let place = root.join(path);
    let file = OpenOptions::new().append(true).create(true).open(&place);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Fault::writing(place.as_str(), &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8Path::from_path(folder.path()).expect("its name is UTF-8");
        create(root, "a/b.md", "một\n").expect("it is new");
        assert!(create(root, "a/b.md", "hai\n").is_err());
        append(root, "a/b.md", "ba\n").expect("it can be added to");
        assert_eq!(std::fs::read_to_string(root.join("a/b.md")).expect("it is there"), "một\nba\n");
        assert!(is_there(root, "a/b.md") && !is_there(root, "a/c.md"));
    }
}

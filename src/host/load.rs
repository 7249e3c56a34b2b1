//! Loading: a project's files become a [`SourceTree`], a theme's files a list of bytes.
//!
//! In goes the project folder. Names are listed first (`host::walk`), then all files are read in parallel:
//! records and tables whole, attachments in pieces that are hashed and forgotten, except those that a rule looks into.
//! What cannot be read becomes a [`SourceFault`] of the tree, so that nothing vanishes silently; only a missing project
//! is a [`Fault`]. The invariant: the tree is sorted by path and does not depend on the number of threads.
#![allow(clippy::disallowed_methods, reason = "reads the project")]

use super::contents;
use super::fault::Fault;
use super::pdf;
use super::walk::{Found, is_record, unreadable, walk};
use crate::say;
use crate::text::digest::Sha256;
use crate::text::source::{Attachment, SharedText, SourceFault, SourceFile, SourceTree};
use camino::Utf8Path;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::sync::Arc;

/// The longest record, and the longest file of a theme.
const RECORD_LIMIT: u64 = 4 << 20;
/// The longest attachment.
const ATTACHMENT_LIMIT: u64 = 64 << 20;
/// The piece of an attachment that is in memory at once.
const PIECE: usize = 128 << 10;

/// One file of a theme in the project.
#[derive(Debug)]
pub struct ThemeFile {
    /// Path relative to the theme's folder, with `/`.
    pub path: Box<str>,
    /// Its bytes.
    pub bytes: Box<[u8]>,
}

/// How many files a thread reads at a time, into one piece: nobody waits at the end for a long one.
const TOGETHER: usize = 64;

/// Reads every file below `content/` of the project at `root`.
pub fn load(root: &Utf8Path) -> Result<SourceTree, Fault> {
    let found = walk(root, "content").map_err(|fault| missing(root).unwrap_or(fault))?;
    let parts: Vec<SourceTree> = found
        .into_par_iter()
        .chunks(TOGETHER)
        .with_max_len(1)
        .map_init(Vec::new, |buffer, found| together(root, found, buffer))
        .collect();
    let mut tree = SourceTree::default();
    tree.files.reserve_exact(parts.iter().map(|part| part.files.len()).sum());
    for part in parts {
        tree.files.extend(part.files);
        tree.attachments.extend(part.attachments);
        tree.faults.extend(part.faults);
    }
    Ok(tree)
}

/// Reads some files, whose texts then lie in one piece.
fn together(root: &Utf8Path, found: Vec<Found>, buffer: &mut Vec<u8>) -> SourceTree {
    let mut part = SourceTree::default();
    part.files.reserve_exact(found.len());
    for found in found {
        match read(root, found, buffer) {
            Loaded::Record(file) => part.files.push(file),
            Loaded::Attachment(file) => part.attachments.push(file),
            Loaded::Fault(path, fault) => part.faults.push((path, fault)),
        }
    }
    SharedText::join(&mut part.files);
    part
}

/// Reads only the records at `paths`, relative to the project; what cannot be read is left out.
pub fn load_some<'p>(root: &Utf8Path, paths: impl Iterator<Item = &'p str>) -> SourceTree {
    let paths: BTreeSet<&str> = paths.filter(|path| is_record(path)).collect();
    let read = paths.into_iter().filter_map(|path| match record(path, &root.join(path), &mut Vec::new()) {
        Ok(Loaded::Record(file)) => Some(file),
        _ => None,
    });
    SourceTree { files: read.collect(), ..SourceTree::default() }
}

/// Reads the files of `themes/<name>/` of the project, sorted by path; none when the project has no such folder.
pub fn load_theme(root: &Utf8Path, name: &str) -> Result<Vec<ThemeFile>, Fault> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
        return Err(Fault::new(say!("`{name}` không phải là tên giao diện", "`{name}` is not a theme's name")));
    }
    let folder = format!("themes/{name}");
    if root.join(&folder).symlink_metadata().is_err_and(|e| e.kind() == ErrorKind::NotFound) {
        return Ok(Vec::new());
    }
    let found = walk(root, &folder)?;
    found.into_par_iter().map(|found| theme_file(root, &folder, found)).collect()
}

fn theme_file(root: &Utf8Path, folder: &str, found: Found) -> Result<ThemeFile, Fault> {
    let mut buffer = Vec::new();
    let read = match found.fault {
        Some(fault) => Err(fault),
        None => whole(&root.join(&found.path), RECORD_LIMIT, &mut buffer),
    };
    match read {
        Ok(bytes) => Ok(ThemeFile { path: found.path[folder.len() + 1..].into(), bytes: bytes.into() }),
        Err(fault) => Err(theme_fault(&found.path, &fault)),
    }
}

fn theme_fault(path: &str, fault: &SourceFault) -> Fault {
    match fault {
        SourceFault::TooLarge { size, limit } => Fault::new(say!(
            "tệp giao diện `{path}` có {size} byte, vượt mức {limit}",
            "theme file `{path}` has {size} bytes, more than {limit}"
        )),
        SourceFault::Unreadable(words) => {
            Fault::new(say!("không đọc được `{path}`: {words}", "cannot read `{path}`: {words}"))
        }
        SourceFault::LinkOutside => {
            Fault::new(say!("`{path}` là liên kết ra ngoài dự án", "`{path}` is a link that leaves the project"))
        }
        _ => Fault::new(say!("`{path}` không phải là tệp thường", "`{path}` is not a regular file")),
    }
}

/// The fault of a project that is not there, or has no `content/`.
pub(super) fn missing(root: &Utf8Path) -> Option<Fault> {
    if !root.is_dir() {
        let message = say!("không có thư mục dự án `{root}`", "there is no project folder `{root}`");
        return Some(Fault::new(message));
    }
    if root.join("site.toml").is_file() {
        let message =
            say!("`{root}` là thư mục `content` của một dự án", "`{root}` is the folder `content` of a project");
        let above = root.join("..");
        return Some(Fault::new(message).help(say!(
            "nêu thư mục ở trên: `{above}`, hoặc chuyển tới đó bằng `cd ..`",
            "name the folder above it: `{above}`, or go there with `cd ..`"
        )));
    }
    (!root.join("content").is_dir()).then(|| {
        Fault::new(say!("`{root}` không có thư mục `content`", "`{root}` has no folder `content`")).help(say!(
            "chạy `doithoai init {root}` để tạo dự án mới, hoặc nêu thư mục dự án sau tên lệnh",
            "run `doithoai init {root}` for a new project, or name the project's folder after the command"
        ))
    })
}

/// What one name of the project turned out to hold.
pub(super) enum Loaded {
    Record(SourceFile),
    Attachment(Attachment),
    Fault(Box<str>, SourceFault),
}

/// Reads what was found; `buffer` is room that may be used again.
pub(super) fn read(root: &Utf8Path, found: Found, buffer: &mut Vec<u8>) -> Loaded {
    let path: Box<str> = found.path.into();
    if let Some(fault) = found.fault {
        return Loaded::Fault(path, fault);
    }
    let place = root.join(&*path);
    let read = if is_record(&path) { record(&path, &place, buffer) } else { attachment(&path, &place, buffer) };
    read.unwrap_or_else(|fault| Loaded::Fault(path, fault))
}

fn record(path: &str, place: &Utf8Path, buffer: &mut Vec<u8>) -> Result<Loaded, SourceFault> {
    let bytes = whole(place, RECORD_LIMIT, buffer)?;
    // A NUL is UTF-8 and never text: it is what UTF-16 without a mark looks like, and no HTML may hold it.
    let nul = memchr::memchr(0, bytes);
    match (simdutf8::compat::from_utf8(bytes), nul) {
        (Ok(text), None) => Ok(Loaded::Record(SourceFile::new(path, text))),
        (read, nul) => {
            let valid = read.map_or_else(|error| error.valid_up_to(), str::len);
            let at = nul.map_or(valid, |nul| nul.min(valid));
            let before = String::from_utf8_lossy(&bytes[..at]).into();
            Err(SourceFault::NotUtf8 { at, before })
        }
    }
}

fn attachment(path: &str, place: &Utf8Path, buffer: &mut Vec<u8>) -> Result<Loaded, SourceFault> {
    let extension = place.extension().map(str::to_ascii_lowercase).unwrap_or_default();
    let mut sha256 = Sha256::default();
    let kept = ["svg", "csv"].contains(&&*extension);
    if kept || contents::is_looked_into(&extension) {
        let bytes = whole(place, ATTACHMENT_LIMIT, buffer)?;
        sha256.update(bytes);
        return Ok(Loaded::Attachment(Attachment {
            path: path.into(),
            size: bytes.len() as u64,
            sha256: sha256.finish().into(),
            has_text_layer: if extension == "pdf" { pdf::has_text_layer(bytes) } else { None },
            contents: contents::of(&extension, bytes).into(),
            bytes: kept.then(|| bytes.into()),
        }));
    }
    let (mut file, _) = open(place, ATTACHMENT_LIMIT)?;
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        let length = read_some(&mut file, &mut piece)?;
        if length == 0 {
            break;
        }
        size += length as u64;
        check(size, ATTACHMENT_LIMIT)?;
        sha256.update(&piece[..length]);
    }
    let (sha256, contents) = (sha256.finish().into(), Arc::default());
    let path = path.into();
    Ok(Loaded::Attachment(Attachment { path, size, sha256, bytes: None, has_text_layer: None, contents }))
}

/// The bytes of a file, in `buffer`: one call to open it, one for its length, one or two to read it.
fn whole<'b>(place: &Utf8Path, limit: u64, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], SourceFault> {
    let (mut file, size) = open(place, limit)?;
    // One byte more than the file has: a read that stops exactly at its length shows the end without another call.
    if buffer.len() <= size as usize {
        buffer.resize(size as usize + 1, 0);
    }
    let mut length = 0;
    loop {
        let more = read_some(&mut file, &mut buffer[length..])?;
        length += more;
        if more == 0 || length as u64 == size {
            break;
        }
        if length == buffer.len() {
            // It grows while it is read.
            check(length as u64, limit)?;
            buffer.resize(length * 2, 0);
        }
    }
    check(length as u64, limit)?;
    Ok(&buffer[..length])
}

fn open(place: &Utf8Path, limit: u64) -> Result<(File, u64), SourceFault> {
    let file = File::open(place).map_err(|e| unreadable(&e))?;
    let kind = file.metadata().map_err(|e| unreadable(&e))?;
    if !kind.is_file() {
        return Err(SourceFault::NotAFile);
    }
    check(kind.len(), limit)?;
    Ok((file, kind.len()))
}

fn check(size: u64, limit: u64) -> Result<(), SourceFault> {
    if size > limit { Err(SourceFault::TooLarge { size, limit }) } else { Ok(()) }
}

fn read_some(file: &mut File, bytes: &mut [u8]) -> Result<usize, SourceFault> {
    loop {
        match file.read(bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return read.map_err(|e| unreadable(&e)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    fn project() -> (tempfile::TempDir, camino::Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().join("project");
        fs::create_dir_all(root.join("content/units")).unwrap();
        (folder, root)
    }

    #[test]
    fn records_and_attachments_are_read_in_order() {
        let (_folder, root) = project();
        for (path, text) in [
            ("content/units/khoa-cntt.md", "\u{feff}+++\r\n"),
            ("content/site.toml", "title = 1"),
            ("content/units/ROUND.MD", ""),
            ("content/units/a.pdf", "%PDF-1.4 /Font 3 0 R"),
            ("content/units/b.svg", "<svg/>"),
            ("content/units/c.bin", "abc"),
            ("content/.git/config", ""),
            ("content/units/x.md~", ""),
            ("content/units/~$minutes.docx", ""),
            ("content/units/.x.md.swp", ""),
        ] {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        }
        let tree = load(&root).unwrap();
        let files: Vec<_> = tree.files.iter().map(|f| &*f.path).collect();
        assert_eq!(files, ["content/site.toml", "content/units/ROUND.MD", "content/units/khoa-cntt.md"]);
        assert_eq!(&*tree.files[2].text, "\u{feff}+++\r\n");
        let [pdf, svg, other] = &tree.attachments[..] else { panic!("{:?}", tree.attachments) };
        assert_eq!((pdf.has_text_layer, pdf.bytes.is_none()), (Some(true), true));
        assert_eq!((svg.has_text_layer, svg.bytes.as_deref()), (None, Some(&b"<svg/>"[..])));
        assert_eq!(&*other.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(other.size, 3);
        assert_eq!(tree.faults, []);
    }

    #[test]
    fn nothing_vanishes_silently() {
        let (folder, root) = project();
        let at = |path: &str| root.join("content").join(path);
        fs::write(at("bad.md"), b"dat\xff").unwrap();
        fs::create_dir(at("folder.md")).unwrap();
        File::create(at("large.toml")).unwrap().set_len(RECORD_LIMIT + 1).unwrap();
        File::create(at("large.bin")).unwrap().set_len(ATTACHMENT_LIMIT + 1).unwrap();
        fs::write(folder.path().join("secret.md"), "secret").unwrap();
        symlink(folder.path().join("secret.md"), at("outside.md")).unwrap();
        symlink("self.md", at("self.md")).unwrap();
        symlink("..", at("circle")).unwrap();
        symlink("nothing", at("dangling.md")).unwrap();
        fs::write(root.join("content").as_std_path().join(std::ffi::OsStr::from_bytes(b"n\xffme.md")), "").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).unwrap();
        let tree = load(&root).unwrap();
        assert!(tree.files.is_empty() && tree.attachments.is_empty(), "{tree:?}");
        let faults: Vec<_> = tree.faults.iter().map(|(path, fault)| (&path["content/".len()..], fault)).collect();
        let expected = [
            ("bad.md", &SourceFault::NotUtf8 { at: 3, before: "dat".into() }),
            ("circle", &SourceFault::LinkOutside),
            ("dangling.md", &SourceFault::Unreadable("No such file or directory (os error 2)".into())),
            ("folder.md", &SourceFault::Folder),
            ("large.bin", &SourceFault::TooLarge { size: ATTACHMENT_LIMIT + 1, limit: ATTACHMENT_LIMIT }),
            ("large.toml", &SourceFault::TooLarge { size: RECORD_LIMIT + 1, limit: RECORD_LIMIT }),
            ("n\u{fffd}me.md", &SourceFault::NotAFile),
            ("outside.md", &SourceFault::LinkOutside),
            ("self.md", &SourceFault::LinkOutside),
            ("socket.md", &SourceFault::NotAFile),
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn links_inside_content_are_followed_once() {
        let (_folder, root) = project();
        fs::create_dir(root.join("content/shared")).unwrap();
        fs::write(root.join("content/shared/form.txt"), "form").unwrap();
        fs::write(root.join("secret.txt"), "secret").unwrap();
        symlink("..", root.join("content/shared/up")).unwrap();
        symlink("shared", root.join("content/files")).unwrap();
        symlink("shared/form.txt", root.join("content/copy.txt")).unwrap();
        symlink("../secret.txt", root.join("content/secret.txt")).unwrap();
        let tree = load(&root).unwrap();
        let files: Vec<_> = tree.attachments.iter().map(|f| &*f.path).collect();
        assert_eq!(files, ["content/copy.txt", "content/files/form.txt", "content/shared/form.txt"]);
        let faults: Vec<_> = tree.faults.iter().map(|(path, fault)| (&**path, fault)).collect();
        let outside = &SourceFault::LinkOutside;
        assert_eq!(
            faults,
            [("content/files/up", outside), ("content/secret.txt", outside), ("content/shared/up", outside)]
        );
    }

    #[test]
    fn a_missing_project_or_content_is_told_in_both_languages() {
        let (_folder, root) = project();
        let fault = load(&root.join("nothing")).unwrap_err();
        assert!(fault.message.vi.contains("không có thư mục dự án"), "{fault:?}");
        fs::remove_dir_all(root.join("content")).unwrap();
        let fault = load(&root).unwrap_err();
        assert!(fault.message.en.ends_with("has no folder `content`") && fault.help.is_some(), "{fault:?}");
    }

    #[test]
    fn a_theme_is_a_folder_of_the_project_or_nothing() {
        let (_folder, root) = project();
        assert!(load_theme(&root, "default").unwrap().is_empty());
        assert!(load_theme(&root, "../content").is_err());
        fs::create_dir_all(root.join("themes/default/templates")).unwrap();
        fs::write(root.join("themes/default/templates/page.html"), "x").unwrap();
        let theme = load_theme(&root, "default").unwrap();
        assert_eq!((&*theme[0].path, &*theme[0].bytes), ("templates/page.html", &b"x"[..]));
    }
}

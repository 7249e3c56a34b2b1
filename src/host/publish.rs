//! Publishing: a site's outputs go into a folder, or into memory to be compared.
//!
//! In go outputs, from as many threads as there are, each as it is rendered: [`Publisher::put`], [`Publisher::copy`],
//! [`Publisher::keep`]; [`Publisher::finish`] makes them the site and gives the [`Report`]. Until then the old site is
//! untouched: a new file waits in a staging folder beside it and is renamed into place at the end (see
//! `host::folder`). A publisher that is dropped unfinished leaves no trace.
//!
//! The invariants: no output leaves the folder; a file that the last site did not list is never removed; a file whose
//! bytes are what they should be is not touched.
#![allow(clippy::disallowed_methods, reason = "reads what is copied")]

use super::fault::Fault;
use super::folder::Folder;
use super::manifest::{Entry, Manifest};
use super::output_path;
use super::stage::{Staged, Waiting};
use crate::say;
use crate::text::digest::{Digest, Sha256, Stream};
use crate::text::gzip::Packer;
use camino::Utf8Path;
use rustc_hash::FxHashSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The piece of a copied file that is in memory at once.
const PIECE: usize = 128 << 10;

/// How hard files are packed, of 12: harder takes twice the time for a hundredth of the bytes.
const PACKED: u8 = 6;

/// A site on its way out.
pub struct Publisher {
    place: Place,
    outputs: Mutex<Outputs>,
}

/// What publishing did.
#[derive(Debug)]
pub struct Report {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files of the last site that this one has no more.
    pub removed: usize,
    /// Why each file was written, sorted by path.
    pub why: Vec<(Box<str>, Why)>,
    /// Every file of the site, sorted by path.
    pub outputs: Vec<Entry>,
}

/// Why a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The last site did not have it.
    New,
    /// It has other bytes than in the last site.
    Changed,
    /// The last site had it, and it is there no more.
    Missing,
    /// Somebody else changed it since.
    Altered,
}

enum Place {
    Folder(Box<Folder>),
    Memory,
}

#[derive(Default)]
struct Outputs {
    /// The folded paths that are taken.
    taken: FxHashSet<Digest>,
    done: Vec<Output>,
}

/// One output that is ready.
struct Output {
    entry: Entry,
    /// How it waits in the staging folder, and why; `None` when it lies in its place already.
    waiting: Option<(Waiting, Why)>,
}

impl Publisher {
    /// Begins to publish the project at `root` into the folder `out`, which is made when it is not there.
    pub fn open(root: &Utf8Path, out: &Utf8Path) -> Result<Self, Fault> {
        let folder = Folder::open(root, out)?;
        Ok(Self { place: Place::Folder(Box::new(folder)), outputs: Mutex::default() })
    }

    /// Publishes nowhere: the report has the digests, and nothing is written.
    pub fn memory() -> Self {
        Self { place: Place::Memory, outputs: Mutex::default() }
    }

    /// What the last finished build gave to [`Self::finish`]; `None` when there was none that can be trusted.
    pub fn meta(&self) -> Option<&[u8]> {
        match &self.place {
            Place::Folder(folder) => folder.meta(),
            Place::Memory => None,
        }
    }

    /// Leaves the site as it lies there, if every file of it is as it was left; `None` when something is to be done.
    pub fn untouched(self) -> Option<Report> {
        let Place::Folder(folder) = self.place else { return None };
        let outputs = folder.untouched()?;
        Some(Report { written: 0, unchanged: outputs.len(), removed: 0, why: Vec::new(), outputs })
    }

    /// Publishes `bytes` under `path`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let digest = Digest::of(bytes);
        self.put_digested(path, digest, digest, bytes)
    }

    /// Publishes `bytes` under `path`; `key` is the digest of all that they were made from, for [`Self::keep`].
    pub fn put_keyed(&self, path: &str, key: Digest, bytes: &[u8]) -> Result<(), Fault> {
        self.put_digested(path, key, Digest::of(bytes), bytes)
    }

    fn put_digested(&self, path: &str, key: Digest, digest: Digest, bytes: &[u8]) -> Result<(), Fault> {
        self.claim(path)?;
        let entry = Entry { path: path.into(), size: bytes.len() as u64, digest, key };
        let mut waiting = None;
        if let Place::Folder(folder) = &self.place
            && !folder.unchanged(path, digest)
        {
            let mut stage = folder.stage(path)?;
            stage.write(bytes)?;
            waiting = Some((stage.waiting, folder.why(path, digest)));
        }
        self.lock().done.push(Output { entry, waiting });
        Ok(())
    }

    /// Begins the file under `path`, whose bytes come piece by piece.
    pub fn begin(&self, path: &str) -> Result<Begun<'_>, Fault> {
        self.claim(path)?;
        let stage = match &self.place {
            Place::Folder(folder) => Some(folder.stage(path)?),
            Place::Memory => None,
        };
        Ok(Begun { publisher: self, path: path.into(), stage, digest: Stream::default(), size: 0 })
    }

    /// Keeps what lies under `path` if it was made from `key` and is as it was left; else it must be put.
    pub fn keep(&self, path: &str, key: Digest) -> Result<bool, Fault> {
        let Place::Folder(folder) = &self.place else { return Ok(false) };
        let Some(entry) = folder.kept(path, key) else { return Ok(false) };
        self.claim(path)?;
        self.lock().done.push(Output { entry, waiting: None });
        Ok(true)
    }

    /// Publishes `bytes` as a gzip member under `path` and `.gz`, for servers that send what was packed beforehand. What
    /// was packed from the same bytes is kept.
    pub fn put_packed(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = format!("{path}.gz");
        let key = Digest::of_parts([&b"gzip 2"[..], bytes]);
        if self.keep(&path, key)? {
            return Ok(());
        }
        self.put_keyed(&path, key, &Packer::default().pack(bytes, PACKED))
    }

    /// Publishes the file `source` under `path`; `sha256` is the digest that it had when it was read.
    pub fn copy(&self, path: &str, source: &Utf8Path, sha256: &str) -> Result<(), Fault> {
        let key = Digest::of_parts([&b"copy"[..], sha256.as_bytes()]);
        if self.keep(path, key)? {
            return Ok(());
        }
        let mut file = self.begin(path)?;
        transfer(source, sha256, |piece| file.write(piece))?;
        file.finish_as(Some(key))
    }

    /// Makes what was put the site: replaces what changed, removes what is no more, and keeps `meta` for the next build.
    pub fn finish(self, meta: &[u8]) -> Result<Report, Fault> {
        let mut done = self.outputs.into_inner().unwrap_or_else(PoisonError::into_inner).done;
        done.sort_unstable_by(|a, b| a.entry.path.cmp(&b.entry.path));
        let written = done.iter().filter_map(|output| Some((output.entry.path.clone(), output.waiting?)));
        let (why, waiting): (Vec<_>, Vec<_>) = written.map(|(path, (waiting, why))| ((path, why), waiting)).unzip();
        let entries: Vec<Entry> = done.into_iter().map(|output| output.entry).collect();
        let site = Manifest { meta: meta.into(), entries };
        let (written, removed) = match self.place {
            Place::Folder(folder) => {
                let new: Vec<_> = why.iter().map(|(path, _)| &**path).zip(waiting).collect();
                (new.len(), folder.commit(&site, &new)?)
            }
            Place::Memory => (site.entries.len(), 0),
        };
        let outputs = site.entries;
        Ok(Report { written, unchanged: outputs.len() - written, removed, why, outputs })
    }

    /// Takes a path for one output, and refuses it to every other.
    fn claim(&self, path: &str) -> Result<(), Fault> {
        output_path::check(path)?;
        let folded = output_path::folded(path);
        if self.lock().taken.insert(folded) { Ok(()) } else { Err(output_path::collision(path)) }
    }

    fn lock(&self) -> MutexGuard<'_, Outputs> {
        // Nothing panics while the lock is held, and both fields are whole between any two statements.
        self.outputs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is being published.
pub struct Begun<'p> {
    publisher: &'p Publisher,
    path: Box<str>,
    stage: Option<Staged>,
    digest: Stream,
    size: u64,
}

impl Begun<'_> {
    /// Takes the next bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.size += bytes.len() as u64;
        self.digest.update(bytes);
        self.stage.as_mut().map_or(Ok(()), |stage| stage.write(bytes))
    }

    /// Publishes it; what lies there already and is the same stays as it is.
    pub fn finish(self) -> Result<(), Fault> {
        self.finish_as(None)
    }

    /// The same; `key` is the digest of all that it was made from, if that is not its bytes.
    fn finish_as(self, key: Option<Digest>) -> Result<(), Fault> {
        let Self { publisher, path, stage, digest, size } = self;
        let digest = digest.finish();
        let waiting = match (&publisher.place, stage) {
            (Place::Folder(folder), Some(stage)) if folder.unchanged(&path, digest) => {
                stage.remove()?;
                None
            }
            (Place::Folder(folder), Some(stage)) => Some((stage.waiting, folder.why(&path, digest))),
            _ => None,
        };
        publisher.lock().done.push(Output { entry: Entry { path, size, digest, key: key.unwrap_or(digest) }, waiting });
        Ok(())
    }
}

/// Reads `source` piece by piece into `sink`, if it still is what `sha256` was taken of.
fn transfer(source: &Utf8Path, sha256: &str, mut sink: impl FnMut(&[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
    let reading = |error| Fault::reading(source.as_str(), &error);
    let mut file = File::open(source).map_err(reading)?;
    let mut check = Sha256::default();
    let mut piece = vec![0; PIECE];
    loop {
        let length = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(reading(error)),
        };
        check.update(&piece[..length]);
        sink(&piece[..length])?;
    }
    if *check.finish() != *sha256 {
        let message =
            say!("`{source}` thay đổi trong lúc dựng trang", "`{source}` changed while the site was being built");
        return Err(Fault::new(message).help(say!("chạy lại lệnh này", "run the command again")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::verify::{DifferenceKind, verify};
    use camino::Utf8PathBuf;
    use std::fs;

    struct Out(tempfile::TempDir);

    impl Out {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn at(&self, path: &str) -> Utf8PathBuf {
            Utf8Path::from_path(self.0.path()).unwrap().join("public").join(path)
        }

        fn publish(&self, site: &[(&str, &str)]) -> (usize, usize, usize) {
            let publisher = Publisher::open(Utf8Path::new("/nowhere"), &self.at("")).unwrap();
            for (path, text) in site {
                publisher.put(path, text.as_bytes()).unwrap();
            }
            let report = publisher.finish(b"meta").unwrap();
            assert_eq!(verify(&self.at(""), &report.outputs).unwrap(), []);
            (report.written, report.unchanged, report.removed)
        }

        /// Every file below the folder, publishing's own left out.
        fn files(&self) -> Vec<String> {
            let mut files = Vec::new();
            let mut folders = vec![self.at("")];
            while let Some(folder) = folders.pop() {
                for entry in folder.read_dir_utf8().unwrap() {
                    let path = entry.unwrap().into_path();
                    if path.is_dir() {
                        folders.push(path);
                    } else {
                        files.push(path.strip_prefix(self.at("")).unwrap().to_string());
                    }
                }
            }
            files.sort();
            assert!(files.iter().all(|f| !f.starts_with(".doithoai-") || f == ".doithoai-manifest"), "{files:?}");
            files.retain(|f| f != ".doithoai-manifest");
            files
        }
    }

    #[test]
    fn a_file_that_comes_in_pieces_is_one_file() {
        let out = Out::new();
        let publish = |pieces: &[&str]| {
            let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
            publisher.put("a/whole.txt", b"whole").unwrap();
            let mut file = publisher.begin("a/pieces.txt").unwrap();
            for piece in pieces {
                file.write(piece.as_bytes()).unwrap();
            }
            file.finish().unwrap();
            let report = publisher.finish(b"meta").unwrap();
            assert_eq!(verify(&out.at(""), &report.outputs).unwrap(), []);
            (report.written, report.unchanged, fs::read_to_string(out.at("a/pieces.txt")).unwrap())
        };
        assert_eq!(publish(&["mot", " hai"]), (2, 0, "mot hai".into()));
        assert_eq!(publish(&["mot ", "hai"]), (0, 2, "mot hai".into()), "other pieces, the same bytes");
        assert_eq!(publish(&["ba"]), (1, 1, "ba".into()));
        assert_eq!(publish(&[]), (1, 1, String::new()));
        assert_eq!(out.files(), ["a/pieces.txt", "a/whole.txt"]);
    }

    #[test]
    fn only_what_changed_is_written_and_only_what_is_gone_is_removed() {
        let out = Out::new();
        assert_eq!(out.publish(&[("index.html", "1"), ("a/b/index.html", "2"), ("a/c.css", "3")]), (3, 0, 0));
        let before = fs::metadata(out.at(".doithoai-manifest")).unwrap().modified().unwrap();
        assert_eq!(out.publish(&[("index.html", "1"), ("a/b/index.html", "2"), ("a/c.css", "3")]), (0, 3, 0));
        assert_eq!(fs::metadata(out.at(".doithoai-manifest")).unwrap().modified().unwrap(), before);
        fs::write(out.at("a/foreign.txt"), "mine").unwrap();
        assert_eq!(out.publish(&[("index.html", "1"), ("d/index.html", "4")]), (1, 1, 2));
        assert_eq!(out.files(), ["a/foreign.txt", "d/index.html", "index.html"]);
        assert!(!out.at("a/b").exists());
    }

    #[test]
    fn edited_deleted_and_replaced_outputs_are_repaired() {
        let out = Out::new();
        let site = [("a/1.html", "one"), ("a/2.html", "two"), ("a/3.html", "three")];
        out.publish(&site);
        fs::write(out.at("a/1.html"), "eno").unwrap();
        fs::remove_file(out.at("a/2.html")).unwrap();
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        for (path, text) in [("a/1.html", "one"), ("a/2.html", "two"), ("a/3.html", "tree"), ("a/4.html", "four")] {
            publisher.put(path, text.as_bytes()).unwrap();
        }
        let why = publisher.finish(b"meta").unwrap().why;
        let why: Vec<_> = why.iter().map(|(path, why)| (&**path, *why)).collect();
        let all = [Why::Altered, Why::Missing, Why::Changed, Why::New];
        assert_eq!(why, ["a/1.html", "a/2.html", "a/3.html", "a/4.html"].into_iter().zip(all).collect::<Vec<_>>());
        assert_eq!(out.publish(&site), (1, 2, 1));
        fs::remove_dir_all(out.at("a")).unwrap();
        assert_eq!(out.publish(&site), (3, 0, 0));
        fs::remove_file(out.at(".doithoai-manifest")).unwrap();
        assert_eq!(out.publish(&site), (3, 0, 0));
    }

    #[test]
    fn the_same_site_leaves_the_same_files_wherever_it_is_built() {
        let (one, two) = (Out::new(), Out::new());
        one.publish(&[("index.html", "1"), ("old.html", "2")]);
        one.publish(&[("index.html", "1"), ("a/b.html", "3")]);
        two.publish(&[("index.html", "1"), ("a/b.html", "3")]);
        let manifest = |out: &Out| fs::read(out.at(".doithoai-manifest")).unwrap();
        assert_eq!(manifest(&one), manifest(&two));
    }

    #[test]
    fn a_file_and_a_folder_may_take_each_others_place() {
        let out = Out::new();
        out.publish(&[("a", "file"), ("b/c/d", "deep")]);
        assert_eq!(out.publish(&[("a/index.html", "page"), ("b", "flat")]), (2, 0, 2));
        assert_eq!(out.files(), ["a/index.html", "b"]);
    }

    #[test]
    fn what_was_made_from_the_same_is_kept_without_its_bytes() {
        let out = Out::new();
        let key = Digest::of(b"template and model");
        let begin = || Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        let first = begin();
        assert!(first.meta().is_none());
        assert!(!first.keep("p.html", key).unwrap());
        first.put_keyed("p.html", key, b"page").unwrap();
        first.finish(b"2024-04-24").unwrap();
        let second = begin();
        assert_eq!(second.meta(), Some(&b"2024-04-24"[..]));
        assert!(!second.keep("p.html", Digest::of(b"another")).unwrap());
        assert!(second.keep("p.html", key).unwrap());
        assert_eq!(second.finish(b"2024-04-25").unwrap().unchanged, 1);
    }

    #[test]
    fn copies_are_checked_against_what_was_read() {
        let out = Out::new();
        let source = Utf8Path::from_path(out.0.path()).unwrap().join("minutes.pdf");
        fs::write(&source, "abc").unwrap();
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for written in [1, 0] {
            let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
            publisher.copy("files/minutes.pdf", &source, sha256).unwrap();
            assert_eq!(publisher.finish(b"").unwrap().written, written);
        }
        let memory = Publisher::memory();
        memory.copy("files/minutes.pdf", &source, sha256).unwrap();
        assert_eq!(verify(&out.at(""), &memory.finish(b"").unwrap().outputs).unwrap(), []);
        fs::write(&source, "abd").unwrap();
        let fault = Publisher::memory().copy("files/minutes.pdf", &source, sha256).unwrap_err();
        assert!(fault.message.en.contains("changed while"), "{fault:?}");
    }

    #[test]
    fn an_abandoned_build_leaves_the_old_site_and_no_trace() {
        let out = Out::new();
        out.publish(&[("index.html", "old")]);
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        publisher.put("index.html", b"new").unwrap();
        publisher.put("a/index.html", b"new").unwrap();
        assert!(publisher.put("A/Index.html", b"collides").is_err());
        assert!(publisher.put("../x", b"leaves").is_err());
        drop(publisher);
        assert_eq!(out.files(), ["index.html"]);
        assert_eq!(fs::read_to_string(out.at("index.html")).unwrap(), "old");
    }

    #[test]
    fn two_builds_into_one_folder_are_refused() {
        let out = Out::new();
        let first = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        let fault = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).err().unwrap();
        assert!(fault.message.en.contains("is building into"), "{fault:?}");
        drop(first);
        out.publish(&[("index.html", "1")]);
    }

    #[test]
    fn links_are_never_walked_through() {
        let out = Out::new();
        out.publish(&[("a/index.html", "1"), ("b.html", "2")]);
        let outside = Utf8Path::from_path(out.0.path()).unwrap().join("outside");
        fs::rename(out.at("a"), &outside).unwrap();
        std::os::unix::fs::symlink(&outside, out.at("a")).unwrap();
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        publisher.put("a/index.html", b"changed").unwrap();
        let fault = publisher.finish(b"").unwrap_err();
        assert!(fault.message.en.contains("it is not a folder"), "{fault:?}");
        out.publish(&[("b.html", "2")]);
        assert_eq!(fs::read_to_string(outside.join("index.html")).unwrap(), "1");
    }

    #[test]
    fn sources_are_not_published_over() {
        let project = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(project.path()).unwrap();
        fs::create_dir_all(root.join("content/units")).unwrap();
        for out in [".", "..", "content", "content/units", "themes/x"] {
            assert!(Publisher::open(root, &root.join(out)).is_err(), "{out}");
        }
        assert!(Publisher::open(root, &root.join("public")).is_ok());
    }

    #[test]
    fn differences_are_found() {
        let out = Out::new();
        out.publish(&[("a", "1"), ("b", "2"), ("c", "3")]);
        fs::write(out.at("a"), "x").unwrap();
        fs::remove_file(out.at("b")).unwrap();
        let memory = Publisher::memory();
        memory.put("a", b"1").unwrap();
        memory.put("b", b"2").unwrap();
        let differences = verify(&out.at(""), &memory.finish(b"").unwrap().outputs).unwrap();
        let kinds: Vec<_> = differences.iter().map(|d| (&*d.path, d.kind)).collect();
        let expected = [("a", DifferenceKind::Differs), ("b", DifferenceKind::Missing), ("c", DifferenceKind::Extra)];
        assert_eq!(kinds, expected);
    }
}

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
use super::stamp;
use crate::say;
use crate::text::digest::{Digest, Sha256, Stream};
use crate::text::gzip::Packer;
use crate::text::key::Key;
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
    /// Why each file was written, by its position among all.
    new: Vec<(u32, Why)>,
    /// Every file of the site, sorted by path.
    pub outputs: Vec<Entry>,
}

impl Report {
    /// Why each file was written, sorted by path.
    pub fn why(&self) -> impl Iterator<Item = (&str, Why)> {
        self.new.iter().map(|(at, why)| (&*self.outputs[*at as usize].path, *why))
    }
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
    taken: FxHashSet<Key>,
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
        Some(Report { written: 0, unchanged: outputs.len(), removed: 0, new: Vec::new(), outputs })
    }

    /// What is part of every key: the program that makes the files. `None` where nothing is kept, so that none is wanted.
    pub fn program(&self) -> Option<Key> {
        match &self.place {
            Place::Folder(_) => stamp::program(),
            Place::Memory => None,
        }
    }

    /// Publishes `bytes` under `path`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.put_keyed(path, None, bytes)
    }

    /// The same; `key` is that of all that they were made from, for [`Self::keep`].
    pub fn put_keyed(&self, path: &str, key: Option<Key>, bytes: &[u8]) -> Result<(), Fault> {
        self.claim(path)?;
        let digest = Digest::of(bytes);
        let key = key.unwrap_or_else(|| digest.into());
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
    pub fn keep(&self, path: &str, key: Key) -> Result<bool, Fault> {
        self.keep_with(path, key, |_| false)
    }

    /// The same, with what is packed beside it where `is_packed` says so of a file's length: both are kept, or none.
    pub fn keep_with(&self, path: &str, key: Key, is_packed: impl Fn(u64) -> bool) -> Result<bool, Fault> {
        let Place::Folder(folder) = &self.place else { return Ok(false) };
        let Some(entry) = folder.kept(path, key) else { return Ok(false) };
        let mut kept = vec![entry];
        if is_packed(kept[0].size) {
            let packed = packed_key(kept[0].digest).and_then(|key| folder.kept(&packed_path(path), key));
            let Some(packed) = packed else { return Ok(false) };
            kept.push(packed);
        }
        for entry in kept {
            self.claim(&entry.path)?;
            self.lock().done.push(Output { entry, waiting: None });
        }
        Ok(true)
    }

    /// Publishes `bytes` as a gzip member under `path` and `.gz`, for servers that send what was packed beforehand. What
    /// was packed from the same bytes is kept.
    pub fn put_packed(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = packed_path(path);
        let key = packed_key(Digest::of(bytes));
        if let Some(key) = key
            && self.keep(&path, key)?
        {
            return Ok(());
        }
        self.put_keyed(&path, key, &Packer::default().pack(bytes, PACKED))
    }

    /// Publishes the file `source` under `path`; `sha256` is the digest that it had when it was read.
    pub fn copy(&self, path: &str, source: &Utf8Path, sha256: &str) -> Result<(), Fault> {
        let key = Key::of(&("copy", sha256));
        if let Some(key) = key
            && self.keep(path, key)?
        {
            return Ok(());
        }
        let mut file = self.begin(path)?;
        transfer(source, sha256, |piece| file.write(piece))?;
        file.finish_as(key)
    }

    /// Makes what was put the site: replaces what changed, removes what is no more, and keeps `meta` for the next build.
    pub fn finish(self, meta: &[u8]) -> Result<Report, Fault> {
        let mut done = self.outputs.into_inner().unwrap_or_else(PoisonError::into_inner).done;
        done.sort_unstable_by(|a, b| a.entry.path.cmp(&b.entry.path));
        let new = done.iter().zip(0..).filter_map(|(output, at)| Some((at, output.waiting?)));
        let (new, waiting): (Vec<(u32, Why)>, Vec<Waiting>) =
            new.map(|(at, (waiting, why))| ((at, why), waiting)).unzip();
        let entries: Vec<Entry> = done.into_iter().map(|output| output.entry).collect();
        let site = Manifest { meta: meta.into(), entries };
        let (written, removed) = match self.place {
            Place::Folder(folder) => {
                let paths = new.iter().map(|(at, _)| &*site.entries[*at as usize].path);
                let waiting: Vec<(&str, Waiting)> = paths.zip(waiting).collect();
                (waiting.len(), folder.commit(&site, &waiting)?)
            }
            Place::Memory => (site.entries.len(), 0),
        };
        let outputs = site.entries;
        Ok(Report { written, unchanged: outputs.len() - written, removed, new, outputs })
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

    /// The same; `key` is that of all that it was made from, if that is not its bytes.
    fn finish_as(self, key: Option<Key>) -> Result<(), Fault> {
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
        let key = key.unwrap_or_else(|| digest.into());
        publisher.lock().done.push(Output { entry: Entry { path, size, digest, key }, waiting });
        Ok(())
    }
}

/// Where what is packed from the file at `path` lies.
fn packed_path(path: &str) -> String {
    format!("{path}.gz")
}

/// What a file is packed from: bytes of `digest`, and how.
fn packed_key(digest: Digest) -> Option<Key> {
    Key::of(&("gzip", 2, PACKED, Key::from(digest)))
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
mod tests;

//! Publishing: a site's outputs go into a folder, or into memory to be compared.
//!
//! In go outputs, from as many threads as there are, each as it is rendered: [`Publisher::put`], [`Publisher::copy`],
//! [`Publisher::keep`]; [`Publisher::finish`] makes them the site and gives the [`Report`]. Until then the old site is
//! untouched: a new file waits in a staging folder beside it and is renamed into place at the end (see
//! [`folder`](super::folder)). A publisher that is dropped unfinished leaves no trace.
//!
//! The invariants: no output leaves the folder; a file that the last site did not list is never removed; a file whose
//! bytes are what they should be is not touched.
#![allow(clippy::disallowed_methods, reason = "reads what is copied")]

use super::fault::Fault;
use super::folder::Folder;
use super::manifest::{Entry, Manifest};
use super::output_path;
use crate::say;
use crate::text::digest::{Digest, Sha256, Stream};
use camino::Utf8Path;
use rustc_hash::FxHashSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The piece of a copied file that is in memory at once.
const PIECE: usize = 128 << 10;

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
    /// Every file of the site, sorted by path.
    pub outputs: Vec<Entry>,
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
pub(super) struct Output {
    pub(super) entry: Entry,
    /// Under which number it waits in the staging folder; `None` when it lies in its place already.
    pub(super) staged: Option<u64>,
}

impl Publisher {
    /// Begins to publish the project at `root` into the folder `out`, which is made when it is not there.
    pub fn begin(root: &Utf8Path, out: &Utf8Path) -> Result<Self, Fault> {
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

    /// Publishes `bytes` under `path`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.put_keyed(path, Digest::of(bytes), bytes)
    }

    /// Publishes `bytes` under `path`; `key` is the digest of all that they were made from, for [`Self::keep`].
    pub fn put_keyed(&self, path: &str, key: Digest, bytes: &[u8]) -> Result<(), Fault> {
        self.claim(path)?;
        let size = bytes.len() as u64;
        let mut entry = Entry { path: path.into(), size, modified: 0, digest: Digest::of(bytes), key };
        let mut staged = None;
        if let Place::Folder(folder) = &self.place {
            if let Some(modified) = folder.unchanged(path, |old| old.digest == entry.digest) {
                entry.modified = modified;
            } else {
                let mut stage = folder.stage()?;
                stage.write(bytes)?;
                entry.modified = stage.modified()?;
                staged = Some(stage.number);
            }
        }
        self.lock().done.push(Output { entry, staged });
        Ok(())
    }

    /// Keeps what lies under `path` if it was made from `key` and is as it was left; else it must be put.
    pub fn keep(&self, path: &str, key: Digest) -> Result<bool, Fault> {
        let Place::Folder(folder) = &self.place else { return Ok(false) };
        let Some(entry) = folder.kept(path, key) else { return Ok(false) };
        self.claim(path)?;
        self.lock().done.push(Output { entry, staged: None });
        Ok(true)
    }

    /// Publishes the file `source` under `path`; `sha256` is the digest that it had when it was read.
    pub fn copy(&self, path: &str, source: &Utf8Path, sha256: &str) -> Result<(), Fault> {
        let key = Digest::of_parts([&b"copy"[..], sha256.as_bytes()]);
        if self.keep(path, key)? {
            return Ok(());
        }
        self.claim(path)?;
        let mut stage = match &self.place {
            Place::Folder(folder) => Some(folder.stage()?),
            Place::Memory => None,
        };
        let (size, digest) = transfer(source, sha256, |piece| match &mut stage {
            Some(stage) => stage.write(piece),
            None => Ok(()),
        })?;
        let modified = stage.as_ref().map_or(Ok(0), |stage| stage.modified())?;
        let entry = Entry { path: path.into(), size, modified, digest, key };
        self.lock().done.push(Output { entry, staged: stage.map(|stage| stage.number) });
        Ok(())
    }

    /// Makes what was put the site: replaces what changed, removes what is no more, and keeps `meta` for the next build.
    pub fn finish(self, meta: &[u8]) -> Result<Report, Fault> {
        let mut done = self.outputs.into_inner().unwrap_or_else(PoisonError::into_inner).done;
        done.sort_unstable_by(|a, b| a.entry.path.cmp(&b.entry.path));
        let staged: Vec<(usize, u64)> = done.iter().enumerate().filter_map(|(i, o)| Some((i, o.staged?))).collect();
        let entries: Vec<Entry> = done.into_iter().map(|output| output.entry).collect();
        let site = Manifest { meta: meta.into(), entries };
        let (written, removed) = match self.place {
            Place::Folder(folder) => (staged.len(), folder.commit(&site, &staged)?),
            Place::Memory => (site.entries.len(), 0),
        };
        let outputs = site.entries;
        Ok(Report { written, unchanged: outputs.len() - written, removed, outputs })
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

/// Reads `source` piece by piece into `sink`; its length and digest, if it still is what `sha256` was taken of.
fn transfer(
    source: &Utf8Path,
    sha256: &str,
    mut sink: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(u64, Digest), Fault> {
    let reading = |error| Fault::reading(source.as_str(), &error);
    let mut file = File::open(source).map_err(reading)?;
    let (mut digest, mut check, mut size) = (Stream::default(), Sha256::default(), 0);
    let mut piece = vec![0; PIECE];
    loop {
        let length = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(reading(error)),
        };
        size += length as u64;
        digest.update(&piece[..length]);
        check.update(&piece[..length]);
        sink(&piece[..length])?;
    }
    if *check.finish() != *sha256 {
        let message =
            say!("`{source}` thay đổi trong lúc dựng trang", "`{source}` changed while the site was being built");
        return Err(Fault::new(message).help(say!("chạy lại lệnh này", "run the command again")));
    }
    Ok((size, digest.finish()))
}

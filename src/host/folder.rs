//! The output folder: where a site lies, and how a new one takes the place of the old without ever being half a file.
//!
//! While a build runs, new files are written into `.doithoai-stage/` and nothing else changes. [`Folder::commit`] then
//!
//! 1. writes `.doithoai-intent`, a manifest of all that will be ours;
//! 2. removes old files that stand where the new site has a folder, or below where it has a file;
//! 3. makes the folders, and renames each new file, or a whole new branch, into its place;
//! 4. removes the files that only the old site had, and the folders that they leave empty;
//! 5. makes the new `.doithoai-manifest`, and the intent goes.
//!
//! Whenever it is killed, every path holds its old or its new file, and old manifest and intent together name every file
//! that is ours; the next build trusts of them what size and time on disk confirm, and removes the rest. Files that
//! neither names are never removed, and links are never walked through. Nothing is forced to the disk: a site can be
//! built again, and what a power cut damages fails its size, its time or the checksum. [`publish`](super::publish) is
//! the door.
#![allow(clippy::disallowed_methods, reason = "writes the site")]

use super::fault::Fault;
use super::lock::Lock;
use super::manifest::{Entry, Manifest};
use super::output_path::OURS;
use super::place::{Folders, modified, refuse_sources};
use super::stage::{Stage, Staged, Waiting};
use crate::text::digest::Digest;
use camino::{Utf8Path, Utf8PathBuf};
use std::fs;

/// The manifest of the site that lies in the folder.
pub(super) const MANIFEST: &str = ".doithoai-manifest";
/// The manifest of all that is ours while a commit runs.
const INTENT: &str = ".doithoai-intent";

/// An output folder that this build has to itself.
pub(super) struct Folder {
    out: Utf8PathBuf,
    /// What the last finished build left; `None` when there was none that can be trusted.
    old: Option<Manifest>,
    /// What a build meant to leave that was killed while it committed.
    intent: Option<Manifest>,
    stage: Stage,
    _lock: Lock,
}

impl Folder {
    /// Opens `out` for the project at `root`: makes it, locks it, and clears away what a killed build left.
    pub(super) fn open(root: &Utf8Path, out: &Utf8Path) -> Result<Self, Fault> {
        refuse_sources(root, out)?;
        fs::create_dir_all(out).map_err(|e| Fault::writing(out.as_str(), &e))?;
        refuse_sources(root, out)?;
        let lock = Lock::take(&out.join(format!("{OURS}lock")))?;
        let stage = Stage::open(out.join(format!("{OURS}stage")))?;
        let read = |name| fs::read(out.join(name)).ok().and_then(|bytes| Manifest::decode(&bytes));
        let (old, intent) = (read(MANIFEST), read(INTENT));
        Ok(Self { out: out.to_owned(), old, intent, stage, _lock: lock })
    }

    pub(super) fn meta(&self) -> Option<&[u8]> {
        self.old.as_ref().map(|manifest| &*manifest.meta)
    }

    /// The time on disk of `path`, if its bytes have `digest` and the file is as it was left.
    pub(super) fn unchanged(&self, path: &str, digest: Digest) -> Option<u64> {
        self.as_left(path, |entry| entry.digest == digest).map(|entry| entry.modified)
    }

    /// The entry of `path`, if it was made from `key` and the file is as it was left.
    pub(super) fn kept(&self, path: &str, key: Digest) -> Option<Entry> {
        self.as_left(path, |entry| entry.key == key).cloned()
    }

    fn as_left(&self, path: &str, wanted: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let known = [&self.old, &self.intent].into_iter().flatten().filter_map(|manifest| manifest.get(path));
        known.filter(|entry| wanted(entry)).find(|entry| {
            let on_disk = fs::symlink_metadata(self.out.join(path));
            on_disk.is_ok_and(|d| d.is_file() && d.len() == entry.size && modified(&d) == entry.modified)
        })
    }

    /// A new file for `path` in the staging folder.
    pub(super) fn stage(&self, path: &str) -> Result<Staged, Fault> {
        let below = &path[..path.rfind('/').map_or(0, |at| at + 1)];
        let known = self.old.as_ref().is_some_and(|old| {
            let at = old.entries.partition_point(|entry| *entry.path < *below);
            old.entries.get(at).is_some_and(|entry| entry.path.starts_with(below))
        });
        if known { self.stage.numbered() } else { self.stage.in_tree(path) }
    }

    /// Makes `site` what lies in the folder, with `new` for its new files; how many files were removed.
    pub(super) fn commit(self, site: &Manifest, new: &[(&str, Waiting)]) -> Result<usize, Fault> {
        let gone = self.gone(site);
        if new.is_empty() && gone.is_empty() && self.intent.is_none() && self.old.as_ref() == Some(site) {
            return Ok(0);
        }
        let (in_the_way, rest): (Vec<&Entry>, Vec<&Entry>) = gone.iter().partition(|entry| blocks(&entry.path, site));
        let intent = self.out.join(INTENT);
        if gone.is_empty() {
            self.save(site, &intent)?;
        } else {
            self.save(&intended(site, &gone), &intent)?;
        }
        let folders = Folders::new(&self.out);
        let removed = folders.remove(&in_the_way)?;
        self.stage.move_in(new, &self.out)?;
        let removed = removed + folders.remove(&rest)?;
        let manifest = self.out.join(MANIFEST);
        if gone.is_empty() {
            fs::rename(&intent, &manifest).map_err(|e| Fault::writing(manifest.as_str(), &e))?;
        } else {
            self.save(site, &manifest)?;
            fs::remove_file(&intent).map_err(|e| Fault::removing(intent.as_str(), &e))?;
        }
        Ok(removed)
    }

    /// The files that are ours and not the new site's.
    fn gone(&self, site: &Manifest) -> Vec<Entry> {
        let mut ours: Vec<&Entry> = [&self.old, &self.intent].into_iter().flatten().flat_map(|m| &m.entries).collect();
        ours.retain(|entry| site.get(&entry.path).is_none());
        ours.sort_by(|a, b| a.path.cmp(&b.path));
        ours.dedup_by(|a, b| a.path == b.path);
        ours.into_iter().cloned().collect()
    }

    /// Writes a manifest to `path`, whole or not at all.
    fn save(&self, manifest: &Manifest, path: &Utf8Path) -> Result<(), Fault> {
        let mut staged = self.stage.numbered()?;
        staged.write(&manifest.encode())?;
        staged.rename(path)
    }
}

/// The manifest of all that is ours until the commit is done.
fn intended(site: &Manifest, gone: &[Entry]) -> Manifest {
    let mut entries = [&site.entries, gone].concat();
    entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Manifest { meta: Box::default(), entries }
}

/// Whether a file at `path`, or the folders above it, lie where the site wants something else.
fn blocks(path: &str, site: &Manifest) -> bool {
    let below = format!("{path}/");
    let next = site.entries.partition_point(|entry| *entry.path < *below);
    site.entries.get(next).is_some_and(|entry| entry.path.starts_with(&below))
        || path.match_indices('/').any(|(at, _)| site.get(&path[..at]).is_some())
}

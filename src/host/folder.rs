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
//! that is ours; the next build trusts of them what lies untouched since the manifest was made, reads what is younger, and
//! removes the rest. Files that neither names are never removed, and links are never walked through. Nothing is forced to
//! the disk: a site can be built again, and what a power cut damages fails its size, its digest or the checksum.
//! [`publish`](super::publish) is the door.
#![allow(clippy::disallowed_methods, reason = "writes the site")]

use super::fault::Fault;
use super::lock::Lock;
use super::manifest::{Entry, Manifest};
use super::output_path::OURS;
use super::place::{Folders, refuse_sources, touched};
use super::publish::Why;
use super::stage::{Stage, Staged, Waiting};
use super::verify::digest_of;
use crate::text::digest::Digest;
use crate::text::key::Key;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::fs;

/// The manifest of the site that lies in the folder.
pub(super) const MANIFEST: &str = ".doithoai-manifest";
/// The manifest of all that is ours while a commit runs.
const INTENT: &str = ".doithoai-intent";

/// An output folder that this build has to itself.
pub(super) struct Folder {
    out: Utf8PathBuf,
    /// What the last finished build left; `None` when there was none that can be trusted.
    old: Option<Dated>,
    /// What a build meant to leave that was killed while it committed.
    intent: Option<Dated>,
    stage: Stage,
    _lock: Lock,
}

/// A manifest, and when it was made: files that were touched before it are as it says.
struct Dated {
    manifest: Manifest,
    made: Option<(i64, i64)>,
}

impl Dated {
    fn read(path: &Utf8Path) -> Option<Self> {
        // Its time first: whatever is written meanwhile is younger.
        let made = fs::symlink_metadata(path).ok().and_then(|there| touched(&there));
        let manifest = Manifest::decode(&fs::read(path).ok()?)?;
        Some(Self { manifest, made })
    }

    /// Whether the file at `place` has the bytes of `entry`.
    fn confirms(&self, place: &Utf8Path, entry: &Entry) -> bool {
        let Ok(there) = fs::symlink_metadata(place) else { return false };
        if !there.is_file() || there.len() != entry.size {
            return false;
        }
        // In one tick of the clock the order is not known.
        let untouched = touched(&there).zip(self.made).is_some_and(|(touched, made)| touched < made);
        untouched || digest_of(place).is_ok_and(|digest| digest == entry.digest)
    }
}

impl Folder {
    /// Opens `out` for the project at `root`: makes it, locks it, and clears away what a killed build left.
    pub(super) fn open(root: &Utf8Path, out: &Utf8Path) -> Result<Self, Fault> {
        refuse_sources(root, out)?;
        fs::create_dir_all(out).map_err(|e| Fault::writing(out.as_str(), &e))?;
        refuse_sources(root, out)?;
        let lock = Lock::take(&out.join(format!("{OURS}lock")))?;
        let stage = Stage::open(out.join(format!("{OURS}stage")))?;
        let (old, intent) = (Dated::read(&out.join(MANIFEST)), Dated::read(&out.join(INTENT)));
        Ok(Self { out: out.to_owned(), old, intent, stage, _lock: lock })
    }

    pub(super) fn meta(&self) -> Option<&[u8]> {
        self.old.as_ref().map(|old| &*old.manifest.meta)
    }

    /// Whether the bytes of `path` have `digest` and the file is as it was left.
    pub(super) fn unchanged(&self, path: &str, digest: Digest) -> bool {
        self.as_left(path, |entry| entry.digest == digest).is_some()
    }

    /// Every file of the last site, if all of them are as they were left and no build was killed since.
    pub(super) fn untouched(self) -> Option<Vec<Entry>> {
        let old = self.old.filter(|_| self.intent.is_none())?;
        let whole = old.manifest.entries.par_iter().all(|entry| old.confirms(&self.out.join(&*entry.path), entry));
        whole.then_some(old.manifest.entries)
    }

    /// Why `path`, which is not as it should be, is written with bytes of `digest`.
    pub(super) fn why(&self, path: &str, digest: Digest) -> Why {
        match self.old.as_ref().and_then(|old| old.manifest.get(path)) {
            None => Why::New,
            Some(entry) if entry.digest != digest => Why::Changed,
            Some(_) if fs::symlink_metadata(self.out.join(path)).is_err() => Why::Missing,
            Some(_) => Why::Altered,
        }
    }

    /// The entry of `path`, if it was made from `key` and the file is as it was left.
    pub(super) fn kept(&self, path: &str, key: Key) -> Option<Entry> {
        self.as_left(path, |entry| entry.key == key).cloned()
    }

    fn as_left(&self, path: &str, wanted: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let place = self.out.join(path);
        let known = [&self.old, &self.intent].into_iter().flatten();
        let known = known.filter_map(|dated| Some((dated, dated.manifest.get(path)?)));
        let mut known = known.filter(|(_, entry)| wanted(entry));
        known.find(|(dated, entry)| dated.confirms(&place, entry)).map(|(_, entry)| entry)
    }

    /// A new file for `path` in the staging folder.
    pub(super) fn stage(&self, path: &str) -> Result<Staged, Fault> {
        let below = &path[..path.rfind('/').map_or(0, |at| at + 1)];
        let known = self.old.as_ref().is_some_and(|old| {
            let entries = &old.manifest.entries;
            let at = entries.partition_point(|entry| *entry.path < *below);
            entries.get(at).is_some_and(|entry| entry.path.starts_with(below))
        });
        if known { self.stage.numbered() } else { self.stage.in_tree(path) }
    }

    /// Makes `site` what lies in the folder, with `new` for its new files; how many files were removed.
    pub(super) fn commit(self, site: &Manifest, new: &[(&str, Waiting)]) -> Result<usize, Fault> {
        let gone = self.gone(site);
        if new.is_empty()
            && gone.is_empty()
            && self.intent.is_none()
            && self.old.as_ref().is_some_and(|old| old.manifest == *site)
        {
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
        let known = [&self.old, &self.intent].into_iter().flatten();
        let mut ours: Vec<&Entry> = known.flat_map(|dated| &dated.manifest.entries).collect();
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

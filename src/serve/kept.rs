//! What is kept between generations: every file of the project, read and parsed once, until it changes.
//!
//! Names of files that may have changed go in, a [`Snapshot`] comes out, as cheap as the number of files allows: texts and
//! facts are shared, not copied. The invariant: a snapshot is what reading the whole project anew would give; what the
//! watcher says decides what is read, never what is computed.

use crate::build::read_file;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::host::fault::Fault;
use crate::host::reload::{self, Now, Stamp};
use crate::record::translation::Translation;
use crate::record::{Facts, Parsed, Record};
use crate::register::settings::Settings;
use crate::text::source::{Attachment, SourceFault, SourceFile, SourceTree};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The file that says how the site is made.
const SITE: &str = "content/site.toml";

/// The files of a project.
pub(super) struct Kept {
    root: Utf8PathBuf,
    files: BTreeMap<Arc<str>, File>,
    /// Whether any file is reached through a link, and may change without being named.
    links: bool,
}

struct File {
    stamp: Option<Stamp>,
    held: Held,
}

enum Held {
    Record(SourceFile, Option<Arc<Outcome<Parsed>>>),
    Attachment(Attachment),
    Fault(SourceFault),
}

/// What became of a file.
enum Change {
    /// Nothing, and it was not there before.
    None,
    /// It is gone.
    Gone,
    /// It was read.
    Read(File),
}

/// A project as it is at one moment.
pub(super) struct Snapshot {
    /// Its files.
    pub(super) sources: SourceTree,
    /// Its records, in the order of their files.
    pub(super) records: Vec<Record>,
    /// Its translations, likewise.
    pub(super) translations: Vec<Translation>,
    /// What is wrong with the form of single files.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Kept {
    /// Reads the project at `root`.
    pub(super) fn load(root: &Utf8Path) -> Result<Self, Fault> {
        let mut kept = Self { root: root.to_owned(), files: BTreeMap::new(), links: false };
        kept.rescan()?;
        Ok(kept)
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Reads the files at `paths` again, or whatever has changed where these alone do not tell; whether any has.
    pub(super) fn refresh(&mut self, paths: &BTreeSet<String>) -> Result<bool, Fault> {
        if self.links {
            return self.rescan();
        }
        let root = &self.root;
        let looked: Option<Vec<(&String, Now)>> =
            paths.par_iter().map(|path| reload::look(root, path).map(|now| (path, now))).collect();
        let Some(looked) = looked else { return self.rescan() };
        if looked.iter().any(|(path, now)| matches!(now, Now::Gone) && self.is_folder(path)) {
            return self.rescan();
        }
        let read: Vec<_> =
            looked.into_par_iter().map(|(path, now)| (path.as_str(), self.unlike(path, None, now))).collect();
        Ok(self.take(read))
    }

    /// Walks over the project and reads what has changed; whether anything has.
    pub(super) fn rescan(&mut self) -> Result<bool, Fault> {
        let known = |path: &str| self.files.get(path).and_then(|file| file.stamp);
        let seen = reload::rescan(&self.root, &known)?;
        self.links = seen.iter().any(|seen| seen.linked);
        let there: BTreeSet<&str> = seen.iter().map(|seen| seen.path.as_str()).collect();
        let gone: Vec<String> =
            self.files.keys().filter(|path| !there.contains(&***path)).map(ToString::to_string).collect();
        let mut paths = Vec::with_capacity(seen.len());
        let mut news = Vec::new();
        for one in seen {
            if let Some(now) = one.now {
                paths.push(one.path);
                news.push((one.stamp, now));
            }
        }
        let kept = &*self;
        let read: Vec<_> = paths
            .par_iter()
            .zip(news)
            .map(|(path, (stamp, now))| (path.as_str(), kept.unlike(path, stamp, now)))
            .chain(gone.par_iter().map(|path| (path.as_str(), Change::Gone)))
            .collect();
        Ok(self.take(read))
    }

    /// What a file is now, parsed.
    fn unlike(&self, path: &str, stamp: Option<Stamp>, now: Now) -> Change {
        let old = self.files.get(path).map(|file| &file.held);
        let held = match (now, old) {
            (Now::Gone, None) => return Change::None,
            (Now::Gone, Some(_)) => return Change::Gone,
            (Now::Record(file), Some(Held::Record(known, parsed))) if known.text == file.text => {
                // Its stamp alone is new.
                Held::Record(known.clone(), parsed.clone())
            }
            (Now::Record(file), _) => {
                let parsed = read_file(&file).map(Arc::new);
                Held::Record(file, parsed)
            }
            (Now::Attachment(file), _) => Held::Attachment(file),
            (Now::Fault(fault), _) => Held::Fault(fault),
        };
        Change::Read(File { stamp, held })
    }

    /// Takes over what files are now; whether any differs from what it was.
    fn take(&mut self, read: Vec<(&str, Change)>) -> bool {
        let mut changed = false;
        for (path, change) in read {
            match change {
                Change::None => {}
                Change::Gone => changed |= self.files.remove(path).is_some(),
                Change::Read(file) => {
                    let held = self.files.get(path).map(|old| &old.held);
                    changed |= !held.is_some_and(|held| file.held.is(held));
                    self.files.insert(path.into(), file);
                }
            }
        }
        changed
    }

    /// Whether files are known below `path`.
    fn is_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.files
            .range::<str, _>((std::ops::Bound::Included(&*below), std::ops::Bound::Unbounded))
            .next()
            .is_some_and(|(first, _)| first.starts_with(&below))
    }

    /// The project as it is now.
    pub(super) fn snapshot(&self) -> Snapshot {
        let mut now = Snapshot {
            sources: SourceTree::default(),
            records: Vec::new(),
            translations: Vec::new(),
            diagnostics: Vec::new(),
        };
        now.sources.files.reserve(self.files.len());
        now.records.reserve(self.files.len());
        for (path, file) in &self.files {
            match &file.held {
                Held::Record(file, parsed) => {
                    now.sources.files.push(file.clone());
                    if let Some(parsed) = parsed {
                        now.records.extend_from_slice(&parsed.value.records);
                        now.translations.extend_from_slice(&parsed.value.translations);
                        now.diagnostics.extend_from_slice(&parsed.diagnostics);
                    }
                }
                Held::Attachment(file) => now.sources.attachments.push(file.clone()),
                Held::Fault(fault) => now.sources.faults.push(((**path).into(), fault.clone())),
            }
        }
        now
    }

    /// Whether the file at `path` holds nothing, or is not known.
    pub(super) fn is_empty_at(&self, path: &str) -> bool {
        self.files.get(path).is_none_or(|file| match &file.held {
            Held::Record(file, _) => file.text.is_empty(),
            Held::Attachment(file) => file.size == 0,
            Held::Fault(_) => true,
        })
    }

    /// What `site.toml` says.
    pub(super) fn settings(&self) -> Settings {
        let parsed = self.files.get(SITE).and_then(|file| match &file.held {
            Held::Record(_, parsed) => parsed.as_ref(),
            _ => None,
        });
        let site = parsed.and_then(|parsed| {
            parsed.value.records.iter().find_map(|record| match &record.facts {
                Facts::Site(site) => Some(&**site),
                _ => None,
            })
        });
        Settings::of(site)
    }
}

impl Held {
    /// Whether it is the same for everything that is computed.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Record(one, _), Self::Record(other, _)) => one.text.is(&other.text),
            (Self::Attachment(one), Self::Attachment(other)) => one.sha256 == other.sha256 && one.size == other.size,
            (Self::Fault(one), Self::Fault(other)) => one == other,
            _ => false,
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "edits a project")]
mod tests {
    use super::*;
    use crate::host::load;
    use std::fs;

    fn project() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().to_owned();
        fs::create_dir_all(root.join("content/units")).unwrap();
        fs::write(root.join("content/site.toml"), "title = \"x\"\n").unwrap();
        fs::write(root.join("content/units/a.md"), "+++\nname = \"A\"\n+++\n").unwrap();
        fs::write(root.join("content/units/a.csv"), "1").unwrap();
        (folder, root)
    }

    fn names(paths: &[&str]) -> BTreeSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    /// What is kept is what reading anew gives.
    fn is_true(kept: &Kept, root: &Utf8Path) {
        let (kept, fresh) = (kept.snapshot().sources, load::load(root).unwrap());
        let files =
            |tree: &SourceTree| -> Vec<_> { tree.files.iter().map(|f| (f.path.clone(), f.text.clone())).collect() };
        let attachments = |tree: &SourceTree| -> Vec<_> {
            tree.attachments.iter().map(|f| (f.path.clone(), f.sha256.clone())).collect()
        };
        assert_eq!(files(&kept), files(&fresh));
        assert_eq!(attachments(&kept), attachments(&fresh));
        assert_eq!(kept.faults, fresh.faults);
    }

    #[test]
    fn what_is_named_is_read_again_and_nothing_else_is() {
        let (_folder, root) = project();
        let mut kept = Kept::load(&root).unwrap();
        is_true(&kept, &root);
        assert_eq!(&*kept.settings().title, "x");
        fs::write(root.join("content/units/a.md"), "+++\nname = \"B\"\n+++\n").unwrap();
        fs::write(root.join("content/site.toml"), "title = \"y\"\n").unwrap();
        assert!(kept.refresh(&names(&["content/units/a.md"])).unwrap());
        assert_eq!(&*kept.settings().title, "x", "nobody named it");
        assert!(!kept.refresh(&names(&["content/units/a.md", "content/units/none.md"])).unwrap());
        assert!(kept.rescan().unwrap());
        is_true(&kept, &root);
        assert!(!kept.rescan().unwrap());
        fs::remove_dir_all(root.join("content/units")).unwrap();
        assert!(kept.refresh(&names(&["content/units"])).unwrap());
        is_true(&kept, &root);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_reached_through_a_link_changes_without_being_named() {
        let (_folder, root) = project();
        std::os::unix::fs::symlink("units/a.csv", root.join("content/b.csv")).unwrap();
        std::os::unix::fs::symlink("..", root.join("content/circle")).unwrap();
        let mut kept = Kept::load(&root).unwrap();
        fs::write(root.join("content/units/a.csv"), "2").unwrap();
        assert!(kept.refresh(&names(&["content/units/a.csv"])).unwrap());
        is_true(&kept, &root);
    }
}

//! Watching: which files of a project somebody wrote to.
//!
//! A project's folder goes in, names come out ([`Noticed`]) as the system tells of them. The only file that names `notify`.
//! Folders are watched and not files, because editors save by renaming; links are not followed, because the project's own
//! files are told of where they lie. The invariant: names are a hint what to read again; where the system cannot tell all,
//! it says so, and where it cannot tell anything, [`Watch::is_blind`].

use crate::host::reload;
use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;

/// What was written to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Noticed {
    /// Paths relative to the project, with `/`.
    pub(super) paths: Vec<String>,
    /// Whether there may be more than these.
    pub(super) more: bool,
}

/// The folders of a project, watched.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    /// Which folders they were when the watch began.
    folders: Folders,
}

/// What tells whether the folders of a project are still the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folders {
    /// `content/`.
    pub(super) content: Option<(u64, u64)>,
    /// `themes/`.
    pub(super) themes: Option<(u64, u64)>,
}

impl Folders {
    /// Those of the project at `root`, as they are now.
    pub(super) fn of(root: &Utf8Path) -> Self {
        Self { content: reload::identity(root, CONTENT), themes: reload::identity(root, THEMES) }
    }
}

/// The folder of records.
pub(super) const CONTENT: &str = "content";
/// The folder of themes.
pub(super) const THEMES: &str = "themes";

impl Watch {
    /// Watches the project at `root`; what is noticed goes to `tell`, from a thread of its own.
    pub(super) fn start(root: &Utf8Path, tell: impl Fn(Noticed) + Send + 'static) -> Self {
        let folders = Folders::of(root);
        let resolve = |folder: &'static str| Some((root.join(folder).canonicalize_utf8().ok()?, folder));
        let real: Vec<(Utf8PathBuf, &'static str)> = [CONTENT, THEMES].into_iter().filter_map(resolve).collect();
        let places = real.clone();
        let heard = move |event: Result<Event, notify::Error>| {
            if let Some(noticed) = noticed(event, &places) {
                tell(noticed);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(heard, config).and_then(|mut watcher| {
            for (place, _) in &real {
                watcher.watch(place.as_std_path(), RecursiveMode::Recursive)?;
            }
            Ok(watcher)
        });
        Self { watcher: watcher.ok(), folders }
    }

    /// Whether the system does not tell of anything, so that one has to look.
    pub(super) fn is_blind(&self) -> bool {
        self.watcher.is_none()
    }

    /// Which folders are watched.
    pub(super) fn folders(&self) -> Folders {
        self.folders
    }
}

/// What an event says, if it says that anything may have changed.
fn noticed(event: Result<Event, notify::Error>, places: &[(Utf8PathBuf, &'static str)]) -> Option<Noticed> {
    let Ok(event) = event else { return Some(Noticed { paths: Vec::new(), more: true }) };
    let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if is_read && !event.need_rescan() {
        return None;
    }
    let mut noticed = Noticed { paths: Vec::new(), more: event.need_rescan() };
    for path in &event.paths {
        match relative(path, places) {
            Some(path) => noticed.paths.push(path),
            None => noticed.more = true,
        }
    }
    Some(noticed)
}

/// `path` as the project names it; nothing where it cannot be.
fn relative(path: &Path, places: &[(Utf8PathBuf, &'static str)]) -> Option<String> {
    let path = Utf8Path::from_path(path)?;
    places.iter().find_map(|(place, folder)| {
        let below = path.strip_prefix(place).ok()?;
        let below = below.as_str().replace('\\', "/");
        Some(if below.is_empty() { (*folder).to_owned() } else { format!("{folder}/{below}") })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag};

    #[test]
    fn events_become_names_of_the_project() {
        let places = [(Utf8PathBuf::from("/p/real"), CONTENT), (Utf8PathBuf::from("/p/themes"), THEMES)];
        let said = |event: Event| noticed(Ok(event), &places);
        let created = Event::new(EventKind::Create(CreateKind::Any));
        let told = said(created.clone().add_path("/p/real/units/a.md".into()).add_path("/p/themes/x".into()));
        let paths = vec!["content/units/a.md".to_owned(), "themes/x".to_owned()];
        assert_eq!(told, Some(Noticed { paths, more: false }));
        assert_eq!(said(created.clone().add_path("/p/real".into())).unwrap().paths, ["content"]);
        assert!(said(created.clone().add_path("/elsewhere".into())).unwrap().more);
        assert!(said(created.set_flag(Flag::Rescan)).unwrap().more);
        let read = Event::new(EventKind::Access(AccessKind::Open(AccessMode::Any)));
        assert_eq!(said(read.add_path("/p/real/a.md".into())), None);
        let written = Event::new(EventKind::Access(AccessKind::Close(AccessMode::Write)));
        assert_eq!(said(written.add_path("/p/real/a.md".into())).unwrap().paths, ["content/a.md"]);
        assert!(noticed(Err(notify::Error::generic("x")), &places).unwrap().more);
    }
}

//! Again: the same work each time a project changed, until the program is told to end.
//!
//! A project's folder and the work go in; the work is done once at first and once after each change, when it has been
//! quiet for a moment, so that an editor that saves in several steps is one change. The watch begins before the first time:
//! nothing that is written meanwhile is missed. Where the system does not tell of changes, files are looked at once a
//! second.

use super::server::on_signal;
use super::watch::{Folders, Noticed, Watch};
use crate::host::fault::Fault;
use crate::host::reload::{self, Stamp};
use camino::Utf8Path;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long nothing must happen before the work is done again.
const QUIET: Duration = Duration::from_millis(60);
/// How often it is looked whether the folders are still those that are watched.
const LOOK: Duration = Duration::from_secs(1);

enum Event {
    Noticed(Noticed),
    Stop,
}

/// What each file is known by.
type Stamps = BTreeMap<String, Option<Stamp>>;

/// Does `work` at once and after each change of the project at `root`; `work` says whether to go on. Ends when the
/// program is interrupted or told to end; a signal that cannot be waited for is a fault.
pub fn each_change(root: &Utf8Path, work: &mut dyn FnMut() -> bool) -> Result<(), Fault> {
    let root = root.canonicalize_utf8().unwrap_or_else(|_| root.to_owned());
    let (events, happened) = channel();
    let stop = events.clone();
    // When nobody listens any more, everything has ended.
    on_signal(move || drop(stop.send(Event::Stop)))?;
    let mut watch = begin(&root, &events);
    loop {
        // Before the work: what changes while it is done differs from this.
        let known = watch.is_blind().then(|| stamps(&root));
        if !work() || !changed(&root, &watch, known.as_ref(), &happened) {
            return Ok(());
        }
        if watch.is_blind() || watch.folders() != Folders::of(&root) {
            watch = begin(&root, &events);
        }
    }
}

fn begin(root: &Utf8Path, events: &Sender<Event>) -> Watch {
    let events = events.clone();
    Watch::start(root, move |noticed| drop(events.send(Event::Noticed(noticed))))
}

/// Waits for a change, and then until it is quiet; whether there was one rather than the end.
fn changed(root: &Utf8Path, watch: &Watch, known: Option<&Stamps>, happened: &Receiver<Event>) -> bool {
    loop {
        match happened.recv_timeout(LOOK) {
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Ok(Event::Noticed(noticed)) if noticed.more || !noticed.paths.is_empty() => break,
            Ok(Event::Noticed(_)) => {}
            Err(RecvTimeoutError::Timeout) => {
                if watch.folders() != Folders::of(root) || known.is_some_and(|known| *known != stamps(root)) {
                    return true;
                }
            }
        }
    }
    loop {
        match happened.recv_timeout(QUIET) {
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Ok(Event::Noticed(_)) => {}
            Err(RecvTimeoutError::Timeout) => return true,
        }
    }
}

fn stamps(root: &Utf8Path) -> Stamps {
    // What cannot be walked over has no files; the work tells why.
    let seen = reload::rescan(root, &|_| None).unwrap_or_default();
    seen.into_iter().map(|seen| (seen.path, seen.stamp)).collect()
}

//! Review: the records that an import would write, checked as the next build will check them.
//!
//! A register and planned changes go in; what is wrong with the changed files comes out, at the rows that they come from.
//! The invariant: what an import writes passes `check`, or is not written.

use super::Reading;
use super::problem::Problem;
use super::records::Change;
use crate::build::{Day, analyse};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::source::{SourceFile, SourceTree};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The tree with planned texts in it.
pub fn changed(sources: &SourceTree, texts: &BTreeMap<String, Change>) -> SourceTree {
    let mut files: BTreeMap<&str, SourceFile> = sources.files.iter().map(|file| (&*file.path, file.clone())).collect();
    for (path, change) in texts {
        files.insert(path, SourceFile::new(path.as_str(), change.new.as_str()));
    }
    SourceTree {
        files: files.into_values().collect(),
        attachments: sources.attachments.clone(),
        faults: sources.faults.clone(),
    }
}

/// Adds to `reading` what is wrong with the records that it would write; `before` is what was wrong already.
pub fn review(reading: &mut Reading, sources: &SourceTree, before: &[Diagnostic], day: Day) {
    let known: FxHashSet<(&str, &str, &str)> =
        before.iter().map(|d| (&*d.place.path, d.code.as_str(), &*d.message.vi)).collect();
    let tree = changed(sources, &reading.plan.changes);
    let after = analyse(&tree, day).diagnostics;
    let mut found = Vec::new();
    for diagnostic in after {
        let worth = diagnostic.severity == Severity::Error
            || diagnostic.severity == Severity::Warning && diagnostic.code.as_str().starts_with(['P', 'L']);
        let Some(change) = reading.plan.changes.get(&*diagnostic.place.path).filter(|_| worth) else { continue };
        if known.contains(&(&*diagnostic.place.path, diagnostic.code.as_str(), &*diagnostic.message.vi)) {
            continue;
        }
        let code = diagnostic.code.as_str();
        let (vi, en) = (&diagnostic.message.vi, &diagnostic.message.en);
        let message = crate::say!("{vi} [{code}]", "{en} [{code}]");
        let problem =
            if diagnostic.severity == Severity::Error { Problem::error(message) } else { Problem::warning(message) };
        let place = reading.items.get(change.item).map(|item| item.place.clone()).unwrap_or_default();
        let problem = Problem { help: diagnostic.help, ..problem };
        found.push(problem.at(place));
    }
    reading.problems.append(&mut found);
}

//! What is published already: the ledger of the site in a folder, and whether its files are what they should be.
//!
//! An output folder goes in; the text of its ledger, or the paths that differ from a list of digests, come out. Only files
//! that this program wrote are looked at. The invariant: nothing is written here.
#![allow(clippy::disallowed_methods, reason = "reads the output folder")]

use super::fault::Fault;
use super::manifest::Entry;
use crate::text::digest::Digest;
use camino::Utf8Path;
use rayon::prelude::*;
use std::fs;

/// The name of the manifest in an output folder; where it is, the folder is ours.
const MANIFEST: &str = ".doithoai-manifest";

/// The text of the file at `path` of the site in `out`, if this program published one there.
pub fn text(out: &Utf8Path, path: &str) -> Option<String> {
    if !out.join(MANIFEST).is_file() {
        return None;
    }
    fs::read_to_string(out.join(path)).ok()
}

/// The paths under which `out` does not hold the bytes that `outputs` lists, sorted.
pub fn differing(out: &Utf8Path, outputs: &[Entry]) -> Result<Vec<Box<str>>, Fault> {
    let compare = |entry: &Entry| match fs::read(out.join(&*entry.path)) {
        Ok(bytes) if Digest::of(&bytes) == entry.digest => Ok(None),
        Ok(_) => Ok(Some(entry.path.clone())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Some(entry.path.clone())),
        Err(error) => Err(Fault::reading(out.join(&*entry.path).as_str(), &error)),
    };
    let found: Result<Vec<Option<Box<str>>>, Fault> = outputs.par_iter().map(compare).collect();
    found.map(|all| all.into_iter().flatten().collect())
}

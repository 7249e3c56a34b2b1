//! What is published already: a text of the site that lies in an output folder.
//!
//! An output folder and a path go in, the text or a digest comes out. Nothing is written here.
#![allow(clippy::disallowed_methods, reason = "reads the output folder")]

use super::folder::MANIFEST;
use crate::text::digest::Digest;
use camino::Utf8Path;
use std::fs;

/// The digest of the manifest that the last finished build left in `out`.
pub fn manifest(out: &Utf8Path) -> Option<Digest> {
    Some(Digest::of(&fs::read(out.join(MANIFEST)).ok()?))
}

/// Whether `place` is a folder.
pub fn is_folder(place: &Utf8Path) -> bool {
    place.is_dir()
}

/// The text of a file that was taken from a site.
pub fn file(place: &Utf8Path) -> Option<String> {
    fs::read_to_string(place).ok()
}

/// The text of the file at `path` of the site in `out`, if there is one.
pub fn text(out: &Utf8Path, path: &str) -> Option<String> {
    fs::read_to_string(out.join(path)).ok()
}

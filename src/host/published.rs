//! What is published already: a text of the site that lies in an output folder.
//!
//! An output folder and a path go in, the text comes out, if this program wrote that folder. Nothing is written here.
#![allow(clippy::disallowed_methods, reason = "reads the output folder")]

use super::folder::MANIFEST;
use camino::Utf8Path;
use std::fs;

/// The text of the file at `path` of the site in `out`, if this program published one there.
pub fn text(out: &Utf8Path, path: &str) -> Option<String> {
    if !out.join(MANIFEST).is_file() {
        return None;
    }
    fs::read_to_string(out.join(path)).ok()
}

//! What is published already: a text of the site that lies in an output folder.
//!
//! An output folder and a path go in, the text comes out. Nothing is written here.
#![allow(clippy::disallowed_methods, reason = "reads the output folder")]

use camino::Utf8Path;
use std::fs;

/// The text of the file at `path` of the site in `out`, if there is one.
pub fn text(out: &Utf8Path, path: &str) -> Option<String> {
    fs::read_to_string(out.join(path)).ok()
}

//! Verifying: whether a folder holds exactly the site that a build from nothing gives.
//!
//! In go an output folder and the outputs of a [`Publisher::memory`](super::publish::Publisher::memory) build, out come
//! the differences, sorted by path. Every byte is read. The invariant: nothing is written, and files that publishing does
//! not know are no difference.
#![allow(clippy::disallowed_methods, reason = "reads the site")]

use super::fault::Fault;
use super::folder::MANIFEST;
use super::manifest::{Entry, Manifest};
use crate::text::digest::{Digest, Stream};
use camino::Utf8Path;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read};

/// How one path of a folder is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Path in the output folder.
    pub path: Box<str>,
    /// What is wrong with it.
    pub kind: DifferenceKind,
}

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// The site has it and the folder has not.
    Missing,
    /// The bytes differ.
    Differs,
    /// Publishing left it there and the site has it no more.
    Extra,
}

/// Compares the folder `out` with `outputs`, which are sorted by path.
pub fn verify(out: &Utf8Path, outputs: &[Entry]) -> Result<Vec<Difference>, Fault> {
    let compared: Vec<Option<Difference>> =
        outputs.par_iter().map(|output| compare(out, output)).collect::<Result<_, _>>()?;
    let manifest = fs::read(out.join(MANIFEST)).ok().and_then(|bytes| Manifest::decode(&bytes)).unwrap_or_default();
    let listed = manifest.entries.into_iter().map(|entry| entry.path);
    let extra = listed.filter(|path| outputs.binary_search_by(|output| output.path.cmp(path)).is_err());
    let extra = extra.map(|path| Difference { path, kind: DifferenceKind::Extra });
    let mut differences: Vec<_> = compared.into_iter().flatten().chain(extra).collect();
    differences.sort();
    Ok(differences)
}

fn compare(out: &Utf8Path, output: &Entry) -> Result<Option<Difference>, Fault> {
    let place = out.join(&*output.path);
    let kind = match digest_of(&place) {
        Ok(digest) if digest == output.digest => return Ok(None),
        Ok(_) => DifferenceKind::Differs,
        Err(error) if [ErrorKind::NotFound, ErrorKind::NotADirectory].contains(&error.kind()) => {
            DifferenceKind::Missing
        }
        Err(error) if error.kind() == ErrorKind::IsADirectory => DifferenceKind::Differs,
        Err(error) => return Err(Fault::reading(place.as_str(), &error)),
    };
    Ok(Some(Difference { path: output.path.clone(), kind }))
}

/// The digest of the file at `place`.
pub(super) fn digest_of(place: &Utf8Path) -> Result<Digest, Error> {
    let mut file = File::open(place)?;
    let mut stream = Stream::default();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(stream.finish()),
            Ok(length) => stream.update(&piece[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

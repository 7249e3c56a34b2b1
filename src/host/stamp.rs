//! The stamp of a finished build: what it was made from, so that the next one sees at once that nothing changed.
//!
//! In go a project's folder and what else a build depends on; [`of_inputs`] gives the digest of the names, sizes and times
//! of every file that a build reads, without reading one. A [`Stamp`] keeps that digest, the digest of the manifest that
//! the build left and what it told, in `.doithoai/` of the project, one for each output folder. The invariants: a stamp
//! is taken before the files are read and only when the clock has moved on since the youngest was written, so what is
//! written later has another time; a stamp that is missing, odd or of another program means a full build, silently.
#![allow(clippy::disallowed_methods, reason = "looks at times of files, and keeps the stamp")]

use super::place::touched;
use super::walk::walk;
use crate::diagnostic::Diagnostic;
use crate::text::digest::{Digest, Stream};
use crate::text::key::Key;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The folder of a project that stamps lie in; it ignores itself in git.
const FOLDER: &str = ".doithoai";
const MAGIC: &[u8] = b"doithoai-stamp 1\n";

/// How far the times of files lag behind the clock: file systems take the time of the last tick.
const TICK: Duration = Duration::from_millis(20);

/// What a finished build left for the next one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stamp {
    /// How many files the project had.
    pub files: usize,
    /// What was told of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// The digest of every file that a build of the project at `root` reads, by name, size and time, and of `words`: all else
/// that it depends on. `None` where that is not certain.
pub fn of_inputs(root: &Utf8Path, words: &[&str]) -> Option<Digest> {
    let mut files = walk(root, "content").ok()?;
    if root.join("themes").is_dir() {
        files.extend(walk(root, "themes").ok()?);
    }
    let program = program_mark()?;
    let marks: Option<Vec<Mark>> = files
        .par_iter()
        .map(|found| if found.fault.is_some() { None } else { mark(&fs::metadata(root.join(&found.path)).ok()?) })
        .collect();
    let marks = marks?;
    let now = SystemTime::now().checked_sub(TICK)?.duration_since(UNIX_EPOCH).ok()?;
    let now = (i64::try_from(now.as_secs()).ok()?, i64::from(now.subsec_nanos()));
    if marks.iter().any(|mark| mark.touched >= now) {
        return None;
    }
    let mut digest = Stream::default();
    for word in words {
        digest.update(&(word.len() as u64).to_le_bytes());
        digest.update(word.as_bytes());
    }
    program.add_to(&mut digest);
    for (found, mark) in files.iter().zip(&marks) {
        digest.update(&(found.path.len() as u64).to_le_bytes());
        digest.update(found.path.as_bytes());
        mark.add_to(&mut digest);
    }
    Some(digest.finish())
}

/// What the running program is known by, for keys of what it makes. `None` where that is not certain.
pub fn program() -> Option<Key> {
    let mut digest = Stream::default();
    program_mark()?.add_to(&mut digest);
    Some(digest.finish().into())
}

fn program_mark() -> Option<Mark> {
    mark(&fs::metadata(std::env::current_exe().ok()?).ok()?)
}

/// What tells that a file is the same, without its bytes.
struct Mark {
    size: u64,
    node: u64,
    touched: (i64, i64),
}

impl Mark {
    fn add_to(&self, digest: &mut Stream) {
        let (seconds, nanoseconds) = self.touched;
        for number in
            [self.size.to_le_bytes(), self.node.to_le_bytes(), seconds.to_le_bytes(), nanoseconds.to_le_bytes()]
        {
            digest.update(&number);
        }
    }
}

#[cfg(unix)]
fn mark(there: &Metadata) -> Option<Mark> {
    use std::os::unix::fs::MetadataExt;
    Some(Mark { size: there.len(), node: there.ino(), touched: touched(there)? })
}

#[cfg(not(unix))]
fn mark(there: &Metadata) -> Option<Mark> {
    Some(Mark { size: there.len(), node: 0, touched: touched(there)? })
}

impl Stamp {
    /// The stamp of the last build into `out`, if it was made from `inputs` and left the manifest with this digest.
    pub fn read(root: &Utf8Path, out: &Utf8Path, inputs: Digest, manifest: Digest) -> Option<Self> {
        let bytes = fs::read(place(root, out)?).ok()?;
        let (body, checksum) = bytes.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(MAGIC)?.strip_prefix(inputs.as_bytes())?.strip_prefix(manifest.as_bytes())?;
        (Digest::of(body).as_bytes() == checksum).then(|| serde_json::from_slice(rest).ok())?
    }

    /// Keeps it for the next build into `out`; where that cannot be done, the next build is a full one.
    pub fn save(&self, root: &Utf8Path, out: &Utf8Path, inputs: Digest, manifest: Digest) {
        let Some(place) = place(root, out) else { return };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(inputs.as_bytes());
        bytes.extend(manifest.as_bytes());
        if serde_json::to_writer(&mut bytes, self).is_err() {
            return;
        }
        let checksum = Digest::of(&bytes);
        bytes.extend(checksum.as_bytes());
        let folder = root.join(FOLDER);
        let ignore = folder.join(".gitignore");
        if fs::create_dir_all(&folder).is_ok() && (ignore.is_file() || fs::write(&ignore, "*\n").is_ok()) {
            // Half a stamp has no checksum, so it need not be renamed into place.
            let _ = fs::write(place, bytes);
        }
    }
}

/// Where the stamp of the site in `out` lies.
fn place(root: &Utf8Path, out: &Utf8Path) -> Option<Utf8PathBuf> {
    let out = out.canonicalize_utf8().ok()?;
    let (name, _) =
        Digest::of(out.as_str().as_bytes()).as_bytes().split_first_chunk().map(|(name, rest)| (*name, rest))?;
    Some(root.join(FOLDER).join(format!("site-{:016x}", u64::from_be_bytes(name))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::say;
    use crate::text::span::Span;
    use std::fs::FileTimes;

    fn project() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().to_owned();
        fs::create_dir_all(root.join("content/units")).unwrap();
        fs::create_dir_all(root.join("public")).unwrap();
        fs::write(root.join("content/site.toml"), "title = 1").unwrap();
        (folder, root)
    }

    /// The digest of the inputs when the clock has moved on.
    fn settled(root: &Utf8Path, words: &[&str]) -> Digest {
        std::thread::sleep(2 * TICK);
        of_inputs(root, words).expect("all is older than a tick")
    }

    #[test]
    fn whatever_is_written_is_seen() {
        let (_folder, root) = project();
        let first = settled(&root, &["2024-04-24"]);
        assert_eq!(settled(&root, &["2024-04-24"]), first);
        assert_ne!(settled(&root, &["2024-04-25"]), first);
        // The same length, and the old time put back: the change is seen all the same.
        let file = root.join("content/site.toml");
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "title = 2").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_times(FileTimes::new().set_modified(time)).unwrap();
        let second = settled(&root, &["2024-04-24"]);
        assert_ne!(second, first);
        fs::write(root.join("content/units/a.toml"), "").unwrap();
        let third = settled(&root, &["2024-04-24"]);
        assert_ne!(third, second);
        fs::create_dir_all(root.join("themes/x")).unwrap();
        fs::write(root.join("themes/x/theme.toml"), "").unwrap();
        assert_ne!(settled(&root, &["2024-04-24"]), third);
    }

    #[test]
    fn what_was_written_just_now_is_not_trusted() {
        let (_folder, root) = project();
        fs::write(root.join("content/site.toml"), "title = 3").unwrap();
        assert_eq!(of_inputs(&root, &[]), None);
    }

    #[test]
    fn a_stamp_is_given_back_for_the_same_inputs_only() {
        let (_folder, root) = project();
        let (inputs, manifest) = (Digest::of(b"inputs"), Digest::of(b"manifest"));
        let out = root.join("public");
        let told = Diagnostic::new(Code::W11, "content/a.md", Span::new(3, 7), say!("một", "one"));
        Stamp { files: 3, diagnostics: vec![told] }.save(&root, &out, inputs, manifest);
        let stamp = Stamp::read(&root, &out, inputs, manifest).expect("it was saved");
        assert_eq!((stamp.files, stamp.diagnostics.len()), (3, 1));
        assert_eq!(stamp.diagnostics[0].place.span, Span::new(3, 7));
        assert!(Stamp::read(&root, &out, manifest, manifest).is_none());
        assert!(Stamp::read(&root, &out, inputs, inputs).is_none());
        assert!(Stamp::read(&root, &root.join("content"), inputs, manifest).is_none());
        let place = place(&root, &out).unwrap();
        let bytes = fs::read(&place).unwrap();
        for at in 0..bytes.len() {
            fs::write(&place, &bytes[..at]).unwrap();
            assert!(Stamp::read(&root, &out, inputs, manifest).is_none(), "cut at {at}");
        }
        assert_eq!(fs::read_to_string(root.join(".doithoai/.gitignore")).unwrap(), "*\n");
    }
}

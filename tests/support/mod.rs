//! What the tests of whole sites share: a project in a folder of its own, the program, and the files that it wrote.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "each test binary uses its part; tests touch the disk"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A project in a folder of its own. `SiteTest::from("bilingual").build().succeeds()`.
#[must_use]
pub struct SiteTest {
    folder: TempDir,
    last: Option<Output>,
}

impl SiteTest {
    /// A copy of `tests/sites/<case>/in`.
    pub fn from(case: &str) -> Self {
        Self::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(case).join("in"))
    }

    /// A copy of any project.
    pub fn copy_of(project: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(project, folder.path());
        Self { folder, last: None }
    }

    /// A copy of the `content/` of a project, without what else lies beside it.
    pub fn copy_of_content(project: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&project.join("content"), &folder.path().join("content"));
        Self { folder, last: None }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `doithoai build` with further arguments.
    pub fn build_with(mut self, arguments: &[&str]) -> Self {
        // Another program of the same sources may be asked, an optimised one for long runs.
        let program = std::env::var("DOITHOAI").unwrap_or_else(|_| env!("CARGO_BIN_EXE_doithoai").to_owned());
        let mut command = Command::new(program);
        command.arg("build").arg(self.root()).args(arguments).env_remove("DOITHOAI_LANG");
        self.last = Some(command.output().expect("the program runs"));
        self
    }

    /// Runs `doithoai build`.
    pub fn build(self) -> Self {
        self.build_with(&[])
    }

    /// The last run ended with `status`.
    #[track_caller]
    pub fn ends_with(self, status: i32) -> Self {
        let output = self.last.as_ref().expect("something ran");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{said}{}", String::from_utf8_lossy(&output.stdout));
        self
    }

    /// The last run ended well.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        self.ends_with(0)
    }

    /// The last run said `words` on either output.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let output = self.last.as_ref().expect("something ran");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        assert!(said.contains(words), "{words:?} is not in:\n{said}");
        self
    }

    /// Replaces the only occurrence of `old` in a file of the project.
    #[track_caller]
    pub fn edit(self, path: &str, old: &str, new: &str) -> Self {
        let file = self.root().join(path);
        let text = fs::read_to_string(&file).expect("the file is there");
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}");
        fs::write(file, text.replace(old, new)).expect("the file can be written");
        self
    }

    /// Writes a file of the project.
    pub fn write(self, path: &str, text: &str) -> Self {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("files lie in folders")).expect("the folder can be made");
        fs::write(file, text).expect("the file can be written");
        self
    }

    /// Removes a file of the project.
    pub fn remove(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).expect("the file is there");
        self
    }

    /// The files of the site, by path.
    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        read_all(&self.root().join("public"))
    }

    /// A page of the site as text.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let file = self.root().join("public").join(path).join("index.html");
        fs::read_to_string(&file).unwrap_or_else(|_| panic!("there is no page {path}"))
    }

    /// The site is what a build into an empty folder would make.
    #[track_caller]
    pub fn equals_fresh_build(self) -> Self {
        let fresh = Self::copy_of(self.root());
        fs::remove_dir_all(fresh.root().join("public")).expect("the copy has the site");
        let fresh = fresh.build().succeeds();
        let (ours, theirs) = (self.site(), fresh.site());
        let differing: Vec<_> = ours.keys().chain(theirs.keys()).filter(|k| ours.get(*k) != theirs.get(*k)).collect();
        assert!(differing.is_empty(), "{differing:?}");
        self
    }
}

/// Every file below `folder`, by path; files of the program's own left out.
pub fn read_all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for path in files_below(folder) {
        let name = path.strip_prefix(folder).expect("it lies below").to_string_lossy().replace('\\', "/");
        if !name.starts_with('.') && !name.contains("/.") {
            files.insert(name, fs::read(path).expect("it can be read"));
        }
    }
    files
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// A copy of a project among the fixtures, with the names of files that are meant.
pub fn unpacked(project: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(project, folder.path());
    folder
}

/// The path of a fixture for a file at `path`: letters beyond ASCII stand in it as `%E1`, since neither file systems nor
/// version control keep such names alike on every system.
pub fn portable(path: &str) -> String {
    let named = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(named).collect()
}

/// The path that a fixture's path stands for.
fn meant(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = path.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (code, rest) = part.split_at_checked(2).expect("two digits follow a per cent sign");
        bytes.push(u8::from_str_radix(code, 16).expect("they are hexadecimal"));
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).expect("names are UTF-8")
}

fn copy(from: &Path, to: &Path) {
    for path in files_below(from) {
        let name = path.strip_prefix(from).expect("it lies below").to_str().expect("fixtures have plain names");
        let target = to.join(meant(name));
        fs::create_dir_all(target.parent().expect("files lie in folders")).expect("the folder can be made");
        match path.read_link() {
            Ok(to) => std::os::unix::fs::symlink(to, target).expect("a link can be made"),
            Err(_) => drop(fs::copy(path, target).expect("it can be copied")),
        }
    }
}

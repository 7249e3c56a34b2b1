//! The guides for editors in `content/pages/huong-dan*.md`, followed word by word: each in a new folder, its files written
//! as they are shown, its commands run, and what they tell held against what the guide says they tell.
//!
//! A fenced block says by its first line what it is:
//!
//! - `sh`: commands. A block `text` after it is what they tell, results first; a line `…` in it stands for any lines. Without
//!   one it is enough that they end well.
//! - `<language> <path>`: a file to write. The paragraph before names its path.
//! - `cay`: what lies in the folder, a path a line with what it is.
//! - `<language> cũ <path>`, then `<language> mới <path>`: a part of a file, and what is written in its place.
//!
//! Files that no text can show (a workbook) lie in `tests/guides/<guide>/`. The day is the one that the guide says it is.
//! `UPDATE=1 cargo test --test guides` writes what is told into the guides, to be read before it is kept.
#![allow(clippy::disallowed_methods, reason = "works on folders")]

use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_doithoai");

/// Commands for which the day matters.
const DATED: [&str; 7] = ["new", "check", "build", "import", "export", "due", "status"];

/// How the guides say on which day they are followed.
const DAY: &str = "chạy vào ngày ";

fn guides() -> Vec<PathBuf> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages");
    let all = fs::read_dir(pages).expect("the pages").map(|entry| entry.expect("an entry").path());
    let is_guide =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("huong-dan"));
    let mut all: Vec<PathBuf> = all.filter(is_guide).collect();
    all.sort();
    all
}

/// A fenced block.
#[derive(Debug)]
struct Block {
    /// The words after the fence.
    info: Vec<String>,
    text: String,
    /// Its lines in the guide, without the fences.
    lines: std::ops::Range<usize>,
    /// The paragraph before it.
    before: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let lines: Vec<&str> = guide.lines().collect();
    let mut found = Vec::new();
    let (mut at, mut before) = (0, String::new());
    while at < lines.len() {
        let Some(info) = lines[at].strip_prefix("```") else {
            if lines[at].is_empty() && lines.get(at + 1).is_some_and(|next| !next.starts_with("```")) {
                before.clear();
            }
            before.push_str(lines[at]);
            before.push('\n');
            at += 1;
            continue;
        };
        let end = at + 1 + lines[at + 1..].iter().position(|line| *line == "```").expect("the fence is closed");
        found.push(Block {
            info: info.split(' ').map(str::to_owned).collect(),
            text: lines[at + 1..end].iter().flat_map(|line| [line, "\n"]).collect(),
            lines: at + 1..end,
            before: before.clone(),
        });
        at = end + 1;
    }
    found
}

/// Somebody who follows a guide.
struct Reader {
    desk: tempfile::TempDir,
    /// Where they are.
    folder: PathBuf,
    day: String,
}

impl Reader {
    fn new(guide: &str, name: &str) -> Self {
        let desk = tempfile::tempdir().expect("a folder");
        let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides").join(name);
        for entry in fs::read_dir(given).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            fs::copy(&path, desk.path().join(path.file_name().expect("a name"))).expect("it can be copied");
        }
        let said = guide.split(DAY).nth(1).and_then(|rest| rest.split(['.', ',', ':', ' ', '\n']).next());
        let parts: Vec<u16> = said.unwrap_or("20/3/2024").split('/').map(|n| n.parse().expect("a day")).collect();
        let day = format!("{:04}-{:02}-{:02}", parts[2], parts[1], parts[0]);
        Self { folder: desk.path().to_owned(), desk, day }
    }

    /// Follows one line of commands; the status, and what is told.
    fn run(&mut self, line: &str) -> (bool, String) {
        if let Some(to) = line.strip_prefix("cd ") {
            self.folder = self.folder.join(to);
            assert!(self.folder.is_dir(), "{line}");
            return (true, String::new());
        }
        let mut words = line.split_whitespace().skip(1);
        let first = words.next().unwrap_or_default();
        // What goes on until it is stopped is only held against its help.
        let endless = first == "serve" || line.contains("--watch");
        let line = match line.split_once(" > ") {
            _ if endless => format!("doithoai {first} --help > /dev/null"),
            _ if !line.starts_with("doithoai ") || !DATED.contains(&first) || line.contains("--as-of") => {
                line.to_owned()
            }
            Some((command, file)) => format!("{command} --as-of {} > {file}", self.day),
            None => format!("{line} --as-of {}", self.day),
        };
        let program = Path::new(PROGRAM).parent().expect("it lies in a folder");
        let mut shell = Command::new("sh");
        let errors = self.desk.path().join("told.err");
        shell.args(["-c", &format!("{line} 2>{}", errors.display())]).current_dir(&self.folder).stdin(Stdio::null());
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        shell.env("PATH", path).env_remove("DOITHOAI_LANG").env_remove("DOITHOAI");
        shell.env("HOME", self.desk.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            shell.env(format!("GIT_{who}_NAME"), "a").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
        let output = shell.output().expect("a shell");
        let told =
            String::from_utf8_lossy(&output.stdout).into_owned() + &fs::read_to_string(&errors).expect("messages");
        fs::remove_file(errors).expect("it was written");
        (output.status.success(), told)
    }

    /// The file that blocks are of; the words before one of them name it.
    fn file(&self, blocks: &[Block], path: &str) -> PathBuf {
        let named = blocks.iter().any(|block| block.before.contains(&format!("`{path}`")));
        assert!(named, "the words before do not name {path}: {blocks:?}");
        self.folder.join(path)
    }
}

/// Whether what is told is what a guide shows, `…` standing for any lines.
fn agrees(shown: &str, told: &str) -> bool {
    fn lines(shown: &[&str], told: &[&str]) -> bool {
        match shown.split_first() {
            None => told.is_empty(),
            Some((&"…", rest)) => (0..=told.len()).any(|skipped| lines(rest, &told[skipped..])),
            Some((line, rest)) => told.first() == Some(line) && lines(rest, &told[1..]),
        }
    }
    let split = |text: &str| text.trim_end().lines().map(str::to_owned).collect::<Vec<_>>();
    let (shown, told) = (split(shown), split(told));
    lines(&shown.iter().map(String::as_str).collect::<Vec<_>>(), &told.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Follows a guide; the faults, and the guide as it would have to be.
fn follow(path: &Path) -> (Vec<String>, String) {
    let guide = fs::read_to_string(path).expect("a guide");
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut reader = Reader::new(&guide, &name);
    let mut mended: Vec<String> = guide.lines().map(str::to_owned).collect();
    let mut faults = Vec::new();
    let all = blocks(&guide);
    let mut replaced: Option<String> = None;
    let mut changes = Vec::new();
    for (at, block) in all.iter().enumerate() {
        let info: Vec<&str> = block.info.iter().map(String::as_str).collect();
        match info[..] {
            ["sh"] => {
                let runs: Vec<(bool, String)> = block.text.lines().map(|line| reader.run(line)).collect();
                let told: String = runs.iter().map(|(_, told)| told.as_str()).collect();
                let shown = all.get(at + 1).filter(|next| next.info == ["text"]);
                match shown {
                    Some(shown) if !agrees(&shown.text, &told) => {
                        faults.push(format!("{name}: `{}` tells:\n{told}", block.text.trim_end()));
                        changes.push((shown.lines.clone(), told));
                    }
                    None if runs.iter().any(|(well, _)| !well) => {
                        faults.push(format!("{name}: `{}` fails:\n{told}", block.text.trim_end()));
                    }
                    _ => {}
                }
            }
            ["text"] => assert!(at > 0 && all[at - 1].info == ["sh"], "{name}: a text that no command tells"),
            ["cay"] => {
                for path in block.text.lines().filter_map(|line| line.split_whitespace().next()) {
                    assert!(reader.folder.join(path).exists(), "{name}: {path} is not there");
                }
            }
            [_, "cũ", _] => replaced = Some(block.text.clone()),
            [_, "mới", file] => {
                let place = reader.file(&all[at - 1..=at], file);
                let old = fs::read_to_string(&place).unwrap_or_else(|_| panic!("{name}: {file} is not there"));
                let part = replaced.take().expect("the old part stands before");
                assert_eq!(old.matches(&part).count(), 1, "{name}: {part:?} in {file}:\n{old}");
                fs::write(place, old.replace(&part, &block.text)).expect("it can be written");
            }
            [_, file] => {
                let place = reader.file(&all[at..=at], file);
                fs::create_dir_all(place.parent().expect("a folder")).expect("it can be made");
                fs::write(place, &block.text).expect("it can be written");
            }
            _ => panic!("{name}: {info:?} says nothing"),
        }
    }
    for (lines, told) in changes.into_iter().rev() {
        mended.splice(lines, told.trim_end().lines().map(str::to_owned));
    }
    (faults, mended.join("\n") + "\n")
}

#[test]
fn the_guides_tell_what_happens() {
    let mut all = Vec::new();
    let guides = guides();
    for (path, (faults, mended)) in guides.iter().zip(guides.par_iter().map(|path| follow(path)).collect::<Vec<_>>()) {
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, mended).expect("it can be written");
        }
        all.extend(faults);
    }
    assert!(guides.len() >= 10, "one a task, and their index");
    assert!(all.is_empty(), "{} blocks; UPDATE=1 writes the guides anew:\n{}", all.len(), all.join("\n"));
}

#[test]
fn a_guide_that_lies_is_found() {
    assert!(agrees("a\n…\nd\n", "a\nb\nc\nd\n") && agrees("…\n", "") && agrees("a\n", "a\n"));
    assert!(!agrees("a\n…\nd\n", "a\nb\n") && !agrees("", "a\n") && !agrees("a\n", "a\nb\n"));
    let guide = "Ghi vào `a.txt`:\n\n```text a.txt\nx\n```\n\n```sh\ncat a.txt\nfalse\n```\n\n```text\ny\n```\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("guide.md");
    fs::write(&path, guide).expect("it can be written");
    let (faults, mended) = follow(&path);
    assert_eq!(faults.len(), 1);
    assert_eq!(mended, guide.replace("\ny\n", "\nx\n"));
    fs::write(&path, guide.replace("```text\ny\n```\n", "")).expect("it can be written");
    assert_eq!(follow(&path).0.len(), 1, "what fails and is not shown is told too");
}

#[test]
fn the_index_leads_to_every_guide() {
    let guides = guides();
    let slugs: Vec<String> =
        guides.iter().map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let index = fs::read_to_string(&guides[slugs.iter().position(|slug| slug == "huong-dan").expect("the index")]);
    let index = index.expect("the index");
    for slug in slugs.iter().filter(|slug| *slug != "huong-dan" && !slug.contains('.')) {
        assert!(index.contains(&format!("(@pages/{slug})")), "{slug}");
    }
}

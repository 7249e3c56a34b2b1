//! Imports of the files in `tests/import`: what is told, what is written, and that a second import changes nothing.
//!
//! Each case is a folder with `input.<kind>` (made by `make.py`), perhaps `arguments`, and what is expected: `told.txt`
//! (status, then what people read), and `written/`, the files that differ from `project/` afterwards. `UPDATE=1` writes
//! these anew, to be read before they are kept.

#![allow(clippy::disallowed_methods, reason = "works on folders")]

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, base: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                let name = path.strip_prefix(base).expect("it lies below").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files_below(&cases().join("project")) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().expect("files lie in folders")).expect("the folder can be made");
        fs::write(place, bytes).expect("it can be written");
    }
    folder
}

fn run(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    command.args(words).env_remove("DOITHOAI_LANG").output().expect("the program runs")
}

fn import(file: &Path, root: &Path, further: &[&str]) -> Output {
    let text = |path: &Path| path.to_str().expect("its name is UTF-8").to_owned();
    let (file, root) = (text(file), text(root));
    let mut words = vec!["import", &*file, &*root, "--into", "2023-2024/khoa-cntt"];
    words.extend(further);
    run(&words)
}

fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is told is text");
    let status = output.status.code().expect("it ended by itself");
    format!("status {status}\n\n{}\n{}", text(&output.stdout), text(&output.stderr))
}

fn input(case: &Path) -> Option<PathBuf> {
    let mut found = fs::read_dir(case).ok()?.map(|entry| entry.expect("an entry").path());
    found.find(|path| path.file_stem().is_some_and(|stem| stem == "input"))
}

/// Files that are there after and differ from before.
fn differing(before: &BTreeMap<String, Vec<u8>>, root: &Path) -> BTreeMap<String, Vec<u8>> {
    let after = files_below(root);
    assert!(before.keys().all(|path| after.contains_key(path)), "no file is taken away");
    after.into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).collect()
}

struct Expected {
    folder: PathBuf,
    faults: Vec<String>,
}

impl Expected {
    fn text(&mut self, name: &str, now: &str) {
        let path = self.folder.join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("it can be written");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(now) {
            self.faults.push(format!("{} differs, now:\n{now}", path.display()));
        }
    }

    fn files(&mut self, name: &str, now: &BTreeMap<String, Vec<u8>>) {
        let folder = self.folder.join(name);
        if std::env::var_os("UPDATE").is_some() {
            let _ = fs::remove_dir_all(&folder);
            for (path, bytes) in now {
                let place = folder.join(path);
                fs::create_dir_all(place.parent().expect("files lie in folders")).expect("the folder can be made");
                fs::write(place, bytes).expect("it can be written");
            }
        } else {
            let expected = files_below(&folder);
            for path in expected.keys().chain(now.keys()).filter(|path| expected.get(*path) != now.get(*path)) {
                let text = now.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                self.faults.push(format!("{} differs, now:\n{text:?}", folder.join(path).display()));
            }
        }
    }
}

fn hold(case: &Path) -> Vec<String> {
    let Some(file) = input(case) else { return Vec::new() };
    let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let arguments: Vec<&str> = arguments.lines().collect();
    let mut expected = Expected { folder: case.to_owned(), faults: Vec::new() };
    let folder = project();
    let root = folder.path();
    let before = files_below(root);
    let dry = import(&file, root, &arguments);
    expected.text("told.txt", &told(&dry));
    assert!(differing(&before, root).is_empty(), "a dry run writes nothing: {}", case.display());
    for line in
        String::from_utf8_lossy(&import(&file, root, &[&arguments[..], &["--format", "json"]].concat()).stdout).lines()
    {
        let line: serde_json::Value = serde_json::from_str(line).expect("every line is JSON");
        assert!(["sheet", "row", "column", "severity", "message"].iter().all(|key| line.get(key).is_some()), "{line}");
    }
    let written = import(&file, root, &[&arguments[..], &["--write"]].concat());
    assert_eq!(written.status.code(), dry.status.code(), "writing has the status of the dry run: {}", case.display());
    let now = differing(&before, root);
    expected.files("written", &now);
    if dry.status.success() {
        let checked = run(&["check", root.to_str().expect("its name is UTF-8")]);
        assert!(checked.status.success(), "{}: {}", case.display(), told(&checked));
        let again = import(&file, root, &[&arguments[..], &["--write"]].concat());
        assert!(again.status.success() && differing(&before, root) == now, "{}: {}", case.display(), told(&again));
        assert!(told(&again).contains("không có gì mới"), "{}: {}", case.display(), told(&again));
    } else {
        assert!(now.is_empty(), "what has errors is not written: {}", case.display());
    }
    if let Some(edited) = input(&case.join("again")) {
        let first = files_below(root);
        let told_now = import(&edited, root, &[&arguments[..], &["--write"]].concat());
        expected.text("again/told.txt", &told(&told_now));
        expected.files("again/written", &differing(&first, root));
        let checked = run(&["check", root.to_str().expect("its name is UTF-8")]);
        assert!(checked.status.success(), "{}", told(&checked));
    }
    expected.faults
}

#[test]
fn files_as_schools_write_them() {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(cases()).expect("the cases").map(|e| e.expect("a case").path()).collect();
    folders.sort();
    let faults: Vec<String> = folders.par_iter().flat_map_iter(|case| hold(case)).collect();
    assert!(folders.len() > 40 && faults.is_empty(), "{}", faults.join("\n"));
}

/// A copy of the `content/` of a project.
fn copy(project: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files_below(&project.join("content")) {
        let place = folder.path().join("content").join(path);
        fs::create_dir_all(place.parent().expect("files lie in folders")).expect("the folder can be made");
        fs::write(place, bytes).expect("it can be written");
    }
    folder
}

fn export(root: &Path, further: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (tables, root) = (folder.path().to_str().expect("UTF-8"), root.to_str().expect("UTF-8"));
    let output = run(&[&["export", tables, root][..], further].concat());
    assert!(output.status.success(), "{}", told(&output));
    folder
}

fn read_back(tables: &Path, name: &str, root: &Path) -> Output {
    let (file, root) = (tables.join(name), root.to_str().expect("UTF-8"));
    run(&["import", file.to_str().expect("UTF-8"), root, "--write"])
}

/// Projects that are exported and read back: the example, one with `questions.toml`, and that of the imports.
fn projects() -> Vec<TempDir> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    vec![copy(root), copy(&cases().join("project"))]
}

#[test]
fn what_was_exported_is_read_back_unchanged() {
    for project in projects() {
        let root = project.path();
        let before = files_below(root);
        for further in [&[][..], &["--public"]] {
            let tables = export(root, further);
            for name in ["questions.csv", "commitments.csv"] {
                let output = read_back(tables.path(), name, root);
                assert!(output.status.success() && told(&output).contains("không có gì mới"), "{}", told(&output));
            }
            assert!(files_below(root) == before, "no byte changes");
            assert_eq!(files_below(tables.path()), files_below(export(root, further).path()), "the same tables again");
        }
    }
}

#[test]
fn edited_and_missing_records_come_back() {
    let project = copy(Path::new(env!("CARGO_MANIFEST_DIR")));
    let root = project.path();
    let tables = export(root, &[]);
    let exported = files_below(tables.path());
    let questions: Vec<String> =
        files_below(root).into_keys().filter(|p| p.contains("/questions/") && !p.contains(".en.")).collect();
    for path in questions.iter().step_by(3) {
        fs::remove_file(root.join(path)).expect("it was there");
    }
    let output = read_back(tables.path(), "questions.csv", root);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(files_below(export(root, &[]).path()), exported, "what was removed is there again");
    let place = tables.path().join("questions.csv");
    let text = fs::read_to_string(&place).expect("a table");
    let old = text.lines().nth(1).expect("a row").split(',').nth(2).expect("a title").to_owned();
    fs::write(&place, text.replacen(&old, "Tên mới", 1)).expect("it can be written");
    let before = files_below(root);
    assert!(read_back(tables.path(), "questions.csv", root).status.success());
    let changed = differing(&before, root);
    let (path, now) = changed.first_key_value().expect("one file changed");
    let then = String::from_utf8_lossy(&before[path]).into_owned();
    assert_eq!((changed.len(), String::from_utf8_lossy(now).into_owned()), (1, then.replacen(&old, "Tên mới", 1)));
}

/// A workbook whose only sheet is `rows` rows of zeros, so that it packs into nearly nothing.
fn bomb(rows: usize) -> Vec<u8> {
    let parts = [
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>",
        ),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(name, options).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.start_file("xl/sheet.xml", options).expect("a part");
    archive.write_all(b"<worksheet><sheetData>").expect("its text");
    let row = b"<row><c t=\"str\"><v>a</v></c></row>".repeat(1000);
    for _ in 0..rows / 1000 {
        archive.write_all(&row).expect("its text");
    }
    archive.write_all(b"</sheetData></worksheet>").expect("its text");
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_bomb_is_refused_at_once() {
    let folder = project();
    let file = folder.path().join("bomb.xlsx");
    for (rows, words) in [(9_000_000, "256 MiB"), (201_000, "200000")] {
        let bytes = bomb(rows);
        assert!(bytes.len() < 2 << 20, "{}", bytes.len());
        fs::write(&file, bytes).expect("it can be written");
        let began = std::time::Instant::now();
        let output = import(&file, folder.path(), &[]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        // What the archive itself says is refused before anything is unpacked.
        assert!(rows < 1_000_000 || began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
        assert!(told(&output).contains(words), "{}", told(&output));
    }
    let wide = vec!["c"; 257].join(",");
    let file = folder.path().join("wide.csv");
    fs::write(&file, wide).expect("it can be written");
    let output = import(&file, folder.path(), &[]);
    assert!(output.status.code() == Some(2) && told(&output).contains("256"), "{}", told(&output));
}

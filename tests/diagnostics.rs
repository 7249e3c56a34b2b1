//! One folder a fault: what is said of the project in `in/` is what `expect.txt` says, and nothing else.
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod support;

use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::check;
use doithoai::diagnostic::{Code, Diagnostic, Severity};
use doithoai::text::source::SourceTree;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn folders(of: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(of);
    let entries = fs::read_dir(folder).expect("the fixtures");
    let mut folders: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

fn load(project: &Path) -> SourceTree {
    let root = camino::Utf8Path::from_path(project).expect("a UTF-8 path");
    doithoai::host::load::load(root).unwrap_or_else(|fault| panic!("{root}: {}", fault.message.en))
}

fn found(tree: &SourceTree) -> Vec<Diagnostic> {
    let today = NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day");
    analyse(tree, Day { today, asked: None }).diagnostics
}

/// `CODE severity path:line:column`, as in `expect.txt`.
fn line(tree: &SourceTree, diagnostic: &Diagnostic) -> String {
    let path = &diagnostic.place.path;
    let (line, column) = tree.position(path, diagnostic.place.span.start as usize);
    format!("{} {} {path}:{line}:{column}", diagnostic.code.as_str(), diagnostic.severity.as_str())
}

/// Codes whose rule does not exist yet are left out on both sides.
fn known(line: &str) -> bool {
    let code = line.split(' ').next().and_then(Code::parse);
    code.is_some_and(|code| check::rule(code).is_some())
}

#[test]
fn every_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for folder in folders("diagnostics") {
        let tree = load(support::unpacked(&folder.join("in")).path());
        let expected = fs::read_to_string(folder.join("expect.txt")).unwrap_or_default();
        let expected: BTreeSet<String> = expected.lines().map(|l| l.trim().to_owned()).filter(|l| known(l)).collect();
        let told = found(&tree);
        let told: BTreeSet<String> = told
            .iter()
            .map(|d| (d.severity, line(&tree, d)))
            .filter(|(severity, line)| (*severity != Severity::Info || expected.contains(line)) && known(line))
            .map(|(_, line)| line)
            .collect();
        if told != expected {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let missing: Vec<_> = expected.difference(&told).collect();
            let extra: Vec<_> = told.difference(&expected).collect();
            wrong.push(format!("{name}: missing {missing:?}, not expected {extra:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} fixtures:\n{}", wrong.len(), wrong.join("\n"));
}

/// What helps, in both languages, and what a fix would write.
fn helps(tree: &SourceTree, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().filter(|d| d.severity != Severity::Info) {
        let place = line(tree, diagnostic);
        let _ = writeln!(out, "{place}");
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  {}\n  {}", help.vi, help.en);
        }
        for label in &diagnostic.related {
            let (line, column) = tree.position(&label.place.path, label.place.span.start as usize);
            let _ = writeln!(out, "  {line}:{column} {}", label.message.vi);
        }
        if let Some(fix) = &diagnostic.fix {
            let text = tree.text(&diagnostic.place.path).expect("a record");
            let _ = writeln!(out, "  - {}\n  + {}", &text[fix.span.range()], fix.text);
        }
    }
    out
}

/// Where a fixture says what helps; written anew with UPDATE=1.
#[test]
fn what_helps_is_said() {
    let mut wrong = Vec::new();
    for folder in folders("diagnostics").into_iter().filter(|folder| folder.join("help.txt").exists()) {
        let tree = load(support::unpacked(&folder.join("in")).path());
        let told = helps(&tree, &found(&tree));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(folder.join("help.txt"), &told).expect("written");
        }
        let expected = fs::read_to_string(folder.join("help.txt")).expect("what helps");
        if told != expected {
            wrong.push(format!("{}:\n{told}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sample_site_is_without_errors() {
    let mut wrong = Vec::new();
    for folder in folders("sites") {
        let tree = load(support::unpacked(&folder.join("in")).path());
        let errors = found(&tree).into_iter().filter(|d| d.severity == Severity::Error);
        wrong.extend(errors.map(|d| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{name}: {} {}", line(&tree, &d), d.message.vi)
        }));
    }
    assert!(wrong.is_empty(), "{} errors:\n{}", wrong.len(), wrong.join("\n"));
}

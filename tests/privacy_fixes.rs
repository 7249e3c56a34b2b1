//! A cut that the privacy gate offers takes the datum out: applied, its finding is gone and nothing else is lost.
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::diagnostic::Diagnostic;
use doithoai::text::source::{SourceFile, SourceTree};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn load(project: &Path) -> SourceTree {
    let root = camino::Utf8Path::from_path(project).expect("a UTF-8 path");
    doithoai::host::load::load(root).unwrap_or_else(|fault| panic!("{root}: {}", fault.message.en))
}

fn personal(tree: &SourceTree) -> Vec<Diagnostic> {
    let today = NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day");
    let all = analyse(tree, Day { today, asked: None }).diagnostics;
    all.into_iter().filter(|d| d.code.as_str().starts_with('P')).collect()
}

/// The tree with one file's bytes replaced as the fix says.
fn applied(tree: &mut SourceTree, told: &Diagnostic) {
    let Some(fix) = &told.fix else { return };
    let file = tree.files.iter_mut().find(|f| *f.path == *told.place.path).expect("the file of the finding");
    let mut text = file.text.to_string();
    text.replace_range(fix.span.range(), &fix.text);
    *file = SourceFile::new(file.path.clone(), text);
}

#[test]
fn every_cut_takes_its_finding_away() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cuts = 0;
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('P') {
            continue;
        }
        let project = entry.path().join("in");
        for told in personal(&load(&project)).iter().filter(|d| d.fix.is_some()) {
            let mut tree = load(&project);
            let before = personal(&tree);
            applied(&mut tree, told);
            let after = personal(&tree);
            assert!(after.len() < before.len(), "{name}: {told:?}\nafter: {after:?}");
            assert!(after.iter().all(|d| d.message != told.message), "{name}: {told:?}");
            cuts += 1;
        }
    }
    assert!(cuts > 20, "only {cuts} fixes were offered");
}

#[test]
fn no_message_gives_the_datum_away() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    for (name, datum) in [
        ("P01-citizen-number", "087084000999"),
        ("P02-mobile", "0912345678"),
        ("P03-e-mail", "nguyen.a"),
        ("P04-pattern", "20A12345678"),
        ("P05-in-question", "Bích"),
        ("P06-lecturer", "Bảo"),
        ("P07-account", "01234567890"),
    ] {
        let found = personal(&load(&folder.join(name).join("in")));
        assert_eq!(found.len(), 1, "{name}");
        let said = format!("{:?} {:?} {:?}", found[0].message, found[0].label, found[0].help);
        assert!(!said.replace([' ', '.', '-'], "").contains(&datum.replace('.', "")), "{name}: {said}");
    }
}

fn tree_with(text: &str) -> SourceTree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/P02-mobile/in");
    let mut tree = load(&folder);
    let file = tree.files.iter_mut().find(|f| f.path.ends_with("001.md")).expect("the question");
    let front = file.text.find("\n+++\n").expect("front matter") + "\n+++\n".len();
    *file = SourceFile::new(file.path.clone(), format!("{}{text}", &file.text[..front]));
    tree
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_gate(text in "([0-9]{1,4}|[ .()*_|@\\-\\n]|em |Trần |Văn |Bình|cô |STK |MSSV|zalo\\.me/|\u{200b}|&#48;|\\[a\\]\\(|\\)|\\PC){0,40}") {
        let tree = tree_with(&text);
        for told in personal(&tree) {
            let file = tree.file(&told.place.path).expect("a file of the tree");
            prop_assert!(file.text.get(told.place.span.range()).is_some(), "{told:?}");
        }
    }
}

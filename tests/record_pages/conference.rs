//! The conference rule of the Son La example: one round above the threshold of 15, one below, and what happens at it.

use crate::support::*;
use doithoai::build::{Day, analyse};
use doithoai::text::source::SourceTree;

const SITE: &str = "content/site.toml";
const CONFERENCE: &str = "content/rounds/2023-2024-hk1/truong/dialogue.md";
const WRITTEN: &str = "content/rounds/2023-2024-hk2/truong/dialogue.md";

fn edit(sources: &mut SourceTree, path: &str, old: &str, new: &str) {
    let text = sources.file(path).expect("the record").text.to_string();
    assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}");
    write(sources, path, &text.replace(old, new));
}

/// The findings of W03 and W04: code and file.
fn found(sources: &SourceTree) -> Vec<(String, String)> {
    let analysed = analyse(sources, Day { today: day("2024-06-30"), asked: None });
    let all = analysed.diagnostics.iter().map(|d| (d.code.as_str().to_owned(), d.place.path.to_string()));
    all.filter(|(code, _)| matches!(code.as_str(), "W03" | "W04" | "C01")).collect()
}

fn only(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

#[test]
fn nineteen_questions_meet_and_six_are_answered_in_writing() {
    assert_eq!(found(&site("son-la")), []);
}

#[test]
fn the_form_must_be_that_of_the_number_of_questions() {
    let mut sources = site("son-la");
    edit(&mut sources, SITE, "threshold = 15", "threshold = 20");
    assert_eq!(found(&sources), only("W04", CONFERENCE));
    edit(&mut sources, SITE, "threshold = 20", "threshold = 5");
    assert_eq!(found(&sources), only("W04", WRITTEN));
}

#[test]
fn at_the_threshold_somebody_decides_and_counts_right() {
    let mut sources = site("son-la");
    edit(&mut sources, SITE, "threshold = 15", "threshold = 19");
    assert_eq!(found(&sources), only("W04", CONFERENCE));
    let decided = "level = \"school\"\nmode_decision = { count = 19, reason = \"Ban Giám hiệu chọn hội nghị.\" }";
    edit(&mut sources, CONFERENCE, "level = \"school\"", decided);
    assert_eq!(found(&sources), []);
    edit(&mut sources, CONFERENCE, "count = 19", "count = 18");
    assert_ne!(found(&sources), [], "the count of a decision must be the count");
}

#[test]
fn a_dialogue_in_writing_needs_its_notice() {
    let mut sources = site("son-la");
    edit(
        &mut sources,
        "content/rounds/2023-2024-hk2/documents/thong-bao-hinh-thuc.toml",
        "type = \"TB\"",
        "type = \"BC\"",
    );
    assert!(found(&sources).contains(&("W03".to_owned(), WRITTEN.to_owned())), "{:?}", found(&sources));
}

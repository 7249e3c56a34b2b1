//! Building over an older site: after any edits it is, byte for byte, what a build into an empty folder makes.
//!
//! `EDITS=1000 DOITHOAI=target/release/doithoai cargo test --test rebuild` goes on for a thousand steps.
#![allow(clippy::disallowed_methods, reason = "edits projects and their sites")]

#[path = "support/edits.rs"]
mod edits;
mod support;

use edits::{Dice, edit, restore};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{SiteTest, read_all};

/// How many steps are taken where the environment does not say.
const EDITS: usize = 12;

/// Somebody's hand in the published site: a file changed, removed, or put there.
fn meddle(site: &Path, dice: &mut Dice) {
    let files: Vec<String> = read_all(site).into_keys().collect();
    let any = site.join(&files[dice.roll(files.len())]);
    match dice.roll(3) {
        0 => fs::write(any, "gì đó khác").expect("it can be written"),
        1 => fs::remove_file(any).expect("it is there"),
        _ => fs::write(site.join("cua-nguoi-khac.txt"), "không phải của trang").expect("it can be written"),
    }
}

/// The files of a site but those that somebody else put there.
fn own(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = read_all(site);
    files.remove("cua-nguoi-khac.txt");
    files
}

#[test]
fn after_any_edits_a_site_is_that_of_a_fresh_build() {
    let steps = std::env::var("EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let mut dice = Dice(20_240_424);
    let project = SiteTest::from("bilingual");
    // Records may go: that this loses their addresses has tests of its own.
    let levels = "[rules.levels]\nU04 = \"off\"";
    let mut project = project.edit("content/site.toml", "[rules.levels]", levels).build().succeeds();
    let mut good = own(&project.root().join("public"));
    let mut sources = read_all(&project.root().join("content"));
    let (mut built, mut refused) = (0, 0);
    for step in 0..steps {
        let root = project.root().to_owned();
        for _ in 0..dice.roll(3) {
            edit(&root, &mut dice, step);
        }
        let day = ["2024-04-24", "2024-05-02", "2025-01-06"][dice.roll(3)];
        let options = ["--as-of", day, "--jobs", ["1", "8"][dice.roll(2)]];
        let fresh = SiteTest::copy_of(&root);
        fs::remove_dir_all(fresh.root().join("public")).expect("the copy has the site");
        let theirs = fresh.build_with(&options).site();
        if theirs.is_empty() {
            // What does not build leaves the old site as it is.
            project = project.build_with(&options).ends_with(1);
            assert_eq!(own(&root.join("public")), good, "step {step}");
            restore(&root, &sources);
            refused += 1;
            continue;
        }
        if dice.roll(4) == 0 {
            meddle(&root.join("public"), &mut dice);
        }
        // Verified or not, and once more with nothing changed: the bytes are the same.
        let verified = ["--as-of", day, "--verify"];
        for options in [&options[..], [&verified[..], &options[..]][dice.roll(2)]] {
            project = project.build_with(options).succeeds();
            let ours = own(&root.join("public"));
            let differs = |path: &&String| ours.get(*path) != theirs.get(*path);
            let differing: Vec<_> = ours.keys().chain(theirs.keys()).filter(differs).collect();
            assert!(differing.is_empty(), "step {step}: {differing:?}");
        }
        good = theirs;
        sources = read_all(&root.join("content"));
        built += 1;
    }
    assert!(built > steps / 4 && refused > 0, "{built} built, {refused} refused: that tells nothing");
}

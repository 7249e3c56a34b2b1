//! Building over an older site: after any edits it is, byte for byte, what a build into an empty folder makes.
//!
//! `EDITS=1000 DOITHOAI=target/release/doithoai cargo test --test rebuild` goes on for a thousand steps.
#![allow(clippy::disallowed_methods, reason = "edits projects and their sites")]

#[path = "support/edits.rs"]
mod edits;
mod support;

use doithoai::host::manifest::Manifest;
use doithoai::text::digest::Digest;
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

/// Another look: a word or a template of the theme changes.
fn dress(root: &Path, dice: &mut Dice, step: usize) {
    let file = |path: &str, text: String| fs::write(root.join("themes/rieng").join(path), text).expect("it is written");
    match dice.roll(3) {
        0 => file("locales/vi.toml", format!("[shell]\nhome = \"Trang đầu {step}\"\n")),
        1 => file("static/extra.css", format!("p {{ order: {step} }}\n")),
        _ => file(
            "templates/page.html",
            format!("{{% extends \"default/page.html\" %}}{{% block eyebrow %}}<p>{step}</p>{{% endblock %}}"),
        ),
    }
}

/// A project with a theme of its own over the one that is part of the program.
fn dressed(case: &str) -> SiteTest {
    let project = SiteTest::from(case).edit("content/site.toml", "title = ", "theme = \"rieng\"\ntitle = ");
    let project = project.write("themes/rieng/theme.toml", "parent = \"default\"\n");
    let project = project.write("themes/rieng/locales/vi.toml", "").write("themes/rieng/static/extra.css", "");
    project.write("themes/rieng/templates/page.html", "{% extends \"default/page.html\" %}")
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
    let project = dressed("bilingual");
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
        if dice.roll(4) == 0 {
            dress(&root, &mut dice, step);
        }
        let mut options = vec!["--as-of", day, "--jobs", ["1", "8"][dice.roll(2)]];
        options.extend(["--precompress"].iter().take(usize::from(dice.roll(4) == 0)));
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
        let verified = [&options[..], &["--verify"]].concat();
        for options in [&options, [&verified, &options][dice.roll(2)]] {
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

/// Builds a project over its last site; what lies there then is what a build into an empty folder makes. Gives the files
/// that are other than before.
fn rebuilt(project: SiteTest, options: &[&str]) -> (SiteTest, Vec<String>) {
    let before = project.site();
    let project = project.build_with(options).succeeds();
    let fresh = SiteTest::copy_of(project.root());
    fs::remove_dir_all(fresh.root().join("public")).expect("the copy has the site");
    let (ours, theirs) = (project.site(), fresh.build_with(options).succeeds().site());
    let differing = |other: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        ours.keys().chain(other.keys()).filter(|path| ours.get(*path) != other.get(*path)).cloned().collect()
    };
    assert!(differing(&theirs).is_empty(), "{options:?}: {:?}", differing(&theirs));
    let changed = differing(&before);
    (project, changed)
}

/// Two pages that have little to do with each other.
const QUESTION: &str = "dot/2023-2024/khoa-luat/y-kien/001/index.html";
const ABOUT: &str = "gioi-thieu/index.html";

/// A project without its translations.
fn without_english(project: SiteTest) -> SiteTest {
    let files = read_all(&project.root().join("content")).into_keys();
    files.filter(|path| path.contains(".en.")).fold(project, |project, path| project.remove(&format!("content/{path}")))
}

#[test]
fn whatever_pages_are_made_from_makes_them_again() {
    let mut project = dressed("bilingual").build().succeeds();
    let unit = "content/units/thu-vien.md";
    let site = "content/site.toml";
    let page = "themes/rieng/templates/page.html";
    let is = |changed: &[String], path: &str| changed.iter().any(|other| other == path);
    let mut step = |edit: &dyn Fn(SiteTest) -> SiteTest, options: &[&str], question: bool, about: bool| {
        let taken = std::mem::replace(&mut project, SiteTest::from("empty"));
        let (built, changed) = rebuilt(edit(taken), options);
        assert_eq!((is(&changed, QUESTION), is(&changed, ABOUT)), (question, about), "{options:?}: {changed:?}");
        project = built;
    };
    // What one page says, and what a page says of another record.
    step(&|p| p.edit("content/pages/gioi-thieu.md", "+++\nTrang", "+++\nThêm. Trang"), &[], false, true);
    step(&|p| p.edit(unit, "name = \"", "name = \"Trung tâm "), &[], true, false);
    // The shell, by a setting and by the day.
    step(&|p| p.edit(site, "notice = \"", "notice = \"Báo trước. "), &[], true, true);
    step(&|p| p, &["--as-of", "2024-06-03"], true, true);
    step(&|p| p, &[], true, true);
    // Addresses; one language fewer, whose pages go, and the same again.
    step(&|p| p.edit(site, "song-ngu.example", "khac.example"), &[], true, true);
    step(&|p| without_english(p).edit(site, "[\"vi\", \"en\"]", "[\"vi\"]"), &[], true, true);
    step(&|p| p.edit(site, "[\"vi\"]", "[\"vi\", \"en\"]"), &[], true, true);
    // The theme: one template, one text, a file that pages name, and a layer that goes.
    let eyebrow = "{% extends \"default/page.html\" %}{% block eyebrow %}<p>A</p>{% endblock %}";
    step(&|p| p.write(page, eyebrow), &[], false, true);
    step(&|p| p.write("themes/rieng/locales/vi.toml", "[shell]\nhome = \"Đầu\"\n"), &[], true, true);
    step(&|p| p.write("themes/rieng/static/style.css", "p { order: 1 }"), &[], true, true);
    step(&|p| p.edit(site, "theme = \"rieng\"\n", ""), &[], true, true);
    step(&|p| p, &["--precompress"], false, false);
    step(&|p| p, &[], false, false);
}

/// Changes one record, so that a build has something to do.
fn touched_elsewhere(project: SiteTest, step: usize) -> SiteTest {
    let path = "content/pages/gioi-thieu.md";
    let text = fs::read_to_string(project.root().join(path)).expect("the page") + &format!("\nLần {step}.\n");
    project.write(path, &text)
}

#[test]
fn a_page_that_is_not_as_it_was_left_is_made_again() {
    let mut project = SiteTest::from("bilingual").build().succeeds();
    let file = project.root().join("public").join(QUESTION);
    let good = fs::read(&file).expect("the page");
    let longer = [&good[..], b"<p>"].concat();
    let mut same_size = good.clone();
    same_size[good.len() / 2..].fill(b' ');
    let hands: [&dyn Fn(); 5] = [
        &|| fs::write(&file, &longer).expect("it is written"),
        &|| fs::write(&file, &same_size).expect("it is written"),
        &|| fs::write(&file, &good[..good.len() / 2]).expect("it is written"),
        &|| fs::remove_file(&file).expect("it is there"),
        // The same bytes at another time are right.
        &|| fs::write(&file, &good).expect("it is written"),
    ];
    for (step, hand) in hands.iter().enumerate() {
        project = touched_elsewhere(project, step);
        hand();
        project = rebuilt(project, &["--why"]).0;
        assert_eq!(fs::read(&file).ok(), Some(good.clone()), "{step}");
        let why = ["bị sửa trong thư mục trang", "bị mất trong thư mục trang", "nội dung thay đổi"];
        let (path, why) = if step == 4 { (ABOUT, why[2]) } else { (QUESTION, why[usize::from(step == 3)]) };
        project = project.says(&format!("{path}: {why}"));
    }
}

#[test]
fn a_page_with_the_same_key_is_not_made_and_one_kept_wrongly_is_noticed() {
    let project = SiteTest::from("bilingual").build().succeeds();
    let public = project.root().join("public");
    let (file, listed) = (public.join(QUESTION), public.join(".doithoai-manifest"));
    // A page that another hand put there, and in the manifest as well: nothing but the page itself could tell.
    let mut manifest = Manifest::decode(&fs::read(&listed).expect("it is there")).expect("it is whole");
    let entry = manifest.entries.iter_mut().find(|entry| &*entry.path == QUESTION).expect("it is listed");
    (entry.size, entry.digest) = (3, Digest::of(b"gia"));
    fs::write(&file, "gia").expect("it is written");
    fs::write(&listed, manifest.encode()).expect("it is written");
    let project = touched_elsewhere(project, 0).build().succeeds();
    assert_eq!(fs::read(&file).expect("the page"), b"gia", "it was kept, not made");
    let project = project.build_with(&["--verify"]).ends_with(2).says(&format!("khác nhau: {QUESTION}"));
    let project = project.says("hãy xoá thư mục đó rồi dựng lại");
    // A manifest that is another's, old or none: everything is made.
    for odd in [&b"doithoai-manifest 2\n"[..], b""] {
        fs::write(&listed, odd).expect("it is written");
        drop(SiteTest::copy_of(project.root()).build().succeeds().equals_fresh_build());
    }
    drop(project.build_with(&["--verify"]).succeeds().equals_fresh_build());
}

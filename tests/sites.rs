//! Whole sites: every example project builds, and what it publishes is what was reviewed.
//!
//! `tests/sites/<case>/in` is a project; `tests/sites/<case>/out` holds a snapshot of every file that it publishes: of a page
//! what is its own (the attributes of `<html>`, the title, `<main>`), of text files all, of others the length and digest.
//! `UPDATE=1 cargo test --test sites` writes the snapshots anew, to be reviewed as a diff.
#![allow(clippy::disallowed_methods, missing_docs, reason = "tests touch the disk")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use support::SiteTest;

/// What says in a project's `site.toml` that its example is all its sites.
const ALL: &str = "# every site: doithoai build --all-targets";

#[test]
fn every_example_publishes_what_was_reviewed() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases: Vec<_> = fs::read_dir(&sites).expect("the examples").map(|e| e.expect("an entry").path()).collect();
    cases.sort();
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|c| c.join("in").is_dir()) {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        // Of what the project publishes in several places, the folders lie side by side.
        let several = fs::read_to_string(case.join("in/content/site.toml")).is_ok_and(|site| site.contains(ALL));
        let site_test = SiteTest::from(&name).build_with(if several { &["--all-targets"] } else { &[] }).succeeds();
        let shown = site_test.site().into_iter().map(|(path, bytes)| match path.split_once('/') {
            Some((target, path)) if several => {
                let (path, text) = snapshot(path.to_owned(), &bytes);
                (format!("{target}/{path}"), text)
            }
            _ => snapshot(path, &bytes),
        });
        let shown: BTreeMap<String, String> = shown.map(|(path, text)| (support::portable(&path), text)).collect();
        wrong.extend(compare(&name, &case.join("out"), &shown));
    }
    assert!(wrong.is_empty(), "{} differences; UPDATE=1 writes the snapshots anew:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is kept of a published file, and under which name: names of assets without their digest.
fn snapshot(path: String, bytes: &[u8]) -> (String, String) {
    let text = std::str::from_utf8(bytes).ok();
    match (path.rsplit_once('.').map(|p| p.1), text) {
        _ if path.starts_with("tim-kiem/chi-muc/") => {
            ("tim-kiem/chi-muc.txt".to_owned(), "the files of the search index\n".to_owned())
        }
        _ if path.starts_with("giao-dien/") => {
            let mut parts: Vec<&str> = path.split('.').collect();
            if parts.len() > 2 {
                parts.remove(parts.len() - 2);
            }
            (parts.join("."), "an asset of the theme\n".to_owned())
        }
        // Every project has the same long description of its tables; `tests/data` holds it against the tables.
        (Some("html"), Some(text)) if path.contains("du-lieu/") => (path, digest_of(own_part(text).as_bytes())),
        (Some("json" | "jsonl"), _) if path.contains("du-lieu/") => (path, digest_of(bytes)),
        (Some("html"), Some(text)) => (path, own_part(text)),
        (Some("xml" | "ics" | "txt" | "json" | "csv" | "svg"), Some(text)) => (path, text.to_owned()),
        _ => (path, digest_of(bytes)),
    }
}

fn digest_of(bytes: &[u8]) -> String {
    format!("{} bytes, {}\n", bytes.len(), blake3::hash(bytes).to_hex())
}

fn own_part(html: &str) -> String {
    let between = |start: &str, end: &str| {
        let from = html.find(start)?;
        let to = html[from..].find(end)? + from + end.len();
        Some(&html[from..to])
    };
    let parts = [between("<html", ">"), between("<title", "</title>"), between("<main", "</main>")];
    let mut text: String = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

fn compare(name: &str, folder: &Path, shown: &BTreeMap<String, String>) -> Vec<String> {
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(folder);
        for (path, text) in shown {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("files lie in folders")).expect("the folder can be made");
            fs::write(file, text).expect("the snapshot can be written");
        }
        return Vec::new();
    }
    let kept: BTreeMap<String, String> =
        support::read_all(folder).into_iter().map(|(k, v)| (k, String::from_utf8_lossy(&v).into_owned())).collect();
    let paths = kept.keys().chain(shown.keys().filter(|k| !kept.contains_key(*k)));
    paths
        .filter_map(|path| match (kept.get(path), shown.get(path)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(_), None) => Some(format!("{name}: {path} is not published any more")),
            (None, _) => Some(format!("{name}: {path} is new")),
            (Some(a), Some(b)) => {
                let line = a.lines().zip(b.lines()).position(|(x, y)| x != y).unwrap_or(0);
                Some(format!("{name}: {path} differs at line {}", line + 1))
            }
        })
        .collect()
}

#[test]
fn bytes_do_not_depend_on_the_number_of_threads() {
    let one = SiteTest::from("son-la").build_with(&["--jobs", "1"]).succeeds().site();
    let eight = SiteTest::from("son-la").build_with(&["--jobs", "8"]).succeeds().site();
    assert_eq!(one, eight);
}

#[test]
fn an_edit_leads_to_the_same_site_as_a_fresh_build() {
    let question = "content/rounds/2023-2024/khoa-cntt/questions/001.md";
    let test = SiteTest::from("one-record").build().succeeds();
    let path = find_question(&test).unwrap_or_else(|| question.to_owned());
    let record = fs::read_to_string(test.root().join(&path)).expect("the question");
    let edit = record.replacen("title = \"", "title = \"Sửa: ", 1);
    drop(test.write(&path, &edit).build_with(&["--verify"]).succeeds().equals_fresh_build());
}

fn find_question(test: &SiteTest) -> Option<String> {
    let files = support::read_all(&test.root().join("content"));
    files.keys().find(|k| k.contains("/questions/")).map(|k| format!("content/{k}"))
}

fn is_packed(path: &str) -> bool {
    path.strip_suffix(".gz").is_some()
}

#[test]
fn texts_are_packed_beside_themselves_where_that_was_asked_for() {
    let test = SiteTest::from("one-record").build_with(&["--precompress", "--verify"]).succeeds();
    let site = test.site();
    let packed: Vec<&String> = site.keys().filter(|path| is_packed(path)).collect();
    assert!(packed.len() > 10, "{packed:?}");
    for path in packed {
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&site[path][..]).read_to_end(&mut unpacked).expect("it is gzip");
        assert!(Some(&unpacked) == site.get(path.trim_end_matches(".gz")), "{path}");
    }
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with("/index.html")) {
        assert_eq!(site.contains_key(&format!("{path}.gz")), bytes.len() >= 1024, "{path}");
    }
    let test = test.build_with(&["--precompress"]).succeeds();
    assert!(test.site() == site);
    let plain = test.build().succeeds();
    assert!(plain.site().keys().all(|path| !is_packed(path)));
    let _ = plain.equals_fresh_build();
}

#[test]
fn an_error_leaves_the_last_good_site() {
    let test = SiteTest::from("one-record").build().succeeds();
    let before = test.site();
    let path = find_question(&test).expect("a question");
    let record = fs::read_to_string(test.root().join(&path)).expect("the question");
    let test =
        test.write(&path, &record.replacen("kind = ", "kidn = ", 1)).build().ends_with(1).says("S01").says("kind");
    assert_eq!(test.site(), before);
}

#[test]
fn what_is_withheld_or_internal_is_nowhere_in_the_site() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let test = SiteTest::copy_of_content(root).build().succeeds();
    let mut secrets = Vec::new();
    for (path, bytes) in support::read_all(&root.join("content/rounds")) {
        let record = String::from_utf8_lossy(&bytes).into_owned();
        let hidden = record.contains("visibility = \"withheld\"") || record.contains("visibility = \"internal\"");
        if path.contains("/questions/") && hidden {
            let title = record.lines().find_map(|l| l.strip_prefix("title = \"")).map(|t| t.trim_end_matches('"'));
            let body = record.rsplit("+++").next().unwrap_or("").lines().find(|l| l.len() > 40);
            secrets.extend(title.into_iter().chain(body).map(str::to_owned));
        }
    }
    assert!(secrets.len() >= 4, "the register has withheld and internal questions: {secrets:?}");
    for (path, bytes) in test.site() {
        let published = String::from_utf8_lossy(&bytes);
        for secret in &secrets {
            assert!(!published.contains(secret.as_str()), "{secret:?} in {path}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for case in ["son-la", "states", "bilingual", "attachments", "paging"] {
        links_lead_somewhere(case, &SiteTest::from(case).build().succeeds().site());
    }
}

#[test]
fn a_theme_covers_what_it_names_and_inherits_the_rest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut test =
        SiteTest::copy_of_content(root).edit("content/site.toml", "theme = \"default\"", "theme = \"so-tay\"");
    for (path, bytes) in support::read_all(&root.join("themes/so-tay")) {
        test = test.write(&format!("themes/so-tay/{path}"), std::str::from_utf8(&bytes).expect("it is a text"));
    }
    let test = test.build().succeeds();
    for (path, heading) in
        [("", "Mục lục đơn vị"), ("en", "Index of units"), ("don-vi/khoa-cntt", "Các buổi đối thoại")]
    {
        let html = test.page(path);
        assert!(html.contains(heading), "{path}: {heading}");
        assert_eq!(html.matches("rel=\"stylesheet\"").count(), 2, "{path}");
    }
    let site = test.site();
    assert!(site.keys().any(|path| path.contains("logo.")), "the logo that the stylesheet names");
    links_lead_somewhere("so-tay", &site);
}

#[track_caller]
fn links_lead_somewhere(case: &str, site: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in site.iter().filter(|(p, _)| p.ends_with("index.html")) {
        let html = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"", "src=\""] {
            for link in html.split(attribute).skip(1).filter_map(|l| l.split('"').next()) {
                if let Some(target) = local_target(path, link) {
                    assert!(site.contains_key(&target), "{case}: {path} links to {link}, which is {target}");
                }
            }
        }
    }
}

/// The file that a relative link of the page at `path` means; nothing for links that leave the site.
fn local_target(path: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or("");
    if link.is_empty() || link.contains(':') || link.starts_with("//") {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let mut target = parts.join("/");
    if link.ends_with('/') || link == "." || link == ".." || target.is_empty() {
        target = if target.is_empty() { "index.html".to_owned() } else { format!("{target}/index.html") };
    }
    Some(target)
}

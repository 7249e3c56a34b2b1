//! Sites of publication targets: what the main site shows of a unit, its own site shows in the same words, and no link of
//! it leads nowhere.
#![allow(clippy::disallowed_methods, missing_docs, reason = "reads what was built")]

#[path = "support/serving.rs"]
mod serving;
mod support;

use serving::Serving;
use std::collections::BTreeMap;
use support::SiteTest;

const MAIN: &str = "https://noi.example.edu.vn/doi-thoai/";

type Files = BTreeMap<String, Vec<u8>>;

fn built(arguments: &[&str]) -> Files {
    SiteTest::from("noi-cong-khai").build_with(arguments).succeeds().site()
}

/// The files of one of all sites.
fn of(all: &Files, target: &str) -> Files {
    let own = all.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(target)?.strip_prefix('/')?, bytes)));
    own.map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect()
}

/// Whether a file of a site is a page.
fn is_page(path: &str) -> bool {
    path.strip_suffix(".html").is_some()
}

#[test]
fn one_run_builds_what_each_run_builds() {
    let all = built(&["--all-targets", "--jobs", "1"]);
    assert_eq!(all, built(&["--all-targets", "--jobs", "8", "--verify"]));
    assert_eq!(of(&all, "truong"), built(&[]));
    assert_eq!(of(&all, "truong"), built(&["--target", "truong"]));
    assert_eq!(of(&all, "hoa"), built(&["--target", "hoa", "--verify"]));
    assert_eq!(of(&all, "ctsv"), Files::new(), "another system builds it");
}

#[test]
fn a_record_says_the_same_on_both_sites() {
    let all = built(&["--all-targets"]);
    let (main, own) = (of(&all, "truong"), of(&all, "hoa"));
    let text = |site: &Files, path: &str| {
        let html = String::from_utf8_lossy(&site[path]).replace(MAIN, "");
        let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part");
        main.replace("../", "")
    };
    let kinds = ["question", "commitment", "unit"].map(|kind| format!("data-kind=\"{kind}\""));
    let is_record = |bytes: &[u8]| kinds.iter().any(|kind| String::from_utf8_lossy(bytes).contains(kind));
    let shared: Vec<&String> = own.iter().filter(|(_, bytes)| is_record(bytes)).map(|(path, _)| path).collect();
    assert!(shared.len() > 12, "{shared:?}");
    for path in shared {
        assert_eq!(text(&own, path), text(&main, path), "{path}");
    }
}

#[test]
fn every_link_leads_to_a_page_here_or_on_the_main_site() {
    let all = built(&["--all-targets"]);
    let (main, own) = (of(&all, "truong"), of(&all, "hoa"));
    let mut outward = 0;
    let file = |path: &str| {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    };
    for (path, bytes) in own.iter().filter(|(path, _)| is_page(path) && *path != "404.html") {
        let html = String::from_utf8_lossy(bytes);
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| !link.starts_with('#')) {
            if let Some(there) = link.strip_prefix(MAIN) {
                outward += 1;
                assert!(main.contains_key(&file(there)), "{path}: {link}");
            } else if !link.contains(':') {
                let mut folders: Vec<&str> = path.split('/').collect();
                folders.pop();
                let mut rest = link;
                while let Some(up) = rest.strip_prefix("../") {
                    assert!(folders.pop().is_some(), "{path}: {link}");
                    rest = up;
                }
                let here = [&folders[..], &[rest.trim_start_matches("./")]].concat().join("/");
                let here = if rest.starts_with('?') { continue } else { file(&here) };
                assert!(own.contains_key(&here), "{path}: {link} ({here})");
            }
        }
        assert!(!html.contains(&format!("{MAIN}{MAIN}")) && !html.contains(&format!("/{MAIN}")), "{path}");
    }
    assert!(outward > 20, "{outward}");
}

#[test]
fn what_is_withheld_or_internal_is_so_on_every_site() {
    let all = built(&["--all-targets"]);
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Chuyện riêng");
    assert!(!all.values().any(|bytes| told(bytes)));
    assert!(all.contains_key("hoa/dot/2023-2024/hoa/y-kien/003/index.html"));
}

#[test]
fn a_name_that_is_no_target_is_answered() {
    let test = SiteTest::from("noi-cong-khai").build_with(&["--target", "hoaa"]).ends_with(2).says("gần nhất: `hoa`");
    assert!(test.site().is_empty());
    drop(test.build_with(&["--target", "ctsv"]).ends_with(2).says("built = false"));
    drop(SiteTest::from("noi-cong-khai").build_with(&["--target", "hoa", "--all-targets"]).ends_with(2));
}

#[test]
fn the_preview_serves_the_bytes_of_the_build() {
    let site = built(&["--target", "hoa"]);
    let project = SiteTest::from("noi-cong-khai");
    let serving = Serving::with(project.root(), &["--port", "0", "--target", "hoa"]);
    for (path, bytes) in &site {
        let reply = serving.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path)));
        assert_eq!(reply.plain(), *bytes, "{path}");
    }
    assert_eq!(serving.get("/dot/2023-2024/ly/").status, 404);
}

#[test]
fn a_unit_says_nothing_else_than_the_main_site() {
    let unit = |site: SiteTest| {
        let own = site.root().join("own").display().to_string();
        site.build_with(&["--target", "hoa", "--out", &own])
    };
    let question = "content/rounds/2023-2024/hoa/questions/001.md";
    let site = unit(SiteTest::from("noi-cong-khai").build().succeeds()).succeeds();
    let title = std::fs::read_to_string(site.root().join(question)).expect("it is there");
    let title = title.lines().find(|line| line.starts_with("title")).expect("it has a title").to_owned();
    let site =
        unit(site.edit(question, &title, "title = \"Nay hỏi khác đi\"")).ends_with(1).says("U03").says("--all-targets");
    let _ = unit(site.build().succeeds()).succeeds();
}

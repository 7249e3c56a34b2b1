//! A site in one file: whole, the same every time, and fit to be opened from a disk.
#![allow(clippy::disallowed_methods, missing_docs, reason = "reads what was packed")]

mod support;

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use support::SiteTest;
use zip::ZipArchive;

type Files = BTreeMap<String, Vec<u8>>;

/// The files of an archive, and their names in the order in which they stand there.
fn unpacked(path: &Path) -> (Files, Vec<String>) {
    let mut archive = ZipArchive::new(File::open(path).expect("an archive")).expect("a zip file");
    let (mut files, mut names) = (Files::new(), Vec::new());
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).expect("an entry");
        let name = entry.name().expect("a name in UTF-8").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("it can be unpacked");
        names.push(name.clone());
        assert!(files.insert(name, bytes).is_none(), "{names:?}");
    }
    (files, names)
}

fn archived(case: &str, arguments: &[&str]) -> (SiteTest, Files, Vec<String>) {
    let test = SiteTest::from(case);
    let zip = test.root().join("out/doi-thoai.zip");
    let all = [&["--archive", zip.to_str().expect("UTF-8")], arguments].concat();
    let test = test.build_with(&all).succeeds();
    let (files, names) = unpacked(&zip);
    (test, files, names)
}

/// What the pages of an archive lead to.
fn links(html: &str) -> Vec<&str> {
    let of = |attribute: &'static str| html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    [" href=\"", " src=\"", " action=\""].into_iter().flat_map(of).collect()
}

/// The file that `link` leads to from the page at `page`.
fn file_of(page: &str, link: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return page.to_owned();
    }
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop().expect("no link leaves the archive")),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// The characters that addresses write as bytes.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex = (byte == b'%').then(|| String::from_utf8(rest.by_ref().take(2).collect()).expect("two digits"));
        bytes.push(hex.map_or(byte, |hex| u8::from_str_radix(&hex, 16).expect("two digits")));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_link_leads_to_a_file_that_is_there() {
    for case in ["bilingual", "attachments", "paging", "hostile-markdown", "empty"] {
        let (_test, files, _) = archived(case, &[]);
        let mut followed = 0;
        for (page, bytes) in files.iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
            for link in links(std::str::from_utf8(bytes).expect("pages are text")) {
                let outward = link.split('/').next().is_some_and(|first| first.contains(':'));
                if !outward && !link.starts_with("//") {
                    followed += 1;
                    let file = decoded(&file_of(page, link));
                    assert!(files.contains_key(&file), "{case}: {page}: {link} ({file})");
                }
            }
        }
        assert!(followed > 200, "{case}: {followed}");
    }
}

#[test]
fn the_digests_hold_for_every_file() {
    let (test, files, names) = archived("attachments", &[]);
    assert!(names.is_sorted(), "{names:?}");
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("text");
    let listed: Vec<(&str, &str)> = sums.lines().map(|line| line.split_once("  ").expect("two columns")).collect();
    assert_eq!(listed.len() + 1, files.len());
    for (digest, path) in listed {
        let listed = (0..64).step_by(2).map(|at| u8::from_str_radix(&digest[at..at + 2], 16).expect("hexadecimal"));
        assert!(listed.eq(Sha256::digest(&files[path])), "{path}");
    }
    let note = String::from_utf8(files["LUU-Y.txt"].clone()).expect("text");
    assert!(note.contains("index.html") && note.contains("LƯU Ý") && note.contains("PLEASE NOTE"), "{note}");
    // All of the site is in it but the page that only a server shows; all but pages is as published.
    let site = test.site();
    assert_eq!(site.len() - 1 + 2, files.len());
    for (path, bytes) in site.iter().filter(|(path, _)| *path != "404.html") {
        assert!(path.strip_suffix(".html").is_some() || files[path] == *bytes, "{path}");
    }
    let left = support::read_all(&test.root().join("out"));
    assert_eq!(left.keys().collect::<Vec<_>>(), ["doi-thoai.zip"]);
    assert_eq!(fs::read_dir(test.root().join("out")).expect("the folder").count(), 1);
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let bytes = |arguments: &[&str]| {
        let (test, ..) = archived("bilingual", arguments);
        fs::read(test.root().join("out/doi-thoai.zip")).expect("the archive")
    };
    let one = bytes(&["--jobs", "1"]);
    assert_eq!(one, bytes(&["--jobs", "4"]));
    // A second build over the first, in which nothing changed, writes it anew.
    let (test, ..) = archived("bilingual", &[]);
    let zip = test.root().join("out/doi-thoai.zip");
    fs::remove_file(&zip).expect("the archive");
    let _test = test.build_with(&["--archive", zip.to_str().expect("UTF-8")]).succeeds();
    assert_eq!(fs::read(&zip).expect("the archive"), one);
}

#[test]
fn an_error_leaves_the_archive_as_it_was() {
    let (test, ..) = archived("one-record", &[]);
    let zip = test.root().join("out/doi-thoai.zip");
    let before = fs::read(&zip).expect("the archive");
    let path = zip.to_str().expect("UTF-8").to_owned();
    let test =
        test.write("content/units/hong.md", "+++\nname = 3\n+++\n").build_with(&["--archive", &path]).ends_with(1);
    assert_eq!(fs::read(&zip).expect("the archive"), before);
    let test = test.remove("content/units/hong.md");
    drop(test.build_with(&["--archive", &path, "--all-targets"]).ends_with(2));
}

#[test]
fn the_site_of_a_target_can_be_packed_too() {
    let (_test, files, _) = archived("noi-cong-khai", &["--target", "hoa"]);
    let home = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(home.contains("https://noi.example.edu.vn/doi-thoai/") && files.contains_key("atom.xml"));
    assert!(!files.contains_key("du-lieu/index.html"));
}

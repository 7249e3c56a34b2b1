//! What publishing promises: only what changed is written, nobody else's files are touched, what was made from the same is
//! kept. Sites of a few small files go in; the folder and the report are looked at.

use super::*;
use crate::host::verify::{DifferenceKind, verify};
use camino::Utf8PathBuf;
use std::fs;

struct Out(tempfile::TempDir);

impl Out {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, path: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.0.path()).unwrap().join("public").join(path)
    }

    fn publish(&self, site: &[(&str, &str)]) -> (usize, usize, usize) {
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &self.at("")).unwrap();
        for (path, text) in site {
            publisher.put(path, text.as_bytes()).unwrap();
        }
        let report = publisher.finish(b"meta").unwrap();
        assert_eq!(verify(&self.at(""), &report.outputs).unwrap(), []);
        (report.written, report.unchanged, report.removed)
    }

    /// Every file below the folder, publishing's own left out.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.at("")];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir_utf8().unwrap() {
                let path = entry.unwrap().into_path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(self.at("")).unwrap().to_string());
                }
            }
        }
        files.sort();
        assert!(files.iter().all(|f| !f.starts_with(".doithoai-") || f == ".doithoai-manifest"), "{files:?}");
        files.retain(|f| f != ".doithoai-manifest");
        files
    }
}

#[test]
fn a_file_that_comes_in_pieces_is_one_file() {
    let out = Out::new();
    let publish = |pieces: &[&str]| {
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        publisher.put("a/whole.txt", b"whole").unwrap();
        let mut file = publisher.begin("a/pieces.txt").unwrap();
        for piece in pieces {
            file.write(piece.as_bytes()).unwrap();
        }
        file.finish().unwrap();
        let report = publisher.finish(b"meta").unwrap();
        assert_eq!(verify(&out.at(""), &report.outputs).unwrap(), []);
        (report.written, report.unchanged, fs::read_to_string(out.at("a/pieces.txt")).unwrap())
    };
    assert_eq!(publish(&["mot", " hai"]), (2, 0, "mot hai".into()));
    assert_eq!(publish(&["mot ", "hai"]), (0, 2, "mot hai".into()), "other pieces, the same bytes");
    assert_eq!(publish(&["ba"]), (1, 1, "ba".into()));
    assert_eq!(publish(&[]), (1, 1, String::new()));
    assert_eq!(out.files(), ["a/pieces.txt", "a/whole.txt"]);
}

#[test]
fn only_what_changed_is_written_and_only_what_is_gone_is_removed() {
    let out = Out::new();
    assert_eq!(out.publish(&[("index.html", "1"), ("a/b/index.html", "2"), ("a/c.css", "3")]), (3, 0, 0));
    let before = fs::metadata(out.at(".doithoai-manifest")).unwrap().modified().unwrap();
    assert_eq!(out.publish(&[("index.html", "1"), ("a/b/index.html", "2"), ("a/c.css", "3")]), (0, 3, 0));
    assert_eq!(fs::metadata(out.at(".doithoai-manifest")).unwrap().modified().unwrap(), before);
    fs::write(out.at("a/foreign.txt"), "mine").unwrap();
    assert_eq!(out.publish(&[("index.html", "1"), ("d/index.html", "4")]), (1, 1, 2));
    assert_eq!(out.files(), ["a/foreign.txt", "d/index.html", "index.html"]);
    assert!(!out.at("a/b").exists());
}

#[test]
fn edited_deleted_and_replaced_outputs_are_repaired() {
    let out = Out::new();
    let site = [("a/1.html", "one"), ("a/2.html", "two"), ("a/3.html", "three")];
    out.publish(&site);
    fs::write(out.at("a/1.html"), "eno").unwrap();
    fs::remove_file(out.at("a/2.html")).unwrap();
    let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
    for (path, text) in [("a/1.html", "one"), ("a/2.html", "two"), ("a/3.html", "tree"), ("a/4.html", "four")] {
        publisher.put(path, text.as_bytes()).unwrap();
    }
    let report = publisher.finish(b"meta").unwrap();
    let why: Vec<_> = report.why().collect();
    let all = [Why::Altered, Why::Missing, Why::Changed, Why::New];
    assert_eq!(why, ["a/1.html", "a/2.html", "a/3.html", "a/4.html"].into_iter().zip(all).collect::<Vec<_>>());
    assert_eq!(out.publish(&site), (1, 2, 1));
    fs::remove_dir_all(out.at("a")).unwrap();
    assert_eq!(out.publish(&site), (3, 0, 0));
    fs::remove_file(out.at(".doithoai-manifest")).unwrap();
    assert_eq!(out.publish(&site), (3, 0, 0));
}

#[test]
fn the_same_site_leaves_the_same_files_wherever_it_is_built() {
    let (one, two) = (Out::new(), Out::new());
    one.publish(&[("index.html", "1"), ("old.html", "2")]);
    one.publish(&[("index.html", "1"), ("a/b.html", "3")]);
    two.publish(&[("index.html", "1"), ("a/b.html", "3")]);
    let manifest = |out: &Out| fs::read(out.at(".doithoai-manifest")).unwrap();
    assert_eq!(manifest(&one), manifest(&two));
}

#[test]
fn a_file_and_a_folder_may_take_each_others_place() {
    let out = Out::new();
    out.publish(&[("a", "file"), ("b/c/d", "deep")]);
    assert_eq!(out.publish(&[("a/index.html", "page"), ("b", "flat")]), (2, 0, 2));
    assert_eq!(out.files(), ["a/index.html", "b"]);
}

#[test]
fn what_was_made_from_the_same_is_kept_without_its_bytes() {
    let out = Out::new();
    let key = Key::of(&("template", "model")).unwrap();
    let another = Key::of(&("template", "another")).unwrap();
    let begin = || Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
    let first = begin();
    assert!(first.meta().is_none());
    assert!(!first.keep("p.html", key).unwrap());
    first.put_keyed("p.html", Some(key), b"page").unwrap();
    first.finish(b"2024-04-24").unwrap();
    let second = begin();
    assert_eq!(second.meta(), Some(&b"2024-04-24"[..]));
    assert!(!second.keep("p.html", another).unwrap());
    assert!(second.keep("p.html", key).unwrap());
    assert_eq!(second.finish(b"2024-04-25").unwrap().unchanged, 1);
}

#[test]
fn what_is_packed_beside_a_file_is_kept_with_it_or_not_at_all() {
    let out = Out::new();
    let key = Key::of(&"template and model").unwrap();
    let publish = |packs: bool| {
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        let kept = publisher.keep_with("p.html", key, |_| packs).unwrap();
        if !kept {
            publisher.put_keyed("p.html", Some(key), b"page").unwrap();
            if packs {
                publisher.put_packed("p.html", b"page").unwrap();
            }
        }
        let report = publisher.finish(b"").unwrap();
        assert_eq!(verify(&out.at(""), &report.outputs).unwrap(), []);
        (kept, report.written, out.files().len())
    };
    assert_eq!(publish(true), (false, 2, 2));
    assert_eq!(publish(true), (true, 0, 2));
    fs::write(out.at("p.html.gz"), "somebody's").unwrap();
    assert_eq!(publish(true), (false, 1, 2));
    fs::remove_file(out.at("p.html.gz")).unwrap();
    assert_eq!(publish(true), (false, 1, 2));
    assert_eq!(publish(false), (true, 0, 1), "it is packed no more");
    assert_eq!(publish(true), (false, 1, 2), "and again");
}

#[test]
fn copies_are_checked_against_what_was_read() {
    let out = Out::new();
    let source = Utf8Path::from_path(out.0.path()).unwrap().join("minutes.pdf");
    fs::write(&source, "abc").unwrap();
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for written in [1, 0] {
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
        publisher.copy("files/minutes.pdf", &source, sha256).unwrap();
        assert_eq!(publisher.finish(b"").unwrap().written, written);
    }
    let memory = Publisher::memory();
    memory.copy("files/minutes.pdf", &source, sha256).unwrap();
    assert_eq!(verify(&out.at(""), &memory.finish(b"").unwrap().outputs).unwrap(), []);
    fs::write(&source, "abd").unwrap();
    let fault = Publisher::memory().copy("files/minutes.pdf", &source, sha256).unwrap_err();
    assert!(fault.message.en.contains("changed while"), "{fault:?}");
}

#[test]
fn an_abandoned_build_leaves_the_old_site_and_no_trace() {
    let out = Out::new();
    out.publish(&[("index.html", "old")]);
    let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
    publisher.put("index.html", b"new").unwrap();
    publisher.put("a/index.html", b"new").unwrap();
    assert!(publisher.put("A/Index.html", b"collides").is_err());
    assert!(publisher.put("../x", b"leaves").is_err());
    drop(publisher);
    assert_eq!(out.files(), ["index.html"]);
    assert_eq!(fs::read_to_string(out.at("index.html")).unwrap(), "old");
}

#[test]
fn two_builds_into_one_folder_are_refused() {
    let out = Out::new();
    let first = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
    let fault = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).err().unwrap();
    assert!(fault.message.en.contains("is building into"), "{fault:?}");
    drop(first);
    out.publish(&[("index.html", "1")]);
}

#[test]
fn links_are_never_walked_through() {
    let out = Out::new();
    out.publish(&[("a/index.html", "1"), ("b.html", "2")]);
    let outside = Utf8Path::from_path(out.0.path()).unwrap().join("outside");
    fs::rename(out.at("a"), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, out.at("a")).unwrap();
    let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out.at("")).unwrap();
    publisher.put("a/index.html", b"changed").unwrap();
    let fault = publisher.finish(b"").unwrap_err();
    assert!(fault.message.en.contains("it is not a folder"), "{fault:?}");
    out.publish(&[("b.html", "2")]);
    assert_eq!(fs::read_to_string(outside.join("index.html")).unwrap(), "1");
}

#[test]
fn sources_are_not_published_over() {
    let project = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(project.path()).unwrap();
    fs::create_dir_all(root.join("content/units")).unwrap();
    for out in [".", "..", "content", "content/units", "themes/x"] {
        assert!(Publisher::open(root, &root.join(out)).is_err(), "{out}");
    }
    assert!(Publisher::open(root, &root.join("public")).is_ok());
}

#[test]
fn differences_are_found() {
    let out = Out::new();
    out.publish(&[("a", "1"), ("b", "2"), ("c", "3")]);
    fs::write(out.at("a"), "x").unwrap();
    fs::remove_file(out.at("b")).unwrap();
    let memory = Publisher::memory();
    memory.put("a", b"1").unwrap();
    memory.put("b", b"2").unwrap();
    let differences = verify(&out.at(""), &memory.finish(b"").unwrap().outputs).unwrap();
    let kinds: Vec<_> = differences.iter().map(|d| (&*d.path, d.kind)).collect();
    let expected = [("a", DifferenceKind::Differs), ("b", DifferenceKind::Missing), ("c", DifferenceKind::Extra)];
    assert_eq!(kinds, expected);
}

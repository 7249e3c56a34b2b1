//! Publishing under attack: killed at any moment, hindered by the disk, among files that are not ours.
#![allow(
    clippy::disallowed_methods,
    reason = "looks at what was published, and starts itself as the build to be killed"
)]

use camino::{Utf8Path, Utf8PathBuf};
use doithoai::host::publish::{Publisher, Report};
use doithoai::host::verify::verify;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Tells the process that it is the build to be killed, and where to publish.
const CHILD: &str = "DOITHOAI_TEST_PUBLISH_INTO";
/// How many pages a generation may have.
const PAGES: usize = 60;

type Site = BTreeMap<String, String>;

/// The site of one generation: pages come, change, stay and go from one to the next.
fn site(generation: usize) -> Site {
    let pages = (0..PAGES).filter(|page| !(page + generation).is_multiple_of(5));
    let mut site: Site = pages
        .map(|page| {
            let path = format!("khoa-{}/y-kien/{page:03}/index.html", (page + generation / 7) % 6);
            let version = if page % 3 == 0 { 0 } else { generation };
            (path.clone(), whole(&path, version))
        })
        .collect();
    site.insert("index.html".into(), whole("index.html", generation));
    // Now a file, now a folder of the same name.
    let turn = if generation.is_multiple_of(2) { "turn" } else { "turn/index.html" };
    site.insert(turn.into(), whole(turn, generation));
    site
}

/// A text of which any part shows that it is one.
fn whole(path: &str, version: usize) -> String {
    format!("{path} {version}\n").repeat(200)
}

fn is_whole(path: &str, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let version = first.rsplit(' ').next().and_then(|version| version.parse().ok());
    version.is_some_and(|version| text == whole(path, version))
}

fn publish(out: &Utf8Path, site: &Site) -> Report {
    let publisher = Publisher::open(Utf8Path::new("/nowhere"), out).expect("the folder is free");
    let pages: Vec<_> = site.iter().collect();
    pages.par_iter().try_for_each(|(path, text)| publisher.put(path, text.as_bytes())).expect("every page is written");
    publisher.finish(b"").expect("the site is put in its place")
}

/// Every file below `out` with its text, publishing's manifest left out.
fn files(out: &Utf8Path) -> Site {
    let mut found = Site::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().expect("a folder") {
            let path = entry.expect("an entry").into_path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name() != Some(".doithoai-manifest") {
                let name = path.strip_prefix(out).expect("below the folder").to_string();
                found.insert(name, fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    found
}

fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = Utf8Path::from_path(folder.path()).expect("a UTF-8 path").join("public");
    (folder, out)
}

/// The build to be killed: publishes one generation after the other and says when it goes on. A test like any other
/// when nobody asks it to.
#[test]
fn child() {
    let Ok(out) = std::env::var(CHILD) else { return };
    for generation in 0..100_000 {
        let site = site(generation);
        let publisher = Publisher::open(Utf8Path::new("/nowhere"), Utf8Path::new(&out)).expect("the folder is free");
        for (path, text) in &site {
            publisher.put(path, text.as_bytes()).expect("every page is written");
            // Nobody listens any more: the test is over.
            if writeln!(std::io::stderr(), ".").is_err() {
                return;
            }
        }
        publisher.finish(b"").expect("the site is put in its place");
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_finishes_the_work() {
    let (_folder, out) = folder();
    fs::create_dir_all(out.join("khoa-1/own")).expect("a folder");
    let foreign = ["robots-own.txt", "khoa-1/own/notes.txt", ".well-known"];
    for name in foreign {
        fs::write(out.join(name), name).expect("a foreign file");
    }
    let mut random = 20_240_424_u64;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env(CHILD, &out)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the child starts");
        let steps = BufReader::new(child.stderr.take().expect("its words")).lines();
        let wanted = PAGES as u64 / 2 + next(4 * PAGES as u64);
        assert_eq!(steps.take(wanted as usize).count() as u64, wanted, "the child ended by itself in round {round}");
        for _ in 0..next(3_000_000) {
            std::hint::spin_loop();
        }
        child.kill().expect("it was running");
        child.wait().expect("it is gone");

        for (path, text) in files(&out).iter().filter(|(path, _)| !path.starts_with(".doithoai-")) {
            assert!(is_whole(path, text) || foreign.contains(&path.as_str()), "round {round}: half a file in {path}");
        }
        let mut expected = site(1000 + round);
        let report = publish(&out, &expected);
        assert_eq!(verify(&out, &report.outputs).expect("readable"), [], "round {round}");
        expected.extend(foreign.map(|name| (name.to_owned(), name.to_owned())));
        let found = files(&out);
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "round {round}");
        assert!(found == expected, "round {round}");
    }
}

#[test]
fn every_moment_of_a_commit_may_be_the_last() {
    // What a killed commit can leave: the intent and any number of the steps that follow it. Here all were done but the
    // last, and the site then shrank: what only the intent names is ours, and must go.
    let (_folder, out) = folder();
    publish(&out, &site(1));
    let old = fs::read(out.join(".doithoai-manifest")).expect("a manifest");
    publish(&out, &site(2));
    fs::rename(out.join(".doithoai-manifest"), out.join(".doithoai-intent")).expect("the commit was not over");
    fs::write(out.join(".doithoai-manifest"), old).expect("the old manifest");
    fs::create_dir(out.join(".doithoai-stage")).expect("a staging folder");
    fs::write(out.join(".doithoai-stage/7"), "half a fi").expect("a file that waits");
    let site = Site::from([("index.html".to_owned(), whole("index.html", 2))]);
    let report = publish(&out, &site);
    assert_eq!((report.written, report.unchanged), (0, 1), "what the killed build had done is known");
    assert_eq!(files(&out), site);
}

#[test]
fn what_hinders_is_named_and_the_old_site_stays() {
    let (folder, out) = folder();
    publish(&out, &site(1));
    let before = files(&out);
    let publisher = Publisher::open(Utf8Path::new("/nowhere"), &out).expect("the folder is free");
    publisher.put("index.html", b"new").expect("this one is written");
    let fault = publisher.put(&vec!["a"; 3000].join("/"), b"").expect_err("no disk has such a path");
    assert!(fault.message.vi.contains("tên quá dài"), "{fault:?}");
    drop(publisher);
    assert_eq!(files(&out), before);

    let file = Utf8Path::from_path(folder.path()).expect("a UTF-8 path").join("file");
    fs::write(&file, "").expect("a file");
    let fault = Publisher::open(Utf8Path::new("/nowhere"), &file).err().expect("a file is no folder");
    assert!(fault.message.en.contains(file.as_str()), "{fault:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, out) = folder();
    publish(&out, &site(1));
    let before = files(&out);
    fs::set_permissions(&out, PermissionsExt::from_mode(0o555)).expect("it is ours");
    // The superuser writes everywhere; there is nothing to be seen then.
    let superuser = fs::write(out.join("probe"), "").is_ok();
    if !superuser {
        let fault = Publisher::open(Utf8Path::new("/nowhere"), &out).err().expect("nothing can be written");
        assert!(fault.message.en.ends_with("permission denied"), "{fault:?}");
        assert_eq!(files(&out), before);
    }
    fs::set_permissions(&out, PermissionsExt::from_mode(0o755)).expect("it is ours");
}

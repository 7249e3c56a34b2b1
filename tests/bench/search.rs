//! How long the search index takes, how much memory it needs, and a folder to search in a browser, at any size.
//!
//! `cargo bench --bench search -- PROJECT OUT`: reads and links the project, makes the index alone (no other page) into
//! `OUT` beside the search page and the theme, and prints seconds, files, bytes and the peak of memory before and after.
//! `node tests/browser/figures.mjs OUT` then tells what a query costs.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench reads the clock, the disk and prints"
)]

use camino::Utf8PathBuf;
use doithoai::build::site::Site;
use doithoai::build::site::single::{Made, Single};
use doithoai::build::{Day, analyse};
use doithoai::host::{load, theme};
use doithoai::page::plan::plan;
use doithoai::page::view::View;
use doithoai::search;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [project, out] = &arguments[..] else { return println!("cargo bench --bench search -- PROJECT OUT") };
    let (root, out) = (Utf8PathBuf::from(project), Path::new(out));
    let start = Instant::now();
    let sources = load::load(&root).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2025, 6, 30).unwrap();
    let register = analyse(&sources, Day { today, asked: None }).value;
    let plan = plan(&register);
    println!("read, linked, checked and planned: {:.2} s, peak {} MB", start.elapsed().as_secs_f64(), peak());
    let languages = register.settings.languages.len() as u8;
    let views: Vec<View<'_>> = (0..languages).map(|lang| View::new(&register, &plan, lang)).collect();
    let put = |path: &str, bytes: Vec<u8>| {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let (files, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let start = Instant::now();
    // Bytes are dropped here, as a build that hands them on does; what writing them costs is the disk's.
    search::index(&views, &|_, made| {
        files.fetch_add(1, Ordering::Relaxed);
        bytes.fetch_add(made.len(), Ordering::Relaxed);
    });
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = bytes.into_inner() as f64 / 1e6;
    println!("index: {seconds:.2} s, {} files, {megabytes:.1} MB, peak {} MB", files.into_inner(), peak());
    search::index(&views, &put);
    let theme = theme::load(&root, &register.settings.theme, &register.settings.languages).unwrap().unwrap();
    for (path, made) in theme.assets() {
        put(path, made.to_vec());
    }
    let single = Single::new(Site { register: &register, plan: &plan, theme: &theme }).unwrap();
    if let Some(Made::Page(html)) = single.made("tim-kiem/index.html").unwrap() {
        put("tim-kiem/index.html", html);
    }
}

/// The peak of this process's memory in MB, where the system tells it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

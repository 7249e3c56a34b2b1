//! How long a build takes and how much memory it needs, at any size, beside writing the same bytes to the same disk.
//!
//! `cargo bench --bench scale -- [SIZE …]` (default 1000 10000). For each size: a generated register, then medians of
//! three runs of the program for a full build, a build with nothing changed, a build after one edit of a record and one of
//! the stylesheet (which changes every page), and a check; the time to write the same files from memory, and to copy the
//! output folder. Figures are ratios of one run on one machine. `… -- make FOLDER SIZE` makes the register and stays there.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench reads the clock, the disk and prints"
)]

mod generate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |text: &String| text.replace('_', "").parse::<usize>().ok();
    if let [make, folder, size, ..] = &arguments[..]
        && make == "make"
    {
        return generate::generate(Path::new(folder), number(size).unwrap());
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(number).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!(
        "| questions | full s | peak MB | write s | ratio | cp -r s | unchanged s | one edit s | theme edit s | check s | files | MB |"
    );
    println!("| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let root = std::env::temp_dir().join(format!("doithoai-bench-{size}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    generate::generate(&root, size);
    let runs = if size > 50_000 { 1 } else { 3 };
    let mut peak = 0.0f64;
    let full = median(runs, || {
        let _ = fs::remove_dir_all(root.join("public"));
        let (seconds, memory) = program(&root, &["build", "--quiet", "--timings"]);
        peak = peak.max(memory);
        seconds
    });
    let files = read_all(&root.join("public"));
    let bytes: usize = files.iter().map(|f| f.1.len()).sum();
    let write = median(runs, || time(|| write_all(&root.join("written"), &files)));
    let n = files.len();
    drop(files);
    let copy = median(runs, || {
        let _ = fs::remove_dir_all(root.join("copied"));
        time(|| run(Command::new("cp").arg("-r").arg(root.join("public")).arg(root.join("copied"))))
    });
    let unchanged = median(runs, || program(&root, &["build", "--quiet"]).0);
    let mut edits = 0;
    let edit = median(runs, || {
        edits += 1;
        edit_one(&root, edits);
        program(&root, &["build", "--quiet"]).0
    });
    let theme = median(runs, || {
        edits += 1;
        edit_stylesheet(&root, edits);
        program(&root, &["build", "--quiet"]).0
    });
    let check = median(runs, || program(&root, &["check", "--quiet"]).0);
    let mb = bytes as f64 / 1e6;
    println!(
        "| {size} | {full:.3} | {peak:.0} | {write:.3} | {:.2} | {copy:.3} | {unchanged:.3} | {edit:.3} | {theme:.3} | {check:.3} | {n} | {mb:.1} |",
        full / write
    );
    fs::remove_dir_all(&root).unwrap();
}

fn median(runs: usize, mut run: impl FnMut() -> f64) -> f64 {
    let mut all: Vec<f64> = (0..runs).map(|_| run()).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn time(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Runs the program on `root`: seconds, and the peak memory in MB that `--timings` tells.
fn program(root: &Path, args: &[&str]) -> (f64, f64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    command.args(args).arg(root).stdin(Stdio::null());
    let start = Instant::now();
    let output = command.output().unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}{}", String::from_utf8_lossy(&output.stdout));
    let peak = said
        .lines()
        .find_map(|l| l.trim().strip_prefix("peak-memory-bytes "))
        .and_then(|n| n.trim().parse::<f64>().ok());
    (seconds, peak.unwrap_or(0.0) / 1e6)
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success());
}

fn read_all(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    files
}

fn write_all(folder: &Path, files: &[(PathBuf, Vec<u8>)]) {
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Pages name the stylesheet by its content, so that this changes all of them.
fn edit_stylesheet(root: &Path, n: usize) {
    let folder = root.join("themes/default/static");
    fs::create_dir_all(&folder).unwrap();
    let ours = include_str!("../../themes/default/static/style.css");
    fs::write(folder.join("style.css"), format!("{ours}\n/* {n} */\n")).unwrap();
}

fn edit_one(root: &Path, n: usize) {
    let path = fs::read_dir(root.join("content/rounds")).unwrap().next().unwrap().unwrap().path();
    let dialogue = fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).min().unwrap();
    let question = fs::read_dir(dialogue.join("questions")).unwrap().map(|e| e.unwrap().path()).min().unwrap();
    let text = fs::read_to_string(&question).unwrap();
    fs::write(question, format!("{text}\nSửa lần {n}.\n")).unwrap();
}

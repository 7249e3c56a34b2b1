//! `doithoai check --watch`: checks again after each change, and ends with the last status.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests write their projects")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_doithoai");
const QUESTION: &str = "content/rounds/2023-2024/khoa-cntt/questions/001.md";

/// Kills the program where a test ends early.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The next line that counts, and the lines before it.
fn counted(lines: &Receiver<String>) -> Vec<String> {
    let mut told = Vec::new();
    loop {
        let line =
            lines.recv_timeout(Duration::from_secs(30)).unwrap_or_else(|_| panic!("nothing more after {told:?}"));
        told.push(line);
        if told.last().is_some_and(|line| line.ends_with("tệp")) {
            return told;
        }
    }
}

#[test]
fn each_change_is_checked_and_the_last_status_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert!(Command::new(PROGRAM).arg("init").arg(root).output().expect("it runs").status.success());
    let child = Command::new(PROGRAM).args(["check", "--watch"]).arg(root).stderr(Stdio::piped()).spawn();
    let mut running = Running(child.expect("it runs"));
    let (send, lines) = channel();
    let told = BufReader::new(running.0.stderr.take().expect("its messages"));
    std::thread::spawn(move || told.lines().map_while(Result::ok).all(|line| send.send(line).is_ok()));
    assert_eq!(counted(&lines), ["không có lỗi nào trong 13 tệp"]);
    let whole = fs::read_to_string(root.join(QUESTION)).expect("it is there");
    // As editors save: a new file, renamed over the old one.
    fs::write(root.join(format!("{QUESTION}~")), whole.replacen("title", "titel", 1)).expect("written");
    fs::rename(root.join(format!("{QUESTION}~")), root.join(QUESTION)).expect("renamed");
    let mut faulty = counted(&lines);
    while !faulty.iter().any(|line| line.contains("[S01]")) {
        faulty = counted(&lines);
    }
    assert!(faulty.iter().all(|line| !line.contains('\u{1b}')), "nothing is cleared where nobody sees it: {faulty:?}");
    assert!(running.0.try_wait().expect("it can be asked").is_none());
    assert!(Command::new("kill").args(["-INT", &running.0.id().to_string()]).status().expect("it runs").success());
    let ended = running.0.wait().expect("it ends");
    assert_eq!(ended.code(), Some(1));
}

#[test]
fn a_project_that_is_not_there_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = Command::new(PROGRAM).args(["check", "--watch"]).arg(folder.path().join("none")).output();
    assert_eq!(ended.expect("it runs").status.code(), Some(2));
}

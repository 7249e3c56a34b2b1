//! The command line for those who live in a shell: completion and manual pages.
#![allow(clippy::disallowed_methods, reason = "reads what was written")]

use doithoai::cli::{Environment, Status, run};
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

fn told(arguments: &[&str]) -> String {
    let words = std::iter::once("doithoai").chain(arguments.iter().copied()).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(words, &Environment::default(), &mut out, &mut err);
    assert_eq!(status, Status::Clean, "{}", String::from_utf8_lossy(&err));
    String::from_utf8(out).expect("what is told is text")
}

/// What a real bash offers after `words`, the last of which is being written.
fn completed(words: &[&str]) -> Vec<String> {
    let script = told(&["completions", "bash"]);
    let (last, before) = (words.len() - 1, words[words.len().saturating_sub(2)]);
    let line = words.join(" ");
    let ask = format!(
        "COMP_WORDS=({line}); COMP_CWORD={last}; _doithoai doithoai '{}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words[last]
    );
    let mut bash = Command::new("bash")
        .args(["--norc", "-s"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("bash can be started");
    let mut pipe = bash.stdin.take().expect("it has an input");
    pipe.write_all(format!("{script}\n{ask}").as_bytes()).expect("it reads");
    drop(pipe);
    let output = bash.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    assert_eq!(completed(&["doithoai", "che"]), ["check"]);
    assert_eq!(completed(&["doithoai", "check", "--den"]), ["--deny"]);
    assert_eq!(completed(&["doithoai", "check", "--format", "gith"]), ["github"]);
    assert_eq!(completed(&["doithoai", "new", "dia"]), ["dialogue"]);
    assert_eq!(completed(&["doithoai", "schema", "questions"]), ["questions"]);
}

#[test]
fn bash_completes_what_the_project_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_doithoai");
    assert!(Command::new(program).arg("init").arg(folder.path()).output().expect("it runs").status.success());
    let offered = |words: &[&str]| {
        let (last, before) = (words.len() - 1, words[words.len() - 2]);
        let ask = format!(
            "COMP_WORDS=({program} {}); COMP_CWORD={last}; _doithoai_project '{program}' '{}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words[1..].join(" "),
            words[last]
        );
        let script = folder.path().join("ask.sh");
        std::fs::write(&script, told(&["completions", "bash"]) + &ask).expect("it can be written");
        let bash = Command::new("bash").arg("--norc").arg(&script).current_dir(folder.path()).output().expect("bash");
        String::from_utf8(bash.stdout).expect("text").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(offered(&["doithoai", "new", "question", "2023"]), ["2023-2024/khoa-cntt"]);
    assert_eq!(offered(&["doithoai", "new", "dialogue", "2023"]), ["2023-2024/phong-ctsv"]);
    assert_eq!(offered(&["doithoai", "due", "--unit", "kh"]), ["khoa-cntt"]);
    assert_eq!(offered(&["doithoai", "import", "a.xlsx", "--into", "2"]), ["2023-2024/khoa-cntt"]);
    assert_eq!(offered(&["doithoai", "new", "dia"]), ["dialogue"], "all else is as it was");
}

#[test]
fn every_shell_has_its_script_in_the_language_asked_for() {
    for (shell, ask) in [("zsh", ":_doithoai_place'"), ("fish", "__complete new-$written"), ("bash", "__complete \"")] {
        assert!(told(&["completions", shell]).contains(ask), "{shell}");
    }
    for action in [":ROUND/DIALOGUE:_doithoai_dialogue'", ":UNIT:_doithoai_unit'"] {
        assert!(told(&["completions", "zsh"]).contains(action), "{action}");
    }
    for shell in ["zsh", "fish", "powershell"] {
        let (vi, en) = (told(&["completions", shell]), told(&["completions", shell, "--lang", "en"]));
        assert!(vi.contains("Đọc tất cả, báo tất cả") && !vi.contains("Reads everything"), "{shell}");
        assert!(en.contains("Reads everything, reports everything") && !en.contains("Đọc tất cả"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("UTF-8");
    let help = told(&["--help", "--lang", "en"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> =
        commands.filter_map(|l| l.strip_prefix("  ")?.split(' ').next()).filter(|c| !c.is_empty()).collect();
    assert!(commands.contains(&"import") && commands.contains(&"man"), "{commands:?}");
    let listed = told(&["man", place, "--lang", "en"]);
    assert_eq!(listed.lines().count(), commands.len() + 1);
    // A second time, in another language, over the first.
    assert_eq!(told(&["man", place]).lines().count(), commands.len() + 1);
    for command in commands {
        let page = std::fs::read_to_string(folder.path().join(format!("doithoai-{command}.1"))).expect("it is there");
        assert!(page.contains(".SH \"TÊN\"") && page.contains(".SH \"CÁCH DÙNG\""), "{page}");
        for word in [".SH NAME", ".SH EXTRA", ".SH OPTIONS", "possible values", "[default"] {
            assert!(!page.contains(word), "{command}: {word}");
        }
    }
    let page = std::fs::read_to_string(folder.path().join("doithoai-import.1")).expect("it is there");
    let examples = page.split(".SH \"GHI CHÚ\"\n").nth(1).expect("its notes");
    assert!(examples.starts_with(".nf\nVí dụ:\n  doithoai import ") && examples.ends_with("\n.fi\n"), "{page}");
    assert!(told(&["man", "--lang", "en"]).contains("builds the public site"));
}

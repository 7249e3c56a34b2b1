//! A new project in the hands of git, a pipeline and an editor: what `doithoai init` writes around the register works.
#![allow(clippy::disallowed_methods, reason = "tests read and write their projects")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_doithoai");

fn init(root: &Path) -> Output {
    Command::new(PROGRAM).arg("init").arg(root).output().expect("the program runs")
}

fn git(root: &Path, arguments: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.current_dir(root).env("DOITHOAI", PROGRAM).env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    git.args(identity).args(arguments).output().expect("git runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const QUESTION: &str = "content/rounds/2023-2024/khoa-cntt/questions/001.md";

#[test]
fn the_hook_looks_at_what_is_staged_and_at_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert!(init(root).status.success());
    git(root, &["init", "-q"]);
    assert!(git(root, &["config", "core.hooksPath", ".githooks"]).status.success());
    git(root, &["add", "-A"]);
    let first = git(root, &["commit", "-qm", "first"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let whole = fs::read_to_string(root.join(QUESTION)).expect("it is there");
    let faulty = whole.replacen("title", "titel", 1);
    // What is staged is wrong, what lies there is right.
    fs::write(root.join(QUESTION), &faulty).expect("it can be written");
    git(root, &["add", QUESTION]);
    fs::write(root.join(QUESTION), &whole).expect("it can be written");
    let refused = git(root, &["commit", "-qm", "second"]);
    assert!(!refused.status.success() && text(&refused.stderr).contains("[S01]"), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains(QUESTION));
    // The other way round.
    git(root, &["add", QUESTION]);
    fs::write(root.join(QUESTION), &faulty).expect("it can be written");
    fs::write(root.join("content/pages/them.md"), "+++\ntitle = \"Thêm\"\n+++\n\nMột trang.\n").expect("written");
    git(root, &["add", "content/pages/them.md"]);
    let taken = git(root, &["commit", "-qm", "third"]);
    assert!(taken.status.success(), "{}", text(&taken.stderr));
}

#[test]
fn what_is_there_already_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = [("README.md", "của tôi\n"), (".gitlab-ci.yml", "# của tôi\n"), (".vscode/settings.json", "{}\n")];
    fs::create_dir(folder.path().join(".vscode")).expect("it can be made");
    for (path, old) in kept {
        fs::write(folder.path().join(path), old).expect("it can be written");
    }
    let told = init(folder.path());
    assert!(told.status.success());
    for (path, old) in kept {
        assert_eq!(fs::read_to_string(folder.path().join(path)).expect("it is there"), old);
        assert!(
            text(&told.stderr).contains(&format!("đã có `{path}`")) && !text(&told.stdout).contains(path),
            "{path}"
        );
    }
    assert!(folder.path().join(".vscode/schemas/site.json").is_file());
    let checked = Command::new(PROGRAM).args(["check", "--deny", "warnings"]).arg(folder.path()).output();
    assert!(checked.expect("it runs").status.success());
}

#[test]
fn a_project_in_english_has_the_same_files_without_a_word_of_vietnamese() {
    let (vi, en) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    assert!(init(vi.path()).status.success());
    let made = Command::new(PROGRAM).args(["init", "--lang", "en"]).arg(en.path()).output().expect("it runs");
    assert!(made.status.success());
    let below = |root: &Path| {
        let mut all = Vec::new();
        files(root, &mut all);
        let mut all: Vec<_> = all.iter().map(|path| path.strip_prefix(root).expect("below").to_owned()).collect();
        all.sort();
        all
    };
    let names = below(en.path());
    assert_eq!(names, below(vi.path()));
    for name in names.iter().filter(|name| !name.starts_with(".vscode")) {
        let text = fs::read_to_string(en.path().join(name)).expect("text");
        // The symbol of the school and the Vietnamese word for "about" stand in documents' numbers and in counts.
        let text = text.replace("ĐHVD", "").replace("khoảng", "");
        let word = text.split_whitespace().find(|word| word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
        assert_eq!(word, None, "{}", name.display());
    }
    let checked = Command::new(PROGRAM).args(["check", "--deny", "warnings"]).arg(en.path()).output().expect("it runs");
    assert!(checked.status.success(), "{}", text(&checked.stdout));
}

/// Every file below `folder`.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn what_the_files_name_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(init(folder.path()).status.success());
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it is there");
    let rules = read(".taplo.toml");
    let schemas: Vec<&str> = rules.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(schemas.len(), fs::read_dir(folder.path().join(".vscode/schemas")).expect("a folder").count());
    for json in schemas.iter().copied().chain([".vscode/settings.json", ".vscode/extensions.json"]) {
        serde_json::from_str::<serde_json::Value>(&read(json)).unwrap_or_else(|error| panic!("{json}: {error}"));
    }
    let help = Command::new(PROGRAM).arg("--help").output().expect("it runs");
    let help = text(&help.stdout);
    let mut all = Vec::new();
    files(folder.path(), &mut all);
    for path in all.iter().filter(|path| !path.starts_with(folder.path().join("content"))) {
        let words = fs::read_to_string(path).expect("text");
        for rest in words.split("doithoai ").skip(1) {
            let command: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(command.is_empty() || help.contains(&format!("\n  {command} ")), "{}: {command}", path.display());
        }
        let schema = path.extension().is_some_and(|e| e == "json");
        assert!(schema || !words.replace("http://127.0.0.1", "").contains("://"), "{}", path.display());
    }
}

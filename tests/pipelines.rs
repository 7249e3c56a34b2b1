//! The pipelines of a new project: their files are read as YAML, and their steps run as a runner would run them, with the
//! program at hand, on a project that is right and on one that is not.
#![allow(clippy::disallowed_methods, reason = "tests read and write their projects")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use yaml_rust2::{Yaml, YamlLoader};

const PROGRAM: &str = env!("CARGO_BIN_EXE_doithoai");
const QUESTION: &str = "content/rounds/2023-2024/khoa-cntt/questions/001.md";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new(PROGRAM).arg("init").arg(folder.path()).output().expect("the program runs");
    assert!(made.status.success());
    folder
}

/// Puts a fault into the project, on line 3 of a question.
fn spoil(root: &Path) {
    let text = fs::read_to_string(root.join(QUESTION)).expect("it is there");
    fs::write(root.join(QUESTION), text.replacen("title = ", "titel = ", 1)).expect("it can be written");
}

fn yaml(root: &Path, path: &str) -> Yaml {
    let text = fs::read_to_string(root.join(path)).expect("it is there");
    let mut all = YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(all.len(), 1, "{path} is one document");
    all.remove(0)
}

/// Runs one step in a runner's shell (`sh -e`), as GitHub does and GitLab.
fn step(root: &Path, line: &str) -> Output {
    let programs = Path::new(PROGRAM).parent().expect("it lies in a folder");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", line]).current_dir(root).env("PATH", path).env_remove("DOITHOAI_LANG");
    shell.env("CI", "true").output().expect("a shell")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The commands of a job of GitHub, and the actions that it uses with what they are given as `path`.
fn github(job: &Yaml) -> (Vec<String>, Vec<(String, Option<String>)>) {
    let (mut runs, mut uses) = (Vec::new(), Vec::new());
    for step in job["steps"].as_vec().expect("steps") {
        match (step["run"].as_str(), step["uses"].as_str()) {
            (Some(run), None) => runs.push(run.to_owned()),
            (None, Some(action)) => uses.push((action.to_owned(), step["with"]["path"].as_str().map(str::to_owned))),
            other => panic!("a step either runs or uses: {other:?}"),
        }
    }
    (runs, uses)
}

#[test]
fn the_steps_of_github_check_publish_and_annotate() {
    let folder = project();
    let root = folder.path();
    let file = yaml(root, ".github/workflows/so-doi-thoai.yml");
    assert!(file["on"]["push"]["branches"][0].as_str() == Some("main") && !file["on"]["pull_request"].is_badvalue());
    let cron = file["on"]["schedule"][0]["cron"].as_str().expect("a schedule");
    assert_eq!(cron.split(' ').count(), 5, "{cron}");
    assert_eq!(file["permissions"]["contents"].as_str(), Some("read"), "no job may write by default");
    let jobs = &file["jobs"];
    let (check, checked_with) = github(&jobs["check"]);
    let (publish, published_with) = github(&jobs["publish"]);
    for (job, uses) in [("check", &checked_with), ("publish", &published_with)] {
        assert_eq!(jobs[job]["container"].as_str(), Some("${{ vars.DOITHOAI_IMAGE }}"), "{job}");
        assert!(uses[0].0.starts_with("actions/checkout@"), "{job}");
        // What is uploaded or kept is what the build writes.
        assert!(uses.iter().all(|(_, path)| path.as_deref().is_none_or(|path| path == "public")), "{job}: {uses:?}");
        assert!(uses.iter().all(|(action, _)| action.contains("@v")), "{job}: versions are named");
    }
    let grants = &jobs["publish"]["permissions"];
    assert!(grants["pages"].as_str() == Some("write") && grants["id-token"].as_str() == Some("write"));
    let ids: Vec<&str> =
        jobs["publish"]["steps"].as_vec().expect("steps").iter().filter_map(|s| s["id"].as_str()).collect();
    let url = jobs["publish"]["environment"]["url"].as_str().expect("its address");
    assert!(ids.iter().any(|id| url.contains(&format!("steps.{id}.outputs"))), "{url} {ids:?}");

    for run in check.iter().chain(&publish) {
        let ended = step(root, run);
        assert!(ended.status.success(), "{run}: {}", text(&ended.stderr));
        assert!(!text(&ended.stdout).contains("::error"), "{run}");
    }
    assert!(root.join("public/index.html").is_file(), "what is uploaded is there");
    let before = fs::read(root.join("public/doithoai.json")).expect("it is there");
    spoil(root);
    for run in check.iter().chain(&publish) {
        let ended = step(root, run);
        assert_eq!(ended.status.code(), Some(1), "{run}");
        let told = text(&ended.stdout);
        assert!(told.contains(&format!("::error file={QUESTION},line=3,")), "{run}: {told}");
    }
    assert_eq!(fs::read(root.join("public/doithoai.json")).expect("it is there"), before, "the old site stays");
}

#[test]
fn the_steps_of_gitlab_check_publish_and_report() {
    let folder = project();
    let root = folder.path();
    let file = yaml(root, ".gitlab-ci.yml");
    assert_eq!(file["default"]["image"].as_str(), Some("$DOITHOAI_IMAGE"));
    let lines = |job: &str| {
        let lines = file[job]["script"].as_vec().expect("a script").iter();
        lines.map(|line| line.as_str().expect("a command").to_owned()).collect::<Vec<_>>()
    };
    let report = file["check"]["artifacts"]["reports"]["codequality"].as_str().expect("a report").to_owned();
    assert_eq!(file["check"]["artifacts"]["when"].as_str(), Some("always"), "the report of a failed check is kept");
    assert_eq!(file["pages"]["artifacts"]["paths"][0].as_str(), Some("public"));
    assert_eq!(file["pages"]["pages"].as_bool(), Some(true));
    for job in ["check", "pages"] {
        assert!(file[job]["rules"][0]["if"].as_str().is_some_and(|rule| rule.starts_with("$CI_")), "{job}");
    }
    let read = |root: &Path| {
        let text = fs::read_to_string(root.join(&report)).expect("the report is written");
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON")
    };
    for line in lines("check").iter().chain(&lines("pages")) {
        let ended = step(root, line);
        assert!(ended.status.success(), "{line}: {}", text(&ended.stderr));
    }
    assert_eq!(read(root), serde_json::json!([]), "nothing is wrong");
    assert!(root.join("public/index.html").is_file());
    spoil(root);
    for line in lines("check").iter().chain(&lines("pages")) {
        assert_eq!(step(root, line).status.code(), Some(1), "{line}");
    }
    let found = read(root);
    let all = found.as_array().expect("a list");
    let told = all.iter().find(|one| one["check_name"] == "S01").unwrap_or_else(|| panic!("{found}"));
    let place = &told["location"];
    assert_eq!((place["path"].as_str(), place["lines"]["begin"].as_u64()), (Some(QUESTION), Some(3)));
    assert!(told["severity"] == "critical" && told["description"].is_string(), "{told}");
    let prints: std::collections::BTreeSet<&str> = all.iter().filter_map(|one| one["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), all.len(), "each has its own fingerprint");
}

//! `doithoai __complete`: what the project in the current folder has, for the scripts of `doithoai completions`.
//!
//! What is being written goes in (`units`, `dialogues`, or `new-` and a kind), one candidate a line comes out. It looks at
//! names of files alone, so that an answer is there while somebody types; a folder that is no project has no candidates.

use super::Status;
use super::arguments::CompleteArguments;
use super::console::Console;
use crate::host::walk;
use camino::Utf8Path;
use std::collections::BTreeSet;

pub(super) fn run(arguments: &CompleteArguments, console: &mut Console<'_>) -> Status {
    let names = walk::names(Utf8Path::new("."));
    let lines: String = candidates(&arguments.what, &names).into_iter().map(|name| name + "\n").collect();
    console.results(&lines);
    Status::Clean
}

/// The candidates among the paths of a project's files.
fn candidates(what: &str, names: &[String]) -> BTreeSet<String> {
    let below = |folder: &'static str| names.iter().filter_map(move |name| name.strip_prefix(folder));
    let units =
        || below("content/units/").filter_map(|name| name.strip_suffix(".md")).filter(|name| !name.contains('.'));
    let rounds = || below("content/rounds/").filter_map(|name| name.strip_suffix("/round.md"));
    let dialogues = || below("content/rounds/").filter_map(|name| name.strip_suffix("/dialogue.md"));
    let owned = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    // What a name must follow ends with the slash before it.
    let open = |names: &mut dyn Iterator<Item = &str>| names.map(|name| format!("{name}/")).collect();
    match what {
        "units" => owned(&mut units()),
        "dialogues" | "new-question" => owned(&mut dialogues()),
        "new-dialogue" => {
            let held: BTreeSet<&str> = dialogues().collect();
            let all = rounds().flat_map(|round| units().map(move |unit| format!("{round}/{unit}")));
            all.filter(|place| !held.contains(&**place)).collect()
        }
        "new-commitment" | "new-document" | "new-survey" => open(&mut rounds().chain(dialogues())),
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn candidates_are_what_the_project_has() {
        let names = [
            "content/site.toml",
            "content/units/khoa.md",
            "content/units/khoa.en.md",
            "content/units/phong.md",
            "content/rounds/r/round.md",
            "content/rounds/r/khoa/dialogue.md",
            "content/rounds/r/khoa/dialogue.en.md",
        ];
        let names = names.map(str::to_owned);
        let told = |what: &str| candidates(what, &names).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(told("units"), "khoa phong");
        assert_eq!(told("dialogues"), "r/khoa");
        assert_eq!(told("new-dialogue"), "r/phong");
        assert_eq!(told("new-commitment"), "r/ r/khoa/");
        assert_eq!(told("new-unit"), "");
    }
}

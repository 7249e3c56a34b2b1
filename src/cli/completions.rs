//! `doithoai completions`: the script by which a shell completes commands, options and their values.
//!
//! The description of the command line goes in, a script for one shell goes to standard output. Shells that show words
//! beside what they complete (zsh, fish, PowerShell) show them in the language that was asked for. Bash, zsh and fish also ask
//! [`complete`](super::complete) for what the project has.

use super::arguments::{CompletionsArguments, ShellName};
use super::console::Console;
use super::{Status, wording};
use clap_complete::{Shell, generate};

pub(super) fn run(arguments: &CompletionsArguments, console: &mut Console<'_>) -> Status {
    let shell = match arguments.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
    };
    let mut command = wording::command(console.lang);
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    console.results(&with_project(arguments.shell, String::from_utf8_lossy(&script).into_owned()));
    Status::Clean
}

/// The functions by which shells ask `doithoai __complete` for what the project has.
const BASH: &str = include_str!("completions/project.bash");
const ZSH: &str = include_str!("completions/project.zsh");
const FISH: &str = include_str!("completions/project.fish");

/// The actions of zsh's script that are to ask the project, by how they begin and end, and what they ask for.
const ZSH_ACTIONS: [(&str, &str, &str); 3] = [
    ("':path -- ", ":_default'", ":_doithoai_place'"),
    ("'--into=[", ":ROUND/DIALOGUE:_default'", ":ROUND/DIALOGUE:_doithoai_dialogue'"),
    ("'--unit=[", ":UNIT:_default'", ":UNIT:_doithoai_unit'"),
];

/// A script that also knows places, dialogues and units of the project.
fn with_project(shell: ShellName, script: String) -> String {
    match shell {
        ShellName::Bash => script + BASH,
        ShellName::Fish => script + FISH,
        ShellName::Powershell => script,
        ShellName::Zsh => {
            let asking = |line: &str| {
                let action = ZSH_ACTIONS.iter().find(|(begin, ..)| line.starts_with(begin));
                action.map_or_else(|| line.to_owned(), |(_, old, new)| line.replacen(old, new, 1))
            };
            let mut lines: Vec<String> = script.lines().map(asking).collect();
            // After the line that says what the script completes, before its functions are called.
            lines.insert(1.min(lines.len()), ZSH.trim_end().to_owned());
            lines.join("\n") + "\n"
        }
    }
}

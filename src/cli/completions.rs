//! `doithoai completions`: the script by which a shell completes commands, options and their values.
//!
//! The description of the command line goes in, a script for one shell goes to standard output. Shells that show words
//! beside what they complete (zsh, fish, PowerShell) show them in the language that was asked for.

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
    console.results(&String::from_utf8_lossy(&script));
    Status::Clean
}

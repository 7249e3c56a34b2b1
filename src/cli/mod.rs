//! The command line (`spec/cli.md`): one file a command.
//!
//! In go arguments, the few things that the environment may say, and two streams; out come a result on the one, messages
//! on the other, and a [`Status`]. Results (a path, a JSON line, a table) go to standard output, all else to standard
//! error. Nothing here decides what is right or how a page looks: each command asks the core and the host, and tells.
//! Start at [`run`].

mod arguments;
mod build;
mod check;
mod complete;
mod completions;
mod console;
mod due;
mod explain;
mod export;
mod import;
mod init;
mod man;
mod new;
mod pipeline;
mod reporting;
mod schema;
mod serve;
mod sink;
mod sites;
mod status;
mod usage;
mod wording;

use crate::diagnostic::Lang;
use arguments::{Arguments, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use console::Console;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// What the environment says.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `DOITHOAI_LANG`.
    pub lang: Option<String>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// Standard error is a terminal.
    pub terminal: bool,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No error; warnings may have been printed.
    Clean = 0,
    /// The content has errors, or warnings that were denied.
    Faulty = 1,
    /// The program could not do its work: flags, input or output.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Runs the program; `arguments` begins with its own name.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let given: Vec<OsString> = arguments.into_iter().collect();
    let lang = language(&given, environment);
    let mut console = Console::new(out, err, lang, environment);
    let matches = match wording::command(lang).try_get_matches_from(&given) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error, &given, console),
    };
    let arguments = Arguments::from_arg_matches(&matches).expect("the matches are of this very command");
    console.quiet = arguments.quiet;
    console.color &= !arguments.no_color;
    let status = match &arguments.command {
        Command::Init(command) => init::run(command, &mut console),
        Command::New(command) => new::run(command, &mut console),
        Command::Check(command) => check::run(command, &mut console),
        Command::Build(command) => build::run(command, &mut console),
        Command::Serve(command) => serve::run(command, &mut console),
        Command::Import(command) => import::run(command, &mut console),
        Command::Export(command) => export::run(command, &mut console),
        Command::Due(command) => due::run(command, &mut console),
        Command::Status(command) => status::run(command, &mut console),
        Command::Explain(command) => explain::run(command, &mut console),
        Command::Schema(command) => schema::run(command, &mut console),
        Command::Completions(command) => completions::run(command, &mut console),
        Command::Man(command) => man::run(command, &mut console),
        Command::Complete(command) => complete::run(command, &mut console),
    };
    console.finish(status)
}

/// Help and version are results; anything else that was not understood is a failure.
fn refuse(error: &clap::Error, given: &[OsString], mut console: Console<'_>) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.result(error.render().to_string().trim_end());
            console.finish(Status::Clean)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.message(error.render().to_string().trim_end());
            console.finish(Status::Failed)
        }
        _ => {
            let all = Arguments::command();
            let mut words = given.iter().skip(1).filter_map(|word| word.to_str());
            let meant = words.find(|word| all.find_subcommand(word).is_some_and(|command| !command.is_hide_set()));
            console.fault(&usage::explain(error, meant));
            console.finish(Status::Failed)
        }
    }
}

/// The language of the words: `--lang`, else the environment, else Vietnamese. Known before the arguments are read,
/// because their own errors and help are worded in it.
fn language(arguments: &[OsString], environment: &Environment) -> Lang {
    let mut asked = None;
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        } else if word == "--lang" {
            asked = words.next().map(std::borrow::Cow::into_owned);
        }
    }
    match asked.or_else(|| environment.lang.clone()) {
        Some(name) if name.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

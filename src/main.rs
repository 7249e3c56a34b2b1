//! The program `doithoai`: the command line of the library, on the terminal.
#![allow(clippy::disallowed_methods, reason = "the one place that reads the environment")]

use doithoai::cli::{Environment, run};
use std::env;
use std::io::{IsTerminal, stderr, stdout};
use std::process::ExitCode;

/// Page models are made of many small texts that live for one page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let environment = Environment {
        lang: env::var("DOITHOAI_LANG").ok(),
        no_color: env::var("NO_COLOR").is_ok_and(|value| !value.is_empty()),
        terminal: stderr().is_terminal(),
    };
    run(env::args_os(), &environment, &mut stdout(), &mut stderr()).into()
}

//! `doithoai check`: reads everything, reports everything, writes nothing.

use super::arguments::CheckArguments;
use super::console::Console;
use super::pipeline::{self, Request};
use super::sites::Asked;
use super::{Status, reporting};

pub(super) fn run(arguments: &CheckArguments, console: &mut Console<'_>) -> Status {
    let out = arguments.root.join(pipeline::PUBLIC);
    let request = Request {
        root: &arguments.root,
        as_of: arguments.as_of,
        jobs: arguments.jobs,
        deny_warnings: reporting::denies_warnings(&arguments.reporting),
        out: &out,
        publish: false,
        verify: false,
        archive: None,
        sites: Asked::Main,
    };
    match pipeline::run(&request, console) {
        Ok(mut done) => {
            let diagnostics = std::mem::take(&mut done.diagnostics);
            reporting::report(&arguments.reporting, &done, diagnostics, console)
        }
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

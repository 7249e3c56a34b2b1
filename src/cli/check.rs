//! `doithoai check`: reads everything, reports everything, writes nothing; with `--watch` again after each change.

use super::arguments::CheckArguments;
use super::console::Console;
use super::pipeline::{self, Request};
use super::sites::Asked;
use super::{Status, reporting};
use crate::say;
use crate::serve::again;

pub(super) fn run(arguments: &CheckArguments, console: &mut Console<'_>) -> Status {
    if !arguments.watch {
        return once(arguments, console);
    }
    let mut last = None;
    let watched = again::each_change(&arguments.root, &mut || {
        let first = last.is_none();
        if !first {
            console.clear();
        }
        let status = once(arguments, console);
        last = Some(status);
        // A project that cannot be read at first is a wrong name; later it may come back.
        let go_on = !(first && status == Status::Failed);
        if go_on {
            console.progress(&say!("đang chờ thay đổi (Ctrl+C để dừng)", "waiting for changes (Ctrl+C to stop)"));
        }
        go_on
    });
    match watched {
        Ok(()) => last.unwrap_or(Status::Clean),
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn once(arguments: &CheckArguments, console: &mut Console<'_>) -> Status {
    let out = arguments.root.join(pipeline::PUBLIC);
    let request = Request {
        root: &arguments.root,
        as_of: arguments.as_of,
        jobs: arguments.jobs,
        deny_warnings: reporting::denies_warnings(&arguments.reporting),
        least: reporting::least(&arguments.reporting),
        out: &out,
        publish: false,
        verify: false,
        precompress: false,
        lasting: arguments.watch,
        archive: None,
        sites: Asked::Main,
    };
    match pipeline::run(&request, console) {
        Ok(done) => reporting::report(&arguments.reporting, &done, console),
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

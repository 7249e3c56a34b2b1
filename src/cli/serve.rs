//! `doithoai serve`: builds the site and shows it on this machine.
//!
//! Faults of the content are told, and the last good site is shown; without one there is nothing to show.

use super::arguments::ServeArguments;
use super::console::Console;
use super::pipeline::{self, Request};
use super::{Status, reporting};
use crate::host::fault::Fault;
use crate::say;
use crate::serve::server::Server;
use crate::serve::site::Site;
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};

pub(super) fn run(arguments: &ServeArguments, console: &mut Console<'_>) -> Status {
    let out = arguments.root.join(pipeline::PUBLIC);
    let request = Request {
        root: &arguments.root,
        as_of: arguments.as_of,
        jobs: None,
        deny_warnings: false,
        out: &out,
        publish: true,
        verify: false,
    };
    let status = match pipeline::run(&request, console) {
        Ok(done) => reporting::show(&done.sources, done.diagnostics, console),
        Err(fault) => {
            console.fault(&fault);
            return Status::Failed;
        }
    };
    let site = match Site::open(&out) {
        Ok(site) => site,
        // The faults that kept the first site from being built are told already.
        Err(_) if status == Status::Faulty => return status,
        Err(fault) => {
            console.fault(&fault);
            return Status::Failed;
        }
    };
    match serve(arguments, &site, console) {
        Ok(()) => Status::Clean,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn serve(arguments: &ServeArguments, site: &Site, console: &mut Console<'_>) -> Result<(), Fault> {
    let host = (arguments.host != Ipv4Addr::LOCALHOST).then(|| arguments.host.to_string());
    let server = Server::bind(host.as_deref(), arguments.port)?;
    if let Some(moved) = server.moved() {
        console.message(moved.get(console.lang));
    }
    server.stopper().on_signal()?;
    let url = server.url();
    console.result(&url);
    console.note(&say!("xem trang tại {url} (Ctrl+C để dừng)", "the site is at {url} (Ctrl+C to stop)"));
    if arguments.open {
        open(&url);
    }
    server.run(|asked| site.answer(asked))
}

/// Opens `url` in the reader's browser; where that cannot be done, the address was printed.
fn open(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    drop(Command::new(opener).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn());
}

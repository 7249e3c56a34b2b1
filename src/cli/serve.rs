//! `doithoai serve`: shows the site on this machine, as it is while it is edited.
//!
//! Nothing is written: pages are made when a browser asks for them. Faults of the content are told here and shown over the
//! last good site; only a project that cannot be read at all, or a port that cannot be had, ends the command.

use super::Status;
use super::arguments::ServeArguments;
use super::console::Console;
use crate::host::fault::Fault;
use crate::say;
use crate::serve::live::{self, Options, Told};
use crate::serve::server::Server;
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};
use std::time::Duration;

pub(super) fn run(arguments: &ServeArguments, console: &mut Console<'_>) -> Status {
    match serve(arguments, console) {
        Ok(()) => Status::Clean,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn serve(arguments: &ServeArguments, console: &mut Console<'_>) -> Result<(), Fault> {
    let host = (arguments.host != Ipv4Addr::LOCALHOST).then(|| arguments.host.to_string());
    let server = Server::bind(host.as_deref(), arguments.port)?;
    if let Some(moved) = server.moved() {
        console.message(moved.get(console.lang));
    }
    let url = server.url();
    let (lang, color) = (console.lang, console.color);
    let options = Options {
        root: arguments.root.clone(),
        target: arguments.target.as_deref().map(Into::into),
        as_of: arguments.as_of,
        lang,
        color,
    };
    console.progress(&say!("đang đọc `{0}`…", "reading `{0}`…", arguments.root));
    live::run(server, &options, &mut |told| match told {
        Told::Ready(after) => {
            console.result(&url);
            let after = seconds(after);
            console.note(&say!(
                "xem trang tại {url} sau {after} (Ctrl+C để dừng)",
                "the site is at {url} after {after} (Ctrl+C to stop)"
            ));
            if arguments.open {
                open(&url);
            }
        }
        Told::Changed(after) => {
            let after = seconds(after);
            console.note(&say!("đã cập nhật trong {after}", "updated in {after}"));
        }
        Told::Diagnostics(text) if text.is_empty() => {
            console.note(&say!("không còn lỗi hay cảnh báo", "no errors or warnings any more"));
        }
        Told::Diagnostics(text) => console.messages(&text),
        Told::Message(message) => console.message(message.get(lang)),
    })
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
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

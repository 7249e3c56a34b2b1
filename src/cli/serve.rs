//! `doithoai serve`: the local preview.

use super::Status;
use super::arguments::ServeArguments;
use super::console::Console;
use crate::host::fault::Fault;
use crate::say;

pub(super) fn run(arguments: &ServeArguments, console: &mut Console<'_>) -> Status {
    let (host, port) = (arguments.host, arguments.port);
    let _ = (&arguments.root, arguments.open, arguments.as_of);
    console
        .fault(&Fault::new(say!("chưa xem trước được tại {host}:{port}", "there is no preview at {host}:{port} yet")));
    Status::Failed
}

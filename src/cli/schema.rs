//! `doithoai schema`: the JSON Schema of a kind of record, for the completion and the checks of editors.
//!
//! The schema, or the list of kinds, goes to standard output.

use super::Status;
use super::arguments::SchemaArguments;
use super::console::Console;
use crate::export::json_schema::{KINDS, schema, title};
use crate::host::fault::Fault;
use crate::record::place::FileKind;
use crate::say;
use crate::text::vietnamese::nearest;

pub(super) fn run(arguments: &SchemaArguments, console: &mut Console<'_>) -> Status {
    let Some(name) = &arguments.kind else {
        let line = |(name, kind): &(&str, FileKind)| {
            let (words, path) = title(*kind);
            format!("{name:<12}content/{path:<28}{}\n", words.get(console.lang))
        };
        let list: String = KINDS.iter().map(line).collect();
        console.results(&list);
        return Status::Clean;
    };
    match kind(name) {
        Ok(kind) => {
            console.result(&format!("{:#}", schema(kind, console.lang)));
            Status::Clean
        }
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// The kind with this name; `topics` is the file of all topics.
fn kind(name: &str) -> Result<FileKind, Fault> {
    let asked = if name == "topics" { "topic" } else { name };
    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == asked) {
        return Ok(*kind);
    }
    let fault = Fault::new(say!("không có loại bản ghi `{name}`", "there is no kind of record `{name}`"));
    let all: Vec<&str> = KINDS.iter().map(|(known, _)| *known).collect();
    Err(match nearest(name, all.iter().copied()) {
        Some(near) => fault.help(say!("gần nhất: `{near}`", "nearest: `{near}`")),
        None => {
            let all = all.join(", ");
            fault.help(say!("các loại: {all}", "the kinds: {all}"))
        }
    })
}

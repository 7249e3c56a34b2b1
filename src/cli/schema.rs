//! `doithoai schema`: the JSON Schema of a kind of record, for the completion and the checks of editors.
//!
//! The schema, or the list of kinds, goes to standard output.

use super::Status;
use super::arguments::SchemaArguments;
use super::console::Console;
use crate::export::json_schema::{KINDS, schema, title};
use crate::export::translation_schema;
use crate::record::place::FileKind;

pub(super) fn run(arguments: &SchemaArguments, console: &mut Console<'_>) -> Status {
    let Some(kind) = &arguments.kind else {
        let line = |(name, kind): &(&str, FileKind)| {
            let (words, path) = title(*kind);
            format!("{name:<12}content/{path:<28}{}\n", words.get(console.lang))
        };
        let list: String = KINDS.iter().map(line).collect();
        console.results(&list);
        return Status::Clean;
    };
    let of = if arguments.translation { translation_schema::schema } else { schema };
    console.result(&format!("{:#}", of(kind.0, console.lang)));
    Status::Clean
}

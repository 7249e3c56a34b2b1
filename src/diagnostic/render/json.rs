//! One JSON object a line (`spec/cli.md`); the keys always in the same order.
//!
//! `help` and `fix` are there when there is something to say. A fix is in bytes of the file as it is on disk.

use super::sources::Sources;
use crate::diagnostic::{Diagnostic, Lang};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &mut Sources<'_, '_>, lang: Lang, out: &mut String) {
    for diagnostic in diagnostics {
        let (start, end) = sources.positions(&diagnostic.place);
        let object = Object {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            message: diagnostic.message.get(lang),
            path: &diagnostic.place.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            help: diagnostic.help.as_ref().map(|help| help.get(lang)),
            fix: diagnostic.fix.as_ref().map(|fix| Replacement {
                start: fix.span.start,
                end: fix.span.end,
                text: &fix.text,
            }),
        };
        out.push_str(&serde_json::to_string(&object).expect("texts and numbers can always be written as JSON"));
        out.push('\n');
    }
}

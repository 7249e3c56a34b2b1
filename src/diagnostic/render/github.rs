//! Workflow commands of GitHub Actions, which it shows beside the lines of a change.
//!
//! `::error file=…,line=…,col=…,title=CODE::message`, with the escapes that GitHub undoes.

use super::sources::Sources;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use std::fmt::Write;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &mut Sources<'_, '_>, lang: Lang, out: &mut String) {
    for diagnostic in diagnostics {
        let (start, _) = sources.positions(&diagnostic.place);
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (path, code) = (property(&diagnostic.place.path), diagnostic.code.as_str());
        let message = message(diagnostic.message.get(lang));
        writeln!(out, "::{command} file={path},line={},col={},title={code}::{message}", start.line, start.column)
            .expect("writing to a string does not fail");
    }
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

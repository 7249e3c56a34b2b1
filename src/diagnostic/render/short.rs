//! One line a diagnostic, as editors and compilers' "next error" read it: `path:line:col: severity[CODE]: message`.
//!
//! The severity is the machine's word in every language, so that one pattern reads all.

use super::sources::Sources;
use crate::diagnostic::{Diagnostic, Lang};
use std::fmt::Write;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &mut Sources<'_, '_>, lang: Lang, out: &mut String) {
    for diagnostic in diagnostics {
        let (start, _) = sources.positions(&diagnostic.place);
        let path = one_line(&diagnostic.place.path);
        let (severity, code) = (diagnostic.severity.as_str(), diagnostic.code.as_str());
        let message = one_line(diagnostic.message.get(lang));
        writeln!(out, "{path}:{}:{}: {severity}[{code}]: {message}", start.line, start.column)
            .expect("writing to a string does not fail");
    }
}

/// The text on one line, without what would steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

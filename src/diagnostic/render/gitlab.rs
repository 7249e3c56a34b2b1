//! The report of GitLab's Code Quality, which it shows in a merge request.
//!
//! One JSON array of objects; the fingerprint says whether a finding is the same as before, so it knows the place by path
//! and message, not by line, and tells equal ones apart by their order.

use super::sources::Sources;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::text::digest::Digest;
use serde_json::json;
use std::fmt::Write;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &mut Sources<'_, '_>, lang: Lang, out: &mut String) {
    let same = |a: &Diagnostic, b: &Diagnostic| {
        (a.code, &a.place.path, &a.message.vi) == (b.code, &b.place.path, &b.message.vi)
    };
    let mut findings = Vec::with_capacity(diagnostics.len());
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let (start, _) = sources.positions(&diagnostic.place);
        let before = diagnostics[..at].iter().rev().take_while(|d| d.place.path == diagnostic.place.path);
        let nth = before.filter(|earlier| same(earlier, diagnostic)).count().to_string();
        let (code, path) = (diagnostic.code.as_str(), &*diagnostic.place.path);
        let identity = [code, path, &diagnostic.message.vi, &nth].map(str::as_bytes);
        findings.push(json!({
            "description": format!("{code}: {}", diagnostic.message.get(lang)),
            "check_name": code,
            "fingerprint": Digest::of_parts(identity).to_string(),
            "severity": match diagnostic.severity {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            "location": { "path": path, "lines": { "begin": start.line } },
        }));
    }
    writeln!(out, "{:#}", serde_json::Value::from(findings)).expect("writing to a string does not fail");
}

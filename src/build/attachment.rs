//! Attachments: which files beside records are published, and where.
//!
//! The register goes in; pairs of output path and attachment come out, sorted, each once. A file is published only when a
//! published record names it; the table of a survey is not, since its page shows it with small cells hidden.

use crate::markdown;
use crate::page::view::attachment_of;
use crate::record::field::Visitor;
use crate::register::{AnyRecord, Register};
use crate::text::source::Attachment;
use crate::text::span::Span;

/// Every file that the site publishes: `tep/<id of the record>/<file>`.
pub fn published<'r>(register: &'r Register<'_>) -> Vec<(String, &'r Attachment)> {
    let mut found = Vec::new();
    for record in register.records() {
        if record.ix.is_some_and(|ix| register.is_public(ix)) {
            for name in named(register, &record) {
                if let Some(attachment) = attachment_of(register, record.id, &name) {
                    found.push((format!("tep/{}/{name}", record.id), attachment));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// The files that a record names, in its facts and as images of its texts.
fn named(register: &Register<'_>, record: &AnyRecord<'_>) -> Vec<String> {
    struct Files(Vec<String>);
    impl Visitor for Files {
        fn file(&mut self, name: &str, key: &'static str, _: Span) {
            if key != "table" {
                self.0.push(name.to_owned());
            }
        }
    }
    let mut files = Files(Vec::new());
    record.visit(&mut files);
    for passage in register.passages(record) {
        if passage.text.contains("![") {
            files.0.extend(markdown::scan(&passage.text).links.into_iter().filter(|l| l.image).map(|l| l.address));
        }
    }
    files.0
}

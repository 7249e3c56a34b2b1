//! Attachments: which files beside records are published, and where.
//!
//! The register goes in; pairs of output path and attachment come out, sorted, each once. A file is published only when a
//! published record names it; the table of a survey is not, since its page shows it with small cells hidden.

use crate::check::texts;
use crate::markdown;
use crate::page::view::attachment_of;
use crate::record::field::Visitor;
use crate::register::Register;
use crate::register::reach::decoded;
use crate::text::glance;
use crate::text::source::Attachment;
use crate::text::span::Span;

/// Every file that the site publishes: `tep/<id of the record>/<file>`.
pub fn published<'r>(register: &'r Register<'_>) -> Vec<(String, &'r Attachment)> {
    let mut named: Vec<(String, String)> = Vec::new();
    for record in register.records().filter(|r| r.ix.is_some_and(|ix| register.is_public(ix))) {
        let mut files = Files(Vec::new());
        record.visit(&mut files);
        named.extend(files.0.into_iter().map(|name| (record.id.to_owned(), name)));
    }
    texts::each_markdown(register, glance::BANG, &mut |said| {
        if said.owner.public {
            let images = markdown::scan(said.text).links.into_iter().filter(|link| link.image);
            named.extend(images.map(|image| (said.owner.id.to_owned(), decoded(&image.address).into_owned())));
        }
    });
    let found = named.into_iter().filter_map(|(id, name)| {
        let attachment = attachment_of(register, &id, &name)?;
        Some((format!("tep/{id}/{name}"), attachment))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// The files that a record names in its facts.
struct Files(Vec<String>);

impl Visitor for Files {
    fn file(&mut self, name: &str, key: &'static str, _: Span) {
        if key != "table" {
            self.0.push(name.to_owned());
        }
    }
}

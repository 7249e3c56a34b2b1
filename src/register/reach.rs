//! Reach: what the names in a text lead to, the record behind `@questions/007` and the file behind `so-do.png`.
//!
//! An address as it was written and the record it stands in go in; a record or an attachment comes out. Rules and pages
//! ask the same functions, so that what is reported is what would be dead.

use super::Register;
use super::index::{RecordIx, scope_of};
use crate::record::field::RefKind;
use crate::text::source::Attachment;
use std::borrow::Cow;

/// What a link `@name#anchor` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordLink<'a> {
    /// The record's name.
    pub name: &'a str,
    /// The anchor on its page.
    pub anchor: Option<&'a str>,
}

/// What `address` names, if it is a link to a record.
pub fn record_link(address: &str) -> Option<RecordLink<'_>> {
    let reference = address.trim().strip_prefix('@')?;
    let (name, anchor) = reference.split_once('#').map_or((reference, None), |(name, a)| (name, Some(a)));
    Some(RecordLink { name: name.trim_end_matches('/'), anchor })
}

/// The folder of the file at `path`.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A file name as it is on disk: `%20` means a space.
pub fn decoded(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return Cow::Borrowed(address);
    }
    let bytes = address.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| address.get(i + 1..i + 3)).flatten();
        let byte = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
        plain.push(byte.unwrap_or(bytes[i]));
        i += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).map_or(Cow::Borrowed(address), Cow::Owned)
}

impl<'s> Register<'s> {
    /// The record that `name` means in a text of the record `id`: its dialogue's first, then its round's, then any; at
    /// last a unit's bare slug.
    pub fn named_in_text(&self, name: &str, id: &str) -> Option<RecordIx> {
        let mut scope = scope_of(id);
        loop {
            let found = if scope.is_empty() { self.ids.get(name) } else { self.ids.get(&format!("{scope}/{name}")) };
            if found.is_some() {
                return found;
            }
            if scope.is_empty() {
                return self.resolve(RefKind::Unit, name, id);
            }
            scope = scope.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
    }

    /// The file `name` beside the record file at `path`, or in the `files/` folder there.
    pub fn attachment_beside(&self, path: &str, name: &str) -> Option<&'s Attachment> {
        let folder = folder_of(path);
        let beside = self.sources.attachment(&format!("{folder}/{name}"));
        beside.or_else(|| self.sources.attachment(&format!("{folder}/files/{name}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_names_are_taken_apart() {
        let link = record_link("@pages/gioi-thieu/#lich").expect("a link to a record");
        assert_eq!((link.name, link.anchor), ("pages/gioi-thieu", Some("lich")));
        assert_eq!(record_link("gioi-thieu/"), None);
        assert_eq!(decoded("k%E1%BA%BF%20hoach.pdf"), "kế hoach.pdf");
        assert_eq!(decoded("100%.pdf"), "100%.pdf");
    }
}

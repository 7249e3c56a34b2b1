//! Stubs: records as `doithoai new` writes them, in which somebody still has to write what only they know.
//!
//! A record's texts go in; the first place to write at comes out. The invariant: as long as there is one the record is a
//! draft, so that what nobody wrote is never published. Rounds and dialogues hold other records and have no such place.

use super::Facts;
use super::field::Visitor;
use crate::markdown;
use crate::text::source::SourceFile;
use crate::text::span::Span;

/// How a place to write at begins, in Vietnamese and in English.
pub const MARKS: [&str; 2] = ["VIẾT Ở ĐÂY:", "WRITE HERE:"];

/// Where `text` has a place to write at.
fn find(text: &str) -> Option<usize> {
    MARKS.iter().filter_map(|mark| text.find(mark)).min()
}

/// Whether a file may hold a stub at all.
pub fn may_hold(file: &SourceFile) -> bool {
    find(&file.text).is_some()
}

/// The first place to write at in a record of this body whose facts are shown by `visit`; comments and code have none.
pub fn place(file: &SourceFile, body: Span, visit: impl FnOnce(&mut dyn Visitor)) -> Option<Span> {
    let mut seen = First(None);
    visit(&mut seen);
    seen.0.or_else(|| {
        let text = &file.text[body.range()];
        find(text)?;
        // What is quoted as code is no place to write at: guides tell of stubs.
        let code = markdown::scan(text).code;
        let marks = MARKS.iter().flat_map(|mark| text.match_indices(mark));
        let (start, mark) = marks.filter(|(at, _)| code.iter().all(|code| !code.contains(at))).min()?;
        Some(Span::new(body.start as usize + start, body.start as usize + start + mark.len()))
    })
}

/// Whether records of this kind become drafts so.
pub const fn may_be(facts: &Facts) -> bool {
    !matches!(facts, Facts::Site(_) | Facts::Round(_) | Facts::Dialogue(_))
}

struct First(Option<Span>);

impl Visitor for First {
    fn text(&mut self, text: &str, _: &'static str, span: Span) {
        if self.0.is_none() && find(text).is_some() {
            self.0 = Some(span);
        }
    }
}

//! Feeds: what is new, in Atom, of the whole site, of every unit and of every topic (`spec/site.md`).
//!
//! The register and its plan go in; documents of at most 50 entries come out, each made when it is asked for. `news`
//! gathers what there is to tell, `entry` says it in one language, `write` makes XML of it. The invariants:
//! nothing is told that no page tells; ids never change; no day is that of the build. A document keeps its first entry for
//! ever: the one that readers poll has the newest 50, the older ones are numbered from the oldest, so that news change the
//! newest document and the one behind it alone (RFC 5005, section 3).

mod entry;
mod news;
mod write;

use crate::page::follow::{self, Source};
use crate::page::plan::Plan;
use crate::page::view::View;
use crate::register::Register;
use crate::register::index::{RecordIx, TopicIx, UnitIx};
use news::Dated;
use std::ops::Range;

/// How many entries a document has at most.
const ENTRIES: usize = 50;

/// All there is to tell, oldest first.
#[derive(Debug, Default)]
pub struct Feeds {
    all: Vec<Dated>,
    /// By unit: positions in `all`.
    of_unit: Vec<Vec<u32>>,
    /// By topic: likewise, with what is on a topic below it.
    of_topic: Vec<Vec<u32>>,
}

/// One document of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// The position of its language in the site's list.
    pub lang: u8,
    /// Whose news.
    pub source: Source,
    /// Its number among the older ones, from 1 with the oldest; none for the one with the newest entries.
    pub older: Option<usize>,
}

impl Feeds {
    /// Gathers the news of all public records.
    pub fn of(register: &Register<'_>, plan: &Plan) -> Self {
        news::gather(register, plan)
    }

    /// Every document of every feed.
    pub fn documents(&self, register: &Register<'_>) -> Vec<Document> {
        let units = (0..register.units.len() as u32).map(UnitIx).filter(|u| register.is_public(RecordIx::Unit(*u)));
        let topics = (0..register.topics.len() as u32).map(TopicIx).filter(|t| register.is_public(RecordIx::Topic(*t)));
        let sources = units.map(Source::Unit).chain(topics.map(Source::Topic));
        let sources: Vec<Source> = std::iter::once(Source::Site).chain(sources).collect();
        let mut documents = Vec::new();
        for lang in 0..register.settings.languages.len() as u8 {
            for &source in &sources {
                let numbers = std::iter::once(None).chain((1..=older(self.count(source))).map(Some));
                documents.extend(numbers.map(|older| Document { lang, source, older }));
            }
        }
        documents
    }

    /// The document at the site path `path`.
    pub fn at(&self, views: &[View<'_>], path: &str) -> Option<Document> {
        let register = views.first()?.register;
        let all = path.strip_suffix(".xml").map(|_| self.documents(register));
        all?.into_iter().find(|document| document.path(&views[document.lang as usize]) == path)
    }

    /// The bytes of a document, in the language of `view`, which is the document's.
    pub fn write(&self, view: &View<'_>, document: Document) -> Vec<u8> {
        write::document(self, view, document).into_bytes()
    }

    /// How many entries a feed has.
    fn count(&self, source: Source) -> usize {
        match source {
            Source::Site => self.all.len(),
            Source::Unit(ix) => self.of_unit[ix.at()].len(),
            Source::Topic(ix) => self.of_topic[ix.at()].len(),
        }
    }

    /// The news of a document, newest first.
    fn news(&self, document: Document) -> Vec<Dated> {
        let positions = |list: &[u32], range: Range<usize>| -> Vec<Dated> {
            list[range].iter().rev().map(|at| self.all[*at as usize]).collect()
        };
        let range = range(self.count(document.source), document.older);
        match document.source {
            Source::Site => self.all[range].iter().rev().copied().collect(),
            Source::Unit(ix) => positions(&self.of_unit[ix.at()], range),
            Source::Topic(ix) => positions(&self.of_topic[ix.at()], range),
        }
    }

    /// The documents before (newer) and after (older) one of a feed.
    fn beside(&self, document: Document) -> (Option<Document>, Option<Document>) {
        let last = older(self.count(document.source));
        let number = |older: Option<usize>| Document { older, ..document };
        match document.older {
            None => (None, (last > 0).then(|| number(Some(last)))),
            Some(n) => (Some(number((n < last).then_some(n + 1))), (n > 1).then(|| number(Some(n - 1)))),
        }
    }
}

impl Document {
    /// Its site path; `view` is in its language.
    pub fn path(self, view: &View<'_>) -> String {
        match self.older {
            None => follow::feed_path(view, self.source),
            Some(number) => follow::older_path(view, self.source, number),
        }
    }
}

/// How many documents stand behind the newest 50 of `count` entries.
const fn older(count: usize) -> usize {
    count.saturating_sub(ENTRIES).div_ceil(ENTRIES)
}

/// Which of `count` entries, oldest first, a document has.
fn range(count: usize, number: Option<usize>) -> Range<usize> {
    let rest = count.saturating_sub(ENTRIES);
    match number {
        None => rest..count,
        Some(n) => (n - 1) * ENTRIES..(n * ENTRIES).min(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_in_one_document_of_at_most_fifty() {
        for count in [0, 1, 49, 50, 51, 99, 100, 101, 150, 1234] {
            let documents = (1..=older(count)).map(Some).chain([None]);
            let mut next = 0;
            for document in documents {
                let range = range(count, document);
                assert_eq!(range.start, next, "{count}");
                assert!(range.len() <= ENTRIES && (!range.is_empty() || count == 0), "{count}: {range:?}");
                next = range.end;
            }
            assert_eq!(next, count);
            assert_eq!(range(count, None).len(), count.min(ENTRIES));
        }
    }

    #[test]
    fn news_change_the_newest_documents_alone() {
        let before: Vec<_> = (1..older(220)).map(|n| range(220, Some(n))).collect();
        let after: Vec<_> = (1..older(220)).map(|n| range(290, Some(n))).collect();
        assert_eq!(before, after);
    }
}

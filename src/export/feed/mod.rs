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
use news::Dated;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many entries a document has at most.
const ENTRIES: usize = 50;

/// How many entries are made before they are shared out.
const BATCH: usize = 1 << 10;

/// How many of them a thread makes at a time.
const PIECE: usize = 32;

/// All there is to tell, oldest first.
#[derive(Debug, Default)]
pub struct Feeds {
    all: Vec<Dated>,
    /// By whose news they are: positions in `all`; a topic's are also those of the topics below it.
    of: BTreeMap<Source, Vec<u32>>,
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

/// A document that waits for its last entries.
struct Open {
    document: Document,
    /// How many entries of its feed were not taken yet: they are older than those that were.
    left: usize,
    entries: String,
}

impl Feeds {
    /// Gathers the news of all public records.
    pub fn of(register: &Register<'_>, plan: &Plan) -> Self {
        news::gather(register, plan)
    }

    /// Hands on every document in the language of `view`. An entry stands in the feeds of its units, its topics and the
    /// site: it is made once.
    pub fn publish(&self, view: &View<'_>, put: &(dyn Fn(&str, Vec<u8>) + Sync)) {
        let newest = |source: &Source| Document { lang: view.lang_index, source: *source, older: None };
        let begun = |(source, list): (&Source, &Vec<u32>)| {
            (*source, Open { document: newest(source), left: list.len(), entries: String::new() })
        };
        let mut open: BTreeMap<Source, Open> = self.of.iter().map(begun).collect();
        for batch in self.all.rchunks(BATCH) {
            let entries: Vec<String> =
                batch.par_iter().with_max_len(PIECE).map(|dated| write::entry(view, *dated)).collect();
            let mut full = Vec::new();
            for (dated, entry) in batch.iter().zip(entries).rev() {
                for source in news::sources(view.register, dated.1) {
                    let Some(open) = open.get_mut(&source) else { continue };
                    open.entries.push_str(&entry);
                    open.left -= 1;
                    if open.left == range(self.count(source), open.document.older).start {
                        full.push((open.document, std::mem::take(&mut open.entries)));
                        open.document = self.beside(open.document).1.unwrap_or(open.document);
                    }
                }
            }
            full.into_par_iter().for_each(|(document, entries)| self.hand_on(view, document, &entries, put));
        }
        let silent = self.of.iter().filter(|(_, list)| list.is_empty());
        silent.for_each(|(source, _)| self.hand_on(view, newest(source), "", put));
    }

    fn hand_on(&self, view: &View<'_>, document: Document, entries: &str, put: &(dyn Fn(&str, Vec<u8>) + Sync)) {
        put(&document.path(view), write::document(self, view, document, entries).into_bytes());
    }

    /// The bytes of the document at the site path `path`; none where no feed has one there.
    pub fn at(&self, views: &[View<'_>], path: &str) -> Option<Vec<u8>> {
        path.strip_suffix(".xml")?;
        let mut documents = views.iter().flat_map(|view| self.documents(view.lang_index).map(move |d| (view, d)));
        let (view, document) = documents.find(|(view, document)| document.path(view) == path)?;
        let entries: String = self.news(document).map(|dated| write::entry(view, dated)).collect();
        Some(write::document(self, view, document, &entries).into_bytes())
    }

    /// Every document of every feed in a language.
    pub fn documents(&self, lang: u8) -> impl Iterator<Item = Document> {
        self.of.iter().flat_map(move |(&source, list)| {
            let numbers = std::iter::once(None).chain((1..=older(list.len())).map(Some));
            numbers.map(move |older| Document { lang, source, older })
        })
    }

    /// How many entries a feed has.
    fn count(&self, source: Source) -> usize {
        self.of.get(&source).map_or(0, Vec::len)
    }

    /// The news of a document, newest first.
    fn news(&self, document: Document) -> impl Iterator<Item = Dated> {
        let all = self.of.get(&document.source).map_or(&[][..], |list| list);
        all[range(all.len(), document.older)].iter().rev().map(|at| self.all[*at as usize])
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

//! Postings: which word stands in which record, where, and what follows it.
//!
//! Runs of records in slot order go in, on several threads; one sorted list of words with their postings comes out. Each
//! run gathers its words on its own; joining the runs is a merge of sorted lists, so that the result does not depend on
//! who did what. The invariant: the postings of a word are in slot order, one a record.

use super::record::{Field, Passages};
use crate::text::search_word::{Word, runs, word};
use crate::text::vietnamese::nfc;
use rustc_hash::FxHashMap;

/// A word in one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The record's slot, from the first of its run: there are as many postings as words, so that each byte counts.
    slot: u16,
    /// In which fields it stands (bits 4 to 7: title, question, answer, rest), how long the title is where it stands in it
    /// (bits 2 and 3), how often it stands in the record (bits 0 and 1: once, 2 to 3, 4 to 7, more).
    pub(super) weight: u8,
    /// For each word that follows it somewhere in the record, the bit of that word's key is set.
    pub(super) followers: u8,
    /// Where its positions begin among those of the run.
    positions: u32,
}

impl Posting {
    /// Whether it stands in the title.
    pub(super) const fn in_title(self) -> bool {
        self.weight & TITLE != 0
    }
}

const TITLE: u8 = 0x80;

/// The bit by which a key is known in [`Posting::followers`]: three bits of an FNV-1a hash over UTF-16 units.
pub(super) fn follower_bit(key: &str) -> u8 {
    let hash =
        key.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    1 << (hash >> 13 & 7)
}

/// The words of one run of records.
#[derive(Default)]
pub(super) struct Run {
    words: Vec<Known>,
    /// By a run of letters as it was written: its word; [`NONE`] where it makes none.
    seen: FxHashMap<Box<str>, u32>,
    by_word: FxHashMap<Word, u32>,
    positions: Vec<u8>,
    here: Vec<Occurrence>,
}

const NONE: u32 = u32::MAX;

/// Every text of a record begins at a multiple of it.
const GAP: u32 = 32;

struct Known {
    word: Word,
    bit: u8,
    postings: Vec<Posting>,
}

/// One word of a record in its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    word: u32,
    position: u32,
    weight: u8,
    follower: u8,
}

/// How many slots a run has; a multiple of every run of texts.
pub(super) const RUN: u32 = 1024;

impl Run {
    /// Takes the texts of the record at `slot`, which is behind all slots before; several languages one after the other.
    pub(super) fn take(&mut self, slot: u32, languages: &[Passages]) {
        let mut position = 0;
        let mut title_words = 0;
        let mut here = std::mem::take(&mut self.here);
        here.clear();
        for (at, passages) in languages.iter().enumerate() {
            for passage in passages {
                // What is not translated is the same text again.
                if at > 0 && languages[0].contains(passage) {
                    continue;
                }
                let first = here.len();
                self.read(passage, &mut position, &mut here);
                if at == 0 && passage.0 == Field::Title && title_words == 0 {
                    title_words = here.len() - first;
                }
                // A gap, so that no phrase runs from one text into the next, and so that an edit of a title does not move
                // the words of what follows it.
                position = (position / GAP + 1) * GAP;
            }
        }
        here.sort_unstable();
        for group in here.chunk_by(|a, b| a.word == b.word) {
            self.post(slot, group, title_words);
        }
        self.here = here;
    }

    fn read(&mut self, (field, text): &(Field, String), position: &mut u32, here: &mut Vec<Occurrence>) {
        let weight = match field {
            Field::Title => TITLE,
            Field::Question => 0x40,
            Field::Answer => 0x20,
            Field::Rest => 0x10,
        };
        let first = here.len();
        runs(&nfc(text), |run| {
            let word = self.known(run);
            if word == NONE {
                return;
            }
            if here.len() > first
                && let Some(before) = here.last_mut()
            {
                before.follower = self.words[word as usize].bit;
            }
            here.push(Occurrence { word, position: *position, weight, follower: 0 });
            *position += 1;
        });
    }

    fn known(&mut self, run: &str) -> u32 {
        if let Some(known) = self.seen.get(run) {
            return *known;
        }
        let number = word(run).map_or(NONE, |word| {
            *self.by_word.entry(word).or_insert_with_key(|word| {
                self.words.push(Known { bit: follower_bit(&word.key), word: word.clone(), postings: Vec::new() });
                self.words.len() as u32 - 1
            })
        });
        self.seen.insert(run.into(), number);
        number
    }

    fn post(&mut self, slot: u32, group: &[Occurrence], title_words: usize) {
        let fields = group.iter().fold(0, |all, o| all | o.weight);
        let title = match title_words {
            _ if fields & TITLE == 0 => 0,
            0..=4 => 0,
            5..=8 => 1,
            9..=14 => 2,
            _ => 3,
        };
        let often = match group.len() {
            0..=1 => 0,
            2..=3 => 1,
            4..=7 => 2,
            _ => 3,
        };
        let start = self.positions.len() as u32;
        let mut before = 0;
        super::pack::put_number(&mut self.positions, group.len() as u32);
        for occurrence in group {
            super::pack::put_number(&mut self.positions, occurrence.position - before);
            before = occurrence.position;
        }
        let posting = Posting {
            slot: (slot % RUN) as u16,
            weight: fields | title << 2 | often,
            followers: group.iter().fold(0, |all, o| all | o.follower),
            positions: start,
        };
        self.words[group[0].word as usize].postings.push(posting);
    }

    /// Its words sorted; what only reading needs is dropped.
    pub(super) fn finish(mut self) -> Finished {
        self.words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        Finished { words: self.words.into_iter().map(|k| (k.word, k.postings)).collect(), positions: self.positions }
    }
}

/// The sorted words of one run.
pub(super) struct Finished {
    words: Vec<(Word, Vec<Posting>)>,
    positions: Vec<u8>,
}

impl Finished {
    /// The positions of a posting of this run: how many there are, then each from the one before it.
    pub(super) fn positions(&self, posting: Posting) -> &[u8] {
        let from = &self.positions[posting.positions as usize..];
        // Each number ends with the first byte below 128.
        let mut ends = from.iter().zip(1..).filter(|(byte, _)| **byte < 128).map(|(_, end)| end);
        let count = ends.next().map_or(0, |end| number(&from[..end]));
        &from[..ends.nth(count.saturating_sub(1)).unwrap_or(from.len())]
    }
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 127))
}

/// A word in all runs: the run's number and its postings there, in slot order.
pub(super) struct Term<'f> {
    pub(super) word: &'f Word,
    pub(super) parts: Vec<(usize, &'f [Posting])>,
}

impl Term<'_> {
    /// Its postings, each with the number of its run.
    pub(super) fn postings(&self) -> impl Iterator<Item = (usize, &Posting)> {
        self.parts.iter().flat_map(|(run, postings)| postings.iter().map(move |p| (*run, p)))
    }

    /// The slots of its postings with them, in order.
    pub(super) fn slots(&self) -> impl Iterator<Item = (u32, usize, &Posting)> {
        self.postings().map(|(run, p)| (run as u32 * RUN + u32::from(p.slot), run, p))
    }
}

/// The words of all runs, by key, then form.
pub(super) fn merge(runs: &[Finished]) -> Vec<Term<'_>> {
    let mut all: Vec<(&Word, usize, &[Posting])> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, finished)| finished.words.iter().map(move |(word, postings)| (word, run, &**postings)))
        .collect();
    all.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let groups = all.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| Term { word: group[0].0, parts: group.iter().map(|g| (g.1, g.2)).collect() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_says_where_how_often_and_what_follows() {
        let mut run = Run::default();
        let texts = vec![
            (Field::Title, "Học phí kỳ hè".to_owned()),
            (Field::Answer, "Nhà trường đã miễn học phí. Học bổng: chưa có.".to_owned()),
        ];
        run.take(7, &[texts.clone(), texts]);
        let finished = [run.finish()];
        let terms = merge(&finished);
        let term = |form: &str| terms.iter().find(|t| t.word.form == form).expect("the word is there");
        let (_, hoc) = term("hoc.").postings().next().expect("a posting");
        assert_eq!(
            (terms[0].slots().next().map(|s| s.0), hoc.weight),
            (Some(7), 0x80 | 0x20 | 1),
            "title and answer, a short title, 2 or 3 times"
        );
        assert!(hoc.in_title());
        assert_eq!(hoc.followers, follower_bit("phi") | follower_bit("bong"));
        // The title from 0, the answer from 32.
        assert_eq!(finished[0].positions(*hoc), [3, 0, 36, 2]);
        let (_, co) = term("co'").postings().next().expect("a posting");
        assert_eq!((co.followers, co.weight), (0, 0x20));
    }
}

//! Postings: which word stands in which record, where, and what follows it.
//!
//! Runs of records in slot order go in, on several threads; one sorted list of words with their postings comes out. Each
//! run gathers its words on its own and writes them as the columns that shards are made of; joining the runs is laying
//! columns end to end, so that the result does not depend on who did what. The invariant: the postings of a word are in
//! slot order, one a record.

use super::pack::put_number;
use super::record::{Field, Passages};
use crate::text::search_word::{Word, runs, word};
use crate::text::vietnamese::nfc;
use rustc_hash::FxHashMap;

/// The bit of a weight that says the word stands in the title.
pub(super) const TITLE: u8 = 0x80;

/// The bits of fields whose postings carry followers: where a title or a question says two words side by side, that
/// tells; long answers have every common pair somewhere.
pub(super) const FOLLOWED: u8 = 0xC0;

/// The bit by which a key is known among followers: three bits of an FNV-1a hash over UTF-16 units.
pub(super) fn follower_bit(key: &str) -> u8 {
    let hash =
        key.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    1 << (hash >> 13 & 7)
}

/// How many slots a run has, by how many there are: enough runs for every core, few enough that joining them is cheap, none
/// so long that what is read of it takes more room than what is kept of all. A power of two, so that every container of
/// texts lies in one.
pub(super) fn run_of(slots: u32) -> u32 {
    (slots / 32).next_power_of_two().clamp(1 << 10, 1 << 14)
}

/// The words of one run of records.
#[derive(Default)]
pub(super) struct Run {
    /// By number: a word and its bit among followers.
    words: Vec<(Word, u8)>,
    /// By a run of letters as it was written: its word; [`NONE`] where it makes none.
    seen: FxHashMap<Box<str>, u32>,
    by_word: FxHashMap<Word, u32>,
    /// Each word with its place, in the order of slots and places.
    found: Vec<(u32, Place)>,
    /// By slot from the run's first: how long its title is, in the bits of a weight.
    titles: Vec<u8>,
}

const NONE: u32 = u32::MAX;

/// Every text of a record begins at a multiple of it.
const GAP: u32 = 32;

/// Where a word stands in a record. `slot` counts from the run's first.
#[derive(Clone, Copy, Default)]
struct Place {
    position: u32,
    slot: u16,
    weight: u8,
    follower: u8,
}

impl Run {
    /// Takes the texts of the record at `slot` (from the run's first), which is behind all slots before; several
    /// languages one after the other.
    pub(super) fn take(&mut self, slot: u16, languages: &[Passages]) {
        let mut position = 0;
        let mut title_words = 0;
        for (at, passages) in languages.iter().enumerate() {
            for passage in passages {
                // What is not translated is the same text again.
                if at > 0 && languages[0].contains(passage) {
                    continue;
                }
                let first = self.found.len();
                self.read(slot, passage, &mut position);
                if at == 0 && passage.0 == Field::Title && title_words == 0 {
                    title_words = self.found.len() - first;
                }
                // A gap, so that no phrase runs from one text into the next, and so that an edit of a title does not move
                // the words of what follows it.
                position = (position / GAP + 1) * GAP;
            }
        }
        self.titles.resize(usize::from(slot), 0);
        self.titles.push(match title_words {
            0..=4 => 0,
            5..=8 => 1 << 2,
            9..=14 => 2 << 2,
            _ => 3 << 2,
        });
    }

    fn read(&mut self, slot: u16, (field, text): &(Field, String), position: &mut u32) {
        let weight = match field {
            Field::Title => TITLE,
            Field::Question => 0x40,
            Field::Answer => 0x20,
            Field::Rest => 0x10,
        };
        let first = self.found.len();
        runs(&nfc(text), |run| {
            let word = self.known(run);
            if word == NONE {
                return;
            }
            if weight & FOLLOWED != 0
                && self.found.len() > first
                && let Some((_, before)) = self.found.last_mut()
            {
                before.follower = self.words[word as usize].1;
            }
            self.found.push((word, Place { position: *position, slot, weight, follower: 0 }));
            *position += 1;
        });
    }

    fn known(&mut self, run: &str) -> u32 {
        if let Some(known) = self.seen.get(run) {
            return *known;
        }
        let number = word(run).map_or(NONE, |word| {
            *self.by_word.entry(word).or_insert_with_key(|word| {
                self.words.push((word.clone(), follower_bit(&word.key)));
                self.words.len() as u32 - 1
            })
        });
        self.seen.insert(run.into(), number);
        number
    }

    /// Its words sorted, each with its postings; what only reading needs is dropped.
    pub(super) fn finish(self) -> Finished {
        let Self { words, found, titles, .. } = self;
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_unstable_by(|a, b| words[*a as usize].0.cmp(&words[*b as usize].0));
        // Sorted by counting: the places of a word stay in their order.
        let mut ends = vec![0_u32; words.len()];
        for (word, _) in &found {
            ends[*word as usize] += 1;
        }
        let mut start = 0;
        for word in &order {
            start += std::mem::replace(&mut ends[*word as usize], start);
        }
        let mut sorted = vec![Place::default(); found.len()];
        for (word, place) in found {
            let at = &mut ends[word as usize];
            sorted[*at as usize] = place;
            *at += 1;
        }
        let mut finished = Finished { words: Vec::with_capacity(words.len()), ..Finished::default() };
        let mut start = 0;
        for word in order {
            let end = ends[word as usize] as usize;
            finished.add(&words[word as usize].0, &sorted[start..end], &titles);
            start = end;
        }
        finished.shrink();
        finished
    }
}

/// The sorted words of one run with their postings, as the columns that shards are written of: each word has a stretch of
/// every column.
#[derive(Default)]
pub(super) struct Finished {
    words: Vec<Found>,
    /// Keys and forms, end to end.
    letters: String,
    /// Each slot but a word's first, as the number of slots between it and the one before.
    slots: Vec<u8>,
    /// One byte a posting: in which fields the word stands (bits 4 to 7: title, question, answer, rest), how long the
    /// title is where it stands in it (bits 2 and 3), how often it stands in the record (bits 0 and 1: once, 2 to 3, 4 to
    /// 7, more).
    weights: Vec<u8>,
    /// For each posting with one of [`FOLLOWED`]: the bits of all words that follow it there.
    followers: Vec<u8>,
    /// For each posting: how many places, then each from the one before.
    positions: Vec<u8>,
}

/// A word of a run: where its key, its form and its stretches end; they begin where those of the word before end.
struct Found {
    key: u32,
    form: u32,
    /// Its first and last slot, from the run's first.
    first: u16,
    last: u16,
    ends: [u32; 4],
}

impl Finished {
    fn add(&mut self, word: &Word, places: &[Place], titles: &[u8]) {
        let mut before = None;
        for posting in places.chunk_by(|a, b| a.slot == b.slot) {
            let slot = posting[0].slot;
            if let Some(before) = before.replace(slot) {
                put_number(&mut self.slots, u32::from(slot - before - 1));
            }
            let fields = posting.iter().fold(0, |all, o| all | o.weight);
            let title = if fields & TITLE == 0 { 0 } else { titles[usize::from(slot)] };
            let often = match posting.len() {
                0..=1 => 0,
                2..=3 => 1,
                4..=7 => 2,
                _ => 3,
            };
            self.weights.push(fields | title | often);
            if fields & FOLLOWED != 0 {
                self.followers.push(posting.iter().fold(0, |all, o| all | o.follower));
            }
            put_number(&mut self.positions, posting.len() as u32);
            let mut place = 0;
            for occurrence in posting {
                put_number(&mut self.positions, occurrence.position - place);
                place = occurrence.position;
            }
        }
        self.letters.push_str(&word.key);
        let key = self.letters.len() as u32;
        self.letters.push_str(&word.form);
        let form = self.letters.len() as u32;
        let (first, last) = (places[0].slot, places[places.len() - 1].slot);
        let ends = [self.slots.len(), self.weights.len(), self.followers.len(), self.positions.len()];
        self.words.push(Found { key, form, first, last, ends: ends.map(|end| end as u32) });
    }

    fn shrink(&mut self) {
        self.letters.shrink_to_fit();
        for column in [&mut self.slots, &mut self.weights, &mut self.followers, &mut self.positions] {
            column.shrink_to_fit();
        }
    }

    /// The key and the form of the word at `at`.
    fn word(&self, at: usize) -> (&str, &str) {
        let found = &self.words[at];
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].form);
        (&self.letters[start as usize..found.key as usize], &self.letters[found.key as usize..found.form as usize])
    }

    /// The stretches of the word at `at`; `base` is the run's first slot.
    fn part(&self, at: usize, base: u32) -> Part<'_> {
        let found = &self.words[at];
        let from = at.checked_sub(1).map_or([0; 4], |before| self.words[before].ends);
        let range = |column: usize| from[column] as usize..found.ends[column] as usize;
        Part {
            first: base + u32::from(found.first),
            last: base + u32::from(found.last),
            slots: &self.slots[range(0)],
            weights: &self.weights[range(1)],
            followers: &self.followers[range(2)],
            positions: &self.positions[range(3)],
        }
    }
}

/// The postings of a word in one run, as columns; see [`Finished`].
#[derive(Clone, Copy)]
pub(super) struct Part<'f> {
    /// The first slot and the last.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) slots: &'f [u8],
    pub(super) weights: &'f [u8],
    pub(super) followers: &'f [u8],
    pub(super) positions: &'f [u8],
}

impl<'f> Part<'f> {
    /// Slots with weights and, where they have them, followers.
    pub(super) fn postings(self) -> impl Iterator<Item = (u32, u8, u8)> + use<'f> {
        let (mut slot, mut gaps, mut followers) = (self.first, self.slots.iter(), self.followers.iter());
        self.weights.iter().enumerate().map(move |(at, weight)| {
            if at > 0 {
                slot += 1 + take_number(&mut gaps);
            }
            let follower = if weight & FOLLOWED == 0 { 0 } else { followers.next().copied().unwrap_or(0) };
            (slot, *weight, follower)
        })
    }
}

fn take_number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 127) << shift;
        shift += 7;
        if *byte < 128 {
            break;
        }
    }
    number
}

/// All runs, in slot order.
pub(super) struct Runs {
    /// How many slots each has.
    pub(super) size: u32,
    /// Their words.
    pub(super) finished: Vec<Finished>,
}

/// A word in all runs, with its postings in slot order.
#[cfg_attr(test, derive(Default))]
pub(super) struct Term<'f> {
    runs: &'f Runs,
    /// The runs that have it, each with its position there.
    found: Box<[(u32, u32)]>,
}

impl<'f> Term<'f> {
    /// Its key and its form.
    pub(super) fn word(&self) -> (&'f str, &'f str) {
        self.runs.word(self.found[0])
    }

    /// What it is found by.
    pub(super) fn key(&self) -> &'f str {
        self.word().0
    }

    /// Its postings, run by run.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<'f>> {
        self.found.iter().map(|(run, at)| self.runs.finished[*run as usize].part(*at as usize, run * self.runs.size))
    }

    /// In how many records it stands.
    pub(super) fn count(&self) -> usize {
        self.parts().map(|part| part.weights.len()).sum()
    }

    /// Slots with weights and followers.
    pub(super) fn postings(&self) -> impl Iterator<Item = (u32, u8, u8)> {
        self.parts().flat_map(Part::postings)
    }
}

#[cfg(test)]
impl Default for &Runs {
    fn default() -> Self {
        static NONE: Runs = Runs { size: 0, finished: Vec::new() };
        &NONE
    }
}

impl Runs {
    fn word(&self, (run, at): (u32, u32)) -> (&str, &str) {
        self.finished[run as usize].word(at as usize)
    }

    /// The words of all runs, by key, then form.
    pub(super) fn terms(&self) -> Vec<Term<'_>> {
        let each = self.finished.iter().zip(0_u32..);
        let mut all: Vec<(u32, u32)> =
            each.flat_map(|(run, n)| (0..run.words.len() as u32).map(move |at| (n, at))).collect();
        // Sorted runs, one after the other: what this sort is made for. It keeps the order of runs.
        all.sort_by(|a, b| self.word(*a).cmp(&self.word(*b)));
        let groups = all.chunk_by(|a, b| self.word(*a) == self.word(*b));
        groups.map(|group| Term { runs: self, found: group.into() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_says_where_how_often_and_what_follows() {
        let texts = vec![
            (Field::Title, "Học phí kỳ hè".to_owned()),
            (Field::Answer, "Nhà trường đã miễn học phí. Học bổng: chưa có.".to_owned()),
        ];
        let mut runs: Vec<Finished> = Vec::new();
        for _ in 0..2 {
            let mut run = Run::default();
            run.take(7, &[texts.clone(), texts.clone()]);
            run.take(9, &[vec![(Field::Question, "Học bổng học kỳ".to_owned())]]);
            runs.push(run.finish());
        }
        let runs = Runs { size: 1024, finished: runs };
        let terms = runs.terms();
        assert!(terms.is_sorted_by(|a, b| a.word() < b.word()));
        let term = |form: &str| terms.iter().find(|t| t.word().1 == form).expect("the word is there");
        let (phi, bong, ki) = (follower_bit("phi"), follower_bit("bong"), follower_bit("ki"));
        assert_eq!(
            term("hoc.").postings().collect::<Vec<_>>(),
            [(7, 0x80 | 0x20 | 1, phi), (9, 0x40 | 1, bong | ki), (1031, 0xa1, phi), (1033, 0x41, bong | ki)],
            "title and answer, a short title, 2 or 3 times; what follows in an answer is not told"
        );
        // The title from 0, the answer from 32.
        let part = term("hoc.").parts().nth(1).expect("it is in both runs");
        assert_eq!((part.first, part.last, part.positions), (1031, 1033, &[3, 0, 36, 2, 2, 0, 2][..]));
        assert_eq!(term("co'").postings().collect::<Vec<_>>(), [(7, 0x20, 0), (1031, 0x20, 0)]);
        assert_eq!(term("co'").count(), 2);
    }

    #[test]
    fn runs_hold_whole_containers_of_texts() {
        for slots in [16, 4096, 16_387, 131_072, 1_572_864] {
            let room = super::super::texts::room_of(slots);
            assert_eq!((run_of(slots) % room, room % super::super::texts::run_of(slots)), (0, 0), "{slots}");
        }
    }
}

//! Shards: lists of postings cut into parts that a query loads one by one.
//!
//! Sorted words with their lists go in; parts of about [`LIMIT`] bytes before compression come out. The keys are cut as a
//! trie is: all keys with a common beginning share a shard if they fit, else they are cut by their next letter, and small
//! neighbours below one beginning are joined. So an edit moves the borders below one beginning only. The invariant: every
//! key is in exactly one shard, and the shard of any key is the last that begins at or before it.

use super::pack::{length_of, put_after, put_number, put_text};
use super::postings::{Part, TITLE, Term};
use rayon::prelude::*;
use std::borrow::Cow;

/// The form of all files of the index; a script refuses files of another.
pub(super) const VERSION: u8 = 3;

/// How large a shard may be, in bytes before compression.
const LIMIT: usize = 8 << 10;

/// How large the list of one key may be. Of a longer one the shard holds the postings in titles, and a shard of its own the
/// others.
const WHOLE: usize = 8 << 10;

/// How large a shard of positions may be; only phrases load them.
const POSITIONS: usize = 16 << 10;

/// The lists of one key.
struct Entry<'t> {
    key: Cow<'t, str>,
    /// In how many records it stands.
    records: u32,
    /// By form.
    forms: Vec<List<'t>>,
    /// Of a key with more than fits: the postings that are not in titles.
    others: Option<Vec<List<'t>>>,
}

/// The postings of one form of a key.
struct List<'t> {
    /// The form; empty where it is the key.
    form: &'t str,
    count: u32,
    /// How many bytes it takes.
    length: usize,
    postings: Postings<'t>,
}

/// Where the bytes of a list come from: written when their shard is, so that no index is in memory twice.
#[derive(Clone, Copy)]
enum Postings<'t> {
    /// All postings with weights and followers.
    Weights(&'t Term<'t>),
    /// All postings with their places.
    Places(&'t Term<'t>),
    /// Those in titles, with weights and followers.
    Titles(&'t Term<'t>),
    /// Those not in titles, with weights; followers would take most room and tell least.
    Others(&'t Term<'t>),
}

impl<'t> List<'t> {
    /// All postings of `term`, with their places or with weights and followers.
    fn all(form: &'t str, term: &'t Term<'t>, with_places: bool) -> Self {
        let column: fn(&Part<'_>) -> usize =
            if with_places { |part| part.positions.len() } else { |part| part.weights.len() + part.followers.len() };
        let lengths = gaps(term).map(|(gap, part)| length_of(gap) + part.slots.len() + column(&part));
        let postings = if with_places { Postings::Places(term) } else { Postings::Weights(term) };
        Self { form, count: term.count() as u32, length: lengths.sum(), postings }
    }

    /// The postings of `term` in titles, or the others.
    fn some(term: &'t Term<'t>, titles: bool) -> Self {
        let postings = if titles { Postings::Titles(term) } else { Postings::Others(term) };
        let lengths = chosen(term, titles).map(|(gap, ..)| length_of(gap) + 1 + usize::from(titles));
        let (count, length) = lengths.fold((0, 0), |(count, all), length| (count + 1, all + length));
        Self { form: form(term), count, length, postings }
    }
}

/// Slots with the column that stands beside them are written as columns, because neighbours in a column are alike.
impl Postings<'_> {
    fn write(self, out: &mut Vec<u8>) {
        let term = match self {
            Self::Weights(term) | Self::Places(term) => term,
            Self::Titles(term) => return write_some(term, true, out),
            Self::Others(term) => return write_some(term, false, out),
        };
        for (gap, part) in gaps(term) {
            put_number(out, gap);
            out.extend_from_slice(part.slots);
        }
        if matches!(self, Self::Places(_)) {
            term.parts().for_each(|part| out.extend_from_slice(part.positions));
        } else {
            term.parts().for_each(|part| out.extend_from_slice(part.weights));
            term.parts().for_each(|part| out.extend_from_slice(part.followers));
        }
    }
}

/// The parts of a term, each with the number of slots between it and the one before.
fn gaps<'t>(term: &'t Term<'t>) -> impl Iterator<Item = (u32, Part<'t>)> {
    let mut next = 0;
    term.parts().map(move |part| (part.first - std::mem::replace(&mut next, part.last + 1), part))
}

/// The postings of a term in titles, or the others: the number of slots between each and the one before, its weight and
/// its followers.
fn chosen<'t>(term: &'t Term<'t>, titles: bool) -> impl Iterator<Item = (u32, u8, u8)> {
    let mut next = 0;
    let found = term.postings().filter(move |(_, weight, _)| (weight & TITLE != 0) == titles);
    found.map(move |(slot, weight, follower)| (slot - std::mem::replace(&mut next, slot + 1), weight, follower))
}

fn write_some(term: &Term<'_>, titles: bool, out: &mut Vec<u8>) {
    let (mut weights, mut followers) = (Vec::new(), Vec::new());
    for (gap, weight, follower) in chosen(term, titles) {
        put_number(out, gap);
        weights.push(weight);
        followers.push(follower);
    }
    out.append(&mut weights);
    if titles {
        out.append(&mut followers);
    }
}

impl Entry<'_> {
    /// How much room it takes in its shard.
    fn size(&self) -> usize {
        self.key.len() + 4 + self.forms.iter().map(|f| f.length + f.form.len() + 4).sum::<usize>()
    }
}

/// A shard before compression.
pub(super) struct Shard {
    /// The first key in it.
    pub(super) first: String,
    /// Its lists.
    pub(super) bytes: Vec<u8>,
}

/// A shard that can be written.
pub(super) struct Planned<'l> {
    entries: &'l [Entry<'l>],
    /// Whether it has the other lists of its keys.
    others: bool,
}

/// Lists by key, and which of them share a shard.
pub(super) struct Lists<'t> {
    entries: Vec<Entry<'t>>,
    ranges: Vec<(usize, usize)>,
}

impl<'t> Lists<'t> {
    fn new(entries: Vec<Entry<'t>>, limit: usize) -> Self {
        let mut ranges = Vec::new();
        cut(&entries, 0, 0, limit, &mut ranges);
        let ranges = joined(&entries, &ranges, limit);
        Self { entries, ranges }
    }

    /// The shards of all words, by key.
    pub(super) fn shards(&self) -> Vec<Planned<'_>> {
        self.ranges.iter().map(|(start, end)| Planned { entries: &self.entries[*start..*end], others: false }).collect()
    }

    /// The same for the other lists of each key with more than fits.
    pub(super) fn rests(&self) -> Vec<Planned<'_>> {
        let large = self.entries.iter().filter(|entry| entry.others.is_some());
        large.map(|entry| Planned { entries: std::slice::from_ref(entry), others: true }).collect()
    }
}

impl Planned<'_> {
    /// Writes it.
    pub(super) fn shard(&self) -> Shard {
        Shard { first: self.entries[0].key.to_string(), bytes: self.bytes() }
    }

    fn lists<'e>(&self, entry: &'e Entry<'_>) -> &'e [List<'e>] {
        if self.others { entry.others.as_deref().unwrap_or_default() } else { &entry.forms }
    }

    /// Its keys with their forms and the lengths of the lists, then the lists.
    fn bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        put_number(&mut out, self.entries.len() as u32);
        let mut before = "";
        for entry in self.entries {
            let lists = self.lists(entry);
            put_after(&mut out, before, &entry.key);
            before = &entry.key;
            put_number(&mut out, entry.records);
            put_number(&mut out, lists.len() as u32);
            for list in lists {
                put_text(&mut out, list.form);
                put_number(&mut out, list.count);
                put_number(&mut out, list.length as u32);
            }
        }
        let lists = || self.entries.iter().flat_map(|entry| self.lists(entry));
        out.reserve_exact(lists().map(|list| list.length).sum());
        lists().for_each(|list| list.postings.write(&mut out));
        out
    }
}

/// The lists of all words by key. `slots` is how many there are.
pub(super) fn weights<'t>(terms: &'t [Term<'t>], slots: u32) -> Lists<'t> {
    let keys: Vec<&[Term<'_>]> = terms.chunk_by(|a, b| a.key() == b.key()).collect();
    Lists::new(keys.par_iter().map(|terms| entry(terms, slots)).collect(), LIMIT)
}

/// The lists of positions. A phrase knows how its words are written, so that each form is a key: the word's key, `!`
/// (which stands before all letters), and the form where it is another.
pub(super) fn positions<'t>(terms: &'t [Term<'t>]) -> Lists<'t> {
    let entry = |term: &'t Term<'t>| Entry {
        key: format!("{}!{}", term.key(), form(term)).into(),
        records: term.count() as u32,
        forms: vec![List::all("", term, true)],
        others: None,
    };
    Lists::new(terms.par_iter().map(entry).collect(), POSITIONS)
}

fn form<'t>(term: &'t Term<'t>) -> &'t str {
    let (key, form) = term.word();
    if form == key { "" } else { form }
}

fn entry<'t>(terms: &'t [Term<'t>], slots: u32) -> Entry<'t> {
    let forms = terms.iter().map(|term| List::all(form(term), term, false));
    let whole =
        Entry { key: terms[0].key().into(), records: records(terms, slots), forms: forms.collect(), others: None };
    if whole.size() <= WHOLE {
        return whole;
    }
    let chosen = |titles: bool| {
        let lists = terms.iter().map(|term| List::some(term, titles));
        lists.filter(|l| l.count > 0).collect::<Vec<_>>()
    };
    Entry { forms: chosen(true), others: Some(chosen(false)), ..whole }
}

/// In how many records one of the forms stands.
fn records(terms: &[Term<'_>], slots: u32) -> u32 {
    if let [term] = terms {
        return term.count() as u32;
    }
    let mut seen = vec![0_u64; slots.div_ceil(64) as usize];
    terms.iter().flat_map(Term::postings).for_each(|(slot, ..)| seen[slot as usize / 64] |= 1 << (slot % 64));
    seen.iter().map(|bits| bits.count_ones()).sum()
}

/// Appends the ranges of entries that become shards. `entries` begins at `start` of all and shares `depth` bytes of key.
fn cut(entries: &[Entry<'_>], start: usize, depth: usize, limit: usize, ranges: &mut Vec<(usize, usize)>) {
    let size = |part: &[Entry<'_>]| part.iter().map(Entry::size).sum::<usize>();
    if entries.is_empty() {
        return;
    }
    if entries.len() == 1 || size(entries) <= limit {
        ranges.push((start, start + entries.len()));
        return;
    }
    let mut at = start;
    // Small groups side by side that are not yet a shard: where they begin and how large they are.
    let mut open: Option<(usize, usize)> = None;
    for group in entries.chunk_by(|a, b| a.key.as_bytes().get(depth) == b.key.as_bytes().get(depth)) {
        let (group_size, end) = (size(group), at + group.len());
        if let Some((from, _)) = open.filter(|(_, before)| before + group_size > limit) {
            ranges.push((from, at));
            open = None;
        }
        if group_size > limit {
            cut(group, at, depth + 1, limit, ranges);
        } else {
            open = Some(open.map_or((at, group_size), |(from, before)| (from, before + group_size)));
        }
        at = end;
    }
    if let Some((from, _)) = open {
        ranges.push((from, at));
    }
}

/// Ranges with the crumbs between larger ones laid to the range before them: a fourth of a shard at most to each, and none
/// to a key that is larger than a shard, so that a rare word is not paid for with a common one.
fn joined(entries: &[Entry<'_>], ranges: &[(usize, usize)], limit: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    let mut room = 0;
    for (start, end) in ranges {
        let size = entries[*start..*end].iter().map(Entry::size).sum::<usize>();
        if let Some(before) = out.last_mut().filter(|_| size <= room) {
            before.1 = *end;
            room -= size;
        } else {
            out.push((*start, *end));
            room = if size <= limit { limit / 4 } else { 0 };
        }
    }
    out
}

/// All keys that a slip of the pen can have meant, with the number of their records: words, not numbers or codes.
pub(super) fn words(terms: &[Term<'_>]) -> Vec<u8> {
    const LONGEST: usize = 24;
    let is_word = |key: &str| key.len() <= LONGEST && !key.contains(|c: char| c.is_numeric());
    let mut out = vec![VERSION];
    let mut before = "";
    for group in terms.chunk_by(|a, b| a.key() == b.key()) {
        let key = group[0].key();
        if is_word(key) {
            put_after(&mut out, before, key);
            put_number(&mut out, group.iter().map(|t| t.count() as u32).sum());
            before = key;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries<'t>(keys: &[(&'t str, usize)]) -> Vec<Entry<'t>> {
        // Only how long the lists are is asked.
        let term: &'t Term<'t> = Box::leak(Box::default());
        let entry = |(key, size): &(&'t str, usize)| Entry {
            key: (*key).into(),
            records: 1,
            forms: vec![List { form: "", count: 1, length: *size, postings: Postings::Places(term) }],
            others: None,
        };
        keys.iter().map(entry).collect()
    }

    fn shards_of<'t>(keys: &[(&'t str, usize)], limit: usize) -> Vec<Vec<&'t str>> {
        let mut ranges = Vec::new();
        cut(&entries(keys), 0, 0, limit, &mut ranges);
        assert!(ranges.windows(2).all(|w| w[0].1 == w[1].0), "shards follow one another");
        ranges.iter().map(|(a, b)| keys[*a..*b].iter().map(|k| k.0).collect()).collect()
    }

    #[test]
    fn keys_are_cut_where_their_beginnings_part() {
        let keys =
            [("an", 10), ("ba", 10), ("hoc", 200), ("hoch", 10), ("hoi", 30), ("hoa", 10), ("phi", 60), ("pho", 60)];
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        let found = shards_of(&keys, 120);
        assert_eq!(
            found,
            [vec!["an", "ba"], vec!["hoa"], vec!["hoc"], vec!["hoch"], vec!["hoi"], vec!["phi"], vec!["pho"]]
        );
        assert_eq!(shards_of(&keys, 10_000).len(), 1);
        assert!(shards_of(&[], 100).is_empty());
    }

    #[test]
    fn crumbs_are_laid_to_what_stands_before_them() {
        let entries = entries(&[("a", 100), ("ab", 10), ("ac", 1), ("b", 90), ("c", 30)]);
        let ranges: Vec<(usize, usize)> = (0..5).map(|i| (i, i + 1)).collect();
        let sizes: Vec<usize> = entries.iter().map(Entry::size).collect();
        assert_eq!(sizes, [109, 20, 11, 99, 39]);
        assert_eq!(
            joined(&entries, &ranges, 100),
            [(0, 1), (1, 3), (3, 4), (4, 5)],
            "the first has no room for others"
        );
        assert_eq!(joined(&entries, &ranges, 160), [(0, 3), (3, 5)]);
    }

    #[test]
    fn a_larger_list_moves_borders_below_its_own_beginning_only() {
        let mut keys: Vec<(String, usize)> = Vec::new();
        for a in 'a'..='p' {
            for b in 'a'..='p' {
                keys.push((format!("{a}{b}"), 40));
            }
        }
        let of = |keys: &[(String, usize)]| {
            let borrowed: Vec<(&str, usize)> = keys.iter().map(|k| (k.0.as_str(), k.1)).collect();
            shards_of(&borrowed, 300).into_iter().map(|s| s[0].to_owned()).collect::<Vec<_>>()
        };
        let before = of(&keys);
        keys[3 * 16 + 5].1 = 200;
        let after = of(&keys);
        let changed = |a: &[String], b: &[String]| a.iter().filter(|k| !b.contains(k)).cloned().collect::<Vec<_>>();
        let all = [changed(&before, &after), changed(&after, &before)].concat();
        assert!(!all.is_empty() && all.iter().all(|k| k.starts_with('d')), "{all:?}");
    }
}

//! Shards: lists of postings cut into files that a query loads one by one.
//!
//! Sorted words with their lists go in; files of about `LIMIT` bytes before compression come out. The keys are cut as a
//! trie is: all keys with a common beginning share a file if they fit, else they are cut by their next letter, and small
//! neighbours below one beginning are joined. So an edit moves the borders below one beginning only. The invariant: every
//! key is in exactly one shard, and the shard of any key is the last that begins at or before it.

use super::pack::{put_after, put_number, put_text};
use super::postings::{Finished, Posting, Term};
use rayon::prelude::*;

/// The form of all files of the index; a script refuses files of another.
pub(super) const VERSION: u8 = 1;

/// How large the lists of a shard may be, in bytes before compression. A key with more is alone in its shard, and its
/// list is cut in two: records with the word in their title, and all others.
pub(super) const LIMIT: usize = 8 << 10;

/// The same for shards of positions, which phrases alone load.
pub(super) const POSITIONS: usize = 16 << 10;

/// The lists of one key.
struct Entry<'t> {
    key: &'t str,
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
    bytes: Vec<u8>,
}

impl Entry<'_> {
    fn size(&self) -> usize {
        let bytes = |forms: &[List<'_>]| forms.iter().map(|f| f.bytes.len() + f.form.len() + 4).sum::<usize>();
        self.key.len() + 4 + bytes(&self.forms) + self.others.as_deref().map_or(0, bytes)
    }
}

/// A shard before compression.
pub(super) struct Shard {
    /// The first key in it.
    pub(super) first: String,
    /// Its lists.
    pub(super) bytes: Vec<u8>,
    /// Of a single key with more than fits: the rest of its list.
    pub(super) others: Option<Vec<u8>>,
}

/// What lists hold of a posting.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Its weight and followers.
    Weights,
    /// Its weight alone: followers take most room in the longest lists and tell least there.
    Bare,
    /// Its positions.
    Positions,
}

/// The shards of all words, by key.
pub(super) fn shards(terms: &[Term<'_>], runs: &[Finished], holding: Holding) -> Vec<Shard> {
    let limit = if holding == Holding::Positions { POSITIONS } else { LIMIT };
    let keys: Vec<&[Term<'_>]> = terms.chunk_by(|a, b| a.word.key == b.word.key).collect();
    let entries: Vec<Entry<'_>> = keys.par_iter().map(|terms| entry(terms, runs, holding)).collect();
    let mut ranges = Vec::new();
    cut(&entries, 0, 0, limit, &mut ranges);
    ranges.par_iter().map(|(start, end)| shard(&entries[*start..*end])).collect()
}

fn entry<'t>(terms: &[Term<'t>], runs: &[Finished], holding: Holding) -> Entry<'t> {
    let key = &*terms[0].word.key;
    let list = |holding: Holding, of: &dyn Fn(&Posting) -> bool| {
        let forms = terms.iter().map(|term| {
            let (count, bytes) = encode(term, runs, holding, of);
            let form = if term.word.form == term.word.key { "" } else { &*term.word.form };
            List { form, count, bytes }
        });
        forms.filter(|f| f.count > 0).collect::<Vec<_>>()
    };
    let mut slots: Vec<u32> = terms.iter().flat_map(Term::slots).map(|s| s.0).collect();
    slots.sort_unstable();
    slots.dedup();
    let whole = Entry { key, records: slots.len() as u32, forms: list(holding, &|_| true), others: None };
    if holding == Holding::Weights && whole.size() > LIMIT {
        let others = list(Holding::Bare, &|p| !p.in_title());
        Entry { forms: list(holding, &|p| p.in_title()), others: Some(others), ..whole }
    } else {
        whole
    }
}

/// A list as columns, because neighbours in a column are alike: slots (each from the one before), then weights and
/// followers, or positions.
fn encode(term: &Term<'_>, runs: &[Finished], holding: Holding, of: &dyn Fn(&Posting) -> bool) -> (u32, Vec<u8>) {
    let mut out = Vec::new();
    let (mut count, mut next) = (0, 0);
    let chosen = || term.slots().filter(|(_, _, p)| of(p));
    for (slot, _, _) in chosen() {
        put_number(&mut out, slot - next);
        next = slot + 1;
        count += 1;
    }
    match holding {
        Holding::Bare => out.extend(chosen().map(|(_, _, p)| p.weight)),
        Holding::Weights => {
            out.extend(chosen().map(|(_, _, p)| p.weight));
            out.extend(chosen().map(|(_, _, p)| p.followers));
        }
        Holding::Positions => {
            chosen().for_each(|(_, run, posting)| out.extend_from_slice(runs[run].positions(*posting)));
        }
    }
    (count, out)
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

fn shard(entries: &[Entry<'_>]) -> Shard {
    let others = entries.iter().any(|e| e.others.is_some());
    Shard {
        first: entries[0].key.to_owned(),
        bytes: written(entries, |e| &e.forms),
        others: others.then(|| written(entries, |e| e.others.as_deref().unwrap_or_default())),
    }
}

/// The bytes of a shard: its keys with their forms and the lengths of the lists, then the lists.
fn written<'e, 't>(entries: &'e [Entry<'t>], forms: impl Fn(&'e Entry<'t>) -> &'e [List<'t>]) -> Vec<u8> {
    let mut out = vec![VERSION];
    put_number(&mut out, entries.len() as u32);
    let mut before = "";
    for entry in entries {
        put_after(&mut out, before, entry.key);
        before = entry.key;
        put_number(&mut out, entry.records);
        put_number(&mut out, forms(entry).len() as u32);
        for list in forms(entry) {
            put_text(&mut out, list.form);
            put_number(&mut out, list.count);
            put_number(&mut out, list.bytes.len() as u32);
        }
    }
    for list in entries.iter().flat_map(&forms) {
        out.extend_from_slice(&list.bytes);
    }
    out
}

/// All keys that a slip of the pen can have meant, with the number of their records: words, not numbers or codes.
pub(super) fn words(terms: &[Term<'_>]) -> Vec<u8> {
    const LONGEST: usize = 24;
    let is_word = |key: &str| key.len() <= LONGEST && !key.contains(|c: char| c.is_numeric());
    let mut out = vec![VERSION];
    let mut before = "";
    for group in terms.chunk_by(|a, b| a.word.key == b.word.key) {
        let key = &*group[0].word.key;
        if is_word(key) {
            put_after(&mut out, before, key);
            put_number(&mut out, group.iter().map(|t| t.postings().count() as u32).sum());
            before = key;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries<'t>(keys: &[(&'t str, usize)]) -> Vec<Entry<'t>> {
        let entry = |(key, size): &(&'t str, usize)| Entry {
            key,
            records: 1,
            forms: vec![List { form: "", count: 1, bytes: vec![0; *size] }],
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

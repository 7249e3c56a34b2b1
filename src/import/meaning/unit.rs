//! Units by the names that tables use for them.
//!
//! The register's units and a cell in; the units that it names, in order, out, or what in it is no unit. The longest known
//! name wins before any separator divides, so that "Phòng Công tác chính trị và Sinh viên" is one unit. Case, marks,
//! spaces and dashes do not matter.

use crate::register::Register;
use crate::text::vietnamese::{fold, nearest};
use rustc_hash::FxHashMap;

/// Why a cell names no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// A piece of it is no known name; the nearest names.
    Piece(String, Vec<String>),
    /// A piece of it names several units: their slugs.
    Ambiguous(String, Vec<String>),
}

/// The names of all units.
pub(crate) struct Units {
    names: FxHashMap<String, Vec<String>>,
    /// Every name as it is written, for the nearest.
    written: Vec<String>,
    /// The name of each unit.
    official: Vec<String>,
    longest: usize,
}

/// A word of a cell and whether a separator stands before it.
struct Word<'t> {
    folded: String,
    start: usize,
    end: usize,
    parted: bool,
    text: &'t str,
}

impl Units {
    /// The names of the register's units: name, abbreviation, aliases, earlier names, slug.
    pub(crate) fn new(register: &Register<'_>) -> Self {
        let mut names: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let mut spare: Vec<(String, String)> = Vec::new();
        let (mut written, mut official) = (Vec::new(), Vec::new());
        for unit in register.units.iter().filter(|unit| !unit.draft) {
            let facts = &unit.facts;
            let name = facts.name.get().map(|n| n.as_str().to_owned());
            let abbr = facts.abbr.as_ref().map(|a| a.value.as_str().to_owned());
            let aliases = facts.aliases.iter().map(|alias| alias.value.as_str().to_owned());
            let former = facts.former.iter().filter_map(|f| f.value.name.get().map(|n| n.as_str().to_owned()));
            let slug = unit.slug().to_owned();
            official.extend(name.clone());
            if let (Some(name), Some(abbr)) = (&name, &abbr) {
                spare.extend(with_kind(name, abbr).into_iter().map(|form| (form, slug.clone())));
            }
            for known in name.into_iter().chain(abbr).chain(aliases).chain(former).chain([slug.clone()]) {
                let slugs = names.entry(compact(&known)).or_default();
                if !slugs.contains(&slug) {
                    slugs.push(slug.clone());
                }
                written.push(known);
            }
        }
        // "P.ĐT" for a department whose abbreviation is "ĐT", unless the name means something already.
        for (form, slug) in spare {
            let slugs = names.entry(form).or_insert_with(|| vec![slug.clone()]);
            debug_assert!(!slugs.is_empty());
        }
        names.remove("");
        let longest = written.iter().map(|name| words(name).len()).max().unwrap_or(0) + 2;
        Self { names, written, official, longest }
    }

    /// The name of each unit, as the register has it.
    pub(crate) fn names(&self) -> &[String] {
        &self.official
    }

    /// The slugs of the units that `cell` names, each once, in order.
    pub(crate) fn read(&self, cell: &str) -> Result<Vec<String>, Unknown> {
        self.parse(cell).or_else(|unknown| {
            // "Phòng Quản lý đào tạo (QLĐT)", "Khoa Luật (chủ trì)": what is in brackets says the same again.
            let bare = without_brackets(cell);
            if bare == cell { Err(unknown) } else { self.parse(&bare).map_err(|_| unknown) }
        })
    }

    /// The first unit named anywhere in a text.
    pub(crate) fn within(&self, text: &str) -> Option<String> {
        let words = words(text);
        (0..words.len()).find_map(|at| match self.known(&words, at) {
            Some((_, [one])) => Some(one.clone()),
            _ => None,
        })
    }

    fn parse(&self, cell: &str) -> Result<Vec<String>, Unknown> {
        let words = words(cell);
        let (mut found, mut at): (Vec<String>, usize) = (Vec::new(), 0);
        while at < words.len() {
            if words[at].folded == "va" && at > 0 {
                at += 1;
                continue;
            }
            let ends = |end: usize| words.get(end).is_none_or(|next| next.parted || next.folded == "va");
            match self.known(&words, at).filter(|(count, _)| ends(at + count)) {
                Some((count, [one])) => {
                    if !found.contains(one) {
                        found.push(one.clone());
                    }
                    at += count;
                }
                Some((count, many)) => {
                    let piece = cell[words[at].start..words[at + count - 1].end].to_owned();
                    return Err(Unknown::Ambiguous(piece, many.to_vec()));
                }
                None => {
                    let end = (at + 1..words.len()).find(|i| words[*i].parted).unwrap_or(words.len());
                    let piece = &cell[words[at].start..words[end - 1].end];
                    return Err(Unknown::Piece(piece.to_owned(), self.nearest(piece)));
                }
            }
        }
        Ok(found)
    }

    /// The longest known name that begins at a word: how many words it has, and its units.
    fn known(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &[String])> {
        let most = self.longest.min(words.len() - at);
        (1..=most).rev().find_map(|count| {
            let name: String = words[at..at + count].iter().map(|word| &*word.folded).collect();
            self.names.get(&name).map(|slugs| (count, &**slugs))
        })
    }

    /// Up to three names near to a piece.
    fn nearest(&self, piece: &str) -> Vec<String> {
        let mut near: Vec<String> = Vec::new();
        let mut rest: Vec<&str> = self.written.iter().map(|name| &**name).collect();
        while let Some(name) = nearest(piece, rest.iter().copied()).filter(|_| near.len() < 3) {
            near.push(name.to_owned());
            rest.retain(|other| *other != name);
        }
        if near.is_empty() {
            let wanted = words(piece);
            let shares = |name: &&String| {
                let own = words(name);
                own.iter().filter(|w| w.folded.len() > 2 && wanted.iter().any(|o| o.folded == w.folded)).count() >= 2
            };
            near.extend(self.written.iter().filter(shares).take(3).cloned());
        }
        near
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut start, mut parted): (Vec<Word<'_>>, Option<usize>, bool) = (Vec::new(), None, false);
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            words.push(Word { folded: fold(&text[from..at]), start: from, end: at, parted, text: &text[from..at] });
            parted = false;
        }
        parted |= matches!(c, ';' | ',' | '/' | '\n' | '&' | '+' | '(' | ')');
    }
    words
}

/// A name without anything between its letters.
fn compact(name: &str) -> String {
    words(name).iter().map(|word| &*word.folded).collect()
}

/// "Phòng Đào tạo" abbreviated "ĐT" is also "Phòng ĐT" and "P.ĐT".
fn with_kind(name: &str, abbr: &str) -> Vec<String> {
    let words = words(name);
    let (Some(first), abbr) = (words.first(), compact(abbr)) else { return Vec::new() };
    let kind = match (&*first.folded, words.get(1).map(|word| &*word.folded)) {
        ("phong", _) => ("phong", "p"),
        ("khoa", _) => ("khoa", "k"),
        ("vien", _) => ("vien", "v"),
        ("ban", _) => ("ban", "b"),
        ("trung", Some("tam")) => ("trungtam", "tt"),
        _ => return Vec::new(),
    };
    debug_assert!(!first.text.is_empty());
    if abbr.starts_with(kind.1) && abbr.len() <= 2 || abbr.starts_with(kind.0) {
        return Vec::new();
    }
    vec![format!("{}{abbr}", kind.0), format!("{}{abbr}", kind.1)]
}

fn without_brackets(text: &str) -> String {
    let (mut out, mut depth) = (String::with_capacity(text.len()), 0_u32);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

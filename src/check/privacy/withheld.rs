//! Sentences of what is withheld or internal (P12), looked for in everything that is published.
//!
//! The texts of records that are not public go in, then each public text; the places come out where a sentence of six
//! words or more stands again, whatever its marks, case and punctuation. The invariant: a sentence is found only whole.

use super::seen::Seen;
use crate::check::texts::{self, Owner, Said};
use crate::diagnostic::Diagnostic;
use crate::record::question::Visibility;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::text::vietnamese::{fold, fold_letter};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::ops::Range;

/// The fewest words of a sentence that says something.
const WORDS: usize = 6;

/// A sentence that must not be published.
#[derive(Debug)]
struct Sentence {
    /// Its words, folded, as hashes.
    words: Vec<u64>,
    /// Its words, folded, to be certain.
    folded: String,
    /// The id of its record.
    id: Box<str>,
}

/// All of them, by their first word.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    sentences: Vec<Sentence>,
    by_first: FxHashMap<u64, Vec<u32>>,
}

impl Secrets {
    /// The sentences of all records that are withheld or internal.
    pub(super) fn of(register: &Register<'_>) -> Self {
        let mut secrets = Self::default();
        let none = register.records().all(|r| r.draft || r.ix.is_none_or(|ix| register.is_public(ix)));
        if none {
            return secrets;
        }
        texts::each(register, &mut |said| {
            if is_secret(register, said) {
                let seen = Seen::said(said);
                secrets.take(&seen, said.owner.id);
            }
        });
        secrets
    }

    /// Takes up every sentence of a text.
    fn take(&mut self, seen: &Seen<'_>, id: &str) {
        let words = words(&seen.text);
        let mut start = 0;
        for i in 0..words.len() {
            let next = words.get(i + 1).map_or(seen.text.len(), |w| w.1.start);
            let between = &seen.text[words[i].1.end..next];
            let ends = i + 1 == words.len()
                || between.contains(['?', '!', ';', '…'])
                || between.starts_with(". ")
                || between.starts_with(".\n")
                || (words[i].1.end..next).any(|at| seen.breaks_at(at));
            if ends {
                self.add(&seen.text, &words[start..=i], id);
                start = i + 1;
            }
        }
    }

    fn add(&mut self, text: &str, sentence: &[(u64, Range<usize>)], id: &str) {
        if sentence.len() < WORDS {
            return;
        }
        let index = self.sentences.len() as u32;
        self.by_first.entry(sentence[0].0).or_default().push(index);
        self.sentences.push(Sentence {
            words: sentence.iter().map(|(hash, _)| *hash).collect(),
            folded: joined(text, sentence),
            id: id.into(),
        });
    }

    /// Where `text` repeats one of the sentences, and of which record.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut found = Vec::new();
        if self.sentences.is_empty() {
            return found;
        }
        let words = words(text);
        let mut i = 0;
        while i < words.len() {
            let here = &words[i..];
            let candidates = self.by_first.get(&here[0].0).into_iter().flatten().map(|n| &self.sentences[*n as usize]);
            let hit = candidates.filter(|s| repeats(text, here, s)).max_by_key(|s| s.words.len());
            i += match hit {
                Some(sentence) => {
                    let last = &here[sentence.words.len() - 1];
                    found.push((here[0].1.start..last.1.end, &*sentence.id));
                    sentence.words.len()
                }
                None => 1,
            };
        }
        found
    }
}

/// In how many public records a sentence may stand before it is taken for a stock phrase, as answers begin and end with.
const STOCK: usize = 4;

/// The diagnostics of repeated sentences, without those that so many records say that they give nothing away.
pub(super) fn unless_stock(found: Vec<(Diagnostic, String)>) -> impl Iterator<Item = Diagnostic> {
    let mut places: BTreeMap<String, BTreeSet<Box<str>>> = BTreeMap::new();
    for (told, sentence) in &found {
        places.entry(sentence.clone()).or_default().insert(told.place.path.clone());
    }
    let rare = move |sentence: &String| places.get(sentence).is_none_or(|paths| paths.len() <= STOCK);
    found.into_iter().filter(move |(_, sentence)| rare(sentence)).map(|(told, _)| told)
}

fn repeats(text: &str, here: &[(u64, Range<usize>)], sentence: &Sentence) -> bool {
    let length = sentence.words.len();
    here.len() >= length
        && here.iter().zip(&sentence.words).all(|((hash, _), word)| hash == word)
        && joined(text, &here[..length]) == sentence.folded
}

fn joined(text: &str, words: &[(u64, Range<usize>)]) -> String {
    words.iter().map(|(_, range)| fold(&text[range.clone()])).collect::<Vec<_>>().join(" ")
}

/// The words of a text, each with the hash of its folded form.
fn words(text: &str) -> Vec<(u64, Range<usize>)> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut folded = String::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() {
            start = start.or(Some(at));
            fold_letter(c, &mut folded);
        } else if let Some(from) = start.take() {
            let mut hasher = FxHasher::default();
            hasher.write(folded.as_bytes());
            words.push((hasher.finish(), from..at));
            folded.clear();
        }
    }
    words
}

/// Whether a text must not be published: wording of a record that is withheld or internal, and no label of it.
fn is_secret(register: &Register<'_>, said: &Said<'_>) -> bool {
    let Owner { ix: Some(ix), public: false, .. } = said.owner else { return false };
    let key = said.key.rsplit('.').next().unwrap_or(said.key);
    let wording = said.markdown || key.bytes().all(|b| b.is_ascii_digit());
    match ix {
        RecordIx::Question(q) => {
            let question = &register.questions[q.at()];
            let shown = question.links.visibility == Visibility::Withheld && said.key == "reason";
            // What was merged into a public question, or split into public ones, is asked there in public.
            let asked_elsewhere = question.links.visibility == Visibility::Internal
                && question
                    .links
                    .merged_into
                    .iter()
                    .chain(&question.links.parts)
                    .any(|other| register.is_public(RecordIx::Question(*other)));
            !question.draft && !shown && !asked_elsewhere
        }
        RecordIx::Commitment(i) => !register.commitments[i.at()].draft,
        RecordIx::Dialogue(i) => !register.dialogues[i.at()].draft && (wording || key == "conclusions"),
        RecordIx::Survey(i) => !register.surveys[i.at()].draft && wording,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(text: &str) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.take(&Seen::markdown(text), "x");
        secrets
    }

    #[test]
    fn a_sentence_is_found_whatever_its_marks_and_punctuation() {
        let secrets = secrets("Câu ngắn thôi. Giảng viên môn này thường xuyên bỏ giờ **dạy**. Hết.");
        let text = "Có người viết: GIANG VIEN môn này – thường xuyên, bỏ giờ dạy… và thế.";
        let found = secrets.find(text);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].0.clone()], "GIANG VIEN môn này – thường xuyên, bỏ giờ dạy");
    }

    #[test]
    fn parts_of_a_sentence_and_short_ones_are_nothing() {
        let secrets = secrets("Câu ngắn chỉ năm từ. Giảng viên môn này thường xuyên bỏ giờ dạy.");
        assert!(secrets.find("Câu ngắn chỉ năm từ. Giảng viên môn này thường xuyên bỏ giờ").is_empty());
    }
}

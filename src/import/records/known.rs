//! The questions of a dialogue as rows know them again.

use crate::import::meaning::Item;
use crate::import::words::key;
use crate::register::index::QuestionIx;
use crate::register::{Dialogue, Register};
use rustc_hash::FxHashMap;

/// The questions of a dialogue by their source and by their text; each is found once.
pub(super) struct Known<'r, 's> {
    register: &'r Register<'s>,
    sources: FxHashMap<(String, String), QuestionIx>,
    texts: FxHashMap<String, Vec<QuestionIx>>,
    taken: Vec<QuestionIx>,
}

impl<'r, 's> Known<'r, 's> {
    pub(super) fn new(register: &'r Register<'s>, dialogue: &Dialogue, file: &str) -> Self {
        let mut known =
            Self { register, sources: FxHashMap::default(), texts: FxHashMap::default(), taken: Vec::new() };
        for &ix in dialogue.links.questions.iter().rev() {
            let question = &register.questions[ix.at()];
            if let Some(source) = &question.facts.source {
                let text = |name: Option<&str>| name.unwrap_or_default().to_owned();
                let sheet = text(source.sheet.as_ref().map(|s| &*s.value.0));
                if let (Some(from), Some(key)) = (&source.file, &source.key)
                    && *from.value.0 == *file
                {
                    known.sources.insert((sheet, text(Some(&key.value.0))), ix);
                }
            }
            known.texts.entry(key(&text_of(register, ix))).or_default().push(ix);
        }
        known
    }

    /// The question that was imported from the item's row.
    pub(super) fn by_source(&mut self, item: &Item) -> Option<QuestionIx> {
        let sheet = item.place.sheet.as_deref().unwrap_or_default().to_owned();
        let found = self.sources.remove(&(sheet, item.key.clone()))?;
        self.taken.push(found);
        Some(found)
    }

    /// A question with the item's text that no row has claimed: imported from a file of another name, or written by hand.
    pub(super) fn by_text(&mut self, item: &Item) -> Option<QuestionIx> {
        let all = self.texts.get(&key(&item.text))?;
        let free = all.iter().rev().find(|ix| {
            let split = self.register.questions[ix.at()].facts.split_from.is_some();
            self.taken.binary_search(ix).is_err() && !self.taken.contains(ix) && split == item.split_from.is_some()
        });
        let found = *free?;
        self.taken.push(found);
        Some(found)
    }
}

/// The text of a question, wherever it is written.
pub(super) fn text_of(register: &Register<'_>, ix: QuestionIx) -> String {
    let question = &register.questions[ix.at()];
    match &question.facts.text {
        Some(text) => text.value.as_str().to_owned(),
        None => register.markdown(&question.path, question.sections.lead).trim().to_owned(),
    }
}

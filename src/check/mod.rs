//! Checks: what the register says about itself that cannot be right.
//!
//! The register goes in, diagnostics come out. A rule is one file of [`rules`] with its code, its prose in both languages,
//! its check and its tests; [`rules::RULES`] lists them in the order of the reference. Rules see the whole register and
//! nothing else, never stop at the first fault, and know nothing of each other, so they run in parallel.

pub mod address;
pub mod cycle;
mod limits;
mod measure;
pub mod nearby;
mod privacy;
pub mod rules;
pub mod safety;
#[cfg(test)]
mod sample;
mod steps;
pub mod svg;
pub mod texts;

pub use self::privacy::{Veil, datum};

use self::privacy::{Part, Privacy};
use self::texts::Said;
use crate::diagnostic::{Code, Diagnostic, Lang, Severity};
use crate::register::Register;
use rayon::prelude::*;

/// How many records one thread looks at in one go.
const CHUNK: usize = 256;

/// A text in both languages, for prose that is part of the program.
#[derive(Debug, Clone, Copy)]
pub struct Prose {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Prose {
    /// The text in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// What it says, in one line.
    pub title: Prose,
    /// Why it exists and how to put right what it finds, for `doithoai explain`.
    pub prose: Prose,
    /// Finds every breach that needs the whole register; absent where the fault is found while reading or publishing, or
    /// in one record or text at a time (`OF_RECORDS` and `OF_TEXTS` of [`rules`]).
    pub check: Option<fn(&Register<'_>, &mut Vec<Diagnostic>)>,
}

/// Holds the register against every rule that may say something worth `least` at least: what nobody will read is not found,
/// and a register of a million questions has notes by the hundred thousand.
pub fn check(register: &Register<'_>, least: Severity) -> Vec<Diagnostic> {
    let heard = |rule: &&Rule| match register.settings.levels.get(&rule.code) {
        Some(None) => false,
        Some(&Some(level)) if rule.code.adjustable() => level <= least,
        _ => rule.code.severity() <= least,
    };
    let (mut found, of_rules) = rayon::join(
        || one_by_one(register),
        || {
            let checks = rules::RULES.par_iter().copied().filter(heard).filter_map(|rule| rule.check);
            let run = |check: fn(&Register<'_>, &mut Vec<Diagnostic>)| {
                let mut found = Vec::new();
                check(register, &mut found);
                found
            };
            checks.map(run).collect::<Vec<_>>()
        },
    );
    found.extend(of_rules.into_iter().flatten());
    found
}

/// The checks of single records and single texts: one pass, since to come by all texts costs more than to look at them.
fn one_by_one(register: &Register<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let privacy = Privacy::new(register, &mut found);
    let of_records = register.pieces(CHUNK).with_max_len(1).map(|piece| {
        let mut part = Part::default();
        for record in piece {
            for check in rules::OF_RECORDS {
                check(register, &record, &mut part.found);
            }
            texts::each_of_record(register, &record, &mut |said| look(&privacy, said, &mut part));
            privacy.record(&record, &mut part);
        }
        part
    });
    let of_translations = register.translations.par_chunks(CHUNK).map(|chunk| {
        let mut part = Part::default();
        for translation in chunk {
            texts::each_of_translation(register, translation, &mut |said| look(&privacy, said, &mut part));
        }
        part
    });
    let parts = of_records.chain(of_translations).collect();
    privacy.finish(parts, &mut found);
    found
}

/// Looks at one text for everything.
fn look<'r>(privacy: &Privacy<'r, '_>, said: &Said<'_>, part: &mut Part<'r>) {
    for check in rules::OF_TEXTS {
        check(privacy.register(), said, &mut part.found);
    }
    privacy.text(said, part);
}

/// The rule that `code` belongs to.
pub fn rule(code: Code) -> Option<&'static Rule> {
    rules::RULES.iter().copied().find(|r| r.code == code)
}

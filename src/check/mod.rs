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

use crate::diagnostic::{Code, Diagnostic, Lang};
use crate::register::Register;
use rayon::prelude::*;

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
    /// Finds every breach; absent where the fault is found while reading or publishing.
    pub check: Option<fn(&Register<'_>, &mut Vec<Diagnostic>)>,
}

/// Holds the register against every rule.
pub fn check(register: &Register<'_>) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = rules::RULES
        .par_iter()
        .filter_map(|rule| rule.check)
        .map(|check| {
            let mut found = Vec::new();
            check(register, &mut found);
            found
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// The rule that `code` belongs to.
pub fn rule(code: Code) -> Option<&'static Rule> {
    rules::RULES.iter().copied().find(|r| r.code == code)
}

//! "Cách tính hạn": the derivation of a deadline in sentences, in Vietnamese and in English.
//!
//! In go the [`Step`]s of a [`super::Resolved`] and the titles of events; out comes one sentence a step. Nothing is
//! computed here: a sentence says what its step says, so what a page tells is what was done.

mod en;
mod vi;

use super::day::DaysOff;
use super::resolve::Step;

/// The title of a step by its id, where it has one; the four facts of a record need none.
pub type Title<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The derivation in Vietnamese, a sentence for each step.
pub fn vietnamese(steps: &[Step], title: Title) -> Vec<String> {
    steps.iter().map(|step| vi::sentence(step, title)).collect()
}

/// The derivation in English, a sentence for each step.
pub fn english(steps: &[Step], title: Title) -> Vec<String> {
    steps.iter().map(|step| en::sentence(step, title)).collect()
}

fn join(days: &[DaysOff], one: fn(&DaysOff) -> String) -> String {
    days.iter().map(one).collect::<Vec<_>>().join("; ")
}

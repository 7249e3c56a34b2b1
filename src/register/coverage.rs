//! Coverage: which dialogue was published on which target (`spec/content.md`, `[[target]]`).
//!
//! A dialogue's facts and the settings' targets go in; one cell a target comes out. A target that this program builds
//! counts as published from the day of the minutes, else from the day the dialogue was held; of others editors record it.

use super::index::DialogueIx;
use super::settings::Target;
use super::{Dialogue, DialogueState, Register};
use crate::choice;
use crate::record::dialogue::Published;
use crate::text::span::At;
use chrono::NaiveDate;

choice! {
    /// Whether a target shows a dialogue.
    pub enum CellState {
        Published = "published" ("Đã công khai", "Published"),
        Missing = "missing" ("Chưa công khai", "Missing"),
        NotRequired = "not-required" ("Không bắt buộc", "Not required"),
    }
}

/// A dialogue on a target.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'r> {
    /// The target.
    pub target: &'r Target,
    /// Whether it shows the dialogue.
    pub state: CellState,
    /// Whether it must.
    pub required: bool,
    /// The day it appeared there.
    pub on: Option<NaiveDate>,
    /// What editors recorded of it.
    pub recorded: Option<&'r At<Published>>,
}

/// Whether a dialogue took place.
pub const fn was_held(state: DialogueState) -> bool {
    matches!(state, DialogueState::Held | DialogueState::MinutesPublished | DialogueState::Closed)
}

/// The cells of a dialogue, in the order of the targets; none for one that is internal or was not held.
pub fn cells<'r>(register: &'r Register<'_>, ix: DialogueIx) -> impl Iterator<Item = Cell<'r>> {
    let dialogue = &register.dialogues[ix.at()];
    let counts = dialogue.links.public && was_held(dialogue.links.state);
    let targets = if counts { &register.settings.targets[..] } else { &[] };
    targets.iter().map(move |target| cell(register, dialogue, target))
}

fn cell<'r>(register: &'r Register<'_>, dialogue: &'r Dialogue, target: &'r Target) -> Cell<'r> {
    let unit = dialogue.facts.unit.get().map(crate::record::value::UnitRef::as_str);
    let holds = target.units.as_ref().is_none_or(|units| units.iter().any(|u| Some(&**u) == unit));
    let required = holds && dialogue.facts.level.copied().is_some_and(|l| target.requires.contains(&l));
    let recorded =
        dialogue.facts.published.iter().filter(|p| p.target.get().is_some_and(|t| t.as_str() == &*target.id));
    let recorded = recorded
        .filter(|p| p.on.get().is_some_and(|on| on.0 <= register.as_of))
        .min_by_key(|p| p.on.get().map(|d| d.0));
    let built = if target.built && holds { built_on(register, dialogue) } else { None };
    let on = recorded.and_then(|p| p.on.copied()).map(|d| d.0).or(built);
    let state = match (on, required) {
        (Some(_), _) => CellState::Published,
        (None, true) => CellState::Missing,
        (None, false) => CellState::NotRequired,
    };
    Cell { target, state, required, on, recorded }
}

/// From when a target that this program builds shows the dialogue: the day of its minutes, else its own, the last of several.
fn built_on(register: &Register<'_>, dialogue: &Dialogue) -> Option<NaiveDate> {
    let minutes = dialogue.facts.minutes.0.iter().filter_map(|m| register.document(m.as_str(), &dialogue.id));
    let public = minutes.map(|d| &register.documents[d.at()]).filter(|d| d.links.public);
    let first = public.filter_map(|d| d.facts.date.copied()).map(|d| d.0).min();
    first.or(dialogue.links.held.map(|h| h.1)).filter(|day| *day <= register.as_of)
}

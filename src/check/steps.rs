//! What rules ask of the steps of a round: where a step stands in it, and which step publishes a dialogue.

use crate::record::document::DocumentType;
use crate::record::value::LevelOfDialogue;
use crate::register::schedule::Step;
use crate::register::{Dialogue, Register, Round};
use crate::text::span::Span;

/// The round's own table of a step; of a step that only its procedure has, the beginning of the round.
pub(super) fn table_of(round: &Round, step: &Step) -> Span {
    let own = round.facts.step.iter().find(|s| s.id.get().is_some_and(|id| *id.0 == *step.id));
    own.map_or(round.span, |s| s.span)
}

/// The step of a dialogue's round that produces its publication (minutes or letters): the first that ends on or after the
/// day it was held; of a unit dialogue held after all of them, the last.
pub(super) fn publication_step<'r>(register: &'r Register<'_>, dialogue: &Dialogue) -> Option<&'r Step> {
    let steps = &register.rounds[dialogue.links.round.at()].links.schedule.steps;
    let publishing = |s: &&Step| s.produces.iter().any(|p| matches!(p, DocumentType::Minutes | DocumentType::Letter));
    let held = dialogue.links.held?.1;
    let ends = |s: &&Step| s.in_force().and_then(|r| r.limit).is_some_and(|l| l.last_day >= held);
    let late = || {
        let unit = dialogue.facts.level.copied() == Some(LevelOfDialogue::Unit);
        steps.iter().rfind(publishing).filter(|_| unit)
    };
    steps.iter().filter(publishing).find(ends).or_else(late)
}

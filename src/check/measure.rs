//! What rules measure in records: quantities with their bounds, lists as a whole, the questions of a conference.
//!
//! Quantities and the register go in, numbers come out. A qualified quantity ("khoảng 50") has a bound where its words give
//! one and none where they do not; nothing here takes it for the number that it names.

use crate::calendar::{Qualifier, Quantity};
use crate::record::value;
use crate::register::index::QuestionIx;
use crate::register::timeline::QuestionState;
use crate::register::{Dialogue, DialogueState, Register};
use crate::text::span::{At, Span};

/// The least that a quantity can be.
pub(super) fn least(quantity: &Quantity) -> u64 {
    let value = u64::from(quantity.value);
    match quantity.qualifier {
        None | Some(Qualifier::AtLeast) => value,
        Some(Qualifier::MoreThan) => value + 1,
        Some(Qualifier::About | Qualifier::Nearly | Qualifier::AtMost | Qualifier::LessThan) => 0,
    }
}

/// The most that a quantity can be, if its words say.
pub(super) fn most(quantity: &Quantity) -> Option<u64> {
    let value = u64::from(quantity.value);
    match quantity.qualifier {
        None | Some(Qualifier::AtMost | Qualifier::Nearly) => Some(value),
        Some(Qualifier::LessThan) => Some(value.saturating_sub(1)),
        Some(Qualifier::About | Qualifier::MoreThan | Qualifier::AtLeast) => None,
    }
}

/// The number, where nothing stands before it.
pub(super) fn exact(quantity: &Quantity) -> Option<u64> {
    quantity.is_exact().then_some(u64::from(quantity.value))
}

/// The quantity as it was written.
pub(super) fn wording(quantity: &Quantity) -> String {
    quantity.wording.as_deref().map_or_else(|| quantity.value.to_string(), ToOwned::to_owned)
}

/// Least and, where all are exact, exact sum of quantities.
pub(super) fn sum<'a>(quantities: impl Iterator<Item = &'a value::Quantity>) -> (u64, Option<u64>) {
    quantities.fold((0, Some(0)), |(low, all), q| (low + least(&q.0), all.zip(exact(&q.0)).map(|(a, b)| a + b)))
}

/// Where a list stands: from the bracket before its first entry, or that entry where there is none.
pub(super) fn list_span<T>(register: &Register<'_>, path: &str, entries: &[At<T>]) -> Span {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Span::default() };
    let text = &register.file(path).text;
    let before = text[..first.span.start as usize].trim_end();
    let opened = before.ends_with('[') && !text[first.span.range()].starts_with("[[");
    if opened { Span::new(before.len() - 1, last.span.end as usize) } else { first.span }
}

/// Whether a dialogue took place: held, whatever came after.
pub(super) const fn took_place(dialogue: &Dialogue) -> bool {
    matches!(dialogue.links.state, DialogueState::Held | DialogueState::MinutesPublished | DialogueState::Closed)
}

/// The number that the conference rule counts: a dialogue's own questions and those it takes up, without drafts, merged
/// and withdrawn ones.
pub(super) fn conference_count(register: &Register<'_>, dialogue: &Dialogue) -> u64 {
    let mut all: Vec<QuestionIx> = dialogue.links.questions.iter().chain(&dialogue.links.takes_up).copied().collect();
    all.sort_unstable();
    all.dedup();
    let counted = all.into_iter().map(|q| &register.questions[q.at()]).filter(|q| {
        let gone = matches!(q.links.course.state, QuestionState::Merged | QuestionState::Withdrawn);
        !gone && (dialogue.draft || !q.draft)
    });
    counted.count() as u64
}

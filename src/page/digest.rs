//! The digest of a unit's page: "you asked, the school answered, the school did".
//!
//! The questions that a unit answered go in; the newest few come out, each in three statements. The invariants: the answer
//! is the unit's own; what was done is told from the commitments that answer to the question, never from the answer's
//! words, so an answer without a commitment says that there is none.

use super::model::digest::{Digest, DigestEntry};
use super::plain::shorten;
use super::question_thread::public_commitments;
use super::row;
use super::view::View;
use crate::record::question::AnswerOutcome;
use crate::register::index::{QuestionIx, RecordIx, UnitIx};
use crate::register::timeline::QuestionFact;
use chrono::NaiveDate;
use std::borrow::Cow;

/// How many questions a digest has.
const ENTRIES: usize = 5;

/// How much of an answer is shown, in characters: two lines on a wide screen, five on a phone.
const ANSWER: usize = 140;

/// The digest of what the unit at `ix` answered last.
pub fn digest<'a>(view: &'a View<'_>, ix: UnitIx) -> Digest<'a> {
    let answered = &view.plan.aggregates.answered_by[ix.at()];
    let entries = answered.iter().take(ENTRIES).filter_map(|question| entry(view, ix, *question)).collect();
    Digest { entries, total: answered.len() as u32 }
}

fn entry<'a>(view: &'a View<'_>, unit: UnitIx, ix: QuestionIx) -> Option<DigestEntry<'a>> {
    let question = &view.register.questions[ix.at()];
    let (on, position) = own_answer(view, unit, ix)?;
    let (words, lang) = view.answer_words(ix, position);
    let outcome = question.facts.answers[position].outcome.copied().unwrap_or(AnswerOutcome::Answered);
    let promised: Vec<_> = public_commitments(view, ix).map(|c| row::commitment(view, c, false)).collect();
    Some(DigestEntry {
        id: Cow::Borrowed(&question.id),
        asked: view.link(RecordIx::Question(ix)),
        answer: shorten(words, ANSWER),
        lang,
        outcome: view.term(outcome.as_str(), outcome.label()),
        on: view.date(on),
        nothing: promised.is_empty().then(|| view.label(without_promise(outcome)).into()),
        promised,
    })
}

/// The last answer that a unit gave to a question by the as-of day: its day and its position among the answers.
fn own_answer(view: &View<'_>, unit: UnitIx, ix: QuestionIx) -> Option<(NaiveDate, usize)> {
    let question = &view.register.questions[ix.at()];
    let by = |i: usize| question.facts.answers[i].unit.get().and_then(|slug| view.register.unit(slug.as_str()));
    question.links.course.events.iter().rev().find_map(|e| match e.1 {
        QuestionFact::Answer(i) if by(i) == Some(unit) => Some((e.0, i)),
        _ => None,
    })
}

/// What is said of an answer to which no published commitment belongs.
const fn without_promise(outcome: AnswerOutcome) -> (&'static str, &'static str) {
    match outcome {
        AnswerOutcome::Answered => ("Câu trả lời không kèm cam kết nào.", "The answer came with no commitment."),
        AnswerOutcome::Accepted | AnswerOutcome::PartlyAccepted => {
            ("Đã tiếp thu; chưa có cam kết nào được công bố.", "Accepted; no commitment has been published yet.")
        }
        AnswerOutcome::Declined => {
            ("Không tiếp thu; lý do nêu trong câu trả lời.", "Declined; the answer gives the reason.")
        }
        AnswerOutcome::OutOfCompetence => (
            "Không thuộc thẩm quyền; câu trả lời nêu nơi có thẩm quyền.",
            "Out of competence; the answer names who is competent.",
        ),
    }
}

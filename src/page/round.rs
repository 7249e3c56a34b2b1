//! A round's page: plan and schedule, how far everything came, dialogues by level.
//!
//! A round goes in; its page comes out. The invariant: internal dialogues are neither shown nor counted.

use super::chart;
use super::figure::figures;
use super::head::head;
use super::listing::short;
use super::model::part::{Date, Fact, Link, Text};
use super::model::round::{LevelGroup, RoundPage};
use super::passage::Passage;
use super::route::{Route, Subject};
use super::row;
use super::steps::{marks, steps};
use super::view::View;
use crate::calendar::VagueDate;
use crate::record::round::Declared;
use crate::record::value::{LanguageTag, LevelOfDialogue, Quantity};
use crate::register::index::{CommitmentIx, RecordIx, RoundIx, UnitIx};
use crate::register::statistics::FigureId;
use crate::register::{DialogueState, Register};
use crate::text::span::At;

/// How many commitments a round's page shows.
const COMMITMENTS: usize = 5;

/// A round's page.
pub fn round<'a>(view: &'a View<'_>, ix: RoundIx, route: Route) -> RoundPage<'a> {
    let register = view.register;
    let round = &register.rounds[ix.at()];
    let aggregates = &view.plan.aggregates;
    let (html, lang): Passage = view.body(&round.id, &round.path, round.body, route);
    let record = |at: RoundIx| view.link(RecordIx::Round(at));
    let commitments: Vec<CommitmentIx> =
        round.links.commitments.iter().copied().filter(|c| register.commitments[c.at()].links.public).collect();
    let month = round.facts.dialogue_month.as_ref().map(|m| m.0);
    RoundPage {
        head: head(view, route, description(view, ix)),
        html,
        lang,
        academic_year: row::academic_year(view, ix),
        semester: row::semester(view, ix),
        dialogue_month: month.map(|m| -> Date<'a> { view.vague(VagueDate::Month(m), m.last_day()) }),
        organiser: round.facts.organiser.as_ref().map(|u| view.unit(u.as_str())),
        plan: round.facts.plan.as_ref().and_then(|d| view.document(d.as_str(), &round.id)),
        remediation_plan: round.facts.remediation_plan.as_ref().and_then(|d| view.document(d.as_str(), &round.id)),
        procedure: procedure(view, ix),
        closed: row::closed(view, ix),
        previous: round.links.previous.map(record),
        next: aggregates.round_after[ix.at()].map(record),
        marks: marks(view, ix),
        steps: steps(view, ix),
        calendar: calendar(view, ix),
        charts: chart::stages::stages(view, ix, true)
            .into_iter()
            .chain(chart::over_time::questions(view, ix))
            .collect(),
        figures: figures(view, &aggregates.statistics.rounds[ix.at()], FigureId::ALL, |id| {
            (id == FigureId::PublicationCoverage).then(|| view.href(Subject::Coverage(1)))
        }),
        declared: round.facts.declared.as_ref().map_or_else(Vec::new, |d| declared(view, d)),
        levels: levels(view, ix),
        missing_units: missing_units(view, ix),
        commitments: short(&commitments, COMMITMENTS, Some(report(view, ix)), |c| row::commitment(view, c, false)),
        carried: short(&aggregates.statistics.carried[ix.at()], COMMITMENTS, Some(all_carried(view, ix)), |c| {
            row::commitment(view, c, true)
        }),
        documents: shown(&round.links.documents, |d| register.documents[d.at()].links.public)
            .map(|d| row::document(view, d))
            .collect(),
        surveys: shown(&round.links.surveys, |s| register.surveys[s.at()].links.public)
            .map(|s| row::survey(view, s))
            .collect(),
        reports: super::report::links(view, ix),
        corrections: view.corrections(&round.id, &round.facts.corrections),
    }
}

/// The calendar of the round's academic year, where it has anything.
fn calendar(view: &View<'_>, ix: RoundIx) -> Option<Text<'static>> {
    let year = view.register.rounds[ix.at()].facts.academic_year.get()?.0;
    let known = !view.plan.follow_up.of_year(year).is_empty();
    known.then(|| view.href(Subject::CalendarYear(year, 1)).into())
}

/// Where all that was promised in a round is listed, and all that it found open.
fn report(view: &View<'_>, ix: RoundIx) -> String {
    view.href(Subject::Remediation(ix, 1))
}

/// Where all that a round found open is listed: the newest round's has a page of its own.
fn all_carried(view: &View<'_>, ix: RoundIx) -> String {
    if view.plan.follow_up.current == Some(ix) { view.href(Subject::Carried(1)) } else { report(view, ix) }
}

fn shown<I: Copy>(list: &[I], public: impl Fn(&I) -> bool) -> impl Iterator<Item = I> {
    list.iter().copied().filter(move |ix| public(ix))
}

/// The procedure that a round's steps come from.
fn procedure<'a>(view: &'a View<'_>, ix: RoundIx) -> Option<std::borrow::Cow<'a, str>> {
    let written = view.register.rounds[ix.at()].facts.procedure.as_ref()?;
    let procedure = view.register.procedure(written.as_str())?;
    Some(view.text(&procedure.id, "title", procedure.facts.title.get()?.as_str()).0)
}

/// What the round declared of itself.
fn declared(view: &View<'_>, declared: &Declared) -> Vec<Fact<'static>> {
    let fact = |label: &'static str, quantity: &Option<At<Quantity>>| {
        quantity.as_ref().map(|q| Fact { label: label.into(), value: view.quantity(q) })
    };
    let complete = declared.complete.as_ref().map(|c| Fact {
        label: view.say("Phạm vi công bố ở đây", "Published here").into(),
        value: if c.value { view.say("Toàn bộ", "All of it") } else { view.say("Một phần", "A part") }.into(),
    });
    [
        fact(view.say("Buổi đối thoại", "Dialogues"), &declared.dialogues),
        fact(view.say("Người tham dự", "Participants"), &declared.participants),
        fact(view.say("Ý kiến", "Questions"), &declared.questions),
        fact(view.say("Đã trả lời", "Answered"), &declared.answered),
        fact(view.say("Cam kết khắc phục", "Commitments"), &declared.commitments),
        fact(view.say("Phiếu khảo sát thu về", "Survey forms returned"), &declared.surveys),
        complete,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The public dialogues by level, from the school's down to the classes'.
fn levels<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<LevelGroup<'a>> {
    let headings = [
        (LevelOfDialogue::School, ("Cấp trường", "School")),
        (LevelOfDialogue::Unit, ("Cấp khoa, viện, trung tâm", "Faculties, institutes and centres")),
        (LevelOfDialogue::Class, ("Cấp lớp", "Classes")),
        (LevelOfDialogue::External, ("Ngoài trường", "Outside the school")),
    ];
    let all = &view.plan.aggregates.dialogues_of[ix.at()];
    let groups = headings.into_iter().map(|(level, heading)| {
        let of_level = all.iter().filter(|d| view.register.dialogues[d.at()].facts.level.copied() == Some(level));
        LevelGroup {
            level: view.term(level.as_str(), heading),
            dialogues: of_level.map(|d| row::dialogue(view, *d)).collect(),
        }
    });
    groups.filter(|g| !g.dialogues.is_empty()).collect()
}

/// Whether a unit owes a dialogue in a round: it is expected, or it has learners and was not closed before.
pub fn owes_dialogue(register: &Register<'_>, ix: RoundIx, unit: UnitIx) -> bool {
    let round = &register.rounds[ix.at()];
    let record = &register.units[unit.at()];
    if let Some(expected) = &round.facts.expected_units {
        return expected.iter().any(|u| u.as_str() == record.slug());
    }
    let began = round.facts.academic_year.get().map(|y| y.0.first_day());
    let closed = record.facts.closed.as_ref().map(|day| day.0);
    let open = closed.is_none_or(|day| began.is_some_and(|began| day >= began));
    record.facts.learners.copied() == Some(true) && !record.draft && open
}

/// Whether a unit has a dialogue of its own in a round (those of its classes are none) that took place or, while the
/// round is open, still will.
pub fn has_dialogue(register: &Register<'_>, ix: RoundIx, unit: UnitIx) -> bool {
    let closed = register.rounds[ix.at()].links.closed;
    let of_unit = register.units[unit.at()].links.dialogues.iter().map(|d| &register.dialogues[d.at()]);
    let of_unit = of_unit.filter(|d| d.facts.level.copied() != Some(LevelOfDialogue::Class));
    let mut in_round = of_unit.filter(|d| d.links.round == ix && !d.draft);
    in_round.any(|d| match d.links.state {
        DialogueState::Postponed | DialogueState::Cancelled => false,
        DialogueState::Planned => !closed,
        _ => true,
    })
}

/// Units that owe a dialogue in a round and have none, in Vietnamese order.
fn missing_units<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<Link<'a>> {
    let units = (0..view.register.units.len() as u32).map(UnitIx);
    let missing = units.filter(|u| owes_dialogue(view.register, ix, *u) && !has_dialogue(view.register, ix, *u));
    let mut links: Vec<_> = missing.map(|u| view.link(RecordIx::Unit(u))).collect();
    let order = crate::text::vietnamese::Collation::vietnamese();
    links.sort_by(|a, b| order.compare(&a.title, &b.title));
    links
}

fn description(view: &View<'_>, ix: RoundIx) -> String {
    let tally = &view.plan.aggregates.statistics.rounds[ix.at()];
    let year = row::academic_year(view, ix);
    let [dialogues, questions, answered, commitments, verified] =
        [tally.dialogues, tally.questions, tally.answered, tally.commitments, tally.verified]
            .map(|n| view.number(u64::from(n)));
    match view.lang {
        LanguageTag::Vi => format!(
            "Năm học {year}: {dialogues} buổi đối thoại, {questions} ý kiến, {answered} đã trả lời, {commitments} cam kết khắc phục, {verified} đã kiểm chứng."
        ),
        LanguageTag::En => format!(
            "Academic year {year}: {dialogues} dialogues, {questions} questions, {answered} answered, {commitments} commitments, {verified} verified."
        ),
    }
}

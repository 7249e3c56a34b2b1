//! What earlier rounds left open: the page of all of it, and what of it concerns a dialogue.
//!
//! A page's number or a dialogue goes in; commitments by round with the latest news come out. The invariant: what the
//! newest round found open stays here until a later round is held, settled or not.

use super::head::head;
use super::listing::listing;
use super::model::carried::{CarriedGroup, CarriedPage, CarriedRow, News};
use super::model::row::Listing;
use super::route::{Route, Subject};
use super::row;
use super::view::View;
use crate::record::value::LevelOfDialogue;
use crate::register::carry;
use crate::register::index::{CommitmentIx, DialogueIx, RecordIx, RoundIx};
use crate::register::timeline::CommitmentFact;
use chrono::NaiveDate;

/// Page `number` of what earlier rounds left open.
pub fn carried<'a>(view: &'a View<'_>, number: u32, route: Route) -> CarriedPage<'a> {
    let register = view.register;
    let lists = &view.plan.follow_up;
    let since = lists.current.and_then(|ix| since(view, ix));
    let commitments = &register.commitments;
    let rows = listing(view, &lists.carried, number, Subject::Carried, |ix| ix);
    let groups = rows.rows.chunk_by(|a, b| commitments[a.at()].links.round == commitments[b.at()].links.round);
    let groups: Vec<CarriedGroup<'a>> = groups.map(|list| group(view, list, since)).collect();
    let is_open = |c: &&CommitmentIx| commitments[c.at()].links.course.state.is_open();
    let open = lists.carried.iter().filter(is_open).count() as u32;
    let silent = lists.carried.iter().filter(|c| is_silent(view, **c, since)).count() as u32;
    CarriedPage {
        head: head(view, route, description(view, open, silent)),
        current: lists.current.map(|ix| view.link(RecordIx::Round(ix))),
        since: since.map(|day| view.date(day)),
        open,
        settled: lists.carried.len() as u32 - open,
        silent,
        groups: Listing { rows: groups, total: rows.total, first: rows.first, last: rows.last, paging: rows.paging },
    }
}

/// The day after which news of older commitments are news of the round: the end of the round before it.
fn since(view: &View<'_>, ix: RoundIx) -> Option<NaiveDate> {
    view.register.rounds[ix.at()].links.previous.and_then(|previous| carry::end_of(view.register, previous))
}

/// Whether a commitment is open and nothing was told of it since.
fn is_silent(view: &View<'_>, ix: CommitmentIx, since: Option<NaiveDate>) -> bool {
    let commitment = &view.register.commitments[ix.at()];
    commitment.links.course.state.is_open() && !carry::has_news(commitment, since, view.register.as_of)
}

fn group<'a>(view: &'a View<'_>, list: &[CommitmentIx], since: Option<NaiveDate>) -> CarriedGroup<'a> {
    let round = |c: &CommitmentIx| view.register.commitments[c.at()].links.round;
    let of = list.first().map(round);
    let all = &view.plan.follow_up.carried;
    let total = all.partition_point(|c| Some(round(c)) <= of) - all.partition_point(|c| Some(round(c)) < of);
    let row = |c: &CommitmentIx| CarriedRow {
        commitment: row::commitment(view, *c, false),
        news: news(view, *c),
        silent: is_silent(view, *c, since),
    };
    CarriedGroup {
        round: of.map_or_else(|| view.hidden(), |ix| view.link(RecordIx::Round(ix))),
        total: total as u32,
        rows: list.iter().map(row).collect(),
    }
}

/// The latest that was told of a commitment.
fn news<'a>(view: &'a View<'_>, ix: CommitmentIx) -> Option<News<'a>> {
    let commitment = &view.register.commitments[ix.at()];
    let (on, fact, _) = commitment.links.course.events.last()?;
    let (unit, path, note) = match *fact {
        CommitmentFact::Update(i) => {
            let update = &commitment.facts.updates[i];
            (update.unit.get(), format!("updates.{i}.note"), update.note.get())
        }
        CommitmentFact::Verification(i) => {
            let verification = &commitment.facts.verifications[i];
            let note = verification.note.as_ref().map(|n| &n.value);
            (verification.unit.get(), format!("verifications.{i}.note"), note)
        }
    };
    let note = note.map(|n| view.text(&commitment.id, &path, n.as_str())).filter(|n| !n.0.is_empty());
    let (note, lang) = note.map_or((None, None), |(text, lang)| (Some(text), lang));
    Some(News { on: view.date(*on), unit: view.unit(unit.map_or("", |u| u.as_str())), note, lang })
}

/// What earlier rounds left open of which a dialogue must hear: at school level all of it, else what its unit leads or
/// what was promised in dialogues of its unit.
pub fn of_dialogue(view: &View<'_>, ix: DialogueIx) -> Vec<CommitmentIx> {
    let register = view.register;
    let dialogue = &register.dialogues[ix.at()];
    let all = view.plan.aggregates.statistics.carried[dialogue.links.round.at()].iter().copied();
    if dialogue.facts.level.copied() == Some(LevelOfDialogue::School) {
        return all.collect();
    }
    let Some(unit) = dialogue.links.unit else { return Vec::new() };
    let concerns = |c: &CommitmentIx| {
        let links = &register.commitments[c.at()].links;
        let made_in = links.dialogue.and_then(|d| register.dialogues[d.at()].links.unit);
        links.lead == Some(unit) || made_in == Some(unit)
    };
    all.filter(concerns).collect()
}

fn description(view: &View<'_>, open: u32, silent: u32) -> String {
    match view.lang {
        crate::record::value::LanguageTag::Vi => format!(
            "Cam kết các đợt trước chưa xong khi đợt này bắt đầu: còn {open} chưa xong, {silent} chưa có tin trong đợt này."
        ),
        crate::record::value::LanguageTag::En => format!(
            "Commitments that earlier rounds left open: {open} still open, {silent} without news in this round."
        ),
    }
}

//! The page of publications: which dialogue stands on which site, what must, and what is missing.
//!
//! A page's number goes in; its dialogues with one cell a target come out. The invariant: the numbers of rounds and units
//! are sums of the cells, and those of the site are the figure `publication_coverage`.

use super::figure::figures;
use super::head::head;
use super::listing::listing;
use super::model::coverage::{CoverageCell, CoveragePage, CoverageRound, CoverageRow, TargetRule, UnitCoverage};
use super::model::part::{OuterLink, Text};
use super::model::row::Listing;
use super::route::{self, PAGE_SIZE, Route, Subject};
use super::row;
use super::units;
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::coverage::{self, Cell, CellState};
use crate::register::index::{DialogueIx, RecordIx, RoundIx, UnitIx};
use crate::register::settings::Target;
use crate::register::statistics::FigureId;
use std::borrow::Cow;

/// How many targets are shown as a table's columns; more become a list under each dialogue.
const COLUMNS: usize = 5;

/// Page `number` of publications.
pub fn coverage<'a>(view: &'a View<'_>, number: u32, route: Route) -> CoveragePage<'a> {
    let register = view.register;
    let statistics = &view.plan.aggregates.statistics;
    let all = &view.plan.follow_up.covered;
    let rows = listing(view, all, number, Subject::Coverage, |ix| ix);
    let round = |d: &DialogueIx| register.dialogues[d.at()].links.round;
    let groups = rows.rows.chunk_by(|a, b| round(a) == round(b));
    let groups = groups.map(|list| of_round(view, round(&list[0]), list)).collect();
    let figure = if number == 1 {
        figures(view, &statistics.site, &[FigureId::PublicationCoverage], |_| None)
    } else {
        Vec::new()
    };
    CoveragePage {
        head: head(view, route, description(view)),
        figures: figure,
        targets: register.settings.targets.iter().map(|t| rule(view, t)).collect(),
        missing: if number == 1 { missing(view) } else { Vec::new() },
        table: register.settings.targets.len() <= COLUMNS,
        rounds: Listing { rows: groups, total: rows.total, first: rows.first, last: rows.last, paging: rows.paging },
    }
}

fn target_title<'a>(view: &'a View<'_>, target: &'a Target) -> Text<'a> {
    view.text("site", format_args!("target.{}.title", target.id), &target.title).0
}

/// What must appear on a target.
fn rule<'a>(view: &'a View<'_>, target: &'a Target) -> TargetRule<'a> {
    let units = target.units.iter().flatten();
    TargetRule {
        id: Cow::Borrowed(&target.id),
        site: OuterLink { title: target_title(view, target), url: Cow::Borrowed(&target.base_url) },
        built: target.built,
        levels: target.requires.iter().map(|level| view.term(level.as_str(), level.label())).collect(),
        units: units.map(|slug| view.unit(slug)).collect(),
    }
}

fn of_round<'a>(view: &'a View<'_>, ix: RoundIx, dialogues: &[DialogueIx]) -> CoverageRound<'a> {
    let round = &view.register.rounds[ix.at()];
    let tally = &view.plan.aggregates.statistics.rounds[ix.at()];
    CoverageRound {
        round: view.link(RecordIx::Round(ix)),
        plan: round.facts.plan.as_ref().and_then(|d| view.document(d.as_str(), &round.id)),
        published: tally.cells_published,
        required: tally.cells,
        rows: dialogues.iter().map(|d| of_dialogue(view, *d)).collect(),
    }
}

fn of_dialogue<'a>(view: &'a View<'_>, ix: DialogueIx) -> CoverageRow<'a> {
    let dialogue = &view.register.dialogues[ix.at()];
    let cells: Vec<CoverageCell<'a>> = coverage::cells(view.register, ix).map(|c| cell(view, ix, c)).collect();
    CoverageRow {
        id: Cow::Borrowed(&dialogue.id),
        link: view.link(RecordIx::Dialogue(ix)),
        unit: view.unit(dialogue.facts.unit.get().map_or("", |u| u.as_str())),
        level: row::level(view, dialogue),
        held: row::held(view, dialogue),
        spare: cells.iter().filter(|c| c.state.id == CellState::NotRequired.as_str()).count() as u32,
        cells,
    }
}

fn cell<'a>(view: &'a View<'_>, ix: DialogueIx, cell: Cell<'a>) -> CoverageCell<'a> {
    let recorded = cell.recorded.and_then(|p| p.url.as_ref()).map(|u| Cow::Borrowed(&*u.0));
    let built = cell.target.built && cell.state == CellState::Published;
    let elsewhere = built && &*cell.target.base_url != view.register.settings.own_url();
    let there = elsewhere
        .then(|| format!("{}{}", cell.target.base_url, route::path(view.register, Subject::Dialogue(ix, 1))).into());
    CoverageCell {
        target: Cow::Borrowed(&cell.target.id),
        title: target_title(view, cell.target),
        state: view.state(cell.state.as_str(), cell.state.label()),
        on: cell.on.map(|day| view.date(day)),
        url: recorded.or(there),
    }
}

/// Units with dialogues of which something is missing, in the order of the list of units.
fn missing<'a>(view: &'a View<'_>) -> Vec<UnitCoverage<'a>> {
    let tallies = &view.plan.aggregates.statistics.units;
    let incomplete =
        units::in_order(view).into_iter().filter(|u| tallies[u.at()].cells_published < tallies[u.at()].cells);
    let found = incomplete.filter_map(|unit| {
        let at = view.plan.follow_up.covered.iter().position(|d| lacks(view, *d, unit))?;
        let page = view.href(Subject::Coverage((at / PAGE_SIZE) as u32 + 1));
        let id = &view.register.dialogues[view.plan.follow_up.covered[at].at()].id;
        let mut link = view.link(RecordIx::Unit(unit));
        link.href = Some(format!("{page}#{id}").into());
        let tally = &tallies[unit.at()];
        Some(UnitCoverage { unit: link, published: tally.cells_published, required: tally.cells })
    });
    found.collect()
}

/// Whether a dialogue of `unit` is missing anywhere.
fn lacks(view: &View<'_>, ix: DialogueIx, unit: UnitIx) -> bool {
    view.register.dialogues[ix.at()].links.unit == Some(unit)
        && coverage::cells(view.register, ix).any(|cell| cell.state == CellState::Missing)
}

fn description(view: &View<'_>) -> String {
    let tally = &view.plan.aggregates.statistics.site;
    let (published, required) = (tally.cells_published, tally.cells);
    match view.lang {
        LanguageTag::Vi => format!(
            "Nội dung từng buổi đối thoại đã công khai trên những website nào: {published} trên {required} nơi phải công khai."
        ),
        LanguageTag::En => format!(
            "On which sites the content of each dialogue is published: {published} of {required} required publications."
        ),
    }
}

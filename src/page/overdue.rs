//! The page of what is overdue: by kind, the longest first, with who owes it and how each limit came about.
//!
//! A page's number goes in; its part of the plan's list comes out. The invariants: all counts are of the one list in
//! [`super::follow_up`]; of a withheld question no words of its limit are told.

use super::head::head;
use super::listing::listing;
use super::model::overdue::{OverdueCount, OverdueGroup, OverduePage};
use super::model::part::Term;
use super::model::row::{Filter, FilterOption, Listing, OverdueRow};
use super::owed::{Owed, OwedKind};
use super::route::{PAGE_SIZE, Route, Subject};
use super::units;
use super::view::View;
use super::{row, steps};
use crate::record::question::Visibility;
use crate::register::index::RecordIx;

/// Page `number` of what is overdue.
pub fn overdue<'a>(view: &'a View<'_>, number: u32, route: Route) -> OverduePage<'a> {
    let all = &view.plan.follow_up.overdue_by_kind;
    let rows = listing(view, all, number, Subject::Overdue, |owed| (owed.kind(), entry(view, owed)));
    let kinds = kinds(view);
    let groups = rows.rows.chunk_by(|a, b| a.0 == b.0).map(|rows| {
        let kind = rows[0].0;
        OverdueGroup {
            kind: heading(view, kind),
            total: of_kind(all, kind).len() as u32,
            rows: rows.iter().filter_map(|(_, row)| row.clone()).collect(),
        }
    });
    let groups = groups.collect();
    OverduePage {
        head: head(view, route, description(view, &kinds)),
        filters: if number == 1 { by_unit(view) } else { Vec::new() },
        kinds,
        groups: Listing { rows: groups, total: rows.total, first: rows.first, last: rows.last, paging: rows.paging },
    }
}

/// Something overdue with how its limit came about.
fn entry<'a>(view: &'a View<'_>, owed: Owed) -> Option<OverdueRow<'a>> {
    let short = row::overdue(view, owed)?;
    let register = view.register;
    let full = match owed {
        Owed::Question(ix) if register.questions[ix.at()].links.visibility == Visibility::Withheld => None,
        Owed::Question(ix) => row::question_deadline(view, ix),
        Owed::Commitment(ix) => row::commitment_deadline(view, ix).map(|mut deadline| {
            deadline.extensions = view.commitment_extensions(&register.commitments[ix.at()]);
            deadline
        }),
        Owed::Step(ix, position) => steps::step_deadline(view, ix, position),
    };
    let Some(mut deadline) = full else { return Some(short) };
    deadline.derivation.get_or_insert_with(|| {
        view.say("Ngày này được ghi sẵn trong hồ sơ.", "The record names this very day.").into()
    });
    Some(OverdueRow { deadline, ..short })
}

/// A kind as a heading.
fn heading(view: &View<'_>, kind: OwedKind) -> Term<'static> {
    let label = match kind {
        OwedKind::Questions => ("Ý kiến chưa có trả lời", "Questions without an answer"),
        OwedKind::Commitments => ("Cam kết chưa xong", "Commitments not kept"),
        OwedKind::Steps => ("Bước của kế hoạch chưa xong", "Steps of the plan not done"),
    };
    view.term(kind.term().0, label)
}

/// What of a kind is in the list, which comes by kind.
fn of_kind(all: &[Owed], kind: OwedKind) -> &[Owed] {
    &all[all.partition_point(|owed| owed.kind() < kind)..all.partition_point(|owed| owed.kind() <= kind)]
}

/// How much of each kind there is, and the page on which it begins.
fn kinds(view: &View<'_>) -> Vec<OverdueCount<'static>> {
    let all = &view.plan.follow_up.overdue_by_kind;
    let counts = OwedKind::ALL.into_iter().filter_map(|kind| {
        let count = of_kind(all, kind).len() as u32;
        let first = all.partition_point(|owed| owed.kind() < kind);
        let page = view.href(Subject::Overdue((first / PAGE_SIZE) as u32 + 1));
        let href = format!("{page}#{}", kind.term().0).into();
        (count > 0).then(|| OverdueCount { kind: heading(view, kind), count, href })
    });
    counts.collect()
}

/// The units that owe something, each with its own list, in the order of the list of units.
fn by_unit<'a>(view: &'a View<'_>) -> Vec<Filter<'a>> {
    let owing = &view.plan.aggregates.overdue_of;
    let units = units::in_order(view).into_iter().filter(|u| !owing[u.at()].is_empty());
    let options = units.map(|u| {
        let mut link = view.link(RecordIx::Unit(u));
        link.href = link.href.map(|href| format!("{href}#qua-han").into());
        FilterOption { link, count: owing[u.at()].len() as u32, current: false }
    });
    let filter = Filter { label: view.say("Theo đơn vị", "By unit").into(), options: options.collect() };
    Some(filter).into_iter().filter(|f| !f.options.is_empty()).collect()
}

fn description(view: &View<'_>, kinds: &[OverdueCount<'_>]) -> String {
    if kinds.is_empty() {
        return view.say("Không có nội dung nào quá hạn.", "Nothing is overdue.").into();
    }
    let counts: Vec<String> = kinds.iter().map(|k| format!("{} {}", k.count, k.kind.label.to_lowercase())).collect();
    let words = view.say("Quá hạn", "Overdue");
    format!("{words}: {}. {}", counts.join(", "), view.say("Lâu nhất trước.", "The longest first."))
}

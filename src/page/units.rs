//! The list of units, by kind and in Vietnamese order.

use super::head::head;
use super::listing::paging;
use super::model::home::{UnitEntry, UnitGroup};
use super::model::part::Term;
use super::model::unit::UnitsPage;
use super::route::{PAGE_SIZE, Route, Subject};
use super::view::View;
use crate::record::unit::UnitKind;
use crate::register::Register;
use crate::register::index::{RecordIx, UnitIx};
use crate::text::vietnamese::Collation;

/// The units that are listed.
pub fn listed(register: &Register<'_>) -> impl Iterator<Item = UnitIx> {
    let all = (0..register.units.len() as u32).map(UnitIx);
    all.filter(|u| !register.units[u.at()].draft && register.units[u.at()].facts.kind.copied().is_some())
}

/// The units that are listed, by kind and in Vietnamese order, closed ones too.
pub fn in_order(view: &View<'_>) -> Vec<UnitIx> {
    let units = &view.register.units;
    let order = Collation::vietnamese();
    let kind = |u: UnitIx| UnitKind::ALL.iter().position(|kind| units[u.at()].facts.kind.copied() == Some(*kind));
    let mut named: Vec<_> = listed(view.register).map(|u| (kind(u), view.link(RecordIx::Unit(u)).title, u)).collect();
    named.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| order.compare(&a.1, &b.1)).then(a.2.cmp(&b.2)));
    named.into_iter().map(|(.., unit)| unit).collect()
}

/// Page `number` of the list of units.
pub fn units<'a>(view: &'a View<'_>, number: u32, route: Route) -> UnitsPage<'a> {
    let all = groups(view);
    let total = all.iter().map(|g| g.units.len() as u32).sum();
    let mut before = number.saturating_sub(1) as usize * PAGE_SIZE;
    let mut left = PAGE_SIZE;
    let cut = all.into_iter().map(|group| {
        let skipped = before.min(group.units.len());
        before -= skipped;
        let units: Vec<_> = group.units.into_iter().skip(skipped).take(left).collect();
        left -= units.len();
        UnitGroup { units, ..group }
    });
    let groups = cut.filter(|g| !g.units.is_empty()).collect();
    let paging = paging(view, total as usize, number, Subject::Units);
    let description = format!(
        "{} {}",
        view.number(u64::from(total)),
        view.say(
            "đơn vị: số ý kiến người học đã gửi, số đã trả lời và nội dung đang quá hạn của từng đơn vị.",
            "units: how many questions each was asked, how many it answered, and what it has overdue."
        ),
    );
    UnitsPage { head: head(view, route, description), groups, total, paging }
}

/// All units by kind, each kind in Vietnamese order; closed ones last.
pub fn groups<'a>(view: &'a View<'_>) -> Vec<UnitGroup<'a>> {
    let units = &view.register.units;
    let order = Collation::vietnamese();
    let groups = UnitKind::ALL.iter().map(|kind| {
        let of_kind = listed(view.register).filter(|u| units[u.at()].facts.kind.copied() == Some(*kind));
        let mut entries: Vec<UnitEntry<'a>> = of_kind.map(|u| entry(view, u)).collect();
        entries.sort_by(|a, b| a.closed.cmp(&b.closed).then_with(|| order.compare(&a.link.title, &b.link.title)));
        UnitGroup { kind: plural(view, *kind), units: entries }
    });
    groups.filter(|g| !g.units.is_empty()).collect()
}

fn entry<'a>(view: &'a View<'_>, ix: UnitIx) -> UnitEntry<'a> {
    let unit = &view.register.units[ix.at()];
    let tally = &view.plan.aggregates.statistics.units[ix.at()];
    UnitEntry {
        link: view.link(RecordIx::Unit(ix)),
        abbr: unit.facts.abbr.as_ref().map(|a| view.text(&unit.id, "abbr", a.as_str()).0),
        questions: tally.questions_counted,
        answered: tally.answered,
        overdue: view.plan.aggregates.overdue_of[ix.at()].len() as u32,
        closed: unit.facts.closed.as_ref().is_some_and(|day| day.0 <= view.register.as_of),
    }
}

/// A kind of unit as a heading.
fn plural(view: &View<'_>, kind: UnitKind) -> Term<'static> {
    let label = match kind {
        UnitKind::Faculty => ("Khoa", "Faculties"),
        UnitKind::Institute => ("Viện", "Institutes"),
        UnitKind::Centre => ("Trung tâm", "Centres"),
        UnitKind::Department => ("Phòng, ban chức năng", "Departments"),
        UnitKind::Library => ("Thư viện", "Library"),
        UnitKind::Union => ("Đoàn thể", "Unions and associations"),
        UnitKind::Committee => ("Uỷ ban, ban tổ chức", "Committees"),
        UnitKind::Board => ("Ban lãnh đạo, hội đồng", "Leadership and councils"),
        UnitKind::Class => ("Lớp", "Classes"),
    };
    view.term(kind.as_str(), label)
}

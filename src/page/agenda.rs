//! The calendar: what comes and what has just been, and each academic year by months.
//!
//! A part of the plan's calendar goes in; the model of `calendar.html` comes out. Months are drawn in [`super::month`].
//! The invariants: the past and the future are told alike, planned beside actual; no page has more than 50 entries.

use super::account::{hours, weekday};
use super::follow_up::{self, Happening};
use super::head::head;
use super::listing::paging;
use super::model::agenda::{CalendarPage, Day, Entry};
use super::model::part::Link;
use super::model::row::FilterOption;
use super::month::months;
use super::plan::page_of;
use super::route::{PAGE_SIZE, Route, Subject};
use super::view::View;
use super::{row, steps};
use crate::calendar::{AcademicYear, WeekRule};
use crate::record::value::LanguageTag;
use crate::register::index::{CommitmentIx, DialogueIx, RoundIx};
use chrono::NaiveDate;

/// How much of what has just been is shown beside what comes.
const RECENT: usize = 10;

/// With how many entries a page of a year closes the months that are over.
const FOLDED: usize = 12;

/// The page of what comes and what has just been.
pub fn calendar<'a>(view: &'a View<'_>, route: Route) -> CalendarPage<'a> {
    let all = &view.plan.follow_up.calendar;
    let (past, coming) = all.split_at(all.partition_point(|e| e.0 < view.register.as_of));
    let recent: Vec<follow_up::Entry> = past.iter().rev().take(RECENT).copied().collect();
    let shown = page_of(coming, 1);
    CalendarPage {
        head: head(view, route, coming_description(view, coming.len())),
        year: None,
        years: years(view, None),
        total: coming.len() as u32,
        months: months(view, shown, None, false),
        recent: days(view, &recent),
        paging: None,
        week_rule: week_rule(view).into(),
    }
}

/// Page `number` of an academic year.
pub fn year<'a>(view: &'a View<'_>, year: AcademicYear, number: u32, route: Route) -> CalendarPage<'a> {
    let all = view.plan.follow_up.of_year(year);
    let shown = page_of(all, number);
    CalendarPage {
        head: head(view, route, year_description(view, year, all)),
        year: Some(year.to_string().into()),
        years: years(view, Some(year)),
        total: all.len() as u32,
        months: months(view, shown, Some(year), shown.len() > FOLDED),
        recent: Vec::new(),
        paging: paging(view, all.len(), number, |n| Subject::CalendarYear(year, n)),
        week_rule: week_rule(view).into(),
    }
}

/// Where a day of the calendar is listed.
pub fn address(view: &View<'_>, day: NaiveDate) -> String {
    let year = AcademicYear::of(day);
    let before = view.plan.follow_up.of_year(year).partition_point(|e| e.0 < day);
    format!("{}#ngay-{day}", view.href(Subject::CalendarYear(year, (before / PAGE_SIZE) as u32 + 1)))
}

/// The academic years with their pages, `current` marked.
fn years<'a>(view: &View<'_>, current: Option<AcademicYear>) -> Vec<FilterOption<'a>> {
    let lists = &view.plan.follow_up;
    let option = |year: AcademicYear| FilterOption {
        link: Link {
            title: year.to_string().into(),
            href: Some(view.href(Subject::CalendarYear(year, 1)).into()),
            lang: None,
        },
        count: lists.of_year(year).len() as u32,
        current: current == Some(year),
    };
    lists.years().into_iter().map(option).collect()
}

/// Entries, which come by day, in groups of one day.
pub(super) fn days<'a>(view: &'a View<'_>, entries: &[follow_up::Entry]) -> Vec<Day<'a>> {
    let groups = entries.chunk_by(|a, b| a.0 == b.0);
    groups
        .map(|group| {
            let on = group[0].0;
            let mut day = view.date(on);
            day.text = format!("{}, {}", weekday(view, on), day.text).into();
            Day { day, entries: group.iter().map(|e| entry(view, e.1)).collect() }
        })
        .collect()
}

/// The kind of what happens, with its word.
pub(super) const fn kind(happening: Happening) -> (&'static str, (&'static str, &'static str)) {
    match happening {
        Happening::Dialogue(_) => ("dialogue", ("Đối thoại", "Dialogue")),
        Happening::Begin(..) => ("begin", ("Bắt đầu", "Begins")),
        Happening::Step(..) => ("step", ("Hạn của kế hoạch", "Step due")),
        Happening::Commitment(_) => ("commitment", ("Hạn của cam kết", "Commitment due")),
    }
}

fn entry<'a>(view: &'a View<'_>, happening: Happening) -> Entry<'a> {
    match happening {
        Happening::Dialogue(ix) => dialogue(view, ix),
        Happening::Begin(ix, position) => Entry { deadline: None, done: None, ..step(view, ix, position, happening) },
        Happening::Step(ix, position) => step(view, ix, position, happening),
        Happening::Commitment(ix) => commitment(view, ix),
    }
}

fn dialogue<'a>(view: &'a View<'_>, ix: DialogueIx) -> Entry<'a> {
    let row = row::dialogue(view, ix);
    let (id, label) = kind(Happening::Dialogue(ix));
    Entry {
        kind: view.term(id, label),
        id: row.id,
        link: row.link,
        state: Some(row.state),
        planned: row.held.filter(|held| held.end.is_some()),
        hours: hours(view, &view.register.dialogues[ix.at()]).map(Into::into),
        done: None,
        deadline: None,
        units: vec![row.unit],
        round: row::round_link(view, view.register.dialogues[ix.at()].links.round),
    }
}

fn step<'a>(view: &'a View<'_>, ix: RoundIx, position: u32, happening: Happening) -> Entry<'a> {
    let step = steps::step_at(view, ix, position);
    let (id, label) = kind(happening);
    Entry {
        kind: view.term(id, label),
        id: step.id,
        link: steps::link(view, ix, position),
        state: None,
        planned: step.planned,
        hours: None,
        done: step.done,
        deadline: steps::step_deadline(view, ix, position),
        units: step.units,
        round: row::round_link(view, ix),
    }
}

fn commitment<'a>(view: &'a View<'_>, ix: CommitmentIx) -> Entry<'a> {
    let row = row::commitment(view, ix, true);
    let (id, label) = kind(Happening::Commitment(ix));
    let mut deadline = row::commitment_deadline(view, ix);
    if let Some(deadline) = &mut deadline {
        deadline.extensions = view.commitment_extensions(&view.register.commitments[ix.at()]);
    }
    Entry {
        kind: view.term(id, label),
        id: row.id,
        link: row.link,
        state: Some(row.state),
        planned: None,
        hours: None,
        done: None,
        deadline,
        units: row.unit.into_iter().collect(),
        round: row::round_link(view, view.register.commitments[ix.at()].links.round),
    }
}

const fn week_rule(view: &View<'_>) -> &'static str {
    match view.register.settings.week {
        WeekRule::FirstSaturday => view.say(
            "“Tuần 1” của tháng là tuần từ thứ Hai đến Chủ nhật có ngày thứ Bảy đầu tiên của tháng.",
            "“Week 1” of a month is the week from Monday to Sunday that holds the month's first Saturday.",
        ),
        WeekRule::CalendarRow => view.say(
            "“Tuần 1” của tháng là tuần từ thứ Hai đến Chủ nhật có ngày mồng 1.",
            "“Week 1” of a month is the week from Monday to Sunday that holds its first day.",
        ),
        WeekRule::FirstFullWeek => view.say(
            "“Tuần 1” của tháng là tuần đầu tiên có thứ Hai nằm trong tháng.",
            "“Week 1” of a month is the first whose Monday lies in the month.",
        ),
        WeekRule::NthWeekday => view.say(
            "“Thứ Bảy tuần 1” là ngày thứ Bảy đầu tiên của tháng, và tương tự với các ngày khác.",
            "“Saturday of week 1” is the month's first Saturday, and likewise for other days.",
        ),
    }
}

fn coming_description(view: &View<'_>, count: usize) -> String {
    let as_of = view.date(view.register.as_of).text;
    match view.lang {
        LanguageTag::Vi => format!(
            "Từ {as_of}: {count} mốc sắp tới. Buổi đối thoại, các bước của kế hoạch và hạn của cam kết, kế hoạch bên cạnh thực tế."
        ),
        LanguageTag::En => format!(
            "From {as_of}: {count} dates to come. Dialogues, steps of the plans and limits of commitments, planned beside actual."
        ),
    }
}

fn year_description(view: &View<'_>, year: AcademicYear, entries: &[follow_up::Entry]) -> String {
    let dialogues = entries.iter().filter(|e| matches!(e.1, Happening::Dialogue(_))).count();
    let due = entries.iter().filter(|e| matches!(e.1, Happening::Step(..) | Happening::Commitment(_))).count();
    match view.lang {
        LanguageTag::Vi => format!(
            "Năm học {year}: {dialogues} buổi đối thoại, {due} hạn của kế hoạch và cam kết, ngày nghỉ và ngày làm bù."
        ),
        LanguageTag::En => format!(
            "Academic year {year}: {dialogues} dialogues, {due} limits of plans and commitments, days off and days made up."
        ),
    }
}

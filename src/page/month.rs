//! Months as tables: weeks from Monday, days off with their reasons, marks for what happens.
//!
//! Entries by day go in; one month after another comes out, from the first that has an entry to the last that has. The
//! invariants: a table holds every day of its month once, and its marks count all entries of a day, also those that
//! another page lists.

use super::agenda::{address, days, kind};
use super::follow_up::Entry;
use super::model::agenda::{Cell, Mark, Month, SpecialDay};
use super::model::part::{Period, Text};
use super::view::View;
use crate::calendar::{self, AcademicYear, DayOff, Rest, Status, VagueDate, WorkedDay};
use crate::record::value::LanguageTag;
use chrono::{Datelike, NaiveDate};

/// The longest run of empty months between two entries that is drawn all the same.
const GAP: usize = 2;

/// The months of `entries`, each with its table and list. Of an academic year the months between them are drawn too, as
/// far as they are few. With `fold`, those that are over are closed.
pub(super) fn months<'a>(
    view: &'a View<'_>,
    entries: &[Entry],
    year: Option<AcademicYear>,
    fold: bool,
) -> Vec<Month<'a>> {
    let of = |e: &Entry| calendar::Month::of(e.0);
    let mut drawn: Vec<Month<'a>> = Vec::new();
    let mut last: Option<calendar::Month> = None;
    for group in entries.chunk_by(|a, b| of(a) == of(b)) {
        let this = of(&group[0]);
        let between = last.into_iter().flat_map(|last| empty_between(last, this));
        let between: Vec<calendar::Month> = between.take(GAP + 1).collect();
        if year.is_some() && between.len() <= GAP {
            drawn.extend(between.into_iter().map(|empty| month(view, empty, &[])));
        }
        drawn.push(month(view, this, group));
        last = Some(this);
    }
    for month in drawn.iter_mut().filter(|_| !fold) {
        month.over = false;
    }
    drawn
}

/// The months after `first` and before `last`.
fn empty_between(first: calendar::Month, last: calendar::Month) -> impl Iterator<Item = calendar::Month> {
    let next = |m: &calendar::Month| m.last_day().succ_opt().map(calendar::Month::of);
    std::iter::successors(next(&first), move |m| next(m)).take_while(move |m| *m < last)
}

fn month<'a>(view: &'a View<'_>, month: calendar::Month, entries: &[Entry]) -> Month<'a> {
    let (first, last) = (month.first_day(), month.last_day());
    let lead = first.weekday().num_days_from_monday() as usize;
    let mut cells: Vec<Option<Cell<'a>>> = (0..lead).map(|_| None).collect();
    cells.extend(first.iter_days().take_while(|day| *day <= last).map(|day| Some(cell(view, day))));
    cells.resize_with(cells.len().next_multiple_of(7), || None);
    let mut weeks: Vec<Vec<Option<Cell<'a>>>> = Vec::new();
    let mut left = cells.into_iter().peekable();
    while left.peek().is_some() {
        weeks.push(left.by_ref().take(7).collect());
    }
    Month {
        month: view.vague(VagueDate::Month(month), last),
        weeks,
        days_off: special_days(view, first, last),
        days: days(view, entries),
        over: last < view.register.as_of,
        total: entries.len() as u32,
    }
}

fn cell(view: &View<'_>, day: NaiveDate) -> Cell<'static> {
    let school = view.register.calendars.school();
    let made_up = school.days_made_up(day, day).next();
    let (kind, reason) = match (school.rest(day), made_up) {
        (Some(Rest::Holiday(name)), _) => ("off", Some(name)),
        (Some(Rest::Weekend), _) => ("weekend", None),
        (None, Some(worked)) => ("made-up", Some(instead(view, worked).into())),
        (None, None) => ("working", None),
    };
    let marks = marks(view, day);
    let lang = if kind == "off" { name_lang(view) } else { None };
    Cell {
        lang,
        number: day.day(),
        kind: kind.into(),
        reason,
        today: day == view.register.as_of,
        href: (!marks.is_empty()).then(|| address(view, day).into()),
        marks,
    }
}

/// How many entries of each kind a day has.
fn marks(view: &View<'_>, day: NaiveDate) -> Vec<Mark<'static>> {
    let all = &view.plan.follow_up.calendar;
    let from = all.partition_point(|e| e.0 < day);
    let of_day = &all[from..][..all[from..].partition_point(|e| e.0 == day)];
    // Entries of one day are sorted by kind.
    let kinds = of_day.chunk_by(|a, b| kind(a.1).0 == kind(b.1).0);
    let mark = |group: &[Entry]| {
        let (id, label) = kind(group[0].1);
        let word = view.label(label).to_lowercase();
        Mark { id: id.into(), words: format!("{} {word}", group.len()).into() }
    };
    kinds.map(mark).collect()
}

/// Names of days off are Vietnamese, in the built-in table as in most registers.
fn name_lang(view: &View<'_>) -> Option<Text<'static>> {
    (view.lang != LanguageTag::Vi).then(|| LanguageTag::Vi.as_str().into())
}

fn instead(view: &View<'_>, worked: &WorkedDay) -> String {
    format!("{} {}", view.say("thay cho", "instead of"), view.date(worked.instead_of).text)
}

/// Days off, working Saturdays and breaks that touch the days from `first` to `last`, by day.
fn special_days<'a>(view: &'a View<'_>, first: NaiveDate, last: NaiveDate) -> Vec<SpecialDay<'a>> {
    let school = view.register.calendars.school();
    let off: Vec<&DayOff> = school.days_off(first, last).collect();
    let same = |a: &&DayOff, b: &&DayOff| {
        a.date.succ_opt() == Some(b.date) && (&a.name, a.status, &a.source) == (&b.name, b.status, &b.source)
    };
    let stretches = off.chunk_by(same).map(|stretch| {
        let days = (stretch[0].date, stretch[stretch.len() - 1].date);
        (days.0, stretch_off(view, days, stretch[0]))
    });
    let made_up = school.days_made_up(first, last).map(|worked| {
        let special = SpecialDay {
            days: view.period((worked.date, worked.date)),
            kind: view.term("made-up", ("Làm bù", "Working day")),
            name: instead(view, worked).into(),
            lang: None,
            provisional: false,
            unit: None,
            source: Some(worked.source.clone()).filter(|s| !s.is_empty()),
        };
        (worked.date, special)
    });
    let mut all: Vec<(NaiveDate, SpecialDay<'a>)> = stretches.chain(made_up).collect();
    all.extend(written(view, first, last));
    all.sort_by_key(|(day, _)| *day);
    all.into_iter().map(|(_, special)| special).collect()
}

fn stretch_off<'a>(view: &View<'_>, days: (NaiveDate, NaiveDate), off: &'a DayOff) -> SpecialDay<'a> {
    SpecialDay {
        days: view.period(days),
        kind: view.term("off", ("Nghỉ", "Day off")),
        name: off.name.clone(),
        lang: name_lang(view),
        provisional: off.status == Status::Provisional,
        unit: None,
        source: Some(off.source.clone()).filter(|s| !s.is_empty()),
    }
}

/// What the register's own tables say that moves no limit of the school: its breaks, and days off of single units.
fn written<'a>(view: &'a View<'_>, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, SpecialDay<'a>)> {
    let mut found = Vec::new();
    for table in view.register.tables.iter().filter(|t| !t.draft) {
        let unit = table.facts.unit.as_ref().map(|u| u.as_str());
        let special = |from: NaiveDate, to: NaiveDate, kind, name: &'a str, source| {
            let days: Period<'static> = view.period((from, to));
            let unit = unit.map(|slug| view.unit(slug));
            SpecialDay { days, kind, name: name.into(), lang: name_lang(view), provisional: false, unit, source }
        };
        for written in &table.facts.r#break {
            let (Some(from), Some(to), Some(name)) = (written.from.get(), written.to.get(), written.name.get()) else {
                continue;
            };
            if from.0 <= last && to.0 >= first {
                let kind = view.term("break", ("Nghỉ của trường, không dời hạn", "School break, moves no limit"));
                found.push((from.0.max(first), special(from.0, to.0, kind, name.as_str(), None)));
            }
        }
        for off in table.facts.day_off.iter().filter(|_| unit.is_some()) {
            let (Some(day), Some(name)) = (off.date.get(), off.name.get()) else { continue };
            if (first..=last).contains(&day.0) {
                let source = off.source.as_ref().map(|s| s.as_str().into());
                let kind = view.term("off", ("Nghỉ", "Day off"));
                found.push((day.0, special(day.0, day.0, kind, name.as_str(), source)));
            }
        }
    }
    found
}

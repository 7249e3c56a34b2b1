//! A round's reports: the compiled report of opinions and answers, and the remediation report, as Decree 30/2020 lays them
//! out.
//!
//! A round goes in, a page of a report comes out; [`opinions`] and [`remediation`] fill the two kinds. A report that has up
//! to 50 rows is one page, as an official would print it. A longer one is what a ministry would expect of such a report: a
//! text of a few pages to sign, with tables by unit and topic, and an annex in parts of 50 rows, each of which prints on
//! its own with numbers that run through. The invariants: no page grows with the round; every row stands once; what is
//! not known is left open.

pub mod opinions;
pub mod remediation;

use super::head::head;
use super::listing::paging;
use super::model::part::{Html, Link, Text};
use super::model::report::{Annex, Body, ReportPage, Row, Said, Table};
use super::plan::{Plan, page_of};
use super::route::{PAGE_SIZE, Route, Subject};
use super::title::round_name;
use super::view::View;
use crate::record::document::DocumentType;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::deadline::Deadline;
use crate::register::index::{CommitmentIx, QuestionIx, RecordIx, RoundIx, UnitIx};
use crate::register::statistics::Statistics;
use crate::text::vietnamese::Collation;
use chrono::{Datelike, NaiveDate};

/// The rows of a round's reports, in order.
#[derive(Debug, Default)]
pub struct Reported {
    /// Opinions: by the unit that has them, then by id.
    pub opinions: Vec<QuestionIx>,
    /// Commitments: what earlier rounds left open first, oldest round first, then the round's own by unit.
    pub work: Vec<CommitmentIx>,
}

/// The rows of the reports of every round.
pub fn reported(register: &Register<'_>, plan: &Plan, statistics: &Statistics) -> Vec<Reported> {
    let rank = ranks(register);
    let mut all: Vec<Reported> = register.rounds.iter().map(|_| Reported::default()).collect();
    let mut questions = plan.questions.clone();
    questions.sort_by_cached_key(|q| (register.questions[q.at()].links.answerer.map(|u| rank[u.at()]), *q));
    for question in questions {
        all[register.questions[question.at()].links.round.at()].opinions.push(question);
    }
    let mut own = plan.commitments.clone();
    own.sort_by_key(|c| (register.commitments[c.at()].links.lead.map(|u| rank[u.at()]), *c));
    for (round, carried) in statistics.carried.iter().enumerate() {
        all[round].work.clone_from(carried);
    }
    // The newest round reports what the page of it shows, so with what was opened again since.
    if let Some(current) = plan.follow_up.current {
        all[current.at()].work.clone_from(&plan.follow_up.carried);
    }
    for commitment in own {
        all[register.commitments[commitment.at()].links.round.at()].work.push(commitment);
    }
    all
}

/// The place of each unit in the Vietnamese order of their names.
fn ranks(register: &Register<'_>) -> Vec<u32> {
    let order = Collation::vietnamese();
    let name = |u: &UnitIx| register.units[u.at()].facts.name.get().map_or("", |n| n.as_str());
    let mut sorted: Vec<UnitIx> = (0..register.units.len() as u32).map(UnitIx).collect();
    sorted.sort_by(|a, b| order.compare(name(a), name(b)).then(a.cmp(b)));
    let mut rank = vec![0; sorted.len()];
    for (place, unit) in sorted.into_iter().enumerate() {
        rank[unit.at()] = place as u32;
    }
    rank
}

/// How many pages a report with so many rows has: the report, and a page for every 50 rows where they are more.
pub const fn pages(rows: usize) -> u32 {
    if rows <= PAGE_SIZE { 1 } else { 1 + rows.div_ceil(PAGE_SIZE) as u32 }
}

/// The page on which the row at `position` of `rows` stands.
const fn page_of_row(position: usize, rows: usize) -> u32 {
    if rows <= PAGE_SIZE { 1 } else { 2 + (position / PAGE_SIZE) as u32 }
}

/// The rows of page `number`, and the number of the first, from 1.
fn rows_of<T>(rows: &[T], number: u32) -> (&[T], u32) {
    match number {
        _ if rows.len() <= PAGE_SIZE => (rows, 1),
        1 => (&[], 1),
        n => (page_of(rows, n - 1), (n - 2) * PAGE_SIZE as u32 + 1),
    }
}

/// What the two reports share.
struct Frame<'a> {
    /// What it is about.
    subject: &'static str,
    description: String,
    body: Option<Body<'a>>,
    annex: Option<Annex<'a>>,
    pages: u32,
}

fn page<'a>(view: &'a View<'_>, ix: RoundIx, route: Route, frame: Frame<'a>) -> ReportPage<'a> {
    let settings = &view.register.settings;
    let text = |key: &str, written: &'a str| view.text("site", key, written).0;
    let (number, subject_at): (u32, fn(RoundIx, u32) -> Subject) = match route.subject {
        Subject::Remediation(_, n) => (n, Subject::Remediation),
        Subject::Report(_, n) => (n, Subject::Report),
        _ => (1, Subject::Report),
    };
    ReportPage {
        head: head(view, route, frame.description),
        governing_body: settings.governing_body.as_deref().map(|b| text("institution.governing_body", b)),
        institution: text("institution.name", &settings.institution),
        symbol: format!("/BC-{}", settings.abbr).into(),
        place: text("institution.place", &settings.place),
        day: view.long_date(view.register.as_of),
        subject: frame.subject.into(),
        round: Link { title: round_title(view, ix), ..view.link(RecordIx::Round(ix)) },
        body: frame.body,
        annex: frame.annex,
        // As many rows as there are pages of them: paging counts pages.
        paging: paging(view, frame.pages as usize * PAGE_SIZE, number, |n| subject_at(ix, n)),
    }
}

fn round_title<'a>(view: &'a View<'_>, ix: RoundIx) -> Text<'a> {
    view.title(RecordIx::Round(ix)).0
}

/// What a round's reports stand in: its name, with its id where another round is called the same.
pub fn context(view: &View<'_>, ix: RoundIx) -> String {
    let name = round_name(view, ix);
    let mut others = (0..view.register.rounds.len() as u32).map(RoundIx).filter(|r| *r != ix);
    let shared = others.any(|r| !view.register.rounds[r.at()].draft && round_name(view, r) == name);
    if shared { format!("{name} · {}", view.register.rounds[ix.at()].id) } else { name }
}

/// The reports of a round, as links.
pub fn links<'a>(view: &View<'_>, ix: RoundIx) -> Vec<Link<'a>> {
    let link = |subject| Link {
        title: super::title::list_title(view, subject).into(),
        href: Some(view.href(subject).into()),
        lang: None,
    };
    vec![link(Subject::Report(ix, 1)), link(Subject::Remediation(ix, 1))]
}

/// "Thực hiện Kế hoạch số 4402/KH-ĐHM ngày 04 tháng 12 năm 2023": the round's plan, where it is public and has a number.
fn basis(view: &View<'_>, ix: RoundIx) -> Option<String> {
    let round = &view.register.rounds[ix.at()];
    let plan = view.document(round.facts.plan.as_ref()?.as_str(), &round.id)?;
    let (number, _) = (plan.number?, plan.date?);
    let written = view.register.document(round.facts.plan.as_ref()?.as_str(), &round.id)?;
    let day = view.long_date(view.register.documents[written.at()].facts.date.copied()?.0).text;
    Some(match view.lang {
        LanguageTag::Vi => format!("Thực hiện Kế hoạch số {number} {day}"),
        LanguageTag::En => format!("Under Plan No. {number} of {day}"),
    })
}

/// The abbreviation of the unit that files a round's report.
fn filed_by<'a>(view: &'a View<'_>, ix: RoundIx) -> Option<Text<'a>> {
    let organiser = view.register.rounds[ix.at()].facts.organiser.as_ref()?;
    let unit = &view.register.units[view.register.unit(organiser.as_str())?.at()];
    Some(view.text(&unit.id, "abbr", unit.facts.abbr.as_ref().filter(|_| !unit.draft)?.as_str()).0)
}

/// Reports of the round that were issued, as links.
fn issued<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<Link<'a>> {
    let documents = view.register.rounds[ix.at()].links.documents.iter().copied();
    let reports = documents.filter(|d| {
        let document = &view.register.documents[d.at()];
        document.links.public && document.facts.r#type.copied() == Some(DocumentType::Report)
    });
    reports.take(PAGE_SIZE).map(|d| view.link(RecordIx::Document(d))).collect()
}

/// The unit as the first column of a table; dots where there is none.
fn unit_name<'a>(view: &'a View<'_>, unit: Option<UnitIx>) -> Link<'a> {
    view.unit_at(unit).unwrap_or_else(|| Link { title: "……".into(), href: None, lang: None })
}

/// A table of counts: rows of a name and numbers, and their sums.
fn counted<'a>(
    view: &View<'_>,
    of: &'static str,
    columns: &[&'static str],
    rows: Vec<(Link<'a>, Vec<u32>)>,
) -> Table<'a> {
    let mut sums = vec![0; columns.len()];
    for (_, counts) in &rows {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let words = |counts: &[u32]| counts.iter().map(|n| view.number(u64::from(*n)).into()).collect::<Vec<Text<'a>>>();
    Table {
        of: of.into(),
        columns: columns.iter().map(|c| (*c).into()).collect(),
        total: words(&sums),
        rows: rows.into_iter().map(|(name, counts)| Row { name, cells: words(&counts) }).collect(),
        note: None,
    }
}

/// A day as Decree 30 writes it: days under 10 and months 1 and 2 take a zero.
fn day(view: &View<'_>, day: NaiveDate) -> Text<'static> {
    match view.lang {
        LanguageTag::Vi if day.month() < 3 => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()).into(),
        LanguageTag::Vi => format!("{:02}/{}/{}", day.day(), day.month(), day.year()).into(),
        LanguageTag::En => view.date(day).text,
    }
}

/// A limit and how it stands, in words: `31/03/2024, quá hạn 12 ngày làm việc`.
fn due(view: &View<'_>, deadline: &Deadline) -> Option<Text<'static>> {
    let resolved = deadline.resolved.as_ref()?;
    let limit = resolved.limit?;
    let written = view.limit_date(resolved, limit);
    // A month stays a month.
    let limit = if written == view.date(limit.written) { day(view, limit.written) } else { written.text };
    let state = view.label(deadline.state.label()).to_lowercase();
    Some(match (deadline.workdays, view.lang) {
        (Some(n), LanguageTag::Vi) if n > 0 => format!("{limit}, {state} {n} ngày làm việc").into(),
        (Some(1), LanguageTag::En) => format!("{limit}, {state} by 1 working day").into(),
        (Some(n), LanguageTag::En) if n > 0 => format!("{limit}, {state} by {n} working days").into(),
        _ => format!("{limit}, {state}").into(),
    })
}

/// From how many characters on a row may be torn by a page break: about a third of a page.
const LONG: usize = 700;

/// Whether a row is so long that keeping it whole would leave pages half empty.
fn is_long(text: Option<&Html<'_>>, said: &[Said<'_>]) -> bool {
    let length = |html: Option<&Html<'_>>| html.map_or(0, |h| h.0.chars().count());
    let answered: usize = said.iter().map(|s| s.by.chars().count() + length(s.html.as_ref())).sum();
    length(text).max(answered) > LONG
}

/// The Roman number of a section.
fn roman(position: usize) -> Text<'static> {
    ["I", "II", "III", "IV", "V", "VI"].get(position).copied().unwrap_or("–").into()
}

/// The first and last number of a part.
fn span(view: &View<'_>, first: u32, count: usize) -> Text<'static> {
    let last = view.number(u64::from(first) + count.saturating_sub(1) as u64);
    let first = view.number(u64::from(first));
    if first == last { first.into() } else { format!("{first}–{last}").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_once() {
        for count in [0, 1, 50, 51, 99, 100, 101, 10_000] {
            let all: Vec<usize> = (0..count).collect();
            let mut seen = Vec::new();
            for number in 1..=pages(count) {
                let (rows, first) = rows_of(&all, number);
                assert!(rows.len() <= PAGE_SIZE);
                assert!(rows.first().is_none_or(|row| row + 1 == first as usize), "{count} rows, page {number}");
                assert!(rows.iter().all(|row| page_of_row(*row, count) == number));
                seen.extend_from_slice(rows);
            }
            assert_eq!(seen, all);
        }
    }
}

//! A unit's own page: what it was asked, what it answers, what it promised, what is overdue.
//!
//! A unit goes in; its page comes out, all but the questions on the first page only. Figures count questions raised in
//! its dialogues or asked of it; what is overdue is what the unit itself owes.

use super::chart;
use super::digest::digest;
use super::figure::figures;
use super::head::head;
use super::listing::{listing, short};
use super::model::part::{Link, OuterLink, Text};
use super::model::row::{CommitmentRow, DocumentRow, OverdueRow, QuestionRow, ShortList};
use super::model::unit::{RoundDialogues, UnitOverview, UnitPage};
use super::owed::Owed;
use super::route::{Route, Subject};
use super::row::{self, By};
use super::shell::contact;
use super::view::View;
use crate::record::unit::UnitKind;
use crate::record::value::LanguageTag;
use crate::register::Unit;
use crate::register::index::{DocumentIx, RecordIx, UnitIx};
use crate::register::statistics::FigureId;
use std::borrow::Cow;

/// How many rows the short lists of a unit have.
const ROWS: usize = 10;

/// The figures of a unit; the first four are those that matter most.
const FIGURES: [FigureId; 17] = [
    FigureId::AnswerRate,
    FigureId::OnTimeRate,
    FigureId::VerifiedRate,
    FigureId::QuestionsOverdue,
    FigureId::PublicationCoverage,
    FigureId::Questions,
    FigureId::QuestionsOpen,
    FigureId::Commitments,
    FigureId::CommitmentsOpen,
    FigureId::CommitmentsOverdue,
    FigureId::Carried,
    FigureId::Verified,
    FigureId::Explained,
    FigureId::Cancelled,
    FigureId::Withheld,
    FigureId::DaysToFirstAnswer,
    FigureId::DaysToVerified,
];

/// Page `number` of a unit.
pub fn unit<'a>(view: &'a View<'_>, ix: UnitIx, number: u32, route: Route) -> UnitPage<'a> {
    let unit = &view.register.units[ix.at()];
    let kind = unit.facts.kind.copied().unwrap_or(UnitKind::Department);
    UnitPage {
        head: head(view, route, description(view, ix)),
        kind: view.term(kind.as_str(), kind_label(kind)),
        overview: (number == 1).then(|| Box::new(overview(view, ix, route))),
        questions: listing(
            view,
            &view.plan.of_unit[ix.at()],
            number,
            |n| Subject::Unit(ix, n),
            |q| {
                let row = row::question(view, q, By::Received, true);
                QuestionRow {
                    unit: row.unit.filter(|_| view.register.questions[q.at()].links.answerer != Some(ix)),
                    ..row
                }
            },
        ),
    }
}

/// A kind of unit above a unit's name.
pub(super) const fn kind_label(kind: UnitKind) -> (&'static str, &'static str) {
    match kind {
        UnitKind::Faculty => ("Khoa", "Faculty"),
        UnitKind::Institute => ("Viện", "Institute"),
        UnitKind::Centre => ("Trung tâm", "Centre"),
        UnitKind::Department => ("Phòng, ban chức năng", "Department"),
        UnitKind::Library => ("Thư viện", "Library"),
        UnitKind::Union => ("Đoàn thể", "Union"),
        UnitKind::Committee => ("Uỷ ban, ban tổ chức", "Committee"),
        UnitKind::Board => ("Ban lãnh đạo, hội đồng", "Leadership"),
        UnitKind::Class => ("Lớp", "Class"),
    }
}

fn overview<'a>(view: &'a View<'_>, ix: UnitIx, route: Route) -> UnitOverview<'a> {
    let register = view.register;
    let unit = &register.units[ix.at()];
    let facts = &unit.facts;
    let aggregates = &view.plan.aggregates;
    let (html, lang) = view.body(&unit.id, &unit.path, unit.body, route);
    let reach = facts.contact.as_ref();
    let overdue = &aggregates.overdue_of[ix.at()];
    let documents: Vec<DocumentIx> = documents(view, unit);
    UnitOverview {
        html,
        lang,
        abbr: facts.abbr.as_ref().map(|a| view.text(&unit.id, "abbr", a.as_str()).0),
        former: former(view, unit),
        parent: facts.parent.as_ref().map(|p| view.unit(p.as_str())),
        children: children(view, unit),
        topics: unit
            .links
            .topics
            .iter()
            .filter(|t| !register.topics[t.at()].draft)
            .map(|t| view.link(RecordIx::Topic(*t)))
            .collect(),
        learners: facts.learners.copied().unwrap_or(false),
        website: facts.website.as_ref().map(|w| OuterLink { title: bare(&w.0).into(), url: Cow::Borrowed(&w.0) }),
        contact: reach.map_or_else(Vec::new, |c| {
            contact(c.email.as_ref().map(|e| e.as_str()), c.phone.as_ref().map(|p| p.as_str()))
        }),
        room: reach.and_then(|c| c.room.as_ref()).map(|room| view.text(&unit.id, "contact.room", room.as_str()).0),
        closed: facts.closed.as_ref().filter(|day| day.0 <= register.as_of).map(|day| view.date(day.0)),
        successor: facts.successor.as_ref().map(|s| view.unit(s.as_str())),
        figures: figures(view, &aggregates.statistics.units[ix.at()], &FIGURES, |_| None),
        days: chart::days::first_answer_of(
            view,
            &aggregates.statistics.units[ix.at()],
            view.say(
                "Gồm ý kiến nêu tại các buổi đối thoại của đơn vị và ý kiến gửi đến đơn vị.",
                "These are questions raised in the unit's dialogues and those asked of it.",
            ),
        ),
        overdue: ShortList {
            rows: overdue.iter().take(2 * ROWS).filter_map(|owed| overdue_row(view, *owed)).collect(),
            total: overdue.len() as u32,
            href: (overdue.len() > 2 * ROWS).then(|| view.href(Subject::Overdue(1)).into()),
        },
        promised: short(&aggregates.promised_by[ix.at()], 2 * ROWS, None, |c| CommitmentRow {
            unit: None,
            ..row::commitment(view, c, true)
        }),
        digest: digest(view, ix),
        rounds: rounds(view, ix),
        documents: short(&documents, ROWS, Some(view.href(Subject::Documents(1))), |d| DocumentRow {
            issuer: None,
            ..row::document(view, d)
        }),
        corrections: view.corrections(&unit.id, &facts.corrections),
    }
}

/// What the unit itself owes, without its name.
fn overdue_row<'a>(view: &'a View<'_>, owed: Owed) -> Option<OverdueRow<'a>> {
    row::overdue(view, owed).map(|row| OverdueRow { unit: None, ..row })
}

/// Other and earlier names: `Phòng CTSV (đến 2022)`.
fn former<'a>(view: &'a View<'_>, unit: &'a Unit) -> Vec<Text<'a>> {
    let former = unit.facts.former.iter().enumerate().filter_map(|(i, former)| {
        let name = view.text(&unit.id, format_args!("former.{i}.name"), former.name.get()?.as_str()).0;
        let until = former.until.get().map(|day| view.date(day.0).text);
        Some(until.map_or(name.clone(), |day| format!("{name} ({} {day})", view.say("đến", "until")).into()))
    });
    let aliases = unit.facts.aliases.iter().enumerate();
    let aliases = aliases.map(|(i, a)| view.text(&unit.id, format_args!("aliases.{i}"), a.as_str()).0);
    former.chain(aliases).collect()
}

fn children<'a>(view: &'a View<'_>, unit: &Unit) -> Vec<Link<'a>> {
    let shown = unit.links.children.iter().filter(|u| !view.register.units[u.at()].draft);
    let mut links: Vec<_> = shown.map(|u| view.link(RecordIx::Unit(*u))).collect();
    let order = crate::text::vietnamese::Collation::vietnamese();
    links.sort_by(|a, b| order.compare(&a.title, &b.title));
    links
}

/// The public documents that a unit issued, newest first.
fn documents(view: &View<'_>, unit: &Unit) -> Vec<DocumentIx> {
    let documents = &view.register.documents;
    let mut found: Vec<_> = unit.links.documents.iter().copied().filter(|d| documents[d.at()].links.public).collect();
    found.sort_by_key(|d| (std::cmp::Reverse(documents[d.at()].facts.date.copied()), *d));
    found
}

/// A unit's dialogues by round, newest first, with the rounds in which it owed one and had none.
fn rounds<'a>(view: &'a View<'_>, ix: UnitIx) -> Vec<RoundDialogues<'a>> {
    let register = view.register;
    let mut own: Vec<_> = register.units[ix.at()]
        .links
        .dialogues
        .iter()
        .copied()
        .filter(|d| register.dialogues[d.at()].links.public)
        .collect();
    own.sort_by_key(|d| (register.dialogues[d.at()].links.held, *d));
    let of_round = view.plan.rounds.iter().map(|round| {
        let dialogues: Vec<_> = own.iter().rev().filter(|d| register.dialogues[d.at()].links.round == *round).collect();
        (*round, dialogues)
    });
    of_round
        .filter(|(round, dialogues)| {
            let owed = || super::round::owes_dialogue(register, *round, ix);
            !dialogues.is_empty() || (owed() && !super::round::has_dialogue(register, *round, ix))
        })
        .map(|(round, dialogues)| RoundDialogues {
            round: view.link(RecordIx::Round(round)),
            dialogues: dialogues.into_iter().map(|d| row::dialogue(view, *d)).collect(),
        })
        .collect()
}

/// A web address as people read it.
fn bare(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

fn description(view: &View<'_>, ix: UnitIx) -> String {
    let tally = &view.plan.aggregates.statistics.units[ix.at()];
    let name = view.title(RecordIx::Unit(ix)).0;
    let overdue = view.plan.aggregates.overdue_of[ix.at()].len() as u32;
    let [questions, answered, commitments, overdue] =
        [tally.questions, tally.answered, tally.commitments, overdue].map(|n| view.number(u64::from(n)));
    match view.lang {
        LanguageTag::Vi => format!(
            "{name}: {questions} ý kiến của người học, {answered} đã trả lời; {commitments} cam kết khắc phục; {overdue} nội dung quá hạn."
        ),
        LanguageTag::En => format!(
            "{name}: {questions} questions from learners, {answered} answered; {commitments} commitments; {overdue} overdue."
        ),
    }
}

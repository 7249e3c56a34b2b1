//! The plan: every page of the site, and the lists that pages are cut from.
//!
//! The register goes in; routes in the order of their paths and the ordered lists behind paged pages come out. Whether a
//! page exists is decided here and nowhere else: links ask the plan.

use super::aggregates::Aggregates;
use super::follow_up::FollowUp;
use super::report::{self, Reported};
use super::route::{self, PAGE_SIZE, Route, Subject};
use super::{topic, units};
use crate::record::question::Visibility;
use crate::register::Register;
use crate::register::index::{
    CommitmentIx, DialogueIx, DocumentIx, PageIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx,
};
use crate::register::statistics::Statistics;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A correction of a record, by its position in the record's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectionSite {
    /// Its day.
    pub on: NaiveDate,
    /// The record.
    pub record: RecordIx,
    /// Its position in the record's list.
    pub position: usize,
}

/// Every page, and the lists behind paged ones.
#[derive(Debug, Default)]
pub struct Plan {
    /// Every page of every language.
    pub routes: Vec<Route>,
    /// Questions that lists show (withheld ones by their tombstones), newest first.
    pub questions: Vec<QuestionIx>,
    /// Public commitments, newest first.
    pub commitments: Vec<CommitmentIx>,
    /// Public documents but forms, newest first.
    pub documents: Vec<DocumentIx>,
    /// Public forms (documents with a code and no number), by code.
    pub forms: Vec<DocumentIx>,
    /// Public surveys, newest round first.
    pub surveys: Vec<SurveyIx>,
    /// Public rounds, newest first.
    pub rounds: Vec<RoundIx>,
    /// By unit: questions asked in its dialogues or of it, newest first.
    pub of_unit: Vec<Vec<QuestionIx>>,
    /// By topic: questions on it or a topic below it, newest first.
    pub of_topic: Vec<Vec<QuestionIx>>,
    /// By dialogue: questions that its page shows, by leading topic, then id.
    pub of_dialogue: Vec<Vec<QuestionIx>>,
    /// Withheld questions, newest first.
    pub withheld: Vec<QuestionIx>,
    /// Corrections of public records, newest first.
    pub corrections: Vec<CorrectionSite>,
    /// The lists behind the pages on follow-up.
    pub follow_up: FollowUp,
    /// By round: the rows of its reports.
    pub reported: Vec<Reported>,
    /// What pages need of the whole register, gathered once.
    pub aggregates: Aggregates,
}

/// How many pages a list of `rows` has; an empty list has one.
pub const fn page_count(rows: usize) -> u32 {
    if rows == 0 { 1 } else { rows.div_ceil(PAGE_SIZE) as u32 }
}

/// The rows of page `number` (from 1) of `list`.
pub fn page_of<T>(list: &[T], number: u32) -> &[T] {
    let start = (number.saturating_sub(1) as usize * PAGE_SIZE).min(list.len());
    &list[start..(start + PAGE_SIZE).min(list.len())]
}

/// Plans the site of `register`.
pub fn plan(register: &Register<'_>) -> Plan {
    let mut plan = Plan::default();
    plan_lists(register, &mut plan);
    plan_owned(register, &mut plan);
    plan.corrections = corrections(register);
    plan.follow_up = FollowUp::of(register);
    let statistics = Statistics::of(register);
    plan.reported = report::reported(register, &plan, &statistics);
    let languages = register.settings.languages.len() as u8;
    plan.routes = (0..languages).flat_map(|lang| routes(register, &plan, lang)).collect();
    plan.aggregates = Aggregates::of(register, &plan, statistics);
    plan
}

/// Whether a question has a page: its own, or a tombstone.
pub fn has_page(register: &Register<'_>, ix: QuestionIx) -> bool {
    register.questions[ix.at()].links.visibility != Visibility::Internal
}

fn plan_lists(register: &Register<'_>, plan: &mut Plan) {
    let all = |n: usize| 0..n as u32;
    plan.questions = all(register.questions.len()).map(QuestionIx).filter(|q| has_page(register, *q)).collect();
    newest_first(register, &mut plan.questions);
    plan.withheld = plan
        .questions
        .iter()
        .copied()
        .filter(|q| register.questions[q.at()].links.visibility == Visibility::Withheld)
        .collect();
    plan.commitments = all(register.commitments.len())
        .map(CommitmentIx)
        .filter(|c| register.commitments[c.at()].links.public)
        .collect();
    plan.commitments.sort_by_key(|c| Reverse((register.commitments[c.at()].links.made, Reverse(c.at()))));
    let is_form = |d: &DocumentIx| {
        let facts = &register.documents[d.at()].facts;
        facts.form_code.is_some() && facts.number.is_none()
    };
    let public = all(register.documents.len()).map(DocumentIx).filter(|d| register.documents[d.at()].links.public);
    (plan.forms, plan.documents) = public.partition(is_form);
    plan.forms.sort_by_key(|d| (register.documents[d.at()].facts.form_code.as_ref().map(|c| c.as_str()), d.at()));
    plan.documents.sort_by_key(|d| Reverse((register.documents[d.at()].facts.date.copied(), Reverse(d.at()))));
    plan.surveys =
        all(register.surveys.len()).map(SurveyIx).filter(|s| register.surveys[s.at()].links.public).collect();
    plan.surveys.sort_by_key(|s| Reverse((register.surveys[s.at()].links.round, Reverse(s.at()))));
    plan.rounds = all(register.rounds.len()).rev().map(RoundIx).filter(|r| !register.rounds[r.at()].draft).collect();
}

fn newest_first(register: &Register<'_>, questions: &mut [QuestionIx]) {
    questions.sort_by_key(|q| Reverse((register.questions[q.at()].links.received, Reverse(q.at()))));
}

fn plan_owned(register: &Register<'_>, plan: &mut Plan) {
    plan.of_unit = vec![Vec::new(); register.units.len()];
    plan.of_topic = vec![Vec::new(); register.topics.len()];
    for (i, unit) in register.units.iter().enumerate() {
        let asked_in = unit.links.dialogues.iter().flat_map(|d| &register.dialogues[d.at()].links.questions);
        let mut list: Vec<_> =
            asked_in.chain(&unit.links.asked_of).copied().filter(|q| has_page(register, *q)).collect();
        list.sort();
        list.dedup();
        newest_first(register, &mut list);
        plan.of_unit[i] = list;
    }
    for i in 0..register.topics.len() {
        let mut list = Vec::new();
        gather_topic(register, TopicIx(i as u32), &mut list, 0);
        list.retain(|q| has_page(register, *q));
        list.sort();
        list.dedup();
        newest_first(register, &mut list);
        plan.of_topic[i] = list;
    }
    plan.of_dialogue = register
        .dialogues
        .iter()
        .map(|d| {
            let mut list: Vec<_> = d.links.questions.iter().copied().filter(|q| has_page(register, *q)).collect();
            list.sort_by_key(|q| (register.questions[q.at()].links.topic, *q));
            list
        })
        .collect();
}

/// Topics form a tree; a cycle is an error of its own (S16) and must not hang the build.
fn gather_topic(register: &Register<'_>, ix: TopicIx, list: &mut Vec<QuestionIx>, depth: u8) {
    list.extend(&register.topics[ix.at()].links.questions);
    if depth < 16 {
        for child in &register.topics[ix.at()].links.children {
            gather_topic(register, *child, list, depth + 1);
        }
    }
}

fn corrections(register: &Register<'_>) -> Vec<CorrectionSite> {
    let mut sites = Vec::new();
    let mut add = |record: RecordIx, list: &[crate::text::span::At<crate::record::question::Correction>]| {
        if !register.is_public(record) {
            return;
        }
        let dated = list.iter().enumerate().filter_map(|(position, c)| Some((position, c.on.get()?.0)));
        sites.extend(dated.filter(|(_, on)| *on <= register.as_of).map(|(position, on)| CorrectionSite {
            on,
            record,
            position,
        }));
    };
    macro_rules! gather {
        ($($arena:ident $kind:ident $ix:ident,)*) => {$(
            for (i, r) in register.$arena.iter().enumerate() {
                add(RecordIx::$kind($ix(i as u32)), &r.facts.corrections);
            }
        )*};
    }
    gather! {
        units Unit UnitIx, documents Document DocumentIx, pages Page PageIx, rounds Round RoundIx, dialogues Dialogue DialogueIx,
        questions Question QuestionIx, commitments Commitment CommitmentIx, surveys Survey SurveyIx,
    }
    sites.sort_by_key(|s| Reverse((s.on, Reverse((s.record, s.position)))));
    sites
}

/// The pages on follow-up.
fn follow_up(lists: &FollowUp) -> Vec<Subject> {
    let pages = |n: usize| 1..=page_count(n);
    let mut subjects = vec![Subject::Calendar];
    subjects.extend(pages(lists.overdue.len()).map(Subject::Overdue));
    subjects.extend(pages(lists.carried.len()).map(Subject::Carried));
    subjects.extend(pages(lists.covered.len()).map(Subject::Coverage));
    for year in lists.years() {
        subjects.extend(pages(lists.of_year(year).len()).map(|n| Subject::CalendarYear(year, n)));
    }
    subjects
}

fn routes(register: &Register<'_>, plan: &Plan, lang: u8) -> Vec<Route> {
    let mut subjects = vec![Subject::Home];
    subjects.push(Subject::Search);
    let pages = |n: usize| 1..=page_count(n);
    subjects.extend(pages(units::listed(register).count()).map(Subject::Units));
    subjects.extend(pages(topic::listed(register).count()).map(Subject::Topics));
    subjects.extend(pages(plan.rounds.len()).map(Subject::Rounds));
    subjects.extend(pages(plan.questions.len()).map(Subject::Questions));
    subjects.extend(pages(plan.commitments.len()).map(Subject::Commitments));
    subjects.extend(pages(plan.documents.len()).map(Subject::Documents));
    subjects.extend(pages(plan.surveys.len()).map(Subject::Surveys));
    subjects.push(Subject::Statistics);
    subjects.extend(pages(plan.corrections.len().max(plan.withheld.len())).map(Subject::Corrections));
    subjects.extend(follow_up(&plan.follow_up));
    subjects.push(Subject::Data);
    subjects.extend(plan.rounds.iter().map(|r| Subject::Round(*r)));
    for round in &plan.rounds {
        let rows = &plan.reported[round.at()];
        subjects.extend((1..=report::pages(rows.opinions.len())).map(|n| Subject::Report(*round, n)));
        subjects.extend((1..=report::pages(rows.work.len())).map(|n| Subject::Remediation(*round, n)));
    }
    let shown = |ix: RecordIx| register.is_public(ix);
    for i in (0..register.dialogues.len() as u32).map(DialogueIx).filter(|d| shown(RecordIx::Dialogue(*d))) {
        subjects.extend(pages(plan.of_dialogue[i.at()].len()).map(|n| Subject::Dialogue(i, n)));
    }
    for i in (0..register.units.len() as u32).map(UnitIx).filter(|u| shown(RecordIx::Unit(*u))) {
        subjects.extend(pages(plan.of_unit[i.at()].len()).map(|n| Subject::Unit(i, n)));
    }
    for i in (0..register.topics.len() as u32).map(TopicIx).filter(|t| shown(RecordIx::Topic(*t))) {
        subjects.extend(pages(plan.of_topic[i.at()].len()).map(|n| Subject::Topic(i, n)));
    }
    subjects.extend(plan.questions.iter().map(|q| Subject::Question(*q)));
    subjects.extend(plan.commitments.iter().map(|c| Subject::Commitment(*c)));
    subjects.extend(plan.forms.iter().chain(&plan.documents).map(|d| Subject::Document(*d)));
    subjects.extend(plan.surveys.iter().map(|s| Subject::Survey(*s)));
    subjects
        .extend((0..register.pages.len() as u32).map(PageIx).filter(|p| shown(RecordIx::Page(*p))).map(Subject::Page));
    subjects.retain(|subject| !route::is_elsewhere(register, *subject));
    if lang == 0 {
        subjects.push(Subject::NotFound);
    }
    subjects.into_iter().map(|subject| Route { lang, subject }).collect()
}

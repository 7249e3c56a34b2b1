//! A round's page: plan and schedule, how far everything came, dialogues by level.
//!
//! In: a round, its steps with computed dates, its dialogues. Out: `round.html`. The invariant: every computed date can
//! say how it was obtained.

use serde::Serialize;

use super::chart::Chart;
use super::head::Head;
use super::part::{Correction, Date, DocumentLink, Extension, Fact, Figure, Html, Link, Period, Standing, Term, Text};
use super::row::{CommitmentRow, DialogueRow, DocumentRow, ShortList, SurveyRow};

/// A round's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The public summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html<'a>>,
    /// The summary's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// The academic year: `2023-2024`.
    pub academic_year: Text<'a>,
    /// The semester.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub semester: Option<Term<'a>>,
    /// The month of the dialogues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialogue_month: Option<Date<'a>>,
    /// The unit that organises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Link<'a>>,
    /// The plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<DocumentLink<'a>>,
    /// The plan to put things right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remediation_plan: Option<DocumentLink<'a>>,
    /// The procedure that its steps come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Text<'a>>,
    /// The day it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date<'a>>,
    /// The round before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link<'a>>,
    /// The round after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link<'a>>,
    /// Its course in at most six marks, as on the home page.
    pub marks: Vec<StepMark<'a>>,
    /// The schedule, in order.
    pub steps: Vec<Step<'a>>,
    /// The calendar of its academic year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Text<'a>>,
    /// From raised to verified, then month by month; empty where nothing was raised or promised.
    pub charts: Vec<Chart<'a>>,
    /// The round's other figures.
    pub figures: Vec<Figure<'a>>,
    /// What the round declared of itself, beside what is published here.
    pub declared: Vec<Fact<'a>>,
    /// The dialogues by level, from the school's down to the classes'.
    pub levels: Vec<LevelGroup<'a>>,
    /// Units with learners that held no dialogue in this round.
    pub missing_units: Vec<Link<'a>>,
    /// What was promised in this round.
    pub commitments: ShortList<'a, CommitmentRow<'a>>,
    /// What earlier rounds had left open when this one began.
    pub carried: ShortList<'a, CommitmentRow<'a>>,
    /// The round's documents.
    pub documents: Vec<DocumentRow<'a>>,
    /// The round's surveys.
    pub surveys: Vec<SurveyRow<'a>>,
    /// Reports made from this round; only pages that exist.
    pub reports: Vec<Link<'a>>,
    /// Published changes to the round's record.
    pub corrections: Vec<Correction<'a>>,
}

/// A step of a round's schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step<'a> {
    /// Its id (`data-step`).
    pub id: Text<'a>,
    /// Its place in the schedule, from 1.
    pub number: u32,
    /// What is done.
    pub title: Text<'a>,
    /// The title's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Where it stands.
    pub progress: StepProgress,
    /// When it is planned, extensions included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Period<'a>>,
    /// The day until which the plan's last day holds, as `data-due` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Text<'a>>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Period<'a>>,
    /// How its deadline stands, where that says something (late, overdue, due soon).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing<'a>>,
    /// The time in the plan's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<Text<'a>>,
    /// How the dates were obtained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivation: Option<Text<'a>>,
    /// How the date was moved, oldest first.
    pub extensions: Vec<Extension<'a>>,
    /// The units in charge.
    pub units: Vec<Link<'a>>,
    /// The types of documents it produces.
    pub produces: Vec<Term<'a>>,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
}

/// A step in a line of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepMark<'a> {
    /// What is done.
    pub title: Text<'a>,
    /// The title's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Where it stands.
    pub progress: StepProgress,
    /// How it stands to its limit where that has passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing<'a>>,
    /// When it was done, else when it is planned: the day or the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date<'a>>,
}

/// Where a step stands at the as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepProgress {
    /// It was done.
    Done,
    /// Its time is now, or it is the first that is not done.
    Now,
    /// Its time will come.
    Next,
}

/// The dialogues of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelGroup<'a> {
    /// The level, its word as a heading: `Cấp khoa, viện, trung tâm`.
    pub level: Term<'a>,
    /// Its dialogues, by date.
    pub dialogues: Vec<DialogueRow<'a>>,
}

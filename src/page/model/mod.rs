//! The closed page models: plain structs, one file a page kind, each the contract between the code that fills it and the
//! template that shows it.
//!
//! In: borrowed facts of the register, already worded in the page's language. Out: what `theme` serialises for a
//! template. The invariants:
//!
//! - A template sees its model, the [`shell::Shell`] of its language, and nothing else.
//! - Every model has a field `head` of type [`head::Head`].
//! - A model never holds what a reader must not see; a withheld record has its own model, [`tombstone::TombstonePage`].
//! - Paths (`href`) have no leading slash, begin with the language's prefix (`en/…`) where there is one, and are written
//!   after the page's `root`. An address that no page answers is `None`, never a dead link.
//! - Closed vocabularies arrive as [`part::State`] or [`part::Term`]: the identifier beside its word.
//! - Lists, never maps. A field that is `None` is left out: a template asks with `if` before it looks inside.
//!
//! | template | model |
//! | --- | --- |
//! | `home.html` | [`home::HomePage`] |
//! | `rounds.html`, `questions.html`, `commitments.html` | [`list::RoundsPage`], [`list::QuestionsPage`], [`list::CommitmentsPage`] |
//! | `round.html` | [`round::RoundPage`] |
//! | `dialogue.html` | [`dialogue::DialoguePage`] |
//! | `question.html` | [`question::QuestionPage`] |
//! | `commitment.html` | [`commitment::CommitmentPage`] |
//! | `tombstone.html` | [`tombstone::TombstonePage`] |
//! | `units.html`, `unit.html` | [`unit::UnitsPage`], [`unit::UnitPage`] |
//! | `topics.html`, `topic.html` | [`topic::TopicsPage`], [`topic::TopicPage`] |
//! | `documents.html`, `document.html` | [`document::DocumentsPage`], [`document::DocumentPage`] |
//! | `surveys.html`, `survey.html` | [`survey::SurveysPage`], [`survey::SurveyPage`] |
//! | `overdue.html`, `carried.html` | [`overdue::OverduePage`], [`carried::CarriedPage`] |
//! | `coverage.html` | [`coverage::CoveragePage`] |
//! | `calendar.html` | [`agenda::CalendarPage`] |
//! | `statistics.html` | [`statistics::StatisticsPage`] |
//! | `corrections.html` | [`corrections::CorrectionsPage`] |
//! | `report.html` | [`report::ReportPage`] |
//! | `data.html` | [`data::DataPage`] |
//! | `search.html` | [`search::SearchPage`] |
//! | `page.html`, `not-found.html` | [`free::FreePage`], [`free::NotFoundPage`] |

pub mod agenda;
pub mod card;
pub mod carried;
pub mod chart;
pub mod commitment;
pub mod corrections;
pub mod coverage;
pub mod data;
pub mod dialogue;
pub mod digest;
pub mod document;
pub mod free;
pub mod head;
pub mod home;
pub mod list;
pub mod overdue;
pub mod part;
pub mod question;
pub mod report;
pub mod round;
pub mod row;
pub mod search;
pub mod shell;
pub mod statistics;
pub mod survey;
pub mod tombstone;
pub mod topic;
pub mod unit;

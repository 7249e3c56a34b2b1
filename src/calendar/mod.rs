//! Time as Vietnamese schools write and count it: dates, vague dates, deadlines, weeks, working days, quantities.
//!
//! In go the texts of values and a [`Context`]; out come typed values, days, and the reasons for them. Two steps
//! stay apart: reading (`parse`, which needs nothing but the text and keeps its wording) and resolving (which needs a
//! round, a calendar and the dates of events). The invariants: no input panics, a written limit is never moved, and no
//! year without a table of days off is counted in silently. Start at [`When`]: [`When::parse`] reads, [`When::resolve`] computes,
//! [`explain`] says how.

mod day;
pub mod explain;
mod grammar;
mod held;
mod quantity;
mod resolve;
mod table;
mod vague;
mod week;
mod when;
mod written;
mod year;

pub use day::{Calendar, Calendars, Change, DayOff, DaysOff, Doubt, Rest, Status, WorkedDay, is_weekend};
pub use grammar::{Cause, Misread};
pub use held::Held;
pub use quantity::{Qualifier, Quantity, Retention};
pub use resolve::{Context, Kind, Limit, Resolved, Step, Unresolvable};
pub use vague::{Semester, Semesters, VagueDate};
pub use week::{WEEKDAY_FORMS, WeekRule, parse_weekday};
pub use when::{Anchor, Bound, Form, Length, Unit, When};
pub use written::{iso, slashed};
pub use year::{AcademicYear, Month, PartialDate};

//! The steps of a derivation as English sentences. Read on in [`super`].

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Title, join};
use crate::calendar::day::{DaysOff, Rest};
use crate::calendar::resolve::Step;
use crate::calendar::vague::{Semester, VagueDate};
use crate::calendar::week::WeekRule;
use crate::calendar::when::{Length, Unit};

/// The sentence of a step.
pub(super) fn sentence(step: &Step, title: Title) -> String {
    match step {
        Step::AcademicYear(year, date) => format!(
            "A date without a year lies in the academic year {year} (1 September {} to 31 August {}): {}.",
            year.first(),
            year.first() + 1,
            date_text(*date)
        ),
        Step::DialogueMonth(month, date) => {
            format!("The dialogue month is {}: {}.", month.first_day().format("%B %Y"), date_text(*date))
        }
        Step::Week { rule, month, week, weekday, day } => format!(
            "{}, week {week} of {} is {} ({}).",
            weekday_name(*weekday),
            month.first_day().format("%B %Y"),
            date_text(*day),
            rule_text(*rule)
        ),
        Step::Exclusive { written, last_day } => format!(
            "“Before” {} does not include that day: the last day in time is {}.",
            date_text(*written),
            date_text(*last_day)
        ),
        Step::Since(event, date) => format!("Counted from {}: {}.", event_name(event, title), date_text(*date)),
        Step::Waiting(event) => format!("No limit can be computed yet: {} is not known.", event_name(event, title)),
        Step::Counted(length, end) => {
            format!("Plus {}, not counting the first day: {}.", length_text(*length), date_text(*end))
        }
        Step::PassedOver(days) => format!("Days off are not counted: {}.", join(days, stretch)),
        Step::MonthEnd(end) => {
            format!("The last month has no such day, so it ends on its last day: {}.", date_text(*end))
        }
        Step::Period(period, end) => format!("The last day of {} is {}.", period_name(*period), date_text(*end)),
        Step::Holds { last_day, rest, until } => format!(
            "{} is a day off ({}): it is late only after the next working day, {}.",
            date_text(*last_day),
            rest_name(rest, *last_day),
            date_text(*until)
        ),
        Step::HoldsNot(last_day, rest) => format!(
            "{} is a day off ({}), but a limit by “before” does not move.",
            date_text(*last_day),
            rest_name(rest, *last_day)
        ),
        Step::AtOnce(event) => {
            format!("To be done at once from {} on; no day is set, so it is never late.", event_name(event, title))
        }
        Step::Again(length) => {
            format!("To be done again every {}; no day is set, so it is never late.", length_text(*length))
        }
    }
}

fn date_text(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn rule_text(rule: WeekRule) -> &'static str {
    match rule {
        WeekRule::FirstSaturday => "week 1 is the one with the month's first Saturday",
        WeekRule::CalendarRow => "week 1 is the one with day 1 of the month",
        WeekRule::FirstFullWeek => "week 1 is the first one whose Monday is in the month",
        WeekRule::NthWeekday => "counted as the n-th such weekday of the month",
    }
}

pub(super) fn event_name(event: &str, title: Title) -> String {
    match event {
        "received" => "the day of receipt".into(),
        "assigned" => "the day of assignment".into(),
        "held" => "the day of the dialogue".into(),
        "answered" => "the day of the answer".into(),
        step => format!("the day of the step “{}”", title(step).unwrap_or_else(|| step.into())),
    }
}

fn length_text(Length { count, unit }: Length) -> String {
    let unit = match unit {
        Unit::WorkingDays => "working day",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

fn rest_name(rest: &Rest, day: NaiveDate) -> String {
    match rest {
        Rest::Weekend => weekday_name(day.weekday()).into(),
        Rest::Holiday(name) => name.to_string(),
    }
}

fn stretch(days: &DaysOff) -> String {
    match (&days.rest, days.first == days.last) {
        (_, true) => format!("{} ({})", date_text(days.first), rest_name(&days.rest, days.first)),
        (Rest::Weekend, false) => format!("{} to {} (weekend)", days.first.format("%-d %B"), date_text(days.last)),
        (Rest::Holiday(name), false) => format!("{} to {} ({name})", days.first.format("%-d %B"), date_text(days.last)),
    }
}

fn period_name(period: VagueDate) -> String {
    match period {
        VagueDate::Month(month) => month.first_day().format("%B %Y").to_string(),
        VagueDate::Quarter(year, quarter) => format!("quarter {quarter} of {year}"),
        VagueDate::Semester(year, semester) => {
            let name = match semester {
                Semester::First => "semester 1",
                Semester::Second => "semester 2",
                Semester::Summer => "the summer semester",
            };
            year.map_or_else(|| name.into(), |year| format!("{name} of {year}"))
        }
        VagueDate::Year(year) => year.to_string(),
    }
}

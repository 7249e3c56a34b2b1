//! The steps of a derivation as Vietnamese sentences. Read on in [`super`].

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
            "Ngày không ghi năm thuộc năm học {year} (1/9/{} đến 31/8/{}): {}.",
            year.first(),
            year.first() + 1,
            date_text(*date)
        ),
        Step::DialogueMonth(month, date) => {
            format!("Tháng đối thoại là tháng {}/{}: {}.", month.month(), month.year(), date_text(*date))
        }
        Step::Week { rule, month, week, weekday, day } => format!(
            "Ngày {} tuần {week} của tháng {}/{} là {} ({}).",
            weekday_name(*weekday),
            month.month(),
            month.year(),
            date_text(*day),
            rule_text(*rule)
        ),
        Step::Exclusive { written, last_day } => format!(
            "Hạn “trước” {} không gồm chính ngày đó: ngày cuối cùng còn trong hạn là {}.",
            date_text(*written),
            date_text(*last_day)
        ),
        Step::Since(event, date) => format!("Tính từ {}: {}.", event_name(event, title), date_text(*date)),
        Step::Waiting(event) => format!("Chưa tính được hạn vì chưa biết {}.", event_name(event, title)),
        Step::Counted(length, end) => {
            format!("Cộng {}, không tính ngày đầu: {}.", length_text(*length), date_text(*end))
        }
        Step::PassedOver(days) => format!("Không tính ngày nghỉ: {}.", join(days, stretch)),
        Step::MonthEnd(end) => {
            format!("Tháng cuối không có ngày tương ứng nên hạn là ngày cuối tháng: {}.", date_text(*end))
        }
        Step::Period(period, end) => format!("Ngày cuối cùng của {} là {}.", period_name(*period), date_text(*end)),
        Step::Holds { last_day, rest, until } => format!(
            "{} là ngày nghỉ ({}): chỉ tính là trễ sau ngày làm việc tiếp theo, {}.",
            date_text(*last_day),
            rest_name(rest, *last_day),
            date_text(*until)
        ),
        Step::HoldsNot(last_day, rest) => format!(
            "{} là ngày nghỉ ({}), nhưng hạn “trước” không được lùi.",
            date_text(*last_day),
            rest_name(rest, *last_day)
        ),
        Step::AtOnce(event) => {
            format!("Thực hiện ngay, kể từ {}; không ấn định ngày nên không tính trễ.", event_name(event, title))
        }
        Step::Again(length) => {
            format!("Thực hiện lặp lại mỗi {}; không ấn định ngày nên không tính trễ.", length_text(*length))
        }
    }
}

fn date_text(date: NaiveDate) -> String {
    date.format("%-d/%-m/%Y").to_string()
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

fn rule_text(rule: WeekRule) -> &'static str {
    match rule {
        WeekRule::FirstSaturday => "tuần 1 là tuần có thứ Bảy đầu tiên của tháng",
        WeekRule::CalendarRow => "tuần 1 là tuần có ngày 01 của tháng",
        WeekRule::FirstFullWeek => "tuần 1 là tuần đầu tiên có thứ Hai nằm trong tháng",
        WeekRule::NthWeekday => "tính theo lần thứ mấy của ngày đó trong tháng",
    }
}

pub(super) fn event_name(event: &str, title: Title) -> String {
    match event {
        "received" => "ngày tiếp nhận".into(),
        "assigned" => "ngày giao".into(),
        "held" => "ngày đối thoại".into(),
        "answered" => "ngày trả lời".into(),
        step => format!("ngày của bước “{}”", title(step).unwrap_or_else(|| step.into())),
    }
}

fn length_text(Length { count, unit }: Length) -> String {
    let unit = match unit {
        Unit::WorkingDays => "ngày làm việc",
        Unit::Days => "ngày",
        Unit::Weeks => "tuần",
        Unit::Months => "tháng",
        Unit::Years => "năm",
    };
    format!("{count} {unit}")
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
        (Rest::Weekend, false) => format!("{}–{} (cuối tuần)", days.first.format("%-d/%-m"), date_text(days.last)),
        (Rest::Holiday(name), false) => format!("{}–{} ({name})", days.first.format("%-d/%-m"), date_text(days.last)),
    }
}

fn period_name(period: VagueDate) -> String {
    match period {
        VagueDate::Month(month) => format!("tháng {}/{}", month.month(), month.year()),
        VagueDate::Quarter(year, quarter) => format!("quý {}/{year}", roman(quarter)),
        VagueDate::Semester(year, semester) => {
            let name = match semester {
                Semester::First => "học kỳ I",
                Semester::Second => "học kỳ II",
                Semester::Summer => "học kỳ hè",
            };
            year.map_or_else(|| name.into(), |year| format!("{name} năm học {year}"))
        }
        VagueDate::Year(year) => format!("năm {year}"),
    }
}

fn roman(quarter: u32) -> &'static str {
    match quarter {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

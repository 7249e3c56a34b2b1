//! The grammar of deadlines and windows, form by form, in Vietnamese and English.
//!
//! In go the words of a value; out comes a [`Draft`], which [`super`] checks for days that do not exist. A form is
//! tried only when the ones before it did not read the whole value, so the order of [`when`] is part of the grammar.

use std::ops::Range;

use super::{Anchor, Bound, Form, Length, Unit};
use crate::calendar::grammar::{Cause, RANGE, Words};
use crate::calendar::vague::{VagueDate, vague};
use crate::calendar::week::weekday;
use crate::calendar::year::{PartialDate, date};
use crate::text::vietnamese::is_slug;

/// A form as it was written, with the places of what can still be wrong.
pub(super) enum Draft {
    /// Nothing in it can be wrong.
    Done(Form),
    /// A vague date, or why it is none.
    Vague(Result<VagueDate, Cause>, Range<usize>),
    /// Days of the calendar.
    Calendar { from: Option<(Anchor, Range<usize>)>, bound: Bound, limit: (Anchor, Range<usize>) },
}

/// Any deadline or window.
pub(super) fn when(words: &mut Words) -> Option<Draft> {
    let forms = [every, immediately, term, calendar];
    forms.into_iter().find_map(|form| words.attempt(|words| form(words).filter(|_| words.ended())))
}

/// Any deadline or window, or a vague date.
pub(super) fn due(words: &mut Words) -> Option<Draft> {
    when(words).or_else(|| words.spanned(vague).map(|(date, span)| Draft::Vague(date, span)))
}

/// "Mỗi 2 tuần", "hàng tháng", "every 2 weeks".
fn every(words: &mut Words) -> Option<Draft> {
    words.any(&["dinh ky"]);
    words.any(&["moi", "hang", "every"]).then_some(())?;
    let count = count(words).unwrap_or(1);
    Some(Draft::Done(Form::Every(Length::new(count, unit(words)?))))
}

/// "Ngay khi thong-bao", "immediately after thong-bao".
fn immediately(words: &mut Words) -> Option<Draft> {
    let openings = ["ngay sau khi", "ngay sau", "ngay khi", "immediately after", "immediately on", "as soon as"];
    words.any(&openings).then_some(())?;
    // The slug comes first: it may begin like one of the words that may stand before it.
    let event = words.attempt(event).or_else(|| {
        words.any(&["nhan duoc", "nhan", "hoan thanh", "ket thuc", "co", "xong"]);
        event(words)
    })?;
    Some(Draft::Done(Form::Immediately { event }))
}

/// "Trong vòng 5 ngày làm việc kể từ received", "within 5 working days of received".
fn term(words: &mut Words) -> Option<Draft> {
    words.any(&["trong vong", "trong thoi han", "trong thoi gian", "trong", "cham nhat", "khong qua", "within", "in"]);
    let length = Length::new(count(words)?, unit(words)?);
    words.any(&["ke tu", "tinh tu", "tu", "sau", "of", "after", "from"]).then_some(())?;
    Some(Draft::Done(Form::Term { length, event: event(words)? }))
}

/// How the facts of a record may be called in prose.
const FACTS: [(&str, &[&str]); 4] = [
    ("received", &["tiep nhan", "nhan duoc", "nhan", "duoc tiep nhan"]),
    ("assigned", &["giao", "duoc giao", "phan cong", "duoc phan cong"]),
    ("held", &["doi thoai", "to chuc doi thoai", "to chuc", "dien ra"]),
    ("answered", &["tra loi", "duoc tra loi"]),
];

/// The slug of a step, or one of the four facts in English or in words; always the end of the value.
fn event(words: &mut Words) -> Option<Box<str>> {
    let slug = |words: &mut Words| {
        let slug = words.rest().trim_end_matches('.').to_ascii_lowercase();
        is_slug(&slug).then(|| slug.into())
    };
    words.attempt(slug).or_else(|| {
        words.any(&["ngay", "khi", "luc"]);
        let fact = FACTS
            .iter()
            .find(|(_, names)| words.attempt(|words| (words.any(names) && words.ended()).then_some(())).is_some());
        fact.map(|(fact, _)| (*fact).into()).or_else(|| words.attempt(slug))
    })
}

fn count(words: &mut Words) -> Option<u16> {
    words.number(|number| (1..=999).contains(&number.value)).map(|number| number.value as u16)
}

fn unit(words: &mut Words) -> Option<Unit> {
    words.one_of(&[
        ("ngay lam viec", Unit::WorkingDays),
        ("working days", Unit::WorkingDays),
        ("working day", Unit::WorkingDays),
        ("workdays", Unit::WorkingDays),
        ("business days", Unit::WorkingDays),
        ("ngay", Unit::Days),
        ("days", Unit::Days),
        ("day", Unit::Days),
        ("tuan", Unit::Weeks),
        ("weeks", Unit::Weeks),
        ("week", Unit::Weeks),
        ("thang", Unit::Months),
        ("months", Unit::Months),
        ("month", Unit::Months),
        ("nam", Unit::Years),
        ("years", Unit::Years),
        ("year", Unit::Years),
    ])
}

/// A day, a window or a limit.
fn calendar(words: &mut Words) -> Option<Draft> {
    let (bound, english) = bound(words);
    let draft = match bound {
        Bound::On => words.attempt(window).or_else(|| words.attempt(single))?,
        Bound::By | Bound::Before => {
            let day =
                |words: &mut Words| if english { month_day(words).or_else(|| anchor(words)) } else { anchor(words) };
            let limit = place(words, |words| day(words).or_else(|| bare_day_month(words)))?;
            Draft::Calendar { from: None, bound, limit }
        }
    };
    words.any(&["hang nam", "moi nam", "every year", "each year", "yearly", "annually"]);
    Some(draft)
}

/// The words in front of a limit, and whether they are English.
fn bound(words: &mut Words) -> (Bound, bool) {
    let by = ["cham nhat la", "cham nhat vao", "cham nhat den", "cham nhat", "muon nhat", "den het", "den"];
    let english = ["no later than", "not later than", "at the latest", "by", "until", "up to"];
    if words.any(&by) {
        (Bound::By, false)
    } else if words.any(&["truoc"]) {
        (Bound::Before, false)
    } else if words.any(&english) {
        words.any(&["the end of"]);
        (Bound::By, true)
    } else if words.any(&["before"]) {
        (Bound::Before, true)
    } else {
        (Bound::On, false)
    }
}

fn single(words: &mut Words) -> Option<Draft> {
    words.any(&["vao", "trong", "on"]);
    let limit = place(words, anchor)?;
    Some(Draft::Calendar { from: None, bound: Bound::On, limit })
}

/// "13 - 19/11/2023", "từ ngày 18/12/2023 đến hết ngày 17/03/2024", "2023-11-13..2023-11-19".
fn window(words: &mut Words) -> Option<Draft> {
    words.any(&["tu", "from", "between"]);
    // The first day may lack what the last one says: "13 - 19/11/2023", "26/02 - 17/3/2024".
    let whole = words.attempt(|words| place(words, anchor).filter(|_| window_sign(words)));
    let (mut first, first_span) = whole.or_else(|| {
        let day = |words: &mut Words| words.short().map(Anchor::DayOfMonth);
        words.attempt(|words| place(words, day).filter(|_| window_sign(words)))
    })?;
    let (last, last_span) = place(words, anchor)?;
    if let Anchor::Date(last) = last {
        first = match first {
            Anchor::DayOfMonth(day) => Anchor::Date(PartialDate { day, ..last }),
            Anchor::Date(first) if first.year.is_none() => {
                Anchor::Date(PartialDate { year: year_before(first, last), ..first })
            }
            other => other,
        };
    }
    Some(Draft::Calendar { from: Some((first, first_span)), bound: Bound::On, limit: (last, last_span) })
}

/// The year of a window's first day when only its last day has one: the same, or the one before when the window crosses
/// New Year inside one academic year ("18/12 - 21/01/2024").
fn year_before(first: PartialDate, last: PartialDate) -> Option<i32> {
    let crosses = first.month >= 9 && last.month <= 8;
    last.year.map(|year| if crosses { year - 1 } else { year })
}

fn window_sign(words: &mut Words) -> bool {
    words.sign('-') || words.sign(RANGE) || words.any(&["den het", "den", "toi", "to", "until", "and"])
}

/// A day and where it stands; "ngày" before it says nothing.
fn place(words: &mut Words, form: impl FnOnce(&mut Words) -> Option<Anchor>) -> Option<(Anchor, Range<usize>)> {
    words.any(&["ngay"]);
    words.spanned(form)
}

/// A day by date, by day of the dialogue month, or by weekday and week.
fn anchor(words: &mut Words) -> Option<Anchor> {
    words.attempt(week_day).or_else(|| words.attempt(day_of_month)).or_else(|| {
        let date = date(words)?;
        // "Trước ngày 01/4 (tháng đối thoại)": a remark of the plan.
        dialogue_month(words);
        Some(Anchor::Date(date))
    })
}

/// "Thứ 7, tuần thứ 1 (của tháng đối thoại)", "week 1 saturday", "Saturday of week 1".
fn week_day(words: &mut Words) -> Option<Anchor> {
    let before = words.attempt(weekday);
    if before.is_some() {
        words.any(&["of", "cua"]);
    }
    words.any(&["tuan", "week"]).then_some(())?;
    words.any(&["thu"]);
    // No month touches more than six weeks.
    let names = [("nhat", 1), ("mot", 1), ("hai", 2), ("ba", 3), ("tu", 4), ("nam", 5), ("dau tien", 1)];
    let number = words.number(|number| (1..=6).contains(&number.value)).map(|number| number.value as u8);
    let week = number.or_else(|| words.one_of(&names))?;
    let weekday = before.or_else(|| weekday(words))?;
    dialogue_month(words);
    Some(Anchor::Weekday { weekday, week })
}

/// "30 của tháng đối thoại", "day 30 of the dialogue month".
fn day_of_month(words: &mut Words) -> Option<Anchor> {
    words.any(&["day", "the"]);
    let day = words.short()?;
    dialogue_month(words).then_some(Anchor::DayOfMonth(day))
}

fn dialogue_month(words: &mut Words) -> bool {
    words.any(&["cua thang doi thoai", "trong thang doi thoai", "thang doi thoai", "of the dialogue month"])
}

/// English "11-30": month and day, as in ISO dates.
fn month_day(words: &mut Words) -> Option<Anchor> {
    words.attempt(|words| {
        let month = words.short().filter(|_| words.sign('-'))?;
        let day = words.short()?;
        (!words.sign('-')).then_some(Anchor::Date(PartialDate { day, month, year: None }))
    })
}

/// Vietnamese "30-11" after a word such as "trước", where no window can stand: day and month.
fn bare_day_month(words: &mut Words) -> Option<Anchor> {
    words.attempt(|words| {
        let day = words.short().filter(|_| words.sign('-'))?;
        Some(Anchor::Date(PartialDate { day, month: words.short()?, year: None }))
    })
}

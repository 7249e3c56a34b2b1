//! Words: dates, numbers and deadlines as a language writes them.
//!
//! Facts go in, the small parts of page models come out. The invariant: a date keeps its precision, a quantity its
//! qualifier; the written limit is what `datetime` says.

use super::View;
use crate::calendar::Qualifier::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};
use crate::calendar::{self, VagueDate, explain, iso};
use crate::page::model::part::{Date, Deadline, Extension, Period, Text};
use crate::record::value::{LanguageTag, Quantity};
use crate::register::deadline::Deadline as Computed;
use crate::register::schedule::Schedule;
use chrono::{Datelike, NaiveDate};

impl View<'_> {
    /// A day in short form: `24/4/2024`, `24 April 2024`.
    pub fn date(&self, day: NaiveDate) -> Date<'static> {
        let text = match self.lang {
            LanguageTag::Vi => calendar::slashed(day),
            LanguageTag::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        };
        Date { iso: iso(day).into(), text: text.into() }
    }

    /// A day in long form: `ngày 04 tháng 12 năm 2023` (days under 10 and months 1 and 2 take a zero, as Decree 30 wants).
    pub fn long_date(&self, day: NaiveDate) -> Date<'static> {
        let text = match self.lang {
            LanguageTag::Vi if day.month() < 3 => {
                format!("ngày {:02} tháng {:02} năm {}", day.day(), day.month(), day.year())
            }
            LanguageTag::Vi => format!("ngày {:02} tháng {} năm {}", day.day(), day.month(), day.year()),
            LanguageTag::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        };
        Date { iso: iso(day).into(), text: text.into() }
    }

    /// First and last day.
    pub fn period(&self, (first, last): (NaiveDate, NaiveDate)) -> Period<'static> {
        Period { start: self.date(first), end: (last != first).then(|| self.date(last)) }
    }

    /// A whole number as it is read: `1.347`, `1,347`.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if self.lang == LanguageTag::Vi { '.' } else { ',' });
            }
            out.push(c);
        }
        out
    }

    /// A quantity with its qualifier: `khoảng 50`.
    pub fn quantity(&self, quantity: &Quantity) -> Text<'static> {
        let number = self.number(u64::from(quantity.0.value));
        let Some(qualifier) = quantity.0.qualifier else { return number.into() };
        let word = match qualifier {
            About => self.say("khoảng", "about"),
            MoreThan => self.say("hơn", "more than"),
            Nearly => self.say("gần", "nearly"),
            AtLeast => self.say("ít nhất", "at least"),
            AtMost => self.say("không quá", "at most"),
            LessThan => self.say("dưới", "fewer than"),
        };
        format!("{word}\u{a0}{number}").into()
    }

    /// A computed deadline; none where there is no limit at all. `schedule` gives the titles of steps.
    pub fn deadline<'a>(&'a self, computed: &'a Computed, schedule: &Schedule) -> Option<Deadline<'a>> {
        let resolved = computed.resolved.as_ref()?;
        let title = |id: &str| schedule.steps.iter().find(|s| &*s.id == id).map(|s| s.title.to_string());
        let sentences = match self.lang {
            LanguageTag::Vi => explain::vietnamese(&resolved.derivation, &title),
            LanguageTag::En => explain::english(&resolved.derivation, &title),
        };
        let state = computed.state;
        Some(Deadline {
            state: self.state(state.as_str(), state.label()),
            workdays: computed.workdays,
            left: computed.left,
            due: resolved.limit.map(|l| self.limit_date(resolved, l)),
            holds: resolved.limit.map(|l| iso(l.due).into()),
            wording: computed.wording.as_deref().map(|wording| explain::worded(wording, &title)),
            derivation: (!sentences.is_empty()).then(|| sentences.join(" ").into()),
            extensions: Vec::new(),
        })
    }

    /// The written limit as a date: a month stays a month, and a day that is itself too late says so ("trước 15/5/2024").
    pub fn limit_date(&self, resolved: &calendar::Resolved, limit: calendar::Limit) -> Date<'static> {
        let vague = resolved
            .derivation
            .iter()
            .find_map(|s| if let calendar::Step::Period(date, _) = s { Some(*date) } else { None });
        let Some(vague) = vague else {
            let date = self.date(limit.written);
            if limit.last_day >= limit.written {
                return date;
            }
            let before = self.say("trước", "before");
            return Date { text: format!("{before} {}", date.text).into(), ..date };
        };
        self.vague(vague, limit.written)
    }

    /// A vague date with its precision; `end` is its last day.
    pub fn vague(&self, date: VagueDate, end: NaiveDate) -> Date<'static> {
        let (iso, text) = match date {
            VagueDate::Month(month) => (
                format!("{}-{:02}", month.year(), month.month()),
                match self.lang {
                    LanguageTag::Vi => format!("tháng {} năm {}", month.month(), month.year()),
                    LanguageTag::En => format!("{} {}", MONTHS[month.month() as usize - 1], month.year()),
                },
            ),
            VagueDate::Year(year) => (
                year.to_string(),
                match self.lang {
                    LanguageTag::Vi => format!("năm {year}"),
                    LanguageTag::En => year.to_string(),
                },
            ),
            VagueDate::Quarter(year, quarter) => (
                end.to_string(),
                match self.lang {
                    LanguageTag::Vi => {
                        format!("Quý {}/{year}", ["I", "II", "III", "IV"][(quarter as usize).saturating_sub(1).min(3)])
                    }
                    LanguageTag::En => format!("Q{quarter} {year}"),
                },
            ),
            VagueDate::Semester(..) => (end.to_string(), self.date(end).text.into_owned()),
        };
        Date { iso: iso.into(), text: text.into() }
    }

    /// A limit that was moved.
    pub fn extension<'a>(
        &'a self,
        id: &str,
        key: &str,
        written: &'a crate::record::round::Extension,
        to: Option<NaiveDate>,
    ) -> Option<Extension<'a>> {
        Some(Extension {
            to: self.date(to?),
            on: self.date(written.on.get()?.0),
            by: self.unit(written.by.get()?.as_str()),
            reason: self.text(id, key, written.reason.get()?.as_str()).0,
        })
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

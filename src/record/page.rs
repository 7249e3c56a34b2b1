//! A free page (`pages/<page>.md`), and a table of days off (`calendar/<name>.toml`).

use super::field::{Opt, Req};
use super::question::Correction;
use super::value::{Day, Number, Text, UnitRef};
use crate::text::span::At;
use crate::{choice, table};

table! {
    /// A free page.
    pub struct Page {
        /// Its title.
        pub title: Req<Text>,
        /// Its order in the menu.
        pub weight: Opt<Number>,
        /// Whether it is in the menu.
        pub menu: Opt<bool>,
        /// Corrections after publication.
        pub corrections: Vec<At<Correction>>,
    }
}

choice! {
    /// How sure a day off is.
    pub enum DayStatus {
        Official = "official" ("chính thức", "official"),
        Provisional = "provisional" ("dự kiến", "provisional"),
    }
}

table! {
    /// A day off.
    pub struct DayOff {
        /// The day.
        pub date: Req<Day>,
        /// Its name.
        pub name: Req<Text>,
        /// How sure it is.
        pub status: Opt<DayStatus>,
        /// Who says so.
        pub source: Opt<Text>,
    }
}

table! {
    /// A working Saturday or Sunday.
    pub struct WorkingDay {
        /// The day.
        pub date: Req<Day>,
        /// The day off that it makes up for.
        pub r#for: Req<Day> = "for",
        /// Who says so.
        pub source: Opt<Text>,
    }
}

table! {
    /// A break of the school: shown, moves nothing.
    pub struct Break {
        /// First day.
        pub from: Req<Day>,
        /// Last day.
        pub to: Req<Day>,
        /// Its name.
        pub name: Req<Text>,
    }
}

table! {
    /// A table of days.
    pub struct CalendarTable {
        /// Days off.
        pub day_off: Vec<At<DayOff>>,
        /// Working Saturdays.
        pub working_day: Vec<At<WorkingDay>>,
        /// Breaks.
        pub r#break: Vec<At<Break>> = "break",
        /// The one unit that it holds for.
        pub unit: Opt<UnitRef>,
    }
}

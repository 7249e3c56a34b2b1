//! A free page (`pages/<page>.md`), and a table of days off (`calendar/<name>.toml`).

use super::field::{List, Opt, Req};
use super::question::Correction;
use super::value::{Day, Number, Text, UnitRef};
use crate::{choice, table};

table! {
    /// A free page.
    pub struct Page {
        /// Its title.
        pub title: Req<Text> => "tên trang",
        /// Its order in the menu.
        pub weight: Opt<Number> => "thứ tự trong thanh điều hướng",
        /// Whether it is in the menu.
        pub menu: Opt<bool> => "có trong thanh điều hướng",
        /// Corrections after publication.
        pub corrections: List<Correction> => "đính chính sau khi công khai",
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
        pub date: Req<Day> => "ngày nghỉ",
        /// Its name.
        pub name: Req<Text> => "tên ngày nghỉ",
        /// How sure it is.
        pub status: Opt<DayStatus> => "chính thức hay dự kiến",
        /// Who says so.
        pub source: Opt<Text> => "nguồn",
    }
}

table! {
    /// A working Saturday or Sunday.
    pub struct WorkingDay {
        /// The day.
        pub date: Req<Day> => "ngày làm bù",
        /// The day off that it makes up for.
        pub r#for: Req<Day> = "for" => "ngày nghỉ được làm bù",
        /// Who says so.
        pub source: Opt<Text> => "nguồn",
    }
}

table! {
    /// A break of the school: shown, moves nothing.
    pub struct Break {
        /// First day.
        pub from: Req<Day> => "ngày đầu",
        /// Last day.
        pub to: Req<Day> => "ngày cuối",
        /// Its name.
        pub name: Req<Text> => "tên kỳ nghỉ",
    }
}

table! {
    /// A table of days.
    pub struct CalendarTable {
        /// Days off.
        pub day_off: List<DayOff> => "các ngày nghỉ",
        /// Working Saturdays.
        pub working_day: List<WorkingDay> => "các ngày làm bù",
        /// Breaks.
        pub r#break: List<Break> = "break" => "các kỳ nghỉ: chỉ để hiển thị, không dời hạn",
        /// The one unit that it holds for.
        pub unit: Opt<UnitRef> => "chỉ áp dụng cho một đơn vị",
    }
}

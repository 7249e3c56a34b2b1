//! `content/site.toml`: the institution, its rules, its privacy settings and its publication targets.

use super::field::{Opt, Req};
use super::value::{Day, Folder, LanguageTag, Link, Name, SemesterEnd, Text, UnitScope, Whole};
use super::value::{Form, LevelOfDialogue, When};
use crate::{choice, table};

choice! {
    /// How "tuần thứ N" (week N of a month) is read.
    pub enum WeekRule {
        FirstSaturday = "first-saturday" ("tuần có thứ bảy đầu tiên của tháng", "the week that holds the month's first Saturday"),
        CalendarRow = "calendar-row" ("dòng lịch có ngày mồng 1", "the calendar row that holds day 1"),
        FirstFullWeek = "first-full-week" ("tuần đầu tiên bắt đầu bằng thứ hai trong tháng", "the first row whose Monday is in the month"),
        NthWeekday = "nth-weekday" ("lần thứ N của thứ đó trong tháng", "the n-th such weekday"),
    }
}

table! {
    /// Contact of an institution or a unit.
    pub struct Contact {
        /// E-mail address.
        pub email: Opt<Text>,
        /// Telephone number.
        pub phone: Opt<Text>,
        /// Room.
        pub room: Opt<Text>,
    }
}

table! {
    /// `[institution]`.
    pub struct Institution {
        /// Full name.
        pub name: Req<Text>,
        /// Abbreviation, as in document symbols.
        pub abbr: Req<Text>,
        /// The body it answers to.
        pub governing_body: Opt<Text>,
        /// Place, as it stands before a document's date.
        pub place: Req<Text>,
        /// How to reach it.
        pub contact: Opt<Contact>,
    }
}

table! {
    /// `mode`: which form the number of questions asks for.
    pub struct Mode {
        /// The number that decides.
        pub threshold: Req<Whole>,
        /// The form above it.
        pub above: Req<Form>,
        /// The form below it.
        pub below: Req<Form>,
    }
}

table! {
    /// `semesters`: the last days of the semesters, day and month.
    pub struct Semesters {
        /// First semester.
        pub hk1: Opt<SemesterEnd> = "HK1",
        /// Second semester.
        pub hk2: Opt<SemesterEnd> = "HK2",
        /// Summer.
        pub he: Opt<SemesterEnd> = "HE",
    }
}

table! {
    /// `[rules]`; `levels` is read apart, since its keys are codes.
    pub struct Rules {
        /// How weeks of a month are read.
        pub week: Opt<WeekRule>,
        /// The conference rule.
        pub mode: Opt<Mode>,
        /// The term for an answer where no step gives a date.
        pub answer_within: Opt<When>,
        /// Days without news after which an open commitment is reported.
        pub update_every_days: Opt<Whole>,
        /// Working days before a deadline from which it is due soon.
        pub due_soon_workdays: Opt<Whole>,
        /// Last days of semesters.
        pub semesters: Opt<Semesters>,
        /// The smallest denominator of a rate.
        pub min_n: Opt<Whole>,
        /// Severity by code.
        pub levels: Opt<super::value::LevelTable>,
    }
}

table! {
    /// `[search]`.
    pub struct Search {
        /// Abbreviations and what they stand for.
        pub aliases: Opt<super::value::TextTable>,
    }
}

table! {
    /// `[privacy]`.
    pub struct Privacy {
        /// Regular expressions of student codes.
        pub student_id_patterns: Vec<crate::text::span::At<Name>>,
        /// Contacts that may be shown.
        pub allow: Vec<crate::text::span::At<Name>>,
    }
}

table! {
    /// `[[target]]`: a web site on which dialogue content must be published.
    pub struct Target {
        /// Its id.
        pub id: Req<super::value::SlugText>,
        /// Its title.
        pub title: Req<Text>,
        /// Its address.
        pub base_url: Req<Link>,
        /// Whether this program builds it.
        pub built: Opt<bool>,
        /// The units whose records it holds; all where absent.
        pub units: Opt<UnitScope>,
        /// Dialogue levels that must appear on it.
        pub requires: Vec<crate::text::span::At<LevelOfDialogue>>,
        /// Its theme.
        pub theme: Opt<Folder>,
    }
}

table! {
    /// The whole of `site.toml`.
    pub struct Site {
        /// Title of the site.
        pub title: Req<Text>,
        /// A banner on every page.
        pub notice: Opt<Text>,
        /// Address of the main site; may have a path.
        pub base_url: Req<Link>,
        /// Interface languages, the first the default.
        pub languages: Vec<crate::text::span::At<LanguageTag>>,
        /// Theme.
        pub theme: Opt<Folder>,
        /// Licence of the data.
        pub licence: Opt<Name>,
        /// The day at which the register is frozen.
        pub as_of: Opt<Day>,
        /// The institution.
        pub institution: Req<Institution>,
        /// The rules.
        pub rules: Opt<Rules>,
        /// Search settings.
        pub search: Opt<Search>,
        /// Privacy settings.
        pub privacy: Opt<Privacy>,
        /// Publication targets.
        pub target: Vec<crate::text::span::At<Target>>,
    }
}

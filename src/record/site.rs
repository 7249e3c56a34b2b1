//! `content/site.toml`: the institution, its rules, its privacy settings and its publication targets.

use super::field::{List, Opt, Req};
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
        pub email: Opt<Text> => "thư điện tử",
        /// Telephone number.
        pub phone: Opt<Text> => "điện thoại",
        /// Room.
        pub room: Opt<Text> => "phòng",
    }
}

table! {
    /// `[institution]`.
    pub struct Institution {
        /// Full name.
        pub name: Req<Text> => "tên đầy đủ",
        /// Abbreviation, as in document symbols.
        pub abbr: Req<Text> => "tên viết tắt như trong ký hiệu văn bản",
        /// The body it answers to.
        pub governing_body: Opt<Text> => "cơ quan chủ quản",
        /// Place, as it stands before a document's date.
        pub place: Req<Text> => "địa danh, như ghi trước ngày của văn bản",
        /// How to reach it.
        pub contact: Opt<Contact> => "cách liên hệ",
    }
}

table! {
    /// `mode`: which form the number of questions asks for.
    pub struct Mode {
        /// The number that decides.
        pub threshold: Req<Whole> => "ngưỡng số ý kiến",
        /// The form above it.
        pub above: Req<Form> => "hình thức khi trên ngưỡng",
        /// The form below it.
        pub below: Req<Form> => "hình thức khi dưới ngưỡng",
    }
}

table! {
    /// `semesters`: the last days of the semesters, day and month.
    pub struct Semesters {
        /// First semester.
        pub hk1: Opt<SemesterEnd> = "HK1" => "ngày cuối học kỳ I",
        /// Second semester.
        pub hk2: Opt<SemesterEnd> = "HK2" => "ngày cuối học kỳ II",
        /// Summer.
        pub he: Opt<SemesterEnd> = "HE" => "ngày cuối học kỳ hè",
    }
}

table! {
    /// `[rules]`; `levels` is read apart, since its keys are codes.
    pub struct Rules {
        /// How weeks of a month are read.
        pub week: Opt<WeekRule> => "cách hiểu \"tuần thứ N của tháng\"",
        /// The conference rule.
        pub mode: Opt<Mode> => "quy tắc về hình thức theo số ý kiến",
        /// The term for an answer where no step gives a date.
        pub answer_within: Opt<When> => "hạn trả lời khi không có bước nào cho ngày",
        /// Days without news after which an open commitment is reported.
        pub update_every_days: Opt<Whole> => "số ngày không có tin mới thì nhắc",
        /// Working days before a deadline from which it is due soon.
        pub due_soon_workdays: Opt<Whole> => "số ngày làm việc trước hạn thì coi là sắp đến hạn",
        /// Last days of semesters.
        pub semesters: Opt<Semesters> => "ngày cuối của các học kỳ",
        /// The smallest denominator of a rate.
        pub min_n: Opt<Whole> => "mẫu số nhỏ nhất của một tỷ lệ",
        /// Severity by code.
        pub levels: Opt<super::value::LevelTable> => "mức của từng mã chẩn đoán",
    }
}

table! {
    /// `[search]`.
    pub struct Search {
        /// Abbreviations and what they stand for.
        pub aliases: Opt<super::value::TextTable> => "từ viết tắt và nghĩa của chúng",
    }
}

table! {
    /// `[privacy]`.
    pub struct Privacy {
        /// Regular expressions of student codes.
        pub student_id_patterns: List<Name> => "các mẫu mã sinh viên (biểu thức chính quy)",
        /// Contacts that may be shown.
        pub allow: List<Name> => "các địa chỉ liên hệ được phép hiển thị",
    }
}

table! {
    /// `[[target]]`: a web site on which dialogue content must be published.
    pub struct Target {
        /// Its id.
        pub id: Req<super::value::SlugText> => "mã của nơi công khai",
        /// Its title.
        pub title: Req<Text> => "tên",
        /// Its address.
        pub base_url: Req<Link> => "địa chỉ",
        /// Whether this program builds it.
        pub built: Opt<bool> => "do chương trình này dựng",
        /// The units whose records it holds; all where absent.
        pub units: Opt<UnitScope> => "các đơn vị có hồ sơ ở đó; không có thì tất cả",
        /// Dialogue levels that must appear on it.
        pub requires: List<LevelOfDialogue> => "các cấp đối thoại phải có ở đó",
        /// Its theme.
        pub theme: Opt<Folder> => "giao diện",
    }
}

table! {
    /// The whole of `site.toml`.
    pub struct Site {
        /// Title of the site.
        pub title: Req<Text> => "tên trang web",
        /// A banner on every page.
        pub notice: Opt<Text> => "dòng thông báo trên mọi trang",
        /// Address of the main site; may have a path.
        pub base_url: Req<Link> => "địa chỉ trang chính; có thể có đường dẫn",
        /// Interface languages, the first the default.
        pub languages: List<LanguageTag> => "các ngôn ngữ giao diện, ngôn ngữ đầu là mặc định",
        /// Theme.
        pub theme: Opt<Folder> => "giao diện",
        /// Licence of the data.
        pub licence: Opt<Name> => "giấy phép của dữ liệu",
        /// The day at which the register is frozen.
        pub as_of: Opt<Day> => "ngày chốt sổ",
        /// The institution.
        pub institution: Req<Institution> => "nhà trường",
        /// The rules.
        pub rules: Opt<Rules> => "các quy tắc",
        /// Search settings.
        pub search: Opt<Search> => "tìm kiếm",
        /// Privacy settings.
        pub privacy: Opt<Privacy> => "riêng tư",
        /// Publication targets.
        pub target: List<Target> => "các nơi công khai",
    }
}

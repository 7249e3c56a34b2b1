//! A unit of the school (`units/<unit>.md`) and a topic (`[[topic]]` of `topics.toml`).

use super::field::{List, Opt, Req, ReqList};
use super::site::Contact;
use super::value::{Day, Link, SlugText, Text, TopicRef, UnitRef};
use crate::{choice, table};

choice! {
    /// What kind of unit.
    pub enum UnitKind {
        Faculty = "faculty" ("khoa", "faculty"),
        Institute = "institute" ("viện", "institute"),
        Centre = "centre" ("trung tâm", "centre"),
        Department = "department" ("phòng, ban chức năng", "department"),
        Library = "library" ("thư viện", "library"),
        Union = "union" ("đoàn thể", "union"),
        Committee = "committee" ("uỷ ban, ban tổ chức", "committee"),
        Board = "board" ("ban lãnh đạo, hội đồng", "board"),
        Class = "class" ("lớp", "class"),
    }
}

table! {
    /// An earlier name.
    pub struct FormerName {
        /// The name.
        pub name: Req<Text> => "tên cũ",
        /// The last day it was used.
        pub until: Req<Day> => "ngày cuối còn dùng tên này",
    }
}

table! {
    /// A unit.
    pub struct Unit {
        /// Full name.
        pub name: Req<Text> => "tên đầy đủ",
        /// What kind of unit.
        pub kind: Req<UnitKind> => "loại đơn vị",
        /// Abbreviation.
        pub abbr: Opt<Text> => "tên viết tắt",
        /// Names used for it in documents.
        pub aliases: List<Text> => "các tên khác dùng trong văn bản",
        /// Earlier names.
        pub former: List<FormerName> => "các tên cũ",
        /// The unit above it.
        pub parent: Opt<UnitRef> => "đơn vị cấp trên",
        /// Whether it has students and owes a dialogue.
        pub learners: Req<bool> => "có người học và phải tổ chức đối thoại",
        /// Its own web site.
        pub website: Opt<Link> => "trang web riêng",
        /// How to reach it.
        pub contact: Opt<Contact> => "cách liên hệ",
        /// Its symbol in document numbers.
        pub symbol: Opt<Text> => "ký hiệu trong số văn bản",
        /// The day it was closed.
        pub closed: Opt<Day> => "ngày giải thể",
        /// The unit that took over.
        pub successor: Opt<UnitRef> => "đơn vị kế thừa",
        /// Corrections after publication.
        pub corrections: List<super::question::Correction> => "đính chính sau khi công khai",
    }
}

table! {
    /// A topic.
    pub struct Topic {
        /// Its id.
        pub id: Req<SlugText> => "mã lĩnh vực",
        /// Its title.
        pub title: Req<Text> => "tên lĩnh vực",
        /// The topic above it.
        pub parent: Opt<TopicRef> => "lĩnh vực cấp trên",
        /// The units that own it.
        pub lead: ReqList<UnitRef> => "các đơn vị phụ trách",
        /// Units that help.
        pub co: List<UnitRef> => "các đơn vị phối hợp",
        /// Words by which import finds it.
        pub keywords: List<Text> => "các từ để lệnh `import` nhận ra lĩnh vực",
    }
}

table! {
    /// The whole of `topics.toml`.
    pub struct Topics {
        /// The topics.
        pub topic: List<Topic> => "các lĩnh vực",
    }
}

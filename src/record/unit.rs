//! A unit of the school (`units/<unit>.md`) and a topic (`[[topic]]` of `topics.toml`).

use super::field::{Opt, Req, ReqList};
use super::site::Contact;
use super::value::{Day, Link, SlugText, Text, TopicRef, UnitRef};
use crate::text::span::At;
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
        pub name: Req<Text>,
        /// The last day it was used.
        pub until: Req<Day>,
    }
}

table! {
    /// A unit.
    pub struct Unit {
        /// Full name.
        pub name: Req<Text>,
        /// What kind of unit.
        pub kind: Req<UnitKind>,
        /// Abbreviation.
        pub abbr: Opt<Text>,
        /// Names used for it in documents.
        pub aliases: Vec<At<Text>>,
        /// Earlier names.
        pub former: Vec<At<FormerName>>,
        /// The unit above it.
        pub parent: Opt<UnitRef>,
        /// Whether it has students and owes a dialogue.
        pub learners: Req<bool>,
        /// Its own web site.
        pub website: Opt<Link>,
        /// How to reach it.
        pub contact: Opt<Contact>,
        /// Its symbol in document numbers.
        pub symbol: Opt<Text>,
        /// The day it was closed.
        pub closed: Opt<Day>,
        /// The unit that took over.
        pub successor: Opt<UnitRef>,
        /// Corrections after publication.
        pub corrections: Vec<At<super::question::Correction>>,
    }
}

table! {
    /// A topic.
    pub struct Topic {
        /// Its id.
        pub id: Req<SlugText>,
        /// Its title.
        pub title: Req<Text>,
        /// The topic above it.
        pub parent: Opt<TopicRef>,
        /// The units that own it.
        pub lead: ReqList<UnitRef>,
        /// Units that help.
        pub co: Vec<At<UnitRef>>,
        /// Words by which import finds it.
        pub keywords: Vec<At<Text>>,
    }
}

table! {
    /// The whole of `topics.toml`.
    pub struct Topics {
        /// The topics.
        pub topic: Vec<At<Topic>>,
    }
}

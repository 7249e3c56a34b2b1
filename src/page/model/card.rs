//! The picture of the site, a round or a unit, as links to it show it in chats and on social networks.
//!
//! In: what the page's first screen says. Out: the words of a picture that `theme` paints. The invariant: every count
//! stands with what it is a part of, and beside the day it was taken, since others keep such pictures for weeks.

use serde::Serialize;

use super::part::Text;

/// What a picture says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card<'a> {
    /// The institution.
    pub institution: Text<'a>,
    /// What it is a picture of, above its name: `Khoa`, `Đợt đối thoại`.
    pub above: Text<'a>,
    /// Its name.
    pub title: Text<'a>,
    /// At most two counts.
    pub counts: Vec<Count<'a>>,
    /// The day of the counts, and what the site says of itself on every page: `Số liệu tính đến ngày 24/4/2024 · Dữ liệu
    /// minh hoạ`. A picture is seen without its page.
    pub foot: Text<'a>,
}

/// So many of so many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count<'a> {
    /// How many.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
    /// Both as they are read: `41/52`.
    pub number: Text<'a>,
    /// What was counted: `ý kiến đã trả lời`.
    pub label: Text<'a>,
    /// Whether there are enough for a share to be shown.
    pub share: bool,
}

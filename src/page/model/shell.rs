//! What is the same on all pages of a language: whose site it is, its navigation, its date.
//!
//! In: the configuration and the plan of pages. Out: header and footer. The invariant: nothing here depends on the page,
//! so it is prepared once a language and shared. Paths are site paths without leading slash, as everywhere.

use serde::Serialize;

use super::part::{Date, Link, OuterLink, Text};

/// What is the same on all pages of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shell<'a> {
    /// The language: `vi`.
    pub lang: Text<'a>,
    /// What the language's addresses begin with: empty for the first language, `en/`.
    pub prefix: Text<'a>,
    /// The main site's address with a final slash: canonical addresses begin with it.
    pub base_url: Text<'a>,
    /// The site's title.
    pub title: Text<'a>,
    /// Whose site it is.
    pub institution: Institution<'a>,
    /// A banner on every page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text<'a>>,
    /// On a site that shows only what some units hold: the main site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main: Option<Link<'a>>,
    /// The day that states and figures are computed for, as `dd/mm/yyyy`.
    pub as_of: Date<'a>,
    /// What a browser needs to count working days on a later day; none where the register is frozen at a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recount: Option<Recount<'a>>,
    /// The main navigation, in order; only pages that exist.
    pub navigation: Vec<Link<'a>>,
    /// How many of them are sections; the editors' own pages follow.
    pub sections: u32,
    /// The footer's links after the navigation: corrections, data, free pages; only pages that exist.
    pub footer: Vec<Link<'a>>,
    /// The licence's name and address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<OuterLink<'a>>,
    /// The site's languages in order, this one included.
    pub languages: Vec<Language<'a>>,
}

/// What a browser needs to count working days from the as-of date to the day on which it shows the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recount<'a> {
    /// The last day for which it may, as ISO date.
    pub last: Text<'a>,
    /// Weekdays that are off and Saturdays and Sundays that are worked from the as-of date to then, as ISO dates with
    /// spaces between.
    pub odd: Text<'a>,
    /// How many working days before a limit it is due soon.
    pub soon: u32,
}

/// Whose site it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Institution<'a> {
    /// The full name.
    pub name: Text<'a>,
    /// The short name.
    pub abbr: Text<'a>,
    /// The body above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing_body: Option<Text<'a>>,
    /// Where it is.
    pub place: Text<'a>,
    /// How to reach it: e-mail, telephone.
    pub contact: Vec<OuterLink<'a>>,
}

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language<'a> {
    /// Its code.
    pub lang: Text<'a>,
    /// Its name in itself: `English`.
    pub name: Text<'a>,
    /// What its addresses begin with.
    pub prefix: Text<'a>,
}

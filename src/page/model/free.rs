//! Free pages (introduction, how to ask, accessibility, privacy) and the 404 page.
//!
//! In: an editor's page, or nothing. Out: `page.html`, `not-found.html`. The invariant: the 404 page works from any
//! address, so its root is absolute.

use serde::Serialize;

use super::head::Head;
use super::part::{Correction, Html, Link, Text};

/// A free page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FreePage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Its text.
    pub html: Html<'a>,
    /// The text's language where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Published changes to the page.
    pub corrections: Vec<Correction<'a>>,
}

/// The 404 page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFoundPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// Where to go on; only pages that exist.
    pub links: Vec<Link<'a>>,
}

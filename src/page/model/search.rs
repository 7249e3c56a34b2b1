//! The search page.
//!
//! In: the root of the index and the words of its script. Out: `search.html`. The invariant: without a script the page says
//! so and leads to the lists, which hold everything that can be found.

use serde::Serialize;

use super::head::Head;
use super::part::{Html, Link};

/// The search page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The root of the index as JSON, with `<` written `\u003c`.
    pub index_json: Html<'a>,
    /// Words for identifiers as JSON, with `<` written `\u003c`: `[kinds, states]`.
    pub labels_json: Html<'a>,
    /// The lists, for readers without a script.
    pub lists: Vec<Link<'a>>,
}

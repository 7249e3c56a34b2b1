//! Structured data: schema.org descriptions of pages (`spec/site.md`).

use super::model::head::Head;
use super::model::part::Html;
use super::route::Route;
use super::view::View;

/// The structured data of the page at `route`, whose head is otherwise complete.
pub fn json_ld(_view: &View<'_>, _route: Route, _head: &Head<'_>) -> Option<Html<'static>> {
    None
}

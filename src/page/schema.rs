//! Structured data: schema.org descriptions of pages (`spec/site.md`).
//!
//! A route and its otherwise complete head go in; one JSON text comes out, with `<` written `\u003c` so that no text can
//! end the script that holds it. The invariant: it says nothing that the page does not. What records are described by is
//! in `record`.

pub mod dataset;
mod json;
mod record;

use self::json::Value;
use super::model::head::Head;
use super::model::part::Html;
use super::route::{self, Route, Subject};
use super::title::{breadcrumb, page_number};
use super::view::View;
use crate::register::index::{RecordIx, UnitIx};

/// The structured data of the page at `route`, whose head is otherwise complete.
pub fn json_ld(view: &View<'_>, route: Route, head: &Head<'_>) -> Option<Html<'static>> {
    let mut graph: Vec<Value> = match route.subject {
        Subject::Home => vec![web_site(view, head), institution(view)],
        Subject::Dialogue(ix, _) => vec![record::event(view, ix, head)],
        Subject::Question(ix) => vec![record::question(view, ix, route, head)],
        Subject::Commitment(ix) => vec![record::plan_action(view, ix, head)],
        Subject::Unit(ix, _) => vec![record::organization(view, ix, head)],
        // The page of open data describes its files itself.
        Subject::Document(_) | Subject::Survey(_) | Subject::Data | Subject::Page(_) | Subject::NotFound => Vec::new(),
        _ => vec![collection(view, head)],
    };
    if route.subject != Subject::Home {
        graph.push(trail(view, route, head));
    }
    Some(Html(json::document(&graph).into()))
}

/// The whole address of a page of this language.
pub(super) fn address(view: &View<'_>, subject: Subject) -> String {
    format!("{}{}{}", view.register.settings.base_url, view.prefix, route::path(view.register, subject))
}

/// The page's own whole address.
pub(super) fn own_address(view: &View<'_>, head: &Head<'_>) -> String {
    format!("{}{}{}", view.register.settings.base_url, view.prefix, head.path)
}

/// An object of the pairs that have a value.
pub(super) fn object(kind: &'static str, pairs: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let mut all = vec![("@type", Value::from(kind))];
    all.extend(pairs.into_iter().filter_map(|(key, value)| Some((key, value?))));
    Value::Object(all)
}

/// A unit as the organisation that did something.
pub(super) fn unit(view: &View<'_>, ix: Option<UnitIx>) -> Option<Value> {
    let ix = ix?;
    let name = view.link(RecordIx::Unit(ix)).title.into_owned();
    let url = address(view, Subject::Unit(ix, 1));
    Some(object("Organization", [("name", Some(name.into())), ("url", Some(url.into()))]))
}

fn web_site(view: &View<'_>, head: &Head<'_>) -> Value {
    object(
        "WebSite",
        [
            ("name", Some(head.title.to_string().into())),
            ("url", Some(own_address(view, head).into())),
            ("inLanguage", Some(view.lang.as_str().into())),
            ("description", Some(head.description.to_string().into())),
            ("publisher", Some(object("CollegeOrUniversity", [("name", Some(institution_name(view).into()))]))),
            ("license", view.register.settings.licence.as_deref().map(Into::into)),
        ],
    )
}

fn institution_name(view: &View<'_>) -> String {
    view.text("site", "institution.name", &view.register.settings.institution).0.into_owned()
}

fn institution(view: &View<'_>) -> Value {
    let settings = &view.register.settings;
    let above = settings.governing_body.as_deref();
    let above = above.map(|b| view.text("site", "institution.governing_body", b).0);
    object(
        "CollegeOrUniversity",
        [
            ("name", Some(institution_name(view).into())),
            ("alternateName", Some(settings.abbr.to_string().into())),
            ("url", Some(settings.base_url.to_string().into())),
            ("address", Some(settings.place.to_string().into())),
            ("email", settings.email.as_deref().map(Into::into)),
            ("telephone", settings.phone.as_deref().map(Into::into)),
            (
                "parentOrganization",
                above.map(|name| object("Organization", [("name", Some(name.into_owned().into()))])),
            ),
        ],
    )
}

fn collection(view: &View<'_>, head: &Head<'_>) -> Value {
    object(
        "CollectionPage",
        [
            ("name", Some(head.title.to_string().into())),
            ("url", Some(own_address(view, head).into())),
            ("inLanguage", Some(view.lang.as_str().into())),
            ("description", Some(head.description.to_string().into())),
        ],
    )
}

/// The breadcrumb, from the home page down to the page itself.
fn trail(view: &View<'_>, route: Route, head: &Head<'_>) -> Value {
    let base = &view.register.settings.base_url;
    let home = (view.say("Trang chủ", "Home").to_owned(), Some(address(view, Subject::Home)));
    let above = breadcrumb(view, route.subject).into_iter();
    let above = above.map(|link| (link.title.into_owned(), link.href.map(|href| format!("{base}{href}"))));
    let number = page_number(route.subject);
    let own = if number > 1 { format!("{} {number}", view.say("Trang", "Page")) } else { head.title.to_string() };
    let own = (own, Some(own_address(view, head)));
    let crumbs = std::iter::once(home).chain(above).chain(std::iter::once(own)).enumerate();
    let items: Vec<Value> = crumbs
        .map(|(i, (name, address))| {
            object(
                "ListItem",
                [("position", Some((i + 1).into())), ("name", Some(name.into())), ("item", address.map(Into::into))],
            )
        })
        .collect();
    object("BreadcrumbList", [("itemListElement", Some(items.into()))])
}

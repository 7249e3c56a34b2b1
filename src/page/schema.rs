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
use super::model::part::{Html, Text};
use super::route::{Route, Subject};
use super::title::page_number;
use super::view::View;
use crate::register::index::{RecordIx, UnitIx};

/// What a question's page says, as HTML.
#[derive(Clone, Copy, Default)]
pub struct Said<'t> {
    /// The question's text.
    pub question: Option<&'t Html<'t>>,
    /// The text of its last answer.
    pub answer: Option<&'t Html<'t>>,
}

/// The structured data of the page at `route`, whose head is otherwise complete; `said` is of a question's page.
pub fn json_ld(view: &View<'_>, route: Route, head: &Head<'_>, said: Said<'_>) -> Option<Html<'static>> {
    let mut graph: Vec<Value<'_>> = match route.subject {
        Subject::Home => vec![web_site(view, head), institution(view)],
        Subject::Dialogue(ix, _) => vec![record::event(view, ix, head)],
        Subject::Question(ix) => vec![record::question(view, ix, head, said)],
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
    [&*view.register.settings.base_url, &*view.href(subject)].concat()
}

/// The page's own whole address.
pub(super) fn own_address(view: &View<'_>, head: &Head<'_>) -> String {
    [&*view.register.settings.base_url, view.prefix, &*head.path].concat()
}

/// An object of the pairs that have a value.
pub(super) fn object<'t, const N: usize>(
    kind: &'static str,
    pairs: [(&'static str, Option<Value<'t>>); N],
) -> Value<'t> {
    let mut all = Vec::with_capacity(N + 1);
    all.push(("@type", Value::from(kind)));
    all.extend(pairs.into_iter().filter_map(|(key, value)| Some((key, value?))));
    Value::Object(all)
}

/// A unit as the organisation that did something.
pub(super) fn unit<'t>(view: &'t View<'_>, ix: Option<UnitIx>) -> Option<Value<'t>> {
    let ix = ix?;
    let name = view.title(RecordIx::Unit(ix)).0;
    let url = address(view, Subject::Unit(ix, 1));
    Some(object("Organization", [("name", Some(name.into())), ("url", Some(url.into()))]))
}

fn web_site<'t>(view: &'t View<'_>, head: &'t Head<'_>) -> Value<'t> {
    object(
        "WebSite",
        [
            ("name", Some((&*head.title).into())),
            ("url", Some(own_address(view, head).into())),
            ("inLanguage", Some(view.lang.as_str().into())),
            ("description", Some((&*head.description).into())),
            ("publisher", Some(object("CollegeOrUniversity", [("name", Some(institution_name(view).into()))]))),
            ("license", view.register.settings.licence.as_deref().map(Into::into)),
        ],
    )
}

fn institution_name<'t>(view: &'t View<'_>) -> Text<'t> {
    view.text("site", "institution.name", &view.register.settings.institution).0
}

fn institution<'t>(view: &'t View<'_>) -> Value<'t> {
    let settings = &view.register.settings;
    let above = settings.governing_body.as_deref();
    let above = above.map(|b| view.text("site", "institution.governing_body", b).0);
    object(
        "CollegeOrUniversity",
        [
            ("name", Some(institution_name(view).into())),
            ("alternateName", Some((&*settings.abbr).into())),
            ("url", Some((&*settings.base_url).into())),
            ("address", Some((&*settings.place).into())),
            ("email", settings.email.as_deref().map(Into::into)),
            ("telephone", settings.phone.as_deref().map(Into::into)),
            ("parentOrganization", above.map(|name| object("Organization", [("name", Some(name.into()))]))),
        ],
    )
}

fn collection<'t>(view: &'t View<'_>, head: &'t Head<'_>) -> Value<'t> {
    object(
        "CollectionPage",
        [
            ("name", Some((&*head.title).into())),
            ("url", Some(own_address(view, head).into())),
            ("inLanguage", Some(view.lang.as_str().into())),
            ("description", Some((&*head.description).into())),
        ],
    )
}

/// The breadcrumb, from the home page down to the page itself.
fn trail<'t>(view: &'t View<'_>, route: Route, head: &'t Head<'_>) -> Value<'t> {
    let base = &view.register.settings.base_url;
    let home = (Text::from(view.say("Trang chủ", "Home")), Some(address(view, Subject::Home)));
    let above = head.breadcrumb.iter();
    let above =
        above.map(|link| (Text::from(&*link.title), link.href.as_ref().map(|href| [&**base, &**href].concat())));
    let number = page_number(route.subject);
    let own: Text<'_> =
        if number > 1 { format!("{} {number}", view.say("Trang", "Page")).into() } else { (&*head.title).into() };
    let own = (own, Some(own_address(view, head)));
    let crumbs = std::iter::once(home).chain(above).chain(std::iter::once(own)).enumerate();
    let items: Vec<Value<'_>> = crumbs
        .map(|(i, (name, address))| {
            object(
                "ListItem",
                [("position", Some((i + 1).into())), ("name", Some(name.into())), ("item", address.map(Into::into))],
            )
        })
        .collect();
    object("BreadcrumbList", [("itemListElement", Some(items.into()))])
}

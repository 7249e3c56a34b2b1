//! Free pages (introduction, how to ask, accessibility, privacy) and the 404 page.
//!
//! An editor's page, or nothing, goes in; the models of `page.html` and `not-found.html` come out. The invariant: the 404
//! page names only pages that every site has, from the root of the main site, since it answers at any address.

use super::head;
use super::model::free::{FreePage, NotFoundPage};
use super::model::part::Link;
use super::plain;
use super::route::{Route, Subject};
use super::view::View;
use crate::register::index::PageIx;

/// The free page at `ix`.
pub fn free<'a>(view: &'a View<'_>, ix: PageIx, route: Route) -> FreePage<'a> {
    let page = &view.register.pages[ix.at()];
    let (html, lang) = view.body(&page.id, &page.path, page.body, route);
    let html = html.unwrap_or_default();
    FreePage {
        head: head::head(view, route, plain::words(&html, head::DESCRIPTION)),
        html,
        lang,
        corrections: view.corrections(&page.id, &page.facts.corrections),
    }
}

/// The 404 page.
pub fn not_found<'a>(view: &'a View<'_>, route: Route) -> NotFoundPage<'a> {
    let description = view.say(
        "Địa chỉ này không có trang nào. Xin tìm từ trang chủ hoặc các danh sách.",
        "There is no page at this address. Please look from the home page or the lists.",
    );
    let link = |title: &'static str, subject: Subject| Link {
        title: title.into(),
        href: Some(view.href(subject).into()),
        lang: None,
    };
    NotFoundPage {
        head: head::head(view, route, description),
        links: vec![
            link(view.say("Các ý kiến", "Questions"), Subject::Questions(1)),
            link(view.say("Các nội dung khắc phục", "Commitments"), Subject::Commitments(1)),
            link(view.say("Các đơn vị", "Units"), Subject::Units(1)),
            link(view.say("Các đợt đối thoại", "Rounds"), Subject::Rounds(1)),
        ],
    }
}

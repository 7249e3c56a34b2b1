//! Sitemaps: the addresses of all pages for search engines, and `robots.txt`, which names them.
//!
//! The plan of pages goes in; an index and parts of at most 50,000 addresses come out, each part on its own, so that the
//! addresses of a large site are never in memory at once. The invariants: every address is absolute, on the site that is built, and its
//! `lastmod` is the newest dated fact of its page, so that a build on another day changes nothing.

use super::newest::{Newest, NewestFacts};
use crate::page::plan::Plan;
use crate::page::route::{self, Route, Subject};
use crate::register::Register;
use crate::text::markup::push_escaped;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// How many addresses a part holds, as the protocol allows.
pub const PART: usize = 50_000;

/// The sitemaps of a site.
pub struct Sitemaps<'r> {
    register: &'r Register<'r>,
    newest: NewestFacts,
    routes: Vec<Route>,
}

impl<'r> Sitemaps<'r> {
    /// The sitemaps of the pages of `plan`, the 404 page left out.
    pub fn new(register: &'r Register<'r>, plan: &Plan) -> Self {
        let routes = plan.routes.iter().copied().filter(|r| r.subject != Subject::NotFound).collect();
        Self { register, newest: NewestFacts::of(register), routes }
    }

    /// How many parts there are; they count from 1.
    pub fn parts(&self) -> usize {
        self.routes.len().div_ceil(PART).max(1)
    }

    /// The path of part `number`.
    pub fn path(number: usize) -> String {
        format!("sitemap-{number}.xml")
    }

    /// The index of the parts, `sitemap.xml`.
    pub fn index(&self) -> String {
        let mut out = String::from(HEADER);
        out.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for number in 1..=self.parts() {
            out.push_str("<sitemap><loc>");
            push_escaped(&mut out, self.register.settings.own_url());
            push_escaped(&mut out, &Self::path(number));
            out.push_str("</loc>");
            let newest: Newest = self.routes_of(number).iter().map(|r| self.newest.of_page(r.subject)).max().flatten();
            push_day(&mut out, newest);
            out.push_str("</sitemap>\n");
        }
        out.push_str("</sitemapindex>\n");
        out
    }

    /// Part `number`, from 1.
    pub fn part(&self, number: usize) -> String {
        let routes = self.routes_of(number);
        let mut out = String::with_capacity(routes.len() * 160 + 200);
        out.push_str(HEADER);
        out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"");
        let several = self.register.settings.languages.len() > 1;
        out.push_str(if several { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n" } else { ">\n" });
        for route in routes {
            let path = route::path(self.register, route.subject);
            out.push_str("<url><loc>");
            self.push_address(&mut out, route.lang, &path);
            out.push_str("</loc>");
            push_day(&mut out, self.newest.of_page(route.subject));
            if several {
                self.push_alternates(&mut out, &path);
            }
            out.push_str("</url>\n");
        }
        out.push_str("</urlset>\n");
        out
    }

    fn routes_of(&self, number: usize) -> &[Route] {
        let start = (number.saturating_sub(1) * PART).min(self.routes.len());
        &self.routes[start..(start + PART).min(self.routes.len())]
    }

    fn push_alternates(&self, out: &mut String, path: &str) {
        for (i, lang) in self.register.settings.languages.iter().enumerate() {
            let _ = write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"", lang.as_str());
            self.push_address(out, i as u8, path);
            out.push_str("\"/>");
        }
    }

    fn push_address(&self, out: &mut String, lang: u8, path: &str) {
        push_escaped(out, self.register.settings.own_url());
        out.push_str(route::prefix(self.register, lang));
        push_escaped(out, path);
    }
}

/// `robots.txt`: everything may be read, and here is the sitemap.
pub fn robots(register: &Register<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", register.settings.own_url())
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn push_day(out: &mut String, day: Option<NaiveDate>) {
    if let Some(day) = day {
        let _ = write!(out, "<lastmod>{day}</lastmod>");
    }
}

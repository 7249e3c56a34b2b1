//! Atom (RFC 4287) with pages (RFC 5005): one document as XML.
//!
//! A document and the feeds go in, text comes out. The invariants: every address is whole; every text is escaped and holds
//! nothing that XML forbids; a document without entries is as old as the ids.

use super::entry::{self, Entry};
use super::news::{Dated, News, record};
use super::{Document, Feeds};
use crate::page::follow::{self, IDS_SINCE};
use crate::page::plain::shorten;
use crate::page::route::Subject;
use crate::page::title::id_of;
use crate::page::view::View;
use crate::register::index::{RecordIx, TopicIx};
use crate::text::markup::push_xml;
use chrono::NaiveDate;

/// One document with its entries.
pub(super) fn document(feeds: &Feeds, view: &View<'_>, document: Document, entries: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(2000 + entries.len()), view };
    writer.head(feeds, document, feeds.news(document).next().map(|n| n.0));
    writer.out.push_str(entries);
    writer.out.push_str("</feed>\n");
    writer.out
}

/// One entry, which is the same in every document.
pub(super) fn entry(view: &View<'_>, dated: Dated) -> String {
    let mut writer = Writer { out: String::with_capacity(1200), view };
    writer.entry(dated);
    writer.out
}

/// How much of the site's notice a feed repeats, in characters.
const NOTICE: usize = 120;

/// What a feed tells of, and how the site's notice begins.
fn subtitle(view: &View<'_>) -> String {
    let told = view.say(
        "Câu trả lời, cam kết, tiến độ và đính chính, mới nhất trước.",
        "Answers, commitments, progress and corrections, the newest first.",
    );
    match view.register.settings.notice.as_deref() {
        Some(notice) => format!("{told} {}", shorten(view.text("site", "notice", notice).0, NOTICE)),
        None => told.to_owned(),
    }
}

struct Writer<'a, 'v> {
    out: String,
    view: &'a View<'v>,
}

impl Writer<'_, '_> {
    /// What a document says of itself: all of a feed have one id.
    fn head(&mut self, feeds: &Feeds, document: Document, newest: Option<NaiveDate>) {
        let view = self.view;
        let settings = &view.register.settings;
        self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
        self.lang(view.lang.as_str());
        self.out.push_str(">\n");
        let path = follow::feed_path(view, document.source);
        let site = settings.own.as_ref().map(|target| format!("targets/{}/", target.id)).unwrap_or_default();
        self.element("id", &tag(view, IDS_SINCE, &format!("{site}{path}")));
        self.element("title", &follow::feed_title(view, document.source));
        self.element("subtitle", &subtitle(view));
        self.element("updated", &instant(newest));
        self.out.push_str("<author>");
        self.element("name", &view.text("site", "institution.name", &settings.institution).0);
        self.element("uri", &settings.base_url);
        self.out.push_str("</author>\n");
        let (newer, older) = feeds.beside(document);
        let first = Document { older: None, ..document };
        let last = Document { older: (super::older(feeds.count(document.source)) > 0).then_some(1), ..document };
        let documents = [
            ("self", Some(document)),
            ("first", Some(first)),
            ("last", Some(last)),
            ("previous", newer),
            ("next", older),
        ];
        for (relation, linked) in documents.into_iter().filter_map(|(relation, linked)| Some((relation, linked?))) {
            self.link(relation, "application/atom+xml", &linked.path(view));
        }
        self.link("alternate", "text/html", &view.href(document.source.subject()));
        if let Some(licence) = settings.licence.as_deref() {
            self.element("rights", licence);
        }
        self.element("generator", "doithoai");
    }

    fn entry(&mut self, (on, news): Dated) {
        let view = self.view;
        let Entry { part, kind, title, title_lang, anchor, summary, unit } = entry::entry(view, news);
        let id = id_of(view.register, record(news));
        let page = view.page_of(record(news)).unwrap_or_default();
        self.out.push_str("<entry>\n");
        self.element("id", &tag(view, entry::year(view, news), &format!("{}{id}{part}", view.prefix)));
        self.text("title", title_lang.as_deref(), &title);
        self.element("published", &instant(Some(on)));
        self.element("updated", &instant(Some(on)));
        self.link("alternate", "text/html", &format!("{page}{anchor}"));
        if let Some(unit) = unit {
            self.out.push_str("<author>");
            self.element("name", &unit);
            self.out.push_str("</author>\n");
        }
        self.category(kind.0, None, kind.1);
        for topic in topics(view, news) {
            let scheme = follow::absolute(&view.register.settings, &view.href(Subject::Topics(1)));
            let slug = view.register.topics[topic.at()].slug();
            self.category(slug, Some(&scheme), &view.title(RecordIx::Topic(topic)).0);
        }
        if let Some((summary, lang)) = summary {
            self.text("summary", lang.as_deref(), &summary);
        }
        self.out.push_str("</entry>\n");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.text(name, None, text);
    }

    fn text(&mut self, name: &str, lang: Option<&str>, text: &str) {
        self.out.push('<');
        self.out.push_str(name);
        if let Some(lang) = lang {
            self.lang(lang);
        }
        self.out.push('>');
        push_xml(&mut self.out, text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn lang(&mut self, lang: &str) {
        self.attribute("xml:lang", lang);
    }

    fn link(&mut self, relation: &str, kind: &str, path: &str) {
        self.out.push_str("<link");
        self.attribute("rel", relation);
        self.attribute("type", kind);
        if kind == "text/html" {
            self.attribute("hreflang", self.view.lang.as_str());
        }
        self.attribute("href", &follow::absolute(&self.view.register.settings, path));
        self.out.push_str("/>\n");
    }

    fn category(&mut self, term: &str, scheme: Option<&str>, label: &str) {
        self.out.push_str("<category");
        self.attribute("term", term);
        if let Some(scheme) = scheme {
            self.attribute("scheme", scheme);
        }
        self.attribute("label", label);
        self.out.push_str("/>\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_xml(&mut self.out, value);
        self.out.push('"');
    }
}

/// The topics of a question, as they are written in it.
fn topics(view: &View<'_>, news: News) -> Vec<TopicIx> {
    let RecordIx::Question(ix) = record(news) else { return Vec::new() };
    let written = view.register.questions[ix.at()].facts.topics.0.iter();
    let known = written.filter_map(|t| view.register.topic(t.as_str()));
    known.filter(|t| view.register.is_known(RecordIx::Topic(*t))).collect()
}

/// An id (RFC 4151).
fn tag(view: &View<'_>, year: i32, name: &str) -> String {
    format!("tag:{},{year}:{name}", follow::authority(&view.register.settings))
}

/// The first moment of a day in Viet Nam, which has had one offset since 1975.
fn instant(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| format!("{IDS_SINCE}-01-01T00:00:00+07:00"), |day| format!("{day}T00:00:00+07:00"))
}

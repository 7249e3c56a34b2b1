//! Shells: what is the same on all pages of a language.
//!
//! The settings and the plan go in; header and footer come out, once a language. The invariant: every link leads to a page
//! of the plan.

use super::follow::{self, Source};
use super::model::part::{Date, Link, OuterLink, Text};
use super::model::shell::{Institution, Language, Recount, Shell};
use super::route::Subject;
use super::title::language_name;
use super::view::View;
use crate::calendar::is_weekend;
use crate::record::value::LanguageTag;
use crate::register::index::{PageIx, RecordIx};
use chrono::{Datelike, Days, NaiveDate};
use std::borrow::Cow;

/// The shell of the view's language.
pub fn shell<'a>(view: &'a View<'_>) -> Shell<'a> {
    let register = view.register;
    let settings = &register.settings;
    let site = |path: &str, original: &'a str| view.text("site", path, original).0;
    let day = register.as_of;
    Shell {
        lang: view.lang.as_str().into(),
        prefix: view.prefix.into(),
        base_url: Cow::Borrowed(&settings.base_url),
        title: site_title(view),
        institution: Institution {
            name: site("institution.name", &settings.institution),
            abbr: site("institution.abbr", &settings.abbr),
            governing_body: settings.governing_body.as_deref().map(|b| site("institution.governing_body", b)),
            place: site("institution.place", &settings.place),
            contact: contact(settings.email.as_deref(), settings.phone.as_deref()),
        },
        notice: settings.notice.as_deref().map(|n| site("notice", n)),
        main: main_site(view),
        as_of: Date {
            iso: day.to_string().into(),
            text: format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()).into(),
        },
        recount: recount(view),
        navigation: navigation(view),
        sections: SECTIONS.len() as u32,
        footer: footer(view),
        licence: settings.licence.as_deref().map(licence),
        languages: languages(view),
    }
}

/// The title of the site that is built.
pub fn site_title<'a>(view: &'a View<'_>) -> Text<'a> {
    let settings = &view.register.settings;
    match &settings.own {
        Some(target) => view.text("site", format_args!("target.{}.title", target.id), &target.title).0,
        None => view.text("site", "title", &settings.title).0,
    }
}

/// How far ahead of its date a page may be counted on: what happened since is not on it.
const RECOUNT: Days = Days::new(366);

/// What a browser needs to count on. None where the register is frozen at a day, which a recount would contradict, and
/// where a unit has days off of its own, which the browser does not know of.
fn recount(view: &View<'_>) -> Option<Recount<'static>> {
    let register = view.register;
    if register.settings.as_of.is_some() || register.calendars.differ() {
        return None;
    }
    let school = register.calendars.school();
    let from = register.as_of;
    let last = school.known_until(from, from.checked_add_days(RECOUNT)?);
    let mut odd: Vec<NaiveDate> = school.days_off(from, last).map(|d| d.date).filter(|d| !is_weekend(*d)).collect();
    odd.extend(school.days_made_up(from, last).map(|d| d.date).filter(|d| is_weekend(*d)));
    odd.sort_unstable();
    let odd: Vec<String> = odd.iter().map(ToString::to_string).collect();
    let soon = register.settings.due_soon_workdays;
    Some(Recount { last: last.to_string().into(), odd: odd.join(" ").into(), soon })
}

/// Ways to reach somebody: e-mail, telephone.
pub fn contact<'a>(email: Option<&'a str>, phone: Option<&'a str>) -> Vec<OuterLink<'a>> {
    let email = email.map(|e| OuterLink { title: e.into(), url: format!("mailto:{}", e.trim()).into() });
    let phone = phone.map(|p| {
        let digits: String = p.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        OuterLink { title: p.into(), url: format!("tel:{digits}").into() }
    });
    email.into_iter().chain(phone).collect()
}

/// The sections of the site, in the order of the navigation.
const SECTIONS: [(Subject, (&str, &str)); 8] = [
    (Subject::Rounds(1), ("Đợt đối thoại", "Rounds")),
    (Subject::Questions(1), ("Ý kiến", "Questions")),
    (Subject::Commitments(1), ("Khắc phục", "Commitments")),
    (Subject::Units(1), ("Đơn vị", "Units")),
    (Subject::Topics(1), ("Lĩnh vực", "Topics")),
    (Subject::Documents(1), ("Văn bản", "Documents")),
    (Subject::Surveys(1), ("Khảo sát", "Surveys")),
    (Subject::Statistics, ("Thống kê", "Statistics")),
];

/// What the pages on follow-up are called in the footer.
const FOLLOW_UP: [(Subject, (&str, &str)); 4] = [
    (Subject::Overdue(1), ("Đang quá hạn", "Overdue")),
    (Subject::Carried(1), ("Các đợt trước để lại", "Left open by earlier rounds")),
    (Subject::Coverage(1), ("Đã công khai ở đâu", "What is published where")),
    (Subject::Calendar, ("Lịch đối thoại", "Calendar")),
];

fn navigation<'a>(view: &'a View<'_>) -> Vec<Link<'a>> {
    let sections = SECTIONS.into_iter().map(|(subject, label)| Link {
        title: view.label(label).into(),
        href: Some(view.href(subject).into()),
        lang: None,
    });
    sections.chain(free_pages(view, true)).collect()
}

fn footer<'a>(view: &'a View<'_>) -> Vec<Link<'a>> {
    let corrections = Link {
        title: view.say("Đính chính và hồ sơ không công khai", "Corrections and withheld records").into(),
        href: Some(view.href(Subject::Corrections(1)).into()),
        lang: None,
    };
    let follow_up = FOLLOW_UP.into_iter().map(|(subject, label)| Link {
        title: view.label(label).into(),
        href: Some(view.href(subject).into()),
        lang: None,
    });
    let data = Link {
        title: view.say("Dữ liệu mở", "Open data").into(),
        href: Some(view.href(Subject::Data).into()),
        lang: None,
    };
    let feed = Link {
        title: view.say("Theo dõi qua Atom", "Follow by Atom").into(),
        href: Some(follow::feed_path(view, Source::Site).into()),
        lang: None,
    };
    follow_up.chain([data, corrections, feed]).chain(free_pages(view, false)).collect()
}

/// The main site, from one that shows a part of it.
fn main_site<'a>(view: &'a View<'_>) -> Option<Link<'a>> {
    let settings = &view.register.settings;
    if !settings.is_part() {
        return None;
    }
    let (title, lang) = view.text("site", "title", &settings.title);
    Some(Link { title, href: Some(format!("{}{}", settings.base_url, view.prefix).into()), lang })
}

/// The free pages that are in the menu, or those that do not say whether they are: by weight, then by id. A page with
/// `menu = false` is in neither; other pages lead to it.
fn free_pages<'a>(view: &'a View<'_>, menu: bool) -> impl Iterator<Item = Link<'a>> {
    let pages = &view.register.pages;
    let mut found: Vec<PageIx> = (0..pages.len() as u32).map(PageIx).collect();
    found.retain(|p| {
        let page = &pages[p.at()];
        !page.draft && page.facts.menu.as_ref().map(|m| m.value) == menu.then_some(true)
    });
    let weight = |p: &PageIx| pages[p.at()].facts.weight.as_ref().map_or(f64::INFINITY, |w| w.0);
    found.sort_by(|a, b| weight(a).total_cmp(&weight(b)).then(a.cmp(b)));
    found.into_iter().map(|p| view.link(RecordIx::Page(p)))
}

/// A licence by its SPDX identifier; its address where it is a web address itself.
pub fn licence(name: &str) -> OuterLink<'_> {
    let url = match name.to_ascii_uppercase().as_str() {
        "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/".into(),
        "CC-BY-SA-4.0" => "https://creativecommons.org/licenses/by-sa/4.0/".into(),
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".into(),
        _ if name.starts_with("https://") => Cow::Borrowed(name),
        _ => format!("https://spdx.org/licenses/{name}.html").into(),
    };
    OuterLink { title: name.into(), url }
}

fn languages<'a>(view: &View<'_>) -> Vec<Language<'a>> {
    let all = view.register.settings.languages.iter().enumerate();
    all.map(|(i, lang)| Language {
        lang: lang.as_str().into(),
        name: language_name(*lang).into(),
        prefix: match (i, lang) {
            (0, _) => "",
            (_, LanguageTag::Vi) => "vi/",
            (_, LanguageTag::En) => "en/",
        }
        .into(),
    })
    .collect()
}

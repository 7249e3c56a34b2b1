//! Addresses: links lead to pages and files, sitemaps hold every page, the 404 page works anywhere.

use crate::support::*;
use chrono::NaiveDate;
use doithoai::export::sitemap::{Sitemaps, robots};
use doithoai::page::route::{self, Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{card, free};
use serde_json::Value;

/// All addresses in a model.
fn hrefs<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                if key == "href" {
                    found.extend(field.as_str());
                }
                hrefs(field, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| hrefs(v, found)),
        _ => {}
    }
}

/// Whether it is a feed or a calendar; `tests/targets.rs` looks for the files.
fn is_followed(path: &str) -> bool {
    path.ends_with("atom.xml") || path.ends_with("lich.ics")
}

#[test]
fn every_link_leads_to_a_page_or_a_file() {
    for sources in [sources(""), site("states"), site("attachments"), site("son-la"), site("bilingual"), site("levels")]
    {
        with(&sources, |register, plan| {
            let mut known: Vec<String> = plan
                .routes
                .iter()
                .map(|r| format!("{}{}", route::prefix(register, r.lang), route::path(register, r.subject)))
                .collect();
            known
                .extend(card::pictured(register, plan).map(|r| {
                    format!("{}{}anh.png", route::prefix(register, r.lang), route::path(register, r.subject))
                }));
            known.sort();
            for (address, page) in pages(register, plan) {
                let mut found = Vec::new();
                hrefs(&page, &mut found);
                for href in found {
                    let path = href.split('#').next().unwrap_or_default().to_owned();
                    assert!(
                        path.starts_with("tep/") || is_followed(&path) || known.binary_search(&path).is_ok(),
                        "{address}: {href}"
                    );
                }
            }
        });
    }
}

#[test]
fn sitemaps_hold_every_page_once_with_the_day_of_its_facts() {
    with(&sources(""), |register, plan| {
        let maps = Sitemaps::new(register, plan);
        let part = maps.part(1);
        assert_eq!((maps.parts(), part.matches("<loc>").count()), (1, plan.routes.len() - 1));
        assert!(!part.contains("404") && part.contains("xmlns:xhtml"));
        let base = &register.settings.base_url;
        assert!(maps.index().contains(&format!("<loc>{base}sitemap-1.xml</loc><lastmod>2024-")));
        let line = part.lines().find(|l| l.contains("khoa-cntt/y-kien/005/</loc>")).expect("a tombstone");
        assert!(line.contains("<lastmod>2024-03-29</lastmod>"), "{line}");
        assert!(line.contains(&format!("hreflang=\"en\" href=\"{base}en/dot/2023-2024/khoa-cntt/y-kien/005/\"")));
        let days = part.split("<lastmod>").skip(1).filter_map(|rest| rest.get(..10)?.parse::<NaiveDate>().ok());
        assert!(days.max() <= Some(register.as_of));
        assert!(robots(register).contains(&format!("Sitemap: {base}sitemap.xml")));
    });
}

#[test]
fn the_404_page_starts_at_the_root_of_the_main_site() {
    with(&sources(""), |register, plan| {
        let view = View::new(register, plan, 0);
        let page = free::not_found(&view, Route { lang: 0, subject: Subject::NotFound });
        assert_eq!(page.head.root, register.settings.base_path());
        assert!(page.links.len() >= 3);
    });
}

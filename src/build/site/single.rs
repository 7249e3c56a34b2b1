//! One file at a time: what a path of the site holds, made when somebody asks.
//!
//! A [`Site`] and a path go in, the bytes that [`Site::render`] writes there come out. What is made of the whole register
//! at once (open data, the search index, files for machines) is made when the first of its files is asked for, and kept.
//! The invariant: for every path, the bytes are those of a build; tests hold the one against the other.

use super::{Late, Output, Site};
use crate::build::attachment;
use crate::export::data;
use crate::export::feed::Feeds;
use crate::export::icalendar::Calendars;
use crate::page::card;
use crate::page::data::DataTable;
use crate::page::route::{self, Route};
use crate::page::view::View;
use crate::search;
use crate::text::source::Attachment;
use crate::theme::PreparedShell;
use crate::theme::problem::ThemeProblem;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Where attachments lie in a site.
const ATTACHMENTS: &str = "tep/";

/// A site whose files are made one at a time.
pub struct Single<'r> {
    site: Site<'r>,
    views: Vec<View<'r>>,
    shells: Vec<PreparedShell>,
    data: OnceLock<(Vec<DataTable>, Files)>,
    index: OnceLock<(String, Files)>,
    machines: OnceLock<Files>,
    attachments: OnceLock<FxHashMap<String, &'r Attachment>>,
    feeds: OnceLock<Feeds>,
    calendars: OnceLock<Calendars>,
}

/// What a path of the site holds.
#[derive(Debug, Clone)]
pub enum Made<'r> {
    /// A page.
    Page(Vec<u8>),
    /// A file that the program makes.
    File(Arc<[u8]>),
    /// A file of the project.
    Copy(&'r Attachment),
}

/// Files by their paths.
#[derive(Default)]
struct Files(Mutex<FxHashMap<String, Arc<[u8]>>>);

impl Files {
    fn take(&self, path: &str, bytes: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.into());
    }

    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

impl Output for Files {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.take(path, bytes);
    }

    fn copy(&self, _: &str, _: &Attachment) {}
}

/// A single page.
#[derive(Default)]
struct Sheet(Mutex<Vec<u8>>);

impl Output for Sheet {
    fn put(&self, _: &str, bytes: Vec<u8>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
    }

    fn copy(&self, _: &str, _: &Attachment) {}
}

impl<'r> Single<'r> {
    /// Prepares `site`.
    pub fn new(site: Site<'r>) -> Result<Self, Vec<ThemeProblem>> {
        let languages = site.register.settings.languages.len() as u8;
        let views: Vec<View<'r>> = (0..languages).map(|l| View::new(site.register, site.plan, l)).collect();
        let shells = site.shells(&views)?;
        let (data, index, machines) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let (attachments, feeds, calendars) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self { site, views, shells, data, index, machines, attachments, feeds, calendars })
    }

    /// What the file at `path` holds; nothing where the site has none.
    pub fn made(&self, path: &str) -> Result<Option<Made<'r>>, ThemeProblem> {
        if let Some((_, bytes)) = self.site.theme.assets().find(|(known, _)| *known == path) {
            return Ok(Some(Made::File(bytes.into())));
        }
        if path.starts_with(ATTACHMENTS) {
            let all = self.attachments.get_or_init(|| attachment::published(self.site.register).into_iter().collect());
            return Ok(all.get(path).map(|attachment| Made::Copy(attachment)));
        }
        if let Some(route) = self.route(path) {
            return self.page(route).map(|html| Some(Made::Page(html)));
        }
        if let Some(bytes) = self.followed(path) {
            return Ok(Some(Made::File(bytes.into())));
        }
        if let Some(route) = card::pictured_at(&self.views, path) {
            let card = card::card(&self.views[route.lang as usize], route.subject);
            return Ok(Some(Made::File(self.site.theme.picture(&card).into())));
        }
        let files = match path {
            _ if path.starts_with(data::FOLDER) => &self.data().1,
            _ if path.starts_with(search::FOLDER) => &self.index().1,
            _ => self.machines(),
        };
        Ok(files.get(path).map(Made::File))
    }

    /// What became of the theme's file that an older site had at `path`: a page made before an edit of it may ask for it.
    pub fn made_once(&self, path: &str) -> Option<Made<'r>> {
        self.site.theme.asset_once_at(path).map(|bytes| Made::File(bytes.into()))
    }

    /// The route of the page at `path`.
    pub fn route(&self, path: &str) -> Option<Route> {
        // Only pages are made of routes, and their names all end so.
        path.strip_suffix(".html")?;
        let href = path.strip_suffix("index.html").unwrap_or(path);
        let is_at = |route: &&Route| self.views[route.lang as usize].href(route.subject) == href;
        let routes = &self.site.plan.routes;
        // The many are known by their ids, the few are tried.
        let named = self.views.iter().find_map(|view| {
            let subject = route::below_at(self.site.register, href.strip_prefix(view.prefix)?)?;
            Some(Route { lang: view.lang_index, subject })
        });
        match named {
            Some(named) => Some(named).filter(|named| routes.contains(named) && is_at(&named)),
            None => routes.iter().filter(|route| !route::is_below(route.subject)).find(is_at).copied(),
        }
    }

    /// The page at `route`.
    pub fn page(&self, route: Route) -> Result<Vec<u8>, ThemeProblem> {
        let late = if Late::is(route.subject) {
            Late { data: &self.data().0, index: &self.index().0 }
        } else {
            Late::default()
        };
        let sheet = Sheet::default();
        self.site.page(&self.views[route.lang as usize], &self.shells[route.lang as usize], route, late, &sheet)?;
        Ok(sheet.0.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The page that stands for one that does not exist.
    pub fn not_found(&self) -> Result<Option<Made<'r>>, ThemeProblem> {
        self.made("404.html")
    }

    /// The path of the main site's address, with slashes at both ends.
    pub fn base_path(&self) -> &str {
        self.site.register.settings.base_path()
    }

    /// The paths of all pages.
    pub fn pages(&self) -> impl Iterator<Item = (String, Route)> {
        let path = |route: &Route| route::file_of(&self.views[route.lang as usize].href(route.subject));
        self.site.plan.routes.iter().map(move |route| (path(route), *route))
    }

    /// The feed or calendar at `path`.
    fn followed(&self, path: &str) -> Option<Vec<u8>> {
        let (register, plan) = (self.site.register, self.site.plan);
        let name = path.rsplit('/').next()?;
        if name.starts_with("atom") {
            return self.feeds.get_or_init(|| Feeds::of(register, plan)).at(&self.views, path);
        }
        if name.strip_suffix(".ics").is_some() {
            let calendars = self.calendars.get_or_init(|| Calendars::of(register, plan));
            let file = calendars.at(&self.views, path)?;
            return Some(calendars.write(&self.views[file.lang as usize], file));
        }
        None
    }

    fn data(&self) -> &(Vec<DataTable>, Files) {
        self.data.get_or_init(|| {
            let files = Files::default();
            let tables = self.site.data(&files);
            (tables, files)
        })
    }

    fn index(&self) -> &(String, Files) {
        self.index.get_or_init(|| {
            let files = Files::default();
            (search::index(&self.views, &|path, bytes| files.take(path, bytes)), files)
        })
    }

    fn machines(&self) -> &Files {
        self.machines.get_or_init(|| {
            let files = Files::default();
            self.site.machines(&files);
            files
        })
    }
}

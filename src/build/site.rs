//! Rendering a site: every planned page, the files for machines, the attachments and the theme's assets, into an output.
//!
//! The register, the plan and the theme go in; paths with bytes go to an [`Output`], from several threads and in no
//! order. A page's model is built when its turn comes and dropped when its bytes are handed on, so the site is never in
//! memory at once. The invariant: the bytes under a path depend on the register, the plan and the theme alone.

pub mod single;

use super::{attachment, ledger};
use crate::export::data;
use crate::export::feed::Feeds;
use crate::export::growing::{self, Growing};
use crate::export::icalendar::Calendars;
use crate::export::sitemap::{self, Sitemaps};
use crate::page;
use crate::page::card;
use crate::page::data::DataTable;
use crate::page::plan::Plan;
use crate::page::route::{self, Route, Subject};
use crate::page::view::View;
use crate::record::question::Visibility;
use crate::register::Register;
use crate::search;
use crate::text::source::Attachment;
use crate::theme::problem::ThemeProblem;
use crate::theme::{PreparedShell, Theme};
use rayon::prelude::*;

/// Where the files of a site go.
pub trait Output: Sync {
    /// Takes the bytes of the file at `path`, relative to the site.
    fn put(&self, path: &str, bytes: Vec<u8>);
    /// Takes a file that is copied from the project.
    fn copy(&self, path: &str, attachment: &Attachment);
    /// Begins the file at `path`, which comes piece by piece.
    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f> {
        growing::whole(path, |path, bytes| self.put(path, bytes))
    }
}

impl growing::Files for &dyn Output {
    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f> {
        Output::begin(*self, path)
    }
}

/// How many pages a thread takes at a time.
const PIECE: usize = 16;

/// A site about to be rendered.
pub struct Site<'r> {
    /// The register.
    pub register: &'r Register<'r>,
    /// The plan of its pages.
    pub plan: &'r Plan,
    /// The theme.
    pub theme: &'r Theme,
}

/// What is known when all other pages are made: how large the data files are, and the root of the search index.
#[derive(Clone, Copy, Default)]
struct Late<'a> {
    data: &'a [DataTable],
    index: &'a str,
}

impl Late<'_> {
    /// Whether a page tells any of it.
    const fn is(subject: Subject) -> bool {
        matches!(subject, Subject::Data | Subject::Search)
    }
}

impl Site<'_> {
    /// Renders everything into `output`.
    pub fn render(&self, output: &dyn Output) -> Result<(), Vec<ThemeProblem>> {
        let languages = self.register.settings.languages.len() as u8;
        let views: Vec<View<'_>> = (0..languages).map(|l| View::new(self.register, self.plan, l)).collect();
        let shells = self.shells(&views)?;
        let render = |route: &Route, late: Late<'_>| {
            let view = &views[route.lang as usize];
            let html = self.page(view, &shells[route.lang as usize], *route, late)?;
            output.put(&route::file_of(&view.href(route.subject)), html);
            Ok(())
        };
        let (late, others): (Vec<&Route>, Vec<&Route>) =
            self.plan.routes.iter().partition(|route| Late::is(route.subject));
        // What machines read is made one after the other, never in memory at once, while pages are rendered beside it.
        let ((data, index), mut problems) = rayon::join(
            || {
                self.machines(output);
                self.follow(&views, output);
                self.pictures(&views, output);
                let put = |path: &str, bytes| output.put(path, bytes);
                (self.data(output), search::index(&views, &put))
            },
            || {
                // In small pieces: a piece cannot be shared any more, and at the end nobody should wait for a long one.
                let pages = others.par_iter().with_max_len(PIECE);
                pages.filter_map(|r| render(r, Late::default()).err()).collect::<Vec<ThemeProblem>>()
            },
        );
        problems.extend(late.iter().filter_map(|r| render(r, Late { data: &data, index: &index }).err()));
        if problems.is_empty() { Ok(()) } else { Err(first_of_each(problems)) }
    }

    /// Open data, where the site has them: those of a part would be mistaken for the school's.
    fn data(&self, output: &dyn Output) -> Vec<DataTable> {
        if self.register.settings.is_part() { Vec::new() } else { data::publish(self.register, self.plan, &output) }
    }

    fn shells(&self, views: &[View<'_>]) -> Result<Vec<PreparedShell>, Vec<ThemeProblem>> {
        let mut problems = Vec::new();
        let mut shells = Vec::new();
        for view in views {
            match self.theme.shell(&page::shell::shell(view)) {
                Ok(shell) => shells.push(shell),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(shells) } else { Err(problems) }
    }

    /// Files that programs read, attachments and assets.
    fn machines(&self, output: &dyn Output) {
        let sitemaps = Sitemaps::new(self.register, self.plan);
        output.put("sitemap.xml", sitemaps.index().into_bytes());
        (1..=sitemaps.parts())
            .into_par_iter()
            .for_each(|n| output.put(&Sitemaps::path(n), sitemaps.part(n).into_bytes()));
        output.put("robots.txt", sitemap::robots(self.register).into_bytes());
        let mut file = output.begin(ledger::PATH);
        ledger::write(self.register, &ledger::of(self.register), &mut *file);
        file.finish();
        for (path, bytes) in self.theme.assets() {
            output.put(path, bytes.to_vec());
        }
        attachment::published(self.register).par_iter().for_each(|(path, attachment)| output.copy(path, attachment));
    }

    /// Feeds and calendars.
    fn follow(&self, views: &[View<'_>], output: &dyn Output) {
        let feeds = Feeds::of(self.register, self.plan);
        for view in views {
            feeds.publish(view, &|path, bytes| output.put(path, bytes));
        }
        let calendars = Calendars::of(self.register, self.plan);
        calendars.files(self.register).into_par_iter().for_each(|file| {
            let view = &views[file.lang as usize];
            output.put(&file.path(view), calendars.write(view, file));
        });
    }

    /// The pictures that stand for pages.
    fn pictures(&self, views: &[View<'_>], output: &dyn Output) {
        let pictured: Vec<Route> = card::pictured(self.register, self.plan).collect();
        pictured.into_par_iter().for_each(|route| {
            let view = &views[route.lang as usize];
            output.put(&card::path(view, route.subject), self.picture(view, route));
        });
    }

    fn picture(&self, view: &View<'_>, route: Route) -> Vec<u8> {
        self.theme.picture(&card::card(view, route.subject))
    }

    /// The bytes of one page; `late` is for those of [`Late`].
    fn page(
        &self,
        view: &View<'_>,
        shell: &PreparedShell,
        route: Route,
        late: Late<'_>,
    ) -> Result<Vec<u8>, ThemeProblem> {
        let html = self.templated(view, shell, route, late)?;
        let settings = &self.register.settings;
        if settings.own.is_none() {
            return Ok(html);
        }
        let root = match route.subject {
            Subject::NotFound => settings.base_path().to_owned(),
            subject => route::root_of("", &view.href(subject)),
        };
        Ok(outward(html, &root, &settings.base_url))
    }

    fn templated(
        &self,
        view: &View<'_>,
        shell: &PreparedShell,
        route: Route,
        late: Late<'_>,
    ) -> Result<Vec<u8>, ThemeProblem> {
        let theme = self.theme;
        match route.subject {
            Subject::Home => theme.render(shell, "home.html", &page::home::home(view, route)),
            Subject::Rounds(n) => theme.render(shell, "rounds.html", &page::lists::rounds(view, n, route)),
            Subject::Round(ix) => theme.render(shell, "round.html", &page::round::round(view, ix, route)),
            Subject::Dialogue(ix, n) => {
                theme.render(shell, "dialogue.html", &page::dialogue::dialogue(view, ix, n, route))
            }
            Subject::Question(ix) if self.register.questions[ix.at()].links.visibility == Visibility::Withheld => {
                theme.render(shell, "tombstone.html", &page::tombstone::tombstone(view, ix, route))
            }
            Subject::Question(ix) => theme.render(shell, "question.html", &page::question::question(view, ix, route)),
            Subject::Commitment(ix) => {
                theme.render(shell, "commitment.html", &page::commitment::commitment(view, ix, route))
            }
            Subject::Units(n) => theme.render(shell, "units.html", &page::units::units(view, n, route)),
            Subject::Unit(ix, n) => theme.render(shell, "unit.html", &page::unit::unit(view, ix, n, route)),
            Subject::Topics(n) => theme.render(shell, "topics.html", &page::topic::topics(view, n, route)),
            Subject::Topic(ix, n) => theme.render(shell, "topic.html", &page::topic::topic(view, ix, n, route)),
            Subject::Questions(n) => theme.render(shell, "questions.html", &page::lists::questions(view, n, route)),
            Subject::Commitments(n) => {
                theme.render(shell, "commitments.html", &page::lists::commitments(view, n, route))
            }
            Subject::Documents(n) => theme.render(shell, "documents.html", &page::document::documents(view, n, route)),
            Subject::Document(ix) => theme.render(shell, "document.html", &page::document::document(view, ix, route)),
            Subject::Surveys(n) => theme.render(shell, "surveys.html", &page::survey::surveys(view, n, route)),
            Subject::Survey(ix) => theme.render(shell, "survey.html", &page::survey::survey(view, ix, route)),
            Subject::Statistics => theme.render(shell, "statistics.html", &page::statistics::statistics(view, route)),
            Subject::Corrections(n) => {
                theme.render(shell, "corrections.html", &page::corrections::corrections(view, n, route))
            }
            Subject::Overdue(n) => theme.render(shell, "overdue.html", &page::overdue::overdue(view, n, route)),
            Subject::Carried(n) => theme.render(shell, "carried.html", &page::carried::carried(view, n, route)),
            Subject::Coverage(n) => theme.render(shell, "coverage.html", &page::coverage::coverage(view, n, route)),
            Subject::Calendar => theme.render(shell, "calendar.html", &page::agenda::calendar(view, route)),
            Subject::CalendarYear(year, n) => {
                theme.render(shell, "calendar.html", &page::agenda::year(view, year, n, route))
            }
            Subject::Report(ix, n) => {
                theme.render(shell, "report.html", &page::report::opinions::opinions(view, ix, n, route))
            }
            Subject::Remediation(ix, n) => {
                theme.render(shell, "report.html", &page::report::remediation::remediation(view, ix, n, route))
            }
            Subject::Data => theme.render(shell, "data.html", &page::data::data(view, late.data, route)),
            Subject::Search => {
                let model = page::search::search(view, route, late.index, search::labels(view));
                theme.render(shell, "search.html", &model)
            }
            Subject::Page(ix) => theme.render(shell, "page.html", &page::free::free(view, ix, route)),
            Subject::NotFound => theme.render(shell, "not-found.html", &page::free::not_found(view, route)),
        }
    }
}

/// The page `html` with the addresses of the main site as they are: templates write the way to the site's root before
/// every address, and structured data the main site's address.
fn outward(html: Vec<u8>, root: &str, main: &str) -> Vec<u8> {
    match String::from_utf8(html) {
        Ok(html) => {
            let html = html.replace(&format!("\"{root}{main}"), &format!("\"{main}"));
            html.replace(&format!("{main}{main}"), main).into_bytes()
        }
        Err(error) => error.into_bytes(),
    }
}

/// A broken template fails on every page of its kind: each problem once.
fn first_of_each(mut problems: Vec<ThemeProblem>) -> Vec<ThemeProblem> {
    problems.sort_by_key(|p| format!("{p:?}"));
    problems.dedup_by_key(|p| format!("{p:?}"));
    problems
}

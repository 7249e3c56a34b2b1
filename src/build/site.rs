//! Rendering a site: every planned page, the files for machines, the attachments and the theme's assets, into an output.
//!
//! The register, the plan and the theme go in; paths with bytes go to an [`Output`], from several threads and in no
//! order. A page's model is built when its turn comes and dropped when its bytes are handed on, so the site is never in
//! memory at once. The invariant: the bytes under a path depend on the register, the plan and the theme alone.

mod press;
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
use crate::page::route::{Route, Subject};
use crate::page::view::View;
use crate::record::question::Visibility;
use crate::register::Register;
use crate::search;
use crate::text::key::Key;
use crate::text::source::Attachment;
use crate::theme::problem::ThemeProblem;
use crate::theme::{PreparedShell, Theme};
use rayon::prelude::*;
use std::convert::Infallible;

use press::{Press, put_unless_kept};

/// Where the files of a site go.
pub trait Output: Sync {
    /// Takes the bytes of the file at `path`, relative to the site.
    fn put(&self, path: &str, bytes: Vec<u8>);
    /// Takes a file that is copied from the project.
    fn copy(&self, path: &str, attachment: &Attachment);
    /// What is part of every key: the program that makes the files. `None` where no file is kept from an earlier time.
    fn program(&self) -> Option<Key> {
        None
    }
    /// Keeps the file at `path` if it lies there as it was made from what `key` is of; else it must be put.
    fn keeps(&self, _path: &str, _key: Key) -> bool {
        false
    }
    /// As [`Self::put`], of what was made from what `key` is of.
    fn put_keyed(&self, path: &str, _key: Key, bytes: Vec<u8>) {
        self.put(path, bytes);
    }
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
            self.page(&views[route.lang as usize], &shells[route.lang as usize], *route, late, output)
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
            let (path, card) = (card::path(view, route.subject), card::card(view, route.subject));
            let key = |program| self.theme.picture_key(&card, &program);
            let Ok(()) = put_unless_kept(output, &path, key, || Ok::<_, Infallible>(self.theme.picture(&card)));
        });
    }

    /// Makes one page; `late` is for those of [`Late`].
    fn page(
        &self,
        view: &View<'_>,
        shell: &PreparedShell,
        route: Route,
        late: Late<'_>,
        output: &dyn Output,
    ) -> Result<(), ThemeProblem> {
        let press = Press::new(self, shell, (route.subject, &view.href(route.subject)), output);
        match route.subject {
            Subject::Home => press.page("home.html", &page::home::home(view, route)),
            Subject::Rounds(n) => press.page("rounds.html", &page::lists::rounds(view, n, route)),
            Subject::Round(ix) => press.page("round.html", &page::round::round(view, ix, route)),
            Subject::Dialogue(ix, n) => press.page("dialogue.html", &page::dialogue::dialogue(view, ix, n, route)),
            Subject::Question(ix) if self.register.questions[ix.at()].links.visibility == Visibility::Withheld => {
                press.page("tombstone.html", &page::tombstone::tombstone(view, ix, route))
            }
            Subject::Question(ix) => press.page("question.html", &page::question::question(view, ix, route)),
            Subject::Commitment(ix) => press.page("commitment.html", &page::commitment::commitment(view, ix, route)),
            Subject::Units(n) => press.page("units.html", &page::units::units(view, n, route)),
            Subject::Unit(ix, n) => press.page("unit.html", &page::unit::unit(view, ix, n, route)),
            Subject::Topics(n) => press.page("topics.html", &page::topic::topics(view, n, route)),
            Subject::Topic(ix, n) => press.page("topic.html", &page::topic::topic(view, ix, n, route)),
            Subject::Questions(n) => press.page("questions.html", &page::lists::questions(view, n, route)),
            Subject::Commitments(n) => press.page("commitments.html", &page::lists::commitments(view, n, route)),
            Subject::Documents(n) => press.page("documents.html", &page::document::documents(view, n, route)),
            Subject::Document(ix) => press.page("document.html", &page::document::document(view, ix, route)),
            Subject::Surveys(n) => press.page("surveys.html", &page::survey::surveys(view, n, route)),
            Subject::Survey(ix) => press.page("survey.html", &page::survey::survey(view, ix, route)),
            Subject::Statistics => press.page("statistics.html", &page::statistics::statistics(view, route)),
            Subject::Corrections(n) => press.page("corrections.html", &page::corrections::corrections(view, n, route)),
            Subject::Overdue(n) => press.page("overdue.html", &page::overdue::overdue(view, n, route)),
            Subject::Carried(n) => press.page("carried.html", &page::carried::carried(view, n, route)),
            Subject::Coverage(n) => press.page("coverage.html", &page::coverage::coverage(view, n, route)),
            Subject::Calendar => press.page("calendar.html", &page::agenda::calendar(view, route)),
            Subject::CalendarYear(year, n) => press.page("calendar.html", &page::agenda::year(view, year, n, route)),
            Subject::Report(ix, n) => press.page("report.html", &page::report::opinions::opinions(view, ix, n, route)),
            Subject::Remediation(ix, n) => {
                press.page("report.html", &page::report::remediation::remediation(view, ix, n, route))
            }
            Subject::Data => press.page("data.html", &page::data::data(view, late.data, route)),
            Subject::Search => {
                let model = page::search::search(view, route, late.index, search::labels(view));
                press.page("search.html", &model)
            }
            Subject::Page(ix) => press.page("page.html", &page::free::free(view, ix, route)),
            Subject::NotFound => press.page("not-found.html", &page::free::not_found(view, route)),
        }
    }
}

/// A broken template fails on every page of its kind: each problem once.
fn first_of_each(mut problems: Vec<ThemeProblem>) -> Vec<ThemeProblem> {
    problems.sort_by_key(|p| format!("{p:?}"));
    problems.dedup_by_key(|p| format!("{p:?}"));
    problems
}

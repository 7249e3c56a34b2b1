//! Generations: the site as it was after one change, on threads of its own.
//!
//! A [`Snapshot`] and a theme go in; [`Word`]s come out: that the site is linked and can answer, then what the rules say of
//! it. One thread owns the files, the register and the plan, and its workers render what a [`Site`] is asked for; when
//! nobody holds the [`Site`] any more, they end and all of it is dropped. So a register, which borrows its files, needs no
//! trick to outlive a function, and an older generation goes on answering beside a newer one. The invariant: a page is made
//! when it is asked for, from this generation alone, with the bytes that a build writes.

use super::kept::Snapshot;
use super::overlay::Draft;
use super::trouble::{self, Trouble};
use crate::build::site::single::{Made, Single};
use crate::build::{self, Day, ledger};
use crate::check;
use crate::diagnostic::render::{Format, render};
use crate::diagnostic::{Diagnostic, Lang, Severity, settle};
use crate::host::published;
use crate::page::plan::{Plan, plan};
use crate::page::route::Subject;
use crate::page::title::{id_of, record_of};
use crate::page::view::View;
use crate::record::Record;
use crate::record::translation::Translation;
use crate::register::Register;
use crate::register::link::{AsOf, link};
use crate::theme::Theme;
use crate::theme::problem::ThemeProblem;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::mem::discriminant;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

/// How many pages of a generation are made at once.
const WORKERS: usize = 3;

/// What a generation is made of.
pub(super) struct Work {
    /// Its number; later ones are larger.
    pub(super) number: u64,
    /// The project.
    pub(super) snapshot: Snapshot,
    /// The theme, or what is wrong with it.
    pub(super) theme: Result<Arc<Theme>, Vec<Trouble>>,
    /// Whether the theme's templates have never been tried.
    pub(super) untried: bool,
    /// The publication target whose site it is; the main site where there is none.
    pub(super) target: Option<Box<str>>,
    /// The day.
    pub(super) day: Day,
    /// Where the project's site is published, if it is.
    pub(super) public: Utf8PathBuf,
    /// How diagnostics are worded on the terminal.
    pub(super) manner: (Lang, bool),
}

/// What a generation tells.
pub(super) enum Word {
    /// It is linked: it answers, or cannot.
    Linked {
        /// Which.
        number: u64,
        /// What answers; none where `troubles` keep it from that.
        site: Option<Site>,
        /// What is wrong so far.
        troubles: Vec<Trouble>,
    },
    /// It was held against every rule.
    Checked {
        /// Which.
        number: u64,
        /// What keeps it from being the site.
        troubles: Vec<Trouble>,
        /// Errors and warnings as the terminal shows them.
        told: String,
    },
    /// It was overtaken by a later one before it was checked.
    Overtaken,
    /// It stopped for a reason that no code foresaw.
    Died {
        /// Which.
        number: u64,
    },
}

/// What all generations share.
#[derive(Default)]
pub(super) struct Turn {
    /// The number of the newest.
    pub(super) newest: AtomicU64,
    /// One is checked at a time.
    checking: Mutex<()>,
}

/// A generation that answers.
#[derive(Clone)]
pub(super) struct Site {
    /// Its number.
    pub(super) number: u64,
    /// How many drafts it has.
    pub(super) drafts: usize,
    jobs: Sender<Job>,
}

struct Job {
    ask: Ask,
    reply: SyncSender<Reply>,
}

/// What a site is asked for.
pub(super) enum Ask {
    /// What a path holds.
    Path(String),
    /// Its drafts.
    Drafts,
}

/// What a site answers.
pub(super) enum Reply {
    /// A page, and whether it is of a draft.
    Page(Vec<u8>, bool),
    /// A file that the program makes.
    File(Arc<[u8]>),
    /// A file of the project, at this path.
    Copy(Arc<str>),
    /// A folder: its address ends with a slash.
    Folder,
    /// Nothing; the site's own page for that.
    NotFound(Option<Vec<u8>>),
    /// A template failed.
    Problem(Vec<Trouble>),
    /// Its drafts.
    Drafts(Vec<Draft>),
}

impl Site {
    /// Asks and waits for the answer; none where the generation died.
    pub(super) fn ask(&self, ask: Ask) -> Option<Reply> {
        let (reply, answer) = sync_channel(1);
        self.jobs.send(Job { ask, reply }).ok()?;
        answer.recv().ok()
    }
}

/// Starts a generation; it tells its words to `words`.
pub(super) fn start(work: Work, turn: &Arc<Turn>, words: Sender<Word>) {
    let turn = Arc::clone(turn);
    let number = work.number;
    let run = move || {
        if catch_unwind(AssertUnwindSafe(|| live(work, &turn, &words))).is_err() {
            let _ = words.send(Word::Died { number });
        }
    };
    thread::spawn(run);
}

/// The whole life of a generation.
fn live(work: Work, turn: &Turn, words: &Sender<Word>) {
    let Work { number, snapshot, theme, untried, target, day, public, manner } = work;
    let Snapshot { sources, records, translations, diagnostics } = snapshot;
    let as_of = build::as_of(&records, day);
    let drafts: BTreeSet<Arc<str>> = records.iter().filter(|r| r.draft).map(|r| r.id.clone()).collect();
    let revealed = (!drafts.is_empty()).then(|| Revealed::new(&records, &translations, as_of, target.clone()));
    // Rules see the whole register, whatever of it the site shows.
    let whole = target.as_ref().map(|_| link(&sources, records.clone(), translations.clone(), as_of));
    let mut register = link(&sources, records, translations, as_of);
    narrow(&mut register, target.as_deref());
    let register = register;
    let mut early = diagnostics.clone();
    settle(&mut early, &register.settings.levels);
    let mut troubles = trouble::of_diagnostics(&early, &sources);
    let theme = theme.map_err(|more| troubles.extend(more)).ok();
    let plan = troubles.is_empty().then(|| plan(&register));
    let mut single = None;
    if let (Some(plan), Some(theme)) = (&plan, &theme) {
        match Single::new(build::site::Site { register: &register, plan, theme }) {
            Ok(made) => single = Some(made),
            Err(problems) => troubles.extend(trouble::of_theme(&problems)),
        }
    }
    let (jobs, asked) = channel();
    let site = single.is_some().then_some(Site { number, drafts: drafts.len(), jobs });
    if words.send(Word::Linked { number, site, troubles: troubles.clone() }).is_err() {
        return;
    }
    let second = Second { register: OnceLock::new(), plan: OnceLock::new() };
    let shown = OnceLock::new();
    let reveal = || {
        let (revealed, theme) = revealed.as_ref().zip(theme.as_deref())?;
        shown.get_or_init(|| second.single(revealed, &sources, theme)).as_ref()
    };
    let desk = Desk { single: single.as_ref(), reveal: &reveal, drafts: &drafts };
    let asked = Mutex::new(asked);
    thread::scope(|scope| {
        if single.is_some() {
            for _ in 0..WORKERS {
                scope.spawn(|| desk.serve(&asked));
            }
        }
        let _one_at_a_time = turn.checking.lock().unwrap_or_else(PoisonError::into_inner);
        if turn.newest.load(Ordering::SeqCst) > number {
            let _ = words.send(Word::Overtaken);
            return;
        }
        let inspected =
            Inspected { register: whole.as_ref().unwrap_or(&register), public: &public, early: diagnostics, manner };
        let (mut all, told) = inspected.check();
        // Of the theme, nothing is known but what was found before.
        all.extend(troubles.into_iter().filter(|trouble| trouble.code.is_none()));
        if let Some(single) = single.as_ref().filter(|_| untried) {
            all.extend(trouble::of_theme(&tried(single)));
        }
        let _ = words.send(Word::Checked { number, troubles: all, told });
    });
}

/// Makes `register` that of the site of `target`, if there is one.
fn narrow(register: &mut Register<'_>, target: Option<&str>) {
    let target = target.and_then(|id| register.settings.built(id)).cloned();
    if let Some(target) = target {
        register.narrow(&target);
    }
}

/// A register that is held against every rule.
struct Inspected<'r> {
    register: &'r Register<'r>,
    public: &'r Utf8Path,
    /// What was found in single files.
    early: Vec<Diagnostic>,
    manner: (Lang, bool),
}

impl Inspected<'_> {
    /// What is an error, and what the terminal shows.
    fn check(self) -> (Vec<Trouble>, String) {
        let Self { register, public, early: mut found, manner: (lang, color) } = self;
        found.extend(check::check(register, Severity::Warning));
        if let Some(published) = published::text(public, ledger::PATH) {
            found.extend(ledger::compare(register, &ledger::read(&published), &found));
        }
        settle(&mut found, &register.settings.levels);
        let troubles = trouble::of_diagnostics(&found, register.sources);
        let texts = |path: &str| register.sources.text(path);
        found.retain(|d| d.severity != Severity::Info);
        (troubles, render(&found, &texts, Format::Human, lang, color))
    }
}

/// What goes wrong when one page of every kind is made; those that tell what all others hold are left out.
fn tried(single: &Single<'_>) -> Vec<ThemeProblem> {
    let mut kinds = Vec::new();
    let mut problems = Vec::new();
    for (_, route) in single.pages() {
        let kind = (route.lang, discriminant(&route.subject));
        if matches!(route.subject, Subject::Data | Subject::Search) || kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        problems.extend(single.page(route).err());
    }
    problems.dedup();
    problems
}

/// Records as they would be if no draft were one.
struct Revealed {
    records: Vec<Record>,
    translations: Vec<Translation>,
    as_of: AsOf,
    target: Option<Box<str>>,
}

impl Revealed {
    fn new(records: &[Record], translations: &[Translation], as_of: AsOf, target: Option<Box<str>>) -> Self {
        let records = records.iter().map(|record| Record { draft: false, ..record.clone() });
        Self { records: records.collect(), translations: translations.to_vec(), as_of, target }
    }
}

/// A second register and plan, for the pages of drafts alone: made when the first of them is asked for.
struct Second<'s> {
    register: OnceLock<Register<'s>>,
    plan: OnceLock<Plan>,
}

impl<'s> Second<'s> {
    fn single<'a>(
        &'a self,
        revealed: &Revealed,
        sources: &'s crate::text::source::SourceTree,
        theme: &'a Theme,
    ) -> Option<(Single<'a>, &'a Register<'s>, &'a Plan)> {
        let Revealed { records, translations, as_of, target } = revealed;
        let register = self.register.get_or_init(|| {
            let mut register = link(sources, records.clone(), translations.clone(), *as_of);
            narrow(&mut register, target.as_deref());
            register
        });
        let plan = self.plan.get_or_init(|| plan(register));
        let single = Single::new(build::site::Site { register, plan, theme }).ok()?;
        Some((single, register, plan))
    }
}

/// The site that drafts are shown from, with its register and plan.
type Shown<'a, 's> = (Single<'a>, &'a Register<'s>, &'a Plan);

/// What the workers of a generation work on.
struct Desk<'a, 's> {
    single: Option<&'a Single<'a>>,
    reveal: &'a (dyn Fn() -> Option<&'a Shown<'a, 's>> + Sync),
    drafts: &'a BTreeSet<Arc<str>>,
}

impl Desk<'_, '_> {
    /// Answers until nobody can ask any more.
    fn serve(&self, jobs: &Mutex<Receiver<Job>>) {
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let (Ok(Job { ask, reply }), Some(single)) = (job, self.single) else { return };
            // A page that fails in a way nobody foresaw is one page; who asked may have gone away.
            let answer = catch_unwind(AssertUnwindSafe(|| match ask {
                Ask::Path(path) => self.path(single, &path),
                Ask::Drafts => Reply::Drafts(self.list()),
            }));
            let _ = answer.map(|answer| reply.send(answer));
        }
    }

    fn path(&self, single: &Single<'_>, path: &str) -> Reply {
        let found = self.found(single, path).or_else(|| {
            // The page for what does not exist links below the path of the main site's address.
            let base = single.base_path().trim_start_matches('/');
            path.strip_prefix(base).filter(|_| !base.is_empty()).and_then(|path| self.found(single, path))
        });
        found.unwrap_or_else(|| match single.not_found() {
            Ok(Some(Made::Page(html))) => Reply::NotFound(Some(html)),
            _ => Reply::NotFound(None),
        })
    }

    fn found(&self, single: &Single<'_>, path: &str) -> Option<Reply> {
        let folder = path.is_empty() || path.ends_with('/');
        let wanted = if folder { format!("{path}index.html") } else { path.to_owned() };
        match single.made(&wanted) {
            Ok(Some(made)) => return Some(of(made, false)),
            Err(problem) => return Some(Reply::Problem(trouble::of_theme(&[problem]))),
            Ok(None) => {}
        }
        let below = format!("{path}/index.html");
        if !folder && (single.route(&below).is_some() || self.draft(&below).is_some()) {
            return Some(Reply::Folder);
        }
        self.draft(&wanted).or_else(|| single.made_once(path).map(|made| of(made, false)))
    }

    /// The page at `path`, if it is of a draft.
    fn draft(&self, path: &str) -> Option<Reply> {
        if self.drafts.is_empty() {
            return None;
        }
        let (single, register, _) = (self.reveal)()?;
        let route = single.route(path)?;
        let record = record_of(route.subject).filter(|record| self.drafts.contains(id_of(register, *record)));
        record.map(|_| match single.page(route) {
            Ok(html) => of(Made::Page(html), true),
            Err(problem) => Reply::Problem(trouble::of_theme(&[problem])),
        })
    }

    fn list(&self) -> Vec<Draft> {
        let Some((_, register, plan)) = (self.reveal)() else { return Vec::new() };
        let view = View::new(register, plan, 0);
        let drafts = self.drafts.iter().filter_map(|id| {
            let record = register.ids.get(id)?;
            let title = view.title(record).0.into_owned();
            Some(Draft { id: id.to_string(), title, href: view.page_of(record).map(std::borrow::Cow::into_owned) })
        });
        drafts.collect()
    }
}

fn of(made: Made<'_>, draft: bool) -> Reply {
    match made {
        Made::Page(html) => Reply::Page(html, draft),
        Made::File(bytes) => Reply::File(bytes),
        Made::Copy(attachment) => Reply::Copy(Arc::clone(&attachment.path)),
    }
}

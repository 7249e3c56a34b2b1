//! The whole way for one command: load, analyse, and publish when asked and allowed.
//!
//! The one file that joins the pure core to the host for `check` and `build`. The invariant: nothing is published when
//! there is an error, or a warning that is denied.

use super::console::Console;
use super::sites::{self, Asked, Wanted};
use crate::build;
use crate::build::site::{Output, Site};
use crate::build::{Day, analyse_beside, ledger};
use crate::diagnostic::{Diagnostic, Message, Outcome, Severity, settle};
use crate::host::fault::Fault;
use crate::host::publish::{Publisher, Report};
use crate::host::stamp::{self, Stamp};
use crate::host::verify::{Difference, verify};
use crate::host::{clock, load, published, theme};
use crate::page::plan::plan as plan_of;
use crate::register::settings::Settings;
use crate::say;
use crate::text::digest::Digest;
use crate::text::source::{Attachment, SourceTree};
use crate::theme::Theme;
use crate::theme::problem::ThemeProblem;
use camino::{Utf8Path, Utf8PathBuf};
use chrono::NaiveDate;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The folder of a project's site, where no other is asked for.
pub(super) const PUBLIC: &str = "public";

/// What a command asks for.
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Request<'a> {
    pub(super) root: &'a Utf8Path,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) jobs: Option<NonZeroUsize>,
    pub(super) deny_warnings: bool,
    /// Where the site lies or will lie.
    pub(super) out: &'a Utf8Path,
    /// Whether it is published; not so for a check.
    pub(super) publish: bool,
    /// Whether it is built from nothing too, and compared.
    pub(super) verify: bool,
    /// Which sites.
    pub(super) sites: Asked<'a>,
    /// Whether the process goes on afterwards, so that memory is given back.
    pub(super) lasting: bool,
}

/// A site that was published.
pub(super) struct Published {
    /// Its folder.
    pub(super) out: Utf8PathBuf,
    /// What publishing did.
    pub(super) report: Report,
    /// Paths that an incremental build and a fresh one disagree on.
    pub(super) differing: Vec<Difference>,
}

/// What was done.
pub(super) struct Done {
    /// The project's files; where nothing changed, only those that diagnostics name.
    pub(super) sources: SourceTree,
    /// How many files the project has.
    pub(super) files: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The sites that were published.
    pub(super) published: Vec<Published>,
    /// How long each stage took.
    pub(super) timings: Vec<(Message, Duration)>,
}

pub(super) fn run(request: &Request<'_>, console: &mut Console<'_>) -> Result<Done, Fault> {
    let day = Day { today: clock::today(), asked: request.as_of };
    console.progress(&say!("đang đọc `{0}`…", "reading `{0}`…", request.root));
    in_pool(request.jobs, || stamped(request, day))?
}

/// Does the work, unless nothing that it depends on changed since it was done last.
fn stamped(request: &Request<'_>, day: Day) -> Result<Done, Fault> {
    if !request.publish || request.verify || request.sites == Asked::All {
        return work(request, day);
    }
    let inputs = inputs(request, day);
    if let Some(done) = inputs.and_then(|inputs| unchanged(request, inputs)) {
        return Ok(done);
    }
    let done = work(request, day)?;
    if let (Some(inputs), false) = (inputs, done.published.is_empty())
        && done.sources.faults.is_empty()
        && let Some(manifest) = published::manifest(request.out)
    {
        let diagnostics = done.diagnostics.clone();
        Stamp { files: done.files, diagnostics }.save(request.root, request.out, inputs, manifest);
    }
    Ok(done)
}

/// The digest of all that a build depends on.
fn inputs(request: &Request<'_>, day: Day) -> Option<Digest> {
    let public = request.root.join(PUBLIC);
    // What the project has published is asked only where the site goes elsewhere; else it is the site itself.
    let ledger = if request.out == public { None } else { published::text(&public, ledger::PATH) };
    let (today, asked) = (day.today.to_string(), format!("{:?} {:?}", day.asked, request.sites));
    let words = [&*today, &*asked, ledger.as_deref().unwrap_or_default()];
    stamp::of_inputs(request.root, &words)
}

/// The last build again, if it was made from `inputs` and its site lies there untouched.
fn unchanged(request: &Request<'_>, inputs: Digest) -> Option<Done> {
    let mut watch = clock::Stopwatch::start();
    let Stamp { files, diagnostics } =
        Stamp::read(request.root, request.out, inputs, published::manifest(request.out)?)?;
    if request.deny_warnings && diagnostics.iter().any(|d| d.severity == Severity::Warning) {
        return None;
    }
    let report = Publisher::begin(request.root, request.out).ok()?.untouched()?;
    let named = diagnostics.iter().flat_map(|d| std::iter::once(&d.place).chain(d.related.iter().map(|l| &l.place)));
    let sources = load::load_some(request.root, named.map(|place| &*place.path));
    let timings = vec![(say!("so với lần trước", "compare with the last build"), watch.lap())];
    let published = vec![Published { out: request.out.to_owned(), report, differing: Vec::new() }];
    Some(Done { sources, files, diagnostics, published, timings })
}

fn work(request: &Request<'_>, day: Day) -> Result<Done, Fault> {
    let mut watch = clock::Stopwatch::start();
    let mut timings = Vec::new();
    let sources = load::load(request.root)?;
    timings.push((say!("đọc", "load"), watch.lap()));
    let (Outcome { value: register, mut diagnostics }, (theme, plan)) = analyse_beside(&sources, day, |register| {
        rayon::join(|| theme(request.root, &register.settings), || request.publish.then(|| plan_of(register)))
    });
    // A first build into another folder is held against what the project has published.
    let wanted = sites::wanted(request.sites, &register.settings, request.out)?;
    let public = request.root.join(PUBLIC);
    let first = wanted.first().map_or(request.out, |site| &site.out);
    let published = [first, &public].into_iter().find_map(|site| published::text(site, ledger::PATH));
    if let Some(published) = published {
        let vanishing = ledger::compare(&register, &ledger::read(&published), &diagnostics);
        diagnostics.extend(vanishing);
        settle(&mut diagnostics, &register.settings.levels);
    }
    timings.push((say!("phân tích", "analyse"), watch.lap()));
    let forbidden = diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error || d.severity == Severity::Warning && request.deny_warnings);
    let theme = theme?;
    let mut done = Vec::new();
    if let Some(main) = plan.filter(|_| !forbidden) {
        for Wanted { target, out } in wanted {
            let other = target.map(|target| build::register_of(&sources, day, target));
            let published = match &other {
                None => {
                    let site = Site { register: &register, plan: &main, theme: &theme };
                    issue(&site, request, out, &mut watch, &mut timings)?
                }
                Some(register) => {
                    let theme = self::theme(request.root, &register.settings)?;
                    let site = Site { register, plan: &plan_of(register), theme: &theme };
                    issue(&site, request, out, &mut watch, &mut timings)?
                }
            };
            done.push(published);
        }
    }
    if request.lasting {
        drop(register);
    } else {
        // The process ends soon; its memory is given back faster as a whole than record by record.
        std::mem::forget(register);
    }
    let files = sources.files.len() + sources.attachments.len() + sources.faults.len();
    Ok(Done { sources, files, diagnostics, published: done, timings })
}

/// Publishes `site` into `out`, and verifies it where that was asked for.
fn issue(
    site: &Site<'_>,
    request: &Request<'_>,
    out: Utf8PathBuf,
    watch: &mut clock::Stopwatch,
    timings: &mut Vec<(Message, Duration)>,
) -> Result<Published, Fault> {
    let report = publish(site, Publisher::begin(request.root, &out)?, request.root)?;
    timings.push((say!("dựng và ghi", "render and publish"), watch.lap()));
    let mut differing = Vec::new();
    if request.verify {
        let fresh = publish(site, Publisher::memory(), request.root)?;
        differing = verify(&out, &fresh.outputs)?;
        timings.push((say!("kiểm chứng", "verify"), watch.lap()));
    }
    Ok(Published { out, report, differing })
}

/// Renders `site` into `publisher` and makes it the site.
fn publish(site: &Site<'_>, publisher: Publisher, root: &Utf8Path) -> Result<Report, Fault> {
    let sink = Sink { publisher: &publisher, root, fault: Mutex::new(None) };
    site.render(&sink).map_err(|problems| theme_fault(&problems))?;
    if let Some(fault) = sink.fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(fault);
    }
    publisher.finish(&[])
}

/// Hands rendered files to the publisher and keeps the first fault.
struct Sink<'a> {
    publisher: &'a Publisher,
    root: &'a Utf8Path,
    fault: Mutex<Option<Fault>>,
}

impl Sink<'_> {
    fn keep(&self, result: Result<(), Fault>) {
        if let Err(fault) = result {
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        }
    }

    fn failed(&self) -> bool {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Output for Sink<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        if !self.failed() {
            self.keep(self.publisher.put(path, &bytes));
        }
    }

    fn copy(&self, path: &str, attachment: &Attachment) {
        if !self.failed() {
            self.keep(self.publisher.copy(path, &self.root.join(&*attachment.path), &attachment.sha256));
        }
    }
}

/// The theme of the project at `root`.
fn theme(root: &Utf8Path, settings: &Settings) -> Result<Theme, Fault> {
    theme::load(root, &settings.theme, &settings.languages)?.map_err(|problems| theme_fault(&problems))
}

/// Problems of a theme are no fault of the content: the program cannot do its work until they are mended.
fn theme_fault(problems: &[ThemeProblem]) -> Fault {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let lines = lines.join("\n");
    Fault::new(say!("giao diện có lỗi:\n{lines}", "the theme has faults:\n{lines}"))
}

/// Runs `work` on as many threads as were asked for.
fn in_pool<T: Send>(jobs: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> Result<T, Fault> {
    let Some(jobs) = jobs else { return Ok(work()) };
    let pool: ThreadPool = ThreadPoolBuilder::new().num_threads(jobs.get()).build().map_err(|error| {
        Fault::new(say!("không mở được {jobs} luồng: {error}", "cannot start {jobs} threads: {error}"))
    })?;
    Ok(pool.install(work))
}

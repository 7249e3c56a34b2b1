//! The whole way for one command: load, analyse, and publish when asked and allowed.
//!
//! The one file that joins the pure core to the host for `check` and `build`. The invariant: nothing is published when
//! there is an error, or a warning that is denied.

use super::console::Console;
use super::sink::Sink;
use super::sites::{self, Asked, Wanted};
use crate::build;
use crate::build::site::Site;
use crate::build::{Day, analyse_beside, ledger};
use crate::diagnostic::{Diagnostic, Message, Outcome, Severity, settle};
use crate::export::archive::note;
use crate::host::archive::{self, Archived};
use crate::host::fault::Fault;
use crate::host::publish::{Publisher, Report};
use crate::host::stamp::{self, Stamp};
use crate::host::verify::{Difference, verify};
use crate::host::{clock, load, published, theme};
use crate::page::plan::plan as plan_of;
use crate::page::view::View;
use crate::register::Register;
use crate::register::settings::Settings;
use crate::say;
use crate::text::digest::Digest;
use crate::text::source::SourceTree;
use crate::theme::Theme;
use crate::theme::problem::ThemeProblem;
use camino::{Utf8Path, Utf8PathBuf};
use chrono::NaiveDate;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZeroUsize;
use std::time::Duration;

/// The folder of a project's site, where no other is asked for.
pub(super) const PUBLIC: &str = "public";

/// What a command asks for.
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Request<'a> {
    pub(super) root: &'a Utf8Path,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) jobs: Option<NonZeroUsize>,
    pub(super) deny_warnings: bool,
    /// What is worth telling.
    pub(super) least: Severity,
    /// Where the site lies or will lie.
    pub(super) out: &'a Utf8Path,
    /// Whether it is published; not so for a check.
    pub(super) publish: bool,
    /// Whether it is built from nothing too, and compared.
    pub(super) verify: bool,
    /// Whether every text is packed beside itself too.
    pub(super) precompress: bool,
    /// The file that the site is packed into besides.
    pub(super) archive: Option<&'a Utf8Path>,
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
    /// The file that it was packed into.
    pub(super) archived: Option<Archived>,
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
    if let Some(file) = request.archive {
        archive::check_place(request.root, file)?;
    }
    if !request.publish || request.verify || request.archive.is_some() || request.sites == Asked::All {
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
    let (today, asked) = (
        day.today.to_string(),
        format!("{:?} {:?} {} {:?}", day.asked, request.sites, request.precompress, request.least),
    );
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
    let report = Publisher::open(request.root, request.out).ok()?.untouched()?;
    let named = diagnostics.iter().flat_map(|d| std::iter::once(&d.place).chain(d.related.iter().map(|l| &l.place)));
    let sources = load::load_some(request.root, named.map(|place| &*place.path));
    let timings = vec![(say!("so với lần trước", "compare with the last build"), watch.lap())];
    let published = vec![Published { out: request.out.to_owned(), report, differing: Vec::new(), archived: None }];
    Some(Done { sources, files, diagnostics, published, timings })
}

fn work(request: &Request<'_>, day: Day) -> Result<Done, Fault> {
    let mut watch = clock::Stopwatch::start();
    let mut timings = Vec::new();
    let sources = load::load(request.root)?;
    timings.push((say!("đọc", "load"), watch.lap()));
    let (Outcome { value: register, mut diagnostics }, (theme, plan)) =
        analyse_beside(&sources, day, request.least, |register| {
            rayon::join(|| theme(request.root, &register.settings), || request.publish.then(|| plan_of(register)))
        });
    let wanted = sites::wanted(request.sites, &register.settings, request.out)?;
    // The register of the one target that was asked for; of all targets one after the other is made.
    let mut own = match (request.sites, &wanted[..]) {
        (Asked::One(_), [Wanted { target: Some(target), .. }]) => Some(build::register_of(&sources, day, target)),
        _ => None,
    };
    hold_against_published(request, (&register, own.as_ref()), &wanted, &mut diagnostics);
    timings.push((say!("phân tích", "analyse"), watch.lap()));
    let forbidden = diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error || d.severity == Severity::Warning && request.deny_warnings);
    let theme = theme?;
    let mut done = Vec::new();
    if let Some(main) = plan.filter(|_| !forbidden) {
        for Wanted { target, out } in wanted {
            let made = || target.map(|target| build::register_of(&sources, day, target));
            let other = own.take().or_else(made);
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

/// Holds what will be published against what is: the whole register, and that of the one target that is built.
fn hold_against_published(
    request: &Request<'_>,
    (register, own): (&Register<'_>, Option<&Register<'_>>),
    wanted: &[Wanted<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let public = request.root.join(PUBLIC);
    let main = published::text(&public, ledger::PATH);
    let first = wanted.first().map_or(request.out, |site| &site.out);
    let before = diagnostics.len();
    // A first build into another folder is held against what the project has published.
    if let Some(published) = published::text(first, ledger::PATH).or_else(|| main.clone()) {
        diagnostics.extend(ledger::compare(register, &ledger::read(&published), diagnostics));
    }
    // A unit's site beside the main one says what that says.
    if let (Some(own), Some(main)) = (own.filter(|_| *first != public), main) {
        diagnostics.extend(ledger::disagree(own, &ledger::read(&main)));
    }
    if diagnostics.len() > before {
        settle(diagnostics, &register.settings.levels);
    }
}

/// Publishes `site` into `out`, and verifies it where that was asked for.
fn issue(
    site: &Site<'_>,
    request: &Request<'_>,
    out: Utf8PathBuf,
    watch: &mut clock::Stopwatch,
    timings: &mut Vec<(Message, Duration)>,
) -> Result<Published, Fault> {
    let report = publish(site, Publisher::open(request.root, &out)?, request)?;
    timings.push((say!("dựng và ghi", "render and publish"), watch.lap()));
    let mut differing = Vec::new();
    if request.verify {
        let fresh = publish(site, Publisher::memory(), request)?;
        differing = verify(&out, &fresh.outputs)?;
        timings.push((say!("kiểm chứng", "verify"), watch.lap()));
    }
    let archived = request.archive.map(|file| archive(site, &out, &report, file)).transpose()?;
    if archived.is_some() {
        timings.push((say!("đóng gói", "archive"), watch.lap()));
    }
    Ok(Published { out, report, differing, archived })
}

/// Packs `site`, which was published into `out`, into `file`.
fn archive(site: &Site<'_>, out: &Utf8Path, report: &Report, file: &Utf8Path) -> Result<Archived, Fault> {
    let languages = site.register.settings.languages.len() as u8;
    let views: Vec<View<'_>> = (0..languages).map(|lang| View::new(site.register, site.plan, lang)).collect();
    archive::write(out, &report.outputs, &note(&views), file)
}

/// Renders `site` into `publisher` and makes it the site.
fn publish(site: &Site<'_>, publisher: Publisher, request: &Request<'_>) -> Result<Report, Fault> {
    let sink = Sink::new(&publisher, request.root, request.precompress);
    site.render(&sink).map_err(|problems| theme_fault(&problems))?;
    sink.finish()?;
    publisher.finish(&[])
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

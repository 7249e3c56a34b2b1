//! The whole way for one command: load, analyse, and publish when asked and allowed.
//!
//! The one file that joins the pure core to the host for `check` and `build`. The invariant: nothing is published when
//! there is an error, or a warning that is denied.

use super::console::Console;
use crate::build::{Day, analyse};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::host::fault::Fault;
use crate::host::publish::Report;
use crate::host::{clock, load};
use crate::say;
use crate::text::source::SourceTree;
use camino::Utf8Path;
use chrono::NaiveDate;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZeroUsize;
use std::time::Duration;

/// What a command asks for.
pub(super) struct Request<'a> {
    pub(super) root: &'a Utf8Path,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) jobs: Option<NonZeroUsize>,
    pub(super) deny_warnings: bool,
    /// Where the site goes; nowhere for a check.
    pub(super) publish: Option<Publish<'a>>,
}

/// Where and how a site is published.
pub(super) struct Publish<'a> {
    pub(super) out: &'a Utf8Path,
    /// Whether it is built from nothing too, and compared.
    pub(super) verify: bool,
}

/// What was done.
pub(super) struct Done {
    pub(super) sources: SourceTree,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What publishing did; `None` when nothing was published.
    pub(super) published: Option<Report>,
    /// Why each page was rendered again.
    pub(super) reasons: Vec<(Box<str>, Message)>,
    /// Paths that an incremental build and a fresh one disagree on.
    pub(super) differing: Vec<Box<str>>,
    /// How long each stage took.
    pub(super) timings: Vec<(Message, Duration)>,
}

pub(super) fn run(request: &Request<'_>, console: &mut Console<'_>) -> Result<Done, Fault> {
    let day = Day { today: clock::today(), asked: request.as_of };
    console.progress(&say!("đang đọc `{0}`…", "reading `{0}`…", request.root));
    in_pool(request.jobs, || work(request, day))?
}

fn work(request: &Request<'_>, day: Day) -> Result<Done, Fault> {
    let mut watch = clock::Stopwatch::start();
    let sources = load::load(request.root)?;
    let loading = watch.lap();
    let diagnostics = analyse(&sources, day).diagnostics;
    let analysing = watch.lap();
    let timings = vec![(say!("đọc", "load"), loading), (say!("phân tích", "analyse"), analysing)];
    let forbidden = diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error || d.severity == Severity::Warning && request.deny_warnings);
    let published = match &request.publish {
        Some(publish) if !forbidden => Some(publish_site(publish)?),
        _ => None,
    };
    Ok(Done { sources, diagnostics, published, reasons: Vec::new(), differing: Vec::new(), timings })
}

fn publish_site(publish: &Publish<'_>) -> Result<Report, Fault> {
    let (out, _) = (publish.out, publish.verify);
    Err(Fault::new(say!("chưa dựng được trang vào `{out}`", "the site cannot be built into `{out}` yet")))
}

/// Runs `work` on as many threads as were asked for.
fn in_pool<T: Send>(jobs: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> Result<T, Fault> {
    let Some(jobs) = jobs else { return Ok(work()) };
    let pool: ThreadPool = ThreadPoolBuilder::new().num_threads(jobs.get()).build().map_err(|error| {
        Fault::new(say!("không mở được {jobs} luồng: {error}", "cannot start {jobs} threads: {error}"))
    })?;
    Ok(pool.install(work))
}

//! The pipeline: a build is one pure function from a source tree and a day to a site and its diagnostics.
//!
//! [`read`] parses every file on its own, in parallel; `register::link` joins the records; `check::check` holds them
//! against the rules. Nothing here touches the disk, the clock or the terminal. The invariant: the same tree and day give
//! the same value and the same diagnostics, whatever the number of threads.

pub mod attachment;
pub mod changes;
pub mod ledger;
pub mod site;

use crate::check;
use crate::diagnostic::{Diagnostic, Outcome, Severity, settle};
use crate::record::place::{CONTENT, place_of};
use crate::record::{self, Facts, Parsed, Record};
use crate::register::Register;
use crate::register::link::{AsOf, link};
use crate::register::settings::Target;
use crate::text::source::{SourceFile, SourceTree};
use chrono::NaiveDate;
use rayon::prelude::*;

/// What is known of the day before anything was read.
#[derive(Debug, Clone, Copy)]
pub struct Day {
    /// Today, in Viet Nam.
    pub today: NaiveDate,
    /// The day asked for on the command line.
    pub asked: Option<NaiveDate>,
}

/// How many files a thread reads at a time.
const CHUNK: usize = 64;

/// Reads every record file of the tree.
pub fn read(sources: &SourceTree) -> Outcome<Parsed> {
    let parts = sources
        .files
        .par_chunks(CHUNK)
        .with_max_len(1)
        .map(|files| together(files.iter().filter_map(read_file).collect()));
    together(parts.collect())
}

/// What several files held, in their order.
fn together(parts: Vec<Outcome<Parsed>>) -> Outcome<Parsed> {
    let mut all = Outcome { value: Parsed::default(), diagnostics: Vec::new() };
    all.value.records.reserve_exact(parts.iter().map(|part| part.value.records.len()).sum());
    for part in parts {
        all.value.records.extend(part.value.records);
        all.value.translations.extend(part.value.translations);
        all.diagnostics.extend(part.diagnostics);
    }
    all
}

/// Reads one file; nothing where no record lives.
pub fn read_file(file: &SourceFile) -> Option<Outcome<Parsed>> {
    let place = place_of(file.path.strip_prefix(CONTENT)?)?;
    Some(record::parse(file, &place))
}

/// The day for which `records` are computed.
pub fn as_of(records: &[Record], day: Day) -> AsOf {
    let frozen = records.iter().find_map(|r| match &r.facts {
        Facts::Site(site) => site.as_of.as_ref().map(|d| d.value.0),
        _ => None,
    });
    let as_of = day.asked.or(frozen).unwrap_or(day.today);
    AsOf { day: as_of, is_today: as_of == day.today }
}

/// Reads, links and checks a project: the register, and all that is wrong with it, settled and sorted.
pub fn analyse(sources: &SourceTree, day: Day) -> Outcome<Register<'_>> {
    analyse_beside(sources, day, Severity::Info, |_| ()).0
}

/// The same of what weighs `least` at least, with what `beside` makes of the register while it is checked.
pub fn analyse_beside<'s, T: Send>(
    sources: &'s SourceTree,
    day: Day,
    least: Severity,
    beside: impl FnOnce(&Register<'s>) -> T + Send,
) -> (Outcome<Register<'s>>, T) {
    let Outcome { value, mut diagnostics } = read(sources);
    let as_of = as_of(&value.records, day);
    let register = link(sources, value.records, value.translations, as_of);
    let (found, made) = rayon::join(|| check::check(&register, least), || beside(&register));
    diagnostics.extend(found);
    settle(&mut diagnostics, &register.settings.levels);
    diagnostics.retain(|d| d.severity <= least);
    (Outcome { value: register, diagnostics }, made)
}

/// The register of the site of `target`, as it is in a project that was analysed before.
pub fn register_of<'s>(sources: &'s SourceTree, day: Day, target: &Target) -> Register<'s> {
    let Parsed { records, translations } = read(sources).value;
    let as_of = as_of(&records, day);
    let mut register = link(sources, records, translations, as_of);
    register.narrow(target);
    register
}

/// Whether anything among `diagnostics` forbids publishing.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

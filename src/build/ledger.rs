//! The ledger of what is published, `/doithoai.json`: every public record with the digest of its canonical form.
//!
//! The register goes in, JSON comes out; the next build reads it back to see whether an address that readers may have
//! kept would vanish (U04) or a record changed its id (S02). A withheld record is there with `null`; an internal one is
//! absent. The canonical form of a record is its source text, NFC and with LF, without the id where that stands in it: the
//! same on every target that shows it.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::export::growing::{Growing, PIECE, Pieces};
use crate::page::plan::has_page;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use crate::text::span::Span;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};

/// Where the ledger lies in a site.
pub const PATH: &str = "doithoai.json";

/// How many records one thread digests in one go.
const CHUNK: usize = 64;

/// Published records: id and digest, `None` for withheld ones.
pub type Ledger = BTreeMap<String, Option<String>>;

/// The ledger of `register`.
pub fn of(register: &Register<'_>) -> Ledger {
    let ends = entry_ends(register);
    let lines = register.pieces(CHUNK).flat_map_iter(|piece| piece).filter_map(|record| {
        let ix = record.ix?;
        if register.is_public(ix) {
            let file = register.file(record.path);
            let end = ends.get(&(record.path.to_owned(), record.span.start)).copied().unwrap_or(file.text.len());
            let start = if holds_entries(record.path) { record.span.start as usize } else { 0 };
            let text = file.clean(Span::new(start, end));
            let text = if holds_entries(record.path) { without_id(&text) } else { text };
            return Some((record.id.to_owned(), Some(hex(&Sha256::digest(text.as_bytes())))));
        }
        let withheld = matches!(ix, RecordIx::Question(q) if has_page(register, q));
        withheld.then(|| (record.id.to_owned(), None))
    });
    lines.collect()
}

/// Whether a file holds many records.
fn holds_entries(path: &str) -> bool {
    path.ends_with("/questions.toml") || path.ends_with("/topics.toml")
}

/// The text of an entry without its id: a record in a file of its own does not name itself either.
fn without_id(text: &str) -> Cow<'static, str> {
    let is_id = |line: &str| line.trim_start().strip_prefix("id").is_some_and(|l| l.trim_start().starts_with('='));
    let mut lines: Vec<&str> = text.split('\n').collect();
    if let Some(at) = lines.iter().position(|line| is_id(line)) {
        lines.remove(at);
    }
    lines.join("\n").into()
}

/// Where the entries of files with many records end: at the next entry.
fn entry_ends(register: &Register<'_>) -> BTreeMap<(String, u32), usize> {
    let mut starts: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for record in register.records().filter(|r| holds_entries(r.path)) {
        starts.entry(record.path).or_default().push(record.span.start);
    }
    let mut ends = BTreeMap::new();
    for (path, mut list) in starts {
        list.sort_unstable();
        for pair in list.windows(2) {
            ends.insert((path.to_owned(), pair[0]), pair[1] as usize);
        }
    }
    ends
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// How many records of each kind a ledger has.
#[derive(Serialize, Default)]
struct Counts {
    records: usize,
    rounds: usize,
    dialogues: usize,
    questions: usize,
    commitments: usize,
    units: usize,
    topics: usize,
    documents: usize,
    surveys: usize,
    pages: usize,
}

/// The file of a ledger.
#[derive(Serialize)]
struct Whole<'l> {
    version: u8,
    as_of: String,
    counts: Counts,
    records: &'l Ledger,
}

/// Writes the ledger as JSON into `file`.
pub fn write(register: &Register<'_>, ledger: &Ledger, file: &mut dyn Growing) {
    let mut counts = Counts { records: ledger.len(), ..Counts::default() };
    for ix in ledger.keys().filter_map(|id| register.ids.get(id)) {
        *match ix {
            RecordIx::Round(_) => &mut counts.rounds,
            RecordIx::Dialogue(_) => &mut counts.dialogues,
            RecordIx::Question(_) => &mut counts.questions,
            RecordIx::Commitment(_) => &mut counts.commitments,
            RecordIx::Unit(_) => &mut counts.units,
            RecordIx::Topic(_) => &mut counts.topics,
            RecordIx::Document(_) => &mut counts.documents,
            RecordIx::Survey(_) => &mut counts.surveys,
            RecordIx::Page(_) => &mut counts.pages,
            RecordIx::Procedure(_) => continue,
        } += 1;
    }
    let whole = Whole { version: 1, as_of: register.as_of.to_string(), counts, records: ledger };
    let mut out = BufWriter::with_capacity(PIECE, Pieces(file));
    // Neither the file nor a map whose keys are texts can fail.
    let _ = serde_json::to_writer_pretty(&mut out, &whole);
    let _ = out.write_all(b"\n").and_then(|()| out.flush());
}

/// The id that a file holds, or that its entries begin with.
fn stem_of(path: &str) -> &str {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let path = path.strip_prefix("rounds/").unwrap_or(path);
    let path = path.strip_suffix(".md").or_else(|| path.strip_suffix(".toml")).unwrap_or(path);
    path.strip_suffix("/dialogue").or_else(|| path.strip_suffix("/round")).unwrap_or(path)
}

/// An id and those that it begins with, of the records and files that it stands or falls with.
fn homes(id: &str) -> impl Iterator<Item = &str> {
    id.match_indices('/').map(|(at, _)| &id[..at]).chain([id])
}

/// Where a record begins.
fn place_of<'r>(register: &'r Register<'_>, id: &str) -> (&'r str, u32) {
    let record = register.records().find(|record| record.id == id);
    let place = record.map(|r| (r.path, if holds_entries(r.path) { r.span.start } else { 0 }));
    place.unwrap_or(("content/site.toml", 0))
}

/// Reads a ledger back; nothing where it is not one.
pub fn read(json: &str) -> Ledger {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let records = value.get("records").and_then(|r| r.as_object());
    let pairs = records.into_iter().flatten().map(|(id, digest)| (id.clone(), digest.as_str().map(str::to_owned)));
    pairs.collect()
}

/// Holds the register against the ledger that is published: records whose address would vanish. Of a record with an error
/// of its own, among `known`, nothing is said: nobody can tell yet what it will be.
pub fn compare(register: &Register<'_>, published: &Ledger, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let shown = |id: &String| {
        register.ids.get(id).is_some_and(|ix| match ix {
            RecordIx::Question(q) => has_page(register, q),
            other => register.is_public(other),
        })
    };
    if published.keys().all(shown) {
        return Vec::new();
    }
    let new = &of(register);
    let flawed: BTreeSet<&str> =
        known.iter().filter(|d| d.severity == Severity::Error).map(|d| stem_of(&d.place.path)).collect();
    let by_digest: BTreeMap<&str, &str> = new
        .iter()
        .filter(|(id, _)| !published.contains_key(*id))
        .filter_map(|(id, digest)| Some((digest.as_deref()?, id.as_str())))
        .collect();
    let gone = published.iter().filter(|(id, _)| !new.contains_key(*id));
    let gone = gone.filter(|(id, _)| !homes(id).any(|home| flawed.contains(home)));
    gone.map(|(id, digest)| match digest.as_deref().and_then(|d| by_digest.get(d)) {
        Some(renamed) => {
            let (path, start) = place_of(register, renamed);
            Diagnostic::new(Code::S02, path, Span::at(start as usize), say!("hồ sơ đã công khai `{id}` đổi mã thành `{renamed}`", "the published record `{id}` changed its id to `{renamed}`"))
                .help(say!("đổi tên tệp về như cũ: địa chỉ đã công khai là mãi mãi", "give the file its old name: published addresses are for ever"))
        }
        None => Diagnostic::new(
            Code::U04,
            "content/site.toml",
            Span::at(0),
            say!("địa chỉ đã công khai của `{id}` sẽ mất", "the published address of `{id}` would vanish"),
        )
        .help(say!(
            "giữ hồ sơ; ý kiến không được hiện nữa thì đặt `visibility = \"withheld\"` kèm `reason`. Nếu thật sự muốn bỏ: `[rules.levels] U04 = \"warning\"`",
            "keep the record; a question that must not be shown any more gets `visibility = \"withheld\"` with a `reason`. To let it go all the same: `[rules.levels] U04 = \"warning\"`"
        )),
    })
    .collect()
}

/// Holds the register of one target's site against the ledger that the main site has published: records of which both
/// say something, and not the same.
pub fn disagree(register: &Register<'_>, main: &Ledger) -> Vec<Diagnostic> {
    let own = of(register);
    let differs = |id: &str| main.get(id).is_some_and(|there| own.get(id).is_some_and(|here| here != there));
    let told = register.records().filter(|record| record.ix.is_some() && differs(record.id)).map(|record| {
        let (id, path) = (record.id, record.path);
        let start = if holds_entries(path) { record.span.start } else { 0 };
        let message = say!(
            "trang chính đã công bố `{id}` với nội dung khác",
            "the main site has published `{id}` with other contents"
        );
        Diagnostic::new(Code::U03, path, Span::at(start as usize), message).help(say!(
            "dựng trang chính trước (`doithoai build`), hoặc mọi trang trong một lần: `doithoai build --all-targets`",
            "build the main site first (`doithoai build`), or all sites in one run: `doithoai build --all-targets`"
        ))
    });
    told.collect()
}

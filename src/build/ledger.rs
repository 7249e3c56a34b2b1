//! The ledger of what is published, `/doithoai.json`: every public record with the digest of its canonical form.
//!
//! The register goes in, JSON comes out; the next build reads it back to see whether an address that readers may have
//! kept would vanish (U04) or a record changed its id (S02). A withheld record is there with `null`; an internal one is
//! absent. The canonical form of a record is its source text, NFC and with LF: the same on every target that shows it.

use crate::diagnostic::{Code, Diagnostic};
use crate::page::plan::has_page;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use crate::text::span::Span;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where the ledger lies in a site.
pub const PATH: &str = "doithoai.json";

/// Published records: id and digest, `None` for withheld ones.
pub type Ledger = BTreeMap<String, Option<String>>;

/// The ledger of `register`.
pub fn of(register: &Register<'_>) -> Ledger {
    let ends = entry_ends(register);
    let records: Vec<_> = register.records().filter_map(|r| Some((r.ix?, r))).collect();
    let lines = records.into_par_iter().filter_map(|(ix, record)| {
        if register.is_public(ix) {
            let file = register.file(record.path);
            let end = ends.get(&(record.path.to_owned(), record.span.start)).copied().unwrap_or(file.text.len());
            let text = file.clean(Span::new(if is_table(record.path) { record.span.start as usize } else { 0 }, end));
            return Some((record.id.to_owned(), Some(hex(&Sha256::digest(text.as_bytes())))));
        }
        let withheld = matches!(ix, RecordIx::Question(q) if has_page(register, q));
        withheld.then(|| (record.id.to_owned(), None))
    });
    lines.collect()
}

/// Whether a file is plain TOML, in which a record begins at its table.
fn is_table(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension == "toml")
}

/// Where the entries of files with many records end: at the next entry.
fn entry_ends(register: &Register<'_>) -> BTreeMap<(String, u32), usize> {
    let mut starts: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for record in register.records().filter(|r| r.path.ends_with("questions.toml") || r.path.ends_with("topics.toml")) {
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

/// The ledger as JSON.
pub fn write(register: &Register<'_>, ledger: &Ledger) -> String {
    let count = |n: usize| serde_json::Value::from(n);
    let shown = |kind: &str| ledger.keys().filter(|id| id.contains(kind)).count();
    let counts = serde_json::json!({
        "records": count(ledger.len()),
        "questions": count(shown("/questions/")),
        "commitments": count(shown("/commitments/")),
    });
    let value = serde_json::json!({
        "version": 1,
        "as_of": register.as_of.to_string(),
        "counts": counts,
        "records": ledger,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a ledger back; nothing where it is not one.
pub fn read(json: &str) -> Ledger {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let records = value.get("records").and_then(|r| r.as_object());
    let pairs = records.into_iter().flatten().map(|(id, digest)| (id.clone(), digest.as_str().map(str::to_owned)));
    pairs.collect()
}

/// Holds the new ledger against the one that is published: records whose address would vanish.
pub fn compare(published: &Ledger, register: &Register<'_>) -> Vec<Diagnostic> {
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
    let by_digest: BTreeMap<&str, &str> = new
        .iter()
        .filter(|(id, _)| !published.contains_key(*id))
        .filter_map(|(id, digest)| Some((digest.as_deref()?, id.as_str())))
        .collect();
    let gone = published.iter().filter(|(id, _)| !new.contains_key(*id));
    gone.map(|(id, digest)| match digest.as_deref().and_then(|d| by_digest.get(d)) {
        Some(renamed) => {
            let path = "content/site.toml";
            Diagnostic::new(Code::S02, path, Span::at(0), say!("bản ghi đã công khai `{id}` đổi mã thành `{renamed}`", "the published record `{id}` changed its id to `{renamed}`"))
                .help(say!("đổi tên tệp về như cũ: địa chỉ đã công khai là mãi mãi", "give the file its old name: published addresses are for ever"))
        }
        None => Diagnostic::new(
            Code::U04,
            "content/site.toml",
            Span::at(0),
            say!("địa chỉ đã công khai của `{id}` sẽ mất", "the published address of `{id}` would vanish"),
        )
        .help(say!(
            "giữ bản ghi; ý kiến không được hiện nữa thì đặt `visibility = \"withheld\"` kèm `reason`. Nếu thật sự muốn bỏ: `[rules.levels] U04 = \"warning\"`",
            "keep the record; a question that must not be shown any more gets `visibility = \"withheld\"` with a `reason`. To let it go all the same: `[rules.levels] U04 = \"warning\"`"
        )),
    })
    .collect()
}

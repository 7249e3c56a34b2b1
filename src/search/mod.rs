//! Search: the index that the search page's script reads.
//!
//! The register and the plan go in; files below [`FOLDER`] come out, and the root, which the search page carries. The
//! index is a pure function of the public records: no file depends on the number of threads, the order of reading, or what
//! was built before, and an edited record changes few of them.
//!
//! `record` says what of a record can be found; `slots` numbers the records; `postings` gathers their words (made by
//! [`crate::text::search_word`]) and `shard` cuts the lists into files that a query loads one by one; `texts` holds what
//! a result shows, `columns` what results are filtered, counted and sorted by; `alias` explains abbreviations; `pack`
//! writes bytes. The other end is `themes/default/static/search.js`.

mod alias;
mod columns;
mod pack;
mod postings;
mod record;
mod shard;
mod slots;
mod texts;

use crate::page::view::View;
use crate::register::index::RecordIx;
use postings::{Finished, RUN, Run};
use rayon::prelude::*;
use record::Passages;
use serde_json::{Value, json};
use shard::{Holding, Shard};
use slots::Slots;

/// The folder that the files of the index are published in.
pub const FOLDER: &str = "tim-kiem/chi-muc/";

/// How many files a script for `file:` holds.
const BUNDLE: usize = 32;

/// How many letters a file's name has: 40 bits. Two files of one name would stop the build, not mix results.
const NAME: usize = 8;

/// The files of texts by the number of their run, in order.
type Texts = Vec<(u32, Vec<u8>)>;

/// The words of the search page's script in one language: `[kinds, states]`, each an object of ids and labels.
pub fn labels(view: &View<'_>) -> String {
    let kinds: serde_json::Map<String, Value> =
        record::KINDS.iter().map(|(id, label)| ((*id).to_owned(), json!(view.label(*label)))).collect();
    let mut states = serde_json::Map::new();
    for record in record::listed(view.register) {
        if let Some((id, label)) = record::state(view.register, record) {
            states.entry(id).or_insert_with(|| json!(view.label(label)));
        }
    }
    states.sort_keys();
    escaped(&json!([kinds, states]))
}

/// JSON that can stand in a script element.
fn escaped(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Builds the index of the site that `views` (one a language) show: hands each file with its path to `put` and returns
/// the root as JSON, with `<` written `\u003c`.
pub fn index(views: &[View<'_>], put: &(dyn Fn(&str, Vec<u8>) + Sync)) -> String {
    let register = views[0].register;
    let records = record::listed(register);
    let slots = Slots::of(records.iter().map(|r| crate::page::title::id_of(register, *r)));
    let runs: Vec<(Finished, Texts)> =
        (0..slots.count.div_ceil(RUN)).into_par_iter().map(|n| work(views, &records, &slots, n)).collect();
    let (finished, chunks): (Vec<Finished>, Vec<_>) = runs.into_iter().unzip();
    let chunks: Texts = chunks.into_iter().flatten().collect();
    let files = Files { put };
    let mut root = serde_json::Map::new();
    root.insert("v".into(), json!(shard::VERSION));
    root.insert("slots".into(), json!(slots.count));
    root.insert("records".into(), json!(records.len()));
    let run = texts::run_of(slots.count);
    root.insert("run".into(), json!(run));
    root.insert("texts".into(), json!(texts::digests(slots.count.div_ceil(run), &chunks)));
    let chunks: Vec<(String, Vec<u8>)> = chunks.into_iter().map(|(n, bytes)| (texts::path(n), bytes)).collect();
    // Bundles go by the number of the run, so that the script need not know which runs are empty.
    files.bundle_runs("t", &chunks);
    for (path, bytes) in chunks {
        (files.put)(&format!("{FOLDER}{path}"), bytes);
    }
    let terms = postings::merge(&finished);
    root.insert("post".into(), json!(files.shards("p", shard::shards(&terms, &finished, Holding::Weights))));
    // Phrases alone need positions: the list of their shards is a file of its own.
    let positions = files.shards("v", shard::shards(&terms, &finished, Holding::Positions));
    let mut others = vec![("tu", pack::gzip(&shard::words(&terms))), ("cum", pack::gzip(positions.as_bytes()))];
    others.extend(columns::columns(views, &records, &slots).into_iter().map(|c| (c.name, c.file)));
    root.insert("files".into(), files.others(others));
    root.insert("aliases".into(), json!(alias::table(&register.settings.aliases)));
    escaped(&Value::Object(root))
}

/// The name of a file: of its content, and of what it is of, so that two empty lists are two files.
fn named(class: &str, bytes: &[u8]) -> String {
    pack::name([class.as_bytes(), bytes], NAME)
}

/// One run of records: their words, and the files of what results show of them.
fn work(views: &[View<'_>], records: &[RecordIx], slots: &Slots, number: u32) -> (Finished, Texts) {
    let place = |slot: u32| slots.taken.partition_point(|t| t.0 < slot);
    let mine = &slots.taken[place(number * RUN)..place((number + 1) * RUN)];
    let each = texts::run_of(slots.count);
    let mut run = Run::default();
    let mut files = Vec::new();
    for group in mine.chunk_by(|a, b| a.0 / each == b.0 / each) {
        let mut rows = Vec::with_capacity(group.len());
        for (slot, at) in group {
            let record = records[*at as usize];
            let languages = languages(views, record);
            run.take(*slot, &languages);
            rows.push(texts::shown(*slot, record, views, &languages));
        }
        files.push((group[0].0 / each, texts::file(&rows)));
    }
    (run.finish(), files)
}

/// The texts of a record in every language of the site.
fn languages(views: &[View<'_>], record: RecordIx) -> Vec<Passages> {
    let first = record::passages(&views[0], record);
    let id = crate::page::title::id_of(views[0].register, record);
    let others = views[1..].iter().map(|view| {
        let translated = view.register.translation(id, view.lang.as_str()).is_some();
        // Without a translation of its own a record differs in the names of units at most.
        if translated { record::passages(view, record) } else { first.clone() }
    });
    let mut all: Vec<Passages> = others.collect();
    all.insert(0, first);
    all
}

/// Where the files go.
struct Files<'p> {
    put: &'p (dyn Fn(&str, Vec<u8>) + Sync),
}

impl Files<'_> {
    /// Puts shards under names of their content; returns their list for the root: first key and name, and of a key that
    /// is cut in two the size of the rest in KB and its name.
    fn shards(&self, class: &str, shards: Vec<Shard>) -> String {
        let packed: Vec<(Shard, Vec<u8>, Option<Vec<u8>>)> = shards
            .into_par_iter()
            .map(|mut shard| {
                let bytes = pack::gzip(&std::mem::take(&mut shard.bytes));
                let others = shard.others.take().map(|o| pack::gzip(&o));
                (shard, bytes, others)
            })
            .collect();
        let mut list = Vec::with_capacity(packed.len());
        let mut all = Vec::new();
        for (shard, bytes, others) in packed {
            let mut line = format!("{}:{}", shard.first, named(class, &bytes));
            let large = bytes.len() > shard::LIMIT;
            if others.is_some() || large {
                line = format!("{line}:{}", bytes.len().div_ceil(1024));
            }
            all.push((named(class, &bytes), bytes));
            if let Some(others) = others {
                let name = named("rest", &others);
                line = format!("{line}:{name}:{}", others.len().div_ceil(1024));
                all.push((name, others));
            }
            list.push(line);
        }
        self.put_named(class, all);
        list.join(" ")
    }

    fn others(&self, files: Vec<(&'static str, Vec<u8>)>) -> Value {
        let mut names = serde_json::Map::new();
        let mut all = Vec::new();
        for (key, bytes) in files {
            let name = named(key, &bytes);
            names.insert(key.to_owned(), json!(name));
            all.push((name, bytes));
        }
        self.put_named("o", all);
        Value::Object(names)
    }

    fn put_named(&self, class: &str, files: Vec<(String, Vec<u8>)>) {
        let paths: Vec<(String, Vec<u8>)> = files.into_iter().map(|(n, b)| (format!("{n}.bin"), b)).collect();
        paths.par_chunks(BUNDLE).enumerate().for_each(|(at, part)| self.bundle(class, at as u32, part));
        paths.into_par_iter().for_each(|(path, bytes)| (self.put)(&format!("{FOLDER}{path}"), bytes));
    }

    fn bundle_runs(&self, class: &str, files: &[(String, Vec<u8>)]) {
        let number = |path: &str| path.trim_start_matches("t/").trim_end_matches(".bin").parse::<usize>().unwrap_or(0);
        let groups: Vec<_> = files.chunk_by(|a, b| number(&a.0) / BUNDLE == number(&b.0) / BUNDLE).collect();
        groups.par_iter().for_each(|group| self.bundle(class, (number(&group[0].0) / BUNDLE) as u32, group));
    }

    fn bundle(&self, class: &str, number: u32, files: &[(String, Vec<u8>)]) {
        let script = pack::script(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        (self.put)(&format!("{FOLDER}goi/{class}{number}.js"), script);
    }
}

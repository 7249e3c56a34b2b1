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
use crate::text::gzip::Packer;
use postings::{Finished, Run};
use rayon::prelude::*;
use record::Passages;
use serde_json::{Value, json};
use shard::Shard;
use slots::Slots;

/// The folder that the files of the index are published in.
pub const FOLDER: &str = "tim-kiem/chi-muc/";

/// How many files a script for `file:` holds; of texts it holds those of one run of records.
const BUNDLE: usize = 64;

/// How many letters a file's name has: 40 bits. Two files of one name would stop the build, not mix results.
const NAME: usize = 8;

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
    let files = Files { put };
    let size = postings::run_of(slots.count);
    let work = Work { views, records: &records, slots: &slots, size, files: &files };
    let runs: Vec<(Finished, String)> =
        (0..slots.count.div_ceil(size)).into_par_iter().with_max_len(1).map(|n| work.run(n)).collect();
    let (finished, digests): (Vec<Finished>, Vec<String>) = runs.into_iter().unzip();
    let each = texts::run_of(slots.count);
    let mut root = serde_json::Map::new();
    root.insert("v".into(), json!(shard::VERSION));
    root.insert("slots".into(), json!(slots.count));
    root.insert("records".into(), json!(records.len()));
    root.insert("run".into(), json!(each));
    root.insert("pack".into(), json!(size / each));
    root.insert("texts".into(), json!(digests.concat()));
    let terms = postings::merge(&finished, size);
    let (shards, rests) = shard::weights(&terms, slots.count);
    root.insert("post".into(), json!(files.shards("p", shards, pack::NUMBERS)));
    root.insert("rest".into(), json!(files.shards("r", rests, pack::NUMBERS)));
    root.insert("pos".into(), json!(files.shards("v", shard::positions(&terms), pack::PLACES)));
    let mut others = vec![("tu", Packer::default().pack(&shard::words(&terms), pack::WORDS))];
    others.extend(columns::columns(views, &records, &slots).into_iter().map(|c| (c.name, c.file)));
    root.insert("files".into(), files.others(others));
    root.insert("aliases".into(), json!(alias::table(&register.settings.aliases)));
    escaped(&Value::Object(root))
}

/// The name of a file: of its content, and of what it is of, so that two empty lists are two files.
fn named(class: &str, bytes: &[u8]) -> String {
    pack::name([class.as_bytes(), bytes], NAME)
}

/// What every run of records is made of.
struct Work<'w, 'r> {
    views: &'w [View<'r>],
    records: &'w [RecordIx],
    slots: &'w Slots,
    /// How many slots a run has.
    size: u32,
    files: &'w Files<'w>,
}

impl Work<'_, '_> {
    /// Run `number`: puts the files of what results show of its records; returns their words, and the digests of the files.
    fn run(&self, number: u32) -> (Finished, String) {
        let each = texts::run_of(self.slots.count);
        let start = number * self.size;
        let end = self.slots.count.min(start + self.size);
        let place = |slot: u32| self.slots.taken.partition_point(|t| t.0 < slot);
        let (mut run, mut packer) = (Run::default(), Packer::default());
        let mut texts = Vec::new();
        for group in self.slots.taken[place(start)..place(end)].chunk_by(|a, b| a.0 / each == b.0 / each) {
            let mut rows = Vec::with_capacity(group.len());
            for (slot, at) in group {
                let record = self.records[*at as usize];
                let languages = languages(self.views, record);
                run.take((slot - start) as u16, &languages);
                rows.push(texts::shown(slot % each, record, self.views, &languages));
            }
            texts.push((group[0].0 / each, texts::file(&rows, &mut packer)));
        }
        let digests = texts::digests(start / each, (end - start).div_ceil(each), &texts);
        let named: Vec<(String, Vec<u8>)> = texts.into_iter().map(|(n, bytes)| (texts::path(n), bytes)).collect();
        self.files.bundle("t", number, &named);
        for (path, bytes) in named {
            self.files.put(&path, bytes);
        }
        (run.finish(), digests)
    }
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
    fn put(&self, path: &str, bytes: Vec<u8>) {
        (self.put)(&format!("{FOLDER}{path}"), bytes);
    }

    /// Puts shards under names of their content; returns their list for the root: first key, name and size in KB.
    fn shards(&self, class: &str, shards: Vec<Shard>, effort: u8) -> String {
        let packed: Vec<(String, String, Vec<u8>)> = shards
            .into_par_iter()
            .map_init(Packer::default, |packer, shard| {
                let bytes = packer.pack(&shard.bytes, effort);
                let name = named(class, &bytes);
                (format!("{}:{name}:{}", shard.first, bytes.len().div_ceil(1024)), name, bytes)
            })
            .collect();
        let mut list = Vec::with_capacity(packed.len());
        let mut all = Vec::with_capacity(packed.len());
        for (line, name, bytes) in packed {
            list.push(line);
            all.push((name, bytes));
        }
        self.put_named(class, all);
        list.join(" ")
    }

    /// Puts files under names of their content; returns the names by the files' own.
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
        paths.into_par_iter().for_each(|(path, bytes)| self.put(&path, bytes));
    }

    fn bundle(&self, class: &str, number: u32, files: &[(String, Vec<u8>)]) {
        let script = pack::script(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        self.put(&format!("goi/{class}{number}.js"), script);
    }
}

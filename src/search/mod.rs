//! Search: the index that the search page's script reads.
//!
//! The register and the plan go in; files below [`FOLDER`] come out, and the root, which the search page carries. The
//! index is a pure function of the public records: no file depends on the number of threads, the order of reading, or what
//! was built before, and an edited record changes few of them.
//!
//! `record` says what of a record can be found; `slots` numbers the records; `postings` gathers their words (made by
//! [`crate::text::search_word`]) and `shard` cuts the lists into parts that a query loads one by one; `texts` holds what
//! a result shows, `columns` what results are filtered, counted and sorted by; `container` puts parts together in files;
//! `alias` explains abbreviations; `pack` writes bytes. The other end is `themes/default/static/search.js`.

mod alias;
mod columns;
mod container;
mod pack;
mod postings;
mod record;
mod shard;
mod slots;
mod texts;

use crate::page::view::View;
use crate::register::index::RecordIx;
use crate::text::gzip::Packer;
use container::{Cutter, Member};
use postings::{Finished, Run, Runs};
use rayon::prelude::*;
use record::Passages;
use serde_json::{Value, json};
use shard::{Planned, Shard};
use slots::Slots;

/// The folder that the files of the index are published in.
pub const FOLDER: &str = "tim-kiem/chi-muc/";

/// How many files a script for `file:` holds; of texts it holds those of one run of records. The client knows the number.
const BUNDLE: usize = 16;

/// How many shards are packed before what is whole of them is put.
const STRETCH: usize = 1 << 10;

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
    let runs: Vec<(Finished, Shown)> =
        (0..slots.count.div_ceil(size)).into_par_iter().with_max_len(1).map(|n| work.run(n)).collect();
    let (finished, shown): (Vec<Finished>, Vec<Shown>) = runs.into_iter().unzip();
    let (each, share) = (texts::run_of(slots.count), texts::room_of(slots.count));
    let (digests, lengths): (String, Vec<Vec<usize>>) = shown.into_iter().map(|s| (s.digests, s.lengths)).unzip();
    let mut root = serde_json::Map::new();
    root.insert("v".into(), json!(shard::VERSION));
    root.insert("slots".into(), json!(slots.count));
    root.insert("records".into(), json!(records.len()));
    root.insert("run".into(), json!(each));
    root.insert("room".into(), json!(share / each));
    root.insert("pack".into(), json!(size / share));
    root.insert("texts".into(), json!(digests));
    root.insert("sizes".into(), json!(texts::lengths(&lengths.concat())));
    let runs = Runs { size, finished };
    let terms = runs.terms();
    let weights = shard::weights(&terms, slots.count);
    root.insert("post".into(), json!(files.shards("p", &weights.shards(), pack::NUMBERS)));
    root.insert("rest".into(), json!(files.shards("r", &weights.rests(), pack::NUMBERS)));
    drop(weights);
    root.insert("pos".into(), json!(files.shards("v", &shard::positions(&terms).shards(), pack::PLACES)));
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

/// What the root says of the texts of one run of records.
struct Shown {
    /// The digests of their containers, one after the other.
    digests: String,
    /// The lengths of their members in bytes.
    lengths: Vec<usize>,
}

impl Work<'_, '_> {
    /// Run `number`: puts the containers of what results show of its records; returns their words, and what the root says
    /// of the containers.
    fn run(&self, number: u32) -> (Finished, Shown) {
        let (each, room) = (texts::run_of(self.slots.count), texts::room_of(self.slots.count));
        let start = number * self.size;
        let end = self.slots.count.min(start + self.size);
        let place = |slot: u32| self.slots.taken.partition_point(|t| t.0 < slot);
        let (mut run, mut packer) = (Run::default(), Packer::default());
        let mut shown = Shown { digests: String::new(), lengths: vec![0; (end - start).div_ceil(each) as usize] };
        let mut files = Vec::new();
        for first in (start..end).step_by(room as usize) {
            let taken = &self.slots.taken[place(first)..place(end.min(first + room))];
            let mut members = Vec::new();
            for group in taken.chunk_by(|a, b| a.0 / each == b.0 / each) {
                let mut rows = Vec::with_capacity(group.len());
                for (slot, at) in group {
                    let record = self.records[*at as usize];
                    let languages = languages(self.views, record);
                    run.take((slot - start) as u16, &languages);
                    rows.push(texts::shown(slot % each, record, self.views, &languages));
                }
                let member = texts::member(&rows, &mut packer);
                shown.lengths[((group[0].0 - start) / each) as usize] = member.len();
                members.push(member);
            }
            let bytes = container::file(members.iter().map(|m| &**m));
            let digest = texts::digest(first / room, &bytes);
            shown.digests.push_str(&digest);
            if !members.is_empty() {
                files.push((texts::path(first / room, &digest), bytes));
            }
        }
        self.files.put_all("t", number, files);
        (run.finish(), shown)
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

    /// Puts shards in containers under names of their content, each as soon as it is whole; returns their list for the
    /// root.
    fn shards(&self, class: &str, shards: &[Planned<'_>], effort: u8) -> String {
        let pack = |packer: &mut Packer, planned: &Planned<'_>| {
            let Shard { first, bytes } = planned.shard();
            Member { key: first, bytes: packer.pack(&bytes, effort) }
        };
        let (mut cutter, mut waiting, mut lines) = (Cutter::default(), Vec::new(), Vec::new());
        // A stretch at a time, so that no more than that of the packed index is in memory.
        for stretch in shards.chunks(STRETCH) {
            let packed: Vec<Member> = stretch.par_iter().map_init(Packer::default, pack).collect();
            waiting.extend(packed.into_iter().filter_map(|member| cutter.add(member)));
            let whole = waiting.len() / BUNDLE * BUNDLE;
            lines.extend(self.containers(class, lines.len(), waiting.drain(..whole).collect()));
        }
        waiting.extend(cutter.finish());
        lines.extend(self.containers(class, lines.len(), waiting));
        lines.join(" ")
    }

    /// Puts containers, `before` of which were put already; returns their lines.
    fn containers(&self, class: &str, before: usize, containers: Vec<Vec<Member>>) -> Vec<String> {
        let bundles = containers.into_par_iter().chunks(BUNDLE).zip((before / BUNDLE) as u32..u32::MAX);
        let lines = bundles.map(|(containers, number)| {
            let written = containers.into_iter().map(|members| {
                let bytes = container::file(members.iter().map(|m| &*m.bytes));
                let name = named(class, &bytes);
                (container::line(&name, &members), (format!("{name}.bin"), bytes))
            });
            let (lines, files): (Vec<String>, Vec<(String, Vec<u8>)>) = written.unzip();
            self.put_all(class, number, files);
            lines
        });
        lines.collect::<Vec<_>>().concat()
    }

    /// Puts files under names of their content; returns the names by the files' own.
    fn others(&self, files: Vec<(&'static str, Vec<u8>)>) -> Value {
        let mut names = serde_json::Map::new();
        let mut all = Vec::new();
        for (key, bytes) in files {
            let name = named(key, &bytes);
            names.insert(key.to_owned(), json!(name));
            all.push((format!("{name}.bin"), bytes));
        }
        self.put_all("o", 0, all);
        Value::Object(names)
    }

    /// Puts files, and the script that holds them all for `file:`.
    fn put_all(&self, class: &str, number: u32, files: Vec<(String, Vec<u8>)>) {
        let script = pack::script(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        self.put(&format!("goi/{class}{number}.js"), script);
        for (path, bytes) in files {
            self.put(&path, bytes);
        }
    }
}

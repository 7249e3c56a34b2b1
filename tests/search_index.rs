//! The search index, read back as the script of the search page reads it: what is published is found, and nothing else is.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails says so; examples are read from the disk"
)]

use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::host::load::load;
use doithoai::page::plan::plan;
use doithoai::page::view::View;
use doithoai::search::{FOLDER, index};
use doithoai::text::search_word::{Word, words};
use doithoai::theme::Theme;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Mutex;

#[path = "bench/generate.rs"]
mod generate;

/// An index as it is published.
struct Index {
    root: Value,
    files: BTreeMap<String, Vec<u8>>,
}

/// One posting: slot, weight, followers, positions.
type Read = (u32, u8, u8, Vec<u32>);

fn index_of(name: &str) -> Index {
    let root = camino::Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    index_at(&if name == "." { root } else { root.join("tests/sites").join(name).join("in") })
}

fn index_at(root: &camino::Utf8Path) -> Index {
    let sources = load(root).expect("the project can be read");
    let today = NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day");
    let register = analyse(&sources, Day { today, asked: None }).value;
    let plan = plan(&register);
    let languages = register.settings.languages.len() as u8;
    let views: Vec<View<'_>> = (0..languages).map(|l| View::new(&register, &plan, l)).collect();
    let files = Mutex::new(BTreeMap::new());
    let root = index(&views, &|path, bytes| {
        let path = path.strip_prefix(FOLDER).expect("files lie in the folder").to_owned();
        let before = files.lock().unwrap().insert(path.clone(), bytes.clone());
        assert!(before.is_none_or(|b| b == bytes), "{path} is written twice");
    });
    Index { root: serde_json::from_str(&root).expect("the root is JSON"), files: files.into_inner().unwrap() }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.0[0];
            self.0 = &self.0[1..];
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return number;
            }
        }
    }

    fn bytes(&mut self, length: u32) -> Vec<u8> {
        let (head, rest) = self.0.split_at(length as usize);
        self.0 = rest;
        head.to_vec()
    }

    fn text(&mut self) -> String {
        let length = self.number();
        String::from_utf8(self.bytes(length)).unwrap()
    }
}

impl Index {
    fn file(&self, name: &str) -> &[u8] {
        self.files.get(name).unwrap_or_else(|| panic!("{name} is missing"))
    }

    /// The members that the root lists, each with its first key; they fill their containers.
    fn members(&self, list: &str) -> Vec<(String, Vec<u8>)> {
        let list = self.root[list].as_str().unwrap();
        let mut all = Vec::new();
        for line in list.split(' ').filter(|l| !l.is_empty()) {
            let (name, told) = line.split_once(':').unwrap();
            let mut rest = self.container(&format!("{name}.bin"));
            for pair in told.split(':').collect::<Vec<_>>().chunks(2) {
                let (member, after) = rest.split_at(usize::from_str_radix(pair[1], 36).unwrap());
                all.push((pair[0].to_owned(), unpacked(member)));
                rest = after;
            }
            assert!(rest.is_empty(), "{name} ends with its last member");
        }
        all
    }

    /// The members of a container, end to end.
    fn container(&self, name: &str) -> &[u8] {
        let (version, members) = self.file(name).split_first().unwrap();
        assert_eq!(u64::from(*version), self.root["v"].as_u64().unwrap());
        members
    }

    /// The postings of a word, whole: of each of its forms.
    fn postings(&self, key: &str) -> Vec<(String, Vec<Read>)> {
        let members = self.members("post");
        let Some(member) = members.iter().rev().find(|m| m.0.as_str() <= key) else { return Vec::new() };
        let mut all = shard(&member.1, key, weights);
        if let Some(member) = self.members("rest").iter().find(|m| m.0 == key) {
            all.extend(shard(&member.1, key, weights));
        }
        all
    }

    /// Where a form of a word stands in each record.
    fn positions(&self, word: &Word) -> Vec<Read> {
        let key = format!("{}!{}", word.key, if word.form == word.key { "" } else { &word.form });
        let members = self.members("pos");
        let member = members.iter().rev().find(|m| m.0 <= key).expect("a shard");
        shard(&member.1, &key, places).into_iter().flat_map(|f| f.1).collect()
    }

    fn slots(&self, word: &str) -> Vec<u32> {
        let word = words(word).remove(0);
        let forms = self.postings(&word.key).into_iter().filter(|f| f.0 == word.form);
        let mut slots: Vec<u32> = forms.flat_map(|f| f.1).map(|p| p.0).collect();
        slots.sort_unstable();
        slots
    }

    /// The rows of all texts: what results show.
    fn rows(&self) -> Vec<Value> {
        let number = |name: &str| self.root[name].as_u64().unwrap() as usize;
        let text = |name: &str| self.root[name].as_str().unwrap().to_owned();
        let (digests, sizes, runs) = (text("texts"), text("sizes"), number("slots").div_ceil(number("run")));
        let lengths: Vec<usize> = sizes
            .as_bytes()
            .chunks(sizes.len() / runs)
            .map(|digits| usize::from_str_radix(std::str::from_utf8(digits).unwrap(), 36).unwrap())
            .collect();
        assert_eq!(lengths.len(), runs);
        let mut all = Vec::new();
        for (container, lengths) in lengths.chunks(number("room")).enumerate() {
            if lengths.iter().all(|length| *length == 0) {
                continue;
            }
            let digest = &digests[container * 4..container * 4 + 4];
            let mut rest = self.container(&format!("t/{container}-{digest}.bin"));
            for (run, length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
                let (member, after) = rest.split_at(*length);
                rest = after;
                for mut row in serde_json::from_slice::<Vec<Value>>(&unpacked(member)).unwrap() {
                    // Slots count from the run's first.
                    let first = (container * number("room") + run) * number("run");
                    row[0] = (row[0].as_u64().unwrap() + first as u64).into();
                    all.push(row);
                }
            }
            assert!(rest.is_empty(), "container {container} ends with its last member");
        }
        all
    }

    /// All that the index says, packed or not.
    fn everything(&self) -> String {
        let mut all = self.root.to_string();
        for list in ["post", "rest", "pos"] {
            self.members(list).iter().for_each(|m| all.push_str(&String::from_utf8_lossy(&m.1)));
        }
        for name in self.root["files"].as_object().unwrap().values() {
            let bytes = unpacked(self.file(&format!("{}.bin", name.as_str().unwrap())));
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
        self.rows().iter().for_each(|row| all.push_str(&row.to_string()));
        all
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    bytes
}

fn shard(bytes: &[u8], wanted: &str, read: impl Fn(&[u8], u32) -> Vec<Read>) -> Vec<(String, Vec<Read>)> {
    let mut reader = Reader(&bytes[1..]);
    let (mut key, mut lists, mut found) = (String::new(), Vec::new(), Vec::new());
    for _ in 0..reader.number() {
        let same = reader.number() as usize;
        key = key[..same].to_owned() + &reader.text();
        reader.number();
        for _ in 0..reader.number() {
            let form = reader.text();
            let form = if form.is_empty() { key.clone() } else { form };
            lists.push((key.clone(), form, reader.number(), reader.number()));
        }
    }
    for (key, form, count, length) in lists {
        let body = reader.bytes(length);
        if key == wanted {
            found.push((form, read(&body, count)));
        }
    }
    assert!(reader.0.is_empty(), "a shard ends with its last list");
    found
}

/// The slots at the beginning of a list.
fn slots(reader: &mut Reader<'_>, count: u32) -> Vec<u32> {
    let mut next = 0;
    let slot = |_| {
        next += reader.number() + 1;
        next - 1
    };
    (0..count).map(slot).collect()
}

/// A list of weights, then of what follows where the word stands in a title or a question.
fn weights(body: &[u8], count: u32) -> Vec<Read> {
    let mut reader = Reader(body);
    let slots = slots(&mut reader, count);
    let (weights, followers) = reader.0.split_at(count as usize);
    let fields = weights.iter().filter(|w| **w & 0xC0 != 0).count();
    // The rest of a list that is cut in two has no followers.
    assert!(followers.len() == fields || followers.is_empty());
    let mut followers = followers.iter();
    let follower = |weight: u8| if weight & 0xC0 == 0 { 0 } else { followers.next().copied().unwrap_or(0) };
    let followers: Vec<u8> = weights.iter().copied().map(follower).collect();
    (0..slots.len()).map(|i| (slots[i], weights[i], followers[i], Vec::new())).collect()
}

/// A list of places.
fn places(body: &[u8], count: u32) -> Vec<Read> {
    let mut reader = Reader(body);
    let slots = slots(&mut reader, count);
    let mut all = Vec::new();
    for slot in slots {
        let (mut place, mut places) = (0, Vec::new());
        for _ in 0..reader.number() {
            place += reader.number();
            places.push(place);
        }
        all.push((slot, 0, 0, places));
    }
    all
}

#[test]
fn every_word_of_every_title_is_found_where_it_stands() {
    let index = index_of(".");
    let rows = index.rows();
    assert_eq!(rows.len() as u64, index.root["records"].as_u64().unwrap());
    for row in &rows {
        let (slot, title) = (row[0].as_u64().unwrap() as u32, row[6].as_str().unwrap());
        for word in words(title) {
            let forms = index.postings(&word.key);
            let here = forms.iter().filter(|f| f.0 == word.form).flat_map(|f| &f.1).find(|p| p.0 == slot);
            assert!(here.is_some_and(|p| p.1 & 0x80 != 0), "{word:?} of {title}");
            assert!(index.positions(&word).iter().any(|p| p.0 == slot && !p.3.is_empty()));
        }
    }
}

#[test]
fn the_same_register_gives_the_same_index() {
    let (one, two) = (index_of("bilingual"), index_of("bilingual"));
    assert_eq!(one.root, two.root);
    assert_eq!(one.files, two.files);
    assert!(one.files.keys().any(|n| n.starts_with("goi/")), "bundles for `file:`");
}

#[test]
fn translations_are_found_in_the_record_that_they_translate() {
    let index = index_of("bilingual");
    let rows = index.rows();
    let translated = rows.iter().find(|r| r[9].is_string()).expect("a translated title");
    let slot = translated[0].as_u64().unwrap() as u32;
    let word = words(translated[9].as_str().unwrap()).into_iter().max_by_key(|w| w.key.len()).unwrap();
    assert!(index.slots(&word.form).contains(&slot), "{word:?}");
}

#[test]
fn what_is_not_public_is_not_in_the_index() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/rounds");
    let mut folders = vec![root];
    let mut secrets = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "md") && entry.to_string_lossy().contains("/questions/") {
                let text = std::fs::read_to_string(entry).unwrap();
                if text.contains("visibility = \"withheld\"") || text.contains("visibility = \"internal\"") {
                    let title = text.lines().find_map(|l| l.strip_prefix("title = \"")).unwrap_or("");
                    secrets.push(title.trim_end_matches('"').to_owned());
                }
            }
        }
    }
    assert!(secrets.len() >= 3, "the register has withheld and internal questions: {secrets:?}");
    let index = index_of(".");
    let all = index.everything();
    let shown: Vec<String> = index.rows().iter().map(|r| r[6].as_str().unwrap().to_owned()).collect();
    for secret in secrets {
        assert!(!all.contains(&secret) && !shown.contains(&secret), "{secret:?}");
        // Not even all of its words stand together in one record's title and text.
        let mut common: Option<Vec<u32>> = None;
        for word in words(&secret) {
            let slots = index.slots(&word.form);
            common = Some(common.map_or(slots.clone(), |c| c.into_iter().filter(|s| slots.contains(s)).collect()));
        }
        assert_eq!(common.unwrap_or_default(), [0_u32; 0], "{secret:?}");
    }
}

#[test]
fn an_edit_changes_few_files() {
    let folder = tempfile::tempdir().unwrap();
    generate::generate(folder.path(), 2_000);
    let before = index_at(camino::Utf8Path::from_path(folder.path()).unwrap());
    let mut inner = folder.path().join("content/rounds");
    while !inner.ends_with("questions") {
        let mut all: Vec<_> = std::fs::read_dir(&inner).unwrap().map(|e| e.unwrap().path()).collect();
        all.retain(|path| path.is_dir() && path.read_dir().is_ok_and(|mut d| d.next().is_some()));
        inner = all.iter().find(|path| path.ends_with("questions")).or(all.iter().min()).unwrap().clone();
    }
    let question = std::fs::read_dir(inner).unwrap().map(|e| e.unwrap().path()).min().unwrap();
    let text = std::fs::read_to_string(&question).unwrap();
    std::fs::write(question, format!("{text}\nBổ sung: xử lý khẩn cấp.\n")).unwrap();
    let after = index_at(camino::Utf8Path::from_path(folder.path()).unwrap());
    let is_shard = |name: &&String| !name.starts_with("goi/");
    let new: Vec<&String> =
        after.files.iter().filter(|(n, b)| before.files.get(*n) != Some(b)).map(|f| f.0).filter(is_shard).collect();
    let all = after.files.keys().filter(is_shard).count();
    // For each of the six new words its lists and its places; the record's text, the list of words.
    assert!((1..=14).contains(&new.len()), "{} of {all}: {new:?}", new.len());
}

#[test]
fn the_script_stays_small() {
    let theme = Theme::new(Vec::new()).0.expect("the theme that is part of the program is whole");
    let script = theme.assets().find(|a| a.0.starts_with("giao-dien/search.")).unwrap().1;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, script).unwrap();
    let size = packer.finish().unwrap().len();
    assert!(size < 15_000, "{size} bytes compressed");
}

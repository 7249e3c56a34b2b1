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
use doithoai::text::search_word::words;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Mutex;

/// An index as it is published.
struct Index {
    root: Value,
    files: BTreeMap<String, Vec<u8>>,
}

/// One posting: slot, weight, followers, positions.
type Read = (u32, u8, u8, Vec<u32>);

fn index_of(name: &str) -> Index {
    let root = camino::Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = if name == "." { root } else { root.join("tests/sites").join(name).join("in") };
    let sources = load(&root).expect("the project can be read");
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
    fn file(&self, name: &str) -> Vec<u8> {
        let packed = self.files.get(name).unwrap_or_else(|| panic!("{name} is missing"));
        let mut bytes = Vec::new();
        GzDecoder::new(&**packed).read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn lines(&self, list: &str) -> Vec<Vec<String>> {
        let apart = self.root["files"]["cum"].as_str().unwrap();
        let list = match self.root[list].as_str() {
            Some(list) => list.to_owned(),
            None => String::from_utf8(self.file(&format!("{apart}.bin"))).unwrap(),
        };
        list.split(' ').filter(|l| !l.is_empty()).map(|l| l.split(':').map(str::to_owned).collect()).collect()
    }

    /// The postings of a word, whole: of each of its forms.
    fn postings(&self, list: &str, key: &str) -> Vec<(String, Vec<Read>)> {
        let lines = self.lines(list);
        let Some(line) = lines.iter().rev().find(|l| l[0].as_str() <= key) else { return Vec::new() };
        let rest = line.get(3).filter(|_| line[0] == key);
        let names = std::iter::once(&line[1]).chain(rest);
        names.flat_map(|name| shard(&self.file(&format!("{name}.bin")), list == "post", key)).collect()
    }

    fn slots(&self, word: &str) -> Vec<u32> {
        let word = words(word).remove(0);
        let forms = self.postings("post", &word.key).into_iter().filter(|f| f.0 == word.form);
        let mut slots: Vec<u32> = forms.flat_map(|f| f.1).map(|p| p.0).collect();
        slots.sort_unstable();
        slots
    }

    /// The rows of all texts: what results show.
    fn rows(&self) -> Vec<Value> {
        let names = self.files.keys().filter(|n| n.starts_with("t/"));
        names.flat_map(|n| serde_json::from_slice::<Vec<Value>>(&self.file(n)).unwrap()).collect()
    }

    /// All that the index says, packed or not.
    fn everything(&self) -> String {
        let packed = self.files.keys().filter(|n| n.rsplit_once('.').is_some_and(|(_, e)| e == "bin"));
        let mut all = self.root.to_string();
        packed.for_each(|n| all.push_str(&String::from_utf8_lossy(&self.file(n))));
        all
    }
}

fn shard(bytes: &[u8], weights: bool, wanted: &str) -> Vec<(String, Vec<Read>)> {
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
            found.push((form, list(&body, count, weights)));
        }
    }
    assert!(reader.0.is_empty(), "a shard ends with its last list");
    found
}

fn list(body: &[u8], count: u32, weights: bool) -> Vec<Read> {
    let mut reader = Reader(body);
    let mut next = 0;
    let mut slots = Vec::new();
    for _ in 0..count {
        slots.push(next + reader.number());
        next = slots[slots.len() - 1] + 1;
    }
    let n = count as usize;
    let rest = reader.0;
    let mut all = Vec::new();
    for (i, slot) in slots.into_iter().enumerate() {
        if weights {
            // The rest of a list that is cut in two has no followers.
            assert!(rest.len() == 2 * n || rest.len() == n);
            all.push((slot, rest[i], rest.get(n + i).copied().unwrap_or(0), Vec::new()));
        } else {
            let (mut place, mut places) = (0, Vec::new());
            for _ in 0..reader.number() {
                place += reader.number();
                places.push(place);
            }
            all.push((slot, 0, 0, places));
        }
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
            let forms = index.postings("post", &word.key);
            let here = forms.iter().filter(|f| f.0 == word.form).flat_map(|f| &f.1).find(|p| p.0 == slot);
            assert!(here.is_some_and(|p| p.1 & 0x80 != 0), "{word:?} of {title}");
            let positions = index.postings("pos", &word.key);
            assert!(positions.iter().any(|f| f.0 == word.form && f.1.iter().any(|p| p.0 == slot && !p.3.is_empty())));
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
fn the_script_stays_small() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, include_bytes!("../themes/default/static/search.js")).unwrap();
    let size = packer.finish().unwrap().len();
    assert!(size < 15 << 10, "{size} bytes compressed");
}

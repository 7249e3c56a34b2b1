//! The rules of `src/architecture.md` that a machine can hold: layers, names, sizes, words.
//!
//! Only the standard library, so that a fault in the crate cannot hide a fault in its shape. A rule that fails says what
//! to do; the tables at the top are the one place where layers and packages are listed.

#![allow(clippy::disallowed_methods, reason = "reads the sources")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every top-level module and its layer. A module uses only modules of lower layers.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("diagnostic", 1),
    ("locale", 1),
    ("calendar", 1),
    ("markdown", 1),
    ("config", 2),
    ("record", 2),
    ("register", 3),
    ("check", 4),
    ("page", 4),
    ("theme", 5),
    ("render", 5),
    ("search", 5),
    ("export", 5),
    ("build", 6),
    ("host", 7),
    ("serve", 7),
    ("import", 7),
    ("cli", 8),
];

/// Modules of one layer that may use each other all the same: the server reads through the host.
const NEIGHBOURS: &[(&str, &str)] = &[("serve", "host"), ("import", "host")];

/// Macros that the crate exports at its root, and the module that each belongs to.
const MACROS: &[(&str, &str)] = &[("say", "diagnostic"), ("choice", "record"), ("table", "record")];

/// Packages that are named in one place only.
const PACKAGES: &[(&str, &str)] = &[
    ("tera", "theme/"),
    ("pulldown_cmark", "markdown"),
    ("regex", "check/privacy/"),
    ("lopdf", "host/contents/pdf.rs"),
    ("zip", "host/archive.rs|host/contents/office.rs|import/read/archive.rs"),
    ("quick_xml", "import/read/xml.rs"),
    ("html5ever", "import/read/html.rs"),
    ("encoding_rs", "import/read/encoding.rs"),
    ("toml_edit", "import/records/"),
    ("exif", "host/contents/picture.rs"),
    ("notify", "serve/watch.rs"),
    ("tiny_http", "serve/server.rs"),
    ("clap", "cli/"),
    ("clap_complete", "cli/completions.rs"),
    ("clap_mangen", "cli/man.rs"),
    ("ab_glyph", "theme/picture/"),
    ("png", "theme/picture/canvas.rs"),
    ("annotate_snippets", "diagnostic/render/human.rs"),
];

/// Where the program may reach the disk, the clock, the environment and the network.
const RIM: &[&str] = &["host/", "serve/", "main.rs"];

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 60;

/// Files that are longer still; the list only ever shrinks.
const LONG_STILL: &[&str] = &[];

/// One source file of the crate.
struct Source {
    /// Path below `src/`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The top-level module that it belongs to; `None` for `main.rs` and `lib.rs`.
    fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next()?;
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(name, "main" | "lib")).then_some(name)
    }

    /// Its lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| {
            let code = if line.trim_start().starts_with("//") { "" } else { line };
            (i + 1, code)
        })
    }

    /// Its lines that are no tests.
    fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("tests.rs") || self.path.contains("/tests/");
        let end = self.text.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX);
        self.code().take_while(move |(number, _)| !is_test && *number <= end)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`, without what is built or fetched.
fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    const MADE: &[&str] = &[".git", "target", "node_modules", "public", ".venv", "out"];
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let entry = entry.expect("the entry can be read");
        let name = entry.file_name();
        let kind = entry.file_type().expect("its kind is known");
        if MADE.contains(&&*name.to_string_lossy()) {
            continue;
        }
        if kind.is_dir() {
            files_below(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let mut paths = Vec::new();
    files_below(&folder, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    paths.sort();
    let source = |path: PathBuf| Source {
        text: fs::read_to_string(&path).expect("source is text"),
        path: relative(&path, &folder),
    };
    paths.into_iter().map(source).collect()
}

fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/")
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// Whether `text` holds the name `word`, not as part of a longer one, directly before `after`.
fn names(text: &str, word: &str, after: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        text[at + word.len()..].starts_with(after)
            && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// The top-level modules that a line of code uses by `crate::…`.
fn used(line: &str) -> Vec<&str> {
    let words = |c: char| !(c.is_alphanumeric() || c == '_');
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split(',').map(|part| part.trim().split(words).next().unwrap_or(""))),
            None => found.extend(rest.split(words).next()),
        }
    }
    let owner = |name| MACROS.iter().find(|(m, _)| *m == name).map_or(name, |(_, module)| *module);
    found.into_iter().map(owner).filter(|name| !name.is_empty()).collect()
}

#[track_caller]
fn assert_none(breaches: &[String], rule: &str) {
    assert!(breaches.is_empty(), "{rule}:\n  {}\n", breaches.join("\n  "));
}

#[test]
fn a_module_uses_only_lower_layers() {
    let mut breaches = Vec::new();
    for source in sources() {
        let Some(module) = source.module() else { continue };
        let Some(own) = layer(module) else {
            breaches.push(format!("`{module}` has no layer: add it to LAYERS and to src/architecture.md"));
            continue;
        };
        for (number, line) in source.code() {
            for other in used(line).into_iter().filter(|other| *other != module) {
                let lower = layer(other).is_some_and(|layer| layer < own);
                if !lower && !NEIGHBOURS.contains(&(module, other)) {
                    breaches.push(format!("src/{}:{number}: `{module}` (L{own}) uses `{other}`", source.path));
                }
            }
        }
    }
    breaches.dedup();
    assert_none(&breaches, "a module uses only lower layers");
}

#[test]
fn packages_are_named_in_one_place() {
    let mut breaches = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            for (package, place) in
                PACKAGES.iter().filter(|(_, places)| !places.split('|').any(|place| source.path.starts_with(place)))
            {
                let used = format!("use {package}");
                if names(line, package, "::") || names(line, &used, ";") || names(line, &used, " as") {
                    breaches.push(format!("src/{}:{number}: `{package}` belongs to src/{place}", source.path));
                }
            }
        }
    }
    assert_none(&breaches, "a package that may be exchanged one day is named in one place");
}

#[test]
fn only_the_rim_reaches_outside() {
    let lift = concat!("clippy::disallowed", "_methods");
    let outside = |source: &Source| !RIM.iter().any(|place| source.path.starts_with(place));
    let breaches: Vec<String> = sources()
        .iter()
        .filter(|source| outside(source))
        .flat_map(|source| source.shipped().map(move |(number, line)| (&source.path, number, line)))
        .filter(|(_, _, line)| line.contains(lift))
        .map(|(path, number, _)| format!("src/{path}:{number}"))
        .collect();
    assert_none(&breaches, "files, clock, environment and network are reached in src/host, src/serve and src/main.rs");
}

#[test]
fn files_and_functions_are_short() {
    let mut breaches = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().collect();
        let known = LONG_STILL.contains(&&*source.path);
        if known && lines.len() <= FILE_LINES {
            breaches.push(format!("src/{} is short now: take it off LONG_STILL", source.path));
        } else if !known && lines.len() > FILE_LINES {
            breaches.push(format!("src/{}: {} lines of at most {FILE_LINES}", source.path, lines.len()));
        }
        for (start, name) in functions(&lines) {
            let length = length_of(&lines, start);
            if length > FUNCTION_LINES {
                let path = &source.path;
                breaches
                    .push(format!("src/{path}:{}: `{name}` has {length} lines of at most {FUNCTION_LINES}", start + 1));
            }
        }
    }
    assert_none(&breaches, "what is long is taken apart");
}

/// The first line and the name of each function.
fn functions<'a>(lines: &[&'a str]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut words = line.split_whitespace().skip_while(|word| {
            word.starts_with("pub")
                || matches!(*word, "const" | "async" | "extern" | "\"C\"")
                || word.starts_with("in ")
        });
        if words.next() == Some("fn") {
            let name = words.next().unwrap_or("").split(['(', '<']).next().unwrap_or("");
            found.push((at, name));
        }
    }
    found
}

/// The lines of the function that begins at `start`: rustfmt puts its last brace under its first letter.
fn length_of(lines: &[&str], start: usize) -> usize {
    let first = lines[start];
    if first.ends_with(';') || first.ends_with('}') {
        return 1;
    }
    let close = format!("{}}}", &first[..first.len() - first.trim_start().len()]);
    lines[start..].iter().position(|line| *line == close).map_or(1, |last| last + 1)
}

#[test]
fn every_module_says_what_it_is() {
    let said = |source: &Source| source.text.starts_with("//! ") || source.text.starts_with("#![doc = include_str!");
    let silent: Vec<String> = sources().iter().filter(|s| !said(s)).map(|s| format!("src/{}", s.path)).collect();
    assert_none(&silent, "every module opens with `//!`: what it is, what goes in and out, the invariant");
}

#[test]
fn the_architecture_page_names_every_module() {
    let page = fs::read_to_string(root().join("src/architecture.md")).expect("the page is there");
    let modules: BTreeSet<String> = sources().iter().filter_map(|s| s.module().map(str::to_owned)).collect();
    let unnamed: Vec<String> = modules.into_iter().filter(|module| !page.contains(&format!("[`{module}`]"))).collect();
    assert_none(&unnamed, "src/architecture.md links to every top-level module as [`name`]");
}

#[test]
fn modules_are_called_by_what_they_are() {
    const EMPTY: &[&str] = &["util", "utils", "common", "helper", "helpers", "manager", "misc", "processor"];
    let empty: Vec<String> = sources()
        .iter()
        .filter(|s| s.path.trim_end_matches(".rs").split('/').any(|name| EMPTY.contains(&name)))
        .map(|s| format!("src/{}", s.path))
        .collect();
    assert_none(&empty, "a module is called by what it is");
}

#[test]
fn nothing_unwraps_and_nothing_is_global() {
    let mut breaches = Vec::new();
    for source in sources() {
        for (number, line) in source.shipped() {
            let code = line.trim_start();
            let shared = ["Mutex", "RwLock", "Atomic", "Cell<", "OnceLock"].iter().any(|kind| code.contains(kind));
            let global = code.contains("static mut ") || code.starts_with("thread_local!");
            let is_static = code.starts_with("static ") || code.starts_with("pub static ");
            if code.contains(".unwrap()") || global || is_static && shared {
                breaches.push(format!("src/{}:{number}: {code}", source.path));
            }
        }
    }
    assert_none(&breaches, "`expect` says why it cannot fail, and no state is global");
}

#[test]
fn no_text_names_a_registry_or_a_machine() {
    let hosts = [
        concat!("registry.", "npmjs.org"),
        concat!("static.", "crates.io"),
        concat!("index.", "crates.io"),
        concat!("pypi", ".org"),
        concat!("files.", "pythonhosted.org"),
        concat!("deb.", "debian.org"),
        concat!("proxy.", "golang.org"),
    ];
    let places = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];
    let mut breaches = Vec::new();
    for path in text_files() {
        let name = relative(&path, root());
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let is_lock = name.ends_with("package-lock.json");
        for (at, line) in text.lines().enumerate() {
            let host = !is_lock && hosts.iter().any(|host| line.contains(host));
            let foreign = is_lock && line.contains("\"resolved\": \"http") && !line.contains(hosts[0]);
            let place = places.iter().any(|place| points_at(line, place));
            if host || foreign || place {
                breaches.push(format!("{name}:{}: {}", at + 1, line.trim().chars().take(100).collect::<String>()));
            }
        }
    }
    assert_none(&breaches, "no file names a package registry, or a folder of one machine");
}

/// Whether the line holds an absolute path that begins with `place`, and not an address with such a part.
fn points_at(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '-' | '}' | '>' | '*'))
    })
}

/// The files that people write.
fn text_files() -> Vec<PathBuf> {
    const TEXT: &[&str] =
        &["rs", "md", "toml", "html", "css", "js", "mjs", "ts", "json", "py", "sh", "yml", "yaml", "txt", "lock"];
    let mut found = Vec::new();
    files_below(root(), &mut found);
    found.retain(|path| match path.extension() {
        Some(extension) => TEXT.contains(&&*extension.to_string_lossy()),
        None => true,
    });
    found.sort();
    found
}

#[test]
fn the_rules_see_what_they_are_for() {
    assert_eq!(used("use crate::text::span::Span;"), ["text"]);
    assert_eq!(used("    crate::say!(\"a\", \"b\")"), ["diagnostic"]);
    assert_eq!(used("use crate::{choice, text::span};"), ["record", "text"]);
    assert!(names("use tera::Tera;", "tera", "::") && !names("let metera::x", "tera", "::"));
    let lines =
        ["    pub(super) fn a(", "    ) {", "        b();", "    }", "fn c() {}", "const fn d() -> u8 {", "    1", "}"];
    assert_eq!(functions(&lines), [(0, "a"), (4, "c"), (5, "d")]);
    assert_eq!([length_of(&lines, 0), length_of(&lines, 4), length_of(&lines, 5)], [4, 1, 3]);
}

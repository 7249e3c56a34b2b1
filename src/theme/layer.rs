//! A theme's files as they were handed in, and the manifest `theme.toml` that says what it stands on.
//!
//! In: paths and bytes, or the default theme that is part of the program. Out: [`Layer`]s from the top down. The
//! invariant: files are in the order of their paths. Read on in [`super`].

use std::borrow::Cow;

use include_dir::{Dir, DirEntry, include_dir};
use toml::de::{DeTable, DeValue};

use super::problem::{ThemeProblem, nearest};

/// The theme that is part of the program.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that is part of the program.
pub const DEFAULT_NAME: &str = "default";

/// The keys of `theme.toml`.
const KEYS: [&str; 3] = ["title", "parent", "picture"];

/// The keys of its table `[picture]`.
const COLOURS: [&str; 3] = ["paper", "ink", "accent"];

/// One theme's files.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its name: the folder under `themes/`.
    pub name: String,
    /// Its files.
    pub files: Vec<LayerFile>,
}

/// A file of a theme.
#[derive(Debug, Clone)]
pub struct LayerFile {
    /// Its path in the theme's folder, with `/`: `templates/question.html`.
    pub path: String,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// What `theme.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What the theme is called.
    pub title: String,
    /// The theme that it changes; none only for one that is complete.
    pub parent: Option<String>,
    /// The colours of the pictures that stand for pages.
    pub picture: Colours,
}

/// The colours of the pictures that stand for pages, as far as a theme names them: red, green, blue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// The ground.
    pub paper: Option<[u8; 3]>,
    /// The words.
    pub ink: Option<[u8; 3]>,
    /// The bar at the top and those of figures.
    pub accent: Option<[u8; 3]>,
}

impl Layer {
    /// A theme from its files, in any order.
    pub fn new(name: impl Into<String>, mut files: Vec<LayerFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { name: name.into(), files }
    }

    /// The theme that is part of the program.
    pub fn builtin() -> Self {
        let mut files = Vec::new();
        collect(&DEFAULT, &mut files);
        Self::new(DEFAULT_NAME, files)
    }

    /// What `theme.toml` says, with what is wrong in it.
    pub fn manifest(&self) -> (Manifest, Vec<ThemeProblem>) {
        let path = "theme.toml";
        let Some(text) = self.files.iter().find(|file| file.path == path).and_then(LayerFile::text) else {
            let problem = ThemeProblem::of_file(&self.name, path, "`theme.toml` is missing or not UTF-8")
                .help("write `title = \"…\"` and `parent = \"default\"` in it");
            return (Manifest::default(), vec![problem]);
        };
        read(&self.name, path, text)
    }
}

impl LayerFile {
    /// The file as text, when it is UTF-8.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// All files of a folder and of those in it.
fn collect(folder: &'static Dir<'static>, files: &mut Vec<LayerFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => files.push(LayerFile {
                path: file.path().to_string_lossy().replace('\\', "/"),
                bytes: Cow::Borrowed(file.contents()),
            }),
        }
    }
}

/// Reads the text of a manifest.
fn read(layer: &str, path: &str, text: &str) -> (Manifest, Vec<ThemeProblem>) {
    let mut manifest = Manifest::default();
    let mut problems = Vec::new();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        problems.push(ThemeProblem::at(layer, path, text, error.span().map_or(0, |span| span.start), error.message()));
    }
    for (key, value) in table.get_ref() {
        let at = key.span().start;
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("title", DeValue::String(title)) => manifest.title = title.to_string(),
            ("parent", DeValue::String(parent)) => manifest.parent = Some(parent.to_string()),
            ("title" | "parent", _) => {
                problems.push(ThemeProblem::at(layer, path, text, at, format!("`{}` must be a text", key.get_ref())));
            }
            ("picture", DeValue::Table(table)) => {
                let problem = |at: usize, message: String| ThemeProblem::at(layer, path, text, at, message);
                manifest.picture = colours(table, &mut problems, &problem);
            }
            ("picture", _) => {
                let problem = ThemeProblem::at(layer, path, text, at, "`picture` must be a table");
                problems.push(problem.help("write `[picture]`, and under it `accent = \"#0f4c75\"`"));
            }
            (unknown, _) => {
                let problem = ThemeProblem::at(layer, path, text, at, format!("unknown key `{unknown}`"));
                problems.push(known(problem, unknown, &KEYS));
            }
        }
    }
    (manifest, problems)
}

/// The colours in the table `[picture]`; `problem` places what is wrong with them.
fn colours(
    table: &DeTable<'_>,
    problems: &mut Vec<ThemeProblem>,
    problem: &dyn Fn(usize, String) -> ThemeProblem,
) -> Colours {
    let mut colours = Colours::default();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let slot = match name {
            "paper" => &mut colours.paper,
            "ink" => &mut colours.ink,
            "accent" => &mut colours.accent,
            unknown => {
                let problem = problem(key.span().start, format!("unknown key `{unknown}`"));
                problems.push(known(problem, unknown, &COLOURS));
                continue;
            }
        };
        *slot = match value.get_ref() {
            DeValue::String(written) => colour(written),
            _ => None,
        };
        if slot.is_none() {
            let problem = problem(value.span().start, format!("`{name}` is not a colour"));
            problems.push(problem.help("write red, green and blue as in `#0f4c75`"));
        }
    }
    colours
}

/// A colour as `#0f4c75`.
fn colour(written: &str) -> Option<[u8; 3]> {
    let digits = written.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// A problem with an unknown key, with the one that was meant or all that there are.
fn known(problem: ThemeProblem, unknown: &str, keys: &[&'static str]) -> ThemeProblem {
    match nearest(unknown, keys.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("known keys are `{}`", keys.join("`, `"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_its_parent_and_its_mistakes() {
        let file =
            LayerFile { path: "theme.toml".into(), bytes: Cow::Borrowed(b"title = \"Khoa\"\nparant = \"default\"\n") };
        let (manifest, problems) = Layer::new("khoa", vec![file]).manifest();
        assert_eq!(manifest, Manifest { title: "Khoa".into(), ..Manifest::default() });
        assert_eq!((problems[0].line, problems[0].column), (2, 1));
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `parent`?"));
    }

    #[test]
    fn colours_are_read_and_their_mistakes_have_a_place() {
        let text = "title = \"Khoa\"\n[picture]\naccent = \"#0F4c75\"\nink = \"black\"\npapre = 1\n";
        let file = LayerFile { path: "theme.toml".into(), bytes: Cow::Borrowed(text.as_bytes()) };
        let (manifest, problems) = Layer::new("khoa", vec![file]).manifest();
        assert_eq!(manifest.picture, Colours { accent: Some([0x0f, 0x4c, 0x75]), ..Colours::default() });
        let told: Vec<_> = problems.iter().map(|p| (p.line, p.column, p.help.as_deref().unwrap_or_default())).collect();
        assert_eq!(told, [(4, 7, "write red, green and blue as in `#0f4c75`"), (5, 1, "did you mean `paper`?")],);
    }

    #[test]
    fn the_builtin_theme_is_whole() {
        let builtin = Layer::builtin();
        assert_eq!(builtin.manifest().1, []);
        assert!(builtin.files.iter().any(|file| file.path == "templates/question.html"));
    }
}

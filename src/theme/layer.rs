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
const KEYS: [&str; 2] = ["title", "parent"];

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
            (unknown, _) => {
                let problem = ThemeProblem::at(layer, path, text, at, format!("unknown key `{unknown}`"));
                problems.push(match nearest(unknown, KEYS.into_iter()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help("known keys are `title` and `parent`"),
                });
            }
        }
    }
    (manifest, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_its_parent_and_its_mistakes() {
        let file =
            LayerFile { path: "theme.toml".into(), bytes: Cow::Borrowed(b"title = \"Khoa\"\nparant = \"default\"\n") };
        let (manifest, problems) = Layer::new("khoa", vec![file]).manifest();
        assert_eq!(manifest, Manifest { title: "Khoa".into(), parent: None });
        assert_eq!((problems[0].line, problems[0].column), (2, 1));
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `parent`?"));
    }

    #[test]
    fn the_builtin_theme_is_whole() {
        let builtin = Layer::builtin();
        assert_eq!(builtin.manifest().1, []);
        assert!(builtin.files.iter().any(|file| file.path == "templates/question.html"));
    }
}

//! Themes: templates, static files and interface texts in layers, and the engine that runs them.
//!
//! In: layers of (path, bytes), the topmost first; the default theme, part of the program, is always the lowest. Out: HTML
//! for page models, pictures of links, static files with their addresses, problems with file, line and column. The invariants: no file is
//! read here; the default theme uses nothing that a user's theme cannot; rendering is a pure function of the layers, the
//! shell and the model. Read on in [`layer`], then `source` (texts written into templates), then `engine`.
//!
//! ```
//! # use doithoai::theme::Theme;
//! let (theme, problems) = Theme::new(Vec::new());
//! assert!(theme.is_some() && problems.is_empty());
//! ```

mod asset;
mod engine;
mod inline;
pub mod layer;
mod locale;
mod picture;
pub mod problem;
mod source;
#[cfg(test)]
mod tests;

use serde::Serialize;

use self::asset::Assets;
use self::engine::{Engine, Shared};
use self::inline::Components;
use self::layer::{DEFAULT_NAME, Layer};
use self::picture::Painter;
use self::problem::ThemeProblem;
use self::source::Vocabulary;
use crate::page::model::card::Card;
use crate::page::model::shell::Shell;
use crate::text::key::Key;

/// A theme that is ready to render pages in each of its languages.
pub struct Theme {
    engines: Vec<Engine>,
    assets: Assets,
    painter: Painter,
    digest: String,
}

/// A [`Shell`] as the templates of its language see it; cheap to share between threads.
#[derive(Clone)]
pub struct PreparedShell {
    engine: usize,
    shared: Shared,
    /// What it was made from.
    key: Option<Key>,
}

impl Theme {
    /// A theme from its layers, the topmost first, with all that is wrong with them. The default theme is added below
    /// them when it is not among them. A theme that cannot render every page is none.
    pub fn new(layers: Vec<Layer>) -> (Option<Self>, Vec<ThemeProblem>) {
        Self::speaking(layers, |_| true)
    }

    /// The same for the languages that are `wanted` only.
    pub fn speaking(mut layers: Vec<Layer>, wanted: impl Fn(&str) -> bool) -> (Option<Self>, Vec<ThemeProblem>) {
        if layers.last().is_none_or(|layer| layer.name != DEFAULT_NAME) {
            layers.push(Layer::builtin());
        }
        let mut problems = parents(&layers);
        let assets = Assets::new(&layers, &mut problems);
        let mut locales = locale::read_all(&layers, &mut problems);
        locales.retain(|locale| wanted(&locale.lang));
        let components = Components::new(&layers);
        let mut engines = Vec::with_capacity(locales.len());
        for locale in &locales {
            match Engine::new(&layers, Vocabulary { locale, assets: &assets, components: &components }) {
                Ok(engine) => engines.push(engine),
                Err(more) => problems.extend(more),
            }
        }
        let painter = Painter::new(&layers, &mut problems);
        problems.dedup();
        let whole = engines.len() == locales.len();
        let theme = painter.filter(|_| whole).map(|painter| Self { engines, assets, painter, digest: digest(&layers) });
        (theme, problems)
    }

    /// Prepares what is the same on all pages of a language.
    pub fn shell(&self, shell: &Shell<'_>) -> Result<PreparedShell, ThemeProblem> {
        let Some(engine) = self.engines.iter().position(|engine| engine.lang == shell.lang) else {
            let path = format!("locales/{}.toml", shell.lang);
            let problem = ThemeProblem::of_file("", &path, format!("the theme has no texts in `{}`", shell.lang));
            return Err(problem.help(format!("write them, or take `{}` out of `languages`", shell.lang)));
        };
        Ok(PreparedShell { engine, shared: self.engines[engine].share(shell)?, key: Key::of(&(&self.digest, shell)) })
    }

    /// Renders one page, as UTF-8: a template by its name (`question.html`) and the model that belongs to it.
    pub fn render(
        &self,
        shell: &PreparedShell,
        template: &str,
        model: &impl Serialize,
    ) -> Result<Vec<u8>, ThemeProblem> {
        self.engines[shell.engine].render(&shell.shared, template, model)
    }

    /// The key of all that [`Self::render`] makes a page from, and of what the page is made from `besides`; `None` where
    /// no page can be made from it.
    pub fn key(
        &self,
        shell: &PreparedShell,
        template: &str,
        model: &impl Serialize,
        besides: &impl Serialize,
    ) -> Option<Key> {
        Key::of(&(besides, shell.key?, template, model))
    }

    /// The picture that says what is on `card`, as a PNG of 1200 × 630 pixels.
    pub fn picture(&self, card: &Card<'_>) -> Vec<u8> {
        self.painter.paint(card)
    }

    /// The key of all that [`Self::picture`] makes a picture from, and of what it is made from `besides`.
    pub fn picture_key(&self, card: &Card<'_>, besides: &impl Serialize) -> Option<Key> {
        Key::of(&(besides, &self.digest, card))
    }

    /// Whether there is a template of this name.
    pub fn has_template(&self, template: &str) -> bool {
        self.engines.first().is_some_and(|engine| engine.has(template))
    }

    /// The languages that the theme has texts in, in the order of their codes.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.engines.iter().map(|engine| engine.lang.as_str())
    }

    /// The static files: output paths and bytes, in order.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter()
    }

    /// The bytes now of the static file that had the output path `path` when it had others.
    pub fn asset_once_at(&self, path: &str) -> Option<&[u8]> {
        self.assets.once_at(path)
    }

    /// The output path of a static file by its name: `style.css`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.path(name)
    }

    /// A digest of every byte of every layer, for cache keys.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// Each layer's manifest must name the layer below it.
fn parents(layers: &[Layer]) -> Vec<ThemeProblem> {
    let mut problems = Vec::new();
    for (at, layer) in layers.iter().enumerate() {
        let (manifest, more) = layer.manifest();
        let known = more.is_empty();
        problems.extend(more);
        let below = layers.get(at + 1).map(|layer| layer.name.as_str());
        if known && manifest.parent.as_deref() != below {
            let message = match below {
                Some(name) => format!("the theme stands on `{name}` but does not say `parent = \"{name}\"`"),
                None => "the lowest theme has a parent that was not handed in".to_owned(),
            };
            problems.push(ThemeProblem::of_file(&layer.name, "theme.toml", message));
        }
    }
    problems
}

/// A digest of every byte of every layer.
fn digest(layers: &[Layer]) -> String {
    let mut hasher = blake3::Hasher::new();
    for layer in layers {
        for file in &layer.files {
            for part in [layer.name.as_bytes(), file.path.as_bytes(), &file.bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
    }
    hasher.finalize().to_hex().to_string()
}

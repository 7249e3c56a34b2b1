//! The interface's texts: one table a language, upper layers over lower ones.
//!
//! In: `locales/<language>.toml` of each layer. Out: a [`Locale`] a language, keys joined by dots. The invariants: every
//! language has every key; a text with `one` and `other` is chosen by its argument `n`.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::layer::Layer;
use super::problem::ThemeProblem;

/// The texts of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Locale {
    /// The language's code.
    pub(super) lang: String,
    /// The texts by key.
    messages: BTreeMap<String, Message>,
}

/// A text of the interface; `{name}` in it stands for an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// One text for all numbers.
    Plain(String),
    /// One for 1 and one for the others.
    Counted {
        /// For 1.
        one: String,
        /// For the others.
        other: String,
    },
}

impl Locale {
    /// The text of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Message> {
        self.messages.get(key)
    }

    /// All keys, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }
}

/// The languages of some layers, the topmost layer first.
pub(super) fn read_all(layers: &[Layer], problems: &mut Vec<ThemeProblem>) -> Vec<Locale> {
    let mut locales: BTreeMap<String, Locale> = BTreeMap::new();
    for layer in layers.iter().rev() {
        for file in &layer.files {
            let Some(lang) = file.path.strip_prefix("locales/").and_then(|name| name.strip_suffix(".toml")) else {
                continue;
            };
            let locale = locales.entry(lang.to_owned()).or_default();
            lang.clone_into(&mut locale.lang);
            let mut reader = Reader { layer: &layer.name, path: &file.path, text: "", locale, problems };
            match file.text() {
                Some(text) => Reader { text, ..reader }.read(),
                None => reader.problem(0, "the file is not UTF-8"),
            }
        }
    }
    let locales: Vec<Locale> = locales.into_values().collect();
    missing_keys(&locales, layers, problems);
    locales
}

/// Names each key that one language has and another lacks.
fn missing_keys(locales: &[Locale], layers: &[Layer], problems: &mut Vec<ThemeProblem>) {
    for locale in locales {
        let path = format!("locales/{}.toml", locale.lang);
        let owner = layers.iter().find(|layer| layer.files.iter().any(|file| file.path == path));
        let mut absent: Vec<(&str, &str)> = locales
            .iter()
            .flat_map(|other| other.keys().map(|key| (key, other.lang.as_str())))
            .filter(|(key, _)| locale.get(key).is_none())
            .collect();
        absent.sort_unstable();
        absent.dedup_by_key(|(key, _)| *key);
        for (key, lang) in absent {
            let name = owner.map_or("", |layer| layer.name.as_str());
            problems.push(
                ThemeProblem::of_file(name, &path, format!("the text `{key}` is missing"))
                    .help(format!("it is in `locales/{lang}.toml`")),
            );
        }
    }
}

/// Reads one file into a locale.
struct Reader<'a> {
    layer: &'a str,
    path: &'a str,
    text: &'a str,
    locale: &'a mut Locale,
    problems: &'a mut Vec<ThemeProblem>,
}

impl Reader<'_> {
    fn read(mut self) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.problem(error.span().map_or(0, |span| span.start), error.message());
        }
        self.table("", table.get_ref());
    }

    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let at = key.span().start;
            let key = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            match value.get_ref() {
                DeValue::String(text) => self.message(at, key, Message::Plain(text.to_string())),
                DeValue::Table(inner) => match counted(inner) {
                    Some(message) => self.message(at, key, message),
                    None => self.table(&key, inner),
                },
                _ => self.problem(at, &format!("`{key}` must be a text or a table of texts")),
            }
        }
    }

    fn message(&mut self, at: usize, key: String, message: Message) {
        let texts = match &message {
            Message::Plain(text) => [text.as_str(), ""],
            Message::Counted { one, other } => [one.as_str(), other.as_str()],
        };
        if texts.iter().any(|text| ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark))) {
            self.problem(at, &format!("`{key}` holds a mark of the template language"));
        } else {
            self.locale.messages.insert(key, message);
        }
    }

    fn problem(&mut self, at: usize, message: &str) {
        self.problems.push(ThemeProblem::at(self.layer, self.path, self.text, at, message));
    }
}

/// A text with `one` and `other`, when the table is one.
fn counted(table: &DeTable<'_>) -> Option<Message> {
    let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned);
    (table.len() == 2).then_some(())?;
    Some(Message::Counted { one: text("one")?, other: text("other")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::layer::LayerFile;

    fn layer(name: &str, files: &[(&str, &str)]) -> Layer {
        let file =
            |(path, text): &(&str, &str)| LayerFile { path: (*path).into(), bytes: text.as_bytes().to_vec().into() };
        Layer::new(name, files.iter().map(file).collect())
    }

    #[test]
    fn upper_layers_win_and_missing_texts_are_named() {
        let top = layer("khoa", &[("locales/vi.toml", "[a]\nb = \"Trên\"")]);
        let base = layer(
            "default",
            &[
                ("locales/vi.toml", "[a]\nb = \"Dưới\"\nc = \"Còn\""),
                ("locales/en.toml", "[a]\nb = { one = \"1\", other = \"{n}\" }"),
            ],
        );
        let mut problems = Vec::new();
        let locales = read_all(&[top, base], &mut problems);
        assert_eq!(locales[1].get("a.b"), Some(&Message::Plain("Trên".into())));
        assert_eq!(locales[0].get("a.b"), Some(&Message::Counted { one: "1".into(), other: "{n}".into() }));
        assert_eq!(
            problems[0].to_string(),
            "themes/default/locales/en.toml:1:1: the text `a.c` is missing (help: it is in `locales/vi.toml`)"
        );
    }

    #[test]
    fn template_marks_in_texts_are_refused() {
        let mut problems = Vec::new();
        read_all(&[layer("x", &[("locales/vi.toml", "\na = \"{{ page }}\"")])], &mut problems);
        assert_eq!((problems[0].line, problems.len()), (2, 1));
    }
}

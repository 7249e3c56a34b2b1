//! Templates before they are compiled: interface texts and asset addresses are written into them.
//!
//! In: a template's text, the texts of one language, the static files, the small components. Out: the same template with
//! each `{{ t(key="…") }}`, `{{ asset(name="…") }}` and `{{ <component … /> }}` replaced by what it stands for, so that a
//! page pays nothing for them.
//! The invariants: a key or name that does not exist is found here, before any page is rendered; an offset in the
//! expanded text can be traced back ([`Expanded::origin`]). Calls inside other expressions are checked and left to run.

use super::asset::Assets;
use super::inline::Components;
use super::locale::{Locale, Message};
use super::problem::nearest;
use crate::text::markup::push_escaped;

/// A template with its texts written in.
#[derive(Debug, Clone, Default)]
pub(super) struct Expanded {
    /// The text that is compiled.
    pub(super) text: String,
    /// What was replaced: start and end in `text`, start and end in the source.
    pieces: Vec<Piece>,
}

/// A replaced piece of a template.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    source_start: usize,
    source_end: usize,
}

/// Something wrong at an offset of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Expanded {
    /// The offset in the source of an offset in the expanded text.
    pub(super) fn origin(&self, offset: usize) -> usize {
        match self.pieces.iter().rev().find(|piece| piece.start <= offset) {
            Some(piece) if offset < piece.end => piece.source_start,
            Some(piece) => piece.source_end + (offset - piece.end),
            None => offset,
        }
    }
}

/// How deep components may be written into each other before their calls are left as they are.
const DEPTH: u32 = 6;

/// What templates are expanded with.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    /// The texts of one language.
    pub(super) locale: &'a Locale,
    /// The static files.
    pub(super) assets: &'a Assets,
    /// The small components.
    pub(super) components: &'a Components,
}

/// Writes texts, addresses and small components into a template.
pub(super) fn expand(source: &str, vocabulary: Vocabulary<'_>) -> (Expanded, Vec<Fault>) {
    expand_at(source, vocabulary, 0)
}

fn expand_at(source: &str, vocabulary: Vocabulary<'_>, depth: u32) -> (Expanded, Vec<Fault>) {
    let out = Expanded::default();
    let mut expander = Expander { source, vocabulary, depth, in_component: false, out, faults: Vec::new() };
    expander.run();
    (expander.out, expander.faults)
}

struct Expander<'a> {
    source: &'a str,
    vocabulary: Vocabulary<'a>,
    depth: u32,
    in_component: bool,
    out: Expanded,
    faults: Vec<Fault>,
}

impl<'a> Expander<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(found) = self.source[at..].find('{') {
            let start = at + found;
            self.out.text.push_str(&self.source[at..start]);
            at = match self.source[start..].get(..2) {
                Some("{#") => self.copy(start, self.source[start..].find("#}").map(|end| start + end + 2)),
                Some("{%") => self.code(start, closing(self.source, start + 2, "%}")),
                Some("{{") => self.output(start, closing(self.source, start + 2, "}}")),
                _ => self.copy(start, Some(start + 1)),
            };
        }
        self.out.text.push_str(&self.source[at..]);
    }

    /// Copies up to an end, or all that is left when the mark is never closed (the compiler will say so).
    fn copy(&mut self, start: usize, end: Option<usize>) -> usize {
        let end = end.unwrap_or(self.source.len());
        self.out.text.push_str(&self.source[start..end]);
        end
    }

    /// Copies code after checking the calls in it.
    fn code(&mut self, start: usize, end: Option<usize>) -> usize {
        let until = end.unwrap_or(self.source.len());
        self.check_calls(start, until);
        match self.source[start..until].trim_start_matches(['{', '%', '-', ' ']) {
            code if code.starts_with("component ") => self.in_component = true,
            code if code.starts_with("endcomponent") => self.in_component = false,
            _ => {}
        }
        self.copy(start, end)
    }

    /// Replaces an output mark that is one call with constant key; copies any other.
    fn output(&mut self, start: usize, end: Option<usize>) -> usize {
        let Some(end) = end else { return self.copy(start, None) };
        let inner = self.source[start + 2..end - 2].trim();
        let replaced = if let Some(arguments) = call(inner, "t") {
            self.text(start, &arguments).map(|text| self.nested(text))
        } else if let Some(arguments) = call(inner, "asset") {
            arguments.first().and_then(|(_, name)| self.address(name))
        } else if self.in_component || self.depth == DEPTH {
            None
        } else {
            self.vocabulary.components.write_out(inner).map(|text| self.nested(text))
        };
        let Some(text) = replaced else { return self.code(start, Some(end)) };
        let piece_start = self.out.text.len();
        self.out.text.push_str(&text);
        self.out.pieces.push(Piece {
            start: piece_start,
            end: self.out.text.len(),
            source_start: start,
            source_end: end,
        });
        end
    }

    /// What was written in, expanded in turn. What is wrong in it is reported where it was defined.
    fn nested(&self, text: String) -> String {
        if !text.contains('{') || self.in_component {
            return text;
        }
        expand_at(&text, self.vocabulary, self.depth + 1).0.text
    }

    /// The address of a static file named by a constant.
    fn address(&self, name: &str) -> Option<String> {
        self.vocabulary.assets.path(constant(name)?).map(str::to_owned)
    }

    /// What a call of `t` stands for, as template source; none when it must be left to run or is wrong.
    fn text(&mut self, at: usize, arguments: &[(&'a str, &'a str)]) -> Option<String> {
        let key = constant(arguments.iter().find(|(name, _)| *name == "key")?.1)?;
        let locale = self.vocabulary.locale;
        match locale.get(key)? {
            Message::Plain(text) => self.fill(at, key, text, arguments),
            Message::Counted { one, other } => {
                let number = arguments.iter().find(|(name, _)| *name == "n").map(|(_, value)| *value);
                let Some(number) = number else {
                    self.fault(at, format!("the text `{key}` needs the argument `n`"), None);
                    return None;
                };
                let (one, other) = (self.fill(at, key, one, arguments)?, self.fill(at, key, other, arguments)?);
                Some(format!("{{% if {number} == 1 %}}{one}{{% else %}}{other}{{% endif %}}"))
            }
        }
    }

    /// A text with its places replaced by the arguments as template source.
    fn fill(&mut self, at: usize, key: &str, text: &str, arguments: &[(&str, &str)]) -> Option<String> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_place(rest) {
            push_escaped(&mut out, before);
            let Some((_, value)) = arguments.iter().find(|(argument, _)| *argument == name) else {
                self.fault(at, format!("the text `{key}` needs the argument `{name}`"), None);
                return None;
            };
            out.push_str("{{ ");
            out.push_str(value);
            out.push_str(" }}");
            rest = after;
        }
        push_escaped(&mut out, rest);
        Some(out)
    }

    /// Checks every constant key and name in a piece of code.
    fn check_calls(&mut self, start: usize, end: usize) {
        let code = &self.source[start..end];
        for (mark, is_text) in [("t(key=", true), ("asset(name=", false)] {
            for (found, _) in code.match_indices(mark) {
                let part_of_name = code[..found].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let Some(word) = leading_constant(&code[found + mark.len()..]).filter(|_| !part_of_name) else {
                    continue;
                };
                let Vocabulary { locale, assets, .. } = self.vocabulary;
                let known = if is_text { locale.get(word).is_some() } else { assets.path(word).is_some() };
                if !known {
                    let near = if is_text { nearest(word, locale.keys()) } else { assets.nearest(word) };
                    let help = near.map(|near| format!("did you mean `{near}`?"));
                    let what = if is_text { "text" } else { "static file" };
                    self.fault(start + found, format!("no {what} `{word}` in `{}`", locale.lang), help);
                }
            }
        }
    }

    fn fault(&mut self, at: usize, message: String, help: Option<String>) {
        self.faults.push(Fault { at, message, help });
    }
}

/// The text before the next `{name}`, the name, and what follows it.
pub(super) fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find('{')?;
    let end = start + text[start..].find('}')?;
    Some((&text[..start], &text[start + 1..end], &text[end + 1..]))
}

/// The offset after a closing mark, strings skipped.
fn closing(source: &str, from: usize, mark: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in source[from..].char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, _) if source[from + at..].starts_with(mark) => return Some(from + at + mark.len()),
            _ => {}
        }
    }
    None
}

/// The arguments of an expression that is one call of a function and nothing else.
fn call<'s>(expression: &'s str, function: &str) -> Option<Vec<(&'s str, &'s str)>> {
    let inner = expression.strip_prefix(function)?.strip_prefix('(')?;
    let end = closing_bracket(inner)?;
    (inner[end + 1..].is_empty()).then(|| arguments(&inner[..end]))
}

/// The offset of the bracket that closes one opened before the text.
fn closing_bracket(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth == 0 => return Some(at),
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The named arguments of a call.
fn arguments(list: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_u32, None);
    for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                if let Some((name, value)) = list[start..at].split_once('=') {
                    found.push((name.trim(), value.trim()));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The content of an expression that is one string.
fn constant(expression: &str) -> Option<&str> {
    let word = leading_constant(expression)?;
    (word.len() + 2 == expression.len()).then_some(word)
}

/// The content of the string that a piece of code begins with.
fn leading_constant(code: &str) -> Option<&str> {
    let inner = code.strip_prefix('"')?;
    Some(&inner[..inner.find('"')?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::layer::{Layer, LayerFile};

    fn expanded(source: &str) -> (Expanded, Vec<Fault>) {
        let texts = "a = \"Số & {x}\"\nn = { one = \"{n} day\", other = \"{n} days\" }";
        let files = vec![LayerFile { path: "locales/vi.toml".into(), bytes: texts.as_bytes().to_vec().into() }];
        let locales = super::super::locale::read_all(&[Layer::new("x", files)], &mut Vec::new());
        let (assets, components) = (Assets::default(), Components::default());
        expand(source, Vocabulary { locale: &locales[0], assets: &assets, components: &components })
    }

    #[test]
    fn calls_become_texts() {
        let (out, faults) = expanded("<p>{{ t(key=\"a\", x=f(y, 'z,)')) }}</p>");
        assert_eq!(out.text, "<p>Số &amp; {{ f(y, 'z,)') }}</p>");
        assert_eq!(faults, []);
        assert_eq!(
            expanded("{{ t(key=\"n\", n=d) }}").0.text,
            "{% if d == 1 %}{{ d }} day{% else %}{{ d }} days{% endif %}"
        );
    }

    #[test]
    fn offsets_lead_back() {
        let source = "{{ t(key=\"a\", x=1) }}é{{ y }}";
        let out = expanded(source).0;
        assert_eq!(out.origin(out.text.find("{{ y").unwrap()), source.find("{{ y").unwrap());
        assert_eq!(out.origin(3), 0);
    }

    #[test]
    fn wrong_calls_are_found_wherever_they_stand() {
        let faults =
            expanded("{% set q = t(key=\"b\") %}{{ t(key=\"a\") }}{{ asset(name=\"c\") }}{# t(key=\"d\") #}").1;
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            messages,
            ["no text `b` in `vi`", "the text `a` needs the argument `x`", "no static file `c` in `vi`"]
        );
        assert_eq!(faults[0].at, "{% set q = ".len());
    }
}

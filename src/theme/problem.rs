//! What is wrong with a theme, and where.
//!
//! In: a text and an offset. Out: [`ThemeProblem`] with line and column as editors count them. The invariant: lines and
//! columns begin at 1, columns count characters.

use std::fmt;

/// Something wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeProblem {
    /// The theme's name: the folder under `themes/`.
    pub layer: String,
    /// The file in that folder: `templates/question.html`.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl ThemeProblem {
    /// A problem of a file as a whole.
    pub(super) fn of_file(layer: &str, path: &str, message: impl Into<String>) -> Self {
        Self { layer: layer.to_owned(), path: path.to_owned(), line: 1, column: 1, message: message.into(), help: None }
    }

    /// A problem at a byte offset of a file's text.
    pub(super) fn at(layer: &str, path: &str, text: &str, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = place(text, offset);
        Self { line, column, ..Self::of_file(layer, path, message) }
    }

    /// The same problem with a word on what to do.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl fmt::Display for ThemeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "themes/{}/{}:{}:{}: {}", self.layer, self.path, self.line, self.column, self.message)?;
        self.help.iter().try_for_each(|help| write!(f, " (help: {help})"))
    }
}

/// Line and column of a byte offset, both from 1; the column in characters.
pub(super) fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    (line as u32, column as u32)
}

/// The byte offset of a line and column, both from 1.
pub(super) fn offset(text: &str, line: u32, column: u32) -> usize {
    let mut start = 0;
    for whole in text.split_inclusive('\n').take(line.saturating_sub(1) as usize) {
        start += whole.len();
    }
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at)
}

/// The nearest of some known words, when one is near.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters must change to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let text = "a\nđối {{ x }}\n";
        let at = text.find("{{").unwrap();
        assert_eq!(place(text, at), (2, 5));
        assert_eq!(offset(text, 2, 5), at);
        assert_eq!(place(text, 999), (3, 1));
    }

    #[test]
    fn the_nearest_word_is_near() {
        let known = ["question.answered", "question.received"];
        assert_eq!(nearest("question.answerd", known.into_iter()), Some("question.answered"));
        assert_eq!(nearest("zzz", known.into_iter()), None);
    }
}

//! The words of a value: what all small grammars here (deadlines, vague dates, quantities, …) are written in.
//!
//! In goes a value as an editor typed it; out come numbers, words and signs with their byte places. Case, marks, Unicode
//! form, spaces, kinds of dash, brackets and commas are gone after this, so no grammar has to think of them. A grammar is
//! a function on [`Words`] that returns `None` when the words are not its form; [`read`] runs it and, when it fails, points
//! at the word where no form could go on.

use std::fmt;
use std::ops::Range;

use crate::text::vietnamese::fold;

/// Why a value could not be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub cause: Cause,
    /// The bytes of the value that are to blame; empty at its end when something is missing.
    pub span: Range<usize>,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No form of the grammar is like this (S08).
    NotUnderstood,
    /// A day that no calendar has, such as 31/4 (T01).
    NoSuchDay,
    /// A window that ends before it begins (T01).
    EndBeforeStart,
    /// Two years that do not follow each other (S03).
    NotConsecutive,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotUnderstood => "not understood",
            Self::NoSuchDay => "no such day",
            Self::EndBeforeStart => "the end is before the start",
            Self::NotConsecutive => "the years do not follow each other",
        })
    }
}

/// A whole number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// The sign `..`, as one character because signs are.
pub(super) const RANGE: char = '\u{2025}';

#[derive(Debug, PartialEq)]
enum Kind {
    Number(Number),
    /// Folded. Letters with digits in them ("q2", "hk1") are one word.
    Word(String),
    /// `-` for every dash, [`RANGE`] for `..`.
    Sign(char),
}

#[derive(Debug)]
struct Token {
    kind: Kind,
    span: Range<usize>,
}

/// The words of a value, and how far a grammar has read them.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    /// The furthest word that any form has looked at: where the blame lies when none fits.
    furthest: usize,
}

/// Reads a whole value by a grammar.
pub(super) fn read<T>(text: &str, grammar: impl FnOnce(&mut Words) -> Option<T>) -> Result<T, Misread> {
    let mut words = Words::new(text);
    let read = grammar(&mut words).filter(|_| words.ended());
    read.ok_or_else(|| words.not_understood())
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text), at: 0, furthest: 0 }
    }

    /// The fault that no form fits, at the word where the last one gave up.
    pub(super) fn not_understood(&self) -> Misread {
        let end = self.text.len();
        let span = self.tokens.get(self.furthest).map_or(end..end, |token| token.span.clone());
        Misread { cause: Cause::NotUnderstood, span }
    }

    /// Reads a form, or nothing at all.
    pub(super) fn attempt<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let read = form(self);
        if read.is_none() {
            self.at = start;
        }
        read
    }

    /// Reads a form and says where it stood.
    pub(super) fn spanned<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<(T, Range<usize>)> {
        let first = self.at;
        let read = self.attempt(form)?;
        let start = self.tokens.get(first)?.span.start;
        let end = self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        Some((read, start..end.max(start)))
    }

    /// Whether all words are read; a full stop at the end is no word.
    pub(super) fn ended(&mut self) -> bool {
        self.furthest = self.furthest.max(self.at);
        self.at == self.tokens.len() || (self.at + 1 == self.tokens.len() && self.sign('.'))
    }

    /// Reads these words, written folded with single spaces, or nothing.
    pub(super) fn word(&mut self, phrase: &str) -> bool {
        let furthest = self.furthest.max(self.at);
        let read = self.attempt(|words| {
            let mut parts = phrase.split(' ');
            parts
                .all(|part| words.take(|kind| matches!(kind, Kind::Word(word) if word == part)).is_some())
                .then_some(())
        });
        if read.is_none() {
            // The blame lies with a word that no phrase begins with, not with what could have followed it.
            self.furthest = furthest;
        }
        read.is_some()
    }

    /// Reads the first of these phrases that fits.
    pub(super) fn any(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.word(phrase))
    }

    /// Reads a number that is as wanted; any other one is to blame.
    pub(super) fn number(&mut self, wanted: impl Fn(Number) -> bool) -> Option<Number> {
        let token = self.take(|kind| matches!(kind, Kind::Number(number) if wanted(*number)))?;
        if let Kind::Number(number) = token.kind { Some(number) } else { None }
    }

    /// Reads a number of at most two digits.
    pub(super) fn short(&mut self) -> Option<u32> {
        self.number(|number| number.digits <= 2).map(|number| number.value)
    }

    /// Reads a year: four digits.
    pub(super) fn year(&mut self) -> Option<i32> {
        self.number(|number| number.digits == 4).map(|number| number.value.cast_signed())
    }

    /// Reads a sign: `-` is any dash, [`RANGE`] is `..`.
    pub(super) fn sign(&mut self, sign: char) -> bool {
        self.take(|kind| *kind == Kind::Sign(sign)).is_some()
    }

    /// Reads one word and says what it was.
    pub(super) fn one_of<T: Copy>(&mut self, names: &[(&str, T)]) -> Option<T> {
        names.iter().find(|(phrase, _)| self.word(phrase)).map(|(_, meaning)| *meaning)
    }

    /// The rest of the value as it was typed, without spaces around it; nothing is left after it.
    pub(super) fn rest(&mut self) -> &'a str {
        let start = self.tokens.get(self.at).map_or(self.text.len(), |token| token.span.start);
        self.furthest = self.furthest.max(self.at);
        self.at = self.tokens.len();
        self.text[start..].trim()
    }

    fn take(&mut self, wanted: impl FnOnce(&Kind) -> bool) -> Option<&Token> {
        self.furthest = self.furthest.max(self.at);
        let token = self.tokens.get(self.at).filter(|token| wanted(&token.kind))?;
        self.at += 1;
        Some(token)
    }
}

/// Cuts a value into words.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        let mut end = start + letter.len_utf8();
        let mut until = |part: fn(char) -> bool| {
            while let Some((at, next)) = rest.next_if(|(_, next)| part(*next)) {
                end = at + next.len_utf8();
            }
            end
        };
        let kind = if letter.is_ascii_digit() {
            let end = until(|next| next.is_ascii_digit());
            let digits = end - start;
            // More digits than a number has room for are no number that any grammar wants.
            match text[start..end].parse() {
                Ok(value) => Kind::Number(Number { value, digits }),
                Err(_) => Kind::Sign('#'),
            }
        } else if is_letter(letter) {
            let end = until(|next| is_letter(next) || next.is_ascii_digit());
            Kind::Word(fold(&text[start..end]))
        } else if letter == '.' && rest.next_if(|(_, next)| *next == '.').is_some() {
            end += 1;
            Kind::Sign(RANGE)
        } else if is_dash(letter) {
            Kind::Sign('-')
        } else if is_nothing(letter) || (letter == ',' && !rest.peek().is_some_and(|(_, next)| next.is_ascii_digit())) {
            // A comma between digits is a decimal comma, and no grammar here has decimals.
            continue;
        } else {
            Kind::Sign(letter)
        };
        let end = end.max(start);
        tokens.push(Token { kind, span: start..end });
    }
    tokens
}

fn is_letter(letter: char) -> bool {
    // Loose marks belong to the letter before them.
    letter.is_alphabetic() || matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// What a grammar never sees: spaces of all kinds, what has no width, brackets and commas.
fn is_nothing(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '(' | ')' | ';')
}

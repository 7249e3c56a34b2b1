//! `choice!`: an enumeration, declared once with its words and its labels in both languages.
//!
//! A word of a record in, a value or S04 with the list of words out; a label in place of a word is understood well enough
//! to say which word was meant.

use super::{Node, Reading};
use crate::diagnostic::Code;
use crate::say;
use crate::text::vietnamese;
use toml::de::DeValue;

/// Declares an enumeration: its words, and its labels in Vietnamese and English.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal ($vi:literal, $en:literal),)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* #[doc = concat!("`", $word, "`: ", $en, ".")] $variant,)* }

        impl $name {
            /// Every value, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Each word with its labels in Vietnamese and in English, in the same order.
            pub const WORDS: &'static [(&'static str, &'static str, &'static str)] = &[$(($word, $vi, $en),)*];

            /// As written in records, pages and data.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The label in Vietnamese and in English.
            pub const fn label(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($vi, $en),)* }
            }
        }

        impl $crate::record::field::Value for $name {
            const ACCEPTS: $crate::record::field::Accepts = $crate::record::field::Accepts::Words(Self::WORDS);
            const EXAMPLE: &'static str = [$(concat!("\"", $word, "\""),)*][0];
            fn read(node: $crate::record::field::Node<'_>, reading: &$crate::record::field::Reading<'_>) -> Option<Self> {
                $crate::record::field::read_choice(node, reading, Self::WORDS).map(|i| Self::ALL[i])
            }
        }
    };
}

/// Reads one of `words` (word, Vietnamese label, English label) and tells which.
pub fn read_choice(node: Node<'_>, reading: &Reading<'_>, words: &[(&str, &str, &str)]) -> Option<usize> {
    let DeValue::String(word) = node.value else {
        return node.wrong_type(reading, ("một chuỗi", "a string"), &format!("\"{}\"", words[0].0));
    };
    if let Some(index) = words.iter().position(|(w, ..)| *w == &**word) {
        return Some(index);
    }
    let key = node.key;
    let list_vi: Vec<String> = words.iter().map(|(w, vi, _)| format!("`{w}` ({vi})")).collect();
    let list_en: Vec<String> = words.iter().map(|(w, _, en)| format!("`{w}` ({en})")).collect();
    let (list_vi, list_en) = (list_vi.join(", "), list_en.join(", "));
    let mut diagnostic = reading
        .problem(
            Code::S04,
            node.span,
            say!("`{key}` không nhận giá trị `{word}`", "`{key}` does not take the value `{word}`"),
        )
        .help(say!("các giá trị: {list_vi}", "the values: {list_en}"));
    if let Some(near) = nearest_choice(word, words) {
        diagnostic = diagnostic
            .label(say!("có phải bạn muốn viết `{near}`?", "did you mean `{near}`?"))
            .fix(node.span, format!("\"{near}\""));
    }
    reading.report(diagnostic);
    None
}

/// The word meant by `word`: one spelt nearly like it, or one whose label it is.
fn nearest_choice<'w>(word: &str, words: &[(&'w str, &str, &str)]) -> Option<&'w str> {
    // As a slug, so that "truc-tiep" is "trực tiếp".
    let slug = vietnamese::slug(word);
    let called = |label: &str| vietnamese::slug(label) == slug || label.split(',').any(|l| vietnamese::slug(l) == slug);
    let labelled = words.iter().find(|(_, vi, en)| called(vi) || called(en));
    labelled.map(|(w, ..)| *w).or_else(|| vietnamese::nearest(word, words.iter().map(|(w, ..)| *w)))
}

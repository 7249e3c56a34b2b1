//! Search words: what of a text can be found, and how exactly.
//!
//! In goes a text of any form; out come its words in order, each with a *key* (folded, so that "Đăng Kí" and "dang ky" have
//! one) and an *exact form* (its letters with their marks, the tone apart, so that "hoà", "hòa" and their decomposed
//! spellings have one). The invariants: the script of the search page does the same, held by one list of words that tests
//! both; keys and forms have no upper case, no loose mark and none of [`TONES`] but as a tone at the end of a form.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// The five tones as combining marks, and as they are written at the end of a form.
pub const TONES: [(char, char); 5] =
    [('\u{300}', '`'), ('\u{301}', '\''), ('\u{309}', '?'), ('\u{303}', '~'), ('\u{323}', '.')];

/// The marks that make a letter another one: â ê ô, ă, ơ ư; all others are dropped.
const LETTER_MARKS: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// A word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// What it is found by: small letters and digits without marks, đ as d, a lone y as i.
    pub key: String,
    /// How it is written: the letters with their marks, then the tone. Equal to the key where it has no mark.
    pub form: String,
}

/// The words of a text, in order.
///
/// A word is a run of letters and digits: `4402/KH-ĐHM` is three. Letters of scripts that write no spaces stand alone.
pub fn words(text: &str) -> Vec<Word> {
    let composed = super::vietnamese::nfc(text);
    let mut found = Vec::new();
    runs(&composed, |run| found.extend(word(run)));
    found
}

/// The runs of letters and digits in a composed text, in order: what [`word`] makes words of.
pub fn runs<'t>(composed: &'t str, mut take: impl FnMut(&'t str)) {
    let mut start = None;
    for (at, letter) in composed.char_indices() {
        let spaceless = is_spaceless(letter);
        let inside = letter.is_ascii_alphanumeric()
            || is_latin(letter)
            || !letter.is_ascii()
                && !spaceless
                && (letter.is_alphanumeric() || is_loose_mark(letter) || is_invisible(letter));
        if inside {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            take(&composed[from..at]);
        }
        if spaceless {
            take(&composed[at..at + letter.len_utf8()]);
        }
    }
    if let Some(from) = start {
        take(&composed[from..]);
    }
}

/// The letters beyond ASCII that nearly all texts are made of, so that few have to be looked up.
const fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Marks that stand on a letter and did not compose with it.
const fn is_loose_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Characters without width that texts from word processors carry inside words.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Letters of scripts that write no spaces between words.
const fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// The word that a run of letters makes; none where there are marks alone.
pub fn word(run: &str) -> Option<Word> {
    if run.is_ascii() {
        let key = lone_y(run.to_ascii_lowercase());
        return Some(Word { form: key.clone(), key });
    }
    let (mut key, mut letters, mut tone) = (String::new(), String::new(), None);
    for letter in run.to_lowercase().chars().filter(|c| !is_invisible(*c)) {
        if letter.is_ascii() {
            key.push(letter);
            letters.push(letter);
            continue;
        }
        if matches!(letter, 'đ' | 'ð') {
            key.push('d');
            letters.push('đ');
            continue;
        }
        let (mut base, mut kept) = (String::new(), String::new());
        decompose_canonical(letter, |part| match TONES.iter().find(|t| t.0 == part) {
            Some((_, written)) => tone = Some(*written),
            None if LETTER_MARKS.contains(&part) => kept.push(part),
            None if is_loose_mark(part) => {}
            None => {
                base.push(part);
                kept.push(part);
            }
        });
        key.extend(base.nfc());
        letters.extend(kept.nfc().filter(|c| !is_loose_mark(*c)));
    }
    if key.is_empty() {
        return None;
    }
    let mut form = lone_y(letters);
    form.extend(tone);
    Some(Word { key: lone_y(key), form })
}

/// A syllable in which y and i are one letter in two spellings: "kỹ" and "kĩ", "quý" and "quí".
fn lone_y(mut letters: String) -> String {
    if matches!(letters.as_bytes(), [b'h' | b'k' | b'l' | b'm' | b's' | b't' | b'v', b'y'] | [b'q', b'u', b'y']) {
        letters.pop();
        letters.push('i');
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        words(text).into_iter().map(|w| (w.key, w.form)).collect()
    }

    fn one(text: &str) -> Word {
        let found = words(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap_or_default()
    }

    /// The list that also tests the script: a text, then the key and form of each word.
    #[test]
    fn the_shared_list_of_words() {
        let list: Vec<(String, Vec<(String, String)>)> =
            serde_json::from_str(include_str!("../../tests/search/words.json")).expect("the list is JSON");
        assert!(list.len() > 40);
        for (text, expected) in list {
            assert_eq!(pairs(&text), expected, "{text:?}");
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for same in [
            &["hoà", "hòa", "HÒA", "ho\u{300}a", "hoa\u{300}", "Hoà\u{ad}"][..],
            &["kỹ", "kĩ", "KỸ", "ky\u{303}"],
            &["quý", "quí"],
            &["thuỷ", "thủy"],
            &["đường", "ĐƯỜNG", "ðường"],
        ] {
            let first = one(same[0]);
            for other in same {
                assert_eq!(one(other), first, "{other}");
            }
        }
        assert_ne!(one("thi").form, one("thì").form);
        assert_ne!(one("quy").key, one("quyên").key);
        assert_eq!(one("thúy").key, "thuy");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_form_of_unicode_does_not_matter(text in "[a-zA-ZÀ-ÝĂăĐđĨĩŨũƠơƯưẠ-ỹ0-9 /-]{0,40}") {
            prop_assert_eq!(words(&text.nfd().collect::<String>()), words(&text));
            prop_assert_eq!(words(&text.to_uppercase()), words(&text));
        }

        #[test]
        fn no_text_fails_and_keys_are_plain(text in "\\PC*") {
            for word in words(&text) {
                prop_assert!(!word.key.is_empty() && !word.key.chars().any(is_loose_mark), "{:?}", word);
                let again = words(&word.key);
                prop_assert!(again.len() != 1 || again[0].key == word.key, "{:?}", word);
            }
        }
    }
}

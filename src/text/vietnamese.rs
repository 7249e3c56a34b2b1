//! What Vietnamese does to text: Unicode form, folding, slugs, tone placement, alphabetical order, "did you mean".
//!
//! In goes any text; out come keys and orders that do not depend on how the text was typed. Everything here is total:
//! no input fails, and no answer depends on anything but the arguments. A folded text is a key, never shown to readers.
//! Start at [`fold`]: the other functions are built on it.

use std::borrow::Cow;
use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode's composed form; borrowed when it is composed already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether the text is in Unicode's composed form.
pub fn is_nfc(text: &str) -> bool {
    // The quick check answers "maybe" for a loose mark that may compose with what stands before it.
    surely_composed(text.as_bytes())
        || match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => true,
            IsNormalized::No => false,
            IsNormalized::Maybe => text.chars().eq(text.nfc()),
        }
}

/// Whether all characters are composed wherever they stand: Latin letters up to the first combining mark (U+02FF), the
/// block of Vietnamese letters (U+1E00 to U+1EFF), dashes and quotes (U+2010 to U+2027), a byte order mark. Almost every
/// text of a register is made of these alone, and their bytes tell without being decoded.
///
/// Without an early end, so that the loop is done in vectors: nearly every text is read whole anyhow.
fn surely_composed(utf8: &[u8]) -> bool {
    let letters = utf8.windows(3).fold(true, |sure, w| {
        let vietnamese = (w[0] == 0xE1) & (w[1] >= 0xB8) & (w[1] <= 0xBB);
        let dash = (w[0] == 0xE2) & (w[1] == 0x80) & (w[2] >= 0x90) & (w[2] <= 0xA7);
        let order = (w[0] == 0xEF) & (w[1] == 0xBB) & (w[2] == 0xBF);
        sure & ((w[0] <= 0xCB) | vietnamese | dash | order)
    });
    // Letters of three bytes begin before the last two.
    letters && utf8[utf8.len().saturating_sub(2)..].iter().all(|byte| *byte <= 0xCB)
}

/// The text in lower case, without marks, with đ as d: "Đăng ký" and "ĐĂNG KÝ" become "dang ky".
///
/// Composed and decomposed text fold alike, and folding twice changes nothing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold_letter(letter, &mut folded));
    folded
}

/// Adds what one character of a text folds to.
pub fn fold_letter(letter: char, folded: &mut String) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
    } else if let Some(base) = base_letter(letter) {
        folded.push(base);
    } else {
        fold_rare(letter, folded);
    }
}

/// The plain letter under a Vietnamese letter: a table because nearly all marked text of a school is made of these.
fn base_letter(letter: char) -> Option<char> {
    Some(match letter {
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | '\u{1ea0}'..='\u{1eb7}' => 'a',
        'È'..='Ë' | 'è'..='ë' | '\u{1eb8}'..='\u{1ec7}' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | '\u{1ec8}'..='\u{1ecb}' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' | '\u{1ef2}'..='\u{1ef9}' => 'y',
        // Ð and ð (eth) look like đ and come from old fonts and keyboards.
        'Đ' | 'đ' | 'Ð' | 'ð' => 'd',
        _ => return None,
    })
}

/// Folds any other character by the Unicode tables.
fn fold_rare(letter: char, folded: &mut String) {
    // Lower case comes first: İ becomes i with a dot, and the dot is a mark.
    for lower in letter.to_lowercase() {
        decompose_canonical(lower, |part| {
            if !is_mark(part) {
                folded.extend(part.to_lowercase());
            }
        });
    }
}

/// The marks that letters of the Latin, Greek and Cyrillic scripts take; those of other scripts carry meaning of their own.
fn is_mark(part: char) -> bool {
    matches!(part, '\u{300}'..='\u{36f}')
}

/// The address form of a text: folded, every run of other characters one `-`. May be empty.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a text is a slug: `[a-z0-9]` and single `-` between.
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The same text with every tone mark on the main vowel of "oa", "oe", "uy": "hòa", "ủy", "tọa" become "hoà", "uỷ", "toạ".
///
/// Both styles are right and schools mix them; comparing exactly needs one. The result is composed.
pub fn canonical_tone(text: &str) -> Cow<'_, str> {
    let text = nfc(text);
    if !text.chars().zip(text.chars().skip(1)).any(|(first, second)| move_tone(first, second).is_some()) {
        return text;
    }
    let mut canonical = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some((plain, toned)) = letters.peek().and_then(|&next| move_tone(letter, next)) {
            canonical.extend([plain, toned]);
            letters.next();
        } else {
            canonical.push(letter);
        }
    }
    Cow::Owned(canonical)
}

/// Letters that can hold a tone in an open "oa", "oe", "uy": plain, then with each tone, small and capital.
const TONED: [&str; 10] =
    ["oòóỏõọ", "uùúủũụ", "aàáảãạ", "eèéẻẽẹ", "yỳýỷỹỵ", "OÒÓỎÕỌ", "UÙÚỦŨỤ", "AÀÁẢÃẠ", "EÈÉẺẼẸ", "YỲÝỶỸỴ"];

/// For "òa" the pair "oà", and so on; `None` when the pair holds no tone that could move.
fn move_tone(first: char, second: char) -> Option<(char, char)> {
    if first.is_ascii() || !second.is_ascii() {
        return None;
    }
    let (vowels, tone) = TONED.iter().find_map(|row| Some((row, row.chars().position(|letter| letter == first)?)))?;
    let plain = vowels.chars().next()?;
    let pairs = matches!((plain, second.to_ascii_lowercase()), ('o' | 'O', 'a' | 'e') | ('u' | 'U', 'y'));
    let toned = TONED.iter().find(|row| row.starts_with(second))?.chars().nth(tone)?;
    pairs.then_some((plain, toned))
}

/// Alphabetical order as Vietnamese dictionaries have it (CLDR): a ă â b c d đ e ê …, tones after letters, numbers by value.
///
/// Making one costs little; making one for every comparison does not. Sort keys are not offered: ICU4X calls them unstable.
#[derive(Debug)]
pub struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// The Vietnamese order.
    pub fn vietnamese() -> Self {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        // "Lớp 2" comes before "Lớp 10".
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Self(collator.expect("the Vietnamese order is compiled into the program"))
    }

    /// Which of two texts comes first. Equal only for the same characters, so sorting by it is the same on every run.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right).then_with(|| left.cmp(right))
    }
}

/// The candidate that the writer of `word` probably meant; the earlier one when two are equally near.
///
/// Compared without case and marks. One slip in three letters is allowed, none in words of one or two.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = fold(word).chars().collect();
    let allowed = wanted.len() / 3;
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = fold(candidate).chars().collect();
        if letters.len().abs_diff(wanted.len()) > allowed {
            continue;
        }
        let distance = edit_distance(&wanted, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// All candidates, those that are written most like `word` first: by the share of letters that must change, then as given.
pub fn by_nearness<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = fold(word).chars().collect();
    let mut all: Vec<(usize, &'a str)> = candidates
        .into_iter()
        .map(|candidate| {
            let letters: Vec<char> = fold(candidate).chars().collect();
            let length = wanted.len().max(letters.len()).max(1);
            (edit_distance(&wanted, &letters) * 1000 / length, candidate)
        })
        .collect();
    all.sort_by_key(|(share, _)| *share);
    all.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut two_back: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(right.len() + 1);
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(two_back[j - 1] + 1);
            }
            row.push(cost);
        }
        two_back = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_ordered_by_how_they_are_written() {
        let forms = ["2024-06", "chậm nhất 30/11", "trước ngày 30/11"];
        assert_eq!(by_nearness("truoc ngay 5/11", forms), ["trước ngày 30/11", "chậm nhất 30/11", "2024-06"]);
        assert_eq!(by_nearness("", forms), forms, "nothing is as far from each");
    }
    use proptest::prelude::*;

    const PANGRAM: &str = "Đặng Thị Ưu hỏi: kỳ nghỉ hè ở ký túc xá Nguyễn Huệ có được gửi xe đạp miễn phí không ạ?";

    #[test]
    fn composed_form() {
        let loose: String = PANGRAM.nfd().collect();
        assert!(is_nfc(PANGRAM) && !is_nfc(&loose));
        assert!(matches!(nfc(PANGRAM), Cow::Borrowed(_)));
        assert_eq!(nfc(&loose), PANGRAM);
        assert!(!is_nfc("e\u{301}") && is_nfc("q\u{301}") && is_nfc(""));
    }

    #[test]
    fn folding() {
        assert_eq!(fold("ĐĂNG KÝ học phần"), "dang ky hoc phan");
        assert_eq!(fold("Ðường ðất – İ Ångström ẞ"), "duong dat – i angstrom ß");
        assert_eq!(fold(PANGRAM), fold(&PANGRAM.nfd().collect::<String>()));
        assert_eq!(fold("學生 한국 が"), fold(&"學生 한국 が".nfd().collect::<String>()));
    }

    #[test]
    fn the_table_agrees_with_unicode() {
        for letter in ('\u{80}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            if let Some(base) = base_letter(letter) {
                let mut by_tables = String::new();
                fold_rare(letter, &mut by_tables);
                let stroke = "ĐđÐð".contains(letter);
                assert!(stroke || by_tables == base.to_string(), "{letter} is {base} but Unicode says {by_tables}");
            }
        }
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Khoa Công nghệ thông tin (CNTT) – 2024"), "khoa-cong-nghe-thong-tin-cntt-2024");
        assert_eq!(slug("…"), "");
        for good in ["a", "007", "khoa-cntt", "2023-2024"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "đ", "a_b", "a b", "a/b"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }

    #[test]
    fn tone_placement() {
        for (old, new) in [
            ("hòa", "hoà"),
            ("ủy ban", "uỷ ban"),
            ("tọa đàm", "toạ đàm"),
            ("KHÓA", "KHOÁ"),
            ("Óa khỏe thúy", "Oá khoẻ thuý"),
            ("khóa hóa học", "khoá hoá học"),
        ] {
            assert_eq!(canonical_tone(old), new);
            assert_eq!(canonical_tone(new), new);
            assert_eq!(canonical_tone(&old.nfd().collect::<String>()), new);
        }
        for same in ["hoàn toàn", "quý", "gìa", "mùa", "của", "ngòi", "thoát", "lúa"] {
            assert!(matches!(canonical_tone(same), Cow::Borrowed(text) if text == same), "{same}");
        }
    }

    #[test]
    fn alphabetical_order() {
        let order = Collation::vietnamese();
        let sorted = |mut words: Vec<&'static str>| {
            words.sort_by(|a, b| order.compare(a, b));
            words
        };
        let letters = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        assert_eq!(sorted(letters.split(' ').rev().collect()), letters.split(' ').collect::<Vec<_>>());
        assert_eq!(sorted(vec!["mạ", "má", "mã", "mả", "mà", "ma"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
        assert_eq!(sorted(vec!["Lớp 10", "Đoàn", "Dược", "Lớp 2"]), ["Dược", "Đoàn", "Lớp 2", "Lớp 10"]);
        assert_eq!(order.compare("hoà", "hoa\u{300}"), "hoà".cmp("hoa\u{300}"));
        // One order serves all threads.
        let _: &(dyn Sync + Send) = &order;
    }

    #[test]
    fn did_you_mean() {
        let keys = ["title", "topics", "received", "answers", "assigned"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Topíc", keys), Some("topics"));
        assert_eq!(nearest("recieved", keys), Some("received"));
        assert_eq!(nearest("answered", keys), Some("answers"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("xy", ["xz", "xy"]), Some("xy"));
        assert_eq!(nearest("abc", ["abd", "abe"]), Some("abd"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_is_stable(text in "\\PC*") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded);
            prop_assert!(is_slug(&slug(&text)) || slug(&text).is_empty());
        }

        #[test]
        fn form_does_not_matter(text in "[a-zA-ZÀ-ÝĂăĐđĨĩŨũƠơƯưẠ-ỹ ]{0,40}") {
            let loose: String = text.nfd().collect();
            prop_assert_eq!(fold(&loose), fold(&text));
            let placed = canonical_tone(&text).into_owned();
            prop_assert_eq!(&canonical_tone(&loose), &placed);
            prop_assert_eq!(fold(&placed), fold(&text));
        }
    }
}

//! Signs of persons in a text: what must stand in it for a name or a sensitive fact to be found, told in one cheap pass.
//!
//! A seen text goes in, three answers come out. Nearly every text has none of them, and is then spared the patterns. The
//! invariant: where a pattern of names or facts would find something, its sign is there.

/// What a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Two words in a row with capitals, as full names are.
    pub(super) capitals: bool,
    /// A capital after "thầy" or "cô", or after what may stand between them and a name.
    pub(super) titled: bool,
    /// A pronoun of one person.
    pub(super) person: bool,
}

/// What a word may end with that stands before a given name.
const TITLES: &[&str] = &["ầy", "ẦY", "ô", "Ô", "giáo", "GIÁO", "nhiệm", "vấn"];

impl Signs {
    /// Those of a text. By bytes, since every text of a project is read.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut signs = Self::default();
        // The word before, where one space alone stands between the two.
        let mut before: &[u8] = b"";
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while bytes.get(at).is_some_and(|byte| IS_LETTER[*byte as usize]) {
                at += 1;
            }
            let word = &bytes[start..at];
            if !before.is_empty() && is_capital(word) {
                signs.capitals |= is_capital(before);
                signs.titled |= TITLES.iter().any(|title| before.ends_with(title.as_bytes()));
            }
            signs.person |= is_pronoun(word);
            before = if bytes.get(at) == Some(&b' ') { word } else { b"" };
            at += bytes.get(at).map_or(0, |byte| match byte {
                0..0xc2 => 1,
                0xc2..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            });
        }
        signs
    }
}

/// The bytes of words: of ASCII letters and digits, and of all others but those characters among which punctuation is.
static IS_LETTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || (byte >= 0x80 && byte < 0xe2 && byte != 0xc2);
        byte += 1;
    }
    table
};

/// Whether a word begins with a capital.
fn is_capital(word: &[u8]) -> bool {
    match word {
        [first, ..] if first.is_ascii() => first.is_ascii_uppercase(),
        // ĂĐĨŨƠƯ and their like are two bytes, the rest of Vietnamese three.
        [first, _, ..] => {
            let length = if *first < 0xe0 { 2 } else { 3 };
            let letter = word.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
            letter.and_then(|letter| letter.chars().next()).is_some_and(char::is_uppercase)
        }
        _ => false,
    }
}

/// Whether a word is "I", "my", "em", "nó", "tôi", "ấy", "mình" or "cháu". Written as bytes, since such patterns are
/// told apart byte by byte where slices would be compared by a call each.
fn is_pronoun(word: &[u8]) -> bool {
    matches!(
        word,
        b"I" | b"my"
            | b"My"
            | b"em"
            | b"Em"
            | b"EM"
            | b"n\xc3\xb3"
            | b"N\xc3\xb3"
            | b"N\xc3\x93"
            | b"t\xc3\xb4i"
            | b"T\xc3\xb4i"
            | b"T\xc3\x94I"
            | b"\xe1\xba\xa5y"
            | b"\xe1\xba\xa4y"
            | b"\xe1\xba\xa4Y"
            | b"m\xc3\xacnh"
            | b"M\xc3\xacnh"
            | b"M\xc3\x8cNH"
            | b"ch\xc3\xa1u"
            | b"Ch\xc3\xa1u"
            | b"CH\xc3\x81U"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(capitals: bool, titled: bool, person: bool) -> Signs {
        Signs { capitals, titled, person }
    }

    #[test]
    fn plain_texts_have_none() {
        for text in ["", "Phòng học nào mở cửa?", "Nhà trường đã trả lời.\nXin cảm ơn Khoa.", "a (b) – c, d"]
        {
            assert_eq!(Signs::of(text), Signs::default(), "{text}");
        }
    }

    #[test]
    fn names_titles_and_pronouns_are_signs() {
        assert_eq!(Signs::of("bạn Nguyễn An"), signs(true, false, false));
        assert_eq!(Signs::of("(“Nguyễn An”)"), signs(true, false, false));
        assert_eq!(Signs::of("thầy An dạy"), signs(false, true, false));
        assert_eq!(Signs::of("cô chủ nhiệm Lan"), signs(false, true, false));
        assert_eq!(Signs::of("của em, ạ"), signs(false, false, true));
        assert_eq!(Signs::of("“Em bị ốm”"), signs(false, false, true));
        assert_eq!(Signs::of("bố/em/tôi"), signs(false, false, true));
        assert_eq!(Signs::of("NGUYỄN ĐỨC"), signs(true, false, false));
        assert_eq!(Signs::of("bạn ấy…"), signs(false, false, true));
        let forms = "I my My em Em EM nó Nó NÓ tôi Tôi TÔI ấy Ấy ẤY mình Mình MÌNH cháu Cháu CHÁU";
        for form in forms.split(' ') {
            assert!(Signs::of(form).person, "{form}");
        }
    }
}

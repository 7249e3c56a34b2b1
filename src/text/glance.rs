//! What a text may hold, told at a glance: one pass over its bytes, without a branch, for everyone who asks.
//!
//! A text goes in, a set of signs comes out. Whoever looks for something asks for its sign first, since nearly no text has
//! it. The invariant: a sign may be there without the thing, never the thing without its sign.
//!
//! A sign is told by up to three bytes in a row: it is there where all three tables have its bit. UTF-8 makes this exact
//! for letters: a first byte says which bytes may follow.

/// The signs of a text, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glance(u32);

/// Marks of Markdown and HTML, beside those of lists and rules: a text without them reads as it is written.
pub const MARKUP: Glance = Glance(1);
/// `!`, with which an image begins.
pub const BANG: Glance = Glance(1 << 1);
/// `@`, of references and addresses.
pub const AT: Glance = Glance(1 << 2);
/// `](`, `]:` or `<`, one of which every link has, and every image.
pub const LINK: Glance = Glance(ANGLE | BRACKET);
/// `#`, `=` or `-`, without which there is no heading.
pub const HEADING: Glance = Glance(1 << 4);
/// A digit.
pub const DIGIT: Glance = Glance(1 << 5);
/// `[…`, `[.` and what else a cut begins with that somebody wrote by hand: `[ …`, `[đã`, `[lược`, `[redacted`.
pub const CUT: Glance = Glance(1 << 6);
/// `\\`, behind which a file may say anything.
pub const ESCAPE: Glance = Glance(1 << 25);
/// What placeholders are made of: `..`, `__`, `…`, `xx`, `[x`, the middle of "lorem".
pub const BLANK: Glance = Glance(DOTS | ELLIPSIS | CROSSES | LOREM);
/// A character that is not among the letters, quotes and dashes of plain Vietnamese, or two that VNI makes of one.
pub const ODD: Glance = Glance(STRANGE | IN_C3 | IN_C4 | IN_C5 | IN_C6 | IN_E1 | IN_E2 | NO_DASH | VNI | VNI_HAT);
/// A control character other than the end of a line.
pub const CONTROL: Glance = Glance(1 << 21);
/// A character that a reader may see otherwise than it is written.
pub const VEILED: Glance = Glance(CONTROL.0 | STRANGE | BEYOND | IN_E2 | NO_QUOTE);

const ANGLE: u32 = 1 << 3;
const DOTS: u32 = 1 << 7;
const ELLIPSIS: u32 = 1 << 8;
const CROSSES: u32 = 1 << 9;
const LOREM: u32 = 1 << 10;
const STRANGE: u32 = 1 << 11;
const IN_C3: u32 = 1 << 12;
const IN_C4: u32 = 1 << 13;
const IN_C5: u32 = 1 << 14;
const IN_C6: u32 = 1 << 15;
const IN_E1: u32 = 1 << 16;
const IN_E2: u32 = 1 << 17;
const NO_DASH: u32 = 1 << 18;
const VNI: u32 = 1 << 19;
const VNI_HAT: u32 = 1 << 20;
const BEYOND: u32 = 1 << 22;
const NO_QUOTE: u32 = 1 << 23;
const BRACKET: u32 = 1 << 24;

/// The signs that one byte is enough for.
const ALONE: u32 = 0b11_1111 | STRANGE | CONTROL.0 | ESCAPE.0;
/// The signs that two bytes are enough for.
const PAIRS: u32 =
    CUT.0 | BRACKET | DOTS | ELLIPSIS | CROSSES | LOREM | IN_C3 | IN_C4 | IN_C5 | IN_C6 | IN_E1 | IN_E2 | BEYOND;

impl Glance {
    /// The signs of `text`.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut signs = 0;
        for three in bytes.windows(3) {
            signs |= FIRST[three[0] as usize] & SECOND[three[1] as usize] & THIRD[three[2] as usize];
        }
        // What begins in the last two bytes.
        if let [.., first, second] = bytes {
            signs |= FIRST[*first as usize] & SECOND[*second as usize] & (PAIRS | ALONE);
        }
        Self(signs | bytes.last().map_or(0, |last| FIRST[*last as usize] & ALONE))
    }

    /// Whether any of `signs` is there.
    pub const fn has(self, signs: Self) -> bool {
        self.0 & signs.0 != 0
    }

    /// These signs and those.
    #[must_use]
    pub const fn or(self, signs: Self) -> Self {
        Self(self.0 | signs.0)
    }
}

static FIRST: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = first(byte as u8);
        byte += 1;
    }
    table
};

static SECOND: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = ALONE | second(byte as u8);
        byte += 1;
    }
    table
};

static THIRD: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = ALONE | PAIRS | third(byte as u8);
        byte += 1;
    }
    table
};

/// What may begin with `byte`.
const fn first(byte: u8) -> u32 {
    let mut signs = match byte {
        b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'\\' | b'`' | b'~' | b'|' | b'#' | b'!' => MARKUP.0,
        b'0'..=b'9' => DIGIT.0,
        b'@' => AT.0,
        0x80 => ELLIPSIS,
        0xb4 => VNI_HAT,
        0xc3 => IN_C3,
        0xc4 => IN_C4,
        0xc5 => IN_C5,
        0xc6 => IN_C6,
        0xe1 => IN_E1 | BEYOND,
        0xe2 => IN_E2 | NO_DASH | NO_QUOTE,
        0xc2 | 0xc7..=0xe0 | 0xe3..=0xff => STRANGE,
        _ => 0,
    };
    signs |= match byte {
        b'!' => BANG.0,
        b'[' => CUT.0 | CROSSES,
        b']' => BRACKET,
        b'\\' => ESCAPE.0,
        b'<' => ANGLE,
        b'#' | b'=' | b'-' => HEADING.0,
        b'x' | b'X' => CROSSES,
        b'.' | b'_' => DOTS,
        b'o' | b'O' => LOREM | VNI,
        b'a' | b'e' | b'A' | b'E' => VNI,
        0x94 => VNI_HAT,
        b'\n' => 0,
        0..=0x1f | 0x7f => CONTROL.0,
        _ => 0,
    };
    signs
}

/// What `byte` may go on.
const fn second(byte: u8) -> u32 {
    let mut signs = match byte {
        b'.' => DOTS | CUT.0,
        b'_' => DOTS,
        b'(' | b':' => BRACKET,
        b'x' | b'X' => CROSSES,
        b'r' | b'R' => LOREM | CUT.0,
        0xa6 => ELLIPSIS,
        0xc3 => VNI | VNI_HAT,
        0xe2 | 0xc4 | b' ' | b'b' | b'B' | b'd' | b'D' | b'l' | b'L' | b'o' | b'O' => CUT.0,
        _ => 0,
    };
    if byte >= 0x80 && byte < 0xc0 {
        signs |= unless(is_vietnamese(0xc0, byte), IN_C3)
            | unless(is_vietnamese(0x100, byte), IN_C4)
            | unless(is_vietnamese(0x140, byte), IN_C5)
            | unless(is_vietnamese(0x180, byte), IN_C6)
            // U+1E00 to U+1EFF are letters; of those a reader sees all from U+1E80 on as they are.
            | unless(byte >= 0xb8 && byte <= 0xbb, IN_E1)
            | unless(byte == 0xba || byte == 0xbb, BEYOND)
            | if byte == 0x80 { NO_DASH | NO_QUOTE } else { IN_E2 };
    }
    signs
}

/// What `byte` may end.
const fn third(byte: u8) -> u32 {
    let mut signs = match byte {
        // ù and õ after a, e, o and ô are what VNI makes of ú and ũ there.
        0x99 | 0xb9 | 0x95 | 0xb5 => VNI | VNI_HAT,
        _ => 0,
    };
    if byte >= 0x80 && byte < 0xc0 {
        signs |= unless(byte >= 0x90 && byte <= 0xa7, NO_DASH)
            | unless(byte >= 0x98 && byte <= 0x9f || byte == 0xa6, NO_QUOTE);
    }
    signs
}

const fn unless(condition: bool, signs: u32) -> u32 {
    if condition { 0 } else { signs }
}

/// Whether the letter that the continuation `byte` makes with the block at `from` is one of Vietnamese.
const fn is_vietnamese(from: u32, byte: u8) -> bool {
    match char::from_u32(from + (byte - 0x80) as u32) {
        Some(c) => {
            matches!(c, 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_vietnamese_has_no_sign() {
        for text in ["", "a", "Trường Đại học Mở Hà Nội – “đối thoại” cùng sinh viên, rõ ràng.", "hoà thuận, võ, mùa"]
        {
            let glance = Glance::of(text);
            assert!(!glance.has(ODD.or(MARKUP).or(LINK).or(BLANK).or(CUT)), "{text}: {glance:?}");
        }
        assert!(!Glance::of("Em hỏi: lịch thi “môn” Toán… ở đâu?\nTừ").has(VEILED));
    }

    #[test]
    fn what_is_there_has_its_sign_wherever_it_stands() {
        let cases: &[(Glance, &[&str])] = &[
            (MARKUP, &["*", "_", "&", "|", "`"]),
            (BANG, &["!"]),
            (AT, &["@"]),
            (LINK, &["](", "]:", "<"]),
            (HEADING, &["#", "=", "-"]),
            (DIGIT, &["0", "9"]),
            (CUT, &["[…", "[.", "[ …", "[đã", "[ĐÃ", "[lược", "[Lược", "[redacted", "[REDACTED", "[omitted", "[bị"]),
            (BLANK, &["..", "…", "__", "[x", "[X", "xx", "XX", "xX", "Xx", "lorem", "LOREM"]),
            (ODD, &["ö", "«", "\u{fffd}", "с", "Ð", "oõ", "aù", "ôù", "Ôõ", "→", "\u{1d00}", "\u{300}", "ø", "ı"]),
            (VEILED, &["\t", "\u{ad}", "–", "\u{200b}", "\u{a0}", "０", "\u{1e03}", "\u{7f}"]),
        ];
        for (sign, texts) in cases {
            for text in *texts {
                for around in ["", "ạ", "cd"] {
                    for text in
                        [format!("{around}{text}"), format!("{text}{around}"), format!("{around}{text}{around}")]
                    {
                        assert!(Glance::of(&text).has(*sign), "{text:?} {sign:?}");
                    }
                }
            }
        }
    }
}

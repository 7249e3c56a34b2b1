//! L03: letters that are not what they seem: look-alikes of other scripts, texts in TCVN3 or VNI, lost characters.

use crate::check::texts::Said;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::register::Register;
use crate::say;
use crate::text::glance;
use std::ops::Range;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::L03,
    title: Prose {
        vi: "lẫn hệ chữ, mã TCVN3/VNI hoặc ký tự hỏng",
        en: "mixed scripts, TCVN3 or VNI text, lost characters",
    },
    prose: Prose {
        vi: "Chữ “с” của tiếng Nga trông giống “c” nhưng tìm kiếm không thấy; bài viết bằng TCVN3 (ABC) hay VNI hiện ra thành chữ vô \
             nghĩa; ký tự � là chữ đã mất. Chúng thường đến từ việc chép từ PDF hay tệp Word cũ.\n\n\
             Cách sửa: gõ lại từ được chỉ ra; với cả bài, chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6) rồi chép lại.\n\n\
             Ví dụ: `Tröôøng Ñaïi hoïc` (VNI) là `Trường Đại học`.",
        en: "The Russian “с” looks like “c” and no search finds it; a text in TCVN3 (ABC) or VNI shows as nonsense; the character � is a \
             letter that was lost. They mostly come from PDFs and old Word files.\n\n\
             To put it right: type the word again; convert whole texts to Unicode and copy them anew.\n\n\
             Example: `Tröôøng Ñaïi hoïc` (VNI) is `Trường Đại học`.",
    },
    check: None,
};

pub(super) fn text(_: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    if !said.glance.has(glance::ODD) {
        return;
    }
    let mut tell = |range: Range<usize>, severity, message: Message, help: Message| {
        let fault = Diagnostic::new(Code::L03, said.owner.path, said.place(range), message);
        found.push(fault.severity(severity).help(help));
    };
    let again = || {
        say!(
            "gõ lại chỗ này; nó thường đến từ PDF hoặc tệp Word cũ",
            "type it again; it mostly comes from a PDF or an old Word file"
        )
    };
    for range in lost(said.text) {
        let code = said.text[range.clone()].chars().next().map_or(0, u32::from);
        let message = say!("ký tự hỏng U+{code:04X}", "the lost character U+{code:04X}");
        tell(range, Severity::Error, message, again());
    }
    for range in mixed(said.text) {
        let word = &said.text[range.clone()];
        let message = say!("từ `{word}` lẫn chữ của hệ chữ khác", "the word `{word}` mixes scripts");
        let help = say!("gõ lại từ này bằng bộ gõ tiếng Việt", "type the word again with a Vietnamese keyboard");
        tell(range, Severity::Warning, message, help);
    }
    if let Some((range, encoding)) = legacy(said.text) {
        let word = &said.text[range.clone()];
        let message = say!(
            "`{word}` có vẻ là chữ {encoding}, chưa chuyển sang Unicode",
            "`{word}` seems to be {encoding} text, not Unicode"
        );
        let help = say!(
            "chuyển mã cả bài sang Unicode dựng sẵn rồi chép lại",
            "convert the whole text to composed Unicode and copy it anew"
        );
        tell(range, Severity::Warning, message, help);
    }
}

/// Runs of replacement and private-use characters.
fn lost(text: &str) -> Vec<Range<usize>> {
    let is_lost = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}');
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_lost(*c)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Letters that are taken for Latin ones: Cyrillic, Armenian, Thai, Lao, Cherokee, and the Greek ones that look alike.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{58f}' | '\u{e00}'..='\u{eff}' | '\u{13a0}'..='\u{13ff}' | 'Ð' | 'ð')
        || (matches!(c, '\u{370}'..='\u{3ff}') && "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοόνρυύιί".contains(c))
}

/// Words in which Latin letters stand beside their look-alikes.
fn mixed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut word: Option<(usize, bool, bool)> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let (foreign, inside) = (is_foreign(c), c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}'));
        if inside || foreign {
            let (start, latin, odd) = word.unwrap_or((at, false, false));
            word = Some((start, latin || (is_latin(c) && !foreign), odd || foreign));
        } else if let Some((start, true, true)) = word.take() {
            found.push(start..at);
        } else {
            word = None;
        }
    }
    found
}

/// The first word of a text that was typed in VNI or TCVN3, where two things in the text say so.
fn legacy(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut vni: (usize, Option<Range<usize>>) = (0, None);
    let mut tcvn: (Vec<char>, Option<Range<usize>>) = (Vec::new(), None);
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let range = at..at + word.len();
        at += piece.len();
        if word.is_ascii() {
            continue;
        }
        let marks = vni_marks(word);
        if marks > 0 {
            vni.0 += marks;
            vni.1.get_or_insert(range.clone());
        }
        let symbols = tcvn_symbols(word);
        if !symbols.is_empty() {
            tcvn.1.get_or_insert(range);
            for symbol in symbols {
                if !tcvn.0.contains(&symbol) {
                    tcvn.0.push(symbol);
                }
            }
        }
    }
    let told = vni.1.filter(|_| vni.0 >= 2).map(|range| (range, "VNI"));
    told.or_else(|| tcvn.1.filter(|_| tcvn.0.len() >= 2).map(|range| (range, "TCVN3 (ABC)")))
}

/// Marks after their vowel, as VNI stores them: "aï" for "ạ", "öô" for "ươ".
fn vni_marks(word: &str) -> usize {
    let pairs = word.chars().zip(word.chars().skip(1)).filter(|&(vowel, mark)| match mark {
        'ø' | 'ï' | 'û' | 'Ø' | 'Ï' | 'Û' => "aeiouyôöAEIOUYÔÖ".contains(vowel),
        'ù' | 'õ' | 'Ù' | 'Õ' => "aeoôöAEOÔÖ".contains(vowel),
        'ô' | 'Ô' => matches!(vowel, 'ö' | 'Ö'),
        _ => matches!(vowel, 'ñ' | 'Ñ') && "aeiouöôAEIOUÖÔ".contains(mark) && word.starts_with(vowel),
    });
    pairs.count()
}

/// Signs inside a word that TCVN3 has in place of letters: "c«ng" for "công", "®¹i" for "đại".
fn tcvn_symbols(word: &str) -> Vec<char> {
    let is_sign = |c: char| "µ¸¶¹¨©ª«¬®¡§¼½¾\u{ad}".contains(c);
    let letters: Vec<char> = word.chars().collect();
    let inside = letters
        .windows(3)
        .filter(|w| (is_latin(w[0]) || is_sign(w[0])) && is_sign(w[1]) && (is_latin(w[2]) || is_sign(w[2])));
    let mut found: Vec<char> = inside.map(|w| w[1]).collect();
    if let [first @ ('®' | '§'), second, ..] = letters[..]
        && (is_latin(second) || is_sign(second))
    {
        found.push(first);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_found_and_other_scripts_are_not() {
        let found = mixed("Khoa сó lịch");
        assert_eq!(found.first(), Some(&(5..9)));
        assert_eq!(mixed("Ðại học").len(), 1);
        for fine in ["tiếng Nga «Мир», nhóm π, cosα và kΩ, lớp 對話", "ພາສາລາວ", "Đại học", "Ðð"]
        {
            assert!(mixed(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn old_encodings_are_told() {
        assert_eq!(legacy("Tröôøng Ñaïi hoïc").map(|l| l.1), Some("VNI"));
        assert_eq!(legacy("Tr\u{ad}êng §¹i häc c«ng nghÖ").map(|l| l.1), Some("TCVN3 (ABC)"));
        for fine in ["naïve", "Björn và Señor", "Word® và 5 µm, 1½ giờ", "Trường Đại học Mở", "đã nói«rồi»", "mùa, quù"]
        {
            assert!(legacy(fine).is_none(), "{fine}");
        }
    }

    #[test]
    fn lost_characters_are_found_as_runs() {
        assert_eq!(lost("a \u{fffd}\u{fffd} b \u{e001}").len(), 2);
    }
}

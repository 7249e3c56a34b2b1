//! Texts of cells: cleaned, their first sentence as a title, several questions told apart, and as Markdown.
//!
//! Text in, text out. What no reader sees (zero-width characters, soft hyphens, odd spaces) is taken off; no word is
//! changed. The invariant: Markdown made from a text shows that text, whatever signs stand in it.

use crate::text::vietnamese::nfc;

/// The longest title made from a text, in characters.
const TITLE: usize = 90;

/// A text as a reader sees it: composed, one kind of space, line ends kept, nothing at its ends.
pub(crate) fn clean(text: &str) -> String {
    let text = nfc(text);
    if is_clean(&text) {
        return text.into_owned();
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}']) {
        let line: String = line.chars().filter(|c| !is_invisible(*c)).collect();
        let words = line.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
        let line = words.collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            if !clean.is_empty() {
                clean.push('\n');
            }
            clean.push_str(&line);
        }
    }
    clean
}

/// Whether nothing is to be taken off: most cells have plain letters with single spaces between, and no line ends.
fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    let plain = text.chars().all(|c| {
        let plain = match c {
            ' ' => before != ' ',
            '!'..='~'
            | '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{24f}'
            | '\u{1e00}'..='\u{1eff}'
            | '\u{2010}'..='\u{2027}' => true,
            _ => false,
        };
        before = c;
        plain
    });
    plain && before != ' '
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\t'))
}

/// With lines joined that only the width of a cell broke: the next one goes on in small letters.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        let goes_on = line.starts_with(char::is_lowercase) && bullet(line).is_none();
        let open = !joined.is_empty() && !joined.ends_with(['.', '?', '!', ':', '…', '\n']);
        if !joined.is_empty() {
            joined.push(if goes_on && open { ' ' } else { '\n' });
        }
        joined.push_str(line);
    }
    joined
}

/// A title for a text: its first sentence, cut at a word to 90 characters, without a full stop.
pub(crate) fn title(text: &str) -> String {
    let text = joined(text);
    let sentence = first_sentence(unnumbered(&text)).trim_end_matches(['.', ';', ',', ':', ' ']);
    if sentence.chars().count() <= TITLE {
        return sentence.to_owned();
    }
    let end = sentence.char_indices().nth(TITLE).map_or(sentence.len(), |(at, _)| at);
    let whole = sentence[end..].starts_with(' ');
    let cut = &sentence[..end];
    let cut = if whole { cut } else { cut.rsplit_once(' ').map_or(cut, |(before, _)| before) };
    cut.trim_end_matches(['.', ',', ';', ':', '-', '–', '(', ' ']).to_owned()
}

/// Words before a full stop that end no sentence.
const SHORT: &[&str] = &[
    "TS", "ThS", "GS", "PGS", "TP", "P", "Q", "KT", "TT", "TL", "TM", "vv", "v.v", "St", "Mr", "Dr", "Tr", "BS", "CN",
    "KS", "SV", "GV",
];

fn first_sentence(text: &str) -> &str {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let letters: Vec<(usize, char)> = line.char_indices().collect();
    for (i, (at, c)) in letters.iter().enumerate() {
        if !matches!(c, '.' | '?' | '!' | '…') {
            continue;
        }
        let ends = letters.get(i + 1).is_none_or(|(_, next)| next.is_whitespace());
        let next = letters[i + 1..].iter().map(|(_, c)| *c).find(|c| c.is_alphanumeric());
        let word = line[..*at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let short = *c == '.'
            && (SHORT.contains(&word) || word.chars().count() == 1 || word.chars().all(|c| c.is_ascii_digit()));
        if ends && !short && next.is_none_or(|next| !next.is_lowercase()) {
            return &line[..at + c.len_utf8()];
        }
    }
    line
}

/// Without the number or bullet that a list put in front.
pub(crate) fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let rest = bullet(text).map_or(text, |(_, rest)| rest);
    let lead = rest.char_indices().take(20).find(|(_, c)| *c == ':').map(|(at, _)| at);
    match lead.filter(|at| {
        let head = crate::import::words::key(&rest[..*at]);
        let words = head.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        matches!(words, "cau hoi" | "cau" | "hoi" | "cau hoi so" | "cau so" | "y kien" | "y kien so")
    }) {
        Some(at) => rest[at + 1..].trim(),
        None => rest,
    }
}

/// The bullet or number that a line begins with, and the rest.
fn bullet(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    if let Some(first) = line.chars().next().filter(|c| matches!(c, '-' | '+' | '*' | '•' | '–' | '\u{f0b7}' | '·'))
    {
        let (mark, rest) = line.split_at(first.len_utf8());
        return (rest.starts_with(' ') || !matches!(first, '-' | '+' | '*')).then(|| (mark, rest.trim()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(digits == 0 && line.as_bytes().first().is_some_and(u8::is_ascii_lowercase));
    let end = digits + letter;
    let sign = line[end..].starts_with([')', '.']) && (1..=2).contains(&end);
    (sign && line[end + 1..].starts_with(' ')).then(|| (&line[..end], line[end + 1..].trim()))
}

/// The questions of a cell that holds several: lines with bullets or numbers, or "1. … 2. …" in one line. What stands
/// before the first is no question. Fewer than two are none.
pub(crate) fn several(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in text.lines() {
        match bullet(line) {
            Some((_, rest)) => parts.push(rest.to_owned()),
            None => {
                if let Some(last) = parts.last_mut() {
                    last.push('\n');
                    last.push_str(line.trim());
                }
            }
        }
    }
    if parts.len() < 2 {
        parts = inline(text);
    }
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// "1. … 2. … 3. …" in one line.
fn inline(text: &str) -> Vec<String> {
    let (mut starts, mut from) = (Vec::new(), 0);
    for number in 1..100 {
        let found = [". ", ") ", "/ "].iter().filter_map(|sign| {
            let mark = format!("{number}{sign}");
            let at = text[from..]
                .match_indices(&*mark)
                .map(|(at, _)| at + from)
                .find(|at| *at == 0 || text[..*at].ends_with([' ', '\n', ';', '(']))?;
            Some((at, at + mark.len()))
        });
        let Some((at, end)) = found.min() else { break };
        // The first number stands at the beginning, or after an opening that ends with a colon.
        if number == 1 && at > 0 && !text[..at].trim_end().ends_with(':') {
            break;
        }
        starts.push((at, end));
        from = end;
    }
    let end = |i: usize| starts.get(i + 1).map_or(text.len(), |(at, _)| *at);
    let part =
        |(i, (_, start)): (usize, &(usize, usize))| text[*start..end(i)].trim_matches([' ', ';', '\n']).to_owned();
    starts.iter().enumerate().map(part).collect()
}

/// A text as Markdown that shows it: a paragraph a line, lists as lists, and no sign with another meaning.
pub(crate) fn markdown(text: &str) -> String {
    let text = listed(&joined(text));
    let (mut out, mut in_list) = (String::with_capacity(text.len() + 16), false);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = bullet(line).filter(|(mark, _)| !mark.starts_with(|c: char| c.is_ascii_lowercase()));
        if !out.is_empty() {
            out.push_str(if in_list && item.is_some() { "\n" } else { "\n\n" });
        }
        in_list = item.is_some();
        match item {
            Some((mark, rest)) if mark.bytes().all(|b| b.is_ascii_digit()) => {
                out.push_str(mark);
                out.push_str(". ");
                out.push_str(&escaped(rest));
            }
            Some((_, rest)) => {
                out.push_str("- ");
                out.push_str(&escaped(rest));
            }
            None => out.push_str(&escaped(line)),
        }
    }
    out
}

/// "1. … 2. …" in one line as a list.
fn listed(text: &str) -> String {
    let parts = if text.starts_with('1') && !text.contains('\n') { inline(text) } else { Vec::new() };
    if parts.len() < 2 {
        return text.to_owned();
    }
    let lines: Vec<String> = parts.iter().enumerate().map(|(at, part)| format!("{}. {part}", at + 1)).collect();
    lines.join("\n")
}

/// A line with the signs escaped that Markdown would read.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let signs = |c: char| line.chars().all(|other| other == c || other == ' ');
    if line.starts_with(['#', '>', '|', '~'])
        || (line.starts_with('=') && signs('='))
        || (line.starts_with('-') && signs('-'))
        || line.starts_with("+++")
    {
        out.push('\\');
    }
    let letters: Vec<char> = line.chars().collect();
    for (i, c) in letters.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).map(|i| letters[i]), letters.get(i + 1));
        let escape = match c {
            '*' | '`' | '\\' => true,
            '_' => {
                !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(|c| c.is_alphanumeric()))
                    && (before.is_some_and(char::is_alphanumeric) || after.is_some_and(|c| c.is_alphanumeric()))
            }
            ']' => matches!(after, Some('(' | '[' | ':')),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(
            clean("\u{feff} Hoc\u{ad}  phi\u{a0}\u{a0}kỳ\u{200b} này \r\n\r\n  bao nhiêu? "),
            "Hoc phi kỳ này\nbao nhiêu?"
        );
        assert_eq!(clean("ho\u{323}c"), "học");
    }

    #[test]
    fn titles() {
        assert_eq!(title("Đề nghị P. CTSV trả lời. Xin cảm ơn."), "Đề nghị P. CTSV trả lời");
        assert_eq!(title("Câu 3: Học phí 1.347 nghìn có tăng không? Vì sao?"), "Học phí 1.347 nghìn có tăng không?");
        assert_eq!(title("1. Thư viện\nmở cửa"), "Thư viện mở cửa");
        assert_eq!(title("Thư viện\nPhòng đọc"), "Thư viện");
        let long = "từ ".repeat(60);
        let cut = title(&long);
        assert!(cut.chars().count() <= TITLE && cut.ends_with("từ"), "{cut}");
        assert_eq!(title(&format!("{} hai", "a".repeat(90))), "a".repeat(90));
    }

    #[test]
    fn several_questions() {
        assert_eq!(several("1. Học phí kỳ này? 2. Bao giờ thi?"), ["Học phí kỳ này?", "Bao giờ thi?"]);
        assert_eq!(
            several("Em xin hỏi:\n- Học phí kỳ này?\n- Bao giờ thi?\nXin cảm ơn"),
            ["Học phí kỳ này?", "Bao giờ thi?\nXin cảm ơn"]
        );
        for one in ["Phòng 101. Điều hoà hỏng", "Năm 2024. 2. gì đó", "- chỉ một", "Điều 1. Điều 2. khoản 3."]
        {
            assert!(several(one).is_empty(), "{one}");
        }
    }

    #[test]
    fn markdown_shows_the_text() {
        assert_eq!(markdown("# Một\nHai * ba\n- bốn\n• năm\n1) sáu"), "\\# Một\n\nHai \\* ba\n\n- bốn\n- năm\n1. sáu");
        assert_eq!(markdown("xem [a](b), a_b, _c_ và […]"), "xem [a\\](b), a_b, \\_c\\_ và […]");
        assert_eq!(markdown("=====\n+++"), "\\=====\n\n\\+++");
        assert_eq!(markdown("1. Một gì? 2. Hai gì?"), "1. Một gì?\n2. Hai gì?");
        assert_eq!(markdown("Học phí;\nbao nhiêu?\nXin hỏi"), "Học phí; bao nhiêu?\n\nXin hỏi");
    }
}

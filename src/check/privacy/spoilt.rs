//! Telephones as spreadsheets and typists spoil them: the leading zero lost (`358207416`), a letter for a digit (`O9l2…`).
//!
//! A seen text goes in; the telephones in it come out, with their digits put right. Nine digits may be money, a code or a
//! quantity, so only words that make them a telephone do: those just before, or the head of the column. The invariant:
//! what [`super::numbers`] finds by itself is not looked for here, and nothing is found without such words.

use super::cues;
use super::numbers::{Number, Shape, has_digits, is_landline, is_mobile, national, separator};
use super::seen::Seen;
use super::words::listed;
use crate::diagnostic::Code;
use crate::text::vietnamese::fold;
use std::ops::Range;

/// The fewest digits that are left where letters stand for the others.
const FEWEST: usize = 7;
/// The fewest digits and letters that are a telephone.
const SHORTEST: usize = 9;
/// The most digits with those of the country: `0084`, nine more.
const MOST: usize = 14;
/// How many bytes before a number are read.
const BEFORE: usize = 110;
/// How many words may stand between what makes it a telephone and the number.
const BETWEEN: usize = 7;

/// Folded words after which a number is no telephone, whatever was said before.
const OTHERWISE: &str = "tong so|tong cong|don so|don hang|nop don|hoc phi|le phi|kinh phi|chi phi|don gia|tri gia|gia tri|hoa don|bien lai|ho so|cong van|quyet dinh|hop dong|\
    van ban|to trinh|thong bao|khoang|trung binh|toi da|toi thieu|seri|serial|imei|model|so khung|tai san|may tinh|may in|\
    ma so|ma vach|ma don|ma lop|ma de|hoc phan|code|id|mat khau|password|otp|usd|vnd";
/// The same in words that say something else without their marks.
const OTHERWISE_MARKED: &str =
    "mã|giá|phí|tiền|tỷ|tỉ|triệu|hơn|gần|đạt|ngày|năm|điểm|lượt|quỹ|phiếu|cột|dòng|vé|lệnh|lỗi";
/// Folded words before "gọi" that make it something else than a call.
const NO_CALL_BEFORE: &str = "giay|ten|keu|loi|cach|lenh|dot";
/// Words after "gọi" that do the same.
const NO_CALL_AFTER: &str = "là|tắt|tên|vốn|thầu|thi|nhập|học|món|hàng|mã";
/// Folded words after "goi" without marks, which may be "gói" then.
const NO_CALL_AFTER_FOLDED: &str = "la|tat|ten|von|thau|thi|nhap|hoc|mon|hang|ma|vay|cuoc|tin|ho|kich|dau";
/// Folded words after a number that count something.
const COUNTED: &str = "luot|suat|cuon|trang|m2|km|kb|mb|gb|byte|bytes|lan";

/// Every spoilt telephone of a text.
pub(super) fn find(seen: &Seen<'_>) -> Vec<Number> {
    let text = &*seen.text;
    let mut found = Vec::new();
    if !has_digits(text.as_bytes(), FEWEST) {
        return found;
    }
    let mut at = 0;
    while let Some(run) = next_run(seen, at) {
        at = run.last().map_or(text.len(), |group| group.end);
        if run.iter().map(Range::len).sum::<usize>() >= SHORTEST {
            in_run(seen, &run, &mut found);
        }
    }
    found
}

/// Digits, and the letters that are taken for them.
fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || letter(byte).is_some()
}

/// The digit that a letter is taken for.
pub(super) fn letter(byte: u8) -> Option<char> {
    match byte {
        b'O' | b'o' => Some('0'),
        b'l' | b'I' => Some('1'),
        _ => None,
    }
}

/// The next groups of digits and such letters from byte `from`: the first has a digit or is one `O`, all others a digit.
fn next_run(seen: &Seen<'_>, from: usize) -> Option<Vec<Range<usize>>> {
    let bytes = seen.text.as_bytes();
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    while at < bytes.len() {
        if !is_digit(bytes[at]) {
            at += 1;
            continue;
        }
        let group = group(bytes, at);
        let alone = matches!(&bytes[group.clone()], [b'O' | b'o']);
        let digits = bytes[group.clone()].iter().any(u8::is_ascii_digit);
        if !(digits || alone && groups.is_empty()) || !stands_alone(bytes, &group) {
            if !groups.is_empty() {
                return Some(groups);
            }
            at = group.end;
            continue;
        }
        at = group.end;
        groups.push(group);
        let next = at + separator(&bytes[at..]);
        let goes_on = next > at && bytes.get(next).is_some_and(|b| is_digit(*b)) && !seen.breaks_at(at);
        if !goes_on {
            return Some(groups);
        }
        at = next;
    }
    (!groups.is_empty()).then_some(groups)
}

/// The bytes from `at` that are digits or taken for them.
fn group(bytes: &[u8], at: usize) -> Range<usize> {
    let end = bytes[at..].iter().position(|b| !is_digit(*b)).map_or(bytes.len(), |n| at + n);
    at..end
}

/// Whether no letter stands directly beside a group, except the last of `SĐT`, `ĐT` or `Zalo` before it.
fn stands_alone(bytes: &[u8], group: &Range<usize>) -> bool {
    /// No word that a number may stand directly after has more bytes, so that a word is never read to its beginning.
    const LONGEST: usize = 8;
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let before = bytes[..group.start].iter().rev().take(LONGEST).take_while(|b| letter(b)).count();
    let word = std::str::from_utf8(&bytes[group.start - before..group.start]).unwrap_or("?");
    let said = before == 0 || listed("sdt|dt|dtdd|tel", &fold(word));
    said && !bytes.get(group.end).is_some_and(letter)
}

/// The telephones among the groups of a run: a group that is one by itself, or groups that are one together.
fn in_run(seen: &Seen<'_>, run: &[Range<usize>], found: &mut Vec<Number>) {
    let mut first = 0;
    while first < run.len() {
        let hit = (first + 1..=run.len().min(first + MOST)).rev().find_map(|end| {
            let groups = &run[first..end];
            if !(SHORTEST..=MOST).contains(&groups.iter().map(Range::len).sum()) {
                return None;
            }
            // Groups are a number together only where nothing else goes on with them.
            let whole = first == 0 && end == run.len() || groups.len() == 1 || apart(run, first, end);
            Some((end, whole.then(|| judge(seen, groups))??))
        });
        first = match hit {
            Some((end, number)) => {
                found.push(number);
                end
            }
            None => first + 1,
        };
    }
}

/// Whether what stands beside the groups `first..end` of a run is as long as a number of its own.
fn apart(run: &[Range<usize>], first: usize, end: usize) -> bool {
    // Nine groups have nine digits at least.
    let long = |groups: &mut dyn Iterator<Item = &Range<usize>>| groups.take(9).map(Range::len).sum::<usize>() >= 9;
    (first == 0 || long(&mut run[..first].iter().rev())) && (end == run.len() || long(&mut run[end..].iter()))
}

/// The telephone that `groups` are, if they are a spoilt one.
fn judge(seen: &Seen<'_>, groups: &[Range<usize>]) -> Option<Number> {
    let text = &*seen.text;
    let range = groups.first()?.start..groups.last()?.end;
    let written: Vec<u8> = groups.iter().flat_map(|group| text[group.clone()].bytes()).collect();
    if !(SHORTEST..=MOST).contains(&written.len()) {
        return None;
    }
    let letters = written.iter().filter(|b| !b.is_ascii_digit()).count();
    if letters > 3 {
        return None;
    }
    let digits: String = written.iter().map(|b| letter(*b).unwrap_or(char::from(*b))).collect();
    let digits = home(&digits, letters > 0)?;
    let shape = Shape::of(seen, groups);
    if shape.money || shape.date || shape.list || goes_on(text, &range) {
        return None;
    }
    is_said(seen, &range).then_some(Number { code: Code::P02, range, digits })
}

/// The digits with the zero that was lost; with letters in them also those that lack nothing.
fn home(digits: &str, lettered: bool) -> Option<String> {
    let known = |digits: &str| is_mobile(digits) || is_landline(digits);
    let whole = national(digits);
    if lettered && known(&whole) {
        return Some(whole);
    }
    let with = format!("0{digits}");
    (digits.len() <= 10 && !digits.starts_with('0') && known(&with)).then_some(with)
}

/// Whether the number is a part of something longer: a document's number, a path, an address, a decimal.
fn goes_on(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let (next, second) = (after.next(), after.next());
    before.is_some_and(|c| matches!(c, '/' | '_' | '#' | '=' | '@' | ','))
        || next.is_some_and(|c| matches!(c, '_' | '@' | '%'))
        || matches!(next, Some('/' | '-' | ',' | '.')) && second.is_some_and(char::is_alphabetic)
        || matches!(next, Some(',' | '.')) && second.is_some_and(|c| c.is_ascii_digit())
}

/// Whether words make it a telephone: the head of its column, or what stands just before in its clause.
fn is_said(seen: &Seen<'_>, range: &Range<usize>) -> bool {
    if let Some(head) = seen.head_over(range.start) {
        let words = Words::of(head);
        return words.called().is_some() && !words.otherwise(0);
    }
    let text = &*seen.text;
    let after = text[range.end..].strip_prefix(' ').unwrap_or("").split(|c: char| !c.is_alphanumeric()).next();
    if after.is_some_and(|word| listed(COUNTED, &fold(word))) {
        return false;
    }
    let words = Words::of(&text[cues::clause_start(seen, range.start, BEFORE)..range.start]);
    let Some(end) = words.called() else { return false };
    words.folded.len() - end <= BETWEEN && !words.otherwise(end)
}

/// The words of a clause: as written, in small letters, and folded.
struct Words {
    written: Vec<String>,
    marked: Vec<String>,
    folded: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let written: Vec<String> = words.map(str::to_owned).collect();
        let marked: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
        let folded = marked.iter().map(|word| fold(word)).collect();
        Self { written, marked, folded }
    }

    /// After how many words the last of those ends that announce a telephone.
    fn called(&self) -> Option<usize> {
        (1..=self.folded.len()).rev().find(|end| self.is_call(*end) || self.announces(*end))
    }

    /// Whether the words up to `end` end with a cue of telephones.
    fn announces(&self, end: usize) -> bool {
        let next = self.folded.get(end).map_or("", String::as_str);
        let other = |phrase: &str| match phrase {
            "so may" => matches!(next, "tinh" | "in" | "chieu" | "lanh" | "anh" | "moc"),
            "lien he" => next == "thong",
            _ => false,
        };
        self.phrases(end).any(|phrase| cues::announces_telephone(&phrase) && !other(&phrase))
    }

    /// The last one, two, three and four words before `end`.
    fn phrases(&self, end: usize) -> impl Iterator<Item = String> {
        (1..=end.min(4)).map(move |count| self.folded[end - count..end].join(" "))
    }

    /// Whether the word before `end` is "gọi" and means a call; "gói" is another word.
    fn is_call(&self, end: usize) -> bool {
        let before = end.checked_sub(2).map_or("", |at| &self.folded[at]);
        let after = |words: &[String], list| words.get(end).is_some_and(|word| listed(list, word));
        let call = match &*self.marked[end - 1] {
            "gọi" => !after(&self.marked, NO_CALL_AFTER),
            "goi" => !after(&self.folded, NO_CALL_AFTER_FOLDED),
            _ => false,
        };
        call && !listed(NO_CALL_BEFORE, before)
    }

    /// Whether words from `from` on say that what follows is something else.
    fn otherwise(&self, from: usize) -> bool {
        let other = |phrase: &str| listed(OTHERWISE, phrase) || cues::says_otherwise(phrase);
        (from + 1..=self.folded.len()).any(|end| {
            // With a capital it is a name: "bạn Đạt".
            listed(OTHERWISE_MARKED, &self.written[end - 1])
                || self.phrases(end).take(end - from).any(|phrase| other(&phrase))
        })
    }
}

#[cfg(test)]
#[path = "spoilt_tests.rs"]
mod tests;

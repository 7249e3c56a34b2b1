//! Names of persons: students named after a cue (P05), staff named in a question (P06).
//!
//! A seen text goes in; names come out, told by their surname and by the words before them. The invariant: a name is
//! never told by its capitals alone, so streets, schools, awards and signers are none.

use super::cues::clause_start;
use super::seen::Seen;
use super::words::{FAMOUS, NO_GIVEN_NAMES, NO_NAMES, PLACES, Phrases, STAFF, STUDENT};
use crate::text::vietnamese::fold;
use regex::Regex;
use std::ops::Range;

/// A name that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Where it stands in the seen text.
    pub(super) range: Range<usize>,
    /// Whether the words before call the person a member of staff.
    pub(super) staff: bool,
}

/// Whose names are sought.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sought {
    /// Those of staff, too: the text is what somebody asked.
    pub(super) asked: bool,
    /// The text itself says who asks, so that a name needs no cue.
    pub(super) implied: bool,
}

/// The patterns of names.
#[derive(Debug)]
pub(super) struct Patterns {
    full: Regex,
    given: Regex,
    student: Phrases,
    staff: Phrases,
    places: Phrases,
    famous: Phrases,
    no_names: Phrases,
    no_given_names: Phrases,
}

const SURNAMES: &str = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đinh|Đoàn|Trịnh|Trương|\
    Lâm|Phùng|Mai|Tô|Tạ|Hà|Cao|Chu|Lương|Vương|Tống|Lưu|Thái|Kiều|Quách|Triệu|Nghiêm|Mạc|Doãn|Phí|Khổng|Lã|Lò|Vi|Quàng|Lường|\
    Giàng|Vàng|Thào|Sùng|Hoa|Châu|Tăng|Văn|Đàm|Bạch|Hứa|Từ|Nông|Hầu|Ma|La|Thạch|Danh|Kim|Sơn|Viên|Ninh|Cù|Mã|Thân|Tiêu|Diệp|\
    Nguyen|Tran|Pham|Hoang|Huynh|Phan|Vu|Dang|Bui|Duong|Dinh|Doan|Trinh|Truong|Luong|Ngo";

const SURNAMES_IN_CAPITALS: &str = "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐÀO|ĐINH|TRỊNH|TRƯƠNG|PHÙNG|LƯƠNG|NGUYEN|TRAN|PHAM";

impl Patterns {
    /// Compiles them.
    pub(super) fn new() -> Option<Self> {
        let syllable = r"\p{Lu}[\p{Ll}]*";
        let full = format!(
            r"(?:{SURNAMES})(?: {syllable}\.?){{1,4}}|(?:{SURNAMES_IN_CAPITALS})(?: \p{{Lu}}+){{1,4}}|(?:Le|Do|Ho|Vo|Ly|Cao|Mai)(?: \p{{Lu}}[a-z]*){{2,3}}"
        );
        let given = r"(?:[Tt]hầy|THẦY|[Cc]ô|CÔ)(?: giáo| GIÁO| chủ nhiệm| cố vấn)? (\p{Lu}\p{Ll}+|\p{Lu}{2,})";
        Some(Self {
            full: Regex::new(&full).ok()?,
            given: Regex::new(given).ok()?,
            student: Phrases::of(STUDENT),
            staff: Phrases::of(STAFF),
            places: Phrases::of(PLACES),
            famous: Phrases::of(FAMOUS),
            no_names: Phrases::of(NO_NAMES),
            no_given_names: Phrases::of(NO_GIVEN_NAMES),
        })
    }

    /// Every name in the text that is sought.
    pub(super) fn find(&self, seen: &Seen<'_>, Sought { asked, implied }: Sought) -> Vec<Name> {
        let text = &*seen.text;
        let mut found: Vec<Name> = Vec::new();
        for hit in self.full.find_iter(text) {
            let Some(range) = self.whole(seen, hit.range()) else { continue };
            let first = implied && seen.text[..range.start].trim().is_empty();
            match if first { Some(false) } else { self.who(seen, &range) } {
                Some(false) => found.push(Name { range, staff: false }),
                Some(true) if asked => found.push(Name { range, staff: true }),
                _ => {}
            }
        }
        if asked {
            for hit in self.given.captures_iter(text) {
                let (Some(all), Some(name)) = (hit.get(0), hit.get(1)) else { continue };
                let free =
                    found.iter().all(|other| name.start() < other.range.start || other.range.end <= name.start());
                if free && self.is_given_name(text, all.start(), name.range()) {
                    found.push(Name { range: all.range(), staff: true });
                }
            }
        }
        found
    }

    /// The name at `range` without what belongs to another block, if it begins a word and is one.
    fn whole(&self, seen: &Seen<'_>, range: Range<usize>) -> Option<Range<usize>> {
        let text = &*seen.text;
        let begins = !text[..range.start].chars().next_back().is_some_and(char::is_alphanumeric);
        let ends = !text[range.end..].chars().next().is_some_and(char::is_alphanumeric);
        // "Trần B1": a syllable that goes on as a code is not part of the name.
        let end = if ends { range.end } else { range.start + text[range.clone()].rfind(' ')? };
        let name = &text[range.start..end];
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').collect();
        let first_two = words.get(..2)?.join(" ");
        (begins && !self.no_names.has(&first_two) && words.len() <= 4).then_some(range.start..end)
    }

    /// Whether the words before a name call a student (`false`) or a member of staff (`true`).
    fn who(&self, seen: &Seen<'_>, range: &Range<usize>) -> Option<bool> {
        let text = &*seen.text;
        let start = clause_start(seen, range.start, 100);
        let clause = &text[start..range.start];
        let head = seen.head_over(range.start).map(fold);
        if head.is_some_and(|head| is_head_of_names(&head)) && clause.trim().is_empty() {
            return Some(false);
        }
        // What is said after the last comma or bracket belongs to the name; a cue may stand right before one comma.
        let close = clause.rsplit(['(', ')', '"', '“', '”', '/', '–']).next().unwrap_or(clause);
        let near = close.rsplit(',').next().unwrap_or(close);
        let direct = if near.trim().is_empty() { close.trim_end().trim_end_matches(',') } else { near };
        let words: Vec<String> = direct
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.is_empty() {
            return None;
        }
        if self.places.end_with(words.last()?) && ends_with(&words, &self.places, false).is_some()
            || words.last()?.starts_with(|c: char| c.is_ascii_digit()) && !is_class(words.last()?)
        {
            return None;
        }
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let student = last_of(&words, &folded, &self.student);
        let staff = last_of(&words, &folded, &self.staff);
        let gap = |end: usize| words.len() - end;
        match (student, staff) {
            (_, Some(end)) if student.is_none_or(|s| s <= end) => (gap(end) <= 6).then_some(true),
            (Some(end), _) => {
                let famous = self.famous.has(&fold(&text[range.clone()]));
                let told = gap(end) == 0 || !famous && gap(end) <= 10;
                told.then_some(false)
            }
            _ => None,
        }
    }

    /// Whether a capitalised word after "thầy" or "cô" is a given name.
    fn is_given_name(&self, text: &str, title: usize, name: Range<usize>) -> bool {
        let before = text[..title].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
        let starts = !text[..title].ends_with(char::is_alphanumeric);
        let many = ["quý", "các", "những", "nhiều", "mọi", "thầy", "một", "mỗi", "số"].contains(&&*word);
        let plain = fold(&text[name.clone()]);
        let ends = !text[name.end..].starts_with(|c: char| c.is_alphanumeric());
        starts && ends && !many && !before.ends_with(['/', ',']) && !self.no_given_names.has(&plain)
    }
}

/// Whether a full name stands at the end of `text`.
pub(super) fn ends_with_name(patterns: &Patterns, text: &str) -> bool {
    patterns.full.find_iter(text).last().is_some_and(|hit| hit.end() == text.trim_end().len())
}

/// Whether the folded head of a column says that names of students stand below.
fn is_head_of_names(head: &str) -> bool {
    let head = head.trim();
    ["ho ten", "ho va ten", "ten sinh vien", "sinh vien", "hoc sinh", "hoc vien"].iter().any(|word| head.contains(word))
        && !head.contains("giang vien")
        && !head.contains("can bo")
        && !head.contains("so ")
}

/// A class code between a cue and a name: K65CNTT, 20A1.
fn is_class(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// Where in `words` the last of `cues` ends; `folded` are the words folded.
fn last_of(words: &[&str], folded: &[String], cues: &Phrases) -> Option<usize> {
    let mut ended = (1..=words.len()).rev().filter(|end| cues.end_with(&folded[end - 1]));
    ended.find(|&end| ends_with(&words[..end], cues, true).is_some_and(|n| !is_many(&words[..end - n])))
}

/// How many words the longest of `list` has that `words` end with; `folded` says whether marks do not matter.
fn ends_with(words: &[&str], list: &Phrases, folded: bool) -> Option<usize> {
    (1..=3.min(words.len())).rev().find(|&n| {
        let tail = words[words.len() - n..].join(" ");
        let tail = if folded { marked(&tail) } else { tail };
        list.has(&tail)
    })
}

/// Folded, except for words that without their marks would be others: "có" is not "cô".
fn marked(words: &str) -> String {
    match words {
        "có" | "cỏ" | "cơ" | "thấy" | "thay" | "bà con" | "bạ" | "bã" | "bán" | "bàn" | "bản" | "ten" | "tến"
        | "chỉ" | "chí" | "chì" | "ánh" | "ảnh" | "chủ" | "chú ý" | "bác bỏ" | "bắc" | "bạc" | "bậc" | "ống"
        | "ong" | "cố" | "cổ" | "cò" | "êm" | "thầy cô" | "chừ" | "bá" | "bả" | "ém" | "thay giáo" | "cần bộ"
        | "tên lửa" | "cháu ngoan" | "châu" | "chậu" | "chầu" => "-".to_owned(),
        _ => fold(words),
    }
}

/// Whether the cue speaks of many: "các em", "chúng em", "nhiều bạn".
fn is_many(before: &[&str]) -> bool {
    before.last().is_some_and(|w| {
        ["các", "chúng", "những", "nhiều", "mọi", "mỗi", "trẻ", "quý", "toàn", "số", "mã", "lượng"].contains(w)
    })
}

#[cfg(test)]
#[path = "persons_tests.rs"]
mod tests;

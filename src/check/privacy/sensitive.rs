//! Sensitive facts tied to one person (P09): health, marks, means of the family, religion, ethnicity.
//!
//! A seen text goes in; the passages come out in which such a fact is said of "em", "tôi" or somebody named. The
//! invariant: the words between the person and the fact only link the two, so rules, conditions and groups are no hits.

use super::cues::clause_start;
use super::persons;
use super::seen::Seen;
use regex::Regex;
use std::ops::Range;

/// What looks for such passages.
#[derive(Debug)]
pub(super) struct Patterns {
    terms: Regex,
    in_phrases: Regex,
    phrases: Regex,
}

/// Facts, which stand after the person.
const TERMS: &str = "trầm cảm|ung thư|HIV|động kinh|tâm thần|tự kỷ|viêm gan|tiểu đường|hen suyễn|bệnh lao|lao phổi|rối loạn|bệnh tim|\
    suy thận|mang thai|có thai|có bầu|sảy thai|khuyết tật|khiếm thị|khiếm thính|nhập viện|nằm viện|phẫu thuật|bệnh hiểm nghèo|bệnh mãn tính|\
    bệnh mạn tính|bệnh nặng|hộ nghèo|cận nghèo|mồ côi|theo đạo|Công giáo|công giáo|Phật giáo|phật giáo|Tin Lành|Tin lành|tin lành|\
    Hồi giáo|Thiên Chúa|Thiên chúa|dân tộc|người (?:Thái|Tày|Mường|Mông|H'?[Mm]ông|Dao|Khmer|Chăm|Ê Đê|Gia Rai|Nùng|Ba Na|Hoa|Sán Dìu|Kinh)|\
    [0-9](?:[.,][0-9]+)? điểm|10 điểm|cảnh báo học vụ|buộc thôi học|(?:trượt|rớt|nợ) (?:[0-9]+ )?môn";

/// Passages that say it all.
const PHRASES: &str = "(?:[Đđ]iểm|GPA|CPA|ĐTB)[^.;!?\n,]{0,40} của (?:em|tôi|mình|cháu|bạn ấy|em ấy)(?: (?:là|được|chỉ|đạt|có|chỉ được|chỉ đạt|bị|hiện là))* [0-9]+(?:[.,][0-9]+)?|\
    (?:GPA|CPA) (?:em|tôi|mình) |\
    (?:[Gg]ia đình|[Nn]hà|[Bb]ố mẹ|[Hh]oàn cảnh(?: gia đình)?)(?: của)? (?:em|tôi|mình|cháu)(?: (?:là|thuộc|thuộc diện|rất|quá|có|đang|gặp|nhiều|hoàn cảnh|kinh tế|vô cùng|còn))* (?:khó khăn|nghèo|hộ nghèo|cận nghèo|hộ cận nghèo|túng thiếu|nợ nần)|\
    (?:I have|I suffer from|I was diagnosed with|I am being treated for) (?:[a-z]+ )?(?:depression|cancer|HIV|epilepsy|hepatitis|tuberculosis|a disability|anxiety disorder)|\
    [Mm]y (?:GPA|grade|mark|score)[a-z ]{0,20} (?:is|was) (?:only )?[0-9]|[Mm]y family is (?:very |so )?poor|I am (?:an orphan|disabled|pregnant)";

/// What each of [`PHRASES`] has; nearly no text has any, and to look for literals is cheap.
const IN_PHRASES: &str =
    "iểm|GPA|CPA|ĐTB|khó khăn|nghèo|túng thiếu|nợ nần|I have |I suffer |I was |I am |y grade|y mark|y score|y family";

/// Words that link a person with a fact.
const LINKS: &[&str] = &[
    "bị", "mắc", "là", "thuộc", "đang", "được", "có", "chỉ", "vì", "do", "diện", "con", "người", "phải", "đã", "từng",
    "đạt", "còn", "vừa", "mới", "bệnh", "chứng", "hộ", "gia", "đình", "điều", "trị", "chẩn", "đoán", "nhiễm", "sinh",
    "ra", "trong", "theo", "môn", "toán", "rất", "nặng", "trẻ", "bố", "mẹ", "cha", "cũng", "vẫn", "tên", "nên", "suýt",
    "kỳ", "này", "trước", "thi",
];

/// Pronouns of one person.
const PERSONS: &[&str] = &["em", "tôi", "mình", "cháu", "ấy", "nó"];

/// Words before a pronoun that make it many, or another.
const MANY: &[&str] = &[
    "chúng",
    "các",
    "những",
    "nhiều",
    "mọi",
    "mỗi",
    "trẻ",
    "anh",
    "chị",
    "bọn",
    "tụi",
    "bạn",
    "một",
    "lớp",
    "khoa",
    "trường",
    "số",
    "hai",
];

/// Words that make a sentence a condition or a rule.
const CONDITIONS: &[&str] =
    &["nếu", "trường hợp", "giả sử", "khi ", "đối với", "dành cho", "áp dụng", "ai ", "if ", "in case"];

impl Patterns {
    /// Compiles them.
    pub(super) fn new() -> Option<Self> {
        let compiled = |pattern: &str| Regex::new(pattern).ok();
        Some(Self { terms: compiled(TERMS)?, in_phrases: compiled(IN_PHRASES)?, phrases: compiled(PHRASES)? })
    }

    /// Every such passage, from the person to the fact.
    pub(super) fn find(&self, seen: &Seen<'_>, names: &persons::Patterns) -> Vec<Range<usize>> {
        let text = &*seen.text;
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.in_phrases.is_match(text) {
            for hit in self.phrases.find_iter(text).filter(|hit| !is_conditional(seen, hit.start())) {
                found.push(hit.start()..hit.start() + text[hit.range()].trim_end().len());
            }
        }
        for hit in self.terms.find_iter(text) {
            let free = found.iter().all(|r| hit.end() <= r.start || r.end <= hit.start());
            if let Some(start) = person_before(seen, hit.start(), names).filter(|_| free) {
                found.push(start..hit.end());
            }
        }
        found
    }
}

/// Where the person begins to whom the fact at byte `at` is tied.
fn person_before(seen: &Seen<'_>, at: usize, names: &persons::Patterns) -> Option<usize> {
    let from = clause_start(seen, at, 70);
    if is_conditional(seen, at) {
        return None;
    }
    let clause = &seen.text[from..at];
    let clause = &clause[clause.rfind(',').map_or(0, |i| i + 1)..];
    let base = at - clause.len();
    let mut rest = clause;
    for _ in 0..6 {
        rest = rest.trim_end();
        let start = rest
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |i| i + rest[i..].chars().next().map_or(1, char::len_utf8));
        let word = rest[start..].to_lowercase();
        if word.is_empty() {
            return None;
        }
        if PERSONS.contains(&&*word) {
            let before =
                rest[..start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
            // "em ấy", "bạn ấy" are one; "bạn em" is a friend, and as much one person.
            let many = MANY.contains(&&*before) && !(word == "ấy" || before == "bạn");
            return (!many).then_some(base + start);
        }
        if persons::ends_with_name(names, rest) {
            return Some(base + start);
        }
        if !LINKS.contains(&&*word) {
            return None;
        }
        rest = &rest[..start];
    }
    None
}

/// Whether the sentence up to byte `at` is a condition.
fn is_conditional(seen: &Seen<'_>, at: usize) -> bool {
    let before = seen.text[clause_start(seen, at, 160)..at].to_lowercase();
    CONDITIONS.iter().any(|word| before.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let names = persons::Patterns::new().expect("they compile");
        let seen = Seen::markdown(text);
        let hits = Patterns::new().expect("they compile").find(&seen, &names);
        hits.into_iter().map(|r| seen.text[r].to_owned()).collect()
    }

    #[test]
    fn facts_of_one_person() {
        for (text, passage) in [
            ("Em bị trầm cảm nên xin nghỉ", "Em bị trầm cảm"),
            ("tôi đang điều trị ung thư", "tôi đang điều trị ung thư"),
            ("Em thuộc diện hộ nghèo", "Em thuộc diện hộ nghèo"),
            ("Em là người dân tộc Mông", "Em là người dân tộc"),
            ("mình theo đạo từ nhỏ", "mình theo đạo"),
            ("Em được 4,5 điểm môn Toán", "Em được 4,5 điểm"),
            ("Điểm Giải tích của em là 3,5", "Điểm Giải tích của em là 3,5"),
            ("Gia đình em rất khó khăn ạ", "Gia đình em rất khó khăn"),
            ("Trần Thị Bích bị trầm cảm", "Bích bị trầm cảm"),
            ("bạn ấy bị khuyết tật", "ấy bị khuyết tật"),
            ("I have depression", "I have depression"),
        ] {
            assert_eq!(found(text), [passage], "{text}");
        }
    }

    #[test]
    fn groups_rules_and_conditions() {
        for text in [
            "Chúng em bị cảnh báo học vụ",
            "Các em thuộc hộ nghèo được miễn học phí",
            "Sinh viên thuộc hộ nghèo được miễn học phí",
            "Nếu em thuộc hộ nghèo thì nộp đơn",
            "Trường hợp em là người dân tộc thiểu số",
            "Em hỏi chế độ với sinh viên khuyết tật",
            "trẻ em mồ côi được hỗ trợ",
            "Em thấy phòng tư vấn cho người bị trầm cảm còn thiếu",
            "điểm rèn luyện của sinh viên là 80",
            "Nhiều em bị trượt môn",
            "Trường có 12 sinh viên người Khmer",
            "học phần được 4 điểm trở lên là đạt",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}

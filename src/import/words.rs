//! The words of tables: heads of columns and the fields they mean, sections, tails, numbering.
//!
//! Text goes in, what it announces comes out. Everything is matched folded (`domain.md` §5.2): marks, case, spaces and
//! punctuation do not matter. The tables here are the one place where a head or a word is added.

mod heads;

use crate::text::vietnamese::{fold, nearest};
use heads::{EITHER, HEADS, PERSONAL, PERSONAL_WITHIN};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The row's own number.
    Number,
    /// What was asked.
    Text,
    /// A title for it.
    Title,
    /// What kind of question.
    Kind,
    /// The topic.
    Topic,
    /// The group that asked.
    From,
    /// The unit that answers.
    Unit,
    /// Units that help.
    Co,
    /// The answer.
    Answer,
    /// What the chair said.
    Conclusion,
    /// What will be done.
    Action,
    /// By when.
    Due,
    /// How it stands, in words.
    Status,
    /// What was thought of it.
    Evaluation,
    /// The document that holds the answer.
    Document,
    /// The day of the row.
    Date,
    /// The day it was received.
    Received,
    /// The day it was answered.
    Answered,
    /// Whether it is shown to readers.
    Visibility,
    /// Why it is not, or not all of it.
    Reason,
    /// A remark, which no record takes.
    Note,
}

impl Field {
    /// Every field, as the command line names it.
    pub const ALL: [(&'static str, Self); 21] = [
        ("number", Self::Number),
        ("text", Self::Text),
        ("title", Self::Title),
        ("kind", Self::Kind),
        ("topic", Self::Topic),
        ("from", Self::From),
        ("unit", Self::Unit),
        ("co", Self::Co),
        ("answer", Self::Answer),
        ("conclusion", Self::Conclusion),
        ("action", Self::Action),
        ("due", Self::Due),
        ("status", Self::Status),
        ("evaluation", Self::Evaluation),
        ("document", Self::Document),
        ("date", Self::Date),
        ("received", Self::Received),
        ("answered", Self::Answered),
        ("visibility", Self::Visibility),
        ("reason", Self::Reason),
        ("note", Self::Note),
    ];

    /// As the command line names it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }

    /// The field that `name` means: its name, another usual one, or a head of the dictionary.
    pub fn parse(name: &str) -> Result<Self, Option<&'static str>> {
        const OTHERS: [(&str, Field); 14] = [
            ("stt", Field::Number),
            ("question", Field::Text),
            ("body", Field::Text),
            ("topics", Field::Topic),
            ("asker", Field::From),
            ("assigned", Field::Unit),
            ("units", Field::Unit),
            ("answers", Field::Answer),
            ("measure", Field::Action),
            ("commitment", Field::Action),
            ("deadline", Field::Due),
            ("state", Field::Status),
            ("directive", Field::Conclusion),
            ("on", Field::Date),
        ];
        let wanted = key(name);
        let known = || Self::ALL.iter().chain(&OTHERS);
        let found = known().find(|(known, _)| *known == wanted).map(|(_, field)| *field);
        found.or_else(|| field_of(&wanted)).ok_or_else(|| nearest(&wanted, known().map(|(known, _)| *known)))
    }
}

/// A text folded to words with single spaces between.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        if letter.is_alphanumeric() {
            key.push(letter);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// A head as it may stand in the dictionary: itself, without what is in brackets, without whose it is.
fn forms(head: &str) -> Vec<String> {
    let mut forms = vec![head.to_owned()];
    for end in [" cua sinh vien", " cua nguoi hoc", " cua hssv", " neu co", " cua don vi", " cu the", " chi tiet"] {
        if let Some(short) = head.strip_suffix(end) {
            forms.push(short.to_owned());
        }
    }
    forms
}

/// The field that a folded head means.
pub fn field_of(head: &str) -> Option<Field> {
    forms(head)
        .iter()
        .find_map(|form| HEADS.iter().find(|(_, heads)| heads.contains(&&**form)).map(|(field, _)| *field))
}

/// Whether a folded head is the asker's group or the answering unit, as other columns decide.
pub fn is_either(head: &str) -> bool {
    EITHER.contains(&head)
}

/// Whether a folded head announces personal data.
pub fn is_personal(head: &str) -> bool {
    let within = |word: &&str| format!(" {head} ").contains(&format!(" {word} "));
    PERSONAL.contains(&head) || PERSONAL_WITHIN.iter().any(within)
}

/// A heading within a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its words without number and count.
    pub title: String,
    /// How deep it is: a smaller number holds larger ones.
    pub level: u8,
    /// Whether it has a Roman numeral or a capital letter.
    pub roman: bool,
    /// How many questions it says it has.
    pub declared: Option<u32>,
}

/// Reads "I. CÔNG TÁC ĐÀO TẠO (08)"; nothing where there is neither number, count nor capitals.
pub fn section(text: &str) -> Option<Section> {
    let text = text.trim();
    let (body, declared) = count_at_end(text);
    let (level, roman, title) = numbering(body);
    let capitals = title.chars().any(char::is_alphabetic) && !title.chars().any(char::is_lowercase);
    if level == u8::MAX && declared.is_none() && !capitals {
        return None;
    }
    Some(Section { title: title.trim_end_matches([':', '.', ' ']).to_owned(), level, roman, declared })
}

/// "… (08)", "… (8 câu hỏi)": the text before, and the count.
fn count_at_end(text: &str) -> (&str, Option<u32>) {
    let inside = text.trim_end_matches([':', '.', ' ']).strip_suffix(')').and_then(|t| t.rsplit_once('('));
    let Some((before, inside)) = inside else { return (text, None) };
    let inside = key(inside);
    let mut parts = inside.split(' ');
    let number = parts.next().and_then(|n| n.parse().ok());
    let rest = parts.collect::<Vec<_>>().join(" ");
    match number {
        Some(number) if matches!(&*rest, "" | "cau" | "cau hoi" | "y kien" | "kien nghi" | "noi dung") => {
            (before.trim_end(), Some(number))
        }
        _ => (text, None),
    }
}

/// The depth that a number in front of a heading says, whether it is a numeral or a letter, and the rest.
fn numbering(text: &str) -> (u8, bool, &str) {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(text.len());
    let word = &text[..end];
    let rest = text[end..].trim_start_matches([')', '/', '-', ':', '–', ' ']);
    let number = word.trim_end_matches('.');
    let marked = word.ends_with('.') || text[end..].starts_with([')', '/', ':']);
    if number.is_empty() || rest.is_empty() || !marked {
        return (u8::MAX, false, text);
    }
    match level_of(number) {
        Some((level, roman)) => (level, roman, rest),
        None => (u8::MAX, false, text),
    }
}

/// The depth of a section number: letters hold numerals, numerals hold digits, digits hold small letters.
pub fn level_of(number: &str) -> Option<(u8, bool)> {
    let all = |test: fn(char) -> bool| !number.is_empty() && number.chars().all(test);
    if all(|c| matches!(c, 'I' | 'V' | 'X')) {
        Some((1, true))
    } else if number.len() == 1 && all(|c| c.is_ascii_uppercase()) {
        Some((0, true))
    } else if all(|c| c.is_ascii_digit()) {
        Some((2, false))
    } else if all(|c| c.is_ascii_digit() || c == '.') && number.contains('.') {
        Some((3, false))
    } else if number.len() == 1 && all(|c| c.is_ascii_lowercase()) {
        Some((4, false))
    } else {
        None
    }
}

/// Whether a text ends a table or a paper: recipients, signatures, the end of a meeting.
pub fn is_tail(text: &str) -> bool {
    const BEGIN: &[&str] = &[
        "noi nhan",
        "nguoi lap",
        "nguoi tong hop",
        "thu ky",
        "chu toa",
        "kt hieu truong",
        "kt truong",
        "tl hieu truong",
        "tm ban",
        "tuq ",
        "da ky",
        "xac nhan cua",
        "buoi doi thoai ket thuc",
        "hoi nghi ket thuc",
        "cuoc hop ket thuc",
        "bien ban ket thuc",
        "bien ban nay",
        "bien ban duoc",
        "buoi doi thoai be mac",
        "ky ten",
        "nguoi ghi bien ban",
    ];
    const WHOLE: &[&str] =
        &["hieu truong", "pho hieu truong", "truong phong", "truong khoa", "pho truong phong", "pho truong khoa"];
    let folded = key(text);
    let dated = folded.contains(" ngay ") && folded.contains(" thang ") && folded.contains(" nam ");
    let place = dated && folded.len() < 60 && !folded.starts_with("ngay");
    BEGIN.iter().any(|begin| folded.starts_with(begin)) && text.chars().count() <= 160
        || WHOLE.contains(&&*folded)
        || place
}

/// Whether a text is the head of a row of sums.
pub fn is_sum(text: &str) -> bool {
    let folded = key(text);
    let after = |word: &str| folded.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    ["tong so", "tong cong"].into_iter().filter_map(after).any(|rest| rest.len() < 40)
        || ["cong", "tong"]
            .into_iter()
            .filter_map(after)
            .any(|rest| rest.bytes().all(|b| b == b' ' || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        for (head, field) in [
            ("Nội dung ý kiến", Field::Text),
            ("NỘI DUNG KIẾN NGHỊ", Field::Text),
            ("Đơn vị  trả lời", Field::Unit),
            ("Số TT", Field::Number),
            ("Ý kiến của sinh viên", Field::Text),
            ("Thời hạn hoàn thành:", Field::Due),
            ("Câu hỏi của người học", Field::Text),
        ] {
            assert_eq!(field_of(&key(head)), Some(field), "{head}");
        }
        assert!(field_of(&key("Màu sắc")).is_none() && is_either(&key("Đơn vị")));
        for (_, heads) in HEADS {
            assert!(heads.iter().all(|head| key(head) == **head || *head == "#"), "{heads:?}");
        }
    }

    #[test]
    fn personal_heads() {
        for head in [
            "Họ và tên",
            "MSSV",
            "Mã sinh viên",
            "Họ và tên sinh viên",
            "CCCD/CMND",
            "E-mail",
            "Điểm",
            "Tên",
            "Số ĐT",
            "ĐT",
            "Điện thoại liên hệ",
            "Zalo",
            "Thông tin liên hệ",
            "Facebook cá nhân",
            "Năm sinh",
            "Người gửi ý kiến",
            "Địa chỉ email",
            "Mã học viên",
            "STK",
        ] {
            assert!(is_personal(&key(head)), "{head}");
        }
        for head in ["Tên đơn vị", "Nội dung", "Điểm cầu", "Ngày", "Khoa", "Lớp", "Đơn vị gửi", "Liên hệ thực tế"]
        {
            assert!(!is_personal(&key(head)), "{head}");
        }
    }

    #[test]
    fn sections() {
        let read = |text| section(text).map(|s| (s.title, s.level, s.declared));
        assert_eq!(read("I. CÔNG TÁC ĐÀO TẠO (08)"), Some(("CÔNG TÁC ĐÀO TẠO".into(), 1, Some(8))));
        assert_eq!(read("2) Học phí (3 câu hỏi):"), Some(("Học phí".into(), 2, Some(3))));
        assert_eq!(read("CƠ SỞ VẬT CHẤT"), Some(("CƠ SỞ VẬT CHẤT".into(), u8::MAX, None)));
        assert_eq!(read("Về thư viện (02)"), Some(("Về thư viện".into(), u8::MAX, Some(2))));
        assert_eq!(read("Đề nghị mở thêm lớp (buổi tối)"), None);
    }

    #[test]
    fn tails_and_sums() {
        for text in ["Nơi nhận:", "NGƯỜI LẬP BIỂU", "Hà Nội, ngày 24 tháng 4 năm 2024", "KT. HIỆU TRƯỞNG"]
        {
            assert!(is_tail(text), "{text}");
        }
        assert!(!is_tail("Hiệu trưởng có tiếp sinh viên không?") && !is_tail("Ngày 24 tháng 4 năm 2024 thi môn gì?"));
        assert!(is_sum("Tổng số: 25 câu hỏi") && is_sum("Cộng") && !is_sum("Tổng kết năm học"));
    }
}

//! Cues: the words that say what a number is, looked for in the clause before it.
//!
//! A seen text and the place of a number go in; the nearest cue comes out. Words are compared folded, so that writing
//! without marks does not hide anything. The invariant: a cue never reaches over the end of a sentence, a block or a cell.

use super::seen::Seen;
use crate::text::vietnamese::fold;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// What a number is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// An identity card or number.
    Identity,
    /// A student code.
    Student,
    /// A bank account.
    Bank,
    /// A card or number of health or social insurance.
    Insurance,
    /// A passport.
    Passport,
    /// A number plate.
    Plate,
    /// A telephone.
    Phone,
    /// Something that is no person's: a tax code, an invoice, a book.
    Neutral,
}

/// Folded cues; of two that end at the same place the longer one counts.
const CUES: &[(&str, Cue)] = &[
    ("cccd", Cue::Identity),
    ("can cuoc", Cue::Identity),
    ("cmnd", Cue::Identity),
    ("cmt", Cue::Identity),
    ("cmtnd", Cue::Identity),
    ("chung minh", Cue::Identity),
    ("chung minh thu", Cue::Identity),
    ("chung minh nhan dan", Cue::Identity),
    ("so dinh danh", Cue::Identity),
    ("dinh danh ca nhan", Cue::Identity),
    ("identity card", Cue::Identity),
    ("id card", Cue::Identity),
    ("mssv", Cue::Student),
    ("msv", Cue::Student),
    ("masv", Cue::Student),
    ("ma sv", Cue::Student),
    ("ma so sv", Cue::Student),
    ("ma so sinh vien", Cue::Student),
    ("ma sinh vien", Cue::Student),
    ("mshs", Cue::Student),
    ("mshv", Cue::Student),
    ("ma hssv", Cue::Student),
    ("ma hoc sinh", Cue::Student),
    ("ma hoc vien", Cue::Student),
    ("ma so hoc vien", Cue::Student),
    ("student id", Cue::Student),
    ("student code", Cue::Student),
    ("student number", Cue::Student),
    ("stk", Cue::Bank),
    ("so tk", Cue::Bank),
    ("tk", Cue::Bank),
    ("tai khoan", Cue::Bank),
    ("ngan hang", Cue::Bank),
    ("so the", Cue::Bank),
    ("bank", Cue::Bank),
    ("bank account", Cue::Bank),
    ("account number", Cue::Bank),
    ("vietcombank", Cue::Bank),
    ("vietinbank", Cue::Bank),
    ("techcombank", Cue::Bank),
    ("agribank", Cue::Bank),
    ("sacombank", Cue::Bank),
    ("vpbank", Cue::Bank),
    ("tpbank", Cue::Bank),
    ("mbbank", Cue::Bank),
    ("bidv", Cue::Bank),
    ("vcb", Cue::Bank),
    ("momo", Cue::Phone),
    ("bhyt", Cue::Insurance),
    ("bao hiem y te", Cue::Insurance),
    ("the bao hiem", Cue::Insurance),
    ("bhxh", Cue::Insurance),
    ("bao hiem xa hoi", Cue::Insurance),
    ("so the bhyt", Cue::Insurance),
    ("so the bao hiem", Cue::Insurance),
    ("so the bao hiem y te", Cue::Insurance),
    ("insurance", Cue::Insurance),
    ("insurance card", Cue::Insurance),
    ("ho chieu", Cue::Passport),
    ("passport", Cue::Passport),
    ("bien so", Cue::Plate),
    ("bien so xe", Cue::Plate),
    ("bien kiem soat", Cue::Plate),
    ("bien xe", Cue::Plate),
    ("bks", Cue::Plate),
    ("plate", Cue::Plate),
    ("dt", Cue::Phone),
    ("sdt", Cue::Phone),
    ("dtdd", Cue::Phone),
    ("dien thoai", Cue::Phone),
    ("so dien thoai", Cue::Phone),
    ("di dong", Cue::Phone),
    ("tel", Cue::Phone),
    ("phone", Cue::Phone),
    ("mobile", Cue::Phone),
    ("hotline", Cue::Phone),
    ("fax", Cue::Phone),
    ("zalo", Cue::Phone),
    ("viber", Cue::Phone),
    ("whatsapp", Cue::Phone),
    ("call", Cue::Phone),
    ("lien he", Cue::Phone),
    ("mst", Cue::Neutral),
    ("ma so thue", Cue::Neutral),
    ("ma so doanh nghiep", Cue::Neutral),
    ("tax code", Cue::Neutral),
    ("isbn", Cue::Neutral),
    ("issn", Cue::Neutral),
    ("hoa don", Cue::Neutral),
    ("hoa don so", Cue::Neutral),
    ("so hoa don", Cue::Neutral),
    ("ma don hang", Cue::Neutral),
    ("ma giao dich", Cue::Neutral),
    ("ma ho so", Cue::Neutral),
    ("so seri", Cue::Neutral),
    ("ngan hang de", Cue::Neutral),
    ("ngan hang cau hoi", Cue::Neutral),
    ("so tien", Cue::Neutral),
];

/// Finds every cue in one pass.
static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(CUES.iter().map(|(word, _)| word)).expect("the cues are few and short"));

/// Folded words that announce a telephone only where the number looks like one that was spoilt.
const CALLS: &[&str] = &["so may", "alo", "a lo", "nhan tin", "lien lac", "contact", "so dt", "dd", "so lien he"];

/// Whether a folded phrase announces a telephone.
pub(super) fn announces_telephone(phrase: &str) -> bool {
    CALLS.contains(&phrase) || CUES.iter().any(|(word, cue)| *word == phrase && *cue == Cue::Phone)
}

/// Whether a folded phrase announces something that is no telephone.
pub(super) fn says_otherwise(phrase: &str) -> bool {
    CUES.iter().any(|(word, cue)| *word == phrase && *cue != Cue::Phone)
}

/// How many bytes before a number a cue may stand.
const BEFORE: usize = 90;
/// How many bytes after a number a cue may stand.
const AFTER: usize = 30;

/// The cue nearest before byte `at`: in its clause, else in the head of its column.
pub(super) fn before(seen: &Seen<'_>, at: usize) -> Option<Cue> {
    let clause = fold(&seen.text[clause_start(seen, at, BEFORE)..at]);
    last(&clause).or_else(|| seen.head_over(at).and_then(|head| last(&fold(head))))
}

/// The cue just after byte `at` in its clause, for numbers that are explained in brackets.
pub(super) fn after(seen: &Seen<'_>, at: usize) -> Option<Cue> {
    let end = clause_end(seen, at, AFTER);
    let words = fold(&seen.text[at..end]);
    let opened = words.trim_start().strip_prefix(['(', '[', '-', ','])?.trim_start();
    let begins = |word: &&(&str, Cue)| {
        let rest = opened.strip_prefix(word.0);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    CUES.iter().filter(begins).max_by_key(|(word, _)| word.len()).map(|(_, cue)| *cue)
}

/// Where the clause before byte `at` begins, at most `limit` bytes back.
pub(super) fn clause_start(seen: &Seen<'_>, at: usize, limit: usize) -> usize {
    let text = &*seen.text;
    let mut from = at.saturating_sub(limit);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let bytes = text.as_bytes();
    let ends = |i: &usize| match bytes[*i] {
        b'.' | b'!' | b'?' => i + 1 >= at || matches!(bytes[i + 1], b' ' | b'\n'),
        b';' => true,
        b'\n' => seen.breaks_at(*i),
        _ => false,
    };
    // "MSSV. 123": an abbreviation's stop directly before the number ends nothing.
    let last = text[..at].trim_end_matches([' ', '.', ':']).len().max(from);
    (from..last).rev().find(ends).map_or(from, |i| i + 1)
}

/// Where the clause after byte `at` ends, at most `limit` bytes on.
fn clause_end(seen: &Seen<'_>, at: usize, limit: usize) -> usize {
    let text = &*seen.text;
    let mut to = (at + limit).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    (at..to).find(|i| seen.breaks_at(*i)).unwrap_or(to)
}

/// The last cue in folded words.
fn last(words: &str) -> Option<Cue> {
    let bytes = words.as_bytes();
    let whole = |range: &Range<usize>| {
        let before = range.start.checked_sub(1).map(|i| bytes[i]);
        let after = bytes.get(range.end);
        !before.is_some_and(|b| b.is_ascii_alphanumeric()) && !after.is_some_and(u8::is_ascii_alphabetic)
    };
    let found = FINDER.find_overlapping_iter(words).filter(|found| whole(&found.range()));
    found.max_by_key(|found| (found.end(), found.len())).map(|found| CUES[found.pattern().as_usize()].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(text: &str) -> Option<Cue> {
        let seen = Seen::plain(text);
        let at = text.find('#').expect("a number's place");
        before(&seen, at)
    }

    #[test]
    fn the_nearest_cue_of_the_clause_counts() {
        assert_eq!(cue("STK của em là #"), Some(Cue::Bank));
        assert_eq!(cue("điện thoại đăng ký tài khoản: #"), Some(Cue::Bank));
        assert_eq!(cue("tài khoản Zalo #"), Some(Cue::Phone));
        assert_eq!(cue("Mã số sinh viên. #"), Some(Cue::Student));
        assert_eq!(cue("Em quên STK. Em đóng #"), None);
        assert_eq!(cue("ngân hàng câu hỏi có #"), Some(Cue::Neutral));
        assert_eq!(cue("bankrupt #"), None);
    }

    #[test]
    fn what_is_explained_in_brackets() {
        let text = "em là 20123456 (MSSV)";
        assert_eq!(after(&Seen::plain(text), text.find(" (").expect("a bracket")), Some(Cue::Student));
        assert_eq!(after(&Seen::plain("20123456 đồng"), 8), None);
    }

    #[test]
    fn the_head_of_a_column_is_a_cue() {
        let seen = Seen::markdown("| MSSV |\n|---|\n| 20123456 |\n");
        assert_eq!(before(&seen, seen.text.find('2').expect("a cell")), Some(Cue::Student));
    }
}

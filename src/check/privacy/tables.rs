//! Tables of persons (P08): three or more personal columns whose rows are not units.
//!
//! The head and the rows of a table go in; whether it is a list of persons comes out. The invariant: a blank form, and a
//! table whose rows are units, faculties or classes, is none.

use crate::text::vietnamese::fold;

/// Folded words of column heads, by what they hold; a head counts when it holds one of them.
const PERSONAL: &[&[&str]] = &[
    &[
        "ho ten",
        "ho va ten",
        "ho & ten",
        "ten sinh vien",
        "ten hoc sinh",
        "ten hssv",
        "ho dem",
        "full name",
        "student name",
    ],
    &["ngay sinh", "nam sinh", "ngay thang nam sinh", "date of birth", "dob"],
    &["gioi tinh", "nam/nu", "sex", "gender"],
    &["noi sinh", "que quan", "ho khau", "thuong tru", "dia chi", "noi o", "address", "hometown"],
    &["cccd", "cmnd", "can cuoc", "so dinh danh", "id number"],
    &["mssv", "msv", "ma sv", "ma sinh vien", "ma so sinh vien", "ma so sv", "ma hs", "student id", "student code"],
    &["dien thoai", "sdt", "so dt", "di dong", "phone", "mobile"],
    &["email", "e-mail", "thu dien tu"],
    &["dan toc", "ethnic"],
    &["ton giao", "religion"],
    &["diem", "gpa", "xep loai", "hoc luc", "mark", "grade"],
    &["tai khoan", "stk", "bank"],
    &["bhyt", "bhxh", "bao hiem", "insurance"],
    &["ho chieu", "passport"],
    &["bien so"],
    &["hoan canh", "dien chinh sach", "ho ngheo"],
    &["ho ten bo", "ho ten me", "phu huynh", "nguoi giam ho"],
    &["lop", "class"],
];

/// What the rows of a table are when they are no persons.
const UNITS: &[&str] = &[
    "don vi",
    "khoa",
    "vien",
    "trung tam",
    "phong",
    "ban",
    "bo phan",
    "lop",
    "nganh",
    "chuyen nganh",
    "khoa hoc",
    "bo mon",
    "to chuc",
    "co so",
    "unit",
    "faculty",
    "department",
    "class",
    "noi dung",
    "chi tieu",
    "nam hoc",
    "hoc ky",
    "mon",
    "hoc phan",
    "tieu chi",
    "nhom",
];

/// The heads that count, if the table is a list of persons; `is_unit` says whether a cell names a unit.
pub(super) fn persons(head: &[&str], rows: &[Vec<&str>], is_unit: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let folded: Vec<String> = head.iter().map(|cell| fold(cell).trim().to_owned()).collect();
    let kinds: Vec<Option<usize>> = folded.iter().map(|cell| kind(cell)).collect();
    let mut different: Vec<usize> = kinds.iter().flatten().copied().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 3 {
        return None;
    }
    let key = folded.iter().position(|cell| !matches!(&**cell, "" | "stt" | "tt" | "so tt" | "#" | "no" | "no."))?;
    let named = kinds.contains(&Some(0)) || kinds.contains(&Some(5));
    let head_of_units = UNITS.iter().any(|word| folded[key] == *word || folded[key] == format!("ten {word}"));
    let filled: Vec<&Vec<&str>> = rows.iter().filter(|row| is_filled(row, &kinds)).collect();
    let of_units = filled.iter().filter(|row| row.get(key).is_some_and(|cell| is_unit(cell))).count();
    let units = head_of_units && !named || !filled.is_empty() && of_units * 2 > filled.len();
    let heads =
        || head.iter().zip(&kinds).filter(|(_, k)| k.is_some()).map(|(cell, _)| cell.trim().to_owned()).collect();
    (!units && !filled.is_empty()).then(heads)
}

/// Whether a row has something in at least two personal columns.
fn is_filled(row: &[&str], kinds: &[Option<usize>]) -> bool {
    let blank = |cell: &str| cell.chars().all(|c| !c.is_alphanumeric());
    row.iter().zip(kinds).filter(|(cell, kind)| kind.is_some() && !blank(cell)).count() >= 2
}

/// Which kind of personal column a folded head announces.
fn kind(head: &str) -> Option<usize> {
    let whole = |word: &&str| {
        head.match_indices(*word).any(|(at, _)| {
            let before = head[..at].chars().next_back();
            let after = head[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    // "Số lớp", "tổng điểm các lớp": counts are no columns of a person.
    let counts =
        ["so luong", "tong so", "so lop", "si so", "ty le", "ti le", "so sinh vien"].iter().any(|w| head.contains(w));
    if counts {
        return None;
    }
    PERSONAL.iter().position(|words| words.iter().any(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_list(head: &str, row: &str) -> bool {
        let cells = |line: &'static str| line.split('|').map(str::trim).collect::<Vec<_>>();
        let (head, row): (&'static str, &'static str) = (head.to_owned().leak(), row.to_owned().leak());
        persons(&cells(head), &[cells(row)], &|cell| cell.starts_with("Khoa")).is_some()
    }

    #[test]
    fn lists_of_persons() {
        assert!(is_list("STT | Họ và tên | Ngày sinh | Lớp", "1 | A | 2004 | K65"));
        assert!(is_list("MSSV | Lớp | Điểm", "1 | K65 | 8"));
        assert!(is_list("STT | Giới tính | Quê quán | Dân tộc", "1 | Nữ | Sơn La | Thái"));
        assert!(is_list("Full name | Class | Email", "A | B | c"));
    }

    #[test]
    fn tables_of_units_blank_forms_and_figures() {
        assert!(!is_list("Đơn vị | Điện thoại | Email | Địa chỉ", "Khoa Luật | 1 | 2 | 3"));
        assert!(!is_list("Tên | Điện thoại | Email | Địa chỉ", "Khoa Luật | 1 | 2 | 3"));
        assert!(!is_list("Lớp | Giới tính | Điểm | Dân tộc", "K65 | 1 | 2 | 3"));
        assert!(!is_list("Họ và tên | Ngày sinh | Lớp", " | … | "));
        assert!(!is_list("Họ và tên | Lớp", "A | K65"));
        assert!(!is_list("Nội dung | Điểm | Xếp loại", "x | 8 | Tốt"));
        assert!(!is_list("Năm học | Số lớp | Tỷ lệ điểm khá", "2023 | 4 | 5"));
    }
}

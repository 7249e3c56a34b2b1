//! What a row says of its own publication: public, in part, not, or internal, and why.
//!
//! Two cells in, a visibility and its reason out. The invariant: what is not understood is an error, never public.

use super::Reader;
use crate::import::problem::{Place, Problem};
use crate::import::table::{Line, Table};
use crate::import::words::{Field, key};
use crate::record::question::Visibility;
use crate::say;

const WORDINGS: &[(Visibility, &[&str])] = &[
    (Visibility::Public, &["công khai", "có", "được", "x", "công khai toàn bộ", "toàn văn", "yes", "đồng ý công khai"]),
    (
        Visibility::Redacted,
        &[
            "lược bỏ một phần",
            "công khai một phần",
            "đã lược bỏ một phần",
            "đã lược bỏ",
            "lược bỏ",
            "một phần",
            "che một phần",
        ],
    ),
    (
        Visibility::Withheld,
        &["không công khai", "không", "giữ kín", "không được công khai", "kín", "no", "không đồng ý công khai"],
    ),
    (Visibility::Internal, &["nội bộ", "chỉ nội bộ", "lưu nội bộ", "dùng nội bộ", "công khai nội bộ"]),
];

/// The first wording of each, as a list.
fn all() -> String {
    WORDINGS.iter().map(|(_, words)| format!("`{}`", words[0])).collect::<Vec<_>>().join(", ")
}

/// Reads a wording.
fn read(text: &str) -> Option<Visibility> {
    let wanted = key(text);
    let found = WORDINGS.iter().find(|(_, words)| words.iter().any(|word| key(word) == wanted)).map(|(v, _)| *v);
    found.or_else(|| Visibility::ALL.iter().copied().find(|visibility| visibility.as_str() == wanted))
}

impl Reader<'_, '_> {
    /// What the row says of its publication, with the reason that readers are told.
    pub(super) fn visibility(&mut self, table: &Table, line: &Line) -> Option<(Visibility, Option<String>)> {
        let reason = self.said(table, line, Field::Reason).map(|reason| reason.replace('\n', " "));
        let Some(said) = self.said(table, line, Field::Visibility) else {
            if let Some(cell) = line.get(Field::Reason).filter(|_| reason.is_some()) {
                self.problems.push(unsaid(table.cell(line.row, cell)));
            }
            return None;
        };
        let place = line.get(Field::Visibility).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
        let Some(visibility) = read(&said) else {
            let all = all();
            let message = say!("không hiểu mức công khai `{said}`", "the visibility `{said}` is not understood");
            self.problems.push(Problem::error(message).help(say!("ghi một trong: {all}", "one of: {all}")).at(place));
            return None;
        };
        let explained = matches!(visibility, Visibility::Redacted | Visibility::Withheld);
        if explained && reason.is_none() {
            let message = say!(
                "ý kiến `{said}` phải có lý do, vì người đọc được biết lý do",
                "a question that is `{said}` needs a reason, which readers are told"
            );
            self.problems.push(
                Problem::error(message)
                    .help(say!(
                        "ghi vào cột `Lý do` cùng dòng, ví dụ `Có thông tin riêng của một sinh viên`",
                        "write it into a column `Lý do` of the row, for example `It tells of one student's private matters`"
                    ))
                    .at(place),
            );
        } else if let Some(cell) = line.get(Field::Reason).filter(|_| !explained) {
            let message = say!(
                "ý kiến `{said}` thì không cần lý do; lý do không được nhập",
                "a question that is `{said}` needs no reason; the reason is not imported"
            );
            self.problems.push(Problem::warning(message).at(table.cell(line.row, cell)));
        }
        Some((visibility, reason.filter(|_| explained)))
    }
}

/// A reason without what it is the reason of: whoever gave it hardly meant the question to be public.
fn unsaid(place: Place) -> Problem {
    let message = say!(
        "có lý do mà không ghi mức công khai của ý kiến",
        "there is a reason and nothing that says how far the question is public"
    );
    let all = all();
    let help = say!(
        "ghi vào cột `Công khai` cùng dòng một trong: {all}; công khai thì xoá lý do",
        "write one of these into a column `Công khai` of the row: {all}; if it is public, remove the reason"
    );
    Problem::error(message).help(help).at(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings() {
        for (text, meant) in [
            ("Công khai", Visibility::Public),
            ("CÓ", Visibility::Public),
            ("Nội bộ", Visibility::Internal),
            ("không công khai", Visibility::Withheld),
            ("Lược bỏ một phần", Visibility::Redacted),
            ("withheld", Visibility::Withheld),
        ] {
            assert_eq!(read(text), Some(meant), "{text}");
        }
        assert_eq!(read("xem lại"), None);
        for (visibility, words) in WORDINGS {
            assert!(words.iter().all(|word| read(word) == Some(*visibility)), "{words:?}");
        }
    }
}

//! What is told of the columns of a table: those that are not imported, and why.
//!
//! A [`Table`] in, problems out, each with the head of its column. The invariants: no column with something in it is
//! dropped without a word, and nobody is advised to import personal data.

use super::problem::{Place, Problem, letters};
use super::table::{Column, Table, Use};
use super::words::Field;
use crate::diagnostic::Code;
use crate::say;

/// What is to be said of the columns of a table.
pub(super) fn told(table: &Table) -> Vec<Problem> {
    let columns = table.columns.iter().filter(|_| !table.prose);
    let place = |column: &Column| Place::sheet(&table.sheet).row(table.head_row).column(column.number, &column.head);
    columns.filter_map(|column| Some(of(table, column)?.at(place(column)))).collect()
}

fn of(table: &Table, column: &Column) -> Option<Problem> {
    let head = &column.head;
    let problem = match column.use_ {
        Use::Personal => Problem::error(say!(
            "cột `{head}` có dữ liệu cá nhân; không nhập tệp này",
            "the column `{head}` holds personal data; the file is refused"
        ))
        .help(say!(
            "xoá cột khỏi tệp, hoặc bỏ qua cột: `--ignore \"{head}\"`",
            "delete the column, or have it dropped: `--ignore \"{head}\"`"
        )),
        Use::Private(code) => private(column, code),
        Use::Unknown if head.is_empty() => {
            let (letter, row) = (letters(column.number), table.head_row);
            Problem::warning(say!(
                "cột {letter} không có tên cột; không nhập",
                "the column {letter} has no head and is not imported"
            ))
            .help(say!(
                "cần nhập thì ghi tên cột ở dòng {row}; không cần thì để nguyên",
                "write a head in row {row} if it is needed; else leave it as it is"
            ))
        }
        Use::Unknown => Problem::warning(say!(
            "không hiểu cột `{head}`; không nhập",
            "the column `{head}` is not understood and not imported"
        ))
        .help(say!(
            "không cần cột này thì để nguyên, hoặc thêm `--ignore \"{head}\"`; cần thì nói đó là gì, ví dụ `--map \"{head}\"=answer` \
             (text: câu hỏi, answer: trả lời, unit: đơn vị trả lời, topic: lĩnh vực, from: lớp hay khoa hỏi, status: tình trạng)",
            "leave it, or add `--ignore \"{head}\"`, if it is not needed; else say what it is, for example `--map \"{head}\"=answer` \
             (text, answer, unit, topic, from, status)"
        )),
        Use::Covered => covered(table, column),
        Use::Double(Field::Note) => return None,
        Use::Double(field) => {
            let name = field.name();
            Problem::warning(say!(
                "đã có cột khác cho `{name}`; không nhập cột `{head}`",
                "another column is `{name}`; the column `{head}` is not imported"
            ))
            .help(say!("chọn bằng `--ignore`", "choose with `--ignore`"))
        }
        Use::Field(Field::Note) => Problem::info(say!(
            "cột `{head}` không được nhập: hồ sơ không có chỗ cho ghi chú",
            "the column `{head}` is not imported: records have no place for notes"
        )),
        Use::Field(_) | Use::Ignored | Use::Hidden => return None,
    };
    Some(problem)
}

/// A column under the head of the one on its left.
fn covered(table: &Table, column: &Column) -> Problem {
    let head = &column.head;
    let (letter, row) = (letters(column.number), table.head_row);
    Problem::warning(say!(
        "cột {letter} nằm chung tên cột `{head}` với cột bên trái; chỉ cột bên trái được nhập",
        "the column {letter} shares the head `{head}` with the one on its left, which alone is imported"
    ))
    .help(say!(
        "bỏ gộp ô ở dòng {row} rồi đặt tên riêng cho từng cột",
        "unmerge the cells in row {row} and give each column a head of its own"
    ))
}

/// A column that is dropped, and whose cells are a person's.
fn private(column: &Column, code: Code) -> Problem {
    let (vi, en) = match code {
        Code::P01 => ("số định danh", "identity numbers"),
        Code::P03 => ("địa chỉ thư điện tử", "e-mail addresses"),
        _ => ("số điện thoại", "telephone numbers"),
    };
    let (head, letter) = (&column.head, letters(column.number));
    let head = if head.is_empty() { &letter } else { head };
    Problem::warning(say!(
        "cột `{head}` có vẻ là {vi}; không nhập và không ghi ở đâu",
        "the column `{head}` seems to hold {en}; it is dropped and written nowhere"
    ))
    .help(say!(
        "nên xoá cột này khỏi tệp trước khi gửi tệp cho người khác",
        "delete the column before the file is sent to anybody"
    ))
}

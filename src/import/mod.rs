//! Import: what schools keep in spreadsheets, Word and web pages becomes records (`spec/import.md`).
//!
//! The bytes of a file, the register and a dialogue go in; a [`Reading`] comes out: how each column was understood, what
//! would be written, every default and every problem by sheet, row and column. Nothing is written here; `host::replace`
//! does that, all or nothing. The invariants: what is not understood is told and never guessed, values of personal
//! columns appear in no output, and the same file read again changes nothing.
//!
//! [`mod@read`] knows formats and no meaning, [`table`] finds heads and rows, [`meaning`] reads cells in the terms of the
//! register, [`records`] plans files, [`review`] checks them as the next build would. [`words`] holds the dictionary,
//! [`problem`] what is told; [`own`] reads back what `export` wrote.

pub mod meaning;
pub mod own;
pub mod problem;
pub mod read;
pub mod records;
pub mod review;
pub mod table;
pub mod words;

use crate::register::Register;
use crate::register::index::DialogueIx;
use crate::say;
use meaning::{Context, Item};
use problem::{Place, Problem};
use read::Workbook;
use records::Plan;
use table::{Options, Table, Use};
use words::Field;

/// What was understood of a file.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its questions.
    pub items: Vec<Item>,
    /// What would be written.
    pub plan: Plan,
    /// What is wrong, by place.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Whether anything forbids writing.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == crate::diagnostic::Severity::Error)
    }
}

/// Understands the sheets of the file `name` for a dialogue of the register.
pub fn understand(
    name: &str,
    mut workbook: Workbook,
    register: &Register<'_>,
    dialogue: DialogueIx,
    options: &Options,
) -> Reading {
    let mut problems = std::mem::take(&mut workbook.problems);
    let (mut tables, found) = table::tables(&workbook, options);
    drop(workbook);
    problems.extend(found);
    problems.extend(tables.iter().flat_map(columns));
    let personal = tables.iter().flat_map(|table| &table.columns).any(|column| column.use_ == Use::Personal);
    if personal {
        // Nothing of such a file is looked at any further.
        return Reading { tables, problems, ..Reading::default() };
    }
    let context = Context::new(register, dialogue);
    let (items, found) = meaning::items(&tables, &context, options);
    // What was understood is all that is needed of the cells.
    for table in &mut tables {
        table.lines = Vec::new();
    }
    problems.extend(found);
    let mut plan = records::plan(&items, register, &context, name);
    problems.append(&mut plan.problems);
    Reading { tables, items, plan, problems }
}

/// What is to be said of the columns of a table.
fn columns(table: &Table) -> Vec<Problem> {
    let told = table.columns.iter().filter(|column| !column.head.is_empty());
    let problem = |column: &table::Column| {
        let (head, place) =
            (&column.head, Place::sheet(&table.sheet).row(table.head_row).column(column.number, &column.head));
        let problem = match column.use_ {
            Use::Personal => Problem::error(say!(
                "cột `{head}` có dữ liệu cá nhân; không nhập tệp này",
                "the column `{head}` holds personal data; the file is refused"
            ))
            .help(say!(
                "xoá cột khỏi tệp, hoặc bỏ qua cột: `--ignore \"{head}\"`",
                "delete the column, or have it dropped: `--ignore \"{head}\"`"
            )),
            Use::Unknown => Problem::warning(say!(
                "không hiểu cột `{head}`; không nhập",
                "the column `{head}` is not understood and not imported"
            ))
            .help(say!(
                "chỉ ra bằng `--map \"{head}\"=text`, hoặc bỏ qua bằng `--ignore \"{head}\"`",
                "say what it is with `--map \"{head}\"=text`, or have it dropped with `--ignore \"{head}\"`"
            )),
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
        Some(problem.at(place))
    };
    told.filter_map(problem).collect()
}

/// Every wording of a status that an import understands, for its help.
pub fn statuses() -> String {
    meaning::wording::accepted().collect::<Vec<_>>().join(", ")
}

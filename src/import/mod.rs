//! Import: what schools keep in spreadsheets, Word and web pages becomes records (`spec/import.md`).
//!
//! The bytes of a file, the register and a dialogue go in; a [`Reading`] comes out: how each column was understood, what
//! would be written, every default and every problem by sheet, row and column. Nothing is written here; `host::replace`
//! does that, all or nothing. The invariants: what is not understood is told and never guessed, values of personal
//! columns appear in no output, and the same file read again changes nothing.
//!
//! [`mod@read`] knows formats and no meaning, [`table`] finds heads and rows, [`meaning`] reads cells in the terms of the
//! register, [`records`] plans files, [`review`] checks them as the next build would. [`words`] holds the dictionary,
//! [`problem`] what is told, `columns` what is told of columns; [`own`] reads back what `export` wrote.

mod columns;
pub mod meaning;
pub mod own;
pub mod problem;
pub mod read;
pub mod records;
pub mod review;
pub mod table;
pub mod words;

use crate::check::Veil;
use crate::diagnostic::Message;
use crate::register::Register;
use crate::register::index::DialogueIx;
use crate::say;
use meaning::{Context, Item};
use problem::Problem;
use read::Workbook;
use records::Plan;
use table::{Options, Table};

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
    problems.extend(tables.iter().flat_map(columns::told));
    let context = Context::new(register, dialogue);
    let (items, found) = meaning::items(&tables, &context, options);
    // What was understood is all that is needed of the cells.
    for table in &mut tables {
        table.lines = Vec::new();
    }
    problems.extend(found);
    let mut plan = records::plan(&items, register, &context, name);
    problems.append(&mut plan.problems);
    let mut reading = Reading { tables, items, plan, problems };
    veil(&mut reading, register);
    reading
}

/// Hides what is personal in what is told: titles and cells that are named.
fn veil(reading: &mut Reading, register: &Register<'_>) {
    let veil = Veil::new(register);
    let hide = |message: &Message| Message::new(veil.hide(&message.vi), veil.hide(&message.en));
    for item in &mut reading.items {
        item.title.value = veil.hide(&item.title.value);
    }
    for problem in &mut reading.problems {
        let hidden = hide(&problem.message);
        if hidden != problem.message {
            // What else the cell says is looked at when that is gone.
            problem.message = hidden;
            problem.help = Some(say!(
                "trong ô có số hoặc địa chỉ của cá nhân; bỏ đi rồi nhập lại",
                "the cell has a number or an address of a person in it; take that out, then import again"
            ));
        }
        problem.help = problem.help.as_ref().map(hide);
    }
}

/// Every wording of a status that an import understands, for its help.
pub fn statuses() -> String {
    meaning::wording::accepted().collect::<Vec<_>>().join(", ")
}

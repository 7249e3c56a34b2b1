//! Reading back: the tables that `export` wrote become changes of the records that they came from.
//!
//! Tables and the register in, a [`Reading`] out. A cell is a change only where it differs from what an export would write
//! for its record now, so tables that nobody edited change no byte. A row whose record is not there any more makes it
//! anew. The invariant: nothing is deleted; an entry that a table lacks stays.

use super::Reading;
use super::problem::{Place, Problem};
use super::records::{Edited, own as edit};
use crate::export::own::{Kind, List, Row, rows, unguarded};
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// A table of an export: its name without ending, and its bytes.
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a table is by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `export` wrote it.
    Own,
    /// `export --public` wrote it, or it is a site's open data.
    Public,
}

/// Whether a file is a table of an export.
pub fn origin(bytes: &[u8]) -> Option<Origin> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let head = text.split(|b| *b == b'\n').next().and_then(|line| std::str::from_utf8(line).ok())?.trim_end();
    if head.starts_with("id,path,") {
        Some(Origin::Own)
    } else if head.starts_with("id,") && head.split(',').any(|column| column == "url") {
        Some(Origin::Public)
    } else {
        None
    }
}

/// The tables that belong to the one called `name`: its lists.
pub fn companions(name: &str) -> Vec<String> {
    Kind::named(name).map_or_else(Vec::new, |kind| kind.lists().into_iter().map(|list| list.table(kind)).collect())
}

/// Reads the table `main` and its lists back.
pub fn understand(main: &Table, lists: &[Table], register: &Register<'_>) -> Reading {
    let mut reading = Reading::default();
    let Some(kind) = Kind::named(&main.name).filter(|kind| matches!(kind.name, "questions" | "commitments")) else {
        reading.problems.push(
            Problem::error(say!("không nhập lại được bảng `{0}`", "the table `{0}` is not read back", main.name)).help(
                say!("nhập `questions.csv` hoặc `commitments.csv`", "import `questions.csv` or `commitments.csv`"),
            ),
        );
        return reading;
    };
    let now: FxHashMap<String, Row> = rows(register, kind).into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut parts: Vec<(List, FxHashMap<String, Vec<Cells>>)> = Vec::new();
    for list in kind.lists() {
        let Some(table) = lists.iter().find(|table| table.name == list.table(kind)) else { continue };
        let mut entries: FxHashMap<String, Vec<Cells>> = FxHashMap::default();
        for cells in read(table, &list.columns(), &mut reading.problems) {
            entries.entry(cells.get("of").to_owned()).or_default().push(cells);
        }
        parts.push((list, entries));
    }
    for cells in read(main, &kind.columns(), &mut reading.problems) {
        let id = cells.get("id").to_owned();
        let result = match now.get(&id) {
            Some(row) => update(&mut reading, row, &cells, &parts, register),
            None => create(&mut reading, kind, &cells, &parts, register),
        };
        if let Err(problem) = result {
            reading.problems.push(problem.at(Place::default().row(cells.row).column(1, "id")));
        }
    }
    reading
}

/// The cells of a row by column.
struct Cells {
    row: u32,
    cells: Vec<(String, String)>,
}

impl Cells {
    fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|(known, _)| known == column).map_or("", |(_, cell)| cell)
    }
}

/// The rows of a table. A column that it should not have is told, and so is a table that cannot be read.
fn read(table: &Table, columns: &[&str], problems: &mut Vec<Problem>) -> Vec<Cells> {
    let (text, _) = super::read::encoding::decode(table.bytes.clone(), None);
    let first = text.lines().next().unwrap_or_default();
    // A spreadsheet of a Vietnamese system saves with semicolons.
    let separator = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let heads: Vec<String> =
        reader.headers().map(|heads| heads.iter().map(str::to_owned).collect()).unwrap_or_default();
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| !columns.contains(&&***head)) {
        let place = Place::default().row(1).column(at as u32 + 1, head);
        problems.push(
            Problem::warning(say!(
                "không hiểu cột `{head}`; không nhập",
                "the column `{head}` is not understood and not imported"
            ))
            .at(place),
        );
    }
    let mut all = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let row = at as u32 + 2;
        match record {
            Ok(record) => {
                let cells = heads.iter().cloned().zip(record.iter().map(|cell| unguarded(cell).to_owned()));
                all.push(Cells { row, cells: cells.filter(|(head, _)| columns.contains(&&**head)).collect() });
            }
            Err(error) => {
                let name = &table.name;
                problems.push(
                    Problem::error(say!(
                        "`{name}.csv`: không đọc được dòng: {error}",
                        "`{name}.csv`: the row cannot be read: {error}"
                    ))
                    .at(Place::default().row(row)),
                );
            }
        }
    }
    all
}

type Parts = [(List, FxHashMap<String, Vec<Cells>>)];

/// Writes what differs from the record as it is.
fn update(
    reading: &mut Reading,
    row: &Row,
    cells: &Cells,
    parts: &Parts,
    register: &Register<'_>,
) -> Result<(), Problem> {
    let broken =
        || Problem::error(say!("không sửa được `{0}`: tệp có lỗi", "`{0}` cannot be changed: it has errors", row.path));
    let mut edits: Vec<edit::Edit> = Vec::new();
    for (column, cell) in &cells.cells {
        let same = same(column, &row.cell(column), cell);
        match &**column {
            _ if same => {}
            "id" | "path" => {
                return Err(Problem::error(say!(
                    "cột `{column}` không sửa được",
                    "the column `{column}` cannot be changed"
                ))
                .help(say!("để như khi xuất", "leave it as it was exported")));
            }
            "text" => edits.push(edit::Edit::Text(0, cell.clone())),
            key => edits.push(edit::Edit::Key(key.to_owned(), cell.clone())),
        }
    }
    for (list, entries) in parts {
        for (position, entry) in entries.get(&row.id).into_iter().flatten().enumerate() {
            let fresh = position >= row.count(*list);
            if fresh {
                edits.push(edit::Edit::Push(list.key, pairs(entry)));
                if list.key == "answers" {
                    edits.push(edit::Edit::Text(position + 1, entry.get("text").to_owned()));
                }
                continue;
            }
            for (column, cell) in entry.cells.iter().filter(|(column, _)| column != "of" && column != "position") {
                if same(column, &row.entry(*list, position, column), cell) {
                    continue;
                }
                edits.push(match &**column {
                    "text" => edit::Edit::Text(position + 1, cell.clone()),
                    key => edit::Edit::Entry(list.key, position, key.to_owned(), cell.clone()),
                });
            }
        }
    }
    if edits.is_empty() {
        return Ok(());
    }
    let now = reading.plan.text(&row.path, register).map(str::to_owned).ok_or_else(broken)?;
    let mut edited = Edited::new(&row.path, &now).ok_or_else(broken)?;
    edit::apply(&mut edited, edit::id_within(&row.path, &row.id), &edits).ok_or_else(broken)?;
    let old = reading.plan.changes.get(&row.path).map_or_else(|| Some(now.clone()), |change| change.old.clone());
    let item = reading.plan.paths.len();
    reading.plan.paths.push(row.path.clone());
    reading.plan.put(&row.path, old.as_deref(), edited.finish(), item);
    Ok(())
}

fn same(key: &str, now: &str, cell: &str) -> bool {
    // Spreadsheets change line ends and the form of days, and drop white space at the ends of cells.
    now == cell || now.trim() == cell.replace("\r\n", "\n").trim() || now == edit::in_iso(key, cell.trim())
}

fn pairs(cells: &Cells) -> Vec<(String, String)> {
    let kept = cells
        .cells
        .iter()
        .filter(|(key, cell)| !matches!(&**key, "of" | "position" | "text" | "id" | "path") && !cell.is_empty());
    kept.cloned().collect()
}

/// Makes a record that is not there any more.
fn create(
    reading: &mut Reading,
    kind: Kind,
    cells: &Cells,
    parts: &Parts,
    register: &Register<'_>,
) -> Result<(), Problem> {
    let id = cells.get("id");
    let mut names = id.rsplitn(3, '/');
    let (slug, folder, place) = (names.next().unwrap_or(""), names.next().unwrap_or(""), names.next().unwrap_or(""));
    let known = matches!(register.ids.get(place), Some(RecordIx::Dialogue(_) | RecordIx::Round(_)));
    let is_slug = crate::text::vietnamese::is_slug(slug.strip_prefix('_').unwrap_or(slug));
    if folder != kind.name || !known || !is_slug {
        return Err(Problem::error(say!("không có chỗ cho hồ sơ `{id}`", "there is no place for a record `{id}`"))
            .help(say!(
                "mã có dạng `đợt/buổi/{0}/007`, buổi phải có trước",
                "an id has the form `round/dialogue/{0}/007`, and the dialogue must be there",
                kind.name
            )));
    }
    let mut text = String::from("+++\n");
    for (key, cell) in pairs(cells) {
        let _ = writeln!(text, "{key} = {}", edit::value(&key, &cell));
    }
    let mut bodies = vec![cells.get("text").to_owned()];
    for (list, entries) in parts {
        for entry in entries.get(id).into_iter().flatten() {
            let _ = write!(text, "\n[[{}]]\n", list.key);
            for (key, cell) in pairs(entry) {
                let _ = writeln!(text, "{key} = {}", edit::value(&key, &cell));
            }
            if list.key == "answers" {
                bodies.push(entry.get("text").to_owned());
            }
        }
    }
    text.push_str("+++\n");
    for (at, body) in bodies.iter().enumerate() {
        let heading = if at > 0 { "\n# Trả lời\n" } else { "" };
        let body = body.trim();
        let gap = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
        text.push_str(heading);
        text.push_str(&gap);
    }
    let path = format!("content/rounds/{id}.md");
    let item = reading.plan.paths.len();
    reading.plan.paths.push(path.clone());
    reading.plan.put(&path, None, text, item);
    Ok(())
}

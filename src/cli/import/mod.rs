//! `doithoai import`: records from spreadsheets, Word, web pages and text; a dry run unless `--write`.
//!
//! The file, the project and the options go in; what was understood goes to standard output ([`report`]), a summary to
//! standard error. The status is that of the dry run whether or not it is one; nothing is written where there is an error.

mod report;

use super::Status;
use super::arguments::ImportArguments;
use super::console::Console;
use crate::build::{Day, analyse};
use crate::diagnostic::Outcome;
use crate::host::fault::Fault;
use crate::host::replace::{Replacement, replace};
use crate::host::{clock, input, load};
use crate::import::table::{Options, Use};
use crate::import::words::Field;
use crate::import::{Reading, own, read, review, understand};
use crate::register::Register;
use crate::register::index::{DialogueIx, RecordIx};
use crate::say;
use crate::text::vietnamese::nearest;
use camino::Utf8Path;

pub(super) fn run(arguments: &ImportArguments, console: &mut Console<'_>) -> Status {
    match import(arguments, console) {
        Ok(status) => status,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// What a file is.
enum File {
    /// A table of an export.
    Table(own::Origin, Vec<u8>),
    /// Anything else.
    Sheets(read::Workbook),
}

fn import(arguments: &ImportArguments, console: &mut Console<'_>) -> Result<Status, Fault> {
    let options = options(arguments)?;
    let (name, bytes) = input::read(&arguments.file)?;
    // A file that cannot be read is refused before the project is.
    let file = match own::origin(&bytes).filter(|_| arguments.into.is_none()) {
        Some(origin) => File::Table(origin, bytes),
        None => File::Sheets(read::read(&name, bytes)?),
    };
    let sources = load::load(&arguments.root)?;
    let day = Day { today: clock::today(), asked: arguments.as_of };
    let Outcome { value: register, diagnostics } = analyse(&sources, day);
    let mut reading = match file {
        File::Table(own::Origin::Own, bytes) => read_back(&arguments.file, &name, bytes, &register)?,
        File::Table(own::Origin::Public, bytes) => unchanged(&name, &bytes, &register)?,
        File::Sheets(workbook) => {
            understand(&name, workbook, &register, dialogue(arguments.into.as_deref(), &register)?, &options)
        }
    };
    drop(register);
    if !reading.plan.changes.is_empty() {
        review::review(&mut reading, &sources, &diagnostics, day);
    }
    reading.problems.sort_by(|a, b| a.place.cmp(&b.place).then(a.severity.cmp(&b.severity)));
    reading.problems.dedup();
    console.results(&report::report(&reading, arguments.format, console.lang));
    finish(&reading, arguments.write, &arguments.root, console)
}

/// Reads a table of an export back, with the lists that lie beside it.
fn read_back(file: &Utf8Path, name: &str, bytes: Vec<u8>, register: &Register<'_>) -> Result<Reading, Fault> {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let mut lists = Vec::new();
    for list in own::companions(&name) {
        let place = file.with_file_name(format!("{list}.csv"));
        lists.extend(input::read_if_there(&place)?.map(|bytes| own::Table { name: list, bytes }));
    }
    Ok(own::understand(&own::Table { name, bytes }, &lists, register))
}

/// A table of open data says less than the records do; it is held against what would be published now.
fn unchanged(name: &str, bytes: &[u8], register: &Register<'_>) -> Result<Reading, Fault> {
    let now = super::export::public(register);
    if now.get(name).is_some_and(|now| now == bytes) {
        return Ok(Reading::default());
    }
    Err(Fault::new(say!(
        "`{name}` là bảng công khai, không sửa được sổ bằng bảng này",
        "`{name}` is a table of open data; records are not changed by it"
    ))
    .help(say!(
        "sửa bảng của `doithoai export` không có `--public`",
        "edit a table of `doithoai export` without `--public`"
    )))
}

/// Writes where that was asked for and nothing forbids it, and tells what was done.
fn finish(reading: &Reading, write: bool, root: &Utf8Path, console: &mut Console<'_>) -> Result<Status, Fault> {
    let changes = &reading.plan.changes;
    let new = changes.values().filter(|change| change.old.is_none()).count();
    let old = changes.len() - new;
    if reading.has_errors() {
        let personal = reading.tables.iter().flat_map(|table| &table.columns).filter(|c| c.use_ == Use::Personal);
        let ignore: Vec<String> = personal.map(|column| format!("--ignore \"{}\"", column.head)).collect();
        if !ignore.is_empty() {
            let all = ignore.join(" ");
            console.note(&say!(
                "để bỏ mọi cột dữ liệu cá nhân, thêm vào lệnh: {all}",
                "to have all columns of personal data dropped, add to the command: {all}"
            ));
        }
        console.note(&say!(
            "có lỗi, không ghi gì; sửa tệp hoặc dùng `--map`, `--ignore` rồi chạy lại",
            "there are errors and nothing was written; mend the file, or use `--map` or `--ignore`, and run again"
        ));
        return Ok(Status::Faulty);
    }
    if changes.is_empty() {
        console.note(&say!("không có gì mới", "there is nothing new"));
    } else if write {
        let files: Vec<Replacement<'_>> = changes
            .iter()
            .map(|(path, change)| Replacement { path, old: change.old.as_deref(), new: &change.new })
            .collect();
        replace(root, &files)?;
        console.note(&say!("đã ghi {new} tệp mới, sửa {old} tệp", "files written: {new} new, {old} changed"));
    } else {
        console.note(&say!(
            "chạy thử: sẽ ghi {new} tệp mới, sửa {old} tệp; thêm `--write` để ghi",
            "dry run: {new} new files and {old} changed ones; add `--write` to write them"
        ));
    }
    Ok(Status::Clean)
}

/// The columns that were named on the command line.
fn options(arguments: &ImportArguments) -> Result<Options, Fault> {
    let mut map = Vec::new();
    for pair in &arguments.map {
        let Some((head, field)) = pair.rsplit_once('=') else {
            return Err(Fault::new(say!("`--map {pair}` thiếu dấu `=`", "`--map {pair}` lacks a `=`"))
                .help(say!("viết `--map \"Tên cột\"=text`", "write `--map \"Column\"=text`")));
        };
        let field = Field::parse(field).map_err(|near| no_field(field, near))?;
        map.push((head.trim_matches('"').to_owned(), field));
    }
    Ok(Options {
        map,
        ignore: arguments.ignore.clone(),
        include_hidden: arguments.include_hidden,
        split: arguments.split,
        allow_count: arguments.allow_count,
    })
}

fn no_field(field: &str, near: Option<&str>) -> Fault {
    let fault = Fault::new(say!("không có trường `{field}`", "there is no field `{field}`"));
    let all = Field::ALL.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    fault.help(match near {
        Some(near) => say!("gần nhất: `{near}`; các trường: {all}", "nearest: `{near}`; the fields: {all}"),
        None => say!("các trường: {all}", "the fields: {all}"),
    })
}

/// The dialogue that is imported into.
fn dialogue(written: Option<&str>, register: &Register<'_>) -> Result<DialogueIx, Fault> {
    let Some(written) = written else {
        return Err(Fault::new(say!("thiếu `--into ĐỢT/BUỔI`", "`--into ROUND/DIALOGUE` is missing"))
            .help(say!("viết ví dụ `--into 2023-2024/khoa-cntt`", "write for example `--into 2023-2024/khoa-cntt`")));
    };
    let short = written.trim().replace('\\', "/");
    let short = short.trim_matches('/');
    let short = short.strip_prefix("content/").unwrap_or(short);
    let short = short.strip_prefix("rounds/").unwrap_or(short);
    let id = short.strip_suffix("/dialogue.md").or_else(|| short.strip_suffix("/questions")).unwrap_or(short);
    if let Some(RecordIx::Dialogue(ix)) = register.ids.get(id) {
        return Ok(ix);
    }
    let fault = Fault::new(say!("không có buổi đối thoại `{id}`", "there is no dialogue `{id}`"));
    Err(fault.help(match nearest(id, register.dialogues.iter().map(|d| &*d.id)) {
        Some(near) => say!("gần nhất: `{near}`", "nearest: `{near}`"),
        None => say!("tạo trước: `doithoai new dialogue {id}`", "make it first: `doithoai new dialogue {id}`"),
    }))
}

//! `doithoai export`: the register's tables as CSV and JSON, which `import` reads back unchanged.

use super::Status;
use super::arguments::ExportArguments;
use super::console::Console;
use crate::build::{Day, analyse, has_errors};
use crate::diagnostic::Outcome;
use crate::export::growing::Whole;
use crate::export::{data, own};
use crate::host::fault::Fault;
use crate::host::{clock, load, replace};
use crate::page::plan::plan;
use crate::register::Register;
use crate::say;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

pub(super) fn run(arguments: &ExportArguments, console: &mut Console<'_>) -> Status {
    match export(arguments, console) {
        Ok(status) => status,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn export(arguments: &ExportArguments, console: &mut Console<'_>) -> Result<Status, Fault> {
    let sources = load::load(&arguments.root)?;
    let day = Day { today: clock::today(), asked: arguments.as_of };
    let Outcome { value: register, diagnostics } = analyse(&sources, day);
    let files = if arguments.public {
        if has_errors(&diagnostics) {
            return Err(Fault::new(say!(
                "nội dung có lỗi, không xuất bản công khai",
                "the content has errors; what is public is not exported"
            ))
            .help(say!("xem `doithoai check`", "see `doithoai check`")));
        }
        public(&register)
    } else {
        own::files(&register)
    };
    let folder = &arguments.folder;
    replace::overwrite(folder, &files)?;
    for name in files.keys() {
        console.result(folder.join(name).as_str());
    }
    if has_errors(&diagnostics) {
        console.note(&say!(
            "nội dung có lỗi, bảng có thể thiếu: xem `doithoai check`",
            "the content has errors, so the tables may lack something: see `doithoai check`"
        ));
        return Ok(Status::Faulty);
    }
    let count = files.len();
    console.note(&say!("đã ghi {count} tệp vào `{folder}`", "files written into `{folder}`: {count}"));
    Ok(Status::Clean)
}

/// The tables of open data, by name.
pub(super) fn public(register: &Register<'_>) -> BTreeMap<String, Vec<u8>> {
    let put = Mutex::new(BTreeMap::new());
    let whole = |path: &str, bytes| {
        let name = path.strip_prefix(data::FOLDER).unwrap_or(path).to_owned();
        put.lock().unwrap_or_else(PoisonError::into_inner).insert(name, bytes);
    };
    data::publish(register, &plan(register), &Whole(whole));
    put.into_inner().unwrap_or_else(PoisonError::into_inner)
}

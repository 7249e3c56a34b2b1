//! `doithoai init`: a new project, small, complete, commented.
//!
//! The register is a folder of files inside the program. All of it is written or nothing: where one of its files or a
//! `content/` is there already, the command refuses.

use super::Status;
use super::arguments::InitArguments;
use super::console::Console;
use crate::host::create;
use crate::host::fault::Fault;
use crate::say;
use camino::Utf8Path;
use include_dir::{Dir, File, include_dir};

/// The register that a new project begins with.
static REGISTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/register");

pub(super) fn run(arguments: &InitArguments, console: &mut Console<'_>) -> Status {
    let root = &arguments.folder;
    match write(root) {
        Ok(paths) => {
            for path in paths {
                console.result(root.join(path).as_str());
            }
            console.note(&say!(
                "dự án mới ở `{root}`; xem trước: `doithoai serve {root}`",
                "a new project in `{root}`; to see it: `doithoai serve {root}`"
            ));
            Status::Clean
        }
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// Writes the register into `root`; the paths written, in order.
fn write(root: &Utf8Path) -> Result<Vec<&'static str>, Fault> {
    let mut files = Vec::new();
    collect(&REGISTER, &mut files);
    files.sort_unstable_by_key(|(path, _)| *path);
    if let Some(old) = std::iter::once("content").chain(files.iter().map(|(path, _)| *path)).find(|path| {
        // An old `.gitignore` belongs to the folder's owner and stays.
        *path != IGNORED && create::is_there(root, path)
    }) {
        let old = root.join(old);
        return Err(Fault::new(say!(
            "đã có `{old}`; không ghi đè",
            "`{old}` is there already; nothing is overwritten"
        ))
        .help(say!("chọn một thư mục khác", "choose another folder")));
    }
    files.retain(|(path, _)| *path != IGNORED || !create::is_there(root, path));
    for (path, text) in &files {
        create::create(root, path, text)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// Kept in the program without its dot, so that git does not heed it there.
const IGNORED: &str = ".gitignore";

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    files.extend(folder.files().map(|file| (path_of(file), text_of(file))));
    folder.dirs().for_each(|inner| collect(inner, files));
}

fn path_of(file: &'static File<'static>) -> &'static str {
    match file.path().to_str().expect("the register's names are ASCII") {
        "gitignore" => IGNORED,
        path => path,
    }
}

fn text_of(file: &'static File<'static>) -> &'static str {
    file.contents_utf8().expect("the register is text")
}

//! `doithoai init`: a new project, small, complete, commented.
//!
//! The register and all about it (settings and schemas for editors, a hook, owners, pipelines) are a folder of files inside
//! the program; the schemas are made by the program itself. Where a `content/` is there already, the command refuses; any
//! other file that is there belongs to the folder's owner, stays as it is, and is told.

use super::Status;
use super::arguments::InitArguments;
use super::console::Console;
use crate::diagnostic::Lang;
use crate::export::json_schema::{KINDS, schema, title};
use crate::export::translation_schema;
use crate::host::create;
use crate::host::fault::Fault;
use crate::say;
use camino::Utf8Path;
use include_dir::{Dir, File, include_dir};
use std::borrow::Cow;

/// The register that a new project begins with, and what stands around it.
static REGISTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/register");

/// The files of it that have words, in English; those that have none are the same.
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/english");

/// The folder whose presence says that there is a project.
const CONTENT: &str = "content";

/// What git runs, so it must be a program.
const HOOKS: &str = ".githooks/";

pub(super) fn run(arguments: &InitArguments, console: &mut Console<'_>) -> Status {
    let root = &arguments.folder;
    match write(root, console.lang) {
        Ok(Written { new, kept }) => {
            for path in new {
                console.result(root.join(path).as_str());
            }
            for path in kept {
                console.note(&say!("đã có `{path}`; giữ nguyên", "`{path}` is there already; it stays as it is"));
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

/// Paths of what was written and of what was there, in order.
struct Written {
    new: Vec<String>,
    kept: Vec<String>,
}

/// Writes the project into `root`.
fn write(root: &Utf8Path, lang: Lang) -> Result<Written, Fault> {
    if create::is_there(root, CONTENT) {
        let old = root.join(CONTENT);
        return Err(Fault::new(say!(
            "đã có `{old}`; không ghi đè",
            "`{old}` is there already; nothing is overwritten"
        ))
        .help(say!("chọn một thư mục khác", "choose another folder")));
    }
    if create::is_there(root, "site.toml") {
        return Err(Fault::new(say!(
            "`{root}` là thư mục `content` của một dự án; không tạo dự án trong dự án",
            "`{root}` is the folder `content` of a project; no project is made within a project"
        ))
        .help(say!("chọn một thư mục khác", "choose another folder")));
    }
    let mut files: Vec<(String, Cow<'static, str>)> = schemas(lang).collect();
    if lang == Lang::En {
        collect(&ENGLISH, &mut files);
    }
    collect(&REGISTER, &mut files);
    // Of a file in two languages the first is meant.
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files.dedup_by(|(later, _), (first, _)| later == first);
    let (kept, new): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| create::is_there(root, path));
    for (path, text) in &new {
        create::create(root, path, text)?;
        if path.starts_with(HOOKS) {
            create::make_program(root, path)?;
        }
    }
    let paths = |files: Vec<(String, Cow<'_, str>)>| files.into_iter().map(|(path, _)| path).collect();
    Ok(Written { new: paths(new), kept: paths(kept) })
}

/// The schemas of the files that are TOML as a whole, which editors can check.
fn schemas(lang: Lang) -> impl Iterator<Item = (String, Cow<'static, str>)> {
    let toml = KINDS.iter().filter(|(_, kind)| Utf8Path::new(title(*kind).1).extension() == Some("toml"));
    toml.flat_map(move |(name, kind)| {
        let written = |name: String, schema: serde_json::Value| (name, format!("{schema:#}\n").into());
        [
            written(format!(".vscode/schemas/{name}.json"), schema(*kind, lang)),
            written(format!(".vscode/schemas/{name}-translation.json"), translation_schema::schema(*kind, lang)),
        ]
    })
}

/// Kept in the program without its dot, so that git does not heed it there.
const IGNORED: &str = ".gitignore";

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, Cow<'static, str>)>) {
    files.extend(folder.files().map(|file| (path_of(file).to_owned(), text_of(file).into())));
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

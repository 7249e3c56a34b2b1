//! `doithoai man`: the manual pages, one for the program and one for each command.
//!
//! Without a folder the program's own page goes to standard output (`doithoai man | man -l -`); with one every page is
//! written there, over those of an earlier version, as who installs the program wants it. The words are those of the help.

use super::arguments::ManArguments;
use super::console::Console;
use super::{Status, wording};
use crate::diagnostic::Lang;
use crate::host::fault::Fault;
use crate::host::replace;
use crate::say;
use clap::Command;
use clap_mangen::Man;
use std::collections::BTreeMap;
use std::io;

pub(super) fn run(arguments: &ManArguments, console: &mut Console<'_>) -> Status {
    match tell(arguments, console) {
        Ok(()) => Status::Clean,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn tell(arguments: &ManArguments, console: &mut Console<'_>) -> Result<(), Fault> {
    let mut command = wording::command(console.lang);
    command.build();
    let unwritten = |error: io::Error| {
        Fault::new(say!("không viết được trang hướng dẫn: {error}", "cannot write the manual page: {error}"))
    };
    let Some(folder) = &arguments.folder else {
        console.results(&page(&command, console.lang).map_err(unwritten)?.1);
        return Ok(());
    };
    let mut pages = BTreeMap::new();
    for command in std::iter::once(&command).chain(command.get_subcommands().filter(|command| !command.is_hide_set())) {
        let (name, text) = page(command, console.lang).map_err(unwritten)?;
        pages.insert(name, text.into_bytes());
    }
    replace::overwrite(folder, &pages)?;
    for name in pages.keys() {
        console.result(folder.join(name).as_str());
    }
    let count = pages.len();
    console.note(&say!("đã ghi {count} trang vào `{folder}`", "pages written into `{folder}`: {count}"));
    Ok(())
}

/// The headings that the renderer writes itself, and those of the two languages in their place.
const HEADINGS: [(&str, &str, &str); 5] = [
    ("NAME", "TÊN", "NAME"),
    ("SYNOPSIS", "CÁCH DÙNG", "SYNOPSIS"),
    ("DESCRIPTION", "MÔ TẢ", "DESCRIPTION"),
    ("EXTRA", "GHI CHÚ", "NOTES"),
    ("VERSION", "PHIÊN BẢN", "VERSION"),
];

/// The name of a command's page, and its text.
fn page(command: &Command, lang: Lang) -> io::Result<(String, String)> {
    let man = Man::new(command.clone());
    let mut bytes = Vec::new();
    man.render(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let mut lines = String::new();
    let mut verbatim = false;
    for line in text.lines() {
        let Some(heading) = line.strip_prefix(".SH ").map(|heading| heading.trim_matches('"')) else {
            lines.extend([line, "\n"]);
            continue;
        };
        lines.push_str(if verbatim { ".fi\n" } else { "" });
        let words = HEADINGS.iter().find(|(met, ..)| *met == heading);
        match words {
            Some((_, vi, en)) => lines.extend([".SH \"", if lang == Lang::Vi { vi } else { en }, "\"\n"]),
            None => lines.extend([line, "\n"]),
        }
        // Examples are commands: their lines stay as they are.
        verbatim = heading == "EXTRA";
        lines.push_str(if verbatim { ".nf\n" } else { "" });
    }
    lines.push_str(if verbatim { ".fi\n" } else { "" });
    Ok((man.get_filename(), lines))
}

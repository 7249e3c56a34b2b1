//! `doithoai new`: a commented record of one kind in the right place.
//!
//! What can be worked out is: the place from the path, the next number, the unit, the topic and the day from the register
//! as it is. What only the editor knows stands in the text with a comment. Nothing is ever overwritten.
//!
//! [`place`] reads the path, [`known`] asks the register, [`text`] fills the template.

mod known;
mod place;
mod text;

use super::Status;
use super::arguments::{Kind, NewArguments};
use super::console::Console;
use crate::build::{Day, analyse};
use crate::diagnostic::Lang;
use crate::host::fault::Fault;
use crate::host::{clock, create, load};
use crate::register::Register;
use crate::say;
use camino::Utf8Path;
use known::Known;
use place::Target;

pub(super) fn run(arguments: &NewArguments, console: &mut Console<'_>) -> Status {
    match write(arguments, console.lang) {
        Ok(path) => {
            console.result(arguments.root.join(path).as_str().trim_start_matches("./"));
            Status::Clean
        }
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// Writes the record; its path, relative to the project.
fn write(arguments: &NewArguments, lang: Lang) -> Result<String, Fault> {
    let target = place::read(arguments.kind, &arguments.path)?;
    let sources = load::load(&arguments.root)?;
    // A register that is frozen at a day is an example or an archive; what is new is of today all the same.
    let today = arguments.as_of.unwrap_or_else(clock::today);
    let register = analyse(&sources, Day { today, asked: arguments.as_of }).value;
    let target = place::settle(target, &register, arguments.kind)?;
    let known = Known::new(&register, &target, arguments.kind, today);
    let text = text::fill(arguments.kind, &target, &known, lang);
    if arguments.kind == Kind::Topic {
        return add_topic(&arguments.root, &register, &target, &text);
    }
    create::create(&arguments.root, &target.path, &text)?;
    Ok(target.path)
}

/// Adds a topic to the table of all topics.
fn add_topic(root: &Utf8Path, register: &Register<'_>, target: &Target, text: &str) -> Result<String, Fault> {
    if register.topic(&target.name).is_some() {
        let name = &target.name;
        return Err(Fault::new(say!("đã có lĩnh vực `{name}`", "there is a topic `{name}` already")));
    }
    let old = register.sources.file(&target.path).map_or("", |file| &file.text);
    let gap = if old.is_empty() {
        ""
    } else if old.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    create::append(root, &target.path, &format!("{gap}{text}"))?;
    Ok(target.path.clone())
}

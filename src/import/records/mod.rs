//! Records: items become files, new ones and changed ones.
//!
//! Items and the register go in; a [`Change`] for each file whose bytes would differ comes out. A row is known again by
//! its file, sheet and key, else by its text; so the same file changes nothing, and an edited one changes what was
//! edited. The invariants: no record is taken away, and what an editor wrote into a record beside what the file says
//! stays (comments and the order of keys too).

mod edit;
mod fresh;
mod known;
pub(crate) mod own;
mod promise;
mod question;

pub(crate) use edit::Edited;
pub(crate) use fresh::next_number;

use super::meaning::{Context, Item};
use super::problem::Problem;
use crate::register::Register;
use crate::register::index::QuestionIx;
use crate::say;
use known::Known;
use std::collections::BTreeMap;

/// A file that an import writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its text now; `None` for a new file.
    pub old: Option<String>,
    /// Its text afterwards.
    pub new: String,
    /// The item that it comes from.
    pub item: usize,
}

/// What an import would write.
#[derive(Debug, Default)]
pub struct Plan {
    /// Files by path, relative to the project.
    pub changes: BTreeMap<String, Change>,
    /// For each item, the path of its question.
    pub paths: Vec<String>,
    /// What stands in the way.
    pub problems: Vec<Problem>,
}

/// Where an item's question lives.
pub(crate) struct Home {
    pub(crate) slug: String,
    pub(crate) known: Option<QuestionIx>,
    pub(crate) path: String,
}

/// Plans the files for `items`, which come from `file`.
pub fn plan(items: &[Item], register: &Register<'_>, context: &Context<'_>, file: &str) -> Plan {
    let known = Known::new(register, context.dialogue, file);
    let homes = homes(items, register, context, known);
    let mut plan = Plan { paths: homes.iter().map(|home| home.path.clone()).collect(), ..Plan::default() };
    for (at, item) in items.iter().enumerate() {
        let result = match homes[at].known {
            None => {
                let text = fresh::question(item, &homes, file);
                plan.put(&homes[at].path, None, text, at);
                Ok(())
            }
            Some(ix) => question::update(&mut plan, item, at, &homes, register, ix, file),
        };
        let result = result.and_then(|()| promise::write(&mut plan, item, at, &homes[at], register, context));
        if let Err(path) = result {
            plan.problems.push(
                Problem::error(say!(
                    "không sửa được `{path}`: tệp có lỗi",
                    "`{path}` cannot be changed: it has errors"
                ))
                .help(say!(
                    "sửa theo `doithoai check` rồi nhập lại",
                    "mend it after `doithoai check`, then import again"
                ))
                .at(item.place.clone()),
            );
        }
    }
    plan
}

impl Plan {
    /// Plans `new` for the file at `path`; nothing when that is what it has.
    pub(crate) fn put(&mut self, path: &str, old: Option<&str>, new: String, item: usize) {
        if old == Some(&*new) {
            self.changes.remove(path);
            return;
        }
        self.changes.insert(path.to_owned(), Change { old: old.map(str::to_owned), new, item });
    }

    /// The text that the file at `path` has so far.
    pub(crate) fn text<'t>(&'t self, path: &str, register: &'t Register<'_>) -> Option<&'t str> {
        let planned = self.changes.get(path).map(|change| &*change.new);
        planned.or_else(|| register.sources.file(path).map(|file| &*file.text))
    }
}

/// The question of each item: the one that it was before, else the next number.
fn homes(items: &[Item], register: &Register<'_>, context: &Context<'_>, mut known: Known<'_, '_>) -> Vec<Home> {
    let folder = format!("content/rounds/{}/questions", context.dialogue.id);
    let mut next = next_number(register, &context.dialogue.id);
    let found: Vec<Option<QuestionIx>> = items.iter().map(|item| known.by_source(item)).collect();
    let found: Vec<Option<QuestionIx>> =
        items.iter().zip(found).map(|(item, found)| found.or_else(|| known.by_text(item))).collect();
    let home = |found: Option<QuestionIx>| {
        if let Some(ix) = found {
            let question = &register.questions[ix.at()];
            return Home { slug: question.slug().to_owned(), known: found, path: question.path.to_string() };
        }
        let slug = format!("{next:03}");
        next += 1;
        Home { path: format!("{folder}/{slug}.md"), slug, known: None }
    };
    found.into_iter().map(home).collect()
}

//! Review: the records that an import would write, checked as the next build will check them.
//!
//! A register and planned changes go in; what is wrong with the changed files comes out, at the rows that they come from.
//! The invariant: what an import writes passes `check`, or is not written.

use super::Reading;
use super::problem::{Place, Problem};
use super::records::Change;
use super::table::Use;
use super::words::Field;
use crate::build::{Day, analyse};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::record::front_matter;
use crate::text::source::{SourceFile, SourceTree};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The tree with planned texts in it.
pub fn changed(sources: &SourceTree, texts: &BTreeMap<String, Change>) -> SourceTree {
    let mut files: BTreeMap<&str, SourceFile> = sources.files.iter().map(|file| (&*file.path, file.clone())).collect();
    for (path, change) in texts {
        files.insert(path, SourceFile::new(path.as_str(), change.new.as_str()));
    }
    SourceTree {
        files: files.into_values().collect(),
        attachments: sources.attachments.clone(),
        faults: sources.faults.clone(),
    }
}

/// Adds to `reading` what is wrong with the records that it would write; `before` is what was wrong already. Where rows
/// have errors, only personal data is told: the rest may follow from them.
pub fn review(reading: &mut Reading, sources: &SourceTree, before: &[Diagnostic], day: Day) {
    let faulty = reading.has_errors();
    let known: FxHashSet<(&str, &str, &str)> =
        before.iter().map(|d| (&*d.place.path, d.code.as_str(), &*d.message.vi)).collect();
    let tree = changed(sources, &reading.plan.changes);
    let after = analyse(&tree, day).diagnostics;
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for diagnostic in after {
        let personal = diagnostic.code.as_str().starts_with('P');
        let worth = match diagnostic.severity {
            Severity::Error => personal || !faulty,
            Severity::Warning => personal || !faulty && diagnostic.code.as_str().starts_with('L'),
            Severity::Info => false,
        };
        let Some(change) = reading.plan.changes.get(&*diagnostic.place.path).filter(|_| worth) else { continue };
        if known.contains(&(&*diagnostic.place.path, diagnostic.code.as_str(), &*diagnostic.message.vi)) {
            continue;
        }
        let code = diagnostic.code.as_str();
        let (vi, en) = (&diagnostic.message.vi, &diagnostic.message.en);
        let message = crate::say!("{vi} [{code}]", "{en} [{code}]");
        let problem =
            if diagnostic.severity == Severity::Error { Problem::error(message) } else { Problem::warning(message) };
        let place = reading.items.get(change.item).map(|item| item.place.clone()).unwrap_or_default();
        let place = cell(reading, &diagnostic, change, place);
        let help = if personal { cut_help(diagnostic.code, diagnostic.help) } else { diagnostic.help };
        let problem = Problem { help, ..problem }.at(place);
        // A title is the beginning of its text: the same cell says it once.
        if told.insert((problem.place.clone(), problem.message.vi.clone())) {
            found.push(problem);
        }
    }
    reading.problems.append(&mut found);
}

/// What to do with personal data in a cell.
fn cut_help(code: Code, help: Option<Message>) -> Option<Message> {
    let cut = (
        "sửa ô trong tệp: bỏ đi, hoặc thay bằng `[…]` rồi ghi `lược bỏ một phần` ở cột `Công khai` và vì sao ở cột `Lý do`",
        "mend the cell: take it out, or replace it by `[…]` and write `lược bỏ một phần` in a column `Công khai`, why in a column `Lý do`",
    );
    let contact = (
        "; nếu là đầu mối chung của trường, ghi vào `contact` của đơn vị hoặc `[privacy] allow`",
        "; if it is a contact for everybody, write it into a unit's `contact` or `[privacy] allow`",
    );
    match code {
        Code::P01 | Code::P04 | Code::P07 => Some(Message::new(cut.0, cut.1)),
        Code::P02 | Code::P03 => {
            Some(Message::new(format!("{}{}", cut.0, contact.0), format!("{}{}", cut.1, contact.1)))
        }
        _ => help,
    }
}

/// The cell that a fault of a record comes from, as far as that is told by where it stands.
fn cell(reading: &Reading, diagnostic: &Diagnostic, change: &Change, place: Place) -> Place {
    let fields = fields(&diagnostic.place.path, &change.new, diagnostic.place.span.start as usize);
    let tables = reading.tables.iter().filter(|table| !table.prose && Place::sheet(&table.sheet).sheet == place.sheet);
    let columns: Vec<_> = tables.flat_map(|table| &table.columns).collect();
    let found = fields.iter().find_map(|field| columns.iter().find(|column| column.use_ == Use::Field(*field)));
    match found {
        Some(column) => place.column(column.number, &column.head),
        None => place,
    }
}

/// The fields that what stands at byte `at` of a planned file may come from, the likeliest first.
fn fields(path: &str, text: &str, at: usize) -> &'static [Field] {
    if path.contains("/commitments/") {
        return &[Field::Action, Field::Status, Field::Conclusion];
    }
    // Places are those of the file as it is read.
    let file = SourceFile::new(path, text);
    let text = &*file.text;
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let body = front_matter::split(&file).map_or(0, |parts| parts.body.start as usize);
    if at >= body {
        let answered = text[body..at].lines().any(|line| line.starts_with("# "));
        return if answered { &[Field::Answer, Field::Conclusion, Field::Status] } else { &[Field::Text] };
    }
    match text[start..].split('=').next().map_or("", str::trim) {
        "title" => &[Field::Title, Field::Text],
        "from" => &[Field::From],
        "reason" => &[Field::Reason, Field::Status],
        "source" => &[Field::Number],
        _ => &[],
    }
}

//! Changes: what a register says that its published site does not say yet, record by record.
//!
//! The register, the published ledger and the published tables of answers and updates go in; one change a record comes out,
//! by kind, then by id. The ledger tells that a record's text changed, the tables tell how many answers or updates of it
//! readers know. The invariant: a register that was published on the same day without a change since has none.

use super::ledger::{self, Ledger};
use crate::choice;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::register::timeline::{CommitmentFact, QuestionFact};
use std::collections::{BTreeMap, BTreeSet};

choice! {
    /// What becomes of a record with the next publication.
    pub enum ChangeKind {
        New = "new" ("mới", "new"),
        Answered = "answers" ("có trả lời mới", "new answers"),
        Updated = "updates" ("có cập nhật tiến độ mới", "new updates"),
        Edited = "edited" ("sửa nội dung", "edited"),
        Withheld = "withheld" ("thôi công khai nội dung", "no longer shown"),
        Renamed = "renamed" ("đổi mã", "id changed"),
        Vanishing = "vanishing" ("sẽ mất", "will vanish"),
    }
}

/// What becomes of one record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// The record: as it is named now, or as it was where it is no more.
    pub id: String,
    /// How many answers or updates are new.
    pub count: usize,
    /// Its new id.
    pub renamed: Option<String>,
}

/// The site as readers know it.
#[derive(Debug, Default)]
pub struct Known {
    /// Its ledger.
    pub ledger: Ledger,
    /// The day for which it was computed.
    pub as_of: Option<String>,
    /// How many answers of each question it tells, where it has the table.
    answers: Option<BTreeMap<String, usize>>,
    /// How many updates of each commitment.
    updates: Option<BTreeMap<String, usize>>,
}

/// Where the tables lie in a site, and which column names the record.
const ANSWERS: (&str, &str) = ("du-lieu/answers.csv", "question");
const UPDATES: (&str, &str) = ("du-lieu/updates.csv", "commitment");

impl Known {
    /// Reads a published site by `file`, which yields the text at a path of it; nothing where none was published.
    pub fn read(file: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let text = file(ledger::PATH)?;
        let whole: serde_json::Value = serde_json::from_str(&text).ok()?;
        let counted = |(path, column)| Some(count(&file(path)?, column));
        Some(Self {
            ledger: ledger::read(&text),
            as_of: whole["as_of"].as_str().map(str::to_owned),
            answers: counted(ANSWERS),
            updates: counted(UPDATES),
        })
    }
}

/// How many rows of a table name each record.
fn count(table: &str, column: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let Some(at) = reader.headers().ok().and_then(|heads| heads.iter().position(|head| head == column)) else {
        return counts;
    };
    for row in reader.records().flatten() {
        *counts.entry(row.get(at).unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts
}

/// What the next publication would change of what is `known`.
pub fn changes(register: &Register<'_>, known: &Known) -> Vec<Change> {
    let now = ledger::of(register);
    let change = |kind, id: &str| Change { kind, id: id.to_owned(), count: 0, renamed: None };
    let fresh: BTreeMap<&str, &str> = now
        .iter()
        .filter(|(id, _)| !known.ledger.contains_key(*id))
        .filter_map(|(id, digest)| Some((digest.as_deref()?, id.as_str())))
        .collect();
    let mut found = Vec::new();
    let mut moved: BTreeSet<&str> = BTreeSet::new();
    for (id, digest) in known.ledger.iter().filter(|(id, _)| !now.contains_key(*id)) {
        let renamed = digest.as_deref().and_then(|digest| fresh.get(digest));
        moved.extend(renamed);
        let kind = if renamed.is_some() { ChangeKind::Renamed } else { ChangeKind::Vanishing };
        found.push(Change { renamed: renamed.map(|id| (*id).to_owned()), ..change(kind, id) });
    }
    for (id, digest) in &now {
        match known.ledger.get(id) {
            None if moved.contains(id.as_str()) => {}
            None => found.push(change(ChangeKind::New, id)),
            Some(old) if old == digest => {}
            Some(_) if digest.is_none() => found.push(change(ChangeKind::Withheld, id)),
            Some(_) => found.push(edited(register, known, id)),
        }
    }
    found.sort();
    found
}

/// What changed of a record that was and stays published.
fn edited(register: &Register<'_>, known: &Known, id: &str) -> Change {
    let more = |table: &Option<BTreeMap<String, usize>>, now: usize| {
        table.as_ref().map_or(0, |then| now.saturating_sub(then.get(id).copied().unwrap_or(0)))
    };
    let (kind, count) = match register.ids.get(id) {
        Some(RecordIx::Question(ix)) => {
            let events = &register.questions[ix.at()].links.course.events;
            let answers = events.iter().filter(|event| matches!(event.1, QuestionFact::Answer(_))).count();
            (ChangeKind::Answered, more(&known.answers, answers))
        }
        Some(RecordIx::Commitment(ix)) => {
            let events = &register.commitments[ix.at()].links.course.events;
            let updates = events.iter().filter(|event| matches!(event.1, CommitmentFact::Update(_))).count();
            (ChangeKind::Updated, more(&known.updates, updates))
        }
        _ => (ChangeKind::Edited, 0),
    };
    let kind = if count == 0 { ChangeKind::Edited } else { kind };
    Change { kind, id: id.to_owned(), count, renamed: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_the_column_that_names_the_record() {
        let table = "\u{feff}id,question,on\na/1,a,2024-03-01\na/2,a,2024-03-02\nb/1,b,2024-03-01\n";
        let counts = count(table, "question");
        assert_eq!((counts.get("a"), counts.get("b"), counts.len()), (Some(&2), Some(&1), 2));
        assert!(count(table, "commitment").is_empty());
    }

    #[test]
    fn a_site_without_a_ledger_is_not_known() {
        assert!(Known::read(&|_| None).is_none());
        assert!(Known::read(&|path| (path == ledger::PATH).then(|| "no JSON".to_owned())).is_none());
        let known = Known::read(&|path| (path == ledger::PATH).then(|| "{\"as_of\":\"2024-06-30\"}".to_owned()));
        assert_eq!(known.and_then(|k| k.as_of).as_deref(), Some("2024-06-30"));
    }
}

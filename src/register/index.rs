//! Typed indexes into the register's arenas, and the tables by which ids are looked up.
//!
//! Hash tables here are only asked, never walked, so that no output depends on their order.

use crate::record::field::RefKind;
use rustc_hash::FxHashMap;
use std::sync::Arc;

macro_rules! indexes {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As a position in its arena.
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indexes! {
    /// A unit.
    UnitIx;
    /// A topic.
    TopicIx;
    /// A procedure.
    ProcedureIx;
    /// A document.
    DocumentIx;
    /// A free page.
    PageIx;
    /// A round.
    RoundIx;
    /// A dialogue.
    DialogueIx;
    /// A question.
    QuestionIx;
    /// A commitment.
    CommitmentIx;
    /// A survey.
    SurveyIx;
}

/// Any record that a reference can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordIx {
    /// A unit.
    Unit(UnitIx),
    /// A topic.
    Topic(TopicIx),
    /// A procedure.
    Procedure(ProcedureIx),
    /// A document.
    Document(DocumentIx),
    /// A free page.
    Page(PageIx),
    /// A round.
    Round(RoundIx),
    /// A dialogue.
    Dialogue(DialogueIx),
    /// A question.
    Question(QuestionIx),
    /// A commitment.
    Commitment(CommitmentIx),
    /// A survey.
    Survey(SurveyIx),
}

impl RecordIx {
    /// Whether a reference of `kind` may lead to it.
    pub const fn fits(self, kind: RefKind) -> bool {
        matches!(
            (self, kind),
            (Self::Unit(_), RefKind::Unit)
                | (Self::Topic(_), RefKind::Topic)
                | (Self::Procedure(_), RefKind::Procedure)
                | (Self::Document(_), RefKind::Document | RefKind::Input)
                | (Self::Round(_), RefKind::Round)
                | (Self::Dialogue(_), RefKind::Dialogue | RefKind::Input)
                | (Self::Question(_), RefKind::Question | RefKind::Promise)
                | (Self::Commitment(_), RefKind::Commitment)
                | (Self::Survey(_), RefKind::Survey)
        )
    }
}

/// Records by id, and those that are named by their bare slug by that.
#[derive(Debug, Default)]
pub struct Ids {
    all: FxHashMap<Arc<str>, RecordIx>,
    units: FxHashMap<Box<str>, RecordIx>,
    topics: FxHashMap<Box<str>, RecordIx>,
    procedures: FxHashMap<Box<str>, RecordIx>,
}

impl Ids {
    /// Makes room for `count` more ids.
    pub fn reserve(&mut self, count: usize) {
        self.all.reserve(count);
    }

    /// Enters `id`; the record that had it before stays, and is told.
    pub fn enter(&mut self, id: &Arc<str>, record: RecordIx) -> Option<RecordIx> {
        if let Some(&first) = self.all.get(&**id) {
            return Some(first);
        }
        self.all.insert(Arc::clone(id), record);
        let bare = match record {
            RecordIx::Unit(_) => &mut self.units,
            RecordIx::Topic(_) => &mut self.topics,
            RecordIx::Procedure(_) => &mut self.procedures,
            _ => return None,
        };
        bare.insert(id.rsplit('/').next().unwrap_or(id).into(), record);
        None
    }

    /// The record with exactly this id.
    pub fn get(&self, id: &str) -> Option<RecordIx> {
        self.all.get(id).copied()
    }

    /// The record that `name` of `kind` means in a record within `scope` (the id of its dialogue or round, or nothing):
    /// the record's own dialogue first, then its round, then all.
    pub fn resolve(&self, kind: RefKind, name: &str, scope: &str) -> Option<RecordIx> {
        match kind {
            RefKind::Unit => return self.units.get(name).copied(),
            RefKind::Topic => return self.topics.get(name).copied(),
            RefKind::Procedure => return self.procedures.get(name).copied(),
            RefKind::Target => return None,
            _ => {}
        }
        let mut scope = scope;
        loop {
            let found = if scope.is_empty() { self.get(name) } else { self.get(&format!("{scope}/{name}")) };
            if let Some(record) = found.filter(|r| r.fits(kind)) {
                return Some(record);
            }
            if scope.is_empty() {
                return None;
            }
            scope = scope.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
    }
}

/// The scope in which a record's references are looked up: the id of its dialogue, else of its round, else nothing.
pub fn scope_of(id: &str) -> &str {
    let mut parts = id.split('/');
    let (first, second) = (parts.next().unwrap_or(""), parts.next());
    if matches!(first, "units" | "topics" | "procedures" | "documents" | "pages" | "calendar" | "site")
        && second.is_some()
    {
        return "";
    }
    match second {
        None | Some("documents" | "commitments" | "surveys") => first,
        Some(second) => &id[..=first.len() + second.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scope_is_the_dialogue_then_the_round() {
        assert_eq!(scope_of("2023-2024/khoa-cntt/questions/007"), "2023-2024/khoa-cntt");
        assert_eq!(scope_of("2023-2024/khoa-cntt"), "2023-2024/khoa-cntt");
        assert_eq!(scope_of("2023-2024/documents/ke-hoach"), "2023-2024");
        assert_eq!(scope_of("2023-2024"), "2023-2024");
        assert_eq!(scope_of("units/khoa-cntt"), "");
    }

    #[test]
    fn references_are_looked_up_outward() {
        let mut ids = Ids::default();
        let (near, far) = (RecordIx::Document(DocumentIx(0)), RecordIx::Document(DocumentIx(1)));
        ids.enter(&"documents/a".into(), far);
        ids.enter(&"r/d/documents/a".into(), near);
        assert_eq!(ids.resolve(RefKind::Document, "documents/a", "r/d"), Some(near));
        assert_eq!(ids.resolve(RefKind::Document, "documents/a", "r/e"), Some(far));
        assert_eq!(ids.resolve(RefKind::Document, "d/documents/a", "r/e"), Some(near));
        assert_eq!(ids.resolve(RefKind::Question, "documents/a", "r/d"), None);
    }
}

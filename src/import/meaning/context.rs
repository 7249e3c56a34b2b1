//! What the register knows that a row does not say: units, topics, documents, the dialogue's own unit and day.

use super::topic::Topics;
use super::unit::Units;
use crate::calendar::AcademicYear;
use crate::import::words::key;
use crate::register::index::DialogueIx;
use crate::register::{Dialogue, Register};
use chrono::NaiveDate;

/// The register around the dialogue that is imported into.
pub struct Context<'r> {
    pub(crate) units: Units,
    pub(super) topics: Topics,
    /// Numbers of documents, folded, and how the dialogue's records refer to them.
    documents: Vec<(String, String)>,
    /// The unit that holds the dialogue.
    pub(super) unit: Option<String>,
    /// The unit that organises the round.
    pub(super) organiser: Option<String>,
    /// The last day of the dialogue.
    pub(super) held: Option<NaiveDate>,
    /// The academic year in which days without a year lie.
    pub(super) year: Option<AcademicYear>,
    /// The dialogue.
    pub dialogue: &'r Dialogue,
}

impl<'r> Context<'r> {
    /// The register around a dialogue.
    pub fn new(register: &'r Register<'_>, dialogue: DialogueIx) -> Self {
        let dialogue = &register.dialogues[dialogue.at()];
        let round = &register.rounds[dialogue.links.round.at()];
        let held = dialogue.links.held.map(|(_, last)| last);
        let year = round.facts.academic_year.get().map(|year| year.0).or_else(|| held.map(AcademicYear::of));
        let documents = register.documents.iter().filter_map(|document| {
            let number = document.facts.number.as_ref()?;
            let own = document.id.strip_prefix(&*dialogue.id).and_then(|rest| rest.strip_prefix('/'));
            let of_round = document.id.strip_prefix(&*round.id).and_then(|rest| rest.strip_prefix('/'));
            Some((number_key(number.value.as_str()), own.or(of_round).unwrap_or(&document.id).to_owned()))
        });
        Self {
            units: Units::new(register),
            topics: Topics::new(register),
            documents: documents.collect(),
            unit: dialogue.facts.unit.get().map(|unit| unit.as_str().to_owned()),
            organiser: round.facts.organiser.as_ref().map(|unit| unit.value.as_str().to_owned()),
            held,
            year,
            dialogue,
        }
    }

    /// How to refer to the document with a number.
    pub(super) fn document(&self, number: &str) -> Option<&str> {
        let wanted = number_key(number);
        self.documents.iter().find(|(known, _)| *known == wanted).map(|(_, reference)| &**reference)
    }
}

/// A document's number without what stands around it: "Công văn số 12/CV-ĐHM ngày 5/4/2024" is "12 cv dhm".
fn number_key(number: &str) -> String {
    let folded = key(number.split(" ngày ").next().unwrap_or(number));
    let at = folded.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    folded[at..].to_owned()
}

//! Parts: the register of a unit's own site, which shows only what is theirs.
//!
//! A register and a publication target go in; the same register comes out with everything closed that the target does not
//! hold. A target with a list of units holds their dialogues and all that lies in these, the questions that were asked of
//! them, the commitments that they lead, the documents that they issued or that what it holds names, the school's forms and free pages, and of rounds, topics
//! and units those that any of this belongs to. The invariants: nothing is computed anew, so that a record has the same
//! state, deadline and text on every site; what is closed but public is *away*: it can be read on the main site.

use super::Register;
use super::index::{CommitmentIx, DialogueIx, DocumentIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx};
use super::settings::Target;
use crate::record::question::Visibility;

/// What a target holds, by the positions of the records.
struct Held {
    units: Vec<bool>,
    topics: Vec<bool>,
    documents: Vec<bool>,
    rounds: Vec<bool>,
    dialogues: Vec<bool>,
    questions: Vec<bool>,
    commitments: Vec<bool>,
    surveys: Vec<bool>,
}

impl Register<'_> {
    /// Makes this the register of the site of `target`; before a site is planned, and once.
    pub fn narrow(&mut self, target: &Target) {
        let held = target.units.as_ref().map(|units| Held::of(self, units));
        self.settings.own = Some(target.clone());
        if let Some(theme) = &target.theme {
            self.settings.theme = theme.clone();
        }
        if let Some(held) = held {
            self.close(&held);
        }
    }

    /// Whether a record is public, but on the main site and not on the one that is built.
    pub fn is_away(&self, record: RecordIx) -> bool {
        self.away.binary_search(&record).is_ok()
    }

    /// Whether a record is public, here or on the main site: what is said of another record tells of it.
    pub fn is_known(&self, record: RecordIx) -> bool {
        self.is_public(record) || self.is_away(record)
    }

    /// Closes what is not held, and notes what of it is public elsewhere.
    fn close(&mut self, held: &Held) {
        macro_rules! away {
            ($($arena:ident $kind:ident $ix:ident,)*) => {{
                let mut away = Vec::new();
                $(
                    let all = (0..self.$arena.len() as u32).map(|i| RecordIx::$kind($ix(i)));
                    away.extend(all.zip(&held.$arena).filter(|(ix, held)| !**held && self.is_public(*ix)).map(|(ix, _)| ix));
                )*
                away.sort_unstable();
                away
            }};
        }
        self.away = away! {
            units Unit UnitIx, topics Topic TopicIx, documents Document DocumentIx, rounds Round RoundIx,
            dialogues Dialogue DialogueIx, questions Question QuestionIx, commitments Commitment CommitmentIx,
            surveys Survey SurveyIx,
        };
        macro_rules! shut {
            ($($arena:ident: $record:ident => $shut:expr,)*) => {$(
                for ($record, _) in self.$arena.iter_mut().zip(&held.$arena).filter(|(_, held)| !**held) {
                    $shut;
                }
            )*};
        }
        shut! {
            units: r => r.entry.draft = true,
            topics: r => r.entry.draft = true,
            rounds: r => r.entry.draft = true,
            documents: r => r.links.public = false,
            dialogues: r => r.links.public = false,
            commitments: r => r.links.public = false,
            surveys: r => r.links.public = false,
            questions: r => r.links.visibility = Visibility::Internal,
        }
    }
}

impl Held {
    fn of(register: &Register<'_>, slugs: &[Box<str>]) -> Self {
        let mut units = vec![false; register.units.len()];
        slugs.iter().filter_map(|slug| register.unit(slug)).for_each(|ix| units[ix.at()] = true);
        let theirs = |unit: Option<UnitIx>| unit.is_some_and(|ix| units[ix.at()]);
        let dialogues: Vec<bool> = register.dialogues.iter().map(|d| theirs(d.links.unit)).collect();
        let within = |dialogue: Option<DialogueIx>| dialogue.is_some_and(|ix| dialogues[ix.at()]);
        let mut questions: Vec<bool> = register.questions.iter().map(|q| dialogues[q.links.dialogue.at()]).collect();
        for (unit, _) in register.units.iter().zip(&units).filter(|(_, held)| **held) {
            unit.links.asked_of.iter().for_each(|q| questions[q.at()] = true);
        }
        let commitments: Vec<bool> =
            register.commitments.iter().map(|c| within(c.links.dialogue) || theirs(c.links.lead)).collect();
        let surveys: Vec<bool> = register.surveys.iter().map(|s| within(s.links.dialogue)).collect();
        let mut rounds = vec![false; register.rounds.len()];
        let held = |list: &[bool], at: usize| list[at];
        for (at, dialogue) in register.dialogues.iter().enumerate() {
            rounds[dialogue.links.round.at()] |= held(&dialogues, at) && dialogue.links.public;
        }
        for (at, question) in register.questions.iter().enumerate() {
            rounds[question.links.round.at()] |=
                held(&questions, at) && question.links.visibility != Visibility::Internal;
        }
        for (at, commitment) in register.commitments.iter().enumerate() {
            rounds[commitment.links.round.at()] |= held(&commitments, at) && commitment.links.public;
        }
        let topics = (0..register.topics.len() as u32).map(|ix| asks(register, &questions, TopicIx(ix), 0)).collect();
        let mut all = Self { units, topics, documents: Vec::new(), rounds, dialogues, questions, commitments, surveys };
        all.documents = all.documents_of(register);
        all
    }

    /// The school's forms, and documents of what is held, issued by its units, or named by a record of it.
    fn documents_of(&self, register: &Register<'_>) -> Vec<bool> {
        let mut documents: Vec<bool> = register
            .documents
            .iter()
            .map(|d| {
                let form = d.links.round.is_none() && d.facts.form_code.is_some() && d.facts.number.is_none();
                form || d.links.dialogue.is_some_and(|ix| self.dialogues[ix.at()])
                    || d.links.named_by.iter().any(|record| self.names(*record))
            })
            .collect();
        for (unit, _) in register.units.iter().zip(&self.units).filter(|(_, held)| **held) {
            unit.links.documents.iter().for_each(|d| documents[d.at()] = true);
        }
        documents
    }

    /// Whether `record` is held, for what it names. A document that names another does not bring it along.
    fn names(&self, record: RecordIx) -> bool {
        match record {
            RecordIx::Unit(ix) => self.units[ix.at()],
            RecordIx::Round(ix) => self.rounds[ix.at()],
            RecordIx::Dialogue(ix) => self.dialogues[ix.at()],
            RecordIx::Question(ix) => self.questions[ix.at()],
            RecordIx::Commitment(ix) => self.commitments[ix.at()],
            RecordIx::Survey(ix) => self.surveys[ix.at()],
            RecordIx::Page(_) => true,
            RecordIx::Topic(_) | RecordIx::Procedure(_) | RecordIx::Document(_) => false,
        }
    }
}

/// Whether a question that is held is on the topic or one below it. A cycle is an error of its own (S16).
fn asks(register: &Register<'_>, questions: &[bool], ix: TopicIx, depth: u8) -> bool {
    let links = &register.topics[ix.at()].links;
    let shown =
        |q: &QuestionIx| questions[q.at()] && register.questions[q.at()].links.visibility != Visibility::Internal;
    links.questions.iter().any(shown)
        || depth < 16 && links.children.iter().any(|child| asks(register, questions, *child, depth + 1))
}

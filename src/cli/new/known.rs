//! What the register knows that a new record would otherwise have to say: units, topics, days, numbers.

use super::super::arguments::Kind;
use super::place::Target;
use crate::diagnostic::Lang;
use crate::record::question::AnswerOutcome;
use crate::record::value::LevelOfDialogue;
use crate::register::index::RecordIx;
use crate::register::{Dialogue, Question, Register};
use chrono::{Datelike, NaiveDate};

/// What is known about the place of a new record.
pub(super) struct Known<'r> {
    register: &'r Register<'r>,
    dialogue: Option<&'r Dialogue>,
    target: &'r Target,
    kind: Kind,
    pub(super) today: NaiveDate,
}

impl<'r> Known<'r> {
    pub(super) fn new(register: &'r Register<'r>, target: &'r Target, kind: Kind, today: NaiveDate) -> Self {
        let dialogue = match target.dialogue_id().and_then(|id| register.ids.get(&id)) {
            Some(RecordIx::Dialogue(ix)) => Some(&register.dialogues[ix.at()]),
            _ => None,
        };
        Self { register, dialogue, target, kind, today }
    }

    /// The day on which the facts of the record begin: that of its dialogue when it was held, else today.
    pub(super) fn day(&self) -> NaiveDate {
        self.dialogue.and_then(|d| d.links.held).map_or(self.today, |(_, last)| last.min(self.today))
    }

    /// The unit of a new record: of a commitment the one that answers what was promised, else as [`Self::own_unit`] says.
    pub(super) fn unit(&self) -> String {
        let promised = (self.kind == Kind::Commitment).then(|| self.promised()).flatten();
        let unit = promised.and_then(|(_, question)| question?.links.answerer);
        unit.map_or_else(|| self.own_unit(), |unit| self.register.units[unit.at()].slug().to_owned())
    }

    /// The unit of the dialogue, else the one that the record's own name is of, else any. A new dialogue whose name is of no
    /// unit gets that name: to guess would be a promise in the name of somebody else, and the check says what to write.
    fn own_unit(&self) -> String {
        if let Some(unit) = self.dialogue.and_then(|d| d.facts.unit.get()) {
            return unit.as_str().to_owned();
        }
        if self.register.unit(&self.target.name).is_some() {
            return self.target.name.clone();
        }
        let is_of = |slug: &str| self.target.name.strip_prefix(slug).is_some_and(|rest| rest.starts_with('-'));
        let named = self.register.units.iter().map(|unit| unit.slug()).filter(|slug| is_of(slug));
        if let Some(slug) = named.max_by_key(|slug| slug.len()) {
            return slug.to_owned();
        }
        let own = self.kind == Kind::Dialogue && self.level() == "unit";
        if own { self.target.name.clone() } else { self.office() }
    }

    /// A unit that answers for others: the round's organiser, else the first without learners, else the first.
    pub(super) fn office(&self) -> String {
        let round = self.target.round.as_ref().and_then(|id| self.register.rounds.iter().find(|r| *r.id == **id));
        if let Some(organiser) = round.and_then(|r| r.facts.organiser.as_ref()) {
            return organiser.value.as_str().to_owned();
        }
        let units = &self.register.units;
        let office = units.iter().find(|u| u.facts.learners.get() == Some(&false)).or_else(|| units.first());
        office.map_or("ten-don-vi", |unit| unit.slug()).to_owned()
    }

    /// A topic that the unit owns, else the first.
    pub(super) fn topic(&self) -> String {
        let unit = self.unit();
        let topics = &self.register.topics;
        let owned = topics.iter().find(|t| t.facts.lead.0.iter().any(|lead| lead.value.as_str() == unit));
        owned.or_else(|| topics.first()).map_or("ten-chu-de", |topic| topic.slug()).to_owned()
    }

    /// The level of a new dialogue: the school's when its name says so, else the unit's.
    pub(super) fn level(&self) -> &'static str {
        let name = &self.target.name;
        if name.starts_with("truong") || name.starts_with("cap-truong") { "school" } else { "unit" }
    }

    /// The title of a new dialogue: its level, and whose it is.
    pub(super) fn title(&self, lang: Lang) -> String {
        let slug = self.unit();
        let unit = self.register.unit(&slug).map(|ix| &self.register.units[ix.at()]).filter(|unit| !unit.draft);
        let name = unit.and_then(|unit| unit.facts.name.get()).map_or(&*slug, |name| name.as_str());
        match (self.level(), lang) {
            ("school", Lang::Vi) => "Đối thoại cấp trường".to_owned(),
            ("school", Lang::En) => "Dialogue of the school".to_owned(),
            (_, Lang::Vi) => format!("Đối thoại với người học, {name}"),
            (_, Lang::En) => format!("Dialogue with students, {name}"),
        }
    }

    /// What a new commitment answers to: in its dialogue the newest question that was accepted and is promised nothing
    /// yet, else the newest, else its conclusions; in a round, those of the first dialogue that has any, the school's
    /// before others.
    pub(super) fn promise(&self) -> String {
        let unknown = || if self.dialogue.is_some() { "conclusions" } else { "truong/conclusions" }.to_owned();
        self.promised().map_or_else(unknown, |(written, _)| written)
    }

    /// The same, with the question if it is one.
    fn promised(&self) -> Option<(String, Option<&'r Question>)> {
        if let Some(dialogue) = self.dialogue {
            return self.promised_in(dialogue);
        }
        let round = self.target.round.as_deref().unwrap_or_default();
        let mut dialogues: Vec<&Dialogue> =
            self.register.dialogues.iter().filter(|d| d.id.split('/').next() == Some(round)).collect();
        dialogues.sort_by_key(|d| d.facts.level.copied() != Some(LevelOfDialogue::School));
        dialogues.into_iter().find_map(|dialogue| {
            let (written, question) = self.promised_in(dialogue)?;
            Some((format!("{}/{written}", dialogue.slug()), question))
        })
    }

    fn promised_in(&self, dialogue: &Dialogue) -> Option<(String, Option<&'r Question>)> {
        let questions = || dialogue.links.questions.iter().rev().map(|q| &self.register.questions[q.at()]);
        let waiting = questions().find(|question| question.links.commitments.is_empty() && is_accepted(question));
        match waiting.or_else(|| questions().next()) {
            Some(question) => Some((format!("questions/{}", question.slug()), Some(question))),
            None => (!dialogue.facts.conclusions.is_empty()).then(|| ("conclusions".to_owned(), None)),
        }
    }

    /// The academic year of a new round: from its name, else the one that today lies in.
    pub(super) fn academic_year(&self) -> (i32, i32) {
        let mut years = self.target.name.split('-').map(str::parse::<i32>);
        if let (Some(Ok(first)), Some(Ok(second))) = (years.next(), years.next())
            && first + 1 == second
            && first > 1900
        {
            return (first, second);
        }
        if let Some(first) = self.target.name.split('-').next().and_then(|part| part.parse().ok()).filter(|y| *y > 1900)
        {
            return (first, first + 1);
        }
        let first = if self.today.month() >= 9 { self.today.year() } else { self.today.year() - 1 };
        (first, first + 1)
    }

    /// The year of a new calendar: from its name, else this year.
    pub(super) fn year(&self) -> i32 {
        let named = self.target.name.split('-').filter_map(|part| part.parse::<i32>().ok()).find(|y| *y > 1900);
        named.unwrap_or(self.today.year())
    }
}

/// Whether an answer to the question accepts what it asks for.
fn is_accepted(question: &Question) -> bool {
    let last = question.facts.answers.iter().rev().find_map(|answer| answer.outcome.copied());
    last.is_some_and(|last| matches!(last, AnswerOutcome::Accepted | AnswerOutcome::PartlyAccepted))
}

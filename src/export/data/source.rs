//! The source of open data: the register as tables see it.
//!
//! A register and its plan go in; the small facts that several tables tell come out. The invariants: what is internal is
//! named nowhere, not even as a reference; of a withheld question nothing comes out that its tombstone does not tell.

use super::table::Value;
use crate::calendar::{Step, VagueDate, explain};
use crate::page::plan::{Plan, has_page};
use crate::page::route::{self, Subject};
use crate::page::view::View;
use crate::record::field::RefKind;
use crate::record::question::Visibility;
use crate::record::value::{LanguageTag, Quantity, Text};
use crate::register::deadline::Deadline;
use crate::register::index::{QuestionIx, RecordIx, RoundIx, UnitIx};
use crate::register::link::asked_of;
use crate::register::{Question, Register};

/// The register as tables see it.
pub struct Source<'r> {
    /// The register.
    pub register: &'r Register<'r>,
    /// The plan of the site.
    pub plan: &'r Plan,
    /// The register in the site's first language, which titles and texts are in.
    pub view: View<'r>,
}

impl<'r> Source<'r> {
    /// The source of a register's tables.
    pub fn new(register: &'r Register<'r>, plan: &'r Plan) -> Self {
        Self { register, plan, view: View::new(register, plan, 0) }
    }

    /// The whole address of a page in the site's first language.
    pub fn url(&self, subject: Subject) -> Value<'static> {
        let path = route::path(self.register, subject);
        Value::Word(format!("{}{path}", self.register.settings.base_url).into())
    }

    /// The id of a record, if readers may know of it.
    pub fn known(&self, record: RecordIx) -> Option<&str> {
        let shown = match record {
            RecordIx::Question(q) => has_page(self.register, q),
            other => self.register.is_public(other),
        };
        shown.then(|| crate::page::title::id_of(self.register, record))
    }

    /// The id of a record that another one refers to: withheld ones are named no more than internal ones.
    pub fn reference(&self, record: RecordIx) -> Option<&str> {
        self.known(record).filter(|_| self.register.is_public(record))
    }

    /// A record that `name` of `kind` means in the record `id`, as a reference.
    pub fn named(&self, kind: RefKind, name: &str, id: &str) -> Value<'_> {
        Value::word(self.register.resolve(kind, name, id).and_then(|ix| self.reference(ix)))
    }

    /// The unit that `slug` names.
    pub fn unit(&self, slug: &str) -> Option<&str> {
        self.register.unit(slug).and_then(|ix| self.unit_id(ix))
    }

    /// The id of a unit.
    pub fn unit_id(&self, ix: UnitIx) -> Option<&str> {
        self.known(RecordIx::Unit(ix))
    }

    /// The question at `ix`.
    pub fn question(&self, ix: QuestionIx) -> &Question {
        &self.register.questions[ix.at()]
    }

    /// The units that a question is asked of.
    pub fn asked_of(&self, ix: QuestionIx) -> Vec<UnitIx> {
        asked_of(self.register, self.question(ix))
    }

    /// The question at `ix`, unless it is withheld.
    pub fn told(&self, ix: QuestionIx) -> Option<&Question> {
        Some(self.question(ix)).filter(|q| q.links.visibility != Visibility::Withheld)
    }

    /// The title of a record in the site's first language.
    pub fn title(&self, record: RecordIx) -> Value<'_> {
        Value::Text(self.view.title(record).0)
    }

    /// A text of the record `id` in English: its translation, or the original where the site's first language is English.
    pub fn english<'a>(&'a self, id: &str, key: &str, original: Option<&'a Text>) -> Value<'a> {
        if self.view.lang == LanguageTag::En {
            return Value::text(original.map(Text::as_str));
        }
        Value::text(self.register.translation(id, LanguageTag::En.as_str()).and_then(|t| t.text(key)))
    }

    /// The last day of the written limit.
    pub fn due(deadline: &Deadline) -> Value<'static> {
        Value::day(deadline.resolved.as_ref().and_then(|r| r.limit).map(|l| l.written))
    }

    /// How precisely a limit was written.
    pub fn precision(deadline: &Deadline) -> Value<'static> {
        let Some(resolved) = deadline.resolved.as_ref().filter(|r| r.limit.is_some()) else { return Value::None };
        let vague =
            resolved.derivation.iter().find_map(|s| if let Step::Period(date, _) = s { Some(date) } else { None });
        Value::Word(
            match vague {
                None => "day",
                Some(VagueDate::Month(_)) => "month",
                Some(VagueDate::Quarter(..)) => "quarter",
                Some(VagueDate::Semester(..)) => "semester",
                Some(VagueDate::Year(_)) => "year",
            }
            .into(),
        )
    }

    /// How a limit came about, in sentences of the language; steps are named by their titles.
    pub fn derivation(&self, deadline: &Deadline, round: RoundIx, lang: LanguageTag) -> Value<'static> {
        let Some(resolved) = deadline.resolved.as_ref() else { return Value::None };
        self.sentences(&resolved.derivation, round, lang)
    }

    /// A derivation in sentences of the language.
    pub fn sentences(&self, steps: &[Step], round: RoundIx, lang: LanguageTag) -> Value<'static> {
        let schedule = &self.register.rounds[round.at()].links.schedule;
        let title = |id: &str| schedule.steps.iter().find(|s| &*s.id == id).map(|s| s.title.to_string());
        let sentences = match lang {
            LanguageTag::Vi => explain::vietnamese(steps, &title),
            LanguageTag::En => explain::english(steps, &title),
        };
        if sentences.is_empty() { Value::None } else { Value::Text(sentences.join(" ").into()) }
    }
}

/// The number of a quantity.
pub fn number(quantity: Option<&Quantity>) -> Value<'static> {
    Value::whole(quantity.map(|q| q.0.value))
}

/// How exact a quantity is: nothing where it is exact.
pub fn qualifier(quantity: Option<&Quantity>) -> Value<'static> {
    Value::word(quantity.and_then(|q| q.0.qualifier).map(crate::calendar::Qualifier::name))
}

//! What of a record can be found: its texts by field, and what is told of it beside them.
//!
//! A public record in one language goes in; texts come out, as its page shows them: Markdown rendered and stripped, so
//! that what readers must not see is gone, and only facts up to the as-of date. The invariant: withheld and internal
//! records never come here (`listed` leaves them out), and no text of one is in another's.

use crate::page::plain;
use crate::page::route::{self, Route, Subject};
use crate::page::row;
use crate::page::view::View;
use crate::record::value::Text;
use crate::register::index::{
    CommitmentIx, DialogueIx, DocumentIx, PageIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx,
};
use crate::register::timeline::{CommitmentFact, QuestionFact};
use crate::register::{Promise, Register};
use chrono::NaiveDate;

/// Where in a record a text stands, by weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Its title and other names.
    Title,
    /// What was asked, or the record's own text.
    Question,
    /// What was answered.
    Answer,
    /// Everything else.
    Rest,
}

/// The texts of a record in one language, in reading order.
pub(super) type Passages = Vec<(Field, String)>;

/// Longer texts than any that a record holds: none is cut.
const WHOLE: usize = 1 << 28;

/// The records that can be found, by kind, then in the register's order.
pub(super) fn listed(register: &Register<'_>) -> Vec<RecordIx> {
    let mut all: Vec<RecordIx> = Vec::new();
    macro_rules! add {
        ($($arena:ident $kind:ident $ix:ident,)*) => {$(
            all.extend((0..register.$arena.len() as u32).map(|i| RecordIx::$kind($ix(i))));
        )*};
    }
    add! {
        questions Question QuestionIx, commitments Commitment CommitmentIx, dialogues Dialogue DialogueIx, rounds Round RoundIx,
        units Unit UnitIx, topics Topic TopicIx, documents Document DocumentIx, surveys Survey SurveyIx, pages Page PageIx,
    }
    all.retain(|record| register.is_public(*record));
    all
}

/// What kind a record is, as the address of a search says it (`loai=`), with its words.
pub(super) const KINDS: [(&str, (&str, &str)); 9] = [
    ("question", ("Ý kiến", "Question")),
    ("commitment", ("Cam kết khắc phục", "Commitment")),
    ("dialogue", ("Buổi đối thoại", "Dialogue")),
    ("round", ("Đợt đối thoại", "Round")),
    ("unit", ("Đơn vị", "Unit")),
    ("topic", ("Lĩnh vực", "Topic")),
    ("document", ("Văn bản", "Document")),
    ("survey", ("Khảo sát", "Survey")),
    ("page", ("Trang thông tin", "Information")),
];

/// The position of a record's kind in [`KINDS`].
pub(super) const fn kind(record: RecordIx) -> usize {
    match record {
        RecordIx::Question(_) => 0,
        RecordIx::Commitment(_) => 1,
        RecordIx::Dialogue(_) => 2,
        RecordIx::Round(_) => 3,
        RecordIx::Unit(_) => 4,
        RecordIx::Topic(_) => 5,
        RecordIx::Document(_) => 6,
        RecordIx::Survey(_) => 7,
        RecordIx::Page(_) | RecordIx::Procedure(_) => 8,
    }
}

/// The state of a record, with its words.
pub(super) fn state(register: &Register<'_>, record: RecordIx) -> Option<(&'static str, (&'static str, &'static str))> {
    Some(match record {
        RecordIx::Question(ix) => {
            let state = register.questions[ix.at()].links.course.state;
            (state.as_str(), state.label())
        }
        RecordIx::Commitment(ix) => {
            let state = register.commitments[ix.at()].links.course.state;
            (state.as_str(), state.label())
        }
        RecordIx::Dialogue(ix) => {
            let state = register.dialogues[ix.at()].links.state;
            (state.as_str(), state.label())
        }
        _ => return None,
    })
}

/// The day that a record is dated by.
pub(super) fn date(register: &Register<'_>, record: RecordIx) -> Option<NaiveDate> {
    match record {
        RecordIx::Question(ix) => register.questions[ix.at()].links.received,
        RecordIx::Commitment(ix) => register.commitments[ix.at()].links.made,
        RecordIx::Dialogue(ix) => register.dialogues[ix.at()].links.held.map(|h| h.0),
        RecordIx::Document(ix) => register.documents[ix.at()].facts.date.copied().map(|d| d.0),
        _ => None,
    }
}

/// The round that a record belongs to.
pub(super) fn round(register: &Register<'_>, record: RecordIx) -> Option<RoundIx> {
    match record {
        RecordIx::Question(ix) => Some(register.questions[ix.at()].links.round),
        RecordIx::Commitment(ix) => Some(register.commitments[ix.at()].links.round),
        RecordIx::Dialogue(ix) => Some(register.dialogues[ix.at()].links.round),
        RecordIx::Survey(ix) => Some(register.surveys[ix.at()].links.round),
        RecordIx::Round(ix) => Some(ix),
        RecordIx::Document(ix) => {
            let links = &register.documents[ix.at()].links;
            links.round.or_else(|| links.dialogue.map(|d| register.dialogues[d.at()].links.round))
        }
        _ => None,
    }
}

/// The units that a record is of: the one that it is shown under first (who answers), then the one that it was asked in.
pub(super) fn units(register: &Register<'_>, record: RecordIx) -> Vec<UnitIx> {
    let of_dialogue = |ix: DialogueIx| register.dialogues[ix.at()].links.unit;
    let mut all: Vec<UnitIx> = match record {
        RecordIx::Question(ix) => {
            let held_by = of_dialogue(register.questions[ix.at()].links.dialogue);
            register.questions[ix.at()].links.answerer.into_iter().chain(held_by).collect()
        }
        RecordIx::Commitment(ix) => {
            let links = &register.commitments[ix.at()].links;
            links.lead.into_iter().chain(links.dialogue.and_then(of_dialogue)).collect()
        }
        RecordIx::Dialogue(ix) => of_dialogue(ix).into_iter().collect(),
        RecordIx::Unit(ix) => vec![ix],
        RecordIx::Document(ix) => {
            let issuer = register.documents[ix.at()].facts.issuer.get();
            issuer.and_then(|u| register.unit(u.as_str())).into_iter().collect()
        }
        RecordIx::Survey(ix) => register.surveys[ix.at()].links.dialogue.and_then(of_dialogue).into_iter().collect(),
        _ => Vec::new(),
    };
    all.retain(|u| register.is_public(RecordIx::Unit(*u)));
    if all.len() == 2 && all[0] == all[1] {
        all.pop();
    }
    all
}

/// The topics that a record is on, and those above them.
pub(super) fn topics(register: &Register<'_>, record: RecordIx) -> Vec<TopicIx> {
    let of_question = |ix: QuestionIx| {
        let written = register.questions[ix.at()].facts.topics.0.iter();
        written.filter_map(|t| register.topic(t.as_str())).collect::<Vec<_>>()
    };
    let mut all = match record {
        RecordIx::Question(ix) => of_question(ix),
        RecordIx::Topic(ix) => vec![ix],
        RecordIx::Commitment(ix) => {
            let promises = register.commitments[ix.at()].links.answers_to.iter();
            let questions = promises.filter_map(|p| if let Promise::Question(q) = p { Some(*q) } else { None });
            questions.filter(|q| register.is_public(RecordIx::Question(*q))).flat_map(of_question).collect()
        }
        _ => Vec::new(),
    };
    let mut at = 0;
    // Topics form a tree; a circle is an error of its own (S16) and ends here because no topic is added twice.
    while let Some(topic) = all.get(at) {
        let parent = register.topics[topic.at()].facts.parent.as_ref().and_then(|p| register.topic(p.as_str()));
        if let Some(parent) = parent.filter(|p| !all.contains(p)) {
            all.push(parent);
        }
        at += 1;
    }
    all.retain(|t| register.is_public(RecordIx::Topic(*t)));
    all.sort_unstable();
    all.dedup();
    all
}

/// The texts of one record in the language of `view`.
pub(super) fn passages(view: &View<'_>, record: RecordIx) -> Passages {
    let mut gathered = Gathered { view, found: Vec::new() };
    gathered.add(Field::Title, &view.title(record).0);
    match record {
        RecordIx::Question(ix) => gathered.question(ix),
        RecordIx::Commitment(ix) => gathered.commitment(ix),
        RecordIx::Dialogue(ix) => gathered.dialogue(ix),
        RecordIx::Round(ix) => gathered.round(ix),
        RecordIx::Unit(ix) => gathered.unit(ix),
        RecordIx::Topic(ix) => gathered.topic(ix),
        RecordIx::Document(ix) => gathered.document(ix),
        RecordIx::Survey(ix) => gathered.survey(ix),
        RecordIx::Page(ix) => {
            let page = &view.register.pages[ix.at()];
            gathered.body(&page.id, &page.path, page.body, Subject::Page(ix));
        }
        RecordIx::Procedure(_) => {}
    }
    for unit in units(view.register, record) {
        if record != RecordIx::Unit(unit) {
            gathered.add(Field::Rest, &view.link(RecordIx::Unit(unit)).title);
        }
    }
    gathered.found
}

/// The texts of a record as they are found.
struct Gathered<'v, 'r> {
    view: &'v View<'r>,
    found: Passages,
}

impl Gathered<'_, '_> {
    fn add(&mut self, field: Field, text: &str) {
        if !text.trim().is_empty() {
            self.found.push((field, text.to_owned()));
        }
    }

    /// A text of the record `id` that stands under `key`.
    fn text(&mut self, field: Field, id: &str, key: impl std::fmt::Display, written: Option<&str>) {
        if let Some(written) = written {
            let text = self.view.text(id, key, written).0.into_owned();
            self.add(field, &text);
        }
    }

    fn body(&mut self, id: &str, path: &str, span: crate::text::span::Span, subject: Subject) {
        let html = self.view.body(id, path, span, self.route(subject)).0;
        self.html(Field::Question, html.as_ref());
    }

    fn html(&mut self, field: Field, html: Option<&crate::page::model::part::Html<'_>>) {
        if let Some(html) = html {
            self.add(field, &plain::words(html, WHOLE));
        }
    }

    const fn route(&self, subject: Subject) -> Route {
        Route { lang: self.view.lang_index, subject }
    }

    fn question(&mut self, ix: QuestionIx) {
        let route = self.route(Subject::Question(ix));
        let question = &self.view.register.questions[ix.at()];
        let (id, facts) = (&*question.id, &question.facts);
        self.html(Field::Question, self.view.question_text(ix, route).0.as_ref());
        for (_, fact, _) in &question.links.course.events {
            match *fact {
                QuestionFact::Answer(i) => {
                    self.html(Field::Answer, self.view.answer_text(ix, i, route).0.as_ref());
                    let answer = &facts.answers[i];
                    for (key, text) in [("reason", &answer.reason), ("body", &answer.body)] {
                        let written = text.as_ref().map(|t| t.as_str());
                        self.text(Field::Answer, id, format_args!("answers.{i}.{key}"), written);
                    }
                }
                QuestionFact::Referral(i) => {
                    let referral = &facts.referrals[i];
                    let reason = referral.reason.get().map(Text::as_str);
                    self.text(Field::Rest, id, format_args!("referrals.{i}.reason"), reason);
                    let body = referral.to_body.as_ref().map(|b| b.as_str());
                    self.text(Field::Rest, id, format_args!("referrals.{i}.to_body"), body);
                }
                QuestionFact::Reopening(i) => {
                    let reason = facts.reopened[i].reason.get().map(Text::as_str);
                    self.text(Field::Rest, id, format_args!("reopened.{i}.reason"), reason);
                }
                _ => {}
            }
        }
        self.text(Field::Rest, id, "from", facts.from.as_ref().map(|f| f.as_str()));
    }

    fn commitment(&mut self, ix: CommitmentIx) {
        let commitment = &self.view.register.commitments[ix.at()];
        let (id, facts) = (&*commitment.id, &commitment.facts);
        self.text(Field::Question, id, "measure", facts.measure.as_ref().map(|m| m.as_str()));
        self.body(id, &commitment.path, commitment.body, Subject::Commitment(ix));
        for (_, fact, _) in &commitment.links.course.events {
            match *fact {
                CommitmentFact::Update(i) => {
                    let note = facts.updates[i].note.get().map(Text::as_str);
                    self.text(Field::Answer, id, format_args!("updates.{i}.note"), note);
                }
                CommitmentFact::Verification(i) => {
                    let note = facts.verifications[i].note.as_ref().map(|n| n.as_str());
                    self.text(Field::Answer, id, format_args!("verifications.{i}.note"), note);
                }
            }
        }
    }

    fn dialogue(&mut self, ix: DialogueIx) {
        let dialogue = &self.view.register.dialogues[ix.at()];
        let (id, facts) = (&*dialogue.id, &dialogue.facts);
        self.body(id, &dialogue.path, dialogue.body, Subject::Dialogue(ix, 1));
        for (i, text) in facts.conclusions.iter().enumerate() {
            self.text(Field::Answer, id, format_args!("conclusions.{i}"), Some(text.as_str()));
        }
        for (i, item) in facts.agenda.iter().enumerate() {
            self.text(Field::Rest, id, format_args!("agenda.{i}.title"), item.title.get().map(Text::as_str));
        }
        self.text(Field::Rest, id, "place", facts.place.as_ref().map(|p| p.as_str()));
        self.text(Field::Rest, id, "chair", facts.chair.as_ref().map(|c| c.as_str()));
    }

    fn round(&mut self, ix: RoundIx) {
        let round = &self.view.register.rounds[ix.at()];
        self.body(&round.id, &round.path, round.body, Subject::Round(ix));
        for step in &round.links.schedule.steps {
            let key = format!("step.{}.title", step.id);
            let id = if step.from_procedure { "" } else { &*round.id };
            self.text(Field::Rest, id, key, Some(&step.title));
        }
        self.add(Field::Rest, &row::academic_year(self.view, ix));
    }

    fn unit(&mut self, ix: UnitIx) {
        let unit = &self.view.register.units[ix.at()];
        let (id, facts) = (&*unit.id, &unit.facts);
        self.text(Field::Title, id, "abbr", facts.abbr.as_ref().map(|a| a.as_str()));
        for (i, alias) in facts.aliases.iter().enumerate() {
            self.text(Field::Title, id, format_args!("aliases.{i}"), Some(alias.as_str()));
        }
        self.body(id, &unit.path, unit.body, Subject::Unit(ix, 1));
        for (i, former) in facts.former.iter().enumerate() {
            self.text(Field::Rest, id, format_args!("former.{i}.name"), former.name.get().map(Text::as_str));
        }
    }

    fn topic(&mut self, ix: TopicIx) {
        let topic = &self.view.register.topics[ix.at()];
        for (i, keyword) in topic.facts.keywords.iter().enumerate() {
            self.text(Field::Question, &topic.id, format_args!("keywords.{i}"), Some(keyword.as_str()));
        }
    }

    fn document(&mut self, ix: DocumentIx) {
        let document = &self.view.register.documents[ix.at()];
        let (id, facts) = (&*document.id, &document.facts);
        // By their numbers documents are called.
        self.text(Field::Title, id, "number", facts.number.as_ref().map(|n| n.as_str()));
        self.text(Field::Title, id, "form_code", facts.form_code.as_ref().map(|c| c.as_str()));
        let kind = facts.r#type.copied().map(|k| self.view.label(k.label()));
        self.add(Field::Rest, kind.unwrap_or_default());
        for (i, basis) in facts.basis.iter().enumerate() {
            self.text(Field::Rest, id, format_args!("basis.{i}"), Some(basis.as_str()));
        }
    }

    fn survey(&mut self, ix: SurveyIx) {
        let survey = &self.view.register.surveys[ix.at()];
        let (id, facts) = (&*survey.id, &survey.facts);
        self.body(id, &survey.path, survey.body, Subject::Survey(ix));
        self.text(Field::Question, id, "population", facts.population.as_ref().map(|p| p.as_str()));
        for (i, item) in facts.item.iter().enumerate() {
            self.text(Field::Question, id, format_args!("item.{i}.title"), item.title.get().map(Text::as_str));
        }
    }
}

/// The path of a record's page below the language's prefix; empty for a procedure, which has none.
pub(super) fn path(register: &Register<'_>, record: RecordIx) -> String {
    route::subject_of(record).map(|subject| route::path(register, subject)).unwrap_or_default()
}

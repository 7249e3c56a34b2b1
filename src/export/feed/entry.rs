//! Entries: a piece of news in the words of one language.
//!
//! A dated fact goes in; an id, a title, the address of the place that tells it, a summary, its author and categories come
//! out, all as plain text. The invariants: units that are not public are named nowhere; what an entry says depends on its
//! own fact and the names around it, not on how things stand now, so that an old entry stays as it was read.

use super::news::{News, record};
use crate::page::follow::IDS_SINCE;
use crate::page::model::part::Text;
use crate::page::plain::shorten;
use crate::page::title::id_of;
use crate::page::view::View;
use crate::record::commitment::UpdateState;
use crate::record::value::{Text as Written, UnitRef};
use crate::register::index::{CommitmentIx, DialogueIx, QuestionIx, RecordIx, RoundIx};
use std::fmt::Display;

/// The longest summary, in characters.
const SUMMARY: usize = 400;

/// A piece of news.
pub(super) struct Entry<'a> {
    /// What is behind the record's id in its own: `/answers/1`; nothing that could be the name of a record within it.
    pub(super) part: String,
    /// What kind of news.
    pub(super) kind: (&'static str, &'static str),
    /// Its title: what happened, and to what.
    pub(super) title: String,
    /// The title's language where it is not the feed's.
    pub(super) title_lang: Option<Text<'a>>,
    /// Where on its page it is told: `#tra-loi-1`.
    pub(super) anchor: String,
    /// What it says, and its language where it is not the feed's.
    pub(super) summary: Option<(String, Option<Text<'a>>)>,
    /// The unit that did it.
    pub(super) unit: Option<Text<'a>>,
}

/// What `news` say.
pub(super) fn entry<'a>(view: &'a View<'_>, news: News) -> Entry<'a> {
    let teller = Teller { view, news };
    let mut entry = match news {
        News::Held(ix) => teller.held(ix),
        News::Outcome(ix) => teller.outcome(ix),
        News::Issued(ix) => {
            let document = &view.register.documents[ix.at()];
            let kind = document.facts.r#type.copied().map_or("", |t| view.label(t.label()));
            let kind = if kind.is_empty() { view.say("văn bản", "document") } else { kind };
            let number = document.facts.number.as_ref().map(|n| (n.as_str().to_owned(), None));
            let unit = teller.unit(document.facts.issuer.get());
            Entry { summary: number, unit, ..teller.plain(("document", view.say("Văn bản", "Document")), "", kind) }
        }
        News::Answered(ix, i) => teller.answered(ix, i as usize),
        News::Reopened(ix, i) => {
            let question = &view.register.questions[ix.at()];
            let reason = question.facts.reopened[i as usize].reason.get();
            let summary = teller.words(format_args!("reopened.{i}.reason"), reason);
            let label = view.say("Mở lại", "Reopened");
            Entry { summary, ..teller.plain(("reopened", label), &format!("/reopened/{}", i + 1), label) }
        }
        News::Promised(ix) => teller.promised(ix),
        News::Updated(ix, i) => teller.updated(ix, i as usize),
        News::Extended(ix, i) => teller.extended(ix, i as usize),
        News::Verified(ix, i) => teller.verified(ix, i as usize),
        News::Corrected(record, i) => teller.corrected(record, i as usize),
        News::Closed(ix) => teller.closed(ix),
    };
    entry.summary = entry.summary.filter(|(text, _)| !text.is_empty());
    entry
}

/// The year in an id: that in which the record's round begins, so that no correction of a day changes it.
pub(super) fn year(view: &View<'_>, news: News) -> i32 {
    let register = view.register;
    let round: Option<RoundIx> = match record(news) {
        RecordIx::Round(ix) => Some(ix),
        RecordIx::Dialogue(ix) => Some(register.dialogues[ix.at()].links.round),
        RecordIx::Question(ix) => Some(register.questions[ix.at()].links.round),
        RecordIx::Commitment(ix) => Some(register.commitments[ix.at()].links.round),
        RecordIx::Survey(ix) => Some(register.surveys[ix.at()].links.round),
        RecordIx::Document(ix) => register.documents[ix.at()].links.round,
        RecordIx::Unit(_) | RecordIx::Topic(_) | RecordIx::Procedure(_) | RecordIx::Page(_) => None,
    };
    let year = round.and_then(|ix| register.rounds[ix.at()].facts.academic_year.get());
    year.map_or(IDS_SINCE, |year| year.0.first())
}

struct Teller<'a, 'v> {
    view: &'a View<'v>,
    news: News,
}

impl<'a> Teller<'a, '_> {
    /// An entry that says `what` happened to its record.
    fn plain(&self, kind: (&'static str, &'static str), part: &str, what: &str) -> Entry<'a> {
        let (title, title_lang) = self.view.title(record(self.news));
        // "Công văn về …" says itself that it is one.
        let says_it = crate::text::vietnamese::fold(&title).starts_with(&crate::text::vietnamese::fold(what));
        let title = if says_it { title.into_owned() } else { format!("{}: {title}", capitalised(what)) };
        let (part, anchor) = (part.to_owned(), String::new());
        Entry { part, kind, title, title_lang, anchor, summary: None, unit: None }
    }

    fn id(&self) -> &'a str {
        id_of(self.view.register, record(self.news))
    }

    /// A unit by its name, if readers may know of it.
    fn unit(&self, slug: Option<&UnitRef>) -> Option<Text<'a>> {
        let ix = RecordIx::Unit(self.view.register.unit(slug?.as_str())?);
        self.view.register.is_known(ix).then(|| self.view.title(ix).0)
    }

    /// A text of the record, for a summary.
    fn words(&self, key: impl Display, written: Option<&'a Written>) -> Option<(String, Option<Text<'a>>)> {
        let (text, lang) = self.view.text(self.id(), key, written?.as_str());
        Some((shorten(text, SUMMARY).into_owned(), lang))
    }

    fn held(&self, ix: DialogueIx) -> Entry<'a> {
        let view = self.view;
        let dialogue = &view.register.dialogues[ix.at()];
        let unit = self.unit(dialogue.facts.unit.get());
        let place = dialogue.facts.place.as_ref().map(|p| view.text(&dialogue.id, "place", p.as_str()).0);
        let days = dialogue.links.held.map(|(first, last)| {
            if first == last {
                capitalised(&view.long_date(first).text)
            } else {
                format!("{} – {}", view.date(first).text, view.date(last).text)
            }
        });
        let summary: Vec<String> = days.into_iter().chain(place.map(Text::into_owned)).collect();
        let kind = ("dialogue", view.say("Đối thoại", "Dialogue"));
        Entry {
            summary: Some((summary.join(" · "), None)),
            unit,
            ..self.plain(kind, "", view.say("Đã tổ chức", "Held"))
        }
    }

    fn outcome(&self, ix: DialogueIx) -> Entry<'a> {
        let view = self.view;
        let dialogue = &view.register.dialogues[ix.at()];
        let outcome = dialogue.facts.outcome.as_ref();
        let what = outcome.and_then(|o| o.is.copied()).map_or("", |is| view.label(is.label()));
        let reason = outcome.and_then(|o| o.reason.as_ref()).map(|r| &r.value);
        let kind = ("dialogue", view.say("Đối thoại", "Dialogue"));
        Entry {
            summary: self.words("outcome.reason", reason),
            unit: self.unit(dialogue.facts.unit.get()),
            ..self.plain(kind, "/outcome", what)
        }
    }

    fn answered(&self, ix: QuestionIx, i: usize) -> Entry<'a> {
        let view = self.view;
        let answer = &view.register.questions[ix.at()].facts.answers[i];
        let (text, lang) = view.answer_words(ix, i);
        let text = Some((shorten(text, SUMMARY).into_owned(), lang)).filter(|(text, _)| !text.is_empty());
        let reason = || self.words(format_args!("answers.{i}.reason"), answer.reason.as_ref().map(|r| &r.value));
        let label = view.say("Trả lời", "Answer");
        Entry {
            anchor: format!("#tra-loi-{}", i + 1),
            summary: text.or_else(reason),
            unit: self.unit(answer.unit.get()),
            ..self.plain(("answer", label), &format!("/answers/{}", i + 1), label)
        }
    }

    fn promised(&self, ix: CommitmentIx) -> Entry<'a> {
        let view = self.view;
        let commitment = &view.register.commitments[ix.at()];
        let measure = self.words("measure", commitment.facts.measure.as_ref().map(|m| &m.value));
        let limit = view.first_limit(ix).and_then(|limit| view.last_date(&limit));
        let due = limit.map(|date| format!("{} {}.", view.say("Hạn:", "Due:"), date.text));
        let summary = match (measure, due) {
            (Some((measure, lang)), Some(due)) => {
                let end = if measure.ends_with(['.', '!', '?', '…', ':', ';']) { "" } else { "." };
                Some((format!("{measure}{end} {due}"), lang))
            }
            (measure, due) => measure.or(due.map(|due| (due, None))),
        };
        let label = view.say("Cam kết", "Commitment");
        Entry { summary, unit: self.unit(commitment.facts.lead.get()), ..self.plain(("commitment", label), "", label) }
    }

    fn updated(&self, ix: CommitmentIx, i: usize) -> Entry<'a> {
        let view = self.view;
        let update = &view.register.commitments[ix.at()].facts.updates[i];
        let label = view.say("Cập nhật", "Update");
        let mut entry = self.plain(("update", label), &format!("/updates/{}", i + 1), label);
        let state = update.state.copied().map(UpdateState::label).map(|label| view.label(label).to_owned());
        let percent = update.whole_percent().map(|percent| format!("{percent}%"));
        told(&mut entry.title, &[state, percent]);
        let summary = self.words(format_args!("updates.{i}.note"), update.note.get());
        Entry { summary, unit: self.unit(update.unit.get()), ..entry }
    }

    fn extended(&self, ix: CommitmentIx, i: usize) -> Entry<'a> {
        let view = self.view;
        let commitment = &view.register.commitments[ix.at()];
        let extension = &commitment.facts.extensions[i];
        let label = view.say("Lùi hạn", "Limit moved");
        let mut entry = self.plain(("extension", label), &format!("/extensions/{}", i + 1), label);
        let limit = extension.to.get().and_then(|to| view.commitment_limit(commitment, &to.0));
        let to = limit.and_then(|limit| view.last_date(&limit));
        told(&mut entry.title, &[to.map(|date| format!("{} {}", view.say("đến", "to"), date.text))]);
        let summary = self.words(format_args!("extensions.{i}.reason"), extension.reason.get());
        Entry { summary, unit: self.unit(extension.by.get()), ..entry }
    }

    fn verified(&self, ix: CommitmentIx, i: usize) -> Entry<'a> {
        let view = self.view;
        let verification = &view.register.commitments[ix.at()].facts.verifications[i];
        let label = view.say("Kiểm chứng", "Verification");
        let mut entry = self.plain(("verification", label), &format!("/verifications/{}", i + 1), label);
        let result = verification.result.copied().map(|result| view.label(result.label()).to_owned());
        told(&mut entry.title, &[result]);
        let note = verification.note.as_ref().map(|n| &n.value);
        let summary = self.words(format_args!("verifications.{i}.note"), note);
        Entry { summary, unit: self.unit(verification.unit.get()), ..entry }
    }

    fn corrected(&self, corrected: RecordIx, i: usize) -> Entry<'a> {
        let view = self.view;
        let label = view.say("Đính chính", "Correction");
        let entry = self.plain(("correction", label), &format!("/corrections/{}", i + 1), label);
        let written = crate::page::corrections::corrections_of(view, corrected).and_then(|(_, list)| list.get(i));
        let Some(correction) = written else { return entry };
        let summary = self.words(format_args!("corrections.{i}.what"), correction.what.get());
        Entry { anchor: "#dinh-chinh".to_owned(), summary, unit: self.unit(correction.unit.get()), ..entry }
    }

    fn closed(&self, ix: RoundIx) -> Entry<'a> {
        let view = self.view;
        let organiser = view.register.rounds[ix.at()].facts.organiser.as_ref().map(|u| &u.value);
        let kind = ("round", view.say("Đợt đối thoại", "Round"));
        Entry { unit: self.unit(organiser), ..self.plain(kind, "", view.say("Kết thúc", "Closed")) }
    }
}

/// Adds to a title, in brackets, what is known more.
fn told(title: &mut String, more: &[Option<String>]) {
    let more: Vec<&str> = more.iter().flatten().map(String::as_str).collect();
    if !more.is_empty() {
        *title = format!("{title} ({})", more.join(", "));
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

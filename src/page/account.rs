//! The account of a dialogue: who took part, what was said, concluded and promised, and where it was published.
//!
//! A public dialogue goes in; everything of its page but the questions comes out. The invariant: people appear as groups
//! with counts, and only what its record says is public.

use super::carried;
use super::figure::figures;
use super::listing::short;
use super::model::dialogue::{
    Account, AgendaPoint, Conclusion, Delegates, DialogueOutcome, ModeDecision, Participants, Picture, Publication,
};
use super::model::part::{DocumentLink, Fact, Link, OuterLink, Period};
use super::model::row::{CommitmentRow, DocumentRow, QuestionRow, SurveyRow};
use super::plan::has_page;
use super::route::{self, Route, Subject};
use super::row::{self, By};
use super::view::View;
use crate::record::field::RefKind;
use crate::record::value::{DocumentRef, Form, LanguageTag};
use crate::register::Dialogue;
use crate::register::coverage::{self, CellState};
use crate::register::index::{DialogueIx, RecordIx};
use crate::register::statistics::FigureId;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use std::borrow::Cow;

/// How much of what earlier rounds left open a dialogue's page shows.
const CARRIED: usize = 10;

/// All of a dialogue's account.
pub(super) fn account<'a>(view: &'a View<'_>, ix: DialogueIx, route: Route) -> Account<'a> {
    let dialogue = &view.register.dialogues[ix.at()];
    let facts = &dialogue.facts;
    let (html, lang) = view.body(&dialogue.id, &dialogue.path, dialogue.body, route);
    let form = facts.form.copied().unwrap_or(Form::InPerson);
    let document = |d: &DocumentRef| view.document(d.as_str(), &dialogue.id);
    let (previous, next) = view.plan.aggregates.beside[ix.at()];
    let ids = [FigureId::AnswerRate, FigureId::OnTimeRate, FigureId::VerifiedRate, FigureId::DaysToFirstAnswer];
    Account {
        html,
        lang,
        level: row::level(view, dialogue),
        form: view.term(form.as_str(), form.label()),
        held: held(view, dialogue),
        place: facts.place.as_ref().map(|p| view.words(&dialogue.id, "place", p.as_str())),
        venues: facts.venues.as_ref().map(|q| view.quantity(q)),
        chair: facts.chair.as_ref().map(|c| view.words(&dialogue.id, "chair", c.as_str())),
        outcome: outcome(view, dialogue),
        mode_decision: mode_decision(view, dialogue),
        participants: participants(view, dialogue),
        delegates: delegates(view, dialogue),
        channels: channels(view, dialogue),
        agenda: agenda(view, dialogue),
        inputs: inputs(view, dialogue),
        takes_up: takes_up(view, dialogue),
        previous_report: facts.previous_report.as_ref().and_then(|d| document(d)),
        programme: facts.programme.0.first().and_then(|d| document(d)),
        minutes: facts.minutes.0.iter().filter_map(|d| document(d)).collect::<Vec<DocumentLink<'a>>>(),
        conclusions: conclusions(view, ix),
        commitments: commitments(view, ix),
        carried: short(
            &carried::of_dialogue(view, ix),
            CARRIED,
            Some(view.href(Subject::Round(dialogue.links.round)) + "#chuyen-tiep"),
            |c| row::commitment(view, c, true),
        ),
        figures: figures(view, &view.plan.aggregates.statistics.dialogues[ix.at()], &ids, |_| None),
        published: published(view, ix),
        media: pictures(view, dialogue),
        coverage: press(view, dialogue),
        documents: documents(view, dialogue),
        surveys: surveys(view, dialogue),
        previous: previous.map(|d| view.link(RecordIx::Dialogue(d))),
        next: next.map(|d| view.link(RecordIx::Dialogue(d))),
        corrections: view.corrections(&dialogue.id, &facts.corrections),
    }
}

fn shown<I: Copy>(list: &[I], public: impl Fn(&I) -> bool) -> impl Iterator<Item = I> {
    list.iter().copied().filter(move |ix| public(ix))
}

/// Questions of the round that came up from below.
fn takes_up<'a>(view: &'a View<'_>, dialogue: &Dialogue) -> Vec<QuestionRow<'a>> {
    let taken = shown(&dialogue.links.takes_up, |q| has_page(view.register, *q));
    taken.map(|q| row::question(view, q, By::Received, true)).collect()
}

fn documents<'a>(view: &'a View<'_>, dialogue: &Dialogue) -> Vec<DocumentRow<'a>> {
    let public = shown(&dialogue.links.documents, |d| view.register.documents[d.at()].links.public);
    public.map(|d| row::document(view, d)).collect()
}

fn surveys<'a>(view: &'a View<'_>, dialogue: &Dialogue) -> Vec<SurveyRow<'a>> {
    let public = shown(&dialogue.links.surveys, |s| view.register.surveys[s.at()].links.public);
    public.map(|s| row::survey(view, s)).collect()
}

/// The dialogues and documents that it builds on.
fn inputs<'a>(view: &'a View<'_>, dialogue: &Dialogue) -> Vec<Link<'a>> {
    let written = dialogue.facts.inputs.iter();
    let found = written.filter_map(|i| view.register.resolve(RefKind::Input, i.as_str(), &dialogue.id));
    found.map(|record| view.reference(record)).collect()
}

/// What was promised in it, but what stands under a conclusion.
fn commitments<'a>(view: &'a View<'_>, ix: DialogueIx) -> Vec<CommitmentRow<'a>> {
    let concluded = &view.plan.aggregates.concluded[ix.at()];
    let public =
        shown(&view.register.dialogues[ix.at()].links.commitments, |c| view.register.commitments[c.at()].links.public);
    public.filter(|c| concluded.iter().all(|(_, other)| other != c)).map(|c| row::commitment(view, c, false)).collect()
}

/// When it was or will be held: the first day in long form with weekday and hours.
fn held(view: &View<'_>, dialogue: &Dialogue) -> Option<Period<'static>> {
    let (first, last) = dialogue.links.held?;
    let mut period = row::held(view, dialogue)?;
    let day = format!("{}, {}", weekday(view, first), view.long_date(first).text);
    period.start.text = hours(view, dialogue).map_or_else(|| day.clone(), |hours| format!("{day}, {hours}")).into();
    period.end = (last != first).then(|| view.long_date(last));
    Some(period)
}

/// From when to when a dialogue was or will be held: `8 giờ 00 – 11 giờ 30`.
pub(super) fn hours(view: &View<'_>, dialogue: &Dialogue) -> Option<String> {
    let (start, end) = dialogue.facts.held.as_ref().and_then(|h| h.0.hours)?;
    let end = end.map(|end| format!(" – {}", clock(view, end))).unwrap_or_default();
    Some(format!("{}{end}", clock(view, start)))
}

/// The weekday in words, with a capital.
pub(super) fn weekday(view: &View<'_>, day: NaiveDate) -> &'static str {
    const NAMES: [(&str, &str); 7] = [
        ("Thứ Hai", "Monday"),
        ("Thứ Ba", "Tuesday"),
        ("Thứ Tư", "Wednesday"),
        ("Thứ Năm", "Thursday"),
        ("Thứ Sáu", "Friday"),
        ("Thứ Bảy", "Saturday"),
        ("Chủ nhật", "Sunday"),
    ];
    view.label(NAMES[day.weekday().num_days_from_monday() as usize])
}

/// A time of day: `8 giờ 00`, `08:00`.
fn clock(view: &View<'_>, time: NaiveTime) -> String {
    match view.lang {
        LanguageTag::Vi => format!("{}\u{a0}giờ\u{a0}{:02}", time.hour(), time.minute()),
        LanguageTag::En => format!("{:02}:{:02}", time.hour(), time.minute()),
    }
}

fn outcome<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Option<DialogueOutcome<'a>> {
    let outcome = dialogue.facts.outcome.as_ref()?;
    let is = outcome.is.copied()?;
    let text = |key: &str, t: &'a crate::record::value::Text| view.text(&dialogue.id, key, t.as_str()).0;
    Some(DialogueOutcome {
        is: view.term(is.as_str(), is.label()),
        on: outcome.on.as_ref().map(|day| view.date(day.0)),
        reason: outcome.reason.as_ref().map(|r| text("outcome.reason", r)),
        to: outcome.to.as_ref().map(|t| text("outcome.to", t)),
    })
}

fn mode_decision<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Option<ModeDecision<'a>> {
    let decision = dialogue.facts.mode_decision.as_ref()?;
    Some(ModeDecision {
        count: decision.count.get()?.0.value,
        reason: view.text(&dialogue.id, "mode_decision.reason", decision.reason.get()?.as_str()).0,
        document: decision.document.as_ref().and_then(|d| view.document(d.as_str(), &dialogue.id)),
    })
}

fn participants<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Vec<Participants<'a>> {
    let text = |key: String, group: &'a crate::record::value::Text| view.text(&dialogue.id, &key, group.as_str()).0;
    let groups = dialogue.facts.participants.iter().enumerate().filter_map(|(i, p)| {
        let of_which = p.of_which.iter().enumerate().filter_map(|(j, part)| {
            let label = text(format!("participants.{i}.of_which.{j}.group"), part.group.get()?);
            let value = part.count.as_ref().map_or_else(Cow::default, |q| view.quantity(q));
            Some(Fact { label, value })
        });
        Some(Participants {
            group: text(format!("participants.{i}.group"), p.group.get()?),
            count: p.count.as_ref().map(|q| view.quantity(q)),
            of_which: of_which.collect(),
            complete: p.complete.as_ref().is_none_or(|c| c.value),
        })
    });
    groups.collect()
}

fn delegates<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Vec<Delegates<'a>> {
    let sent = dialogue.facts.delegates.iter().filter_map(|d| {
        Some(Delegates {
            from: view.unit(d.from.get()?.as_str()),
            to: view.unit(d.to.get()?.as_str()),
            count: view.quantity(d.count.get()?),
        })
    });
    sent.collect()
}

fn channels(view: &View<'_>, dialogue: &Dialogue) -> Vec<Fact<'static>> {
    let written = dialogue.facts.questions_by_channel.iter().flat_map(|c| &c.0);
    written
        .map(|(channel, quantity)| Fact { label: view.label(channel.label()).into(), value: view.quantity(quantity) })
        .collect()
}

fn agenda<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Vec<AgendaPoint<'a>> {
    let points = dialogue.facts.agenda.iter().enumerate().filter_map(|(i, point)| {
        Some(AgendaPoint {
            title: view.words(&dialogue.id, format_args!("agenda.{i}.title"), point.title.get()?.as_str()),
            minutes: point.minutes.as_ref().map(|m| m.0.value),
            document: point.document.as_ref().and_then(|d| view.document(d.as_str(), &dialogue.id)),
        })
    });
    points.collect()
}

fn conclusions<'a>(view: &'a View<'_>, ix: DialogueIx) -> Vec<Conclusion<'a>> {
    let dialogue = &view.register.dialogues[ix.at()];
    let concluded = &view.plan.aggregates.concluded[ix.at()];
    let texts = dialogue.facts.conclusions.iter().enumerate();
    texts
        .map(|(i, conclusion)| {
            let number = i as u32 + 1;
            let (text, lang) = view.text(&dialogue.id, format_args!("conclusions.{i}"), conclusion.as_str());
            let commitments = concluded.iter().filter(|(n, _)| *n == number);
            let commitments = commitments.map(|(_, c)| row::commitment(view, *c, false)).collect();
            Conclusion { number, text, lang, commitments }
        })
        .collect()
}

/// Targets that must show the dialogue, and others that do.
fn published<'a>(view: &'a View<'_>, ix: DialogueIx) -> Vec<Publication<'a>> {
    let dialogue = &view.register.dialogues[ix.at()];
    let cells = coverage::cells(view.register, ix).filter(|c| c.state != CellState::NotRequired);
    cells
        .map(|cell| {
            let recorded = cell.recorded.and_then(|p| p.url.as_ref()).map(|u| Cow::Borrowed(&*u.0));
            let built = cell.target.built && cell.state == CellState::Published;
            let here = built && &*cell.target.base_url == view.register.settings.own_url();
            let there = (built && !here)
                .then(|| format!("{}{}", cell.target.base_url, route::path(view.register, Subject::Dialogue(ix, 1))));
            Publication {
                target: Cow::Borrowed(&cell.target.id),
                title: view.text("site", format_args!("target.{}.title", cell.target.id), &cell.target.title).0,
                state: view.state(cell.state.as_str(), cell.state.label()),
                on: cell.on.map(|day| view.date(day)),
                href: here.then(|| view.href(Subject::Dialogue(ix, 1)).into()),
                url: recorded.or(there.map(Cow::Owned)).filter(|_| !here),
                file: cell.recorded.and_then(|p| p.file.as_ref()).and_then(|f| view.file(&dialogue.id, &f.0, None)),
            }
        })
        .collect()
}

/// Pictures, but those whose people did not agree.
fn pictures<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Vec<Picture<'a>> {
    let media = dialogue.facts.media.iter().enumerate();
    let media = media.filter(|(_, m)| m.consent.as_ref().is_none_or(|c| c.value));
    media
        .filter_map(|(i, m)| {
            let href = view.attachment(&dialogue.id, &m.file.get()?.0)?.into();
            let (alt, lang) = match &m.alt {
                Some(alt) => view.text(&dialogue.id, format_args!("media.{i}.alt"), alt.as_str()),
                None => (Cow::default(), None),
            };
            Some(Picture { href, alt, lang })
        })
        .collect()
}

fn press<'a>(view: &'a View<'_>, dialogue: &'a Dialogue) -> Vec<OuterLink<'a>> {
    let reports = dialogue.facts.coverage.iter().enumerate().filter_map(|(i, report)| {
        let title = view.text(&dialogue.id, format_args!("coverage.{i}.title"), report.title.get()?.as_str()).0;
        Some(OuterLink { title, url: Cow::Borrowed(&report.url.get()?.0) })
    });
    reports.collect()
}

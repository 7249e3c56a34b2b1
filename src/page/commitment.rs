//! A commitment's page: what will be true when it is done, who, by when, how far, what shows it, who verified.
//!
//! A public commitment goes in, the model of `commitment.html` comes out. The invariants: verified is what a verification
//! of the course of events entered, never what the unit in charge says; of questions and dialogues that are not public
//! nothing is told.

use super::head;
use super::model::commitment::{Basis, CommitmentEvent, CommitmentPage, VerifiedBy};
use super::model::part::{Deadline, Html, Link, State, Text};
use super::plain;
use super::route::Route;
use super::row;
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{CommitmentIx, DialogueIx, QuestionIx, RecordIx, scope_of};
use crate::register::timeline::{CommitmentFact, CommitmentState};
use crate::register::{Commitment, Promise};
use chrono::NaiveDate;

/// The page of the public commitment at `ix`.
pub fn commitment<'a>(view: &'a View<'_>, ix: CommitmentIx, route: Route) -> CommitmentPage<'a> {
    let commitment = &view.register.commitments[ix.at()];
    let (facts, links) = (&commitment.facts, &commitment.links);
    let (html, body_lang) = view.body(&commitment.id, &commitment.path, commitment.body, route);
    let state = view.state(links.course.state.as_str(), links.course.state.label());
    let measure = facts.measure.as_ref().map(|m| view.text(&commitment.id, "measure", m.as_str()));
    let (measure, measure_lang) = measure.map_or((None, None), |(text, lang)| (Some(text), lang));
    let made = links.made.filter(|day| *day <= view.register.as_of);
    CommitmentPage {
        head: head::head(view, route, description(&state, measure.as_deref(), html.as_ref())),
        state,
        lang: if measure.is_some() { measure_lang } else { body_lang },
        measure,
        html,
        lead: view.unit(facts.lead.get().map_or("", |u| u.as_str())),
        co: facts.co.iter().map(|u| view.unit(u.as_str())).collect(),
        deadline: deadline(view, ix),
        percent: row::percent(view.register, ix),
        answers_to: links.answers_to.iter().map(|p| basis(view, *p)).collect(),
        made_in: made_in(view, commitment),
        made: made.map(|day| view.date(day)),
        budget: facts.budget.as_ref().map(|b| view.text(&commitment.id, "budget", &b.0).0),
        weight: facts.weight.as_ref().map(|w| weight(view, w.0)),
        thread: thread(view, ix, made),
        verified: verified(view, commitment),
        previous: neighbour(view, ix, false),
        next: neighbour(view, ix, true),
        corrections: view.corrections(&commitment.id, &facts.corrections),
    }
}

/// How it stands, and what will be true or will be done.
fn description(state: &State<'_>, measure: Option<&str>, html: Option<&Html<'_>>) -> Text<'static> {
    let what = measure
        .map(str::to_owned)
        .or_else(|| html.map(|html| plain::words(html, head::DESCRIPTION)))
        .unwrap_or_default();
    format!("{}. {what}", state.label).into()
}

fn weight(view: &View<'_>, weight: f64) -> Text<'static> {
    let written = weight.to_string();
    if view.lang == LanguageTag::Vi { written.replace('.', ",").into() } else { written.into() }
}

fn deadline<'a>(view: &'a View<'_>, ix: CommitmentIx) -> Option<Deadline<'a>> {
    let mut deadline = row::commitment_deadline(view, ix)?;
    deadline.extensions = view.commitment_extensions(&view.register.commitments[ix.at()]);
    Some(deadline)
}

/// The dialogue that it was made in, else the round.
fn made_in<'a>(view: &'a View<'_>, commitment: &Commitment) -> Link<'a> {
    match commitment.links.dialogue {
        Some(dialogue) => view.reference(RecordIx::Dialogue(dialogue)),
        None => view.reference(RecordIx::Round(commitment.links.round)),
    }
}

/// What a commitment answers to, as a link.
fn basis<'a>(view: &'a View<'_>, promise: Promise) -> Basis<'a> {
    match promise {
        Promise::Question(ix) => question_basis(view, ix),
        Promise::Conclusions(ix, number) => Basis {
            kind: view.term("conclusion", ("kết luận", "conclusion")),
            link: conclusion(view, ix, number),
            state: None,
        },
    }
}

fn question_basis<'a>(view: &'a View<'_>, ix: QuestionIx) -> Basis<'a> {
    let record = RecordIx::Question(ix);
    let state = view.register.questions[ix.at()].links.course.state;
    Basis {
        kind: view.term("question", ("ý kiến", "question")),
        link: view.reference(record),
        state: view.register.is_known(record).then(|| view.state(state.as_str(), state.label())),
    }
}

/// A conclusion by its words, all conclusions by the title of their dialogue.
fn conclusion<'a>(view: &'a View<'_>, ix: DialogueIx, number: Option<u32>) -> Link<'a> {
    let record = RecordIx::Dialogue(ix);
    let Link { title, href: Some(page), lang } = view.reference(record) else { return view.hidden() };
    let dialogue = &view.register.dialogues[ix.at()];
    let written = number.and_then(|n| Some((n, dialogue.facts.conclusions.get(n.checked_sub(1)? as usize)?)));
    match written {
        Some((n, text)) => {
            let (title, lang) = view.text(&dialogue.id, format_args!("conclusions.{}", n - 1), text.as_str());
            Link { title, href: Some(format!("{page}#ket-luan-{n}").into()), lang }
        }
        None => Link { title, href: Some(format!("{page}#ket-luan-1").into()), lang },
    }
}

/// The order of events of one day: a limit is moved after the news that asks for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Made,
    Update,
    Extension,
    Verification,
}

/// The thread, oldest first.
fn thread<'a>(view: &'a View<'_>, ix: CommitmentIx, made: Option<NaiveDate>) -> Vec<CommitmentEvent<'a>> {
    let commitment = &view.register.commitments[ix.at()];
    let mut dated: Vec<(NaiveDate, Rank, CommitmentEvent<'a>)> = Vec::new();
    if let Some(on) = made {
        let first = view.first_limit(ix);
        let due = first.as_ref().and_then(|limit| view.last_date(limit));
        let holds = first.as_ref().and_then(|limit| view.holds(limit));
        let made = CommitmentEvent::Made { on: view.date(on), at: made_in(view, commitment), due, holds };
        dated.push((on, Rank::Made, made));
    }
    for (on, fact, state) in &commitment.links.course.events {
        match *fact {
            CommitmentFact::Update(i) => dated.push((*on, Rank::Update, update(view, commitment, i, *on, *state))),
            CommitmentFact::Verification(i) => {
                dated.extend(verification(view, commitment, i, *on).map(|event| (*on, Rank::Verification, event)));
            }
        }
    }
    dated.extend(extensions(view, commitment).map(|(on, event)| (on, Rank::Extension, event)));
    dated.sort_by_key(|(on, rank, _)| (*on, *rank));
    dated.into_iter().map(|(.., event)| event).collect()
}

fn update<'a>(
    view: &'a View<'_>,
    commitment: &'a Commitment,
    i: usize,
    on: NaiveDate,
    state: CommitmentState,
) -> CommitmentEvent<'a> {
    let update = &commitment.facts.updates[i];
    let written = update.note.get().map_or("", |n| n.as_str());
    let (note, lang) = view.text(&commitment.id, format_args!("updates.{i}.note"), written);
    CommitmentEvent::Update {
        on: view.date(on),
        unit: view.unit(update.unit.get().map_or("", |u| u.as_str())),
        state: view.state(state.as_str(), state.label()),
        percent: update.whole_percent(),
        note: Some(note).filter(|n| !n.is_empty()),
        lang,
        evidence: update.evidence.iter().map(|e| view.evidence(&commitment.id, e)).collect(),
        document: update.document.as_ref().and_then(|d| view.document(d.as_str(), &commitment.id)),
    }
}

fn verification<'a>(
    view: &'a View<'_>,
    commitment: &'a Commitment,
    i: usize,
    on: NaiveDate,
) -> Option<CommitmentEvent<'a>> {
    let verification = &commitment.facts.verifications[i];
    let result = verification.result.copied()?;
    let note = verification.note.as_ref();
    let note = note.map(|n| view.text(&commitment.id, format_args!("verifications.{i}.note"), n.as_str()));
    let (note, lang) = note.map_or((None, None), |(note, lang)| (Some(note), lang));
    Some(CommitmentEvent::Verified {
        on: view.date(on),
        unit: view.unit(verification.unit.get().map_or("", |u| u.as_str())),
        result: view.term(result.as_str(), result.label()),
        note,
        lang,
        evidence: verification.evidence.iter().map(|e| view.evidence(&commitment.id, e)).collect(),
    })
}

/// The limits that were moved by the as-of date, each with its day.
fn extensions<'a>(
    view: &'a View<'_>,
    commitment: &'a Commitment,
) -> impl Iterator<Item = (NaiveDate, CommitmentEvent<'a>)> {
    let written = commitment.facts.extensions.iter().enumerate();
    written.filter_map(move |(i, extension)| {
        let on = extension.on.get()?.0;
        if on > view.register.as_of {
            return None;
        }
        let limit = view.commitment_limit(commitment, &extension.to.get()?.0)?;
        let (to, holds) = (view.last_date(&limit)?, view.holds(&limit));
        let written = extension.reason.get().map_or("", |r| r.as_str());
        let (reason, lang) = view.text(&commitment.id, format_args!("extensions.{i}.reason"), written);
        let by = view.unit(extension.by.get().map_or("", |u| u.as_str()));
        Some((on, CommitmentEvent::Extended { on: view.date(on), to, holds, by, reason, lang }))
    })
}

/// The verification that stands: the first of the last unbroken run of confirmations.
fn verified<'a>(view: &'a View<'_>, commitment: &'a Commitment) -> Option<VerifiedBy<'a>> {
    let run = commitment.links.course.events.iter().rev().take_while(|e| e.2 == CommitmentState::Verified);
    let (on, position) = run.last().and_then(|e| match e.1 {
        CommitmentFact::Verification(i) => Some((e.0, i)),
        CommitmentFact::Update(_) => None,
    })?;
    let unit = commitment.facts.verifications[position].unit.get().map_or("", |u| u.as_str());
    Some(VerifiedBy { unit: view.unit(unit), on: view.date(on) })
}

/// The public commitment before or after this one in its dialogue, or among those of its round as a whole.
fn neighbour<'a>(view: &'a View<'_>, ix: CommitmentIx, after: bool) -> Option<Link<'a>> {
    let commitments = &view.register.commitments;
    let home = scope_of(&commitments[ix.at()].id);
    let mut at = ix.0;
    loop {
        // Commitments are sorted by id, so those of one dialogue, and those of a round as a whole, stand together.
        at = if after { at.checked_add(1)? } else { at.checked_sub(1)? };
        let other = commitments.get(at as usize).filter(|c| scope_of(&c.id) == home)?;
        if other.links.public {
            return Some(view.link(RecordIx::Commitment(CommitmentIx(at))));
        }
    }
}

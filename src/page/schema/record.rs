//! What records are to schema.org: a dialogue an event, a question a question with its answer, a commitment a plan.
//!
//! The invariant: a withheld question has neither text nor answer here.

use super::super::model::head::Head;
use super::super::plain::words;
use super::super::row::last_answer;
use super::super::view::View;
use super::json::Value;
use super::{Said, object, own_address, unit};
use crate::calendar::iso;
use crate::record::question::Visibility;
use crate::record::value::Form;
use crate::register::DialogueState;
use crate::register::index::{CommitmentIx, DialogueIx, QuestionIx, UnitIx};
use crate::register::timeline::CommitmentState;

/// The longest text of a question or an answer, in characters.
const TEXT: usize = 2000;

/// A dialogue as an event.
pub(super) fn event<'t>(view: &'t View<'_>, ix: DialogueIx, head: &'t Head<'_>) -> Value<'t> {
    let dialogue = &view.register.dialogues[ix.at()];
    let (facts, links) = (&dialogue.facts, &dialogue.links);
    let status = match links.state {
        DialogueState::Postponed => "EventPostponed",
        DialogueState::Cancelled => "EventCancelled",
        _ => "EventScheduled",
    };
    let attendance = facts.form.copied().map(|form| match form {
        Form::InPerson => "OfflineEventAttendanceMode",
        Form::Hybrid => "MixedEventAttendanceMode",
        Form::Online | Form::Written => "OnlineEventAttendanceMode",
    });
    let place = facts.place.as_ref().map(|p| view.text(&dialogue.id, "place", p.as_str()).0);
    let hours = facts.held.as_ref().and_then(|h| h.0.hours);
    let start = links.held.map(|(day, _)| match hours {
        // Viet Nam has had one offset since 1975.
        Some((start, _)) => format!("{day}T{}+07:00", start.format("%H:%M")),
        None => iso(day),
    });
    let end = links.held.map(|(_, day)| match hours {
        Some((_, Some(end))) => format!("{day}T{}+07:00", end.format("%H:%M")),
        _ => iso(day),
    });
    object(
        "Event",
        [
            ("name", Some((&*head.title).into())),
            ("url", Some(own_address(view, head).into())),
            ("description", Some((&*head.description).into())),
            ("startDate", start.map(Into::into)),
            ("endDate", end.map(Into::into)),
            ("eventStatus", Some(format!("https://schema.org/{status}").into())),
            ("eventAttendanceMode", attendance.map(|a| format!("https://schema.org/{a}").into())),
            (
                "location",
                place
                    .map(|name| object("Place", [("name", Some(name.clone().into())), ("address", Some(name.into()))])),
            ),
            ("organizer", unit(view, links.unit)),
        ],
    )
}

/// A question's page with its question and the answer that stands.
pub(super) fn question<'t>(view: &'t View<'_>, ix: QuestionIx, head: &'t Head<'_>, said: Said<'_>) -> Value<'t> {
    let question = &view.register.questions[ix.at()];
    let links = &question.links;
    let page = |entity: Option<Value<'t>>| {
        object(
            "WebPage",
            [
                ("name", Some((&*head.title).into())),
                ("url", Some(own_address(view, head).into())),
                ("inLanguage", Some(view.lang.as_str().into())),
                ("mainEntity", entity),
            ],
        )
    };
    if !matches!(links.visibility, Visibility::Public | Visibility::Redacted) {
        return page(None);
    }
    let answer = last_answer(view.register, ix).filter(|_| links.course.state.is_answered());
    let accepted = answer.map(|(on, _)| {
        object(
            "Answer",
            [
                ("text", said.answer.map(|html| words(html, TEXT).into())),
                ("dateCreated", Some(iso(on).into())),
                ("author", unit(view, view.register.questions[ix.at()].links.answerer)),
                ("url", Some(own_address(view, head).into())),
            ],
        )
    });
    page(Some(object(
        "Question",
        [
            ("name", Some((&*head.title).into())),
            ("text", Some(said.question.map_or_else(|| (&*head.title).into(), |html| words(html, TEXT).into()))),
            ("dateCreated", links.received.map(|day| iso(day).into())),
            ("answerCount", Some(usize::from(accepted.is_some()).into())),
            ("acceptedAnswer", accepted),
        ],
    )))
}

/// A commitment as a planned action.
pub(super) fn plan_action<'t>(view: &'t View<'_>, ix: CommitmentIx, head: &'t Head<'_>) -> Value<'t> {
    let commitment = &view.register.commitments[ix.at()];
    let links = &commitment.links;
    let status = match links.course.state {
        CommitmentState::Planned => "PotentialActionStatus",
        CommitmentState::Verified | CommitmentState::Explained => "CompletedActionStatus",
        CommitmentState::Cancelled => "FailedActionStatus",
        _ => "ActiveActionStatus",
    };
    let limit = links.deadline.resolved.as_ref().and_then(|r| r.limit);
    let measure = commitment.facts.measure.as_ref().map(|m| view.text(&commitment.id, "measure", m.as_str()).0);
    object(
        "PlanAction",
        [
            ("name", Some((&*head.title).into())),
            ("url", Some(own_address(view, head).into())),
            ("description", Some(measure.unwrap_or_else(|| (&*head.description).into()).into())),
            ("agent", unit(view, links.lead)),
            ("startTime", links.made.map(|day| iso(day).into())),
            ("scheduledTime", limit.map(|l| iso(l.written).into())),
            ("actionStatus", Some(format!("https://schema.org/{status}").into())),
        ],
    )
}

/// A unit as an organisation.
pub(super) fn organization<'t>(view: &'t View<'_>, ix: UnitIx, head: &'t Head<'_>) -> Value<'t> {
    let unit = &view.register.units[ix.at()];
    let facts = &unit.facts;
    let contact = facts.contact.as_ref();
    let parent = facts.parent.as_ref().and_then(|p| view.register.unit(p.as_str()));
    let institution = || {
        let name = view.text("site", "institution.name", &view.register.settings.institution).0;
        let url = &*view.register.settings.base_url;
        object("CollegeOrUniversity", [("name", Some(name.into())), ("url", Some(url.into()))])
    };
    let above = parent.and_then(|parent| super::unit(view, Some(parent))).unwrap_or_else(institution);
    object(
        "Organization",
        [
            ("name", Some((&*head.title).into())),
            ("alternateName", facts.abbr.as_ref().map(|a| view.text(&unit.id, "abbr", a.as_str()).0.into())),
            ("url", Some(own_address(view, head).into())),
            ("description", Some((&*head.description).into())),
            ("email", contact.and_then(|c| c.email.as_ref()).map(|e| e.as_str().into())),
            ("telephone", contact.and_then(|c| c.phone.as_ref()).map(|p| p.as_str().into())),
            ("sameAs", facts.website.as_ref().map(|w| (&*w.0).into())),
            ("parentOrganization", Some(above)),
        ],
    )
}

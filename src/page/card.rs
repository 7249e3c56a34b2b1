//! Cards: what the picture of a link says, and which picture stands for which page.
//!
//! The register and the plan go in; for every page the address of its picture (`anh.png` beside the page that it is of),
//! and for every picture its words come out. The site has one, and so have every round and every unit, in each language;
//! a record's page shows that of the unit it belongs to, so that a thousand pages share one. The address stays when the
//! counts change: otherwise each answer would change every page of its unit, and old links would lose their picture. A
//! picture that others kept is still true, since it names its day. The invariant: a page names only pictures that the
//! plan has.

use super::figure::share;
use super::model::card::{Card, Count};
use super::model::head::Picture;
use super::model::part::Text;
use super::plan::Plan;
use super::route::{Route, Subject};
use super::unit::kind_label;
use super::view::View;
use crate::record::unit::UnitKind;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::{DialogueIx, RecordIx, RoundIx, UnitIx};
use crate::register::statistics::{FigureId, Tally, Value};

/// The name of a picture, in the folder of the page it is of.
const NAME: &str = "anh.png";

/// Of what there is a picture.
const fn is_pictured(subject: Subject) -> bool {
    matches!(subject, Subject::Home | Subject::Round(_) | Subject::Unit(_, 1))
}

/// The pages that have a picture of their own. Sites of units have none: their pages name those of the main site.
pub fn pictured<'p>(register: &Register<'_>, plan: &'p Plan) -> impl Iterator<Item = Route> + use<'p> {
    let main = register.settings.own.is_none();
    plan.routes.iter().copied().filter(move |route| main && is_pictured(route.subject))
}

/// The page whose picture lies at `path`.
pub fn pictured_at(views: &[View<'_>], path: &str) -> Option<Route> {
    let folder = path.strip_suffix(NAME)?;
    let first = views.first()?;
    pictured(first.register, first.plan).find(|route| views[route.lang as usize].href(route.subject) == folder)
}

/// The site path of the picture of the page of `subject`.
pub fn path(view: &View<'_>, subject: Subject) -> String {
    view.href(subject) + NAME
}

/// The picture that stands for the page of `subject`.
pub fn picture<'a>(view: &'a View<'_>, subject: Subject) -> Picture<'a> {
    let of = depicted(view.register, subject);
    let name: Text<'a> = match of {
        Subject::Round(ix) => view.title(RecordIx::Round(ix)).0,
        Subject::Unit(ix, _) => view.title(RecordIx::Unit(ix)).0,
        _ => super::shell::site_title(view),
    };
    // Without the counts: what changes them would change every page that shows the picture.
    let alt = match view.lang {
        LanguageTag::Vi => {
            format!("{name}: bao nhiêu ý kiến đã được trả lời, bao nhiêu cam kết đã kiểm chứng hoàn thành")
        }
        LanguageTag::En => {
            format!("{name}: how many questions were answered, how many commitments were verified as done")
        }
    };
    Picture { href: path(view, of).into(), alt: alt.into() }
}

/// Whose picture stands for the page of `subject`.
fn depicted(register: &Register<'_>, subject: Subject) -> Subject {
    let of_unit = |ix: UnitIx| register.is_public(RecordIx::Unit(ix)).then_some(Subject::Unit(ix, 1));
    let of_round = |ix: RoundIx| register.is_public(RecordIx::Round(ix)).then_some(Subject::Round(ix));
    let of_dialogue = |ix: DialogueIx| {
        let links = &register.dialogues[ix.at()].links;
        links.unit.and_then(of_unit).or_else(|| of_round(links.round))
    };
    let found = match subject {
        Subject::Round(ix) | Subject::Report(ix, _) | Subject::Remediation(ix, _) => of_round(ix),
        Subject::Unit(ix, _) => of_unit(ix),
        Subject::Dialogue(ix, _) => of_dialogue(ix),
        Subject::Question(ix) => of_dialogue(register.questions[ix.at()].links.dialogue),
        Subject::Commitment(ix) => {
            let links = &register.commitments[ix.at()].links;
            links.lead.and_then(of_unit).or_else(|| of_round(links.round))
        }
        Subject::Document(ix) => {
            let issuer = register.documents[ix.at()].facts.issuer.get();
            issuer.and_then(|slug| register.unit(slug.as_str())).and_then(of_unit)
        }
        Subject::Survey(ix) => {
            let links = &register.surveys[ix.at()].links;
            links.dialogue.and_then(of_dialogue).or_else(|| of_round(links.round))
        }
        _ => None,
    };
    found.unwrap_or(Subject::Home)
}

/// What the picture of the page of `subject` says.
pub fn card<'a>(view: &'a View<'_>, subject: Subject) -> Card<'a> {
    let statistics = &view.plan.aggregates.statistics;
    let (above, tally): (Text<'a>, &Tally) = match subject {
        Subject::Round(ix) => (view.say("Đợt đối thoại", "Round of dialogues").into(), &statistics.rounds[ix.at()]),
        Subject::Unit(ix, _) => {
            let kind = view.register.units[ix.at()].facts.kind.copied().unwrap_or(UnitKind::Department);
            (view.label(kind_label(kind)).into(), &statistics.units[ix.at()])
        }
        _ => (view.say("Đối thoại với người học", "Dialogue with learners").into(), &statistics.site),
    };
    let settings = &view.register.settings;
    let day = view.date(view.register.as_of).text;
    Card {
        institution: view.text("site", "institution.name", &settings.institution).0,
        above,
        title: match subject {
            Subject::Round(ix) => view.title(RecordIx::Round(ix)).0,
            Subject::Unit(ix, _) => view.title(RecordIx::Unit(ix)).0,
            _ => super::shell::site_title(view),
        },
        counts: counts(view, tally),
        foot: std::iter::once(format!("{} {day}", view.say("Số liệu tính đến ngày", "Figures as of")))
            .chain(settings.notice.as_deref().map(|notice| view.text("site", "notice", notice).0.into_owned()))
            .collect::<Vec<_>>()
            .join(" · ")
            .into(),
    }
}

/// Answered of all questions, verified of all commitments; nothing of nothing is left out.
fn counts<'a>(view: &View<'_>, tally: &Tally) -> Vec<Count<'a>> {
    let wanted = [
        (FigureId::AnswerRate, ("ý kiến đã trả lời", "questions answered")),
        (FigureId::VerifiedRate, ("cam kết đã kiểm chứng hoàn thành", "commitments verified as done")),
    ];
    let counted = wanted.into_iter().filter_map(|(id, label)| match tally.value(id) {
        Value::Rate(part, whole) if whole > 0 => Some(Count {
            part,
            whole,
            number: [part, whole].map(|n| view.number(u64::from(n))).join("/").into(),
            label: view.label(label).into(),
            share: share(view, part, whole).is_some(),
        }),
        _ => None,
    });
    counted.collect()
}

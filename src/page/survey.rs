//! Surveys: their list, and the page of each: how many were asked, how many answered, what they said.
//!
//! Aggregates go in, the models of `surveys.html` and `survey.html` come out. The invariants: a count that [`super::cells`]
//! hides reaches no model; a percentage is made of exact quantities only. The table beside a record is read by
//! [`super::survey_table`].

use super::cells::{self, Cell};
use super::chart;
use super::chart::answers::{Answer, Whole};
use super::figure;
use super::head;
use super::listing::listing;
use super::model::chart::Chart;
use super::model::part::{Link, Text};
use super::model::row::CommitmentRow;
use super::model::survey::{SurveyChannel, SurveyItem, SurveyPage, SurveysPage};
use super::route::{Route, Subject};
use super::row;
use super::survey_table::table;
use super::view::View;
use crate::calendar::Qualifier;
use crate::record::field::RefKind;
use crate::record::survey::SurveyItem as WrittenItem;
use crate::record::value::Quantity;
use crate::register::Survey;
use crate::register::index::{RecordIx, SurveyIx};

/// Page `number` of the list of surveys.
pub fn surveys<'a>(view: &'a View<'_>, number: u32, route: Route) -> SurveysPage<'a> {
    let description = view.say(
        "Các cuộc khảo sát người học và người tốt nghiệp: số phiếu phát ra, thu về và kết quả tổng hợp.",
        "Surveys of learners and graduates: how many forms went out and came back, and what they said in total.",
    );
    SurveysPage {
        head: head::head(view, route, description),
        surveys: listing(view, &view.plan.surveys, number, Subject::Surveys, |s| row::survey(view, s)),
    }
}

/// The page of the public survey at `ix`.
pub fn survey<'a>(view: &'a View<'_>, ix: SurveyIx, route: Route) -> SurveyPage<'a> {
    let survey = &view.register.surveys[ix.at()];
    let (facts, id) = (&survey.facts, &*survey.id);
    let (html, lang) = view.body(id, &survey.path, survey.body, route);
    let text = |key: &str, written: &'a str| view.text(id, key, written).0;
    let (issued, returned) = (whole(view, facts.issued.get()), whole(view, facts.returned.get()));
    let description = match view.lang {
        crate::record::value::LanguageTag::Vi => format!("Phát ra {issued} phiếu, thu về {returned} phiếu."),
        crate::record::value::LanguageTag::En => format!("{issued} forms went out, {returned} came back."),
    };
    SurveyPage {
        head: head::head(view, route, description),
        html,
        lang,
        issued,
        returned,
        response: figure::response(view, ix),
        mode: facts.mode.as_ref().map(|m| view.term(m.as_str(), m.label())),
        population: facts.population.as_ref().map(|p| text("population", p.as_str())),
        cohort: facts.cohort.as_ref().map(|c| text("cohort", c.as_str())),
        form: facts.form.as_ref().and_then(|f| view.document(f.as_str(), id)),
        belongs_to: Some(belongs_to(view, survey)),
        channels: channels(view, survey),
        items: facts.item.iter().enumerate().map(|(i, item)| self::item(view, survey, i, item)).collect(),
        table: facts.table.as_ref().and_then(|name| table(view, id, &name.0)),
        proposals: proposals(view, survey),
        corrections: view.corrections(id, &facts.corrections),
    }
}

fn whole(view: &View<'_>, quantity: Option<&Quantity>) -> Text<'static> {
    quantity.map_or_else(Text::default, |q| view.quantity(q))
}

fn belongs_to<'a>(view: &'a View<'_>, survey: &Survey) -> Link<'a> {
    match survey.links.dialogue {
        Some(dialogue) => view.reference(RecordIx::Dialogue(dialogue)),
        None => view.reference(RecordIx::Round(survey.links.round)),
    }
}

/// The public commitments that came of it.
fn proposals<'a>(view: &'a View<'_>, survey: &Survey) -> Vec<CommitmentRow<'a>> {
    let register = view.register;
    let named = survey.facts.proposals.iter().filter_map(|name| {
        match register.resolve(RefKind::Commitment, name.as_str(), &survey.id)? {
            RecordIx::Commitment(ix) if register.is_known(RecordIx::Commitment(ix)) => Some(ix),
            _ => None,
        }
    });
    named.map(|ix| row::commitment(view, ix, false)).collect()
}

/// The count by which a quantity is judged: "under five" says no more than that it is small.
fn judged(quantity: &Quantity) -> u32 {
    let under = quantity.0.qualifier == Some(Qualifier::LessThan);
    if under { quantity.0.value.saturating_sub(1) } else { quantity.0.value }
}

/// What is said instead of a hidden count: `< 5`, or that it covers such a one.
pub fn hidden(view: &View<'_>, cell: Cell, min: u32) -> Option<Text<'static>> {
    match cell {
        Cell::Shown => None,
        Cell::Small => Some(format!("< {min}").into()),
        Cell::Covering => {
            let why = view.say("đã ẩn, vì để lộ ô", "hidden, since it would reveal");
            Some(format!("{why} < {min}").into())
        }
    }
}

/// The counts of one sum as they are read.
fn counts(view: &View<'_>, quantities: &[Option<&Quantity>]) -> Vec<Option<Text<'static>>> {
    let min = view.register.settings.min_n;
    let known: Vec<u32> = quantities.iter().flatten().map(|q| judged(q)).collect();
    let mut cells = cells::of_sum(&known, min).into_iter();
    let told = quantities.iter().map(|quantity| {
        let quantity = (*quantity)?;
        let cell = cells.next().unwrap_or(Cell::Small);
        Some(hidden(view, cell, min).unwrap_or_else(|| view.quantity(quantity)))
    });
    told.collect()
}

fn channels<'a>(view: &'a View<'_>, survey: &'a Survey) -> Vec<SurveyChannel<'a>> {
    let written = &survey.facts.channels;
    let issued: Vec<_> = written.iter().map(|c| c.issued.as_ref().map(|q| &q.value)).collect();
    let returned: Vec<_> = written.iter().map(|c| c.returned.as_ref().map(|q| &q.value)).collect();
    let told = counts(view, &issued).into_iter().zip(counts(view, &returned));
    let named = written.iter().enumerate().zip(told).map(|((i, channel), (issued, returned))| {
        let name = channel.name.get().map_or("", |n| n.as_str());
        SurveyChannel { name: view.text(&survey.id, format_args!("channels.{i}.name"), name).0, issued, returned }
    });
    named.collect()
}

fn item<'a>(view: &'a View<'_>, survey: &'a Survey, i: usize, written: &'a WrittenItem) -> SurveyItem<'a> {
    let min = view.register.settings.min_n;
    let written_title = written.title.get().map_or("", |t| t.as_str());
    let (title, lang) = view.text(&survey.id, format_args!("item.{i}.title"), written_title);
    let answers: Vec<_> = written.answers.0.iter().filter_map(|a| Some((a, a.count.get()?))).collect();
    let known: Vec<u32> = answers.iter().map(|(_, q)| judged(q)).collect();
    let cells = cells::of_sum(&known, min);
    let all_exact = answers.iter().all(|(_, q)| q.0.is_exact());
    let all_shown = cells.iter().all(|c| *c == Cell::Shown);
    let sum = answers.iter().try_fold(0_u32, |sum, (_, q)| sum.checked_add(q.0.value));
    let returned = survey.facts.returned.get().filter(|q| q.0.is_exact()).map(|q| q.0.value);
    let total = sum.filter(|_| all_exact && all_shown && !answers.is_empty());
    let whole = returned.or(total).filter(|n| *n >= min.max(1));
    let told = answers.iter().zip(&cells).enumerate().map(|(j, ((answer, quantity), cell))| {
        let label = answer.label.get().map_or("", |l| l.as_str());
        let (label, lang) = view.text(&survey.id, format_args!("item.{i}.answers.{j}.label"), label);
        let exact = *cell == Cell::Shown && quantity.0.is_exact();
        Answer {
            label: Link { title: label, href: None, lang },
            told: hidden(view, *cell, min).unwrap_or_else(|| view.quantity(quantity)),
            count: exact.then_some(quantity.0.value),
            hidden: *cell != Cell::Shown,
        }
    });
    let total = total.map(|n| view.number(u64::from(n)).into());
    let number = i as u32 + 1;
    let chart = chart::answers::answers(view, number, told.collect(), &Whole { forms: whole, total });
    let chart = Chart { title: title.clone(), ..chart };
    SurveyItem { number, title, lang, chart }
}

//! The home page: where the current round stands, four figures, newest answers, what is overdue, all units.

use super::figure::figures;
use super::head::head;
use super::listing::short;
use super::model::home::{CurrentRound, HomePage};
use super::model::row::ShortList;
use super::route::{Route, Subject};
use super::row::{self, By};
use super::steps::marks;
use super::units::groups;
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::RecordIx;
use crate::register::statistics::FigureId;

/// How many answers and how many overdue records the home page shows.
const ROWS: usize = 8;

/// The home page.
pub fn home<'a>(view: &'a View<'_>, route: Route) -> HomePage<'a> {
    let aggregates = &view.plan.aggregates;
    let ids = [FigureId::Questions, FigureId::AnswerRate, FigureId::Commitments, FigureId::VerifiedRate];
    let list = |id: FigureId| match id {
        FigureId::Questions | FigureId::AnswerRate => Some(view.href(Subject::Questions(1))),
        _ => Some(view.href(Subject::Commitments(1))),
    };
    let overdue = view.plan.follow_up.overdue.iter().take(ROWS).filter_map(|owed| row::overdue(view, *owed)).collect();
    let total = view.plan.follow_up.overdue.len() as u32;
    HomePage {
        head: head(view, route, description(view)),
        lead_html: None,
        round: current_round(view),
        figures: figures(view, &aggregates.statistics.site, &ids, list),
        answers: short(&aggregates.answered, ROWS, Some(view.href(Subject::Questions(1))), |ix| {
            row::question(view, ix, By::Answered, true)
        }),
        overdue: ShortList {
            rows: overdue,
            total,
            href: (total > ROWS as u32).then(|| view.href(Subject::Overdue(1)).into()),
        },
        units: groups(view),
    }
}

/// The newest round that is not closed, else the newest.
fn current_round<'a>(view: &'a View<'_>) -> Option<CurrentRound<'a>> {
    let rounds = &view.register.rounds;
    let open = view.plan.rounds.iter().find(|r| !rounds[r.at()].links.closed);
    let ix = *open.or(view.plan.rounds.first())?;
    let links = &rounds[ix.at()].links;
    let done = links.schedule.steps.iter().filter(|s| s.done.is_some()).count() as u32;
    let total = links.schedule.steps.len() as u32;
    Some(CurrentRound {
        link: view.link(RecordIx::Round(ix)),
        closed: links.closed,
        steps: marks(view, ix),
        steps_done: if links.closed { total } else { done },
        steps_total: total,
    })
}

fn description(view: &View<'_>) -> String {
    let tally = &view.plan.aggregates.statistics.site;
    let institution = view.text("site", "institution.name", &view.register.settings.institution).0;
    let [questions, answered, commitments] =
        [tally.questions, tally.answered, tally.commitments].map(|n| view.number(u64::from(n)));
    match view.lang {
        LanguageTag::Vi => format!(
            "Đối thoại với người học của {institution}: {questions} ý kiến, {answered} đã trả lời, {commitments} cam kết khắc phục."
        ),
        LanguageTag::En => format!(
            "Dialogue with learners at {institution}: {questions} questions, {answered} answered, {commitments} commitments."
        ),
    }
}

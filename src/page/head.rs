//! Heads: what every page says about itself.
//!
//! A route and a description go in; address, title, hooks, breadcrumb and structured data come out, all derived from the
//! record so that no page can contradict it. Titles are made in [`super::title`], structured data in [`super::schema`].

use super::model::head::{Head, PageKind};
use super::model::part::Text;
use super::plain::shorten;
use super::route::{self, Route, Subject};
use super::schema::{self, Said};
use super::title::{breadcrumb, id_of, page_number, record_of, title};
use super::view::View;
use super::{card, follow};
use crate::record::question::Visibility;
use crate::register::deadline::Deadline;

/// The longest description, in characters.
pub const DESCRIPTION: usize = 160;

/// The head of the page at `route`; `description` is cut to 160 characters at a word.
pub fn head<'a>(view: &'a View<'_>, route: Route, description: impl Into<Text<'a>>) -> Head<'a> {
    head_of(view, route, description, Said::default())
}

/// As [`head()`], of a question's page that says `said`.
pub fn head_of<'a>(view: &'a View<'_>, route: Route, description: impl Into<Text<'a>>, said: Said<'_>) -> Head<'a> {
    let subject = route.subject;
    let path = route::path(view.register, subject);
    let root = match subject {
        Subject::NotFound => view.register.settings.base_path().to_owned(),
        _ => route::root_of(view.prefix, &path),
    };
    let title = title(view, subject);
    let facts = facts(view, subject);
    let number = page_number(subject);
    let mut head = Head {
        root: root.into(),
        path: path.into(),
        kind: kind(subject),
        id: record_of(subject).map(|record| id_of(view.register, record).into()),
        state: facts.state.map(Into::into),
        deadline: facts.deadline.map(|d| d.state.as_str().into()),
        workdays: facts.deadline.and_then(|d| d.workdays),
        visibility: facts.visibility.map(Into::into),
        title: title.text,
        title_lang: title.lang,
        context: title.context.map(Into::into),
        page_number: (number > 1).then_some(number),
        description: shorten(description.into(), DESCRIPTION),
        breadcrumb: breadcrumb(view, subject),
        translated: subject != Subject::NotFound,
        feeds: follow::feeds(view, subject),
        calendar: follow::calendar(view, subject),
        picture: card::picture(view, subject),
        json_ld: None,
    };
    head.json_ld = schema::json_ld(view, route, &head, said);
    head
}

/// What a page is of, as its `data-kind` says.
const fn kind(subject: Subject) -> PageKind {
    match subject {
        Subject::Home => PageKind::Home,
        Subject::Rounds(_)
        | Subject::Units(_)
        | Subject::Topics(_)
        | Subject::Questions(_)
        | Subject::Commitments(_) => PageKind::List,
        Subject::Round(_) => PageKind::Round,
        Subject::Dialogue(..) => PageKind::Dialogue,
        Subject::Question(_) => PageKind::Question,
        Subject::Commitment(_) => PageKind::Commitment,
        Subject::Unit(..) => PageKind::Unit,
        Subject::Topic(..) => PageKind::Topic,
        Subject::Documents(_) => PageKind::Documents,
        Subject::Document(_) => PageKind::Document,
        Subject::Surveys(_) => PageKind::Surveys,
        Subject::Survey(_) => PageKind::Survey,
        Subject::Statistics => PageKind::Statistics,
        Subject::Corrections(_) => PageKind::Corrections,
        Subject::Overdue(_) => PageKind::Overdue,
        Subject::Carried(_) => PageKind::Carried,
        Subject::Coverage(_) => PageKind::Coverage,
        Subject::Calendar | Subject::CalendarYear(..) => PageKind::Calendar,
        Subject::Report(..) | Subject::Remediation(..) => PageKind::Report,
        Subject::Data => PageKind::Data,
        Subject::Search => PageKind::Search,
        Subject::Page(_) => PageKind::Page,
        Subject::NotFound => PageKind::NotFound,
    }
}

/// The hooks of a page's own record.
#[derive(Default)]
struct Facts<'r> {
    state: Option<&'static str>,
    deadline: Option<&'r Deadline>,
    visibility: Option<&'static str>,
}

fn facts<'r>(view: &View<'r>, subject: Subject) -> Facts<'r> {
    let register = view.register;
    match subject {
        Subject::Dialogue(ix, _) => {
            Facts { state: Some(register.dialogues[ix.at()].links.state.as_str()), ..Facts::default() }
        }
        Subject::Question(ix) => {
            let links = &register.questions[ix.at()].links;
            let visibility = Some(links.visibility.as_str()).filter(|_| links.visibility != Visibility::Public);
            Facts { state: Some(links.course.state.as_str()), deadline: Some(&links.deadline), visibility }
        }
        Subject::Commitment(ix) => {
            let links = &register.commitments[ix.at()].links;
            Facts { state: Some(links.course.state.as_str()), deadline: Some(&links.deadline), visibility: None }
        }
        _ => Facts::default(),
    }
}

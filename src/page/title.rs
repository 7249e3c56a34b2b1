//! Titles: what every page is called, what it stands in, and what lies above it.
//!
//! A subject goes in; its title, its context and its breadcrumb in one language come out. The invariant: title, context
//! and page number together are unique in the whole site. Two pages that would be called the same (two minutes of one
//! unit, a record without translation) are found once a build by [`namesakes`] and told apart by their ids or language.

use super::model::part::{Link, Text};
use super::plan::Plan;
use super::route::{Route, Subject};
use super::row::{academic_year, semester};
use super::view::View;
use crate::record::question::Visibility;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::{RecordIx, RoundIx};
use rayon::prelude::*;
use std::hash::{Hash, Hasher};

/// A page's title, its language where that is not the page's, and what it stands in.
pub struct Title<'a> {
    /// The title.
    pub text: Text<'a>,
    /// Its language where it is not the page's.
    pub lang: Option<Text<'a>>,
    /// What it stands in.
    pub context: Option<String>,
}

/// Why a page's title needs more words to be its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namesake {
    /// A page of another kind is called the same.
    Kind,
    /// Another page of its kind is.
    Page,
    /// The same page in another language is.
    Language,
}

/// Pages (on their first page) whose titles alone would not be unique, sorted.
pub type Namesakes = Vec<(Route, Namesake)>;

/// The record that a page is of.
pub const fn record_of(subject: Subject) -> Option<RecordIx> {
    Some(match subject {
        Subject::Round(ix) => RecordIx::Round(ix),
        Subject::Dialogue(ix, _) => RecordIx::Dialogue(ix),
        Subject::Question(ix) => RecordIx::Question(ix),
        Subject::Commitment(ix) => RecordIx::Commitment(ix),
        Subject::Unit(ix, _) => RecordIx::Unit(ix),
        Subject::Topic(ix, _) => RecordIx::Topic(ix),
        Subject::Document(ix) => RecordIx::Document(ix),
        Subject::Survey(ix) => RecordIx::Survey(ix),
        Subject::Page(ix) => RecordIx::Page(ix),
        _ => return None,
    })
}

/// The number of a page of a paged list, from 1.
pub const fn page_number(subject: Subject) -> u32 {
    match subject {
        Subject::Rounds(n)
        | Subject::Units(n)
        | Subject::Topics(n)
        | Subject::Dialogue(_, n)
        | Subject::Unit(_, n)
        | Subject::Topic(_, n)
        | Subject::Questions(n)
        | Subject::Commitments(n)
        | Subject::Documents(n)
        | Subject::Surveys(n)
        | Subject::Corrections(n)
        | Subject::Overdue(n)
        | Subject::Carried(n)
        | Subject::Coverage(n)
        | Subject::CalendarYear(_, n)
        | Subject::Report(_, n)
        | Subject::Remediation(_, n) => n,
        _ => 1,
    }
}

/// The first page of a paged list; any other page itself.
pub const fn first_page(subject: Subject) -> Subject {
    match subject {
        Subject::Rounds(_) => Subject::Rounds(1),
        Subject::Units(_) => Subject::Units(1),
        Subject::Topics(_) => Subject::Topics(1),
        Subject::Dialogue(ix, _) => Subject::Dialogue(ix, 1),
        Subject::Unit(ix, _) => Subject::Unit(ix, 1),
        Subject::Topic(ix, _) => Subject::Topic(ix, 1),
        Subject::Questions(_) => Subject::Questions(1),
        Subject::Commitments(_) => Subject::Commitments(1),
        Subject::Documents(_) => Subject::Documents(1),
        Subject::Surveys(_) => Subject::Surveys(1),
        Subject::Corrections(_) => Subject::Corrections(1),
        Subject::Overdue(_) => Subject::Overdue(1),
        Subject::Carried(_) => Subject::Carried(1),
        Subject::Coverage(_) => Subject::Coverage(1),
        Subject::CalendarYear(year, _) => Subject::CalendarYear(year, 1),
        Subject::Report(ix, _) => Subject::Report(ix, 1),
        Subject::Remediation(ix, _) => Subject::Remediation(ix, 1),
        other => other,
    }
}

/// The title of the page at `route`, told apart from its namesakes.
pub fn title<'a>(view: &'a View<'_>, subject: Subject) -> Title<'a> {
    let mut title = own_title(view, subject);
    let route = Route { lang: view.lang_index, subject: first_page(subject) };
    let namesakes = &view.plan.aggregates.namesakes;
    let start = namesakes.partition_point(|n| n.0 < route);
    for (_, why) in namesakes[start..].iter().take_while(|n| n.0 == route) {
        let more = match why {
            Namesake::Kind => kind_word(view, subject),
            Namesake::Page => record_of(subject).map_or("", |r| id_of(view.register, r)),
            Namesake::Language => view.say("bản tiếng Việt", "English interface"),
        };
        title.context = Some(match title.context {
            Some(context) => format!("{context} · {more}"),
            None => more.to_owned(),
        });
    }
    title
}

/// What kind of page it is, for those that share a title with one of another kind.
const fn kind_word(view: &View<'_>, subject: Subject) -> &'static str {
    match subject {
        Subject::Unit(..) => view.say("Đơn vị", "Unit"),
        Subject::Round(_) => view.say("Đợt đối thoại", "Round"),
        Subject::Dialogue(..) => view.say("Buổi đối thoại", "Dialogue"),
        Subject::Question(_) => view.say("Ý kiến", "Question"),
        Subject::Commitment(_) => view.say("Cam kết", "Commitment"),
        Subject::Document(_) => view.say("Văn bản", "Document"),
        Subject::Survey(_) => view.say("Khảo sát", "Survey"),
        _ => view.say("Trang thông tin", "Information"),
    }
}

/// The id of a record.
pub fn id_of<'r>(register: &'r Register<'_>, record: RecordIx) -> &'r str {
    match record {
        RecordIx::Unit(ix) => &register.units[ix.at()].id,
        RecordIx::Topic(ix) => &register.topics[ix.at()].id,
        RecordIx::Procedure(ix) => &register.procedures[ix.at()].id,
        RecordIx::Document(ix) => &register.documents[ix.at()].id,
        RecordIx::Page(ix) => &register.pages[ix.at()].id,
        RecordIx::Round(ix) => &register.rounds[ix.at()].id,
        RecordIx::Dialogue(ix) => &register.dialogues[ix.at()].id,
        RecordIx::Question(ix) => &register.questions[ix.at()].id,
        RecordIx::Commitment(ix) => &register.commitments[ix.at()].id,
        RecordIx::Survey(ix) => &register.surveys[ix.at()].id,
    }
}

/// The title of a list or of a page that is of no record.
pub fn list_title(view: &View<'_>, subject: Subject) -> &'static str {
    match subject {
        Subject::Rounds(_) => view.say("Các đợt đối thoại", "Dialogue rounds"),
        Subject::Units(_) => view.say("Các đơn vị", "Units"),
        Subject::Topics(_) => view.say("Các lĩnh vực", "Topics"),
        Subject::Questions(_) => view.say("Ý kiến của người học", "Questions from learners"),
        Subject::Commitments(_) => view.say("Cam kết khắc phục", "Commitments"),
        Subject::Documents(_) => view.say("Văn bản và biểu mẫu", "Documents and forms"),
        Subject::Surveys(_) => view.say("Các cuộc khảo sát", "Surveys"),
        Subject::Statistics => view.say("Thống kê", "Statistics"),
        Subject::Corrections(_) => view.say("Đính chính và hồ sơ không công khai", "Corrections and withheld records"),
        Subject::Overdue(_) => view.say("Đang quá hạn", "Overdue"),
        Subject::Carried(_) => view.say("Các đợt trước để lại", "Left open by earlier rounds"),
        Subject::Coverage(_) => view.say("Đã công khai ở đâu", "What is published where"),
        Subject::Calendar | Subject::CalendarYear(..) => view.say("Lịch đối thoại", "Calendar"),
        Subject::Report(..) => view.say("Báo cáo tổng hợp ý kiến và trả lời", "Report of opinions and answers"),
        Subject::Remediation(..) => view.say("Báo cáo kết quả khắc phục", "Remediation report"),
        Subject::Data => view.say("Dữ liệu mở", "Open data"),
        Subject::Search => view.say("Tìm kiếm", "Search"),
        _ => view.say("Không tìm thấy trang", "Page not found"),
    }
}

fn own_title<'a>(view: &'a View<'_>, subject: Subject) -> Title<'a> {
    if let Some(record) = record_of(subject) {
        if let RecordIx::Question(q) = record
            && view.register.questions[q.at()].links.visibility == Visibility::Withheld
        {
            return Title { text: view.withheld_title(q).into(), lang: None, context: context(view, record) };
        }
        let (text, lang) = view.title(record);
        return Title { text, lang, context: context(view, record) };
    }
    if subject == Subject::Home {
        let (text, lang) = view.text("site", "title", &view.register.settings.title);
        return Title { text, lang, context: None };
    }
    let context = match subject {
        Subject::CalendarYear(year, _) => Some(format!("{} {year}", view.say("Năm học", "Academic year"))),
        Subject::Report(ix, _) | Subject::Remediation(ix, _) => Some(super::report::context(view, ix)),
        _ => None,
    };
    Title { text: list_title(view, subject).into(), lang: None, context }
}

/// What a record stands in: `Khoa Công nghệ thông tin · Đợt 2023-2024`.
fn context(view: &View<'_>, record: RecordIx) -> Option<String> {
    let register = view.register;
    let round = |ix: RoundIx| round_name(view, ix);
    let unit = |slug: &str| view.unit(slug).title.into_owned();
    let of_dialogue = |ix: crate::register::index::DialogueIx| {
        let dialogue = &register.dialogues[ix.at()];
        let held_by = unit(dialogue.facts.unit.get().map_or("", |u| u.as_str()));
        format!("{held_by} · {}", round(dialogue.links.round))
    };
    match record {
        RecordIx::Dialogue(ix) => Some(round(register.dialogues[ix.at()].links.round)),
        RecordIx::Question(ix) => Some(of_dialogue(register.questions[ix.at()].links.dialogue)),
        RecordIx::Commitment(ix) => {
            let commitment = &register.commitments[ix.at()];
            let lead = unit(commitment.facts.lead.get().map_or("", |u| u.as_str()));
            Some(format!("{lead} · {}", round(commitment.links.round)))
        }
        RecordIx::Document(ix) => {
            let document = &register.documents[ix.at()];
            let number = document.facts.number.as_ref().or(document.facts.form_code.as_ref());
            let number = number.map(|n| n.as_str().to_owned());
            let home = document.links.dialogue.map(of_dialogue).or_else(|| document.links.round.map(round));
            match (number, home) {
                (Some(number), Some(home)) => Some(format!("{number} · {home}")),
                (number, home) => number.or(home),
            }
        }
        RecordIx::Survey(ix) => {
            let links = &register.surveys[ix.at()].links;
            Some(links.dialogue.map_or_else(|| round(links.round), of_dialogue))
        }
        _ => None,
    }
}

/// A round in few words: `Đợt 2023-2024, học kỳ II`.
pub fn round_name(view: &View<'_>, ix: RoundIx) -> String {
    let year = academic_year(view, ix);
    let semester = semester(view, ix).map(|s| format!(", {}", s.label)).unwrap_or_default();
    format!("{} {year}{semester}", view.say("Đợt", "Round"))
}

/// From the home page (left out) down to the page's parent.
pub fn breadcrumb<'a>(view: &'a View<'_>, subject: Subject) -> Vec<Link<'a>> {
    let register = view.register;
    let list = |of: Subject| Link { title: list_title(view, of).into(), href: Some(view.href(of).into()), lang: None };
    let mut trail = Vec::new();
    match subject {
        Subject::Round(_) => trail.push(list(Subject::Rounds(1))),
        Subject::Report(ix, _) | Subject::Remediation(ix, _) => in_round(view, ix, &mut trail),
        Subject::Dialogue(ix, _) => in_round(view, register.dialogues[ix.at()].links.round, &mut trail),
        Subject::Question(ix) => {
            let links = &register.questions[ix.at()].links;
            in_round(view, links.round, &mut trail);
            trail.push(view.link(RecordIx::Dialogue(links.dialogue)));
        }
        Subject::Commitment(ix) => {
            let links = &register.commitments[ix.at()].links;
            in_round(view, links.round, &mut trail);
            trail.extend(links.dialogue.map(|d| view.link(RecordIx::Dialogue(d))));
        }
        Subject::Unit(..) => trail.push(list(Subject::Units(1))),
        Subject::Topic(ix, _) => {
            trail.push(list(Subject::Topics(1)));
            let parent = register.topics[ix.at()].facts.parent.as_ref().and_then(|p| register.topic(p.as_str()));
            trail.extend(parent.map(|p| view.link(RecordIx::Topic(p))));
        }
        Subject::Document(_) => trail.push(list(Subject::Documents(1))),
        Subject::Survey(_) => trail.push(list(Subject::Surveys(1))),
        Subject::CalendarYear(..) => trail.push(list(Subject::Calendar)),
        _ => {}
    }
    if page_number(subject) > 1 {
        let first = first_page(subject);
        trail.push(match (record_of(first), first) {
            (Some(record), _) => view.link(record),
            (None, Subject::CalendarYear(year, _)) => Link { title: year.to_string().into(), ..list(first) },
            (None, _) => list(first),
        });
    }
    trail
}

fn in_round<'a>(view: &'a View<'_>, round: RoundIx, trail: &mut Vec<Link<'a>>) {
    let href = Some(view.href(Subject::Rounds(1)).into());
    trail.push(Link { title: list_title(view, Subject::Rounds(1)).into(), href, lang: None });
    let href = view.page_of(RecordIx::Round(round));
    trail.push(Link { title: round_name(view, round).into(), href, lang: None });
}

/// Finds the pages that would be called the same as another one.
pub fn namesakes(register: &Register<'_>, plan: &Plan) -> Namesakes {
    let views: Vec<View<'_>> =
        (0..register.settings.languages.len()).map(|lang| View::new(register, plan, lang as u8)).collect();
    let mut called: Vec<(u64, Route)> = plan
        .routes
        .par_iter()
        .filter(|route| page_number(route.subject) == 1)
        .map(|route| {
            let title = own_title(&views[route.lang as usize], route.subject);
            let mut hasher = rustc_hash::FxHasher::default();
            (&*title.text, title.context.as_deref()).hash(&mut hasher);
            (hasher.finish(), *route)
        })
        .collect();
    called.par_sort_unstable_by_key(|c| (c.0, c.1.subject, c.1.lang));
    let mut found = Namesakes::new();
    for group in called.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        for (i, (_, route)) in group.iter().enumerate() {
            let mut others = group.iter().map(|c| c.1.subject).filter(|s| *s != route.subject).peekable();
            let alone = others.peek().is_none() || record_of(route.subject).is_none();
            let kind = std::mem::discriminant(&route.subject);
            if !alone && others.any(|s| std::mem::discriminant(&s) == kind) {
                found.push((*route, Namesake::Page));
            } else if !alone && !matches!(route.subject, Subject::Topic(..)) {
                // Of pages of different kinds all but one need a word; topics already have theirs above the title.
                found.push((*route, Namesake::Kind));
            }
            if i > 0 && group[i - 1].1.subject == route.subject {
                found.push((*route, Namesake::Language));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The name of a language in itself.
pub const fn language_name(lang: LanguageTag) -> &'static str {
    match lang {
        LanguageTag::Vi => "Tiếng Việt",
        LanguageTag::En => "English",
    }
}

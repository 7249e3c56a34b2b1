//! Following: where news and dates can be subscribed to, and which pages say so.
//!
//! A page's subject goes in, links to feeds (`atom.xml`) and calendars (`lich.ics`) come out; the files are made in
//! `export`. The invariant: a feed lies in the folder of the page it belongs to, in that page's language, and every page
//! that is announced as having one has one.

use super::model::part::Link;
use super::route::Subject;
use super::shell::site_title;
use super::view::View;
use crate::register::Register;
use crate::register::index::{DialogueIx, RecordIx, TopicIx, UnitIx};
use crate::register::link::asked_of;
use crate::register::settings::Settings;

/// The name of a feed's first document.
const FEED: &str = "atom.xml";

/// The name of a calendar.
const CALENDAR: &str = "lich.ics";

/// The year in which the ids of feeds and calendars were laid down: that of ids that belong to no round. It never changes,
/// so that no id does.
pub const IDS_SINCE: i32 = 2024;

/// Whose news or dates they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The whole site.
    Site,
    /// A unit.
    Unit(UnitIx),
    /// A topic, with those below it.
    Topic(TopicIx),
}

impl Source {
    /// Its page.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Site => Subject::Home,
            Self::Unit(ix) => Subject::Unit(ix, 1),
            Self::Topic(ix) => Subject::Topic(ix, 1),
        }
    }

    /// What it is called.
    pub fn title(self, view: &View<'_>) -> String {
        match self {
            Self::Site => site_title(view).into_owned(),
            Self::Unit(ix) => view.title(RecordIx::Unit(ix)).0.into_owned(),
            Self::Topic(ix) => view.title(RecordIx::Topic(ix)).0.into_owned(),
        }
    }
}

/// The site path of the first document of a feed.
pub fn feed_path(view: &View<'_>, source: Source) -> String {
    view.href(source.subject()) + FEED
}

/// The site path of a later document of a feed, by its number; the first holds the oldest news.
pub fn older_path(view: &View<'_>, source: Source, number: usize) -> String {
    format!("{}atom-{number}.xml", view.href(source.subject()))
}

/// The site path of a calendar.
pub fn calendar_path(view: &View<'_>, source: Source) -> String {
    view.href(source.subject()) + CALENDAR
}

/// What a feed is called.
pub fn feed_title(view: &View<'_>, source: Source) -> String {
    format!("{}: {}", view.say("Tin mới", "News"), source.title(view))
}

/// What a calendar is called.
pub fn calendar_title(view: &View<'_>, source: Source) -> String {
    format!("{}: {}", view.say("Lịch", "Calendar"), source.title(view))
}

/// The feeds that the page of `subject` announces, its own first. Pages of single questions, commitments and papers leave
/// them to their footer.
pub fn feeds<'a>(view: &View<'_>, subject: Subject) -> Vec<Link<'a>> {
    let own = match subject {
        Subject::Unit(ix, _) => Some(Source::Unit(ix)),
        Subject::Topic(ix, _) => Some(Source::Topic(ix)),
        Subject::Question(_)
        | Subject::Commitment(_)
        | Subject::Document(_)
        | Subject::Survey(_)
        | Subject::Page(_)
        | Subject::Search
        | Subject::NotFound => return Vec::new(),
        _ => None,
    };
    let link = |source| Link {
        title: feed_title(view, source).into(),
        href: Some(feed_path(view, source).into()),
        lang: None,
    };
    own.into_iter().chain([Source::Site]).map(link).collect()
}

/// The calendar that the page of `subject` announces.
pub fn calendar<'a>(view: &View<'_>, subject: Subject) -> Option<Link<'a>> {
    let source = match subject {
        Subject::Calendar | Subject::CalendarYear(..) => Source::Site,
        Subject::Unit(ix, _) => Source::Unit(ix),
        _ => return None,
    };
    let href = Some(calendar_path(view, source).into());
    Some(Link { title: calendar_title(view, source).into(), href, lang: None })
}

/// The units whose followers want to hear of a record: those on whose pages it stands.
pub fn units(register: &Register<'_>, record: RecordIx) -> Vec<UnitIx> {
    let of_dialogue = |ix: Option<DialogueIx>| ix.and_then(|ix| register.dialogues[ix.at()].links.unit);
    let mut units: Vec<UnitIx> = match record {
        RecordIx::Unit(ix) => vec![ix],
        RecordIx::Dialogue(ix) => of_dialogue(Some(ix)).into_iter().collect(),
        RecordIx::Document(ix) => {
            let document = &register.documents[ix.at()];
            let issuer = document.facts.issuer.get().and_then(|slug| register.unit(slug.as_str()));
            issuer.into_iter().chain(of_dialogue(document.links.dialogue)).collect()
        }
        RecordIx::Question(ix) => {
            let question = &register.questions[ix.at()];
            asked_of(register, question).into_iter().chain(of_dialogue(Some(question.links.dialogue))).collect()
        }
        RecordIx::Commitment(ix) => {
            let commitment = &register.commitments[ix.at()];
            let supporting = commitment.facts.co.iter().filter_map(|slug| register.unit(slug.as_str()));
            let lead = commitment.links.lead.into_iter().chain(of_dialogue(commitment.links.dialogue));
            lead.chain(supporting).collect()
        }
        RecordIx::Survey(ix) => of_dialogue(register.surveys[ix.at()].links.dialogue).into_iter().collect(),
        RecordIx::Topic(_) | RecordIx::Procedure(_) | RecordIx::Page(_) | RecordIx::Round(_) => Vec::new(),
    };
    units.sort_unstable();
    units.dedup();
    units
}

/// The whole address of `path` on the site that is built; a path that is a whole address already stays one.
pub fn absolute(settings: &Settings, path: &str) -> String {
    if path.contains("://") { path.to_owned() } else { format!("{}{path}", settings.own_url()) }
}

/// The host that ids are made with: the main site's, on every site, so that a record has one id.
pub fn authority(settings: &Settings) -> String {
    let address = settings.base_url.split_once("://").map_or(&*settings.base_url, |(_, rest)| rest);
    let host = address.split('/').next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

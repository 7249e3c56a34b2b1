//! Settings: what `site.toml` says, with the default of everything that it leaves out.
//!
//! `site.toml` as it was written goes in; values that are always there come out, so that no later stage asks twice what
//! happens where a key is absent.

use crate::calendar::{Semesters, WeekRule, When};
use crate::diagnostic::Levels;
use crate::record::site::{self, Site};
use crate::record::value::{Form, LanguageTag, LevelOfDialogue, UnitScope};
use chrono::NaiveDate;

/// The conference rule: which form the number of questions asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// The number that decides.
    pub threshold: u32,
    /// The form above it.
    pub above: Form,
    /// The form below it.
    pub below: Form,
}

/// A publication target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// Its address.
    pub base_url: Box<str>,
    /// Whether this program builds it.
    pub built: bool,
    /// Slugs of the units whose records it holds; all where absent.
    pub units: Option<Vec<Box<str>>>,
    /// Dialogue levels that must appear on it.
    pub requires: Vec<LevelOfDialogue>,
    /// Its theme.
    pub theme: Option<Box<str>>,
}

/// What holds for the whole site.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Title of the site.
    pub title: Box<str>,
    /// A banner on every page.
    pub notice: Option<Box<str>>,
    /// Address of the main site, with a slash at its end.
    pub base_url: Box<str>,
    /// Interface languages, the first the default.
    pub languages: Vec<LanguageTag>,
    /// The theme.
    pub theme: Box<str>,
    /// Licence of the data.
    pub licence: Option<Box<str>>,
    /// The day at which the register is frozen.
    pub as_of: Option<NaiveDate>,
    /// Institution: full name.
    pub institution: Box<str>,
    /// Institution: abbreviation.
    pub abbr: Box<str>,
    /// Institution: the body it answers to.
    pub governing_body: Option<Box<str>>,
    /// Institution: place.
    pub place: Box<str>,
    /// Institution: e-mail address.
    pub email: Option<Box<str>>,
    /// Institution: telephone number.
    pub phone: Option<Box<str>>,
    /// How weeks of a month are read.
    pub week: WeekRule,
    /// The conference rule, if there is one.
    pub mode: Option<Mode>,
    /// The term for an answer where no step gives a date.
    pub answer_within: Option<When>,
    /// Days without news after which an open commitment is reported.
    pub update_every_days: u32,
    /// Working days before a deadline from which it is due soon.
    pub due_soon_workdays: u32,
    /// Last days of semesters.
    pub semesters: Semesters,
    /// The smallest denominator of a rate.
    pub min_n: u32,
    /// Severities that the project changed.
    pub levels: Levels,
    /// Abbreviations and what they stand for.
    pub aliases: Vec<(Box<str>, Box<str>)>,
    /// Publication targets.
    pub targets: Vec<Target>,
    /// The target whose site is built; none for the main site.
    pub own: Option<Target>,
}

fn text(text: Option<&crate::record::value::Text>) -> Option<Box<str>> {
    text.map(|t| t.0.clone())
}

impl Settings {
    /// The settings of `site`; the defaults of everything where there is none.
    pub fn of(site: Option<&Site>) -> Self {
        let institution = site.and_then(|s| s.institution.get());
        let contact = institution.and_then(|i| i.contact.as_ref());
        let rules = site.and_then(|s| s.rules.as_ref());
        let field = |f: fn(&site::Rules) -> Option<u32>| rules.and_then(|r| f(r));
        let mut languages: Vec<LanguageTag> =
            site.map(|s| s.languages.iter().map(|l| l.value).collect()).unwrap_or_default();
        let mut seen = Vec::new();
        languages.retain(|l| {
            !seen.contains(l) && {
                seen.push(*l);
                true
            }
        });
        if languages.is_empty() {
            languages.push(LanguageTag::Vi);
        }
        Self {
            title: text(site.and_then(|s| s.title.get())).unwrap_or_default(),
            notice: text(site.and_then(|s| s.notice.as_ref()).map(|n| &n.value)),
            base_url: with_slash(site.and_then(|s| s.base_url.get()).map_or("https://example.invalid/", |l| &l.0)),
            languages,
            theme: site.and_then(|s| s.theme.as_ref()).map_or_else(|| "default".into(), |t| t.0.clone()),
            licence: site.and_then(|s| s.licence.as_ref()).map(|l| l.0.clone()),
            as_of: site.and_then(|s| s.as_of.as_ref()).map(|d| d.0),
            institution: text(institution.and_then(|i| i.name.get())).unwrap_or_default(),
            abbr: text(institution.and_then(|i| i.abbr.get())).unwrap_or_default(),
            governing_body: text(institution.and_then(|i| i.governing_body.as_ref()).map(|g| &g.value)),
            place: text(institution.and_then(|i| i.place.get())).unwrap_or_default(),
            email: text(contact.and_then(|c| c.email.as_ref()).map(|e| &e.value)),
            phone: text(contact.and_then(|c| c.phone.as_ref()).map(|p| &p.value)),
            week: rules.and_then(|r| r.week.as_ref()).map_or(WeekRule::FirstSaturday, |w| week_rule(w.value)),
            mode: rules.and_then(|r| r.mode.as_ref()).and_then(|m| mode(m)),
            answer_within: rules.and_then(|r| r.answer_within.as_ref()).map(|w| w.0.clone()),
            update_every_days: field(|r| r.update_every_days.as_ref().map(|n| n.0)).unwrap_or(14),
            due_soon_workdays: field(|r| r.due_soon_workdays.as_ref().map(|n| n.0)).unwrap_or(3),
            semesters: semesters(rules.and_then(|r| r.semesters.as_ref()).map(|s| &s.value)),
            min_n: field(|r| r.min_n.as_ref().map(|n| n.0)).unwrap_or(5),
            levels: rules.and_then(|r| r.levels.as_ref()).map(|l| l.0.clone()).unwrap_or_default(),
            aliases: site
                .and_then(|s| s.search.as_ref())
                .and_then(|s| s.aliases.as_ref())
                .map(|a| aliases(a))
                .unwrap_or_default(),
            targets: site.map(|s| s.target.iter().filter_map(|t| target(t)).collect()).unwrap_or_default(),
            own: None,
        }
    }

    /// The target called `id`, if it is built and is not the main site.
    pub fn built(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|t| &*t.id == id && t.built && t.base_url != self.base_url)
    }

    /// The theme of the site of the target called `id`, or of the main site.
    pub fn theme_of(&self, id: Option<&str>) -> &str {
        id.and_then(|id| self.built(id)).and_then(|target| target.theme.as_deref()).unwrap_or(&self.theme)
    }

    /// The address of the site that is built, with a slash at its end.
    pub fn own_url(&self) -> &str {
        self.own.as_ref().map_or(&self.base_url, |target| &target.base_url)
    }

    /// Whether the site that is built shows only what some units hold.
    pub fn is_part(&self) -> bool {
        self.own.as_ref().is_some_and(|target| target.units.is_some())
    }

    /// The path of the address of the site that is built, with slashes at both ends.
    pub fn base_path(&self) -> &str {
        let url = self.own_url();
        let after = url.split_once("://").map_or(url, |(_, rest)| rest);
        after.find('/').map_or("/", |i| &after[i..])
    }

    /// The target that this site is, if it is listed.
    pub fn main_target(&self) -> Option<&Target> {
        self.targets.iter().find(|t| t.base_url == self.base_url)
    }
}

fn with_slash(url: &str) -> Box<str> {
    if url.ends_with('/') { url.into() } else { format!("{url}/").into() }
}

fn week_rule(rule: site::WeekRule) -> WeekRule {
    match rule {
        site::WeekRule::FirstSaturday => WeekRule::FirstSaturday,
        site::WeekRule::CalendarRow => WeekRule::CalendarRow,
        site::WeekRule::FirstFullWeek => WeekRule::FirstFullWeek,
        site::WeekRule::NthWeekday => WeekRule::NthWeekday,
    }
}

fn mode(mode: &site::Mode) -> Option<Mode> {
    Some(Mode { threshold: mode.threshold.copied()?.0, above: mode.above.copied()?, below: mode.below.copied()? })
}

fn semesters(written: Option<&site::Semesters>) -> Semesters {
    let mut semesters = Semesters::default();
    if let Some(written) = written {
        let set = |to: &mut _, from: &Option<crate::text::span::At<crate::record::value::SemesterEnd>>| {
            if let Some(end) = from {
                *to = end.value.0;
            }
        };
        set(&mut semesters.first, &written.hk1);
        set(&mut semesters.second, &written.hk2);
        set(&mut semesters.summer, &written.he);
    }
    semesters
}

fn aliases(table: &crate::record::value::TextTable) -> Vec<(Box<str>, Box<str>)> {
    table.0.iter().map(|(short, long)| (short.value.clone(), long.value.0.clone())).collect()
}

fn target(target: &site::Target) -> Option<Target> {
    let units = target.units.as_ref().and_then(|scope| match &scope.value {
        UnitScope::All => None,
        UnitScope::Only(units) => Some(units.iter().map(|u| u.0.clone()).collect()),
    });
    Some(Target {
        id: target.id.get()?.0.clone(),
        title: text(target.title.get()).unwrap_or_default(),
        base_url: with_slash(&target.base_url.get()?.0),
        built: target.built.as_ref().is_none_or(|b| b.value),
        units,
        requires: target.requires.iter().map(|l| l.value).collect(),
        theme: target.theme.as_ref().map(|t| t.0.clone()),
    })
}

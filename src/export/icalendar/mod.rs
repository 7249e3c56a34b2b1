//! Calendars: dialogues and deadlines in iCalendar, of the whole site and of every unit (`spec/site.md`).
//!
//! The plan's list of dates goes in; one file a unit and one of all come out, each made when it is asked for. `event`
//! says what a date is in one language, `write` makes lines of it. The invariants: a calendar holds what the
//! page `/lich/` lists, but a step of several days once, from its first to its last, and no dialogue whose days are not
//! known; ids never change; no day is that of the build.

mod event;
mod write;

use super::newest::NewestFacts;
use crate::page::follow::{self, Source};
use crate::page::follow_up::{Entry, Happening};
use crate::page::plan::Plan;
use crate::page::view::View;
use crate::register::Register;
use crate::register::index::{RecordIx, UnitIx};

/// What calendars are made of.
#[derive(Debug)]
pub struct Calendars {
    newest: NewestFacts,
    /// By unit: its dates.
    of_unit: Vec<Vec<Entry>>,
}

/// One calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// The position of its language in the site's list.
    pub lang: u8,
    /// Whose dates: the site's or a unit's.
    pub source: Source,
}

impl Calendars {
    /// Gathers the dates of all units.
    pub fn of(register: &Register<'_>, plan: &Plan) -> Self {
        let mut of_unit = vec![Vec::new(); register.units.len()];
        for entry in &plan.follow_up.calendar {
            for unit in units(register, entry.1) {
                of_unit[unit.at()].push(*entry);
            }
        }
        Self { newest: NewestFacts::of(register), of_unit }
    }

    /// Every calendar.
    pub fn files(&self, register: &Register<'_>) -> Vec<File> {
        let units = (0..register.units.len() as u32).map(UnitIx).filter(|u| register.is_public(RecordIx::Unit(*u)));
        let sources: Vec<Source> = std::iter::once(Source::Site).chain(units.map(Source::Unit)).collect();
        let languages = 0..register.settings.languages.len() as u8;
        languages.flat_map(|lang| sources.iter().map(move |source| File { lang, source: *source })).collect()
    }

    /// The calendar at the site path `path`.
    pub fn at(&self, views: &[View<'_>], path: &str) -> Option<File> {
        let all = self.files(views.first()?.register);
        all.into_iter().find(|file| file.path(&views[file.lang as usize]) == path)
    }

    /// The bytes of a calendar, in the language of `view`, which is the calendar's.
    pub fn write(&self, view: &View<'_>, file: File) -> Vec<u8> {
        let entries = match file.source {
            Source::Site => &view.plan.follow_up.calendar,
            Source::Unit(ix) => &self.of_unit[ix.at()],
            Source::Topic(_) => return Vec::new(),
        };
        // A step of several days is one event, told where it ends.
        let told = entries.iter().filter(|entry| !matches!(entry.1, Happening::Begin(..)));
        let events = told.filter_map(|entry| event::event(view, &self.newest, *entry));
        write::calendar(&follow::calendar_title(view, file.source), view.lang.as_str(), events).into_bytes()
    }
}

impl File {
    /// Its site path; `view` is in its language.
    pub fn path(self, view: &View<'_>) -> String {
        follow::calendar_path(view, self.source)
    }
}

/// The units whose followers want to know of a date.
fn units(register: &Register<'_>, happening: Happening) -> Vec<UnitIx> {
    match happening {
        Happening::Dialogue(ix) => follow::units(register, RecordIx::Dialogue(ix)),
        Happening::Commitment(ix) => follow::units(register, RecordIx::Commitment(ix)),
        Happening::Begin(ix, position) | Happening::Step(ix, position) => {
            let step = &register.rounds[ix.at()].links.schedule.steps[position as usize];
            let mut units: Vec<UnitIx> = step.units.iter().filter_map(|slug| register.unit(slug)).collect();
            units.sort_unstable();
            units.dedup();
            units
        }
    }
}

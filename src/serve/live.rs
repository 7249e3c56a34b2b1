//! The loop: changes in, generations out.
//!
//! What the `Watch` notices is gathered until it is quiet, read again, and made into a generation; what generations tell
//! decides what the `Preview` shows. The invariants: the newest generation without an error is shown, or the last that
//! had none; good news is shown at once, bad news only when nobody is writing any more, so that a file that is half
//! written frightens nobody; nothing that happens to the project ends the loop.
#![allow(clippy::disallowed_methods, reason = "waits for quiet, and tells how long things took")]

use super::generation::{self, Site, Turn, Word, Work};
use super::kept::Kept;
use super::preview::{Preview, Shown};
use super::server::{Server, Stopper, on_signal};
use super::trouble::{self, Trouble};
use super::watch::{CONTENT, Folders, Noticed, THEMES, Watch};
use crate::build::Day;
use crate::diagnostic::{Lang, Message};
use crate::host::fault::Fault;
use crate::host::{clock, reload, target, theme};
use crate::say;
use crate::theme::Theme;
use camino::{Utf8Path, Utf8PathBuf};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long nobody must write before what was written is read.
const QUIET: Duration = Duration::from_millis(8);
/// How long it may be written before it is read all the same.
const CAP: Duration = Duration::from_millis(250);
/// How long a file that was emptied is waited for.
const EMPTIED: Duration = Duration::from_millis(60);
/// How long bad news is held back.
const GRACE: Duration = Duration::from_millis(120);
/// How often it is looked whether the project's folders are still there.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// Up to so many files, a site is shown when it was checked; a larger one before, because checking takes longer than
/// anybody wants to wait for a page.
const SMALL: usize = 500;

/// What is served, and how.
pub struct Options {
    /// The project.
    pub root: Utf8PathBuf,
    /// The publication target whose site is served; the main site where there is none.
    pub target: Option<Box<str>>,
    /// The day asked for.
    pub as_of: Option<NaiveDate>,
    /// The language of messages and the overlay.
    pub lang: Lang,
    /// Whether messages may have colours.
    pub color: bool,
}

/// What happens, for the terminal.
#[derive(Debug)]
pub enum Told {
    /// The site can be seen, after so long.
    Ready(Duration),
    /// A change is shown, after so long since it was read.
    Changed(Duration),
    /// Errors and warnings, whenever they are others than before; nothing where there are none any more.
    Diagnostics(String),
    /// Anything else.
    Message(Message),
}

/// Everything that the loop waits for.
enum Event {
    Noticed(Noticed),
    Word(Word),
    Stop,
}

/// Serves the project until somebody stops `server`.
pub fn run(server: Server, options: &Options, tell: &mut dyn FnMut(Told)) -> Result<(), Fault> {
    let began = Instant::now();
    let (events, happened) = channel();
    let root = options.root.canonicalize_utf8().unwrap_or_else(|_| options.root.clone());
    let run = format!("{:x}{:x}", clock::moment(), std::process::id());
    let preview = Preview::new(root.clone(), options.lang, server.is_local(), run);
    let stopper = server.stopper();
    let stop = Stop { events: events.clone(), preview: preview.clone(), stopper };
    on_signal({
        let stop = stop.clone();
        move || stop.stop()
    })?;
    thread::scope(|scope| {
        let answers = preview.clone();
        let serving = scope.spawn(move || server.run(|asked| answers.answer(asked)));
        let made = Live::new(root, options, preview, events, began).map(|mut live| live.run(&happened, tell));
        stop.stop();
        drop(serving.join());
        made
    })
}

/// What ends everything.
#[derive(Clone)]
struct Stop {
    events: Sender<Event>,
    preview: Preview,
    stopper: Stopper,
}

impl Stop {
    fn stop(&self) {
        self.preview.stop();
        self.stopper.stop();
        // The loop may have ended by itself.
        let _ = self.events.send(Event::Stop);
    }
}

struct Live<'o> {
    root: Utf8PathBuf,
    options: &'o Options,
    preview: Preview,
    events: Sender<Event>,
    kept: Kept,
    watch: Watch,
    turn: Arc<Turn>,
    theme: Result<Arc<Theme>, Vec<Trouble>>,
    /// What the theme was read for.
    dressed: (Box<str>, Vec<crate::record::value::LanguageTag>),
    /// Whether its templates have never been tried.
    untried: bool,
    today: NaiveDate,
    /// The newest generation that was checked and has no error.
    good: Option<Site>,
    /// The one that is shown.
    shown: Option<Site>,
    /// The newest that answers, whether it is shown or not.
    newest: Option<Site>,
    /// Why the project cannot be read.
    fault: Option<Trouble>,
    /// What was noticed and not read yet.
    due: Due,
    /// A generation that is being linked.
    linking: bool,
    /// By generation: that it differs from the one before by stylesheets alone.
    restyled: Option<(u64, u64)>,
    /// Bad news that is held back, and until when.
    bad: Option<(Instant, Vec<Trouble>)>,
    said: String,
    began: Instant,
    read: Instant,
    ready: bool,
}

/// What is to be read again.
#[derive(Debug, Default)]
struct Due {
    paths: BTreeSet<String>,
    themes: BTreeSet<String>,
    all: bool,
    /// Whether a generation is due though no file may have changed.
    anyway: bool,
}

impl Due {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.themes.is_empty() && !self.all && !self.anyway
    }

    fn add(&mut self, noticed: Noticed) {
        self.all |= noticed.more;
        for path in noticed.paths {
            match path.split('/').next() {
                Some(THEMES) => self.themes.insert(path),
                Some(CONTENT) => self.paths.insert(path),
                _ => false,
            };
        }
    }
}

impl<'o> Live<'o> {
    fn new(
        root: Utf8PathBuf,
        options: &'o Options,
        preview: Preview,
        events: Sender<Event>,
        began: Instant,
    ) -> Result<Self, Fault> {
        // Before anything is read, so that nothing is missed.
        let watch = watch(&root, &events);
        let kept = Kept::load(&root)?;
        if let Some(id) = &options.target {
            target::find(&kept.settings(), id)?;
        }
        let due = Due { anyway: true, ..Due::default() };
        Ok(Self {
            root,
            options,
            preview,
            events,
            kept,
            watch,
            turn: Arc::default(),
            theme: Err(Vec::new()),
            dressed: ("".into(), Vec::new()),
            untried: true,
            today: clock::today(),
            good: None,
            shown: None,
            newest: None,
            fault: None,
            due,
            linking: false,
            restyled: None,
            bad: None,
            said: String::new(),
            began,
            read: began,
            ready: false,
        })
    }

    fn run(&mut self, happened: &Receiver<Event>, tell: &mut dyn FnMut(Told)) {
        if self.watch.is_blind() {
            tell(Told::Message(blind()));
        }
        let mut beat = Instant::now();
        loop {
            self.make(tell);
            let bad = self.bad.as_ref().map(|(until, _)| until.saturating_duration_since(Instant::now()));
            let wait = HEARTBEAT.saturating_sub(beat.elapsed()).min(bad.unwrap_or(HEARTBEAT));
            match happened.recv_timeout(wait) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Event::Word(word)) => self.hear(word, tell),
                Ok(Event::Noticed(noticed)) => {
                    if self.gather(noticed, happened, tell) {
                        return;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.bad.as_ref().is_some_and(|(until, _)| *until <= Instant::now()) {
                let troubles = self.bad.take().map(|(_, troubles)| troubles).unwrap_or_default();
                self.show(self.good.clone(), troubles, tell);
            }
            if beat.elapsed() >= HEARTBEAT {
                self.look(tell);
                beat = Instant::now();
            }
        }
    }

    /// Gathers what is noticed until it is quiet; whether all is to end.
    fn gather(&mut self, first: Noticed, happened: &Receiver<Event>, tell: &mut dyn FnMut(Told)) -> bool {
        let began = Instant::now();
        self.due.add(first);
        let mut quiet = QUIET;
        loop {
            let left = CAP.saturating_sub(began.elapsed());
            match happened.recv_timeout(quiet.min(left)) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return true,
                Ok(Event::Word(word)) => self.hear(word, tell),
                Ok(Event::Noticed(noticed)) => {
                    self.due.add(noticed);
                    quiet = QUIET;
                }
                // Many programs empty a file before they fill it.
                Err(RecvTimeoutError::Timeout) if quiet < EMPTIED && !left.is_zero() && self.is_emptied() => {
                    quiet = EMPTIED;
                }
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// Whether a file that is to be read has just lost all that it held.
    fn is_emptied(&self) -> bool {
        let mut paths = self.due.paths.iter().take(16);
        paths.any(|path| reload::size(&self.root, path) == Some(0) && !self.kept.is_empty_at(path))
    }

    /// Reads what is due and starts a generation, unless one is being linked.
    fn make(&mut self, tell: &mut dyn FnMut(Told)) {
        if self.linking || self.due.is_empty() {
            return;
        }
        self.read = Instant::now();
        let due = std::mem::take(&mut self.due);
        let changed = if due.all { self.kept.rescan() } else { self.kept.refresh(&due.paths) };
        let changed = match changed {
            Ok(changed) => changed,
            Err(fault) => return self.lose(&fault, tell),
        };
        let found = self.fault.take().is_some();
        if found {
            tell(Told::Message(say!("đọc lại được dự án", "the project can be read again")));
        }
        let dressed = self.dress(due.all || !due.themes.is_empty());
        if !(changed || dressed || found || due.anyway) {
            return;
        }
        let number = self.turn.newest.fetch_add(1, Ordering::SeqCst) + 1;
        let is_style = |path: &String| path.contains("/static/") && Utf8Path::new(path).extension() == Some("css");
        let styles = dressed && !changed && !due.all && due.themes.iter().all(is_style);
        self.restyled = self.shown.as_ref().filter(|_| styles).map(|shown| (number, shown.number));
        self.bad = None;
        let (events, words) = (self.events.clone(), channel());
        thread::spawn(move || words.1.into_iter().all(|word| events.send(Event::Word(word)).is_ok()));
        let work = Work {
            number,
            snapshot: self.kept.snapshot(),
            theme: self.theme.clone(),
            untried: self.untried,
            target: self.options.target.clone(),
            day: Day { today: self.today, asked: self.options.as_of },
            public: self.root.join("public"),
            manner: (self.options.lang, self.options.color),
        };
        self.linking = true;
        generation::start(work, &self.turn, words.0);
    }

    /// Takes note of what a generation tells.
    fn hear(&mut self, word: Word, tell: &mut dyn FnMut(Told)) {
        let newest = self.turn.newest.load(Ordering::SeqCst);
        match word {
            Word::Linked { number, site, troubles, .. } => {
                self.linking = false;
                self.newest.clone_from(&site);
                let early = self.kept.len() > SMALL && number == newest && self.fault.is_none();
                if early && troubles.is_empty() {
                    self.show(site, Vec::new(), tell);
                } else if number == newest && self.ready && !troubles.is_empty() {
                    self.bad = Some((self.read + GRACE, troubles));
                }
            }
            Word::Checked { number, troubles, told, .. } => {
                let site = self.newest.clone().filter(|site| site.number == number);
                if number < newest || self.fault.is_some() {
                    return;
                }
                if told != self.said {
                    tell(Told::Diagnostics(told.clone()));
                    self.said = told;
                }
                if troubles.is_empty() {
                    self.good = site;
                    self.untried = false;
                    self.show(self.good.clone(), Vec::new(), tell);
                } else if self.ready {
                    self.bad = Some((self.read + GRACE, troubles));
                } else {
                    self.show(None, troubles, tell);
                }
            }
            Word::Overtaken => {}
            Word::Died { number } => {
                self.linking = false;
                if number == newest {
                    self.show(self.good.clone(), vec![died()], tell);
                }
            }
        }
    }

    /// Shows `site`, with `troubles` over it.
    fn show(&mut self, site: Option<Site>, troubles: Vec<Trouble>, tell: &mut dyn FnMut(Told)) {
        let number = |site: &Option<Site>| site.as_ref().map(|site| site.number);
        let is_new = number(&site) != number(&self.shown);
        if troubles.is_empty() {
            self.bad = None;
        }
        let restyled =
            self.restyled.filter(|(to, from)| number(&site) == Some(*to) && number(&self.shown) == Some(*from));
        self.shown.clone_from(&site);
        self.preview.show(Shown { site, restyled: restyled.map(|(_, from)| from), troubles });
        if !self.ready {
            self.ready = true;
            tell(Told::Ready(self.began.elapsed()));
        } else if is_new {
            tell(Told::Changed(self.read.elapsed()));
        }
    }

    /// Notes that the project cannot be read.
    fn lose(&mut self, fault: &Fault, tell: &mut dyn FnMut(Told)) {
        // Whatever comes back, all of it is read again.
        self.due = Due { all: true, ..Due::default() };
        let trouble = trouble::of_fault(fault);
        if self.fault.as_ref() != Some(&trouble) {
            tell(Told::Message(fault.message.clone()));
            let shown = self.good.clone().or_else(|| self.shown.clone());
            self.fault = Some(trouble.clone());
            self.show(shown, vec![trouble], tell);
        }
        // Until the next heartbeat there is no use in trying.
        self.linking = true;
    }

    /// Looks after what nobody tells of: folders that come and go, and the day.
    fn look(&mut self, tell: &mut dyn FnMut(Told)) {
        if self.fault.is_some() {
            self.linking = false;
        }
        if Folders::of(&self.root) != self.watch.folders() {
            self.watch = watch(&self.root, &self.events);
            self.due.all = true;
        }
        if self.watch.is_blind() {
            self.due.all = true;
        }
        let today = clock::today();
        if today != self.today {
            self.today = today;
            self.due.anyway = true;
            tell(Told::Message(say!("đã sang ngày {today}", "it is {today} now")));
        }
    }

    /// Reads the theme again where it may be another; whether it is.
    fn dress(&mut self, changed: bool) -> bool {
        let settings = self.kept.settings();
        let name = settings.theme_of(self.options.target.as_deref());
        let wanted = (name.into(), settings.languages.clone());
        if !changed && wanted == self.dressed {
            return false;
        }
        let read = match theme::load(&self.root, name, &settings.languages) {
            Ok(Ok(theme)) => Ok(Arc::new(theme)),
            Ok(Err(problems)) => Err(trouble::of_theme(&problems)),
            Err(fault) => Err(vec![trouble::of_fault(&fault)]),
        };
        let same = wanted == self.dressed
            && match (&read, &self.theme) {
                (Ok(one), Ok(other)) => one.digest() == other.digest(),
                (Err(one), Err(other)) => one == other,
                _ => false,
            };
        if !same {
            (self.theme, self.dressed, self.untried) = (read, wanted, true);
        }
        !same
    }
}

fn watch(root: &Utf8Path, events: &Sender<Event>) -> Watch {
    let events = events.clone();
    // When nobody listens any more, everything has ended.
    Watch::start(root, move |noticed| drop(events.send(Event::Noticed(noticed))))
}

fn blind() -> Message {
    say!(
        "hệ điều hành không báo thay đổi tệp (có thể đã hết hạn mức theo dõi); mỗi giây sẽ tự xem lại",
        "the system does not tell of changed files (the limit of watches may be reached); they are looked at every second"
    )
}

fn died() -> Trouble {
    trouble::of_fault(&Fault::new(say!(
        "chương trình gặp lỗi không lường trước khi đọc thay đổi vừa rồi",
        "the program failed at the last change in a way that nobody foresaw"
    )))
}

//! The preview: what a browser gets, whatever happens to the project meanwhile.
//!
//! Generations and troubles go in from the one side ([`Preview::show`]), requests from the other ([`Preview::answer`]); open
//! pages are told of each change as a server-sent event. The invariants: a path of the site gets what the shown generation
//! makes of it; as long as one is shown, nothing that is wrong with a later one takes it away.

use super::address;
use super::answer::{Answer, Asked, Body, News, kind_of};
use super::generation::{Ask, Reply, Site};
use super::overlay::{self, FOLDER, Manner};
use super::send;
use super::trouble::Trouble;
use crate::diagnostic::Lang;
use crate::host::reload;
use crate::say;
use crate::text::digest::Digest;
use camino::Utf8PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What open pages run.
const SCRIPT: &[u8] = include_bytes!("static/reload.js");
/// How overlay, draft mark and the preview's own pages look.
const STYLE: &[u8] = include_bytes!("static/preview.css");
/// The header that tells whether a page is another than before.
const PAGE: &str = "Doithoai-Page";
/// The page for what does not exist.
const MISSING: &str = "404.html";
/// How long a request waits for the first site.
const START: Duration = Duration::from_mins(1);

/// What is shown, and to whom.
#[derive(Clone)]
pub(super) struct Preview(Arc<Inner>);

struct Inner {
    root: Utf8PathBuf,
    lang: Lang,
    /// Whether pages link to the editor on this machine.
    editor: bool,
    /// Tells the generations of this run from those of another.
    run: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Grows with everything that open pages should know.
    version: u64,
    site: Option<Site>,
    /// The generation from which the shown one differs by stylesheets alone.
    restyled: Option<u64>,
    troubles: Arc<Vec<Trouble>>,
    /// The version in which they became what they are.
    troubled: u64,
    /// Whether anything is known of the project yet.
    ready: bool,
    stopped: bool,
}

/// What becomes of what is shown.
pub(super) struct Shown {
    /// The generation, or the one before it where that is the last good one.
    pub(super) site: Option<Site>,
    /// The generation from which it differs by stylesheets alone.
    pub(super) restyled: Option<u64>,
    /// What keeps a later one from being shown.
    pub(super) troubles: Vec<Trouble>,
}

impl Preview {
    /// The preview of the project at `root`; `run` is like no other.
    pub(super) fn new(root: Utf8PathBuf, lang: Lang, editor: bool, run: String) -> Self {
        let (state, changed) = (Mutex::default(), Condvar::new());
        Self(Arc::new(Inner { root, lang, editor, run, state, changed }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows what there is now, and tells open pages where it is something else.
    pub(super) fn show(&self, shown: Shown) {
        let mut state = self.state();
        let number = |site: &Option<Site>| site.as_ref().map(|site| site.number);
        let same_site = number(&state.site) == number(&shown.site);
        let same_troubles = *state.troubles == shown.troubles;
        if state.ready && same_site && same_troubles {
            return;
        }
        state.version += 1;
        state.ready = true;
        if !same_site {
            state.restyled = shown.restyled;
            state.site = shown.site;
        }
        if !same_troubles {
            state.troubles = Arc::new(shown.troubles);
            state.troubled = state.version;
        }
        drop(state);
        self.0.changed.notify_all();
    }

    /// Lets everybody go who waits.
    pub(super) fn stop(&self) {
        self.state().stopped = true;
        self.0.changed.notify_all();
    }

    /// What to send for what was asked.
    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answer {
        let Some(path) = address::path_of(asked.target) else { return self.page(None, asked) };
        let Some(own) = path.strip_prefix(FOLDER) else { return self.page(Some(&path), asked) };
        match own {
            "reload.js" | "preview.css" => {
                let bytes = if own == "reload.js" { SCRIPT } else { STYLE };
                send::bytes(own, bytes.into(), asked)
            }
            "events" => {
                let news = Listener { preview: self.clone(), told: None };
                Answer::new(200, "text/event-stream", Body::News(Box::new(news)))
            }
            "overlay" => {
                let (_, over) = self.now();
                Answer::new(200, kind_of("x.html"), Body::of(over.into_bytes()))
            }
            "drafts/" => self.drafts(asked),
            _ => Answer::text(404, "404"),
        }
    }

    /// The site that is shown, once there is one, and the overlay.
    fn now(&self) -> (Option<Site>, String) {
        let state = self.state();
        let waiting = |state: &mut State| !state.ready && !state.stopped;
        let waited = self.0.changed.wait_timeout_while(state, START, waiting);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let (site, troubles, number) = (state.site.clone(), Arc::clone(&state.troubles), state.troubled);
        drop(state);
        let over = if troubles.is_empty() {
            String::new()
        } else {
            overlay::overlay(&troubles, Some(number), site.is_some(), self.manner())
        };
        (site, over)
    }

    fn manner(&self) -> Manner<'_> {
        Manner { lang: self.0.lang, root: self.0.editor.then_some(&*self.0.root) }
    }

    /// The name of a generation, for scripts.
    fn name(&self, site: Option<&Site>) -> String {
        format!("{}-{}", self.0.run, site.map_or(0, |site| site.number))
    }

    /// What the site has at `path`; its page for what does not exist, where no path was meant.
    fn page(&self, path: Option<&str>, asked: &Asked<'_>) -> Answer {
        let (site, over) = self.now();
        let Some(current) = &site else { return self.nothing(503, &over, asked) };
        let path = path.unwrap_or(MISSING);
        let reply = current.ask(Ask::Path(path.to_owned()));
        let page = |status: u16, html: &[u8], draft: bool| {
            let digest = Digest::of(html).to_string();
            let html = if draft { overlay::as_draft(html, self.0.lang) } else { html.to_vec() };
            let html = overlay::with_script(&html, &self.name(site.as_ref()), &digest[..24], &over);
            let mut answer = send::bytes("x.html", html.into(), asked).header(PAGE, &digest[..24]);
            if answer.status == 200 {
                answer.status = status;
            }
            answer
        };
        match reply {
            Some(Reply::Page(html, _)) if path == MISSING => page(404, &html, false),
            Some(Reply::Page(html, draft)) => page(200, &html, draft),
            Some(Reply::File(bytes)) => send::bytes(path, bytes, asked),
            Some(Reply::Copy(source)) => {
                let sent = reload::open(&self.0.root, &source)
                    .and_then(|(file, there)| send::file(path, file, &there, asked).ok());
                sent.unwrap_or_else(|| Answer::text(404, "404"))
            }
            Some(Reply::Folder) => {
                let target = address::folder_of(asked.target);
                Answer::text(302, &target).header("Location", target)
            }
            Some(Reply::NotFound(Some(html))) => page(404, &html, false),
            Some(Reply::NotFound(None)) => Answer::text(404, "404: không có trang này / there is no such page"),
            Some(Reply::Problem(troubles)) => {
                let over = overlay::overlay(&troubles, None, false, self.manner());
                self.nothing(500, &over, asked)
            }
            Some(Reply::Drafts(_)) | None => {
                let words = say!("Chương trình gặp lỗi khi dựng trang này.", "The program failed at this page.");
                self.nothing(500, &format!("<p>{}</p>", words.get(self.0.lang)), asked)
            }
        }
    }

    /// A page that stands for one that cannot be made.
    fn nothing(&self, status: u16, over: &str, asked: &Asked<'_>) -> Answer {
        let title = say!("Xem trước", "Preview");
        let body = format!("<h1>{}</h1>", title.get(self.0.lang));
        let html = overlay::page(title.get(self.0.lang), &body, self.0.lang);
        let name = self.name(self.state().site.as_ref());
        let html = overlay::with_script(html.as_bytes(), &name, "", over);
        let mut answer = send::bytes("x.html", html.into(), asked);
        answer.status = if answer.status == 200 { status } else { answer.status };
        answer
    }

    fn drafts(&self, asked: &Asked<'_>) -> Answer {
        let (site, over) = self.now();
        match site.as_ref().and_then(|site| site.ask(Ask::Drafts)) {
            Some(Reply::Drafts(drafts)) => {
                let html = overlay::drafts(&drafts, self.0.lang);
                let html = overlay::with_script(html.as_bytes(), &self.name(site.as_ref()), "", &over);
                send::bytes("x.html", html.into(), asked)
            }
            _ => self.nothing(503, &over, asked),
        }
    }
}

/// An open page that waits for news.
struct Listener {
    preview: Preview,
    /// The version that it knows of.
    told: Option<u64>,
}

impl News for Listener {
    fn next(&mut self, wait: Duration) -> Option<String> {
        let state = self.preview.state();
        let known = |state: &mut State| !state.stopped && (!state.ready || Some(state.version) == self.told);
        let waited = self.preview.0.changed.wait_timeout_while(state, wait, known);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.stopped || !state.ready || Some(state.version) == self.told {
            return None;
        }
        let first = self.told.replace(state.version).is_none();
        let restyled = state.restyled.map(|number| format!("{}-{number}", self.preview.0.run));
        let told = serde_json::json!({
            "site": self.preview.name(state.site.as_ref()),
            "restyled": restyled,
            "overlay": (!state.troubles.is_empty()).then_some(state.troubled),
            "drafts": state.site.as_ref().map_or(0, |site| site.drafts),
        });
        // After a break, it is asked again soon: the server may have been started anew.
        let retry = if first { "retry: 500\n" } else { "" };
        Some(format!("{retry}id: {}\ndata: {told}\n\n", state.version))
    }
}

//! `doithoai status`: what changed since the last publication, and what the open rounds still need.
//!
//! The list goes to standard output, one line a finding, in two parts; whether the content has errors, to standard error.
//! It is for editors: records that are not public are in it too, drafts are not.

mod rounds;

use super::arguments::{StatusArguments, TableFormat};
use super::console::Console;
use super::pipeline::PUBLIC;
use super::{Status, reporting};
use crate::build::changes::{Change, ChangeKind, Known, changes};
use crate::build::ledger::PATH as LEDGER;
use crate::build::{Day, analyse};
use crate::diagnostic::{Lang, Outcome};
use crate::host::fault::Fault;
use crate::host::{clock, load, published};
use crate::page::plan::plan;
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use camino::Utf8PathBuf;
use rounds::Need;
use std::fmt::Write as _;

pub(super) fn run(arguments: &StatusArguments, console: &mut Console<'_>) -> Status {
    match tell(arguments, console) {
        Ok(status) => status,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

fn tell(arguments: &StatusArguments, console: &mut Console<'_>) -> Result<Status, Fault> {
    let sources = load::load(&arguments.root)?;
    let day = Day { today: clock::today(), asked: arguments.as_of };
    let Outcome { value: register, diagnostics } = analyse(&sources, day);
    let site = Site::of(arguments)?;
    let known = site.known();
    let changed = known.as_ref().map(|known| changes(&register, known));
    let plan = plan(&register);
    let mut view = View::new(&register, &plan, 0);
    view.lang = if console.lang == Lang::Vi { LanguageTag::Vi } else { LanguageTag::En };
    let needs = rounds::needs(&view);
    let text = match arguments.format {
        TableFormat::Human => human(&view, &site, known.as_ref().zip(changed.as_deref()), &needs),
        TableFormat::Json => json(&view, changed.as_deref(), &needs),
    };
    console.results(&text);
    if !site.published && arguments.format == TableFormat::Human {
        console.note(&say!(
            "trang trên mạng có thể khác với bản dựng trên máy này; để so với nó, tải tệp `{LEDGER}` ở gốc trang về rồi thêm \
             `--published {LEDGER}`",
            "the site on the web may differ from what was built here; to compare with it, download the file `{LEDGER}` at its root and \
             add `--published {LEDGER}`"
        ));
    }
    Ok(reporting::list(&diagnostics, console))
}

/// What the register is compared with.
struct Site {
    /// A folder with a site in it, or the ledger of one.
    place: Utf8PathBuf,
    /// Whether `place` is the ledger alone.
    ledger: bool,
    /// Whether the editor said that readers see it.
    published: bool,
}

impl Site {
    /// What was named, else what was built here last. What was named must be there.
    fn of(arguments: &StatusArguments) -> Result<Self, Fault> {
        let Some(place) = arguments.published.clone() else {
            let place = arguments.out.clone().unwrap_or_else(|| arguments.root.join(PUBLIC));
            return Ok(Self { place, ledger: false, published: false });
        };
        let ledger = !published::is_folder(&place);
        let site = Self { place, ledger, published: true };
        if site.known().is_none() {
            let place = &site.place;
            return Err(Fault::new(say!(
                "`{place}` không phải là trang đã công khai",
                "`{place}` is no published site"
            ))
            .help(say!(
                "chỉ ra thư mục chép từ trang, hoặc tệp `{LEDGER}` tải từ gốc của trang, ví dụ từ `https://doithoai.example.edu.vn/{LEDGER}`",
                "name a folder with a copy of the site, or the file `{LEDGER}` from its root, for example from `https://doithoai.example.edu.vn/{LEDGER}`"
            )));
        }
        Ok(site)
    }

    /// What readers of it know.
    fn known(&self) -> Option<Known> {
        if self.ledger {
            return Known::read(&|path| (path == LEDGER).then(|| published::file(&self.place)).flatten());
        }
        Known::read(&|path| published::text(&self.place, path))
    }
}

/// The kind of a record, with its word.
fn kind_of(register: &Register<'_>, id: &str) -> (&'static str, (&'static str, &'static str)) {
    match register.ids.get(id) {
        Some(RecordIx::Unit(_)) => ("unit", ("đơn vị", "unit")),
        Some(RecordIx::Topic(_)) => ("topic", ("lĩnh vực", "topic")),
        Some(RecordIx::Procedure(_)) => ("procedure", ("quy trình", "procedure")),
        Some(RecordIx::Document(_)) => ("document", ("văn bản", "document")),
        Some(RecordIx::Page(_)) => ("page", ("trang", "page")),
        Some(RecordIx::Round(_)) => ("round", ("đợt", "round")),
        Some(RecordIx::Dialogue(_)) => ("dialogue", ("buổi đối thoại", "dialogue")),
        Some(RecordIx::Question(_)) => ("question", ("ý kiến", "question")),
        Some(RecordIx::Commitment(_)) => ("commitment", ("nội dung khắc phục", "commitment")),
        Some(RecordIx::Survey(_)) => ("survey", ("khảo sát", "survey")),
        _ => ("record", ("hồ sơ", "record")),
    }
}

/// The title of a record that is there, as its editor wrote it: nothing is hidden from editors.
fn title_of(view: &View<'_>, id: &str) -> Option<String> {
    view.register.ids.get(id).map(|ix| view.title(ix).0.into_owned())
}

/// For people: with what it is compared, what changed, then a paragraph an open round.
fn human(view: &View<'_>, site: &Site, changed: Option<(&Known, &[Change])>, needs: &[Need]) -> String {
    let mut out = String::new();
    let place = site.place.as_str().trim_start_matches("./");
    let Some((known, changed)) = changed else {
        let none = view.say(
            "Chưa dựng trang lần nào, nên chưa so được: không có trang ở",
            "No site was built yet, so there is nothing to compare with: no site at",
        );
        let _ = writeln!(out, "{none} `{place}`.");
        needed(&mut out, view, needs);
        return out;
    };
    let day = known.as_of.as_deref().unwrap_or_default();
    let day = day.parse().map_or_else(|_| day.to_owned(), |day| view.date(day).text.into_owned());
    let against = if site.published {
        view.say("So với trang đã công khai, theo", "Compared with the published site, after")
    } else {
        view.say("So với trang đã dựng ở", "Compared with the site that was built in")
    };
    let _ = writeln!(out, "{against} `{place}` ({} {day}):", view.say("tính đến", "as of"));
    if changed.is_empty() {
        let _ = writeln!(out, "  {}", view.say("không có gì thay đổi", "nothing changed"));
    }
    for change in changed {
        let _ = writeln!(out, "  {}", change_line(view, change));
    }
    needed(&mut out, view, needs);
    out
}

/// What the open rounds need.
fn needed(out: &mut String, view: &View<'_>, needs: &[Need]) {
    let mut round = "";
    for need in needs {
        if need.round != round {
            round = &need.round;
            let title = title_of(view, round).unwrap_or_default();
            let _ = writeln!(out, "\n{title} ({round}):");
        }
        let _ = writeln!(out, "  {}", need.line);
        for detail in &need.details {
            let _ = writeln!(out, "    - {detail}");
        }
    }
    if needs.is_empty() {
        let _ =
            writeln!(out, "\n{}", view.say("Không có đợt nào đang mở còn thiếu gì.", "No open round lacks anything."));
    }
}

fn change_line(view: &View<'_>, change: &Change) -> String {
    let kind = view.label(change.kind.label());
    let count = if change.count > 1 { format!(" ({})", change.count) } else { String::new() };
    let now = change.renamed.as_ref().unwrap_or(&change.id);
    let word = view.label(kind_of(view.register, now).1);
    let title = title_of(view, now).map(|title| format!(" {title}")).unwrap_or_default();
    let id = match &change.renamed {
        Some(renamed) => format!("{} → {renamed}", change.id),
        None => change.id.clone(),
    };
    if change.kind == ChangeKind::Vanishing {
        format!("{kind}: {id}")
    } else {
        format!("{kind}{count}: {word}{title} ({id})")
    }
}

/// For programs: one object a line, changes first.
fn json(view: &View<'_>, changed: Option<&[Change]>, needs: &[Need]) -> String {
    let mut out = String::new();
    for change in changed.unwrap_or_default() {
        let now = change.renamed.as_ref().unwrap_or(&change.id);
        let line = serde_json::json!({
            "list": "changes",
            "what": change.kind.as_str(),
            "kind": kind_of(view.register, now).0,
            "id": change.id,
            "title": title_of(view, now),
            "count": (change.count > 0).then_some(change.count),
            "renamed": change.renamed,
        });
        let _ = writeln!(out, "{line}");
    }
    for need in needs {
        let _ = writeln!(out, "{}", need.json);
    }
    out
}

//! `doithoai due`: what is overdue or due soon, by unit, then by day.
//!
//! The list goes to standard output; how much it is, and whether the content has errors, to standard error. It holds what
//! the site's page `/qua-han/` holds, and what is due within `due_soon_workdays`, then questions that were assigned to nobody
//! and so have no limit; nothing internal is in it.

mod ics;
mod idle;

use super::arguments::{DueArguments, ListFormat};
use super::console::Console;
use super::{Status, reporting};
use crate::build::{Day, analyse};
use crate::diagnostic::{Lang, Outcome};
use crate::host::fault::Fault;
use crate::host::{clock, load};
use crate::page::model::row::OverdueRow;
use crate::page::owed::{self, Owed};
use crate::page::plan::plan;
use crate::page::row;
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::deadline::{Deadline, DeadlineState};
use crate::register::index::{RecordIx, UnitIx};
use crate::say;
use crate::text::vietnamese::nearest;
use idle::Idle;
use std::fmt::Write as _;

pub(super) fn run(arguments: &DueArguments, console: &mut Console<'_>) -> Status {
    match list(arguments, console) {
        Ok(status) => status,
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// What one unit owes.
struct Share<'a> {
    unit: Option<UnitIx>,
    name: String,
    items: Vec<Item<'a>>,
}

/// Something owed, in words.
struct Item<'a> {
    owed: Owed,
    row: OverdueRow<'a>,
    standing: String,
}

fn list(arguments: &DueArguments, console: &mut Console<'_>) -> Result<Status, Fault> {
    let sources = load::load(&arguments.root)?;
    let Outcome { value: register, diagnostics } =
        analyse(&sources, Day { today: clock::today(), asked: arguments.as_of });
    let wanted = arguments.unit.as_deref().map(|slug| unit(&register, slug)).transpose()?;
    let plan = plan(&register);
    let lang = if console.lang == Lang::Vi { LanguageTag::Vi } else { LanguageTag::En };
    let mut view = View::new(&register, &plan, 0);
    view.lang = lang;
    let mut shares: Vec<Share<'_>> =
        owed::by_unit(&view).into_iter().map(|(ix, list)| share(&view, ix, &list)).collect();
    shares.retain(|share| wanted.is_none_or(|unit| share.unit == Some(unit)));
    let idle = idle::idle(&view, wanted);
    let rest = |of: fn(&View<'_>, &[Idle]) -> String| match &*idle {
        [] => String::new(),
        idle => format!("\n{}", of(&view, idle)),
    };
    let text = match arguments.format {
        ListFormat::Human => human(&view, &shares) + &rest(idle::human),
        ListFormat::Json => json(&view, &shares) + rest(idle::json).trim_start(),
        ListFormat::Md => markdown(&view, &shares) + &rest(idle::markdown),
        ListFormat::Ics => ics::calendar(&view, &shares),
    };
    console.results(&text);
    let mut all: Vec<Owed> = shares.iter().flat_map(|share| share.items.iter().map(|item| item.owed)).collect();
    all.sort_unstable();
    all.dedup();
    let late = all.iter().filter(|owed| owed.is_overdue(&register)).count();
    let (soon, day) = (all.len() - late, view.date(register.as_of).text);
    let (vi, en) = match idle.len() {
        0 => Default::default(),
        n => (format!(", {n} chưa giao"), format!(", {n} assigned to nobody")),
    };
    console.note(&say!(
        "{late} quá hạn, {soon} sắp đến hạn{vi}, tính đến {day}",
        "{late} overdue, {soon} due soon{en}, as of {day}"
    ));
    Ok(reporting::list(&diagnostics, console))
}

/// The unit that was asked for.
fn unit(register: &Register<'_>, slug: &str) -> Result<UnitIx, Fault> {
    register.unit(slug).ok_or_else(|| {
        let fault = Fault::new(say!("không có đơn vị nào tên `{slug}`", "there is no unit `{slug}`"));
        match nearest(slug, register.units.iter().map(|unit| unit.slug())) {
            Some(near) => fault.help(say!("gần nhất: `{near}`", "nearest: `{near}`")),
            None => fault.help(say!("xem `content/units/`", "see `content/units/`")),
        }
    })
}

fn share<'a>(view: &'a View<'_>, unit: Option<UnitIx>, list: &[Owed]) -> Share<'a> {
    let name = unit.map_or_else(
        || view.say("Chưa rõ đơn vị", "No unit").to_owned(),
        |ix| view.link(RecordIx::Unit(ix)).title.into_owned(),
    );
    let items = list.iter().filter_map(|owed| {
        let row = row::overdue(view, *owed)?;
        Some(Item { owed: *owed, standing: standing(view, owed.deadline(view.register)), row })
    });
    Share { unit, name, items: items.collect() }
}

/// How something stands to its limit, in words.
pub(super) fn standing(view: &View<'_>, deadline: &Deadline) -> String {
    let days = |n: u32| match view.lang {
        LanguageTag::Vi => format!("{n} ngày làm việc"),
        LanguageTag::En if n == 1 => "1 working day".to_owned(),
        LanguageTag::En => format!("{n} working days"),
    };
    match deadline.state {
        DeadlineState::Overdue => match deadline.workdays.unwrap_or(0) {
            0 => view.say("vừa quá hạn", "just overdue").to_owned(),
            n => format!("{} {}", view.say("quá hạn", "overdue by"), days(n)),
        },
        DeadlineState::DueToday => view.say("đến hạn hôm nay", "due today").to_owned(),
        _ => format!("{} {}", view.say("còn", "due in"), days(deadline.left.unwrap_or(0))),
    }
}

/// The written limit as a date.
fn due<'a>(item: &'a Item<'_>) -> &'a str {
    item.row.deadline.due.as_ref().map_or("", |due| &due.text)
}

fn counts(view: &View<'_>, share: &Share<'_>) -> String {
    let late = share.items.iter().filter(|item| item.owed.is_overdue(view.register)).count();
    let soon = share.items.len() - late;
    match view.lang {
        LanguageTag::Vi => format!("{late} quá hạn, {soon} sắp đến hạn"),
        LanguageTag::En => format!("{late} overdue, {soon} due soon"),
    }
}

/// For people: a paragraph a unit, a line for each thing owed.
fn human(view: &View<'_>, shares: &[Share<'_>]) -> String {
    if shares.is_empty() {
        return format!("{}\n", nothing(view));
    }
    let items = || shares.iter().flat_map(|share| &share.items);
    let widest = |text: fn(&Item<'_>) -> usize| items().map(text).max().unwrap_or(0);
    let dates = widest(|item| due(item).chars().count());
    let standings = widest(|item| item.standing.chars().count());
    let mut out = String::new();
    for (i, share) in shares.iter().enumerate() {
        let gap = if i == 0 { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{}: {}", share.name, counts(view, share));
        for item in &share.items {
            let (due, standing, row) = (due(item), &item.standing, &item.row);
            let _ = writeln!(out, "  {due:<dates$}  {standing:<standings$}  {} ({})", row.link.title, row.id);
        }
    }
    out
}

fn nothing(view: &View<'_>) -> &'static str {
    view.say("Không có gì quá hạn hoặc sắp đến hạn.", "Nothing is overdue or due soon.")
}

/// For programs: one object a line.
fn json(view: &View<'_>, shares: &[Share<'_>]) -> String {
    let mut out = String::new();
    for share in shares {
        for item in &share.items {
            let row = &item.row;
            let deadline = item.owed.deadline(view.register);
            let url = row.link.href.as_ref().map(|href| format!("{}{href}", view.register.settings.base_url));
            let line = serde_json::json!({
                "unit": share.unit.map(|ix| view.register.units[ix.at()].slug()),
                "unit_name": share.name,
                "kind": row.kind.id,
                "id": row.id,
                "title": row.link.title,
                "deadline": deadline.state.as_str(),
                "due": row.deadline.due.as_ref().map(|due| &due.iso),
                "holds": row.deadline.holds,
                "workdays": deadline.workdays,
                "left": deadline.left,
                "url": url,
            });
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// For letters and task lists.
fn markdown(view: &View<'_>, shares: &[Share<'_>]) -> String {
    let day = view.date(view.register.as_of).text;
    let mut out = match view.lang {
        LanguageTag::Vi => format!("# Quá hạn và sắp đến hạn, tính đến {day}\n"),
        LanguageTag::En => format!("# Overdue and due soon, as of {day}\n"),
    };
    if shares.is_empty() {
        let _ = writeln!(out, "\n{}", nothing(view));
    }
    for share in shares {
        let _ = writeln!(out, "\n## {} ({})\n", share.name, counts(view, share));
        for item in &share.items {
            let (row, limit) = (&item.row, view.say("hạn", "limit"));
            let url = row.link.href.as_deref().unwrap_or_default();
            let (base, title) = (&view.register.settings.base_url, escaped(&row.link.title));
            let _ = writeln!(out, "- [ ] **{}** [{title}]({base}{url}), {limit} {}", item.standing, due(item));
        }
    }
    out
}

/// A text in which Markdown sees nothing but text.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

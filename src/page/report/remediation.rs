//! The remediation report of a round (`/dot/<round>/bao-cao-khac-phuc/`): what earlier rounds left open first.
//!
//! A round goes in, a page of its report comes out. The invariant: verified is what another unit confirmed; what a unit
//! says of itself is told as its report.

use super::{Frame, basis, counted, filed_by, issued, page, page_of_row, pages, roman, rows_of, span, unit_name};
use crate::page::model::part::{Html, Link, Text};
use crate::page::model::report::{Annex, AnnexRow, Body, Group, Part, ReportPage, Said, Section, Table};
use crate::page::plain::all_words;
use crate::page::route::{PAGE_SIZE, Route, Subject};
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{CommitmentIx, RecordIx, RoundIx, UnitIx};
use crate::register::statistics::is_overdue;
use crate::register::timeline::{CommitmentFact, CommitmentState};

/// Page `number` of a round's remediation report.
pub fn remediation<'a>(view: &'a View<'_>, ix: RoundIx, number: u32, route: Route) -> ReportPage<'a> {
    let all = &view.plan.reported[ix.at()].work;
    let (rows, first) = rows_of(all, number);
    let whole = all.len() <= PAGE_SIZE;
    let annex = (!rows.is_empty()).then(|| Annex {
        span: (!whole).then(|| span(view, first, rows.len())),
        work: true,
        groups: groups(view, rows, first, route),
    });
    let frame = Frame {
        subject: view.say(
            "Kết quả khắc phục các nội dung sau đối thoại với người học",
            "What was put right after the dialogues with learners",
        ),
        description: description(view, ix, all.len()),
        body: (number == 1).then(|| body(view, ix, all)),
        annex,
        pages: pages(all.len()),
    };
    page(view, ix, route, frame)
}

fn description(view: &View<'_>, ix: RoundIx, count: usize) -> String {
    let (count, title) = (view.number(count as u64), view.title(RecordIx::Round(ix)).0);
    match view.lang {
        LanguageTag::Vi => format!(
            "{count} nội dung khắc phục, nội dung các đợt trước để lại đứng đầu, khổ A4 theo Nghị định 30/2020/NĐ-CP. {title}."
        ),
        LanguageTag::En => format!(
            "{count} commitments, those left open by earlier rounds first, for A4 in the layout of Decree 30/2020. {title}."
        ),
    }
}

fn columns(view: &View<'_>) -> [&'static str; 6] {
    [
        view.say("Nội dung", "Items"),
        view.say("Đã kiểm chứng", "Verified"),
        view.say("Báo cáo xong", "Reported done"),
        view.say("Đang làm", "Under way"),
        view.say("Giải trình, không làm", "Explained, cancelled"),
        view.say("Quá hạn", "Overdue"),
    ]
}

/// All, verified, reported done, still to be done, explained or cancelled, overdue.
fn tally(view: &View<'_>, rows: &[CommitmentIx]) -> Vec<u32> {
    let mut sums = vec![0; 6];
    for ix in rows {
        let state = view.register.commitments[ix.at()].links.course.state;
        let place = match state {
            CommitmentState::Verified => 1,
            CommitmentState::DoneReported => 2,
            CommitmentState::Explained | CommitmentState::Cancelled => 4,
            _ => 3,
        };
        sums[0] += 1;
        sums[place] += 1;
        sums[5] += u32::from(is_overdue(view.register, *ix));
    }
    sums
}

fn round_of(view: &View<'_>, ix: CommitmentIx) -> RoundIx {
    view.register.commitments[ix.at()].links.round
}

fn body<'a>(view: &'a View<'_>, ix: RoundIx, all: &[CommitmentIx]) -> Body<'a> {
    let own = all.partition_point(|c| round_of(view, *c) != ix);
    let (carried, own) = all.split_at(own);
    let sections = [
        (view.say("Nội dung các đợt trước để lại", "Left open by earlier rounds"), by_round(view, carried)),
        (view.say("Nội dung khắc phục của đợt này", "Promised in this round"), by_unit(view, own)),
    ];
    let nothing = |table: &Table<'_>| table.rows.is_empty();
    let none = view.say("Không có.", "None.");
    let section = |(i, (heading, table)): (usize, (&'static str, Table<'a>))| Section {
        number: roman(i),
        heading: heading.into(),
        text: if nothing(&table) { vec![none.into()] } else { Vec::new() },
        table: (!nothing(&table)).then_some(table),
    };
    Body {
        opening: opening(view, ix, carried, own),
        sections: sections.into_iter().enumerate().map(section).collect(),
        parts: parts(view, ix, all),
        filed_by: filed_by(view, ix),
        issued: issued(view, ix),
    }
}

fn opening<'a>(view: &'a View<'_>, ix: RoundIx, carried: &[CommitmentIx], own: &[CommitmentIx]) -> Vec<Text<'a>> {
    let institution = view.text("site", "institution.name", &view.register.settings.institution).0;
    let title = view.title(RecordIx::Round(ix)).0;
    let day = view.long_date(view.register.as_of).text;
    let basis = basis(view, ix).map(|b| format!("{b}, ")).unwrap_or_default();
    let words =
        |rows: &[CommitmentIx]| tally(view, rows).into_iter().map(|n| view.number(u64::from(n))).collect::<Vec<_>>();
    let (before, now) = (words(carried), words(own));
    match view.lang {
        LanguageTag::Vi => vec![
            format!("{basis}{institution} báo cáo kết quả khắc phục các nội dung sau đối thoại với người học trong đợt “{title}”, tính đến {day}, như sau:").into(),
            format!("Các đợt trước để lại {} nội dung, đến nay {} nội dung đã được kiểm chứng hoàn thành, {} nội dung đã quá hạn. Trong đợt này có {} nội dung, {} nội dung đã được kiểm chứng hoàn thành, {} nội dung đã quá hạn.", before[0], before[1], before[5], now[0], now[1], now[5]).into(),
        ],
        LanguageTag::En => vec![
            format!("{basis}{institution} reports what was put right after the dialogues with learners in the round “{title}”, as of {day}:").into(),
            format!("Left open by earlier rounds: {}; verified since: {}; overdue: {}. Promised in this round: {}; verified: {}; overdue: {}.", before[0], before[1], before[5], now[0], now[1], now[5]).into(),
        ],
    }
}

/// What earlier rounds left open, by round: a round's rows stand together.
fn by_round<'a>(view: &'a View<'_>, carried: &[CommitmentIx]) -> Table<'a> {
    let rounds = carried.chunk_by(|a, b| round_of(view, *a) == round_of(view, *b));
    let rows = rounds.map(|g| (view.link(RecordIx::Round(round_of(view, g[0]))), tally(view, g))).collect();
    counted(view, view.say("Đợt", "Round"), &columns(view), rows)
}

fn lead(view: &View<'_>, ix: CommitmentIx) -> Option<UnitIx> {
    view.register.commitments[ix.at()].links.lead
}

fn by_unit<'a>(view: &'a View<'_>, own: &[CommitmentIx]) -> Table<'a> {
    let units = own.chunk_by(|a, b| lead(view, *a) == lead(view, *b));
    let rows = units.map(|g| (unit_name(view, lead(view, g[0])), tally(view, g))).collect();
    counted(view, view.say("Đơn vị thực hiện", "Unit"), &columns(view), rows)
}

/// Where each round's rows begin; nothing where the annex stands on the same page.
fn parts<'a>(view: &'a View<'_>, ix: RoundIx, all: &[CommitmentIx]) -> Vec<Part<'a>> {
    if all.len() <= PAGE_SIZE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for group in all.chunk_by(|a, b| same_group(view, ix, *a, *b)) {
        let href = view.href(Subject::Remediation(ix, page_of_row(start, all.len())));
        let name = group_name(view, ix, group[0]);
        parts.push(Part {
            name: Link { href: Some(href.into()), ..name },
            numbers: span(view, start as u32 + 1, group.len()),
        });
        start += group.len();
    }
    parts
}

/// Whether two rows stand under one heading: of an earlier round, or of one unit in this one.
fn same_group(view: &View<'_>, ix: RoundIx, a: CommitmentIx, b: CommitmentIx) -> bool {
    let (of_a, of_b) = (round_of(view, a), round_of(view, b));
    of_a == of_b && (of_a != ix || lead(view, a) == lead(view, b))
}

fn group_name<'a>(view: &'a View<'_>, ix: RoundIx, first: CommitmentIx) -> Link<'a> {
    let round = round_of(view, first);
    if round == ix {
        return unit_name(view, lead(view, first));
    }
    let link = view.link(RecordIx::Round(round));
    Link {
        title: format!("{} {}", view.say("Các đợt trước để lại:", "Left open by:"), link.title).into(), ..link
    }
}

fn groups<'a>(view: &'a View<'_>, rows: &[CommitmentIx], first: u32, route: Route) -> Vec<Group<'a>> {
    let Subject::Remediation(round, _) = route.subject else { return Vec::new() };
    let mut number = first;
    rows.chunk_by(|a, b| same_group(view, round, *a, *b))
        .map(|group| Group {
            name: group_name(view, round, group[0]),
            rows: group
                .iter()
                .map(|c| {
                    number += 1;
                    item(view, *c, number - 1, route)
                })
                .collect(),
        })
        .collect()
}

fn item<'a>(view: &'a View<'_>, ix: CommitmentIx, number: u32, route: Route) -> AnnexRow<'a> {
    let commitment = &view.register.commitments[ix.at()];
    let (facts, links) = (&commitment.facts, &commitment.links);
    let measure = facts.measure.as_ref().map(|m| view.text(&commitment.id, "measure", m.as_str()).0);
    let html = match measure {
        Some(measure) => view.markdown_below(&commitment.id, &measure, route, &format!("viec-{number}-")),
        None => view
            .body(&commitment.id, &commitment.path, commitment.body, route)
            .0
            .map(|html| paragraph(&all_words(&html))),
    };
    let said: Vec<Said<'a>> = links
        .course
        .events
        .iter()
        .map(|(on, fact, state)| {
            let day = super::day(view, *on);
            match *fact {
                CommitmentFact::Update(i) => {
                    let update = &facts.updates[i];
                    let unit = view.unit(update.unit.get().map_or("", |u| u.as_str())).title;
                    let percent = update.whole_percent().map(|p| format!(", {p}%")).unwrap_or_default();
                    let note = update.note.get().map_or("", |n| n.as_str());
                    let note = view.text(&commitment.id, format_args!("updates.{i}.note"), note).0;
                    let by = format!("{unit}, {day}: {}{percent}", lower(view.label(state.label())));
                    Said { by: by.into(), html: view.markdown(&commitment.id, &note, route) }
                }
                CommitmentFact::Verification(i) => {
                    let verification = &facts.verifications[i];
                    let unit = view.unit(verification.unit.get().map_or("", |u| u.as_str())).title;
                    let result = verification.result.copied().map_or("", |r| view.label(r.label()));
                    let note = verification.note.as_ref();
                    let note =
                        note.map(|n| view.text(&commitment.id, format_args!("verifications.{i}.note"), n.as_str()).0);
                    let by = format!("{unit}, {day}, {} {result}", view.say("kiểm chứng:", "checked:"));
                    Said { by: by.into(), html: note.and_then(|n| view.markdown(&commitment.id, &n, route)) }
                }
            }
        })
        .collect();
    AnnexRow {
        number,
        link: view.link(RecordIx::Commitment(ix)),
        whose: Some(unit_name(view, links.lead)),
        state: view.state(links.course.state.as_str(), links.course.state.label()),
        due: super::due(view, &links.deadline),
        nothing: said.is_empty().then(|| view.say("Chưa có báo cáo.", "No report yet.").into()),
        long: super::is_long(html.as_ref(), &said),
        html,
        said,
    }
}

/// Plain words as a paragraph.
fn paragraph(words: &str) -> Html<'static> {
    Html(format!("<p>{}</p>", crate::markdown::render_plain(words, "…")).into())
}

/// A label inside a sentence.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|c| c.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

//! The compiled report of opinions and answers of a round (`/dot/<round>/bao-cao/`).
//!
//! A round goes in, a page of its report comes out. The invariants: withheld opinions have a number, a unit and a state,
//! and no words; counts of a table add up to its sums.

use super::{Frame, basis, counted, filed_by, issued, page, page_of_row, pages, roman, rows_of, span, unit_name};
use crate::page::model::part::{Link, Text};
use crate::page::model::report::{Annex, AnnexRow, Body, Group, Part, ReportPage, Row, Said, Section, Table};
use crate::page::passage::Passage;
use crate::page::route::{PAGE_SIZE, Route, Subject};
use crate::page::row;
use crate::page::tombstone;
use crate::page::view::View;
use crate::record::question::Visibility;
use crate::record::value::{LanguageTag, LevelOfDialogue};
use crate::register::coverage::was_held;
use crate::register::deadline::DeadlineState;
use crate::register::index::{DialogueIx, QuestionIx, RecordIx, RoundIx, TopicIx, UnitIx};
use crate::register::statistics::topic_and_above;
use crate::register::timeline::{QuestionFact, QuestionState};

/// Page `number` of a round's compiled report.
pub fn opinions<'a>(view: &'a View<'_>, ix: RoundIx, number: u32, route: Route) -> ReportPage<'a> {
    let all = &view.plan.reported[ix.at()].opinions;
    let (rows, first) = rows_of(all, number);
    let whole = all.len() <= PAGE_SIZE;
    let annex = (!rows.is_empty()).then(|| Annex {
        span: (!whole).then(|| span(view, first, rows.len())),
        work: false,
        groups: groups(view, rows, first, route),
    });
    let frame = Frame {
        subject: view.say(
            "Tổng hợp ý kiến, kiến nghị của người học và trả lời của các đơn vị",
            "Opinions and requests of learners, and the units' answers",
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
        LanguageTag::Vi => {
            format!("{count} ý kiến và trả lời theo đơn vị, lĩnh vực, khổ A4 theo Nghị định 30/2020/NĐ-CP. {title}.")
        }
        LanguageTag::En => format!(
            "{count} opinions and their answers by unit and topic, for A4 in the layout of Decree 30/2020. {title}."
        ),
    }
}

/// How a set of opinions stands.
#[derive(Clone, Copy, Default)]
struct Tally([u32; 5]);

impl Tally {
    /// Received, answered, waiting, merged or withdrawn, overdue.
    fn add(&mut self, view: &View<'_>, ix: QuestionIx) {
        let links = &view.register.questions[ix.at()].links;
        let (answered, open) = (links.course.state.is_answered(), links.course.state.is_open());
        let counts = [true, answered, open, !answered && !open, links.deadline.is_overdue()];
        for (sum, counts) in self.0.iter_mut().zip(counts) {
            *sum += u32::from(counts);
        }
    }
}

fn columns(view: &View<'_>) -> [&'static str; 5] {
    [
        view.say("Tiếp nhận", "Received"),
        view.say("Đã trả lời", "Answered"),
        view.say("Chờ trả lời", "Waiting"),
        view.say("Đã gộp, đã rút", "Merged, withdrawn"),
        view.say("Quá hạn", "Overdue"),
    ]
}

/// What the table of units counts, since their own pages count otherwise.
fn once<'a>(view: &View<'_>) -> Text<'a> {
    view.say(
        "Mỗi ý kiến tính một lần, cho đơn vị trả lời sau cùng hoặc đang được giao trả lời, kể cả ý kiến đã gộp và đã rút.",
        "Each opinion counts once, for the unit that answered it last or has to answer it, merged and withdrawn ones too.",
    )
    .into()
}

fn body<'a>(view: &'a View<'_>, ix: RoundIx, all: &[QuestionIx]) -> Body<'a> {
    let sections = [
        (view.say("Các buổi đối thoại", "Dialogues"), Vec::new(), dialogues(view, ix)),
        (
            view.say("Ý kiến và trả lời theo đơn vị", "Opinions and answers by unit"),
            vec![once(view)],
            by_unit(view, all),
        ),
        (view.say("Ý kiến và trả lời theo lĩnh vực", "Opinions and answers by topic"), Vec::new(), by_topic(view, all)),
    ];
    let shown = sections.into_iter().filter(|s| !s.2.rows.is_empty()).enumerate();
    Body {
        opening: opening(view, ix),
        sections: shown
            .map(|(i, (heading, text, table))| Section {
                number: roman(i),
                heading: heading.into(),
                text,
                table: Some(table),
            })
            .collect(),
        parts: parts(view, ix, all),
        filed_by: filed_by(view, ix),
        issued: issued(view, ix),
    }
}

/// What was done and how it stands, in sentences.
fn opening<'a>(view: &'a View<'_>, ix: RoundIx) -> Vec<Text<'a>> {
    let tally = &view.plan.aggregates.statistics.rounds[ix.at()];
    let institution = view.text("site", "institution.name", &view.register.settings.institution).0;
    let title = view.title(RecordIx::Round(ix)).0;
    let day = view.long_date(view.register.as_of).text;
    let dropped = tally.questions - tally.questions_counted;
    let [dialogues, questions, answered, open, overdue, dropped] =
        [tally.dialogues, tally.questions, tally.answered, tally.questions_open, tally.questions_overdue, dropped]
            .map(|n| view.number(u64::from(n)));
    let withheld = (tally.withheld > 0).then(|| view.number(u64::from(tally.withheld)));
    let basis = basis(view, ix).map(|b| format!("{b}, ")).unwrap_or_default();
    let (first, second, last) = match view.lang {
        LanguageTag::Vi => (
            format!(
                "{basis}{institution} báo cáo tổng hợp ý kiến, kiến nghị của người học và trả lời của các đơn vị trong đợt \
                 “{title}” như sau:"
            ),
            format!(
                "Tính đến {day}, đã tổ chức {dialogues} buổi đối thoại, tiếp nhận {questions} ý kiến: {answered} ý kiến đã \
                 được trả lời; {open} ý kiến chờ trả lời, trong đó {overdue} ý kiến đã quá hạn; {dropped} ý kiến đã gộp \
                 hoặc đã rút."
            ),
            withheld
                .map(|n| format!("Trong số đó, {n} ý kiến được tính trong số liệu nhưng không công khai nội dung.")),
        ),
        LanguageTag::En => (
            format!(
                "{basis}{institution} reports on the opinions and requests of learners and on the units’ answers in the \
                 round “{title}”:"
            ),
            format!(
                "As of {day}: dialogues held {dialogues}; opinions received {questions}; answered {answered}; waiting \
                 {open}, of these overdue {overdue}; merged or withdrawn {dropped}."
            ),
            withheld.map(|n| format!("Counted among these, but not shown: {n}.")),
        ),
    };
    [first, second].into_iter().chain(last).map(Into::into).collect()
}

/// The dialogues that the round has held: all of a round that has few, the first 50 of one that has many.
fn dialogues<'a>(view: &'a View<'_>, ix: RoundIx) -> Table<'a> {
    let of_round = view.plan.aggregates.dialogues_of[ix.at()].iter().copied();
    let all: Vec<DialogueIx> = of_round.filter(|d| was_held(view.register.dialogues[d.at()].links.state)).collect();
    let (mut questions, mut answered) = (0, 0);
    for tally in all.iter().map(|d| &view.plan.aggregates.statistics.dialogues[d.at()]) {
        questions += tally.questions;
        answered += tally.answered;
    }
    let row = |d: DialogueIx| {
        let row = row::dialogue(view, d);
        let held = view.register.dialogues[d.at()].links.held;
        let held = held.map_or_else(|| "……".into(), |(first, _)| super::day(view, first));
        let answered = view.plan.aggregates.statistics.dialogues[d.at()].answered;
        let cells = vec![level(view, d), held, count(view, row.questions), count(view, answered)];
        Row { name: row.link, cells }
    };
    let more = all.len().saturating_sub(PAGE_SIZE);
    Table {
        of: view.say("Buổi đối thoại", "Dialogue").into(),
        columns: [
            view.say("Cấp", "Level"),
            view.say("Ngày", "Day"),
            view.say("Ý kiến", "Opinions"),
            view.say("Đã trả lời", "Answered"),
        ]
        .map(Into::into)
        .to_vec(),
        rows: all.iter().take(PAGE_SIZE).map(|d| row(*d)).collect(),
        total: vec!["".into(), "".into(), count(view, questions), count(view, answered)],
        note: (more > 0).then(|| {
            let more = view.number(more as u64);
            match view.lang {
                LanguageTag::Vi => {
                    format!("Và {more} buổi khác, liệt kê trên trang của đợt; hàng tổng số gồm tất cả các buổi.").into()
                }
                LanguageTag::En => {
                    format!("And {more} others, listed on the round's page; the sums are of all.").into()
                }
            }
        }),
    }
}

/// The level of a dialogue in one or two words, for a narrow column.
fn level(view: &View<'_>, ix: DialogueIx) -> Text<'static> {
    match view.register.dialogues[ix.at()].facts.level.copied() {
        Some(LevelOfDialogue::Class) => view.say("Lớp", "Class"),
        Some(LevelOfDialogue::School) => view.say("Trường", "School"),
        Some(LevelOfDialogue::External) => view.say("Ngoài trường", "External"),
        Some(LevelOfDialogue::Unit) | None => view.say("Đơn vị", "Unit"),
    }
    .into()
}

fn count(view: &View<'_>, n: u32) -> Text<'static> {
    view.number(u64::from(n)).into()
}

fn by_unit<'a>(view: &'a View<'_>, all: &[QuestionIx]) -> Table<'a> {
    let mut rows: Vec<(Option<UnitIx>, Tally)> = Vec::new();
    for question in all {
        let unit = answerer(view, *question);
        // Rows of a unit stand together.
        if rows.last().is_none_or(|r| r.0 != unit) {
            rows.push((unit, Tally::default()));
        }
        if let Some((_, tally)) = rows.last_mut() {
            tally.add(view, *question);
        }
    }
    let rows = rows.into_iter().map(|(unit, tally)| (unit_name(view, unit), tally.0.to_vec())).collect();
    counted(view, view.say("Đơn vị trả lời", "Unit"), &columns(view), rows)
}

fn answerer(view: &View<'_>, question: QuestionIx) -> Option<UnitIx> {
    view.register.questions[question.at()].links.answerer
}

/// By topics of the first level: an opinion counts once, for its leading topic.
fn by_topic<'a>(view: &'a View<'_>, all: &[QuestionIx]) -> Table<'a> {
    let mut tallies: Vec<Option<Tally>> = vec![None; view.register.topics.len()];
    let mut without = Tally::default();
    for question in all {
        let topic =
            view.register.questions[question.at()].links.topic.and_then(|t| topic_and_above(view.register, t).pop());
        topic.map_or(&mut without, |t| tallies[t.at()].get_or_insert_default()).add(view, *question);
    }
    let known = tallies.into_iter().enumerate().filter_map(|(i, tally)| Some((TopicIx(i as u32), tally?)));
    let mut rows: Vec<(Link<'a>, Vec<u32>)> =
        known.map(|(t, tally)| (view.link(RecordIx::Topic(t)), tally.0.to_vec())).collect();
    if without.0[0] > 0 {
        rows.push((unit_name(view, None), without.0.to_vec()));
    }
    counted(view, view.say("Lĩnh vực", "Topic"), &columns(view), rows)
}

/// Where the opinions of each unit begin; nothing where the annex stands on the same page.
fn parts<'a>(view: &'a View<'_>, ix: RoundIx, all: &[QuestionIx]) -> Vec<Part<'a>> {
    if all.len() <= PAGE_SIZE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for group in all.chunk_by(|a, b| answerer(view, *a) == answerer(view, *b)) {
        let href = view.href(Subject::Report(ix, page_of_row(start, all.len())));
        let name = unit_name(view, answerer(view, group[0]));
        parts.push(Part {
            name: Link { href: Some(href.into()), ..name },
            numbers: span(view, start as u32 + 1, group.len()),
        });
        start += group.len();
    }
    parts
}

fn groups<'a>(view: &'a View<'_>, rows: &[QuestionIx], first: u32, route: Route) -> Vec<Group<'a>> {
    let mut number = first;
    let groups = rows.chunk_by(|a, b| answerer(view, *a) == answerer(view, *b));
    groups
        .map(|group| Group {
            name: unit_name(view, answerer(view, group[0])),
            rows: group
                .iter()
                .map(|q| {
                    number += 1;
                    opinion(view, *q, number - 1, route)
                })
                .collect(),
        })
        .collect()
}

fn opinion<'a>(view: &'a View<'_>, ix: QuestionIx, number: u32, route: Route) -> AnnexRow<'a> {
    let question = &view.register.questions[ix.at()];
    let links = &question.links;
    let state = view.state(links.course.state.as_str(), links.course.state.label());
    let shown = AnnexRow {
        number,
        link: view.link(RecordIx::Question(ix)),
        html: None,
        whose: Some(view.reference(RecordIx::Dialogue(links.dialogue))),
        due: due(view, ix),
        state,
        said: Vec::new(),
        nothing: None,
        long: false,
    };
    if links.visibility == Visibility::Withheld {
        let (reason, _) = tombstone::reason(view, ix);
        let nothing = format!("{} {reason}", view.say("Không công khai nội dung. Lý do:", "Content withheld. Reason:"));
        return AnnexRow { nothing: Some(nothing.into()), ..shown };
    }
    let (html, _): Passage = view.question_passage(ix, route, &format!("y-kien-{number}-"));
    let said: Vec<Said<'a>> = links
        .course
        .events
        .iter()
        .filter_map(|e| if let QuestionFact::Answer(i) = e.1 { Some(i) } else { None })
        .map(|i| answer(view, ix, i, number, route))
        .collect();
    let long = super::is_long(html.as_ref(), &said);
    let nothing = said.is_empty().then(|| nothing(view, ix));
    AnnexRow { html, said, nothing, long, ..shown }
}

/// Why there is no answer.
fn nothing(view: &View<'_>, ix: QuestionIx) -> Text<'static> {
    let links = &view.register.questions[ix.at()].links;
    if links.course.state == QuestionState::Withdrawn {
        return view.say("Người hỏi đã rút ý kiến.", "Withdrawn by the asker.").into();
    }
    match links.merged_into {
        Some(target) => {
            let target = view.reference(RecordIx::Question(target)).title;
            format!("{} “{target}”.", view.say("Đã gộp vào ý kiến", "Merged into")).into()
        }
        None => view.say("Chưa có trả lời.", "No answer yet.").into(),
    }
}

fn answer<'a>(view: &'a View<'_>, ix: QuestionIx, i: usize, number: u32, route: Route) -> Said<'a> {
    let question = &view.register.questions[ix.at()];
    let answer = &question.facts.answers[i];
    let unit = view.unit(answer.unit.get().map_or("", |u| u.as_str())).title;
    let on = answer.on.get().map(|d| super::day(view, d.0)).unwrap_or_default();
    let document = answer.document.as_ref().and_then(|d| view.document(d.as_str(), &question.id)?.number);
    let document = document.map(|n| format!(", {} {n}", view.say("văn bản số", "document No."))).unwrap_or_default();
    let outcome = answer.outcome.copied().map(|o| format!(" ({})", view.label(o.label()))).unwrap_or_default();
    let (html, _) = view.answer_passage(ix, i, route, &format!("tra-loi-{number}-{}-", i + 1));
    Said { by: format!("{unit}, {on}{document}{outcome}").into(), html }
}

/// The limit of an opinion that waits, and how long it has passed.
fn due(view: &View<'_>, ix: QuestionIx) -> Option<Text<'static>> {
    let deadline = &view.register.questions[ix.at()].links.deadline;
    super::due(view, deadline).filter(|_| !matches!(deadline.state, DeadlineState::OnTime))
}

//! The charts of load: what units and topics have to answer and to do.
//!
//! The plan's counts go in, charts come out; none where nobody has anything. The invariant: units stand in Vietnamese
//! order of their names and topics in the school's own, never in that of their numbers, and no unit has a rate here: this
//! is who has how much to do, not who does best.

use super::{as_of, bar, part_of, table, to_scale};
use crate::page::model::chart::{Bar, Chart};
use crate::page::topic;
use crate::page::units;
use crate::page::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::{RecordIx, TopicIx, UnitIx};
use crate::text::vietnamese::Collation;

/// What the units were asked.
pub fn asked<'a>(view: &'a View<'_>) -> Option<Chart<'a>> {
    let statistics = &view.plan.aggregates.statistics;
    let units = in_order(view, |u| statistics.loads[u.at()].asked > 0);
    let counts = |u: UnitIx| (statistics.loads[u.at()].answered, statistics.loads[u.at()].asked);
    let bars = unit_bars(view, &units, counts);
    let several = view.say(
        "Một ý kiến giao hoặc chuyển cho nhiều đơn vị được tính cho từng đơn vị, nên không cộng các thanh lại với nhau. Trang riêng của đơn vị còn tính cả ý kiến nêu tại đối thoại của đơn vị mà nơi khác trả lời.",
        "A question assigned or referred to several units counts for each of them, so the bars do not add up. A unit's own page also counts questions raised in its dialogues that others answer.",
    );
    let definition = view.say(
        "Ý kiến được giao chủ trì, được chuyển đến hoặc do chính đơn vị trả lời; không tính ý kiến đã gộp và đã rút.",
        "Questions whose lead was assigned to the unit, that were referred to it or that it answered; without merged and withdrawn ones.",
    );
    let columns = [
        view.say("Đơn vị", "Unit"),
        view.say("Được hỏi", "Asked of it"),
        view.say("Đã trả lời", "Answered"),
        view.say("Quá hạn", "Overdue"),
    ];
    let rows = units.iter().map(|u| {
        let (answered, asked) = counts(*u);
        let overdue = statistics.units[u.at()].questions_overdue;
        (view.link(RecordIx::Unit(*u)).title, vec![asked, answered, overdue])
    });
    (!bars.is_empty()).then(|| Chart {
        id: "load-units".into(),
        title: view.say("Ý kiến các đơn vị phải trả lời", "Questions that units have to answer").into(),
        says: asked_says(view, &units, counts).into(),
        key: Some(answered_key(view)),
        bars,
        source: format!("{several} {}", as_of(view)).into(),
        definition: Some(definition.into()),
        table: Some(table(view, &columns, rows.collect())),
        ..Chart::default()
    })
}

/// How many units were asked, and which the most, where it is one.
fn asked_says(view: &View<'_>, units: &[UnitIx], counts: impl Fn(UnitIx) -> (u32, u32)) -> String {
    let n = view.number(units.len() as u64);
    let all = match view.lang {
        LanguageTag::Vi => format!("{n} đơn vị đã được hỏi"),
        LanguageTag::En => format!("Units asked: {n}"),
    };
    let most = units.iter().map(|u| counts(*u).1).max().unwrap_or(0);
    let with_most: Vec<UnitIx> = units.iter().copied().filter(|u| counts(*u).1 == most).collect();
    let most_asked = match (&with_most[..], view.lang) {
        ([only], LanguageTag::Vi) if units.len() > 1 => {
            format!(
                ", nhiều nhất là {}: {} ý kiến",
                view.link(RecordIx::Unit(*only)).title,
                view.number(u64::from(most))
            )
        }
        ([only], LanguageTag::En) if units.len() > 1 => {
            format!(
                ", most often {}: {} questions",
                view.link(RecordIx::Unit(*only)).title,
                view.number(u64::from(most))
            )
        }
        _ => String::new(),
    };
    format!("{all}{most_asked}. {}", view.say("Xếp theo tên, không xếp hạng.", "Ordered by name, not ranked."))
}

/// What the units promised.
pub fn promised<'a>(view: &'a View<'_>) -> Option<Chart<'a>> {
    let tallies = &view.plan.aggregates.statistics.units;
    let units = in_order(view, |u| tallies[u.at()].commitments > 0);
    let counts = |u: UnitIx| (tallies[u.at()].verified, tallies[u.at()].commitments);
    let bars = unit_bars(view, &units, counts);
    let columns = [
        view.say("Đơn vị", "Unit"),
        view.say("Cam kết", "Commitments"),
        view.say("Đã kiểm chứng", "Verified"),
        view.say("Chưa xong", "Open"),
        view.say("Quá hạn", "Overdue"),
    ];
    let rows = units.iter().map(|u| {
        let t = &tallies[u.at()];
        let counts = vec![t.commitments, t.verified, t.commitments_open, t.commitments_overdue];
        (view.link(RecordIx::Unit(*u)).title, counts)
    });
    let site = &view.plan.aggregates.statistics.site;
    let [n, all, verified] = [units.len() as u32, site.commitments, site.verified].map(|n| view.number(u64::from(n)));
    (!bars.is_empty()).then(|| Chart {
        id: "load-commitments".into(),
        title: view.say("Cam kết các đơn vị phải thực hiện", "Commitments that units have to keep").into(),
        says: match view.lang {
            LanguageTag::Vi => format!("{n} đơn vị chịu trách nhiệm {all} cam kết; {verified} đã được đơn vị khác kiểm chứng là hoàn thành. Xếp theo tên, không xếp hạng."),
            LanguageTag::En => format!("Units in charge: {n}; commitments: {all}; verified as done by another unit: {verified}. Ordered by name, not ranked."),
        }
        .into(),
        key: Some(
            view.say(
                "Cả thanh: cam kết đơn vị chịu trách nhiệm. Phần đậm: đã kiểm chứng hoàn thành.",
                "Whole bar: commitments that the unit leads. Dark part: verified as done.",
            )
            .into(),
        ),
        bars,
        source: as_of(view).into(),
        definition: Some(
            view.say(
                "Mọi cam kết đã công khai, kể cả đã giải trình và không thực hiện; mỗi cam kết thuộc một đơn vị chịu trách nhiệm.",
                "All public commitments, explained and cancelled ones included; each has one unit in charge.",
            )
            .into(),
        ),
        table: Some(table(view, &columns, rows.collect())),
        ..Chart::default()
    })
}

/// What topics of the first level were asked about.
pub fn topics<'a>(view: &'a View<'_>) -> Option<Chart<'a>> {
    let tallies = &view.plan.aggregates.statistics.topics;
    let topics: Vec<TopicIx> = topic::listed(view.register).filter(|t| tallies[t.at()].questions_counted > 0).collect();
    let bars = topics.iter().map(|t| {
        let (part, whole) = (tallies[t.at()].answered, tallies[t.at()].questions_counted);
        bar(view.link(RecordIx::Topic(*t)), part_of(view, part, whole), part, whole)
    });
    let bars = to_scale(bars.collect());
    let most = topics.iter().copied().max_by_key(|t| (tallies[t.at()].questions_counted, std::cmp::Reverse(*t)))?;
    let columns = [
        view.say("Lĩnh vực", "Topic"),
        view.say("Ý kiến", "Questions"),
        view.say("Đã trả lời", "Answered"),
        view.say("Quá hạn", "Overdue"),
        view.say("Cam kết", "Commitments"),
    ];
    let rows = topics.iter().map(|t| {
        let tally = &tallies[t.at()];
        let counts = vec![tally.questions_counted, tally.answered, tally.questions_overdue, tally.commitments];
        (view.link(RecordIx::Topic(*t)).title, counts)
    });
    let name = view.link(RecordIx::Topic(most)).title;
    let n = view.number(u64::from(tallies[most.at()].questions_counted));
    Some(Chart {
        id: "load-topics".into(),
        title: view.say("Người học hỏi về điều gì", "What learners ask about").into(),
        says: match view.lang {
            LanguageTag::Vi => format!("Nhiều ý kiến nhất là về lĩnh vực “{name}”: {n} ý kiến."),
            LanguageTag::En => format!("Most questions are about “{name}”: {n}."),
        }
        .into(),
        key: Some(answered_key(view)),
        bars,
        source: format!(
            "{} {}",
            view.say(
                "Một ý kiến thuộc nhiều lĩnh vực được tính cho từng lĩnh vực.",
                "A question on several topics counts for each of them."
            ),
            as_of(view)
        )
        .into(),
        definition: Some(
            view.say(
                "Lĩnh vực cấp một, gồm cả các lĩnh vực bên dưới; không tính ý kiến đã gộp và đã rút.",
                "Topics of the first level with those below them; without merged and withdrawn questions.",
            )
            .into(),
        ),
        table: Some(table(view, &columns, rows.collect())),
        ..Chart::default()
    })
}

fn answered_key(view: &View<'_>) -> std::borrow::Cow<'static, str> {
    view.say("Cả thanh: ý kiến được hỏi. Phần đậm: đã trả lời.", "Whole bar: questions asked. Dark part: answered.")
        .into()
}

/// The listed units for which `has` something, in Vietnamese order of their names.
fn in_order(view: &View<'_>, has: impl Fn(UnitIx) -> bool) -> Vec<UnitIx> {
    let mut named: Vec<_> = units::listed(view.register)
        .filter(|u| has(*u))
        .map(|u| (view.link(RecordIx::Unit(u)).title.into_owned(), u))
        .collect();
    let order = Collation::vietnamese();
    named.sort_by(|a, b| order.compare(&a.0, &b.0).then(a.1.cmp(&b.1)));
    named.into_iter().map(|n| n.1).collect()
}

fn unit_bars<'a>(view: &'a View<'_>, units: &[UnitIx], counts: impl Fn(UnitIx) -> (u32, u32)) -> Vec<Bar<'a>> {
    let bars = units.iter().map(|u| {
        let (part, whole) = counts(*u);
        bar(view.link(RecordIx::Unit(*u)), part_of(view, part, whole), part, whole)
    });
    to_scale(bars.collect())
}

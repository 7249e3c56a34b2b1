//! Statistics: every figure against a count by hand, charts that agree with figures, comparisons only where they hold.

use crate::support::*;
use doithoai::page::plan::Plan;
use doithoai::page::route::{Route, Subject};
use doithoai::page::statistics::statistics;
use doithoai::page::view::View;
use doithoai::register::Register;
use doithoai::register::index::{RoundIx, UnitIx};
use doithoai::register::statistics::bucket::Buckets;
use doithoai::register::statistics::completeness::{Completeness, comparable, completeness};
use doithoai::register::statistics::{FigureId, Stage, Tally, Value};
use doithoai::text::source::SourceTree;
use proptest::prelude::*;
use serde_json::json;
use std::fmt::Write as _;

fn page_of(register: &Register<'_>, plan: &Plan, lang: u8) -> serde_json::Value {
    let view = View::new(register, plan, lang);
    let route = Route { lang, subject: Subject::Statistics };
    serde_json::to_value(statistics(&view, route)).expect("a model is data")
}

fn chart<'p>(page: &'p serde_json::Value, id: &str) -> Option<&'p serde_json::Value> {
    let sections = page["sections"].as_array().expect("sections");
    let mut charts = sections.iter().flat_map(|s| s["charts"].as_array().expect("charts"));
    charts.find(|c| c["id"] == id)
}

/// The values of all figures of a scope, in the order of the specification; medians doubled.
fn values(tally: &Tally) -> Vec<(&'static str, u32, Option<u32>)> {
    let value = |id: &FigureId| match tally.value(*id) {
        Value::Count(n) => (id.as_str(), n, None),
        Value::Rate(n, of) => (id.as_str(), n, Some(of)),
        Value::Median(m) => (id.as_str(), m.twice, Some(m.counted)),
    };
    FigureId::ALL.iter().map(value).collect()
}

#[test]
fn every_figure_of_the_site_is_as_counted_by_hand() {
    with(&site("statistics"), |_, plan| {
        let site = &plan.aggregates.statistics.site;
        let expected = [
            // 5 + 6 + 5 + 1 of 5 (one withdrawn) + 7 (one merged) + 5 + 3.
            ("answer_rate", 17, Some(20)),
            // In time: 3 of the first round, 5 of the second, none has a limit in the third, 1 in the fourth; with a limit
            // and answered or past it: 5 + 7 + 0 + 2, the withheld one is not due yet.
            ("on_time_rate", 9, Some(14)),
            // One of three, the explained one left out.
            ("verified_rate", 1, Some(2)),
            // Four dialogues on two sites; the unit published two of them.
            ("publication_coverage", 6, Some(8)),
            ("questions", 22, None),
            ("questions_open", 3, None),
            ("questions_overdue", 2, None),
            ("commitments", 3, None),
            ("commitments_open", 1, None),
            ("commitments_overdue", 1, None),
            // What the newest round found open: the bicycle stand.
            ("carried", 1, None),
            ("verified", 1, None),
            ("explained", 1, None),
            ("cancelled", 0, None),
            ("withheld", 1, None),
            // 0 0 0 0 0 2 2 3 [4] 5 5 6 7 10 13 15 32.
            ("days_to_first_answer", 8, Some(17)),
            // From Monday 6 March to Friday 28 April 2023: 39 working days, Giỗ Tổ fell on a Saturday.
            ("days_to_verified", 78, Some(1)),
        ];
        assert_eq!(values(site), expected);
        assert_eq!(site.first_answer_buckets, Buckets([7, 4, 3, 2, 0, 0, 1]));
        assert_eq!(site.verified_buckets, Buckets([0, 0, 0, 0, 0, 0, 1]));
    });
}

#[test]
fn rounds_units_and_topics_are_as_counted_by_hand() {
    with(&site("statistics"), |register, plan| {
        let all = &plan.aggregates.statistics;
        let round = |at: usize| &all.rounds[at];
        assert_eq!(Stage::ALL.map(|s| round(0).stage(s)), [(5, 5), (0, 5), (5, 5), (0, 0), (0, 0)]);
        assert_eq!(Stage::ALL.map(|s| round(1).stage(s)), [(7, 7), (1, 7), (6, 7), (2, 2), (1, 2)]);
        assert_eq!(round(0).first_answer_buckets, Buckets([1, 1, 1, 1, 0, 0, 1]), "one on each end of a span");
        assert_eq!(round(2).value(FigureId::OnTimeRate), Value::Rate(0, 0), "no limits");
        assert_eq!((round(3).value(FigureId::AnswerRate), round(3).withheld), (Value::Rate(1, 3), 1));
        let unit = |slug: &str| register.unit(slug).expect("a unit").at();
        let load = |slug: &str| (all.loads[unit(slug)].answered, all.loads[unit(slug)].asked);
        assert_eq!(
            [load("phong-b"), load("phong-c"), load("khoa-a"), load("khoa-d")],
            [(7, 9), (5, 6), (0, 0), (5, 5)]
        );
        assert_eq!((all.units[unit("khoa-a")].questions, all.units[unit("phong-b")].questions_overdue), (17, 2));
        let topic = |slug: &str| &all.topics[register.topic(slug).expect("a topic").at()];
        assert_eq!(
            (topic("thu-vien").questions, topic("co-so-vat-chat").questions),
            (3, 13),
            "topics hold those below"
        );
    });
}

#[test]
fn only_complete_rounds_are_compared() {
    let compare = |sources: &SourceTree| {
        with(sources, |register, plan| {
            let kinds: Vec<_> = (0..4).map(|r| completeness(register, RoundIx(r))).collect();
            (kinds, comparable(register), page_of(register, plan, 0))
        })
    };
    let (kinds, pairs, page) = compare(&site("statistics"));
    let expected = [Completeness::Complete, Completeness::Complete, Completeness::Partial, Completeness::Open];
    assert_eq!(kinds, expected);
    assert_eq!(pairs, [(RoundIx(0), RoundIx(1))]);
    let rounds = chart(&page, "rounds").expect("rounds");
    let said = "Đợt 2022-2023 có 7 ý kiến, nhiều hơn đợt liền trước 2. Tỷ lệ đã trả lời từ 100% thành 86%. Tỷ lệ đúng hạn từ 60% thành 71%.";
    assert_eq!(rounds["says"], said);
    let drawn: Vec<_> = (0..4).map(|i| (&rounds["bars"][i]["part"], &rounds["bars"][i]["whole"])).collect();
    assert_eq!(drawn, [(&json!(5), &json!(5)), (&json!(6), &json!(7)), (&json!(0), &json!(0)), (&json!(0), &json!(0))]);

    let mut partial = site("statistics");
    let path = "content/rounds/2021-2022/round.md";
    let text = partial.file(path).expect("the round").text.replace("complete = true", "complete = false");
    write(&mut partial, path, &text);
    let (_, pairs, page) = compare(&partial);
    assert!(pairs.is_empty());
    let rounds = chart(&page, "rounds").expect("rounds");
    assert!(rounds["says"].as_str().expect("words").starts_with("Chưa so sánh được"), "{rounds}");
    assert_eq!(rounds["bars"], json!([]));
}

#[test]
fn no_rate_stands_on_too_few() {
    let mut sources = site("statistics");
    let shares = |sources: &SourceTree| {
        with(sources, |register, plan| {
            (0..2).map(|lang| page_of(register, plan, lang).to_string().matches('%').count()).collect::<Vec<_>>()
        })
    };
    assert!(shares(&sources).iter().all(|n| *n > 5));
    let path = "content/site.toml";
    let text = sources.file(path).expect("the settings").text.replace("min_n = 5", "min_n = 21");
    write(&mut sources, path, &text);
    assert_eq!(shares(&sources), [0, 0]);
}

#[test]
fn sentences_say_what_was_counted() {
    with(&site("statistics"), |register, plan| {
        let page = page_of(register, plan, 0);
        let says = |id: &str| chart(&page, id).map(|c| c["says"].as_str().expect("words").to_owned());
        let half = "Một nửa số câu trả lời đầu tiên đến sau 4 ngày làm việc hoặc sớm hơn. 14 trong 17 câu đến trong 10 ngày làm việc.";
        assert_eq!(says("days-to-first-answer").as_deref(), Some(half));
        let few = "Mới có 1 cam kết đã kiểm chứng và tính được ngày, quá ít để vẽ biểu đồ.";
        assert_eq!(says("days-to-verified").as_deref(), Some(few));
        assert_eq!(chart(&page, "days-to-verified").expect("a chart")["bars"], json!([]));
        assert_eq!(says("stages").as_deref(), Some("1 trong 3 ý kiến đã được trả lời."));
        assert_eq!(says("months-questions"), None, "three questions have no course");
        let load = "3 đơn vị đã được hỏi, nhiều nhất là Phòng Quản trị cơ sở vật chất, thiết bị và dịch vụ hỗ trợ học tập ngoài giờ: 9 ý kiến. Xếp theo tên, không xếp hạng.";
        assert_eq!(says("load-units").as_deref(), Some(load));
    });
}

#[test]
fn units_stand_in_vietnamese_order_and_without_rates() {
    with(&site("statistics"), |register, plan| {
        let page = page_of(register, plan, 0);
        let load = chart(&page, "load-units").expect("loads");
        let bars = load["bars"].as_array().expect("bars");
        let labels: Vec<_> = bars.iter().map(|b| b["label"]["title"].as_str().expect("a name")).collect();
        assert_eq!(labels.len(), 3);
        assert!(labels[0].starts_with("Khoa Đào tạo") && labels[1].starts_with("Phòng Quản trị"), "{labels:?}");
        assert!(!load.to_string().contains('%'), "{load}");
        assert_eq!(bars[1]["value"], "7/9");
    });
}

#[test]
fn what_is_shown_by_month_ends_at_the_counts_of_the_round() {
    for name in ["statistics", "son-la", "carry-over", "states", "levels"] {
        with(&site(name), |_, plan| months_agree(&plan.aggregates.statistics));
    }
    with(&sources("."), |register, plan| {
        months_agree(&plan.aggregates.statistics);
        let page = page_of(register, plan, 0);
        let drawn = chart(&page, "months-questions").expect("months");
        assert_eq!(drawn["lines"]["series"].as_array().map(Vec::len), Some(2));
    });
}

fn months_agree(all: &doithoai::register::statistics::Statistics) {
    for (tally, progress) in all.rounds.iter().zip(&all.progress) {
        let months = || progress.months.values();
        let received: u32 = months().map(|m| m.received).sum();
        assert_eq!(received + progress.undated_questions, tally.questions_counted);
        let made: u32 = months().map(|m| m.made).sum();
        assert_eq!(made + progress.undated_commitments, tally.commitments);
        if progress.undated_questions == 0 {
            assert_eq!(months().map(|m| m.answered).sum::<u32>(), tally.answered);
        }
        if progress.undated_commitments == 0 {
            let settled = tally.verified + tally.explained + tally.cancelled;
            assert_eq!(months().map(|m| m.settled).sum::<u32>(), settled);
        }
    }
}

/// Everything of a model but its words and numbers.
fn shape(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Json::Array(list) => list.iter().map(shape).collect(),
        Json::Object(map) => Json::Object(map.iter().map(|(k, v)| (k.clone(), shape(v))).collect()),
        Json::String(_) | Json::Number(_) => Json::Null,
        other => other.clone(),
    }
}

#[test]
fn the_page_grows_with_units_and_rounds_but_never_with_questions() {
    let made = |questions: usize| {
        let mut sources = site("statistics");
        let path = "content/rounds/2024-2025/khoa-a/questions.toml";
        let mut text = sources.file(path).expect("the questions").text.to_string();
        for i in 0..questions {
            let day = 3 + i % 10;
            let _ = write!(
                text,
                "\n[[question]]\nid = \"{:04}\"\ntitle = \"Hỏi {i}\"\nkind = \"question\"\ntopics = [\"hoc-phi\"]\nreceived = 2024-12-03\ntext = \"Hỏi.\"\n[[question.assigned]]\nunit = \"phong-c\"\non = 2024-12-03\n[[question.answers]]\nunit = \"phong-c\"\non = 2024-12-{:02}\nmode = \"written\"\noutcome = \"answered\"\ntext = \"Đáp.\"\n",
                1000 + i,
                day,
            );
        }
        write(&mut sources, path, &text);
        with_as_of(&sources, Some("2024-12-20"), |register, plan| {
            assert_eq!(plan.questions.len(), 22 + questions);
            page_of(register, plan, 0)
        })
    };
    let (few, many) = (made(10), made(2000));
    assert_eq!(shape(&few), shape(&many));
    assert!(many.to_string().len() < few.to_string().len() + 400, "only digits are added");
}

/// A question of a register made at random: days after 4 March 2024 until its answer, if any; its limit; whether it is
/// withdrawn, merged, withheld, reopened.
type Made = (Option<u8>, Option<u8>, u8, usize);

fn question(number: usize, (answered, due, fate, unit): &Made) -> String {
    let day = |after: u8| chrono::NaiveDate::from_ymd_opt(2024, 3, 4).expect("a day") + chrono::Days::new(after.into());
    let unit = ["phong-b", "phong-c"][unit % 2];
    let mut text = format!(
        "[[question]]\nid = \"{number:03}\"\ntitle = \"Hỏi {number}\"\nkind = \"question\"\ntopics = [\"thu-vien\"]\nreceived = 2024-03-04\ntext = \"Hỏi.\"\n"
    );
    match fate {
        0 => text += "withdrawn = { on = 2024-03-05, reason = \"Rút.\" }\n",
        1 if number > 0 => text += "merged_into = \"questions/000\"\n",
        2 => text += "visibility = \"withheld\"\nreason = \"Nêu tên người.\"\n",
        3 => text += "visibility = \"internal\"\n",
        _ => {}
    }
    let due = due.map_or_else(String::new, |d| format!("due = {}\n", day(d)));
    let _ = write!(text, "[[question.assigned]]\nunit = \"{unit}\"\non = 2024-03-04\n{due}");
    if let Some(after) = answered {
        let _ = write!(
            text,
            "[[question.answers]]\nunit = \"{unit}\"\non = {}\nmode = \"written\"\noutcome = \"answered\"\ntext = \"Đáp.\"\n",
            day(*after)
        );
        if *fate == 4 {
            let _ = write!(text, "[[question.reopened]]\non = {}\nreason = \"Chưa rõ.\"\n", day(*after));
        }
    }
    text
}

fn holds(tally: &Tally) -> Result<(), TestCaseError> {
    for id in FigureId::ALL {
        if let Value::Rate(n, of) = tally.value(*id) {
            prop_assert!(n <= of, "{}: {n} of {of}", id.as_str());
        }
    }
    for stage in Stage::ALL {
        let (n, of) = tally.stage(stage);
        prop_assert!(n <= of, "{stage:?}: {n} of {of}");
    }
    prop_assert_eq!(tally.first_answer_buckets.counted(), tally.days_to_first_answer.counted);
    prop_assert_eq!(tally.verified_buckets.counted(), tally.days_to_verified.counted);
    prop_assert!(tally.days_to_first_answer.counted <= tally.questions_counted);
    prop_assert!(tally.answered + tally.questions_open == tally.questions_counted, "each is answered or open");
    prop_assert!(tally.questions_overdue <= tally.questions_open && tally.questions_counted <= tally.questions);
    let settled = tally.verified + tally.explained + tally.cancelled;
    prop_assert_eq!(settled + tally.commitments_open, tally.commitments);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numerators_are_parts_of_denominators_and_spans_add_up(
        made in prop::collection::vec((prop::option::of(0u8..80), prop::option::of(0u8..80), 0u8..9, any::<usize>()), 1..14),
        as_of in 0u8..100,
    ) {
        let mut sources = site("statistics");
        let questions: Vec<String> = made.iter().enumerate().map(|(i, m)| question(i, m)).collect();
        write(&mut sources, "content/rounds/2023-2024/khoa-d/questions.toml", &questions.join("\n"));
        let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 5).expect("a day") + chrono::Days::new(as_of.into());
        with_as_of(&sources, Some(&day.to_string()), |register, plan| {
            let all = &plan.aggregates.statistics;
            let scopes = [&all.rounds, &all.dialogues];
            for tally in scopes.into_iter().flatten().chain(&all.topics).chain([&all.site]) {
                holds(tally)?;
            }
            for (ix, load) in all.loads.iter().enumerate() {
                prop_assert!(load.answered <= load.asked, "{}", register.units[UnitIx(ix as u32).at()].id);
            }
            months_agree(all);
            let sum = |pick: fn(&Tally) -> u32| all.rounds.iter().map(pick).sum::<u32>();
            prop_assert_eq!(sum(|t| t.questions_counted), all.site.questions_counted);
            prop_assert_eq!(sum(|t| t.first_answer_buckets.counted()), all.site.first_answer_buckets.counted());
            bars_add_up(&page_of(register, plan, 0), all.site.first_answer_buckets.counted())
        })?;
    }
}

/// The bars of the spans are as many as were counted, and every bar fits its scale.
fn bars_add_up(page: &serde_json::Value, counted: u32) -> Result<(), TestCaseError> {
    for section in page["sections"].as_array().expect("sections") {
        for chart in section["charts"].as_array().expect("charts") {
            for bar in chart["bars"].as_array().expect("bars") {
                let n = |key: &str| bar[key].as_u64().expect("a number");
                prop_assert!(n("part") <= n("whole") && n("whole") <= n("scale") && n("scale") > 0, "{bar}");
            }
        }
    }
    let drawn = chart(page, "days-to-first-answer").map_or(0, |c| {
        c["bars"].as_array().expect("bars").iter().map(|b| b["whole"].as_u64().expect("a number")).sum()
    });
    // The site's smallest denominator is 5.
    prop_assert_eq!(drawn, if counted < 5 { 0 } else { u64::from(counted) });
    Ok(())
}

//! Threads of questions and commitments: their order, their limits, their languages.

use crate::support::*;
use doithoai::page::commitment;
use doithoai::page::route::{Route, Subject};
use doithoai::page::view::View;
use doithoai::text::source::SourceTree;
use serde_json::{Value, json};

/// What a thread tells, a line an event.
fn told(thread: &Value) -> Vec<String> {
    let events = thread.as_array().expect("a thread");
    let line = |e: &Value| {
        let mut line = format!("{} {}", e["on"]["iso"].as_str().expect("a day"), e["kind"].as_str().expect("a kind"));
        for more in
            [&e["deadline"]["state"]["id"], &e["standing"]["state"]["id"], &e["state"]["id"], &e["result"]["id"]]
        {
            if let Some(word) = more.as_str() {
                line = format!("{line} {word}");
            }
        }
        line
    };
    events.iter().map(line).collect()
}

fn thread_of(sources: &SourceTree, as_of: Option<&str>, id: &str) -> Vec<String> {
    with_as_of(sources, as_of, |register, plan| {
        let view = View::new(register, plan, 0);
        told(&json!(question_page(&view, id).thread))
    })
}

#[test]
fn a_thread_is_told_in_the_order_of_its_days() {
    let thread = thread_of(&site("toml-questions"), None, "2023-2024/khoa/questions/001");
    assert_eq!(
        thread,
        [
            "2024-03-05 received",
            "2024-03-07 referred",
            "2024-03-11 referred",
            "2024-03-13 assigned on-time",
            "2024-03-13 assigned",
            "2024-03-27 answered on-time",
            "2024-03-27 promised",
            "2024-04-02 reopened",
            "2024-04-03 assigned on-time",
            "2024-04-10 answered on-time",
            "2024-06-20 progress in-progress",
        ]
    );
}

#[test]
fn nothing_later_than_the_as_of_date_is_told() {
    let thread = thread_of(&site("toml-questions"), Some("2024-03-20"), "2023-2024/khoa/questions/001");
    assert_eq!(
        thread,
        [
            "2024-03-05 received",
            "2024-03-07 referred",
            "2024-03-11 referred",
            "2024-03-13 assigned due-soon",
            "2024-03-13 assigned",
        ]
    );
}

#[test]
fn answers_stand_at_their_place_and_replace_each_other() {
    with(&site("toml-questions"), |register, plan| {
        let view = View::new(register, plan, 0);
        let page = json!(question_page(&view, "2023-2024/khoa/questions/001"));
        let thread = page["thread"].as_array().expect("a thread");
        let answers: Vec<&Value> = thread.iter().filter(|e| e["kind"] == "answered").collect();
        assert_eq!((&answers[0]["superseded_by"], &answers[1]["supersedes"]), (&json!(2), &json!(1)));
        assert!(answers[1]["html"].as_str().is_some_and(|h| h.contains("như năm trước")));
        let assigned = &thread[3]["deadline"];
        assert_eq!((&assigned["due"]["iso"], &assigned["holds"]), (&json!("2024-03-29"), &json!("2024-03-29")));
        assert_eq!(assigned["extensions"][0]["reason"], "Chờ văn bản về khung mức thu");
        assert_eq!(thread[2]["to"], json!({ "title": "Sở Tài chính" }));
        assert_eq!(page["redacted"]["reason"]["title"], "Bỏ tên lớp");
        assert!(page["html"].as_str().is_some_and(|h| h.contains("class=\"cut\"")));
        assert_eq!(page["answered_after"], 16);
    });
}

#[test]
fn facts_of_one_day_follow_the_order_of_the_states() {
    let mut sources = site("one-record");
    let path = "content/rounds/2023-2024/khoa-toan/questions/001.md";
    let text = "+++\ntitle = \"Một\"\nkind = \"question\"\ntopics = [\"chung\"]\nreceived = 2024-03-05\n\
        [[reopened]]\non = 2024-03-06\nreason = \"Chưa rõ\"\n\
        [[answers]]\nunit = \"khoa-toan\"\non = 2024-03-06\nmode = \"written\"\noutcome = \"answered\"\n\
        [[assigned]]\nunit = \"khoa-toan\"\non = 2024-03-06\ndue = 2024-03-05\n\
        [[referrals]]\nfrom = \"khoa-toan\"\nto_body = \"Phường\"\non = 2024-03-06\nreason = \"Hỏi\"\n+++\nHỏi\n\n# Trả lời\n\nĐáp\n";
    write(&mut sources, path, text);
    let thread = thread_of(&sources, None, "2023-2024/khoa-toan/questions/001");
    assert_eq!(
        thread,
        [
            "2024-03-05 received",
            "2024-03-06 referred",
            "2024-03-06 assigned late",
            "2024-03-06 answered late",
            "2024-03-06 reopened",
        ]
    );
}

#[test]
fn a_merged_question_shows_the_state_of_the_one_that_stands() {
    with(&site("merge-split"), |register, plan| {
        let view = View::new(register, plan, 0);
        let stands = question_page(&view, "2023-2024/khoa/questions/003").state;
        for id in ["2023-2024/khoa/questions/001", "2023-2024/khoa/questions/002"] {
            let page = question_page(&view, id);
            assert_eq!(page.state.id, "merged");
            assert_eq!(page.merged_into.expect("merged").state, stands, "{id}");
        }
        let part = question_page(&view, "2023-2024/khoa/questions/005");
        assert!(part.split_from.is_some_and(|l| l.href.is_some()));
    });
}

#[test]
fn questions_merged_in_a_circle_do_not_hang() {
    let mut sources = site("merge-split");
    for (from, to) in [("001", "002"), ("002", "001"), ("003", "003")] {
        let text = format!(
            "+++\ntitle = \"{from}\"\nkind = \"question\"\ntopics = [\"chung\"]\nmerged_into = \"questions/{to}\"\n+++\nHỏi\n"
        );
        write(&mut sources, &format!("content/rounds/2023-2024/khoa/questions/{from}.md"), &text);
    }
    with(&sources, |register, plan| {
        assert!(!pages(register, plan).is_empty());
    });
}

#[test]
fn a_commitment_tells_its_limits_and_who_verified() {
    with(&site("states"), |register, plan| {
        let view = View::new(register, plan, 0);
        let page = |id: &str| {
            let ix = commitment_of(register, &format!("dang-mo/held/commitments/{id}"));
            json!(commitment::commitment(&view, ix, Route { lang: 0, subject: Subject::Commitment(ix) }))
        };
        let deferred = page("deferred");
        assert_eq!(told(&deferred["thread"]), ["2024-04-10 made", "2024-05-08 update deferred", "2024-05-08 extended"]);
        assert_eq!(deferred["thread"][0]["due"]["iso"], "2024-05-31");
        assert_eq!(deferred["deadline"]["due"]["iso"], "2024-09-30");
        assert_eq!(deferred["deadline"]["extensions"][0]["reason"], "Chờ kinh phí");
        let verified = page("verified");
        assert_eq!(verified["verified"]["on"]["iso"], "2024-05-10");
        assert_eq!((&verified["percent"], &page("done-reported")["verified"]), (&json!(100), &Value::Null));
        let conclusion = &verified["answers_to"][1]["link"]["href"];
        assert!(conclusion.as_str().is_some_and(|h| h.ends_with("/held/#ket-luan-1")), "{conclusion}");
    });
}

#[test]
fn texts_without_translation_say_their_language() {
    with(&sources(""), |register, plan| {
        let view = View::new(register, plan, 1);
        let translated = json!(question_page(&view, "2023-2024/khoa-cntt/questions/003"));
        assert_eq!(translated["lang"], Value::Null);
        let answer = translated["thread"].as_array().and_then(|t| t.iter().find(|e| e["kind"] == "answered"));
        let html = answer.and_then(|a| a["html"].as_str()).expect("an answer");
        assert!(
            html.contains("The faculty accepts this") && html.contains("href=\"../../../../../../en/dot/"),
            "{html}"
        );
        let original = json!(question_page(&view, "2023-2024/khoa-cntt/questions/007"));
        assert_eq!(original["lang"], "vi");
        let answer = original["thread"].as_array().and_then(|t| t.iter().find(|e| e["kind"] == "answered"));
        assert_eq!(answer.map(|a| &a["lang"]), Some(&json!("vi")));
    });
}

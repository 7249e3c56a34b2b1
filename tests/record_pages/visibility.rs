//! What is withheld, internal or a draft is on no page, in no reference, in no tombstone.

use crate::support::*;
use doithoai::page::route::{Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{commitment, tombstone};
use doithoai::record::question::Visibility;
use doithoai::register::Register;
use doithoai::register::index::QuestionIx;
use serde_json::{Value, json};

/// What of a question no tombstone may say: its texts, but for the reason.
fn texts_of(register: &Register<'_>, ix: QuestionIx) -> Vec<String> {
    let question = &register.questions[ix.at()];
    let facts = &question.facts;
    let mut texts = vec![facts.title.get().map(|t| t.as_str().to_owned()).unwrap_or_default()];
    texts.extend(facts.from.as_ref().map(|f| f.as_str().to_owned()));
    texts.extend(facts.referrals.iter().filter_map(|r| r.reason.get().map(|t| t.as_str().to_owned())));
    texts.extend(facts.answers.iter().filter_map(|a| a.text.as_ref().map(|t| t.as_str().to_owned())));
    texts.extend(facts.text.as_ref().map(|t| t.as_str().to_owned()));
    let body = register.markdown(&question.path, question.body).into_owned();
    texts.extend(body.split('\n').filter(|l| l.chars().count() > 20).map(str::to_owned));
    texts.retain(|t| !t.trim().is_empty());
    texts
}

#[test]
fn what_is_withheld_or_internal_is_on_no_page() {
    let mut withheld = 0;
    for sources in [sources(""), site("states"), site("levels"), site("hostile-markdown"), site("drafts")] {
        with(&sources, |register, plan| {
            let pages = pages(register, plan);
            let all: String = pages.iter().map(|(_, page)| page.to_string()).collect();
            for i in 0..register.questions.len() as u32 {
                let ix = QuestionIx(i);
                let question = &register.questions[ix.at()];
                if !matches!(question.links.visibility, Visibility::Withheld | Visibility::Internal) {
                    continue;
                }
                withheld += u32::from(question.links.visibility == Visibility::Withheld);
                for text in texts_of(register, ix) {
                    let quoted = json!(text).to_string();
                    let words = &quoted[1..quoted.len() - 1];
                    // Short titles such as names of states are words of every page.
                    assert!(words.chars().count() < 20 || !all.contains(words), "{}: {words}", question.id);
                }
            }
        });
    }
    assert!(withheld >= 2);
}

#[test]
fn a_tombstone_tells_days_units_states_and_the_reason() {
    with(&sources(""), |register, plan| {
        let view = View::new(register, plan, 0);
        let ix = find(register, "2023-2024/khoa-cntt/questions/005");
        let page = json!(tombstone::tombstone(&view, ix, Route { lang: 0, subject: Subject::Question(ix) }));
        let dates = page["dates"].as_array().expect("dates");
        let told: Vec<_> = dates.iter().map(|d| (d["on"]["iso"].as_str(), d["label"].as_str())).collect();
        assert_eq!(
            told,
            [
                (Some("2024-03-05"), Some("Đã tiếp nhận")),
                (Some("2024-03-08"), Some("Đã chuyển cấp có thẩm quyền")),
                (Some("2024-03-19"), Some("Đã giao đơn vị trả lời")),
                (Some("2024-03-29"), Some("Đã trả lời")),
            ]
        );
        assert_eq!(page["head"]["visibility"], "withheld");
        assert!(page["reason"].as_str().is_some_and(|r| r.starts_with("Nội dung liên quan")));
        let keys: Vec<&str> = page.as_object().expect("a page").keys().map(String::as_str).collect();
        let allowed = "head id kind state deadline reason lang topic made_in dates previous next";
        assert!(keys.iter().all(|k| allowed.split(' ').any(|a| a == *k)), "{keys:?}");
    });
}

#[test]
fn references_to_what_is_not_public_say_nothing() {
    let mut sources = site("states");
    let path = "content/rounds/dang-mo/held/commitments/verified.md";
    let text = "+++\ntitle = \"Làm\"\nlead = \"khoa\"\n\
        answers_to = [\"questions/answered\", \"questions/withheld\", \"questions/internal\"]\n+++\n\
        Xem [đây](@questions/withheld) và [kia](@questions/internal).\n";
    write(&mut sources, path, text);
    with(&sources, |register, plan| {
        let view = View::new(register, plan, 0);
        let ix = commitment_of(register, "dang-mo/held/commitments/verified");
        let page = commitment::commitment(&view, ix, Route { lang: 0, subject: Subject::Commitment(ix) });
        let titles: Vec<&str> = page.answers_to.iter().map(|b| &*b.link.title).collect();
        assert_eq!(titles, ["Đã trả lời", "hồ sơ nội bộ", "hồ sơ nội bộ"]);
        assert!(page.answers_to[1..].iter().all(|b| b.link.href.is_none() && b.state.is_none()));
        let html = page.html.expect("a text").0;
        assert!(!html.contains("withheld") && !html.contains("đây") && html.contains("hồ sơ nội bộ"), "{html}");
    });
}

#[test]
fn a_document_names_files_digests_and_public_records_only() {
    with(&site("attachments"), |register, plan| {
        let pages = pages(register, plan);
        let files: Vec<&Value> = pages.iter().filter_map(|(_, p)| p["files"].as_array()).flatten().collect();
        assert!(!files.is_empty());
        for file in files {
            assert_eq!(file["sha256"].as_str().map(str::len), Some(64));
            assert!(file["file"]["size"].as_str().is_some_and(|s| s.contains('\u{a0}')));
        }
        let all: String = pages.iter().map(|(_, p)| p.to_string()).collect();
        assert!(!all.contains("noi-bo"));
    });
}

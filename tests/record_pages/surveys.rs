//! Surveys: small cells and what would tell them, percentages, tables.

use crate::support::*;
use doithoai::page::route::Subject;
use doithoai::page::view::View;
use doithoai::text::source::Attachment;
use serde_json::{Value, json};

/// A survey's page of a project that has one record and this survey.
fn survey_page(front: &str, csv: Option<&str>) -> Value {
    let mut sources = site("one-record");
    let folder = "content/rounds/2023-2024/surveys";
    write(&mut sources, &format!("{folder}/a.md"), &format!("+++\ntitle = \"Khảo sát\"\n{front}\n+++\n"));
    sources.attachments.extend(csv.map(|text| Attachment {
        path: format!("{folder}/a.csv").into(),
        size: text.len() as u64,
        sha256: "0".repeat(64).into(),
        bytes: Some(text.as_bytes().into()),
        has_text_layer: None,
        contents: doithoai::text::source::Contents::default().into(),
    }));
    sources.attachments.sort_by(|a, b| a.path.cmp(&b.path));
    with(&sources, |register, plan| {
        let route = plan.routes.iter().find(|r| matches!(r.subject, Subject::Survey(_))).expect("a survey");
        page(&View::new(register, plan, 0), *route).expect("a page")
    })
}

fn item(answers: &str) -> String {
    format!("issued = 200\nreturned = 157\n[[item]]\ntitle = \"Hỏi\"\nanswers = [{answers}]")
}

#[test]
fn small_cells_and_what_would_tell_them_are_hidden() {
    let page = survey_page(
        &item("{ label = \"A\", count = 140 }, { label = \"B\", count = 14 }, { label = \"C\", count = 3 }"),
        None,
    );
    let chart = &page["items"][0]["chart"];
    let told: Vec<_> = (0..3).map(|i| chart["bars"][i]["value"].as_str().expect("a count")).collect();
    assert_eq!(told, ["140 (89%)", "đã ẩn, vì để lộ ô < 5", "< 5"]);
    let drawn: Vec<_> = (0..3).map(|i| (&chart["bars"][i]["part"], &chart["bars"][i]["whole"])).collect();
    assert_eq!(drawn, [(&json!(140), &json!(157)), (&json!(0), &json!(0)), (&json!(0), &json!(0))]);
    assert_eq!(chart["table"]["rows"][1], json!(["B", "đã ẩn, vì để lộ ô < 5", ""]));
    assert_eq!(chart["says"], "Được chọn nhiều nhất: “A”, 140 trong 157 phiếu.");
    let source = "Tỷ lệ tính trên 157 phiếu. Số dưới 5, và số làm lộ nó, không được nêu.";
    assert_eq!(chart["source"], source, "no total beside a hidden cell");
    assert!(!chart.to_string().contains("14\"") && !chart.to_string().contains("\"3\""), "{chart}");
}

#[test]
fn percentages_are_of_exact_quantities_only() {
    let exact = survey_page(&item("{ label = \"A\", count = 100 }, { label = \"B\", count = 57 }"), None);
    assert_eq!(exact["items"][0]["chart"]["bars"][1]["value"], "57 (36%)");
    assert_eq!(exact["items"][0]["chart"]["source"], "Tỷ lệ tính trên 157 phiếu.");
    assert_eq!(exact["response"]["value"], "79%");
    let about = survey_page(&item("{ label = \"A\", count = \"khoảng 100\" }, { label = \"B\", count = 57 }"), None);
    let chart = &about["items"][0]["chart"];
    assert_eq!((&chart["bars"][0]["value"], &chart["bars"][0]["whole"]), (&json!("khoảng\u{a0}100"), &json!(0)));
    assert_eq!(chart["says"], "", "what is approximate may be more than the rest");
    let returned = "issued = \"khoảng 200\"\nreturned = 157";
    assert_eq!(survey_page(returned, None)["response"], Value::Null);
    assert_eq!(survey_page("issued = 4\nreturned = 3", None)["response"], Value::Null);
}

#[test]
fn channels_are_cells_too() {
    let channels =
        "channels = [{ name = \"A\", returned = 150 }, { name = \"B\", returned = 5 }, { name = \"C\", returned = 2 }]";
    let page = survey_page(&format!("issued = 200\nreturned = 157\n{channels}"), None);
    let told: Vec<_> = (0..3).map(|i| page["channels"][i]["returned"].clone()).collect();
    assert!(!told.contains(&json!("5")) && !told.contains(&json!("2")), "{told:?}");
}

#[test]
fn the_table_hides_small_cells_by_row_and_column() {
    let csv = "\u{feff}Ngành;Phiếu;Có việc;Tỷ lệ\r\nToán;30;28;93,3%\r\nLý;20;3;15%\r\nHoá;1.040;40;3,8%\r\n2024;60;50;83%\r\n";
    let page = survey_page("issued = 200\nreturned = 157\ntable = \"a.csv\"", Some(csv));
    let table = &page["table"];
    assert_eq!(table["columns"], json!(["Ngành", "Phiếu", "Có việc", "Tỷ lệ"]));
    assert_eq!(table["rows"][3], json!(["2024", "60", "50", "83%"]));
    let covered = "đã ẩn, vì để lộ ô < 5";
    assert_eq!(table["rows"][1], json!(["Lý", covered, "< 5", "…"]));
    assert_eq!(table["rows"][0], json!(["Toán", covered, covered, "…"]));
    assert_eq!(table["rows"][2], json!(["Hoá", "1.040", "40", "3,8%"]));
}

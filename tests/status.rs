//! `doithoai status`: what changed since the last publication, and what open rounds need.
#![allow(clippy::disallowed_methods, reason = "tests write their projects")]

use camino::Utf8Path;
use doithoai::cli::{Environment, Status, run};
use std::ffi::OsString;
use std::fs;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.run(&["init"], Status::Clean);
        desk
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.0.path()).expect("UTF-8")
    }

    fn run(&self, arguments: &[&str], wanted: Status) -> String {
        // `new` names what is new before the project.
        let before = if arguments[0] == "new" { 3 } else { 1 };
        let words =
            std::iter::once("doithoai").chain(arguments[..before].iter().copied()).chain([self.root().as_str()]);
        let words = words.chain(arguments[before..].iter().copied()).map(OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(words, &Environment::default(), &mut out, &mut err);
        assert_eq!(status, wanted, "{}", String::from_utf8_lossy(&err));
        String::from_utf8(out).expect("text")
    }

    fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let place = self.root().join("content").join(path);
        let old = fs::read_to_string(&place).expect("it is there");
        let new = change(&old);
        assert_ne!(old, new, "{path}");
        fs::write(place, new).expect("it can be written");
    }

    /// The findings of one list as JSON.
    fn list(&self, name: &str, more: &[&str]) -> Vec<serde_json::Value> {
        let told = self.run(&[&["status", "--format", "json"], more].concat(), Status::Clean);
        let all = told.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        all.filter(|finding| finding["list"] == name).collect()
    }
}

const DIALOGUE: &str = "rounds/2023-2024/khoa-cntt";

#[test]
fn nothing_is_new_after_a_build_and_each_kind_of_change_is_told() {
    let desk = Desk::new();
    assert!(desk.run(&["status"], Status::Clean).starts_with("Chưa dựng trang lần nào"));
    desk.run(&["build"], Status::Clean);
    assert!(desk.list("changes", &[]).is_empty());
    assert!(desk.run(&["status"], Status::Clean).contains("không có gì thay đổi"));
    desk.edit(&format!("{DIALOGUE}/questions/002.md"), |old| {
        let (front, body) = old.rsplit_once("+++").expect("a front matter");
        let answer = "[[answers]]\nunit = \"khoa-cntt\"\non = 2024-03-18\nmode = \"written\"\noutcome = \"answered\"\n";
        format!("{front}{answer}+++{body}\n# Trả lời\n\nĐã trả lời thêm.\n")
    });
    desk.edit(&format!("{DIALOGUE}/commitments/wifi-nha-b.md"), |old| old.replacen("title = \"", "title = \"Sửa: ", 1));
    let page = desk.root().join("content/pages/them.md");
    fs::write(&page, "+++\ntitle = \"Thêm\"\n+++\n\nMột trang.\n").expect("written");
    let found: Vec<(String, String)> = desk
        .list("changes", &[])
        .iter()
        .map(|c| (c["what"].as_str().unwrap_or("").to_owned(), c["id"].as_str().unwrap_or("").to_owned()))
        .collect();
    let wanted = [
        ("new", "pages/them"),
        ("answers", "2023-2024/khoa-cntt/questions/002"),
        ("edited", "2023-2024/khoa-cntt/commitments/wifi-nha-b"),
    ];
    assert_eq!(found, wanted.map(|(what, id)| (what.to_owned(), id.to_owned())));
    fs::remove_file(page).expect("it is there");
    fs::rename(desk.root().join("content/pages/gioi-thieu.md"), desk.root().join("content/pages/ve-so.md"))
        .expect("moved");
    let renamed = desk.list("changes", &[]);
    assert!(
        renamed
            .iter()
            .any(|c| c["what"] == "renamed" && c["id"] == "pages/gioi-thieu" && c["renamed"] == "pages/ve-so")
    );
    desk.edit("pages/ve-so.md", |old| format!("{old}\nThêm một câu.\n"));
    let gone = desk.list("changes", &[]);
    assert!(gone.iter().any(|c| c["what"] == "vanishing" && c["id"] == "pages/gioi-thieu"), "{gone:?}");
    assert!(desk.run(&["status", "--lang", "en"], Status::Clean).contains("will vanish: pages/gioi-thieu"));
}

#[test]
fn it_says_with_what_it_compares_and_takes_what_readers_have() {
    let desk = Desk::new();
    desk.run(&["build"], Status::Clean);
    let built = desk.root().join("public");
    let told = desk.run(&["status"], Status::Clean);
    assert!(told.starts_with(&format!("So với trang đã dựng ở `{built}` (tính đến ")), "{told}");
    // What was downloaded from the site on the web is older than what was built since.
    let ledger = desk.root().join("tai-ve.json");
    fs::copy(built.join("doithoai.json"), &ledger).expect("copied");
    let page = desk.root().join("content/pages/them.md");
    fs::write(&page, "+++\ntitle = \"Thêm\"\n+++\n\nMột trang.\n").expect("written");
    desk.run(&["build"], Status::Clean);
    assert!(desk.list("changes", &[]).is_empty());
    for place in [&ledger, &built] {
        let told = desk.run(&["status", "--published", place.as_str()], Status::Clean);
        assert!(told.starts_with(&format!("So với trang đã công khai, theo `{place}` (tính đến ")), "{told}");
        assert_eq!(told.contains("mới: trang Thêm (pages/them)"), *place == ledger, "{told}");
    }
    desk.run(&["status", "--published", "khong-co.json"], Status::Failed);
    desk.run(&["status", "--published", page.as_str()], Status::Failed);
}

#[test]
fn a_commitment_is_of_the_unit_that_answers() {
    let desk = Desk::new();
    desk.edit(&format!("{DIALOGUE}/questions/002.md"), |old| {
        old.replace("unit = \"khoa-cntt\"\non = 2024-03-08", "unit = \"phong-ctsv\"\non = 2024-03-08")
    });
    desk.run(&["new", "commitment", "2023-2024/khoa-cntt/viec-moi"], Status::Clean);
    let made = |path: &str| fs::read_to_string(desk.root().join("content/rounds/2023-2024").join(path)).expect("made");
    let text = made("khoa-cntt/commitments/viec-moi.md");
    assert!(text.contains("answers_to = [\"questions/002\"]") && text.contains("lead = \"phong-ctsv\""), "{text}");
}

#[test]
fn open_rounds_say_what_they_need_and_closed_ones_nothing() {
    let desk = Desk::new();
    desk.edit(&format!("{DIALOGUE}/dialogue.md"), |old| {
        old.lines().filter(|line| !line.starts_with("conclusions")).collect::<Vec<_>>().join("\n") + "\n"
    });
    desk.edit("rounds/2023-2024/round.md", |old| {
        let (front, body) = old.rsplit_once("+++").expect("a front matter");
        format!("{front}\n[[step]]\nid = \"tong-ket\"\ntitle = \"Tổng kết\"\nwhen = \"30/6/2024\"\nproduces = [\"BC\"]\n+++{body}")
    });
    let found = desk.list("rounds", &["--as-of", "2024-06-20"]);
    let of = |what: &str| found.iter().filter(|need| need["what"] == what).collect::<Vec<_>>();
    let step = of("step").into_iter().find(|step| step["id"] == "tong-ket").expect("it is not done");
    assert_eq!((step["due"].as_str(), step["produces"][0].as_str()), (Some("2024-06-30"), Some("BC")));
    assert!(step["left"].as_u64().is_some_and(|days| (5..=7).contains(&days)), "{step}");
    assert_eq!(of("minutes").len() + of("conclusions").len(), 2, "{found:?}");
    assert_eq!(of("unanswered")[0]["questions"][0], "2023-2024/khoa-cntt/questions/002");
    let told = desk.run(&["status", "--as-of", "2024-06-20"], Status::Clean);
    assert!(told.contains("bước chưa xong: Tổng kết, hạn 30/6/2024"), "{told}");
    // What waits is named, with whom it lies and since when it is late.
    let waits = "    - Khi nào có danh sách nơi thực tập (2023-2024/khoa-cntt/questions/002): Khoa Công nghệ thông tin, quá hạn ";
    assert!(told.contains(waits), "{told}");
    assert_eq!(of("unanswered")[0]["unassigned"], 0, "{found:?}");
}

#[test]
fn what_is_due_is_a_calendar_too() {
    let desk = Desk::new();
    let told = desk.run(&["due", "--format", "ics", "--as-of", "2024-04-05"], Status::Clean);
    let lines: Vec<&str> = told.split_terminator("\r\n").collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    let json = desk.run(&["due", "--format", "json", "--as-of", "2024-04-05"], Status::Clean);
    let events = lines.iter().filter(|line| **line == "BEGIN:VEVENT").count();
    assert!(events > 0 && events == json.lines().count(), "{told}");
    // What is overdue lies on the day on which the list is made, and says when its limit was.
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20240405") && lines.contains(&"DTSTAMP:20240405T000000Z"), "{told}");
    let whole = told.replace("\r\n ", "");
    assert!(whole.contains("SUMMARY:Quá hạn: Khi nào có danh sách") && whole.contains("Hạn: 29/3/2024"), "{told}");
    assert_eq!(told, desk.run(&["due", "--format", "ics", "--as-of", "2024-04-05"], Status::Clean));
    // Of what the published calendar has too, the id is the same, so that who reads both has it once.
    desk.run(&["build"], Status::Clean);
    let published = fs::read_to_string(desk.root().join("public/lich.ics")).expect("the calendar");
    let step = "UID:2023-2024#tra-loi@doithoai.example.edu.vn\r\n";
    assert!(published.contains(step) && told.contains(step), "{told}");
    let soon = desk.run(&["due", "--format", "ics", "--as-of", "2024-03-28"], Status::Clean);
    assert!(soon.contains("DTSTART;VALUE=DATE:20240329") && soon.contains("SUMMARY:Hạn: "), "{soon}");
}

#[test]
fn what_was_assigned_to_nobody_is_work_too() {
    let desk = Desk::new();
    assert!(!desk.run(&["due"], Status::Clean).contains("Chưa giao"));
    desk.edit(&format!("{DIALOGUE}/questions/002.md"), |old| {
        old.replace("[[assigned]]\nunit = \"khoa-cntt\"\non = 2024-03-08\n", "")
    });
    let title = "Khi nào có danh sách nơi thực tập";
    for arguments in [&["due"][..], &["due", "--unit", "khoa-cntt"]] {
        let told = desk.run(arguments, Status::Clean);
        assert!(told.contains("Chưa giao đơn vị nào trả lời: 1\n"), "{told}");
        assert!(told.contains(&format!("nhận 6/3/2024  {title} (2023-2024/khoa-cntt/questions/002)")), "{told}");
    }
    assert!(!desk.run(&["due", "--unit", "phong-ctsv"], Status::Clean).contains(title), "it is not theirs");
    let told = desk.run(&["due", "--format", "json"], Status::Clean);
    let line: serde_json::Value =
        told.lines().map(|l| serde_json::from_str(l).expect("JSON")).next_back().expect("a line");
    assert_eq!(
        (line["id"].as_str(), line["received"].as_str()),
        (Some("2023-2024/khoa-cntt/questions/002"), Some("2024-03-06"))
    );
    let letter = desk.run(&["due", "--format", "md"], Status::Clean);
    assert!(letter.contains("## Chưa giao đơn vị nào trả lời (1)\n\n- [ ] [Khi nào"), "{letter}");
}

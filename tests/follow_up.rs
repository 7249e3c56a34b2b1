//! Follow-up: the pages on what is overdue, carried over, published and when agree with each other, with the counts on
//! other pages, with the figures and with `doithoai due`; and a browser may count on from a live page only.
#![allow(clippy::disallowed_methods, reason = "tests touch the disk")]

mod support;

use camino::Utf8PathBuf;
use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::cli::{Environment, Status, run};
use doithoai::host::load::load;
use doithoai::page::model::row::Filter;
use doithoai::page::owed::OwedKind;
use doithoai::page::plan::{Plan, plan};
use doithoai::page::route::{Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{carried, coverage, home, overdue, round, shell, unit};
use doithoai::register::Register;
use doithoai::register::carry;
use doithoai::register::index::{RoundIx, UnitIx};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;
use support::SiteTest;

const SITES: [&str; 6] = [".", "carry-over", "paging", "son-la", "states", "theo-doi"];

fn folder(name: &str) -> Utf8PathBuf {
    let root = Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    if name == "." { root } else { root.join("tests/sites").join(name).join("in") }
}

fn with_site(name: &str, check: impl FnOnce(&Register<'_>, &Plan, &View<'_>)) {
    let sources = load(&folder(name)).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let today = NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day");
    let register = analyse(&sources, Day { today, asked: None }).value;
    let plan = plan(&register);
    check(&register, &plan, &View::new(&register, &plan, 0));
}

fn route(subject: Subject) -> Route {
    Route { lang: 0, subject }
}

fn due(arguments: &[&str]) -> (Status, String, String) {
    let given = ["doithoai", "due"].into_iter().chain(arguments.iter().copied()).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(given, &Environment::default(), &mut out, &mut err);
    (status, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
}

#[test]
fn what_is_overdue_is_the_same_everywhere() {
    for name in SITES {
        with_site(name, |register, plan, view| {
            let all = plan.follow_up.overdue.len() as u32;
            assert_eq!(home::home(view, route(Subject::Home)).overdue.total, all, "{name}: home");
            let pages: Vec<_> =
                (1..=all.div_ceil(50).max(1)).map(|n| overdue::overdue(view, n, route(Subject::Overdue(n)))).collect();
            let rows: Vec<_> = pages.iter().flat_map(|p| &p.groups.rows).flat_map(|g| &g.rows).collect();
            let ids: BTreeSet<_> = rows.iter().map(|row| row.id.to_string()).collect();
            assert_eq!((rows.len() as u32, ids.len() as u32), (all, all), "{name}: each stands on one page once");
            assert!(rows.iter().all(|row| row.deadline.state.id == "overdue" && row.deadline.workdays.is_some()));
            let kinds: u32 = pages[0].kinds.iter().map(|k| k.count).sum();
            assert_eq!(kinds, all, "{name}: kinds");
            let site = &plan.aggregates.statistics.site;
            let of = |kind| plan.follow_up.overdue.iter().filter(|owed| owed.kind() == kind).count() as u32;
            assert_eq!(of(OwedKind::Questions), site.questions_overdue, "{name}");
            assert_eq!(of(OwedKind::Commitments), site.commitments_overdue, "{name}");
            agree_with_units(name, register, view, &pages[0].filters);
        });
    }
}

/// The counts by unit are those of the units' own pages and of their figures.
fn agree_with_units(name: &str, register: &Register<'_>, view: &View<'_>, filters: &[Filter<'_>]) {
    let options = filters.iter().flat_map(|f| &f.options);
    let counted: BTreeMap<String, u32> = options.map(|o| (o.link.title.to_string(), o.count)).collect();
    for ix in (0..register.units.len() as u32).map(UnitIx) {
        let page = unit::unit(view, ix, 1, route(Subject::Unit(ix, 1)));
        let overview = page.overview.expect("the first page has it");
        let shown = counted.get(&*page.head.title).copied().unwrap_or(0);
        assert_eq!(overview.overdue.total, shown, "{name}: {}", page.head.title);
        let tally = &view.plan.aggregates.statistics.units[ix.at()];
        let steps = view.plan.aggregates.overdue_of[ix.at()].iter().filter(|o| o.kind() == OwedKind::Steps).count();
        assert_eq!(shown, tally.questions_overdue + tally.commitments_overdue + steps as u32, "{name}");
    }
}

#[test]
fn what_is_carried_is_the_same_on_the_round_and_in_the_figures() {
    let mut seen = 0;
    for name in SITES {
        with_site(name, |register, plan, view| {
            for ix in (0..register.rounds.len() as u32).map(RoundIx) {
                let page = round::round(view, ix, route(Subject::Round(ix)));
                assert_eq!(page.carried.total, plan.aggregates.statistics.rounds[ix.at()].carried, "{name}");
                if plan.follow_up.current == Some(ix) {
                    let list = carried::carried(view, 1, route(Subject::Carried(1)));
                    let found = &plan.aggregates.statistics.carried[ix.at()];
                    let again = carry::opened_again(register, ix, found).len() as u32;
                    assert_eq!(list.groups.total, page.carried.total + again, "{name}");
                    assert_eq!(list.open + list.settled, list.groups.total, "{name}");
                    assert!(
                        plan.reported[ix.at()].work.starts_with(&plan.follow_up.carried),
                        "{name}: the report's rows"
                    );
                    // The register that the project ships has a promise that was opened again.
                    assert_eq!(again > 0, *name == *".", "{name}");
                    let groups: u32 = list.groups.rows.iter().map(|g| g.total).sum();
                    assert_eq!(groups, list.groups.total, "{name}");
                    seen += groups;
                }
            }
        });
    }
    assert!(seen > 5, "the examples carry something: {seen}");
}

#[test]
fn long_lists_have_pages() {
    let dialogue = "+++\ntitle = \"Đối thoại thêm\"\nlevel = \"unit\"\nunit = \"hoa\"\nform = \"in-person\"\nheld = 2025-03-11\n+++\n";
    let questions = (1..=70).map(|n| {
        let assigned = "assigned = [{ unit = \"phong\", on = 2025-03-12, due = \"chậm nhất 20/3\" }]";
        format!("[[question]]\nid = \"{n:03}\"\ntitle = \"Việc {n}\"\nkind = \"petition\"\ntopics = [\"dao-tao\"]\n{assigned}\ntext = \"Đề nghị {n}.\"\n")
    });
    let test = SiteTest::from("theo-doi")
        .write("content/rounds/2024-2025/them/dialogue.md", dialogue)
        .write("content/rounds/2024-2025/them/questions.toml", &questions.collect::<String>());
    let site = test.build().succeeds();
    let (first, second) = (site.page("qua-han"), site.page("qua-han/trang/2"));
    let rows = |page: &str| page.matches("<li class=\"row\"").count();
    assert_eq!((rows(&first), rows(&second)), (50, 27));
    assert!(first.contains("Mục 1–50 trong 77") && second.contains("Mục 51–77 trong 77"));
    assert!(first.contains("qua-han/trang/2/#commitment\""), "a kind is found on the page where it begins");
    assert!(second.contains("id=\"commitment\"") && !first.contains("id=\"commitment\""));
    assert!(site.page("").contains("qua-han/\">Xem tất cả 77</a>"));
}

#[test]
fn news_that_are_missing_are_marked() {
    with_site("theo-doi", |_, _, view| {
        let list = carried::carried(view, 1, route(Subject::Carried(1)));
        let rows = list.groups.rows.iter().flat_map(|g| &g.rows);
        let silent: Vec<_> = rows.filter(|r| r.silent).map(|r| r.commitment.id.rsplit('/').next()).collect();
        assert_eq!(silent, [Some("phong-tu-hoc"), Some("mai")]);
        assert_eq!((list.open, list.settled, list.silent), (3, 1, 2));
    });
}

#[test]
fn every_dialogue_has_one_cell_a_target() {
    for name in SITES {
        with_site(name, |register, plan, view| {
            let mut cells = BTreeMap::new();
            for n in 1..=plan.follow_up.covered.len().div_ceil(50).max(1) as u32 {
                let page = coverage::coverage(view, n, route(Subject::Coverage(n)));
                for row in page.rounds.rows.iter().flat_map(|r| &r.rows) {
                    for cell in &row.cells {
                        let key = (row.id.to_string(), cell.target.to_string());
                        assert!(cells.insert(key, cell.state.id.to_string()).is_none(), "{name}: {}", row.id);
                    }
                }
            }
            assert_eq!(cells.len(), plan.follow_up.covered.len() * register.settings.targets.len(), "{name}");
            let site = &plan.aggregates.statistics.site;
            let missing = cells.values().filter(|state| *state == "missing").count() as u32;
            assert_eq!(missing, site.cells - site.cells_published, "{name}");
        });
    }
    let page = SiteTest::from("theo-doi").build().succeeds().page("cong-khai");
    let hook = |dialogue: &str, target: &str, state: &str| {
        format!("data-cell data-dialogue=\"2024-2025/{dialogue}\" data-target=\"{target}\" data-state=\"{state}\"")
    };
    for (dialogue, target, state) in [
        ("hoa", "truong", "published"),
        ("hoa", "ctsv", "published"),
        ("hoa", "toan", "not-required"),
        ("toan", "ctsv", "missing"),
        ("toan", "toan", "published"),
        ("ly", "ly", "missing"),
        ("ly", "doan", "not-required"),
    ] {
        assert_eq!(page.matches(&hook(dialogue, target, state)).count(), 1, "{dialogue} {target}");
    }
    assert!(page.contains("data-figure=\"publication_coverage\" data-numerator=\"7\" data-denominator=\"10\""));
}

#[test]
fn the_calendar_names_every_entry_on_one_page_and_every_day_once() {
    let site = SiteTest::from("theo-doi").build().succeeds();
    let year = site.page("lich/2024-2025");
    for day in ["2025-03-12", "2025-04-17", "2025-05-05", "2025-06-30"] {
        assert_eq!(year.matches(&format!("id=\"ngay-{day}\"")).count(), 1, "{day}");
        assert!(year.contains(&format!("lich/2024-2025/#ngay-{day}")), "{day} is linked from its month");
    }
    assert!(year.contains("Giỗ Tổ Hùng Vương") && year.contains("thay cho 11/4/2025"));
    assert!(year.contains("Nghỉ Tết của người học"), "a break is shown");
    // Planned beside actual, and the day until which the limit holds.
    let step = year.split("data-step=\"ke-hoach\"").nth(1).expect("the step").split("</p>").next().expect("its line");
    assert!(step.contains("data-due=\"2025-02-28\"") && step.contains("datetime=\"2025-02-24\""), "{step}");
    let coming = site.page("lich");
    assert!(coming.contains("Đối thoại cấp trường năm 2025") && coming.contains("aria-current=\"date\""));
}

#[test]
fn due_lists_what_the_pages_list() {
    for name in SITES {
        let (status, out, _) = due(&[folder(name).as_str(), "--format", "json"]);
        assert_ne!(status, Status::Failed, "{name}");
        let lines: Vec<serde_json::Value> =
            out.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
        let ids = |state: &str| -> BTreeSet<String> {
            let of_state = lines.iter().filter(|l| l["deadline"] == state);
            of_state.map(|l| l["id"].as_str().expect("an id").to_owned()).collect()
        };
        with_site(name, |_, plan, view| {
            let page = overdue::overdue(view, 1, route(Subject::Overdue(1)));
            let shown = page.groups.rows.iter().flat_map(|g| &g.rows).map(|row| row.id.to_string());
            assert!(plan.follow_up.overdue.len() <= 50, "{name} fits one page");
            assert_eq!(ids("overdue"), shown.collect(), "{name}");
        });
    }
}

#[test]
fn due_speaks_to_people_and_for_one_unit() {
    let so = folder("theo-doi");
    let (status, out, err) = due(&[so.as_str(), "--unit", "quan-tri"]);
    assert_eq!(status, Status::Clean);
    assert!(out.starts_with("Phòng Quản trị: 2 quá hạn, 1 sắp đến hạn\n"), "{out}");
    assert!(
        out.contains("31/12/2024  quá hạn 68 ngày làm việc  Lắp thêm đèn ở sân sau (2023-2024/truong/commitments/den)")
    );
    assert!(!out.contains("Phòng Công tác sinh viên") && err.contains("2 quá hạn, 1 sắp đến hạn"), "{out}{err}");
    let (_, out, err) = due(&[so.as_str(), "--lang", "en", "--as-of", "2025-04-16"]);
    assert!(out.contains("overdue by 17 working days") && out.contains("overdue by 1 working day "), "{out}");
    assert!(err.contains("as of 16 April 2025"), "{err}");
    let (_, out, _) = due(&[so.as_str(), "--format", "md"]);
    assert!(out.starts_with("# Quá hạn và sắp đến hạn, tính đến 15/4/2025\n\n## "), "{out}");
    assert!(out.contains("- [ ] **quá hạn 10 ngày làm việc** [Quạt trần phòng 201 bị hỏng](https://theo-doi.example.edu.vn/dot/2024-2025/hoa/y-kien/001/), hạn 31/3/2025"));
    // What is withheld is named by its number alone, what is due nowhere is said to be nothing.
    assert!(out.contains("[Ý kiến số 001: không công khai nội dung]") && !out.contains("Một ý kiến không công khai"));
    let (status, out, _) = due(&[so.as_str(), "--unit", "hoa"]);
    assert_eq!((status, out.as_str()), (Status::Clean, "Không có gì quá hạn hoặc sắp đến hạn.\n"));
}

#[test]
fn due_ends_as_every_command_does() {
    let (status, out, err) = due(&[folder("theo-doi").as_str(), "--unit", "quan-ti"]);
    assert_eq!((status, out.as_str()), (Status::Failed, ""));
    assert!(err.contains("không có đơn vị nào tên `quan-ti`") && err.contains("gần nhất: `quan-tri`"), "{err}");
    assert_eq!(due(&["/khong/co/o/day"]).0, Status::Failed);
    let test = SiteTest::from("theo-doi").edit("content/units/hoa.md", "kind = ", "kidn = ");
    let root = test.root().to_string_lossy().into_owned();
    let (status, out, err) = due(&[&root]);
    assert_eq!(status, Status::Faulty);
    assert!(out.contains("quá hạn") && err.contains("nội dung có lỗi"), "the list is told all the same: {err}");
}

#[test]
fn only_a_live_page_is_counted_on() {
    with_site("theo-doi", |_, _, view| assert_eq!(shell::shell(view).recount, None, "frozen by `as_of`"));
    let live = SiteTest::from("theo-doi").edit("content/site.toml", "as_of = 2025-04-15\n", "");
    let live = live.build_with(&["--as-of", "2025-04-15"]).succeeds();
    let page = live.page("qua-han");
    let script = page.split("giao-dien/today.").nth(1).expect("the script").split('>').next().expect("its tag");
    assert!(
        script.contains("defer") && script.contains("data-from=\"2025-04-15\" data-last=\"2026-04-16\""),
        "{script}"
    );
    let odd = script.split("data-odd=\"").nth(1).and_then(|s| s.split('"').next()).expect("the days");
    assert!(odd.starts_with("2025-04-26 2025-04-30 2025-05-01 2025-05-02 2025-09-01"), "{odd}");
    assert!(page.contains("data-until=\"2025-03-31\" data-count=\"10\""));
    let folder = live.root().join("public/giao-dien");
    let name = std::fs::read_dir(folder).expect("assets").map(|e| e.expect("an entry").path());
    let is_ours = |p: &std::path::PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("today."));
    let name = name.into_iter().find(is_ours).expect("the script is published");
    assert!(std::fs::metadata(name).expect("a file").len() < 3000);
    let own = live.write(
        "content/calendar/hoa.toml",
        "unit = \"hoa\"\n[[day_off]]\ndate = 2025-05-15\nname = \"Ngày của khoa\"\nsource = \"TB\"\n",
    );
    let own = own.build_with(&["--as-of", "2025-04-15"]).succeeds();
    assert!(!own.page("qua-han").contains("giao-dien/today."), "a unit's own days off are not known to the browser");
}

#[test]
fn every_limit_says_until_when_it_holds() {
    let mut seen = 0;
    for (path, bytes) in SiteTest::copy_of_content(Path::new(env!("CARGO_MANIFEST_DIR"))).build().succeeds().site() {
        let html = String::from_utf8_lossy(&bytes);
        for after in html.split("Hạn:&nbsp;<time ").skip(1) {
            seen += 1;
            let tag = after.split('>').next().unwrap_or_default();
            assert!(tag.contains("data-due=\"20"), "{path}: {tag}");
        }
    }
    assert!(seen > 50, "the sample register has limits: {seen}");
}

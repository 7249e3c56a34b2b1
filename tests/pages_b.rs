//! Pages of single records: threads in order, withheld records that leak nothing, surveys with their small cells hidden,
//! links that lead somewhere, sitemaps dated by facts.

use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::export::sitemap::{Sitemaps, robots};
use doithoai::host::load::load;
use doithoai::page::model::question::QuestionPage;
use doithoai::page::plan::{Plan, plan};
use doithoai::page::route::{self, Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{commitment, corrections, document, free, question, survey, tombstone};
use doithoai::record::question::Visibility;
use doithoai::register::Register;
use doithoai::register::index::{CommitmentIx, QuestionIx, RecordIx};
use doithoai::text::source::{Attachment, SourceFile, SourceTree};
use serde_json::{Value, json};

fn sources(folder: &str) -> SourceTree {
    let root = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    load(root.as_str().into()).unwrap_or_else(|_| panic!("{folder} can be read"))
}

fn site(name: &str) -> SourceTree {
    sources(&format!("tests/sites/{name}/in"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Replaces or adds a record.
fn write(sources: &mut SourceTree, path: &str, text: &str) {
    sources.files.retain(|f| *f.path != *path);
    sources.files.push(SourceFile { path: path.into(), text: text.into() });
    sources.files.sort_by(|a, b| a.path.cmp(&b.path));
}

fn with<T>(sources: &SourceTree, test: impl FnOnce(&Register<'_>, &Plan) -> T) -> T {
    with_as_of(sources, None, test)
}

fn with_as_of<T>(sources: &SourceTree, as_of: Option<&str>, test: impl FnOnce(&Register<'_>, &Plan) -> T) -> T {
    let analysed = analyse(sources, Day { today: day("2024-06-30"), asked: as_of.map(day) });
    let plan = plan(&analysed.value);
    test(&analysed.value, &plan)
}

/// The model of a page that this half fills, as the theme sees it.
fn page(view: &View<'_>, route: Route) -> Option<Value> {
    let register = view.register;
    macro_rules! json {
        ($model:expr) => {
            serde_json::to_value($model).expect("a model is data")
        };
    }
    Some(match route.subject {
        Subject::Question(ix) if register.questions[ix.at()].links.visibility == Visibility::Withheld => {
            json!(tombstone::tombstone(view, ix, route))
        }
        Subject::Question(ix) => json!(question::question(view, ix, route)),
        Subject::Commitment(ix) => json!(commitment::commitment(view, ix, route)),
        Subject::Documents(n) => json!(document::documents(view, n, route)),
        Subject::Document(ix) => json!(document::document(view, ix, route)),
        Subject::Surveys(n) => json!(survey::surveys(view, n, route)),
        Subject::Survey(ix) => json!(survey::survey(view, ix, route)),
        Subject::Corrections(n) => json!(corrections::corrections(view, n, route)),
        Subject::Page(ix) => json!(free::free(view, ix, route)),
        Subject::NotFound => json!(free::not_found(view, route)),
        _ => return None,
    })
}

/// All such pages of a site with their addresses.
fn pages(register: &Register<'_>, plan: &Plan) -> Vec<(String, Value)> {
    let told = plan.routes.iter().filter_map(|route| {
        let view = View::new(register, plan, route.lang);
        Some((view.href(route.subject), page(&view, *route)?))
    });
    told.collect()
}

fn find(register: &Register<'_>, id: &str) -> QuestionIx {
    match register.ids.get(id) {
        Some(RecordIx::Question(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

fn commitment_of(register: &Register<'_>, id: &str) -> CommitmentIx {
    match register.ids.get(id) {
        Some(RecordIx::Commitment(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

fn question_page<'a>(view: &'a View<'_>, id: &str) -> QuestionPage<'a> {
    let ix = find(view.register, id);
    question::question(view, ix, Route { lang: view.lang_index, subject: Subject::Question(ix) })
}

/// What a thread tells, a line an event.
fn told(thread: &Value) -> Vec<String> {
    let events = thread.as_array().expect("a thread");
    let line = |e: &Value| {
        let mut line = format!("{} {}", e["on"]["iso"].as_str().expect("a day"), e["kind"].as_str().expect("a kind"));
        for more in [&e["deadline"]["state"]["id"], &e["standing"]["state"]["id"], &e["state"]["id"], &e["result"]["id"]] {
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
    let sources = site("toml-questions");
    assert_eq!(
        thread_of(&sources, None, "2023-2024/khoa/questions/001"),
        [
            "2024-03-05 received",
            "2024-03-07 referred",
            "2024-03-11 referred",
            "2024-03-13 assigned on-time",
            "2024-03-13 assigned",
            "2024-03-27 answered on-time",
            "2024-03-27 promised planned",
            "2024-04-02 reopened",
            "2024-04-03 assigned",
            "2024-04-10 answered",
        ]
        .map(String::from)
        .to_vec()
        .into_iter()
        .filter(|line| !line.contains("promised"))
        .collect::<Vec<_>>()
        .as_slice()
    );
}

#[test]
fn nothing_later_than_the_as_of_date_is_told() {
    let sources = site("toml-questions");
    let thread = thread_of(&sources, Some("2024-03-20"), "2023-2024/khoa/questions/001");
    assert_eq!(
        thread,
        [
            "2024-03-05 received",
            "2024-03-07 referred",
            "2024-03-11 referred",
            "2024-03-13 assigned due-soon",
            "2024-03-13 assigned"
        ]
    );
}

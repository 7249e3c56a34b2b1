//! Page models: every page of the sample register and of the example sites can be made, is called by a name of its own,
//! links only to pages that exist, and says nothing of what readers must not see.

use camino::Utf8PathBuf;
use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::export;
use doithoai::export::growing::Whole;
use doithoai::host::load::load;
use doithoai::page::card;
use doithoai::page::plan::{Plan, plan};
use doithoai::page::route::{self, Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{
    agenda, carried, commitment, corrections, coverage, data, dialogue, document, free, home, lists, overdue, question,
    report, round, search, shell, statistics, survey, tombstone, topic, unit, units,
};
use doithoai::record::question::Visibility;
use doithoai::register::Register;
use doithoai::register::statistics::{FigureId, Value as Counted};
use doithoai::text::source::SourceTree;
use serde::Serialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day");

fn sources(name: &str) -> SourceTree {
    let root = Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = if name == "." { root } else { root.join("tests/sites").join(name).join("in") };
    load(&root).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

fn sites() -> Vec<String> {
    let folder = Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    #[allow(clippy::disallowed_methods, reason = "a test lists its examples")]
    let found = std::fs::read_dir(folder).expect("examples");
    let mut names: Vec<String> =
        found.map(|entry| entry.expect("a folder").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names.insert(0, ".".into());
    names
}

fn with_site(name: &str, check: impl FnOnce(&Register<'_>, &Plan)) {
    let sources = sources(name);
    let register = analyse(&sources, Day { today: TODAY, asked: None }).value;
    check(&register, &plan(&register));
}

fn json(model: &impl Serialize) -> Value {
    serde_json::to_value(model).expect("models are plain")
}

/// The model of a page.
fn model(view: &View<'_>, route: Route) -> Value {
    match route.subject {
        Subject::Home => json(&home::home(view, route)),
        Subject::Rounds(n) => json(&lists::rounds(view, n, route)),
        Subject::Round(ix) => json(&round::round(view, ix, route)),
        Subject::Dialogue(ix, n) => json(&dialogue::dialogue(view, ix, n, route)),
        Subject::Question(ix) if view.register.questions[ix.at()].links.visibility == Visibility::Withheld => {
            json(&tombstone::tombstone(view, ix, route))
        }
        Subject::Question(ix) => json(&question::question(view, ix, route)),
        Subject::Commitment(ix) => json(&commitment::commitment(view, ix, route)),
        Subject::Units(n) => json(&units::units(view, n, route)),
        Subject::Unit(ix, n) => json(&unit::unit(view, ix, n, route)),
        Subject::Topics(n) => json(&topic::topics(view, n, route)),
        Subject::Topic(ix, n) => json(&topic::topic(view, ix, n, route)),
        Subject::Questions(n) => json(&lists::questions(view, n, route)),
        Subject::Commitments(n) => json(&lists::commitments(view, n, route)),
        Subject::Documents(n) => json(&document::documents(view, n, route)),
        Subject::Document(ix) => json(&document::document(view, ix, route)),
        Subject::Surveys(n) => json(&survey::surveys(view, n, route)),
        Subject::Survey(ix) => json(&survey::survey(view, ix, route)),
        Subject::Statistics => json(&statistics::statistics(view, route)),
        Subject::Corrections(n) => json(&corrections::corrections(view, n, route)),
        Subject::Overdue(n) => json(&overdue::overdue(view, n, route)),
        Subject::Carried(n) => json(&carried::carried(view, n, route)),
        Subject::Coverage(n) => json(&coverage::coverage(view, n, route)),
        Subject::Calendar => json(&agenda::calendar(view, route)),
        Subject::CalendarYear(year, n) => json(&agenda::year(view, year, n, route)),
        Subject::Report(ix, n) => json(&report::opinions::opinions(view, ix, n, route)),
        Subject::Remediation(ix, n) => json(&report::remediation::remediation(view, ix, n, route)),
        Subject::Data => {
            json(&data::data(view, &export::data::publish(view.register, view.plan, &Whole(|_: &str, _| {})), route))
        }
        Subject::Search => json(&search::search(view, route, "{}", String::new())),
        Subject::Page(ix) => json(&free::free(view, ix, route)),
        Subject::NotFound => json(&free::not_found(view, route)),
    }
}

/// Every page of a site with its model.
fn models(register: &Register<'_>, plan: &Plan) -> Vec<(String, Value)> {
    let views: Vec<View<'_>> =
        (0..register.settings.languages.len()).map(|lang| View::new(register, plan, lang as u8)).collect();
    let made = plan.routes.iter().map(|route| {
        let view = &views[route.lang as usize];
        (view.href(route.subject), model(view, *route))
    });
    made.collect()
}

fn walk<'v>(value: &'v Value, key: &'v str, see: &mut impl FnMut(&'v str, &'v str)) {
    match value {
        Value::String(text) => see(key, text),
        Value::Array(list) => list.iter().for_each(|v| walk(v, key, see)),
        Value::Object(map) => map.iter().for_each(|(k, v)| walk(v, k, see)),
        _ => {}
    }
}

#[test]
fn every_page_has_a_name_of_its_own_and_says_what_it_is() {
    for name in sites() {
        with_site(&name, |register, plan| {
            let mut called: BTreeMap<String, String> = BTreeMap::new();
            for (path, model) in models(register, plan) {
                let head = &model["head"];
                let title = format!("{} · {} · {}", head["title"], head["context"], head["page_number"]);
                if let Some(other) = called.insert(title.clone(), path.clone()) {
                    panic!("{name}: /{path} and /{other} are both called {title}");
                }
                let description = head["description"].as_str().expect("a description");
                assert!((1..=160).contains(&description.chars().count()), "{name}: /{path}: {description}");
                if let Some(data) = head["json_ld"].as_str() {
                    assert!(!data.contains('<'), "{name}: /{path}");
                    serde_json::from_str::<Value>(data).expect("structured data is JSON");
                }
            }
        });
    }
}

/// The paths of feeds, calendars and pictures.
fn followed(register: &Register<'_>, plan: &Plan) -> Vec<String> {
    let views: Vec<View<'_>> =
        (0..register.settings.languages.len()).map(|lang| View::new(register, plan, lang as u8)).collect();
    let feeds = export::feed::Feeds::of(register, plan);
    let feeds = views.iter().flat_map(|view| feeds.documents(view.lang_index).map(|document| document.path(view)));
    let calendars = export::icalendar::Calendars::of(register, plan).files(register);
    let pictures = card::pictured(register, plan).map(|route| card::path(&views[route.lang as usize], route.subject));
    feeds.chain(calendars.into_iter().map(|file| file.path(&views[file.lang as usize]))).chain(pictures).collect()
}

#[test]
fn links_lead_to_pages() {
    for name in sites() {
        with_site(&name, |register, plan| {
            let all = models(register, plan);
            let files = RefCell::new(BTreeSet::new());
            let note = |path: &str, _| {
                files.borrow_mut().insert(path.to_owned());
            };
            export::data::publish(register, plan, &Whole(note));
            let mut files = files.into_inner();
            files.extend(followed(register, plan));
            let paths: BTreeSet<&str> = all.iter().map(|(path, _)| path).chain(&files).map(String::as_str).collect();
            for (from, model) in &all {
                walk(model, "", &mut |key, text| {
                    let path = text.split('#').next().unwrap_or("");
                    let known = key != "href" || text.starts_with("tep/") || paths.contains(path);
                    assert!(known, "{name}: /{from} leads to /{text}, which is no page");
                });
            }
            for lang in 0..register.settings.languages.len() {
                let view = View::new(register, plan, lang as u8);
                walk(&json(&shell::shell(&view)), "", &mut |key, text| {
                    assert!(key != "href" || paths.contains(text), "{name}: the shell leads to /{text}");
                });
            }
        });
    }
}

#[test]
fn what_is_not_public_is_named_nowhere() {
    let mut looked_for = 0;
    for name in sites() {
        with_site(&name, |register, plan| {
            let mut hidden: Vec<(&str, &str)> = Vec::new();
            let mut shown: BTreeSet<&str> = BTreeSet::new();
            for question in &register.questions {
                let title = question.facts.title.get().map_or("", |t| t.as_str());
                match question.links.visibility {
                    Visibility::Public | Visibility::Redacted => drop(shown.insert(title)),
                    Visibility::Withheld => hidden.push(("", title)),
                    Visibility::Internal => hidden.push((&question.id, title)),
                }
            }
            for dialogue in &register.dialogues {
                let title = dialogue.facts.title.get().map_or("", |t| t.as_str());
                if dialogue.links.public {
                    shown.insert(title);
                } else {
                    hidden.push((&dialogue.id, title));
                }
            }
            for commitment in &register.commitments {
                let title = commitment.facts.title.get().map_or("", |t| t.as_str());
                if commitment.links.public {
                    shown.insert(title);
                } else {
                    hidden.push((&commitment.id, title));
                }
            }
            hidden.retain(|(_, title)| !title.is_empty() && !shown.iter().any(|s| s.contains(title)));
            looked_for += hidden.len();
            for (path, model) in models(register, plan) {
                let text = model.to_string();
                for (id, title) in &hidden {
                    assert!(!text.contains(title), "{name}: /{path} tells the title `{title}`");
                    let whole = |id: &str| text.contains(&format!("\"{id}\"")) || text.contains(&format!("{id}/"));
                    assert!(id.is_empty() || !whole(id), "{name}: /{path} tells the id `{id}`");
                }
            }
        });
    }
    assert!(looked_for > 4, "the examples have something to hide: {looked_for}");
}

#[test]
fn rates_agree_with_a_count_by_hand() {
    with_site(".", |register, plan| {
        let tally = &plan.aggregates.statistics.site;
        let shown = || register.questions.iter().filter(|q| q.links.visibility != Visibility::Internal);
        let state = |q: &doithoai::register::Question| q.links.course.state.as_str();
        let counted = shown().filter(|q| !matches!(state(q), "merged" | "withdrawn")).count() as u32;
        let answered =
            shown().filter(|q| matches!(state(q), "answered" | "out-of-competence" | "closed")).count() as u32;
        assert_eq!(tally.value(FigureId::AnswerRate), Counted::Rate(answered, counted));
        assert_eq!(tally.value(FigureId::Questions), Counted::Count(shown().count() as u32));
        let rounds: u32 = plan.aggregates.statistics.rounds.iter().map(|r| r.questions).sum();
        assert_eq!(rounds, tally.questions);
        assert!(
            answered > 5 && tally.on_time > 0 && tally.commitments > 0,
            "the sample register has something to count"
        );
    });
}

#[test]
fn overdue_is_sorted_longest_first_and_no_list_is_long() {
    for name in sites() {
        with_site(&name, |register, plan| {
            let late: Vec<_> =
                plan.follow_up.overdue.iter().map(|o| o.deadline(register).workdays.unwrap_or(0)).collect();
            assert!(late.is_sorted_by(|a, b| a >= b), "{name}: {late:?}");
            for route in &plan.routes {
                assert!(route::path(register, route.subject).len() < 200);
            }
            for (path, model) in models(register, plan) {
                for list in ["questions", "commitments", "rounds", "documents", "surveys"] {
                    let rows = model[list]["rows"].as_array().map_or(0, Vec::len);
                    assert!(rows <= 50, "{name}: /{path} has {rows} rows of {list}");
                }
            }
        });
    }
}

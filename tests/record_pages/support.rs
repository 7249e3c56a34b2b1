//! Projects, registers and the models of their pages, for the tests of this folder.

use chrono::NaiveDate;
use doithoai::build::{Day, analyse};
use doithoai::host::load::load;
use doithoai::page::model::question::QuestionPage;
use doithoai::page::plan::{Plan, plan};
use doithoai::page::route::{Route, Subject};
use doithoai::page::view::View;
use doithoai::page::{commitment, corrections, document, free, question, survey, tombstone};
use doithoai::record::question::Visibility;
use doithoai::register::Register;
use doithoai::register::index::{CommitmentIx, QuestionIx, RecordIx};
use doithoai::text::source::{SourceFile, SourceTree};
use serde_json::Value;

pub(crate) fn sources(folder: &str) -> SourceTree {
    let root = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    load(root.as_str().into()).unwrap_or_else(|_| panic!("{folder} can be read"))
}

pub(crate) fn site(name: &str) -> SourceTree {
    sources(&format!("tests/sites/{name}/in"))
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Replaces or adds a record.
pub(crate) fn write(sources: &mut SourceTree, path: &str, text: &str) {
    sources.files.retain(|f| *f.path != *path);
    sources.files.push(SourceFile::new(path, text));
    sources.files.sort_by(|a, b| a.path.cmp(&b.path));
}

pub(crate) fn with<T>(sources: &SourceTree, test: impl FnOnce(&Register<'_>, &Plan) -> T) -> T {
    with_as_of(sources, None, test)
}

pub(crate) fn with_as_of<T>(
    sources: &SourceTree,
    as_of: Option<&str>,
    test: impl FnOnce(&Register<'_>, &Plan) -> T,
) -> T {
    let analysed = analyse(sources, Day { today: day("2024-06-30"), asked: as_of.map(day) });
    let plan = plan(&analysed.value);
    test(&analysed.value, &plan)
}

/// The model of a page that this half fills, as the theme sees it.
pub(crate) fn page(view: &View<'_>, route: Route) -> Option<Value> {
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
pub(crate) fn pages(register: &Register<'_>, plan: &Plan) -> Vec<(String, Value)> {
    let told = plan.routes.iter().filter_map(|route| {
        let view = View::new(register, plan, route.lang);
        Some((view.href(route.subject), page(&view, *route)?))
    });
    told.collect()
}

pub(crate) fn find(register: &Register<'_>, id: &str) -> QuestionIx {
    match register.ids.get(id) {
        Some(RecordIx::Question(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

pub(crate) fn commitment_of(register: &Register<'_>, id: &str) -> CommitmentIx {
    match register.ids.get(id) {
        Some(RecordIx::Commitment(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

pub(crate) fn question_page<'a>(view: &'a View<'_>, id: &str) -> QuestionPage<'a> {
    let ix = find(view.register, id);
    question::question(view, ix, Route { lang: view.lang_index, subject: Subject::Question(ix) })
}

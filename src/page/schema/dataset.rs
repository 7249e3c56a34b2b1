//! What open data is to schema.org: a data set and its distributions.
//!
//! The facts of the files go in, one JSON text comes out. The invariant: a distribution is a file that was published.

use super::super::data::{DataTable, PACKAGE};
use super::super::model::head::Head;
use super::super::model::part::Html;
use super::super::route::Route;
use super::super::shell::licence;
use super::super::view::View;
use super::json::{self, Value};
use super::{institution, object, own_address, trail};

/// The structured data of the page of open data, whose head is otherwise complete.
pub fn document(view: &View<'_>, route: Route, head: &Head<'_>, published: &[DataTable]) -> Html<'static> {
    Html(json::document(&[dataset(view, head, published), trail(view, route, head)]).into())
}

fn dataset<'t>(view: &'t View<'_>, head: &'t Head<'_>, published: &'t [DataTable]) -> Value<'t> {
    let settings = &view.register.settings;
    let download = |name: String, path: &str, media_type: &'t str, bytes: Option<u64>| {
        object(
            "DataDownload",
            [
                ("name", Some(name.into())),
                ("contentUrl", Some(format!("{}{path}", settings.base_url).into())),
                ("encodingFormat", Some(media_type.into())),
                ("contentSize", bytes.map(|b| format!("{b} B").into())),
            ],
        )
    };
    let files = published.iter().flat_map(|table| {
        let name = view.label(table.title);
        table
            .files
            .iter()
            .map(move |f| download(format!("{name} ({})", f.format), &f.path, f.media_type, Some(f.bytes)))
    });
    let package = download("Data Package".to_owned(), PACKAGE, "application/json", None);
    let distributions: Vec<Value<'t>> = std::iter::once(package).chain(files).collect();
    object(
        "Dataset",
        [
            ("name", Some(format!("{} · {}", head.title, view.text("site", "title", &settings.title).0).into())),
            ("url", Some(own_address(view, head).into())),
            ("description", Some((&*head.description).into())),
            ("inLanguage", Some(settings.languages[0].as_str().into())),
            ("license", settings.licence.as_deref().map(|name| licence(name).url.into_owned().into())),
            ("version", Some(view.register.as_of.to_string().into())),
            ("creator", Some(institution(view))),
            ("distribution", Some(distributions.into())),
        ],
    )
}

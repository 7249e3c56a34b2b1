//! The page of open data: what is in each file, what its columns mean, how to use and cite it.
//!
//! What was published goes in ([`DataTable`], which the exporter fills from its tables' descriptions), one page comes out.
//! The invariant: every file, column and word that the page names is one of what was published.

use super::head::head;
use super::model::data::{Column, DataPage, File, Table};
use super::model::part::{Link, Term};
use super::route::{Route, Subject};
use super::schema;
use super::view::View;
use crate::record::value::LanguageTag;
use chrono::Datelike;

/// A word in Vietnamese and in English.
type Pair = (&'static str, &'static str);

/// A table that was published.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// Its name, and that of its files.
    pub name: &'static str,
    /// Its title.
    pub title: Pair,
    /// What its rows are.
    pub meaning: Pair,
    /// The columns that name a row.
    pub key: &'static [&'static str],
    /// How many rows it has.
    pub rows: u64,
    /// Its files.
    pub files: Vec<DataFile>,
    /// Its columns.
    pub columns: Vec<DataColumn>,
}

/// A file of a table.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Its path in the site.
    pub path: String,
    /// What its format is called.
    pub format: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct DataColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Pair,
    /// Its title.
    pub title: Pair,
    /// What it means.
    pub meaning: Pair,
    /// Whether every row has a value.
    pub required: bool,
    /// The table that its ids stand in.
    pub to: Option<&'static str>,
    /// The words it may have, with their labels.
    pub words: Vec<(&'static str, Pair)>,
}

/// The path of the description for programs.
pub const PACKAGE: &str = "du-lieu/datapackage.json";

/// The page of open data.
pub fn data<'a>(view: &'a View<'_>, published: &[DataTable], route: Route) -> DataPage<'a> {
    let description = view.say(
        "Toàn bộ sổ đối thoại dưới dạng bảng CSV và JSON: ý kiến, trả lời, cam kết, tiến độ; có mô tả từng cột, giấy phép và cách trích dẫn.",
        "The whole register as CSV and JSON tables: questions, answers, commitments, progress; every column explained, with licence and citation.",
    );
    let mut head = head(view, route, description);
    head.json_ld = Some(schema::dataset::document(view, route, &head, published));
    DataPage {
        head,
        package: PACKAGE.into(),
        citation: citation(view),
        tables: published.iter().map(|t| table(view, t)).collect(),
    }
}

/// How the data is to be cited.
fn citation(view: &View<'_>) -> String {
    let settings = &view.register.settings;
    let institution = view.text("site", "institution.name", &settings.institution).0;
    let title = view.text("site", "title", &settings.title).0;
    let (day, url) = (view.register.as_of, view.href(Subject::Data));
    let address = format!("{}{url}", settings.base_url);
    match view.lang {
        LanguageTag::Vi => format!(
            "{institution} ({}). {title}: dữ liệu mở, số liệu tính đến ngày {}. {address}",
            day.year(),
            view.date(day).text
        ),
        LanguageTag::En => {
            format!("{institution} ({}). {title}: open data as of {}. {address}", day.year(), view.date(day).text)
        }
    }
}

fn table(view: &View<'_>, table: &DataTable) -> Table<'static> {
    let file = |f: &DataFile| File {
        link: Link {
            title: format!("{}.{}", table.name, f.path.rsplit_once('.').map_or("", |p| p.1)).into(),
            href: Some(f.path.clone().into()),
            lang: None,
        },
        format: f.format.into(),
        media_type: f.media_type.into(),
        size: view.size(f.bytes).into(),
    };
    Table {
        id: table.name.into(),
        title: view.label(table.title).into(),
        meaning: view.label(table.meaning).into(),
        rows: view.number(table.rows).into(),
        key: table.key.join(" + ").into(),
        files: table.files.iter().map(file).collect(),
        columns: table.columns.iter().map(|c| column(view, c)).collect(),
    }
}

fn column(view: &View<'_>, column: &DataColumn) -> Column<'static> {
    Column {
        name: column.name.into(),
        kind: view.label(column.kind).into(),
        title: view.label(column.title).into(),
        meaning: view.label(column.meaning).into(),
        required: column.required,
        to: column.to.map(Into::into),
        words: column.words.iter().map(|(word, label)| view.term(word, *label)).collect::<Vec<Term<'_>>>(),
    }
}

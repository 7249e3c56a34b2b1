//! `datapackage.json`: what every table's columns are, for programs (Frictionless Data Package, version 1).
//!
//! The tables' descriptions and the facts of their files go in, JSON comes out. The invariant: nothing here is written by
//! hand that a table's description says.

use super::table::{AnyTable, Field, Kind};
use super::write::Format;
use super::{FOLDER, Published};
use crate::page::shell::licence;
use crate::page::view::View;
use crate::text::vietnamese::slug;
use serde_json::{Value, json};

/// The package's file name.
pub const NAME: &str = "datapackage.json";

/// The package of the tables that were published.
pub fn package(view: &View<'_>, published: &[Published]) -> Vec<u8> {
    let register = view.register;
    let settings = &register.settings;
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": format!("doithoai-{}", slug(&settings.abbr)).trim_end_matches('-'),
        "id": format!("{}{FOLDER}{NAME}", settings.base_url),
        "title": format!("{}: dữ liệu mở", settings.title),
        "title_en": format!("{}: open data", settings.title),
        "description": "Ý kiến của người học, trả lời, cam kết khắc phục và tiến độ, theo hồ sơ công khai của trường. Ô trống là không có giá trị. Cột nhiều mã ghi các mã cách nhau một dấu cách.",
        "description_en": "What learners asked, what was answered, promised and done, from the school's public records. An empty cell has no value. Columns of several ids have a space between them.",
        "homepage": format!("{}{FOLDER}", settings.base_url),
        "version": register.as_of.to_string(),
        "as_of": register.as_of.to_string(),
        "contributors": [{ "title": settings.institution, "path": settings.base_url, "role": "publisher" }],
    });
    if let Some(name) = settings.licence.as_deref() {
        let licence = licence(name);
        // A licence that is an address has no name of its own.
        package["licenses"] = if name.contains("://") {
            json!([{ "path": licence.url }])
        } else {
            json!([{ "name": name, "path": licence.url }])
        };
    }
    package["resources"] = published.iter().map(resource).collect();
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn resource(published: &Published) -> Value {
    let about = published.table.about();
    let csv = published.files.iter().find(|f| f.format == Format::Csv);
    json!({
        "profile": "tabular-data-resource",
        "name": about.name,
        "path": format!("{}.csv", about.name),
        "title": about.title.0,
        "title_en": about.title.1,
        "description": about.meaning.0,
        "description_en": about.meaning.1,
        "format": "csv",
        "mediatype": Format::Csv.media_type(),
        "encoding": "utf-8",
        "bytes": csv.map(|f| f.bytes),
        "hash": csv.map(|f| format!("sha256:{}", f.sha256)),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
            "header": true,
        },
        "schema": schema(published.table),
    })
}

fn schema(table: &dyn AnyTable) -> Value {
    let (fields, name) = (table.fields(), table.about().name);
    let to =
        |f: &Field| f.to.filter(|_| matches!(f.kind, Kind::Id)).map(|to| (f.name, if to == name { "" } else { to }));
    let foreign =
        |(field, to): (&str, &str)| json!({ "fields": field, "reference": { "resource": to, "fields": "id" } });
    json!({
        "fields": fields.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.about().key,
        "foreignKeys": fields.iter().filter_map(to).map(foreign).collect::<Vec<_>>(),
    })
}

fn field(field: &Field) -> Value {
    let (kind, format) = match field.kind {
        Kind::Id | Kind::Ids | Kind::Text | Kind::Choice(_) => ("string", "default"),
        Kind::Url => ("string", "uri"),
        Kind::Day => ("date", "default"),
        Kind::Month => ("yearmonth", "default"),
        Kind::Whole => ("integer", "default"),
        Kind::Number => ("number", "default"),
        Kind::Flag => ("boolean", "default"),
    };
    let mut described = json!({
        "name": field.name,
        "type": kind,
        "format": format,
        "title": field.title.0,
        "title_en": field.title.1,
        "description": field.meaning.0,
        "description_en": field.meaning.1,
    });
    let mut constraints = json!({});
    if field.required {
        constraints["required"] = true.into();
    }
    match field.kind {
        Kind::Choice(words) => {
            let words = words();
            constraints["enum"] = words.iter().map(|c| c.word).collect();
            let labels = words.iter().map(|c| json!({ "value": c.word, "label": c.label.0, "label_en": c.label.1 }));
            described["categories"] = labels.collect();
        }
        Kind::Whole => constraints["minimum"] = 0.into(),
        Kind::Flag => {
            described["trueValues"] = json!(["true"]);
            described["falseValues"] = json!(["false"]);
        }
        _ => {}
    }
    if constraints.as_object().is_some_and(|c| !c.is_empty()) {
        described["constraints"] = constraints;
    }
    described
}

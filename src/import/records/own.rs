//! Cells of an export as edits of a record's file.

use super::edit::{self, Edited, quoted};
use crate::import::meaning::date::day;
use crate::import::read::Value as Cell;
use crate::text::vietnamese::nfc;
use toml_edit::{Item, TableLike, Value};

/// A change of a record.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A key and its cell; an empty one takes the key away.
    Key(String, String),
    /// A key of a list's entry at a position, and its cell.
    Entry(&'static str, usize, String, String),
    /// A new entry of a list.
    Push(&'static str, Vec<(String, String)>),
    /// The text at a position: 0 is the record's, then those of its answers.
    Text(usize, String),
}

/// The id by which a record is found in its file; `None` where the file is the record.
pub(crate) fn id_within<'i>(path: &str, id: &'i str) -> Option<&'i str> {
    let many = path.ends_with("/questions.toml");
    many.then(|| id.rsplit('/').next().unwrap_or(id))
}

/// Applies `edits`; `None` when the record is not in the file.
pub(crate) fn apply(edited: &mut Edited, id: Option<&str>, edits: &[Edit]) -> Option<()> {
    for one in edits {
        if let (Edit::Text(position, text), None) = (one, id) {
            edited.set_text(*position, text.trim());
            continue;
        }
        let table = record(edited, id)?;
        match one {
            Edit::Key(key, cell) => put(table, key, cell),
            Edit::Entry(list, position, key, cell) => put(edit::entries(table, list, *position)?, key, cell),
            Edit::Push(list, pairs) => {
                let pairs: Vec<(&str, Value)> = pairs.iter().map(|(key, cell)| (&**key, parsed(key, cell))).collect();
                edit::push(table, list, &pairs);
            }
            Edit::Text(0, text) => put(table, "text", text),
            Edit::Text(position, text) => put(edit::entries(table, "answers", position - 1)?, "text", text),
        }
        edited.touch(true);
    }
    Some(())
}

fn record<'e>(edited: &'e mut Edited, id: Option<&str>) -> Option<&'e mut dyn TableLike> {
    let Some(id) = id else { return Some(edited.document.as_table_mut()) };
    let ids = (0..).map_while(|at| {
        let entry = edit::entries(edited.document.as_table_mut(), "question", at)?;
        Some(entry.get("id").and_then(Item::as_str) == Some(id))
    });
    let position = ids.collect::<Vec<_>>().iter().position(|same| *same)?;
    edit::entries(edited.document.as_table_mut(), "question", position)
}

fn put(table: &mut dyn TableLike, key: &str, cell: &str) {
    if cell.trim().is_empty() && key != "text" {
        table.remove(key);
        return;
    }
    // A text stays a text, a list a list.
    let old = table.get(key).and_then(Item::as_value);
    let value = match old {
        Some(Value::String(_)) => edit::text(cell),
        _ => parsed(key, cell),
    };
    edit::set(table, key, value);
}

/// Keys whose values are lists of words.
const LISTS: [&str; 4] = ["topics", "co", "answers_to", "proposals"];
/// Keys whose values are days.
const DAYS: [&str; 3] = ["on", "received", "date"];
/// Keys whose values are numbers where they look like one.
const NUMBERS: [&str; 6] = ["row", "supersedes", "percent", "weight", "similar", "budget"];

/// A cell as TOML.
pub(crate) fn value(key: &str, cell: &str) -> String {
    let cell = nfc(cell.trim());
    let cell = in_iso(key, &cell);
    let is_day = chrono::NaiveDate::parse_from_str(&cell, "%Y-%m-%d").is_ok();
    if cell.starts_with(['{', '['])
        && let Ok(json) = serde_json::from_str::<serde_json::Value>(&cell)
    {
        return toml_of(key, &json);
    }
    if LISTS.contains(&key) {
        let words = cell.split(';').map(str::trim).filter(|word| !word.is_empty());
        return format!("[{}]", words.map(quoted).collect::<Vec<_>>().join(", "));
    }
    if is_day && (DAYS.contains(&key) || key == "due") || NUMBERS.contains(&key) && cell.parse::<f64>().is_ok() {
        return cell;
    }
    quoted(&cell)
}

/// A day as records have it: spreadsheets save it as their system writes days.
pub(crate) fn in_iso(key: &str, cell: &str) -> String {
    let day = DAYS.contains(&key).then(|| day(&Cell::Text(cell.into()), None)).flatten();
    day.map_or_else(|| cell.to_owned(), |day| day.to_string())
}

fn parsed(key: &str, cell: &str) -> Value {
    value(key, cell).parse().unwrap_or_else(|_| edit::text(cell))
}

fn toml_of(key: &str, json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{key} = {}", toml_of(key, value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        serde_json::Value::Array(all) => {
            format!("[{}]", all.iter().map(|value| toml_of("", value)).collect::<Vec<_>>().join(", "))
        }
        serde_json::Value::String(text) => {
            let is_day = DAYS.contains(&key) && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
            if is_day { text.clone() } else { quoted(text) }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_values_of_their_keys() {
        for (key, cell, toml) in [
            ("title", "Một", "\"Một\""),
            ("title", "2024-05-01", "\"2024-05-01\""),
            ("on", "2024-05-01", "2024-05-01"),
            ("on", "1/5/2024", "2024-05-01"),
            ("topics", "a; b", "[\"a\", \"b\"]"),
            ("similar", "khoảng 50", "\"khoảng 50\""),
            ("similar", "4", "4"),
            ("source", "{\"file\":\"a\",\"row\":7}", "{ file = \"a\", row = 7 }"),
            ("withdrawn", "{\"on\":\"2024-05-01\",\"reason\":\"x\"}", "{ on = 2024-05-01, reason = \"x\" }"),
        ] {
            assert_eq!(value(key, cell), toml, "{key} {cell}");
        }
    }
}

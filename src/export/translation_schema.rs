//! JSON Schemas of translations (`<name>.en.md`, `<name>.en.toml`), for the completion and the checks of editors.
//!
//! The shapes of a kind of record (`record::field::Shape`) go in, a schema of its texts comes out: facts are no keys of it,
//! an `id` stands where it tells one entry of a list from the others. The invariant: what the schema refuses the reader
//! refuses too.

use super::json_schema::{DRAFT, title};
use crate::diagnostic::Lang;
use crate::record::field::Shape;
use crate::record::place::FileKind;
use crate::record::translation;
use crate::say;
use serde_json::{Map, Value, json};

/// The schema of what a translation of a file of `kind` holds as TOML, with words in `lang`.
pub fn schema(kind: FileKind, lang: Lang) -> Value {
    let (words, path) = title(kind);
    let words = words.get(lang);
    let named = say!("bản dịch của {words}", "translation of: {words}");
    let what = say!(
        "content/{path}, tên tệp thêm mã ngôn ngữ (ví dụ `.en`): chỉ có chữ, dữ kiện ở bản gốc",
        "content/{path}, with the language in its name (for example `.en`): texts only, facts stand in the original"
    );
    let mut root = Map::new();
    root.insert("$schema".into(), DRAFT.into());
    root.insert("title".into(), named.get(lang).into());
    root.insert("description".into(), what.get(lang).into());
    let shape = translation::file_shape(kind);
    root.extend(value(shape, true).and_then(|value| value.as_object().cloned()).unwrap_or_default());
    Value::Object(root)
}

/// What may stand for `shape`; nothing where it has no text.
fn value(shape: Shape, outermost: bool) -> Option<Value> {
    match shape {
        Shape::Text => Some(json!({ "type": "string", "pattern": r"\S" })),
        Shape::Id | Shape::Fact => None,
        Shape::List(of) => Some(json!({ "type": "array", "items": value(*of, false)? })),
        Shape::Table(shapes) => {
            let mut keys = Map::new();
            for (key, shape) in shapes {
                keys.extend(value(*shape, false).map(|value| ((*key).to_owned(), value)));
            }
            if keys.is_empty() && !outermost {
                return None;
            }
            if shapes.iter().any(|(_, shape)| matches!(shape, Shape::Id)) && !outermost {
                keys.insert("id".into(), json!({ "type": "string" }));
            }
            Some(json!({ "type": "object", "properties": keys, "additionalProperties": false }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_has_texts_and_the_ids_of_entries() {
        let round = schema(FileKind::Round, Lang::En);
        let keys = &round["properties"];
        assert!(keys["title"]["type"] == "string" && keys["organiser"].is_null(), "{round:#}");
        let step = &keys["step"]["items"]["properties"];
        assert!(step["id"]["type"] == "string" && step["title"]["type"] == "string" && step["done"].is_null());
        let questions = schema(FileKind::Questions, Lang::Vi);
        let entry = &questions["properties"]["question"]["items"]["properties"];
        assert!(entry["id"]["type"] == "string" && entry["title"]["type"] == "string", "{questions:#}");
        assert!(entry["answers"]["items"]["properties"]["text"]["type"] == "string", "{questions:#}");
    }
}

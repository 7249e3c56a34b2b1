//! JSON Schemas of records, for the completion and the checks of editors (`doithoai schema`).
//!
//! What the reader accepts (`record::field::Accepts`) goes in, a schema comes out: keys with what they mean, enumerations
//! with their labels, what is required, nothing else allowed. A schema sees form only: it never refuses what the reader
//! takes, while references, dates that do not exist and the grammars of deadlines remain the rules' business.
//!
//! Draft 7, since that is what taplo (Even Better TOML) and the YAML and JSON services of VS Code both know in full; later
//! drafts they read in part. Everything stands in place, without `$ref`, so that every tool shows the words at every key.
//! Dates of TOML are strings to these tools.

use crate::diagnostic::{Code, Lang, Message};
use crate::record::field::{Accepts, FieldAccepts, Keys, TableAccepts};
use crate::record::place::FileKind;
use crate::record::question::ENTRY_ONLY;
use crate::record::{commitment, dialogue, document, page, question, round, site, survey, unit};
use crate::say;
use serde_json::{Map, Value, json};

/// The version of JSON Schema that is written.
pub(super) const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The kinds of file that have a schema, with the name of each on the command line, in the order of the specification.
pub const KINDS: [(&str, FileKind); 13] = [
    ("site", FileKind::Site),
    ("topic", FileKind::Topics),
    ("calendar", FileKind::Calendar),
    ("unit", FileKind::Unit),
    ("procedure", FileKind::Procedure),
    ("document", FileKind::Document),
    ("page", FileKind::Page),
    ("round", FileKind::Round),
    ("dialogue", FileKind::Dialogue),
    ("question", FileKind::Question),
    ("questions", FileKind::Questions),
    ("commitment", FileKind::Commitment),
    ("survey", FileKind::Survey),
];

/// What a file of `kind` holds, and where it lives below `content/`.
pub fn title(kind: FileKind) -> (Message, &'static str) {
    match kind {
        FileKind::Site => (say!("cấu hình của sổ", "settings of the register"), "site.toml"),
        FileKind::Topics => (say!("các lĩnh vực", "topics"), "topics.toml"),
        FileKind::Calendar => (say!("lịch nghỉ và làm bù", "days off and working days"), "calendar/*.toml"),
        FileKind::Unit => (say!("đơn vị", "unit"), "units/*.md"),
        FileKind::Procedure => (say!("quy trình", "procedure"), "procedures/*.toml"),
        FileKind::Document => (say!("văn bản hoặc biểu mẫu", "document or form"), "**/documents/*.toml"),
        FileKind::Page => (say!("trang tự do", "free page"), "pages/*.md"),
        FileKind::Round => (say!("đợt đối thoại", "round of dialogues"), "rounds/*/round.md"),
        FileKind::Dialogue => (say!("buổi đối thoại", "dialogue"), "rounds/*/*/dialogue.md"),
        FileKind::Question => (say!("ý kiến", "question"), "rounds/*/*/questions/*.md"),
        FileKind::Questions => {
            (say!("nhiều ý kiến trong một tệp", "many questions in one file"), "rounds/*/*/questions.toml")
        }
        FileKind::Commitment => (say!("nội dung khắc phục", "commitment"), "**/commitments/*.md"),
        FileKind::Survey => (say!("khảo sát", "survey"), "**/surveys/*.md"),
    }
}

/// The schema of what a file of `kind` holds as TOML, with words in `lang`.
pub fn schema(kind: FileKind, lang: Lang) -> Value {
    let file = Writer { lang, left_out: &["id", "text", "answers.text"], required: &[] };
    let whole = Writer { lang, left_out: &[], required: &[] };
    let body = match kind {
        FileKind::Site => whole.table(&site::Site::ACCEPTED, ""),
        FileKind::Topics => whole.table(&unit::Topics::ACCEPTED, ""),
        FileKind::Calendar => whole.table(&page::CalendarTable::ACCEPTED, ""),
        FileKind::Unit => whole.table(&unit::Unit::ACCEPTED, ""),
        FileKind::Procedure => whole.table(&round::Procedure::ACCEPTED, ""),
        FileKind::Document => whole.table(&document::Document::ACCEPTED, ""),
        FileKind::Page => whole.table(&page::Page::ACCEPTED, ""),
        FileKind::Round => whole.table(&round::Round::ACCEPTED, ""),
        FileKind::Dialogue => whole.table(&dialogue::Dialogue::ACCEPTED, ""),
        FileKind::Commitment => whole.table(&commitment::Commitment::ACCEPTED, ""),
        FileKind::Survey => whole.table(&survey::Survey::ACCEPTED, ""),
        FileKind::Question => file.table(&question::Question::ACCEPTED, ""),
        FileKind::Questions => {
            let entry = Writer { lang, left_out: &[], required: &ENTRY_ONLY[..1] };
            let entry = Value::Object(entry.table(&question::Question::ACCEPTED, ""));
            let list = json!({ "type": "array", "items": entry });
            object([("question".to_owned(), list)].into_iter().collect(), vec!["question".into()])
        }
    };
    let (title, path) = title(kind);
    let mut root = Map::new();
    root.insert("$schema".into(), DRAFT.into());
    root.insert("title".into(), title.get(lang).into());
    root.insert("description".into(), format!("content/{path}").into());
    root.extend(body);
    Value::Object(root)
}

/// A table with these properties and no others.
fn object(properties: Map<String, Value>, required: Vec<Value>) -> Map<String, Value> {
    let mut table = Map::new();
    table.insert("type".into(), "object".into());
    table.insert("properties".into(), properties.into());
    if !required.is_empty() {
        // What an editor writes at once when the table is begun.
        table.insert("x-taplo".into(), json!({ "initKeys": required }));
        table.insert("required".into(), required.into());
    }
    table.insert("additionalProperties".into(), false.into());
    table
}

/// Writes schemas in one language.
struct Writer {
    lang: Lang,
    /// Keys, with those above them, that this kind of file does not have.
    left_out: &'static [&'static str],
    /// Keys of the outermost table that this kind of file must have.
    required: &'static [&'static str],
}

impl Writer {
    fn table(&self, table: &TableAccepts, above: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in table.fields {
            let path = format!("{above}{}", field.key);
            if self.left_out.contains(&&*path) {
                continue;
            }
            if field.required || self.required.contains(&&*path) {
                required.push(field.key.into());
            }
            properties.insert(field.key.into(), self.field(field, &path));
        }
        let mut written = object(properties, required);
        if !table.one_of.is_empty() {
            let ways = table.one_of.iter().map(|key| json!({ "required": [key] }));
            written.insert("oneOf".into(), ways.collect());
        }
        written
    }

    /// A value with what it means.
    fn field(&self, field: &FieldAccepts, path: &str) -> Value {
        let meaning = match self.lang {
            Lang::Vi => field.vi,
            Lang::En => field.en.trim(),
        };
        let mut described = Map::new();
        described.insert("description".into(), self.described(meaning, &field.accepts).into());
        described.extend(self.value(&field.accepts, path));
        if field.filled && !described.contains_key("pattern") {
            described.insert("pattern".into(), r"\S".into());
        }
        Value::Object(described)
    }

    /// The meaning of a field, with the forms of its grammar: editors show nothing else of them.
    fn described(&self, meaning: &str, accepts: &Accepts) -> String {
        let forms = forms(accepts);
        if forms.is_empty() {
            return meaning.to_owned();
        }
        let forms: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
        let (word, forms) = (say!("Cách viết", "Forms"), forms.join(", "));
        let meaning = meaning.trim_end_matches('.');
        format!("{meaning}. {}: {forms}", word.get(self.lang))
    }

    fn value(&self, accepts: &Accepts, path: &str) -> Map<String, Value> {
        let value = match *accepts {
            Accepts::Text { pattern, forms } => text(pattern, forms),
            Accepts::Words(words) => self.words(words),
            Accepts::Date => json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
            Accepts::Truth => json!({ "type": "boolean" }),
            Accepts::Whole(from, to) => whole(from, to),
            Accepts::Number => json!({ "type": "number" }),
            Accepts::Table(table) => return self.table(table, &format!("{path}.")),
            Accepts::List(of, filled) => {
                let mut list = json!({ "type": "array", "items": self.value(of, path) });
                if filled {
                    list["minItems"] = 1.into();
                }
                list
            }
            Accepts::OneOrList(of) => {
                let one = self.value(of, path);
                json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
            }
            Accepts::AnyOf(ways) => {
                json!({ "anyOf": ways.iter().map(|way| self.value(way, path).into()).collect::<Vec<Value>>() })
            }
            Accepts::Keyed(keys, of) => return self.keyed(keys, of, path),
        };
        let Value::Object(value) = value else { return Map::new() };
        value
    }

    /// An enumeration with its labels, as taplo and as VS Code read them.
    fn words(&self, words: &[(&str, &str, &str)]) -> Value {
        let names: Vec<&str> = words.iter().map(|(word, ..)| *word).collect();
        let labels: Vec<&str> = words.iter().map(|(_, vi, en)| if self.lang == Lang::Vi { *vi } else { *en }).collect();
        json!({
            "type": "string",
            "enum": names,
            "enumDescriptions": labels,
            "x-taplo": { "docs": { "enumValues": labels } },
        })
    }

    /// A table whose keys are data.
    fn keyed(&self, keys: Keys, of: &Accepts, path: &str) -> Map<String, Value> {
        let value = || self.value(of, path);
        match keys {
            Keys::Any => {
                let mut table = Map::new();
                table.insert("type".into(), "object".into());
                table.insert("additionalProperties".into(), value().into());
                table
            }
            Keys::Words(words) => {
                let property = |(word, vi, en): &(&str, &str, &str)| {
                    let label = if self.lang == Lang::Vi { vi } else { en };
                    let mut described = Map::new();
                    described.insert("description".into(), (*label).into());
                    described.extend(value());
                    ((*word).to_owned(), described.into())
                };
                object(words.iter().map(property).collect(), Vec::new())
            }
            Keys::Codes => {
                let first = match *of {
                    Accepts::Words(words) => self.words(&words[..1]),
                    _ => value().into(),
                };
                let level = |code: &Code| if code.adjustable() { value().into() } else { first.clone() };
                object(Code::ALL.iter().map(|code| (code.as_str().to_owned(), level(code))).collect(), Vec::new())
            }
        }
    }
}

fn text(pattern: Option<&str>, forms: &[&str]) -> Value {
    let mut text = json!({ "type": "string" });
    if let Some(pattern) = pattern {
        text["pattern"] = pattern.into();
    }
    if !forms.is_empty() {
        text["examples"] = forms.into();
    }
    text
}

fn whole(from: i64, to: i64) -> Value {
    let mut number = json!({ "type": "integer" });
    if from != i64::MIN {
        number["minimum"] = from.into();
    }
    if to != i64::MAX {
        number["maximum"] = to.into();
    }
    number
}

/// The forms of a grammar, wherever in a value it stands.
fn forms(accepts: &Accepts) -> &'static [&'static str] {
    match *accepts {
        Accepts::Text { forms, .. } => forms,
        Accepts::List(of, _) | Accepts::OneOrList(of) => forms(of),
        Accepts::AnyOf(ways) => ways.iter().map(forms).find(|forms| !forms.is_empty()).unwrap_or_default(),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every description below a schema.
    fn descriptions<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(table) => {
                found.extend(table.get("description").and_then(Value::as_str));
                table.values().for_each(|inner| descriptions(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| descriptions(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_has_its_words_in_both_languages() {
        for (name, kind) in KINDS {
            let (vi, en) = (schema(kind, Lang::Vi), schema(kind, Lang::En));
            let (mut said, mut told) = (Vec::new(), Vec::new());
            descriptions(&vi, &mut said);
            descriptions(&en, &mut told);
            assert!(said.len() > 1 && said.len() == told.len(), "{name}");
            assert!(said.iter().chain(&told).all(|words| !words.trim().is_empty()), "{name}");
            assert!(said.iter().zip(&told).skip(1).all(|(a, b)| a != b), "{name}: {said:?} {told:?}");
        }
    }

    #[test]
    fn a_question_of_its_own_file_has_no_id_and_no_texts() {
        let own = schema(FileKind::Question, Lang::En);
        assert!(own["properties"]["id"].is_null() && own["properties"]["text"].is_null());
        assert!(own["properties"]["answers"]["items"]["properties"]["text"].is_null());
        let entry = &schema(FileKind::Questions, Lang::En)["properties"]["question"]["items"];
        assert!(entry["required"].as_array().is_some_and(|keys| keys.contains(&"id".into())));
        assert!(entry["properties"]["answers"]["items"]["properties"]["text"].is_object());
    }

    #[test]
    fn what_excludes_each_other_and_what_cannot_be_lowered_is_said() {
        let question = schema(FileKind::Question, Lang::En);
        let referral = &question["properties"]["referrals"]["items"];
        assert_eq!(referral["oneOf"], json!([{ "required": ["to"] }, { "required": ["to_body"] }]));
        let levels = &schema(FileKind::Site, Lang::En)["properties"]["rules"]["properties"]["levels"]["properties"];
        assert_eq!(levels["S01"]["enum"], json!(["error"]));
        assert_eq!(levels["W13"]["enum"], json!(["error", "warning", "off"]));
    }
}

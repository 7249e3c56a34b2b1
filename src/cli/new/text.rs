//! The text of a new record: its kind's template with what is known written in.
//!
//! The templates are files beside this one, in the language that was asked for; Vietnamese, as most records are, when none was.
//! `@name@` in them is replaced.

use super::known::Known;
use super::place::Target;
use crate::cli::arguments::Kind;
use crate::diagnostic::Lang;

/// The template of a kind, in the language of its comments.
const fn template(kind: Kind, lang: Lang) -> &'static str {
    macro_rules! both {
        ($file:literal) => {
            match lang {
                Lang::Vi => include_str!(concat!("templates/vi/", $file)),
                Lang::En => include_str!(concat!("templates/en/", $file)),
            }
        };
    }
    match kind {
        Kind::Unit => both!("unit.md"),
        Kind::Topic => both!("topic.toml"),
        Kind::Procedure => both!("procedure.toml"),
        Kind::Round => both!("round.md"),
        Kind::Dialogue => both!("dialogue.md"),
        Kind::Question => both!("question.md"),
        Kind::Commitment => both!("commitment.md"),
        Kind::Document => both!("document.toml"),
        Kind::Survey => both!("survey.md"),
        Kind::Calendar => both!("calendar.toml"),
        Kind::Page => both!("page.md"),
    }
}

/// The text of a new record at `target`.
pub(super) fn fill(kind: Kind, target: &Target, known: &Known<'_>, lang: Lang) -> String {
    let (first, second) = known.academic_year();
    let (unit_kind, learners) = unit_kind(&target.name);
    let values = [
        ("name", target.name.clone()),
        ("title", known.title(lang).replace('\\', r"\\").replace('"', r#"\""#)),
        ("unit", known.unit()),
        ("office", known.office()),
        ("topic", known.topic()),
        ("level", known.level().to_owned()),
        ("promise", known.promise()),
        ("day", known.day().to_string()),
        ("today", known.today.to_string()),
        ("first-year", first.to_string()),
        ("second-year", second.to_string()),
        ("year", known.year().to_string()),
        ("unit-kind", unit_kind.to_owned()),
        ("learners", learners.to_string()),
        ("document-type", document_type(&target.name).to_owned()),
    ];
    values.iter().fold(template(kind, lang).to_owned(), |text, (name, value)| text.replace(&format!("@{name}@"), value))
}

/// What kind of unit a name speaks of, and whether such units have learners.
fn unit_kind(name: &str) -> (&'static str, bool) {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if begins(&["khoa", "bo-mon"]) {
        ("faculty", true)
    } else if begins(&["vien"]) {
        ("institute", true)
    } else if begins(&["tt-", "trung-tam"]) {
        ("centre", false)
    } else if begins(&["thu-vien"]) {
        ("library", false)
    } else if begins(&["doan", "hoi-sinh-vien", "cong-doan"]) {
        ("union", false)
    } else if begins(&["ban-to-chuc", "uy-ban", "thuong-truc"]) {
        ("committee", false)
    } else if begins(&["ban-giam", "hoi-dong", "dang-uy"]) {
        ("board", false)
    } else if begins(&["lop"]) {
        ("class", true)
    } else {
        ("department", false)
    }
}

/// The type of document that a name speaks of.
fn document_type(name: &str) -> &'static str {
    const TYPES: [(&str, &str); 10] = [
        ("ke-hoach", "KH"),
        ("bao-cao", "BC"),
        ("bien-ban", "BB"),
        ("thong-bao", "TB"),
        ("quyet-dinh", "QĐ"),
        ("cong-van", "CV"),
        ("to-trinh", "TTr"),
        ("huong-dan", "HD"),
        ("nghi-quyet", "NQ"),
        ("phieu", "phieu"),
    ];
    TYPES.iter().find(|(begin, _)| name.starts_with(begin)).map_or("khac", |(_, kind)| kind)
}

//! The text of a new record: its kind's template with what is known written in.
//!
//! The templates are files beside this one, in Vietnamese, as the records are. `@name@` in them is replaced.

use super::known::Known;
use super::place::Target;
use crate::cli::arguments::Kind;

/// The template of a kind.
const fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Unit => include_str!("templates/unit.md"),
        Kind::Topic => include_str!("templates/topic.toml"),
        Kind::Procedure => include_str!("templates/procedure.toml"),
        Kind::Round => include_str!("templates/round.md"),
        Kind::Dialogue => include_str!("templates/dialogue.md"),
        Kind::Question => include_str!("templates/question.md"),
        Kind::Commitment => include_str!("templates/commitment.md"),
        Kind::Document => include_str!("templates/document.toml"),
        Kind::Survey => include_str!("templates/survey.md"),
        Kind::Calendar => include_str!("templates/calendar.toml"),
        Kind::Page => include_str!("templates/page.md"),
    }
}

/// The text of a new record at `target`.
pub(super) fn fill(kind: Kind, target: &Target, known: &Known<'_>) -> String {
    let (first, second) = known.academic_year();
    let (unit_kind, learners) = unit_kind(&target.name);
    let values = [
        ("name", target.name.clone()),
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
    values.iter().fold(template(kind).to_owned(), |text, (name, value)| text.replace(&format!("@{name}@"), value))
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

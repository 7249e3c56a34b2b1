//! Texts of hits: what a result shows of a record.
//!
//! Records with their passages go in; a compressed JSON list for each run of slots comes out, a member of the container
//! ([`super::container`]) of its number. A container is known by its number and a digest of its content: the root holds
//! the digests and the members' lengths. So a page that is older than the index asks for what is gone, never for a part
//! of something else.

use super::pack;
use super::record::{self, Field, Passages};
use crate::page::plain::shorten;
use crate::page::title::id_of;
use crate::page::view::View;
use crate::register::index::RecordIx;
use crate::text::gzip::Packer;
use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};

/// How many letters a container's digest has: beside its number enough to tell it from what it was before.
const DIGEST: usize = 4;

/// The longest text that extracts are cut from, in characters.
const TEXT: usize = 420;

/// How many slots share a member. A hit costs the whole member, so that it is small; every search page carries the
/// members' lengths, so that a large site has fewer, larger ones.
pub(super) const fn run_of(slots: u32) -> u32 {
    match slots {
        0..=0x8000 => 16,
        0x8001..=0x4_0000 => 32,
        _ => 64,
    }
}

/// How many slots share a container.
pub(super) const fn room_of(slots: u32) -> u32 {
    match slots {
        0..=0x1000 => 128,
        0x1001..=0x4_0000 => 512,
        _ => 1024,
    }
}

/// The digest of container `number`.
pub(super) fn digest(number: u32, bytes: &[u8]) -> String {
    pack::name([&number.to_le_bytes()[..], bytes], DIGEST)
}

/// The path of container `number`, below the folder of the index.
pub(super) fn path(number: u32, digest: &str) -> String {
    format!("t/{number}-{digest}.bin")
}

/// The lengths of all members for the root: digits of equal width, 0 where a run has no records.
pub(super) fn lengths(all: &[usize]) -> String {
    let wide = pack::base36(all.iter().copied().max().unwrap_or(0), 1).len();
    all.iter().map(|length| pack::base36(*length, wide)).collect()
}

/// What a result shows of a record: slot (from the run's first), id, path (0 where the id tells it), kind, state, day (as
/// a number, 0 for none), title, unit, text, then the last three in the other language as far as they differ.
pub(super) fn shown(slot: u32, record: RecordIx, views: &[View<'_>], passages: &[Passages]) -> Value {
    let register = views[0].register;
    let id = id_of(register, record);
    let path = record::path(register, record);
    let is_told = path == format!("dot/{}/", id.replace("/questions/", "/y-kien/"));
    let mut row = vec![
        json!(slot),
        json!(id),
        if is_told { json!(0) } else { json!(path) },
        json!(record::kind(record)),
        json!(record::state(register, record).map_or("", |s| s.0)),
        json!(record::date(register, record).map_or(0, number)),
    ];
    let unit = record::units(register, record).first().copied().filter(|u| RecordIx::Unit(*u) != record);
    let mut said: Vec<[String; 3]> = Vec::new();
    for (view, passages) in views.iter().zip(passages) {
        let unit = unit.map(|u| view.link(RecordIx::Unit(u)).title.into_owned()).unwrap_or_default();
        said.push([title(passages), unit, text(passages)]);
    }
    for (at, parts) in said.iter().enumerate() {
        let same = |part: usize| at > 0 && parts[part] == said[0][part];
        row.extend((0..3).map(|part| if same(part) { json!(0) } else { json!(parts[part]) }));
    }
    Value::Array(row)
}

/// 2025-03-27 as 20250327.
fn number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn title(passages: &Passages) -> String {
    passages.iter().find(|p| p.0 == Field::Title).map_or_else(String::new, |p| p.1.clone())
}

/// The beginnings of what was asked and answered: as much of each as there is room for.
fn text(passages: &Passages) -> String {
    let of = |field: Field| {
        let texts = passages.iter().filter(move |p| p.0 == field).map(|p| p.1.as_str());
        texts.collect::<Vec<_>>().join(" ")
    };
    let (asked, mut answered) = (of(Field::Question), of(Field::Answer));
    if asked.is_empty() && answered.is_empty() {
        answered = of(Field::Rest);
    }
    let half = TEXT / 2;
    let asked_room = (TEXT - answered.chars().count().min(half)).max(half);
    let asked = shorten(asked.into(), asked_room).into_owned();
    let answered = shorten(answered.into(), TEXT - asked.chars().count().min(half)).into_owned();
    if asked.is_empty() || answered.is_empty() { asked + &answered } else { format!("{asked}\n{answered}") }
}

/// The member of one run.
pub(super) fn member(rows: &[Value], packer: &mut Packer) -> Vec<u8> {
    packer.pack(serde_json::to_string(rows).unwrap_or_default().as_bytes(), pack::WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_one_width() {
        assert_eq!(lengths(&[0, 36, 1296]), "000010100");
        assert_eq!(lengths(&[0, 0]), "00");
    }
}

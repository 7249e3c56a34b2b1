//! Columns: what results are filtered, counted and sorted by, one file a filter.
//!
//! The records in their slots go in; for each filter a compressed file comes out: the length of a header (four bytes), the
//! header as JSON (the values with their words in each language), then layers of numbers, one number a slot: 0 for none,
//! else the position of a value from 1. A record with several values has one in each layer.

use super::pack;
use super::record;
use super::slots::Slots;
use crate::page::row;
use crate::page::view::View;
use crate::register::Register;
use crate::register::index::{RecordIx, RoundIx, TopicIx, UnitIx};
use crate::text::gzip::Packer;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// How many values of one filter a record can have; further ones are left out.
const LAYERS: usize = 8;

/// The day from which the column of days counts; earlier ones are shown but sorted as none.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(1990, 1, 1);

/// A filter: its name in addresses and its file.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) file: Vec<u8>,
}

/// All columns of `records`, in the order in which pages show them; the last is that of days.
pub(super) fn columns(views: &[View<'_>], records: &[RecordIx], slots: &Slots) -> Vec<Column> {
    let register = views[0].register;
    let words = |of: &dyn Fn(&View<'_>) -> String| views.iter().map(|view| json!(of(view))).collect::<Vec<_>>();
    let labelled =
        |id: &str, label: (&'static str, &'static str)| value(id, words(&|view| view.label(label).to_owned()));
    let kinds = record::KINDS.iter().map(|(id, label)| labelled(id, *label)).collect();

    let named = |slug: &str, record: RecordIx| {
        let public = register.is_public(record);
        // A draft keeps its position, without its name.
        value(
            if public { slug } else { "" },
            words(&|v| v.page_of(record).map_or_else(String::new, |_| v.title(record).0.into_owned())),
        )
    };
    let units = register.units.iter().zip(0..).map(|(u, i)| named(u.slug(), RecordIx::Unit(UnitIx(i)))).collect();
    let topics = register.topics.iter().zip(0..).map(|(t, i)| named(t.slug(), RecordIx::Topic(TopicIx(i)))).collect();
    let year = |ix: RoundIx| row::academic_year(&views[0], ix).into_owned();
    let mut years: Vec<String> = (0..register.rounds.len() as u32).map(|i| year(RoundIx(i))).collect();
    years.retain(|y| !y.is_empty());
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();

    let one = |at: Option<usize>| at.into_iter().map(|at| at as u16 + 1).collect::<Vec<_>>();
    let states = states(register, records);
    let column = |name, values: Vec<Value>, of: &dyn Fn(RecordIx) -> Vec<u16>| {
        let layers = layers(records, slots, of);
        Column { name, file: file(&values, values.len(), &layers) }
    };
    let state_values = states.iter().map(|(id, label)| labelled(id, *label)).collect();
    let state_of =
        |r: RecordIx| record::state(register, r).and_then(|s| states.iter().position(|known| known.0 == s.0));
    let year_values = years.iter().map(|y| value(y, vec![json!(y); views.len()])).collect();
    vec![
        column("loai", kinds, &|r| vec![record::kind(r) as u16 + 1]),
        column("trang-thai", state_values, &|r| one(state_of(r))),
        column("don-vi", units, &|r| record::units(register, r).iter().map(|u| u.0 as u16 + 1).collect()),
        column("linh-vuc", topics, &|r| record::topics(register, r).iter().map(|t| t.0 as u16 + 1).collect()),
        column("nam-hoc", year_values, &|r| {
            one(record::round(register, r).and_then(|ix| years.iter().position(|y| *y == year(ix))))
        }),
        Column {
            name: "ngay",
            file: file(
                &[],
                usize::from(u16::MAX),
                &layers(records, slots, &|r| record::date(register, r).and_then(day_number).into_iter().collect()),
            ),
        },
    ]
}

/// The states that records have, by id.
fn states(register: &Register<'_>, records: &[RecordIx]) -> Vec<(&'static str, (&'static str, &'static str))> {
    let mut all: Vec<_> = records.iter().filter_map(|r| record::state(register, *r)).collect();
    all.sort_unstable();
    all.dedup_by_key(|s| s.0);
    all
}

fn day_number(day: NaiveDate) -> Option<u16> {
    u16::try_from((day - EPOCH?).num_days() + 1).ok().filter(|n| *n > 0)
}

fn value(id: &str, words: Vec<Value>) -> Value {
    let mut all = vec![json!(id)];
    all.extend(words);
    Value::Array(all)
}

/// By layer and slot: a value's number.
fn layers(records: &[RecordIx], slots: &Slots, of: &dyn Fn(RecordIx) -> Vec<u16>) -> Vec<Vec<u16>> {
    let mut layers: Vec<Vec<u16>> = vec![vec![0; slots.count as usize]];
    for (slot, at) in &slots.taken {
        for (layer, number) in of(records[*at as usize]).into_iter().take(LAYERS).enumerate() {
            if layers.len() == layer {
                layers.push(vec![0; slots.count as usize]);
            }
            layers[layer][*slot as usize] = number;
        }
    }
    layers
}

fn file(values: &[Value], highest: usize, layers: &[Vec<u16>]) -> Vec<u8> {
    let wide = highest > 255;
    let header = json!({ "values": values, "bytes": if wide { 2 } else { 1 }, "layers": layers.len() }).to_string();
    let mut out = (header.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(header.as_bytes());
    for number in layers.iter().flatten() {
        let bytes = number.to_le_bytes();
        out.extend_from_slice(&bytes[..if wide { 2 } else { 1 }]);
    }
    Packer::default().pack(&out, pack::WORDS)
}

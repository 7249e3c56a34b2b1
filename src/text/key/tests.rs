//! What keys promise: values of any shape go in, and differ in their keys where a template could tell them apart.

use super::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Pair<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Alike {
    One { one: u8 },
    Other { other: u8 },
}

#[derive(Serialize)]
#[serde(tag = "kind")]
enum Tagged {
    One { value: u8 },
    Other { value: u8 },
}

#[derive(Serialize)]
enum Variant {
    One(u8),
    Two(u8, u8),
    Three { value: u8 },
}

fn key(value: &impl Serialize) -> Key {
    Key::of(value).unwrap()
}

#[test]
fn whatever_a_template_could_tell_apart_has_another_key() {
    let keys = [
        key(&("ab", "c")),
        key(&("a", "bc")),
        key(&["a", "bc"].map(Some)),
        key(&vec![vec!["a"], vec!["bc"]]),
        key(&vec![vec!["a", "bc"]]),
        key(&Pair { first: Some("x"), second: None }),
        key(&Pair { first: None, second: Some("x") }),
        key(&Pair { first: None, second: None }),
        key(&Alike::One { one: 1 }),
        key(&Alike::Other { other: 1 }),
        key(&Tagged::One { value: 1 }),
        key(&Tagged::Other { value: 1 }),
        key(&Variant::One(1)),
        key(&Variant::Two(1, 1)),
        key(&Variant::Three { value: 1 }),
        key(&BTreeMap::from([("a", 1), ("b", 2)])),
        key(&BTreeMap::from([("a", 2), ("b", 1)])),
        key(&1_u8),
        key(&2_u8),
        key(&-1_i8),
        key(&1.0_f64),
        key(&1.5_f64),
        key(&"1"),
        key(&'1'),
        key(&true),
        key(&false),
        key(&()),
        key(&None::<u8>),
        key(&Some(1_u8)),
        key(&""),
        key(&[(); 0]),
    ];
    assert_eq!(BTreeSet::from(keys).len(), keys.len());
}

#[test]
fn the_same_values_have_the_same_key_however_long() {
    for length in [0, 1, 253, 254, 255, 256, PIECE - 11, PIECE - 10, PIECE - 9, PIECE, PIECE + 1, 5 * PIECE] {
        let text = "x".repeat(length);
        let other = "x".repeat(length + 1);
        assert_eq!(key(&(&text, 1)), key(&(text.clone(), 1)), "{length}");
        assert_ne!(key(&(&text, 1)), key(&(&text, 2)), "{length}");
        assert_ne!(key(&(&text, 1)), key(&(&other, 1)), "{length}");
        let mut last = text.into_bytes();
        last.extend(b"y");
        assert_ne!(key(&String::from_utf8(last).unwrap()), key(&other), "{length}");
    }
}

#[test]
fn the_order_of_fields_and_where_a_piece_ends_do_not_hide_a_change() {
    let many: Vec<String> = (0..4000).map(|i| format!("đoạn {i}")).collect();
    let first = key(&many);
    for at in [0, 1, 999, 2500, 3999] {
        let mut changed = many.clone();
        changed[at].push('.');
        assert_ne!(key(&changed), first, "{at}");
    }
}

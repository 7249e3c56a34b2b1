//! The rules, one file a code.

mod a01;
mod c01;
mod c02;
mod c03;
mod c04;
mod d01;
mod d02;
mod d03;
mod d04;
mod d05;
mod d06;
mod l01;
mod l02;
mod l03;
mod l05;
mod p01;
mod p02;
mod p03;
mod p04;
mod p05;
mod p06;
mod p07;
mod p08;
mod p09;
mod p10;
mod p12;
mod r01;
mod r02;
mod r03;
mod r04;
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;
mod s09;
mod s10;
mod s11;
mod s12;
mod s13;
mod s14;
mod s15;
mod s16;
mod t01;
mod t02;
mod t03;
mod t04;
mod t05;
mod t06;
mod t07;
mod t08;
mod t09;
mod u01;
mod u02;
mod u03;
mod u04;
mod w01;
mod w02;
mod w03;
mod w04;
mod w05;
mod w06;
mod w07;
mod w08;
mod w09;
mod w10;
mod w11;
mod w12;
mod w13;
mod w14;
mod w15;
mod w16;
mod w17;
mod w18;
mod w19;

use super::Rule;
use super::texts::Said;
use crate::diagnostic::Diagnostic;
use crate::register::{AnyRecord, Register};

/// A check of one record.
pub(super) type OfRecord = fn(&Register<'_>, &AnyRecord<'_>, &mut Vec<Diagnostic>);

/// A check of one text.
pub(super) type OfText = fn(&Register<'_>, &Said<'_>, &mut Vec<Diagnostic>);

/// Checks that need one record at a time, made in one pass over all of them.
pub(super) static OF_RECORDS: &[OfRecord] = &[s10::record, s11::record, d04::record, l02::record, l05::record];

/// Checks that need one text at a time, made in the same pass.
pub(super) static OF_TEXTS: &[OfText] = &[s10::text, s11::text, d04::text, l02::text, l03::text, l05::text, a01::text];

/// Every rule, in the order of the reference.
pub static RULES: &[&Rule] = &[
    &s01::RULE,
    &s02::RULE,
    &s03::RULE,
    &s04::RULE,
    &s05::RULE,
    &s06::RULE,
    &s07::RULE,
    &s08::RULE,
    &s09::RULE,
    &s10::RULE,
    &s11::RULE,
    &s12::RULE,
    &s13::RULE,
    &s14::RULE,
    &s15::RULE,
    &s16::RULE,
    &r01::RULE,
    &r02::RULE,
    &r03::RULE,
    &r04::RULE,
    &w01::RULE,
    &w02::RULE,
    &w03::RULE,
    &w04::RULE,
    &w05::RULE,
    &w06::RULE,
    &w07::RULE,
    &w08::RULE,
    &w09::RULE,
    &w10::RULE,
    &w11::RULE,
    &w12::RULE,
    &w13::RULE,
    &w14::RULE,
    &w15::RULE,
    &w16::RULE,
    &w17::RULE,
    &w18::RULE,
    &w19::RULE,
    &t01::RULE,
    &t02::RULE,
    &t03::RULE,
    &t04::RULE,
    &t05::RULE,
    &t06::RULE,
    &t07::RULE,
    &t08::RULE,
    &t09::RULE,
    &c01::RULE,
    &c02::RULE,
    &c03::RULE,
    &c04::RULE,
    &d01::RULE,
    &d02::RULE,
    &d03::RULE,
    &d04::RULE,
    &d05::RULE,
    &d06::RULE,
    &u01::RULE,
    &u02::RULE,
    &u03::RULE,
    &u04::RULE,
    &l01::RULE,
    &l02::RULE,
    &l03::RULE,
    &l05::RULE,
    &a01::RULE,
    &p01::RULE,
    &p02::RULE,
    &p03::RULE,
    &p04::RULE,
    &p05::RULE,
    &p06::RULE,
    &p07::RULE,
    &p08::RULE,
    &p09::RULE,
    &p10::RULE,
    &p12::RULE,
];

//! The rules, one file a code.

mod a01;
mod d04;
mod l01;
mod l02;
mod l03;
mod l05;
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
mod u04;
mod w01;

use super::Rule;

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
    &d04::RULE,
    &u04::RULE,
    &l01::RULE,
    &l02::RULE,
    &l03::RULE,
    &l05::RULE,
    &a01::RULE,
];

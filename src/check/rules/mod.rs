//! The rules, one file a code.

mod c01;
mod c02;
mod c03;
mod c04;
mod d01;
mod d02;
mod d03;
mod t01;
mod t02;
mod t03;
mod t08;
mod w01;
mod w02;
mod w05;
mod w06;
mod w07;
mod w08;
mod w09;
mod w11;
mod w13;
mod w14;
mod w17;
mod w18;
mod w19;

use super::Rule;

/// Every rule, in the order of the reference.
pub static RULES: &[&Rule] = &[
    &w01::RULE,
    &w02::RULE,
    &w05::RULE,
    &w06::RULE,
    &w07::RULE,
    &w08::RULE,
    &w09::RULE,
    &w11::RULE,
    &w13::RULE,
    &w14::RULE,
    &w17::RULE,
    &w18::RULE,
    &w19::RULE,
    &t01::RULE,
    &t02::RULE,
    &t03::RULE,
    &t08::RULE,
    &c01::RULE,
    &c02::RULE,
    &c03::RULE,
    &c04::RULE,
    &d01::RULE,
    &d02::RULE,
    &d03::RULE,
];

//! The rules, one file a code.

mod l01;
mod s01;
mod s03;
mod s04;
mod s05;
mod s12;
mod s13;
mod w01;

use super::Rule;

/// Every rule, in the order of the reference.
pub static RULES: &[&Rule] = &[
    &s01::RULE,
    &s03::RULE,
    &s04::RULE,
    &s05::RULE,
    &s12::RULE,
    &s13::RULE,
    &w01::RULE,
    &l01::RULE,
];

//! The rules, one file a code.

mod w01;

use super::Rule;

/// Every rule, in the order of the reference.
pub static RULES: &[&Rule] = &[&w01::RULE];

//! Corrections and withheld records: what was changed after publication, and what is not shown.
//!
//! In: dated corrections of all records, withheld records. Out: `corrections.html`. The invariant: a withheld record is
//! named by its kind and id only.

use serde::Serialize;

use super::head::Head;
use super::part::{Correction, Link, Term, Text};
use super::row::Listing;

/// The page of corrections and withheld records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionsPage<'a> {
    /// What the page says about itself.
    pub head: Head<'a>,
    /// The corrections of this page, newest first; its paging is that of the longer list.
    pub corrections: Listing<'a, CorrectionRow<'a>>,
    /// The withheld records of this page, newest first.
    pub withheld: Vec<WithheldRow<'a>>,
    /// How many are withheld in all.
    pub withheld_total: u32,
}

/// A correction with the record it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionRow<'a> {
    /// What was changed, when, by whom.
    pub correction: Correction<'a>,
    /// The record.
    pub record: Link<'a>,
}

/// A withheld record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithheldRow<'a> {
    /// What it is, as id beside its word.
    pub kind: Term<'a>,
    /// Its id as text and its tombstone.
    pub link: Link<'a>,
    /// Why it is not shown.
    pub reason: Text<'a>,
}

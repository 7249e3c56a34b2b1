//! Plain text (.txt): the minutes of a dialogue, line by line.
//!
//! Bytes in, a [`Workbook`] out. Lines that were broken at a column of the page are joined; a table with tabs is read as
//! separated values.

use super::blocks::{Block, Paragraph, workbook};
use super::limits::Budget;
use super::{Workbook, csv, prose};
use crate::host::fault::Fault;

/// A line at least as long was broken by the page and not by its writer.
const BROKEN: usize = 60;

/// Reads the text in `bytes`.
pub(super) fn read(bytes: Vec<u8>) -> Result<Workbook, Fault> {
    let (text, problem) = super::encoding::decode(bytes, None);
    let tabbed = text.lines().filter(|line| line.matches('\t').count() >= 2).count();
    if tabbed >= 2 && tabbed * 2 > text.lines().filter(|line| !line.trim().is_empty()).count() {
        return csv::read(text.into_bytes());
    }
    let mut budget = Budget::default();
    budget.text(text.len())?;
    let mut read = workbook(paragraphs(&text).into_iter().map(Block::Paragraph).collect(), budget)?;
    read.problems.extend(problem);
    Ok(read)
}

/// The paragraphs of a text, each with the number of its first line.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    let mut open = 0;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim().replace('\t', " ");
        if trimmed.is_empty() {
            open = 0;
            continue;
        }
        let continues = open >= BROKEN && !prose::begins(&trimmed);
        let closed = trimmed.ends_with(['.', '?', '!', ':', ';']);
        open = if closed { 0 } else { trimmed.chars().count() };
        match all.last_mut().filter(|_| continues) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&trimmed);
            }
            None => all.push(Paragraph { text: trimmed, number: at as u32 + 1, ..Paragraph::default() }),
        }
    }
    all
}

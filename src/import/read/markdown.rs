//! Markdown (.md): pipe tables, and questions and answers under headings or in paragraphs.
//!
//! Bytes in, a [`Workbook`] out. Line numbers are kept; marks of emphasis and of headings are taken off.

use super::blocks::{Block, Extent, Grid, Paragraph, workbook};
use super::limits::Budget;
use super::{Workbook, plain};
use crate::host::fault::Fault;

/// Reads the text in `bytes`.
pub(super) fn read(bytes: Vec<u8>) -> Result<Workbook, Fault> {
    let (text, problem) = super::encoding::decode(bytes, None);
    let (mut budget, mut blocks) = (Budget::default(), Vec::new());
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        if cells(lines[at]).is_some() && lines.get(at + 1).is_some_and(|line| is_rule(line)) {
            let mut grid = Grid::default();
            let end = lines[at..].iter().position(|line| cells(line).is_none()).map_or(lines.len(), |n| at + n);
            for line in lines[at..end].iter().filter(|line| !is_rule(line)) {
                grid.row(false);
                for cell in cells(line).unwrap_or_default() {
                    grid.cell(&cell, Extent::Spans(1, 1), &mut budget)?;
                }
            }
            blocks.push(Block::Table(grid));
            at = end;
            continue;
        }
        let end = lines[at + 1..].iter().position(|line| cells(line).is_some()).map_or(lines.len(), |n| at + 1 + n);
        let piece = lines[at..end].join("\n");
        budget.text(piece.len())?;
        for mut paragraph in plain::paragraphs(&piece) {
            paragraph.number += at as u32;
            blocks.push(Block::Paragraph(unmarked(paragraph)));
        }
        at = end;
    }
    let mut read = workbook(blocks, budget)?;
    read.problems.extend(problem);
    Ok(read)
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').filter(|s| !s.ends_with('\\')).unwrap_or(inner);
    if !line.contains('|') {
        return None;
    }
    let (mut all, mut cell, mut letters) = (Vec::new(), String::new(), inner.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => cell.extend(letters.next()),
            '|' => all.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    all.push(cell);
    (all.len() > 1).then(|| all.iter().map(|cell| plain_text(cell.trim())).collect())
}

/// The line under the head of a table.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Without marks of emphasis; breaks as line ends.
fn plain_text(text: &str) -> String {
    let mut plain = text.replace("**", "").replace("__", "");
    for mark in ["<br>", "<br/>", "<br />"] {
        plain = plain.replace(mark, "\n");
    }
    plain.replace("\\*", "*").replace("\\_", "_")
}

fn unmarked(mut paragraph: Paragraph) -> Paragraph {
    let text = plain_text(&paragraph.text);
    let bare = text.trim_start_matches('#');
    paragraph.heading = bare.len() < text.len() && bare.starts_with(' ');
    paragraph.text = if paragraph.heading { bare.trim().trim_end_matches('#').trim().to_owned() } else { text };
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_line() {
        assert_eq!(cells(r"| **a** | b \| c |  |").expect("a row"), ["a", "b | c", ""]);
        assert_eq!(cells("a | b").expect("a row"), ["a", "b"]);
        assert!(cells("không phải bảng").is_none());
        assert!(is_rule("|---|:--:|") && !is_rule("| a | b |"));
    }
}

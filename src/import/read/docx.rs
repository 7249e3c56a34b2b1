//! Word documents (.docx): paragraphs and tables in the order in which they stand.
//!
//! An archive in, a [`Workbook`] out. Deleted text of tracked changes, field codes and hidden text are left out (hidden
//! text is told); of drawings kept in two forms the newer is read. A table within a table is read on its own, and its
//! words stand in the cell too.

use super::Workbook;
use super::archive::{Archive, broken};
use super::blocks::{Block, Extent, Grid, Paragraph, workbook};
use super::limits::Budget;
use super::xml::{Tag, Token, Xml};
use crate::host::fault::Fault;
use crate::import::problem::Problem;
use crate::say;

const DOCUMENT: &str = "word/document.xml";

/// Elements whose text no reader sees.
const SKIPPED: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "sectPr"];

/// An element that is open.
enum Frame {
    Table(Grid),
    Cell { lines: Vec<String>, wide: u32, merge: Option<bool>, nested: Vec<Grid> },
    Paragraph(Paragraph),
}

#[allow(clippy::struct_excessive_bools, reason = "what is open where the stream stands")]
struct Document {
    frames: Vec<Frame>,
    blocks: Vec<Block>,
    budget: Budget,
    paragraphs: u32,
    /// How deep within something that is skipped.
    skipped: u32,
    in_run: bool,
    run_hidden: bool,
    in_text: bool,
    hidden_text: bool,
    nested_tables: u32,
}

/// Reads the document in `archive`.
pub(super) fn read(archive: &mut Archive) -> Result<Workbook, Fault> {
    let stream = archive.part(DOCUMENT)?.ok_or_else(|| broken(DOCUMENT))?;
    let mut xml = Xml::new(stream, DOCUMENT);
    let mut document = Document {
        frames: Vec::new(),
        blocks: Vec::new(),
        budget: Budget::default(),
        paragraphs: 0,
        skipped: 0,
        in_run: false,
        run_hidden: false,
        in_text: false,
        hidden_text: false,
        nested_tables: 0,
    };
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => document.open(&tag),
            Token::Close(name) => document.close(&name)?,
            Token::Text(text) if document.in_text => document.text(&text)?,
            Token::Text(_) => {}
        }
    }
    let problems = document.problems();
    let mut read = workbook(document.blocks, document.budget)?;
    read.problems = problems;
    Ok(read)
}

impl Document {
    fn open(&mut self, tag: &Tag) {
        if self.skipped > 0 || SKIPPED.contains(&&*tag.name) {
            self.skipped += 1;
            return;
        }
        match &*tag.name {
            "tbl" => self.frames.push(Frame::Table(Grid::default())),
            "tr" => {
                if let Some(Frame::Table(grid)) = self.frames.last_mut() {
                    grid.row(false);
                }
            }
            "tc" => self.frames.push(Frame::Cell { lines: Vec::new(), wide: 1, merge: None, nested: Vec::new() }),
            "p" => {
                if !self.in_cell() {
                    self.paragraphs += 1;
                }
                let number = self.paragraphs;
                self.frames.push(Frame::Paragraph(Paragraph { number, ..Paragraph::default() }));
            }
            "r" => (self.in_run, self.run_hidden) = (true, false),
            "t" => self.in_text = true,
            "vanish" if self.in_run => self.run_hidden = tag.get("val").is_none() || tag.is_on("val"),
            "tab" if self.in_run => self.push(" "),
            "br" | "cr" if self.in_run => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => self.property(tag),
        }
    }

    /// What is said about the cell or the paragraph that is open.
    fn property(&mut self, tag: &Tag) {
        let value = tag.get("val");
        match (self.frames.last_mut(), &*tag.name) {
            (Some(Frame::Cell { wide, .. }), "gridSpan") => *wide = value.and_then(|v| v.parse().ok()).unwrap_or(1),
            (Some(Frame::Cell { merge, .. }), "vMerge") => *merge = Some(value == Some("restart")),
            (Some(Frame::Paragraph(paragraph)), "pStyle") => {
                let style = value.unwrap_or_default().to_ascii_lowercase();
                paragraph.heading |= style.starts_with("heading") || style == "title";
            }
            (Some(Frame::Paragraph(paragraph)), "outlineLvl") => paragraph.heading |= value != Some("9"),
            (Some(Frame::Paragraph(paragraph)), "numPr") => paragraph.item = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "t" => self.in_text = false,
            "r" => (self.in_run, self.run_hidden) = (false, false),
            "p" => self.close_paragraph()?,
            "tc" => self.close_cell()?,
            "tbl" => self.close_table(),
            _ => {}
        }
        Ok(())
    }

    fn close_paragraph(&mut self) -> Result<(), Fault> {
        let Some(Frame::Paragraph(mut paragraph)) = self.frames.pop_if(|f| matches!(f, Frame::Paragraph(_))) else {
            return Ok(());
        };
        let text = paragraph.text.trim().to_owned();
        paragraph.text = text;
        if paragraph.text.is_empty() {
            return Ok(());
        }
        let cell = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Cell { lines, .. } => Some(lines),
            _ => None,
        });
        match cell {
            Some(lines) if paragraph.item => lines.push(format!("- {}", paragraph.text)),
            Some(lines) => lines.push(paragraph.text),
            None => {
                self.budget.text(paragraph.text.len())?;
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Fault> {
        let Some(Frame::Cell { lines, wide, merge, nested }) = self.frames.pop_if(|f| matches!(f, Frame::Cell { .. }))
        else {
            return Ok(());
        };
        let extent = match merge {
            None => Extent::Spans(wide, 1),
            Some(true) => Extent::Begins(wide),
            Some(false) => Extent::Continues(wide),
        };
        if let Some(Frame::Table(grid)) = self.frames.last_mut() {
            grid.nested.extend(nested);
            grid.cell(&lines.join("\n"), extent, &mut self.budget)?;
        }
        Ok(())
    }

    fn close_table(&mut self) {
        let Some(Frame::Table(grid)) = self.frames.pop_if(|f| matches!(f, Frame::Table(_))) else { return };
        match self.frames.last_mut() {
            Some(Frame::Cell { lines, nested, .. }) => {
                self.nested_tables += 1;
                lines.push(grid.words());
                nested.push(grid);
            }
            _ => self.blocks.push(Block::Table(grid)),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.skipped > 0 {
            return Ok(());
        }
        if self.run_hidden {
            self.hidden_text |= !text.trim().is_empty();
            return Ok(());
        }
        self.budget.text(text.len())?;
        self.push(text);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn in_cell(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::Cell { .. }))
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.hidden_text {
            problems.push(Problem::warning(say!(
                "tệp có chữ ẩn; chữ ẩn không được nhập",
                "the file has hidden text; it is not imported"
            )));
        }
        if self.nested_tables > 0 {
            let n = self.nested_tables;
            problems.push(Problem::warning(say!(
                "có {n} bảng nằm trong ô của bảng khác; đã đọc riêng từng bảng",
                "tables within cells of other tables: {n}; each was read on its own"
            )));
        }
        problems
    }
}

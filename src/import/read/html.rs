//! HTML (.html): tables, FAQ pages, and what Word saves as a web page.
//!
//! Bytes in, a [`Workbook`] out. Only the tokenizer of html5ever is used: tags are taken as they come and closed where the
//! next one implies it, so no tree is built and no depth of nesting costs anything. Text that a page folds away (an
//! accordion) is read; a hidden row of a table is told as hidden.

use super::blocks::{Block, Extent, Grid, Paragraph, workbook};
use super::limits::Budget;
use super::{Workbook, prose};
use crate::host::fault::Fault;
use crate::import::problem::Problem;
use crate::say;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use std::cell::RefCell;

/// Reads the page in `bytes`.
pub(super) fn read(bytes: Vec<u8>) -> Result<Workbook, Fault> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let declared = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let declared =
        declared.and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next());
    let (text, problem) = super::encoding::decode(bytes, declared);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&text));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), html5ever::tokenizer::TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut page = tokenizer.sink.0.into_inner();
    page.flush();
    while !page.tables.is_empty() {
        page.close_table();
    }
    if let Some(fault) = page.fault {
        return Err(fault);
    }
    let mut read = workbook(page.blocks, page.budget)?;
    read.problems.extend(problem);
    if page.nested > 0 {
        let n = page.nested;
        read.problems.push(Problem::warning(say!(
            "có {n} bảng nằm trong ô của bảng khác; đã đọc riêng từng bảng",
            "tables within cells of other tables: {n}; each was read on its own"
        )));
    }
    Ok(read)
}

struct Sink(RefCell<Page>);

/// A table that is open.
#[derive(Default)]
struct Open {
    grid: Grid,
    cell: Option<(Vec<String>, Extent)>,
}

#[derive(Default)]
struct Page {
    tables: Vec<Open>,
    blocks: Vec<Block>,
    budget: Budget,
    paragraph: Paragraph,
    /// Whether the paragraph answers the one before: a definition, or what a summary opens.
    answers: bool,
    count: u32,
    nested: u32,
    /// The element whose text is not shown.
    skipped: Option<String>,
    fault: Option<Fault>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return page.tag(&tag),
            Token::CharacterTokens(text) if page.skipped.is_none() => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some(skipped) = &self.skipped {
            if tag.kind == TagKind::EndTag && skipped == name {
                self.skipped = None;
            }
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag => self.open(tag),
            TagKind::EndTag => {
                self.close(name);
                TokenSinkResult::Continue
            }
        }
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        match name {
            "script" | "style" | "title" | "textarea" | "iframe" | "xmp" | "svg" | "template" => {
                if tag.self_closing && name == "svg" {
                    return TokenSinkResult::Continue;
                }
                self.skipped = Some(name.to_owned());
                return match name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            "br" => self.paragraph.text.push('\n'),
            "table" => {
                self.flush();
                self.tables.push(Open::default());
            }
            "tr" => {
                self.close_cell();
                let hidden = is_hidden(tag);
                if let Some(open) = self.tables.last_mut() {
                    open.grid.row(hidden);
                }
            }
            "td" | "th" => {
                self.close_cell();
                let span = |name| attribute(tag, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                let extent = Extent::Spans(span("colspan"), span("rowspan"));
                if let Some(open) = self.tables.last_mut() {
                    open.cell = Some((Vec::new(), extent));
                }
            }
            _ if is_block(name) => {
                self.flush();
                self.paragraph.heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary");
                self.paragraph.item = name == "li";
                self.answers |= name == "dd";
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" | "tr" => self.close_cell(),
            "table" => self.close_table(),
            _ if is_block(name) => {
                self.flush();
                self.answers = match name {
                    "summary" => true,
                    "dd" | "details" => false,
                    _ => self.answers,
                };
            }
            _ => {}
        }
    }

    /// Adds text, its white space as a page shows it.
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_ascii_whitespace() {
                if !self.paragraph.text.ends_with([' ', '\n']) {
                    self.paragraph.text.push(' ');
                }
            } else {
                self.paragraph.text.push(letter);
            }
        }
        if let Err(fault) = self.budget.text(text.len()) {
            self.fault.get_or_insert(fault);
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.trim().to_owned();
        paragraph.text = text;
        if paragraph.text.is_empty() {
            return;
        }
        if let Some((lines, _)) = self.tables.last_mut().and_then(|open| open.cell.as_mut()) {
            lines.push(if paragraph.item { format!("- {}", paragraph.text) } else { paragraph.text });
            return;
        }
        self.count += 1;
        paragraph.number = self.count;
        if self.answers && !paragraph.heading {
            self.answers = false;
            if !prose::begins(&paragraph.text) {
                paragraph.text.insert_str(0, "Trả lời: ");
            }
        }
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn close_cell(&mut self) {
        self.flush();
        let Some(open) = self.tables.last_mut() else { return };
        let Some((lines, extent)) = open.cell.take() else { return };
        if let Err(fault) = open.grid.cell(&lines.join("\n"), extent, &mut self.budget) {
            self.fault.get_or_insert(fault);
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        let Some(open) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            Some(outer) => {
                self.nested += 1;
                if let Some((lines, _)) = &mut outer.cell {
                    lines.push(open.grid.words());
                }
                outer.grid.nested.push(open.grid);
            }
            None => self.blocks.push(Block::Table(open.grid)),
        }
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    attribute(tag, "hidden").is_some() || style.replace(' ', "").contains("display:none")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "summary"
            | "details"
            | "section"
            | "article"
            | "blockquote"
            | "hr"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "caption"
            | "figure"
            | "body"
            | "form"
            | "pre"
            | "address"
    )
}

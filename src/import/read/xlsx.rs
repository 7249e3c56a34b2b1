//! Workbooks (.xlsx): their sheets, shared texts and formats.
//!
//! An archive in, a [`Workbook`] out. Read here and not by a library for spreadsheets, because an import must know what a
//! reader of the file does not see (hidden rows, columns and sheets) and which formulas were never computed.

use super::archive::{Archive, broken};
use super::limits::Budget;
use super::xlsx_sheet::{self, Context};
use super::xlsx_style::Styles;
use super::xml::{Token, Xml};
use super::{Origin, Sheet, Workbook};
use crate::host::fault::Fault;
use std::sync::Arc;

const WORKBOOK: &str = "xl/workbook.xml";

/// Reads the workbook in `archive`.
pub(super) fn read(archive: &mut Archive) -> Result<Workbook, Fault> {
    let (entries, since_1904) = sheets(archive)?;
    let relations = relations(archive)?;
    let mut budget = Budget::default();
    let target = |kind: &str, default: &str| {
        let found = relations.iter().find(|r| r.kind.ends_with(kind));
        found.map_or_else(|| default.to_owned(), |r| r.target.clone())
    };
    let styles = Styles::read(archive, &target("/styles", "xl/styles.xml"))?;
    let strings = strings(archive, &target("/sharedStrings", "xl/sharedStrings.xml"), &mut budget)?;
    let context = Context { styles, strings, since_1904 };
    let mut workbook = Workbook::default();
    for entry in entries {
        let relation = relations.iter().find(|r| r.id == entry.relation);
        // A sheet of charts or of old dialogues has no cells.
        let Some(relation) = relation.filter(|r| r.kind.ends_with("/worksheet")) else { continue };
        let mut sheet = Sheet::new(entry.name, Origin::Table);
        sheet.hidden = entry.hidden;
        let stream = archive.part(&relation.target)?.ok_or_else(|| broken(&relation.target))?;
        xlsx_sheet::read(&mut Xml::new(stream, &relation.target), &context, &mut budget, &mut sheet)?;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    hidden: bool,
    relation: String,
}

/// The sheets that the workbook lists, and whether it counts days from 1904.
fn sheets(archive: &mut Archive) -> Result<(Vec<Entry>, bool), Fault> {
    let (mut entries, mut since_1904) = (Vec::new(), false);
    let stream = archive.part(WORKBOOK)?.ok_or_else(|| broken(WORKBOOK))?;
    let mut xml = Xml::new(stream, WORKBOOK);
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else { continue };
        match &*tag.name {
            "workbookPr" => since_1904 = tag.is_on("date1904"),
            "sheet" => entries.push(Entry {
                name: tag.get("name").unwrap_or_default().to_owned(),
                hidden: tag.get("state").is_some_and(|state| state != "visible"),
                relation: tag.get("id").unwrap_or_default().to_owned(),
            }),
            _ => {}
        }
    }
    Ok((entries, since_1904))
}

/// What the workbook is related to.
struct Relation {
    id: String,
    kind: String,
    /// The path of the part.
    target: String,
}

fn relations(archive: &mut Archive) -> Result<Vec<Relation>, Fault> {
    const PART: &str = "xl/_rels/workbook.xml.rels";
    let mut found = Vec::new();
    let stream = archive.part(PART)?.ok_or_else(|| broken(PART))?;
    let mut xml = Xml::new(stream, PART);
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else { continue };
        if tag.name != "Relationship" || tag.get("TargetMode") == Some("External") {
            continue;
        }
        let target = tag.get("Target").unwrap_or_default();
        let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let text = |name| tag.get(name).unwrap_or_default().to_owned();
        found.push(Relation { id: text("Id"), kind: text("Type"), target });
    }
    Ok(found)
}

/// The texts that cells name by their number; how they are to be pronounced is left out.
fn strings(archive: &mut Archive, part: &str, budget: &mut Budget) -> Result<Vec<Arc<str>>, Fault> {
    let mut strings = Vec::new();
    let Some(stream) = archive.part(part)? else { return Ok(strings) };
    let mut xml = Xml::new(stream, part);
    let (mut text, mut inside, mut phonetic) = (String::new(), false, false);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) if tag.name == "si" => text.clear(),
            Token::Open(tag) if tag.name == "t" => inside = !phonetic,
            Token::Open(tag) if tag.name == "rPh" => phonetic = true,
            Token::Close(name) if name == "rPh" => phonetic = false,
            Token::Close(name) if name == "t" => inside = false,
            Token::Close(name) if name == "si" => {
                budget.text(text.len())?;
                strings.push(xlsx_sheet::unescaped(&text).into());
            }
            Token::Text(piece) if inside => text.push_str(&piece),
            _ => {}
        }
    }
    Ok(strings)
}

//! Meaning: rows of tables become items, in the terms of the register.
//!
//! Tables, the register and the dialogue go in; [`Item`]s come out, with where each value came from, and the problems of
//! every cell. The invariants: what a cell says is never guessed when it is not understood (a row error says what would
//! be), and every default is known as one.

mod answer;
mod context;
pub(crate) mod date;
mod item;
mod promise;
mod section;
pub(crate) mod text;
mod topic;
pub(crate) mod unit;
mod visibility;
pub(crate) mod wording;

pub use context::Context;
pub use date::Due;
pub use item::{Answer, By, Given, Item, Promise, Referral, Update};

use super::problem::Problem;
use super::read::Value;
use super::table::{Filled, Line, Options, Table};
use super::words::{Field, key};
use crate::record::question::QuestionKind;
use crate::say;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// The items of `tables`, and what is wrong with their cells.
pub fn items(tables: &[Table], context: &Context<'_>, options: &Options) -> (Vec<Item>, Vec<Problem>) {
    let mut reader = Reader {
        context,
        options,
        items: Vec::new(),
        problems: Vec::new(),
        units_read: FxHashMap::default(),
        statuses_read: FxHashMap::default(),
    };
    for table in tables {
        reader.table(table);
    }
    (reader.items, reader.problems)
}

struct Reader<'c, 'r> {
    context: &'c Context<'r>,
    options: &'c Options,
    items: Vec<Item>,
    problems: Vec<Problem>,
    /// What cells meant that were read before: a table says few different things of units and statuses.
    units_read: FxHashMap<String, Result<Vec<String>, unit::Unknown>>,
    statuses_read: FxHashMap<String, Option<wording::Wording>>,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &Table) {
        let keys = section::keys(table);
        // Where the question and the answer of the row before begin, and their items.
        let mut asked: Option<(u32, usize)> = None;
        let mut answered = asked;
        let mut counted: Vec<u32> = vec![0; table.sections.len()];
        for (at, line) in table.lines.iter().enumerate() {
            let top = |field| line.get(field).filter(|c| c.top != line.row).map(|c| c.top);
            if let (Some(top), Some((first, item))) = (top(Field::Text), asked)
                && top == first
            {
                self.further_answer(table, line, item);
                continue;
            }
            let Some(text) = self.question(table, line) else { continue };
            if let Some(section) = line.section {
                counted[section] += 1;
            }
            let index = self.items.len();
            let shares = top(Field::Answer).zip(answered).filter(|(top, (first, _))| top == first).map(|(_, (_, i))| i);
            let item = self.item(table, line, text, &keys[at], shares);
            self.items.push(item);
            asked = line.get(Field::Text).map(|cell| (cell.top, index));
            if shares.is_none() {
                answered = line.get(Field::Answer).map(|cell| (cell.top, index));
            }
            self.parts(table, line, index);
        }
        self.counts(table, &counted);
    }

    /// The text of a row's question; a row without one is an error.
    fn question(&mut self, table: &Table, line: &Line) -> Option<String> {
        let Some(cell) = line.get(Field::Text) else {
            self.problems.push(
                Problem::error(say!("dòng không có nội dung câu hỏi", "the row has no question"))
                    .help(say!("ghi nội dung, hoặc xoá dòng", "write it, or delete the row"))
                    .at(table.at(line.row)),
            );
            return None;
        };
        let text = self.said(table, line, Field::Text)?;
        if !text.chars().any(char::is_alphabetic) {
            self.problems.push(
                Problem::error(say!("nội dung câu hỏi không có chữ: `{text}`", "the question has no words: `{text}`"))
                    .help(say!("ghi nội dung, hoặc xoá dòng", "write it, or delete the row"))
                    .at(table.cell(line.row, cell)),
            );
            return None;
        }
        Some(text)
    }

    /// What a cell says, cleaned; what the spreadsheet could not compute is an error.
    fn said(&mut self, table: &Table, line: &Line, field: Field) -> Option<String> {
        let cell = line.get(field)?;
        self.text_of(table, line, cell)
    }

    fn text_of(&mut self, table: &Table, line: &Line, cell: &Filled) -> Option<String> {
        match &cell.value {
            Value::Uncomputed => {
                self.problems.push(
                    Problem::error(say!(
                        "ô có công thức chưa được tính",
                        "the cell has a formula that was never computed"
                    ))
                    .help(say!(
                        "mở bằng Excel rồi lưu lại, hoặc ghi giá trị vào ô",
                        "open it in Excel and save it, or write the value"
                    ))
                    .at(table.cell(line.row, cell)),
                );
                None
            }
            Value::Broken(error) => {
                self.problems.push(
                    Problem::error(say!("ô có lỗi công thức `{error}`", "the cell's formula fails with `{error}`"))
                        .help(say!("sửa công thức, hoặc ghi giá trị vào ô", "mend the formula, or write the value"))
                        .at(table.cell(line.row, cell)),
                );
                None
            }
            value => Some(super::table::shown(value)).filter(|text| !text.is_empty()),
        }
    }

    fn item(&mut self, table: &Table, line: &Line, text: String, key: &str, shares: Option<usize>) -> Item {
        let title = match self.said(table, line, Field::Title) {
            Some(title) => Given { value: title.replace('\n', " "), by: By::Column },
            None => Given { value: text::title(&text), by: By::Default },
        };
        let kind = self.kind(table, line, &text);
        self.uncomputed_number(table, line);
        let units = self.units(table, line);
        let topics = self.topics(table, line, &text, units.as_ref().and_then(|units| units.first()));
        let received = self.day(table, line, Field::Received);
        let mut item = Item {
            place: table.at(line.row),
            key: key.to_owned(),
            title,
            kind,
            topics,
            from: self.group(table, line),
            received,
            assigned: Vec::new(),
            assigned_on: None,
            referral: None,
            answers: Vec::new(),
            merged_into: shares,
            split_from: None,
            promise: None,
            text: text::unnumbered(&text).to_owned(),
            visibility: self.visibility(table, line),
        };
        if !text::several(&text).is_empty() {
            item.text = text;
        }
        if shares.is_none() {
            // What else is wrong is told in the same run: until the unit is put right, the dialogue's own stands in.
            let units = units.unwrap_or_else(|| self.context.unit.iter().cloned().collect());
            self.facts(table, line, &units, &mut item);
        }
        item
    }

    fn kind(&mut self, table: &Table, line: &Line, text: &str) -> Given<QuestionKind> {
        let guess = Given { value: wording::guess(text), by: By::Default };
        let Some(said) = self.said(table, line, Field::Kind) else { return guess };
        if let Some(kind) = wording::kind(&said) {
            return Given { value: kind, by: By::Column };
        }
        let (accepted, place) = (wording::kinds(), line.get(Field::Kind).map(|cell| table.cell(line.row, cell)));
        let head = place.as_ref().and_then(|p| p.column.clone()).unwrap_or_default();
        self.problems.push(
            Problem::error(say!("không hiểu loại ý kiến `{said}`", "the kind `{said}` is not understood"))
                .help(say!(
                    "các loại: {accepted}; nếu cột nói lĩnh vực: `--map \"{head}\"=topic`",
                    "the kinds: {accepted}; if the column tells topics: `--map \"{head}\"=topic`"
                ))
                .at(place.unwrap_or_default()),
        );
        guess
    }

    /// The group that asked, from one column or several.
    fn group(&mut self, table: &Table, line: &Line) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for cell in line.all(Field::From) {
            let Some(said) = self.text_of(table, line, cell) else { continue };
            let said = said.replace('\n', ", ");
            let head = &table.columns[cell.column].head;
            let opening =
                ["lop", "khoa", "chi doan", "nganh"].contains(&&*key(head)) && !key(&said).starts_with(&key(head));
            parts.push(if opening { format!("{head} {said}") } else { said });
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// A row's number that is a formula without a value matters little: the row is known by its text then.
    fn uncomputed_number(&mut self, table: &Table, line: &Line) {
        if let Some(cell) = line.get(Field::Number).filter(|cell| cell.value == Value::Uncomputed) {
            self.problems.push(
                Problem::warning(say!(
                    "ô số thứ tự có công thức chưa được tính",
                    "the cell of the row's number has a formula that was never computed"
                ))
                .help(say!(
                    "mở bằng Excel rồi lưu lại; nếu không, dòng được nhận ra theo nội dung",
                    "open it in Excel and save it; else the row is known by its text"
                ))
                .at(table.cell(line.row, cell)),
            );
        }
    }

    /// The units that a row names, the leading one first; `None` where what it names is no unit.
    fn units(&mut self, table: &Table, line: &Line) -> Option<Vec<String>> {
        let (mut units, mut failed): (Vec<String>, bool) = (Vec::new(), false);
        for field in [Field::Unit, Field::Co] {
            let Some(said) = self.said(table, line, field) else { continue };
            let place = line.get(field).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
            let context = self.context;
            let read = self.units_read.entry(said.clone()).or_insert_with(|| context.units.read(&said));
            match read.clone() {
                Ok(found) => units.extend(found.into_iter().filter(|u| !units.contains(u)).collect::<Vec<_>>()),
                Err(_) if table.prose && self.context.units.within(&said).is_some() => {
                    units.extend(self.context.units.within(&said));
                }
                Err(unknown) => {
                    failed = true;
                    self.problems.push(no_unit(&unknown, context.units.names()).at(place));
                }
            }
        }
        (!failed).then_some(units)
    }

    fn topics(&mut self, table: &Table, line: &Line, text: &str, unit: Option<&String>) -> Given<Vec<String>> {
        let topics = &self.context.topics;
        let one = |id: &str, by| Given { value: vec![id.to_owned()], by };
        if let Some(said) = self.said(table, line, Field::Topic) {
            let whole = topics.by_title(&said).map(|id| vec![id.to_owned()]);
            let pieces = || {
                let mut found: Vec<String> = Vec::new();
                for piece in said.split([';', '/', '\n', ',']) {
                    let id = topics.by_title(piece)?.to_owned();
                    if !found.contains(&id) {
                        found.push(id);
                    }
                }
                Some(found)
            };
            if let Some(value) = whole.or_else(pieces).or_else(|| Some(vec![topics.by_keyword(&said)?.to_owned()])) {
                return Given { value, by: By::Column };
            }
            let (ids, place) = (topics.ids(), line.get(Field::Topic).map(|cell| table.cell(line.row, cell)));
            self.problems.push(
                Problem::warning(say!("không có lĩnh vực `{said}`", "there is no topic `{said}`"))
                    .help(say!(
                        "các lĩnh vực: {ids}; thêm từ khoá vào `topics.toml` nếu cần",
                        "the topics: {ids}; add keywords to `topics.toml` where needed"
                    ))
                    .at(place.unwrap_or_default()),
            );
        }
        let mut deeper = u8::MAX;
        let above = table.sections[..line.section.map_or(0, |at| at + 1)].iter().rev();
        for (n, (_, section)) in above.enumerate() {
            if n > 0 && section.level >= deeper {
                continue;
            }
            deeper = section.level;
            if let Some(id) = topics.by_title(&section.title).or_else(|| topics.by_keyword(&section.title)) {
                return one(id, By::Section);
            }
        }
        if let Some(id) = topics.by_keyword(text) {
            return one(id, By::Keywords);
        }
        if let Some(id) = unit.and_then(|unit| topics.led_by(unit)) {
            return one(id, By::Unit);
        }
        if let Some(id) = topics.other() {
            return one(id, By::Default);
        }
        let ids = topics.ids();
        self.problems.push(
            Problem::error(say!("không rõ ý kiến thuộc lĩnh vực nào", "the topic of the question is not known"))
                .help(say!(
                    "thêm cột `Lĩnh vực` với một trong {ids}, thêm từ khoá vào `topics.toml`, hoặc thêm lĩnh vực `khac`",
                    "add a column `Lĩnh vực` with one of {ids}, add keywords to `topics.toml`, or add a topic `khac`"
                ))
                .at(table.at(line.row)),
        );
        Given { value: Vec::new(), by: By::Default }
    }

    /// The day that a cell names; one that is not understood is an error.
    fn day(&mut self, table: &Table, line: &Line, field: Field) -> Option<NaiveDate> {
        let said = self.said(table, line, field)?;
        let cell = line.get(field)?;
        let day = date::day(&cell.value, self.context.year);
        if day.is_none() {
            self.problems.push(
                Problem::error(say!("không hiểu ngày `{said}`", "the day `{said}` is not understood"))
                    .help(say!(
                        "viết ví dụ `24/4/2024` hoặc `2024-04-24`",
                        "write for example `24/4/2024` or `2024-04-24`"
                    ))
                    .at(table.cell(line.row, cell)),
            );
        }
        day
    }
}

fn no_unit(unknown: &unit::Unknown, known: &[String]) -> Problem {
    match unknown {
        unit::Unknown::Piece(piece, near) => {
            let problem = Problem::error(say!("không có đơn vị nào tên `{piece}`", "there is no unit `{piece}`"));
            if near.is_empty() {
                const SHOWN: usize = 12;
                let more = if known.len() > SHOWN { ", …" } else { "" };
                let all =
                    known.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ") + more;
                return problem.help(say!(
                    "sửa tên trong tệp thành một trong các đơn vị của sổ ({all}), hoặc thêm tên này vào `aliases` của đơn vị trong `content/units/`",
                    "write one of the units that are known ({all}), or add the name to the `aliases` of the unit in `content/units/`"
                ));
            }
            let near = near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            problem.help(say!(
                "gần nhất: {near}; hoặc thêm tên này vào `aliases` của đơn vị",
                "nearest: {near}; or add the name to the unit's `aliases`"
            ))
        }
        unit::Unknown::Ambiguous(piece, slugs) => {
            let slugs = slugs.iter().map(|slug| format!("`{slug}`")).collect::<Vec<_>>().join(", ");
            Problem::error(say!("`{piece}` là tên của nhiều đơn vị", "`{piece}` names several units"))
                .help(say!("ghi tên đầy đủ của một trong {slugs}", "write the full name of one of {slugs}"))
        }
    }
}

//! Questions and answers in running text: minutes, FAQ pages, reports.
//!
//! Paragraphs in, a sheet out whose first row is a head made for it, so that what is understood of tables holds here too.
//! A question begins at "Câu hỏi 1:", "Hỏi:", a numbered paragraph or a heading that an answer follows; an answer at
//! "Trả lời:", "Đáp:", "Phòng Đào tạo trả lời:". Lines such as "Đơn vị trả lời: …" fill their own column.

use super::blocks::Paragraph;
use super::limits::Budget;
use super::{Merge, Origin, Row, Sheet, Value};
use crate::host::fault::Fault;
use crate::import::words::{self, Field, key};

/// The name of the sheet that running text becomes.
pub(crate) const NAME: &str = "Văn bản";

/// The columns of the sheet and what stands in them.
const COLUMNS: [(Field, &str); 11] = [
    (Field::Number, "STT"),
    (Field::Text, "Nội dung câu hỏi"),
    (Field::Answer, "Nội dung trả lời"),
    (Field::Unit, "Đơn vị trả lời"),
    (Field::From, "Đơn vị kiến nghị"),
    (Field::Topic, "Lĩnh vực"),
    (Field::Status, "Tình trạng"),
    (Field::Due, "Thời hạn"),
    (Field::Date, "Ngày"),
    (Field::Document, "Số văn bản"),
    (Field::Action, "Biện pháp"),
];

/// What a paragraph begins with.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    Question { number: String, from: String, rest: String },
    Answer { unit: String, rest: String },
    Numbered { number: String, rest: String },
    Label(Field, String),
    Section,
    Plain,
}

/// A question that is being gathered.
#[derive(Default)]
struct Item {
    row: u32,
    cells: [String; COLUMNS.len()],
    answered: bool,
}

/// The sheet of the questions in `paragraphs`; none when there is none.
pub(super) fn sheet(paragraphs: &[Paragraph], budget: &mut Budget) -> Result<Option<Sheet>, Fault> {
    let marks: Vec<Mark> = paragraphs.iter().map(mark).collect();
    let mut sheet = Sheet::new(NAME, Origin::Prose);
    let mut head = Row::default();
    for (at, (_, title)) in COLUMNS.iter().enumerate() {
        budget.cell(&mut head, at as u32 + 1, Value::Text((*title).into()))?;
    }
    budget.row(&mut sheet, head)?;
    let mut open: Option<Item> = None;
    for (at, (paragraph, mark)) in paragraphs.iter().zip(&marks).enumerate() {
        if let Some(item) = begins_question(at, paragraphs, &marks, open.as_ref()) {
            close(&mut open, &mut sheet, budget)?;
            open = Some(item);
            continue;
        }
        match mark {
            Mark::Section => {
                close(&mut open, &mut sheet, budget)?;
                section(paragraph, &mut sheet, budget)?;
            }
            _ if words::is_tail(&paragraph.text) => {
                close(&mut open, &mut sheet, budget)?;
            }
            mark => {
                if let Some(item) = &mut open {
                    item.take(paragraph, mark);
                }
            }
        }
    }
    close(&mut open, &mut sheet, budget)?;
    let questions = sheet.rows.iter().skip(1).any(|row| row.cells.len() > 1 || sheet.merges.is_empty());
    Ok((sheet.rows.len() > 1 && questions).then_some(sheet))
}

/// The question that begins at a paragraph, if one does.
fn begins_question(at: usize, paragraphs: &[Paragraph], marks: &[Mark], open: Option<&Item>) -> Option<Item> {
    let paragraph = &paragraphs[at];
    let (number, from, rest) = match &marks[at] {
        Mark::Question { number, from, rest } => (number.clone(), from.clone(), rest.clone()),
        Mark::Numbered { number, rest }
            if open.is_none_or(|item| item.answered) && answer_follows(at, paragraphs, marks) =>
        {
            (number.clone(), String::new(), rest.clone())
        }
        Mark::Plain | Mark::Section if paragraph.heading => {
            let asks = paragraph.text.trim_end().ends_with('?');
            if !(asks || answer_follows(at, paragraphs, marks)) {
                return None;
            }
            (String::new(), String::new(), paragraph.text.clone())
        }
        _ => return None,
    };
    let mut item = Item { row: paragraph.number, ..Item::default() };
    item.put(Field::Number, &number);
    item.put(Field::From, &from);
    item.put(Field::Text, &rest);
    // Under a heading that asks, what follows is the answer.
    item.answered = paragraph.heading && !matches!(marks.get(at + 1), Some(Mark::Answer { .. } | Mark::Label(..)));
    Some(item)
}

/// Whether an answer begins before the next paragraph that could be a question.
fn answer_follows(at: usize, paragraphs: &[Paragraph], marks: &[Mark]) -> bool {
    for (paragraph, mark) in paragraphs.iter().zip(marks).skip(at + 1).take(40) {
        match mark {
            Mark::Answer { .. } => return true,
            Mark::Question { .. } | Mark::Numbered { .. } | Mark::Section => return false,
            _ if paragraph.heading => return false,
            _ => {}
        }
    }
    false
}

impl Item {
    fn put(&mut self, field: Field, text: &str) {
        let Some(at) = COLUMNS.iter().position(|(known, _)| *known == field) else { return };
        let (cell, text) = (&mut self.cells[at], text.trim());
        if !cell.is_empty() && !text.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
    }

    /// Takes a paragraph that is no beginning of a question.
    fn take(&mut self, paragraph: &Paragraph, mark: &Mark) {
        let bullet = if paragraph.item { "- " } else { "" };
        let text = format!("{bullet}{}", paragraph.text);
        match mark {
            Mark::Answer { unit, rest } => {
                self.put(Field::Unit, unit);
                self.put(Field::Answer, rest);
                self.answered = true;
            }
            Mark::Label(field, value) => self.put(*field, value),
            _ if self.answered => self.put(Field::Answer, &text),
            _ => self.put(Field::Text, &text),
        }
    }
}

fn close(open: &mut Option<Item>, sheet: &mut Sheet, budget: &mut Budget) -> Result<(), Fault> {
    let Some(item) = open.take() else { return Ok(()) };
    let mut row = Row { number: item.row, ..Row::default() };
    for (at, text) in item.cells.into_iter().enumerate() {
        budget.cell(&mut row, at as u32 + 1, Value::Text(text.into()))?;
    }
    budget.row(sheet, row)
}

fn section(paragraph: &Paragraph, sheet: &mut Sheet, budget: &mut Budget) -> Result<(), Fault> {
    let mut row = Row { number: paragraph.number, ..Row::default() };
    budget.cell(&mut row, 1, Value::Text(paragraph.text.as_str().into()))?;
    sheet.merges.push(Merge { rows: (row.number, row.number), columns: (1, COLUMNS.len() as u32) });
    budget.row(sheet, row)
}

/// Whether a line begins something of its own, so that it does not continue the line before.
pub(super) fn begins(line: &str) -> bool {
    let paragraph = Paragraph { text: line.to_owned(), ..Paragraph::default() };
    line.starts_with(['-', '+', '•', '*', '#', '|']) || words::is_tail(line) || mark(&paragraph) != Mark::Plain
}

fn mark(paragraph: &Paragraph) -> Mark {
    let text = paragraph.text.trim();
    let head_end = text.char_indices().take(120).find(|(_, c)| *c == ':' || *c == '\n').map(|(at, _)| at);
    if let Some(end) = head_end.filter(|end| text[*end..].starts_with(':'))
        && let Some(mark) = announced(&text[..end], text[end + 1..].trim())
    {
        return mark;
    }
    if let Some((number, rest)) = question_number(text) {
        return Mark::Question { number, from: String::new(), rest };
    }
    if matches!(&*key(text), "tra loi" | "dap" | "giai dap" | "phuc dap") {
        return Mark::Answer { unit: String::new(), rest: String::new() };
    }
    if words::section(text).is_some_and(|s| s.roman || s.declared.is_some()) && text.chars().count() <= 160 {
        return Mark::Section;
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = &text[digits..];
    if (1..=3).contains(&digits) && after.starts_with(['.', ')']) && after[1..].starts_with([' ', '\u{a0}']) {
        return Mark::Numbered { number: text[..digits].to_owned(), rest: after[1..].trim().to_owned() };
    }
    if paragraph.heading && text.chars().count() <= 160 { Mark::Section } else { Mark::Plain }
}

/// What the words before a colon announce.
fn announced(head: &str, rest: &str) -> Option<Mark> {
    let (before, inside) = match head.split_once('(') {
        Some((before, inside)) => (before.trim(), inside.trim_end_matches(')').trim()),
        None => (head, ""),
    };
    let folded = key(before);
    let (bare, number) = match folded.rsplit_once(' ') {
        Some((words, last)) if last.bytes().all(|b| b.is_ascii_digit()) => (words.trim_end_matches(" so"), last),
        _ => (&*folded, ""),
    };
    let (rest, inside) = (rest.to_owned(), inside.to_owned());
    match bare {
        "hoi" | "cau hoi" | "cau" | "y kien" | "kien nghi" | "question" | "q" | "noi dung cau hoi" | "thac mac" => {
            Some(Mark::Question { number: number.to_owned(), from: inside, rest })
        }
        "tra loi" | "dap" | "giai dap" | "phuc dap" | "answer" | "a" | "noi dung tra loi" | "tra loi cau hoi"
        | "tra loi cau" => Some(Mark::Answer { unit: inside, rest }),
        _ => {
            let field =
                words::field_of(&folded).filter(|field| !matches!(field, Field::Text | Field::Number | Field::Answer));
            if let Some(field) = field.filter(|field| COLUMNS.iter().any(|(known, _)| known == field)) {
                return Some(Mark::Label(field, rest));
            }
            if let Some(unit) = answerer(before, &folded) {
                return Some(Mark::Answer { unit, rest });
            }
            if folded.ends_with(" hoi") && before.chars().count() <= 60 {
                let asker = before.rsplit_once(' ').map_or("", |(asker, _)| asker.trim());
                return Some(Mark::Question { number: String::new(), from: asker.to_owned(), rest });
            }
            (words::field_of(&folded) == Some(Field::Answer)).then_some(Mark::Answer { unit: inside, rest })
        }
    }
}

/// The unit of "Phòng Đào tạo trả lời", "Trả lời của Phòng Đào tạo", "Đáp – Phòng Đào tạo".
fn answerer(head: &str, folded: &str) -> Option<String> {
    let count = |words: &str| words.split(' ').count();
    let words: Vec<&str> = head.split_whitespace().collect();
    for end in ["tra loi", "giai dap", "phuc dap", "cho biet", "tra loi nhu sau", "giai dap nhu sau"] {
        if folded.strip_suffix(end).is_some_and(|before| before.ends_with(' ')) {
            let kept = words.len().checked_sub(count(end))?;
            return Some(words[..kept].join(" "));
        }
    }
    for begin in ["tra loi cua", "tra loi", "dap", "giai dap"] {
        let rest = folded.strip_prefix(begin).filter(|rest| rest.starts_with(' '));
        if rest.is_some() && words.len() > count(begin) {
            let unit = words[count(begin)..].join(" ");
            return Some(unit.trim_start_matches(['-', '–', '—', ' ']).to_owned());
        }
    }
    None
}

/// The number and the rest of "Câu hỏi số 3. …", "Câu 3) …", "Ý kiến 3 - …".
fn question_number(text: &str) -> Option<(String, String)> {
    let at = text.char_indices().take(24).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at)?;
    let before = key(&text[..at]);
    if !matches!(&*before, "cau hoi" | "cau" | "cau hoi so" | "cau so" | "y kien" | "y kien so" | "hoi") {
        return None;
    }
    let digits = text[at..].chars().take_while(char::is_ascii_digit).count();
    let after = text[at + digits..].trim_start();
    let rest = after.strip_prefix(['.', ')', '-', '–', '/'])?;
    Some((text[at..at + digits].to_owned(), rest.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<Vec<(u32, String)>> {
        let paragraphs = super::super::plain::paragraphs(text);
        let Some(sheet) = sheet(&paragraphs, &mut Budget::default()).expect("it is small") else { return Vec::new() };
        let text = |value: &Value| if let Value::Text(text) = value { text.to_string() } else { String::new() };
        let rows = sheet.rows.iter().skip(1);
        rows.map(|row| row.cells.iter().map(|c| (c.column, text(&c.value))).collect()).collect()
    }

    #[test]
    fn minutes() {
        let found = items(
            "BIÊN BẢN\nI. CÔNG TÁC ĐÀO TẠO (02)\nCâu hỏi 1: Bao giờ có lịch thi?\nPhòng Đào tạo trả lời: Tuần sau.\n\
             - Xem trên website.\nHỏi (Lớp K65A): Học phí?\nĐáp: Chưa tăng.\nNơi nhận:\n- BGH\n",
        );
        assert_eq!(found[0], [(1, "I. CÔNG TÁC ĐÀO TẠO (02)".to_owned())]);
        let first =
            [(1, "1"), (2, "Bao giờ có lịch thi?"), (3, "Tuần sau.\n- Xem trên website."), (4, "Phòng Đào tạo")];
        assert_eq!(found[1], first.map(|(column, text)| (column, text.to_owned())));
        let second = [(2, "Học phí?"), (3, "Chưa tăng."), (5, "Lớp K65A")];
        assert_eq!(found[2], second.map(|(column, text)| (column, text.to_owned())));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn numbered_paragraphs_are_questions_when_answers_follow() {
        let found = items(
            "1. Thư viện mở đến mấy giờ?\nTrả lời: Gồm hai ca:\n1. Sáng\n2. Chiều\n2. Có wifi không?\nTrả lời: Có.\n",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0][2].1, "Gồm hai ca:\n1. Sáng\n2. Chiều");
        assert!(items("1. Một\n2. Hai\n").is_empty());
    }
}

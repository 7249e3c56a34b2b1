//! What an import tells: how columns were understood, what would be written, defaults and problems.
//!
//! A [`Reading`] in, text for people or one object a line for programs out. Nothing of a personal column is in either.

use crate::cli::arguments::TableFormat;
use crate::diagnostic::{Lang, Message, Severity};
use crate::import::Reading;
use crate::import::meaning::{By, Item};
use crate::import::problem::{Place, Problem, letters};
use crate::import::table::{Column, Table, Use};
use crate::record::question::AnswerMode;
use crate::say;
use std::fmt::Write as _;

/// How many records are shown to people.
const SHOWN: usize = 12;

pub(super) fn report(reading: &Reading, format: TableFormat, lang: Lang) -> String {
    match format {
        TableFormat::Human => human(reading, lang),
        TableFormat::Json => json(reading, lang),
    }
}

/// A default, and the rows that it was taken in.
struct Default {
    name: &'static str,
    message: Message,
    rows: Vec<Place>,
}

/// Every default that was taken.
fn defaults(items: &[Item]) -> Vec<Default> {
    let rows = |test: &dyn Fn(&Item) -> bool| -> Vec<Place> {
        items.iter().filter(|item| test(item)).map(|item| item.place.clone()).collect()
    };
    let answer = |test: &'static dyn Fn(&crate::import::meaning::Answer) -> bool| {
        move |item: &Item| item.answers.iter().any(test)
    };
    let all = [
        (
            "title",
            say!("câu đầu của nội dung, cắt ở 90 chữ", "the first sentence, cut to 90 characters"),
            rows(&|i| i.title.by == By::Default),
        ),
        (
            "kind",
            say!(
                "question khi kết thúc bằng `?`, petition khi mở đầu bằng `Đề nghị`, `Kiến nghị`, `Xin`, còn lại feedback",
                "question when it ends with `?`, petition when it begins with `Đề nghị`, `Kiến nghị`, `Xin`, else feedback"
            ),
            rows(&|i| i.kind.by == By::Default),
        ),
        (
            "topics",
            say!("theo từ khoá trong nội dung", "by keywords in the text"),
            rows(&|i| i.topics.by == By::Keywords),
        ),
        ("topics", say!("theo đơn vị trả lời", "by the unit that answers"), rows(&|i| i.topics.by == By::Unit)),
        ("topics", say!("`khac`", "`khac`"), rows(&|i| i.topics.by == By::Default && !i.topics.value.is_empty())),
        ("on", say!("ngày của buổi đối thoại", "the day of the dialogue"), rows(&answer(&|a| a.on.by == By::Default))),
        (
            "mode",
            say!("at-dialogue, vì không nêu văn bản", "at-dialogue, because no document is named"),
            rows(&answer(&|a| a.mode.by == By::Default && a.mode.value == AnswerMode::AtDialogue)),
        ),
        ("outcome", say!("answered", "answered"), rows(&answer(&|a| a.outcome.by == By::Default))),
    ];
    let taken = all.into_iter().filter(|(.., rows)| !rows.is_empty());
    taken.map(|(name, message, rows)| Default { name, message, rows }).collect()
}

/// What was done with a column, in words.
fn meaning(column: &Column) -> Message {
    match column.use_ {
        Use::Field(field) => {
            let name = field.name();
            say!("{name}", "{name}")
        }
        Use::Ignored => say!("bỏ qua", "dropped"),
        Use::Hidden => say!("cột ẩn, không nhập", "hidden, not imported"),
        Use::Personal => say!("dữ liệu cá nhân, không nhập", "personal data, refused"),
        Use::Double(_) => say!("trùng, không nhập", "double, not imported"),
        Use::Covered => say!("chung tên cột bên trái, không nhập", "under the head on its left, not imported"),
        Use::Private(_) => say!("dữ liệu cá nhân, bỏ", "personal data, dropped"),
        Use::Unknown => say!("không hiểu, không nhập", "not understood, not imported"),
    }
}

fn human(reading: &Reading, lang: Lang) -> String {
    let mut out = String::new();
    let say = |message: Message| message.get(lang).to_owned();
    for table in &reading.tables {
        let (name, row) = (&table.sheet, table.head_row);
        let title = match (table.prose, name.is_empty()) {
            (true, _) => say(say!("{name}: câu hỏi và trả lời", "{name}: questions and answers")),
            _ if row == 0 => say(say!("{name}, tiếp bảng trước", "{name}, continued from the table before")),
            (_, true) => say(say!("Bảng, đầu bảng ở dòng {row}", "Table, its head in row {row}")),
            _ => say(say!("{name}, đầu bảng ở dòng {row}", "{name}, its head in row {row}")),
        };
        let _ = writeln!(out, "{title}");
        if !table.prose {
            mapping(&mut out, table, lang);
        }
        out.push('\n');
    }
    // Of a file that is refused for its columns nothing will be written as it is now.
    let refused = reading.tables.iter().flat_map(|table| &table.columns).any(|column| column.use_ == Use::Personal);
    if !refused {
        records(&mut out, reading, lang);
    }
    let defaults = defaults(&reading.items);
    if !defaults.is_empty() && !refused {
        let _ = writeln!(out, "{}", say(say!("Mặc định", "Defaults")));
        for default in &defaults {
            let count = default.rows.len();
            let words = default.message.get(lang);
            let rows = say(say!("{count} dòng", "{count} rows"));
            let _ = writeln!(out, "  {:8} {words} ({rows})", default.name);
        }
        out.push('\n');
    }
    for problem in &reading.problems {
        let word = match problem.severity {
            Severity::Error => say(say!("lỗi", "error")),
            Severity::Warning => say(say!("cảnh báo", "warning")),
            Severity::Info => say(say!("thông tin", "info")),
        };
        let place = problem.place.text(lang);
        let colon = if place.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "{word}: {place}{colon}{}", problem.message.get(lang));
        if let Some(help) = &problem.help {
            let _ = writeln!(out, "  {}: {}", say(say!("gợi ý", "help")), help.get(lang));
        }
    }
    out
}

fn mapping(out: &mut String, table: &Table, lang: Lang) {
    let columns = || table.columns.iter().filter(|column| !column.head.is_empty());
    let width = columns().map(|column| column.head.chars().count()).max().unwrap_or(0).min(40);
    for column in columns() {
        let gap = " ".repeat(width.saturating_sub(column.head.chars().count()));
        let _ = writeln!(out, "  {:3} {}{gap}  → {}", letters(column.number), column.head, meaning(column).get(lang));
    }
}

fn records(out: &mut String, reading: &Reading, lang: Lang) {
    if reading.plan.paths.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", say!("Hồ sơ", "Records").get(lang));
    for (item, path) in reading.items.iter().zip(&reading.plan.paths).take(SHOWN) {
        let row = item.place.row.unwrap_or(0);
        let place = say!("dòng {row}", "row {row}");
        let _ = writeln!(out, "  {} {path}  {}: {}", sign(reading, path), place.get(lang), item.title.value);
    }
    if let Some(more) = reading.items.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "  {}", say!("… và {more} hồ sơ nữa", "… and {more} more").get(lang));
    }
    out.push('\n');
}

/// New, changed or as it was.
fn sign(reading: &Reading, path: &str) -> &'static str {
    match reading.plan.changes.get(path) {
        Some(change) if change.old.is_none() => "+",
        Some(_) => "~",
        None => "=",
    }
}

fn json(reading: &Reading, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for table in &reading.tables {
        for column in table.columns.iter().filter(|column| !column.head.is_empty() && !table.prose) {
            let field = if let Use::Field(field) = column.use_ { Some(field.name()) } else { None };
            let (head, meaning) = (&column.head, meaning(column));
            let (vi, en) = (&meaning.vi, &meaning.en);
            let place = Place::sheet(&table.sheet).row(table.head_row).column(column.number, head);
            line(Problem::info(say!("{head} → {vi}", "{head} → {en}")).at(place).json(lang, "column", field, None));
        }
    }
    for default in defaults(&reading.items) {
        for place in default.rows {
            let problem = Problem::info(default.message.clone()).at(place);
            line(problem.json(lang, "default", Some(default.name), None));
        }
    }
    for (item, path) in reading.items.iter().zip(&reading.plan.paths) {
        let title = &item.title.value;
        let message = match sign(reading, path) {
            "+" => say!("mới: {title}", "new: {title}"),
            "~" => say!("sửa: {title}", "changed: {title}"),
            _ => say!("như cũ: {title}", "unchanged: {title}"),
        };
        line(Problem::info(message).at(item.place.clone()).json(lang, "record", None, Some(path)));
    }
    for problem in &reading.problems {
        line(problem.json(lang, "problem", None, None));
    }
    out
}

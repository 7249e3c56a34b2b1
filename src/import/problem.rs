//! Problems of an import: what is wrong in the file, by sheet, row and column, and how to put it right.
//!
//! Plain data in both languages, like a diagnostic, but its place is a cell and not a byte: the file belongs to others and
//! is mended with the program that wrote it.

use crate::diagnostic::{Lang, Message, Severity};
use serde::Serialize;

/// One thing that is wrong in the file, or worth knowing.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// Where.
    pub place: Place,
}

/// A place in the file; what is absent means the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet.
    pub sheet: Option<Box<str>>,
    /// The row, from 1.
    pub row: Option<u32>,
    /// The column, from 1.
    pub number: Option<u32>,
    /// The head of the column.
    pub column: Option<Box<str>>,
}

impl Place {
    /// A place in a sheet.
    pub fn sheet(name: &str) -> Self {
        Self { sheet: (!name.is_empty()).then(|| name.into()), ..Self::default() }
    }

    /// The same at a row.
    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same at a column.
    #[must_use]
    pub fn column(mut self, number: u32, head: &str) -> Self {
        self.number = Some(number);
        self.column = (!head.is_empty()).then(|| head.into());
        self
    }

    /// As people say it: `Sheet1, dòng 7, cột C (Đơn vị trả lời)`.
    pub fn text(&self, lang: Lang) -> String {
        let (row, column) = match lang {
            Lang::Vi => ("dòng", "cột"),
            Lang::En => ("row", "column"),
        };
        let mut parts: Vec<String> = self.sheet.iter().map(ToString::to_string).collect();
        parts.extend(self.row.map(|number| format!("{row} {number}")));
        match (self.number, &self.column) {
            (Some(number), Some(head)) => parts.push(format!("{column} {} ({head})", letters(number))),
            (Some(number), None) => parts.push(format!("{column} {}", letters(number))),
            (None, Some(head)) => parts.push(format!("{column} ({head})")),
            (None, None) => {}
        }
        parts.join(", ")
    }
}

/// A column as spreadsheets name it: 3 is `C`.
pub fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        letters.push(char::from(b'A' + ((number - 1) % 26) as u8));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Problem {
    fn new(severity: Severity, message: Message) -> Self {
        Self { severity, message, help: None, place: Place::default() }
    }

    /// Something that forbids writing.
    pub fn error(message: Message) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something worth mending.
    pub fn warning(message: Message) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Something worth knowing.
    pub fn info(message: Message) -> Self {
        Self::new(Severity::Info, message)
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// As one line of JSON, without its line end; `path` is the record that it is about.
    pub fn json(&self, lang: Lang, kind: &str, field: Option<&str>, path: Option<&str>) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            kind: &'a str,
            severity: &'a str,
            message: &'a str,
            sheet: Option<&'a str>,
            row: Option<u32>,
            column: Option<&'a str>,
            cell: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            field: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            path: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            help: Option<&'a str>,
        }
        let number = self.place.number.map(letters);
        let line = Line {
            kind,
            severity: self.severity.as_str(),
            message: self.message.get(lang),
            sheet: self.place.sheet.as_deref(),
            row: self.place.row,
            column: self.place.column.as_deref().or(number.as_deref()),
            cell: number.as_ref().zip(self.place.row).map(|(column, row)| format!("{column}{row}")),
            field,
            path,
            help: self.help.as_ref().map(|help| help.get(lang)),
        };
        serde_json::to_string(&line).expect("texts and numbers are JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn a_place_reads_as_a_spreadsheet_shows_it() {
        assert_eq!([1, 26, 27, 256].map(letters), ["A", "Z", "AA", "IV"]);
        let place = Place::sheet("Tổng hợp").row(7).column(3, "Đơn vị trả lời");
        assert_eq!(place.text(Lang::Vi), "Tổng hợp, dòng 7, cột C (Đơn vị trả lời)");
        let line = Problem::error(say!("a", "b")).at(place).json(Lang::En, "problem", None, None);
        let line: serde_json::Value = serde_json::from_str(&line).expect("it is JSON");
        assert_eq!(
            (&line["sheet"], &line["row"], &line["column"]),
            (&"Tổng hợp".into(), &7.into(), &"Đơn vị trả lời".into())
        );
        assert_eq!((&line["severity"], &line["cell"]), (&"error".into(), &"C7".into()));
    }
}

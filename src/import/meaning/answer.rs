//! What a row says of its question's course: who must answer, to whom it was passed on, what was answered.

use super::wording::{Answered, Wording};
use super::{Answer, By, Given, Item, Reader, Referral, wording};
use crate::import::problem::Problem;
use crate::import::table::{Line, Table};
use crate::import::words::{Field, key};
use crate::record::question::{AnswerMode, AnswerOutcome};
use crate::say;
use chrono::NaiveDate;

impl Reader<'_, '_> {
    /// Reads assignment, referral, answer and promise of a row into `item`.
    pub(super) fn facts(&mut self, table: &Table, line: &Line, units: &[String], item: &mut Item) {
        let status = self.status(table, line);
        let text = self.answer_text(table, line, status.as_ref());
        let referred = status.as_ref().is_some_and(|(s, _)| s.question == Answered::Referred) && text.is_none();
        let answered = self.answer_day(table, line);
        let base = self.base_day(item.received, answered.as_ref().map(|day| day.value));
        if referred {
            self.refer(table, line, units, base, status.as_ref(), item);
        } else if let Some(text) = text {
            self.answer(table, line, units, status.as_ref(), answered.clone(), text, item);
        }
        if units.is_empty() && item.answers.is_empty() && item.referral.is_none() {
            self.problems.push(
                Problem::warning(say!(
                    "dòng không có đơn vị trả lời; ý kiến chưa được giao",
                    "the row names no unit; the question is unassigned"
                ))
                .help(say!(
                    "ghi đơn vị vào cột, hoặc thêm `[[assigned]]` sau khi nhập",
                    "name the unit in its column, or add `[[assigned]]` afterwards"
                ))
                .at(table.at(line.row)),
            );
        }
        if !units.is_empty() && item.referral.is_none() {
            if base.is_none() {
                self.no_day(table, line);
            }
            item.assigned_on = base;
            item.assigned = units.to_vec();
        }
        if item.answers.is_empty() {
            self.unanswered_document(table, line);
        }
        item.promise = self.promise(table, line, units, status, answered.map(|day| day.value), item);
    }

    /// A document's number in a row without an answer goes nowhere.
    fn unanswered_document(&mut self, table: &Table, line: &Line) {
        let Some(number) = self.said(table, line, Field::Document) else { return };
        let place = line.get(Field::Document).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
        self.problems.push(
            Problem::warning(say!(
                "dòng không có trả lời, số văn bản `{number}` không được nhập",
                "the row has no answer; its document `{number}` is not imported"
            ))
            .help(say!(
                "ghi nội dung trả lời, hoặc thêm văn bản bằng `doithoai new document`",
                "write the answer, or add the document with `doithoai new document`"
            ))
            .at(place),
        );
    }

    /// Another row of the same question: one more answer.
    pub(super) fn further_answer(&mut self, table: &Table, line: &Line, index: usize) {
        let own = line.get(Field::Answer).is_some_and(|cell| cell.top == line.row);
        let Some(units) = self.units(table, line) else { return };
        let mut item = self.items[index].clone();
        item.assigned.extend(units.iter().filter(|unit| !self.items[index].assigned.contains(unit)).cloned());
        let status = self.status(table, line);
        if let Some(text) = self.answer_text(table, line, status.as_ref()).filter(|_| own) {
            let day = self.answer_day(table, line);
            self.answer(table, line, &units, status.as_ref(), day, text, &mut item);
        }
        self.items[index] = item;
    }

    /// The status of a row and its wording; one that is not understood is an error.
    fn status(&mut self, table: &Table, line: &Line) -> Option<(Wording, String)> {
        let said = self.said(table, line, Field::Status)?;
        let read = *self.statuses_read.entry(said.clone()).or_insert_with_key(|said| wording::status(said));
        if let Some(read) = read {
            return Some((read, said.replace('\n', " ")));
        }
        let cell = line.get(Field::Status)?;
        let near = wording::nearest(&said);
        self.problems.push(
            Problem::error(say!("không hiểu tình trạng `{said}`", "the status `{said}` is not understood"))
                .help(say!(
                    "gần nhất: {near}; mọi cách ghi được hiểu: `doithoai import --help`",
                    "nearest: {near}; all that is understood: `doithoai import --help`"
                ))
                .at(table.cell(line.row, cell)),
        );
        None
    }

    /// The text of a row's answer: its column, what the chair said, and the document's number where the register lacks it.
    /// A status that says "answered" is all the answer there is where the row has no other.
    fn answer_text(&mut self, table: &Table, line: &Line, status: Option<&(Wording, String)>) -> Option<String> {
        let mut parts: Vec<String> = self.said(table, line, Field::Answer).into_iter().collect();
        // What the chair directed is no answer where the row promises something: it stands with the promise then.
        let promises = line.get(Field::Action).is_some() || line.get(Field::Due).is_some();
        if !parts.is_empty() || !promises {
            parts.extend(self.directive(table, line));
        }
        let (read, wording) = status.map_or((Answered::Unsaid, ""), |(s, wording)| (s.question, wording));
        let says = matches!(read, Answered::Yes | Answered::Accepted | Answered::OutOfCompetence);
        if parts.is_empty() && says {
            let place = line.get(Field::Status).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
            self.problems.push(
                Problem::warning(say!(
                    "tình trạng `{wording}` nhưng không có nội dung trả lời; lấy tình trạng làm nội dung",
                    "the status is `{wording}` and there is no answer; the status stands as its text"
                ))
                .help(say!("bổ sung nội dung trả lời", "write the answer"))
                .at(place),
            );
            parts.push(wording.to_owned());
        }
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    /// What the chair directed or concluded, under the head of its column.
    pub(super) fn directive(&mut self, table: &Table, line: &Line) -> Option<String> {
        let said = self.said(table, line, Field::Conclusion)?;
        let head = line.get(Field::Conclusion).map_or("", |cell| &table.columns[cell.column].head);
        Some(format!("{head}: {said}"))
    }

    #[allow(clippy::too_many_arguments, reason = "the cells of one row")]
    fn answer(
        &mut self,
        table: &Table,
        line: &Line,
        units: &[String],
        status: Option<&(Wording, String)>,
        on: Option<Given<NaiveDate>>,
        mut text: String,
        item: &mut Item,
    ) {
        let Some(unit) = units.first().cloned().or_else(|| self.own_unit(table, line)) else { return };
        let Some(on) = on else { return self.no_day(table, line) };
        let named =
            self.said(table, line, Field::Document).filter(|number| key(number).chars().any(char::is_alphanumeric));
        let document = named.as_deref().and_then(|number| self.context.document(number)).map(str::to_owned);
        if let Some(number) = named.as_ref().filter(|_| document.is_none()) {
            let place = line.get(Field::Document).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
            text.push_str("\nVăn bản trả lời: ");
            text.push_str(number);
            self.problems.push(
                Problem::warning(say!(
                    "sổ chưa có văn bản `{number}`; số văn bản được ghi vào nội dung trả lời",
                    "the register has no document `{number}`; its number is written into the answer"
                ))
                .help(say!(
                    "thêm văn bản: `doithoai new document`, rồi nhập lại",
                    "add it: `doithoai new document`, then import again"
                ))
                .at(place),
            );
        }
        let mode = match named {
            Some(_) => Given { value: AnswerMode::Written, by: By::Column },
            None => Given { value: AnswerMode::AtDialogue, by: By::Default },
        };
        let outcome = match status.map(|(s, _)| s.question) {
            Some(Answered::Accepted) => Given { value: AnswerOutcome::Accepted, by: By::Column },
            Some(Answered::OutOfCompetence) => Given { value: AnswerOutcome::OutOfCompetence, by: By::Column },
            Some(Answered::Yes) => Given { value: AnswerOutcome::Answered, by: By::Column },
            _ => Given { value: AnswerOutcome::Answered, by: By::Default },
        };
        let reason =
            status.filter(|_| outcome.value == AnswerOutcome::OutOfCompetence).map(|(_, wording)| wording.clone());
        item.answers.push(Answer { unit, on, mode, outcome, reason, document, text });
    }

    /// The dialogue's own unit, for a row that names none.
    pub(super) fn own_unit(&mut self, table: &Table, line: &Line) -> Option<String> {
        let unit = self.context.unit.clone()?;
        self.problems.push(
            Problem::warning(say!(
                "dòng không có đơn vị trả lời; lấy đơn vị tổ chức `{unit}`",
                "the row names no unit; the dialogue's own is taken, `{unit}`"
            ))
            .help(say!("ghi đơn vị vào cột `Đơn vị trả lời`", "name it in a column `Đơn vị trả lời`"))
            .at(table.at(line.row)),
        );
        Some(unit)
    }

    fn refer(
        &mut self,
        table: &Table,
        line: &Line,
        units: &[String],
        on: Option<NaiveDate>,
        status: Option<&(Wording, String)>,
        item: &mut Item,
    ) {
        let own = self.context.unit.clone();
        let to = units.iter().find(|unit| Some(*unit) != own.as_ref()).cloned();
        let to = to.or_else(|| self.context.organiser.clone().filter(|unit| Some(unit) != own.as_ref()));
        let (Some(from), Some(to)) = (own, to) else {
            let place = line.get(Field::Status).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
            self.problems.push(
                Problem::error(say!(
                    "không rõ ý kiến được chuyển đến đơn vị nào",
                    "it is not known to which unit the question was passed on"
                ))
                .help(say!("ghi đơn vị nhận vào cột `Đơn vị trả lời`", "name the unit in the column `Đơn vị trả lời`"))
                .at(place),
            );
            return;
        };
        let Some(on) = on else { return self.no_day(table, line) };
        let reason = status.map_or_else(String::new, |(_, wording)| wording.clone());
        item.referral = Some(Referral { from, to, on, reason });
    }

    /// The day of the row's answer: its own column, the row's day, else the dialogue's.
    fn answer_day(&mut self, table: &Table, line: &Line) -> Option<Given<NaiveDate>> {
        let said = self.day(table, line, Field::Answered).or_else(|| self.day(table, line, Field::Date));
        let said = said.map(|value| Given { value, by: By::Column });
        said.or_else(|| self.context.held.map(|value| Given { value, by: By::Default }))
    }

    /// The day on which the course of a question begins: never after its answer, never before it was received.
    fn base_day(&self, received: Option<NaiveDate>, answered: Option<NaiveDate>) -> Option<NaiveDate> {
        let held = self.context.held;
        received.or_else(|| match (held, answered) {
            (Some(held), Some(answered)) => Some(held.min(answered)),
            (held, answered) => held.or(answered),
        })
    }

    pub(super) fn no_day(&mut self, table: &Table, line: &Line) {
        self.problems.push(
            Problem::error(say!(
                "không rõ ngày: dòng không ghi và buổi đối thoại chưa có `held`",
                "no day is known: neither the row nor the dialogue's `held` has one"
            ))
            .help(say!(
                "thêm `held` vào `dialogue.md`, hoặc thêm cột `Ngày trả lời`",
                "add `held` to `dialogue.md`, or a column `Ngày trả lời`"
            ))
            .at(table.at(line.row)),
        );
    }
}

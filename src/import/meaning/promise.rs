//! What a row says was promised, and how it stands.

use super::wording::{Promised, Wording};
use super::{Due, Promise, Reader, Update, date, text};
use crate::import::problem::Problem;
use crate::import::table::{Line, Table};
use crate::import::words::Field;
use crate::say;
use chrono::NaiveDate;

impl Reader<'_, '_> {
    /// The promise of a row: where it says what will be done, by when, or that something is being done.
    pub(super) fn promise(
        &mut self,
        table: &Table,
        line: &Line,
        units: &[String],
        status: Option<(Wording, String)>,
        day: Option<NaiveDate>,
        item: &super::Item,
    ) -> Option<Promise> {
        let action = self.said(table, line, Field::Action);
        let due = self.due(table, line);
        let evaluation = self.said(table, line, Field::Evaluation);
        let reported = status.as_ref().and_then(|(s, _)| match s.promise {
            Promised::Reported(state) => Some(state),
            Promised::Planned | Promised::Unsaid => None,
        });
        if action.is_none() && due.is_none() && reported.is_none() {
            return None;
        }
        let lead = units.first().cloned().or_else(|| self.own_unit(table, line))?;
        let update = match (reported, status) {
            (Some(state), Some((read, wording))) => {
                let Some(on) = day else {
                    self.no_day(table, line);
                    return None;
                };
                let note = evaluation.map_or_else(|| wording.clone(), |said| format!("{wording}. {said}"));
                let percent = read.percent.filter(|_| state != crate::record::commitment::UpdateState::Done);
                Some(Update { on, state, percent, note: note.replace('\n', " ") })
            }
            _ => None,
        };
        let co = units.iter().skip(1).cloned().collect();
        let title = action.as_deref().map_or_else(|| item.title.value.clone(), text::title);
        let mut text: Vec<String> = action.into_iter().collect();
        if item.answers.is_empty() {
            text.extend(self.directive(table, line));
        }
        Some(Promise { title, lead, co, due, text: text.join("\n"), update })
    }

    /// The limit of a row; one that is not understood is an error.
    fn due(&mut self, table: &Table, line: &Line) -> Option<Due> {
        let said = self.said(table, line, Field::Due)?;
        let cell = line.get(Field::Due)?;
        let due = date::due(&cell.value, self.context.year);
        if due.is_none() {
            self.problems.push(
                Problem::error(say!("không hiểu thời hạn `{said}`", "the limit `{said}` is not understood"))
                    .help(say!(
                        "viết ví dụ `30/6/2024`, `trước 30/6`, `13 - 19/11/2023`, `Quý II/2024`, `HK II năm học 2023-2024`",
                        "write for example `30/6/2024`, `trước 30/6`, `13 - 19/11/2023`, `Quý II/2024`, `HK II năm học 2023-2024`"
                    ))
                    .at(table.cell(line.row, cell)),
            );
        }
        due
    }
}

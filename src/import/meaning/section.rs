//! Rows among others: the counts of their sections, several questions in one cell, and what tells a row from the rest.

use super::{By, Given, Reader, text, wording};
use crate::import::problem::Problem;
use crate::import::table::{Line, Table, shown};
use crate::import::words::{Field, key};
use crate::say;
use crate::text::digest::Sha256;
use rustc_hash::{FxHashMap, FxHashSet};

impl Reader<'_, '_> {
    /// Holds the counts that section rows declare against what stands under them.
    pub(super) fn counts(&mut self, table: &Table, counted: &[u32]) {
        for (at, (row, section)) in table.sections.iter().enumerate() {
            let Some(declared) = section.declared else { continue };
            let mut count = counted[at];
            for (next, (_, other)) in table.sections.iter().enumerate().skip(at + 1) {
                if section.level == u8::MAX || other.level <= section.level {
                    break;
                }
                count += counted[next];
            }
            if count == declared {
                continue;
            }
            let title = &section.title;
            let message = say!(
                "mục `{title}` ghi {declared} ý kiến, trong bảng có {count}",
                "the section `{title}` declares {declared} questions and has {count}"
            );
            let problem = if self.options.allow_count { Problem::warning(message) } else { Problem::error(message) };
            self.problems.push(
                problem
                    .help(say!("sửa số, hoặc dùng `--allow-count`", "mend the number, or use `--allow-count`"))
                    .at(table.at(*row)),
            );
        }
    }

    /// A cell with several questions: told, and cut where the editor asked for it.
    pub(super) fn parts(&mut self, table: &Table, line: &Line, index: usize) {
        let parts = text::several(&self.items[index].text);
        if parts.is_empty() {
            return;
        }
        let n = parts.len();
        let place = line.get(Field::Text).map(|cell| table.cell(line.row, cell)).unwrap_or_default();
        let problem = if self.options.split {
            Problem::warning(say!(
                "một ô có {n} câu hỏi; đã tách thành {n} ý kiến",
                "the cell has {n} questions; it was split into {n}"
            ))
        } else {
            Problem::warning(say!(
                "một ô có {n} câu hỏi; giữ làm một ý kiến",
                "the cell has {n} questions; it is kept as one"
            ))
            .help(say!("`--split` ghi mỗi câu thành một ý kiến", "`--split` writes each as a question of its own"))
        };
        self.problems.push(problem.at(place));
        if !self.options.split {
            return;
        }
        let whole = self.items[index].clone();
        let answers = whole.answers.first().map(|answer| text::several(&answer.text)).filter(|all| all.len() == n);
        for (number, part) in parts.into_iter().enumerate() {
            let mut item = whole.clone();
            item.key = format!("{}/{}", whole.key, number + 1);
            item.title = Given { value: text::title(&part), by: By::Default };
            item.kind = if whole.kind.by.is_said() {
                whole.kind.clone()
            } else {
                Given { value: wording::guess(&part), by: By::Default }
            };
            item.text = part;
            item.split_from = Some(index);
            item.promise = None;
            if let (Some(answers), Some(answer)) = (&answers, item.answers.first_mut()) {
                answer.text.clone_from(&answers[number]);
            }
            self.items.push(item);
        }
    }
}

/// The key of each line: its number where these are unique, else a digest of its text.
pub(super) fn keys(table: &Table) -> Vec<String> {
    let numbers: Vec<String> = table
        .lines
        .iter()
        .filter(|line| line.get(Field::Text).is_some_and(|cell| cell.top == line.row))
        .map(|line| line.get(Field::Number).map_or_else(String::new, |cell| shown(&cell.value)))
        .collect();
    let mut seen = FxHashSet::default();
    let unique = numbers.iter().all(|number| !number.is_empty() && seen.insert(number));
    let mut times: FxHashMap<String, u32> = FxHashMap::default();
    let of = |line: &Line| {
        if let Some(number) = line.get(Field::Number).filter(|_| unique) {
            return shown(&number.value);
        }
        let text = line.get(Field::Text).map_or_else(String::new, |cell| shown(&cell.value));
        let mut sha256 = Sha256::default();
        sha256.update(key(&text).as_bytes());
        let digest = sha256.finish()[..12].to_owned();
        let time = times.entry(digest.clone()).or_insert(0);
        *time += 1;
        if *time == 1 { digest } else { format!("{digest}-{time}") }
    };
    table.lines.iter().map(of).collect()
}

//! T07: a step of which the end has passed and nobody said that it was done.
//!
//! The place is the round's own table of the step, which lacks `done`; of a step that only its procedure has, the round.

use crate::check::steps::table_of;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T07,
    title: Prose {
        vi: "mốc đã hết hạn mà chưa ghi `done`", en: "a step's end has passed and it has no `done`"
    },
    prose: Prose {
        vi: "Trang của đợt so mốc dự kiến với ngày thực hiện. Mốc đã qua mà không có `done` sẽ hiện là quá hạn.\n\n\
             Cách sửa: ghi ngày đã làm; nếu được lùi hạn, ghi `extensions`.\n\n\
             ```toml\n\
             [[step]]\n\
             id = \"tra-loi\"\n\
             done = 2024-03-29\n\
             ```",
        en: "A round's page holds what was planned against what was done. A step that has passed without `done` is shown as overdue.\n\n\
             To put it right: write the day on which it was done; where the limit was moved, write `extensions`.\n\n\
             ```toml\n\
             [[step]]\n\
             id = \"tra-loi\"\n\
             done = 2024-03-29\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in register.rounds.iter().filter(|r| !r.draft && !r.flawed) {
        for step in round.links.schedule.steps.iter().filter(|s| s.done.is_none() && s.deadline.is_overdue()) {
            let Some(end) = step.deadline.last_day() else { continue };
            let id = &step.id;
            found.push(
                Diagnostic::new(
                    Code::T07,
                    &round.path,
                    table_of(round, step),
                    say!(
                        "mốc `{id}` đã hết hạn ngày {end} mà chưa ghi `done`",
                        "the step `{id}` ended on {end} and has no `done`"
                    ),
                )
                .help(say!(
                    "thêm `done = …` vào `[[step]]` có `id = \"{id}\"`, hoặc ghi `extensions`",
                    "add `done = …` to the `[[step]]` with `id = \"{id}\"`, or write `extensions`"
                )),
            );
        }
    }
}

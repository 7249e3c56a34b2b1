//! W17: a dialogue was held, and the round names no plan for it.
//!
//! One diagnostic a round, however many dialogues were held: the plan is missing once.

use crate::check::measure::took_place;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W17,
    title: Prose {
        vi: "đã tổ chức đối thoại nhưng đợt không có kế hoạch",
        en: "a held dialogue of a round without `plan`",
    },
    prose: Prose {
        vi: "Đối thoại được tổ chức theo kế hoạch. Trang của đợt dẫn tới kế hoạch để người đọc so mốc dự kiến với việc đã làm.\n\n\
             Cách sửa: thêm văn bản kế hoạch vào `documents/` của đợt và ghi tên nó vào `plan`.\n\n\
             ```toml\n\
             plan = \"documents/ke-hoach\"\n\
             ```",
        en: "Dialogues are held after a plan. The round's page links to it, so that readers can hold what was done against it.\n\n\
             To put it right: add the plan to the round's `documents/` and name it in `plan`.\n\n\
             ```toml\n\
             plan = \"documents/ke-hoach\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in register.rounds.iter().filter(|r| !r.flawed && r.facts.plan.is_none()) {
        let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()]);
        let mut dialogues = dialogues.filter(|d| took_place(d) && (round.draft || !d.draft));
        let Some(first) = dialogues.next() else { continue };
        let n = 1 + dialogues.count();
        found.push(
            Diagnostic::new(
                Code::W17,
                &round.path,
                round.span,
                say!(
                    "đợt đã tổ chức {n} buổi đối thoại nhưng không có `plan` (kế hoạch)",
                    "dialogues were held in this round ({n}), and it has no `plan`"
                ),
            )
            .related(
                &first.path,
                first.facts.held.as_ref().map_or(first.span, |h| h.span),
                say!("buổi đối thoại đầu tiên", "the first dialogue"),
            )
            .help(say!("thêm `plan = \"documents/…\"`", "add `plan = \"documents/…\"`")),
        );
    }
}

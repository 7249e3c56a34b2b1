//! W17: a dialogue was held, and the round names no plan for it.
//!
//! One diagnostic a round, however many dialogues were held: the plan is missing once.

use crate::calendar::AcademicYear;
use crate::check::measure::took_place;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::record::document::DocumentType;
use crate::register::{Document, Register, Round};
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
            .help(help(register, round)),
        );
    }
}

/// The plan that is there already, by the name under which the round finds it; else how to make one.
fn help(register: &Register<'_>, round: &Round) -> Message {
    let Some(plan) = existing(register, round) else {
        let id = &round.id;
        return say!(
            "tạo văn bản kế hoạch: `doithoai new document {id}/ke-hoach`, rồi thêm `plan = \"documents/ke-hoach\"`",
            "make the document: `doithoai new document {id}/ke-hoach`, then add `plan = \"documents/ke-hoach\"`"
        );
    };
    let title = plan.facts.title.get().map_or("", |title| title.as_str());
    let own = plan.id.strip_prefix(&*round.id).and_then(|rest| rest.strip_prefix('/'));
    let name = own.unwrap_or(&plan.id);
    say!(
        "thêm `plan = \"{name}\"` (văn bản đã có: “{title}”), nếu đó là kế hoạch của đợt",
        "add `plan = \"{name}\"` (a document that is there: “{title}”), if it is the plan of the round"
    )
}

/// The document that is the plan, most likely: of type KH, the round's own before those of its dialogues and of the
/// institution; of the institution's the one of the round's academic year.
fn existing<'r>(register: &'r Register<'_>, round: &Round) -> Option<&'r Document> {
    let year = round.facts.academic_year.get().map(|year| year.0);
    let rank = |document: &Document| {
        let inside = document.id.strip_prefix(&*round.id).and_then(|rest| rest.strip_prefix('/'));
        match inside {
            Some(rest) if rest.starts_with("documents/") => Some(0),
            Some(_) => Some(1),
            None if document.id.starts_with("documents/") => {
                let day = document.facts.date.copied()?.0;
                (Some(AcademicYear::of(day)) == year).then_some(2)
            }
            None => None,
        }
    };
    let plans = register.documents.iter().filter(|d| !d.draft && d.facts.r#type.copied() == Some(DocumentType::Plan));
    plans.filter_map(|plan| Some((rank(plan)?, plan))).min_by_key(|(rank, _)| *rank).map(|(_, plan)| plan)
}

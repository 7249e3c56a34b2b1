//! T06: steps that do not follow each other, or that lie before the plan that orders them.
//!
//! Compared are the last days of the written limits, each step with the nearest one above it that has a day.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::schedule::Step;
use crate::register::{Document, Register, Round};
use crate::say;
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T06,
    title: Prose {
        vi: "các mốc không theo thứ tự, hoặc mốc trước ngày của kế hoạch",
        en: "steps out of order, or a step before its plan's date",
    },
    prose: Prose {
        vi: "Các mốc được hiện theo thứ tự trong tệp. Mốc sau mà hết hạn sớm hơn mốc trước thường là gõ nhầm ngày. Mốc kết thúc trước ngày ký \
             kế hoạch cũng vậy, trừ những việc chuẩn bị đã làm trước khi ký.\n\n\
             Cách sửa: sửa ngày, xếp lại các mốc, hoặc để nguyên nếu kế hoạch đúng là như vậy.\n\n\
             ```toml\n\
             [[step]]\n\
             id = \"tra-loi\"\n\
             title = \"Các đơn vị trả lời bằng công văn\"\n\
             when = \"25 - 31/3/2024\"\n\
             ```",
        en: "Steps are shown in the order of the file. One that ends before the step above it is mostly a mistyped date; so is one that ends \
             before the plan was signed, unless it prepared the plan.\n\n\
             To put it right: correct the day, put the steps in order, or leave it where the plan really says so.\n\n\
             ```toml\n\
             [[step]]\n\
             id = \"tra-loi\"\n\
             title = \"Units answer by letter\"\n\
             when = \"25 - 31/3/2024\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in &register.rounds {
        let plan = round.facts.plan.as_ref().and_then(|p| register.document(p.as_str(), &round.id));
        let plan = plan.map(|d| &register.documents[d.at()]);
        let mut above: Option<(NaiveDate, &Step)> = None;
        for step in &round.links.schedule.steps {
            let planned = step.planned.as_ref().and_then(|p| p.as_ref().ok());
            let Some(end) = planned.and_then(|r| r.limit).map(|l| l.last_day) else { continue };
            if let Some((before, earlier)) = above.filter(|(before, _)| end < *before) {
                found.push(out_of_order(step, end, earlier, before));
            }
            above = Some((end, step));
            found.extend(plan.and_then(|plan| before_plan(round, plan, step, end)));
        }
    }
}

fn out_of_order(step: &Step, end: NaiveDate, earlier: &Step, before: NaiveDate) -> Diagnostic {
    let (id, other) = (&step.id, &earlier.id);
    Diagnostic::new(
        Code::T06,
        &step.place.0,
        step.place.1,
        say!(
            "mốc `{id}` hết ngày {end}, sớm hơn mốc `{other}` đứng trước (ngày {before})",
            "the step `{id}` ends on {end}, before the step `{other}` above it ({before})"
        ),
    )
    .related(&earlier.place.0, earlier.place.1, say!("mốc đứng trước", "the step above"))
    .help(say!("sửa ngày, hoặc xếp lại các mốc", "correct the day, or put the steps in order"))
}

fn before_plan(round: &Round, plan: &Document, step: &Step, end: NaiveDate) -> Option<Diagnostic> {
    let date = plan.facts.date.at()?;
    let signed = date.value.0;
    if end >= signed {
        return None;
    }
    let id = &step.id;
    let fault = Diagnostic::new(
        Code::T06,
        &step.place.0,
        step.place.1,
        say!(
            "mốc `{id}` hết ngày {end}, trước ngày của kế hoạch ({signed})",
            "the step `{id}` ends on {end}, before the plan's date ({signed})"
        ),
    )
    .related(&plan.path, date.span, say!("ngày của kế hoạch", "the plan's date"));
    let fault = if *step.place.0 == *round.path {
        fault
    } else {
        fault.related(&round.path, round.span, say!("trong đợt này", "in this round"))
    };
    Some(fault.help(say!(
        "sửa ngày, hoặc để nguyên nếu việc này làm trước khi ký kế hoạch",
        "correct the day, or leave it where this was done before the plan was signed"
    )))
}

//! R04: a unit that acts after the day it was closed.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::Correction;
use crate::record::round::Extension;
use crate::record::value::{Day, UnitRef};
use crate::register::{Commitment, Dialogue, Question, Register};
use crate::say;
use crate::text::span::At;
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::R04,
    title: Prose { vi: "đơn vị được dùng sau ngày giải thể", en: "a unit used after it was closed" },
    prose: Prose {
        vi: "Đơn vị đã giải thể không thể nhận việc, trả lời hay ký văn bản. Nếu sau ngày đó nó vẫn được nêu tên, thì hoặc ngày sai, \
             hoặc việc thuộc đơn vị kế thừa.\n\n\
             Cách sửa: dùng đơn vị ghi ở `successor`, hoặc sửa ngày của dữ kiện hay ngày `closed` của đơn vị.\n\n\
             Ví dụ: `khoa-cu` có `closed = 2024-03-08` nhưng `[[assigned]]` ngày 11/3 ghi `unit = \"khoa-cu\"`.",
        en: "A unit that was closed cannot be given work, answer or sign. Where it is named after that day, either the date is wrong or \
             the work is its successor's.\n\n\
             To put it right: use the unit under `successor`, or mend the date of the fact or the unit's `closed`.\n\n\
             Example: `khoa-cu` has `closed = 2024-03-08`, and `[[assigned]]` of 11 March has `unit = \"khoa-cu\"`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    if register.units.iter().all(|u| u.facts.closed.is_none()) {
        return;
    }
    let mut uses = Uses { register, path: "", found };
    for question in &register.questions {
        uses.path = &question.path;
        question_uses(&mut uses, question);
    }
    for commitment in &register.commitments {
        uses.path = &commitment.path;
        commitment_uses(&mut uses, commitment);
    }
    for dialogue in &register.dialogues {
        uses.path = &dialogue.path;
        dialogue_uses(&mut uses, dialogue);
    }
    for document in &register.documents {
        uses.path = &document.path;
        uses.on(document.facts.issuer.at(), document.facts.date.copied());
        uses.corrections(&document.facts.corrections);
    }
    for round in &register.rounds {
        uses.path = &round.path;
        for step in &round.facts.step {
            uses.extensions(&step.extensions);
        }
        uses.corrections(&round.facts.corrections);
    }
    for survey in &register.surveys {
        uses.path = &survey.path;
        uses.corrections(&survey.facts.corrections);
    }
    for page in &register.pages {
        uses.path = &page.path;
        uses.corrections(&page.facts.corrections);
    }
}

struct Uses<'r, 's, 'f> {
    register: &'r Register<'s>,
    path: &'r str,
    found: &'f mut Vec<Diagnostic>,
}

impl<'r> Uses<'r, '_, '_> {
    /// A unit named by a fact of the day `on`.
    fn on(&mut self, unit: Option<&At<UnitRef>>, on: Option<Day>) {
        self.at(unit, on.map(|d| d.0));
    }

    fn at(&mut self, unit: Option<&At<UnitRef>>, on: Option<NaiveDate>) {
        let (Some(named), Some(on)) = (unit, on) else { return };
        let Some(ix) = self.register.unit(named.value.as_str()) else { return };
        let unit = &self.register.units[ix.at()];
        let Some(closed) = unit.facts.closed.as_ref().filter(|closed| on > closed.value.0) else { return };
        let slug = unit.slug();
        let (day, used) = (closed.value.0.format("%-d/%-m/%Y"), on.format("%-d/%-m/%Y"));
        let (day_en, used_en) = (closed.value.0.format("%-d %B %Y"), on.format("%-d %B %Y"));
        let message = say!(
            "đơn vị `{slug}` đã giải thể ngày {day}, trước dữ kiện ngày {used}",
            "the unit `{slug}` was closed on {day_en}, before this fact of {used_en}"
        );
        let fault = Diagnostic::new(Code::R04, self.path, named.span, message).related(
            &unit.path,
            closed.span,
            say!("ngày giải thể", "the day it was closed"),
        );
        self.found.push(match &unit.facts.successor {
            Some(next) => {
                let next = next.value.as_str();
                fault
                    .help(say!("đơn vị kế thừa là `{next}`", "its successor is `{next}`"))
                    .fix(named.span, format!("\"{next}\""))
            }
            None => fault.help(say!(
                "xem lại ngày, hoặc dùng đơn vị kế thừa",
                "check the dates, or use the unit that took over"
            )),
        });
    }

    fn extensions(&mut self, extensions: &'r [At<Extension>]) {
        for extension in extensions {
            self.on(extension.by.at(), extension.on.copied());
        }
    }

    fn corrections(&mut self, corrections: &'r [At<Correction>]) {
        for correction in corrections {
            self.on(correction.unit.at(), correction.on.copied());
        }
    }
}

fn question_uses<'r>(uses: &mut Uses<'r, '_, '_>, question: &'r Question) {
    let facts = &question.facts;
    for assigned in &facts.assigned {
        uses.on(assigned.unit.at(), assigned.on.copied());
        uses.extensions(&assigned.extensions);
    }
    for referral in &facts.referrals {
        uses.on(referral.from.at(), referral.on.copied());
        uses.on(referral.to.as_ref(), referral.on.copied());
    }
    for answer in &facts.answers {
        uses.on(answer.unit.at(), answer.on.copied());
        for helper in &answer.co {
            uses.on(Some(helper), answer.on.copied());
        }
    }
    uses.corrections(&facts.corrections);
}

fn commitment_uses<'r>(uses: &mut Uses<'r, '_, '_>, commitment: &'r Commitment) {
    let facts = &commitment.facts;
    uses.at(facts.lead.at(), commitment.links.made);
    for helper in &facts.co {
        uses.at(Some(helper), commitment.links.made);
    }
    for update in &facts.updates {
        uses.on(update.unit.at(), update.on.copied());
    }
    for verification in &facts.verifications {
        uses.on(verification.unit.at(), verification.on.copied());
    }
    uses.extensions(&facts.extensions);
    uses.corrections(&facts.corrections);
}

fn dialogue_uses<'r>(uses: &mut Uses<'r, '_, '_>, dialogue: &'r Dialogue) {
    let (facts, held) = (&dialogue.facts, dialogue.links.held.map(|h| h.0));
    uses.at(facts.unit.at(), held);
    for delegates in &facts.delegates {
        uses.at(delegates.from.at(), held);
        uses.at(delegates.to.at(), held);
    }
    uses.corrections(&facts.corrections);
}

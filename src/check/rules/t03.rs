//! T03: facts that cannot have happened yet, or that happened before there was a question.
//!
//! With the register at today a later fact is a slip of the pen. At an earlier day later facts are left out, so that an old
//! report can be made again; that is said once for the whole project. Drafts may look ahead.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::field::Req;
use crate::record::question::Correction;
use crate::record::round::Extension;
use crate::record::value::Day;
use crate::register::{Register, schedule};
use crate::say;
use crate::text::span::{At, Span};
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T03,
    title: Prose {
        vi: "sự việc có ngày trong tương lai, hoặc trước khi tiếp nhận ý kiến",
        en: "a fact after the as-of date, or before the question was received",
    },
    prose: Prose {
        vi: "Dữ kiện là việc đã xảy ra: giao, chuyển, trả lời, cập nhật, kiểm chứng, đính chính. Việc chưa tới ngày thì chưa phải là dữ kiện. \
             Không thể giao, chuyển, trả lời, rút hoặc mở lại ý kiến trước ngày tiếp nhận.\n\n\
             Khi dựng lại số liệu của một ngày đã qua (`as_of`, `--as-of`), các dữ kiện sau ngày đó được bỏ qua; chương trình chỉ báo một \
             lần.\n\n\
             Cách sửa: sửa ngày; việc dự định làm ghi vào `due` hoặc vào mốc của đợt.\n\n\
             ```toml\n\
             received = 2024-03-06\n\n\
             [[answers]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-11\n\
             mode = \"written\"\n\
             outcome = \"answered\"\n\
             ```",
        en: "Facts are what happened: assigned, referred, answered, reported, verified, corrected. What is still to come is not yet a fact, \
             and nothing can be done with a question before it was received.\n\n\
             Where the figures of an earlier day are made again (`as_of`, `--as-of`), later facts are left out; this is said once.\n\n\
             To put it right: correct the day; what is planned belongs into `due` or into a step of the round.\n\n\
             ```toml\n\
             received = 2024-03-06\n\n\
             [[answers]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-11\n\
             mode = \"written\"\n\
             outcome = \"answered\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    before_received(register, found);
    let mut later = Later { as_of: register.as_of, path: "", facts: Vec::new() };
    of_questions(register, &mut later);
    of_commitments(register, &mut later);
    of_rounds_and_dialogues(register, &mut later);
    of_the_rest(register, &mut later);
    let as_of = register.as_of;
    if register.as_of_is_today {
        for (path, span, day) in later.facts {
            found.push(
                Diagnostic::new(Code::T03, path, span, say!("ngày `{day}` chưa đến", "`{day}` has not come yet")).help(
                    say!(
                        "dữ kiện là việc đã xảy ra; sửa ngày, hoặc ghi khi việc đã xong (hôm nay là {as_of})",
                        "facts are what happened; correct the day, or write it down when it is done (today is {as_of})"
                    ),
                ),
            );
        }
    } else if !later.facts.is_empty() {
        let n = later.facts.len();
        found.push(
            Diagnostic::new(
                Code::T03,
                register.site.as_ref().map_or("content/site.toml", |site| &site.path),
                Span::at(0),
                say!(
                    "số liệu tính đến ngày {as_of}; {n} dữ kiện sau ngày này được bỏ qua",
                    "everything is shown as of {as_of}; facts after that day were left out: {n}"
                ),
            )
            .severity(Severity::Info),
        );
    }
}

/// Assignments, referrals, answers, withdrawal and reopenings before the day that the question says it was received.
fn before_received(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in &register.questions {
        let facts = &question.facts;
        let Some(received) = &facts.received else { continue };
        let days = (facts.assigned.iter().map(|f| &f.on))
            .chain(facts.referrals.iter().map(|f| &f.on))
            .chain(facts.answers.iter().map(|f| &f.on))
            .chain(facts.withdrawn.iter().map(|f| &f.on))
            .chain(facts.reopened.iter().map(|f| &f.on));
        for on in days.filter_map(Req::at).filter(|on| on.value < received.value) {
            let (day, first) = (on.value.0, received.value.0);
            found.push(
                Diagnostic::new(
                    Code::T03,
                    &question.path,
                    on.span,
                    say!(
                        "ngày `{day}` trước ngày tiếp nhận ý kiến `{first}`",
                        "`{day}` is before the question was received on `{first}`"
                    ),
                )
                .related(&question.path, received.span, say!("tiếp nhận ở đây", "received here"))
                .help(say!("sửa ngày này, hoặc sửa `received`", "correct this day, or `received`")),
            );
        }
    }
}

/// Collects the facts later than the as-of date.
struct Later<'r> {
    as_of: NaiveDate,
    path: &'r str,
    facts: Vec<(&'r str, Span, NaiveDate)>,
}

impl Later<'_> {
    fn day(&mut self, on: &Req<Day>) {
        self.at(on.at());
    }

    fn at(&mut self, on: Option<&At<Day>>) {
        if let Some(on) = on.filter(|on| on.value.0 > self.as_of) {
            self.facts.push((self.path, on.span, on.value.0));
        }
    }

    fn corrections(&mut self, corrections: &[At<Correction>]) {
        for correction in corrections {
            self.day(&correction.on);
        }
    }

    fn extensions(&mut self, extensions: &[At<Extension>]) {
        for extension in extensions {
            self.day(&extension.on);
        }
    }
}

fn of_questions<'r>(register: &'r Register<'_>, later: &mut Later<'r>) {
    for question in register.questions.iter().filter(|r| !r.draft) {
        later.path = &question.path;
        let facts = &question.facts;
        later.at(facts.received.as_ref());
        for assigned in &facts.assigned {
            later.day(&assigned.on);
            later.extensions(&assigned.extensions);
        }
        for referral in &facts.referrals {
            later.day(&referral.on);
            later.at(referral.received.as_ref());
        }
        facts.answers.iter().for_each(|f| later.day(&f.on));
        facts.reopened.iter().for_each(|f| later.day(&f.on));
        facts.withdrawn.iter().for_each(|f| later.day(&f.on));
        later.corrections(&facts.corrections);
    }
}

fn of_commitments<'r>(register: &'r Register<'_>, later: &mut Later<'r>) {
    for commitment in register.commitments.iter().filter(|r| !r.draft) {
        later.path = &commitment.path;
        let facts = &commitment.facts;
        facts.updates.iter().for_each(|f| later.day(&f.on));
        facts.verifications.iter().for_each(|f| later.day(&f.on));
        later.extensions(&facts.extensions);
        later.corrections(&facts.corrections);
    }
}

fn of_rounds_and_dialogues<'r>(register: &'r Register<'_>, later: &mut Later<'r>) {
    for round in register.rounds.iter().filter(|r| !r.draft) {
        later.path = &round.path;
        later.at(round.facts.closed.as_ref());
        for step in &round.facts.step {
            later.extensions(&step.extensions);
            if let Some(done) = &step.done {
                let resolved = schedule::days_in_round(register, round, &done.value.0);
                if let Some((_, last)) = resolved.filter(|(_, last)| *last > later.as_of) {
                    later.facts.push((&round.path, done.span, last));
                }
            }
        }
        later.corrections(&round.facts.corrections);
    }
    for dialogue in register.dialogues.iter().filter(|r| !r.draft) {
        later.path = &dialogue.path;
        if let Some(outcome) = &dialogue.facts.outcome {
            later.at(outcome.on.as_ref());
        }
        dialogue.facts.published.iter().for_each(|p| later.day(&p.on));
        later.corrections(&dialogue.facts.corrections);
    }
}

fn of_the_rest<'r>(register: &'r Register<'_>, later: &mut Later<'r>) {
    for document in register.documents.iter().filter(|r| !r.draft) {
        later.path = &document.path;
        later.day(&document.facts.date);
        later.corrections(&document.facts.corrections);
    }
    for survey in register.surveys.iter().filter(|r| !r.draft) {
        later.path = &survey.path;
        later.corrections(&survey.facts.corrections);
    }
    for unit in register.units.iter().filter(|r| !r.draft) {
        later.path = &unit.path;
        later.corrections(&unit.facts.corrections);
    }
    for procedure in register.procedures.iter().filter(|r| !r.draft) {
        later.path = &procedure.path;
        later.corrections(&procedure.facts.corrections);
    }
}

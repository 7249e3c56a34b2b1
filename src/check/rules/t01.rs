//! T01: days that do not exist, and ends that come before their start.
//!
//! What a value alone shows is reported while it is read. Here are the faults that appear once the round gives a date its
//! year or its month, and breaks in tables of days.

use crate::calendar::{Resolved, Unresolvable, When};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::field::{Visit, Visitor};
use crate::register::index::RoundIx;
use crate::register::{Entry, Register, deadline};
use crate::say;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T01,
    title: Prose {
        vi: "ngày không có thật, hoặc kết thúc trước khi bắt đầu",
        en: "an impossible date, or an end before its start",
    },
    prose: Prose {
        vi: "Không có ngày 31/4, và ngày 29/02 chỉ có trong năm nhuận. Ngày viết không có năm thì thuộc năm học của đợt, từ 01/9 đến \
             31/8; vì vậy “20/8 - 10/9” kết thúc trước khi bắt đầu.\n\n\
             Cách sửa: sửa ngày, hoặc viết đủ năm.\n\n\
             ```toml\n\
             when = \"20/8/2023 - 10/9/2023\"\n\
             ```",
        en: "There is no 31 April, and 29 February only in leap years. A date without a year lies in the round's academic year, 1 \
             September to 31 August; so “20/8 - 10/9” ends before it starts.\n\n\
             To put it right: correct the day, or write the year.\n\n\
             ```toml\n\
             when = \"20/8/2023 - 10/9/2023\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for (ix, round) in (0..).map(RoundIx).zip(&register.rounds) {
        look_through(register, ix, &round.entry, found);
        for step in round.links.schedule.steps.iter().filter(|s| *s.place.0 != *round.path) {
            if let (Some(when), Some(planned)) = (&step.when, &step.planned) {
                let fault = fault(&step.place.0, step.place.1, when, planned);
                found.extend(fault.map(|f| f.related(&round.path, round.span, say!("trong đợt này", "in this round"))));
            }
        }
    }
    for dialogue in &register.dialogues {
        if let Some(held) = &dialogue.facts.held {
            let resolved = resolve(register, dialogue.links.round, &held.value.0.when);
            found.extend(fault(&dialogue.path, held.span, &held.value.0.when, &resolved));
        }
    }
    for question in &register.questions {
        look_through(register, question.links.round, &question.entry, found);
    }
    for commitment in &register.commitments {
        look_through(register, commitment.links.round, &commitment.entry, found);
    }
    for table in &register.tables {
        for entry in &table.facts.r#break {
            let (Some(from), Some(to)) = (entry.from.at(), entry.to.at()) else { continue };
            if to.value < from.value {
                let (first, last) = (from.value.0, to.value.0);
                found.push(
                    Diagnostic::new(
                        Code::T01,
                        &table.path,
                        to.span,
                        say!(
                            "đợt nghỉ kết thúc ngày `{last}`, trước khi bắt đầu ngày `{first}`",
                            "the break ends on `{last}`, before it starts on `{first}`"
                        ),
                    )
                    .related(&table.path, from.span, say!("bắt đầu ở đây", "it starts here"))
                    .help(say!("xem lại hai ngày", "check the two days")),
                );
            }
        }
    }
}

/// Resolves every deadline that a record of the round holds.
fn look_through<T: Visit>(register: &Register<'_>, round: RoundIx, entry: &Entry<T>, found: &mut Vec<Diagnostic>) {
    struct Deadlines<'a, 's> {
        register: &'a Register<'s>,
        round: RoundIx,
        path: &'a str,
        found: &'a mut Vec<Diagnostic>,
    }
    impl Visitor for Deadlines<'_, '_> {
        fn when(&mut self, when: &When, _: &'static str, span: Span) {
            let resolved = resolve(self.register, self.round, when);
            self.found.extend(fault(self.path, span, when, &resolved));
        }
    }
    entry.facts.visit(&mut Deadlines { register, round, path: &entry.path, found });
}

fn resolve(register: &Register<'_>, round: RoundIx, when: &When) -> Result<Resolved, Unresolvable> {
    deadline::resolve(register, round, when, None, &|_| None)
}

fn fault(path: &str, span: Span, when: &When, resolved: &Result<Resolved, Unresolvable>) -> Option<Diagnostic> {
    let wording = &when.wording;
    let message = match resolved {
        Err(Unresolvable::NoSuchDay) => say!(
            "không có ngày `{wording}` trong năm học hoặc tháng đối thoại của đợt",
            "there is no day `{wording}` in the round's academic year or dialogue month"
        ),
        Err(Unresolvable::EndBeforeStart(first, last)) => say!(
            "`{wording}` kết thúc ngày {last}, trước khi bắt đầu ngày {first}",
            "`{wording}` ends on {last}, before it starts on {first}"
        ),
        Err(Unresolvable::NoAcademicYear | Unresolvable::NoDialogueMonth) | Ok(_) => return None,
    };
    let fault = Diagnostic::new(Code::T01, path, span, message);
    Some(fault.help(say!(
        "xem lại ngày và tháng, hoặc viết đủ năm, ví dụ `20/8/2023`",
        "check day and month, or write the year, for example `20/8/2023`"
    )))
}

#[cfg(test)]
mod tests {
    use crate::check::sample::{codes, project};

    fn round(step: &str) -> Vec<String> {
        let text = format!(
            "+++\ntitle = \"a\"\nacademic_year = \"2022-2023\"\ndialogue_month = \"2023-04\"\n\
             [[step]]\nid = \"mot\"\ntitle = \"a\"\nwhen = {step}\n+++\n"
        );
        codes(&project(&[("content/rounds/r/round.md", &text)]), "T01")
    }

    #[test]
    fn the_round_gives_a_date_its_year() {
        assert_eq!(round("\"29/2\""), ["\"29/2\""]);
        assert_eq!(round("\"20/8-10/9\""), ["\"20/8-10/9\""]);
        assert_eq!(round("\"18/12-21/01\""), [""; 0]);
    }

    #[test]
    fn the_round_gives_a_day_its_month() {
        assert_eq!(round("\"trước ngày 31 của tháng đối thoại\"").len(), 1);
        assert_eq!(round("\"trước ngày 30 của tháng đối thoại\"").len(), 0);
    }
}

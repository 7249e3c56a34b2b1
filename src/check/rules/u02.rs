//! U02: a dialogue that was published later than the plan says.

use crate::check::measure::took_place;
use crate::check::steps::publication_step;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::U02,
    title: Prose {
        vi: "công khai muộn hơn mốc của kế hoạch",
        en: "published later than the step that produces the publication ends",
    },
    prose: Prose {
        vi: "Mốc có `produces` là BB (biên bản) hoặc CV (công văn trả lời) cho biết đến khi nào nội dung đối thoại phải được công khai. Ngày \
             trong `published` sau mốc đó là công khai muộn; trang vẫn hiện ngày thật.\n\n\
             Cách sửa: nếu gõ nhầm thì sửa ngày; nếu đúng là muộn thì để nguyên.\n\n\
             ```toml\n\
             published = [{ target = \"phong-ctsv\", on = 2024-03-16 }]\n\
             ```",
        en: "The step that produces BB (minutes) or CV (letters of answer) says by when a dialogue must be published. A day in `published` after \
             its end is late; the page shows the true day all the same.\n\n\
             To put it right: correct the day if it is a slip; if it was late, leave it.\n\n\
             ```toml\n\
             published = [{ target = \"phong-ctsv\", on = 2024-03-16 }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for dialogue in register.dialogues.iter().filter(|d| took_place(d) && !d.flawed) {
        let Some(step) = publication_step(register, dialogue) else { continue };
        let Some(limit) = step.in_force().and_then(|r| r.limit) else { continue };
        for on in dialogue.facts.published.iter().filter_map(|p| p.on.at()).filter(|on| on.value.0 > limit.due) {
            let (day, end, id) = (on.value.0, limit.last_day, &step.id);
            found.push(
                Diagnostic::new(
                    Code::U02,
                    &dialogue.path,
                    on.span,
                    say!(
                        "công khai ngày `{day}`, muộn hơn mốc `{id}` (hết ngày {end})",
                        "published on `{day}`, later than the step `{id}` ended ({end})"
                    ),
                )
                .related(&step.place.0, step.place.1, say!("mốc công khai", "the step of publication"))
                .help(say!("sửa ngày nếu gõ nhầm", "correct the day if it is a slip")),
            );
        }
    }
}

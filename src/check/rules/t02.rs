//! T02: the weekday printed in the plan is not that of the date.
//!
//! Of a window it is enough that one of its days is such a weekday.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;
use chrono::{Datelike, Weekday};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T02,
    title: Prose { vi: "thứ trong tuần không khớp với ngày", en: "the weekday contradicts the date" },
    prose: Prose {
        vi: "Thứ in trong kế hoạch (`weekday`) giúp phát hiện ngày gõ nhầm. Khi thứ và ngày không khớp, một trong hai sai, và người học sẽ \
             đến nhầm hôm.\n\n\
             Cách sửa: đối chiếu với kế hoạch, sửa `held` hoặc `weekday`.\n\n\
             ```toml\n\
             held = \"2024-04-24T08:00/11:30\"\n\
             weekday = \"Thứ Tư\"\n\
             ```",
        en: "The weekday printed in the plan shows a mistyped date. Where the two disagree one of them is wrong, and students come on the \
             wrong day.\n\n\
             To put it right: look at the plan and correct `held` or `weekday`.\n\n\
             ```toml\n\
             held = \"2024-04-24T08:00/11:30\"\n\
             weekday = \"Wednesday\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for dialogue in &register.dialogues {
        let (Some(weekday), Some(held)) = (&dialogue.facts.weekday, &dialogue.facts.held) else { continue };
        let Some((first, last)) = dialogue.links.held else { continue };
        let wanted = weekday.value.0;
        if first.iter_days().take_while(|day| *day <= last).take(7).any(|day| day.weekday() == wanted) {
            continue;
        }
        let (vi, en) = name(wanted);
        let (right_vi, right_en) = name(first.weekday());
        let message = if first == last {
            say!("`{first}` là {right_vi}, không phải {vi}", "`{first}` is a {right_en}, not a {en}")
        } else {
            say!("từ `{first}` đến `{last}` không có {vi} nào", "there is no {en} from `{first}` to `{last}`")
        };
        found.push(
            Diagnostic::new(Code::T02, &dialogue.path, weekday.span, message)
                .related(&dialogue.path, held.span, say!("ngày tổ chức", "the date"))
                .help(say!(
                    "đối chiếu với kế hoạch, sửa `held` hoặc `weekday`",
                    "look at the plan; correct `held` or `weekday`"
                )),
        );
    }
}

const fn name(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Mon => ("thứ Hai", "Monday"),
        Weekday::Tue => ("thứ Ba", "Tuesday"),
        Weekday::Wed => ("thứ Tư", "Wednesday"),
        Weekday::Thu => ("thứ Năm", "Thursday"),
        Weekday::Fri => ("thứ Sáu", "Friday"),
        Weekday::Sat => ("thứ Bảy", "Saturday"),
        Weekday::Sun => ("Chủ nhật", "Sunday"),
    }
}

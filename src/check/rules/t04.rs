//! T04: a limit on a day on which nobody works.
//!
//! Limits that name a day: by "chậm nhất", by "trước", windows, plain dates and terms in days, weeks or months. A weekday
//! that the plan names ("thứ 7, tuần thứ 1") is meant, and a vague date names no day. The help says which rule applied.

use crate::calendar::{Anchor, Form, Kind, Rest, Step, When};
use crate::check::limits::written;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::register::Register;
use crate::say;
use chrono::{Datelike, NaiveDate, Weekday};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T04,
    title: Prose { vi: "hạn rơi vào ngày nghỉ", en: "an administrative limit on a day off" },
    prose: Prose {
        vi: "Hạn rơi vào thứ Bảy, Chủ nhật hoặc ngày lễ thì không ai ở cơ quan để nhận hồ sơ. Hạn viết ra không bị dời; nhưng khi tính quá \
             hạn, hạn “chậm nhất”, “đến hết ngày” hoặc một khoảng ngày được tính đến hết ngày làm việc tiếp theo, còn hạn “trước ngày” thì \
             không.\n\n\
             Cách sửa: chọn ngày làm việc, hoặc để nguyên nếu văn bản đúng là như vậy.\n\n\
             ```toml\n\
             when = \"25 - 29/3/2024\"\n\
             ```",
        en: "On a Saturday, a Sunday or a holiday nobody is in the office. The written limit is not moved; but for lateness a limit by \
             “chậm nhất” or a window holds until the end of the next working day, while one by “trước” (before) does not.\n\n\
             To put it right: choose a working day, or leave it where the plan really says so.\n\n\
             ```toml\n\
             when = \"25 - 29/3/2024\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    written(register, &mut |limit| {
        if limit.resolved.kind == Kind::Vague || names_weekday(limit.when) {
            return;
        }
        for step in &limit.resolved.derivation {
            let (day, rest, rule) = match step {
                Step::Holds { last_day, rest, until } => (*last_day, rest, holds(*until)),
                Step::HoldsNot(last_day, rest) => (*last_day, rest, holds_not()),
                _ => continue,
            };
            let (wording, (vi, en)) = (&limit.when.wording, reason(rest, day));
            let fault = Diagnostic::new(
                Code::T04,
                limit.path,
                limit.span,
                say!(
                    "hạn `{wording}` hết vào ngày nghỉ {day} ({vi})",
                    "the limit `{wording}` ends on a day off, {day} ({en})"
                ),
            )
            .help(rule);
            found.push(limit.in_its_round(register, fault));
        }
    });
}

fn names_weekday(when: &When) -> bool {
    matches!(when.form, Form::Calendar { limit: Anchor::Weekday { .. }, .. })
}

fn holds(until: NaiveDate) -> Message {
    say!(
        "được tính đến hết ngày làm việc tiếp theo, {until}; nếu không muốn vậy, chọn ngày làm việc",
        "it holds until the end of the next working day, {until}; choose a working day if that is not meant"
    )
}

fn holds_not() -> Message {
    say!(
        "hạn viết bằng “trước” không được dời sang ngày làm việc tiếp theo; nếu không muốn vậy, chọn ngày làm việc",
        "a limit by “before” does not move to the next working day; choose a working day if that is not meant"
    )
}

fn reason(rest: &Rest, day: NaiveDate) -> (String, String) {
    match rest {
        Rest::Holiday(name) => (name.to_string(), name.to_string()),
        Rest::Weekend if day.weekday() == Weekday::Sat => ("thứ Bảy".into(), "Saturday".into()),
        Rest::Weekend => ("Chủ nhật".into(), "Sunday".into()),
    }
}

//! T09: how a computed date came about.
//!
//! One note for each written limit of which the days had to be found, in the words of its derivation.

use crate::check::limits::written;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T09,
    title: Prose { vi: "cách tính ngày", en: "the derivation of a computed date" },
    prose: Prose {
        vi: "Ngày không viết đủ (“trước ngày 30/11 hàng năm”, “thứ 7, tuần thứ 1”, “trong 10 ngày làm việc kể từ assigned”) được chương trình \
             tính ra. Thông tin này cho biết đã tính thế nào, để đối chiếu; trên trang, người đọc cũng xem được.\n\n\
             Không cần sửa gì. Nếu ngày tính ra không đúng ý, viết ngày cụ thể.\n\n\
             ```toml\n\
             when = 2024-04-06\n\
             ```",
        en: "A date that is not written in full (“before 30/11”, “Saturday of week 1”, “within 10 working days of assigned”) is computed. This \
             note says how, so that it can be checked; readers see the same on the page.\n\n\
             Nothing needs to be done. Where another day is meant, write the date.\n\n\
             ```toml\n\
             when = 2024-04-06\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    written(register, &mut |limit| {
        if limit.resolved.derivation.is_empty() {
            return;
        }
        let wording = &limit.when.wording;
        let message = match limit.resolved.limit {
            Some(days) => {
                let last = days.last_day;
                say!("`{wording}`: ngày cuối là {last}", "`{wording}`: the last day is {last}")
            }
            None => say!("`{wording}`: không có ngày cuối", "`{wording}`: there is no last day"),
        };
        let fault = Diagnostic::new(Code::T09, limit.path, limit.span, message);
        let fault = fault.help(limit.explained(register));
        found.push(limit.in_its_round(register, fault));
    });
}

//! T05: working days counted in a year whose days off are not known.
//!
//! Only terms in working days depend on the table. A year without one is an error, a provisional one a warning; the place
//! is where the term was written, once for each year.

use crate::calendar::Doubt;
use crate::check::limits::written;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::T05,
    title: Prose {
        vi: "tính ngày làm việc trong năm chưa có lịch nghỉ",
        en: "a working-day term needs a year without a calendar",
    },
    prose: Prose {
        vi: "Ngày nghỉ bù và ngày hoán đổi do cơ quan nhà nước quyết định từng năm, không tính trước được. Năm chưa có bảng ngày nghỉ thì \
             không tính được hạn theo ngày làm việc (lỗi); năm mới có bảng tạm tính thì hạn có thể thay đổi (cảnh báo).\n\n\
             Cách sửa: thêm bảng ngày nghỉ của năm đó vào `content/calendar/`, hoặc ghi hạn bằng ngày cụ thể.\n\n\
             ```toml\n\
             [[day_off]]\n\
             date = 2029-01-01\n\
             name = \"Tết Dương lịch\"\n\
             status = \"official\"\n\
             source = \"Thông báo của Bộ Nội vụ\"\n\
             ```",
        en: "Days in lieu and swapped days are decided year by year and cannot be computed. In a year without a table of days off no term in \
             working days can be counted (error); where the table is provisional the limit may still move (warning).\n\n\
             To put it right: add the year's days off to `content/calendar/`, or write the limit as a date.\n\n\
             ```toml\n\
             [[day_off]]\n\
             date = 2029-01-01\n\
             name = \"Tết Dương lịch\"\n\
             status = \"official\"\n\
             source = \"Announced by the Ministry of Home Affairs\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let site = register.site.as_ref();
    let term = site.and_then(|s| Some((&*s.path, s.facts.rules.as_ref()?.answer_within.as_ref()?.span)));
    written(register, &mut |limit| {
        let place = if limit.of_site { term } else { None };
        let (path, span) = place.unwrap_or((limit.path, limit.span));
        for doubt in &limit.resolved.doubts {
            let (severity, message) = match doubt {
                Doubt::NoCalendar(year) => (
                    Severity::Error,
                    say!("năm {year} chưa có bảng ngày nghỉ", "there is no table of days off for {year}"),
                ),
                Doubt::ProvisionalYear(year) => (
                    Severity::Warning,
                    say!("bảng ngày nghỉ năm {year} là tạm tính", "the table of days off for {year} is provisional"),
                ),
                Doubt::ProvisionalDay(day) => {
                    let (date, name) = (day.date, &day.name);
                    (
                        Severity::Warning,
                        say!(
                            "ngày nghỉ {date} ({name}) chưa chính thức",
                            "the day off {date} ({name}) is not yet decided"
                        ),
                    )
                }
            };
            let fault = Diagnostic::new(Code::T05, path, span, message).severity(severity);
            let help = match severity {
                Severity::Error => say!(
                    "thêm ngày nghỉ của năm đó vào `content/calendar/`, hoặc ghi hạn bằng ngày cụ thể",
                    "add the year's days off to `content/calendar/`, or write the limit as a date"
                ),
                _ => say!(
                    "khi có thông báo chính thức, ghi `status = \"official\"` trong `content/calendar/`; hoặc ghi hạn bằng ngày cụ thể",
                    "once it is announced, write `status = \"official\"` in `content/calendar/`; or write the limit as a date"
                ),
            };
            let counted = limit.explained(register);
            found.push(fault.help(Message::new(
                format!("{}. Đến nay: {}", help.vi, counted.vi),
                format!("{}. So far: {}", help.en, counted.en),
            )));
        }
    });
}

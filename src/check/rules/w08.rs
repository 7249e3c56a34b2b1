//! W08: a percentage of work that cannot be.
//!
//! Looks at each update alone: 0 to 100, and 100 where it says `done`.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::commitment::UpdateState;
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W08,
    title: Prose {
        vi: "tỷ lệ hoàn thành ngoài khoảng 0 đến 100, hoặc báo hoàn thành khi chưa đủ 100",
        en: "a percentage outside 0 to 100, or `done` with less than 100",
    },
    prose: Prose {
        vi: "`percent` là phần việc đã làm, từ 0 đến 100. Cập nhật `done` nghĩa là làm xong, nên không thể đi cùng số nhỏ hơn 100.\n\n\
             Cách sửa: sửa số; nếu chưa xong, ghi `partly-done` (đã thực hiện một phần); nếu đã xong, có thể bỏ `percent`.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"partly-done\"\n\
             percent = 80\n\
             note = \"Còn hai phòng học.\"\n\
             ```",
        en: "`percent` is how much of the work is done, from 0 to 100. An update `done` says that all of it is.\n\n\
             To put it right: correct the number; where work is left, write `partly-done`; where none is, `percent` may be left out.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"partly-done\"\n\
             percent = 80\n\
             note = \"Two rooms are left.\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for commitment in &register.commitments {
        for update in &commitment.facts.updates {
            let Some(percent) = &update.percent else { continue };
            let written = percent.value.0;
            let fault = |message| Diagnostic::new(Code::W08, &commitment.path, percent.span, message);
            if !(0.0..=100.0).contains(&written) {
                found.push(
                    fault(say!(
                        "tỷ lệ `{written}` nằm ngoài khoảng 0 đến 100",
                        "`{written}` per cent is outside 0 to 100"
                    ))
                    .help(say!("ghi một số từ 0 đến 100", "write a number from 0 to 100")),
                );
            } else if written < 100.0 && update.state.copied() == Some(UpdateState::Done) {
                found.push(
                    fault(say!(
                        "báo cáo `done` (hoàn thành) nhưng mới đạt {written} phần trăm",
                        "reported `done` at {written} per cent"
                    ))
                    .related(&commitment.path, update.state.span(), say!("báo cáo hoàn thành", "reported done"))
                    .help(say!(
                        "ghi `state = \"partly-done\"` nếu chưa xong, hoặc `percent = 100`",
                        "write `state = \"partly-done\"` if work is left, else `percent = 100`"
                    )),
                );
            }
        }
    }
}

//! C03: a number that is not exact where a percentage is made of it.
//!
//! Surveys are where percentages are made of written numbers: forms returned of those issued, answers of those returned.
//! The number is shown with its qualifier; the percentage is left out.

use crate::check::measure::wording;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::Quantity;
use crate::register::Register;
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::C03,
    title: Prose {
        vi: "số ước chừng được dùng để tính tỷ lệ", en: "a qualified quantity in a percentage"
    },
    prose: Prose {
        vi: "“Khoảng 120 phiếu” thì không tính được tỷ lệ chính xác. Số vẫn hiện như đã viết, còn tỷ lệ tính từ số đó không được hiện.\n\n\
             Cách sửa: ghi số chính xác nếu biết; nếu không, để nguyên và chấp nhận không có tỷ lệ.\n\n\
             ```toml\n\
             issued = 118\n\
             returned = 97\n\
             ```",
        en: "No exact share can be made of “about 120 forms”. The number is shown as written, and the percentage is not shown.\n\n\
             To put it right: write the exact number where it is known; else leave it, and there will be no percentage.\n\n\
             ```toml\n\
             issued = 118\n\
             returned = 97\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for survey in &register.surveys {
        let facts = &survey.facts;
        let totals = [facts.issued.at(), facts.returned.at()].into_iter().flatten();
        let channels = facts.channels.iter().flat_map(|c| [c.issued.as_ref(), c.returned.as_ref()]).flatten();
        let answers = facts.item.iter().flat_map(|i| &i.answers.0).filter_map(|a| a.count.at());
        let all: Vec<&At<Quantity>> = totals.chain(channels).chain(answers).collect();
        for quantity in all.into_iter().filter(|q| !q.value.0.is_exact()) {
            let written = wording(&quantity.value.0);
            found.push(
                Diagnostic::new(
                    Code::C03,
                    &survey.path,
                    quantity.span,
                    say!(
                        "`{written}` không phải số chính xác nên không tính được tỷ lệ",
                        "`{written}` is not exact, so no percentage is made of it"
                    ),
                )
                .help(say!("ghi số chính xác nếu biết", "write the exact number if it is known")),
            );
        }
    }
}

//! C04: a survey that got back more than it gave out.
//!
//! Forms returned against forms issued, of the whole and of each channel, and the answers to each item against the forms
//! returned. A negative number is reported while it is read. Qualified quantities count with their bounds.

use crate::check::measure::{least, list_span, most, sum, wording};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::Quantity;
use crate::register::{Register, Survey};
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::C04,
    title: Prose {
        vi: "số phiếu thu về lớn hơn số phát ra, số âm, hoặc số trả lời lớn hơn số phiếu",
        en: "returned over issued, a negative number, or item answers over returned",
    },
    prose: Prose {
        vi: "Không thể thu về nhiều phiếu hơn số đã phát, và một câu hỏi trong phiếu không thể có nhiều câu trả lời hơn số phiếu thu về.\n\n\
             Cách sửa: đối chiếu với bảng tổng hợp rồi sửa số.\n\n\
             ```toml\n\
             issued = 120\n\
             returned = 97\n\n\
             [[item]]\n\
             title = \"Hài lòng về thư viện\"\n\
             answers = [{ label = \"Có\", count = 60 }, { label = \"Không\", count = 37 }]\n\
             ```",
        en: "No more forms can come back than went out, and an item cannot have more answers than forms came back.\n\n\
             To put it right: look at the table of results and correct the number.\n\n\
             ```toml\n\
             issued = 120\n\
             returned = 97\n\n\
             [[item]]\n\
             title = \"Content with the library\"\n\
             answers = [{ label = \"Yes\", count = 60 }, { label = \"No\", count = 37 }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for survey in register.surveys.iter().filter(|s| !s.flawed) {
        let facts = &survey.facts;
        let (issued, returned) = (facts.issued.at(), facts.returned.at());
        found.extend(issued.zip(returned).and_then(|(i, r)| over(survey, i, r)));
        for channel in &facts.channels {
            found.extend(channel.issued.as_ref().zip(channel.returned.as_ref()).and_then(|(i, r)| over(survey, i, r)));
        }
        let Some(returned) = returned else { continue };
        let Some(forms) = most(&returned.value.0) else { continue };
        for item in &facts.item {
            let (answers, _) = sum(item.answers.0.iter().filter_map(|a| a.count.get()));
            if answers <= forms {
                continue;
            }
            let written = wording(&returned.value.0);
            found.push(
                Diagnostic::new(
                    Code::C04,
                    &survey.path,
                    list_span(register, &survey.path, &item.answers.0),
                    say!(
                        "có {answers} câu trả lời nhưng chỉ thu về `{written}` phiếu",
                        "there are {answers} answers and `{written}` forms came back"
                    ),
                )
                .related(&survey.path, returned.span, say!("số phiếu thu về", "forms that came back"))
                .help(say!("đối chiếu với bảng tổng hợp", "look at the table of results")),
            );
        }
    }
}

fn over(survey: &Survey, issued: &At<Quantity>, returned: &At<Quantity>) -> Option<Diagnostic> {
    if least(&returned.value.0) <= most(&issued.value.0)? {
        return None;
    }
    let (out, back) = (wording(&issued.value.0), wording(&returned.value.0));
    let fault = Diagnostic::new(
        Code::C04,
        &survey.path,
        returned.span,
        say!("thu về `{back}` phiếu nhưng chỉ phát ra `{out}`", "`{back}` forms came back and `{out}` went out"),
    );
    Some(
        fault
            .related(&survey.path, issued.span, say!("số phiếu phát ra", "forms that went out"))
            .help(say!("đối chiếu với bảng tổng hợp", "look at the table of results")),
    )
}

//! C02: parts that do not make up their whole.
//!
//! Groups of participants and the channels of a survey. A breakdown that says it is complete must add up exactly; any other
//! must not exceed its total. Qualified quantities count with the bounds that their words give.

use crate::check::measure::{exact, list_span, most, sum, wording};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::record::dialogue::Participants;
use crate::record::field::Req;
use crate::record::survey::SurveyChannel;
use crate::record::value::Quantity;
use crate::register::{Dialogue, Register, Survey};
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::C02,
    title: Prose {
        vi: "các phần không khớp với tổng số",
        en: "a complete breakdown differs from its total, or a partial one exceeds it",
    },
    prose: Prose {
        vi: "Khi một nhóm ghi `complete = true`, các phần trong `of_which` phải cộng đúng bằng `count`. Không ghi như vậy thì các phần chỉ \
             là một phần của nhóm, và không thể lớn hơn nhóm.\n\n\
             Cách sửa: cộng lại các số, hoặc bỏ `complete = true` khi còn phần chưa kể.\n\n\
             ```toml\n\
             participants = [{ group = \"Đại biểu\", count = 1347, of_which = [{ group = \"Giảng viên\", count = 62 }] }]\n\
             ```",
        en: "Where a group says `complete = true`, the parts in `of_which` must add up to `count`. Else they are some of the group, and cannot \
             be more than it.\n\n\
             To put it right: add the numbers again, or take out `complete = true` where some parts are not told.\n\n\
             ```toml\n\
             participants = [{ group = \"Delegates\", count = 1347, of_which = [{ group = \"Teachers\", count = 62 }] }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for dialogue in register.dialogues.iter().filter(|d| !d.flawed) {
        found.extend(dialogue.facts.participants.iter().filter_map(|group| of_group(register, dialogue, group)));
    }
    for survey in register.surveys.iter().filter(|s| !s.flawed) {
        let channels = &survey.facts.channels;
        found.extend(of_channels(survey, &survey.facts.issued, channels, |c| c.issued.as_ref()));
        found.extend(of_channels(survey, &survey.facts.returned, channels, |c| c.returned.as_ref()));
    }
}

fn of_group(register: &Register<'_>, dialogue: &Dialogue, group: &Participants) -> Option<Diagnostic> {
    let total = group.count.as_ref()?;
    if group.of_which.is_empty() {
        return None;
    }
    let complete = group.complete.as_ref().is_some_and(|c| c.value) && group.of_which.iter().all(|p| p.count.is_some());
    let (least, all) = sum(group.of_which.iter().filter_map(|p| p.count.as_ref()).map(|c| &c.value));
    let written = wording(&total.value.0);
    let message = match all.zip(exact(&total.value.0)) {
        Some((parts, whole)) if complete && parts != whole => {
            say!("các phần cộng lại là {parts}, khác tổng số {whole}", "the parts add up to {parts} and not to {whole}")
        }
        _ if most(&total.value.0).is_some_and(|most| least > most) => exceeding(least, &written),
        _ => return None,
    };
    let span = list_span(register, &dialogue.path, &group.of_which);
    let fault = Diagnostic::new(Code::C02, &dialogue.path, span, message);
    Some(fault.related(&dialogue.path, total.span, say!("tổng số của nhóm", "the group's total")).help(say!(
        "cộng lại các số; nếu chưa kể hết các phần, bỏ `complete = true`",
        "add the numbers again; where some parts are not told, take out `complete = true`"
    )))
}

/// The channels of a survey are some of its forms.
fn of_channels<'r>(
    survey: &Survey,
    total: &Req<Quantity>,
    channels: &'r [At<SurveyChannel>],
    count: fn(&'r SurveyChannel) -> Option<&'r At<Quantity>>,
) -> Option<Diagnostic> {
    let total = total.at()?;
    let parts: Vec<_> = channels.iter().filter_map(|c| count(&c.value)).collect();
    let (least, _) = sum(parts.iter().map(|p| &p.value));
    let most = most(&total.value.0)?;
    let at = parts.last().filter(|_| least > most)?;
    let message = exceeding(least, &wording(&total.value.0));
    let fault = Diagnostic::new(Code::C02, &survey.path, at.span, message);
    Some(
        fault
            .related(&survey.path, total.span, say!("tổng số", "the total"))
            .help(say!("cộng lại số của các kênh", "add the numbers of the channels again")),
    )
}

fn exceeding(parts: u64, whole: &str) -> Message {
    say!(
        "các phần cộng lại là {parts}, lớn hơn tổng số `{whole}`",
        "the parts add up to {parts}, more than the total `{whole}`"
    )
}

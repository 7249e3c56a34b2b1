//! W07: a verification that proves nothing: by the unit that did the work, or of what nobody reported done.
//!
//! A verification counts where the unit in charge had reported `done` and nothing else followed; the fold passes over any
//! other, so those that it passed over are the ones reported here.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::commitment::{UpdateState, Verification};
use crate::register::timeline::CommitmentFact;
use crate::register::{Commitment, Register};
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W07,
    title: Prose {
        vi: "kiểm chứng do chính đơn vị thực hiện, hoặc khi chưa báo cáo hoàn thành",
        en: "verification by the lead unit, before a `done`, or without one",
    },
    prose: Prose {
        vi: "Kiểm chứng là việc một đơn vị khác xem kết quả sau khi đơn vị chủ trì đã báo cáo hoàn thành. Đơn vị chủ trì không tự kiểm \
             chứng, và không thể kiểm chứng việc chưa báo cáo hoàn thành.\n\n\
             Cách sửa: ghi đúng đơn vị kiểm chứng, sửa ngày, hoặc thêm cập nhật `done` trước lần kiểm chứng.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"done\"\n\
             note = \"Đã lắp thêm 12 quạt.\"\n\n\
             [[verifications]]\n\
             on = 2024-05-27\n\
             unit = \"phong-ctsv\"\n\
             result = \"confirmed\"\n\
             ```",
        en: "To verify is to look at the result after the unit in charge reported it done, and from outside that unit.\n\n\
             To put it right: name the unit that really verified, correct the day, or add the `done` that came before.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"done\"\n\
             note = \"Twelve more fans were installed.\"\n\n\
             [[verifications]]\n\
             on = 2024-05-27\n\
             unit = \"phong-ctsv\"\n\
             result = \"confirmed\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for commitment in &register.commitments {
        for (i, verification) in commitment.facts.verifications.iter().enumerate() {
            found.extend(by_the_lead(commitment, verification));
            if !commitment.flawed {
                found.extend(of_nothing_done(register, commitment, i));
            }
        }
    }
}

fn by_the_lead(commitment: &Commitment, verification: &Verification) -> Option<Diagnostic> {
    let (lead, unit) = (commitment.facts.lead.at()?, verification.unit.at()?);
    if lead.value != unit.value {
        return None;
    }
    let name = unit.value.as_str();
    let fault = Diagnostic::new(
        Code::W07,
        &commitment.path,
        unit.span,
        say!("đơn vị chủ trì `{name}` không thể tự kiểm chứng", "the lead unit `{name}` cannot verify its own work"),
    );
    Some(
        fault
            .related(&commitment.path, lead.span, say!("đơn vị chủ trì", "the lead unit"))
            .help(say!("ghi đơn vị khác đã kiểm chứng", "name the other unit that verified")),
    )
}

/// A verification up to the as-of date that the fold passed over.
fn of_nothing_done(register: &Register<'_>, commitment: &Commitment, position: usize) -> Option<Diagnostic> {
    let verification: &At<Verification> = &commitment.facts.verifications[position];
    let (on, _) = (verification.on.get()?.0, verification.result.get()?);
    let counted = commitment.links.course.events.iter().any(|e| e.1 == CommitmentFact::Verification(position));
    if counted || on > register.as_of {
        return None;
    }
    let done: Vec<_> =
        commitment.facts.updates.iter().filter(|u| u.state.copied() == Some(UpdateState::Done)).collect();
    let later = done.iter().find(|u| u.on.get().is_some_and(|day| day.0 > on));
    let earlier = done.iter().any(|u| u.on.get().is_some_and(|day| day.0 <= on));
    let message = match (earlier, later) {
        (true, _) => say!(
            "kiểm chứng khi việc không còn ở trạng thái đã báo cáo hoàn thành",
            "a verification of what no longer stands as reported done"
        ),
        (false, Some(_)) => say!("kiểm chứng trước khi đơn vị báo cáo hoàn thành", "a verification before the `done`"),
        (false, None) => {
            say!("kiểm chứng khi chưa có cập nhật `done` nào", "a verification without any update `done`")
        }
    };
    let mut fault = Diagnostic::new(Code::W07, &commitment.path, verification.span, message).help(say!(
        "sửa ngày kiểm chứng, hoặc thêm `[[updates]]` với `state = \"done\"` trước đó",
        "correct the day, or add `[[updates]]` with `state = \"done\"` before it"
    ));
    if let Some(later) = later.filter(|_| !earlier) {
        fault = fault.related(&commitment.path, later.span, say!("báo cáo hoàn thành ở đây", "reported done here"));
    }
    Some(fault)
}

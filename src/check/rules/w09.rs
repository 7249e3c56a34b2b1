//! W09: work that becomes less without anybody saying why.
//!
//! Goes through a commitment's facts in their order and compares each percentage with the one before it. A reopening, a
//! deferral and a verification that did not confirm explain a fall; after one of them counting begins anew.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::commitment::{UpdateState, VerificationResult};
use crate::record::value::Number;
use crate::register::timeline::CommitmentFact;
use crate::register::{Commitment, Register};
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W09,
    title: Prose {
        vi: "tỷ lệ hoàn thành giảm mà không có lý do", en: "the percentage falls without an explanation"
    },
    prose: Prose {
        vi: "Phần việc đã làm không tự mất đi. Nếu lần cập nhật sau ghi tỷ lệ thấp hơn lần trước, người đọc phải thấy vì sao: việc được \
             mở lại, bị lùi thời hạn, hoặc kiểm chứng chưa đạt.\n\n\
             Cách sửa: sửa số, hoặc ghi sự việc đã xảy ra ở giữa.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"deferred\"\n\
             note = \"Nhà thầu dừng thi công.\"\n\
             ```",
        en: "Work that was done does not vanish. Where a later update gives a lower percentage, readers must see why: it was reopened, \
             deferred, or a verification did not confirm it.\n\n\
             To put it right: correct the number, or write down what happened in between.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-05-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"deferred\"\n\
             note = \"The contractor stopped work.\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for commitment in register.commitments.iter().filter(|c| !c.flawed) {
        fall(commitment, found);
    }
}

fn fall(commitment: &Commitment, found: &mut Vec<Diagnostic>) {
    let mut before: Option<&At<Number>> = None;
    for (_, fact, _) in &commitment.links.course.events {
        match *fact {
            CommitmentFact::Verification(i) => {
                let result = commitment.facts.verifications[i].result.copied();
                if result != Some(VerificationResult::Confirmed) {
                    before = None;
                }
            }
            CommitmentFact::Update(i) => {
                let update = &commitment.facts.updates[i];
                if matches!(update.state.copied(), Some(UpdateState::Reopened | UpdateState::Deferred)) {
                    before = None;
                }
                let Some(now) = &update.percent else { continue };
                if let Some(before) = before.filter(|b| b.value.0 > now.value.0) {
                    found.push(fault(commitment, before, now));
                }
                before = Some(now);
            }
        }
    }
}

fn fault(commitment: &Commitment, before: &At<Number>, now: &At<Number>) -> Diagnostic {
    let (high, low) = (before.value.0, now.value.0);
    Diagnostic::new(
        Code::W09,
        &commitment.path,
        now.span,
        say!("tỷ lệ hoàn thành giảm từ {high} xuống {low} phần trăm", "the percentage falls from {high} to {low}"),
    )
    .related(&commitment.path, before.span, say!("lần cập nhật trước", "the update before"))
    .help(say!(
        "sửa số, hoặc ghi vì sao: `reopened`, `deferred`, hoặc kiểm chứng `rejected`",
        "correct the number, or say why: `reopened`, `deferred`, or a verification `rejected`"
    ))
}

//! W02: a closed dialogue of which the minutes or the conclusions are missing.
//!
//! A dialogue is closed with its round. From then on nothing more is expected of it, so what it came to must be there.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::{DialogueState, Register};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W02,
    title: Prose {
        vi: "buổi đối thoại đã kết thúc nhưng thiếu biên bản hoặc kết luận",
        en: "a closed dialogue without minutes or conclusions",
    },
    prose: Prose {
        vi: "Khi đợt đã đóng (`closed`), mọi buổi đối thoại đã tổ chức của đợt đều kết thúc. Người đọc cần biên bản để biết buổi đó đã \
             bàn gì, và kết luận để biết nhà trường hứa gì.\n\n\
             Cách sửa: ghi biên bản và kết luận vào `dialogue.md`, hoặc bỏ `closed` của đợt cho đến khi có đủ.\n\n\
             ```toml\n\
             minutes = \"documents/bien-ban\"\n\
             conclusions = [\"Phòng Đào tạo công bố lịch thi trước hai tuần.\"]\n\
             ```",
        en: "Once a round is closed, every dialogue held in it is closed too. Readers need the minutes to know what was said, and the \
             conclusions to know what was promised.\n\n\
             To put it right: write minutes and conclusions into `dialogue.md`, or take `closed` out of the round until they exist.\n\n\
             ```toml\n\
             minutes = \"documents/bien-ban\"\n\
             conclusions = [\"The training office publishes exam dates two weeks ahead.\"]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let closed = register.dialogues.iter().filter(|d| !d.flawed && d.links.state == DialogueState::Closed);
    for dialogue in closed {
        let message = match (dialogue.facts.minutes.0.is_empty(), dialogue.facts.conclusions.is_empty()) {
            (false, false) => continue,
            (true, true) => say!(
                "buổi đối thoại đã kết thúc nhưng không có `minutes` (biên bản) và `conclusions` (kết luận)",
                "the dialogue is closed and has neither `minutes` nor `conclusions`"
            ),
            (true, false) => say!(
                "buổi đối thoại đã kết thúc nhưng không có `minutes` (biên bản)",
                "the dialogue is closed and has no `minutes`"
            ),
            (false, true) => say!(
                "buổi đối thoại đã kết thúc nhưng không có `conclusions` (kết luận)",
                "the dialogue is closed and has no `conclusions`"
            ),
        };
        let round = &register.rounds[dialogue.links.round.at()];
        let mut fault = Diagnostic::new(Code::W02, &dialogue.path, dialogue.span, message).help(say!(
            "thêm phần còn thiếu, hoặc bỏ `closed` của đợt cho đến khi có đủ",
            "add what is missing, or take `closed` out of the round until it exists"
        ));
        if let Some(day) = &round.facts.closed {
            fault = fault.related(&round.path, day.span, say!("đợt đóng ngày này", "the round was closed on this day"));
        }
        found.push(fault);
    }
}

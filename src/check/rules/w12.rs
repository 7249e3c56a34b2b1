//! W12: an open commitment of which nothing was heard for too long.
//!
//! Work that has begun owes news every `update_every_days`; work planned or deferred owes them when its limit is near.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::timeline::CommitmentState;
use crate::register::{Commitment, Register};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W12,
    title: Prose {
        vi: "nội dung khắc phục đang mở lâu không có tin mới", en: "an open commitment without news"
    },
    prose: Prose {
        vi: "Việc đang làm, làm được một phần hoặc mở lại phải được cập nhật đều đặn (`update_every_days` trong `site.toml`). Việc mới lên \
             kế hoạch hoặc đã lùi hạn phải được cập nhật trong 30 ngày trước hạn.\n\n\
             Cách sửa: hỏi đơn vị chủ trì và ghi tình hình.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-06-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"in-progress\"\n\
             note = \"Đã lắp 6 trong 12 phòng.\"\n\
             ```",
        en: "Work that goes on, is partly done or was reopened owes news every `update_every_days` (in `site.toml`). Work planned or deferred \
             owes them within 30 days before its limit.\n\n\
             To put it right: ask the lead unit and write down how it stands.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-06-20\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"in-progress\"\n\
             note = \"6 of 12 rooms are done.\"\n\
             ```",
    },
    check: Some(check),
};

/// Days before the limit from which work not yet begun owes news.
const NEAR: i64 = 30;

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let every = i64::from(register.settings.update_every_days);
    for commitment in register.commitments.iter().filter(|c| !c.draft && !c.flawed && owes_news(register, c)) {
        let Some(last) = commitment.links.course.events.last().map(|e| e.0).or(commitment.links.made) else { continue };
        let days = (register.as_of - last).num_days();
        if days <= every {
            continue;
        }
        let state = commitment.links.course.state;
        let (word, (vi, en)) = (state.as_str(), state.label());
        found.push(
            Diagnostic::new(
                Code::W12,
                &commitment.path,
                commitment.span,
                say!(
                    "`{word}` ({vi}) mà {days} ngày không có tin mới, từ `{last}`",
                    "`{word}` ({en}) and without news for {days} days, since `{last}`"
                ),
            )
            .help(say!("thêm `[[updates]]` với tình hình hiện nay", "add `[[updates]]` that says how it stands")),
        );
    }
}

fn owes_news(register: &Register<'_>, commitment: &Commitment) -> bool {
    match commitment.links.course.state {
        CommitmentState::InProgress | CommitmentState::PartlyDone | CommitmentState::Reopened => true,
        CommitmentState::Planned | CommitmentState::Deferred => {
            let left = commitment.links.deadline.last_day().map(|day| (day - register.as_of).num_days());
            left.is_some_and(|left| (0..=NEAR).contains(&left))
        }
        CommitmentState::DoneReported
        | CommitmentState::Verified
        | CommitmentState::Explained
        | CommitmentState::Cancelled => false,
    }
}

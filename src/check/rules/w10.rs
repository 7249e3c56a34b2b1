//! W10: a promise of an earlier round of which the next round heard nothing.
//!
//! A commitment that was still open when a later round held its school dialogue needs news between the end of its own round
//! and that day (`spec/states.md`, "Carry-over"). The first later school dialogue decides: news before it are news before
//! every later one too.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::carry::{has_news, school_dialogue};
use crate::register::timeline::CommitmentState;
use crate::register::{Commitment, Dialogue, Register};
use crate::say;
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W10,
    title: Prose {
        vi: "nội dung khắc phục của đợt trước không có tin mới trước đối thoại cấp trường của đợt sau",
        en: "carry-over without news",
    },
    prose: Prose {
        vi: "Hội nghị đối thoại cấp trường nghe báo cáo khắc phục sau đối thoại kỳ trước. Vì vậy mỗi nội dung khắc phục còn dở của đợt trước \
             phải có ít nhất một cập nhật hoặc kiểm chứng sau khi đợt đó đóng và trước (hoặc trong) ngày đối thoại cấp trường của đợt sau.\n\n\
             Cách sửa: hỏi đơn vị chủ trì và ghi tình hình, kể cả khi chưa làm được.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-04-10\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"in-progress\"\n\
             note = \"Đã có dự toán, chờ phê duyệt.\"\n\
             ```",
        en: "A school dialogue hears what came of the round before. So every commitment of an earlier round that is still open needs at least \
             one update or verification after that round was closed and not after the later round's school dialogue.\n\n\
             To put it right: ask the lead unit and write down how it stands, even if nothing was done.\n\n\
             ```toml\n\
             [[updates]]\n\
             on = 2024-04-10\n\
             unit = \"phong-qtcsvc\"\n\
             state = \"in-progress\"\n\
             note = \"The estimate is there, approval is awaited.\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let schools: Vec<_> = register.rounds.iter().map(|r| school_dialogue(register, r)).collect();
    let mut next = vec![None; schools.len()];
    for i in (0..schools.len().saturating_sub(1)).rev() {
        next[i] = schools[i + 1].or(next[i + 1]);
    }
    for commitment in register.commitments.iter().filter(|c| c.links.public && !c.flawed) {
        let at = commitment.links.round.at();
        let Some((day, dialogue)) = next[at] else { continue };
        let closed = register.rounds[at].facts.closed.as_ref().map(|d| d.0).filter(|closed| *closed < day);
        let since = closed.or(schools[at].map(|(held, _)| held));
        if needs_news(commitment, since, day) {
            found.push(fault(commitment, dialogue, day));
        }
    }
}

/// Whether a commitment was open before `day` and nothing was told of it after `since` and not after `day`.
fn needs_news(commitment: &Commitment, since: Option<NaiveDate>, day: NaiveDate) -> bool {
    let events = &commitment.links.course.events;
    let before = events.iter().rev().find(|e| e.0 < day).map(|e| e.2);
    let finished = before.is_some_and(|s| {
        matches!(s, CommitmentState::Verified | CommitmentState::Explained | CommitmentState::Cancelled)
    });
    let promised_later = commitment.links.made.is_some_and(|made| made > day);
    !finished && !promised_later && !has_news(commitment, since, day)
}

fn fault(commitment: &Commitment, dialogue: &Dialogue, day: NaiveDate) -> Diagnostic {
    let last = commitment.facts.updates.iter().max_by_key(|u| u.on.get().map(|d| d.0));
    let span = last.map_or(commitment.facts.title.span(), |u| u.span);
    Diagnostic::new(
        Code::W10,
        &commitment.path,
        span,
        say!(
            "còn dở khi đợt sau đối thoại cấp trường ngày `{day}` mà không có tin mới",
            "still open when the next round held its school dialogue on `{day}`, without news for it"
        ),
    )
    .related(
        &dialogue.path,
        dialogue.facts.held.as_ref().map_or(dialogue.span, |h| h.span),
        say!("buổi đối thoại cấp trường của đợt sau", "the later round's school dialogue"),
    )
    .help(say!(
        "thêm `[[updates]]` hoặc `[[verifications]]` sau khi đợt đóng và không muộn hơn `{day}`",
        "add `[[updates]]` or `[[verifications]]` after the round was closed and not after `{day}`"
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::sample::{codes, project};

    /// A promise of round `r`, closed on 31/5, before the school dialogue of the next round on 12/6.
    fn faults(updates: &str) -> Vec<String> {
        let round = |year| format!("+++\ntitle = \"a\"\nacademic_year = \"{year}\"\nclosed = 2024-05-31\n+++\n");
        let (first, second) = (round("2022-2023"), round("2023-2024").replace("closed = 2024-05-31\n", ""));
        let school =
            "+++\ntitle = \"a\"\nlevel = \"school\"\nunit = \"phong\"\nform = \"in-person\"\nheld = 2024-06-12\n+++\n";
        let question = "+++\ntitle = \"a\"\nkind = \"question\"\ntopics = [\"dao-tao\"]\n+++\nHỏi\n";
        let promise =
            format!("+++\ntitle = \"b\"\nlead = \"khoa\"\nanswers_to = [\"questions/001\"]\n{updates}+++\nLàm\n");
        let files = [
            ("content/rounds/r/round.md", &*first),
            ("content/rounds/r/khoa/questions/001.md", question),
            ("content/rounds/r/khoa/commitments/viec.md", &*promise),
            ("content/rounds/s/round.md", &*second),
            ("content/rounds/s/truong/dialogue.md", school),
        ];
        codes(&project(&files), "W10")
    }

    fn update(day: &str, state: &str) -> String {
        format!("[[updates]]\non = {day}\nunit = \"khoa\"\nstate = \"{state}\"\nnote = \"a\"\n")
    }

    #[test]
    fn news_between_the_closing_and_the_next_school_dialogue() {
        assert_eq!(faults(""), ["\"b\""]);
        assert_eq!(faults(&update("2024-05-31", "in-progress")), ["[[updates]]"]);
        assert_eq!(faults(&update("2024-06-01", "in-progress")), [""; 0]);
        assert_eq!(faults(&update("2024-06-12", "in-progress")), [""; 0]);
        assert_eq!(faults(&update("2024-06-13", "in-progress")), ["[[updates]]"]);
    }

    #[test]
    fn what_is_finished_owes_none() {
        assert_eq!(faults(&update("2024-05-20", "explained")), [""; 0]);
        assert_eq!(faults(&update("2024-05-20", "done")), ["[[updates]]"]);
    }
}

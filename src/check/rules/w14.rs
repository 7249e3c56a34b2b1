//! W14: an assignment that nobody leads, or that two lead at once.
//!
//! A question's assignments fall into hands: a referral, an answer and a reopening each pass it on, and what was assigned
//! before no longer counts. Within one hand there must be a lead; two leads of one day contradict each other, while a later
//! one takes over from an earlier (`spec/states.md`: the latest lead assignment counts).

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::question::Assigned;
use crate::register::link::is_lead;
use crate::register::timeline::QuestionFact;
use crate::register::{Question, Register};
use crate::say;
use crate::text::span::At;
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W14,
    title: Prose {
        vi: "giao mà không có đơn vị chủ trì, hoặc có hai đơn vị chủ trì cùng lúc",
        en: "no lead, or more than one lead assignment at once",
    },
    prose: Prose {
        vi: "Mỗi lần giao một ý kiến phải có đúng một đơn vị chủ trì, các đơn vị khác phối hợp (`role = \"co\"`). Hai đơn vị chủ trì cùng \
             ngày thì không rõ ai chịu trách nhiệm và hạn nào được tính. Giao lại vào ngày sau thì được: lần giao sau thay lần giao trước. \
             Sau khi chuyển cấp hoặc mở lại, phải giao lại từ đầu.\n\n\
             Cách sửa: giữ một đơn vị chủ trì, các đơn vị còn lại ghi `role = \"co\"`.\n\n\
             ```toml\n\
             [[assigned]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-03-18\n\n\
             [[assigned]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-18\n\
             role = \"co\"\n\
             ```",
        en: "Whenever a question is assigned, one unit leads and the others help (`role = \"co\"`). With two leads on one day nobody knows \
             who answers for it and which limit counts. A lead assigned on a later day takes over from the earlier. After a referral or a \
             reopening it must be assigned anew.\n\n\
             To put it right: keep one lead, and write `role = \"co\"` with the others.\n\n\
             ```toml\n\
             [[assigned]]\n\
             unit = \"phong-qldt\"\n\
             on = 2024-03-18\n\n\
             [[assigned]]\n\
             unit = \"khoa-cntt\"\n\
             on = 2024-03-18\n\
             role = \"co\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in register.questions.iter().filter(|q| !q.flawed) {
        let mut hand: Vec<(NaiveDate, usize)> = Vec::new();
        for (on, fact, _) in &question.links.course.events {
            match *fact {
                QuestionFact::Assignment(i) => hand.push((*on, i)),
                QuestionFact::Referral(_) | QuestionFact::Answer(_) | QuestionFact::Reopening(_) => {
                    judge(question, &hand, found);
                    hand.clear();
                }
                QuestionFact::Withdrawal | QuestionFact::Closing | QuestionFact::Merging => {}
            }
        }
        judge(question, &hand, found);
    }
}

/// Judges the assignments between two facts that pass the question on.
fn judge(question: &Question, hand: &[(NaiveDate, usize)], found: &mut Vec<Diagnostic>) {
    let assigned = |i: usize| -> &At<Assigned> { &question.facts.assigned[i] };
    let leads: Vec<_> = hand.iter().filter(|(_, i)| is_lead(assigned(*i))).collect();
    if let (Some((_, first)), true) = (hand.first(), leads.is_empty()) {
        found.push(
            Diagnostic::new(
                Code::W14,
                &question.path,
                assigned(*first).span,
                say!("đã giao nhưng không có đơn vị chủ trì", "assigned, and no unit leads"),
            )
            .help(say!(
                "thêm `[[assigned]]` cho đơn vị chủ trì, hoặc bỏ `role = \"co\"`",
                "add `[[assigned]]` for the unit that leads, or take out `role = \"co\"`"
            )),
        );
    }
    for pair in leads.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (assigned(pair[0].1), assigned(pair[1].1));
        let name = |a: &Assigned| a.unit.get().map_or_else(String::new, |u| u.as_str().to_owned());
        let (one, other, day) = (name(first), name(second), pair[1].0);
        found.push(
            Diagnostic::new(
                Code::W14,
                &question.path,
                second.span,
                say!(
                    "hai đơn vị chủ trì cùng ngày `{day}`: `{one}` và `{other}`",
                    "two units lead from the same day `{day}`: `{one}` and `{other}`"
                ),
            )
            .related(&question.path, first.span, say!("đã giao chủ trì ở đây", "the lead was assigned here"))
            .help(say!(
                "giữ một đơn vị chủ trì, đơn vị kia ghi `role = \"co\"`",
                "keep one lead, and write `role = \"co\"` with the other"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::sample::{codes, question};

    fn faults(facts: &str) -> Vec<String> {
        codes(&question(facts), "W14")
    }

    const LEAD: &str = "[[assigned]]\nunit = \"phong\"\non = 2024-03-11\n";
    const CO: &str = "[[assigned]]\nunit = \"khoa\"\non = 2024-03-11\nrole = \"co\"\n";

    #[test]
    fn one_hand_has_one_lead() {
        assert_eq!(faults(LEAD), [""; 0]);
        assert_eq!(faults(&format!("{CO}{LEAD}")), [""; 0]);
        assert_eq!(faults(CO), ["[[assigned]]"]);
        assert_eq!(faults(&format!("{LEAD}{LEAD}")), ["[[assigned]]"]);
    }

    #[test]
    fn a_later_lead_takes_over() {
        let later = LEAD.replace("03-11", "03-18");
        assert_eq!(faults(&format!("{LEAD}{later}")), [""; 0]);
        assert_eq!(faults(&format!("{later}{LEAD}")), [""; 0]);
    }

    #[test]
    fn a_referral_and_a_reopening_begin_a_new_hand() {
        let referral = "[[referrals]]\nfrom = \"khoa\"\nto = \"phong\"\non = 2024-03-12\nreason = \"a\"\n";
        let co = CO.replace("03-11", "03-13");
        let lead = LEAD.replace("03-11", "03-13");
        assert_eq!(faults(&format!("{LEAD}{referral}{lead}{co}")), [""; 0]);
        assert_eq!(faults(&format!("{LEAD}{referral}{co}")), ["[[assigned]]"]);
        let reopened = "[[reopened]]\non = 2024-03-12\nreason = \"a\"\n";
        assert_eq!(faults(&format!("{LEAD}{reopened}{co}")), ["[[assigned]]"]);
    }
}

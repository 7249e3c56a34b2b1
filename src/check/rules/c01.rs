//! C01: a total that somebody declared and that the records do not bear out.
//!
//! Only exact totals are compared, and only where the round does not say that its records are incomplete. Drafts are not
//! counted; internal records are. A merged question may be counted as answered when the one it was merged into is.

use crate::check::measure::{conference_count, exact, sum};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::record::value::{Channel, Quantity};
use crate::register::timeline::QuestionState;
use crate::register::{Dialogue, Question, Register, Round};
use crate::say;
use crate::text::span::At;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::C01,
    title: Prose {
        vi: "số đã công bố khác với số hồ sơ", en: "a declared total differs from the records"
    },
    prose: Prose {
        vi: "Số trong báo cáo (`[declared]`, `questions_by_channel`, `mode_decision.count`) được so với số hồ sơ có trong dự án. Số có chữ \
             “khoảng”, “hơn”, “gần” … không được so. Bản nháp không được đếm, hồ sơ nội bộ thì có.\n\n\
             Cách sửa: sửa số, thêm hồ sơ còn thiếu, hoặc ghi `complete = false` khi dự án không chứa đủ hồ sơ của đợt.\n\n\
             ```toml\n\
             [declared]\n\
             questions = 120\n\
             complete = false\n\
             ```",
        en: "The figures of a report (`[declared]`, `questions_by_channel`, `mode_decision.count`) are held against the records of the \
             project. Qualified ones (“about”, “more than”) are not. Drafts do not count, internal records do.\n\n\
             To put it right: correct the figure, add the records that are missing, or write `complete = false` where the project does not \
             hold all of the round.\n\n\
             ```toml\n\
             [declared]\n\
             questions = 120\n\
             complete = false\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in &register.rounds {
        let declared = round.facts.declared.as_ref();
        if declared.and_then(|d| d.complete.as_ref()).is_some_and(|c| !c.value) {
            continue;
        }
        let dialogues: Vec<&Dialogue> = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()]).collect();
        if declared.is_some() {
            of_round(register, round, &dialogues, found);
        }
        for dialogue in dialogues {
            by_channel(register, dialogue, found);
            of_decision(register, dialogue, found);
        }
    }
}

fn of_round(register: &Register<'_>, round: &Round, dialogues: &[&Dialogue], found: &mut Vec<Diagnostic>) {
    let Some(declared) = &round.facts.declared else { return };
    let counts = |draft: bool| round.draft || !draft;
    let dialogues: Vec<_> = dialogues.iter().copied().filter(|d| counts(d.draft)).collect();
    let questions: Vec<_> = questions(register, &dialogues).filter(|q| counts(q.draft)).collect();
    let answered = questions.iter().filter(|q| q.links.course.state.is_answered()).count() as u64;
    let merged = questions.iter().filter(|q| is_answered_elsewhere(register, q)).count() as u64;
    let commitments = round.links.commitments.iter().filter(|c| counts(register.commitments[c.at()].draft)).count();
    let surveys = round.links.surveys.iter().map(|s| &register.surveys[s.at()]).filter(|s| counts(s.draft));
    let returned: Vec<_> = surveys.map(|s| s.facts.returned.get()).collect();
    let forms = returned.iter().copied().collect::<Option<Vec<_>>>().and_then(|all| sum(all.into_iter()).1);
    let mut hold = |key: &str, written: &Option<At<Quantity>>, records: Option<u64>, also: u64| {
        let Some((written, records)) = written.as_ref().zip(records) else { return };
        let Some(total) = exact(&written.value.0).filter(|t| *t != records && *t != records + also) else { return };
        let message = say!(
            "đã công bố `{key}` là {total} nhưng hồ sơ có {records}",
            "`{key}` is declared as {total} and the records have {records}"
        );
        found.push(fault(&round.path, written, message));
    };
    hold("questions", &declared.questions, Some(questions.len() as u64), 0);
    hold("answered", &declared.answered, Some(answered), merged);
    hold("dialogues", &declared.dialogues, Some(dialogues.len() as u64), 0);
    hold("commitments", &declared.commitments, Some(commitments as u64), 0);
    hold("participants", &declared.participants, participants(&dialogues), 0);
    hold("surveys", &declared.surveys, forms, 0);
}

fn questions<'r>(register: &'r Register<'_>, dialogues: &[&'r Dialogue]) -> impl Iterator<Item = &'r Question> {
    dialogues.iter().flat_map(|d| &d.links.questions).map(|q| &register.questions[q.at()])
}

/// Whether the question was merged into one that is answered.
fn is_answered_elsewhere(register: &Register<'_>, question: &Question) -> bool {
    let mut at = question;
    // A chain in a circle is R03; no honest one is longer.
    for _ in 0..16 {
        match at.links.merged_into {
            Some(next) if at.links.course.state == QuestionState::Merged => at = &register.questions[next.at()],
            _ => break,
        }
    }
    !std::ptr::eq(at, question) && at.links.course.state.is_answered()
}

/// All who took part, where every dialogue says so exactly.
fn participants(dialogues: &[&Dialogue]) -> Option<u64> {
    let mut total = 0;
    for dialogue in dialogues {
        let groups = &dialogue.facts.participants;
        if groups.is_empty() {
            return None;
        }
        for group in groups {
            total += exact(&group.count.as_ref()?.value.0)?;
        }
    }
    Some(total)
}

/// Holds `questions_by_channel` against the dialogue's questions; one without a channel may have come by any.
fn by_channel(register: &Register<'_>, dialogue: &Dialogue, found: &mut Vec<Diagnostic>) {
    let Some(channels) = &dialogue.facts.questions_by_channel else { return };
    let own: Vec<_> = questions(register, &[dialogue]).filter(|q| dialogue.draft || !q.draft).collect();
    let came = |channel: Option<Channel>| {
        own.iter().filter(|q| q.facts.channel.as_ref().map(|c| c.value) == channel).count() as u64
    };
    let unknown = came(None);
    let mut spare = unknown;
    for (channel, written) in &channels.value.0 {
        let Some(total) = exact(&written.value.0) else { continue };
        let records = came(Some(*channel));
        if (records..=records + spare).contains(&total) {
            spare -= total - records;
            continue;
        }
        let (word, (vi, en)) = (channel.as_str(), channel.label());
        let message = say!(
            "`{word}` ({vi}) ghi {total} ý kiến nhưng hồ sơ có {records}",
            "`{word}` ({en}) says {total} questions and the records have {records}"
        );
        found.push(fault(&dialogue.path, written, message));
    }
}

fn of_decision(register: &Register<'_>, dialogue: &Dialogue, found: &mut Vec<Diagnostic>) {
    let Some(written) = dialogue.facts.mode_decision.as_ref().and_then(|d| d.count.at()) else { return };
    let records = conference_count(register, dialogue);
    let Some(total) = exact(&written.value.0).filter(|t| *t != records) else { return };
    let message = say!(
        "quyết định hình thức dựa trên {total} câu hỏi nhưng hồ sơ có {records}",
        "the form was decided on {total} questions and the records have {records}"
    );
    let fault = fault(&dialogue.path, written, message);
    found.push(fault.label(say!(
        "câu hỏi của buổi này và câu hỏi được đưa lên, không tính ý kiến đã gộp, đã rút",
        "its own questions and those it takes up, without merged and withdrawn ones"
    )));
}

fn fault(path: &str, written: &At<Quantity>, message: Message) -> Diagnostic {
    Diagnostic::new(Code::C01, path, written.span, message).help(say!(
        "sửa số, thêm hồ sơ còn thiếu, hoặc ghi `complete = false` trong `[declared]` của đợt",
        "correct the figure, add the missing records, or write `complete = false` in the round's `[declared]`"
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::sample::{codes, project};

    const QUESTION: &str = "+++\ntitle = \"a\"\nkind = \"question\"\ntopics = [\"dao-tao\"]\n";

    fn faults(declared: &str, questions: &[&str]) -> Vec<String> {
        let round = format!("+++\ntitle = \"a\"\nacademic_year = \"2023-2024\"\n[declared]\n{declared}\n+++\n");
        let questions: Vec<_> = questions
            .iter()
            .map(|facts| {
                let (name, facts) = facts.split_once(' ').unwrap_or((facts, ""));
                (format!("content/rounds/r/khoa/questions/{name}.md"), format!("{QUESTION}{facts}\n+++\nHỏi\n"))
            })
            .collect();
        let mut files = vec![("content/rounds/r/round.md", &*round)];
        files.extend(questions.iter().map(|(path, text)| (&**path, &**text)));
        codes(&project(&files), "C01")
    }

    const ANSWER: &str = "[[answers]]\nunit = \"khoa\"\non = 2024-03-06\nmode = \"written\"\noutcome = \"answered\"";

    #[test]
    fn internal_records_count_and_drafts_do_not() {
        let three = ["a", "b visibility = \"internal\"", "_c"];
        assert_eq!(faults("questions = 2", &three), [""; 0]);
        assert_eq!(faults("questions = 3", &three), ["3"]);
        assert_eq!(faults("questions = \"hơn 3\"", &three), [""; 0]);
        assert_eq!(faults("questions = 3\ncomplete = false", &three), [""; 0]);
    }

    #[test]
    fn a_merged_question_may_count_as_answered() {
        let answered = format!("a {ANSWER}");
        let three = [&*answered, "b merged_into = \"questions/a\"", "c"];
        assert_eq!(faults("answered = 1", &three), [""; 0]);
        assert_eq!(faults("answered = 2", &three), [""; 0]);
        assert_eq!(faults("answered = 3", &three), ["3"]);
    }
}

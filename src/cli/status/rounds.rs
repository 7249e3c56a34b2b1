//! What the open rounds still need: their next steps, dialogues without minutes or conclusions, questions without answers,
//! targets that do not show a dialogue yet, units that owe one.
//!
//! The register goes in; findings come out, by round, in the order in which a round goes on.

use crate::cli::due::standing;
use crate::page::round::{has_dialogue, owes_dialogue};
use crate::page::steps;
use crate::page::view::View;
use crate::register::Question;
use crate::register::coverage::{CellState, cells, was_held};
use crate::register::deadline::DeadlineState;
use crate::register::index::{DialogueIx, QuestionIx, RecordIx, RoundIx, UnitIx};
use crate::register::timeline::QuestionState;
use serde_json::{Value, json};

/// How many questions of a dialogue are named to people.
const SHOWN: usize = 50;

/// Something that a round lacks.
pub(super) struct Need {
    /// The round's id.
    pub(super) round: String,
    /// It in words.
    pub(super) line: String,
    /// What it is made of, a line each.
    pub(super) details: Vec<String>,
    /// It for programs.
    pub(super) json: Value,
}

/// What every open round needs, the newest round first.
pub(super) fn needs(view: &View<'_>) -> Vec<Need> {
    let mut found = Vec::new();
    let rounds = (0..).map(RoundIx).zip(&view.register.rounds);
    let mut open: Vec<_> = rounds.filter(|(_, round)| !round.links.closed && !round.draft).collect();
    open.sort_by(|(_, a), (_, b)| b.id.cmp(&a.id));
    for (ix, round) in open {
        let mut list = List { view, round: &round.id, found: &mut found };
        list.steps(ix);
        list.units(ix);
        for dialogue in &round.links.dialogues {
            if !view.register.dialogues[dialogue.at()].draft {
                list.dialogue(*dialogue);
            }
        }
    }
    found
}

struct List<'a, 'v, 'r> {
    view: &'a View<'v>,
    round: &'r str,
    found: &'a mut Vec<Need>,
}

impl List<'_, '_, '_> {
    fn add(&mut self, what: &str, line: String, more: &Value) {
        let mut json = json!({ "list": "rounds", "round": self.round, "what": what });
        if let (Some(all), Some(more)) = (json.as_object_mut(), more.as_object()) {
            all.extend(more.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        self.found.push(Need { round: self.round.to_owned(), line, details: Vec::new(), json });
    }

    /// The steps that are not done, with what must come of them.
    fn steps(&mut self, ix: RoundIx) {
        let planned = &self.view.register.rounds[ix.at()].links.schedule.steps;
        for (step, planned) in steps::steps(self.view, ix).iter().zip(planned).filter(|(_, p)| p.done.is_none()) {
            let deadline = &planned.deadline;
            let due = planned.in_force().and_then(|resolved| resolved.limit).map(|limit| limit.written);
            let limit = due.map_or(String::new(), |due| {
                format!(", {} {}", self.view.say("hạn", "limit"), self.view.date(due).text)
            });
            let stands = match deadline.state {
                DeadlineState::NoDeadline => String::new(),
                _ => format!(", {}", standing(self.view, deadline)),
            };
            let made: Vec<&str> = planned.produces.iter().map(|kind| self.view.label(kind.label())).collect();
            let made = match &made[..] {
                [] => String::new(),
                made => format!(" → {}", made.join(", ")),
            };
            let line =
                format!("{}: {}{limit}{stands}{made}", self.view.say("bước chưa xong", "step not done"), step.title);
            let more = json!({
                "id": &*planned.id,
                "title": step.title,
                "deadline": deadline.state.as_str(),
                "due": due.map(|day| day.to_string()),
                "workdays": deadline.workdays,
                "left": deadline.left,
                "units": planned.units,
                "produces": planned.produces.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(),
            });
            self.add("step", line, &more);
        }
    }

    /// Units that owe a dialogue and have none.
    fn units(&mut self, ix: RoundIx) {
        let register = self.view.register;
        let owing = (0..register.units.len() as u32).map(UnitIx);
        for unit in owing.filter(|unit| owes_dialogue(register, ix, *unit) && !has_dialogue(register, ix, *unit)) {
            let title = self.view.title(RecordIx::Unit(unit)).0;
            let slug = register.units[unit.at()].slug();
            let words = self.view.say("chưa có buổi đối thoại", "no dialogue yet");
            self.add("dialogue", format!("{words}: {title} ({slug})"), &json!({ "id": slug, "title": title }));
        }
    }

    /// What a dialogue that was held lacks, and the questions of any that wait for an answer.
    fn dialogue(&mut self, ix: DialogueIx) {
        let dialogue = &self.view.register.dialogues[ix.at()];
        let (id, title) = (&*dialogue.id, self.view.title(RecordIx::Dialogue(ix)).0.into_owned());
        let more = json!({ "id": id, "title": title });
        if was_held(dialogue.links.state) {
            for (lacks, what, words) in [
                (dialogue.facts.minutes.0.is_empty(), "minutes", ("thiếu biên bản", "no minutes")),
                (dialogue.facts.conclusions.is_empty(), "conclusions", ("thiếu kết luận", "no conclusions")),
            ] {
                if lacks {
                    self.add(what, format!("{}: {title} ({id})", self.view.label(words)), &more);
                }
            }
        }
        self.questions(ix, &title);
        for cell in cells(self.view.register, ix).filter(|cell| cell.state == CellState::Missing) {
            let (target, words) = (&cell.target.id, self.view.say("chưa công khai trên", "not published on"));
            let more = json!({ "id": id, "title": title, "target": &**target });
            self.add("publication", format!("{words} {}: {title} ({id})", cell.target.title), &more);
        }
    }

    /// How many questions of a dialogue wait for an answer, how many of them with nobody, and how many too long.
    fn questions(&mut self, ix: DialogueIx, title: &str) {
        let register = self.view.register;
        let dialogue = &register.dialogues[ix.at()];
        let all = dialogue.links.questions.iter().map(|ix| (*ix, &register.questions[ix.at()]));
        let open: Vec<_> = all.filter(|(_, q)| !q.draft && waits(q.links.course.state)).collect();
        if open.is_empty() {
            return;
        }
        let (count, late) = (open.len(), open.iter().filter(|(_, q)| q.links.deadline.is_overdue()).count());
        // Nobody's work yet, so no list of limits has them.
        let idle = open.iter().filter(|(_, q)| q.links.course.state == QuestionState::Received).count();
        let words = self.view.say("chưa trả lời", "unanswered");
        let (given, overdue) = (self.view.say("chưa giao", "not assigned"), self.view.say("quá hạn", "overdue"));
        let line = format!("{words}: {count} ({given} {idle}, {overdue} {late}), {title} ({})", dialogue.id);
        let ids: Vec<&str> = open.iter().map(|(_, q)| &*q.id).collect();
        let more = json!({ "id": &*dialogue.id, "title": title, "count": count, "unassigned": idle, "overdue": late, "questions": ids });
        self.add("unanswered", line, &more);
        let mut details: Vec<String> =
            open.iter().take(SHOWN).map(|(ix, question)| self.question(*ix, question)).collect();
        if let Some(more) = open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let words = self.view.say("ý kiến nữa; `--format json` liệt kê hết", "more; `--format json` has them all");
            details.push(format!("… {more} {words}"));
        }
        if let Some(need) = self.found.last_mut() {
            need.details = details;
        }
    }

    /// A question that waits for an answer: its title, with whom it lies, and how its limit stands.
    fn question(&self, ix: QuestionIx, question: &Question) -> String {
        let title = self.view.title(RecordIx::Question(ix)).0;
        // What was never given to anybody is its dialogue's.
        let given = question.links.course.state != QuestionState::Received;
        let whose = match question.links.answerer.filter(|_| given) {
            Some(unit) => self.view.title(RecordIx::Unit(unit)).0.into_owned(),
            None => self.view.say("chưa giao", "not assigned").to_owned(),
        };
        let deadline = &question.links.deadline;
        let stands = match deadline.state {
            DeadlineState::NoDeadline => String::new(),
            _ => format!(", {}", standing(self.view, deadline)),
        };
        format!("{title} ({}): {whose}{stands}", question.id)
    }
}

/// Whether a question in this state waits for an answer.
const fn waits(state: QuestionState) -> bool {
    matches!(
        state,
        QuestionState::Received | QuestionState::Assigned | QuestionState::Referred | QuestionState::Reopened
    )
}

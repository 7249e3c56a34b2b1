//! W15: a school dialogue that does not hear what came of the round before.
//!
//! The report is `previous_report`, or the document of an agenda item: one of the round before, or one whose title says
//! that it is about putting things right.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::LevelOfDialogue;
use crate::register::index::RoundIx;
use crate::register::{Dialogue, Register};
use crate::say;
use crate::text::vietnamese::fold;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W15,
    title: Prose {
        vi: "đối thoại cấp trường không có báo cáo khắc phục của kỳ trước",
        en: "a school dialogue without the previous round's remediation report",
    },
    prose: Prose {
        vi: "Chương trình hội nghị đối thoại cấp trường có phần “Báo cáo khắc phục sau đối thoại kỳ trước”. Không có báo cáo thì người học \
             không biết những điều đã hứa lần trước được làm đến đâu.\n\n\
             Cách sửa: thêm báo cáo vào `documents/`, rồi ghi tên nó vào `previous_report` hoặc vào một mục của `agenda`.\n\n\
             ```toml\n\
             previous_report = \"documents/bao-cao-khac-phuc\"\n\
             ```",
        en: "The agenda of a school dialogue has the report on what was put right after the one before. Without it learners do not hear what \
             came of the last promises.\n\n\
             To put it right: add the report to `documents/` and name it in `previous_report` or in an item of the `agenda`.\n\n\
             ```toml\n\
             previous_report = \"documents/bao-cao-khac-phuc\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for dialogue in register.dialogues.iter().filter(|d| !d.flawed && d.facts.outcome.is_none()) {
        let school = dialogue.facts.level.copied() == Some(LevelOfDialogue::School);
        let previous = register.rounds[dialogue.links.round.at()].links.previous;
        let Some(previous) = previous.filter(|_| school) else { continue };
        if dialogue.facts.previous_report.is_some() || is_on_agenda(register, dialogue, previous) {
            continue;
        }
        let before = &register.rounds[previous.at()];
        found.push(
            Diagnostic::new(
                Code::W15,
                &dialogue.path,
                dialogue.span,
                say!(
                    "đối thoại cấp trường không có báo cáo khắc phục của kỳ trước",
                    "the school dialogue has no remediation report of the round before"
                ),
            )
            .related(&before.path, before.span, say!("đợt trước", "the round before"))
            .help(say!(
                "thêm `previous_report = \"documents/…\"`, hoặc ghi văn bản đó vào một mục của `agenda`",
                "add `previous_report = \"documents/…\"`, or name the document in an item of the `agenda`"
            )),
        );
    }
}

fn is_on_agenda(register: &Register<'_>, dialogue: &Dialogue, previous: RoundIx) -> bool {
    let named = dialogue.facts.agenda.iter().filter_map(|item| item.document.as_ref().map(|d| (item, d)));
    named.into_iter().any(|(item, name)| {
        let titled = |title: Option<&crate::record::value::Text>| {
            title.is_some_and(|t| ["khac phuc", "remediation"].iter().any(|word| fold(&t.0).contains(word)))
        };
        let document = register.document(name.as_str(), &dialogue.id).map(|d| &register.documents[d.at()]);
        titled(item.title.get())
            || document.is_some_and(|d| d.links.round == Some(previous) || titled(d.facts.title.get()))
    })
}

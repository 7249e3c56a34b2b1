//! D06: a step that is done, and left nothing behind of what it produces.
//!
//! The round's documents are its own, those of its dialogues, and those that the round or its dialogues name.

use crate::check::steps::table_of;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::document::DocumentType;
use crate::register::Register;
use crate::register::index::{DialogueIx, RecordIx, RoundIx};
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D06,
    title: Prose {
        vi: "mốc đã làm xong nhưng thiếu văn bản mà mốc đó phải có",
        en: "a done step lacks a document that it produces",
    },
    prose: Prose {
        vi: "Quy trình ghi mỗi mốc phải có văn bản nào (`produces`). Mốc đã ghi `done` thì trong `documents/` của đợt hoặc của các buổi đối \
             thoại phải có ít nhất một văn bản loại đó.\n\n\
             Cách sửa: thêm văn bản; nếu không công khai, ghi `audience = \"internal\"`.\n\n\
             ```toml\n\
             title = \"Báo cáo tổng hợp đối thoại\"\n\
             type = \"BC\"\n\
             date = 2024-04-09\n\
             issuer = \"phong-ctsv\"\n\
             audience = \"internal\"\n\
             ```",
        en: "A procedure says what document comes of a step (`produces`). Once the step is `done`, the `documents/` of the round or of its \
             dialogues must hold at least one of that type.\n\n\
             To put it right: add the document; what is not for the public says `audience = \"internal\"`.\n\n\
             ```toml\n\
             title = \"Report of the dialogues\"\n\
             type = \"BC\"\n\
             date = 2024-04-09\n\
             issuer = \"phong-ctsv\"\n\
             audience = \"internal\"\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let types = types_by_round(register);
    for (ix, round) in (0..).map(RoundIx).zip(&register.rounds).filter(|(_, r)| !r.flawed) {
        for step in round.links.schedule.steps.iter().filter(|s| s.done.is_some()) {
            for kind in step.produces.iter().filter(|kind| types.binary_search(&(ix, **kind)).is_err()) {
                let (id, word, (vi, en)) = (&step.id, kind.as_str(), kind.label());
                found.push(
                    Diagnostic::new(
                        Code::D06,
                        &round.path,
                        table_of(round, step),
                        say!(
                            "mốc `{id}` đã xong nhưng đợt không có văn bản loại `{word}` ({vi})",
                            "the step `{id}` is done and the round has no document of type `{word}` ({en})"
                        ),
                    )
                    .help(say!(
                        "thêm văn bản `type = \"{word}\"` vào `documents/` của đợt",
                        "add a document of `type = \"{word}\"` to the round's `documents/`"
                    )),
                );
            }
        }
    }
}

/// Each round with each type of document that it has, sorted; drafts count for drafts only.
fn types_by_round(register: &Register<'_>) -> Vec<(RoundIx, DocumentType)> {
    let home = |d: DialogueIx| register.dialogues[d.at()].links.round;
    let mut types = Vec::new();
    for document in &register.documents {
        let Some(kind) = document.facts.r#type.copied() else { continue };
        let named = document.links.named_by.iter().filter_map(|by| match *by {
            RecordIx::Round(round) => Some(round),
            RecordIx::Dialogue(dialogue) => Some(home(dialogue)),
            _ => None,
        });
        let rounds = named.chain(document.links.round);
        types.extend(rounds.filter(|r| !document.draft || register.rounds[r.at()].draft).map(|r| (r, kind)));
    }
    types.sort_unstable();
    types.dedup();
    types
}

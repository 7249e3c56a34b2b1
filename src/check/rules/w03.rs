//! W03: a dialogue in writing that nobody was told of.
//!
//! Under the conference rule a school dialogue may be held in writing; then a notice (a document of type TB) among its
//! documents or the round's says that the form was changed.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::document::DocumentType;
use crate::record::value::{Form, LevelOfDialogue};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W03,
    title: Prose {
        vi: "đối thoại bằng văn bản mà không có thông báo thay đổi hình thức",
        en: "`form = \"written\"` without a notice of the changed form",
    },
    prose: Prose {
        vi: "Khi có ít câu hỏi, nhà trường được đối thoại bằng văn bản thay cho hội nghị, nhưng phải thông báo trước cho người học: một văn \
             bản loại TB trong `documents/` của buổi đối thoại hoặc của đợt.\n\n\
             Cách sửa: thêm thông báo, hoặc sửa `form`.\n\n\
             ```toml\n\
             title = \"Thông báo thay đổi hình thức đối thoại\"\n\
             type = \"TB\"\n\
             number = \"31/TB-CĐSL\"\n\
             date = 2024-04-11\n\
             issuer = \"ban-giam-hieu\"\n\
             files = [{ file = \"thong-bao.pdf\" }]\n\
             ```",
        en: "With few questions a school may hold its dialogue in writing and not as a conference, but learners must be told: by a document \
             of type TB in the `documents/` of the dialogue or the round.\n\n\
             To put it right: add the notice, or correct `form`.\n\n\
             ```toml\n\
             title = \"Notice of the changed form\"\n\
             type = \"TB\"\n\
             number = \"31/TB-CĐSL\"\n\
             date = 2024-04-11\n\
             issuer = \"ban-giam-hieu\"\n\
             files = [{ file = \"thong-bao.pdf\" }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    if register.settings.mode.is_none() {
        return;
    }
    for dialogue in register.dialogues.iter().filter(|d| !d.flawed && d.facts.outcome.is_none()) {
        let Some(form) = dialogue.facts.form.at().filter(|f| f.value == Form::Written) else { continue };
        if dialogue.facts.level.copied() != Some(LevelOfDialogue::School) {
            continue;
        }
        let round = &register.rounds[dialogue.links.round.at()];
        let notice = dialogue.links.documents.iter().chain(&round.links.documents).any(|d| {
            let document = &register.documents[d.at()];
            document.facts.r#type.copied() == Some(DocumentType::Notice) && (dialogue.draft || !document.draft)
        });
        if !notice {
            found.push(
                Diagnostic::new(
                    Code::W03,
                    &dialogue.path,
                    form.span,
                    say!(
                        "đối thoại bằng văn bản nhưng không có thông báo thay đổi hình thức",
                        "held in writing, and there is no notice of the changed form"
                    ),
                )
                .help(say!(
                    "thêm văn bản `type = \"TB\"` vào `documents/` của buổi đối thoại hoặc của đợt",
                    "add a document of `type = \"TB\"` to the `documents/` of the dialogue or the round"
                )),
            );
        }
    }
}

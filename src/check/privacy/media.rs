//! Pictures and recordings of a dialogue (P10): each says what it shows and that those shown agreed.
//!
//! The register goes in, diagnostics come out. A face is personal data, and a picture without words tells blind readers
//! nothing; both are asked of every `media` of a public dialogue.

use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// Looks at the media of public dialogues.
pub(super) fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for dialogue in register.dialogues.iter().filter(|d| d.links.public) {
        for media in &dialogue.facts.media {
            let name = media.value.file.get().map_or("…", |file| &*file.0);
            if media.value.alt.as_ref().is_none_or(|alt| alt.value.0.trim().is_empty()) {
                let message = say!("`{name}` không có `alt`", "`{name}` has no `alt`");
                found.push(Diagnostic::new(Code::P10, &dialogue.path, media.span, message).help(say!(
                    "thêm `alt = \"…\"` nói điều nhìn thấy, không nêu tên ai",
                    "add `alt = \"…\"`: what is to be seen, without anybody's name"
                )));
            }
            if !media.value.consent.as_ref().is_some_and(|consent| consent.value) {
                let message = say!(
                    "`{name}` không ghi là người trong hình đã đồng ý",
                    "`{name}` does not say that those shown agreed"
                );
                found.push(Diagnostic::new(Code::P10, &dialogue.path, media.span, message).help(say!(
                    "khi mọi người trong hình đã đồng ý, ghi `consent = true`; chưa thì bỏ hình này",
                    "when all who are shown agreed, write `consent = true`; else take the picture out"
                )));
            }
        }
    }
}

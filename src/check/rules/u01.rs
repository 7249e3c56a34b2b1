//! U01: a dialogue that was held and can be read nowhere, or not where it must be.
//!
//! A cell is a held public dialogue and a target that holds its unit. A target that this program builds has published it
//! since the day of its minutes, else the day it was held; for any other `published` must say so.

use crate::check::measure::took_place;
use crate::check::steps::publication_step;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::value::LevelOfDialogue;
use crate::register::settings::Target;
use crate::register::{Dialogue, Register};
use crate::say;
use chrono::NaiveDate;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::U01,
    title: Prose {
        vi: "buổi đối thoại chưa được công khai ở nơi phải công khai",
        en: "a held dialogue is published nowhere, or not on a target that requires it",
    },
    prose: Prose {
        vi: "Nội dung đối thoại phải được công khai trên các trang web đã định (`[[target]]` trong `site.toml`). Buổi đối thoại cấp đơn vị đã \
             tổ chức mà không có ở trang nào, khi mốc công khai đã xong hoặc đợt đã đóng, là lỗi. Thiếu ở một trang có yêu cầu (`requires`) \
             là cảnh báo.\n\n\
             Cách sửa: công bố, rồi ghi nơi và ngày.\n\n\
             ```toml\n\
             published = [{ target = \"phong-ctsv\", on = 2024-03-20, url = \"https://ctsv.example.edu.vn/doi-thoai-cntt\" }]\n\
             ```",
        en: "What was said must be published on certain web sites (`[[target]]` in `site.toml`). A unit dialogue that was held and is on none of \
             them, once the step of publication is done or the round closed, is an error. Where a target requires it and lacks it, a warning.\n\n\
             To put it right: publish it, then write down where and when.\n\n\
             ```toml\n\
             published = [{ target = \"phong-ctsv\", on = 2024-03-20, url = \"https://ctsv.example.edu.vn/doi-thoai-cntt\" }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let targets = &register.settings.targets;
    if targets.is_empty() {
        return;
    }
    let unlisted = register.settings.main_target().is_none();
    for dialogue in register.dialogues.iter().filter(|d| took_place(d) && d.links.public && !d.flawed) {
        let on_main = unlisted && built_day(register, dialogue).is_some_and(|day| day <= register.as_of);
        let published = on_main || targets.iter().any(|t| is_published(register, dialogue, t));
        let round = &register.rounds[dialogue.links.round.at()];
        let over = || round.links.closed || publication_step(register, dialogue).is_some_and(|s| s.done.is_some());
        if !published && level(dialogue) == Some(LevelOfDialogue::Unit) && over() {
            found.push(
                Diagnostic::new(
                    Code::U01,
                    &dialogue.path,
                    dialogue.span,
                    say!(
                        "buổi đối thoại đã tổ chức nhưng chưa công khai ở trang web nào",
                        "the dialogue was held and is published on no target"
                    ),
                )
                .help(say!(
                    "công bố rồi thêm `published = [{{ target = \"…\", on = … }}]`",
                    "publish it, then add `published = [{{ target = \"…\", on = … }}]`"
                )),
            );
        }
        let required = targets.iter().filter(|t| level(dialogue).is_some_and(|l| t.requires.contains(&l)));
        for target in required.filter(|t| holds(t, dialogue) && !is_published(register, dialogue, t)) {
            let (id, title) = (&target.id, &target.title);
            found.push(
                Diagnostic::new(
                    Code::U01,
                    &dialogue.path,
                    dialogue.span,
                    say!("chưa công khai trên `{id}` ({title})", "not published on `{id}` ({title})"),
                )
                .severity(Severity::Warning)
                .help(say!(
                    "công bố rồi thêm `published = [{{ target = \"{id}\", on = … }}]`",
                    "publish it, then add `published = [{{ target = \"{id}\", on = … }}]`"
                )),
            );
        }
    }
}

fn level(dialogue: &Dialogue) -> Option<LevelOfDialogue> {
    dialogue.facts.level.copied()
}

/// Whether a target holds the records of the dialogue's unit.
fn holds(target: &Target, dialogue: &Dialogue) -> bool {
    let unit = dialogue.facts.unit.get();
    target.units.as_ref().is_none_or(|units| unit.is_some_and(|u| units.iter().any(|x| **x == *u.as_str())))
}

fn is_published(register: &Register<'_>, dialogue: &Dialogue, target: &Target) -> bool {
    let built = target.built && holds(target, dialogue);
    let by_hand = dialogue.facts.published.iter().any(|p| {
        p.target.get().is_some_and(|t| t.as_str() == &*target.id) && p.on.get().is_some_and(|on| on.0 <= register.as_of)
    });
    by_hand || built && built_day(register, dialogue).is_some_and(|day| day <= register.as_of)
}

/// The day since which targets that this program builds have a dialogue: that of its minutes, else that it was held.
fn built_day(register: &Register<'_>, dialogue: &Dialogue) -> Option<NaiveDate> {
    let minutes = dialogue.facts.minutes.0.iter().filter_map(|m| register.document(m.as_str(), &dialogue.id));
    let minutes = minutes.map(|d| &register.documents[d.at()]).filter(|d| d.links.public);
    minutes.filter_map(|d| d.facts.date.get().map(|day| day.0)).min().or(dialogue.links.held.map(|h| h.0))
}

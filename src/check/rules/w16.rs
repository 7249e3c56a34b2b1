//! W16: a unit that owed a dialogue and held none.
//!
//! Asked once the round's school dialogue was held, or the round was closed. Expected are the units that the round names,
//! else every unit with learners that was not closed by then.

use crate::check::measure::took_place;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::LevelOfDialogue;
use crate::register::index::UnitIx;
use crate::register::{Dialogue, Register, Round};
use crate::say;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::W16,
    title: Prose {
        vi: "đơn vị phải đối thoại nhưng chưa tổ chức buổi nào",
        en: "an expected unit without a held unit dialogue",
    },
    prose: Prose {
        vi: "Mỗi đơn vị có người học tổ chức đối thoại cấp đơn vị trước đối thoại cấp trường. Quy tắc này chỉ xét khi đối thoại cấp trường đã \
             tổ chức hoặc đợt đã đóng.\n\n\
             Cách sửa: thêm buổi đối thoại của đơn vị, hoặc ghi `expected_units` của đợt cho đúng.\n\n\
             ```toml\n\
             expected_units = [\"khoa-cntt\", \"khoa-kinh-te\"]\n\
             ```",
        en: "Each unit with learners holds its own dialogue before the school's. It is asked for once the school dialogue was held, or the \
             round is closed.\n\n\
             To put it right: add the unit's dialogue, or correct the round's `expected_units`.\n\n\
             ```toml\n\
             expected_units = [\"khoa-cntt\", \"khoa-kinh-te\"]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for round in register.rounds.iter().filter(|r| !r.flawed) {
        let dialogues = round.links.dialogues.iter().map(|d| &register.dialogues[d.at()]);
        let held: Vec<&Dialogue> = dialogues.filter(|d| took_place(d) && (round.draft || !d.draft)).collect();
        let level = |d: &Dialogue, level| d.facts.level.copied() == Some(level);
        if !round.links.closed && !held.iter().any(|d| level(d, LevelOfDialogue::School)) {
            continue;
        }
        let mut done: Vec<UnitIx> =
            held.iter().filter(|d| level(d, LevelOfDialogue::Unit)).filter_map(|d| d.links.unit).collect();
        done.sort_unstable();
        for (unit, span) in expected(register, round, &held) {
            if done.binary_search(&unit).is_ok() {
                continue;
            }
            let name = register.units[unit.at()].slug();
            found.push(
                Diagnostic::new(
                    Code::W16,
                    &round.path,
                    span,
                    say!(
                        "`{name}` chưa tổ chức đối thoại cấp đơn vị trong đợt này",
                        "`{name}` held no unit dialogue in this round"
                    ),
                )
                .help(say!(
                    "thêm buổi đối thoại của đơn vị, hoặc sửa `expected_units` của đợt",
                    "add the unit's dialogue, or correct the round's `expected_units`"
                )),
            );
        }
    }
}

/// The units that owe a dialogue in a round, each with the place that says so.
fn expected(register: &Register<'_>, round: &Round, held: &[&Dialogue]) -> Vec<(UnitIx, Span)> {
    if let Some(written) = &round.facts.expected_units {
        return written.iter().filter_map(|u| Some((register.unit(u.as_str())?, u.span))).collect();
    }
    let first = held.iter().filter_map(|d| d.links.held).map(|h| h.0).min();
    let day = first.or(round.facts.closed.as_ref().map(|d| d.0)).unwrap_or(register.as_of);
    let units = (0..).map(UnitIx).zip(&register.units);
    let owing = units.filter(|(_, unit)| {
        let open = unit.facts.closed.as_ref().is_none_or(|closed| closed.0 > day);
        unit.facts.learners.copied() == Some(true) && !unit.draft && open
    });
    owing.map(|(ix, _)| (ix, round.span)).collect()
}

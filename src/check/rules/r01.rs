//! R01: a reference that leads nowhere.
//!
//! Every reference of every record is looked up, those of orphans and drafts too, and every `@` link of every text. A
//! reference to a record whose file is there and could not be read is passed over: that was told already.

use crate::check::nearby::{self, Wanted, is_path};
use crate::check::texts;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::record::field::{RefKind, Visitor};
use crate::register::index::{RecordIx, scope_of};
use crate::register::link::promise;
use crate::register::reach::record_link;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::span::Span;
use crate::text::vietnamese::is_slug;
use crate::text::vietnamese::nearest;
use rustc_hash::FxHashMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::R01,
    title: Prose { vi: "dẫn chiếu không đến đâu", en: "a reference that does not resolve" },
    prose: Prose {
        vi: "Hồ sơ dẫn đến đơn vị, lĩnh vực, ý kiến, văn bản… bằng mã. Dẫn đến một mã không tồn tại thì trang không biết ai phải trả \
             lời, và liên kết sẽ chết.\n\n\
             Cách sửa: dùng mã gần nhất mà thông báo gợi ý, hoặc tạo hồ sơ còn thiếu. Đơn vị, lĩnh vực, quy trình viết mã trần; các hồ \
             sơ khác viết đường dẫn, tìm từ buổi đối thoại ra đợt rồi ra toàn bộ.\n\n\
             Ví dụ: `unit = \"khoa-cnt\"` sửa thành `unit = \"khoa-cntt\"`; trong bài viết `[ý kiến 7](@questions/007)`.",
        en: "Records name units, topics, questions, documents … by their ids. Where there is no such id nobody knows who must answer, and \
             the link would be dead.\n\n\
             To put it right: use the nearest id, which the message names, or write the record that is missing. Units, topics and \
             procedures are bare slugs; others are paths, looked up in the dialogue, then the round, then everywhere.\n\n\
             Example: `unit = \"khoa-cnt\"` becomes `unit = \"khoa-cntt\"`; in a text write `[question 7](@questions/007)`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut steps = Steps { register, by_round: FxHashMap::default() };
    for record in register.records() {
        let mut names = Names { register, record, steps: &mut steps, found: &mut *found };
        record.visit(&mut names);
    }
    superseded(register, found);
    texts::each_markdown(register, glance::AT, &mut |said| {
        for link in markdown::scan(said.text).links {
            let Some(reference) = record_link(&link.address).filter(|_| !link.image) else { continue };
            let (name, id) = (reference.name, said.owner.id);
            if register.named_in_text(name, id).is_some() || nearby::is_unread(register, name, scope_of(id)) {
                continue;
            }
            let message = say!("không có hồ sơ nào tên `{name}`", "there is no record named `{name}`");
            let near = if found.len() < LOOKED_AT { nearby::in_text(register, name, id) } else { None };
            let help = match near {
                Some(near) => say!("gần nhất: `@{near}`", "nearest: `@{near}`"),
                None => say!(
                    "viết `@questions/007`, `@units/khoa-cntt`, `@documents/ke-hoach` hoặc mã đầy đủ của hồ sơ",
                    "write `@questions/007`, `@units/khoa-cntt`, `@documents/ke-hoach` or the record's full id"
                ),
            };
            found.push(Diagnostic::new(Code::R01, said.owner.path, said.place(link.range), message).help(help));
        }
    });
}

struct Names<'r, 's, 'f> {
    register: &'r Register<'s>,
    record: AnyRecord<'r>,
    steps: &'f mut Steps<'r, 's>,
    found: &'f mut Vec<Diagnostic>,
}

impl Visitor for Names<'_, '_, '_> {
    fn reference(&mut self, kind: RefKind, name: &str, _: &'static str, span: Span) {
        let (register, id) = (self.register, self.record.id);
        let leads = match kind {
            RefKind::Target => register.settings.targets.iter().any(|t| &*t.id == name),
            RefKind::Promise => promise(register, name, id).is_some(),
            RefKind::Document | RefKind::Input if !is_path(name) => return,
            _ => register.resolve(kind, name, id).is_some(),
        };
        let folder = match kind {
            RefKind::Unit => "units/",
            RefKind::Topic => "topics/",
            RefKind::Procedure => "procedures/",
            _ => "",
        };
        if leads || nearby::is_unread(register, &format!("{folder}{name}"), scope_of(id)) {
            return;
        }
        let look = self.found.len() < LOOKED_AT;
        self.found.push(dead(register, &self.record, Wanted { kind, name, span }, look));
    }

    fn when(&mut self, when: &crate::calendar::When, _: &'static str, span: Span) {
        let Some(event) = when.event().filter(|e| !EVENTS.contains(e)) else { return };
        let steps = self.steps.of(&self.record);
        if steps.contains(&event) {
            return;
        }
        let message = say!("không có bước nào tên `{event}`", "there is no step named `{event}`");
        let near = nearest(event, steps.iter().copied().chain(EVENTS));
        let help = match near {
            Some(near) => say!("gần nhất: `{near}`", "nearest: `{near}`"),
            None => say!(
                "viết mã của một bước, hoặc `received`, `assigned`, `held`, `answered`",
                "write the id of a step, or `received`, `assigned`, `held`, `answered`"
            ),
        };
        self.found.push(Diagnostic::new(Code::R01, self.record.path, span, message).help(help));
    }
}

/// Dated facts of a record from which a term can run.
const EVENTS: [&str; 4] = ["received", "assigned", "held", "answered"];

/// The ids of the steps that a record's deadlines can wait for: those of its round or its procedure.
struct Steps<'r, 's> {
    register: &'r Register<'s>,
    by_round: FxHashMap<&'r str, Vec<&'r str>>,
}

impl<'r> Steps<'r, '_> {
    fn of(&mut self, record: &AnyRecord<'r>) -> &[&'r str] {
        let register = self.register;
        let owner = match record.ix {
            Some(RecordIx::Procedure(_)) | None => record.id,
            _ => record.id.split('/').next().unwrap_or(record.id),
        };
        self.by_round.entry(owner).or_insert_with(|| match (record.ix, register.ids.get(owner)) {
            (Some(RecordIx::Procedure(ix)), _) => {
                let steps = &register.procedures[ix.at()].facts.step;
                steps.iter().filter_map(|s| Some(&*s.id.get()?.0)).collect()
            }
            (_, Some(RecordIx::Round(ix))) => {
                register.rounds[ix.at()].links.schedule.steps.iter().map(|s| &*s.id).collect()
            }
            _ => register.rounds.iter().flat_map(|r| r.links.schedule.steps.iter().map(|s| &*s.id)).collect(),
        })
    }
}

/// For how many references the nearest id is looked for; with more, something larger is wrong than a slip of the pen.
const LOOKED_AT: usize = 200;

fn dead(register: &Register<'_>, record: &AnyRecord<'_>, wanted: Wanted<'_>, look: bool) -> Diagnostic {
    let (name, span) = (wanted.name, wanted.span);
    let (vi, en) = nearby::label(wanted.kind);
    let message = say!("không có {vi} nào tên `{name}`", "there is no {en} named `{name}`");
    let diagnostic = Diagnostic::new(Code::R01, record.path, span, message);
    if wanted.kind == RefKind::Promise && name.contains("conclusions") {
        return diagnostic.help(say!(
            "`conclusions/2` là kết luận thứ hai của buổi đối thoại; xem danh sách `conclusions` trong `dialogue.md`",
            "`conclusions/2` is the dialogue's second conclusion; see `conclusions` in its `dialogue.md`"
        ));
    }
    let near = if look { nearby::meant(register, wanted, record.id) } else { None };
    match near {
        Some(near) => {
            // The nearest name may be that of another faculty.
            let help = if wanted.kind == RefKind::Unit && is_slug(name) {
                say!(
                    "gần nhất: `{near}`; nếu là đơn vị mới: `doithoai new unit {name}`",
                    "nearest: `{near}`; for a new unit: `doithoai new unit {name}`"
                )
            } else {
                say!("gần nhất: `{near}`", "nearest: `{near}`")
            };
            diagnostic.help(help).fix(span, format!("\"{near}\""))
        }
        None => diagnostic.help(nearby::how_to_write(register, wanted.kind)),
    }
}

/// `supersedes` names an earlier answer of the same question.
fn superseded(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for question in &register.questions {
        for (i, answer) in question.facts.answers.iter().enumerate() {
            let Some(number) = answer.supersedes.as_ref().filter(|n| n.0 == 0 || n.0 as usize > i) else { continue };
            let n = number.0;
            let message =
                say!("không có câu trả lời thứ {n} trước câu này", "there is no answer number {n} before this one");
            found.push(Diagnostic::new(Code::R01, &question.path, number.span, message).help(say!(
                "`supersedes` là số thứ tự, từ 1, của câu trả lời trước đó mà câu này thay thế",
                "`supersedes` is the position, from 1, of the earlier answer that this one replaces"
            )));
        }
    }
}

//! S16: records that stand above, before or after themselves.

use crate::check::cycle::cycles;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::field::RefKind;
use crate::register::index::RecordIx;
use crate::register::{Register, Round};
use crate::say;
use crate::text::span::{At, Span};
use rustc_hash::FxHashMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S16,
    title: Prose { vi: "vòng lặp hoặc tự dẫn chiếu", en: "a cycle or self-reference" },
    prose: Prose {
        vi: "Đơn vị cấp trên, lĩnh vực cha, đợt trước, văn bản được thay thế, ý kiến được tách ra và bước chờ bước khác đều phải dẫn đến \
             một điểm đầu. Nếu chúng quay vòng thì không tính được thứ tự, và bước chờ chính nó không bao giờ có ngày.\n\n\
             Cách sửa: bỏ hoặc sửa một mắt xích của vòng mà thông báo nêu.\n\n\
             Ví dụ: `khoa` có `parent = \"phong\"` và `phong` có `parent = \"khoa\"`: bỏ một trong hai.",
        en: "Parents, previous rounds, replaced documents, split questions and steps that wait for steps must lead to a beginning. Where \
             they turn in a circle there is no order, and a step that waits for itself never has a date.\n\n\
             To put it right: remove or change one link of the circle in the message.\n\n\
             Example: `khoa` has `parent = \"phong\"` and `phong` has `parent = \"khoa\"`: remove one of the two.",
    },
    check: Some(check),
};

/// What points from one thing to another of its kind.
struct Link<'r> {
    name: &'r str,
    path: &'r str,
    to: Option<(usize, Span)>,
}

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let lead = |kind: RefKind, name: &str, id: &str| match register.resolve(kind, name, id)? {
        RecordIx::Unit(ix) => Some(ix.at()),
        RecordIx::Topic(ix) => Some(ix.at()),
        RecordIx::Round(ix) => Some(ix.at()),
        RecordIx::Document(ix) => Some(ix.at()),
        RecordIx::Question(ix) => Some(ix.at()),
        _ => None,
    };
    macro_rules! links {
        ($arena:ident, $field:ident, $kind:ident) => {{
            let links = register.$arena.iter().map(|r| {
                let written = r.facts.$field.as_ref();
                let to = written.and_then(|w| Some((lead(RefKind::$kind, w.value.as_str(), &r.id)?, w.span)));
                Link { name: &r.id, path: &r.path, to }
            });
            tell(&links.collect::<Vec<_>>(), stringify!($field), found);
        }};
    }
    links!(units, parent, Unit);
    links!(topics, parent, Topic);
    links!(rounds, previous, Round);
    links!(documents, replaces, Document);
    links!(questions, split_from, Question);
    for procedure in &register.procedures {
        let steps = procedure.facts.step.iter().map(|s| (s.id.get().map(|id| &*id.0), s.when.at(), &*procedure.path));
        tell(&waiting(&steps.collect::<Vec<_>>()), "when", found);
    }
    for round in &register.rounds {
        let steps = steps_of(register, round);
        let mut own = Vec::new();
        tell(&waiting(&steps), "when", &mut own);
        // A circle within the procedure alone is told there.
        found.extend(own.into_iter().filter(|d| *d.place.path == *round.path));
    }
}

type WrittenStep<'r> = (Option<&'r str>, Option<&'r At<crate::record::value::When>>, &'r str);

/// The steps of a round with those of its procedure, each with the limit that holds.
fn steps_of<'r>(register: &'r Register<'_>, round: &'r Round) -> Vec<WrittenStep<'r>> {
    let own = round.facts.step.iter().map(|s| (s.id.get().map(|id| &*id.0), s.when.as_ref(), &*round.path));
    let mut steps: Vec<WrittenStep<'r>> = own.collect();
    let procedure = round.facts.procedure.as_ref().and_then(|p| register.procedure(p.as_str()));
    let Some(procedure) = procedure else { return steps };
    let at: FxHashMap<&str, usize> = steps.iter().enumerate().filter_map(|(i, s)| Some((s.0?, i))).collect();
    for step in &procedure.facts.step {
        let Some(id) = step.id.get().map(|id| &*id.0) else { continue };
        match at.get(id) {
            Some(&i) if steps[i].1.is_none() => (steps[i].1, steps[i].2) = (step.when.at(), &procedure.path),
            Some(_) => {}
            None => steps.push((Some(id), step.when.at(), &procedure.path)),
        }
    }
    steps
}

/// Which step each step waits for.
fn waiting<'r>(steps: &[WrittenStep<'r>]) -> Vec<Link<'r>> {
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, step) in steps.iter().enumerate() {
        if let Some(id) = step.0 {
            at.entry(id).or_insert(i);
        }
    }
    let links = steps.iter().map(|&(id, when, path)| {
        let to = when.and_then(|w| Some((*at.get(w.0.event()?)?, w.span)));
        Link { name: id.unwrap_or(""), path, to }
    });
    links.collect()
}

fn tell(links: &[Link<'_>], key: &str, found: &mut Vec<Diagnostic>) {
    for cycle in cycles(links.len(), |i| links[i].to.map(|(to, _)| to)) {
        // Told where the first by path stands; of a round and its procedure, in the round.
        let Some(first) = (0..cycle.len()).min_by_key(|&i| {
            (!links[cycle[i]].path.ends_with("/round.md"), links[cycle[i]].path, links[cycle[i]].to.map(|t| t.1))
        }) else {
            continue;
        };
        let link = &links[cycle[first]];
        let Some((_, span)) = link.to else { continue };
        let mut names: Vec<&str> = cycle[first..].iter().chain(&cycle[..first]).map(|&i| links[i].name).collect();
        names.push(link.name);
        let (name, circle) = (link.name, names.join("` → `"));
        let message = if cycle.len() == 1 {
            say!("`{name}` dẫn đến chính nó bằng `{key}`", "`{name}` leads to itself by `{key}`")
        } else {
            say!("`{key}` tạo thành vòng: `{circle}`", "`{key}` makes a circle: `{circle}`")
        };
        let help = say!("bỏ hoặc sửa một `{key}` trong vòng", "remove or change one `{key}` of the circle");
        found.push(Diagnostic::new(Code::S16, link.path, span, message).help(help));
    }
}

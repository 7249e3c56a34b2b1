//! S02: a name that is no slug, or an id that two things have.
//!
//! Ids inside files are held to the grammar by the reader; names of files and folders, and doubles, are found here.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::place::CONTENT;
use crate::record::place::place_of;
use crate::record::value::{SlugText, not_a_slug, slug_help};
use crate::register::Register;
use crate::say;
use crate::text::span::{At, Span};
use crate::text::vietnamese;
use rustc_hash::FxHashMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S02,
    title: Prose { vi: "mã không đúng dạng hoặc bị trùng", en: "not a slug, or an id that two have" },
    prose: Prose {
        vi: "Tên tệp và thư mục là mã của hồ sơ và nằm trong địa chỉ trang mãi mãi, nên chỉ gồm a-z, 0-9 và dấu `-` đơn ở giữa. Hai mục \
             cùng mã thì không thể phân biệt khi dẫn chiếu.\n\n\
             Cách sửa: đổi tên tệp theo gợi ý, hoặc đặt mã khác cho mục sau.\n\n\
             Ví dụ: `units/Khoa_Toán.md` đổi thành `units/khoa-toan.md`.",
        en: "Names of files and folders are ids and stand in addresses for ever, so they are made of a-z, 0-9 and single `-` between. Two \
             things of one id cannot be told apart.\n\n\
             To put it right: rename the file as the message says, or give the later thing another id.\n\n\
             Example: `units/Khoa_Toán.md` becomes `units/khoa-toan.md`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    names(register, found);
    let topics = register.topics.iter().filter_map(|t| Some((&*t.path, t.facts.id.at()?)));
    doubles(topics, found);
    let questions = register.questions.iter().filter_map(|q| Some((&*q.path, q.facts.id.as_deref()?)));
    doubles_by_path(questions, found);
    for round in &register.rounds {
        doubles(round.facts.step.iter().filter_map(|s| Some((&*round.path, s.id.at()?))), found);
    }
    for procedure in &register.procedures {
        doubles(procedure.facts.step.iter().filter_map(|s| Some((&*procedure.path, s.id.at()?))), found);
    }
    if let Some(site) = &register.site {
        doubles(site.facts.target.iter().filter_map(|t| Some((&*site.path, t.id.at()?))), found);
    }
}

fn names(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for file in &register.sources.files {
        let Some(place) = file.path.strip_prefix(CONTENT).and_then(place_of) else { continue };
        let Some(bad) = place.bad_slug else { continue };
        let slug = vietnamese::slug(&bad);
        let help = if slug.is_empty() {
            slug_help(&slug)
        } else {
            say!("đổi tên tệp hoặc thư mục thành `{slug}`", "rename the file or folder to `{slug}`")
        };
        found.push(Diagnostic::new(Code::S02, &file.path, Span::at(0), not_a_slug(&bad)).help(help));
    }
}

/// Questions of one file: sorted by id, so doubles are neighbours; two of different files meet in S09.
fn doubles_by_path<'r>(ids: impl Iterator<Item = (&'r str, &'r At<SlugText>)>, found: &mut Vec<Diagnostic>) {
    let mut last: Option<(&str, &At<SlugText>)> = None;
    for (path, id) in ids {
        if let Some((_, first)) = last.filter(|(p, first)| *p == path && first.value == id.value) {
            found.push(double(path, first.span, id));
        } else {
            last = Some((path, id));
        }
    }
}

fn doubles<'r>(ids: impl Iterator<Item = (&'r str, &'r At<SlugText>)>, found: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    for (path, id) in ids {
        match seen.get(&*id.value.0) {
            Some(&first) => found.push(double(path, first, id)),
            None => drop(seen.insert(&id.value.0, id.span)),
        }
    }
}

fn double(path: &str, first: Span, id: &At<SlugText>) -> Diagnostic {
    let name = &id.value.0;
    Diagnostic::new(Code::S02, path, id.span, say!("mã `{name}` được dùng hai lần", "the id `{name}` is used twice"))
        .help(say!("đặt mã khác cho mục này, ví dụ `{name}-2`", "give this one another id, for example `{name}-2`"))
        .related(path, first, say!("lần đầu ở đây", "first here"))
}

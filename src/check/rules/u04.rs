//! U04: a link within the site, or to an anchor, that leads nowhere.
//!
//! Links are resolved from the page of the record that they stand in. A published address that is gone is found when the
//! manifest is compared, elsewhere.

use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule, address};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::markdown;
use crate::record::question::Visibility;
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::register::reach::{decoded, record_link};
use crate::say;
use crate::text::glance;
use rustc_hash::{FxHashMap, FxHashSet};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::U04,
    title: Prose {
        vi: "liên kết nội bộ hoặc mốc chết, địa chỉ đã công bố bị mất",
        en: "dead internal link or anchor, or a published address that is gone",
    },
    prose: Prose {
        vi: "Liên kết trong trang phải đến đúng nơi, và địa chỉ đã công bố phải còn mãi: văn bản, báo chí và người học đã ghi lại nó.\n\n\
             Cách sửa: dẫn bằng `@` và mã hồ sơ thay vì tự viết đường dẫn; mốc `#…` là tiêu đề viết không dấu, nối bằng `-`. Tệp đính \
             kèm được dẫn qua hồ sơ văn bản của nó. Khi đổi tên hồ sơ đã công bố, giữ lại địa chỉ cũ.\n\n\
             Ví dụ: `[đơn vị](../don-vi/khoa-cnt/)` sửa thành `[đơn vị](@units/khoa-cntt)`.",
        en: "Links within the site must lead where they say, and published addresses must stay: papers, press and learners have written \
             them down.\n\n\
             To put it right: name the record with `@` instead of writing a path; an anchor `#…` is the heading without marks, joined by \
             `-`. Attachments are linked through their document's record. When you rename a published record, keep its old address.\n\n\
             Example: `[unit](../don-vi/khoa-cnt/)` becomes `[unit](@units/khoa-cntt)`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut links = Vec::new();
    texts::each_markdown(register, glance::LINK, &mut |said| {
        if !said.owner.public {
            return;
        }
        for link in markdown::scan(said.text).links.into_iter().filter(|l| !l.image) {
            let (to, fault) = lead(register, said, &link.address);
            if let Some((message, help)) = fault {
                found.push(Diagnostic::new(Code::U04, said.owner.path, said.place(link.range), message).help(help));
            } else if let (Some(to), Some(anchor)) = (to, anchor_of(&link.address)) {
                links.push((to, anchor.to_owned(), said.owner.path.to_owned(), said.place(link.range)));
            }
        }
    });
    if links.is_empty() {
        return;
    }
    let wanted: FxHashSet<RecordIx> = links.iter().map(|l| l.0).collect();
    let anchors = anchors(register, &wanted);
    for (to, anchor, path, place) in links {
        let known = anchors.get(&to).map(Vec::as_slice).unwrap_or_default();
        if !known.iter().any(|a| **a == *anchor) {
            let message =
                say!("không có mốc `#{anchor}` ở trang được dẫn", "there is no anchor `#{anchor}` on that page");
            let near = crate::text::vietnamese::nearest(&anchor, known.iter().map(String::as_str));
            let help = match near {
                Some(near) => say!("gần nhất: `#{near}`", "nearest: `#{near}`"),
                None => say!(
                    "mốc là tiêu đề viết không dấu, nối bằng `-`",
                    "an anchor is the heading without marks, joined by `-`"
                ),
            };
            found.push(Diagnostic::new(Code::U04, &path, place, message).help(help));
        }
    }
}

fn anchor_of(address: &str) -> Option<&str> {
    address.split_once('#').map(|(_, anchor)| anchor).filter(|a| !a.is_empty() && *a != "top")
}

/// The record that `address` leads to, or why it leads nowhere; neither for what this rule does not judge.
fn lead(register: &Register<'_>, said: &Said<'_>, address: &str) -> (Option<RecordIx>, Option<(Message, Message)>) {
    let owner = &said.owner;
    if let Some(reference) = record_link(address) {
        let to = register.named_in_text(reference.name, owner.id);
        let paged = to.is_none_or(|ix| !matches!(ix, RecordIx::Procedure(_)));
        return (to.filter(|ix| register.is_public(*ix)), (!paged).then(|| no_page(address)));
    }
    let outside = address.starts_with("//") || address.split(['/', '?', '#']).next().is_some_and(|s| s.contains(':'));
    let Some(ix) = owner.ix.filter(|_| !outside) else { return (None, None) };
    let path = address.split(['?', '#']).next().unwrap_or("");
    if path.is_empty() {
        let dead = address.is_empty().then(|| dead(register, said, address));
        return (Some(ix), dead);
    }
    let Some(from) = address::path(ix, owner.id) else { return (None, None) };
    let resolved = resolve(register, &from, &decoded(path));
    let to = resolved.as_deref().and_then(|p| address::record_at(register, p));
    let shown = to.is_none_or(|ix| has_page(register, ix));
    if resolved.as_deref().is_some_and(|p| address::is_page(register, p)) && shown {
        return (to, None);
    }
    (None, Some(dead(register, said, address)))
}

/// Whether a record has a page: its own, or a tombstone.
fn has_page(register: &Register<'_>, ix: RecordIx) -> bool {
    match ix {
        RecordIx::Question(q) => register.questions[q.at()].links.visibility != Visibility::Internal,
        _ => register.is_public(ix),
    }
}

/// The path below the site's root, without a language's prefix, that `path` means on the page at `from`.
fn resolve(register: &Register<'_>, from: &str, path: &str) -> Option<String> {
    let base = register.settings.base_path();
    let absolute = path.strip_prefix(base).or_else(|| path.strip_prefix('/'));
    let mut parts: Vec<&str> = Vec::new();
    if absolute.is_none() {
        parts.extend(from.split('/').filter(|p| !p.is_empty()));
    }
    let written = absolute.unwrap_or(path);
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let languages = &register.settings.languages;
    if parts.first().is_some_and(|p| languages.iter().skip(1).any(|l| l.as_str() == *p)) {
        parts.remove(0);
    }
    let folder = written.is_empty() || written.ends_with('/') || written.ends_with("..") || written == ".";
    let end = if folder && !parts.is_empty() { "/" } else { "" };
    Some(format!("{}{end}", parts.join("/")))
}

fn no_page(address: &str) -> (Message, Message) {
    (
        say!("hồ sơ `{address}` không có trang riêng", "the record `{address}` has no page"),
        say!(
            "dẫn đến đợt dùng quy trình đó, hoặc bỏ liên kết",
            "link to a round that uses the procedure, or drop the link"
        ),
    )
}

fn dead(register: &Register<'_>, said: &Said<'_>, address: &str) -> (Message, Message) {
    let message = say!("liên kết `{address}` không đến trang nào", "the link `{address}` leads to no page");
    let help = if register.attachment_beside(said.owner.path, &decoded(address)).is_some() {
        say!(
            "tệp đính kèm được dẫn qua hồ sơ văn bản: thêm vào `files` của một văn bản rồi viết `@documents/<mã>`",
            "attachments are linked through a document: add it to the `files` of one and write `@documents/<slug>`"
        )
    } else if !address.is_empty() && !address.ends_with('/') && !address.contains(['.', '#', '?']) {
        say!("thêm `/` ở cuối, hoặc dẫn bằng `@` và mã hồ sơ", "add `/` at its end, or name the record with `@`")
    } else {
        say!(
            "dẫn bằng `@` và mã hồ sơ, ví dụ `@units/khoa-cntt`",
            "name the record with `@`, for example `@units/khoa-cntt`"
        )
    };
    (message, help)
}

/// The anchors of the headings of these records, in every language.
fn anchors(register: &Register<'_>, wanted: &FxHashSet<RecordIx>) -> FxHashMap<RecordIx, Vec<String>> {
    let mut anchors: FxHashMap<RecordIx, Vec<String>> = FxHashMap::default();
    if wanted.is_empty() {
        return anchors;
    }
    texts::each_markdown(register, glance::HEADING, &mut |said| {
        let Some(ix) = said.owner.ix.filter(|ix| wanted.contains(ix)) else { return };
        let headings = markdown::scan(said.text).headings;
        anchors.entry(ix).or_default().extend(headings.into_iter().map(|h| h.anchor));
    });
    anchors
}

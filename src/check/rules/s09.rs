//! S09: two records, or a record and an address of the site's own, that share an address.
//!
//! Addresses are functions of ids, so ids are compared, without case: some hosts do not tell capitals from small letters.

use crate::check::address;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::index::RecordIx;
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::span::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S09,
    title: Prose {
        vi: "hai hồ sơ chung một địa chỉ, hoặc địa chỉ dành riêng",
        en: "two records share an address, or one is reserved",
    },
    prose: Prose {
        vi: "Mỗi hồ sơ có một địa chỉ riêng, giữ mãi mãi. Hai hồ sơ chung địa chỉ thì một hồ sơ đè lên hồ sơ kia; trang tự do hoặc buổi \
             đối thoại mang tên mà trang web đã dùng (như `don-vi`, `bao-cao`, `en`) cũng vậy.\n\n\
             Cách sửa: đổi tên tệp hoặc thư mục của hồ sơ được chỉ ra.\n\n\
             Ví dụ: `pages/don-vi.md` đổi thành `pages/gioi-thieu-don-vi.md`.",
        en: "Each record has an address of its own, for ever. Of two that share one, one would lie over the other; so would a free page or \
             a dialogue with a name that the site uses itself (`don-vi`, `bao-cao`, `en`).\n\n\
             To put it right: rename the file or folder of the record that is shown.\n\n\
             Example: `pages/don-vi.md` becomes `pages/about-the-units.md`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let double = doubles(register);
    let mut seen: FxHashMap<Cow<'_, str>, AnyRecord<'_>> = FxHashMap::default();
    for record in register.records() {
        if let Some(name) = reserved(&record) {
            found.push(taken(record.path, name));
        }
        let folded = folded(record.id);
        if double.binary_search(&hash(&folded)).is_err() {
            continue;
        }
        let Some(first) = seen.get(&folded).copied() else {
            seen.insert(folded, record);
            continue;
        };
        if first.path == record.path {
            continue;
        }
        let (earlier, later) = if first.path < record.path { (first, record) } else { (record, first) };
        let id = later.id;
        let message = say!("hồ sơ `{id}` đã có ở tệp khác", "there is a record `{id}` in another file");
        let place = Span::at(0);
        found.push(
            Diagnostic::new(Code::S09, later.path, place, message)
                .help(say!("đổi tên tệp hoặc mã của một trong hai hồ sơ", "rename one of the two"))
                .related(earlier.path, earlier.span, say!("hồ sơ kia ở đây", "the other one is here")),
        );
    }
}

/// The hashes of ids, capital letters aside, that more than one record may have, sorted: nearly always none, so that no table
/// of all ids is needed.
fn doubles(register: &Register<'_>) -> Vec<u64> {
    let mut hashes: Vec<u64> = register.records().map(|record| hash(&folded(record.id))).collect();
    hashes.sort_unstable();
    let mut double: Vec<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    double.dedup();
    double
}

/// An id in small letters, as nearly every id is.
fn folded(id: &str) -> Cow<'_, str> {
    let small = id.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if small { id.into() } else { id.to_lowercase().into() }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

/// The reserved name that a record has taken.
fn reserved<'r>(record: &AnyRecord<'r>) -> Option<&'r str> {
    let slug = record.id.rsplit('/').next().unwrap_or(record.id);
    let list = match record.ix? {
        RecordIx::Page(_) if address::is_language(slug) => return Some(slug),
        RecordIx::Page(_) => address::SEGMENTS,
        RecordIx::Dialogue(_) => address::DIALOGUES,
        RecordIx::Round(_) => address::ROUNDS,
        _ => return None,
    };
    list.contains(&slug).then_some(slug)
}

fn taken(path: &str, name: &str) -> Diagnostic {
    let message = say!("tên `{name}` dành riêng cho trang web", "the name `{name}` is reserved for the site");
    Diagnostic::new(Code::S09, path, Span::at(0), message).help(say!(
        "đổi tên, ví dụ `{name}-2`; địa chỉ trang đi theo tên này",
        "rename it, for example `{name}-2`; the address goes by this name"
    ))
}

//! R02: a name that two units share.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::value::Text;
use crate::register::{Register, Unit};
use crate::say;
use crate::text::span::At;
use crate::text::vietnamese::slug;
use rustc_hash::FxHashMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::R02,
    title: Prose { vi: "một tên gọi ứng với hai đơn vị", en: "a name that matches two units" },
    prose: Prose {
        vi: "Khi nhập bảng tính hay văn bản, đơn vị được nhận ra theo tên, tên tắt và tên gọi khác, không kể hoa thường và dấu. Nếu hai \
             đơn vị cùng một tên gọi thì câu trả lời có thể bị ghi cho nhầm đơn vị.\n\n\
             Cách sửa: bỏ hoặc viết rõ tên gọi ở một trong hai đơn vị.\n\n\
             Ví dụ: hai đơn vị cùng có `aliases = [\"Bộ phận học vụ\"]`: đổi một thành `\"Bộ phận học vụ Khoa Toán\"`.",
        en: "When spreadsheets and papers are imported, units are known by their name, abbreviation and aliases, without case and marks. \
             Where two share one, an answer may be credited to the wrong unit.\n\n\
             To put it right: remove the name from one of the two, or make it longer.\n\n\
             Example: two units with `aliases = [\"Academic desk\"]`: change one to `\"Academic desk of Mathematics\"`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<String, (&Unit, &At<Text>)> = FxHashMap::default();
    for unit in register.units.iter().filter(|u| !u.draft) {
        let facts = &unit.facts;
        let names = facts.name.at().into_iter().chain(facts.abbr.as_ref()).chain(&facts.aliases);
        for name in names {
            let key = slug(&name.value.0);
            if key.is_empty() {
                continue;
            }
            match seen.get(&key) {
                None => drop(seen.insert(key, (unit, name))),
                Some((other, _)) if other.id == unit.id => {}
                Some((other, first)) => found.push(shared(unit, name, other, first)),
            }
        }
    }
}

fn shared(unit: &Unit, name: &At<Text>, other: &Unit, first: &At<Text>) -> Diagnostic {
    let (said, slug) = (&name.value.0, other.slug());
    let message =
        say!("tên gọi `{said}` cũng là của đơn vị `{slug}`", "the name `{said}` is also that of the unit `{slug}`");
    Diagnostic::new(Code::R02, &unit.path, name.span, message)
        .help(say!(
            "bỏ hoặc viết rõ tên gọi ở một trong hai đơn vị",
            "remove it from one of the two, or make it longer"
        ))
        .related(&other.path, first.span, say!("đơn vị kia", "the other unit"))
}

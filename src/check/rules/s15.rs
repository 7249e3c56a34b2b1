//! S15: a translation without its original, or into a language that the site does not speak.
//!
//! Facts in a translation are found by the reader; here is what needs the other files.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::place::CONTENT;
use crate::record::translation::Translation;
use crate::register::Register;
use crate::say;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S15,
    title: Prose {
        vi: "bản dịch không có bản gốc, hoặc chứa dữ kiện",
        en: "a translation without its original, or with facts in it",
    },
    prose: Prose {
        vi: "Bản dịch chỉ có chữ; ngày, đơn vị, mã và số liệu chỉ nằm ở bản gốc, nên hai ngôn ngữ không bao giờ nói khác nhau. Bản dịch \
             không có bản gốc thì không biết dịch hồ sơ nào.\n\n\
             Cách sửa: đặt tên bản dịch theo bản gốc (`khoa-cntt.md` và `khoa-cntt.en.md`), bỏ các dòng dữ kiện, và khai báo ngôn ngữ \
             trong `languages` của `content/site.toml`.\n\n\
             Ví dụ: trong `dialogue.en.md` bỏ dòng `held = 2024-04-24`.",
        en: "A translation holds texts only; dates, units, ids and figures stand in the original, so that two languages never say \
             different things. Without an original nobody knows what it translates.\n\n\
             To put it right: name it after its original (`khoa-cntt.md` and `khoa-cntt.en.md`), remove the lines with facts, and list \
             the language under `languages` in `content/site.toml`.\n\n\
             Example: remove `held = 2024-04-24` from `dialogue.en.md`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let mut last: Option<&str> = None;
    for translation in &register.translations {
        let path = &*translation.path;
        let new_file = last != Some(path);
        last = Some(path);
        if new_file && let Some(told) = language(register, translation) {
            found.push(told);
        }
        let original = original_of(path, &translation.lang);
        let exists = register.sources.file(&original).is_some() || register.sources.fault(&original).is_some();
        if !exists && new_file && !is_known(register, &translation.id) {
            let message = say!("không có bản gốc `{original}`", "there is no original `{original}`");
            found.push(Diagnostic::new(Code::S15, path, Span::at(0), message).help(say!(
                "đổi tên tệp theo bản gốc, hoặc viết bản gốc",
                "name the file after its original, or write the original"
            )));
        } else if exists && is_entry(translation) && !is_known(register, &translation.id) {
            let slug = translation.id.rsplit('/').next().unwrap_or(&translation.id);
            let message = say!("bản gốc không có mục `{slug}`", "the original has no entry `{slug}`");
            found.push(
                Diagnostic::new(Code::S15, path, translation.span, message).help(say!(
                    "dùng đúng `id` của mục trong `{original}`",
                    "use the `id` of an entry of `{original}`"
                )),
            );
        }
    }
}

/// Whether the translation is one of many in its file.
fn is_entry(translation: &Translation) -> bool {
    let name = translation.path.rsplit('/').next().unwrap_or("");
    (name.starts_with("topics.") || name.starts_with("questions.")) && name.rsplit('.').next() == Some("toml")
}

fn is_known(register: &Register<'_>, id: &str) -> bool {
    register.ids.get(id).is_some() || register.orphans.iter().any(|o| &*o.id == id)
}

fn original_of(path: &str, lang: &str) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, "md"));
    let stem = stem.strip_suffix(lang).and_then(|s| s.strip_suffix('.')).unwrap_or(stem);
    format!("{stem}.{extension}")
}

fn language(register: &Register<'_>, translation: &Translation) -> Option<Diagnostic> {
    let lang = &*translation.lang;
    let spoken = register.settings.languages.iter().map(|l| l.as_str()).collect::<Vec<_>>();
    let first = spoken.first().copied().unwrap_or("vi");
    let site = format!("{CONTENT}site.toml");
    let (message, help) = if lang == first {
        (
            say!(
                "`{lang}` là ngôn ngữ gốc, không cần bản dịch",
                "`{lang}` is the first language and needs no translation"
            ),
            say!(
                "bỏ `.{lang}` trong tên tệp, hoặc gộp vào bản gốc",
                "drop `.{lang}` from the name, or merge it with the original"
            ),
        )
    } else if spoken.contains(&lang) {
        return None;
    } else {
        let list = spoken.join("`, `");
        (
            say!("trang không dùng ngôn ngữ `{lang}`", "the site does not speak `{lang}`"),
            say!(
                "thêm vào `languages` của `{site}` (đang có: `{list}`), hoặc bỏ tệp",
                "add it to `languages` of `{site}` (now: `{list}`), or remove the file"
            ),
        )
    };
    Some(Diagnostic::new(Code::S15, &translation.path, Span::at(0), message).help(help))
}

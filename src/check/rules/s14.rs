//! S14: record files where no record lives, and folders without the record that makes them one.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::place::CONTENT;
use crate::record::place::{is_place, meant_by};
use crate::register::Register;
use crate::say;
use crate::text::span::Span;
use rustc_hash::FxHashSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S14,
    title: Prose { vi: "tệp hồ sơ nằm sai chỗ", en: "a record file where no record lives" },
    prose: Prose {
        vi: "Chỗ nằm của tệp nói nó là gì và thuộc về đâu. Tệp `.md` hay `.toml` ở chỗ khác sẽ không bao giờ được công bố mà không ai \
             biết; thư mục buổi đối thoại thiếu `dialogue.md` thì mọi ý kiến trong đó không có chỗ thuộc về.\n\n\
             Cách sửa: chuyển tệp đến chỗ mà thông báo gợi ý, thêm tệp còn thiếu, hoặc đổi đuôi thành `.txt` nếu chỉ là ghi chú.\n\n\
             Ví dụ: `rounds/2023-2024/khoa-cntt/007.md` chuyển vào `rounds/2023-2024/khoa-cntt/questions/007.md`.",
        en: "Where a file lives says what it is and to what it belongs. A `.md` or `.toml` file elsewhere would never be published and \
             nobody would know; without `dialogue.md` the questions of a folder belong nowhere.\n\n\
             To put it right: move the file to where the message says, add the missing one, or name it `.txt` if it is a note.\n\n\
             Example: `rounds/2023-2024/khoa-cntt/007.md` moves to `rounds/2023-2024/khoa-cntt/questions/007.md`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let sources = register.sources;
    let exists = |path: &str| sources.file(path).is_some() || sources.fault(path).is_some();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for file in &sources.files {
        let Some(path) = file.path.strip_prefix(CONTENT) else { continue };
        if !is_place(path) {
            found.push(misplaced(&file.path, path));
            continue;
        }
        let parts: Vec<&str> = path.split('/').collect();
        let ["rounds", round, inner @ ..] = &parts[..] else { continue };
        let end = CONTENT.len() + "rounds/".len() + round.len();
        let round = &file.path[..end];
        if seen.insert(round) && !exists(&format!("{round}/round.md")) {
            found.push(headless(&file.path, round, "round.md"));
        }
        let [dialogue, first, ..] = inner else { continue };
        let of_round = matches!(*dialogue, "documents" | "commitments" | "surveys") && inner.len() == 2;
        let dialogue = &file.path[..end + 1 + dialogue.len()];
        if !of_round && *first != "dialogue.md" && seen.insert(dialogue) && !exists(&format!("{dialogue}/dialogue.md"))
        {
            found.push(headless(&file.path, dialogue, "dialogue.md"));
        }
    }
}

fn misplaced(path: &str, inner: &str) -> Diagnostic {
    let message = say!("không có hồ sơ nào nằm ở chỗ này", "no record lives here");
    let help = match meant_by(inner) {
        Some(meant) => {
            let anywhere = ["documents/", "commitments/", "surveys/"].iter().any(|f| meant.starts_with(f));
            let root = if anywhere { "…/" } else { CONTENT };
            say!("chỗ của hồ sơ loại này là `{root}{meant}`", "a record of this kind lives at `{root}{meant}`")
        }
        None => say!(
            "chuyển tệp vào thư mục của loại hồ sơ đó (`units/`, `pages/`, `rounds/<đợt>/…`), hoặc đổi đuôi nếu là tệp đính kèm",
            "move it into the folder of its kind (`units/`, `pages/`, `rounds/<round>/…`), or rename it if it is an attachment"
        ),
    };
    Diagnostic::new(Code::S14, path, Span::at(0), message).help(help)
}

fn headless(path: &str, folder: &str, missing: &str) -> Diagnostic {
    let message = say!("thư mục `{folder}` không có `{missing}`", "the folder `{folder}` has no `{missing}`");
    Diagnostic::new(Code::S14, path, Span::at(0), message).help(say!(
        "thêm `{folder}/{missing}`; hồ sơ trong thư mục này thuộc về nó",
        "add `{folder}/{missing}`; the records of this folder belong to it"
    ))
}

//! S10: a named file that does not exist, or whose name differs in case or Unicode form.

use crate::check::safety::{bad_name, is_remote};
use crate::check::texts::Said;
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::record::field::Visitor;
use crate::register::reach::{decoded, folder_of};
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::span::Span;
use crate::text::vietnamese::{nearest, nfc};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S10,
    title: Prose { vi: "không có tệp được nêu tên", en: "a named file does not exist" },
    prose: Prose {
        vi: "Tệp đính kèm nằm cạnh hồ sơ hoặc trong thư mục `files/` bên cạnh, và tên phải đúng từng chữ: máy chủ web phân biệt chữ hoa \
             với chữ thường, dù máy tính của người soạn có thể không.\n\n\
             Cách sửa: chép tệp vào đúng chỗ, hoặc sửa tên theo gợi ý.\n\n\
             Ví dụ: trên đĩa là `bien-ban.pdf` thì viết `file = \"bien-ban.pdf\"`, không viết `Bien-Ban.PDF`.",
        en: "An attachment stands beside its record or in the folder `files/` there, and its name must be right to the letter: web servers \
             tell capitals from small letters where an editor's computer may not.\n\n\
             To put it right: copy the file to its place, or mend the name as the message says.\n\n\
             Example: for `bien-ban.pdf` on disk write `file = \"bien-ban.pdf\"`, not `Bien-Ban.PDF`.",
    },
    check: None,
};

pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    record.visit(&mut Files { register, path: record.path, found });
}

pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    if !said.is_markdown_with(glance::BANG) {
        return;
    }
    for image in markdown::scan(said.text).links.iter().filter(|l| l.image) {
        let name = decoded(&image.address);
        if is_remote(&image.address) || bad_name(&name).is_some() {
            continue;
        }
        if let Some(fault) = missing(register, said.owner.path, &name, said.place(image.range.clone())) {
            found.push(fault);
        }
    }
}

struct Files<'r, 's, 'f> {
    register: &'r Register<'s>,
    path: &'r str,
    found: &'f mut Vec<Diagnostic>,
}

impl Visitor for Files<'_, '_, '_> {
    fn file(&mut self, name: &str, _: &'static str, span: Span) {
        if bad_name(name).is_some() {
            return;
        }
        let Some(mut fault) = missing(self.register, self.path, name, span) else { return };
        if let Some(right) = alike(self.register, self.path, name) {
            fault = fault.fix(span, format!("\"{right}\""));
        }
        self.found.push(fault);
    }
}

/// What is wrong with the file name `name` in the record file at `path`.
fn missing(register: &Register<'_>, path: &str, name: &str, place: Span) -> Option<Diagnostic> {
    let folder = folder_of(path);
    let unread = |at: &str| register.sources.fault(at).is_some();
    let known = register.attachment_beside(path, name).is_some()
        || unread(&format!("{folder}/{name}"))
        || unread(&format!("{folder}/files/{name}"));
    if known {
        return None;
    }
    if let Some(right) = alike(register, path, name) {
        let message = if nfc(&right) == nfc(name) {
            say!("tên tệp `{name}` khác dạng Unicode với tên trên đĩa", "`{name}` has another Unicode form on disk")
        } else {
            say!(
                "tên tệp `{name}` khác chữ hoa, chữ thường với tên trên đĩa",
                "`{name}` differs in case from the name on disk"
            )
        };
        let help = say!("viết đúng tên trên đĩa: `{right}`", "write the name as it is on disk: `{right}`");
        return Some(Diagnostic::new(Code::S10, path, place, message).help(help));
    }
    let message = say!("không có tệp `{name}` cạnh hồ sơ này", "there is no file `{name}` beside this record");
    let near = nearest(name, neighbours(register, path)).map(str::to_owned);
    let help = match near {
        Some(near) => say!("gần nhất: `{near}`", "nearest: `{near}`"),
        None => {
            say!("chép tệp vào `{folder}/` hoặc `{folder}/files/`", "copy it into `{folder}/` or `{folder}/files/`")
        }
    };
    Some(Diagnostic::new(Code::S10, path, place, message).help(help))
}

/// The names of the files beside the record file at `path` and in the `files/` folder there.
fn neighbours<'r>(register: &'r Register<'_>, path: &str) -> impl Iterator<Item = &'r str> {
    let beside = format!("{}/", folder_of(path));
    let inside = format!("{beside}files/");
    let all = &register.sources.attachments;
    let start = all.partition_point(|a| *a.path < *beside);
    let below = all[start..].iter().take_while({
        let beside = beside.clone();
        move |a| a.path.starts_with(&*beside)
    });
    below.filter_map(move |a| {
        let name = a.path.strip_prefix(&*inside).or_else(|| a.path.strip_prefix(&*beside))?;
        (!name.contains('/')).then_some(name)
    })
}

/// The name of a file that differs from `name` in case or Unicode form only.
fn alike(register: &Register<'_>, path: &str, name: &str) -> Option<String> {
    let folded = nfc(name).to_lowercase();
    neighbours(register, path).find(|other| nfc(other).to_lowercase() == folded).map(str::to_owned)
}

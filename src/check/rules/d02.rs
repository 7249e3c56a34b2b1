//! D02: a document that is public and has nothing to show, or an attachment too large to publish.
//!
//! Documents carry their text in files; one without any is an empty page.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;
use crate::text::source::SourceFault;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D02,
    title: Prose {
        vi: "văn bản công khai không có tệp, hoặc tệp đính kèm quá lớn",
        en: "a public document without a file, or an attachment over the limit",
    },
    prose: Prose {
        vi: "Văn bản công khai phải có nội dung để đọc: ít nhất một tệp trong `files`. Mỗi tệp đính kèm không quá 64 MiB.\n\n\
             Cách sửa: đặt tệp cạnh văn bản (hoặc trong thư mục `files/`) và ghi tên vào `files`; nếu không công bố, ghi \
             `audience = \"internal\"`. Tệp quá lớn thì nén lại hoặc chia nhỏ.\n\n\
             ```toml\n\
             files = [{ file = \"ke-hoach.pdf\" }]\n\
             ```",
        en: "A public document must have something to read: at least one file in `files`. An attachment has 64 MiB at most.\n\n\
             To put it right: lay the file beside the document (or into its `files/` folder) and name it in `files`; what is not meant for \
             the public says `audience = \"internal\"`. Compress or split a file that is too large.\n\n\
             ```toml\n\
             files = [{ file = \"ke-hoach.pdf\" }]\n\
             ```",
    },
    check: Some(check),
};

/// Bytes in a MiB.
const MIB: u64 = 1024 * 1024;

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let empty = |d: &&crate::register::Document| d.links.public && !d.flawed && d.facts.files.is_empty();
    for document in register.documents.iter().filter(empty) {
        found.push(
            Diagnostic::new(
                Code::D02,
                &document.path,
                document.span,
                say!("văn bản công khai nhưng không có tệp nào", "the document is public and has no file"),
            )
            .help(say!(
                "thêm `files = [{{ file = \"…\" }}]`, hoặc ghi `audience = \"internal\"`",
                "add `files = [{{ file = \"…\" }}]`, or write `audience = \"internal\"`"
            )),
        );
    }
    for (path, fault) in &register.sources.faults {
        let SourceFault::TooLarge { size, limit } = fault else { continue };
        // A record that is too large is S07.
        if path.ends_with(".md") || path.ends_with(".toml") {
            continue;
        }
        let (size, limit) = (size.div_ceil(MIB), limit / MIB);
        found.push(
            Diagnostic::new(
                Code::D02,
                path,
                Span::at(0),
                say!(
                    "tệp đính kèm có {size} MiB, giới hạn là {limit} MiB",
                    "the attachment has {size} MiB; the limit is {limit} MiB"
                ),
            )
            .help(say!("nén lại hoặc chia nhỏ tệp", "compress or split the file")),
        );
    }
}

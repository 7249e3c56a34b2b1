//! D03: a scanned document that cannot be read by those who do not see it.
//!
//! A PDF made of pictures has no text for screen readers and for search; then `alt` must say what stands there.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::say;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D03,
    title: Prose {
        vi: "PDF chỉ có hình quét, không có chữ và không có mô tả",
        en: "a PDF without a text layer and without `alt`",
    },
    prose: Prose {
        vi: "PDF quét từ máy chỉ là hình: trình đọc màn hình không đọc được, tìm kiếm không thấy chữ.\n\n\
             Cách sửa: xuất PDF từ tệp gốc, chạy nhận dạng chữ (OCR), hoặc ghi nội dung chính vào `alt`.\n\n\
             ```toml\n\
             files = [{ file = \"ke-hoach.pdf\", alt = \"Kế hoạch đối thoại năm học 2023-2024: 13 mốc, từ 13/11/2023 đến 24/4/2024\" }]\n\
             ```",
        en: "A PDF from a scanner is pictures only: screen readers read nothing, search finds nothing.\n\n\
             To put it right: export the PDF from its source, run text recognition, or say in `alt` what stands in it.\n\n\
             ```toml\n\
             files = [{ file = \"ke-hoach.pdf\", alt = \"Plan of the dialogues of 2023-2024: 13 steps, 13/11/2023 to 24/4/2024\" }]\n\
             ```",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for document in register.documents.iter().filter(|d| d.links.public) {
        for entry in &document.facts.files {
            let described = entry.alt.as_ref().is_some_and(|alt| !alt.0.trim().is_empty());
            let Some(file) = entry.file.get().filter(|_| !described) else { continue };
            let name = &file.0;
            let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let attachment = register
                .sources
                .attachment(&format!("{folder}/{name}"))
                .or_else(|| register.sources.attachment(&format!("{folder}/files/{name}")));
            if attachment.is_none_or(|a| a.has_text_layer != Some(false)) {
                continue;
            }
            found.push(
                Diagnostic::new(
                    Code::D03,
                    &document.path,
                    entry.span,
                    say!(
                        "`{name}` chỉ có hình, không có lớp chữ và không có `alt`",
                        "`{name}` is pictures only: no text layer and no `alt`"
                    ),
                )
                .help(say!(
                    "thay bằng PDF có chữ, hoặc thêm `alt = \"…\"` nói nội dung chính",
                    "replace it by a PDF with text, or add `alt = \"…\"` that says what stands in it"
                )),
            );
        }
    }
}

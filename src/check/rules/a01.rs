//! A01: an image that says nothing to those who cannot see it, or a heading level that is skipped.

use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::register::Register;
use crate::say;
use crate::text::glance;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::A01,
    title: Prose {
        vi: "hình không có chữ thay thế, hoặc nhảy cấp tiêu đề",
        en: "image without alt, or a heading level skipped",
    },
    prose: Prose {
        vi: "Người khiếm thị nghe trang web bằng trình đọc màn hình: hình không có chữ thay thế thì họ không biết gì; tiêu đề nhảy cấp \
             thì họ không hình dung được bố cục.\n\n\
             Cách sửa: viết điều hình cho thấy vào giữa `![` và `]`; dùng tiêu đề lần lượt `##`, `###`, `####`.\n\n\
             Ví dụ: `![](so-do.png)` sửa thành `![Sơ đồ đường đến hội trường](so-do.png)`.",
        en: "Blind readers hear the page: an image without a text tells them nothing, and headings that skip a level hide how the text is \
             built.\n\n\
             To put it right: write what the image shows between `![` and `]`; use headings in turn, `##`, `###`, `####`.\n\n\
             Example: `![](map.png)` becomes `![The way to the hall](map.png)`.",
    },
    check: None,
};

pub(super) fn text(_: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let headings_may_be = said.is_markdown_with(glance::HEADING) && texts::may_have_headings(said.text);
    if !(headings_may_be || said.is_markdown_with(glance::BANG)) {
        return;
    }
    let scan = markdown::scan(said.text);
    for image in scan.links.iter().filter(|l| l.image && l.text.trim().is_empty()) {
        let message = say!("hình không có chữ thay thế", "the image has no alternative text");
        let place = said.place(image.range.clone());
        let name = &image.address;
        found.push(
            Diagnostic::new(Code::A01, said.owner.path, place, message)
                .help(say!("viết điều hình cho thấy: `![…]({name})`", "write what it shows: `![…]({name})`")),
        );
    }
    headings(said, &scan.headings, found);
}

/// A text begins at level 1 or 2; from there each heading is one deeper at most.
fn headings(said: &Said<'_>, headings: &[markdown::HeadingSite], found: &mut Vec<Diagnostic>) {
    let mut last = 1;
    for heading in headings {
        let (level, wanted) = (heading.level, last + 1);
        if level > wanted {
            let (marks, wanted_marks) = ("#".repeat(level.into()), "#".repeat(wanted.into()));
            let message = say!(
                "tiêu đề nhảy từ cấp {last} xuống cấp {level}",
                "the heading jumps from level {last} to level {level}"
            );
            let place = said.place(heading.range.start..heading.range.end);
            found.push(
                Diagnostic::new(Code::A01, said.owner.path, place, message).help(say!(
                    "dùng `{wanted_marks}` thay cho `{marks}`",
                    "use `{wanted_marks}` instead of `{marks}`"
                )),
            );
        }
        last = level;
    }
}

//! S07: a file that cannot be read.
//!
//! Front matter and TOML are taken apart by the reader; files whose bytes never became text are told here.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::register::Register;
use crate::say;
use crate::text::source::SourceFault;
use crate::text::span::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S07,
    title: Prose { vi: "không đọc được tệp", en: "cannot be read" },
    prose: Prose {
        vi: "Hồ sơ không đọc được thì không thể công bố, và cũng không được phép lặng lẽ biến mất. Nguyên nhân thường gặp: tệp không \
             lưu bằng UTF-8, thiếu dòng `+++`, thiếu dấu nháy, một khoá viết hai lần, tệp rỗng hoặc quá lớn.\n\n\
             Cách sửa: xem dòng mà thông báo chỉ ra; với tệp cũ, mở bằng trình soạn thảo rồi lưu lại dạng UTF-8.\n\n\
             Ví dụ: `title = Học phí` sửa thành `title = \"Học phí\"`.",
        en: "A record that cannot be read cannot be published, and must not vanish without a word. The usual causes: a file that is not \
             UTF-8, a missing line `+++`, missing quotes, a key twice, an empty file or one that is too large.\n\n\
             To put it right: look at the line that the message shows; open old files in an editor and save them as UTF-8.\n\n\
             Example: `title = School fees` becomes `title = \"School fees\"`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for (path, fault) in &register.sources.faults {
        let record = path.ends_with(".md") || path.ends_with(".toml");
        let place = if let SourceFault::NotUtf8 { at, .. } = fault { Span::at(*at) } else { Span::at(0) };
        let told = match fault {
            SourceFault::NotUtf8 { .. } => not_utf8(),
            SourceFault::TooLarge { size, limit } if record => too_large(*size, *limit),
            SourceFault::Unreadable(words) => (
                say!("không mở được tệp: {words}", "the file cannot be opened: {words}"),
                say!("kiểm tra quyền đọc của tệp", "check that the file may be read"),
            ),
            SourceFault::Folder => (
                say!("đây là thư mục, không phải tệp hồ sơ", "this is a folder, not a record's file"),
                say!(
                    "đổi tên thư mục: tên thư mục không kết thúc bằng `.md` hay `.toml`",
                    "rename the folder: its name must not end in `.md` or `.toml`"
                ),
            ),
            SourceFault::NotAFile => (
                say!(
                    "đây không phải là tệp thường, hoặc tên không phải UTF-8",
                    "this is no ordinary file, or its name is not UTF-8"
                ),
                say!("xoá nó, hoặc chép nội dung vào một tệp thường", "remove it, or copy it into an ordinary file"),
            ),
            // A link that leaves the content is S11; an attachment over the limit is D02.
            SourceFault::LinkOutside | SourceFault::TooLarge { .. } => continue,
        };
        found.push(Diagnostic::new(Code::S07, path, place, told.0).help(told.1));
    }
}

fn not_utf8() -> (Message, Message) {
    (
        say!(
            "tệp không phải UTF-8: không đọc được từ chỗ này",
            "the file is not UTF-8: it cannot be read from here on"
        ),
        say!(
            "mở tệp rồi lưu lại với bảng mã UTF-8; tệp TCVN3 hoặc VNI cũ cần chuyển mã trước",
            "open the file and save it as UTF-8; old TCVN3 and VNI files must be converted first"
        ),
    )
}

fn too_large(size: u64, limit: u64) -> (Message, Message) {
    let (size, limit) = (size.div_ceil(1 << 20), limit >> 20);
    (
        say!(
            "hồ sơ lớn hơn {limit} MiB (khoảng {size} MiB)",
            "the record is larger than {limit} MiB (about {size} MiB)"
        ),
        say!(
            "tách thành nhiều hồ sơ, hoặc để phần dài trong tệp đính kèm",
            "split it, or put the long part into an attachment"
        ),
    )
}

//! L01: a source that is not in composed form. Found by the reader (`record::parse`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::L01,
    title: Prose { vi: "tệp có chữ tổ hợp (chưa NFC)", en: "source is not NFC" },
    prose: Prose {
        vi: "Chữ “ế” có thể được lưu thành một ký tự hoặc thành ba (e + dấu mũ + dấu sắc). Hai cách trông giống nhau nhưng máy coi là \
             khác nhau. Trang web luôn dùng dạng dựng sẵn (NFC), nên đây chỉ là thông tin: hồ sơ vẫn đúng.\n\n\
             Cách sửa (không bắt buộc): lưu lại tệp bằng bộ gõ Unicode dựng sẵn. Chữ tổ hợp thường đến từ máy Mac hoặc từ tệp PDF.",
        en: "The letter “ế” can be stored as one character or as three (e, circumflex, acute). They look alike and machines hold them to \
             be different. The site always uses the composed form (NFC), so this is for information: the record is right.\n\n\
             To put it right (if you like): save the file with a composing Unicode keyboard. Decomposed letters mostly come from a Mac or \
             a PDF.",
    },
    check: None,
};

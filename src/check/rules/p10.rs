//! P10: media without alt or consent; data hidden in a file. Found by the pass over all published texts (`check::privacy`).

use crate::check::{Prose, Rule};
use crate::diagnostic::Code;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::P10,
    title: Prose {
        vi: "hình thiếu mô tả hoặc sự đồng ý; dữ liệu ẩn trong tệp",
        en: "media without alt or consent; data hidden in a file",
    },
    prose: Prose {
        vi: "Hình người là dữ liệu cá nhân, nên mỗi `media` phải có `alt` và `consent = true`. Tệp còn mang dữ liệu mà mắt không thấy: ảnh điện thoại có toạ độ nơi chụp, văn bản có tên người soạn và lời nhận xét.\n\n\
             Cách sửa: ghi `alt`, hỏi ý kiến rồi ghi `consent`; xoá dữ liệu vị trí của ảnh (“Xoá thuộc tính và thông tin cá nhân”), lưu văn bản sau khi kiểm tra tài liệu (“Inspect Document”).\n\n\
             ```toml\n\
             media = [{ file = \"hoi-truong.jpg\", alt = \"Hội trường nhìn từ cuối phòng\", consent = true }]\n\
             ```",
        en: "A person's picture is personal data, so every `media` needs `alt` and `consent = true`. Files also carry what no eye sees: photographs the place where they were taken, documents their author and comments.\n\n\
             To put it right: write `alt`, ask and then write `consent`; remove the position from the picture, and save documents after inspecting them.\n\n\
             ```toml\n\
             media = [{ file = \"hall.jpg\", alt = \"The hall from its last row\", consent = true }]\n\
             ```",
    },
    check: None,
};

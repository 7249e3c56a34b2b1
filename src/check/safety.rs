//! Safety: which file names and link schemes a project may use (`spec/content.md` §2).
//!
//! A name or an address as it was written goes in; what is wrong with it comes out. Browsers are lenient readers, so
//! schemes are read as they read them.

use crate::diagnostic::Message;
use crate::say;

/// Whether the address of an image is not the name of a file.
pub fn is_remote(address: &str) -> bool {
    address.starts_with("//") || scheme_of(address).is_some_and(|s| s.len() > 1)
}

/// The scheme of an address, as browsers read it: without case, spaces and control characters.
pub fn scheme_of(address: &str) -> Option<String> {
    let clean: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = clean.split(['/', '?', '#']).next()?.split_once(':')?;
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (begins && plain).then(|| scheme.to_ascii_lowercase())
}

/// Whether a link may have this scheme; relative links have none.
pub fn is_allowed(scheme: Option<&str>) -> bool {
    matches!(scheme, None | Some("https" | "http" | "mailto" | "tel"))
}

/// Why `name` may not be the name of a file beside a record.
pub fn bad_name(name: &str) -> Option<(Message, Message)> {
    let message = if name.is_empty() {
        say!("tên tệp trống", "the file name is empty")
    } else if name.starts_with('/') {
        say!("tên tệp `{name}` là đường dẫn tuyệt đối", "the file name `{name}` is an absolute path")
    } else if name.split(['/', '\\']).any(|part| part == "..") {
        say!("tên tệp `{name}` đi ra ngoài thư mục", "the file name `{name}` leaves its folder")
    } else if name.contains('\\') {
        say!("tên tệp `{name}` có dấu `\\`", "the file name `{name}` has a `\\`")
    } else if name.contains(':') {
        say!("tên tệp `{name}` có ký tự ổ đĩa `:`", "the file name `{name}` has a drive letter")
    } else if name.chars().any(char::is_control) {
        say!("tên tệp có ký tự điều khiển", "the file name has a control character")
    } else {
        let bad = name.chars().find(|&c| !is_allowed_in_name(c))?;
        say!(
            "tên tệp `{name}` có ký tự không được phép: `{bad}`",
            "the file name `{name}` has a forbidden character: `{bad}`"
        )
    };
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let help = if last != name && !last.is_empty() && last.chars().all(is_allowed_in_name) {
        say!("chỉ viết tên tệp, không kèm thư mục: `{last}`", "write the file's name only, without folders: `{last}`")
    } else {
        say!(
            "tên tệp chỉ gồm chữ, số, khoảng trắng và `-_.()`",
            "a file name is made of letters, digits, spaces and `-_.()`"
        )
    };
    Some((message, help))
}

/// Letters of any script, with the marks that decomposed letters carry, and digits.
fn is_allowed_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '(' | ')' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        assert_eq!(scheme_of("JaVa\nScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme_of("../a:b"), None);
        assert_eq!(scheme_of("#a:b"), None);
        assert_eq!(scheme_of("mailto:a@b").as_deref(), Some("mailto"));
    }

    #[test]
    fn names_are_one_part_of_a_path() {
        for good in ["bien-ban.pdf", "kế hoạch (1).txt", "ke\u{302}\u{301}.txt", "表.csv"] {
            assert!(bad_name(good).is_none(), "{good}");
        }
        for bad in ["", "/a", "../a", "a\\b", "C:a", "a\tb", "a*b", "files/a.pdf", "a?b"] {
            assert!(bad_name(bad).is_some(), "{bad}");
        }
    }
}

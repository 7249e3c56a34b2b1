//! Output paths: which names a site may write.
//!
//! In goes the path that a page wants, out comes nothing or a fault. Paths are decided by the plan, never by an editor's
//! free text, so a bad one is an error of the program; it is refused here all the same, because nothing may leave the
//! output folder. The invariant: a path that passed is relative, made of plain names, and none of ours.

use super::fault::Fault;
use crate::say;
use crate::text::digest::Digest;
use crate::text::key::Key;
use crate::text::vietnamese;

/// How the names begin that publishing keeps in an output folder for itself.
pub const OURS: &str = ".doithoai-";

/// Refuses a path that could leave the output folder or meet one of publishing's own files.
pub(super) fn check(path: &str) -> Result<(), Fault> {
    if path.split('/').all(is_plain) {
        return Ok(());
    }
    Err(Fault::new(say!(
        "lỗi chương trình: trang không được ghi vào `{path}`",
        "internal error: no output may be written to `{path}`"
    )))
}

/// The fault of two outputs that a disk without regard to case would keep in one file.
pub(super) fn collision(path: &str) -> Fault {
    Fault::new(say!(
        "lỗi chương trình: hai trang cùng ghi vào `{path}`",
        "internal error: two outputs share the path `{path}`"
    ))
}

/// What two paths share when some disk would take them for one.
pub(super) fn folded(path: &str) -> Key {
    let folded = if path.is_ascii() { path.to_ascii_lowercase() } else { vietnamese::nfc(path).to_lowercase() };
    Digest::of(folded.as_bytes()).into()
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && name != "."
        && name != ".."
        && !name.starts_with(OURS)
        && !name.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_folder() {
        for good in ["index.html", "dot/2023-2024/index.html", "tệp (1).pdf", ".nojekyll"] {
            assert!(check(good).is_ok(), "{good}");
        }
        let bad =
            ["", "/etc/passwd", "a//b", "a/", "../a", "a/../b", "./a", "a\\b", "c:/a", "a\0b", ".doithoai-manifest"];
        for bad in bad {
            assert!(check(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn case_and_form_do_not_tell_paths_apart() {
        assert_eq!(folded("A/Đề.pdf"), folded("a/đê\u{300}.pdf"));
    }
}

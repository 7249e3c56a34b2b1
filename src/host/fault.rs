//! Faults: why the program could not do its work, in both languages.
//!
//! In go an error of the operating system and the path that it is about, out comes a [`Fault`] that says what was being
//! done, to what, and why it failed. The invariant: every fault names a path or an address, and what is wrong with the
//! content is never a fault but a diagnostic.

use crate::diagnostic::Message;
use crate::say;
use std::io::{Error, ErrorKind};

/// Why reading, writing or serving failed; the program ends with status 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(message: Message) -> Self {
        Self { message, help: None }
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub(crate) fn reading(path: &str, error: &Error) -> Self {
        let Message { vi, en } = reason(error);
        Self::new(say!("không đọc được `{path}`: {vi}", "cannot read `{path}`: {en}"))
    }

    pub(crate) fn writing(path: &str, error: &Error) -> Self {
        let Message { vi, en } = reason(error);
        Self::new(say!("không ghi được `{path}`: {vi}", "cannot write `{path}`: {en}"))
    }

    pub(crate) fn removing(path: &str, error: &Error) -> Self {
        let Message { vi, en } = reason(error);
        Self::new(say!("không xoá được `{path}`: {vi}", "cannot remove `{path}`: {en}"))
    }
}

/// The operating system's reason in both languages; its own words where it has one that is not listed.
pub(crate) fn reason(error: &Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => say!("không tồn tại", "it does not exist"),
        ErrorKind::PermissionDenied => say!("không có quyền", "permission denied"),
        ErrorKind::StorageFull => say!("đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => say!("đã hết hạn mức dung lượng", "the disk quota is used up"),
        ErrorKind::ReadOnlyFilesystem => say!("hệ thống tệp chỉ cho đọc", "the file system is read-only"),
        ErrorKind::IsADirectory => say!("đó là một thư mục", "it is a folder"),
        ErrorKind::NotADirectory => say!("đó không phải là thư mục", "it is not a folder"),
        ErrorKind::AlreadyExists => say!("đã có một tệp cùng tên", "something of that name is there already"),
        ErrorKind::InvalidFilename => say!("tên quá dài hoặc không hợp lệ", "the name is too long or not allowed"),
        ErrorKind::CrossesDevices => say!("nằm trên ổ đĩa khác", "it lies on another disk"),
        ErrorKind::AddrInUse => say!("cổng đang được dùng", "the port is in use"),
        ErrorKind::AddrNotAvailable => say!("máy không có địa chỉ này", "this machine has no such address"),
        _ => say!("{error}", "{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn a_fault_says_what_failed_and_why_in_both_languages() {
        let fault = Fault::writing("public/index.html", &ErrorKind::StorageFull.into());
        assert_eq!(fault.message.get(Lang::Vi), "không ghi được `public/index.html`: đĩa đã đầy");
        assert_eq!(fault.message.get(Lang::En), "cannot write `public/index.html`: the disk is full");
    }
}

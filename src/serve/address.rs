//! Addresses: which path of the site a request asks for.
//!
//! In goes the request's target as it was sent, out comes a path relative to the site, or nothing where the target could
//! mean anything else than one file or folder of it. The invariant: a path that came out consists of plain names; it is
//! decoded once and only once.

use crate::host::output_path::OURS;

/// The longest target that is looked at.
const LONGEST: usize = 4096;

/// The path that a request's target asks for, decoded, without the leading `/` and without a query.
pub(super) fn path_of(target: &str) -> Option<String> {
    let encoded = target.split(['?', '#']).next()?.strip_prefix('/')?;
    if target.len() > LONGEST {
        return None;
    }
    let path = decode(encoded)?;
    let names = path.strip_suffix('/').unwrap_or(&path);
    (path.is_empty() || names.split('/').all(is_plain)).then_some(path)
}

/// The target of the folder that a target without the last `/` means, its query kept.
pub(super) fn folder_of(target: &str) -> String {
    match target.split_once('?') {
        Some((path, query)) => format!("{path}/?{query}"),
        None => format!("{target}/"),
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.starts_with(OURS)
        && !name.contains(|c: char| c.is_control() || matches!(c, '\\' | '/' | ':'))
}

fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_targets_are_paths() {
        for (target, path) in [
            ("/", ""),
            ("/dot/2023-2024/", "dot/2023-2024/"),
            ("/a.css?v=1", "a.css"),
            ("/bi%C3%AAn%20b%e1%ba%a3n.pdf", "biên bản.pdf"),
            ("/100%25.html", "100%.html"),
        ] {
            assert_eq!(path_of(target).as_deref(), Some(path), "{target}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for target in [
            "",
            "x",
            "*",
            "http://evil/",
            "//evil/",
            "/a//b",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/%2E%2e%2fx",
            "/a%2f..%2fx",
            "/./x",
            "/..%5cx",
            "/a\\b",
            "/%00",
            "/a%0d%0ab",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/c:/x",
            "/.doithoai-manifest",
            "/%2edoithoai-manifest",
            "/.doithoai-stage/0",
        ] {
            assert_eq!(path_of(target), None, "{target}");
        }
        assert_eq!(path_of(&format!("/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn a_folder_keeps_its_query() {
        assert_eq!(folder_of("/dot?q=a"), "/dot/?q=a");
        assert_eq!(folder_of("/dot"), "/dot/");
    }
}

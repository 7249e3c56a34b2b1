//! Hosts: whether a request is meant for this server.
//!
//! A page on the open web can make a browser ask a server on the same machine, under a name that its author lets point
//! there; the `Host` header tells. In go that header, the port and what `--host` said, out comes whether to answer. The
//! invariant: a name that nobody chose on the command line is refused.

use std::net::IpAddr;

/// Whether a request with `header` as its `Host` is meant for a server on `port`, started with `--host given`.
pub(super) fn is_ours(header: Option<&str>, port: u16, given: Option<&str>) -> bool {
    let Some((name, asked)) = header.and_then(split) else { return false };
    let name = name.to_ascii_lowercase();
    let given = given.map(|given| unbracket(given).to_ascii_lowercase());
    asked == port
        && (["localhost", "127.0.0.1", "::1"].contains(&name.as_str())
            || given.as_deref() == Some(&name)
            // On all addresses of the machine: each of them is ours, and an address is nobody's to redirect.
            || (given.is_some_and(|given| is_unspecified(&given)) && name.parse::<IpAddr>().is_ok()))
}

fn is_unspecified(given: &str) -> bool {
    given.parse::<IpAddr>().is_ok_and(|address| address.is_unspecified())
}

/// Name and port; 80 where none is written.
fn split(header: &str) -> Option<(&str, u16)> {
    let name_ends = header.rfind(']').map_or(0, |at| at + 1);
    let (name, port) = match header[name_ends..].find(':') {
        Some(at) => (&header[..name_ends + at], header[name_ends + at + 1..].parse().ok()?),
        None => (header, 80),
    };
    Some((unbracket(name), port))
}

fn unbracket(name: &str) -> &str {
    name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        for host in ["localhost:1111", "LocalHost:1111", "127.0.0.1:1111", "[::1]:1111"] {
            assert!(is_ours(Some(host), 1111, None), "{host}");
        }
        for host in
            ["evil.example:1111", "localhost", "localhost:80", "127.0.0.1.evil:1111", "", ":1111", "[::1", "a:b"]
        {
            assert!(!is_ours(Some(host), 1111, None), "{host}");
        }
        assert!(!is_ours(None, 1111, None));
    }

    #[test]
    fn what_the_command_line_names_is_ours() {
        assert!(is_ours(Some("may-chu.local:1111"), 1111, Some("may-chu.local")));
        assert!(is_ours(Some("[fe80::1]:1111"), 1111, Some("[fe80::1]")));
        assert!(is_ours(Some("192.168.1.9:1111"), 1111, Some("0.0.0.0")));
        assert!(!is_ours(Some("evil.example:1111"), 1111, Some("0.0.0.0")));
        assert!(is_ours(Some("localhost"), 80, None));
    }
}

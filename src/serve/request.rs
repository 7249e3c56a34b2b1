//! Requests: the head of one, read from a connection that may be slow, endless or hostile.
//!
//! Bytes go in, a [`Head`] comes out, or why there is none. The invariants: no more than [`BYTES`] are kept, however long
//! a line is; nobody is waited for past the deadline, however steadily the bytes drip; a head is read whole or not at all.
//! Bodies are never read: nothing that this server answers has one. What is passed on of a head is ASCII, and says nothing
//! of bodies or connections.
#![allow(clippy::disallowed_methods, reason = "a connection has a deadline")]

use std::fmt::Write as _;
use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The longest head.
const BYTES: usize = 32 << 10;
/// The most headers.
const HEADERS: usize = 100;
/// Headers about the connection or a body, which are not passed on: there is one request and nothing after it.
const LEFT_OUT: &[&str] = &[
    "Connection",
    "Content-Length",
    "Expect",
    "Keep-Alive",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
];
/// What ends a head.
const END: &[u8] = b"\r\n\r\n";

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The method, as it was sent.
    pub(super) method: String,
    /// The target: path and query, encoded.
    pub(super) target: String,
    /// The headers, names as they were sent.
    pub(super) headers: Vec<(String, String)>,
}

impl Head {
    /// The head as the server gets it, with what ends it.
    pub(super) fn passed_on(&self) -> String {
        let mut text = format!("{} ", self.method);
        for byte in self.target.bytes() {
            if byte.is_ascii_graphic() {
                text.push(char::from(byte));
            } else {
                let _ = write!(text, "%{byte:02X}");
            }
        }
        text.push_str(" HTTP/1.1\r\nConnection: close\r\n");
        let left_out = |name: &str| LEFT_OUT.iter().any(|out| out.eq_ignore_ascii_case(name));
        for (name, value) in self.headers.iter().filter(|(name, value)| !left_out(name) && value.is_ascii()) {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        text.push_str("\r\n");
        text
    }
}

/// Why there is no head.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Whoever opened the connection went away, or has said nothing at all.
    Gone,
    /// It took too long.
    Slow,
    /// It is too long.
    Long,
    /// It is no head of HTTP/1.
    Malformed,
}

/// Reads a head from `stream`, within `time`.
pub(super) fn read(mut stream: &TcpStream, time: Duration) -> Result<Head, Unread> {
    let deadline = Instant::now() + time;
    let mut bytes = Vec::with_capacity(1 << 10);
    let mut piece = [0; 4 << 10];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(if bytes.is_empty() { Unread::Gone } else { Unread::Slow });
        }
        stream.set_read_timeout(Some(left)).map_err(|_| Unread::Gone)?;
        match stream.read(&mut piece) {
            Ok(0) => return Err(Unread::Gone),
            Ok(length) => {
                // The end may lie across two pieces.
                let from = bytes.len().saturating_sub(END.len() - 1);
                bytes.extend_from_slice(&piece[..length]);
                if let Some(at) = bytes[from..].windows(END.len()).position(|four| four == END) {
                    let end = from + at;
                    return if end > BYTES { Err(Unread::Long) } else { parse(&bytes[..end]) };
                }
                if bytes.len() > BYTES {
                    return Err(Unread::Long);
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return Err(Unread::Gone),
        }
    }
}

/// The head that `bytes` are, without what ends it.
fn parse(bytes: &[u8]) -> Result<Head, Unread> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Unread::Malformed);
    };
    if !is_token(method) || target.is_empty() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err(Unread::Malformed);
    }
    let mut headers = Vec::new();
    for line in lines {
        // A line that goes on with the one before, or has a bare line end in it, would be read in more than one way.
        let (name, value) = line.split_once(':').ok_or(Unread::Malformed)?;
        if !is_token(name) || line.contains(['\n', '\r', '\0']) {
            return Err(Unread::Malformed);
        }
        if headers.len() == HEADERS {
            return Err(Unread::Long);
        }
        headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
    }
    Ok(Head { method: method.to_owned(), target: target.to_owned(), headers })
}

/// Whether `word` may be a method or a header's name.
fn is_token(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_http_says() {
        let head = parse(b"GET /a?b HTTP/1.1\r\nHost: x:1\r\nX-Empty:\r\nAccept:\t a b \r\nx: \xc3\xa1").unwrap();
        assert_eq!((head.method.as_str(), head.target.as_str()), ("GET", "/a?b"));
        let headers: Vec<_> = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(headers, [("Host", "x:1"), ("X-Empty", ""), ("Accept", "a b"), ("x", "á")]);
    }

    #[test]
    fn what_is_passed_on_is_one_request_without_a_body() {
        let head = "POST /bi\u{ea}n\tb\u{a0}n\nx?a=%20 HTTP/1.0\r\nHost: x\r\ncontent-length: 9\r\nTE: chunked\r\n\
                    Expect: y\r\nConnection: keep-alive\r\nRange: bytes=0-1\r\nX: \u{e1}";
        assert_eq!(
            parse(head.as_bytes()).unwrap().passed_on(),
            "POST /bi%C3%AAn%09b%C2%A0n%0Ax?a=%20 HTTP/1.1\r\nConnection: close\r\nHost: x\r\nRange: bytes=0-1\r\n\r\n"
        );
    }

    #[test]
    fn nothing_else_is() {
        for bytes in [
            &b""[..],
            b"GET",
            b"GET / HTTP/1.1 x",
            b"GET  / HTTP/1.1",
            b"G(T / HTTP/1.1",
            b"GET / HTTP/2.0",
            b"GET / HTTP/1.1\r\nno colon",
            b"GET / HTTP/1.1\r\nHost : x",
            b"GET / HTTP/1.1\r\nA: x\r\n folded: y",
            b"GET / HTTP/1.1\r\nA: x\nHost: y",
        ] {
            assert_eq!(parse(bytes), Err(Unread::Malformed), "{bytes:?}");
        }
        let many = "X: y\r\n".repeat(HEADERS + 1);
        assert_eq!(parse(format!("GET / HTTP/1.1\r\n{}", many.trim_end()).as_bytes()), Err(Unread::Long));
    }
}

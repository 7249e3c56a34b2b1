//! Answers: what is sent back, as plain data.
//!
//! Decisions in, headers and a body out; [`server`](super::server) sends them. The invariant: every answer tells the
//! browser to ask again and not to guess types.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// What a request asks for.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The target as it was sent: path and query, encoded.
    pub target: &'a str,
    /// The headers, names as they were sent.
    pub headers: Vec<(&'a str, &'a str)>,
}

impl Asked<'_> {
    /// The value of the first header called `name`, whatever the case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// What is sent back.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Headers besides those of length and connection.
    pub headers: Vec<(&'static str, String)>,
    /// What follows them, except for `HEAD`.
    pub body: Body,
}

/// What follows the headers.
pub enum Body {
    /// Bytes in memory, or a part of them.
    Bytes {
        /// All of them.
        bytes: Arc<[u8]>,
        /// Which are sent.
        range: Range<usize>,
    },
    /// The next bytes of a file.
    File {
        /// Where they are read from.
        file: File,
        /// How many.
        length: u64,
    },
    /// Whatever happens from now on, until the other end goes away.
    News(Box<dyn News>),
}

/// Something that happens now and then.
pub trait News: Send {
    /// What is to be told next, waiting for it no longer than `wait`; nothing where nothing happened.
    fn next(&mut self, wait: Duration) -> Option<String>;
}

impl Body {
    /// All of some bytes.
    pub fn of(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self::Bytes { range: 0..bytes.len(), bytes }
    }
}

impl Answer {
    /// An answer that is shown as it is.
    pub fn new(status: u16, kind: &str, body: Body) -> Self {
        let headers = vec![
            ("Content-Type", kind.to_owned()),
            ("Cache-Control", "no-cache".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        Self { status, headers, body }
    }

    /// A line of text, for people who look at what went wrong.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", Body::of(format!("{text}\n").into_bytes()))
    }

    /// The same with another header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The content type of a file with this name.
pub fn kind_of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "toml" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

//! Where the files of a site go when it is published: each into the publisher, and packed beside it when that was asked for.
//!
//! Paths with bytes come in from all threads; the first fault is kept, and nothing is taken after it.

use crate::build::site::Output;
use crate::export::growing::{Growing, whole};
use crate::host::fault::Fault;
use crate::host::publish::{Begun, Publisher};
use crate::text::key::Key;
use crate::text::source::Attachment;
use camino::Utf8Path;
use std::sync::{Mutex, PoisonError};

/// Files that are worth packing: the rest is packed already.
const TEXTS: &[&str] = &["html", "css", "js", "json", "jsonl", "csv", "xml", "ics", "svg", "txt"];

/// The length from which packing saves a packet of the network.
const WORTH: u64 = 1024;

/// Hands rendered files to the publisher.
pub(super) struct Sink<'a> {
    publisher: &'a Publisher,
    root: &'a Utf8Path,
    precompress: bool,
    program: Option<Key>,
    fault: Mutex<Option<Fault>>,
}

impl<'a> Sink<'a> {
    /// Of the project at `root`, into `publisher`.
    pub(super) fn new(publisher: &'a Publisher, root: &'a Utf8Path, precompress: bool) -> Self {
        Self { publisher, root, precompress, program: publisher.program(), fault: Mutex::new(None) }
    }

    /// The first fault, if there was one.
    pub(super) fn finish(self) -> Result<(), Fault> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    /// What came of something that may fail; nothing where it did.
    fn done<T>(&self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.failed_by(fault)).ok()
    }

    fn failed_by(&self, fault: Fault) {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
    }

    fn take(&self, path: &str, key: Option<Key>, bytes: &[u8]) {
        if !self.failed() {
            self.done(self.publisher.put_keyed(path, key, bytes));
            if self.packs(path, bytes.len() as u64) {
                self.done(self.publisher.put_packed(path, bytes));
            }
        }
    }

    /// Whether a file of `size` bytes is packed beside itself.
    fn packs(&self, path: &str, size: u64) -> bool {
        let is_text = || path.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension));
        self.precompress && size >= WORTH && is_text()
    }

    fn failed(&self) -> bool {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Output for Sink<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.take(path, None, &bytes);
    }

    fn program(&self) -> Option<Key> {
        self.program
    }

    fn keeps(&self, path: &str, key: Key) -> bool {
        !self.failed() && self.done(self.publisher.keep_with(path, key, |size| self.packs(path, size))).unwrap_or(false)
    }

    fn put_keyed(&self, path: &str, key: Key, bytes: Vec<u8>) {
        self.take(path, Some(key), &bytes);
    }

    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f> {
        if self.failed() || self.precompress {
            // What is packed is packed as a whole.
            return whole(path, |path, bytes| self.put(path, bytes));
        }
        match self.publisher.begin(path) {
            Ok(file) => Box::new(Piecewise { sink: self, file }),
            Err(fault) => {
                self.failed_by(fault);
                whole(path, |_, _| ())
            }
        }
    }

    fn copy(&self, path: &str, attachment: &Attachment) {
        if !self.failed() {
            self.done(self.publisher.copy(path, &self.root.join(&*attachment.path), &attachment.sha256));
        }
    }
}

/// A file on its way to the publisher.
struct Piecewise<'a> {
    sink: &'a Sink<'a>,
    file: Begun<'a>,
}

impl Growing for Piecewise<'_> {
    fn grow(&mut self, bytes: &[u8]) {
        if !self.sink.failed() {
            self.sink.done(self.file.write(bytes));
        }
    }

    fn finish(self: Box<Self>) {
        if !self.sink.failed() {
            self.sink.done(self.file.finish());
        }
    }
}

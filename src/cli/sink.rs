//! Where the files of a site go when it is published: each into the publisher, and packed beside it when that was asked for.
//!
//! Paths with bytes come in from all threads; the first fault is kept, and nothing is taken after it.

use crate::build::site::Output;
use crate::export::growing::{Growing, whole};
use crate::host::fault::Fault;
use crate::host::publish::{Begun, Publisher};
use crate::text::source::Attachment;
use camino::Utf8Path;
use std::sync::{Mutex, PoisonError};

/// Files that are worth packing: the rest is packed already.
const TEXTS: &[&str] = &["html", "css", "js", "json", "jsonl", "csv", "xml", "ics", "svg", "txt"];

/// The length from which packing saves a packet of the network.
const WORTH: usize = 1024;

/// Hands rendered files to the publisher.
pub(super) struct Sink<'a> {
    publisher: &'a Publisher,
    root: &'a Utf8Path,
    precompress: bool,
    fault: Mutex<Option<Fault>>,
}

impl<'a> Sink<'a> {
    /// Of the project at `root`, into `publisher`.
    pub(super) const fn new(publisher: &'a Publisher, root: &'a Utf8Path, precompress: bool) -> Self {
        Self { publisher, root, precompress, fault: Mutex::new(None) }
    }

    /// The first fault, if there was one.
    pub(super) fn finish(self) -> Result<(), Fault> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn keep(&self, result: Result<(), Fault>) {
        if let Err(fault) = result {
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        }
    }

    fn failed(&self) -> bool {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Output for Sink<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        if !self.failed() {
            self.keep(self.publisher.put(path, &bytes));
            if self.precompress && is_worth_packing(path, &bytes) {
                self.keep(self.publisher.put_packed(path, &bytes));
            }
        }
    }

    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f> {
        if self.failed() || self.precompress {
            // What is packed is packed as a whole.
            return whole(path, |path, bytes| self.put(path, bytes));
        }
        match self.publisher.begin(path) {
            Ok(file) => Box::new(Piecewise { sink: self, file }),
            Err(fault) => {
                self.keep(Err(fault));
                whole(path, |_, _| ())
            }
        }
    }

    fn copy(&self, path: &str, attachment: &Attachment) {
        if !self.failed() {
            self.keep(self.publisher.copy(path, &self.root.join(&*attachment.path), &attachment.sha256));
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
            self.sink.keep(self.file.write(bytes));
        }
    }

    fn finish(self: Box<Self>) {
        if !self.sink.failed() {
            self.sink.keep(self.file.finish());
        }
    }
}

fn is_worth_packing(path: &str, bytes: &[u8]) -> bool {
    bytes.len() >= WORTH && path.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension))
}

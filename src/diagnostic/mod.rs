//! Diagnostics: what is wrong, where, why, and how to put it right, in Vietnamese and in English.
//!
//! Every stage returns its value together with the diagnostics it met ([`Outcome`]); none stops at the first. A
//! diagnostic is plain data; how it looks is decided last, in [`render`]. Messages are lower case, without a full stop,
//! with backticks round the user's words: the message says what is wrong, the label why here, the help what to do.

pub mod code;
pub mod render;

use crate::text::span::Span;
pub use code::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, and worth mending.
    Warning,
    /// Shown on request.
    Info,
}

impl Severity {
    /// As printed in machine forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Vietnamese.
    pub vi: Box<str>,
    /// English.
    pub en: Box<str>,
}

impl Message {
    /// A sentence in both languages.
    pub fn new(vi: impl Into<Box<str>>, en: impl Into<Box<str>>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// `say!("tiếng Việt {x}", "English {x}")`: a [`Message`] with both texts formatted from the same names.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::diagnostic::Message::new(format!($vi $(, $($arg)*)?), format!($en $(, $($arg)*)?))
    };
}

/// A place in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the project, with `/`.
    pub path: Box<str>,
    /// Bytes of that file.
    pub span: Span,
}

/// Another place that explains the diagnostic.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub message: Message,
}

/// A replacement that would put it right, in bytes of the diagnostic's own file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// With what.
    pub text: Box<str>,
}

/// One thing that is wrong or worth knowing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[must_use]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// Its severity, after `[rules.levels]`.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// Why here, shown under the place.
    pub label: Option<Message>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<Message>,
    /// The replacement that does it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of `code` with the severity that it is born with.
    pub fn new(code: Code, path: &str, span: Span, message: Message) -> Self {
        let place = Place { path: path.into(), span };
        Self {
            code,
            severity: code.severity(),
            message,
            place,
            label: None,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// The same with another severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with why it is wrong here.
    pub fn label(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// The same with what to do.
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with what to do, where that is known.
    pub fn maybe_help(mut self, help: Option<Message>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The same with another place that explains it.
    pub fn related(mut self, path: &str, span: Span, message: Message) -> Self {
        self.related.push(Label { place: Place { path: path.into(), span }, message });
        self
    }

    /// The same with a replacement that puts it right.
    pub fn fix(mut self, span: Span, text: impl Into<Box<str>>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }
}

/// A value and what was met on the way to it.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The value; what could not be understood is left out of it.
    pub value: T,
    /// What was met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Severities that a project changed in `[rules.levels]`; `None` is off.
pub type Levels = BTreeMap<Code, Option<Severity>>;

/// Applies the project's levels and sorts by path, place and code, without doubles.
pub fn settle(diagnostics: &mut Vec<Diagnostic>, levels: &Levels) {
    diagnostics.retain_mut(|d| match levels.get(&d.code) {
        Some(None) => false,
        Some(&Some(level)) if d.code.adjustable() => {
            d.severity = level;
            true
        }
        _ => true,
    });
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.span.start, d.code, d.place.span.end);
        a.place.path.cmp(&b.place.path).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.vi.cmp(&b.message.vi))
    });
    diagnostics.dedup_by(|a, b| a.code == b.code && a.place == b.place && a.message == b.message);
}

//! How diagnostics look: for people, for editors, for programs and for GitHub.
//!
//! Diagnostics and the texts they point into go in, one string comes out; nothing is printed here. Every form tells
//! places as line and column from 1, columns in characters, a byte order mark not counted; what lies in no text (a file
//! that is absent, binary or unreadable) is told as 1:1. The order of the diagnostics is kept: `settle` has made it.

mod github;
mod gitlab;
mod human;
mod json;
mod short;
mod sources;

use crate::diagnostic::{Diagnostic, Lang};
use sources::Sources;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the text they are about, for people.
    #[default]
    Human,
    /// One line each, for editors.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands, shown by GitHub beside the changed lines.
    Github,
    /// A Code Quality report, shown by GitLab in a merge request.
    Gitlab,
}

impl Format {
    /// Every form with its name on the command line.
    pub const ALL: [(&str, Self); 5] = [
        ("human", Self::Human),
        ("short", Self::Short),
        ("json", Self::Json),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
    ];
}

/// The texts of files by path, `None` for what has none.
pub type Texts<'t, 'a> = &'t dyn Fn(&str) -> Option<&'a str>;

/// Renders `diagnostics` in `format` and `lang`; `color` is for people only.
pub fn render(diagnostics: &[Diagnostic], texts: Texts<'_, '_>, format: Format, lang: Lang, color: bool) -> String {
    let mut sources = Sources::new(texts);
    let mut out = String::new();
    match format {
        Format::Human => human::render(diagnostics, &mut sources, lang, color, &mut out),
        Format::Short => short::render(diagnostics, &mut sources, lang, &mut out),
        Format::Json => json::render(diagnostics, &mut sources, lang, &mut out),
        Format::Github => github::render(diagnostics, &mut sources, lang, &mut out),
        Format::Gitlab => gitlab::render(diagnostics, &mut sources, lang, &mut out),
    }
    out
}

#[cfg(test)]
mod tests;

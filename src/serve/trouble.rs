//! Troubles: what keeps a site from being shown, in one form whatever it is about.
//!
//! Diagnostics, problems of a theme and faults go in; what the overlay shows comes out: words in both languages, and a
//! place with the line that stands there. The invariant: lines and columns begin at 1 and count characters.

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::host::fault::Fault;
use crate::text::source::{LineIndex, SourceTree};
use crate::theme::problem::ThemeProblem;

/// The longest part of a line that is shown, in characters.
const LINE: usize = 160;

/// Something that must be mended before the site is shown as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// The code of the rule, where it is one's.
    pub(super) code: Option<&'static str>,
    /// What is wrong.
    pub(super) message: Message,
    /// Why here.
    pub(super) label: Option<Message>,
    /// What to do.
    pub(super) help: Option<Message>,
    /// Where, if it has a place.
    pub(super) place: Option<Spot>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Path relative to the project, with `/`.
    pub(super) path: String,
    /// The line.
    pub(super) line: usize,
    /// The column.
    pub(super) column: usize,
    /// What stands there: before the place, in it, after it.
    pub(super) text: Option<[String; 3]>,
}

/// The troubles that errors among `diagnostics` are.
pub(super) fn of_diagnostics(diagnostics: &[Diagnostic], sources: &SourceTree) -> Vec<Trouble> {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors.map(|diagnostic| of_diagnostic(diagnostic, sources)).collect()
}

fn of_diagnostic(diagnostic: &Diagnostic, sources: &SourceTree) -> Trouble {
    let Diagnostic { code, message, label, help, place, .. } = diagnostic;
    let (line, column) = sources.position(&place.path, place.span.start as usize);
    let text = sources.text(&place.path).filter(|_| !is_private(*code));
    Trouble {
        code: Some(code.as_str()),
        message: message.clone(),
        label: label.clone(),
        help: help.clone(),
        place: Some(Spot {
            path: place.path.to_string(),
            line,
            column,
            text: text.and_then(|text| excerpt(text, place.span.range())),
        }),
    }
}

/// Whether the place holds what nobody should see, so that it is not shown again.
fn is_private(code: Code) -> bool {
    code.as_str().starts_with('P')
}

/// The troubles that problems of a theme are.
pub(super) fn of_theme(problems: &[ThemeProblem]) -> Vec<Trouble> {
    let trouble = |problem: &ThemeProblem| Trouble {
        code: None,
        message: Message::new(problem.message.as_str(), problem.message.as_str()),
        label: None,
        help: problem.help.as_deref().map(|help| Message::new(help, help)),
        place: Some(Spot {
            path: format!("themes/{}/{}", problem.layer, problem.path),
            line: problem.line as usize,
            column: problem.column as usize,
            text: None,
        }),
    };
    problems.iter().map(trouble).collect()
}

/// The trouble that a fault is.
pub(super) fn of_fault(fault: &Fault) -> Trouble {
    Trouble { code: None, message: fault.message.clone(), label: None, help: fault.help.clone(), place: None }
}

/// The line of `text` where `span` begins, cut in three.
fn excerpt(text: &str, span: std::ops::Range<usize>) -> Option<[String; 3]> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let line = LineIndex::new(text).line_at(start);
    let end = text.floor_char_boundary(span.end.clamp(start, line.end.max(start)));
    let (before, marked, after) = (text.get(line.start..start)?, text.get(start..end)?, text.get(end..line.end)?);
    let before = before.trim_start_matches('\u{feff}');
    // Of a long line, what is near the place.
    let skipped = before.chars().count().saturating_sub(LINE / 2);
    let before = match skipped {
        0 => before.to_owned(),
        _ => format!("…{}", before.chars().skip(skipped).collect::<String>()),
    };
    Some([before, shortened(marked), shortened(after)])
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LINE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_place_is_cut_in_three() {
        let text = "\u{feff}một\nhai ba bốn\nnăm";
        let at = text.find("ba").unwrap();
        let cut = |span| excerpt(text, span).unwrap().map(|part| part.clone());
        assert_eq!(cut(at..at + 2), ["hai ", "ba", " bốn"]);
        assert_eq!(cut(at..text.len()), ["hai ", "ba bốn", ""]);
        assert_eq!(cut(0..0), ["", "", "\u{feff}một"].map(ToOwned::to_owned));
        assert_eq!(cut(999..1000), ["năm", "", ""]);
        let long = format!("{}x{}", "a".repeat(500), "b".repeat(500));
        let parts = excerpt(&long, 500..501).unwrap();
        assert!(parts[0].chars().count() == LINE / 2 + 1 && parts[2].chars().count() == LINE + 1, "{parts:?}");
    }
}

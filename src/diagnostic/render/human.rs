//! For people: the message, the place with its text, why, what to do, and the correction as a diff.
//!
//! Drawn by `annotate-snippets`, which nothing else names. Each place is told by its own line and column and shown by one
//! line of text, cut to a window when the line is long; so neither the size of a file nor that of a line matters here.

use super::short::one_line;
use super::sources::{Position, Source, Sources};
use crate::diagnostic::{Diagnostic, Fix, Label, Lang, Place, Severity};
use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Snippet, normalize_untrusted_str};
use std::ops::Range;

/// Columns of source text shown on one line.
const WIDTH: usize = 110;
/// Bytes of a long line kept before and after the start of a place; more than fits into [`WIDTH`].
const WINDOW: usize = 600;
/// Lines of a correction that are still shown as a diff.
const DIFF_LINES: usize = 12;

pub(super) fn render(
    diagnostics: &[Diagnostic],
    sources: &mut Sources<'_, '_>,
    lang: Lang,
    color: bool,
    out: &mut String,
) {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    for diagnostic in diagnostics {
        let mut report = places(diagnostic, sources, lang);
        report.extend(remedy(diagnostic, sources, lang));
        out.push_str(&renderer.render(&report));
        out.push_str("\n\n");
    }
}

/// The message, its place, and the places that explain it.
fn places<'d, 'a: 'd>(diagnostic: &'d Diagnostic, sources: &mut Sources<'_, 'a>, lang: Lang) -> Vec<Group<'d>> {
    let level = level(diagnostic.severity, lang);
    let title = level.clone().primary_title(diagnostic.message.get(lang)).id(diagnostic.code.as_str());
    let mut drawing = Drawing { done: Vec::new(), group: Group::with_title(title), level };
    let label = diagnostic.label.as_ref().map(|label| label.get(lang));
    drawing.add(&diagnostic.place, label, AnnotationKind::Primary, sources);
    for Label { place, message } in &diagnostic.related {
        drawing.add(place, Some(message.get(lang)), AnnotationKind::Context, sources);
    }
    drawing.finish()
}

/// The places of one diagnostic, as they are put together.
struct Drawing<'d> {
    done: Vec<Group<'d>>,
    group: Group<'d>,
    level: Level<'d>,
}

impl<'d> Drawing<'d> {
    /// Adds one place: where it is, and its line where there is one.
    fn add<'a: 'd>(
        &mut self,
        place: &'d Place,
        label: Option<&'d str>,
        kind: AnnotationKind,
        sources: &mut Sources<'_, 'a>,
    ) {
        let (Position { line, column }, _) = sources.positions(place);
        let origin = Origin::path(one_line(&place.path)).line(line).char_column(column);
        let Some(source) = sources.get(&place.path).filter(|source| !source.text().is_empty()) else {
            self.push(origin);
            if let Some(label) = label {
                self.push(Level::NOTE.no_name().message(normalize_untrusted_str(label)));
            }
            return;
        };
        let start = source.boundary(place.span.range().start);
        let window = window(source, start);
        let start = start.clamp(window.start, window.end);
        let end = source.boundary(place.span.range().end).clamp(start, window.end);
        let marked = start - window.start..end - window.start;
        let cut = window.start > source.line_at(start).start;
        let snippet =
            Snippet::source(&source.text()[window]).line_start(line).annotation(kind.span(marked).label(label));
        if cut {
            // The column cannot be counted in what is left of the line, so it is told apart from it.
            self.push(origin);
            self.done.push(std::mem::replace(&mut self.group, Group::with_level(self.level.clone())));
            self.push(snippet);
        } else {
            self.push(snippet.path(one_line(&place.path)));
        }
    }

    fn push(&mut self, element: impl Into<Element<'d>>) {
        let group = std::mem::replace(&mut self.group, Group::with_level(self.level.clone()));
        self.group = group.element(element);
    }

    fn finish(mut self) -> Vec<Group<'d>> {
        self.done.push(self.group);
        self.done
    }
}

/// The bytes of the line at `start`; of a long one, those about `start`.
fn window(source: &Source<'_>, start: usize) -> Range<usize> {
    let line = source.line_at(start);
    let from = source.boundary(start.saturating_sub(WINDOW)).clamp(line.start, line.end);
    let to = source.boundary(start + WINDOW).clamp(from, line.end);
    from..to
}

/// What to do, with the correction as a diff where it can be shown.
fn remedy<'d, 'a: 'd>(diagnostic: &'d Diagnostic, sources: &mut Sources<'_, 'a>, lang: Lang) -> Option<Group<'d>> {
    let diff = diagnostic.fix.as_ref().and_then(|fix| diff(&diagnostic.place.path, fix, sources));
    let text = match (&diagnostic.help, &diff) {
        (Some(help), _) => normalize_untrusted_str(help.get(lang)),
        (None, Some(_)) => word(lang, "sửa thành", "write instead").to_owned(),
        (None, None) => return None,
    };
    let title = Level::HELP.with_name(word(lang, "gợi ý", "help")).secondary_title(text);
    let group = Group::with_title(title);
    Some(match diff {
        Some(diff) => group.element(diff),
        None => group,
    })
}

/// A correction with the lines that it changes; `None` where those are too many or too long to be shown.
fn diff<'d, 'a: 'd>(path: &'d str, fix: &'d Fix, sources: &mut Sources<'_, 'a>) -> Option<Snippet<'d, Patch<'d>>> {
    let source = sources.get(path)?;
    let span = fix.span.range();
    source.text().get(span.clone())?;
    let (first, last) = (source.position(span.start).line, source.position(span.end).line);
    let lines = source.line(first)?.start..source.line(last)?.end;
    if last - first > DIFF_LINES || lines.len() > WINDOW || span.start < lines.start || span.end > lines.end {
        return None;
    }
    let correction = Patch::new(span.start - lines.start..span.end - lines.start, &*fix.text);
    Some(Snippet::source(&source.text()[lines]).path(path).line_start(first).patch(correction))
}

fn level<'a>(severity: Severity, lang: Lang) -> Level<'a> {
    match severity {
        Severity::Error => Level::ERROR.with_name(word(lang, "lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(word(lang, "cảnh báo", "warning")),
        Severity::Info => Level::INFO.with_name(word(lang, "thông tin", "info")),
    }
}

fn word(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

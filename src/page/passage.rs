//! Passages: the Markdown of records in one language, as HTML.
//!
//! A record's place in its file goes in; HTML comes out, of the translation where there is one, else of the original
//! beside the language it is in. The invariant: anchors of several texts on one page do not meet, since each text but a
//! page's only one has a prefix of its own.

use super::model::part::{Html, Text};
use super::route::Route;
use super::view::View;
use crate::record::body::Sections;
use crate::record::translation::Translation;
use crate::register::index::QuestionIx;
use crate::text::span::Span;
use std::borrow::Cow;

/// A text as HTML, and the language it is in where that is not the page's.
pub type Passage = (Option<Html<'static>>, Option<Text<'static>>);

impl View<'_> {
    /// The Markdown body at `span` of the record `id`, which was read from `path`.
    pub fn body(&self, id: &str, path: &str, span: Span, route: Route) -> Passage {
        let translated = self.translation(id).map(|t| self.register.markdown(&t.path, t.body));
        let original = || self.register.markdown(path, span);
        self.passage(id, translated, original, route, "")
    }

    /// The text of a question.
    pub fn question_text(&self, ix: QuestionIx, route: Route) -> Passage {
        self.question_passage(ix, route, "y-kien-")
    }

    /// The text of a question, one of several on a page: `prefix` stands before its anchors.
    pub fn question_passage(&self, ix: QuestionIx, route: Route, prefix: &str) -> Passage {
        let question = &self.register.questions[ix.at()];
        let translated = self.translation(&question.id).map(|t| match t.text("text") {
            Some(text) => Cow::Borrowed(text),
            None => self.register.markdown(&t.path, t.sections.lead),
        });
        self.passage(&question.id, translated, || self.asked(ix), route, prefix)
    }

    /// The text of a question in the site's first language, as words in one line.
    pub fn question_prose(&self, ix: QuestionIx) -> Cow<'_, str> {
        self.prose(&self.register.questions[ix.at()].id, self.asked(ix))
    }

    /// The text of the answer at `position` of a question in the site's first language, as words in one line.
    pub fn answer_prose(&self, ix: QuestionIx, position: usize) -> Cow<'_, str> {
        self.prose(&self.register.questions[ix.at()].id, self.answered(ix, position))
    }

    /// The text of the answer at `position` of a question as words in one line, with its language where that is not the
    /// page's.
    pub fn answer_words(&self, ix: QuestionIx, position: usize) -> (Cow<'_, str>, Option<Text<'static>>) {
        let id = &self.register.questions[ix.at()].id;
        match self.answer_translated(ix, position).filter(|text| !text.trim().is_empty()) {
            Some(text) => (self.prose(id, text), None),
            None => (self.answer_prose(ix, position), self.foreign()),
        }
    }

    /// The Markdown of a question, in the language it was written in.
    fn asked(&self, ix: QuestionIx) -> Cow<'_, str> {
        let question = &self.register.questions[ix.at()];
        match &question.facts.text {
            Some(text) => Cow::Borrowed(text.as_str()),
            None => self.register.markdown(&question.path, question.sections.lead),
        }
    }

    /// The Markdown of an answer, in the language it was written in.
    fn answered(&self, ix: QuestionIx, position: usize) -> Cow<'_, str> {
        let question = &self.register.questions[ix.at()];
        match (&question.facts.answers[position].text, answer_span(&question.sections, position)) {
            (Some(text), _) => Cow::Borrowed(text.as_str()),
            (None, Some(span)) => self.register.markdown(&question.path, span),
            (None, None) => Cow::Borrowed(""),
        }
    }

    /// The text of the answer at `position` of a question.
    pub fn answer_text(&self, ix: QuestionIx, position: usize, route: Route) -> Passage {
        self.answer_passage(ix, position, route, &format!("tra-loi-{}-", position + 1))
    }

    /// The text of an answer, one of several on a page: `prefix` stands before its anchors.
    pub fn answer_passage(&self, ix: QuestionIx, position: usize, route: Route, prefix: &str) -> Passage {
        let translated = self.answer_translated(ix, position);
        let original = || self.answered(ix, position);
        self.passage(&self.register.questions[ix.at()].id, translated, original, route, prefix)
    }

    /// The Markdown of an answer in the page's language, where it was translated.
    fn answer_translated(&self, ix: QuestionIx, position: usize) -> Option<Cow<'_, str>> {
        let translation = self.translation(&self.register.questions[ix.at()].id)?;
        match translation.text(&format!("answers.{position}.text")) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => Some(self.register.markdown(&translation.path, answer_span(&translation.sections, position)?)),
        }
    }

    /// The language of what was not translated, where that is not the page's.
    fn foreign(&self) -> Option<Text<'static>> {
        let first = self.register.settings.languages[0];
        (self.lang != first).then(|| Cow::Borrowed(first.as_str()))
    }

    fn translation(&self, id: &str) -> Option<&Translation> {
        let first = self.register.settings.languages[0];
        if self.lang == first { None } else { self.register.translation(id, self.lang.as_str()) }
    }

    fn passage<'t>(
        &self,
        id: &str,
        translated: Option<Cow<'t, str>>,
        original: impl FnOnce() -> Cow<'t, str>,
        route: Route,
        prefix: &str,
    ) -> Passage {
        if let Some(html) = translated.and_then(|text| self.markdown_below(id, &text, route, prefix)) {
            return (Some(html), None);
        }
        let html = self.markdown_below(id, &original(), route, prefix);
        let lang = self.foreign().filter(|_| html.is_some());
        (html, lang)
    }
}

/// Where the answer at `position` stands among the parts of a question's Markdown.
fn answer_span(sections: &Sections, position: usize) -> Option<Span> {
    sections.sections.iter().filter(|s| s.is_answer).nth(position).map(|s| s.text)
}

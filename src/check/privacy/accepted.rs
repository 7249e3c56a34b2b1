//! Warnings that a question accepts: `privacy_ok = [{ code, text, reason }]`.
//!
//! Findings go in; whether one is accepted comes out, and at the end a word on every entry that accepted nothing. The
//! invariant: an entry accepts warnings of its code whose text, as a reader sees it, is the entry's; never an error.

use super::look::Finding;
use super::seen::{Seen, words_of};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use crate::text::span::Span;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// One entry.
#[derive(Debug)]
struct Entry {
    code: Option<Code>,
    text: String,
    span: Span,
    /// Set from several threads; read when all are done.
    used: AtomicBool,
}

/// The entries of all questions.
#[derive(Debug, Default)]
pub(super) struct Accepted(BTreeMap<usize, Vec<Entry>>);

impl Accepted {
    /// The entries as they were written.
    pub(super) fn of(register: &Register<'_>) -> Self {
        let mut all = BTreeMap::new();
        for (at, question) in register.questions.iter().enumerate() {
            let entries = question.facts.privacy_ok.iter().map(|ok| Entry {
                code: ok.value.code.get().and_then(|code| Code::parse(&code.0)),
                text: ok.value.text.get().map(|text| squeezed(&words_of(&text.0))).unwrap_or_default(),
                span: ok.span,
                used: AtomicBool::new(false),
            });
            let entries: Vec<Entry> = entries.collect();
            if !entries.is_empty() {
                all.insert(at, entries);
            }
        }
        Self(all)
    }

    /// Whether the record accepts a warning of a text.
    pub(super) fn takes(&self, owner: Option<RecordIx>, finding: &Finding, seen: &Seen<'_>) -> bool {
        // With the cue before it, since that is what an editor copies.
        let near = finding.range.start.saturating_sub(60);
        let near = (near..=finding.range.start).find(|i| seen.text.is_char_boundary(*i)).unwrap_or(finding.range.start);
        let before = squeezed(&seen.text[near..finding.range.start]);
        let text = squeezed(&seen.text[finding.range.clone()]);
        self.takes_text(owner, finding.code, &text, &before)
    }

    /// Whether the record accepts a warning of an address.
    pub(super) fn takes_datum(&self, owner: Option<RecordIx>, finding: &Finding) -> bool {
        self.takes_text(owner, finding.code, &finding.datum, "")
    }

    fn takes_text(&self, owner: Option<RecordIx>, code: Code, text: &str, before: &str) -> bool {
        let Some(RecordIx::Question(ix)) = owner else { return false };
        let Some(entries) = self.0.get(&ix.at()) else { return false };
        let mut taken = false;
        for entry in entries.iter().filter(|entry| entry.code == Some(code) && !entry.text.is_empty()) {
            let same = entry.text == text
                || entry.text.strip_suffix(text).is_some_and(|cue| before.ends_with(cue.trim_end()))
                || (code == Code::P09 && entry.text.contains(text));
            entry.used.fetch_or(same, Ordering::Relaxed);
            taken |= same;
        }
        taken
    }

    /// Says of every entry that accepted nothing why.
    pub(super) fn unused(self, register: &Register<'_>, found: &mut Vec<Diagnostic>) {
        for (at, entries) in self.0 {
            let question = &register.questions[at];
            let public = register.is_public(RecordIx::Question(crate::register::index::QuestionIx(at as u32)));
            for entry in entries.into_iter().filter(|entry| !entry.used.load(Ordering::Relaxed) && public) {
                let (code, message) = match entry.code {
                    Some(code) if matches!(code, Code::P03 | Code::P05 | Code::P06 | Code::P09 | Code::P10) => {
                        let name = code.as_str();
                        (
                            code,
                            say!(
                                "`privacy_ok` này không bỏ qua cảnh báo {name} nào",
                                "this `privacy_ok` accepts no warning {name}"
                            ),
                        )
                    }
                    Some(code) => {
                        let name = code.as_str();
                        (
                            code,
                            say!(
                                "`privacy_ok` không bỏ qua được {name}: chỉ bỏ qua được cảnh báo",
                                "`privacy_ok` cannot accept {name}: it accepts warnings only"
                            ),
                        )
                    }
                    None => (
                        Code::S04,
                        say!(
                            "`code` của `privacy_ok` không phải là mã nào; dùng được: `P03`, `P05`, `P06`, `P09`",
                            "the `code` of `privacy_ok` is none; those that can be accepted: `P03`, `P05`, `P06`, `P09`"
                        ),
                    ),
                };
                let severity = if entry.code.is_some() { Severity::Info } else { Severity::Error };
                found.push(Diagnostic::new(code, &question.path, entry.span, message).severity(severity));
            }
        }
    }
}

/// With single spaces and none at the ends.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! S06: a required key that is missing, or two that exclude each other.
//!
//! Required keys and empty texts are found by the reader; here is what depends on other keys or other records.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::commitment::Evidence;
use crate::record::question::{Referral, Visibility};
use crate::register::{Question, Register, Round};
use crate::say;
use crate::text::span::{At, Span};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S06,
    title: Prose {
        vi: "thiếu khoá bắt buộc hoặc hai khoá loại trừ nhau",
        en: "required key missing, or two that exclude each other",
    },
    prose: Prose {
        vi: "Thiếu một khoá bắt buộc thì trang không nói được điều người đọc cần biết: ai, ngày nào, việc gì. Hai khoá loại trừ nhau \
             thì nói hai điều trái ngược.\n\n\
             Cách sửa: thêm khoá mà thông báo nêu tên, hoặc giữ lại một trong hai khoá.\n\n\
             Ví dụ: trong `[[referrals]]` viết `to` (đơn vị trong trường) hoặc `to_body` (cơ quan ngoài), không viết cả hai.",
        en: "Without a required key a page cannot say what its reader needs: who, when, what. Two keys that exclude each other say two \
             things at once.\n\n\
             To put it right: add the key that the message names, or keep one of the two.\n\n\
             Example: in `[[referrals]]` write `to` (a unit of the school) or `to_body` (a body outside), never both.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    site(register, found);
    for round in &register.rounds {
        steps(register, round, found);
    }
    for procedure in &register.procedures {
        let answers = procedure.facts.step.iter().filter_map(|s| s.answers.as_ref());
        two_answer_steps(&procedure.path, None, answers, found);
    }
    for question in &register.questions {
        for referral in &question.facts.referrals {
            addressee(&question.path, referral, found);
        }
        texts(register, question, found);
    }
    for commitment in &register.commitments {
        let updates = commitment.facts.updates.iter().flat_map(|u| &u.evidence);
        let verifications = commitment.facts.verifications.iter().flat_map(|v| &v.evidence);
        for shown in updates.chain(verifications) {
            evidence(&commitment.path, shown, found);
        }
    }
}

const SITE: &str = "content/site.toml";

fn site(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let sources = register.sources;
    if sources.file(SITE).is_none() && sources.fault(SITE).is_none() {
        let message = say!("dự án không có `content/site.toml`", "the project has no `content/site.toml`");
        found.push(Diagnostic::new(Code::S06, SITE, Span::at(0), message).help(say!(
            "tạo tệp này với `title`, `base_url` và `[institution]`; `doithoai init` viết sẵn một tệp mẫu",
            "write it with `title`, `base_url` and `[institution]`; `doithoai init` makes one"
        )));
    }
    let Some(site) = &register.site else { return };
    for target in &site.facts.target {
        let main = target
            .base_url
            .get()
            .is_some_and(|u| u.0.trim_end_matches('/') == register.settings.base_url.trim_end_matches('/'));
        if let Some(built) = target.built.as_ref().filter(|b| main && !b.value) {
            let message = say!("trang chính không thể có `built = false`", "the main site cannot have `built = false`");
            found.push(Diagnostic::new(Code::S06, &site.path, built.span, message).help(say!(
                "bỏ dòng này: trang có địa chỉ `base_url` chính là trang mà chương trình dựng",
                "remove the line: the site at `base_url` is the one that this program builds"
            )));
        }
    }
}

/// A round's own steps: complete, unless its procedure has them, and one with `answers` at most.
fn steps(register: &Register<'_>, round: &Round, found: &mut Vec<Diagnostic>) {
    let named = round.facts.procedure.as_ref();
    let procedure = named.and_then(|p| register.procedure(p.as_str()));
    let inherits =
        |id: &str| procedure.is_some_and(|p| p.facts.step.iter().any(|s| s.id.get().is_some_and(|own| *own.0 == *id)));
    for step in &round.facts.step {
        let Some(id) = step.id.get() else { continue };
        if inherits(&id.0) || (named.is_some() && procedure.is_none()) {
            continue;
        }
        let missing = [("title", step.title.is_none()), ("when", step.when.is_none())];
        for (key, _) in missing.iter().filter(|(_, missing)| *missing && !round.flawed) {
            let id = &id.0;
            let message =
                say!("bước `{id}` thiếu khoá bắt buộc `{key}`", "the step `{id}` lacks the required key `{key}`");
            found.push(Diagnostic::new(Code::S06, &round.path, step.span, message).help(say!(
                "thêm một dòng `{key} = …`; chỉ bước có sẵn trong quy trình của đợt mới được bỏ bớt khoá",
                "add a line `{key} = …`; only a step of the round's procedure may leave keys out"
            )));
        }
    }
    let own =
        |id: &str| round.facts.step.iter().any(|s| s.answers.is_some() && s.id.get().is_some_and(|i| *i.0 == *id));
    let inherited = procedure.and_then(|p| {
        let mut all = p.facts.step.iter().filter(|s| s.answers.as_ref().is_some_and(|a| a.value));
        let first = all.find(|s| s.id.get().is_some_and(|i| !own(&i.0)))?;
        Some((&*p.path, first.answers.as_ref()?.span))
    });
    two_answer_steps(&round.path, inherited, round.facts.step.iter().filter_map(|s| s.answers.as_ref()), found);
}

fn two_answer_steps<'r>(
    path: &str,
    inherited: Option<(&str, Span)>,
    answers: impl Iterator<Item = &'r At<bool>>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first = inherited;
    for answers in answers.filter(|a| a.value) {
        if let Some((first_path, span)) = first {
            let message = say!("đã có một bước khác với `answers = true`", "another step has `answers = true` already");
            let other = say!("bước kia", "the other step");
            found.push(Diagnostic::new(Code::S06, path, answers.span, message).related(first_path, span, other).help(
                say!(
                    "chỉ giữ `answers = true` ở bước mà cuối bước đó mọi ý kiến phải được trả lời",
                    "keep `answers = true` on the one step at whose end all questions are to be answered"
                ),
            ));
        } else {
            first = Some((path, answers.span));
        }
    }
}

fn addressee(path: &str, referral: &Referral, found: &mut Vec<Diagnostic>) {
    let help = || {
        say!(
            "viết `to` cho đơn vị trong trường, hoặc `to_body` cho cơ quan ngoài trường",
            "write `to` for a unit of the school, or `to_body` for a body outside"
        )
    };
    match (&referral.to, &referral.to_body) {
        (Some(to), Some(body)) => {
            let place = if to.span > body.span { to.span } else { body.span };
            let message = say!("`to` và `to_body` loại trừ nhau", "`to` and `to_body` exclude each other");
            found.push(Diagnostic::new(Code::S06, path, place, message).help(help()));
        }
        (None, None) => {
            let message = say!("thiếu nơi nhận: `to` hoặc `to_body`", "the addressee is missing: `to` or `to_body`");
            found.push(Diagnostic::new(Code::S06, path, referral.span, message).help(help()));
        }
        _ => {}
    }
}

fn evidence(path: &str, shown: &At<Evidence>, found: &mut Vec<Diagnostic>) {
    let mut ways: Vec<(Span, &str)> = Vec::new();
    ways.extend(shown.file.as_ref().map(|f| (f.span, "file")));
    ways.extend(shown.url.as_ref().map(|u| (u.span, "url")));
    ways.extend(shown.document.as_ref().map(|d| (d.span, "document")));
    ways.sort();
    let help = say!("viết đúng một trong ba khoá `file`, `url`, `document`", "write one of `file`, `url`, `document`");
    if ways.is_empty() {
        let message = say!("minh chứng không dẫn đến đâu", "the evidence leads nowhere");
        found.push(Diagnostic::new(Code::S06, path, shown.span, message).help(help));
    } else if let [(_, first), (span, second), ..] = ways[..] {
        let message = say!("`{first}` và `{second}` loại trừ nhau", "`{first}` and `{second}` exclude each other");
        found.push(Diagnostic::new(Code::S06, path, span, message).help(help));
    }
}

/// The words of a question that is shown, and of its answers, must be there.
fn texts(register: &Register<'_>, question: &Question, found: &mut Vec<Diagnostic>) {
    let shown = matches!(question.links.visibility, Visibility::Public | Visibility::Redacted);
    if question.flawed || !shown {
        return;
    }
    if question.path.ends_with(".toml") {
        return toml_texts(question, found);
    }
    let blank = |span: Span| register.file(&question.path).text[span.range()].trim().is_empty();
    if blank(question.sections.lead) {
        let message = say!("ý kiến không có nội dung", "the question has no text");
        found.push(Diagnostic::new(Code::S06, &question.path, Span::at(0), message).help(say!(
            "viết nội dung ý kiến sau dòng `+++` thứ hai; chỉ ý kiến `withheld` hoặc `internal` được để trống",
            "write the question's text after the second line `+++`; only withheld and internal ones may be empty"
        )));
    }
    for (answer, section) in question.facts.answers.iter().zip(&question.sections.sections) {
        if answer.document.is_none() && blank(section.text) {
            found.push(no_answer_text(&question.path, section.heading));
        }
    }
}

fn toml_texts(question: &Question, found: &mut Vec<Diagnostic>) {
    let text = question.facts.text.as_ref();
    if text.is_none_or(|t| t.0.trim().is_empty()) {
        let place = text.map_or(question.span, |t| t.span);
        let message = say!("ý kiến không có nội dung: thiếu `text`", "the question has no text: `text` is missing");
        found.push(Diagnostic::new(Code::S06, &question.path, place, message).help(say!(
            "thêm `text = \"…\"`; chỉ ý kiến `withheld` hoặc `internal` được để trống",
            "add `text = \"…\"`; only withheld and internal questions may be empty"
        )));
    }
    for answer in question.facts.answers.iter().filter(|a| a.document.is_none()) {
        let text = answer.text.as_ref();
        if text.is_none_or(|t| t.0.trim().is_empty()) {
            found.push(no_answer_text(&question.path, text.map_or(answer.span, |t| t.span)));
        }
    }
}

fn no_answer_text(path: &str, place: Span) -> Diagnostic {
    Diagnostic::new(Code::S06, path, place, say!("câu trả lời không có nội dung", "the answer has no text")).help(say!(
        "viết nội dung trả lời, hoặc dẫn văn bản chứa nó bằng `document`",
        "write the answer's text, or name the document that holds it with `document`"
    ))
}

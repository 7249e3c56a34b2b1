//! How diagnostics are told after a check or a build, and the status that follows from them.
//!
//! The forms that programs read go to standard output, the one for people to standard error, followed by one line that
//! counts. Information is told on request, and always in JSON.

use super::Status;
use super::arguments::{Deny, Reporting};
use super::console::Console;
use super::pipeline::Done;
use crate::build::has_errors;
use crate::diagnostic::render::{Format, render};
use crate::diagnostic::{Diagnostic, Lang, Message, Severity};
use crate::say;

/// The status of a list that was told of a register with `diagnostics`; says so where it may lack something.
pub(super) fn list(diagnostics: &[Diagnostic], console: &mut Console<'_>) -> Status {
    if !has_errors(diagnostics) {
        return Status::Clean;
    }
    console.note(&say!(
        "nội dung có lỗi, danh sách có thể thiếu: xem `doithoai check`",
        "the content has errors, so the list may lack something: see `doithoai check`"
    ));
    Status::Faulty
}

/// Tells what was found and how much of it; the status that they make.
pub(super) fn report(reporting: &Reporting, done: &Done, console: &mut Console<'_>) -> Status {
    let count = |severity| done.diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let texts = |path: &str| done.sources.text(path);
    let rendered = render(&done.diagnostics, &texts, reporting.format, console.lang, console.color);
    match reporting.format {
        Format::Human => console.messages(&rendered),
        Format::Short | Format::Json | Format::Github | Format::Gitlab => console.results(&rendered),
    }
    console.note(&summary(errors, warnings, reporting.verbose.then_some(infos), done.files));
    if errors == 0 && warnings > 0 && denies_warnings(reporting) {
        console.note(&say!(
            "cảnh báo được coi là lỗi vì có `--deny warnings`",
            "warnings are errors because of `--deny warnings`"
        ));
    }
    if errors > 0 || warnings > 0 && denies_warnings(reporting) { Status::Faulty } else { Status::Clean }
}

/// What is worth telling: notes only where they were asked for.
pub(super) fn least(reporting: &Reporting) -> Severity {
    if reporting.verbose || reporting.format == Format::Json { Severity::Info } else { Severity::Warning }
}

/// Whether a warning forbids publishing.
pub(super) fn denies_warnings(reporting: &Reporting) -> bool {
    reporting.deny == Some(Deny::Warnings)
}

fn summary(errors: usize, warnings: usize, infos: Option<usize>, files: usize) -> Message {
    let infos = infos.unwrap_or(0);
    let (e, w, s) = (plural(errors), plural(warnings), plural(files));
    let counted = [
        (errors, say!("{errors} lỗi", "{errors} error{e}")),
        (warnings, say!("{warnings} cảnh báo", "{warnings} warning{w}")),
        (infos, say!("{infos} thông tin", "{infos} informational")),
    ];
    let parts = |lang| -> Vec<&str> {
        counted.iter().filter(|(count, _)| *count > 0).map(|(_, words)| words.get(lang)).collect()
    };
    if errors + warnings + infos == 0 {
        return say!("không có lỗi nào trong {files} tệp", "no errors in {files} file{s}");
    }
    let (vi, en) = (parts(Lang::Vi).join(", "), parts(Lang::En).join(", "));
    say!("{vi} trong {files} tệp", "{en} in {files} file{s}")
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_only_what_there_is() {
        let said = |message: Message| (message.get(Lang::Vi).to_owned(), message.get(Lang::En).to_owned());
        let pair = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
        let both = summary(2, 1, None, 48);
        assert_eq!(said(both), pair("2 lỗi, 1 cảnh báo trong 48 tệp", "2 errors, 1 warning in 48 files"));
        assert_eq!(said(summary(0, 0, None, 1)), pair("không có lỗi nào trong 1 tệp", "no errors in 1 file"));
        let infos = summary(1, 0, Some(3), 2);
        assert_eq!(said(infos), pair("1 lỗi, 3 thông tin trong 2 tệp", "1 error, 3 informational in 2 files"));
    }
}

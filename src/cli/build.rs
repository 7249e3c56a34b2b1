//! `doithoai build`: checks, then writes the site.
//!
//! An error leaves the last good site as it was; warnings do too when they are denied.

use super::arguments::BuildArguments;
use super::console::Console;
use super::pipeline::{self, Done, Published, Request};
use super::sites::Asked;
use super::{Status, reporting};
use crate::diagnostic::Message;
use crate::host::archive::Archived;
use crate::host::clock;
use crate::host::publish::{Report, Why};
use crate::host::verify::DifferenceKind;
use crate::say;
use camino::Utf8Path;

pub(super) fn run(arguments: &BuildArguments, console: &mut Console<'_>) -> Status {
    let out = arguments.out.clone().unwrap_or_else(|| arguments.root.join(pipeline::PUBLIC));
    let request = Request {
        root: &arguments.root,
        as_of: arguments.as_of,
        jobs: arguments.jobs,
        deny_warnings: reporting::denies_warnings(&arguments.reporting),
        least: reporting::least(&arguments.reporting),
        out: &out,
        publish: true,
        verify: arguments.verify,
        precompress: arguments.precompress,
        lasting: false,
        archive: arguments.archive.as_deref(),
        sites: match &arguments.target {
            _ if arguments.all_targets => Asked::All,
            Some(id) => Asked::One(id),
            None => Asked::Main,
        },
    };
    match pipeline::run(&request, console) {
        Ok(done) => {
            let status = reporting::report(&arguments.reporting, &done, console);
            tell(arguments, &out, &done, console);
            let same = done.published.iter().all(|site| site.differing.is_empty());
            if same { status } else { Status::Failed }
        }
        Err(fault) => {
            console.fault(&fault);
            Status::Failed
        }
    }
}

/// What was written, and how long it took.
fn tell(arguments: &BuildArguments, out: &Utf8Path, done: &Done, console: &mut Console<'_>) {
    for site in done.published.iter().filter(|_| arguments.why) {
        tell_why(&site.report, console);
    }
    if arguments.timings {
        for (stage, time) in &done.timings {
            let line = format!("{:>8.3} s  {}", time.as_secs_f64(), stage.get(console.lang));
            console.message(&line);
        }
        if let Some(bytes) = clock::peak_memory() {
            console.message(&format!("peak-memory-bytes {bytes}"));
        }
    }
    for difference in done.published.iter().flat_map(|site| &site.differing) {
        let path = &difference.path;
        let line = match difference.kind {
            DifferenceKind::Missing => say!("thiếu: {path}", "missing: {path}"),
            DifferenceKind::Differs => say!("khác nhau: {path}", "differs: {path}"),
            DifferenceKind::Extra => say!("thừa: {path}", "extra: {path}"),
        };
        console.message(line.get(console.lang));
    }
    for site in &done.published {
        if !site.differing.is_empty() {
            let out = &site.out;
            console.note(&say!(
                "`{out}` không đúng là trang mà nguồn cho: hãy xoá thư mục đó rồi dựng lại",
                "`{out}` is not the site that its sources give: remove that folder and build again"
            ));
        }
        console.note(&outcome(site));
        if let Some(Archived { path, files, bytes }) = &site.archived {
            console.note(&say!("`{path}`: {files} tệp, {bytes} byte", "`{path}`: {files} files, {bytes} bytes"));
        }
    }
    if done.published.is_empty() {
        console.note(&say!("không ghi gì; `{out}` giữ nguyên như cũ", "nothing was written; `{out}` is as it was"));
    }
}

/// Why each file was written, one a line.
fn tell_why(report: &Report, console: &mut Console<'_>) {
    for (path, why) in report.why() {
        let line = match why {
            Why::New => say!("{path}: mới", "{path}: new"),
            Why::Changed => say!("{path}: nội dung thay đổi", "{path}: its bytes changed"),
            Why::Missing => say!("{path}: bị mất trong thư mục trang", "{path}: missing in the output"),
            Why::Altered => say!("{path}: bị sửa trong thư mục trang", "{path}: altered in the output"),
        };
        console.message(line.get(console.lang));
    }
}

fn outcome(site: &Published) -> Message {
    let Published { out, report, .. } = site;
    let (written, unchanged, removed) = (report.written, report.unchanged, report.removed);
    say!(
        "`{out}`: ghi {written} tệp, giữ nguyên {unchanged}, xoá {removed}",
        "`{out}`: {written} files written, {unchanged} unchanged, {removed} removed"
    )
}

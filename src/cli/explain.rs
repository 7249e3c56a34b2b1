//! `doithoai explain`: the prose of one code, or all codes with their titles.

use super::Status;
use super::arguments::ExplainArguments;
use super::console::Console;
use crate::check::rule;
use crate::diagnostic::{Code, Lang, Severity};
use crate::host::fault::Fault;
use crate::say;
use crate::text::vietnamese::nearest;

pub(super) fn run(arguments: &ExplainArguments, console: &mut Console<'_>) -> Status {
    let Some(asked) = &arguments.code else {
        let known = Code::ALL.iter().filter(|code| rule(**code).is_some());
        let all: String = known.map(|&code| headline(code, console.lang) + "\n").collect();
        console.results(&all);
        return Status::Clean;
    };
    let Some(code) = Code::parse(asked) else {
        console.fault(&unknown(asked));
        return Status::Failed;
    };
    let prose = rule(code).map(|rule| rule.prose.get(console.lang));
    let not_yet = say!("chưa có quy tắc nào cho mã này", "there is no rule for this code yet");
    let prose = prose.unwrap_or_else(|| not_yet.get(console.lang));
    let text = format!("{}\n\n{}", headline(code, console.lang), prose.trim());
    console.result(&text);
    Status::Clean
}

/// `R01  lỗi  tên không dẫn đến hồ sơ nào`.
fn headline(code: Code, lang: Lang) -> String {
    let severity = match (code.severity(), lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::Vi) => "thông tin",
        (Severity::Info, Lang::En) => "info",
    };
    let title = rule(code).map_or("", |rule| rule.title.get(lang));
    format!("{}  {severity:9}  {title}", code.as_str()).trim_end().to_owned()
}

fn unknown(asked: &str) -> Fault {
    let fault = Fault::new(say!("không có mã `{asked}`", "there is no code `{asked}`"));
    let wanted = asked.trim().to_ascii_uppercase();
    let near = nearest(&wanted, Code::ALL.iter().map(|code| code.as_str()))
        .or_else(|| Code::ALL.iter().map(|code| code.as_str()).find(|code| wanted.starts_with(&code[..1])));
    fault.help(match near {
        Some(code) => say!(
            "gần nhất: `{code}`; `doithoai explain` liệt kê mọi mã",
            "nearest: `{code}`; `doithoai explain` lists them all"
        ),
        None => say!("`doithoai explain` liệt kê mọi mã", "`doithoai explain` lists them all"),
    })
}

//! What was wrong with the arguments, in both languages.
//!
//! In goes clap's error, out comes a [`Fault`]: clap says what it met, the words are ours.

use crate::diagnostic::Message;
use crate::host::fault::Fault;
use crate::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong, and what to do; `command` is the one that was meant, if any was understood.
pub(super) fn explain(error: &clap::Error, command: Option<&str>) -> Fault {
    let told = |kind| text(error, kind);
    let argument = || told(ContextKind::InvalidArg).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => unknown(&argument()),
        ErrorKind::InvalidSubcommand => {
            let name = told(ContextKind::InvalidSubcommand).unwrap_or_default();
            say!("không có lệnh `{name}`", "there is no command `{name}`")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error, &argument()),
        ErrorKind::MissingRequiredArgument => {
            let missing = argument();
            say!("thiếu {missing}", "{missing} is missing")
        }
        ErrorKind::MissingSubcommand => say!("thiếu tên lệnh", "the name of a command is missing"),
        ErrorKind::ArgumentConflict => conflict(&argument(), told(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            let argument = argument();
            say!("`{argument}` không nhận giá trị này", "`{argument}` does not take this value")
        }
        ErrorKind::InvalidUtf8 => say!("đối số không phải là UTF-8", "an argument is not UTF-8"),
        _ => {
            let words = error.to_string();
            let line = words.lines().next().unwrap_or_default().trim_start_matches("error: ");
            say!("đối số không đúng: {line}", "wrong arguments: {line}")
        }
    };
    Fault::new(message).help(advice(error, command))
}

fn unknown(argument: &str) -> Message {
    if argument.starts_with('-') {
        say!("không có tuỳ chọn `{argument}` ở đây", "there is no option `{argument}` here")
    } else {
        say!("thừa đối số `{argument}`", "unexpected argument `{argument}`")
    }
}

fn value(error: &clap::Error, argument: &str) -> Message {
    match text(error, ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
        Some(value) => {
            say!("`{argument}` không nhận giá trị `{value}`", "`{argument}` does not take the value `{value}`")
        }
        None => say!("`{argument}` cần một giá trị", "`{argument}` needs a value"),
    }
}

fn conflict(argument: &str, prior: Option<String>) -> Message {
    match prior.filter(|prior| prior != argument) {
        Some(prior) => {
            say!("`{argument}` và `{prior}` không dùng cùng lúc được", "`{argument}` and `{prior}` exclude each other")
        }
        None => say!("`{argument}` được viết hai lần", "`{argument}` is written twice"),
    }
}

/// The nearest that there is, the values that there are, the form that is wanted, or where to read on.
fn advice(error: &clap::Error, command: Option<&str>) -> Message {
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    // Of several the last is the nearest.
    let nearest = |kind| match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.last().cloned(),
        _ => text(error, kind),
    };
    if let Some(nearest) = suggested.into_iter().find_map(nearest) {
        return say!("gần nhất: `{nearest}`", "nearest: `{nearest}`");
    }
    if let Some(values) = text(error, ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        return say!("các giá trị: {values}", "the values: {values}");
    }
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    match argument.split(' ').next().unwrap_or_default() {
        "--as-of" => say!(
            "ngày viết năm-tháng-ngày, ví dụ `2024-06-30`",
            "a date is written year-month-day, for example `2024-06-30`"
        ),
        "--jobs" => say!("một số nguyên từ 1", "a whole number from 1"),
        "--port" => say!("một số từ 0 đến 65535", "a number from 0 to 65535"),
        "--host" => say!("một địa chỉ IP, ví dụ `127.0.0.1`", "an IP address, for example `127.0.0.1`"),
        _ => match command {
            Some(command) => say!("xem `doithoai {command} --help`", "see `doithoai {command} --help`"),
            None => say!("xem `doithoai --help`", "see `doithoai --help`"),
        },
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::None => None,
        ContextValue::Strings(all) => Some(all.join(", ")),
        other => Some(other.to_string()),
    }
}

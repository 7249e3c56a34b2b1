//! The two streams: results on one, messages on the other.
//!
//! A reader that closes its end (`| head`) is no fault: what it does not want is not written, and the command ends as it
//! would have. Any other failure to write makes the command end with [`Status::Failed`].

use super::{Environment, Status};
use crate::diagnostic::{Lang, Message};
use crate::host::fault::Fault;
use crate::say;
use std::io::{ErrorKind, Write};

/// Where a command tells.
pub(super) struct Console<'w> {
    out: Stream<'w>,
    err: Stream<'w>,
    /// The language of what is told.
    pub(super) lang: Lang,
    /// Whether messages may have colours.
    pub(super) color: bool,
    /// Whether summaries and progress are left out.
    pub(super) quiet: bool,
    terminal: bool,
}

struct Stream<'w> {
    to: &'w mut dyn Write,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Open,
    /// The reader went away.
    Closed,
    /// It cannot be written; the operating system's words.
    Broken(String),
}

impl Stream<'_> {
    fn write(&mut self, text: &str) {
        if self.state != State::Open {
            return;
        }
        if let Err(error) = self.to.write_all(text.as_bytes()).and_then(|()| self.to.flush()) {
            self.state = match error.kind() {
                ErrorKind::BrokenPipe => State::Closed,
                _ => State::Broken(error.to_string()),
            };
        }
    }
}

impl<'w> Console<'w> {
    pub(super) fn new(out: &'w mut dyn Write, err: &'w mut dyn Write, lang: Lang, environment: &Environment) -> Self {
        Self {
            out: Stream { to: out, state: State::Open },
            err: Stream { to: err, state: State::Open },
            lang,
            color: environment.terminal && !environment.no_color,
            quiet: false,
            terminal: environment.terminal,
        }
    }

    /// A result, on a line of its own.
    pub(super) fn result(&mut self, text: &str) {
        self.out.write(&format!("{text}\n"));
    }

    /// Results that end their own lines.
    pub(super) fn results(&mut self, text: &str) {
        self.out.write(text);
    }

    /// A message, on a line of its own.
    pub(super) fn message(&mut self, text: &str) {
        self.err.write(&format!("{text}\n"));
    }

    /// Messages that end their own lines.
    pub(super) fn messages(&mut self, text: &str) {
        self.err.write(text);
    }

    /// What was done, unless nobody wants to know.
    pub(super) fn note(&mut self, message: &Message) {
        if !self.quiet {
            self.message(message.get(self.lang));
        }
    }

    /// What is being done, on a terminal only.
    pub(super) fn progress(&mut self, message: &Message) {
        if self.terminal {
            self.note(message);
        }
    }

    /// Makes room for what comes, on a terminal only.
    pub(super) fn clear(&mut self) {
        if self.terminal {
            self.err.write("\u{1b}[2J\u{1b}[3J\u{1b}[H");
        }
    }

    /// Why the program could not do its work.
    pub(super) fn fault(&mut self, fault: &Fault) {
        let word = say!("lỗi", "error");
        self.message(&format!("{}: {}", word.get(self.lang), fault.message.get(self.lang)));
        if let Some(help) = &fault.help {
            let word = say!("gợi ý", "help");
            self.message(&format!("{}: {}", word.get(self.lang), help.get(self.lang)));
        }
    }

    /// The status that the command ends with: its own, unless something could not be written.
    pub(super) fn finish(mut self, status: Status) -> Status {
        if let State::Broken(words) = &self.out.state {
            let message = say!("không ghi được ra đầu ra chuẩn: {words}", "cannot write to standard output: {words}");
            self.fault(&Fault::new(message));
            return Status::Failed;
        }
        if matches!(self.err.state, State::Broken(_)) { Status::Failed } else { status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, Result};

    struct Fails(ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            Err(Error::from(self.0))
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    fn tell(kind: ErrorKind) -> (Status, String) {
        let (mut out, mut err) = (Fails(kind), Vec::new());
        let mut console = Console::new(&mut out, &mut err, Lang::En, &Environment::default());
        console.result("one");
        console.result("two");
        let status = console.finish(Status::Clean);
        (status, String::from_utf8(err).expect("messages are text"))
    }

    #[test]
    fn a_reader_that_goes_away_is_no_fault() {
        assert_eq!(tell(ErrorKind::BrokenPipe), (Status::Clean, String::new()));
    }

    #[test]
    fn a_full_disk_is_a_fault() {
        let (status, told) = tell(ErrorKind::StorageFull);
        assert_eq!(status, Status::Failed);
        assert!(told.starts_with("error: cannot write to standard output: "), "{told}");
    }
}

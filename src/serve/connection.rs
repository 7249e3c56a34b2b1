//! Connections: which are open, and which must go when there are too many.
//!
//! Sockets go in, [`Ticket`]s come out; a ticket that is dropped leaves. The invariant: no more than [`MOST`] are open.
//! Who comes last is let in, and who has waited longest without having asked for anything is shown out: five hundred
//! silent connections keep nobody from the site.
#![allow(clippy::disallowed_methods, reason = "connections have an age")]

use std::io::Error;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The most connections at once.
pub(super) const MOST: usize = 128;
/// The most of them that may wait for news: each is an open page.
const LISTENERS: usize = 48;
/// How long an answer may take before its connection may be shown out.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doing {
    /// It has not asked yet.
    Asking,
    /// It waits for news.
    Listening,
    /// It is being answered.
    Answered,
}

/// The connections that are open.
#[derive(Clone, Default)]
pub(super) struct Connections(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    open: Vec<Open>,
    next: u64,
}

struct Open {
    id: u64,
    stream: TcpStream,
    doing: Doing,
    since: Instant,
}

impl Open {
    /// Ends what its thread is waiting for.
    fn close(&self) {
        // It may be gone already.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// A connection's place among them.
pub(super) struct Ticket {
    all: Connections,
    id: u64,
}

impl Connections {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets `stream` in; nothing where all the others are busy.
    pub(super) fn admit(&self, stream: &TcpStream) -> Result<Option<Ticket>, Error> {
        let stream = stream.try_clone()?;
        let mut state = self.state();
        if state.open.len() >= MOST && !state.show_out(|open| open.doing != Doing::Answered) {
            let overdue = |open: &Open| open.since.elapsed() > PATIENCE;
            if !state.show_out(overdue) {
                return Ok(None);
            }
        }
        let id = state.next;
        state.next += 1;
        state.open.push(Open { id, stream, doing: Doing::Asking, since: Instant::now() });
        Ok(Some(Ticket { all: self.clone(), id }))
    }

    /// Closes every connection.
    pub(super) fn close(&self) {
        self.state().open.iter().for_each(Open::close);
    }
}

impl State {
    /// Shows out the one among those that `may` go which has asked for least, and of these the oldest.
    fn show_out(&mut self, may: impl Fn(&Open) -> bool) -> bool {
        let those = self.open.iter().enumerate().filter(|(_, open)| may(open));
        let Some((at, _)) = those.min_by_key(|(_, open)| (open.doing, open.since)) else { return false };
        self.open.swap_remove(at).close();
        true
    }
}

impl Ticket {
    /// Whether it has not been shown out.
    pub(super) fn is_open(&self) -> bool {
        self.all.state().open.iter().any(|open| open.id == self.id)
    }

    /// Notes what the connection is doing now.
    pub(super) fn is(&self, doing: Doing) {
        let mut state = self.all.state();
        if let Some(open) = state.open.iter_mut().find(|open| open.id == self.id) {
            (open.doing, open.since) = (doing, Instant::now());
        }
        if state.open.iter().filter(|open| open.doing == Doing::Listening).count() > LISTENERS {
            state.show_out(|open| open.doing == Doing::Listening);
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.all.state().open.retain(|open| open.id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn the_last_to_come_is_let_in_and_the_longest_silent_goes() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        // Accepted one by one: few may wait for that.
        let connect = || {
            let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            (listener.accept().unwrap(), stream).1
        };
        let all = Connections::default();
        let streams: Vec<TcpStream> = (0..=MOST).map(|_| connect()).collect();
        let mut tickets: Vec<Ticket> = Vec::new();
        for stream in &streams[..MOST] {
            tickets.push(all.admit(stream).unwrap().unwrap());
        }
        tickets[0].is(Doing::Answered);
        tickets[1].is(Doing::Listening);
        let last = all.admit(&streams[MOST]).unwrap().unwrap();
        let ids: Vec<u64> = all.state().open.iter().map(|open| open.id).collect();
        assert_eq!(ids.len(), MOST);
        assert!(ids.contains(&tickets[0].id) && ids.contains(&tickets[1].id) && ids.contains(&last.id));
        assert!(!ids.contains(&tickets[2].id), "the oldest that has not asked");
        for ticket in &tickets {
            ticket.is(Doing::Answered);
        }
        last.is(Doing::Answered);
        assert!(all.admit(&connect()).unwrap().is_none(), "nobody is shown out who is being answered");
        drop(tickets);
        assert_eq!(all.state().open.len(), 1);
    }
}

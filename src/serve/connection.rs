//! Connections: which are open, and which must go when there are too many.
//!
//! Sockets go in, [`Ticket`]s come out; a ticket that is dropped leaves. The gate notes here from which address it passes
//! a request on, and the server finds here whose request it has. The invariants: no more than [`MOST`] are open. Who comes
//! last is let in, and who has waited longest without having asked for anything is shown out: five hundred silent
//! connections keep nobody from the site. Once they are closed, nobody is let in any more.
#![allow(clippy::disallowed_methods, reason = "connections have an age")]

use std::io::{Error, ErrorKind};
use std::net::{Shutdown, SocketAddr, TcpStream};
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
    closed: bool,
}

struct Open {
    id: u64,
    stream: Arc<TcpStream>,
    /// The connection on which its request was passed on, and the address that it comes from.
    passed: Option<(Arc<TcpStream>, SocketAddr)>,
    doing: Doing,
    since: Instant,
}

impl Open {
    /// Ends what its thread is waiting for.
    fn close(&self) {
        // It may be gone already.
        let _ = self.stream.shutdown(Shutdown::Both);
        if let Some((inner, _)) = &self.passed {
            let _ = inner.shutdown(Shutdown::Both);
        }
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

    /// Lets `stream` in; nothing where all the others are busy, or nobody is let in any more.
    pub(super) fn admit(&self, stream: &Arc<TcpStream>) -> Option<Ticket> {
        let mut state = self.state();
        if state.closed {
            return None;
        }
        if state.open.len() >= MOST && !state.show_out(|open| open.doing != Doing::Answered) {
            let overdue = |open: &Open| open.since.elapsed() > PATIENCE;
            if !state.show_out(overdue) {
                return None;
            }
        }
        let id = state.next;
        state.next += 1;
        let (stream, since) = (Arc::clone(stream), Instant::now());
        state.open.push(Open { id, stream, passed: None, doing: Doing::Asking, since });
        Some(Ticket { all: self.clone(), id })
    }

    /// The connection whose request was passed on from `address`.
    pub(super) fn passed_from(&self, address: SocketAddr) -> Option<u64> {
        let state = self.state();
        state
            .open
            .iter()
            .find(|open| open.passed.as_ref().is_some_and(|(_, from)| *from == address))
            .map(|open| open.id)
    }

    /// Whether the connection called `id` has not been shown out.
    pub(super) fn is_open(&self, id: u64) -> bool {
        let state = self.state();
        !state.closed && state.open.iter().any(|open| open.id == id)
    }

    /// Notes what the connection called `id` is doing now.
    pub(super) fn note(&self, id: u64, doing: Doing) {
        let mut state = self.state();
        if let Some(open) = state.open.iter_mut().find(|open| open.id == id) {
            (open.doing, open.since) = (doing, Instant::now());
        }
        if state.open.iter().filter(|open| open.doing == Doing::Listening).count() > LISTENERS {
            state.show_out(|open| open.doing == Doing::Listening);
        }
    }

    /// Closes every connection, for good; whether it was not done before.
    pub(super) fn close(&self) -> bool {
        let mut state = self.state();
        state.open.iter().for_each(Open::close);
        !std::mem::replace(&mut state.closed, true)
    }

    /// Whether nobody is let in any more.
    pub(super) fn are_closed(&self) -> bool {
        self.state().closed
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
    /// Notes that its request is passed on over `inner`; an error where it was shown out.
    pub(super) fn pass(&self, inner: &Arc<TcpStream>) -> Result<(), Error> {
        let from = inner.local_addr()?;
        let mut state = self.all.state();
        let closed = state.closed;
        let open = state.open.iter_mut().find(|open| open.id == self.id && !closed);
        let open = open.ok_or(ErrorKind::ConnectionAborted)?;
        open.passed = Some((Arc::clone(inner), from));
        (open.doing, open.since) = (Doing::Answered, Instant::now());
        Ok(())
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
            (listener.accept().unwrap(), Arc::new(stream)).1
        };
        let all = Connections::default();
        let mut tickets: Vec<Ticket> = (0..MOST).map(|_| all.admit(&connect()).unwrap()).collect();
        let inner = connect();
        tickets[0].pass(&inner).unwrap();
        all.note(tickets[1].id, Doing::Listening);
        tickets.push(all.admit(&connect()).unwrap());
        let ids: Vec<u64> = all.state().open.iter().map(|open| open.id).collect();
        assert_eq!(ids.len(), MOST);
        assert!([0, 1, MOST].iter().all(|at| ids.contains(&tickets[*at].id)));
        assert!(!all.is_open(tickets[2].id), "the oldest that has not asked");
        assert!(tickets[2].pass(&connect()).is_err(), "and it asks no more");
        for ticket in &tickets {
            all.note(ticket.id, Doing::Answered);
        }
        assert!(all.admit(&connect()).is_none(), "nobody is shown out who is being answered");
        let address = inner.local_addr().unwrap();
        assert_eq!(all.passed_from(address), Some(tickets[0].id));
        drop(tickets.remove(0));
        assert_eq!(all.passed_from(address), None);
        assert_eq!(all.state().open.len(), MOST - 1);
        assert!(all.close() && !all.close());
        assert!(all.admit(&connect()).is_none() && !all.is_open(tickets[0].id));
    }
}

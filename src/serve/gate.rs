//! The gate: who comes in, how long they may take and how much they may say.
//!
//! The preview's server is `tiny_http` ([`server`](super::server)), which reads a head of any length, for any time, on
//! any number of connections, and has no place to set a limit. So it listens where only this machine can reach it, and the
//! public port is the gate's: connections go in, whole heads within the limits go on to the server, its answers go back
//! byte by byte as they come. The invariants: `connection` bounds how many are in and shows out who says nothing, `request`
//! bounds how much of a head is kept and how long it is waited for; what is passed on is one request without a body, written
//! anew, so that both sides read the same; the server answers nobody but the gate, which it knows by its addresses; every
//! thread ends when the connections are closed.
#![allow(clippy::disallowed_methods, reason = "waits before it accepts again when the system has no more sockets")]

use super::connection::{Connections, MOST, Ticket};
use super::request::{self, Head, Unread};
use std::io::{Error, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a head may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long one piece of an answer may take to leave.
const PIECE_TIME: Duration = Duration::from_secs(10);
/// How long it is waited for the other end after the last byte.
const FAREWELL: Duration = Duration::from_millis(500);
/// How often it is looked whether somebody still waits for more of an answer.
const SECOND: Duration = Duration::from_secs(1);
/// The piece of an answer that is in memory at once.
const PIECE: usize = 64 << 10;
/// What the server does not say of itself: that there is one request a connection.
const CLOSE: &[u8] = b"Connection: close\r\n";
const LINE_END: &[u8] = b"\r\n";

/// Lets connections in at a public port.
pub(super) struct Gate {
    listener: TcpListener,
    connections: Connections,
}

impl Gate {
    /// A gate at the port of `listener`; those who are in are noted in `connections`.
    pub(super) const fn new(listener: TcpListener, connections: Connections) -> Self {
        Self { listener, connections }
    }

    /// Passes requests on to what `connect` connects to, until the connections are closed.
    pub(super) fn run(&self, connect: &(impl Fn() -> Result<TcpStream, Error> + Sync)) {
        thread::scope(|scope| {
            while !self.connections.are_closed() {
                match self.listener.accept() {
                    Ok((stream, _)) => {
                        let stream = Arc::new(stream);
                        let Some(ticket) = self.connections.admit(&stream) else { continue };
                        let work = move || attend(&stream, &ticket, connect);
                        // Where no more threads are to be had, the connection is closed.
                        drop(thread::Builder::new().spawn_scoped(scope, work));
                    }
                    // No more sockets, or one that went away before it was accepted: both pass.
                    Err(_) => thread::sleep(Duration::from_millis(10)),
                }
            }
        });
    }
}

/// Ends the wait for the next connection at `address`: here it is.
pub(super) fn knock(address: SocketAddr) {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    drop(TcpStream::connect_timeout(&(ip, address.port()).into(), SECOND));
}

/// One connection, from its first byte to its last. Faults of it are its own: a browser that went away is none of ours.
fn attend(stream: &TcpStream, ticket: &Ticket, connect: &impl Fn() -> Result<TcpStream, Error>) {
    let _ = (stream.set_nodelay(true), stream.set_write_timeout(Some(PIECE_TIME)));
    let done = match request::read(stream, HEAD_TIME) {
        Ok(head) => connect().and_then(|inner| relay(stream, ticket, &Arc::new(inner), &head)),
        Err(Unread::Gone) => return,
        Err(Unread::Slow) => refuse(stream, "408 Request Timeout"),
        Err(Unread::Long) => refuse(stream, "431 Request Header Fields Too Large"),
        Err(Unread::Malformed) => refuse(stream, "400 Bad Request"),
    };
    if done.is_ok() {
        farewell(stream);
    }
}

/// Says why a head went no further.
fn refuse(mut stream: &TcpStream, status: &str) -> Result<(), Error> {
    let length = status.len() + 1;
    let head = "Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nConnection: close";
    stream.write_all(format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {length}\r\n\r\n{status}\n").as_bytes())
}

/// Passes `head` on to the server at the other end of `inner`, and hands its answer back as it comes.
fn relay(mut stream: &TcpStream, ticket: &Ticket, inner: &Arc<TcpStream>, head: &Head) -> Result<(), Error> {
    ticket.pass(inner)?;
    let mut server: &TcpStream = inner;
    let _ = (server.set_nodelay(true), server.set_read_timeout(Some(SECOND))?);
    server.write_all(head.passed_on().as_bytes())?;
    // Whoever went away says so by sending nothing for ever.
    stream.set_read_timeout(Some(Duration::from_millis(1)))?;
    let mut piece = vec![0; PIECE];
    // The beginning of the answer, until its first line is there.
    let mut first = Some(Vec::new());
    loop {
        let length = match server.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if first.is_none() && matches!(stream.peek(&mut [0]), Ok(0)) {
                    return Err(ErrorKind::ConnectionAborted.into());
                }
                continue;
            }
            Err(error) => return Err(error),
        };
        match &mut first {
            None => stream.write_all(&piece[..length])?,
            Some(start) => {
                start.extend_from_slice(&piece[..length]);
                if let Some(at) = start.windows(LINE_END.len()).position(|two| two == LINE_END) {
                    let (line, rest) = start.split_at(at + LINE_END.len());
                    stream.write_all(&[line, CLOSE, rest].concat())?;
                    first = None;
                }
            }
        }
    }
}

/// Ends a connection so that the other end gets all of the answer: what it sent and nobody read would take it away.
fn farewell(mut stream: &TcpStream) {
    let mut piece = [0; 4 << 10];
    let ready = stream.shutdown(Shutdown::Write).and_then(|()| stream.set_read_timeout(Some(FAREWELL)));
    let mut left = MOST;
    while ready.is_ok() && left > 0 && stream.read(&mut piece).is_ok_and(|length| length > 0) {
        left -= 1;
    }
}

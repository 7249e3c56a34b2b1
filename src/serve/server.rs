//! The server: connections in, answers out, until somebody stops it.
//!
//! It keeps the port and the rules that hold for every request (`GET` and `HEAD` only, a `Host` that is ours, a body that
//! nobody reads); what is answered is decided by the function that [`Server::run`] is given. One connection is one thread
//! and one request. The invariants: `connection` bounds how many are open, `request`
//! how much of a head is kept and how long it is waited for, and every thread ends when a [`Stopper`] says so.
//!
//! Written on the standard library: a preview needs a hundred lines of HTTP, and packages of that size (`tiny_http`) have
//! no limits of their own and no place to set them.
#![allow(clippy::disallowed_methods, reason = "waits before it accepts again when the system has no more sockets")]

use super::answer::{Answer, Asked, Body, News};
use super::connection::{Connections, Doing, MOST, Ticket};
use super::hosts;
use super::request::{self, Head, Unread};
use crate::diagnostic::Message;
use crate::host::fault::{Fault, reason};
use crate::say;
use std::fmt::Write as _;
use std::io::{Error, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The port where nobody asked for another.
pub const PORT: u16 = 1111;
/// How many ports are tried when the first is busy.
const PORTS: u16 = 100;
/// How long a head may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long one piece of an answer may take to leave.
const PIECE_TIME: Duration = Duration::from_secs(10);
/// How long it is waited for the other end after the last byte.
const FAREWELL: Duration = Duration::from_millis(500);
/// How long a page that waits for news hears nothing.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often it is looked whether a page still waits.
const SECOND: Duration = Duration::from_secs(1);
/// The piece of a file that is in memory at once.
const PIECE: usize = 64 << 10;

/// A server that listens and does not answer yet.
pub struct Server {
    listener: TcpListener,
    stopper: Stopper,
    wanted: u16,
    /// What `--host` said.
    given: Option<Box<str>>,
}

/// Stops a server, from anywhere and any number of times.
#[derive(Clone)]
pub struct Stopper {
    stopped: Arc<AtomicBool>,
    address: SocketAddr,
    connections: Connections,
}

impl Server {
    /// Listens on `host` (this machine only, where there is none) and `port`, or the next free one; 0 takes any.
    pub fn bind(host: Option<&str>, port: u16) -> Result<Self, Fault> {
        let mut last = None;
        for candidate in port..=port.saturating_add(PORTS) {
            match listen(host, candidate) {
                Ok(listener) => return Self::on(listener, host, port),
                Err(error) if error.kind() == ErrorKind::AddrInUse => last = Some(error),
                Err(error) => return Err(refused(host, candidate, &error)),
            }
        }
        Err(refused(host, port, &last.unwrap_or_else(|| ErrorKind::AddrInUse.into())))
    }

    fn on(listener: TcpListener, host: Option<&str>, wanted: u16) -> Result<Self, Fault> {
        let address = listener.local_addr().map_err(|e| refused(host, wanted, &e))?;
        let stopper = Stopper { stopped: Arc::default(), address, connections: Connections::default() };
        Ok(Self { listener, stopper, wanted, given: host.map(Into::into) })
    }

    /// Where the site is to be seen.
    pub fn url(&self) -> String {
        format!("http://{}/", self.stopper.address)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.stopper.address.port()
    }

    /// Whether only this machine can reach it.
    pub fn is_local(&self) -> bool {
        self.stopper.address.ip().is_loopback()
    }

    /// What to tell about the port, when it is not the one that was asked for.
    pub fn moved(&self) -> Option<Message> {
        let (wanted, port) = (self.wanted, self.port());
        (wanted != port && wanted != 0)
            .then(|| say!("cổng {wanted} đang được dùng, chuyển sang {port}", "port {wanted} is in use, taking {port}"))
    }

    /// What stops it.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Answers requests with `answer` until it is stopped.
    pub fn run(self, answer: impl Fn(&Asked<'_>) -> Answer + Sync) {
        let (server, answer) = (&self, &answer);
        thread::scope(|scope| {
            loop {
                let accepted = server.listener.accept();
                if server.stopper.is_stopped() {
                    return;
                }
                let admitted = accepted.and_then(|(stream, _)| {
                    let ticket = server.stopper.connections.admit(&stream)?;
                    Ok(ticket.map(|ticket| (stream, ticket)))
                });
                match admitted {
                    Ok(None) => {}
                    Ok(Some((stream, ticket))) => {
                        let work = move || server.serve(&stream, &ticket, answer);
                        // Where no more threads are to be had, the connection is closed.
                        drop(thread::Builder::new().spawn_scoped(scope, work));
                    }
                    // No more sockets, or one that went away before it was accepted: both pass.
                    Err(_) => thread::sleep(Duration::from_millis(10)),
                }
            }
        });
    }

    /// One connection, from its first byte to its last. Faults of it are its own: a browser that went away is none of ours.
    fn serve(&self, stream: &TcpStream, ticket: &Ticket, answer: &(impl Fn(&Asked<'_>) -> Answer + Sync)) {
        let _ = (stream.set_nodelay(true), stream.set_write_timeout(Some(PIECE_TIME)));
        let (reply, head) = match request::read(stream, HEAD_TIME) {
            Ok(head) => {
                ticket.is(Doing::Answered);
                (self.refuse(&head).unwrap_or_else(|| answer(&asked(&head))), Some(head))
            }
            Err(Unread::Gone) => return,
            Err(Unread::Slow) => (Answer::text(408, "408"), None),
            Err(Unread::Long) => (Answer::text(431, "431"), None),
            Err(Unread::Malformed) => (Answer::text(400, "400"), None),
        };
        let only_head = head.is_some_and(|head| head.method == "HEAD");
        if self.send(stream, ticket, reply, only_head).is_ok() {
            farewell(stream);
        }
    }

    /// The answer to a request that is not even looked at.
    fn refuse(&self, head: &Head) -> Option<Answer> {
        if !matches!(head.method.as_str(), "GET" | "HEAD") {
            return Some(Answer::text(405, "405: GET, HEAD").header("Allow", "GET, HEAD"));
        }
        let mut hosts = head.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("Host"));
        let (host, second) = (hosts.next().map(|(_, value)| value.as_str()), hosts.next());
        let ours = second.is_none() && hosts::is_ours(host, self.port(), self.given.as_deref());
        (!ours).then(|| Answer::text(403, "403: Host"))
    }

    fn send(&self, mut stream: &TcpStream, ticket: &Ticket, answer: Answer, only_head: bool) -> Result<(), Error> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, phrase(answer.status));
        for (name, value) in &answer.headers {
            let _ = write!(head, "{name}: {}\r\n", value.replace(['\r', '\n'], " "));
        }
        match &answer.body {
            Body::News(_) => {}
            Body::Bytes { range, .. } => drop(write!(head, "Content-Length: {}\r\n", range.len())),
            Body::File { length, .. } => drop(write!(head, "Content-Length: {length}\r\n")),
        }
        head.push_str("Connection: close\r\n\r\n");
        let silent = only_head || answer.status == 304;
        match answer.body {
            // One piece, so that a small page is one packet.
            Body::Bytes { bytes, range } if !silent => stream.write_all(&[head.as_bytes(), &bytes[range]].concat()),
            Body::File { file, length } if !silent => {
                stream.write_all(head.as_bytes())?;
                copy(file.take(length), stream)
            }
            Body::News(news) if !silent => {
                stream.write_all(head.as_bytes())?;
                ticket.is(Doing::Listening);
                self.tell(stream, ticket, news)
            }
            _ => stream.write_all(head.as_bytes()),
        }
    }

    /// Hands on news until nobody listens any more.
    fn tell(&self, mut stream: &TcpStream, ticket: &Ticket, mut news: Box<dyn News>) -> Result<(), Error> {
        // Whoever went away says so by sending nothing for ever.
        stream.set_read_timeout(Some(Duration::from_millis(1)))?;
        let mut silent = Duration::ZERO;
        while !self.stopper.is_stopped() && ticket.is_open() && !matches!(stream.peek(&mut [0]), Ok(0)) {
            match news.next(SECOND) {
                Some(text) => stream.write_all(text.as_bytes())?,
                None if silent < HEARTBEAT => {
                    silent += SECOND;
                    continue;
                }
                None => stream.write_all(b":\n\n")?,
            }
            silent = Duration::ZERO;
        }
        Ok(())
    }
}

impl Stopper {
    /// Lets the server finish what it is answering, and end.
    pub fn stop(&self) {
        if self.stopped.swap(true, Ordering::SeqCst) {
            return;
        }
        self.connections.close();
        // It waits for the next connection: here it is.
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        drop(TcpStream::connect_timeout(&(ip, self.address.port()).into(), Duration::from_secs(1)));
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

/// Runs `stop` when the program is interrupted or told to end. Once a program.
pub fn on_signal(stop: impl Fn() + Send + 'static) -> Result<(), Fault> {
    ctrlc::set_handler(stop)
        .map_err(|error| Fault::new(say!("không nhận được tín hiệu dừng: {error}", "cannot wait for signals: {error}")))
}

fn asked(head: &Head) -> Asked<'_> {
    let headers = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Asked { target: &head.target, headers: headers.collect() }
}

fn copy(mut file: impl Read, mut stream: &TcpStream) -> Result<(), Error> {
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(()),
            length => stream.write_all(&piece[..length])?,
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

fn listen(host: Option<&str>, port: u16) -> Result<TcpListener, Error> {
    match host {
        None => TcpListener::bind((Ipv4Addr::LOCALHOST, port)),
        Some(host) => {
            let name = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
            match name.parse::<IpAddr>() {
                Ok(address) => TcpListener::bind((address, port)),
                Err(_) => TcpListener::bind(&*(name, port).to_socket_addrs()?.collect::<Vec<_>>()),
            }
        }
    }
}

fn refused(host: Option<&str>, port: u16, error: &Error) -> Fault {
    let Message { vi, en } = reason(error);
    let host = host.unwrap_or("127.0.0.1");
    Fault::new(say!("không phục vụ được ở `{host}:{port}`: {vi}", "cannot serve on `{host}:{port}`: {en}"))
}

const fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

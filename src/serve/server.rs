//! The server: requests in, answers out, until somebody stops it.
//!
//! `tiny_http` reads requests and writes answers, one thread a request; it listens at an address of its own that only this
//! machine can reach, behind the gate (`gate.rs`), which keeps the public port and the limits that `tiny_http` has
//! not. Here are the rules that hold for every request (`GET` and `HEAD` only, a `Host` that is ours, a body that nobody
//! reads); what is answered is decided by the function that [`Server::run`] is given. The invariants: nobody is answered
//! who did not come through the gate; every thread ends when a [`Stopper`] says so; a `tiny_http` that has given up
//! (it does, when the system has no more sockets) is replaced.
//!
//! The only file that names `tiny_http`.
#![allow(clippy::disallowed_methods, reason = "waits before it listens again when the system has no more sockets")]

use super::answer::{Answer, Asked, Body, News};
use super::connection::{Connections, Doing};
use super::gate::{self, Gate};
use super::hosts;
use crate::diagnostic::Message;
use crate::host::fault::{Fault, reason};
use crate::say;
use std::fmt::Write as _;
use std::io::{self, Cursor, Error, ErrorKind, Read};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response};

/// The port where nobody asked for another.
pub const PORT: u16 = 1111;
/// How many ports are tried when the first is busy.
const PORTS: u16 = 100;
/// How long a page that waits for news hears nothing.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often it is looked whether a page still waits, and how long anything on this machine may take.
const SECOND: Duration = Duration::from_secs(1);

/// A server that listens and does not answer yet.
pub struct Server {
    gate: Gate,
    stopper: Stopper,
    wanted: u16,
    /// What `--host` said.
    given: Option<Box<str>>,
}

/// Stops a server, from anywhere and any number of times.
#[derive(Clone)]
pub struct Stopper {
    address: SocketAddr,
    connections: Connections,
    inner: Arc<Inner>,
}

impl Server {
    /// Listens on `host` (this machine only, where there is none) and `port`, or the next free one; 0 takes any.
    pub fn bind(host: Option<&str>, port: u16) -> Result<Self, Fault> {
        let mut last = None;
        for candidate in port..=port.saturating_add(PORTS) {
            match listen(host, candidate) {
                Ok(listener) => return Self::on(listener, host, port).map_err(|e| refused(host, candidate, &e)),
                Err(error) if error.kind() == ErrorKind::AddrInUse => last = Some(error),
                Err(error) => return Err(refused(host, candidate, &error)),
            }
        }
        Err(refused(host, port, &last.unwrap_or_else(|| ErrorKind::AddrInUse.into())))
    }

    fn on(listener: TcpListener, host: Option<&str>, wanted: u16) -> Result<Self, Error> {
        let (address, connections) = (listener.local_addr()?, Connections::default());
        let stopper = Stopper { address, connections: connections.clone(), inner: Arc::new(Inner::new()?) };
        Ok(Self { gate: Gate::new(listener, connections), stopper, wanted, given: host.map(Into::into) })
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
        let inner = &*server.stopper.inner;
        thread::scope(|scope| {
            scope.spawn(|| server.gate.run(&|| inner.connect()));
            while let Some(request) = inner.next(&server.stopper.connections) {
                // Where no more threads are to be had, it is dropped.
                drop(thread::Builder::new().spawn_scoped(scope, move || server.reply(request, answer)));
            }
        });
    }

    /// One request. Faults of its connection are its own: a browser that went away is none of ours.
    fn reply(&self, request: Request, answer: &impl Fn(&Asked<'_>) -> Answer) {
        let connections = &self.stopper.connections;
        let Some(id) = request.remote_addr().and_then(|from| connections.passed_from(*from)) else {
            // Somebody went round the gate.
            return drop(request.into_writer());
        };
        let answer = self.refuse(&request).unwrap_or_else(|| answer(&asked(&request)));
        let (status, headers) = (answer.status, answer.headers);
        let _ = match answer.body {
            Body::News(_) if *request.method() == Method::Head => send(request, status, &headers, io::empty(), 0),
            Body::News(news) => {
                connections.note(id, Doing::Listening);
                tell(request, &headers, || connections.is_open(id), news)
            }
            Body::Bytes { bytes, range } => {
                let (first, length) = (range.start as u64, range.len());
                let mut body = Cursor::new(bytes);
                body.set_position(first);
                send(request, status, &headers, body.take(length as u64), length)
            }
            Body::File { file, length } => send(request, status, &headers, file.take(length), length as usize),
        };
    }

    /// The answer to a request that is not even looked at.
    fn refuse(&self, request: &Request) -> Option<Answer> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Some(Answer::text(405, "405: GET, HEAD").header("Allow", "GET, HEAD"));
        }
        let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
        let (host, second) = (hosts.next().map(|header| header.value.as_str()), hosts.next());
        let ours = second.is_none() && hosts::is_ours(host, self.port(), self.given.as_deref());
        (!ours).then(|| Answer::text(403, "403: Host"))
    }
}

impl Stopper {
    /// Lets the server finish what it is answering, and end.
    pub fn stop(&self) {
        if self.connections.close() {
            self.inner.now().unblock();
            gate::knock(self.address);
        }
    }
}

/// The `tiny_http` behind the gate.
struct Inner(Mutex<Arc<tiny_http::Server>>);

impl Inner {
    fn new() -> Result<Self, Error> {
        begun().map(|server| Self(Mutex::new(server)))
    }

    fn now(&self) -> Arc<tiny_http::Server> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A connection to it.
    fn connect(&self) -> Result<TcpStream, Error> {
        let server = self.now();
        let address = server.server_addr().to_ip().ok_or(ErrorKind::AddrNotAvailable)?;
        let connected = TcpStream::connect_timeout(&address, SECOND);
        if connected.as_ref().is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused) {
            // It does not listen any more.
            server.unblock();
        }
        connected
    }

    /// The next request, until `connections` are closed.
    fn next(&self, connections: &Connections) -> Option<Request> {
        while !connections.are_closed() {
            match self.now().recv() {
                Ok(request) => return Some(request),
                Err(_) if connections.are_closed() => {}
                Err(_) => match begun() {
                    Ok(server) => *self.0.lock().unwrap_or_else(PoisonError::into_inner) = server,
                    Err(_) => thread::sleep(Duration::from_millis(100)),
                },
            }
        }
        None
    }
}

/// A `tiny_http` on any free port of this machine.
fn begun() -> Result<Arc<tiny_http::Server>, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    tiny_http::Server::from_listener(listener, None).map(Arc::new).map_err(Error::other)
}

/// Runs `stop` when the program is interrupted or told to end. Once a program.
pub fn on_signal(stop: impl Fn() + Send + 'static) -> Result<(), Fault> {
    ctrlc::set_handler(stop)
        .map_err(|error| Fault::new(say!("không nhận được tín hiệu dừng: {error}", "cannot wait for signals: {error}")))
}

fn asked(request: &Request) -> Asked<'_> {
    let headers = request.headers().iter().map(|header| (header.field.as_str().as_str(), header.value.as_str()));
    Asked { target: request.url(), headers: headers.collect() }
}

fn send(
    request: Request,
    status: u16,
    headers: &[(&str, String)],
    body: impl Read,
    length: usize,
) -> Result<(), Error> {
    let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, plain(value)).ok());
    let response = Response::new(status.into(), headers.collect(), body, Some(length), None);
    // Its length is always told.
    request.respond(response.with_chunked_threshold(usize::MAX))
}

/// Hands on `news` as long as somebody listens. What `tiny_http` sends is told to the end before it is sent, so that the
/// head is written by hand.
fn tell(
    request: Request,
    headers: &[(&str, String)],
    listens: impl Fn() -> bool,
    mut news: Box<dyn News>,
) -> Result<(), Error> {
    let mut writer = request.into_writer();
    let mut head = String::from("HTTP/1.1 200 OK\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {}\r\n", plain(value));
    }
    head.push_str("\r\n");
    writer.write_all(head.as_bytes()).and_then(|()| writer.flush())?;
    let mut silent = Duration::ZERO;
    while listens() {
        match news.next(SECOND) {
            Some(text) => writer.write_all(text.as_bytes())?,
            None if silent < HEARTBEAT => {
                silent += SECOND;
                continue;
            }
            None => writer.write_all(b":\n\n")?,
        }
        writer.flush()?;
        silent = Duration::ZERO;
    }
    Ok(())
}

/// The value of a header, in one line.
fn plain(value: &str) -> String {
    value.replace(['\r', '\n'], " ")
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

//! The server: connections in, answers out, until somebody stops it.
//!
//! The only file that names `tiny_http`. It keeps the port, the workers and the rules that hold for every request (`GET`
//! and `HEAD` only, a `Host` that is ours, a body that nobody reads); what is answered is decided by the function that
//! [`Server::run`] is given. The invariant: a fixed number of threads answers, each one request at a time, and all of
//! them end when a [`Stopper`] says so. `tiny_http` itself bounds neither the headers of a request nor the connections
//! that wait, which is why the server listens on this machine only unless it is told otherwise.

use super::answer::{Answer, Asked, Body};
use super::hosts;
use crate::diagnostic::Message;
use crate::host::fault::{Fault, reason};
use crate::say;
use std::io::{Cursor, Error, ErrorKind, Read};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// The port where nobody asked for another.
pub const PORT: u16 = 1111;
/// How many ports are tried when the first is busy.
const PORTS: u16 = 100;
/// How many requests are answered at once.
const WORKERS: usize = 8;
/// The most headers, and the most bytes of them, that a request may have.
const HEADERS: (usize, usize) = (100, 32 << 10);

/// A server that listens and does not answer yet.
pub struct Server {
    http: Arc<tiny_http::Server>,
    stopped: Arc<AtomicBool>,
    address: SocketAddr,
    wanted: u16,
    /// What `--host` said.
    given: Option<Box<str>>,
}

/// Stops a server, from anywhere and any number of times.
#[derive(Clone)]
pub struct Stopper {
    http: Arc<tiny_http::Server>,
    stopped: Arc<AtomicBool>,
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
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|e| refused(host, wanted, &Error::other(e.to_string())))?;
        Ok(Self { http: Arc::new(http), stopped: Arc::default(), address, wanted, given: host.map(Into::into) })
    }

    /// Where the site is to be seen.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What to tell about the port, when it is not the one that was asked for.
    pub fn moved(&self) -> Option<Message> {
        let (wanted, port) = (self.wanted, self.port());
        (wanted != port && wanted != 0)
            .then(|| say!("cổng {wanted} đang được dùng, chuyển sang {port}", "port {wanted} is in use, taking {port}"))
    }

    /// What stops it.
    pub fn stopper(&self) -> Stopper {
        Stopper { http: Arc::clone(&self.http), stopped: Arc::clone(&self.stopped) }
    }

    /// Answers requests with `answer` until it is stopped.
    pub fn run(self, answer: impl Fn(&Asked<'_>) -> Answer + Sync) -> Result<(), Fault> {
        let stopper = self.stopper();
        let work = || -> Result<(), Error> {
            loop {
                match self.http.recv() {
                    _ if self.stopped.load(Ordering::SeqCst) => return Ok(()),
                    Ok(request) => self.respond(request, &answer),
                    Err(error) => {
                        stopper.stop();
                        return Err(error);
                    }
                }
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
            let ends = workers.into_iter().map(|worker| worker.join().unwrap_or(Ok(())));
            // All of them are waited for, and the first failure is told.
            ends.fold(Ok(()), Result::and)
        })
        .map_err(|error| refused(self.given.as_deref(), self.port(), &error))
    }

    fn respond(&self, request: Request, answer: &impl Fn(&Asked<'_>) -> Answer) {
        let reply = self.refuse(&request).unwrap_or_else(|| {
            let headers = request.headers().iter().map(|h| (h.field.as_str().as_str(), h.value.as_str()));
            answer(&Asked { target: request.url(), headers: headers.collect() })
        });
        // A browser that went away is no fault of ours.
        let _ = request.respond(response(reply));
    }

    /// The answer to a request that is not even looked at.
    fn refuse(&self, request: &Request) -> Option<Answer> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Some(Answer::text(405, "405: GET, HEAD").header("Allow", "GET, HEAD"));
        }
        let headers = request.headers();
        let bytes: usize = headers.iter().map(|h| h.field.as_str().as_str().len() + h.value.as_str().len()).sum();
        if headers.len() > HEADERS.0 || bytes > HEADERS.1 {
            return Some(Answer::text(431, "431"));
        }
        let mut hosts = headers.iter().filter(|h| h.field.equiv("Host")).map(|h| h.value.as_str());
        let (host, second) = (hosts.next(), hosts.next());
        let ours = second.is_none() && hosts::is_ours(host, self.port(), self.given.as_deref());
        (!ours).then(|| Answer::text(403, "403: Host"))
    }
}

impl Stopper {
    /// Lets the server finish what it is answering, and end.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        for _ in 0..WORKERS {
            self.http.unblock();
        }
    }

    /// Stops the server when the program is interrupted or told to end. Once a program.
    pub fn on_signal(self) -> Result<(), Fault> {
        ctrlc::set_handler(move || self.stop()).map_err(|error| {
            Fault::new(say!("không nhận được tín hiệu dừng: {error}", "cannot wait for signals: {error}"))
        })
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

fn response(answer: Answer) -> Response<Box<dyn Read + Send>> {
    let (body, length): (Box<dyn Read + Send>, u64) = match answer.body {
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), length)
        }
        Body::File { file, length } => (Box::new(file.take(length)), length),
    };
    let headers = answer.headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    Response::new(StatusCode(answer.status), headers, body, usize::try_from(length).ok(), None)
        .with_chunked_threshold(usize::MAX)
}

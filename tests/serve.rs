//! The preview server as a browser, and as an attacker, meets it: a real server on a free port.
#![allow(clippy::disallowed_methods, reason = "builds a site to serve, and starts itself as the server to be stopped")]

use camino::{Utf8Path, Utf8PathBuf};
use doithoai::serve::server::{Server, Stopper};
use doithoai::serve::site::Site;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};

/// Tells the process that it is the server to be stopped, and what to serve.
const CHILD: &str = "DOITHOAI_TEST_SERVE";

struct Running {
    folder: tempfile::TempDir,
    port: u16,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
}

struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

fn built_site() -> (tempfile::TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = Utf8Path::from_path(folder.path()).expect("a UTF-8 path").join("public");
    fs::create_dir_all(out.join("dot/empty")).expect("a folder");
    for (path, text) in [
        ("index.html", "<p>trang chủ"),
        ("404.html", "<p>không có"),
        ("dot/index.html", "<p>đợt"),
        ("dot/biên bản.pdf", "0123456789"),
        ("a.css", "p{}"),
        (".doithoai-manifest", "ours"),
        ("../secret.txt", "secret"),
    ] {
        fs::write(out.join(path), text).expect("a file");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.txt", out.join("link.txt")).expect("a link");
    (folder, out)
}

impl Running {
    fn start() -> Self {
        let (folder, out) = built_site();
        let server = Server::bind(None, 0).expect("a free port");
        let (port, stopper) = (server.port(), server.stopper());
        let site = Site::open(&out).expect("a site");
        let thread =
            thread::spawn(move || server.run(|asked| site.answer(asked)).expect("it serves until it is stopped"));
        Self { folder, port, stopper, thread: Some(thread) }
    }

    /// Sends a request line and headers as they are, `Host` and `Connection` added, and reads to the end.
    fn send(&self, line: &str, headers: &[&str]) -> Reply {
        let host = format!("Host: localhost:{}", self.port);
        self.send_raw(&[&[line, &host, "Connection: close"], headers].concat().join("\r\n"))
    }

    fn send_raw(&self, head: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.write_all(format!("{head}\r\n\r\n").as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let ends = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..ends]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Reply { status, head, body: bytes[ends + 4..].to_vec() }
    }

    fn get(&self, target: &str) -> Reply {
        self.send(&format!("GET {target} HTTP/1.1"), &[])
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(thread::panicking() || ended.is_some_and(|ended| ended.is_ok()));
    }
}

#[test]
fn pages_files_and_folders_are_served() {
    let running = Running::start();
    let home = running.get("/");
    assert_eq!((home.status, home.body), (200, "<p>trang chủ".into()));
    let page = running.get("/dot/?q=x");
    assert_eq!((page.status, page.header("Content-Type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.header("X-Content-Type-Options"), Some("nosniff"));
    let folder = running.get("/dot?q=x");
    assert_eq!((folder.status, folder.header("Location")), (302, Some("/dot/?q=x")));
    let file = running.get("/dot/bi%C3%AAn%20b%E1%BA%A3n.pdf");
    assert_eq!((file.status, file.header("Content-Type")), (200, Some("application/pdf")));
    for nothing in ["/dot/empty", "/dot/empty/", "/a.css/", "/nothing"] {
        let reply = running.get(nothing);
        assert_eq!((reply.status, &*reply.body), (404, "<p>không có".as_bytes()), "{nothing}");
    }
    fs::remove_file(running.folder.path().join("public/404.html")).expect("a page");
    assert_eq!(running.get("/nothing").header("Content-Type"), Some("text/plain; charset=utf-8"));
}

#[test]
fn no_path_leaves_the_site() {
    let running = Running::start();
    for target in [
        "/../secret.txt",
        "/dot/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/dot/%00.pdf",
        "/link.txt",
        "/.doithoai-manifest",
        "/%2Edoithoai-manifest",
        "/./a.css",
        "/c:/windows/win.ini",
        "http://localhost/../secret.txt",
        "*",
    ] {
        let reply = running.get(target);
        let text = String::from_utf8_lossy(&reply.body);
        assert!((400..500).contains(&reply.status) && !text.contains("secret") && text != "ours", "{target}: {text}");
    }
}

#[test]
fn head_says_what_get_would_send() {
    let running = Running::start();
    let (get, head) = (running.get("/a.css"), running.send("HEAD /a.css HTTP/1.1", &[]));
    assert_eq!((head.status, head.body.len()), (200, 0));
    for name in ["Content-Length", "Content-Type", "ETag", "Last-Modified"] {
        assert!(head.header(name).is_some() && head.header(name) == get.header(name), "{name}");
    }
}

#[test]
fn other_methods_and_other_hosts_are_refused() {
    let running = Running::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let reply = running.send(&format!("{method} / HTTP/1.1"), &[]);
        assert_eq!((reply.status, reply.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let port = running.port;
    for host in ["Host: evil.example", "Host: localhost", "Host: localhost:1", "X: y", "Host: a\r\nHost: localhost"] {
        let reply = running.send_raw(&format!("GET / HTTP/1.1\r\nConnection: close\r\n{host}"));
        assert_eq!(reply.status, 403, "{host}");
    }
    let reply = running.send_raw(&format!("GET / HTTP/1.1\r\nConnection: close\r\nHost: [::1]:{port}"));
    assert_eq!(reply.status, 200);
    let many: Vec<String> = (0..200).map(|i| format!("X-{i}: y")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(running.send("GET / HTTP/1.1", &many).status, 431);
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let running = Running::start();
    let first = running.get("/a.css");
    let (tag, date) = (first.header("ETag").expect("a tag"), first.header("Last-Modified").expect("a date"));
    let ask = |header: String| running.send("GET /a.css HTTP/1.1", &[&header]);
    let known = ask(format!("If-None-Match: \"x\", W/{tag}"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert_eq!(ask(format!("If-Modified-Since: {date}")).status, 304);
    assert_eq!(ask("If-None-Match: \"x\"".into()).status, 200);
    assert_eq!(ask("If-Modified-Since: Sat, 24 Apr 1999 08:00:00 GMT".into()).status, 200);
}

#[test]
fn one_range_of_a_file_can_be_had() {
    let running = Running::start();
    let ask = |headers: &[&str]| running.send("GET /dot/bi%C3%AAn%20b%E1%BA%A3n.pdf HTTP/1.1", headers);
    let part = ask(&["Range: bytes=2-4"]);
    assert_eq!((part.status, &*part.body), (206, &b"234"[..]));
    assert_eq!((part.header("Content-Range"), part.header("Content-Length")), (Some("bytes 2-4/10"), Some("3")));
    assert_eq!(ask(&["Range: bytes=-3"]).body, b"789");
    let beyond = ask(&["Range: bytes=10-"]);
    assert_eq!((beyond.status, beyond.header("Content-Range")), (416, Some("bytes */10")));
    let whole = ask(&["Range: bytes=2-4", "If-Range: \"old\""]);
    assert_eq!((whole.status, whole.body.len()), (200, 10));
}

#[test]
fn a_busy_port_moves_the_server_to_the_next() {
    let first = Server::bind(None, 0).expect("a free port");
    let second = Server::bind(None, first.port()).expect("the next free port");
    assert!(first.moved().is_none());
    assert_ne!(second.port(), first.port());
    assert!(second.moved().expect("a word about it").en.contains(&first.port().to_string()));
    let fault = Server::bind(Some("192.0.2.1"), 0).err().expect("no machine has this address");
    assert!(fault.message.vi.contains("192.0.2.1"), "{fault:?}");
}

/// The server to be stopped. A test like any other when nobody asks it to be.
#[test]
fn child() {
    let Ok(out) = std::env::var(CHILD) else { return };
    let site = Site::open(Utf8Path::new(&out)).expect("a site");
    let server = Server::bind(None, 0).expect("a free port");
    server.stopper().on_signal().expect("signals can be waited for");
    writeln!(std::io::stderr(), "ready").expect("somebody listens");
    server.run(|asked| site.answer(asked)).expect("it serves until it is stopped");
}

#[cfg(unix)]
#[test]
fn signals_end_it_cleanly() {
    let (_folder, out) = built_site();
    for signal in ["-INT", "-TERM"] {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child", "--nocapture"])
            .env(CHILD, &out)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the child starts");
        let mut words = BufReader::new(child.stderr.take().expect("its words")).lines();
        assert!(words.any(|line| line.is_ok_and(|line| line == "ready")));
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
        assert!(child.wait().expect("it ends").success(), "{signal}");
    }
}

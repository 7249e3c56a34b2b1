//! The preview server as a browser, and as an attacker, meets it: a real server on a free port.
#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "waits for a server, and makes a project for it"
)]

#[path = "support/serving.rs"]
mod serving;
mod support;

use serving::{Reply, Serving};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};
use support::SiteTest;

const FILE: &str = "/tep/documents/ban-do/so-do.png";

fn running() -> (SiteTest, Serving) {
    let project = SiteTest::from("attachments");
    fs::write(project.root().join("secret.txt"), "secret").expect("a file");
    let serving = Serving::of(project.root());
    (project, serving)
}

/// An attachment that the site publishes, and its bytes.
fn attachment(project: &SiteTest) -> (String, Vec<u8>) {
    let site = SiteTest::copy_of_content(project.root()).build().succeeds().site();
    let found =
        site.into_iter().find(|(path, bytes)| path.starts_with("tep/") && path.ends_with(".png") && bytes.len() > 40);
    let (path, bytes) = found.unwrap_or_else(|| panic!("no picture like {FILE}"));
    (format!("/{path}"), bytes)
}

#[test]
fn pages_files_and_folders_are_served() {
    let (_project, serving) = running();
    let home = serving.get("/");
    assert_eq!((home.status, home.header("Content-Type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(home.header("X-Content-Type-Options"), Some("nosniff"));
    assert_eq!(serving.get("/y-kien/?q=x").status, 200);
    let folder = serving.get("/y-kien?q=x");
    assert_eq!((folder.status, folder.header("Location")), (302, Some("/y-kien/?q=x")));
    for nothing in ["/y-kien/nothing", "/y-kien/nothing/", "/robots.txt/", "/nothing", "/index.html/"] {
        let reply = serving.get(nothing);
        assert!(reply.status == 404 && reply.text().contains("data-kind=\"not-found\""), "{nothing}: {}", reply.status);
    }
    assert_eq!(serving.get("/du-lieu/questions.csv").header("Content-Type"), Some("text/csv; charset=utf-8"));
    assert_eq!(serving.get("/__doithoai/reload.js").header("Content-Type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(serving.get("/__doithoai/nothing").status, 404);
}

#[test]
fn no_path_leaves_the_site() {
    let (_project, serving) = running();
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
        "/tep/%00.pdf",
        "/tep/../../secret.txt",
        "/content/site.toml",
        "/secret.txt",
        "/.doithoai-manifest",
        "/%2Edoithoai-manifest",
        "/./a.css",
        "/c:/windows/win.ini",
        "http://localhost/../secret.txt",
        "*",
    ] {
        let reply = serving.get(target);
        let text = reply.text();
        assert!(
            (400..500).contains(&reply.status) && !text.contains("secret") && !text.contains("base_url"),
            "{target}: {text}"
        );
    }
}

#[test]
fn a_file_that_became_a_link_out_of_the_project_is_not_sent() {
    let (project, serving) = running();
    let (path, bytes) = attachment(&project);
    assert_eq!(serving.get(&path).body, bytes);
    #[cfg(unix)]
    {
        let file = project.root().join("content/documents/so-do.png");
        fs::remove_file(&file).expect("it is there");
        std::os::unix::fs::symlink(project.root().join("secret.txt"), &file).expect("a link");
        let reply = serving.get("/tep/documents/ban-do/so-do.png");
        assert!(!reply.text().contains("secret"), "{}", reply.text());
    }
}

#[test]
fn head_says_what_get_would_send() {
    let (project, serving) = running();
    let (file, _) = attachment(&project);
    for target in ["/", "/robots.txt", "/nothing", &file] {
        let (get, head) = (serving.get(target), serving.send(&format!("HEAD {target} HTTP/1.1"), &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{target}");
        for name in ["Content-Length", "Content-Type", "ETag"] {
            assert!(head.header(name).is_some() && head.header(name) == get.header(name), "{target}: {name}");
        }
    }
}

#[test]
fn other_methods_and_other_hosts_are_refused() {
    let (_project, serving) = running();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let reply = serving.send(&format!("{method} / HTTP/1.1"), &["Content-Length: 0"]);
        assert_eq!((reply.status, reply.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let port = serving.port;
    for host in ["Host: evil.example", "Host: localhost", "Host: localhost:1", "X: y", "Host: a\r\nHost: localhost"] {
        assert_eq!(serving.send_raw(&format!("GET / HTTP/1.1\r\n{host}")).status, 403, "{host}");
    }
    assert_eq!(serving.send_raw(&format!("GET / HTTP/1.1\r\nHost: [::1]:{port}")).status, 200);
}

#[test]
fn heads_are_bounded() {
    let (_project, serving) = running();
    let many: Vec<String> = (0..200).map(|i| format!("X-{i}: y")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(serving.send("GET / HTTP/1.1", &many).status, 431);
    assert_eq!(serving.send_raw("GET / HTTP/2.0\r\nHost: localhost").status, 400);
    assert_eq!(serving.send_raw("nonsense").status, 400);
    // A line without an end is not read to its end.
    let mut endless = serving.connect();
    let mut sent = 0;
    while sent < 8 << 20 && endless.write_all(&[b'a'; 4096]).is_ok() {
        sent += 4096;
    }
    assert!(sent < 8 << 20, "it reads on and on");
    let mut big = serving.connect();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: 1000\r\n\r\n{}",
        serving.port,
        "x".repeat(1000)
    );
    big.write_all(head.as_bytes()).expect("it reads");
    let mut reply = String::new();
    big.read_to_string(&mut reply).expect("the answer is not lost");
    assert!(reply.starts_with("HTTP/1.1 405 "), "{reply}");
}

#[test]
fn a_connection_has_one_request_and_no_body() {
    let (_project, serving) = running();
    let host = format!("Host: localhost:{}", serving.port);
    let reply = serving.get("/robots.txt");
    assert_eq!(reply.header("Connection"), Some("close"));
    let plain = reply.body;
    for headers in [
        &["Connection: keep-alive"][..],
        &["TE: chunked", "Accept-Language: vi-VN, ti\u{1ebf}ng Vi\u{1ec7}t"],
        &["Content-Length: 900", "Expect: 100-continue"],
        &["Transfer-Encoding: chunked"],
        &["Connection: upgrade", "Upgrade: websocket", "Expect: nonsense"],
    ] {
        let reply = serving.send("GET /robots.txt HTTP/1.1", headers);
        assert_eq!((reply.status, &reply.body), (200, &plain), "{headers:?}");
        assert_eq!(reply.header("Content-Length"), Some(&*plain.len().to_string()), "{headers:?}");
        assert_eq!(reply.header("Transfer-Encoding"), None, "{headers:?}");
    }
    let two = serving.send_raw(&format!("GET /robots.txt HTTP/1.1\r\n{host}\r\n\r\nGET / HTTP/1.1\r\n{host}"));
    assert_eq!((two.status, &two.body), (200, &plain));
    // Letters that were not encoded are the same letters.
    assert_eq!(serving.get("/kh\u{f4}ng c\u{f3}/").status, 400);
    let missing = serving.get("/kh\u{f4}ng-c\u{f3}");
    assert!(missing.status == 404 && missing.text().contains("data-kind=\"not-found\""), "{}", missing.status);
}

/// `FUZZ_CASES=1000000 cargo test --release --test serve -- requests_of_any_shape` looks for an hour.
#[test]
fn requests_of_any_shape_leave_it_whole() {
    const PIECES: [&[u8]; 24] = [
        b"GET ",
        b"HEAD ",
        b"POST ",
        b"/",
        b"/../..",
        b"/%2e%2e/",
        b"%",
        b"%00",
        b"%zz",
        b"%c0%af",
        b"?q=",
        b"#",
        b" HTTP/1.1",
        b" HTTP/9.9",
        b"\r\n",
        b"\n",
        b"\0",
        b"Host: ",
        b"localhost:",
        b"Range: bytes=-1,5-,99999999999999999999-",
        b": ",
        b"If-None-Match: \"",
        b"Content-Length: -1",
        "/kh\u{f4}ng/\u{202e}\u{feff}".as_bytes(),
    ];
    let cases = std::env::var("FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300);
    let (_project, serving) = running();
    let good = serving.get("/").body;
    let mut state = 7_u64;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    for case in 0..cases {
        // A request as it should be, then cut, doubled, and with pieces put where they do not belong.
        let mut bytes = format!("GET {FILE} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", serving.port).into_bytes();
        for _ in 0..=roll(6) {
            let (at, piece) = (roll(bytes.len() + 1), PIECES[roll(PIECES.len())]);
            match roll(4) {
                0 => drop(bytes.splice(at..bytes.len().min(at + roll(20)), piece.iter().copied())),
                1 => drop(bytes.splice(at..at, piece.repeat(roll(40)))),
                2 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, roll(256) as u8),
            }
        }
        let mut stream = serving.connect();
        // It may hang up before all is written.
        let _ = stream.write_all(&bytes).and_then(|()| stream.shutdown(std::net::Shutdown::Write));
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        assert!(reply.is_empty() || reply.starts_with(b"HTTP/1."), "case {case}: {bytes:?} → {reply:?}");
        assert!(!reply.windows(6).any(|six| six == b"secret"), "case {case}: {bytes:?}");
        if case % 50 == 0 {
            assert!(serving.get("/").body == good, "case {case}");
        }
    }
    assert!(serving.get("/").body == good);
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_goes_round_the_gate() {
    let (_project, serving) = running();
    let ports = serving.ports();
    let inner: Vec<u16> = ports.iter().copied().filter(|port| *port != serving.port).collect();
    assert!(ports.contains(&serving.port) && inner.len() == 1, "{ports:?}");
    for host in [serving.port, inner[0]] {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", inner[0])).expect("it listens");
        stream.set_read_timeout(Some(serving::PATIENCE)).expect("a timeout can be set");
        stream
            .write_all(format!("GET / HTTP/1.1\r\nHost: localhost:{host}\r\nConnection: close\r\n\r\n").as_bytes())
            .expect("it reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("it ends");
        assert_eq!(reply, "");
    }
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let (project, serving) = running();
    let (file, _) = attachment(&project);
    for target in ["/", "/robots.txt", &file] {
        let first = serving.get(target);
        let tag = first.header("ETag").expect("a tag");
        let ask = |header: String| serving.send(&format!("GET {target} HTTP/1.1"), &[&header]);
        let known = ask(format!("If-None-Match: \"x\", W/{tag}"));
        assert_eq!((known.status, known.body.len()), (304, 0), "{target}");
        assert_eq!(ask("If-None-Match: \"x\"".into()).status, 200, "{target}");
    }
    let date = serving.get(&file);
    let date = date.header("Last-Modified").expect("a date");
    let ask = |date: &str| serving.send(&format!("GET {file} HTTP/1.1"), &[&format!("If-Modified-Since: {date}")]);
    assert_eq!(ask(date).status, 304);
    assert_eq!(ask("Sat, 24 Apr 1999 08:00:00 GMT").status, 200);
}

#[test]
fn one_range_of_a_file_can_be_had() {
    let (project, serving) = running();
    let (file, bytes) = attachment(&project);
    let robots = serving.get("/robots.txt").body;
    for (target, bytes) in [(file.as_str(), &bytes), ("/robots.txt", &robots)] {
        let size = bytes.len();
        let ask = |headers: &[&str]| -> Reply { serving.send(&format!("GET {target} HTTP/1.1"), headers) };
        let part = ask(&["Range: bytes=2-4"]);
        assert_eq!((part.status, &*part.body), (206, &bytes[2..5]));
        assert_eq!(part.header("Content-Range"), Some(&*format!("bytes 2-4/{size}")));
        assert_eq!(part.header("Content-Length"), Some("3"));
        assert_eq!(ask(&["Range: bytes=-3"]).body, bytes[size - 3..]);
        let beyond = ask(&[&format!("Range: bytes={size}-")]);
        assert_eq!((beyond.status, beyond.header("Content-Range")), (416, Some(&*format!("bytes */{size}"))));
        let whole = ask(&["Range: bytes=2-4", "If-Range: \"old\""]);
        assert_eq!((whole.status, whole.body.len()), (200, size));
    }
}

#[test]
fn five_hundred_silent_connections_and_slow_ones_keep_nobody_out() {
    let (_project, mut serving) = running();
    let mut crowd = Vec::new();
    for n in 0..500 {
        let mut stream = serving.connect();
        if n % 2 == 0 {
            // Half of a head; the rest of it never comes.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nX: ");
        }
        crowd.push(stream);
        if n % 50 == 49 {
            let began = Instant::now();
            assert_eq!(serving.get("/").status, 200);
            assert!(began.elapsed() < Duration::from_secs(5), "{:?} behind {n} others", began.elapsed());
        }
    }
    // A byte a time: each is read, and the last of them still asks for nothing.
    for _ in 0..20 {
        for stream in crowd.iter_mut().rev().take(20) {
            let _ = stream.write_all(b"a");
        }
        assert_eq!(serving.get("/robots.txt").status, 200);
    }
    // Open pages: those that came first are let go, and what they held.
    let listen = || -> Vec<_> { (0..200).map(|_| serving.listen()).collect() };
    let first = listen();
    assert_eq!(serving.get("/").status, 200);
    let before = serving.memory();
    let second = listen();
    std::thread::sleep(Duration::from_secs(3));
    let third = listen();
    assert_eq!(serving.get("/").status, 200);
    assert!(serving.memory() < before + (96 << 20), "{} after {before}", serving.memory());
    assert!(serving.is_running());
    drop((crowd, first, second, third));
}

#[cfg(unix)]
#[test]
fn signals_end_it_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let (_project, serving) = running();
        let _open_page = serving.listen();
        let _silent = serving.connect();
        let began = Instant::now();
        assert!(serving.stop(signal).success(), "{signal}");
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}

#[test]
fn a_busy_port_moves_the_server_to_the_next() {
    let busy = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = busy.local_addr().expect("an address").port();
    let project = SiteTest::from("empty");
    let serving = Serving::with(project.root(), &["--port", &port.to_string()]);
    assert_ne!(serving.port, port);
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn what_cannot_be_served_ends_the_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_doithoai"));
        command.arg("serve").arg(folder.path()).args(arguments).output().expect("the program runs")
    };
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("không có thư mục `content`"));
    let output = run(&["--host", "192.0.2.1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("192.0.2.1"));
}

//! A running preview and what a browser says to it.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "each test binary uses its part; tests start programs and wait for them"
)]

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_mins(1);

pub struct Serving {
    child: Child,
    pub port: u16,
}

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The bytes without the script of the preview.
    pub fn plain(&self) -> Vec<u8> {
        let text = self.text();
        match text.find("<script src=\"/__doithoai/reload.js\"") {
            Some(at) if self.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html")) => {
                let end = at + text[at..].find("</script>").expect("it ends") + "</script>".len();
                format!("{}{}", &text[..at], &text[end..]).into_bytes()
            }
            _ => self.body.clone(),
        }
    }
}

impl Serving {
    /// Serves the project at `root` on a free port.
    pub fn of(root: &Path) -> Self {
        Self::with(root, &["--port", "0"])
    }

    pub fn with(root: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_doithoai"))
            .arg("serve")
            .arg(root)
            .args(arguments)
            .env_remove("DOITHOAI_LANG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its results")).read_line(&mut line).expect("it tells its address");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("no address: {line:?}")) }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        stream
    }

    /// Sends a request line and headers as they are, `Host` added, and reads to the end.
    pub fn send(&self, line: &str, headers: &[&str]) -> Reply {
        let host = format!("Host: localhost:{}", self.port);
        self.send_raw(&[&[line, &host], headers].concat().join("\r\n"))
    }

    pub fn send_raw(&self, head: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(format!("{head}\r\n\r\n").as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let ends = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..ends]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Reply { status, head, body: bytes[ends + 4..].to_vec() }
    }

    pub fn get(&self, target: &str) -> Reply {
        self.send(&format!("GET {target} HTTP/1.1"), &[])
    }

    /// What an open page hears from now on.
    pub fn listen(&self) -> News {
        let mut stream = self.connect();
        let head = format!("GET /__doithoai/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("it reads");
        News(BufReader::new(stream))
    }

    /// Asks for `target` until `is` holds of the reply.
    #[track_caller]
    pub fn until(&self, target: &str, is: impl Fn(&Reply) -> bool) -> Reply {
        let began = Instant::now();
        loop {
            let reply = self.get(target);
            if is(&reply) {
                return reply;
            }
            assert!(began.elapsed() < PATIENCE, "{target} stays {}: {}", reply.status, reply.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends a signal, and tells how the program ended.
    pub fn stop(mut self, signal: &str) -> std::process::ExitStatus {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
        self.child.wait().expect("it ends")
    }

    /// The memory that it holds, in bytes.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("the system tells");
        line.trim().trim_end_matches(" kB").trim().parse::<u64>().expect("a number") * 1024
    }

    /// The ports on which it listens.
    #[cfg(target_os = "linux")]
    pub fn ports(&self) -> Vec<u16> {
        let process = format!("/proc/{}", self.child.id());
        let open = std::fs::read_dir(format!("{process}/fd")).expect("it runs").flatten();
        let open: Vec<String> = open
            .filter_map(|entry| std::fs::read_link(entry.path()).ok())
            .map(|link| link.to_string_lossy().into_owned())
            .collect();
        let table = std::fs::read_to_string(format!("{process}/net/tcp")).expect("the system tells");
        let rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let listening = rows.filter(|row| {
            row.get(3) == Some(&"0A") && row.get(9).is_some_and(|node| open.contains(&format!("socket:[{node}]")))
        });
        let port = |row: Vec<&str>| u16::from_str_radix(row[1].rsplit(':').next().expect("a port"), 16);
        listening.map(|row| port(row).expect("a number")).collect()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("it can be asked").is_none()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Mostly it runs still.
        let _ = (self.child.kill(), self.child.wait());
    }
}

/// What an open page hears.
pub struct News(BufReader<TcpStream>);

impl News {
    /// The next event.
    #[track_caller]
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            match self.0.read_line(&mut line) {
                Ok(0) => panic!("nobody tells anything any more"),
                Ok(_) => {
                    if let Some(text) = line.strip_prefix("data: ") {
                        return serde_json::from_str(text.trim()).expect("JSON");
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => panic!("no news: {error}"),
            }
        }
    }

    /// The next event of which `is` holds, and all that came before it.
    #[track_caller]
    pub fn until(&mut self, is: impl Fn(&serde_json::Value) -> bool) -> Vec<serde_json::Value> {
        let mut heard = Vec::new();
        loop {
            heard.push(self.next());
            if heard.last().is_some_and(&is) {
                return heard;
            }
        }
    }
}

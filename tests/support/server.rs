//! A web server on the loopback address: routes set by closures, every request counted.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

#[allow(unused_imports)] // What its users name, and not all of them name all.
pub use super::response::{Framing, Gate, Response};

/// One request as it came in.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    /// The target as sent: a whole address if the server is used as a proxy.
    pub target: String,
    /// The target's path and query.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// What it carries: as many bytes as `Content-Length` says.
    pub body: Vec<u8>,
}

impl Request {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The host that was asked for, without its port.
    pub fn host(&self) -> &str {
        let host = self.header("host").unwrap_or("");
        host.rsplit_once(':').map_or(host, |(host, _)| host)
    }
}

type Route = Arc<dyn Fn(&Request) -> Response + Send + Sync>;

#[derive(Default)]
struct Log {
    requests: Vec<Request>,
    now: HashMap<String, usize>,
    most: HashMap<String, usize>,
    connections: usize,
}

#[derive(Default)]
struct Shared {
    routes: Mutex<HashMap<String, Route>>,
    log: Mutex<Log>,
    ended: AtomicBool,
}

/// The server. It ends when it is dropped; a connection has a thread, and serves any number of
/// requests in turn. It can be named as a proxy too: it answers itself, whatever the host.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// On a free port of 127.0.0.1.
    pub fn start() -> Server {
        Server::on("127.0.0.1")
    }

    /// On a free port of another loopback address ("127.0.0.2", "::1"); not every system has them.
    pub fn on(host: &str) -> Server {
        let listener = TcpListener::bind((host, 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared::default());
        let known = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if known.ended.load(Ordering::Relaxed) {
                    return;
                }
                lock(&known.log).connections += 1;
                let known = Arc::clone(&known);
                thread::spawn(move || converse(&stream, &known));
            }
        });
        Server { address, shared }
    }

    /// "127.0.0.1:PORT"
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The whole address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets the answer for a path (with its query), replacing an earlier one. The path "*" is for
    /// all paths without a route, which otherwise get 404.
    pub fn route(&self, path: &str, answer: impl Fn(&Request) -> Response + Send + Sync + 'static) {
        lock(&self.shared.routes).insert(path.to_owned(), Arc::new(answer));
    }

    /// Sets the same answer for every request.
    pub fn serve(&self, path: &str, answer: Response) {
        self.route(path, move |_| answer.clone());
    }

    /// Returns how often that path was requested.
    pub fn count(&self, path: &str) -> usize {
        lock(&self.shared.log).requests.iter().filter(|request| request.path == path).count()
    }

    /// All requests so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).requests.clone()
    }

    /// The last request for that path.
    pub fn last(&self, path: &str) -> Option<Request> {
        let log = lock(&self.shared.log);
        log.requests.iter().rev().find(|request| request.path == path).cloned()
    }

    /// The most requests that were under way at once with that host in their header (no port).
    pub fn most_at_once(&self, host: &str) -> usize {
        lock(&self.shared.log).most.get(host).copied().unwrap_or(0)
    }

    /// The most requests that were under way at once, whatever their host.
    pub fn most_at_all(&self) -> usize {
        self.most_at_once("*")
    }

    /// Returns the number of connections.
    pub fn connections(&self) -> usize {
        lock(&self.shared.log).connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no panic under the lock")
}

/// Serves one connection.
fn converse(stream: &TcpStream, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    let mut lines = BufReader::new(stream);
    loop {
        let Some(request) = read_request(&mut lines) else {
            // What is no question, such as a TLS handshake, is told so.
            let mut stream = stream;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            break;
        };
        if request.method == "CONNECT" {
            // A tunnel through a proxy: whatever its other end, it is this server.
            lock(&shared.log).requests.push(request);
            let mut stream = stream;
            let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n");
            continue;
        }
        let host = request.host().to_owned();
        begin(shared, &host, &request);
        let route = {
            let routes = lock(&shared.routes);
            routes.get(&request.path).or_else(|| routes.get("*")).cloned()
        };
        let answer = route.map_or_else(|| Response::status(404), |route| route(&request));
        if let Some(gate) = &answer.gate {
            gate.pass(|| shared.ended.load(Ordering::Relaxed));
        }
        let sent = send(stream, &request, &answer, shared);
        end(shared, &host);
        if !sent.unwrap_or(false) {
            break;
        }
    }
    let _ = stream.shutdown(std::net::Shutdown::Both);
}

fn begin(shared: &Shared, host: &str, request: &Request) {
    let mut log = lock(&shared.log);
    log.requests.push(request.clone());
    for host in [host, "*"] {
        let now = log.now.entry(host.to_owned()).or_default();
        *now += 1;
        let now = *now;
        let most = log.most.entry(host.to_owned()).or_default();
        *most = now.max(*most);
    }
}

fn end(shared: &Shared, host: &str) {
    let mut log = lock(&shared.log);
    for host in [host, "*"] {
        *log.now.entry(host.to_owned()).or_default() -= 1;
    }
}

fn read_request(lines: &mut BufReader<&TcpStream>) -> Option<Request> {
    let mut first = String::new();
    lines.by_ref().take(65_536).read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        lines.by_ref().take(65_536).read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]).to_owned(),
        None => target.clone(),
    };
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value): &(String, String)| value.parse().ok()).unwrap_or(0);
    let mut body = Vec::new();
    lines.by_ref().take(length).read_to_end(&mut body).ok()?;
    Some(Request { method, target, path, headers, body })
}

/// Sends the answer; whether the connection can serve another request.
fn send(
    stream: &TcpStream,
    request: &Request,
    answer: &Response,
    shared: &Shared,
) -> io::Result<bool> {
    let mut out = Out { stream, answer, shared };
    if let Some(raw) = &answer.raw {
        out.write(raw)?;
        return Ok(false);
    }
    if is_unchanged(request, answer) {
        let tags = answer.headers.iter().filter(|(name, _)| name != "Content-Encoding");
        out.write(head(304, tags, "").as_bytes())?;
        return Ok(true);
    }
    let framing = match answer.framing {
        Framing::Length => format!("Content-Length: {}\r\n", answer.body.len()),
        Framing::WrongLength(bytes) => format!("Content-Length: {bytes}\r\n"),
        Framing::Chunked(_) => "Transfer-Encoding: chunked\r\n".to_owned(),
        Framing::Close => "Connection: close\r\n".to_owned(),
    };
    out.write(head(answer.status, answer.headers.iter(), &framing).as_bytes())?;
    let body = &answer.body[..answer.cut.unwrap_or(usize::MAX).min(answer.body.len())];
    loop {
        match answer.framing {
            Framing::Chunked(size) => {
                for piece in body.chunks(size) {
                    out.write(format!("{:x}\r\n", piece.len()).as_bytes())?;
                    out.write(piece)?;
                    out.write(b"\r\n")?;
                }
            }
            _ => out.write(body)?,
        }
        if !answer.endless || shared.ended.load(Ordering::Relaxed) {
            break;
        }
    }
    let is_whole = answer.cut.is_none();
    if matches!(answer.framing, Framing::Chunked(_)) && is_whole {
        out.write(b"0\r\n\r\n")?;
    }
    Ok(is_whole && matches!(answer.framing, Framing::Length | Framing::Chunked(_)))
}

fn head<'a>(
    status: u16,
    headers: impl Iterator<Item = &'a (String, String)>,
    framing: &str,
) -> String {
    let headers: String = headers.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status} Reason\r\n{headers}{framing}\r\n")
}

/// Returns whether the client has the answer already: it sent the entity tag or, without one, the
/// date.
fn is_unchanged(request: &Request, answer: &Response) -> bool {
    let held = |name: &str| {
        let found = answer.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    };
    if !answer.conditional || answer.status != 200 {
        return false;
    }
    match (request.header("if-none-match"), request.header("if-modified-since")) {
        (Some(tag), _) => held("ETag") == Some(tag),
        (None, Some(date)) => held("Last-Modified") == Some(date),
        (None, None) => false,
    }
}

/// Writes at the pace of the answer.
struct Out<'a> {
    stream: &'a TcpStream,
    answer: &'a Response,
    shared: &'a Shared,
}

impl Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(pause) = self.answer.pause else { return self.stream.write_all(bytes) };
        for byte in bytes {
            if self.shared.ended.load(Ordering::Relaxed) {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            self.stream.write_all(&[*byte])?;
            thread::sleep(pause);
        }
        Ok(())
    }
}

//! Answers of the loopback server: well-formed, slow, cut short, endless, compressed, or false.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How the end of a body is marked.
#[derive(Clone, Copy)]
pub enum Framing {
    /// By its length.
    Length,
    /// By a length that is not its own.
    WrongLength(usize),
    /// In chunks of so many bytes.
    Chunked(usize),
    /// By closing the connection.
    Close,
}

/// One answer. Built from `Response::ok` and the like; each method changes one thing.
#[derive(Clone)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub framing: Framing,
    /// The pause after each byte.
    pub pause: Option<Duration>,
    /// The body again and again, until the other side hangs up.
    pub endless: bool,
    /// The connection is closed after so many bytes of the body.
    pub cut: Option<usize>,
    /// Sent as it is, in place of status, headers and body.
    pub raw: Option<Vec<u8>>,
    /// Nothing is sent before it opens.
    pub gate: Option<Gate>,
    /// Whether a repeated request is answered by 304 (needs an entity tag or a date).
    pub conditional: bool,
}

impl Response {
    /// 200 with that body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Response {
        Response {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
            framing: Framing::Length,
            pause: None,
            endless: false,
            cut: None,
            raw: None,
            gate: None,
            conditional: true,
        }
    }

    /// A feed in RSS.
    pub fn rss(body: impl Into<Vec<u8>>) -> Response {
        Response::ok(body).kind("application/rss+xml")
    }

    /// A page.
    pub fn html(body: impl Into<Vec<u8>>) -> Response {
        Response::ok(body).kind("text/html; charset=utf-8")
    }

    /// A response with that status and a short text.
    pub fn status(status: u16) -> Response {
        Response { status, ..Response::ok(format!("status {status}\n")) }
    }

    /// A redirect: 301, 302, 303, 307, 308.
    pub fn redirect(status: u16, to: &str) -> Response {
        Response::status(status).header("Location", to)
    }

    /// Sends exactly those bytes and closes the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Response {
        Response { raw: Some(bytes.into()), ..Response::ok("") }
    }

    /// `mebibytes` of zeros, packed as `encoding` (gzip, br, zstd, deflate): a decompression bomb.
    pub fn bomb(encoding: &str, mebibytes: usize) -> Response {
        Response::ok(vec![b' '; mebibytes << 20]).packed(encoding)
    }

    pub fn header(mut self, name: &str, value: &str) -> Response {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The content type.
    pub fn kind(self, kind: &str) -> Response {
        self.header("Content-Type", kind)
    }

    /// An entity tag (with its quotes); who sends it back gets a 304.
    pub fn etag(self, tag: &str) -> Response {
        self.header("ETag", tag)
    }

    /// The date of the last change; who sends it back gets a 304.
    pub fn last_modified(self, date: &str) -> Response {
        self.header("Last-Modified", date)
    }

    /// Seconds or a date.
    pub fn retry_after(self, value: &str) -> Response {
        self.header("Retry-After", value)
    }

    /// Tags and dates are sent, and never compared with what comes back.
    pub fn unconditional(mut self) -> Response {
        self.conditional = false;
        self
    }

    /// The body packed: gzip, br, zstd or deflate (as zlib).
    pub fn packed(mut self, encoding: &str) -> Response {
        self.body = pack(&self.body, encoding);
        self.header("Content-Encoding", encoding)
    }

    pub fn chunked(self, bytes: usize) -> Response {
        Response { framing: Framing::Chunked(bytes.max(1)), ..self }
    }

    /// The body ends where the connection does.
    pub fn until_close(self) -> Response {
        Response { framing: Framing::Close, ..self }
    }

    /// Declares a length that differs from the body's.
    pub fn wrong_length(self, bytes: usize) -> Response {
        Response { framing: Framing::WrongLength(bytes), ..self }
    }

    /// One byte at a time with a pause after each, headers included.
    pub fn slow(self, pause: Duration) -> Response {
        Response { pause: Some(pause), ..self }
    }

    /// The connection is closed after so many bytes of the body.
    pub fn cut(self, bytes: usize) -> Response {
        Response { cut: Some(bytes), ..self }
    }

    /// The body is repeated until the other side hangs up.
    pub fn endless(self) -> Response {
        Response { endless: true, framing: Framing::Chunked(4096), ..self }
    }

    /// Nothing is sent before the gate is open.
    pub fn behind(self, gate: &Gate) -> Response {
        Response { gate: Some(gate.clone()), ..self }
    }
}

/// Holds answers back until a test opens it. Opens by itself when the server ends.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub fn closed() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        *self.0.0.lock().expect("no panic under the lock") = true;
        self.0.1.notify_all();
    }

    /// Waits for it, looking now and then whether `given_up`.
    pub fn pass(&self, given_up: impl Fn() -> bool) {
        let mut is_open = self.0.0.lock().expect("no panic under the lock");
        while !*is_open && !given_up() {
            let wait = self.0.1.wait_timeout(is_open, Duration::from_millis(20));
            is_open = wait.expect("no panic under the lock").0;
        }
    }
}

/// `bytes` packed as a server would.
pub fn pack(bytes: &[u8], encoding: &str) -> Vec<u8> {
    let mut out = Vec::new();
    match encoding {
        "gzip" | "x-gzip" => {
            let mut packer = flate2::write::GzEncoder::new(&mut out, flate2::Compression::fast());
            packer.write_all(bytes).and_then(|()| packer.try_finish()).expect("it packs");
        }
        "deflate" => {
            let mut packer = flate2::write::ZlibEncoder::new(&mut out, flate2::Compression::fast());
            packer.write_all(bytes).and_then(|()| packer.try_finish()).expect("it packs");
        }
        "raw deflate" => {
            let fast = flate2::Compression::fast();
            let mut packer = flate2::write::DeflateEncoder::new(&mut out, fast);
            packer.write_all(bytes).and_then(|()| packer.try_finish()).expect("it packs");
        }
        "br" => {
            let mut packer = brotli::CompressorWriter::new(&mut out, 4096, 1, 22);
            packer.write_all(bytes).expect("it packs");
        }
        "zstd" => {
            let level = ruzstd::encoding::CompressionLevel::Fastest;
            out = ruzstd::encoding::compress_to_vec(bytes, level);
        }
        other => panic!("no packer for {other}"),
    }
    out
}

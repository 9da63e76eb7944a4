//! Answers of servers, byte for byte: a fetch always ends in time and within its limits.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::domain::Validators;
use onrecord::ingest::{FetchRequest, Fetcher, Hints, NetSettings, WantedContent};

const MOST: u64 = 1 << 20;

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

/// A server that gives every request the same bytes. It is also the proxy for every address, so
/// that no redirect leads outside.
struct Server {
    answer: Arc<Mutex<Vec<u8>>>,
    fetcher: Fetcher,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let answer = Arc::new(Mutex::new(Vec::new()));
        let given = Arc::clone(&answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let bytes = given.lock().map(|bytes| bytes.clone()).unwrap_or_default();
                serve(stream, &bytes);
            }
        });
        let settings = NetSettings {
            timeout: Duration::from_secs(2),
            most_bytes: MOST,
            allow_private: false,
            agent: None,
        };
        let proxy = format!("http://127.0.0.1:{port}");
        let fetcher = Fetcher::in_environment(&settings, |name| {
            ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].contains(&name).then(|| proxy.clone())
        });
        Server { answer, fetcher }
    }
}

fn serve(mut stream: TcpStream, bytes: &[u8]) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let mut request = Vec::new();
    let mut part = [0; 4096];
    while !request.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(1..) if request.len() < 1 << 16 => request.extend_from_slice(&part),
            _ => return,
        }
    }
    let _ = stream.write_all(bytes);
}

/// The bytes are all that the server says.
pub(crate) fn door(bytes: &[u8]) {
    let server = &*SERVER;
    if let Ok(mut answer) = server.answer.lock() {
        *answer = bytes.to_vec();
    }
    let begun = Instant::now();
    let validators = Validators::default();
    let ask = FetchRequest {
        address: "http://wire.example/feed",
        validators: &validators,
        wanted: WantedContent::Feed,
    };
    let answer = server.fetcher.fetch(&ask, &AtomicBool::new(false));
    assert!(begun.elapsed() < Duration::from_secs(20), "the time limit is kept");
    let Ok(answer) = answer else { return };
    let reply = answer.reply();
    assert!(reply.bytes.len() as u64 <= MOST, "the limit of bytes is kept");
    let hints = Hints {
        charset: reply.charset.as_deref(),
        address: Some(&reply.address),
        ..Hints::default()
    };
    if let Ok(parsed) = onrecord::ingest::parse_with(&reply.bytes, &hints) {
        parsed.drafts.iter().for_each(super::check_draft);
    }
}

//! Tests of compressed answers, and of decompression bombs.

use onrecord::ingest::{FetchError, NetSettings};

use super::support::response::pack;
use super::support::server::{Response, Server};
use super::{ask, direct, failure, fresh, patient};

const ENCODINGS: [&str; 4] = ["gzip", "br", "zstd", "deflate"];

fn words() -> Vec<u8> {
    (0..20_000).flat_map(|n| format!("word {} ", n * 7919 % 20_011).into_bytes()).collect()
}

#[test]
fn packed_answers_are_unpacked() {
    let server = Server::start();
    for encoding in ENCODINGS {
        let whole = Response::rss(words()).packed(encoding);
        server.serve("/whole", whole.clone());
        server.serve("/chunks", whole.clone().chunked(11));
        server.serve("/close", whole.until_close());
        for path in ["/whole", "/chunks", "/close"] {
            assert!(fresh(&server.url(path)).bytes == words(), "{encoding} {path}");
        }
        server.serve("/nothing", Response::rss("").packed(encoding));
        assert_eq!(fresh(&server.url("/nothing")).bytes, b"", "{encoding}");
    }
}

#[test]
fn ways_of_packing_that_no_standard_has_are_read_too() {
    let server = Server::start();
    let claims = |encoding: &str, body: Vec<u8>| {
        server.serve("/feed", Response::rss(body).header("Content-Encoding", encoding));
        fresh(&server.url("/feed")).bytes
    };
    assert!(claims("deflate", pack(&words(), "raw deflate")) == words());
    assert!(claims("X-GZIP", pack(&words(), "gzip")) == words());
    assert!(claims("gzip", words()) == words(), "said to be packed, and plain");
    assert!(claims("identity", words()) == words());
    assert!(claims("br, gzip", pack(&pack(&words(), "br"), "gzip")) == words());
    let two = [pack(b"one ", "gzip"), pack(b"two", "gzip"), b"\0\0garbage".to_vec()].concat();
    assert_eq!(claims("gzip", two), b"one two");
    let two = [pack(b"one ", "zstd"), pack(b"two", "zstd")].concat();
    assert_eq!(claims("zstd", two), b"one two");
    for encoding in ENCODINGS {
        assert_eq!(claims(encoding, Vec::new()), b"", "{encoding}");
    }
}

#[test]
fn decompression_bombs_are_refused() {
    let server = Server::start();
    let settings = NetSettings { most_bytes: 1 << 20, ..patient() };
    for encoding in ENCODINGS {
        server.serve("/bomb", Response::bomb(encoding, 32));
        let error = ask(&direct(&settings), &server.url("/bomb")).expect_err("a refusal");
        assert_eq!(error, FetchError::TooLarge { most: 1 << 20 }, "{encoding}");
        assert!(error.hint().is_some_and(|hint| hint.contains("max-size")));
    }
    let twice = pack(&pack(&vec![0; 64 << 20], "gzip"), "gzip");
    assert!(twice.len() < 10_000, "a bomb in a bomb");
    server.serve("/twice", Response::ok(twice).header("Content-Encoding", "gzip, gzip"));
    let error = ask(&direct(&settings), &server.url("/twice")).expect_err("a refusal");
    assert_eq!(error, FetchError::TooLarge { most: 1 << 20 });
}

#[test]
fn limits_are_exact() {
    let server = Server::start();
    let settings = NetSettings { most_bytes: 1000, ..patient() };
    for (bytes, is_fine) in [(1000, true), (1001, false)] {
        let body = vec![b'x'; bytes];
        let plain = Response::ok(body.clone());
        for (how, answer) in [
            ("length", plain.clone()),
            ("chunks", plain.clone().chunked(10)),
            ("close", plain.clone().until_close()),
            ("gzip", plain.clone().packed("gzip")),
            ("zstd", plain.packed("zstd")),
        ] {
            server.serve("/feed", answer);
            let found = ask(&direct(&settings), &server.url("/feed"));
            assert_eq!(found.is_ok(), is_fine, "{how} {bytes}: {found:?}");
        }
    }
}

#[test]
fn packing_that_cannot_be_undone_is_an_error() {
    let server = Server::start();
    for encoding in ENCODINGS {
        let whole = pack(&words(), encoding);
        let half = whole[..whole.len() / 2].to_vec();
        server.serve("/half", Response::rss(half).header("Content-Encoding", encoding));
        let error = failure(&server.url("/half"));
        assert!(matches!(error, FetchError::Broken(_)), "{encoding}: {error:?}");
        let mut wrong = whole.clone();
        let middle = wrong.len() / 2;
        wrong[middle..middle + 64].fill(0xff);
        server.serve("/wrong", Response::rss(wrong).header("Content-Encoding", encoding));
        let error = failure(&server.url("/wrong"));
        assert!(matches!(error, FetchError::Broken(_)), "{encoding}: {error:?}");
    }
    for (encoding, names) in [("compress", "compress"), ("gzip, gzip, gzip, gzip", "layers")] {
        server.serve("/feed", Response::rss("x").header("Content-Encoding", encoding));
        assert!(failure(&server.url("/feed")).to_string().contains(names), "{encoding}");
    }
}

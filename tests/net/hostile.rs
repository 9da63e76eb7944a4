//! Tests of broken, false and endless answers.

use std::net::TcpListener;

use onrecord::ingest::{FetchError, NetSettings};

use super::support::server::{Response, Server};
use super::{ask, direct, failure, fetch, fresh, patient};

#[test]
fn answers_that_break_off_are_errors() {
    let server = Server::start();
    server.serve("/cut", Response::rss("x".repeat(1000)).cut(100));
    server.serve("/chunks", Response::rss("x".repeat(1000)).chunked(10).cut(100));
    server.serve("/promise", Response::rss("short").wrong_length(1000));
    server.serve("/header", Response::raw("HTTP/1.1 200 OK\r\nContent-Ty"));
    server.serve("/nothing", Response::raw(""));
    for path in ["/cut", "/chunks", "/promise", "/header", "/nothing"] {
        let error = failure(&server.url(path));
        assert!(matches!(error, FetchError::Broken(_)), "{path}: {error:?}");
        assert!(error.is_temporary() && error.hint().is_some());
    }
}

#[test]
fn a_length_that_is_too_short_ends_the_answer() {
    let server = Server::start();
    server.serve("/feed", Response::rss("0123456789").wrong_length(4));
    let fetcher = direct(&patient());
    for _ in 0..3 {
        let answer = ask(&fetcher, &server.url("/feed")).expect("an answer");
        assert_eq!(answer.reply().bytes, b"0123", "what is left over belongs to no answer");
    }
}

#[test]
fn what_is_no_answer_is_an_error() {
    let server = Server::start();
    let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(5000));
    for (what, raw) in [
        ("garbage", b"\x00\x01\x02 garbage \x1b[2J\r\n\r\n".to_vec()),
        ("another protocol", b"SSH-2.0-OpenSSH_9\r\n".to_vec()),
        ("a page without a header", b"<html><body>hello</body></html>".to_vec()),
        ("a bad length", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello".to_vec()),
        (
            "two lengths",
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!".to_vec(),
        ),
        (
            "a bad chunk",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n".to_vec(),
        ),
        (
            "a huge chunk",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx"
                .to_vec(),
        ),
        ("a long header", long.into_bytes()),
        ("many headers", many.into_bytes()),
        ("a bad status", b"HTTP/1.1 9x9 OK\r\n\r\n".to_vec()),
    ] {
        server.serve("/feed", Response::raw(raw));
        let found = fetch(&server.url("/feed"));
        let Err(error) = found else { panic!("{what}: {found:?}") };
        assert!(matches!(error, FetchError::Broken(_)), "{what}: {error:?}");
        assert!(!error.to_string().contains('\x1b'), "{what}");
    }
}

#[test]
fn answers_without_end_are_too_large() {
    let server = Server::start();
    server.serve("/feed", Response::rss("<item>again</item>").endless());
    let settings = NetSettings { most_bytes: 100_000, ..patient() };
    let error = ask(&direct(&settings), &server.url("/feed")).expect_err("a refusal");
    assert_eq!(error, FetchError::TooLarge { most: 100_000 });
}

#[test]
fn what_is_said_to_be_too_large_is_not_read() {
    let server = Server::start();
    server.serve("/feed", Response::rss("x").wrong_length(usize::MAX >> 1));
    let error = failure(&server.url("/feed"));
    assert!(matches!(error, FetchError::TooLarge { .. }), "{error:?}");
}

#[test]
fn an_unasked_for_unchanged_is_an_error() {
    let server = Server::start();
    server.serve("/feed", Response::raw("HTTP/1.1 304 Not Modified\r\n\r\n"));
    assert!(matches!(failure(&server.url("/feed")), FetchError::Broken(_)));
}

#[test]
fn wrong_character_sets_are_passed_on_and_never_trusted() {
    let server = Server::start();
    server.serve("/feed", Response::ok("é").kind("text/xml; charset=klingon"));
    let reply = fresh(&server.url("/feed"));
    assert_eq!(
        (reply.charset.as_deref(), reply.bytes.as_slice()),
        (Some("klingon"), "é".as_bytes())
    );
    server.serve("/feed", Response::ok("é").kind("text/xml; charset=a b"));
    assert_eq!(fresh(&server.url("/feed")).charset, None);
}

#[test]
fn where_nobody_listens_nothing_is_reached() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = format!("http://{}/feed", free.expect("a free port"));
    let error = failure(&address);
    assert!(matches!(error, FetchError::Unreachable(_)), "{error:?}");
    assert!(error.is_temporary());
}

#[test]
fn a_server_without_a_secure_connection_is_told() {
    let server = Server::start();
    let address = server.url("/feed").replace("http:", "https:");
    let error = failure(&address);
    assert!(matches!(error, FetchError::Tls(_)), "{error:?}");
}

#[test]
fn what_is_no_web_address_is_not_fetched() {
    for address in ["file:///etc/passwd", "", "ftp://127.0.0.1/", "http://", "http://a b\x1b/"] {
        let error = failure(address);
        assert!(matches!(error, FetchError::BadAddress(_)), "{address}: {error:?}");
        assert!(!error.to_string().contains('\x1b'));
    }
}

#[test]
fn a_part_that_was_not_asked_for_is_not_taken_for_the_whole() {
    let server = Server::start();
    server.serve("/part", Response::status(206));
    let error = failure(&server.url("/part"));
    assert!(matches!(error, FetchError::Broken(_)), "{error:?}");
}

//! Tests of fetching through the proxies of the environment.

use onrecord::ingest::{FetchError, Fetcher, Refusal};

use super::support::server::{Response, Server};
use super::{ask, patient};

fn through(variables: &[(&str, String)]) -> Fetcher {
    Fetcher::in_environment(&patient(), |name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone())
    })
}

#[test]
fn plain_addresses_are_asked_for_by_their_whole_address() {
    let proxy = Server::start();
    proxy.serve("/feed?x=1", Response::rss("through"));
    let named = proxy.url("/").replace("http://", "http://ann:secret@");
    let fetcher = through(&[("http_proxy", named)]);
    for _ in 0..2 {
        let answer = ask(&fetcher, "http://news.example/feed?x=1").expect("an answer");
        assert_eq!(answer.reply().bytes, b"through");
    }
    let request = proxy.last("/feed?x=1").expect("a request");
    assert_eq!(request.target, "http://news.example/feed?x=1");
    assert_eq!(request.header("host"), Some("news.example"));
    assert_eq!(request.header("proxy-authorization"), Some("Basic YW5uOnNlY3JldA=="));
    assert_eq!(request.header("authorization"), None);
}

#[test]
fn secure_addresses_go_through_a_tunnel() {
    let proxy = Server::start();
    let fetcher = through(&[("HTTPS_PROXY", proxy.url("/"))]);
    let error = ask(&fetcher, "https://news.example/feed").expect_err("no TLS at the other end");
    assert!(matches!(error, FetchError::Tls(_)), "{error:?}");
    let request = &proxy.requests()[0];
    assert_eq!((request.method.as_str(), request.path.as_str()), ("CONNECT", "news.example:443"));
}

#[test]
fn some_hosts_and_this_machine_need_no_proxy() {
    let (proxy, server) = (Server::start(), Server::start());
    server.serve("/feed", Response::rss("direct"));
    let fetcher = through(&[("ALL_PROXY", proxy.url("/"))]);
    let answer = ask(&fetcher, &server.url("/feed")).expect("an answer");
    assert_eq!(answer.reply().bytes, b"direct");
    assert_eq!(proxy.connections(), 0);
}

#[test]
fn a_proxy_that_cannot_be_used_is_not_passed_over() {
    let server = Server::start();
    server.serve("/feed", Response::rss("direct"));
    let fetcher = through(&[("ALL_PROXY", "socks5://127.0.0.1:1".into())]);
    let error = ask(&fetcher, &server.url("/feed")).expect_err("a refusal");
    assert!(error.to_string().contains("ALL_PROXY"), "{error}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn from_the_web_no_redirect_leads_to_this_machine() {
    let (proxy, server) = (Server::start(), Server::start());
    server.serve("/secret", Response::rss("secret"));
    let fetcher = through(&[("HTTP_PROXY", proxy.url("/"))]);
    let port = server.port();
    for host in
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "169.254.169.254", "10.0.0.1"]
    {
        let to = format!("http://{host}:{port}/secret");
        proxy.serve("/feed", Response::redirect(301, &to));
        let error = ask(&fetcher, "http://news.example/feed").expect_err("a refusal");
        let expected = FetchError::Refused { address: to, why: Refusal::Private };
        assert_eq!(error, expected);
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn certificates_that_cannot_be_read_are_told() {
    let fetcher = through(&[("SSL_CERT_FILE", "/nowhere/own.pem".into())]);
    let error = ask(&fetcher, "https://news.example/feed").expect_err("a refusal");
    let text = error.to_string();
    assert!(text.contains("SSL_CERT_FILE") && text.contains("/nowhere/own.pem"), "{text}");
}

#[test]
fn a_redirect_does_not_lead_from_the_web_back_to_this_machine() {
    let (proxy, server) = (Server::start(), Server::start());
    server.serve("/start", Response::redirect(302, "http://news.example/back"));
    server.serve("/secret", Response::rss("secret"));
    proxy.serve("/back", Response::redirect(302, &server.url("/secret")));
    let fetcher = through(&[("HTTP_PROXY", proxy.url("/"))]);
    let error = ask(&fetcher, &server.url("/start")).expect_err("a refusal");
    assert!(matches!(error, FetchError::Refused { why: Refusal::Private, .. }), "{error:?}");
    assert_eq!(proxy.count("/back"), 1);
    assert_eq!(server.count("/secret"), 0);
}

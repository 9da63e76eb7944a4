//! Tests of answers from well-behaved servers.

use onrecord::domain::Validators;
use onrecord::ingest::{FetchAnswer, FetchError, FetchRequest, WantedContent};

use super::support::server::{Response, Server};
use super::{ask, ask_again, direct, failure, fresh, patient};

const FEED: &str = "<rss><channel><title>Harbour Gazette</title></channel></rss>";

#[test]
fn an_answer_comes_with_all_that_its_server_says() {
    let server = Server::start();
    server.serve(
        "/feed",
        Response::ok(FEED)
            .kind("Application/RSS+XML; charset=\"windows-1252\"")
            .etag("\"a1\"")
            .last_modified("Sun, 06 Nov 1994 08:49:37 GMT")
            .header("Cache-Control", "public, max-age=1800"),
    );
    let reply = fresh(&server.url("/feed"));
    assert_eq!(reply.bytes, FEED.as_bytes());
    assert_eq!(reply.kind.as_deref(), Some("application/rss+xml"));
    assert_eq!(reply.charset.as_deref(), Some("windows-1252"));
    assert_eq!(reply.address, server.url("/feed"));
    assert_eq!(reply.moved_to, None);
    assert_eq!(reply.fresh_for, Some(1800));
    let validators = Validators {
        etag: Some("\"a1\"".into()),
        last_modified: Some("Sun, 06 Nov 1994 08:49:37 GMT".into()),
    };
    assert_eq!(reply.validators, validators);
}

#[test]
fn servers_are_told_who_asks_and_for_what() {
    let server = Server::start();
    server.serve("/feed", Response::rss(FEED));
    let fetcher = direct(&patient());
    ask(&fetcher, &server.url("/feed")).expect("an answer");
    let request = server.last("/feed").expect("a request");
    let header = |name| request.header(name).unwrap_or_default().to_owned();
    assert!(header("user-agent").starts_with("onrecord/"), "{request:?}");
    assert!(header("accept").starts_with("application/atom+xml"), "{request:?}");
    assert_eq!(header("accept-encoding"), "gzip, br, zstd, deflate");
    assert_eq!(header("host"), server.host());
    assert_eq!(request.header("if-none-match"), None);

    let validators = Validators::default();
    let page = FetchRequest {
        address: &server.url("/feed"),
        validators: &validators,
        wanted: WantedContent::Page,
    };
    fetcher.fetch(&page, &false.into()).expect("an answer");
    let request = server.last("/feed").expect("a request");
    assert!(request.header("accept").unwrap_or_default().starts_with("text/html"), "{request:?}");
}

#[test]
fn the_program_can_be_given_another_name() {
    let server = Server::start();
    server.serve("/feed", Response::rss(FEED));
    let settings = onrecord::ingest::NetSettings {
        agent: Some("desk/7\r\nX-Evil: 1 (+https://example.org/)".into()),
        ..patient()
    };
    ask(&direct(&settings), &server.url("/feed")).expect("an answer");
    let request = server.last("/feed").expect("a request");
    let name = request.header("user-agent").unwrap_or_default();
    assert_eq!(name, "desk/7X-Evil: 1 (+https://example.org/)");
    assert_eq!(request.header("x-evil"), None);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start();
    server.serve("/tag", Response::rss(FEED).etag("W/\"a1\""));
    server.serve("/date", Response::rss(FEED).last_modified("Sun, 06 Nov 1994 08:49:37 GMT"));
    let fetcher = direct(&patient());
    for path in ["/tag", "/date"] {
        let Ok(FetchAnswer::Fresh(first)) = ask(&fetcher, &server.url(path)) else {
            panic!("{path}")
        };
        let again = ask_again(&fetcher, &server.url(path), &first.validators);
        let Ok(FetchAnswer::Unchanged(again)) = again else { panic!("{path}: {again:?}") };
        assert!(again.bytes.is_empty());
        assert_eq!(again.validators, first.validators);
    }
    let other = Validators { etag: Some("\"b2\"".into()), last_modified: None };
    let changed = ask_again(&fetcher, &server.url("/tag"), &other);
    assert!(matches!(changed, Ok(FetchAnswer::Fresh(_))), "{changed:?}");
}

#[test]
fn connections_are_used_again() {
    let server = Server::start();
    server.route("*", |_| Response::rss(FEED).etag("\"a\"").chunked(7));
    let fetcher = direct(&patient());
    for number in 0..20 {
        let known = Validators { etag: Some("\"a\"".into()), last_modified: None };
        ask(&fetcher, &server.url(&format!("/{number}"))).expect("an answer");
        ask_again(&fetcher, &server.url(&format!("/{number}")), &known).expect("an answer");
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_kept_connection_that_has_been_closed_is_replaced() {
    let server = Server::start();
    // What says nothing of closing, and closes.
    let raw = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    server.serve("/feed", Response::raw(raw));
    let fetcher = direct(&patient());
    for _ in 0..5 {
        let answer = ask(&fetcher, &server.url("/feed")).expect("an answer");
        assert_eq!(answer.reply().bytes, b"ok");
    }
    assert_eq!(server.count("/feed"), 5);
}

#[test]
fn bodies_end_as_their_servers_say() {
    let server = Server::start();
    server.serve("/length", Response::rss(FEED));
    server.serve("/chunks", Response::rss(FEED).chunked(3));
    server.serve("/close", Response::rss(FEED).until_close());
    server.serve("/empty", Response::rss(""));
    for path in ["/length", "/chunks", "/close"] {
        assert_eq!(fresh(&server.url(path)).bytes, FEED.as_bytes(), "{path}");
    }
    assert!(fresh(&server.url("/empty")).bytes.is_empty());
}

#[test]
fn statuses_say_what_to_do() {
    let server = Server::start();
    for status in [400, 401, 403, 404, 429, 500, 503] {
        server.serve(&format!("/{status}"), Response::status(status));
        let error = failure(&server.url(&format!("/{status}")));
        assert_eq!(error, FetchError::Status { code: status, retry_after: None });
        assert!(error.to_string().contains(&status.to_string()) && error.hint().is_some());
        assert_eq!(error.is_temporary(), status == 429 || status >= 500, "{status}");
    }
    server.serve("/gone", Response::status(410));
    assert_eq!(failure(&server.url("/gone")), FetchError::Gone);
}

#[test]
fn a_server_that_wants_to_be_left_alone_says_for_how_long() {
    let server = Server::start();
    server.serve("/seconds", Response::status(429).retry_after("120"));
    let date = "Sun, 06 Nov 1994 12:00:00 GMT";
    let later = "Sun, 06 Nov 1994 13:00:00 GMT";
    server.serve("/date", Response::status(503).header("Date", date).retry_after(later));
    server.serve("/nonsense", Response::status(503).retry_after("soon"));
    assert_eq!(failure(&server.url("/seconds")).retry_after(), Some(120));
    assert_eq!(failure(&server.url("/date")).retry_after(), Some(3600));
    assert_eq!(failure(&server.url("/nonsense")).retry_after(), None);
}

#[test]
fn a_user_and_a_password_in_the_address_log_in() {
    let server = Server::start();
    server.serve("/feed", Response::rss(FEED));
    let address = server.url("/feed").replace("http://", "http://ann:secret@");
    fresh(&address);
    let request = server.last("/feed").expect("a request");
    assert_eq!(request.header("authorization"), Some("Basic YW5uOnNlY3JldA=="));
    assert_eq!(request.header("host"), Some(server.host().as_str()));
}

#[test]
fn addresses_beyond_ascii_are_asked_for_escaped() {
    let server = Server::start();
    server.serve("/%C3%A4/b%20c?q=%C3%BC", Response::rss(FEED));
    fresh(&server.url("/ä/b c?q=ü#top"));
}

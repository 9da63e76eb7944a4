//! Tests of redirects: which are followed, which are stored, and which are refused.

use onrecord::ingest::{
    FetchAnswer, FetchError, FetchRequest, NetSettings, Refusal, WantedContent,
};

use super::support::server::{Response, Server};
use super::{ask, direct, failure, fresh, patient};

#[test]
fn what_has_moved_for_good_is_told() {
    let server = Server::start();
    server.serve("/new", Response::rss("new"));
    for status in [301, 302, 303, 307, 308] {
        let path = format!("/old{status}");
        server.serve(&path, Response::redirect(status, "new"));
        let reply = fresh(&server.url(&path));
        assert_eq!((reply.bytes, reply.address), (b"new".to_vec(), server.url("/new")));
        let moved = [301, 308].contains(&status).then(|| server.url("/new"));
        assert_eq!(reply.moved_to, moved, "{status}");
    }
}

#[test]
fn a_way_with_one_step_for_now_is_not_for_good() {
    let server = Server::start();
    server.serve("/a", Response::redirect(301, "/b"));
    server.serve("/b", Response::redirect(302, "/c"));
    server.serve("/c", Response::redirect(301, "/d#top"));
    server.serve("/d", Response::rss("d"));
    assert_eq!(fresh(&server.url("/a")).moved_to, None);
    assert_eq!(fresh(&server.url("/c")).moved_to, Some(server.url("/d")));
}

#[test]
fn unchanged_answers_are_found_behind_redirects() {
    let server = Server::start();
    server.serve("/old", Response::redirect(301, "/new"));
    server.serve("/new", Response::rss("new").etag("\"a\""));
    let known = fresh(&server.url("/old")).validators;
    let again = super::ask_again(&direct(&patient()), &server.url("/old"), &known);
    let Ok(FetchAnswer::Unchanged(again)) = again else { panic!("{again:?}") };
    assert_eq!(again.moved_to, Some(server.url("/new")));
}

#[test]
fn what_is_gone_only_elsewhere_is_not_gone() {
    let server = Server::start();
    server.serve("/gone", Response::status(410));
    server.serve("/for-now", Response::redirect(302, "/gone"));
    server.serve("/for-good", Response::redirect(301, "/gone"));
    assert!(matches!(failure(&server.url("/for-now")), FetchError::Status { code: 410, .. }));
    assert_eq!(failure(&server.url("/for-good")), FetchError::Gone);
}

#[test]
fn redirect_loops_end() {
    let server = Server::start();
    server.serve("/self", Response::redirect(301, "/self"));
    server.serve("/a", Response::redirect(302, "/b"));
    server.serve("/b", Response::redirect(302, "/a"));
    server.route("*", |request| Response::redirect(302, &format!("{}x", request.path)));
    for path in ["/self", "/a", "/longer"] {
        assert_eq!(failure(&server.url(path)), FetchError::TooManyRedirects, "{path}");
    }
    assert_eq!(server.count("/self"), 11);
}

#[test]
fn other_schemes_are_not_followed() {
    let server = Server::start();
    for (path, to) in [
        ("/file", "file:///etc/passwd"),
        ("/script", "javascript:alert(1)"),
        ("/data", "data:text/html,x"),
        ("/ftp", "ftp://files.example/"),
        ("/mail", "mailto:ann@news.example"),
        ("/gopher", "gopher://127.0.0.1:70/"),
    ] {
        server.serve(path, Response::redirect(302, to));
        let error = failure(&server.url(path));
        assert!(
            matches!(&error, FetchError::Refused { address, why: Refusal::Scheme } if address == to),
            "{path}: {error:?}"
        );
    }
    server.serve("/escape", Response::redirect(302, "x-\x1b[2J:y"));
    assert!(!failure(&server.url("/escape")).to_string().contains('\x1b'));
}

#[test]
fn a_site_that_sends_newcomers_away_for_a_cookie_is_read() {
    let (site, other) = (Server::start(), Server::start());
    let away = other.url("/counter");
    site.route("/feed", move |request| match request.header("cookie") {
        Some(cookies) if cookies.contains("pass=yes") => Response::rss("come in"),
        _ => Response::redirect(302, &away),
    });
    let desk = site.url("/desk/pass");
    other.route("/counter", move |_| {
        Response::redirect(302, &desk).header("Set-Cookie", "counted=1; Path=/")
    });
    let back = site.url("/feed");
    site.route("/desk/pass", move |_| {
        Response::redirect(302, &back)
            .header("Set-Cookie", "pass=yes; Path=/; HttpOnly")
            .header("Set-Cookie", "desk=3")
    });
    let fetcher = direct(&patient());
    assert_eq!(ask(&fetcher, &site.url("/feed")).unwrap().reply().bytes, b"come in");
    // Nothing goes to a host that did not set it, and nothing is left for the next time.
    assert_eq!(site.last("/desk/pass").unwrap().header("cookie"), None);
    assert_eq!(site.last("/feed").unwrap().header("cookie"), Some("pass=yes"));
    let before = site.count("/feed");
    assert_eq!(ask(&fetcher, &site.url("/feed")).unwrap().reply().bytes, b"come in");
    assert_eq!(site.count("/feed"), before + 2);
    assert_eq!(other.last("/counter").unwrap().header("cookie"), None);
}

#[test]
fn a_redirect_without_an_aim_is_its_status() {
    let server = Server::start();
    server.serve("/nowhere", Response::status(302));
    assert!(matches!(failure(&server.url("/nowhere")), FetchError::Status { code: 302, .. }));
}

#[test]
fn a_private_address_may_lead_to_another() {
    let (one, other) = (Server::start(), Server::start());
    other.serve("/feed", Response::rss("other"));
    one.serve("/feed", Response::redirect(302, &other.url("/feed")));
    assert_eq!(fresh(&one.url("/feed")).bytes, b"other");
}

#[test]
fn web_content_does_not_lead_to_private_addresses() {
    let server = Server::start();
    server.serve("/page", Response::html("secret"));
    let address = server.url("/page");
    let validators = onrecord::domain::Validators::default();
    let page =
        FetchRequest { address: &address, validators: &validators, wanted: WantedContent::Page };
    let from = |settings: &NetSettings, origin: &str| {
        direct(settings).fetch_from(origin, &page, &false.into())
    };
    let error = from(&patient(), "https://news.example/feed").expect_err("a refusal");
    assert!(matches!(&error, FetchError::Refused { why: Refusal::Private, .. }), "{error:?}");
    assert!(error.hint().is_some_and(|hint| hint.contains("private-addresses")));
    assert_eq!(server.connections(), 0);
    let allowed = NetSettings { allow_private: true, ..patient() };
    assert!(from(&allowed, "https://news.example/feed").is_ok());
    assert!(from(&patient(), &server.url("/feed")).is_ok());
}

#[test]
fn names_of_this_machine_count_as_private() {
    let server = Server::start();
    server.serve("/page", Response::html("secret"));
    let validators = onrecord::domain::Validators::default();
    for host in ["localhost", "LOCALHOST.", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"] {
        let address = format!("http://{host}:{}/page", server.port());
        let page = FetchRequest {
            address: &address,
            validators: &validators,
            wanted: WantedContent::Page,
        };
        let found = direct(&patient()).fetch_from("https://news.example/", &page, &false.into());
        assert!(found.is_err(), "{host}: {found:?}");
    }
    assert_eq!(server.connections(), 0);
    assert!(ask(&direct(&patient()), &format!("http://localhost:{}/page", server.port())).is_ok());
}

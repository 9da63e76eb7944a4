//! The kinds of servers against the real ones, where start.sh has started them; skipped otherwise.

mod homes;
#[path = "../support/mod.rs"]
mod support;

use std::env;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use onrecord::domain::base64;
use onrecord::ingest::kinds::{
    FeedChange, Fever, Kind, Login, Mark, NewsBlur, Problem, Request, ServerItem, TinyTiny, Verb,
    Wire,
};
use onrecord::ingest::{Caller, NetSettings};
use serde_json::json;

use support::server::{Response, Server};

/// A server that was started for the tests.
struct Real {
    /// Without user and password.
    address: String,
    login: Login,
}

/// The server that the variable names ("http://user:password@127.0.0.1:port"); none where it is
/// not set, and says so.
fn real(variable: &str) -> Option<Real> {
    let Ok(whole) = env::var(variable) else {
        eprintln!("skipped: {variable} is not set (tests/servers/start.sh starts the servers)");
        return None;
    };
    let (login, host) = whole.trim_start_matches("http://").split_once('@').expect("a user");
    let (user, password) = login.split_once(':').expect("a password");
    let login = Login { user: user.to_owned(), password: password.to_owned() };
    Some(Real { address: format!("http://{host}"), login })
}

fn caller(address: &str) -> Caller {
    let never = Arc::new(AtomicBool::new(false));
    Caller::new(&NetSettings::default(), address, &never).expect("an address")
}

/// A feed of so many articles on loopback.
fn feed(server: &Server, path: &str, count: usize) -> String {
    let items: String = (1..=count)
        .map(|number| {
            let link = format!("http://news.example{path}/{number}");
            format!(
                "<item><title>Story {number} of {path}</title><link>{link}</link><guid>{link}</guid>\
                 <description>&lt;p&gt;\"No,\" said Ann Bee, number {number}.&lt;/p&gt;</description></item>"
            )
        })
        .collect();
    let site = "<link>http://news.example/</link><description>x</description>";
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed {path}</title>{site}{items}\
         </channel></rss>"
    );
    server.serve(path, Response::rss(rss));
    server.url(path)
}

/// Asks until it is so: servers fetch and mark in the background.
fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(begun.elapsed() < support::PATIENCE, "the server does not come to it");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Marks and unmarks articles, twice each, and looks whether the server has it so.
fn marks_hold(kind: &mut dyn Kind, wire: &mut Caller, ids: &[String]) {
    for (mark, on) in
        [(Mark::Read, true), (Mark::Starred, true), (Mark::Read, false), (Mark::Starred, false)]
    {
        for _ in 0..2 {
            kind.mark(wire, ids, mark, on).expect("it is marked");
        }
        let (listed, is_listed) = match mark {
            Mark::Read => (kind.unread(wire).expect("a list"), !on),
            Mark::Starred => (kind.starred(wire).expect("a list"), on),
        };
        assert!(ids.iter().all(|id| listed.contains(id) == is_listed), "{mark:?} {on}");
        let items = kind.items(wire, ids).expect("the articles");
        assert_eq!(items.len(), ids.len());
        let state = |item: &ServerItem| if mark == Mark::Read { item.read } else { item.starred };
        assert!(items.iter().all(|item| state(item) == Some(on)), "{mark:?} {on}");
    }
}

#[test]
fn fever_on_a_real_miniflux() {
    let Some(real) = real("ONRECORD_TEST_MINIFLUX") else { return };
    let news = Server::start();
    let address = feed(&news, &format!("/fever-{}", news.port()), 120);
    // A client of another kind follows the feed.
    let mut other = caller(&real.address);
    let both = format!("{}:{}", real.login.user, real.login.password);
    let basic = format!("Basic {}", base64::encode_base64(both.as_bytes()));
    let add = json!({ "feed_url": address, "category_id": 1 });
    let add = Request::json(Verb::Post, "/v1/feeds", add).header("Authorization", basic);
    let added = other.send(&add).expect("an answer");
    assert_eq!(added.status, 201, "{}", String::from_utf8_lossy(&added.bytes));

    let mut wire = caller(&format!("{}/fever/", real.address));
    let mut kind = Fever::new(&real.login);
    assert!(kind.sign_in(&mut wire).expect("signed in").starts_with("Fever"));
    let feeds = kind.feeds(&mut wire).expect("feeds");
    let ours = feeds.iter().find(|feed| feed.address.as_deref() == Some(&*address));
    let ours = ours.expect("the feed that was added");
    assert_eq!(ours.folders, ["All"]);
    let unread = kind.unread(&mut wire).expect("names");
    let items = kind.items(&mut wire, &unread).expect("articles");
    let items: Vec<&ServerItem> = items.iter().filter(|item| item.feed == ours.id).collect();
    assert_eq!(items.len(), 120);
    assert!(items.iter().all(|item| item.draft.body.text.contains("said Ann Bee, number")));
    assert!(items.iter().all(|item| item.draft.url.is_some() && item.draft.published.is_some()));
    let ids: Vec<String> = items.iter().take(5).map(|item| item.id.clone()).collect();
    marks_hold(&mut kind, &mut wire, &ids);

    let wrong = Login { password: "wrong".to_owned(), ..real.login };
    assert_eq!(Fever::new(&wrong).sign_in(&mut wire), Err(Problem::SignIn));
}

#[test]
fn a_real_tiny_tiny_rss() {
    let Some(real) = real("ONRECORD_TEST_TTRSS") else { return };
    let news = Server::start();
    let address = feed(&news, &format!("/tiny-{}", news.port()), 230);
    let mut wire = caller(&real.address);
    let mut kind = TinyTiny::new(real.login.clone());
    assert!(kind.sign_in(&mut wire).expect("signed in").starts_with("Tiny Tiny RSS "));
    let add = FeedChange::Add { address: address.clone(), folder: None };
    kind.change(&mut wire, &add).expect("it is followed");
    kind.change(&mut wire, &add).expect("it is followed already");
    let feeds = kind.feeds(&mut wire).expect("feeds");
    let ours = feeds.iter().find(|feed| feed.address.as_deref() == Some(&*address));
    let ours = ours.expect("the feed that was added").id.clone();
    // Its own timer is not running: a client of another kind asks it to fetch the feed.
    let login = json!({ "op": "login", "user": real.login.user, "password": real.login.password });
    let session = wire.send(&Request::json(Verb::Post, "/api/", login)).expect("an answer");
    let session = session.value().expect("JSON")["content"]["session_id"].clone();
    let fetch = json!({ "op": "updateFeed", "sid": session, "feed_id": ours });
    wire.send(&Request::json(Verb::Post, "/api/", fetch)).expect("an answer");

    let unread = until(|| {
        let unread = kind.unread(&mut wire).expect("names");
        (unread.len() >= 230).then_some(unread)
    });
    let items = kind.items(&mut wire, &unread).expect("articles");
    let items: Vec<&ServerItem> = items.iter().filter(|item| item.feed == ours).collect();
    assert_eq!(items.len(), 230);
    assert!(items.iter().all(|item| item.draft.body.text.contains("said Ann Bee, number")));
    let ids: Vec<String> = items.iter().take(5).map(|item| item.id.clone()).collect();
    marks_hold(&mut kind, &mut wire, &ids);

    kind.change(&mut wire, &FeedChange::Remove { id: ours.clone() }).expect("it is removed");
    kind.change(&mut wire, &FeedChange::Remove { id: ours.clone() }).expect("it has gone");
    let feeds = kind.feeds(&mut wire).expect("feeds");
    assert!(feeds.iter().all(|feed| feed.id != ours));
    let wrong = Login { password: "wrong".to_owned(), ..real.login };
    assert_eq!(TinyTiny::new(wrong).sign_in(&mut wire), Err(Problem::SignIn));
}

#[test]
fn a_session_and_fields_go_over_the_wire() {
    let server = Server::start();
    server.route("/api/login", |request| {
        let is_right = request.text() == "username=ann%20b&password=a%26b%3D%C3%BC";
        let body = json!({ "authenticated": is_right, "code": if is_right { 1 } else { -1 } });
        Response::ok(body.to_string()).header("Set-Cookie", "newsblur_sessionid=k1; Path=/")
    });
    server.route("/reader/starred_story_hashes", |request| {
        let has_session = request.header("cookie") == Some("newsblur_sessionid=k1");
        let body = json!({ "authenticated": has_session, "starred_story_hashes": ["1:a"] });
        Response::ok(body.to_string())
    });
    let mut wire = caller(&server.url("/"));
    let login = Login { user: "ann b".to_owned(), password: "a&b=ü".to_owned() };
    assert_eq!(NewsBlur::new(login).starred(&mut wire).expect("a list"), ["1:a"]);
}

#[test]
fn a_redirect_is_not_followed_with_the_password() {
    let (server, other) = (Server::start(), Server::start());
    server.serve("/fever/?api", Response::redirect(302, &other.url("/fever/?api")));
    let login = Login { user: "ann".to_owned(), password: "s3cret".to_owned() };
    let mut wire = caller(&server.url("/fever/"));
    let problem = Fever::new(&login).sign_in(&mut wire).expect_err("a redirect");
    assert!(matches!(problem, Problem::NotThisKind(_)));
    assert!(other.requests().is_empty());
}

#[test]
fn a_busy_server_names_its_pause() {
    let server = Server::start();
    server.serve("/fever/?api", Response::status(429).retry_after("120"));
    let login = Login { user: "ann".to_owned(), password: "s3cret".to_owned() };
    let mut wire = caller(&server.url("/fever/"));
    match Fever::new(&login).sign_in(&mut wire) {
        Err(Problem::Fetch(error)) => assert_eq!(error.retry_after(), Some(120)),
        other => panic!("{other:?}"),
    }
}

//! Every kind against answers as the servers' documents show them, and against rubbish.

use std::collections::VecDeque;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::request::encoded_form;
use super::*;
use crate::ingest::FetchError;

/// Gives the answers in their order, and keeps what was asked.
#[derive(Default)]
struct Script {
    answers: VecDeque<Received>,
    asked: Vec<Request>,
}

impl Script {
    fn of(answers: impl IntoIterator<Item = Value>) -> Script {
        let answers = answers.into_iter().map(|value| (200, value.to_string()));
        Script::raw(answers)
    }

    fn raw(answers: impl IntoIterator<Item = (u16, String)>) -> Script {
        let answers = answers.into_iter().map(|(status, body)| Received {
            status,
            bytes: body.into_bytes(),
            ..Received::default()
        });
        Script { answers: answers.collect(), asked: Vec::new() }
    }

    fn cookie(mut self, at: usize, cookie: &str) -> Script {
        self.answers[at].cookies.push(cookie.to_owned());
        self
    }

    /// What was asked, a line each: the verb, the path, what was sent.
    fn lines(&self) -> Vec<String> {
        let line = |request: &Request| {
            let content = match &request.content {
                Content::None => String::new(),
                Content::Form(fields) => encoded_form(fields),
                Content::Json(value) => value.to_string(),
            };
            format!("{:?} {} {content}", request.verb, request.path).trim().to_owned()
        };
        self.asked.iter().map(line).collect()
    }
}

impl Wire for Script {
    fn send(&mut self, request: &Request) -> Result<Received, FetchError> {
        self.asked.push(request.clone());
        self.answers.pop_front().ok_or(FetchError::Timeout)
    }
}

fn login() -> Login {
    Login { user: "ann".to_owned(), password: "s3cret".to_owned() }
}

fn all_kinds() -> Vec<Box<dyn Kind>> {
    vec![
        Box::new(Fever::new(&login())),
        Box::new(Nextcloud::new(login())),
        Box::new(Feedbin::new(login())),
        Box::new(TinyTiny::new(login())),
        Box::new(NewsBlur::new(login())),
    ]
}

fn names(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn fever_reads_numbers_and_texts_alike() {
    let base = json!({ "api_version": 3, "auth": 1 });
    let with = |name: &str, value: Value| {
        let mut all = base.clone();
        all[name] = value;
        all
    };
    let mut feeds = with(
        "feeds",
        json!([
            { "id": "7", "title": "Harbour", "url": "https://h.example/feed", "site_url": "" },
            { "id": 8, "title": "", "url": "https://i.example/feed" },
            { "title": "no name" },
        ]),
    );
    feeds["feeds_groups"] = json!([{ "group_id": "2", "feed_ids": "7, 8" }]);
    let item = json!({ "id": "31", "feed_id": 7, "title": "A &amp; B", "author": "Ann Bee",
        "html": "<p>She said no.</p>", "url": "https://h.example/31", "is_saved": "0",
        "is_read": 1, "created_on_time": "1700000000" });
    let mut wire = Script::of([
        with("groups", json!([{ "id": 2, "title": "Sea" }])),
        feeds,
        with("unread_item_ids", json!("31,32")),
        with("saved_item_ids", json!("")),
        with("items", json!([item])),
        base.clone(),
    ]);
    let mut kind = Fever::new(&login());
    let found = kind.feeds(&mut wire).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].folders, ["Sea"]);
    assert_eq!(found[1].title, "https://i.example/feed");
    assert_eq!(kind.unread(&mut wire).unwrap(), ["31", "32"]);
    assert!(kind.starred(&mut wire).unwrap().is_empty());
    let items = kind.items(&mut wire, &names(&["31"])).unwrap();
    assert_eq!(items[0].draft.title, "A & B");
    assert_eq!(items[0].draft.body.text, "She said no.");
    assert_eq!((items[0].read, items[0].starred), (Some(true), Some(false)));
    kind.mark(&mut wire, &names(&["31"]), Mark::Starred, true).unwrap();
    // md5 of "ann:s3cret", as any tool computes it.
    let key = "api_key=93806fdaf1a1a99d6349cff95aa617a0";
    let lines = wire.lines();
    assert!(lines[0].starts_with("Post ?api&groups api_key="), "{lines:?}");
    assert_eq!(lines[5].replace(key, "KEY"), "Post ?api KEY&mark=item&as=saved&id=31");
}

#[test]
fn fever_tells_a_wrong_password_from_another_server() {
    let mut kind = Fever::new(&login());
    let mut wire = Script::of([json!({ "api_version": 3, "auth": 0 }), json!({ "name": "other" })]);
    assert_eq!(kind.sign_in(&mut wire), Err(Problem::SignIn));
    assert!(matches!(kind.sign_in(&mut wire), Err(Problem::NotThisKind(_))));
}

#[test]
fn nextcloud_pages_downwards_and_ends_where_a_page_does_not() {
    let page = |ids: &[i64]| {
        let items = ids.iter().map(|id| json!({ "id": id, "feedId": 3, "unread": true }));
        json!({ "items": items.collect::<Vec<_>>() })
    };
    let mut kind = Nextcloud::new(login());
    let mut wire = Script::of([page(&[9, 8]), page(&[7, 5]), page(&[])]);
    assert_eq!(kind.unread(&mut wire).unwrap(), ["9", "8", "7", "5"]);
    let lines = wire.lines();
    assert!(lines[1].ends_with("getRead=false&id=0&batchSize=200&offset=8"), "{lines:?}");
    // A server that gives the same page for ever is asked twice.
    let mut wire = Script::of([page(&[9, 8]), page(&[9, 8]), page(&[9, 8])]);
    assert_eq!(kind.unread(&mut wire).unwrap(), ["9", "8"]);
    assert_eq!(wire.asked.len(), 2);
    // Only the wanted ones of a page come back, and no page below the lowest is asked for.
    let mut wire = Script::of([page(&[9, 8, 7])]);
    let items = kind.items(&mut wire, &names(&["9", "7"])).unwrap();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item.read == Some(false)));
}

#[test]
fn nextcloud_marks_a_feed_up_to_an_article_and_makes_missing_folders() {
    let mut kind = Nextcloud::new(login());
    let mut wire = Script::raw([
        (200, String::new()),
        (200, r#"{"folders":[{"id":4,"name":"Media"}]}"#.to_owned()),
        (200, r#"{"folders":[{"id":5,"name":"Sea"}]}"#.to_owned()),
        (409, String::new()),
    ]);
    kind.mark_feed_read(&mut wire, "3", "17").unwrap();
    let folder = Some("Sea".to_owned());
    let add = FeedChange::Add { address: "https://h.example/feed".to_owned(), folder };
    assert!(matches!(kind.change(&mut wire, &add), Err(Problem::Refused(_))));
    let lines: Vec<String> =
        wire.lines().iter().map(|line| line.replace("/index.php/apps/news/api/v1-3", "")).collect();
    assert_eq!(
        lines,
        [
            r#"Post /feeds/3/read {"newestItemId":17}"#,
            "Get /folders",
            r#"Post /folders {"name":"Sea"}"#,
            r#"Post /feeds {"folderId":5,"url":"https://h.example/feed"}"#,
        ]
    );
    assert!(
        wire.asked[0].headers.contains(&("Authorization", "Basic YW5uOnMzY3JldA==".to_owned()))
    );
    // A name that is no number never gets into a path.
    let remove = FeedChange::Remove { id: "3/../4".to_owned() };
    assert!(matches!(kind.change(&mut wire, &remove), Err(Problem::Unknown(_))));
}

#[test]
fn feedbin_marks_by_the_thousand_and_asks_by_the_hundred() {
    let ids: Vec<String> = (0..2_100).map(|id: i32| id.to_string()).collect();
    let mut kind = Feedbin::new(login());
    let mut wire = Script::of((0..3).map(|_| json!([])));
    kind.mark(&mut wire, &ids, Mark::Read, true).unwrap();
    assert!(
        wire.lines()[0]
            .starts_with("Post /v2/unread_entries/delete.json {\"unread_entries\":[0,1,")
    );
    assert_eq!(wire.asked.len(), 3);
    let mut wire = Script::of([
        json!([{ "id": 7, "feed_id": 47, "title": null, "url": "https://h.example/7",
            "content": "<p>Yes.</p>", "published": "2013-02-03T01:00:19.000000Z" }]),
        json!([]),
    ]);
    let items = kind.items(&mut wire, &ids[..150]).unwrap();
    assert_eq!((items[0].feed.as_str(), items[0].draft.title.as_str()), ("47", ""));
    assert!(items[0].draft.published.is_some());
    assert_eq!(wire.asked.len(), 2);
}

#[test]
fn feedbin_names_the_feeds_where_there_are_several() {
    let mut kind = Feedbin::new(login());
    let several = r#"[{"feed_url":"https://a.example/1"},{"feed_url":"https://a.example/2"}]"#;
    let mut wire = Script::raw([(300, several.to_owned())]);
    let add = FeedChange::Add { address: "a.example".to_owned(), folder: None };
    let problem = kind.change(&mut wire, &add).unwrap_err().to_string();
    assert!(problem.ends_with("https://a.example/1 https://a.example/2"), "{problem}");
}

#[test]
fn tiny_tiny_signs_in_again_when_its_session_has_ended() {
    let ended = json!({ "seq": 0, "status": 1, "content": { "error": "NOT_LOGGED_IN" } });
    let good = |content: Value| json!({ "seq": 0, "status": 0, "content": content });
    let session = |id: &str| good(json!({ "session_id": id, "api_level": 15 }));
    let mut kind = TinyTiny::new(login());
    let mut wire = Script::of([
        session("one"),
        good(json!({ "version": "21.1" })),
        ended.clone(),
        session("two"),
        good(json!({ "status": "OK", "updated": 1 })),
    ]);
    assert_eq!(kind.sign_in(&mut wire).unwrap(), "Tiny Tiny RSS 21.1");
    kind.mark(&mut wire, &names(&["5"]), Mark::Read, true).unwrap();
    let last = wire.lines().pop().unwrap();
    assert!(last.contains(r#""mode":0"#) && last.contains(r#""sid":"two""#), "{last}");
    // Where the new session is refused as well, it is not tried for ever.
    let mut wire = Script::of([ended.clone(), session("three"), ended]);
    assert_eq!(kind.mark(&mut wire, &names(&["5"]), Mark::Read, true), Err(Problem::SignIn));
}

#[test]
fn tiny_tiny_reads_a_list_again_that_changed_between_its_pages() {
    let page = |ids: std::ops::Range<i32>| {
        let items: Vec<Value> = ids.map(|id| json!({ "id": id })).collect();
        json!({ "seq": 0, "status": 0, "content": items })
    };
    let session = json!({ "status": 0, "content": { "session_id": "one" } });
    let count = |count: i32| {
        json!({ "status": 0, "content":
        [{ "id": 3, "counter": 9 }, { "id": "global-unread", "counter": count }] })
    };
    let mut kind = TinyTiny::new(login());
    // Another client reads the first article between the pages: 200 slips past the first time.
    let pages = [page(0..200), page(201..230), count(230), page(1..201), page(201..230)];
    let mut wire = Script::of([session].into_iter().chain(pages).chain([count(229)]));
    let mut unread: Vec<i32> =
        kind.unread(&mut wire).unwrap().iter().map(|id| id.parse().unwrap()).collect();
    unread.sort_unstable();
    assert_eq!(unread, (0..230).collect::<Vec<i32>>());
}

#[test]
fn newsblur_keeps_its_session_and_signs_in_again() {
    let yes = json!({ "authenticated": true, "code": 1 });
    let hashes = json!({ "authenticated": true,
        "unread_feed_story_hashes": { "42": ["42:a1", "42:b2"], "43": [] } });
    let mut wire = Script::of([
        yes.clone(),
        json!({ "authenticated": false }),
        yes,
        hashes,
        json!({ "authenticated": true, "code": -1, "message": "no such story" }),
    ])
    .cookie(0, "newsblur_sessionid=one; HttpOnly; Path=/")
    .cookie(2, "newsblur_sessionid=two; HttpOnly; Path=/");
    let mut kind = NewsBlur::new(login());
    assert_eq!(kind.sign_in(&mut wire).unwrap(), "NewsBlur");
    let mut unread = kind.unread(&mut wire).unwrap();
    unread.sort();
    assert_eq!(unread, ["42:a1", "42:b2"]);
    let refused = kind.mark(&mut wire, &names(&["42:a1"]), Mark::Starred, true);
    assert_eq!(refused, Err(Problem::Refused("no such story".to_owned())));
    let cookies: Vec<&str> =
        wire.asked.iter().filter_map(|one| Some(one.headers.first()?.1.as_str())).collect();
    let (one, two) = ("newsblur_sessionid=one", "newsblur_sessionid=two");
    assert_eq!(cookies, [one, two, two]);
}

#[test]
fn no_kind_says_the_password_in_what_it_shows() {
    for kind in all_kinds().iter_mut() {
        let mut wire = Script::raw([(401, "s3cret".to_owned()), (401, "s3cret".to_owned())]);
        let problem = kind.sign_in(&mut wire).unwrap_err();
        assert_eq!(problem, Problem::SignIn);
    }
    assert!(!format!("{:?}", login()).contains("s3cret"));
}

/// JSON as a broken server may give it: the right names, any values.
fn any_json() -> impl Strategy<Value = Value> {
    const NAMES: &[&str] = &[
        "api_version",
        "auth",
        "groups",
        "feeds",
        "feeds_groups",
        "items",
        "unread_item_ids",
        "id",
        "feed_id",
        "title",
        "folders",
        "status",
        "content",
        "session_id",
        "authenticated",
        "stories",
        "flat_folders",
        "unread_feed_story_hashes",
        "starred_story_hashes",
        "error",
        "version",
        "story_hash",
        "story_feed_id",
        "feedId",
        "published",
        "html",
        "url",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0_i64..2).prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "[0-9,]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        let pairs = prop::collection::vec((prop::sample::select(NAMES), inner.clone()), 0..8);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            pairs.prop_map(|pairs| {
                pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            }),
        ]
    })
}

/// Does all that a kind can do; only that it ends counts.
fn do_all(kind: &mut dyn Kind, wire: &mut Script) {
    let ids = names(&["1", "42:a1", "x"]);
    let _ = kind.sign_in(wire);
    let _ = kind.feeds(wire);
    let _ = kind.unread(wire);
    let _ = kind.starred(wire);
    let _ = kind.items(wire, &ids);
    let _ = kind.mark(wire, &ids, Mark::Read, true);
    let _ = kind.mark_feed_read(wire, "1", "2");
    let add =
        FeedChange::Add { address: "https://a.example".to_owned(), folder: ids.first().cloned() };
    let _ = kind.change(wire, &add);
    let _ = kind.change(wire, &FeedChange::Remove { id: "1".to_owned() });
}

proptest! {
    #[test]
    fn any_bytes_are_an_answer_or_a_problem(
        bodies in prop::collection::vec((100_u16..600, prop::collection::vec(any::<u8>(), 0..60)), 0..30),
    ) {
        for kind in all_kinds().iter_mut() {
            let answers = bodies.iter().map(|(status, bytes)| Received {
                status: *status,
                bytes: bytes.clone(),
                cookies: vec!["newsblur_sessionid=x".to_owned()],
                ..Received::default()
            });
            let mut wire = Script { answers: answers.collect(), asked: Vec::new() };
            do_all(kind.as_mut(), &mut wire);
        }
    }

    #[test]
    fn any_json_is_an_answer_or_a_problem(bodies in prop::collection::vec(any_json(), 0..30)) {
        for kind in all_kinds().iter_mut() {
            let mut wire = Script::of(bodies.clone());
            do_all(kind.as_mut(), &mut wire);
        }
    }
}

//! Tests of hostile servers and feeds: each fails alone, within the limits, with a message.

use std::time::Duration;

use onrecord::domain::FeedSettings;

use crate::desk::{Desk, item, rss, small};
use crate::support::response::Response;

/// Refreshes a hostile feed beside a good one: the hostile one's reason.
fn reason(name: &str, answer: Response) -> String {
    let desk = Desk::new();
    desk.configure("[network]\ntimeout = 2\nmax-size = 1\n");
    desk.serve("/feed", answer);
    desk.serve("/good", small("Good"));
    desk.follow("/feed");
    desk.follow("/good");
    let (rows, status) = desk.refresh_with_status(&[]);
    let find = |name: &str| rows.iter().find(|row| row["feed"] == name).expect("its row");
    assert_eq!(status, 1, "{name}: {rows:#?}");
    assert_eq!(find("feed")["status"], "failed", "{name}: {rows:#?}");
    assert_eq!(find("good")["status"], "imported", "{name}: {rows:#?}");
    assert_eq!(desk.sound_articles(), 1, "{name}");
    find("feed")["reason"].as_str().unwrap_or("").to_owned()
}

#[test]
fn broken_answers_fail_alone() {
    let feed = || small("Bad");
    for (name, answer, expected) in [
        (
            "endless",
            Response::rss("<rss><channel><item>x</item>".repeat(50)).endless(),
            "too large",
        ),
        ("bomb", Response::bomb("gzip", 40), "too large"),
        ("bomb in brotli", Response::bomb("br", 40), "too large"),
        ("cut", feed().cut(60), "broken"),
        ("cut in chunks", feed().chunked(20).cut(60), "broken"),
        ("too short", feed().wrong_length(9000), "broken"),
        ("not HTTP", Response::raw("hello\r\n\r\n"), "broken"),
        ("empty", Response::rss(""), "empty"),
        ("a picture", Response::ok(b"\x89PNG\r\n\x1a\n\0\0\0".to_vec()), "cannot be read"),
    ] {
        let reason = reason(name, answer);
        assert!(reason.contains(expected), "{name}: {reason}");
    }
}

#[test]
fn servers_that_never_end_their_answer_cost_only_their_time() {
    for (name, answer) in [
        ("byte by byte", small("Slow").slow(Duration::from_millis(50))),
        ("second by second", small("Slow").slow(Duration::from_secs(1))),
    ] {
        let reason = reason(name, answer);
        assert!(reason.contains("time limit"), "{name}: {reason}");
    }
}

#[test]
fn redirects_lead_nowhere_but_to_the_web() {
    for (name, answer, expected) in [
        ("loop", Response::redirect(301, "/feed"), "redirects"),
        ("file", Response::redirect(302, "file:///etc/passwd"), "not a web address"),
        ("script", Response::redirect(302, "javascript:alert(1)"), "not a web address"),
        ("nowhere", Response::status(302), "302"),
    ] {
        let reason = reason(name, answer);
        assert!(reason.contains(expected), "{name}: {reason}");
    }
}

#[test]
fn a_public_address_does_not_lead_into_the_house_unless_that_is_configured() {
    let desk = Desk::new();
    // The server is the proxy too, so that a name out of the world can be asked for.
    desk.serve("/feed", Response::redirect(302, &desk.url("/secret")));
    desk.serve("/secret", small("Secret"));
    desk.follow_with("http://news.example/feed", FeedSettings::default());
    let refresh = || {
        let proxy = desk.url("");
        let output = desk
            .home
            .command()
            .env("HTTP_PROXY", proxy)
            .args(["refresh", "feed"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = refresh();
    assert!(told.contains("a private address"), "{told}");
    assert_eq!((desk.count("/secret"), desk.sound_articles()), (0, 0));
    desk.configure("[network]\nprivate-addresses = true\n");
    let told = refresh();
    assert!(told.contains("1 new"), "{told}");
}

#[test]
fn a_public_page_names_no_feed_in_the_house_unless_that_is_configured() {
    let desk = Desk::new();
    // The server is the proxy too, so that a name out of the world can be asked for.
    let link = "<!doctype html><link rel=\"alternate\" type=\"application/rss+xml\" href=\"TO\">";
    for address in [desk.url("/secret"), "http://printer.local/secret".to_owned()] {
        desk.serve("/page", Response::html(link.replace("TO", &address)));
        desk.serve("/secret", small("Secret"));
        let add = || {
            let output = desk
                .home
                .command()
                .env("HTTP_PROXY", desk.url(""))
                .args(["add", "http://news.example/page"])
                .output()
                .unwrap();
            (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let (status, told) = add();
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains("on a private address"), "{told}");
        assert_eq!((desk.count("/secret"), desk.feeds().len()), (0, 0), "{told}");
    }
    desk.serve("/page", Response::html(link.replace("TO", &desk.url("/secret"))));
    // Nor is it recommended where a feed's address has become a page.
    desk.follow_with("http://news.example/page", FeedSettings::default());
    let refresh = || {
        let mut command = desk.home.command();
        let output = command.env("HTTP_PROXY", desk.url("")).args(["refresh"]).output().unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = refresh();
    assert!(told.contains("hint: ") && !told.contains("/secret"), "{told}");
    desk.configure("[network]\nprivate-addresses = true\n");
    let mut command = desk.home.command();
    command.env("HTTP_PROXY", desk.url("")).args(["add", "http://news.example/page"]);
    command.assert().success();
    assert_eq!(desk.sound_articles(), 1);
}

#[test]
fn feeds_that_swell_when_they_are_read_stay_small() {
    let laughs: String = (1..30)
        .map(|n| {
            let before = format!("&l{};", n - 1).repeat(10);
            format!("<!ENTITY l{n} \"{before}\">")
        })
        .collect();
    let expansion = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]>{}",
        rss("Laughs", &[item("x", "&l29;")]).trim_start_matches("<?xml version=\"1.0\"?>")
    );
    let outside =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            .to_owned()
            + rss("Files", &[item("x", "Secrets &f;")])
                .trim_start_matches("<?xml version=\"1.0\"?>");
    let deep = rss("Deep", &["<item><description>".to_owned() + &"<div>".repeat(100_000)]);
    let deep_markup = "<rss><channel>".to_owned() + &"<x>".repeat(100_000);
    let long = rss("Long", &[item("x", &"title ".repeat(150_000))]);
    let desk = Desk::new();
    for (name, feed) in [
        ("expansion", &expansion),
        ("outside", &outside),
        ("deep", &deep),
        ("deep-markup", &deep_markup),
        ("long", &long),
    ] {
        desk.serve(&format!("/{name}"), Response::rss(feed.clone()));
        desk.follow(&format!("/{name}"));
    }
    let ran = desk.run(&["refresh", "--json"]);
    assert!(matches!(ran.status, 0 | 1), "{ran:?}");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(rows.len(), 5, "{rows:#?}");
    assert!(!desk.titles().iter().any(|title| title.contains("root:")));
    desk.sound_articles();
}

#[test]
fn foreign_text_of_feeds_is_cleaned_for_the_terminal() {
    let desk = Desk::new();
    let evil = "\u{202e}Evil&#27;[31m&#x9b;2J\u{1b}]0;x\u{7}";
    let feed =
        rss(evil, &[item("a", evil)]).replace("https://news.example/a", "javascript:alert(1)");
    desk.serve("/feed", Response::rss(feed));
    desk.serve("/moved", Response::redirect(301, "/feed?\u{1b}[31m"));
    desk.serve("/feed?%1B[31m", small("Moved"));
    let mut shown = desk.run(&["add", &desk.url("/feed")]).out;
    desk.follow("/moved");
    desk.follow("/\u{1b}[2Jbad");
    for args in [
        &["refresh", "--force"][..],
        &["refresh", "--force", "--format", "jsonl"],
        &["feeds"],
        &["feeds", "--format", "json"],
        &["feeds", "--format", "csv"],
        &["feeds", "--format", "tsv"],
        &["feeds", "set", "\u{1b}[31mnone", "--pause"],
        &["opml", "export"],
    ] {
        let ran = desk.run(args);
        shown += &ran.out;
        shown += &ran.told;
    }
    let hidden: Vec<char> =
        shown.chars().filter(|c| c.is_control() && !"\n\r\t".contains(*c)).collect();
    assert_eq!(hidden, Vec::<char>::new(), "{shown}");
    assert!(!shown.contains('\u{202e}'));
    let id = desk.home.rows().into_iter().find(|row| row.title.contains("Evil")).unwrap().id;
    assert_eq!(desk.home.store().article(id).unwrap().unwrap().url, None);
}

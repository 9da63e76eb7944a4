//! Tests of politeness to servers: intervals, caches, pauses, requests to wait, few requests at
//! once.

use onrecord::domain::{FeedSettings, FeedState};

use crate::desk::{Desk, small};
use crate::support::response::{Gate, Response};
use crate::support::wait_for;

#[test]
fn what_a_server_calls_fresh_is_not_asked_for_again_but_by_name() {
    let desk = Desk::new();
    desk.serve("/feed", small("Fresh").header("Cache-Control", "max-age=3600"));
    desk.follow("/feed");
    desk.refresh(&[]);
    assert_eq!(desk.refresh(&[]).len(), 0);
    let ran = desk.run(&["refresh"]);
    assert_eq!(ran.out.trim(), "0 feeds: 0 new, 0 updated; 0 unchanged, 0 failed, 1 not due yet");
    assert_eq!(desk.count("/feed"), 1);
    assert_eq!(desk.outcome(&["fresh"]).0, "unchanged");
    assert_eq!(desk.outcome(&["--force"]).0, "unchanged");
    assert_eq!(desk.count("/feed"), 3);
}

#[test]
fn a_feeds_own_interval_counts() {
    let desk = Desk::new();
    desk.serve("/feed", small("Weekly"));
    let settings = FeedSettings { interval: Some(60), ..FeedSettings::default() };
    desk.follow_with(&desk.url("/feed"), settings);
    assert_eq!(desk.outcome(&[]).0, "imported", "never fetched before");
    assert_eq!(desk.refresh(&[]).len(), 0);
    assert_eq!(desk.outcome(&["weekly"]).0, "unchanged");
}

#[test]
fn after_failures_a_feed_is_left_alone_for_a_while_but_by_name() {
    let desk = Desk::new();
    desk.serve("/feed", Response::status(500));
    desk.follow("/feed");
    assert_eq!(desk.outcome(&[]).0, "failed");
    let (rows, status) = desk.refresh_with_status(&[]);
    assert_eq!((rows.len(), status), (0, 0));
    let first = desk.feed();
    assert_eq!(first.failures, 1);
    assert!(first.last_error.as_deref().unwrap_or("").contains("500"), "{first:?}");
    assert_eq!(desk.outcome(&["feed"]).0, "failed");
    let second = desk.feed();
    assert_eq!(second.failures, 2);
    assert!(second.not_before > first.not_before, "the pause grows: {first:?} {second:?}");
    desk.serve("/feed", small("Back"));
    assert_eq!(desk.outcome(&["feed"]).0, "imported");
    let well = desk.feed();
    assert_eq!((well.failures, well.last_error, well.not_before), (0, None, None));
}

#[test]
fn a_server_that_asks_to_wait_is_obeyed_whoever_asks() {
    for status in [429, 503] {
        let desk = Desk::new();
        desk.serve("/feed", Response::status(status).retry_after("7200"));
        desk.serve("/other", small("Other"));
        desk.follow("/feed");
        desk.follow("/other");
        let rows = desk.refresh(&[]);
        let busy = rows.iter().find(|row| row["feed"] == "feed").unwrap();
        let reason = busy["reason"].as_str().unwrap_or("").to_owned();
        assert!(reason.contains(&status.to_string()) && reason.contains("asked again"), "{reason}");
        assert!(rows.iter().any(|row| row["status"] == "imported"), "the others go on");
        for args in [&["feed"][..], &["--force", "feed"], &["--force", &desk.url("/feed")]] {
            let (status, reason) = desk.outcome(args);
            assert!(status == "skipped" && reason.contains("asks to wait"), "{status} {reason}");
        }
        assert_eq!(desk.count("/feed"), 1);
        assert_eq!(desk.feeds()[0].settings.state, FeedState::Followed);
    }
}

#[test]
fn few_are_asked_at_once_and_of_one_host_still_fewer() {
    let desk = Desk::new();
    desk.configure("[network]\njobs = 3\nper-host = 2\n");
    let port = desk.port();
    for number in 0..12 {
        let path = format!("/{number}");
        desk.serve(&path, small(&number.to_string()));
        let host = if number % 2 == 0 { "127.0.0.1" } else { "localhost" };
        desk.follow_with(&format!("http://{host}:{port}{path}"), FeedSettings::default());
    }
    let rows = desk.refresh(&[]);
    assert_eq!(rows.iter().filter(|row| row["status"] == "imported").count(), 12, "{rows:#?}");
    assert!(desk.most_at_all() <= 3, "{}", desk.most_at_all());
    for host in ["127.0.0.1", "localhost"] {
        let most = desk.most_at_once(host);
        assert!((1..=2).contains(&most), "{host}: {most}");
    }
    assert_eq!(desk.run(&["refresh", "--force", "--jobs", "1"]).status, 0);
}

#[test]
fn a_host_that_does_not_answer_keeps_nobody_else_waiting() {
    let desk = Desk::new();
    let gate = Gate::closed();
    for number in 0..6 {
        let path = format!("/late{number}");
        desk.serve(&path, small(&format!("late{number}")).behind(&gate));
        desk.follow(&path);
    }
    desk.serve("/quick", small("Quick"));
    let address = format!("http://localhost:{}/quick", desk.port());
    desk.follow_with(&address, FeedSettings::default());
    std::thread::scope(|scope| {
        let refreshing = scope.spawn(|| desk.refresh(&[]));
        wait_for("the quick feed", || {
            desk.titles().contains(&"News of Quick".to_owned()).then_some(())
        });
        assert_eq!(desk.sound_articles(), 1, "the others wait still");
        gate.open();
        let rows = refreshing.join().unwrap();
        assert_eq!(rows.len(), 7);
    });
    assert_eq!(desk.sound_articles(), 7);
}

#[test]
fn proxies_of_the_environment_are_used() {
    let desk = Desk::new();
    desk.serve("/feed", small("Proxied"));
    desk.follow_with("http://news.example/feed", FeedSettings::default());
    let mut command = desk.home.command();
    command.env("HTTP_PROXY", desk.url("")).args(["refresh"]).assert().success();
    assert_eq!(desk.titles(), ["News of Proxied"]);
    assert_eq!(desk.last("/feed").unwrap().target, "http://news.example/feed");
}

#[test]
fn nothing_is_fetched_that_nobody_asked_for() {
    let desk = Desk::new();
    desk.serve("/feed", small("Asked"));
    desk.follow("/feed");
    for args in [&["feeds"][..], &["check"], &["opml", "export"], &["feeds", "set", "1", "--last"]]
    {
        assert_eq!(desk.run(args).status, 0, "{args:?}");
    }
    assert_eq!(desk.connections(), 0);
}

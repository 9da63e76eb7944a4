//! Tests of a refresh: new, changed, moved, vanished and ended feeds, and the report.

use onrecord::domain::{FeedSettings, FeedState};

use crate::desk::{Desk, item, rss, small};
use crate::support::response::Response;

#[test]
fn what_is_new_comes_in_once_and_what_has_changed_is_updated() {
    let desk = Desk::new();
    let first = rss("Harbour", &[item("a", "Ferry halted"), item("b", "Tram opens")]);
    desk.serve("/feed", Response::rss(first));
    desk.follow("/feed");
    let rows = desk.refresh(&[]);
    assert_eq!(rows[0]["status"], "imported");
    assert_eq!((&rows[0]["articles"], &rows[0]["new"]), (&2.into(), &2.into()));
    assert_eq!(desk.titles(), ["Ferry halted", "Tram opens"]);
    assert_eq!(desk.feed().title, "Harbour");
    assert_eq!(desk.outcome(&[]).0, "unchanged");

    // Read, changed, and named anew by its server: still the same article, and still read.
    let ferry = desk.home.row("Ferry halted").id;
    desk.home.store().set_read(&[ferry], true, 1).unwrap();
    let renamed = item("a", "Ferry sails again").replace(">a</guid>", ">other</guid>");
    desk.serve("/feed", Response::rss(rss("Harbour", &[renamed, item("c", "Bridge closed")])));
    let rows = desk.refresh(&[]);
    assert_eq!(
        (&rows[0]["status"], &rows[0]["new"], &rows[0]["updated"]),
        (&"imported".into(), &1.into(), &1.into())
    );
    // What the feed lists no more stays.
    assert_eq!(desk.titles(), ["Bridge closed", "Ferry sails again", "Tram opens"]);
    let row = desk.home.row("Ferry sails again");
    assert_eq!((row.id, row.unread), (ferry, false));
}

#[test]
fn the_result_is_a_table_and_a_line_and_a_status() {
    let desk = Desk::new();
    desk.serve("/good", small("Good"));
    desk.serve("/same", small("Same"));
    for path in ["/same", "/good", "/bad"] {
        desk.follow(path);
        desk.run(&["refresh", "same"]);
    }
    let ran = desk.run(&["refresh"]);
    assert_eq!(ran.status, 1);
    let told = |start: &str| ran.out.lines().find(|line| line.starts_with(start)).unwrap_or("");
    assert!(told("new").contains("1 new") && told("new").contains("good"), "{ran:?}");
    assert!(told("failed").contains("bad") && told("failed").contains("404"), "{ran:?}");
    assert_eq!(told("3 feeds"), "3 feeds: 1 new, 0 updated; 1 unchanged, 1 failed");
    assert_eq!(ran.out.lines().count(), 3, "{ran:?}");
    assert!(ran.told.starts_with("hint: "), "{ran:?}");
}

#[test]
fn a_feed_that_has_not_changed_costs_one_question() {
    let desk = Desk::new();
    desk.serve("/tag", small("Tag").etag("\"v1\""));
    desk.serve("/date", small("Date").last_modified("Sun, 18 Feb 2024 10:00:00 GMT"));
    desk.follow("/tag");
    desk.follow("/date");
    assert_eq!(desk.refresh(&[]).len(), 2);
    for _ in 0..2 {
        let rows = desk.refresh(&[]);
        assert!(rows.iter().all(|row| row["status"] == "unchanged"), "{rows:?}");
    }
    assert_eq!(desk.last("/tag").unwrap().header("if-none-match"), Some("\"v1\""));
    let date = desk.last("/date").unwrap();
    assert_eq!(date.header("if-modified-since"), Some("Sun, 18 Feb 2024 10:00:00 GMT"));
    let agent = date.header("user-agent").unwrap_or("").to_owned();
    assert!(agent.starts_with("onrecord/"), "{agent}");
}

#[test]
fn every_packing_is_read() {
    let desk = Desk::new();
    for packing in ["gzip", "br", "zstd", "deflate"] {
        desk.serve(&format!("/{packing}"), small(packing).packed(packing).chunked(7));
        desk.follow(&format!("/{packing}"));
    }
    let rows = desk.refresh(&[]);
    assert!(rows.iter().all(|row| row["status"] == "imported"), "{rows:#?}");
    assert_eq!(desk.sound_articles(), 4);
}

#[test]
fn a_move_for_good_is_remembered_and_one_for_now_is_not() {
    let desk = Desk::new();
    desk.serve("/old", Response::redirect(301, "/older"));
    desk.serve("/older", Response::redirect(308, "/new"));
    desk.serve("/new", small("Moved"));
    desk.serve("/here", Response::redirect(302, "/there"));
    desk.serve("/there", small("Away"));
    desk.follow("/old");
    desk.follow("/here");
    let rows = desk.refresh(&[]);
    let old = rows.iter().find(|row| row["feed"] == "old").unwrap();
    assert!(old["reason"].as_str().unwrap_or("").contains("/new"), "{rows:#?}");
    desk.refresh(&[]);
    assert_eq!((desk.count("/old"), desk.count("/new")), (1, 2));
    assert_eq!((desk.count("/here"), desk.count("/there")), (2, 2));
    let addresses: Vec<String> = desk.feeds().into_iter().map(|feed| feed.address).collect();
    assert!(addresses.contains(&desk.url("/new")), "{addresses:?}");
    assert!(addresses.contains(&desk.url("/here")), "{addresses:?}");
}

#[test]
fn a_feed_that_is_gone_is_not_asked_again_until_it_is_added_again() {
    let desk = Desk::new();
    desk.serve("/feed", small("Last"));
    let feed = desk.follow("/feed");
    desk.refresh(&[]);
    desk.serve("/feed", Response::status(410));
    let (status, reason) = desk.outcome(&[]);
    assert!(status == "failed" && reason.contains("gone for good"), "{status}: {reason}");
    assert_eq!(desk.feed().settings.state, FeedState::Gone);
    assert_eq!(desk.refresh(&[]).len(), 0);
    let (status, reason) = desk.outcome(&[&feed.0.to_string()]);
    assert!(status == "skipped" && reason.contains("gone for good"), "{status}: {reason}");
    assert_eq!(desk.count("/feed"), 2);
    assert_eq!(desk.titles(), ["News of Last"], "its articles stay");
    desk.serve("/feed", small("Last"));
    assert_eq!(desk.run(&["add", &desk.url("/feed")]).status, 0);
    assert_eq!(desk.feed().settings.state, FeedState::Followed);
}

#[test]
fn a_feed_that_answers_with_a_page_says_so_and_keeps_its_articles() {
    let desk = Desk::new();
    desk.serve("/feed", small("Club"));
    desk.follow("/feed");
    desk.refresh(&[]);
    let page = "<!doctype html><html><head><title>Log in</title>\
                <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/new.xml\"></head>\
                <body><p>Please log in to read the news.</p></body></html>";
    desk.serve("/feed", Response::html(page));
    let ran = desk.run(&["refresh"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("a web page instead of a feed"), "{ran:?}");
    assert!(ran.told.contains(&desk.url("/new.xml")), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Club"]);
    assert_eq!(desk.feed().title, "Club");
}

#[test]
fn character_sets_are_read_as_declared_or_as_they_are() {
    let desk = Desk::new();
    let title = "Caf\u{e9} \u{e0} Barra";
    let feed = |declared: &str| {
        rss("Menu", &[item("m", title)])
            .replace("version=\"1.0\"?", &format!("version=\"1.0\" encoding=\"{declared}\"?"))
    };
    let latin: Vec<u8> = feed("iso-8859-1").chars().map(|c| c as u8).collect();
    desk.serve("/declared", Response::ok(latin.clone()).kind("application/rss+xml"));
    desk.serve("/wrong", Response::ok(latin).kind("text/xml; charset=utf-8"));
    desk.serve("/lie", Response::ok(feed("us-ascii")).kind("text/xml; charset=us-ascii"));
    for path in ["/declared", "/wrong", "/lie"] {
        desk.follow(path);
        assert_eq!(desk.outcome(&[&desk.url(path)]).0, "imported", "{path}");
    }
    let titles = desk.titles();
    assert!(titles.iter().all(|known| known == title), "{titles:?}");
}

#[test]
fn paused_feeds_are_left_out_and_said_so_if_named() {
    let desk = Desk::new();
    desk.serve("/feed", small("Quiet"));
    let settings = FeedSettings { state: FeedState::Paused, ..FeedSettings::default() };
    desk.follow_with(&desk.url("/feed"), settings);
    assert_eq!(desk.refresh(&["--force"]).len(), 0);
    assert_eq!(desk.outcome(&["feed"]), ("skipped".into(), "it is paused".into()));
    assert_eq!(desk.count("/feed"), 0);
    assert_eq!(desk.run(&["feeds", "set", "feed", "--resume"]).status, 0);
    assert_eq!(desk.outcome(&[]).0, "imported");
}

#[test]
fn old_articles_go_only_where_that_is_configured() {
    let desk = Desk::new();
    let items: Vec<String> =
        (0..5).map(|n| item(&format!("n{n}"), &format!("Number {n}"))).collect();
    desk.serve("/feed", Response::rss(rss("Numbers", &items)));
    desk.follow("/feed");
    desk.refresh(&[]);
    let mut ids: Vec<_> = desk.home.rows().into_iter().map(|row| row.id).collect();
    desk.home.store().set_starred(&ids.split_off(4), true).unwrap();
    desk.home.store().set_read(&ids[..3], true, 1).unwrap();
    desk.refresh(&[]);
    assert_eq!(desk.sound_articles(), 5);
    desk.configure("[retention]\nper-feed = 1\n");
    let ran = desk.run(&["refresh"]);
    assert!(ran.out.contains("old articles gone"), "{ran:?}");
    let left = desk.sound_articles();
    assert!((2..5).contains(&left), "{left}: unread and starred ones stay");
    // The feed lists them still; they do not come back.
    desk.refresh(&[]);
    assert_eq!(desk.sound_articles(), left);
}

#[test]
fn a_feed_that_moves_to_where_another_is_says_which_to_remove() {
    let desk = Desk::new();
    desk.serve("/old", Response::redirect(301, "/new"));
    desk.serve("/new", small("New").etag("\"one\""));
    let old = desk.follow("/old");
    let new = desk.follow("/new").0.to_string();
    let rows = desk.refresh(&[]);
    let row = rows.iter().find(|row| row["id"] == old.0).unwrap();
    let reason = row["reason"].as_str().unwrap();
    assert!(reason.contains("which is followed as "), "{reason}");
    assert!(reason.contains(&format!("`onrecord feeds remove {}`", old.0)), "{reason}");
    assert_eq!(reason.matches("moved").count(), 1, "{reason}");
    let again = desk.refresh(&["--force", &new]);
    assert!(again[0]["articles"].is_null(), "{again:#?}");
}

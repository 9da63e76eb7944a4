//! Tests of full texts: fetched for feeds with that setting, and stored beside the feed's text.

use onrecord::domain::{FeedSettings, TextSource};

use crate::desk::{Desk, item, rss};
use crate::support::response::Response;

fn page(text: &str) -> Response {
    let paragraphs: String = (0..6)
        .map(|n| {
            format!(
                "<p>{text} The harbour master spoke of it at length in paragraph {n}, and the \
                 crews of all boats listened while the tide came in over the quay.</p>"
            )
        })
        .collect();
    Response::html(format!(
        "<!doctype html><html><head><title>Ferry halted</title></head><body>\
         <nav><a href=\"/\">Home</a></nav><article><h1>Ferry halted</h1>{paragraphs}</article>\
         <footer>All rights reserved</footer></body></html>"
    ))
}

fn feed(desk: &Desk, pages: &[&str]) -> Response {
    let items: Vec<String> = pages
        .iter()
        .map(|name| {
            let link = format!("https://news.example/{name}");
            item(name, &format!("About {name}")).replace(&link, &desk.url(&format!("/{name}")))
        })
        .collect();
    Response::rss(rss("Full", &items))
}

#[test]
fn pages_of_new_articles_are_fetched_where_the_feed_asks_for_it() {
    let desk = Desk::new();
    desk.serve("/feed", feed(&desk, &["ferry", "lost", "wall"]));
    desk.serve("/ferry", page("No ferry sails."));
    desk.serve("/wall", Response::html("<!doctype html><html><body><p>Pay.</p></body></html>"));
    let settings = FeedSettings { full_text: true, ..FeedSettings::default() };
    desk.follow_with(&desk.url("/feed"), settings);
    let ran = desk.run(&["refresh"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("1 full text fetched, 2 full texts failed"), "{ran:?}");
    let said = |path: &str, why: &str| {
        let line = ran.told.lines().find(|line| line.contains(&desk.url(path)));
        assert!(line.is_some_and(|line| line.contains(why)), "{path}: {ran:?}");
    };
    said("/lost", "404");
    said("/wall", "less text than the feed");
    let article =
        |title: &str| desk.home.store().article(desk.home.row(title).id).unwrap().unwrap();
    let ferry = article("About ferry");
    assert_eq!((ferry.text_source, ferry.has_other_text), (TextSource::Page, true));
    assert!(ferry.body.text.contains("paragraph 5") && !ferry.body.text.contains("rights"));
    let wall = article("About wall");
    assert_eq!(wall.text_source, TextSource::Feed);
    // Neither what came nor what failed is asked for again.
    desk.refresh(&["--force"]);
    for path in ["/ferry", "/lost", "/wall"] {
        assert_eq!(desk.count(path), 1, "{path}");
    }
    // The feed's text changes; the page's stays the one that is shown.
    desk.serve("/feed", feed(&desk, &["ferry"]).header("X", "y"));
    assert_eq!(article("About ferry").text_source, TextSource::Page);
}

#[test]
fn a_host_that_fails_for_a_while_is_left_alone_until_the_next_refresh() {
    let desk = Desk::new();
    desk.configure("[network]\nper-host = 1\n");
    desk.serve("/feed", feed(&desk, &["a", "b", "c"]));
    for path in ["/a", "/b", "/c"] {
        desk.serve(path, Response::status(503));
    }
    let settings = FeedSettings { full_text: true, ..FeedSettings::default() };
    desk.follow_with(&desk.url("/feed"), settings);
    desk.refresh(&[]);
    let asked = || ["/a", "/b", "/c"].iter().map(|path| desk.count(path)).sum::<usize>();
    assert_eq!(asked(), 1);
    for path in ["/a", "/b", "/c"] {
        desk.serve(path, page("Back again."));
    }
    desk.refresh(&[]);
    assert_eq!(asked(), 4);
    let rows = desk.home.rows();
    let store = desk.home.store();
    for row in rows {
        let article = store.article(row.id).unwrap().unwrap();
        assert_eq!(article.text_source, TextSource::Page, "{}", row.title);
    }
}

#[test]
fn without_the_setting_no_page_is_asked_for() {
    let desk = Desk::new();
    desk.serve("/feed", feed(&desk, &["ferry"]));
    desk.serve("/ferry", page("No ferry sails."));
    desk.follow("/feed");
    desk.refresh(&[]);
    assert_eq!(desk.count("/ferry"), 0);
}

#[test]
fn a_page_with_hardly_any_text_is_no_full_text() {
    let desk = Desk::new();
    let bare = feed(&desk, &["login"]);
    let text = "<!doctype html><html><body><article><p>Please log in or subscribe to read \
                this article in full today.</p></article></body></html>";
    desk.serve("/login", Response::html(text));
    let settings = FeedSettings { full_text: true, ..FeedSettings::default() };
    desk.serve("/feed", bare);
    desk.follow_with(&desk.url("/feed"), settings);
    let ran = desk.run(&["refresh"]);
    assert!(ran.told.contains("/login: its page has hardly any text"), "{ran:?}");
    assert_eq!(desk.home.rows().len(), 1);
    let row = desk.home.row("About login");
    let article = desk.home.store().article(row.id).unwrap().unwrap();
    assert_eq!(article.text_source, TextSource::Feed);
}

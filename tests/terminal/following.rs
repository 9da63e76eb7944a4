//! Tests of feeds in the app: adding, refreshing, stopping, managing; full texts.

use onrecord::domain::{FeedRow, FeedState};

use crate::support::pty::Pty;
use crate::support::response::{Gate, Response};
use crate::support::server::Server;
use crate::support::{Home, home_with_news, wait_for};

const WIDE: (u16, u16) = (120, 36);

/// A feed of articles, the first one the newest; each has a page of its own.
fn feed(server: &Server, title: &str, articles: &[&str]) -> Response {
    let mut items = String::new();
    for (place, article) in articles.iter().enumerate() {
        let day = 20 + articles.len() - place;
        let url = server.url(&format!("/{}", article.replace(' ', "-")));
        items.push_str(&format!(
            "<item><guid>{article}</guid><title>{article}</title><link>{url}</link>\
             <pubDate>{day} Feb 2024 10:00:00 GMT</pubDate>\
             <description>In short: {article}.</description></item>"
        ));
    }
    Response::rss(format!(
        "<rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>"
    ))
}

fn page(title: &str) -> Response {
    let words = "The harbour master told the council that the quay would be repaired in spring. ";
    let paragraphs: String = (0..6).map(|_| format!("<p>{}</p>", words.repeat(4))).collect();
    Response::html(format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}\
         <p>\"We shall see,\" said Isla Mackenzie, who runs the ferry.</p></article></body></html>"
    ))
}

/// The feeds that are fetched from an address.
fn followed(home: &Home) -> Vec<FeedRow> {
    let feeds = home.store().feeds().expect("the feeds");
    feeds.into_iter().filter(|feed| feed.subscription.is_some()).collect()
}

fn one(home: &Home) -> FeedRow {
    let mut feeds = followed(home);
    assert_eq!(feeds.len(), 1);
    feeds.remove(0)
}

#[test]
fn a_feed_is_added_read_refreshed_and_read_in_full() {
    let (home, server) = (home_with_news(), Server::start());
    server.serve("/feed", feed(&server, "Quay Courier", &["Crane falls", "Boats return"]));
    server.serve("/Crane-falls", page("Crane falls"));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").wait("address of a feed");
    pty.bytes(format!("\x1b[200~{}\x1b[201~", server.url("/feed")).as_bytes());
    pty.wait("/feed").keys("<enter>").wait("Crane falls").wait("Boats return").wait("2 new.");
    assert_eq!(one(&home).title, "Quay Courier");
    assert_eq!(server.count("/feed"), 1, "what was fetched to look at it is what it has");

    // What comes in later stands above, and what is selected stays.
    let more = ["Tram opens", "Crane falls", "Boats return"];
    server.serve("/feed", feed(&server, "Quay Courier", &more));
    pty.keys("jr").wait("1 new").wait("In short: Boats return");
    pty.keys("gg").wait("In short: Tram opens");
    pty.keys("r").wait("Nothing new.");

    pty.keys("j").wait("In short: Crane falls").keys("<enter>f").wait("harbour master");
    pty.wait("full text").wait_gone("In short: Crane");
    wait_for("the analysis of the full text", || home.row("Crane falls").attributions);
    pty.wait("Isla Mackenzie");
    pty.keys("f").wait("In short: Crane falls").wait("feed's text");
    pty.keys("f").wait("harbour master").keys("q");
    pty.end().well();
    assert_eq!(server.count("/Crane-falls"), 1, "the page is fetched once");
}

#[test]
fn a_site_offers_its_feeds_and_several_are_chosen() {
    let (home, server) = (home_with_news(), Server::start());
    server.serve(
        "/",
        Response::html(
            "<html><head><title>Quay</title>\
             <link rel=\"alternate\" type=\"application/rss+xml\" title=\"All news\" href=\"/all\">\
             <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Weather\" href=\"/wet\">\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Talk\" href=\"/talk\">\
             </head><body><p>Welcome to the quay.</p></body></html>",
        ),
    );
    server.serve("/all", feed(&server, "All news", &["Crane falls"]));
    server.serve("/talk", feed(&server, "Talk", &["A letter"]));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").keys(&server.url("/")).keys("<enter>");
    pty.wait("3 feeds at").wait("Weather").keys(" j <enter>").wait("↑ 2 new").keys("gg");
    pty.wait("Crane falls").wait("A letter").keys("q");
    pty.end().well();
    let mut titles: Vec<String> = followed(&home).into_iter().map(|feed| feed.title).collect();
    titles.sort();
    assert_eq!(titles, ["All news", "Talk"]);
    assert_eq!(server.count("/wet"), 0, "only what was chosen is fetched");
}

#[test]
fn an_address_without_a_feed_says_so_and_one_that_is_known_is_gone_to() {
    let (home, server, plain) = (home_with_news(), Server::start(), Server::start());
    server.serve("/feed", feed(&server, "Quay Courier", &["Crane falls"]));
    plain.serve("/", Response::html("<html><body><p>Nothing here.</p></body></html>"));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").keys(&plain.url("/")).keys("<enter>");
    pty.wait("is no feed, and names none");
    pty.keys("a<ctrl-u>").keys(&server.url("/feed")).keys("<enter>").wait("1 new");
    pty.keys("<esc>").wait("Central bank");
    pty.keys("a").keys(&server.url("/feed")).keys("<enter>").wait("is followed already");
    pty.wait_gone("Central bank").keys("q");
    pty.end().well();
    assert_eq!(followed(&home).len(), 1);
}

#[test]
fn what_is_being_fetched_can_be_stopped_and_the_reader_ends_at_once() {
    let (home, server) = (home_with_news(), Server::start());
    let gate = Gate::closed();
    server.serve("/quick", feed(&server, "Quick", &["Crane falls"]));
    server.serve("/slow", feed(&server, "Slow", &["Late news"]).behind(&gate));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").keys(&server.url("/slow")).keys("<enter>");
    pty.wait("Looking at").keys("<esc>").wait("nothing was added").wait_gone("Looking at");
    pty.keys("a<ctrl-u>").keys(&server.url("/quick")).keys("<enter>").wait("1 new");
    server.serve("/quick", feed(&server, "Quick", &["Crane falls"]).behind(&gate));
    pty.keys("R").wait("Refreshing").wait("ctrl-c stops").keys("R").wait("is going on");
    pty.keys("<ctrl-c>").wait("Stopped after 0 of 1");
    pty.keys("r").wait("ctrl-c stops").keys("q");
    pty.end().well();
    gate.open();
}

#[test]
fn feeds_are_managed_in_their_screen_and_failures_are_told_there() {
    let (home, server) = (home_with_news(), Server::start());
    server.serve("/feed", feed(&server, "Quay Courier", &["Crane falls"]));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").keys(&server.url("/feed")).keys("<enter>").wait("1 new");
    server.serve("/feed", Response::status(500));
    pty.keys("r").wait("could not be refreshed");
    pty.keys("F").wait("failed").wait("Failed:").wait("500");

    pty.keys("n<ctrl-u>Harbour<enter>");
    wait_for("the name", || (one(&home).title == "Harbour").then_some(()));
    pty.keys("U");
    wait_for("its own name", || (one(&home).title == "Quay Courier").then_some(()));
    pty.wait("Undo: the feed has its own title again");
    let settings = || one(&home).subscription.expect("it is followed").settings;
    pty.keys("tsea, daily<enter>");
    wait_for("the tags", || (settings().tags == ["sea", "daily"]).then_some(()));
    pty.wait("#sea #daily").keys("i90<enter>");
    wait_for("the interval", || (settings().interval == Some(90)).then_some(()));
    pty.wait("every 90 minutes").keys("f");
    wait_for("the full text", || settings().full_text.then_some(()));
    pty.keys("p");
    wait_for("the pause", || (settings().state == FeedState::Paused).then_some(()));
    pty.wait("paused").keys("r").wait("was not asked: it is paused");
    pty.keys("x");
    wait_for("the end", || (settings().state == FeedState::Kept).then_some(()));
    assert_eq!(home.row("Crane falls").feed_title, "Quay Courier");
    pty.wait("its articles stay").keys("U");
    wait_for("it again", || (settings().state == FeedState::Paused).then_some(()));
    pty.keys("D");
    wait_for("it gone", || followed(&home).is_empty().then_some(()));
    assert!(home.rows().iter().all(|row| row.title != "Crane falls"));
    pty.wait("removed").keys("U");
    wait_for("it back", || (!followed(&home).is_empty()).then_some(()));
    pty.keys("qq");
    pty.end().well();
}

#[test]
fn a_page_that_cannot_be_fetched_says_why() {
    let (home, server) = (home_with_news(), Server::start());
    server.serve("/feed", feed(&server, "Quay Courier", &["Crane falls"]));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("a").keys(&server.url("/feed")).keys("<enter>").wait("1 new");
    pty.keys("f").wait("404").keys("q");
    pty.end().well();
}

#[test]
fn feeds_are_refreshed_at_the_start_only_where_that_is_configured() {
    let (home, server) = (home_with_news(), Server::start());
    server.serve("/feed", feed(&server, "Quay Courier", &["Crane falls"]));
    home.command().args(["add", &server.url("/feed")]).assert().success();
    let before = server.count("/feed");
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("q");
    pty.end().well();
    assert_eq!(server.count("/feed"), before);
    home.write("config/config.toml", "[refresh]\non-start = true\n");
    server.serve("/feed", feed(&server, "Quay Courier", &["Tram opens", "Crane falls"]));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("1 new").keys("q");
    pty.end().well();
    assert_eq!(server.count("/feed"), before + 1);
}

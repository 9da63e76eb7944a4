//! A temporary home with a server, to follow, refresh and list feeds.
#![allow(missing_docs, unreachable_pub)]

use std::ops::Deref;

use onrecord::domain::{
    FeedId, FeedInfo, FeedOrigin, FeedSettings, Following, Query, Subscription,
};
use serde_json::Value;

use crate::support::Home;
use crate::support::response::Response;
use crate::support::server::Server;

/// A temporary home, and a server on the loopback address.
pub struct Desk {
    pub home: Home,
    pub server: Server,
}

impl Deref for Desk {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

/// The output, messages and exit status of a run.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub told: String,
    pub status: i32,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { home: Home::new(), server: Server::start() }
    }

    /// Writes config.toml.
    pub fn configure(&self, text: &str) {
        self.home.write("config/config.toml", text);
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        let output = self.home.command().args(args).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let status = output.status.code().expect("an exit status");
        Ran { out: text(&output.stdout), told: text(&output.stderr), status }
    }

    /// Refreshes; what became of each feed.
    pub fn refresh(&self, args: &[&str]) -> Vec<Value> {
        self.refresh_with_status(args).0
    }

    /// Runs a refresh. Returns its report and exit status.
    pub fn refresh_with_status(&self, args: &[&str]) -> (Vec<Value>, i32) {
        let ran = self.run(&[&["refresh", "--json"], args].concat());
        let rows =
            serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
        (rows, ran.status)
    }

    /// Refreshes the only feed that is asked: its status and reason.
    pub fn outcome(&self, args: &[&str]) -> (String, String) {
        let rows = self.refresh(args);
        let [row] = &rows[..] else { panic!("one feed, not {rows:#?}") };
        let text = |name: &str| row[name].as_str().unwrap_or("").to_owned();
        (text("status"), text("reason"))
    }

    /// Follows a feed of this server, without fetching it.
    pub fn follow(&self, path: &str) -> FeedId {
        self.follow_with(&self.url(path), FeedSettings::default())
    }

    pub fn follow_with(&self, address: &str, settings: FeedSettings) -> FeedId {
        let info = FeedInfo {
            origin: FeedOrigin::Address(address.to_owned()),
            title: address.rsplit('/').next().unwrap_or(address).to_owned(),
            site: None,
        };
        let following = Following { info, own_title: None, settings };
        self.home.store().subscribe(&following).expect("it can be followed").0
    }

    /// The only feed that is followed.
    pub fn feed(&self) -> Subscription {
        let mut feeds = self.feeds();
        assert_eq!(feeds.len(), 1, "{feeds:#?}");
        feeds.remove(0)
    }

    pub fn feeds(&self) -> Vec<Subscription> {
        self.home.store().subscriptions().expect("feeds")
    }

    /// The titles in the list, in order of the alphabet.
    pub fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self.home.rows().into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }

    /// Returns the number of articles, and asserts that the store is sound.
    pub fn sound_articles(&self) -> u64 {
        let store = self.home.store();
        assert_eq!(store.check().expect("a check"), Vec::<String>::new());
        store.counts(&Query::default()).expect("counts").total
    }
}

/// An item of a feed: its name and title, with a link and a text of its own.
pub fn item(name: &str, title: &str) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">{name}</guid><title>{title}</title>\
         <link>https://news.example/{name}</link>\
         <description>All that is known of {name}: {title}.</description></item>"
    )
}

/// An RSS feed.
pub fn rss(title: &str, items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>\
         <link>https://news.example/</link>{}</channel></rss>",
        items.concat()
    )
}

/// A feed of one article, named like its feed.
pub fn small(name: &str) -> Response {
    Response::rss(rss(name, &[item(name, &format!("News of {name}"))]))
}

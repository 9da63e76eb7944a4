//! Two homes of onrecord and another client at one real Miniflux server, through each of its interfaces:
//! whatever each changes, all are in step in the end.

use std::collections::BTreeMap;

use onrecord::domain::{Edge, Query};
use onrecord::ingest::Caller;
use onrecord::ingest::kinds::{Kind, Mark, Miniflux};
use serde_json::json;

use crate::support::Home;
use crate::support::server::Server;
use crate::{Real, Request, Verb, caller, feed, real};

/// How many feeds, articles in each, and random changes there are; ONRECORD_SYNC multiplies them.
const FEEDS: usize = 3;
const ARTICLES: usize = 20;
const CHANGES: usize = 60;

/// Whether articles are read and starred, by title.
type States = BTreeMap<String, (bool, bool)>;

struct Fixture {
    real: Real,
    wire: Caller,
    other: Miniflux,
    homes: Vec<Home>,
    prefix: String,
    seed: u64,
    _news: Server,
}

impl Fixture {
    fn new(real: Real, kind: &str, address: &str, scale: usize) -> Fixture {
        let news = Server::start();
        let prefix = format!("/{kind}-{}", news.port());
        let mut wire = caller(&real.address);
        let other = Miniflux::new(real.login.clone());
        for number in 0..FEEDS {
            let address = feed(&news, &format!("{prefix}-{number}"), ARTICLES * scale);
            let add = json!({ "feed_url": address, "category_id": 1 });
            let both = format!("{}:{}", real.login.user, real.login.password);
            let basic =
                format!("Basic {}", onrecord::domain::base64::encode_base64(both.as_bytes()));
            let add = Request::json(Verb::Post, "/v1/feeds", add).header("Authorization", basic);
            let added = onrecord::ingest::kinds::Wire::send(&mut wire, &add).expect("an answer");
            assert_eq!(added.status, 201, "{}", String::from_utf8_lossy(&added.bytes));
        }
        let homes = vec![Home::new(), Home::new()];
        let fixture = Fixture { real, wire, other, homes, prefix, seed: 0x9e37_79b9, _news: news };
        for home in 0..2 {
            let login = &fixture.real.login;
            let (user, password) = (login.user.clone(), login.password.clone());
            fixture.run(
                home,
                &[
                    "account",
                    "add",
                    kind,
                    address,
                    "--user",
                    &user,
                    "--password-command",
                    "printf",
                    &password,
                ],
            );
            fixture.run(home, &["sync"]);
        }
        fixture
    }

    fn run(&self, home: usize, args: &[&str]) -> String {
        let output = self.homes[home].command().args(args).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(
            output.status.success(),
            "{args:?}: {}{}",
            text(&output.stdout),
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    /// The next number of a fixed random sequence (xorshift), below `most`.
    fn random(&mut self, most: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed % most as u64) as usize
    }

    /// The states of the fixture's articles in a home.
    fn states_in(&self, home: usize) -> States {
        let page =
            self.homes[home].store().page(&Query::default(), Edge::Start, 20_000).expect("a page");
        let ours = page.rows.into_iter().filter(|row| row.title.contains(&self.prefix));
        ours.map(|row| (row.title, (!row.unread, row.starred))).collect()
    }

    /// The states of the same articles on the server.
    fn states_there(&mut self, titles: &BTreeMap<String, String>) -> States {
        let unread = self.other.unread(&mut self.wire).expect("a list");
        let starred = self.other.starred(&mut self.wire).expect("a list");
        titles
            .iter()
            .map(|(title, id)| (title.clone(), (!unread.contains(id), starred.contains(id))))
            .collect()
    }

    /// The server's ids of the fixture's articles, by title; all are unread still.
    fn ids(&mut self) -> BTreeMap<String, String> {
        let unread = self.other.unread(&mut self.wire).expect("a list");
        let items = self.other.items(&mut self.wire, &unread).expect("articles");
        let ours = items.into_iter().filter(|item| item.draft.title.contains(&self.prefix));
        ours.map(|item| (item.draft.title, item.id)).collect()
    }

    fn change(&mut self, titles: &[String], ids: &BTreeMap<String, String>) {
        let title = titles[self.random(titles.len())].clone();
        let (who, how) = (self.random(3), self.random(4));
        let word = ["read", "unread", "star", "unstar"][how];
        if who < 2 {
            let id = self.homes[who].row(&title).id.0.to_string();
            self.run(who, &["mark", word, &id]);
        } else {
            let mark = if how < 2 { Mark::Read } else { Mark::Starred };
            let id = [ids[&title].clone()];
            self.other.mark(&mut self.wire, &id, mark, how % 2 == 0).expect("it is marked");
        }
    }
}

fn in_step(kind: &str, path: &str) {
    let Some(real) = real("ONRECORD_TEST_MINIFLUX") else { return };
    let scale = std::env::var("ONRECORD_SYNC").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let address = format!("{}{path}", real.address);
    let mut fixture = Fixture::new(real, kind, &address, scale);
    let ids = fixture.ids();
    assert_eq!(ids.len(), FEEDS * ARTICLES * scale);
    assert_eq!(fixture.states_in(0).len(), ids.len());
    let titles: Vec<String> = ids.keys().cloned().collect();
    for number in 0..CHANGES * scale {
        fixture.change(&titles, &ids);
        if number % 7 == 0 {
            let home = fixture.random(2);
            fixture.run(home, &["sync"]);
        }
    }
    // Each home sends what it has; then each takes what the other has sent.
    for home in [0, 1, 0, 1] {
        fixture.run(home, &["sync"]);
    }
    let there = fixture.states_there(&ids);
    for home in 0..2 {
        assert_eq!(fixture.states_in(home), there, "{kind}, home {home}");
        let quiet = fixture.run(home, &["sync"]);
        assert!(quiet.contains("0 new articles") && quiet.contains("0 changes sent"), "{quiet}");
    }
}

#[test]
fn homes_are_in_step_through_the_google_reader_api() {
    in_step("greader", "");
}

#[test]
fn homes_are_in_step_through_minifluxs_own_interface() {
    in_step("miniflux", "");
}

#[test]
fn homes_are_in_step_through_fever() {
    in_step("fever", "/fever/");
}

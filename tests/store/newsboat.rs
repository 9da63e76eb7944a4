//! Read marks and stars that come from the cache of Newsboat.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::store::{StoreError, TakenOver};
use proptest::prelude::*;

use crate::following::{fetched, follow};
use crate::*;

/// A cache with items: feed, guid, address, unread, flags.
fn cache(folder: &Path, items: &[(&str, &str, &str, bool, &str)]) -> PathBuf {
    let path = folder.join("cache.db");
    let conn = rusqlite::Connection::open(&path).expect("a database");
    conn.execute_batch(
        "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024));
         CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
           guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL,
           url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
           content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL,
           enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), flags VARCHAR(52),
           deleted INTEGER(1) NOT NULL DEFAULT 0);",
    )
    .expect("tables");
    for (feed, guid, url, unread, flags) in items {
        conn.execute(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags)
             VALUES (?1, '', '', ?2, ?3, 0, '', ?4, ?5)",
            rusqlite::params![guid, url, feed, unread, flags],
        )
        .expect("an item");
    }
    path
}

fn story(guid: &str, url: &str) -> Draft {
    Draft { url: Some(url.into()), ..with_guid(guid, guid, &format!("About {guid}.")) }
}

const FEED: &str = "https://gazette.example/feed";

#[test]
fn states_are_matched_by_guid_and_address_and_others_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = cache(
        folder.path(),
        &[
            (FEED, "ferry", "https://gazette.example/moved", false, ""),
            ("https://other.example/rss", "x", "http://www.gazette.example/tram/", true, "s"),
            (FEED, "bus", "https://gazette.example/bus", true, ""),
            (FEED, "bridge", "https://gazette.example/bridge", false, "k"),
            (FEED, "", "", false, ""),
        ],
    );
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let mut items = vec![
        story("ferry", "https://gazette.example/ferry"),
        story("tram", "https://gazette.example/tram"),
        story("bus", "https://gazette.example/bus"),
    ];
    store.store_fetched(feed, &fetched(&items), NOW).unwrap();
    let taken = store.take_over_states(&path, NOW).unwrap();
    let expected = TakenOver { items: 4, matched: 2, read: 1, starred: 1, awaited: 1 };
    assert_eq!(taken, expected);
    // Its article comes in later.
    items.push(story("bridge", "https://gazette.example/bridge"));
    store.store_fetched(feed, &fetched(&items), NOW + 60).unwrap();
    let mut rows: Vec<String> = listed(&store, &all()).lines().map(str::to_owned).collect();
    rows.sort();
    assert_eq!(
        rows,
        ["bridge (gazette) ★", "ferry (gazette)", "● bus (gazette)", "● tram (gazette) ★"]
    );
    sound(&store);
    // Again: nothing changes, and what was marked unread since is marked read as asked.
    let again = store.take_over_states(&path, NOW + 90).unwrap();
    assert_eq!((again.matched, again.read, again.starred, again.awaited), (3, 0, 0, 0));
}

fn reason(path: &Path) -> String {
    match store().take_over_states(path, NOW) {
        Err(StoreError::NoCache { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(reason(&at("nowhere.db")).contains("No such file"), "{}", reason(&at("nowhere.db")));
    assert_eq!(reason(folder.path()), "it is no file");
    fs::write(at("urls"), "https://gazette.example/feed \"~Gazette\"\n".repeat(40)).unwrap();
    assert_eq!(reason(&at("urls")), "it is no database");
    drop(Store::open(&at("store.db")).unwrap());
    assert_eq!(reason(&at("store.db")), "it is the database of another program");
    let path = cache(folder.path(), &[(FEED, "ferry", "", false, "")]);
    let bytes = fs::read(&path).unwrap();
    fs::write(at("short.db"), &bytes[..bytes.len() / 2]).unwrap();
    assert!(!reason(&at("short.db")).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_cache_changes_nothing_or_is_read(at in 0usize..16_384, byte in any::<u8>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = cache(folder.path(), &[(FEED, "ferry", "https://gazette.example/ferry", false, "s")]);
        let mut bytes = fs::read(&path).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        fs::write(&path, bytes).unwrap();
        let mut store = store();
        let feed = follow(&mut store, "gazette");
        store.store_fetched(feed, &fetched(&[story("ferry", "https://gazette.example/ferry")]), NOW).unwrap();
        let before = listed(&store, &all());
        if store.take_over_states(&path, NOW).is_err() {
            prop_assert_eq!(listed(&store, &all()), before);
        }
        sound(&store);
    }
}
